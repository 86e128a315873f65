// The table of opening hours marks today, as it is where the practice is, wherever the
// visitor's own clock stands, in browsers with Temporal and without it.
import { eachPageOf } from './browser.mjs';

// A moment when in Auckland, and in Berlin too, another day has begun than in London; one of a closure, and one of a season.
const moments = ['2026-11-24T23:30:00Z', '2026-12-25T12:00:00Z', '2027-08-01T22:30:00Z'];

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
    for (const time of moments) {
      await tab.clock.setFixedTime(time);
      await tab.goto(site.origin + page.path);
      const boxes = await tab.evaluate(judge, Object.fromEntries((await zonesOf(tab)).map((zone) => [zone, dayIn(zone, time)])));
      tables += boxes.length;
      boxes.filter((box) => box.wrong).forEach((box) => fail(`at ${time} marks ${box.marked}, not ${box.wanted}`));
    }
  }, { timezoneId: 'Pacific/Auckland', beforehand });
  return { failures, tables };
}

// zonesOf returns the time zones of the tables on a page.
const zonesOf = (tab) => tab.evaluate(() => [...document.querySelectorAll('.hours')].map((box) => box.dataset.zone));

// dayIn says which day a moment belongs to in a time zone, by the clock of this program and not that of the browser: its date, and its number
// from 1 for Monday to 7.
function dayIn(zone, time) {
  const date = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(new Date(time));
  return { date, day: String(new Date(date).getUTCDay() || 7) };
}

// judge runs within the page.
function judge(days) {
  const words = (element) => element?.textContent.trim().replace(/\s+/g, ' ') ?? 'nothing';
  return [...document.querySelectorAll('.hours')].map((box) => {
    const { date, day } = days[box.dataset.zone];
    const holds = (part) => part.dataset.from <= date && date <= part.dataset.to;
    const weeks = [...box.querySelectorAll('.week')];
    const week = weeks.filter((table) => table.dataset.from).find(holds) ?? weeks.find((table) => !table.dataset.from);
    const wanted = [...box.querySelectorAll('.closures li')].find(holds) ?? week?.querySelector(`[data-day="${day}"]`);
    const marked = [...box.querySelectorAll('[aria-current]')];
    return { wrong: marked.length !== 1 || marked[0] !== wanted, marked: marked.map(words).join(' and ') || 'nothing', wanted: words(wanted) };
  });
}
