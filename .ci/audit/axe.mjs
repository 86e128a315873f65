// Everyone can use the page, as far as axe can tell: by day and by night, on a phone and on
// a desk, and with everything unfolded that can be.
import { inspect } from './axe-in-page.mjs';
import { eachPageOf } from './browser.mjs';

const schemes = ['light', 'dark'];
const widths = [320, 1440];

export default async function axe(site) {
  let undecided = 0;
  const failures = await eachPageOf(site, async (tab, page, fail) => {
    await tab.goto(site.origin + page.path);
    await tab.evaluate(() => inside.openDetails());
    for (const colorScheme of schemes) {
      for (const width of widths) {
        await tab.setViewportSize({ width, height: 900 });
        await tab.emulateMedia({ colorScheme });
        await tab.evaluate(() => inside.settle());
        const result = await inspect(tab);
        for (const fault of result.faults) fail(`${fault}, ${colorScheme}, ${width} px`);
        undecided += result.undecided;
      }
    }
  });
  const views = site.pages.length * schemes.length * widths.length;
  return { failures, summary: `${views} views, ${undecided} elements that axe cannot judge` };
}
