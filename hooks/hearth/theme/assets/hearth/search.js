// Search over the whole hub. Nothing is downloaded before the dialog is opened for the first time.

const dialog = document.getElementById("hb-search");
// Words of the hub's own, from extra.search_words.
const GIVEN = JSON.parse(dialog?.dataset.words || "{}");
const WORDS = {
  kinds: "Kind", topics: "Topic",
  start: "What are you looking for?", startHint: "Type a name, a place, a topic or a question. Or begin here:",
  none: "Nothing found for", noneHint: "Try fewer or other words.", noneFiltered: "The filters may be too narrow.",
  clear: "Remove the filters", more: "Show more", loading: "Searching…",
  broken: "Search is not available", brokenHint: "The index could not be loaded. Check the connection and try again, or go on from here:",
  again: "Try again", one: "result", many: "results",
  recent: "Recent searches", forget: "Forget them", best: "Best answer", meant: "Did you mean:", ask: "Ask the community",
  copyAddress: "Copy the address", addressCopied: "Address copied",
  ...GIVEN,
};
// What results of each kind stand under, in the order of the filters: the page says it, for this script knows no kinds.
const KINDS = new Map(JSON.parse(dialog?.dataset.kinds || "[]"));
const STEP = 10;
// So long a pause in typing is taken for the end of a word.
const PAUSE = 70;
// How many ways on are offered where there is nothing to show.
const DOORS = 24;
// How many searches a browser remembers: those of which something was opened, or that were ended by Enter.
const REMEMBERED = 6;
// ?search=words on any page opens the search with these words; the others are its filters.
const ASKED = "search", FILTERS = { kind: "search-kind", topic: "search-topic" };

if (dialog) setUp();

