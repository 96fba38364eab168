// The small conveniences of a hub. Every page reads and works without this file.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
// The page's language in the reader's own variety of it: English pages show 18:00 in London and 6:00 pm in New York.
const pageLanguage = document.documentElement.lang || "en";
const language = navigator.languages?.find((one) => one.split("-")[0] === pageLanguage.split("-")[0]) ?? pageLanguage;

/** One polite voice for short news such as "Copied". */
let voice;
function say(text) {
  if (!voice) {
    voice = document.createElement("p");
    voice.className = "h-sr";
    voice.setAttribute("role", "status");
    document.body.append(voice);
  }
  voice.textContent = "";
  requestAnimationFrame(() => { voice.textContent = text; });
}

// ---- The reader's own time ---------------------------------------------------------------------------------------

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

function yourTimes(root) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone) return;
  const place = RENAMED[zone.split("/").pop()] ?? zone.split("/").pop().replaceAll("_", " ");
  for (const element of $$(".h-your-time[data-start]", root)) {
    const start = new Date(element.dataset.start);
    const end = new Date(element.dataset.end || element.dataset.start);
    if (Number.isNaN(+start) || Number.isNaN(+end)) continue;
    let sameDay = true;
    try {
      const theirs = element.dataset.zone;
      if (theirs) {
        if (offset(theirs, start) === offset(zone, start) && offset(theirs, end) === offset(zone, end)) continue;
        const day = (timeZone) => start.toLocaleDateString("en-CA", { timeZone });
        sameDay = day(theirs) === day(zone);
      }
    } catch { sameDay = false; } // a zone this browser does not know: then the day is always named
    const format = new Intl.DateTimeFormat(language, {
      ...(sameDay ? {} : { weekday: "short", day: "numeric", month: "short" }), hour: "numeric", minute: "2-digit",
    });
    const slot = $("[data-slot]", element);
    if (slot) {
      slot.textContent = `${format.formatRange(start, end)} ${place}`;
    } else {
      const word = element.dataset.word || "your time";
      element.textContent = `${element.dataset.lead ?? "· "}${format.format(start)} ${word}`;
    }
    element.hidden = false;
  }
  for (const element of $$("time[data-local][datetime]", root)) {
    const moment = new Date(element.dateTime);
    if (!Number.isNaN(+moment)) element.title = moment.toLocaleString(language, { dateStyle: "full", timeStyle: "short" });
  }
}

// ---- Lists of what is coming: a page built last week must not announce yesterday -----------------------------------

