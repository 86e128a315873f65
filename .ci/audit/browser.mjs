// One Chromium for all audits, and a small pool that takes it through the pages.
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const atOnce = 2;
const inside = fileURLToPath(new URL('inside.js', import.meta.url));

// Quiet flags: a browser that asks its maker for news would spoil what the audits see.
const flags = [
  '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

const known = [process.env.CHROME_PATH, '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/google-chrome'];

// launch starts Chromium, with further flags where they are given. Its port is open for Lighthouse, which brings its own driver.
export async function launch(further = []) {
  const executablePath = known.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error('no Chromium is here: install it, or set CHROME_PATH');
  const port = await freePort();
  const browser = await chromium.launch({ executablePath, args: [...flags, ...further, `--remote-debugging-port=${port}`] });
  return { browser, port };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

// eachPage calls look(tab, page, fail) for every page of the site, in a fresh tab that has
// not loaded anything yet, and returns the failures in the order of the pages.
export async function eachPage(site, look, settings = {}) {
  return sharing(site, async (visits) => {
    for (const { page, fail } of visits) await inTab(site, settings, (tab) => look(tab, page, fail)).catch(brokenOff(fail));
  });
}

// eachPageOf does the same in tabs that go from page to page, as a reader does, which is quicker.
export async function eachPageOf(site, look, settings = {}) {
  return sharing(site, (visits) => inTab(site, settings, async (tab) => {
    for (const { page, fail } of visits) await look(tab, page, fail).catch(brokenOff(fail));
  }));
}

const brokenOff = (fail) => (error) => fail(`the audit broke off: ${error.message}`);

// sharing lets a few workers take the pages of a site from one list, and returns the failures in the order of the pages.
async function sharing(site, work) {
  const failures = site.pages.map(() => []);
  const visits = site.pages.map((page, index) => ({ page, fail: (what) => failures[index].push({ page: page.path, what }) })).values();
  await Promise.all(Array.from({ length: atOnce }, () => work(visits)));
  return failures.flat();
}

// A script that is to run before those of each page can be given beside the settings of the browser.
async function inTab(site, { beforehand, ...settings }, use) {
  const { browser } = await site.browser();
  // Without reduced motion, an audit would measure what is still on its way.
  const context = await browser.newContext({ reducedMotion: 'reduce', ...settings });
  await context.addInitScript({ path: inside });
  if (beforehand) await context.addInitScript(beforehand);
  try {
    return await use(await context.newPage());
  } finally {
    await context.close();
  }
}
