/* Directories: facets, words, orders, chips; the view lives in the address. A list of one page holds
   all its items; of a longer one they come with its index, on first use. Uses $, $$ and numbered of
   10-common, keepQuery and fold of 40-calendar, pagedList of 51-paged-list, facetGroups of 52-facet-groups,
   facetSheet of 53-facet-sheet.

   Whenever a list is drawn, its scope tells so with an event "hearth:narrowed": `list` is its name, `chosen`
   what was chosen (topic:metrics), `words` what was typed, `active` whether either is there, and `items()`
   gives the results in their order, each with title and href; a promise of them where they are to be fetched. */

const isPlain = (text) => !/[^\0-\x7f]/.test(text);
const plain = (text) => isPlain(text) ? text.toLowerCase() : text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/ı/g, "i").replace(/ł/g, "l").replace(/ø/g, "o").replace(/đ/g, "d");

/** What stands on the page: what each item is found by, and where it has its place. */
function cells(scope, list) {
  return $$("[data-facets]", scope).map((element, at) => ({
    at,
    element,
    one: element.dataset.same, // what stands on several days is one
    cell: element.parentElement !== list && element.parentElement.matches("li") ? element.parentElement : element,
    facets: [...element.dataset.facets.split(/\s+/).filter(Boolean), ...daytime(element.dataset.start)],
    text: plain(`${element.textContent} ${element.dataset.text ?? ""}`),
    order: (element.dataset.order ?? "").split(" ").map(Number),
  }));
}

/** The part of the reader's day in which something begins at an instant; of whole days none. */
function daytime(start) {
  if (!start || start.length === 10) return [];
  return [`daytime:${["night", "morning", "afternoon", "evening"][Math.floor(new Date(start).getHours() / 6)]}`];
}

/** What a card is called, and the address it leads to. */
function ownName(element) {
  const link = $(":is(h2, h3, h4) a", element) ?? $("a", element);
  return { title: ($("b", link) ?? link).textContent.trim(), href: link.href };
}

/** Counts what it is given, and each one that stands in several places once. */
class Tally {
  size = 0;
  seen = new Set();
  add({ one }) {
    if (one !== undefined && this.seen.has(one)) return;
    if (one !== undefined) this.seen.add(one);
    this.size++;
  }
}
const size = (items) => {
  const tally = new Tally();
  for (const item of items) tally.add(item);
  return tally.size;
};

/** Which items match, and for each answer how many match it and all that is chosen of other questions; in one pass. */
function narrow(items, wanted, words) {
  const found = [];
  const tallies = new Map();
  for (const item of items) {
    if (!words.every((word) => item.text.includes(word))) continue;
    const missed = wanted.filter(({ keys }) => !keys.some((key) => item.facets.includes(key)));
    if (missed.length > 1) continue;
    if (!missed.length) found.push(item);
    for (const key of item.facets) {
      if (missed.length && !key.startsWith(missed[0].prefix)) continue;
      let tally = tallies.get(key);
      if (!tally) tallies.set(key, tally = new Tally());
      tally.add(item);
    }
  }
  return { found, count: (key) => tallies.get(key)?.size ?? 0 };
}

