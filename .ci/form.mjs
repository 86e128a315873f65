#!/usr/bin/env node
// Fills in the form of a page and sends it, as a visitor would:
//
//   node .ci/form.mjs PAGE END [HOST=SERVER...]
//
// END is the address at which the visitor must come out. A HOST, such as forms.example, is found at the SERVER, such as 127.0.0.1:4711, whose
// certificate nobody looks at.
import './audit/newer-node.mjs';
import { launch } from './audit/browser.mjs';

const [page, end, ...hosts] = process.argv.slice(2);
const rules = hosts.map((host) => `MAP ${host.replace('=', ' ')}`).join(', ');
const { browser } = await launch([`--host-resolver-rules=${rules}`]);
try {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const tab = await context.newPage();
  const said = [];
  tab.on('console', (message) => said.push(message.text()));
  await tab.goto(page);
  for (const field of await tab.locator('form :is(input[required], textarea[required])').all()) {
    await field.fill((await field.getAttribute('type')) === 'email' ? 'ines@example.org' : 'Words');
  }
  // Either the page is left for its end, or the browser says why it is not.
  const refused = tab.waitForEvent('console', { predicate: (message) => /form-action/.test(message.text()) }).catch(() => {});
  await tab.locator('form [type=submit]').click();
  await Promise.race([refused, tab.waitForURL(end)]).catch(() => {});
  if (tab.url() !== end) throw new Error([`the visitor comes out at ${tab.url()}`, ...said].join('\n'));
} finally {
  await browser.close();
}
