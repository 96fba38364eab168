/* What a reader keeps: events, resources, and how far they are on a path. All of it stays on this device, in
   the browser's own store, under the address of the hub; nothing is sent. My agenda shows it. Uses $, $$,
   SAID, HOURS, language and say of 10-common, offset and RENAMED of 20-your-time, ROOT, pathOf, calendarOf,
   eachOf, entriesOf, joinedCalendars, download and make of 52-take-along. */

const KEPT = `hearth:${ROOT.hub.pathname}`;
const KINDS_KEPT = ["event", "resource"];

/** What is kept: things by their addresses below the root, and what is done of each path. */
function allKept() {
  let found;
  try { found = JSON.parse(localStorage.getItem(KEPT)); } catch { /* nobody's own words, or no store at all */ }
  return cleaned(found);
}
/** What a store or a file says, as far as it is what this script writes. */
function cleaned(found) {
  const things = {};
  const paths = {};
  const isText = (text) => typeof text === "string" && text.length < 2000;
  const inside = (path) => { try { return pathOf(new URL(path, ROOT.pages).href) === path; } catch { return false; } };
  for (const [path, one] of Object.entries(found?.things ?? {})) {
    if (inside(path) && KINDS_KEPT.includes(one?.kind) && isText(one.title)) things[path] = { kind: one.kind, title: one.title, ...(isText(one.zone) && { zone: one.zone }) };
  }
  for (const [path, one] of Object.entries(found?.paths ?? {})) {
    if (inside(path) && isText(one?.title) && Array.isArray(one.steps) && Array.isArray(one.done)) {
      paths[path] = { title: one.title, steps: one.steps.filter((step) => Array.isArray(step) && isText(step[0])).map(([key, minutes]) => [key, +minutes || 0]), done: one.done.filter(isText) };
    }
  }
  return { things, paths };
}
/** Writes what is kept; whether the browser let it. */
function keep(change) {
  const all = allKept();
  change(all);
  let done = true;
  try {
    if (Object.keys({ ...all.things, ...all.paths }).length) localStorage.setItem(KEPT, JSON.stringify(all));
    else localStorage.removeItem(KEPT);
  } catch { done = false; }
  showKept();
  return done;
}

// -- stars -----------------------------------------------------------------------------------------

