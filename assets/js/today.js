// Marks today in tables of opening hours, in the time zone of the practice.
for (const box of document.querySelectorAll(".hours[data-zone]")) {
  const { today, day } = now(box.dataset.zone);
  const holds = (part) => part.dataset.from <= today && today <= part.dataset.to;
  const closed = [...box.querySelectorAll(".closures li")].find(holds);
  const weeks = [...box.querySelectorAll(".week")];
  const week = weeks.find((table) => table.dataset.from && holds(table)) ?? weeks.find((table) => !table.dataset.from);
  const mark = closed ?? week?.querySelector(`[data-day="${day}"]`);
  mark?.setAttribute("aria-current", "date");
}

// now returns the date in a time zone, such as 2026-11-29, and its day of the week, from 1 for Monday to 7.
function now(zone) {
  const { Temporal } = globalThis;
  if (!Temporal) return nowByFormat(zone);
  const there = Temporal.Instant.fromEpochMilliseconds(Date.now()).toZonedDateTimeISO(zone);
  return { today: there.toPlainDate().toString(), day: there.dayOfWeek };
}

// nowByFormat does it in browsers without Temporal. It makes them load all that they know of a language: a tenth of a second on a phone.
function nowByFormat(zone) {
  const parts = {};
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", weekday: "short" });
  for (const { type, value } of format.formatToParts(new Date())) parts[type] = value;
  const day = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(parts.weekday) + 1;
  return { today: `${parts.year}-${parts.month}-${parts.day}`, day };
}
