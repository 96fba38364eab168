// Search over the whole hub. Nothing is downloaded before the dialog is opened for the first time.

const dialog = document.getElementById("h-search");
// Words of the hub's own, from extra.search_words.
const GIVEN = JSON.parse(dialog?.dataset.words || "{}");
const WORDS = {
  kinds: "Kind", topics: "Topic",
  start: "What are you looking for?", startHint: "Type a name, a place, a topic or a question. Or begin here:",
  none: "Nothing found for", noneHint: "Try fewer or other words.", noneFiltered: "The filters may be too narrow.",
  clear: "Remove the filters", more: "Show more", loading: "Searching…",
  broken: "Search is not available", brokenHint: "The index could not be loaded. Check the connection and try again, or go on from here:",
  again: "Try again", one: "result", many: "results",
  ...GIVEN,
};
// What results of each kind stand under, in the order of the filters: the page says it, for this script knows no kinds.
const KINDS = new Map(JSON.parse(dialog?.dataset.kinds || "[]"));
const STEP = 20;

if (dialog) setUp();

function setUp() {
  const form = dialog.querySelector("form");
  const input = dialog.querySelector(".h-search__input");
  const facets = dialog.querySelector("[data-search-facets]");
  const panel = dialog.querySelector("[data-search-results]");
  const status = dialog.querySelector("[data-search-status]");
  // Fixed now: with instant navigation the address changes while this page's relative base does not.
  const base = new URL(dialog.dataset.base.replace(/\/?$/, "/"), location.href);

  const chosen = { kind: new Set(), topic: new Set() };
  let engine;
  let opener;
  let turn = 0;
  let limit = STEP;

  // -- Opening and closing -------------------------------------------------------------------------------------------

  function open(from) {
    if (dialog.open) return;
    opener = from ?? document.activeElement;
    // The words of the last search stay, to be gone on with or typed over; its filters would only surprise.
    chosen.kind = new Set(from?.dataset?.searchKind ? [from.dataset.searchKind] : []);
    chosen.topic = new Set();
    if (from?.dataset?.searchQuery) input.value = from.dataset.searchQuery;
    dialog.showModal();
    input.focus();
    input.select();
    run();
  }
  dialog.addEventListener("close", () => {
    input.blur();
    if (opener?.isConnected) opener.focus();
    opener = null;
  });
  dialog.addEventListener("click", (event) => {
    const target = event.target;
    if (target === dialog || target.closest("[data-search-close]")) dialog.close();
    else if (target.closest("a[href]") && !event.metaKey && !event.ctrlKey && !event.shiftKey) { opener = null; dialog.close(); }
  });
  document.addEventListener("click", (event) => {
    const from = event.target instanceof Element && event.target.closest("[data-search-open]");
    if (from) { event.preventDefault(); open(from); }
  });
  // Capture: the key must not also reach a shortcut of the theme underneath.
  window.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const command = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    // The field of the closed dialog can hold the focus for a moment longer; nobody types there.
    const typing = event.target instanceof Element && !dialog.contains(event.target) && event.target.closest("input, textarea, select, [contenteditable]:not([contenteditable='false'])");
    const letter = !event.ctrlKey && !event.metaKey && !event.altKey && (event.key === "/" || event.key === "s" || event.key === "S");
    if (command && dialog.open) { event.preventDefault(); dialog.close(); return; }
    if (dialog.open || document.querySelector("dialog[open]")) return;
    if (command || (letter && !typing)) {
      event.preventDefault();
      event.stopPropagation();
      open();
    }
  }, true);

  // -- Keyboard inside -----------------------------------------------------------------------------------------------

  const hits = () => [...panel.querySelectorAll("a.hit, .h-search__more")];
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = panel.querySelector("a.hit");
    if (first && panel.dataset.for === input.value.trim()) first.click();
    else run();
  });
  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation(); // the theme listens for single letters on the page
    const all = hits();
    const at = all.indexOf(document.activeElement);
    const inInput = document.activeElement === input;
    const go = (index) => {
      event.preventDefault();
      const next = index < 0 ? input : all[Math.min(index, all.length - 1)];
      next?.focus();
      next?.scrollIntoView?.({ block: "nearest" });
    };
    // A search field would take the first Escape to empty itself.
    if (event.key === "Escape") { event.preventDefault(); dialog.close(); }
    else if (event.key === "ArrowDown" && (inInput || at >= 0)) { if (all.length) go(at + 1); }
    else if (event.key === "ArrowUp" && at >= 0) go(at - 1);
    else if (event.key === "Home" && at >= 0) go(0);
    else if (event.key === "End" && at >= 0) go(all.length - 1);
    else if (at >= 0 && (event.key === "Backspace" || (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey))) input.focus();
  });

  let wait;
  input.addEventListener("input", () => {
    clearTimeout(wait);
    limit = STEP;
    wait = setTimeout(run, 140);
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
      const address = new URL("pagefind/pagefind.js", base).href;
      await loaded(address);
      const pagefind = await import(address);
      await pagefind.options({ baseUrl: base.pathname, excerptLength: 22 });
      await pagefind.init();
      await pagefind.filters(); // without them a first search comes back without its facets
      return pagefind;
    })();
    engine.catch(() => { engine = undefined; });
    return engine;
  }

  const wanted = (...keys) => {
    const filters = {};
    for (const key of keys) if (chosen[key].size) filters[key] = { any: [...chosen[key]] };
    return filters;
  };

  async function run() {
    const mine = ++turn;
    const text = input.value.trim();
    const filtering = chosen.kind.size + chosen.topic.size > 0;
    let pagefind;
    try {
      pagefind = await load();
      if (mine !== turn) return;
      if (!text && !filtering) {
        const filters = await pagefind.filters();
        if (mine === turn) drawStart(filters);
        return;
      }
      const query = text || null;
      const [found, byKind, byTopic] = await Promise.all([
        pagefind.search(query, { filters: wanted("kind", "topic") }),
        pagefind.search(query, { filters: wanted("topic") }),
        pagefind.search(query, { filters: wanted("kind") }),
      ]);
      if (mine !== turn) return;
      const data = await Promise.all(found.results.slice(0, limit).map((result) => result.data()));
      if (mine !== turn) return;
      drawFacets(byKind.filters?.kind ?? {}, byTopic.filters?.topic ?? {});
      panel.dataset.for = text;
      if (!data.length) return drawNone(text, filtering);
      drawResults(data, found.results.length);
    } catch (error) {
      console.warn("Search:", error);
      if (mine === turn) drawBroken();
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

  /** Pagefind marks the words with <mark>; everything else in the excerpt is taken as plain text. */
  function excerpt(html) {
    const span = make("span", { className: "x" });
    const inert = new DOMParser().parseFromString(html ?? "", "text/html").body;
    for (const node of inert.childNodes) span.append(node.nodeName === "MARK" ? make("mark", {}, node.textContent) : node.textContent);
    return span;
  }

  const label = (kind) => GIVEN[kind] ?? KINDS.get(kind) ?? kind;
  const order = [...KINDS.keys()];
  const kindsFirst = (a, b) => (order.indexOf(a) + 99) % 99 - (order.indexOf(b) + 99) % 99;

  function row(key, name, counts, order, most) {
    const values = Object.keys(counts).filter((value) => counts[value] > 0 || chosen[key].has(value)).sort(order).slice(0, most);
    for (const value of chosen[key]) if (!values.includes(value)) values.push(value);
    if (values.length < 2 && !chosen[key].size) return null;
    const line = make("div", { className: "h-search__row", role: "group", "aria-label": name });
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
    const lines = [row("kind", WORDS.kinds, kinds, kindsFirst), row("topic", WORDS.topics, topics, (a, b) => topics[b] - topics[a] || a.localeCompare(b), 14)].filter(Boolean);
    facets.replaceChildren(...lines);
    lines.forEach((line, index) => { line.scrollLeft = scrolled[index] ?? 0; });
    if (held) (facets.querySelector(`[data-value="${CSS.escape(held)}"]`) ?? input).focus();
  }

  function sections() {
    const list = make("p", { className: "h-search__go" });
    for (const link of document.querySelectorAll(".h-nav a")) list.append(make("a", { href: link.href }, link.textContent.trim()));
    return list;
  }

  function note(title, text, ...rest) {
    panel.replaceChildren(make("div", { className: "h-search__note" }, make("b", {}, title), make("p", {}, text), ...rest));
    panel.scrollTop = 0;
  }

  function drawStart(filters) {
    drawFacets(filters.kind ?? {}, {});
    panel.dataset.for = "";
    note(WORDS.start, WORDS.startHint, sections());
    status.textContent = "";
  }

  function drawNone(text, filtering) {
    const way = make("p", { className: "h-search__go" });
    if (filtering) {
      const button = make("button", { type: "button" }, WORDS.clear);
      button.addEventListener("click", () => { chosen.kind.clear(); chosen.topic.clear(); input.focus(); run(); });
      way.append(button);
    }
    note(`${WORDS.none} “${text}”`, filtering ? WORDS.noneFiltered : WORDS.noneHint, filtering ? way : sections());
    status.textContent = `${WORDS.none} ${text}`;
  }

  function drawBroken() {
    facets.replaceChildren();
    const way = sections();
    const button = make("button", { type: "button" }, WORDS.again);
    button.addEventListener("click", () => { input.focus(); run(); });
    way.prepend(button);
    note(WORDS.broken, WORDS.brokenHint, way);
    status.textContent = WORDS.broken;
  }

  // Words of the glossary share a page; each is indexed as a file of its own and leads to its place on that page.
  const address = (item) => (item.meta?.anchor ? item.url.replace(/[^/]*$/, `#${encodeURIComponent(item.meta.anchor)}`) : item.url);

  function drawResults(data, total) {
    const held = hits().indexOf(document.activeElement);
    const groups = new Map();
    for (const item of data) {
      const kind = item.meta?.kind ?? item.filters?.kind?.[0] ?? "page";
      groups.set(kind, [...(groups.get(kind) ?? []), item]);
    }
    const blocks = [...groups].flatMap(([kind, items], index) => {
      const id = `h-search-group-${index}`;
      const list = make("ul", { "aria-labelledby": id }, ...items.map((item) => make("li", {},
        make("a", { className: "hit", href: address(item) },
          make("span", { className: "t" }, item.meta?.title ?? item.url),
          item.meta?.line ? make("span", { className: "l" }, item.meta.line) : undefined,
          input.value.trim() ? excerpt(item.excerpt) : undefined))));
      return [make("h2", { id }, label(kind)), list];
    });
    if (total > data.length) {
      const more = make("button", { type: "button", className: "h-search__more" }, `${WORDS.more} (${total - data.length})`);
      more.addEventListener("click", () => { limit += STEP; run(); });
      blocks.push(more);
    }
    const top = limit > STEP ? panel.scrollTop : 0;
    panel.replaceChildren(...blocks);
    panel.scrollTop = top;
    if (held >= 0) (hits()[held] ?? input).focus();
    status.textContent = `${total} ${total === 1 ? WORDS.one : WORDS.many}`;
  }
}
