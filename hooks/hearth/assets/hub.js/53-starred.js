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
addEventListener("storage", (event) => { if (event.key === KEPT) showKept(); });

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
