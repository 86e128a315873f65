// The page can be used by keyboard alone: Tab reaches everything that can be used, in a
// place where it can be seen, and shows where it is; a first link skips to the content.
import { eachPageOf } from './browser.mjs';

const windows = [
  { width: 1280, height: 800 },
  { width: 320, height: 640 },
];

// A date field or a player has several stops inside it. More than this is a trap.
const mostStopsInOne = 20;

export default async function keyboard(site) {
  let stops = 0;
  const failures = await eachPageOf(site, async (tab, page, fail) => {
    for (const window of windows) {
      const say = (what) => fail(`${what} (${window.width} px)`);
      await tab.setViewportSize(window);
      await tab.goto(site.origin + page.path);
      const places = await walk(tab, say);
      stops += places.length;
      await tab.goto(site.origin + page.path);
      await skip(tab, say);
    }
  });
  return { failures, summary: `${stops} stops of the Tab key` };
}

// walk presses Tab until the focus leaves the page, says what is wrong with each place that
// it comes to, and returns those places.
export async function walk(tab, say, { sizes = true } = {}) {
  await tab.evaluate(() => inside.rememberLooks());
  const visited = [];
  for (let stays = 0; stays < mostStopsInOne; ) {
    const place = await press(tab);
    if (!place || place.order === visited[0]?.order) return finish(tab, visited, say);
    stays = place.order === visited.at(-1)?.order ? stays + 1 : 0;
    if (stays) continue;
    if (visited.some(({ order }) => order === place.order)) return trapped(visited, place, say);
    visited.push(place);
    for (const fault of place.faults) say(`${place.name} ${fault}`);
    if (sizes && place.small) say(`${place.name} is less than 24 px high or wide`);
  }
  return trapped(visited, visited.at(-1), say);
}

// press presses Tab and tells where the focus went. A page that scrolls gently may need a
// moment to show it.
async function press(tab) {
  await tab.keyboard.press('Tab');
  const place = await tab.evaluate(() => inside.focused());
  if (!place?.faults.length) return place;
  await tab.waitForTimeout(400);
  return tab.evaluate(() => inside.focused());
}

async function finish(tab, visited, say) {
  const missed = await tab.evaluate((orders) => inside.unreached(orders), visited.map(({ order }) => order));
  for (const name of missed) say(`Tab never reaches ${name}`);
  return visited;
}

function trapped(visited, place, say) {
  say(`${place.name} holds the focus: Tab does not lead out of it`);
  return visited;
}

// skip follows the first link, which must lead into the content.
async function skip(tab, say) {
  await tab.keyboard.press('Tab');
  const first = await tab.evaluate(() => inside.focused());
  const leadsToMain = await tab.evaluate(() => {
    const { hash } = document.activeElement;
    const target = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
    return Boolean(target?.closest('main'));
  });
  if (!leadsToMain) return say(`the first stop of Tab is ${first?.name ?? 'nothing'}, not a link that skips to the content`);
  await tab.keyboard.press('Enter');
  const isInMain = await tab.evaluate(() => Boolean(document.activeElement?.closest('main')));
  if (!isInMain) say(`${first.name} does not move the focus to the content`);
}
