// Puts axe into a page and asks it what is wrong there.
import axe from 'axe-core';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const settings = {
  runOnly: { type: 'tag', values: tags },
  rules: { 'target-size': { enabled: true } }, // part of WCAG 2.2, but off unless asked for
  resultTypes: ['violations', 'incomplete'],
};

// restStickyBars lets bars scroll with the page. What lies half under one can be scrolled out from
// under it, as at the edge of the screen, but axe takes it for too small a target. That
// nothing with the focus hides under a bar is for the keyboard audit to see.
function restStickyBars() {
  for (const element of document.body.children) {
    if (getComputedStyle(element).position === 'sticky') element.style.position = 'static';
  }
}

// showAll lets what lies far below the window be laid out: axe cannot judge what the browser leaves for later.
function showAll() {
  for (const element of document.body.querySelectorAll('*')) {
    if (getComputedStyle(element).contentVisibility === 'auto') element.style.contentVisibility = 'visible';
  }
}

// inspect returns a sentence for each element that breaks a rule, and how many elements axe
// could not judge, such as text over a picture.
export async function inspect(tab) {
  // Evaluated, not added as a script element, which a content security policy would stop.
  if (!(await tab.evaluate(() => 'axe' in globalThis))) await tab.evaluate(axe.source);
  await tab.evaluate(restStickyBars);
  await tab.evaluate(showAll);
  const { violations, incomplete } = await tab.evaluate((options) => globalThis.axe.run(options), settings);
  const faults = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any }) => `${help} [${id}] at ${target.join(' ')}${any[0] ? ` (${any[0].message})` : ''}`));
  return { faults, undecided: incomplete.flatMap(({ nodes }) => nodes).length };
}
