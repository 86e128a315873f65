// Marks today in tables of opening hours, in the time zone of the practice.
for (const box of document.querySelectorAll(".hours[data-zone]")) {
  const parts = {};
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: box.dataset.zone, year: "numeric", month: "2-digit", day: "2-digit", weekday: "short",
  });
  for (const { type, value } of format.formatToParts(new Date())) parts[type] = value;
  const today = `${parts.year}-${parts.month}-${parts.day}`;
  const day = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(parts.weekday) + 1;
  const holds = (part) => part.dataset.from <= today && today <= part.dataset.to;
  const closed = [...box.querySelectorAll(".closures li")].find(holds);
  const weeks = [...box.querySelectorAll(".week")];
  const week = weeks.find((table) => table.dataset.from && holds(table)) ?? weeks.find((table) => !table.dataset.from);
  const mark = closed ?? week?.querySelector(`[data-day="${day}"]`);
  mark?.setAttribute("aria-current", "date");
}