/** The reader's own day, or the month or ISO week it lies in: 2026-12-03, 2026-12, 2026-W49. */
const two = (number) => String(number).padStart(2, "0");
function ownDay() {
  const now = new Date();
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
function ownWeek() {
  const thursday = new Date(`${ownDay()}T00:00Z`);
  thursday.setUTCDate(thursday.getUTCDate() + 3 - (thursday.getUTCDay() + 6) % 7);
  const year = thursday.getUTCFullYear();
  return `${year}-W${two(Math.ceil(((thursday - Date.UTC(year, 0, 1)) / 864e5 + 1) / 7))}`;
}

/** Whether `data-end` has passed: an instant by the clock, a whole day once the reader's own day is a later one. */
const isOver = (end) => (end.length === 10 ? end < ownDay() : Date.parse(end) <= Date.now());
/** `data-end` as a number to put in order. */
const endOf = (item) => Date.parse(item.dataset.end) + (item.dataset.end.length === 10 ? 864e5 : 0);

function upcoming(root) {
  const scopes = new Set($$("[data-upcoming]", root).map((list) => list.closest("[data-coming]") ?? list.parentElement));
  for (const scope of scopes) {
    const ended = [];
    let coming = 0;
    for (const list of $$("[data-upcoming]", scope)) {
      const limit = +list.dataset.limit || Infinity;
      let shown = 0;
      const items = $$("[data-end]:not(.h-your-time)", list);
      const gone = items.filter((item) => isOver(item.dataset.end));
      for (const item of gone) { item.dataset.past = ""; item.hidden = true; }
      ended.push(...gone);
      const left = items.filter((item) => item.dataset.past === undefined);
      // The next date of a series comes later than its first did: the list is put in order again.
      if (gone.length && left.some((item) => item.dataset.event)) list.append(...left.sort((one, two) => endOf(one) - endOf(two)));
      const named = new Set();
      for (const item of left) {
        const { event } = item.dataset;
        const further = event !== undefined && named.has(event); // a later date of what is listed already
        named.add(event);
        shown += !further;
        item.hidden = further || shown > limit;
      }
      coming += shown;
      list.hidden = !shown;
      const part = list.closest("section");
      if (part && scope.contains(part)) part.hidden = !shown; // a month with nothing left
    }
    const over = $("[data-over]", scope);
    if (over && ended.length) {
      ended.sort((one, two) => endOf(two) - endOf(one));
      for (const item of ended) { item.hidden = false; item.dataset.past = "shown"; }
      $("[data-over-list]", over).prepend(...ended);
      over.hidden = false;
    }
    const empty = $("[data-coming-empty]", scope);
    if (empty) empty.hidden = coming > 0;
    recount(scope);
  }
}

/** What only holds until something is over, and what only holds after. */
function passing(root) {
  for (const element of $$("[data-until]", root)) element.hidden = isOver(element.dataset.until);
  for (const element of $$("[data-after]", root)) element.hidden = !isOver(element.dataset.after);
}

/** The figures above a list of what is coming, without what has ended since they were written. */
function recount(scope) {
  const gone = $$("[data-past]", scope).length;
  if (!gone) return;
  const words = (number) => number.toLocaleString("en").replaceAll(",", "\u00a0");
  for (const element of $$("[data-coming-count]")) {
    const left = Math.max(0, element.dataset.comingCount - gone);
    element.textContent = `${words(left)} ${left === 1 ? element.dataset.one : element.dataset.many}`;
  }
  for (const element of $$("[data-past-count]")) element.textContent = words(+element.dataset.pastCount + gone);
}

// ---- Months and weeks: today is the reader's, what is over says so, links take the filter along --------------------

function grids(root) {
  const keys = { month: ownDay().slice(0, 7), week: ownWeek() };
  for (const link of $$("a[data-now]", root)) {
    const key = keys[link.dataset.now];
    // Only where that month or week has a page.
    if (link.dataset.first <= key && key <= link.dataset.last) link.href = link.getAttribute("href").replace(/[^/]+\/$/, `${key}/`);
  }
  for (const grid of $$("[data-grid]", root)) {
    for (const cell of $$("[data-day]", grid)) {
      const on = cell.dataset.day === ownDay();
      cell.classList.toggle("is-today", on);
      if (on) $("time", cell).setAttribute("aria-current", "date");
      else $("time", cell).removeAttribute("aria-current");
    }
    for (const item of $$("[data-end]:not(.h-your-time, .is-over)", grid)) {
      if (!isOver(item.dataset.end)) continue;
      item.classList.add("is-over");
      const word = document.createElement("span");
      word.className = "h-sr";
      word.textContent = ` ${grid.dataset.overWord}`;
      $("a", item).append(word);
    }
  }
  keepQuery();
}

function keepQuery() {
  for (const link of $$("a[data-keep-query]")) {
    link.dataset.keepQuery ||= link.getAttribute("href");
    link.setAttribute("href", link.dataset.keepQuery + location.search);
  }
}

/** Of a day with many entries the first that match are seen, the others wait behind "4 more". */
function fold(more) {
  const first = $("ul", more.parentElement);
  const rest = $("ul", more);
  more.entries ??= [...first.children, ...rest.children];
  const seen = more.entries.filter((entry) => !entry.hidden);
  const limit = seen.length <= +more.dataset.more + 1 ? Infinity : +more.dataset.more;
  const late = new Set(seen.slice(limit));
  first.append(...more.entries.filter((entry) => !late.has(entry)));
  rest.append(...late);
  more.hidden = late.size === 0;
  $("[data-more-count]", more).textContent = late.size;
}

// ---- Directories: facets, words, chips; the view lives in the address ----------------------------------------------

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/ı/g, "i").replace(/ł/g, "l").replace(/ø/g, "o").replace(/đ/g, "d");

