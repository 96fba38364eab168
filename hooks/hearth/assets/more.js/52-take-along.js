/* A list as it is narrowed, taken along: the calendar and the feed of what was chosen, or the nearest there
   is, and a file of exactly what is shown. Addresses and words come from the engine (see
   hearth/outputs/take_along.py), fetched when somebody asks. Uses $, $$, say and numbered of 10-common, json
   of 51-paged-list, copy of 60-copy. */

let ways;
const takeAlong = () => (ways ??= json(new URL("subscribe/take-along.json", ROOT.pages)).catch((error) => { ways = null; throw error; }));

const AT_ONCE = 6;
const MOST = 200; // requests for one file
const calendarFiles = new Map();
/** The text of an event's own calendar; nothing where there is none any more. */
async function calendarOf(path) {
  const { pages, files } = await takeAlong();
  if (!path.startsWith(pages)) return "";
  const address = new URL(`${files}${path.slice(pages.length).replace(/\/$/, "")}.ics`, ROOT.pages);
  if (!calendarFiles.has(path)) {
    calendarFiles.set(path, fetch(address).then((answer) => {
      if (answer.ok) return answer.text();
      if (answer.status === 404 || answer.status === 410) return "";
      throw new Error(`${answer.status} ${address}`);
    }));
    calendarFiles.get(path).catch(() => calendarFiles.delete(path));
  }
  return calendarFiles.get(path);
}
/** What comes of each, in order, some at a time. */
async function eachOf(items, work) {
  const results = [];
  let next = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (next < items.length) { const at = next++; results[at] = await work(items[at]); }
  }));
  return results;
}
/** The entries of a calendar as they are written, and of each the properties that a page shows. */
function entriesOf(text) {
  return [...text.matchAll(/^BEGIN:VEVENT\r?\n[^]*?^END:VEVENT\r?\n/gm)].map(([raw]) => {
    const entry = { raw };
    for (const line of raw.replace(/\r?\n[ \t]/g, "").split(/\r?\n/)) {
      const [, name, value] = /^([A-Z-]+)(?:;(?:"[^"]*"|[^":])*)?:(.*)$/.exec(line) ?? [];
      if (name) entry[name] ??= value.replace(/\\([\\;,nN])/g, (_, sign) => (/n/i.test(sign) ? "\n" : sign));
    }
    return entry;
  });
}
/** One calendar of several: the head of the first, each wanted entry once. */
function joinedCalendars(texts, wanted = () => true) {
  const seen = new Set();
  const entries = texts.flatMap(entriesOf).filter((entry) => wanted(entry) && !seen.has(entry.UID) && seen.add(entry.UID));
  if (!entries.length) return "";
  const product = /^PRODID:.*(?:\r?\n[ \t].*)*/m.exec(texts.find(Boolean))[0];
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${product}\r\n${entries.map((entry) => entry.raw).join("")}END:VCALENDAR\r\n`;
}
function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
// A cell that a table would take for a formula is a text.
const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** Which way leads to what is chosen: its own, the nearest, or that of the whole list. */
function wayOf(all, { chosen, words }, part) {
  if (!all) return null;
  const own = chosen.filter((key) => all[key]);
  const exact = !part && !words && own.length === chosen.length && chosen.length <= 1;
  const key = own.sort((one, two) => all[one][3] - all[two][3])[0] ?? "";
  return { way: all[key], said: !exact ? "nearest" : key ? "exact" : "whole" };
}

function drawTakeAlong(panel, detail, part, { words, lists }) {
  const parts = [];
  const found = wayOf(lists[detail.list], detail, part);
  if (found) {
    const [title, calendar, feed, , alone] = found.way;
    // A feed that holds other things too is near, and no more.
    const said = found.said === "exact" && !calendar && !alone ? "nearest" : found.said;
    const links = make("p", { className: "hb-ways" });
    const button = (word, properties) => make("a", { className: "hb-btn hb-btn--small", ...properties }, word);
    if (calendar) {
      const { href } = new URL(calendar, ROOT.pages);
      links.append(button(words.calendar, { href: href.replace(/^https?:/, "webcal:") }), " ");
      links.append(make("button", { type: "button", className: "hb-btn hb-btn--small", dataset: { copy: href, done: words.copied } }, words.copy), " ");
    }
    if (feed) links.append(button(alone || said !== "exact" ? words.feed : words.wider, { href: new URL(feed, ROOT.pages).href }));
    parts.push(make("p", {}, words[said].replace("%s", title)), links);
  }
  const files = make("p", { className: "hb-ways" });
  const state = make("p", { className: "hb-meta", role: "status" });
  const act = (word, work) => {
    const button = make("button", { type: "button", className: "hb-btn hb-btn--small" }, word);
    button.addEventListener("click", async () => {
      state.textContent = words.making;
      state.textContent = await Promise.resolve(detail.items()).then(work).catch(() => words.failed);
    });
    files.append(button, " ");
  };
  if (detail.list === "events") act(words.events, async (items) => {
    const some = items.slice(0, MOST);
    const text = joinedCalendars(await eachOf(some, (item) => calendarOf(pathOf(item.href))));
    if (!text) return words.none;
    download("events.ics", "text/calendar", text);
    return some.length < items.length ? words.some.replace("%s", numbered(MOST)) : "";
  });
  act(words.table, async (items) => {
    const rows = [[words.title, words.address], ...items.map((item) => [item.title, item.href])];
    download(`${detail.list}.csv`, "text/csv", `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`);
    return items.length ? "" : words.none;
  });
  panel.replaceChildren(...parts, files, state, make("p", { className: "hb-meta" }, words.once));
}

document.addEventListener("hearth:narrowed", ({ target, detail }) => {
  const take = $("details[data-take-along]", target);
  if (!take) return;
  const panel = $("div", take);
  const part = !!$("[data-stay]", target); // a month or a week of the list
  const draw = () => takeAlong().then((told) => drawTakeAlong(panel, take.detail, part, told), () => { panel.textContent = take.dataset.failed; });
  if (!take.detail) take.addEventListener("toggle", () => { if (take.open) draw(); });
  take.detail = detail;
  if (take.open) draw();
});
