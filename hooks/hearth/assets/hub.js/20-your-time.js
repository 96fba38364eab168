/* The reader's own time beside the event's. Uses $, $$, SAID, language and HOURS of 10-common. */

/** Minutes a zone is ahead of UTC at a moment. */
function offset(zone, moment) {
  const parts = {};
  for (const { type, value } of new Intl.DateTimeFormat("en-US", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
  }).formatToParts(moment)) parts[type] = +value;
  const local = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute);
  return Math.round((local - moment) / 60000);
}

// Browsers keep some zones under names their places no longer use.
const RENAMED = { Calcutta: "Kolkata", Katmandu: "Kathmandu", Saigon: "Ho Chi Minh", Kiev: "Kyiv", Rangoon: "Yangon", Faeroe: "Faroe", Godthab: "Nuuk", Asmera: "Asmara" };

/** The place that the reader's zone is named after, or nothing. */
function readersPlace() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone) return "";
  const name = RENAMED[zone.split("/").pop()] ?? zone.split("/").pop().replaceAll("_", " ");
  // Apart from words that run the other way, as the page does with places of its own.
  return document.documentElement.dir === "rtl" ? `\u2068${name}\u2069` : name;
}

function yourTimes(root) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const place = readersPlace();
  if (!place) return;
  for (const element of $$(".hb-your-time[data-start]", root)) {
    const start = new Date(element.dataset.start);
    const end = new Date(element.dataset.end || element.dataset.start);
    if (Number.isNaN(+start) || Number.isNaN(+end)) continue;
    let sameDay = true;
    try {
      const theirs = element.dataset.zone;
      if (theirs) {
        if (offset(theirs, start) === offset(zone, start) && offset(theirs, end) === offset(zone, end)) continue;
        const day = (timeZone, moment = start) => moment.toLocaleDateString("en-CA", { timeZone });
        sameDay = day(theirs) === day(zone) && day(zone) === day(zone, end);
      }
    } catch { sameDay = false; } // a zone this browser does not know: then the day is always named
    const format = new Intl.DateTimeFormat(language, {
      ...(sameDay ? {} : { weekday: "short", day: "numeric", month: "short" }), ...HOURS,
    });
    const slot = $("[data-slot]", element);
    if (slot) {
      slot.textContent = `${format.formatRange(start, end)} ${place}`;
    } else {
      const word = element.dataset.word || SAID.yourTime || "your time";
      element.textContent = `${element.dataset.lead ?? "· "}${format.format(start)} ${word}`;
    }
    element.hidden = false;
  }
  for (const element of $$("time[data-local][datetime]", root)) {
    const moment = new Date(element.dateTime);
    if (!Number.isNaN(+moment)) element.title = moment.toLocaleString(language, { dateStyle: "full", timeStyle: "short", hourCycle: HOURS.hourCycle });
  }
}
