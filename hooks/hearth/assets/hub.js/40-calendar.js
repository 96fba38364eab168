/* Months and weeks: today is the reader's, what is over says so, links take the filter along.
   Uses $ and $$ of 10-common, ownDay, ownWeek and isOver of 30-coming. */

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
    ended(grid);
  }
  keepQuery();
}

/** What is over says so, and stays where it is. */
function ended(grid) {
  for (const item of $$("[data-end]:not(.hb-your-time, .is-over)", grid)) {
    if (!isOver(item.dataset.end)) continue;
    item.classList.add("is-over");
    const word = document.createElement("span");
    word.className = "hb-sr";
    word.textContent = ` ${grid.dataset.overWord}`;
    $("a", item).append(word);
  }
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
