// The page still works when it looks different: without its styles, on paper, in the
// reader's own colours, and for a reader who wants nothing to move.
import { inspect } from './axe-in-page.mjs';
import { eachPage } from './browser.mjs';
import { walk } from './keyboard.mjs';

// The width of a sheet of A4 between margins of one centimetre.
const paper = { width: 718, height: 1047 };
const screen = { width: 1280, height: 800 };

export default async function plain(site) {
  const failures = await eachPage(site, async (tab, page, fail) => {
    const address = site.origin + page.path;
    await tab.setViewportSize(screen);
    await tab.goto(address);
    await withoutMotion(tab, fail);
    await inOwnColours(tab, fail);
    await onPaper(tab, fail);
    await withoutStyles(tab, address, fail);
  });
  return { failures, summary: `${site.pages.length} pages, four ways each` };
}

async function withoutMotion(tab, fail) {
  await tab.emulateMedia({ reducedMotion: 'reduce' });
  // What moves when it comes into sight must have come into sight.
  await tab.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  for (const what of await tab.evaluate(() => inside.moving())) fail(`${what} (reduced motion)`);
  const scrolling = await tab.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior);
  if (scrolling === 'smooth') fail('the page scrolls smoothly (reduced motion)');
  await tab.evaluate(() => scrollTo(0, 0));
}

async function inOwnColours(tab, fail) {
  await tab.emulateMedia({ forcedColors: 'active' });
  for (const fault of (await inspect(tab)).faults) fail(`${fault} (forced colours)`);
  await walk(tab, (what) => fail(`${what} (forced colours)`), { sizes: false });
  await tab.emulateMedia({ forcedColors: 'none' });
}

async function onPaper(tab, fail) {
  await tab.emulateMedia({ media: 'print' });
  await tab.setViewportSize(paper);
  await tab.evaluate(() => inside.settle());
  for (const fault of await tab.evaluate(() => inside.cutContent({ onPaper: true }))) fail(`${fault} (on paper)`);
  await tab.emulateMedia({ media: 'screen' });
}

async function withoutStyles(tab, address, fail) {
  await tab.route('**', (route) => (route.request().resourceType() === 'stylesheet' ? route.abort() : route.continue()));
  await tab.goto(address);
  await tab.evaluate(() => inside.dropStyles());
  const headings = await tab.evaluate(() => inside.headings());
  for (const fault of outOfOrder(headings)) fail(`${fault} (without styles)`);
}

// outOfOrder wants one h1, before all other headings, and no level left out on the way down.
function outOfOrder(headings) {
  if (!headings.length) return ['there is no heading'];
  const faults = headings.slice(1).filter(({ level }) => level === 1).map(({ name }) => `${name} is a second h1`);
  if (headings[0].level !== 1) faults.push(`the first heading is ${headings[0].name}, not an h1`);
  for (const [index, { level, name }] of headings.slice(1).entries()) {
    const above = headings[index].level;
    if (level > above + 1) faults.push(`${name} comes right after an h${above}`);
  }
  return faults;
}