const STAR = "http://www.w3.org/2000/svg";
function star() {
  const svg = document.createElementNS(STAR, "svg");
  const shape = document.createElementNS(STAR, "path");
  for (const [name, value] of Object.entries({ viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true" })) svg.setAttribute(name, value);
  shape.setAttribute("d", "m10 2.6 2.3 4.7 5.1.7-3.7 3.6.9 5.1L10 14.3l-4.6 2.4.9-5.1L2.6 8l5.1-.7Z");
  svg.append(shape);
  return svg;
}
/** What a star stands for: its page, kind and title, and the zone of an event. */
function thingOf(place, element) {
  const link = place === element ? null : $(":is(h2, h3, h4) a, a", place);
  const path = link ? pathOf(link.href) : element.dataset.path;
  const title = (link ?? $("h1")).textContent.trim();
  const time = $(".hb-your-time[data-zone]", link ? place : document);
  return { path, title, kind: element.dataset.keep || place.dataset.keep, zone: time?.dataset.zone };
}
function stars(root) {
  for (const place of $$("[data-keep]:not(button)", root)) {
    if (place.dataset.ready) continue;
    place.dataset.ready = "";
    const button = make("button", { type: "button", className: "hb-star", dataset: { keep: place.dataset.keep } }, star());
    const { path, title } = thingOf(place, button);
    if (!path) continue;
    button.dataset.path = path;
    button.setAttribute("aria-label", `${SAID.keep || "Keep in my agenda"}: ${title}`);
    button.title = SAID.keep || "Keep in my agenda";
    place.append(button);
  }
  for (const button of $$("button[data-keep]", root)) {
    if (!button.querySelector("svg")) button.prepend(star());
    button.dataset.path ||= pathOf(location.href);
  }
  for (const list of $$("[data-steps]", root)) steps(list);
  showKept();
}
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button[data-keep]") : null;
  if (!button) return;
  const { path, kind, title, zone } = thingOf(button.closest("[data-keep]:not(button)") ?? button, button);
  const was = !!allKept().things[path];
  const done = keep(({ things }) => { if (was) delete things[path]; else things[path] = { kind, title, ...(zone && { zone }) }; });
  if (!done) say(SAID.keepFailed || "This browser does not let pages keep anything.");
});

/** Everything on the page that shows what is kept. */
function showKept() {
  const all = allKept();
  for (const button of $$("button[data-keep]")) button.setAttribute("aria-pressed", !!all.things[button.dataset.path]);
  const count = Object.keys(all.things).length + Object.keys(all.paths).length;
  for (const link of $$("[data-kept]")) {
    link.hidden = !count;
    const number = $("[data-kept-count]", link);
    if (number) number.textContent = count;
  }
  for (const card of $$(".hb-path")) {
    const own = all.paths[pathOf($("h3 a", card)?.href ?? "")];
    const line = $(".hb-meta", card);
    let told = $("[data-progress]", card);
    if (!line || (!own?.done.length && !told)) continue;
    if (!told) line.append(told = make("span", { dataset: { progress: "" } }));
    told.textContent = own?.done.length ? ` · ${progress(own).words}` : "";
  }
  for (const list of $$("[data-steps]")) showSteps(list, all);
}
addEventListener("storage", (event) => { if (event.key === KEPT) { showKept(); agenda(); } });

// -- paths -----------------------------------------------------------------------------------------

/** How long, as the page says it: 20 min, 1 h, 1 h 20. */
function lasting(minutes, forms = SAID.lasting?.split("|") ?? ["{m} min", "{h} h", "{h} h {m}"]) {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const form = minutes <= 90 || !hours ? 0 : rest ? 2 : 1;
  return forms[form].replace("{h}", hours).replace("{m}", form ? two(rest) : minutes);
}
function progress({ steps, done }) {
  const left = steps.filter(([key]) => !done.includes(key));
  const minutes = left.reduce((sum, [, lasts]) => sum + lasts, 0);
  const told = (SAID.progress || "{done} of {all} done").replace("{done}", numbered(steps.length - left.length)).replace("{all}", numbered(steps.length));
  return { next: left[0]?.[0], words: minutes ? `${told} · ${(SAID.left || "{time} of reading left").replace("{time}", lasting(minutes))}` : told };
}
const stepsOf = (list) => $$(":scope > li", list).map((item) => [item.dataset.step, +item.dataset.minutes || 0]);
function steps(list) {
  if (list.dataset.ready) return;
  list.dataset.ready = "";
  const path = pathOf(location.href);
  for (const item of $$(":scope > li", list)) {
    const box = make("input", { type: "checkbox" });
    const name = $("h2", item);
    box.setAttribute("aria-label", `${list.dataset.done}: ${name.textContent.trim()}`);
    item.append(make("label", { className: "hb-done" }, box, ` ${list.dataset.done}`));
    box.addEventListener("change", () => {
      const { step } = item.dataset;
      keep(({ paths }) => {
        const own = (paths[path] ??= { done: [] });
        Object.assign(own, { title: $("h1").textContent.trim(), steps: stepsOf(list) });
        own.done = own.done.filter((key) => key !== step);
        if (box.checked) own.done.push(step);
        if (!own.done.length) delete paths[path];
      });
      say(progress({ steps: stepsOf(list), done: allKept().paths[path]?.done ?? [] }).words);
    });
  }
}
function showSteps(list, { paths }) {
  const own = { steps: stepsOf(list), done: paths[pathOf(location.href)]?.done ?? [] };
  const { next, words } = progress(own);
  const told = $("[data-progress]");
  if (told) { told.textContent = own.done.length ? words : told.dataset.begin; told.hidden = false; }
  for (const item of $$(":scope > li", list)) {
    const is = own.done.includes(item.dataset.step);
    const box = $("input", item);
    if (box) box.checked = is;
    item.classList.toggle("is-done", is);
    item.classList.toggle("is-next", own.done.length > 0 && item.dataset.step === next);
  }
}

// -- my agenda -------------------------------------------------------------------------------------

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