function setUp() {
  const form = dialog.querySelector("form");
  const input = dialog.querySelector(".hb-search__input");
  const facets = dialog.querySelector("[data-search-facets]");
  const panel = dialog.querySelector("[data-search-results]");
  const status = dialog.querySelector("[data-search-status]");
  const sum = dialog.querySelector("[data-search-sum]");
  // Fixed now: with instant navigation the address changes while this page's relative base does not.
  const base = new URL(dialog.dataset.base.replace(/\/?$/, "/"), location.href);

  const chosen = { kind: new Set(), topic: new Set() };
  let engine, marked;
  let opener;
  let noting, addressStays = false;
  // While the browser goes a step back: what ends the wait.
  let left = null, leaving = Promise.resolve();
  // How many results each topic has; nothing until a reader asks for it, for it stands in the largest file.
  let topics, topical = false;
  let turn = 0;
  let limit = STEP;

  // -- Opening and closing -------------------------------------------------------------------------------------------

  function open(from) {
    if (dialog.open) return;
    // The words of the last search stay, to be gone on with or typed over; its filters would only surprise.
    chosen.kind = new Set(from?.dataset?.searchKind ? [from.dataset.searchKind] : []);
    chosen.topic = new Set();
    if (from?.dataset?.searchQuery) input.value = from.dataset.searchQuery;
    show(from);
    leaving.then(noteAddress);
    run();
  }
  function show(from) {
    const active = from ?? document.activeElement;
    opener = active === document.body ? document.querySelector("[data-search-open]") : active;
    dialog.showModal();
    input.focus();
    input.select();
  }
  dialog.addEventListener("close", () => {
    if (dialog.open) return; // opened again before the browser told of it
    input.blur();
    if (opener?.isConnected) opener.focus();
    opener = null;
    clearTimeout(noting);
    if (!addressStays) forsakeAddress();
    addressStays = false;
  });
  dialog.addEventListener("click", (event) => {
    const target = event.target;
    const link = target.closest("a[href]");
    if (target === dialog || target.closest("[data-search-close]")) dialog.close();
    else if (link && /^http/.test(link.protocol) && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      remember(link);
      noteAddress(); // who comes back from there comes back to the search
      addressStays = true;
      opener = null;
      dialog.close();
    } else if (link) remember(link);
  });
  document.addEventListener("click", (event) => {
    const from = event.target instanceof Element && event.target.closest("[data-search-open]");
    if (from) { event.preventDefault(); open(from); }
  });

  // -- The address of a search: Back closes it, a copy of it opens it ---------------------------------------------------

  function address(searching) {
    const url = new URL(location.href);
    for (const name of [ASKED, ...Object.values(FILTERS)]) url.searchParams.delete(name);
    if (!searching) return url;
    if (input.value.trim()) url.searchParams.set(ASKED, input.value.trim());
    for (const [key, name] of Object.entries(FILTERS)) for (const value of chosen[key]) url.searchParams.append(name, value);
    return url;
  }
  const isAddressed = () => [ASKED, ...Object.values(FILTERS)].some((name) => new URLSearchParams(location.search).has(name));

  /** A step of its own for a search that has words or filters, unless it has one or the page was opened by its address. */
  function noteAddress() {
    clearTimeout(noting);
    const to = address(true);
    if (!dialog.open || left || to.href === location.href) return;
    const step = history.state?.hearthSearch ?? (isAddressed() ? "given" : "added");
    const write = history.state?.hearthSearch || isAddressed() ? "replaceState" : "pushState";
    history[write]({ ...history.state, hearthSearch: step }, "", to);
  }
  /** The address as it was before: by going back where a step was added, so that none is left that does nothing. */
  function forsakeAddress() {
    if (left) return;
    const step = history.state?.hearthSearch;
    if (step !== "added") {
      if (step || isAddressed()) history.replaceState({ ...history.state, hearthSearch: undefined }, "", address(false));
      return;
    }
    leaving = new Promise((resolve) => {
      const done = left = () => { left = null; resolve(); };
      setTimeout(() => { if (left === done) done(); }, 1000);
    });
    history.back();
  }
  /** The search as the address has it. */
  function follow() {
    if (left) return left();
    if (!isAddressed() && !history.state?.hearthSearch) {
      addressStays = dialog.open;
      return dialog.open ? dialog.close() : undefined;
    }
    const query = new URLSearchParams(location.search);
    input.value = query.get(ASKED) ?? "";
    for (const [key, name] of Object.entries(FILTERS)) chosen[key] = new Set(query.getAll(name));
    limit = STEP;
    if (!dialog.open) show();
    run();
  }
  window.addEventListener("popstate", follow);
  // A page that the browser has kept comes back as it was left: with its search closed.
  window.addEventListener("pageshow", (event) => { if (event.persisted && isAddressed()) follow(); });
  if (isAddressed()) follow();
  else if (history.state?.hearthSearch) history.replaceState({ ...history.state, hearthSearch: undefined }, "");

  sum.querySelector("button").addEventListener("click", async (event) => {
    noteAddress();
    try { await navigator.clipboard.writeText(location.href); } catch { return; } // it stands in the browser's own field
    const button = event.target;
    button.textContent = status.textContent = WORDS.addressCopied;
    setTimeout(() => { button.textContent = WORDS.copyAddress; }, 2000);
  });

  // -- Recent searches: on this device, for this hub -------------------------------------------------------------------

  // A browser that refuses to keep anything throws.
  function recent() {
    try { return (__md_get("__searches") ?? []).filter((words) => typeof words === "string").slice(0, REMEMBERED); } catch { return []; }
  }
  function remember(link) {
    const words = input.value.trim().slice(0, 100);
    if (!words || (link && !link.matches(".hit"))) return;
    const others = recent().filter((one) => one.toLowerCase() !== words.toLowerCase());
    try { __md_set("__searches", [words, ...others].slice(0, REMEMBERED)); } catch { /* then not */ }
  }
  function ask(words) {
    input.value = words;
    limit = STEP;
    input.focus();
    run();
  }

  // -- Single keys, which a reader can switch off: speech and a slip of the hand press them too (WCAG 2.1.4) -----------

  const choice = dialog.querySelector("[data-search-letters]");
  const letters = () => choice?.checked ?? true;
  function showLetters() {
    for (const key of document.querySelectorAll(".hb-find kbd")) key.hidden = !letters();
    for (const button of document.querySelectorAll(".hb-find")) button.ariaKeyShortcuts = letters() ? "/" : null;
  }
  if (choice) {
    // A browser that refuses to keep anything throws here.
    try { choice.checked = __md_get("__letters") ?? true; } catch { choice.checked = true; }
    choice.addEventListener("change", () => { showLetters(); __md_set("__letters", choice.checked); });
    showLetters();
  }

  // Capture: the key must not also reach a shortcut of the theme underneath.
  window.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    // The field of the closed dialog can hold the focus for a moment longer; nobody types there.
    const typing = event.target instanceof Element && !dialog.contains(event.target) && event.target.closest("input, textarea, select, [contenteditable]:not([contenteditable='false'])");
    const single = !typing && !event.ctrlKey && !event.metaKey && !event.altKey && event.key.length === 1 && event.key !== " ";
    if (command && dialog.open) { event.preventDefault(); dialog.close(); return; }
    if (dialog.open || document.querySelector("dialog[open]")) return;
    if (single && !letters()) { event.stopPropagation(); return; }
    if (command || (single && ["/", "s", "S"].includes(event.key))) {
      event.preventDefault();
      event.stopPropagation();
      open();
    }
  }, true);

  // -- Keyboard inside -----------------------------------------------------------------------------------------------

  const hits = () => [...panel.querySelectorAll("a, button")];
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = panel.querySelector("a.hit");
    if (first && panel.dataset.for === input.value.trim()) first.click();
    else { remember(); run(); }
  });
  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation(); // the theme listens for single letters on the page
    const all = hits();
    const at = all.indexOf(document.activeElement);
    const above = document.activeElement === input || facets.contains(document.activeElement) || sum.contains(document.activeElement);
    const go = (index) => {
      event.preventDefault();
      const next = index < 0 ? input : all[Math.min(index, all.length - 1)];
      next?.focus();
      next?.scrollIntoView?.({ block: "nearest" });
    };
    // A search field would take the first Escape to empty itself.
    if (event.key === "Escape") { event.preventDefault(); dialog.close(); }
    else if (event.key === "ArrowDown" && (above || at >= 0)) { if (all.length) go(at + 1); }
    else if (event.key === "ArrowUp" && at >= 0) go(at - 1);
    else if (event.key === "Home" && at >= 0) go(0);
    else if (event.key === "End" && at >= 0) go(all.length - 1);
    else if (at >= 0 && (event.key === "Backspace" || (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey))) input.focus();
  });

  let wait;
  input.addEventListener("input", () => {
    clearTimeout(wait);
    limit = STEP;
    wait = setTimeout(run, PAUSE);
    engine?.then((index) => index.prepare(input.value)).catch(() => {});
  });

  // -- The index -------------------------------------------------------------------------------------------------------

  // Browsers do not let a script that the page names import another by address (the content security policy), but they
  // let it add a script element; what that has loaded can be imported.
  const loaded = (src) => new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { type: "module", src, onload: resolve, onerror: reject });
    document.head.append(script);
  });

  function load() {
    engine ??= (async () => {
      const address = new URL("assets/hearth/search-index.js", base).href;
      const first = fetch(new URL("search-index/index.json.gz", base), { cache: "no-cache" });
      first.catch(() => {}); // told below
      await loaded(address);
      ({ marked } = await import(address));
      return (await import(address)).openIndex(base, first);
    })();
    engine.catch(() => { engine = undefined; });
    return engine;
  }

  async function run(again = true) {
    const mine = ++turn;
    const text = input.value.trim();
    clearTimeout(noting);
    noting = setTimeout(noteAddress, 300);
    const filtering = chosen.kind.size + chosen.topic.size > 0;
    try {
      const index = await load();
      if (mine !== turn) return;
      if (!text && !filtering) return drawStart(index.kinds);
      const answer = await index.search(text, chosen, limit);
      if (mine !== turn) return;
      topical ||= chosen.topic.size > 0;
      drawFacets(answer.kinds, topics);
      panel.dataset.for = text;
      if (answer.results.length) drawResults(answer);
      else drawNone(text, filtering, answer);
      if (!topical) return;
      topics = await answer.topics();
      if (mine === turn) drawFacets(answer.kinds, topics);
    } catch (error) {
      if (mine !== turn) return;
      // The site may have changed since its index was read: then its files have other names.
      engine = undefined;
      if (again) return run(false);
      console.warn("Search:", error);
      drawBroken();
    }
  }

  // -- Drawing: whatever comes from the index is set as text, never as markup ------------------------------------------

  function make(tag, props = {}, ...children) {
    const { className, ...attributes } = props;
    const element = document.createElement(tag);
    if (className) element.className = className;
    for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
    element.append(...children.filter((child) => child !== undefined && child !== null));
    return element;
  }

  const withMarks = (text, answer) => make("span", { className: "l", dir: "auto" }, ...marked(text, answer).map(([piece, found]) => (found ? make("mark", {}, piece) : piece)));

  const label = (kind) => GIVEN[kind] ?? KINDS.get(kind) ?? kind;
  const order = [...KINDS.keys()];
  const kindsFirst = (a, b) => (order.indexOf(a) + 99) % 99 - (order.indexOf(b) + 99) % 99;

  function row(key, name, counts, order, most) {
    const values = Object.keys(counts).filter((value) => counts[value] > 0 || chosen[key].has(value)).sort(order).slice(0, most);
    for (const value of chosen[key]) if (!values.includes(value)) values.push(value);
    if (values.length < 2 && !chosen[key].size) return null;
    const line = make("div", { className: "hb-search__row", role: "group", "aria-label": name });
    for (const value of values) {
      const on = chosen[key].has(value);
      const button = make("button", { type: "button", "aria-pressed": on, "data-value": `${key}:${value}` }, key === "kind" ? label(value) : value, make("span", {}, String(counts[value] ?? 0)));
      button.addEventListener("click", () => {
        if (!chosen[key].delete(value)) chosen[key].add(value);
        limit = STEP;
        run();
      });
      line.append(button);
    }
    return line;
  }

  function drawFacets(kinds, topics) {
    const held = document.activeElement?.dataset?.value;
    const scrolled = [...facets.children].map((line) => line.scrollLeft);
    const lines = [row("kind", WORDS.kinds, kinds, kindsFirst)];
    if (topics) lines.push(row("topic", WORDS.topics, topics, (a, b) => topics[b] - topics[a] || a.localeCompare(b, document.documentElement.lang || undefined), 14));
    else lines.push(make("div", { className: "hb-search__row" }, askForTopics()));
    lines.splice(0, 2, ...lines.filter(Boolean));
    facets.replaceChildren(...lines);
    lines.forEach((line, index) => { line.scrollLeft = scrolled[index] ?? 0; });
    if (held) (["=", "^="].map((is) => facets.querySelector(`[data-value${is}"${CSS.escape(held)}"]`)).find(Boolean) ?? input).focus();
  }

  function askForTopics() {
    const asking = button(`${WORDS.topics} …`, () => { topical = true; run(); });
    asking.dataset.value = "topic:";
    asking.setAttribute("aria-expanded", "false");
    return asking;
  }

  function sections() {
    const list = make("p", { className: "hb-search__go" });
    const doors = new Map();
    for (const link of document.querySelectorAll(".hb-nav > ul > li > a, .hb-more > details > ul > li > a, .hb-foot nav a:not([rel])")) {
      if (!doors.has(link.href) && doors.size < DOORS) doors.set(link.href, link.textContent.trim());
    }
    for (const [href, name] of doors) list.append(make("a", { href }, name));
    return list;
  }

  function note(title, text, ...rest) {
    panel.replaceChildren(make("div", { className: "hb-search__note" }, make("b", {}, title), make("p", {}, text), ...rest));
    panel.scrollTop = 0;
  }

  function count(total) {
    sum.hidden = total === undefined;
    status.textContent = sum.hidden ? "" : `${total} ${total === 1 ? WORDS.one : WORDS.many}`;
    sum.querySelector("span").textContent = status.textContent;
  }

  function button(name, act, className) {
    const made = make("button", { type: "button", className, dir: className ? "auto" : undefined }, name);
    made.addEventListener("click", act);
    return made;
  }

  function drawRecent() {
    const words = recent();
    if (!words.length) return;
    const forget = button(WORDS.forget, () => { __md_set("__searches", []); ask(""); });
    const list = make("ul", { "aria-labelledby": "hb-search-recent" }, ...words.map((one) => make("li", {}, button(one, () => ask(one), "hb-search__recent"))));
    panel.prepend(make("div", { className: "hb-search__head" }, make("h2", { id: "hb-search-recent" }, WORDS.recent), forget), list);
  }

  function drawStart(kinds) {
    drawFacets(kinds, {});
    panel.dataset.for = "";
    note(WORDS.start, WORDS.startHint, sections());
    drawRecent();
    count();
  }

  const drawMeant = ({ meant }) => meant && make("p", { className: "hb-search__meant" }, WORDS.meant, " ", button(meant, () => ask(meant), "hb-search__word"));

  function drawNone(text, filtering, answer) {
    const way = make("p", { className: "hb-search__go" });
    if (filtering) way.append(button(WORDS.clear, () => { chosen.kind.clear(); chosen.topic.clear(); input.focus(); run(); }));
    else {
      way.append(...sections().children);
      if (dialog.dataset.ask) way.prepend(make("a", { href: dialog.dataset.ask }, WORDS.ask));
    }
    note(`${WORDS.none} “${text}”`, filtering ? WORDS.noneFiltered : WORDS.noneHint, way);
    const meant = drawMeant(answer);
    if (meant) panel.querySelector("p").before(meant);
    count();
    status.textContent = `${WORDS.none} ${text}`;
  }

  function drawBroken() {
    facets.replaceChildren();
    const way = sections();
    way.prepend(button(WORDS.again, () => { input.focus(); run(); }));
    note(WORDS.broken, WORDS.brokenHint, way);
    count();
    status.textContent = WORDS.broken;
  }

  function drawResults(answer) {
    const { results, total } = answer;
    const held = hits().indexOf(document.activeElement);
    const groups = new Map();
    // Without words there is an order, but no answer.
    const best = input.value.trim() && results.length > 1 ? results[0] : null;
    for (const item of best ? results.slice(1) : results) groups.set(item.kind, [...(groups.get(item.kind) ?? []), item]);
    const blocks = [...groups].flatMap(([kind, items]) => group(label(kind), items, answer));
    if (best) blocks.unshift(...group(WORDS.best, [best], answer, label(best.kind)));
    if (answer.meant) blocks.unshift(drawMeant(answer));
    if (total > results.length) blocks.push(button(`${WORDS.more} (${total - results.length})`, () => { limit += STEP; run(); }, "hb-search__more"));
    const top = limit > STEP ? panel.scrollTop : 0;
    panel.replaceChildren(...blocks);
    panel.scrollTop = top;
    if (held >= 0) (hits()[held] ?? input).focus();
    count(total);
  }

  let groups = 0;
  function group(name, items, answer, kind) {
    const id = `hb-search-group-${groups++}`;
    const list = make("ul", { "aria-labelledby": id, className: kind && "hb-search__best" }, ...items.map((item) => make("li", {},
      make("a", { className: "hit", href: new URL(item.url, base).href },
        make("span", { className: "t", dir: "auto" }, item.title),
        kind && make("span", { className: "k" }, kind),
        item.line ? withMarks(item.line, answer) : undefined))));
    return [make("h2", { id }, name), list];
  }
}
