/* My agenda: what a reader keeps, with the dates as they are now. Uses $, $$, SAID, HOURS, language, numbered and say of
   10-common, offset and RENAMED of 20-your-time, make and ROOT of 12-places, allKept, cleaned, keep, progress and KEPT of
   53-starred, and calendarOf, eachOf, entriesOf, joinedCalendars and download of 52-take-along. */

const moment = (text) => {
  const [, year, month, day, hour, minute] = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\dZ)?$/.exec(text ?? "") ?? [];
  if (!year) return null;
  return hour ? { at: new Date(Date.UTC(year, month - 1, day, hour, minute)) } : { at: new Date(year, month - 1, day), whole: true };
};
const dateOf = (entry) => ({ entry, start: moment(entry.DTSTART), end: moment(entry.DTEND), off: entry.STATUS === "CANCELLED" });

/** A kept event with its coming dates, as its own calendar has them now. */
async function lookUp([path, thing]) {
  try {
    const text = await calendarOf(path);
    const dates = entriesOf(text).map(dateOf).filter(({ start, end }) => start && end).sort((one, two) => one.start.at - two.start.at);
    const coming = dates.filter(({ end }) => end.at > Date.now());
    return { path, thing, text, dates, coming, gone: !dates.length };
  } catch {
    return { path, thing, text: "", dates: [], coming: [], failed: true };
  }
}
/** A clock time where the reader is, and the event's own beside it where that is another. */
function clocks({ start, end }, zone) {
  const format = new Intl.DateTimeFormat(language, HOURS);
  const mine = format.formatRange(start.at, end.at);
  try {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone || offset(zone, start.at) === offset(own, start.at)) return [mine];
    const day = (timeZone) => start.at.toLocaleDateString("en-CA", { timeZone });
    const theirs = new Intl.DateTimeFormat(language, { ...(day(zone) !== day(own) && { weekday: "short" }), ...HOURS, timeZone: zone });
    const place = zone.split("/").pop();
    return [`${mine} ${SAID.yourTime || "your time"}`, `${theirs.format(start.at)} ${RENAMED[place] ?? place.replaceAll("_", " ")}`];
  } catch { return [mine]; } // a zone this browser does not know
}

let drawing = 0;
async function agenda() {
  const page = $("[data-agenda]");
  if (!page) return;
  const words = JSON.parse(page.dataset.words);
  const turn = ++drawing;
  const all = allKept();
  const things = Object.entries(all.things);
  const events = await eachOf(things.filter(([, { kind }]) => kind === "event"), lookUp);
  if (turn !== drawing || !page.isConnected) return; // a later change is being drawn
  page.found = events;
  const lines = (name, items) => {
    const part = $(`[data-part="${name}"]`, page);
    part.hidden = !items.length;
    $("[data-list]", part).replaceChildren(...items);
  };
  const link = (path, title) => make("h4", {}, make("a", { href: new URL(path, ROOT.pages).href, dir: "auto" }, title));
  const away = (title, change) => {
    const button = make("button", { type: "button", className: "hb-btn hb-btn--small" }, words.remove);
    button.setAttribute("aria-label", `${words.remove}: ${title}`);
    button.addEventListener("click", () => { keep(change); agenda(); $("h1").focus(); say(words.removed); });
    return button;
  };
  const line = (path, title, told, change, mark = "") => make("li", {}, make("div", {}, link(path, title), make("p", { className: "hb-meta" }, ...told.filter(Boolean).flatMap((text, at) => (at ? [" · ", text] : [text])), ...(mark ? [" ", make("span", { className: "hb-tag hb-tag--cancelled" }, mark)] : []))), away(title, change));
  const off = (path) => ({ things: left }) => { delete left[path]; };

  const days = new Map();
  for (const { path, thing, coming, dates } of events.filter((one) => one.coming.length).sort((one, two) => one.coming[0].start.at - two.coming[0].start.at)) {
    const next = coming.find((date) => !date.off) ?? coming[0];
    const day = next.start.at.toLocaleDateString(language, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
    const times = next.start.whole ? [words.whole] : clocks(next, thing.zone);
    const more = coming.length > 1 ? words.more.replace("%s", numbered(coming.length - 1)) : "";
    const told = [...times, next.entry.LOCATION, more];
    if (!days.has(day)) days.set(day, []);
    days.get(day).push(line(path, next.entry.SUMMARY.trim() || thing.title, told, off(path), next.off ? words.cancelled : ""));
  }
  lines("coming", [...days].map(([day, items]) => make("section", {}, make("h3", {}, day), make("ul", { className: "hb-list" }, ...items))));
  lines("over", events.filter((one) => !one.coming.length).map((one) => line(one.path, one.thing.title, [one.gone ? "" : one.failed ? words.failed : one.dates.at(-1).start.at.toLocaleDateString(language, { dateStyle: "long" })], off(one.path), one.gone ? words.gone : one.dates.at(-1)?.off ? words.cancelled : "")));
  lines("resources", things.filter(([, { kind }]) => kind === "resource").map(([path, thing]) => line(path, thing.title, [], off(path))));
  lines("paths", Object.entries(all.paths).map(([path, own]) => line(path, own.title, [progress(own).words], ({ paths }) => { delete paths[path]; })));
  const count = things.length + Object.keys(all.paths).length;
  $("[data-part='none']", page).hidden = count > 0;
  for (const button of $$("[data-agenda-some]", page)) button.hidden = !count;
  $("[data-agenda-ics]", page).hidden = !events.some((one) => one.coming.length);
  if (page.dataset.ready) return;
  page.dataset.ready = "";
  acts(page, words);
}
/** The buttons of the page: take out, take over, forget. */
function acts(page, words) {
  $("[data-agenda-ics]", page).addEventListener("click", () => {
    const text = joinedCalendars(page.found.map((one) => one.text), (entry) => moment(entry.DTEND)?.at > Date.now());
    if (text) download("agenda.ics", "text/calendar", text);
  });
  $("[data-agenda-out]", page).addEventListener("click", () => download("agenda.json", "application/json", JSON.stringify(allKept(), null, 1)));
  $("[data-agenda-in]", page).addEventListener("change", async ({ target }) => {
    let found;
    try { found = cleaned(JSON.parse(await target.files[0].text())); } catch { /* no file of ours */ }
    target.value = "";
    const count = found ? Object.keys(found.things).length + Object.keys(found.paths).length : 0;
    if (count) keep((all) => { Object.assign(all.things, found.things); Object.assign(all.paths, found.paths); });
    await agenda();
    $("[data-agenda-told]", page).textContent = count ? words.taken.replace("%s", numbered(count)) : words.unread;
  });
  $("[data-agenda-clear]", page).addEventListener("click", () => {
    if (confirm(words.sure)) { keep((all) => { all.things = {}; all.paths = {}; }); agenda(); $("h1").focus(); }
  });
}
addEventListener("storage", (event) => { if (event.key === KEPT) agenda(); });