function directory(scope) {
  const list = $("[data-filter-list]", scope);
  if (!list || scope.dataset.ready) return;
  scope.dataset.ready = "";
  const everything = $$("[data-facets]", scope).map((element, at) => ({
    element,
    // What stands on several days is one.
    one: element.dataset.same ?? at,
    cell: element.parentElement !== list && element.parentElement.matches("li") ? element.parentElement : element,
    facets: new Set(element.dataset.facets.split(/\s+/).filter(Boolean)),
    text: plain(`${element.textContent} ${element.dataset.text ?? ""}`),
  }));
  const input = $("[data-filter-text]", scope);
  const status = $("[data-filter-status]", scope);
  const chips = $("[data-filter-chips]", scope);
  const clear = $("[data-filter-clear]", scope);
  const empty = $("[data-filter-empty]", scope);
  const links = $$("[data-facet]", scope).map((element) => {
    const count = $(":scope > span:last-child", element);
    const label = [...element.childNodes].filter((node) => node !== count).map((node) => node.textContent).join("").trim();
    return { element, count, label, key: element.dataset.facet, group: element.dataset.facet.split(":")[0] };
  });
  const groups = new Set(links.map((link) => link.group));
  const chosen = new Set();
  let words = "";

  const byGroup = (except) => {
    const wanted = new Map();
    for (const key of chosen) {
      const group = key.split(":")[0];
      if (group !== except) wanted.set(group, [...(wanted.get(group) ?? []), key]);
    }
    return [...wanted.values()];
  };
  const matches = (item, wanted) =>
    wanted.every((keys) => keys.some((key) => item.facets.has(key))) &&
    plain(words).split(/\s+/).every((word) => item.text.includes(word));

  function read() {
    const query = new URLSearchParams(location.search);
    chosen.clear();
    for (const group of groups) for (const value of query.getAll(group)) {
      // An address may be old or mistyped: only what this page offers is taken from it.
      if (links.some((link) => link.key === `${group}:${value}`)) chosen.add(`${group}:${value}`);
    }
    words = query.get("q") ?? "";
    if (input) input.value = words;
  }
  function write() {
    const query = new URLSearchParams(location.search);
    for (const group of [...groups, "q"]) query.delete(group);
    for (const key of chosen) query.append(key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1));
    if (words.trim()) query.set("q", words.trim());
    const text = query.toString();
    history.replaceState(history.state, "", `${location.pathname}${text ? `?${text}` : ""}${location.hash}`);
    keepQuery();
  }
  const count = (found) => new Set(found.map((item) => item.one)).size;
  function draw() {
    // What was over when the page was opened is not counted, and stays out unless it is shown as just over.
    const items = everything.filter((item) => item.element.dataset.past === undefined);
    const over = everything.filter((item) => item.element.dataset.past === "shown");
    const wanted = byGroup();
    for (const item of [...items, ...over]) item.cell.hidden = !matches(item, wanted);
    const total = count(items);
    const shown = count(items.filter((item) => !item.cell.hidden));
    for (const part of $$("[data-over]", scope)) part.hidden = over.every((item) => item.cell.hidden);
    for (const more of $$("details[data-more]", list)) fold(more);
    for (const part of $$("section", list)) part.hidden = !items.some((item) => part.contains(item.cell) && !item.cell.hidden);
    const active = chosen.size > 0 || words.trim() !== "";
    for (const link of links) {
      const on = chosen.has(link.key);
      link.element.setAttribute("aria-pressed", on);
      const others = byGroup(link.group);
      const n = count(items.filter((item) => item.facets.has(link.key) && matches(item, others)));
      if (link.count) link.count.textContent = n;
      link.element.classList.toggle("is-none", n === 0 && !on);
    }
    if (status) {
      const noun = (total === 1 && list.dataset.nounOne) || list.dataset.noun || "";
      const of = list.dataset.of || "of";
      status.textContent = `${active ? `${shown} ${of} ` : ""}${total} ${noun}`.trim();
    }
    if (chips) {
      const held = chips.contains(document.activeElement);
      chips.replaceChildren(...links.filter((link, at) => chosen.has(link.key) && links.findIndex((other) => other.key === link.key) === at).map((link) => {
        const chip = document.createElement("button");
        chip.type = "button";
        chip.className = "h-chip is-on";
        chip.append(link.label);
        const cross = document.createElement("span");
        cross.className = "x";
        cross.setAttribute("aria-hidden", "true");
        cross.textContent = "✕";
        const hint = document.createElement("span");
        hint.className = "h-sr";
        hint.textContent = list.dataset.remove || "remove";
        chip.append(" ", cross, " ", hint);
        chip.addEventListener("click", () => toggle(link.key));
        return chip;
      }));
      // The pressed chip is gone: the keyboard stays where the reader was.
      if (held) (chips.lastElementChild ?? input ?? list).focus?.();
    }
    if (clear) clear.hidden = !active;
    // A list with nothing left to come says so in words of its own.
    if (empty) empty.hidden = shown > 0 || (!active && !!$("[data-coming-empty]", scope));
    list.hidden = shown === 0 && !!empty && list.dataset.stay === undefined;
  }
  function toggle(key) {
    if (!chosen.delete(key)) chosen.add(key);
    write();
    draw();
  }

  for (const link of links) {
    // A link that acts on this page is a button to the reader; its address still works in a new tab.
    link.element.setAttribute("role", "button");
    link.element.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      toggle(link.key);
    });
    link.element.addEventListener("keydown", (event) => {
      if (event.key === " ") { event.preventDefault(); toggle(link.key); }
    });
  }
  let wait;
  input?.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(() => { words = input.value; write(); draw(); }, 120);
  });
  input?.form?.addEventListener("submit", (event) => event.preventDefault());
  for (const button of $$("[data-filter-clear]", scope)) button.addEventListener("click", () => {
    chosen.clear();
    words = "";
    if (input) input.value = "";
    write();
    draw();
    (input ?? list).focus?.();
  });
  addEventListener("popstate", () => { if (scope.isConnected) { read(); draw(); } });

  const aside = $(":scope > aside", scope);
  if (aside && $(".h-facet", aside)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "h-btn h-facets-toggle";
    button.textContent = aside.dataset.label || "Filter";
    const fold = (folded) => {
      aside.classList.toggle("is-folded", folded);
      button.setAttribute("aria-expanded", !folded);
    };
    button.addEventListener("click", () => fold(!aside.classList.contains("is-folded")));
    aside.insertBefore(button, $(".h-facet", aside));
    fold(true);
  }

  read();
  draw();
}

