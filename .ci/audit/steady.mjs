// Nothing moves while a page comes, piece by piece, and no picture is larger than the screen can show: on a phone, a
// tablet and a desk.
import { eachPageOf } from './browser.mjs';
import { serveSlowly } from './server.mjs';

const views = [
  { name: 'on a phone', viewport: { width: 412, height: 823 }, deviceScaleFactor: 2 },
  { name: 'on a tablet', viewport: { width: 768, height: 1024 }, deviceScaleFactor: 2 },
  { name: 'on a desk', viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 },
];

// A picture may have this many times the pixels that its place has, each way: there are not as many widths as screens.
const slack = 1.35;
// Below this many bytes it is not worth the trouble.
const light = 12 * 1024;
// Where something moved, but the browser has drawn what it had read half, it is asked again, so many times in all.
const tries = 8;

export default async function steady(site) {
  const server = await serveSlowly(site.root);
  try {
    return await lookAtAll({ ...site, origin: server.origin }, server.beforehand);
  } finally {
    server.close();
  }
}

async function lookAtAll(site, beforehand) {
  const failures = [];
  let pictures = 0;
  for (const { name, ...settings } of views) {
    failures.push(...await eachPageOf(site, async (tab, page, fail) => {
      const found = await lookAt(tab, site.origin + page.path);
      pictures += found.pictures;
      for (const fault of found.faults) fail(`${fault} (${name})`);
    }, { ...settings, beforehand }));
  }
  return { failures, summary: `${site.pages.length * views.length} views, ${pictures} pictures` };
}

async function lookAt(tab, address) {
  for (let left = tries; ; left -= 1) {
    await tab.goto('about:blank'); // from one page of a site to the next, a browser shows the old one until the new one is there
    await tab.goto(address);
    const found = await tab.evaluate(lookAround, { slack, light });
    if (!found.moved || !found.isDrawnHalfway || left === 1) return found;
  }
}

// lookAround runs in the page: it goes down the page as a reader does, and waits for each picture on the way.
async function lookAround({ slack, light }) {
  const faults = [];
  for (const image of document.images) {
    image.scrollIntoView({ block: 'center', behavior: 'instant' });
    if (!image.complete) await new Promise((done) => { image.onload = image.onerror = done; });
    await image.decode().catch(() => faults.push(`${image.currentSrc} cannot be shown`));
  }
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const shifts = await new Promise((done) => {
    const entries = [];
    new PerformanceObserver((list) => entries.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(entries), 100); // what is buffered comes in a task of its own
  });
  const where = ({ x, y, width, height }) => `${width} × ${height} at ${x}, ${y}`;
  for (const { value, sources } of shifts) {
    const moved = sources.map(({ node, previousRect, currentRect }) =>
      `${node?.outerHTML?.slice(0, 80) ?? 'what is there no more'} (${where(previousRect)} → ${where(currentRect)})`);
    faults.push(`something moved by ${value.toPrecision(2)}: ${moved.join(', ')}`);
  }
  const shown = [...document.images].filter((image) => image.getClientRects().length && image.naturalWidth);
  for (const image of shown) {
    const source = await (await fetch(image.currentSrc)).blob();
    if (source.type.includes('svg') || source.size < light) continue;
    const { width } = await createImageBitmap(source);
    const place = image.getBoundingClientRect();
    // A picture that is cropped by the style sheet fills its place by its shorter side.
    const fills = Math.max(place.width, (place.height * image.naturalWidth) / image.naturalHeight);
    const wanted = fills * devicePixelRatio;
    if (width > wanted * slack) faults.push(`${image.currentSrc} has ${width} pixels where ${Math.round(wanted)} fit`);
  }
  return { pictures: shown.length, faults, moved: shifts.length > 0, isDrawnHalfway: window.isDrawnHalfway === true };
}
