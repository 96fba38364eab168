/* Directories: facets, words, chips; the view lives in the address. Uses $ and $$ of 10-common,
   keepQuery and fold of 40-calendar. */

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
