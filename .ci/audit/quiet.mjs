// The page keeps to itself: it asks no other server, nothing that it asks for is missing, it
// writes nothing to the console, and without scripts it says no less.
import { eachPage, eachPageOf } from './browser.mjs';

export default async function quiet(site) {
  const plain = await withoutScripts(site);
  const failures = await eachPage(site, async (tab, page, fail) => {
    listen(tab, site.origin, fail);
    await tab.goto(site.origin + page.path);
    await loadAll(tab);
    for (const href of await linkedFiles(tab)) {
      if (!(await fetch(href)).ok) fail(`links to a file that is not there: ${href}`);
    }
    const all = await textOf(tab);
    const without = plain.lengths.get(page.path);
    if (without < all) fail(`without scripts it shows ${without} characters of ${all}`);
  });
  return { failures: [...plain.failures, ...failures], summary: `${site.pages.length} pages` };
}

function listen(tab, origin, fail) {
  tab.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== origin) fail(`asks another server: ${url}`);
  });
  tab.on('requestfailed', (request) => fail(`request failed: ${request.url()} (${request.failure()?.errorText})`));
  tab.on('response', (response) => {
    if (response.status() >= 400) fail(`answered with ${response.status()}: ${response.url()}`);
  });
  tab.on('console', (message) => fail(`writes to the console: ${message.text()}`));
  tab.on('pageerror', (error) => fail(`script fails: ${error.message}`));
}

// loadAll asks for the pictures further down as well, and waits until nothing more comes.
async function loadAll(tab) {
  await tab.evaluate(() => {
    for (const late of document.querySelectorAll('[loading=lazy]')) late.loading = 'eager';
  });
  await tab.waitForLoadState('networkidle');
}

// linkedFiles returns the icons, feeds and manifests of this site that the head names, and
// that no browser asks for in a test.
const linkedFiles = (tab) =>
  tab.evaluate(() => {
    const links = document.querySelectorAll('head link:is([rel~=icon], [rel=alternate], [rel=manifest], [rel=apple-touch-icon])');
    return [...links].map(({ href }) => href).filter((href) => new URL(href).origin === location.origin);
  });

// withoutScripts finds how much text each page shows where scripts are off.
async function withoutScripts(site) {
  const lengths = new Map();
  const failures = await eachPageOf(site, async (tab, page) => {
    await tab.goto(site.origin + page.path);
    lengths.set(page.path, await textOf(tab));
  }, { javaScriptEnabled: false });
  return { lengths, failures };
}

const textOf = async (tab) => (await tab.locator('main').innerText()).replace(/\s+/g, ' ').length;
