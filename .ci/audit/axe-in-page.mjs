// Puts axe into a page and asks it what is wrong there.
import axe from 'axe-core';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const settings = {
  runOnly: { type: 'tag', values: tags },
  rules: { 'target-size': { enabled: true } }, // part of WCAG 2.2, but off unless asked for
  resultTypes: ['violations', 'incomplete'],
};

// inspect returns a sentence for each element that breaks a rule, and how many elements axe
// could not judge, such as text over a picture.
export async function inspect(tab) {
  // Evaluated, not added as a script element, which a content security policy would stop.
  if (!(await tab.evaluate(() => 'axe' in globalThis))) await tab.evaluate(axe.source);
  const { violations, incomplete } = await tab.evaluate((options) => globalThis.axe.run(options), settings);
  const faults = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any }) => `${help} [${id}] at ${target.join(' ')}${any[0] ? ` (${any[0].message})` : ''}`));
  return { faults, undecided: incomplete.flatMap(({ nodes }) => nodes).length };
}
