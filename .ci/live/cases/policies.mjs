// Sites that allow hardly anything. Live reload works in them, and breaks none of their rules.
import assert from 'node:assert/strict';
import { until } from '../until.mjs';
import { hasOutline, outline, paints, unlazy } from './look.mjs';

const strict = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'";
const picture = (colour) => `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="${colour}"/></svg>\n`;

// report runs within the page, before anything else.
function report() {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`the policy forbids ${event.violatedDirective}: ${event.blockedURI}`);
  });
}

// obeys edits what there is to edit, on a site that has a policy already.
async function obeys(stage, policy) {
  const { site } = stage;
  site.write('content/window.svg', picture('rgb(200, 0, 0)'));
  await stage.serve();
  const visitor = await stage.visit('/about/', { beforehand: report });
  await policy(visitor);
  await unlazy(visitor);
  await paints(visitor, '/window.svg', 60, 'rgb(200, 0, 0)');
  site.edit('content/about.md', 'How we work', 'How we like to work');
  await visitor.sees('How we like to work');
  await visitor.mark();
  outline(stage, 'rgb(1, 2, 3)');
  await hasOutline(visitor, 'rgb(1, 2, 3)');
  await visitor.mustBeMarked('a style sheet can be swapped');
  await unlazy(visitor);
  site.write('content/window.svg', picture('rgb(0, 200, 0)'));
  await paints(visitor, '/window.svg', 60, 'rgb(0, 200, 0)');
  site.edit('content/about.md', 'description:', 'descripton:');
  await visitor.awaitPanel('an overlay', ({ open, modal, focused }) => open && modal && focused);
  assert.equal(await visitor.tab.evaluate(() => getComputedStyle(document.querySelector('stillpoint-panel').shadowRoot.querySelector('dialog')).position), 'fixed');
  site.edit('content/about.md', 'descripton:', 'description:');
  await visitor.awaitPanel('nothing', ({ open, badge }) => !open && badge === '');
  return visitor;
}

// forbids makes sure that the policy is in force: what it forbids does not run.
const forbids = async (visitor) => {
  const ran = await visitor.tab.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.ranAgainstThePolicy = true';
    document.head.append(script);
    script.remove();
    return 'ranAgainstThePolicy' in globalThis;
  });
  assert.equal(ran, false, 'the policy is not in force');
  // The browser tells of it in two ways, of which neither is a fault here.
  await until('the browser tells that a policy was broken', () => visitor.faults.length === 2);
  visitor.faults.length = 0;
};

export const policies = {
  'a strict policy in the page': async (stage) => {
    const base = stage.site.default('layouts/base.html');
    stage.site.write('layouts/base.html', base.replace('<head>', `<head>\n  <meta http-equiv="Content-Security-Policy" content="${strict}">`));
    await obeys(stage, forbids);
  },

  'a strict policy in the headers': async (stage) => {
    stage.site.write('assets/static/_headers', `/*\n  Content-Security-Policy: ${strict}\n`);
    await stage.equals(await obeys(stage, forbids));
  },

  'the policies that the site is given in its pages': async (stage) => {
    stage.site.write('stillpoint.yaml', `${stage.site.read('stillpoint.yaml')}\npublish: {host: github}\n`);
    await obeys(stage, forbids);
  },
};
