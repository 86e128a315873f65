// Nothing is cut off or squeezed, and nobody has to scroll sideways: on a narrow window, with larger
// text, and with text spaced out as some readers need it.
import { eachPageOf } from './browser.mjs';

const views = [
  { name: '320 px wide', width: 320, height: 640 },
  { name: 'zoomed to 400%', width: 320, height: 256 }, // what is left of 1280 by 1024
  { name: 'text at 200%', width: 1280, height: 800, textSize: '200%' },
  { name: 'text spaced out', width: 1280, height: 800, spaced: true },
  { name: 'text spaced out, 320 px wide', width: 320, height: 640, spaced: true },
];

export default async function reflow(site) {
  const failures = await eachPageOf(site, async (tab, page, fail) => {
    await tab.goto(site.origin + page.path);
    await tab.evaluate(() => inside.openDetails());
    for (const view of views) {
      for (const fault of await faultsIn(tab, view)) fail(`${fault} (${view.name})`);
    }
  });
  return { failures, summary: `${site.pages.length * views.length} views` };
}

async function faultsIn(tab, { width, height, textSize = '', spaced = false }) {
  await tab.setViewportSize({ width, height });
  return tab.evaluate(async ({ textSize, spaced }) => {
    document.documentElement.style.fontSize = textSize;
    await inside.settle();
    const spilling = spaced ? await inside.spaceOut() : [];
    const faults = [...spilling, ...inside.cutContent(), ...inside.squeezed()];
    inside.spaceBack();
    return faults;
  }, { textSize, spaced });
}