function directory(scope) {
  const list = $("[data-filter-list]", scope);
  if (!list || scope.dataset.ready) return;
  scope.dataset.ready = "";
  const input = $("[data-filter-text]", scope);
  const status = $("[data-filter-status]", scope);
  const chips = $("[data-filter-chips]", scope);
  const clear = $("[data-filter-clear]", scope);
  const empty = $("[data-filter-empty]", scope);
  const sort = $("[data-filter-sort]", scope);
  const facets = facetGroups(scope, toggle, () => items ?? load());
  const { links, names: groups } = facets;
  const chosen = new Set();
  let words = "";
  const paged = scope.dataset.index ? pagedList(scope, list) : null;
  let items = paged ? null : cells(scope, list);
  if (items) {
    const labels = new Map(links.map((link) => [link.key, ` ${plain(link.label)}`]));
    for (const item of items) item.text += item.facets.map((key) => labels.get(key) ?? "").join("");
  }
  const sheet = facetSheet(scope, clear, toResults);

  function read() {
    const query = new URLSearchParams(location.search);
    chosen.clear();
    for (const group of groups) for (const value of query.getAll(group)) {
      // An address may be old or mistyped: only what this list offers is taken from it, once that is known.
      const key = `${group}:${value}`;
      if (!items || links.some((link) => link.key === key)) chosen.add(key);
    }
    words = query.get("q") ?? "";
    if (input) input.value = words;
    if (sort) sort.value = [...sort.options].some((option) => option.value === query.get("sort")) ? query.get("sort") : "";
  }
  /** The view as an address. What was chosen is a step of its own, which Back undoes; a word is one however it is typed. */
  let typing = false;
  function write(typed = false) {
    const query = new URLSearchParams(location.search);
    for (const group of [...groups, "q", "sort"]) query.delete(group);
    for (const key of chosen) query.append(key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1));
    if (words.trim()) query.set("q", words.trim());
    if (sort?.value) query.set("sort", sort.value);
    const text = query.toString();
    const address = `${location.pathname}${text ? `?${text}` : ""}${location.hash}`;
    const same = address === location.pathname + location.search + location.hash;
    if (!same) history[typed && typing ? "replaceState" : "pushState"](history.state, "", address);
    typing = typed;
    keepQuery();
  }
  const isActive = () => chosen.size > 0 || words.trim() !== "";
  const ordered = (found) => {
    const by = sort ? sort.selectedIndex - 1 : -1;
    return by < 0 ? found : [...found].sort((one, two) => one.order[by] - two.order[by] || one.at - two.at);
  };

  function draw() {
    if (!items) return isActive() || sort?.value ? load() : announce(null); // the page as it came is right
    const wanted = [...groups].map((group) => ({ prefix: `${group}:`, keys: [...chosen].filter((key) => key.startsWith(`${group}:`)) })).filter(({ keys }) => keys.length);
    const typed = plain(words).split(/\s+/);
    // What was over when the page was opened is not counted, and stays out unless it is shown as just over.
    const coming = items.filter((item) => item.element?.dataset.past === undefined);
    const { found, count } = narrow(coming, wanted, typed);
    if (paged) paged.show(isActive() || sort?.value ? ordered(found) : null);
    else place(coming, found, narrow(items.filter((item) => item.element.dataset.past === "shown"), wanted, typed).found);
    tell(size(coming), size(found), count);
    announce(ordered(found));
  }
  const named = (found) => [...new Map(found.map((item) => [item.one ?? item.at, item])).values()]
    .map((item) => (paged ? paged.named(item) : ownName(item.element)));
  function announce(found) {
    scope.dispatchEvent(new CustomEvent("hearth:narrowed", { bubbles: true, detail: {
      list: scope.dataset.filter, chosen: [...chosen], words: words.trim(), active: isActive(),
      items: () => (found ? named(found) : paged.load().then(named)),
    } }));
  }
  function load() {
    return paged.load().then((loaded) => {
      items = loaded;
      facets.offer(paged.choices());
      for (const key of chosen) if (!links.some((link) => link.key === key)) chosen.delete(key);
      draw();
    }, () => {
      paged.show(null);
      if (status) status.textContent = list.dataset.failed || SAID.listFailed || "The list could not be searched just now. The pages below hold all of it.";
    });
  }
  /** Show and hide what stands on the page. */
  function place(coming, found, over) {
    const shown = new Set([...found, ...over]);
    for (const item of items) if (item.element.dataset.past === undefined || item.element.dataset.past === "shown") item.cell.hidden = !shown.has(item);
    if (sort && sort.value !== (list.dataset.order ?? "")) {
      list.append(...ordered(items).map((item) => item.cell));
      list.dataset.order = sort.value;
    }
    for (const part of $$("[data-over]", scope)) part.hidden = !over.length;
    for (const more of $$("details[data-more]", list)) fold(more);
    for (const part of $$("section", list)) part.hidden = !coming.some((item) => part.contains(item.cell) && !item.cell.hidden);
    list.hidden = !found.length && !!empty && list.dataset.stay === undefined;
  }
  /** Say how many there are, for each answer and in all. */
  function tell(total, shown, count) {
    const active = isActive();
    facets.update(chosen, count);
    const named = (number) => `${numbered(number)} ${(number === 1 && list.dataset.nounOne) || list.dataset.noun || ""}`.trim();
    const said = `${active ? `${numbered(shown)} ${list.dataset.of || "of"} ` : ""}${named(total)}`;
    if (status) status.textContent = said;
    sheet(named(shown), said);
    if (chips) drawChips();
    if (clear) clear.hidden = !active;
    // A list with nothing left to come says so in words of its own.
    if (empty) empty.hidden = shown > 0 || (!active && !!$("[data-coming-empty]", scope));
  }
  function drawChips() {
    const held = chips.contains(document.activeElement);
    chips.replaceChildren(...links.filter((link, at) => chosen.has(link.key) && links.findIndex((other) => other.key === link.key) === at).map((link) => {
      const chip = document.createElement("button");
      chip.type = "button";
      chip.className = "hb-chip is-on";
      // An answer to several questions is told with its own.
      const same = links.some((other) => other.label === link.label && other.group !== link.group);
      chip.append(same ? `${facets.title(link)}: ${link.label}` : link.label);
      const cross = document.createElement("span");
      cross.className = "x";
      cross.setAttribute("aria-hidden", "true");
      cross.textContent = "✕";
      const hint = document.createElement("span");
      hint.className = "hb-sr";
      hint.textContent = list.dataset.remove || "remove";
      chip.append(" ", cross, " ", hint);
      chip.addEventListener("click", () => toggle(link.key));
      return chip;
    }));
    // The pressed chip is gone: the keyboard stays where the reader was.
    if (held) (chips.lastElementChild ?? input ?? list).focus?.();
  }
  const change = (typed) => { write(typed); draw(); };
  function toggle(key) {
    if (!chosen.delete(key)) chosen.add(key);
    change();
  }

  /** Take the keyboard to what was found. */
  function toResults() {
    const place = status ?? list;
    place.tabIndex = -1;
    place.focus();
  }
  $("[data-to-results]", scope)?.addEventListener("click", (event) => { event.preventDefault(); toResults(); });
  let wait;
  input?.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(() => { words = input.value; change(true); }, 120);
  });
  input?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    toResults();
  });
  input?.addEventListener("change", () => { typing = false; });
  sort?.addEventListener("change", () => change());
  for (const button of $$("[data-filter-clear]", scope)) button.addEventListener("click", () => {
    chosen.clear();
    words = "";
    if (input) input.value = "";
    change();
    (input ?? list).focus?.();
  });
  scope.addEventListener("hearth:moved", () => { if (!paged) { items = cells(scope, list); draw(); } });
  addEventListener("popstate", () => {
    if (!scope.isConnected) return;
    clearTimeout(wait); // what was being typed is not part of the view that comes back
    typing = false;
    read();
    draw();
    keepQuery();
  });

  read();
  if (paged && (isActive() || sort?.value)) paged.wait();
  draw();
}