// ---- Copy, share, terms, header ----------------------------------------------------------------------------------------

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function thanks(button, word) {
  const before = button.dataset.label ?? button.textContent;
  button.dataset.label = before;
  button.textContent = word;
  say(word);
  clearTimeout(button.timer);
  button.timer = setTimeout(() => { button.textContent = before; }, 2000);
}

document.addEventListener("click", async (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const copier = target?.closest("[data-copy]");
  if (copier) {
    const field = copier.parentElement.querySelector("input, code");
    const text = copier.dataset.copy || field?.value || field?.textContent || "";
    if (await copy(text)) thanks(copier, copier.dataset.done || "Copied");
    else field?.select?.(); // no permission to write: the reader copies what is selected
    return;
  }
  const sharer = target?.closest("[data-share]");
  if (sharer) {
    const view = { title: document.title, url: location.href };
    if (navigator.share && matchMedia("(pointer: coarse)").matches) navigator.share(view).catch(() => {});
    else if (await copy(view.url)) thanks(sharer, sharer.dataset.done || "Address copied");
    return;
  }
  if (target?.closest("[data-print]")) {
    print();
    return;
  }
  const palette = target?.closest("[data-palette]");
  if (palette) {
    const form = palette.form;
    // Material hides the pressed button, shows the next one, and holds the page invisible while it changes colours:
    // the keyboard follows when that is over.
    const follow = () => {
      const next = palette.hidden && $("button:not([hidden])", form);
      if (!next || document.body.hasAttribute("data-md-color-switching")) return;
      watcher.disconnect();
      next.focus();
      say(next.getAttribute("aria-label"));
    };
    const watcher = new MutationObserver(follow);
    watcher.observe(form, { subtree: true, attributeFilter: ["hidden"] });
    watcher.observe(document.body, { attributeFilter: ["data-md-color-switching"] });
    document.getElementById(palette.dataset.palette)?.click();
    return;
  }
  const burger = target?.closest("[data-menu]");
  if (burger) return menu(burger.getAttribute("aria-expanded") !== "true");
  const more = $(".h-more details[open]");
  if (more && !more.contains(target)) more.open = false;
  if (!target?.closest(".h-nav")) menu(false);
  else if (target.closest("a")) menu(false);
});

