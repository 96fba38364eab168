/* The questions beside a list, each with its answers: counted, cut after a few, with a field to find one
   among many. To the keyboard they are one toolbar, so that the results are never far. Uses $, $$ and
   numbered of 10-common, readersPlace of 20-your-time, plain of 50-directory. */

const SEEN = 6; // of the answers to a question, until somebody asks for more
const MANY = 12; // answers among which one is looked for by typing

/** `press` is called with the key of an answer, `more` before all of them are shown. */
function facetGroups(scope, press, more) {
  const box = $("[data-facet-groups]", scope);
  const links = [];
  const groups = $$("[data-facet-group]", scope).map((element) => ({
    element, name: element.dataset.facetGroup, list: $("ul", element), more: $("[data-facet-more]", element), links: [], all: false, typed: "",
  }));
  let last = () => {};

  function adopt(element) {
    const count = $(":scope > span:last-child", element);
    const label = [...element.childNodes].filter((node) => node !== count).map((node) => node.textContent).join("").trim();
    const key = element.dataset.facet;
    const link = { element, count, label, key, group: key.slice(0, key.indexOf(":")), row: element.closest("li") };
    links.push(link);
    groups.find((group) => group.element.contains(element))?.links.push(link);
    // A link that acts on this page is a button to the reader; its address still works in a new tab.
    element.setAttribute("role", "button");
    element.setAttribute("aria-pressed", "false");
    element.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      press(key);
    });
    element.addEventListener("keydown", (event) => {
      if (event.key === " ") { event.preventDefault(); press(key); }
    });
  }

  /** The answers that a page of a long list leaves out. */
  function offer(choices) {
    for (const group of groups) {
      const there = new Set(group.links.map((link) => link.key));
      for (const [value, label] of choices[group.name] ?? []) {
        const key = `${group.name}:${value}`;
        if (there.has(key)) continue;
        const row = document.createElement("li");
        const link = document.createElement("a");
        const words = document.createElement("bdi");
        words.textContent = label;
        link.href = `?${new URLSearchParams([[group.name, value]])}`;
        link.dataset.facet = key;
        link.append(words, " ", document.createElement("span"));
        row.append(link);
        group.list.append(row);
        adopt(link);
      }
    }
  }

  /** Which answers stand there when not all do: what is chosen, then what leaves something, and others so that what is
      below does not move under the reader's hand. */
  function pick(group, chosen, count) {
    if (group.all) return new Set(group.links);
    const kept = group.links.filter((link) => chosen.has(link.key) || link.row.contains(document.activeElement));
    const some = group.links.filter((link) => count(link.key)).slice(0, SEEN);
    const picked = new Set([...some, ...kept]);
    for (const link of group.links) if (picked.size < SEEN) picked.add(link);
    return picked;
  }
  function draw(group, chosen, count) {
    const picked = pick(group, chosen, count);
    let late = 0;
    for (const link of group.links) {
      const number = count(link.key);
      const on = chosen.has(link.key);
      const isLate = !picked.has(link);
      if (on && !link.on) group.element.open = true;
      link.on = on;
      link.row.hidden = group.typed !== "" && !plain(link.label).includes(group.typed);
      link.row.classList.toggle("is-late", isLate);
      link.element.setAttribute("aria-pressed", on);
      link.element.classList.toggle("is-none", !number && !on);
      if (link.count) link.count.textContent = numbered(number);
      if (isLate && number) late++;
    }
    group.more?.classList.toggle("is-spent", !late);
    if (group.more && late) group.more.textContent = box.dataset.more.replace("{}", numbered(late));
  }

  async function expand(group) {
    await more();
    group.all = true;
    if (group.links.length > MANY) find(group);
    const first = group.links.find((link) => link.row.classList.contains("is-late"));
    last();
    (group.find ?? first?.element)?.focus();
  }
  function find(group) {
    const input = document.createElement("input");
    input.type = "search";
    input.className = "hb-filter hb-facet__find";
    input.placeholder = box.dataset.find;
    input.setAttribute("aria-label", `${box.dataset.find}: ${$("summary", group.element).textContent.trim()}`);
    input.addEventListener("input", () => { group.typed = plain(input.value.trim()); last(); });
    group.list.before(input);
    group.find = input;
  }

  for (const element of $$("[data-facet]", scope)) adopt(element);
  for (const group of groups) group.more?.addEventListener("click", () => expand(group).catch(() => {}));
  for (const place of $$("[data-own-zone]", scope)) {
    place.textContent = readersPlace();
  }
  const settle = box ? toolbar(box) : () => {};
  settle();
  return {
    links,
    offer,
    title: (link) => $("summary", link.element.closest("[data-facet-group]") ?? scope)?.textContent.trim() ?? "",
    names: new Set([...links.map((link) => link.group), ...groups.map((group) => group.name)]),
    /** Say of each answer how many it leaves, and whether it is chosen. */
    update(chosen, count) {
      last = () => {
        for (const group of groups) draw(group, chosen, count);
        settle();
      };
      last();
    },
  };
}

/** One stop for the Tab key, in which the arrow keys move; returns what brings it up to date. */
function toolbar(box) {
  const hint = document.createElement("p");
  hint.className = "hb-facets__keys";
  hint.id = "hb-facets-keys";
  hint.textContent = box.dataset.keys;
  hint.setAttribute("aria-hidden", "true");
  box.append(hint);
  box.setAttribute("role", "toolbar");
  box.setAttribute("aria-orientation", "vertical");
  box.setAttribute("aria-label", box.closest("aside").getAttribute("aria-label"));
  box.setAttribute("aria-describedby", hint.id);
  const parts = () => $$("summary, input, a, button", box);
  const seen = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";
  const hold = (element) => {
    for (const part of parts()) part.tabIndex = part === element ? 0 : -1;
  };
  box.addEventListener("focusin", (event) => {
    if (event.target.matches("summary, input, a, button")) hold(event.target);
  });
  box.addEventListener("keydown", (event) => {
    const way = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (!way || (event.target.matches("input") && !Number.isFinite(way))) return;
    const found = parts().filter(seen);
    const at = found.indexOf(event.target);
    if (at < 0) return;
    event.preventDefault();
    found[Math.max(0, Math.min(found.length - 1, at + way))].focus();
  });
  return () => {
    const all = parts();
    hold(all.find((part) => part.getAttribute("tabindex") === "0" && !part.closest("[hidden], .is-late")) ?? all[0]);
  };
}
