// The table of opening hours marks today, as it is where the practice is, wherever the
// visitor's own clock stands, in browsers with Temporal and without it.
import { eachPageOf } from './browser.mjs';

// What day it is in London, while in Auckland another one has begun.
const moments = [
  { time: '2026-11-24T23:30:00Z', date: '2026-11-24', day: '2' },
  { time: '2026-12-25T12:00:00Z', date: '2026-12-25', day: '5' },
  { time: '2027-08-01T22:30:00Z', date: '2027-08-01', day: '7' },
];

// Browsers of before 2026.
const withoutTemporal = () => { delete globalThis.Temporal; };

export default async function today(site) {
  const results = [await todayIn(site), await todayIn(site, withoutTemporal)];
  const tables = results.reduce((sum, result) => sum + result.tables, 0);
  return { failures: results.flatMap(({ failures }) => failures), summary: `${tables} tables of hours at ${moments.length} moments` };
}

async function todayIn(site, beforehand) {
  let tables = 0;
  const withHours = { ...site, pages: site.pages.filter(({ html }) => /\bhours\b/.test(html)) };
  const failures = await eachPageOf(withHours, async (tab, page, fail) => {
    for (const moment of moments) {
      await tab.clock.setFixedTime(moment.time);
      await tab.goto(site.origin + page.path);
      const boxes = await tab.evaluate(judge, moment);
      tables += boxes.length;
      boxes.filter((box) => box.wrong).forEach((box) => fail(`at ${moment.time} marks ${box.marked}, not ${box.wanted}`));
    }
  }, { timezoneId: 'Pacific/Auckland', beforehand });
  return { failures, tables };
}

// judge runs within the page.
function judge({ date, day }) {
  const words = (element) => element?.textContent.trim().replace(/\s+/g, ' ') ?? 'nothing';
  const holds = (part) => part.dataset.from <= date && date <= part.dataset.to;
  return [...document.querySelectorAll('.hours')].map((box) => {
    const weeks = [...box.querySelectorAll('.week')];
    const week = weeks.filter((table) => table.dataset.from).find(holds) ?? weeks.find((table) => !table.dataset.from);
    const wanted = [...box.querySelectorAll('.closures li')].find(holds) ?? week?.querySelector(`[data-day="${day}"]`);
    const marked = [...box.querySelectorAll('[aria-current]')];
    return { wrong: marked.length !== 1 || marked[0] !== wanted, marked: marked.map(words).join(' and ') || 'nothing', wanted: words(wanted) };
  });
}