function menu(open) {
  const button = $("[data-menu]");
  const panel = $("#h-nav");
  if (!button || !panel) return;
  button.setAttribute("aria-expanded", open);
  panel.classList.toggle("is-open", open);
}

// Material also advances the palette on Enter, which would hide the button before its own press arrives.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target instanceof Element && event.target.closest("[data-palette]")) event.stopPropagation();
}, true);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  hideTip();
  const more = $(".h-more details[open]");
  if (more) { more.open = false; $("summary", more).focus(); }
  const button = $("[data-menu][aria-expanded='true']");
  if (button) { menu(false); button.focus(); }
});
document.addEventListener("focusin", (event) => {
  const top = $(".h-top");
  if (top && !top.contains(event.target)) menu(false);
});

let tip;
let tipFor;
let tipTimer;
function hideTip() {
  clearTimeout(tipTimer);
  tip?.remove();
  tipFor?.removeAttribute("aria-describedby");
  tip = tipFor = null;
}
function showTip(term) {
  clearTimeout(tipTimer);
  if (tipFor === term) return;
  hideTip();
  if (!term.dataset.definition) return;
  tipFor = term;
  tip = document.createElement("div");
  tip.className = "h-tip";
  tip.id = "h-tip";
  tip.setAttribute("role", "tooltip");
  tip.textContent = term.dataset.definition;
  document.body.append(tip);
  term.setAttribute("aria-describedby", "h-tip");
  placeTip();
  tip.addEventListener("mouseenter", () => clearTimeout(tipTimer));
  tip.addEventListener("mouseleave", lateHide);
}
function placeTip() {
  const box = tipFor.getClientRects()[0] ?? tipFor.getBoundingClientRect();
  if (box.bottom < 0 || box.top > innerHeight) return hideTip();
  const width = tip.offsetWidth;
  const left = Math.max(12, Math.min(box.left, document.documentElement.clientWidth - width - 12));
  const below = box.bottom + 6;
  tip.style.left = `${left}px`;
  tip.style.top = `${below + tip.offsetHeight > innerHeight - 8 ? Math.max(8, box.top - tip.offsetHeight - 6) : below}px`;
}
// Long enough to move the pointer onto the definition and read on.
function lateHide() { clearTimeout(tipTimer); tipTimer = setTimeout(hideTip, 220); }
const term = (event) => (event.target instanceof Element ? event.target.closest("a.h-term[data-definition]") : null);
document.addEventListener("mouseover", (event) => { const t = term(event); if (t) showTip(t); });
document.addEventListener("mouseout", (event) => { if (term(event)) lateHide(); });
document.addEventListener("focusin", (event) => { const t = term(event); if (t) showTip(t); });
document.addEventListener("focusout", (event) => { if (term(event)) lateHide(); });
addEventListener("scroll", () => { if (tip) placeTip(); }, { passive: true });

// ---- Begin -----------------------------------------------------------------------------------------------------------------

function begin() {
  yourTimes(document);
  upcoming(document);
  passing(document);
  grids(document);
  for (const scope of $$("[data-filter]")) directory(scope);
}

/** With instant navigation the header outlives the page, so the active entry is found again from the address. */
function mark() {
  let best;
  for (const link of $$(".h-nav a")) {
    link.removeAttribute("aria-current");
    if (link.origin !== location.origin) continue;
    const folder = link.pathname;
    if (location.pathname.startsWith(folder) && folder.length > (best?.pathname.length ?? 1)) best = link;
  }
  best?.setAttribute("aria-current", best.pathname === location.pathname ? "page" : "true");
  menu(false);
}

begin();
if (window.document$?.subscribe) {
  let first = true;
  window.document$.subscribe(() => {
    if (first) { first = false; return; }
    mark();
    begin();
  });
}
