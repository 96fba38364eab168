/* Months and weeks in the reader's own time: a choice kept on the device. What falls on another day then moves there.
   Uses $, $$ and language, HOURS of 10-common, readersPlace of 20-your-time, two of 30-coming. */

const TIMES = "hearth-times";
const kept = { get: () => { try { return localStorage.getItem(TIMES); } catch { return null; } }, set: (value) => { try { localStorage.setItem(TIMES, value); } catch { /* then it holds for this page */ } } };
const dayOf = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

/** Lets the reader choose whose time a month or week shows. */
function times(grid) {
  const scope = grid.closest(".hb-calendar");
  const choices = $$("[data-times] input", scope);
  const place = readersPlace();
  if (!choices.length || !place) return;
  const name = $("[data-times-mine]", scope);
  name.dataset.timesMine ||= name.textContent;
  name.textContent = `${place}, ${name.dataset.timesMine}`;
  const show = (mine) => {
    arrange(grid, mine);
    for (const words of $$("[data-times-of]", scope)) words.hidden = (words.dataset.timesOf === "mine") !== mine;
  };
  for (const choice of choices) {
    choice.checked = choice.value === (kept.get() === "mine" ? "mine" : "own");
    if (grid.dataset.chosen) continue;
    choice.addEventListener("change", () => {
      kept.set(choice.value);
      show(choice.value === "mine");
      ended(grid);
      scope.dispatchEvent(new Event("hearth:moved"));
    });
  }
  grid.dataset.chosen = "";
  if (kept.get() === "mine") show(true);
}

/** The lists of a grid as the page brought them, each with its entries and what places them. */
function brought(grid) {
  return $$("[data-day] ul", grid).map((list) => ({ list, entries: [...list.children].map((entry) => ({ entry, className: entry.className, when: $(".hb-slot__when", entry).textContent })) }));
}

function arrange(grid, mine) {
  grid.brought ??= brought(grid);
  grid.room ??= grid.parentElement.className;
  grid.hours ??= $(".hb-hours", grid.parentElement)?.innerHTML;
  for (const list of $$("[data-day] ul", grid)) list.replaceChildren();
  for (const { list, entries } of grid.brought) {
    for (const { entry, className, when } of entries) {
      entry.className = className;
      $(".hb-slot__when", entry).textContent = when;
    }
    list.replaceChildren(...entries.map(({ entry }) => entry));
  }
  for (const more of $$("[data-day] details", grid)) {
    if (mine) { more.dataset.kept ||= more.dataset.more; delete more.dataset.more; more.open = false; } else if (more.dataset.kept) { more.dataset.more = more.dataset.kept; }
    more.hidden = mine;
  }
  grid.classList.toggle("is-mine", mine);
  if (mine) inReadersTime(grid);
  if (grid.hours === undefined) return;
  if (mine) onAxis(grid); else { grid.parentElement.className = grid.room; $(".hb-hours", grid.parentElement).innerHTML = grid.hours; }
}

/** Move each entry with a time to the reader's day, and say the reader's hour. */
function inReadersTime(grid) {
  const days = new Map($$("[data-day]", grid).map((cell) => [cell.dataset.day, cell]));
  const near = [...($("[data-near]", grid.parentElement)?.content.querySelectorAll(".hb-slot") ?? [])].map((entry) => entry.cloneNode(true));
  const same = new Map();
  for (const entry of [...$$("[data-day] .hb-slot", grid), ...near]) same.set(entry.dataset.same, [...(same.get(entry.dataset.same) ?? []), entry]);
  for (const entries of same.values()) {
    const time = $(".hb-your-time[data-start]", entries[0]);
    if (!time) {
      for (const entry of entries) if (entry.closest("details")) listOf(entry.closest("[data-day]")).append(entry);
      continue;
    }
    const start = new Date(time.dataset.start);
    const end = new Date(time.dataset.end);
    for (const entry of entries) entry.remove();
    const last = dayOf(new Date(Math.max(+start, +end - 1)));
    const on = new Date(start.getFullYear(), start.getMonth(), start.getDate(), 12);
    for (let at = 0; at === 0 || dayOf(on) <= last; at++, on.setDate(on.getDate() + 1)) {
      const cell = days.get(dayOf(on));
      if (!cell) continue; // on a page of its own month or week
      const entry = entries[at] ?? entries[0].cloneNode(true);
      $(".hb-slot__when", entry).textContent = readersWhen(grid, start, end, dayOf(on), last, at);
      entry.dataset.minute = Math.max(0, (start - new Date(on).setHours(0, 0, 0, 0)) / 60000);
      entry.dataset.until = Math.min(1440, (end - new Date(on).setHours(0, 0, 0, 0)) / 60000);
      listOf(cell).append(entry);
    }
  }
  for (const cell of days.values()) {
    const list = $("ul", cell);
    list?.append(...[...list.children].sort((one, other) => (one.dataset.minute ?? -1) - (other.dataset.minute ?? -1)));
  }
}

function listOf(cell) {
  const list = $("ul", cell) ?? document.createElement("ul");
  if (!list.parentElement) { const none = $(".hb-none", cell); if (none) none.before(list); else cell.append(list); }
  return list;
}

function readersWhen(grid, start, end, day, last, at) {
  const clock = (moment) => moment.toLocaleTimeString(language, HOURS);
  const first = dayOf(start);
  if (first === last) return clock(start);
  if (day === first) return grid.dataset.from.replace("{}", clock(start));
  if (day === last) return grid.dataset.until.replace("{}", clock(end));
  const all = Math.round((new Date(`${last}T12:00`) - new Date(`${first}T12:00`)) / 864e5) + 1;
  return grid.dataset.dayOf.replace("{n}", at + 1).replace("{of}", all);
}

/** The axis of hours for the reader's times; see hearth/views/week_axis.py, which does it for the events' own. */
function onAxis(grid) {
  const box = grid.parentElement;
  const cells = $$("[data-day]", grid);
  const rows = [];
  const seen = new Set();
  let [first, last, widest] = [8, 20, 1];
  cells.forEach((cell, day) => {
    const pieces = [];
    for (const entry of $$(".hb-slot", cell)) {
      entry.className = entry.className.replace(/ hb-(at|atq|for|forq|col|of|span|row)(-\d+)?\b/g, "").replace(" hb-cont", "");
      const time = $(".hb-your-time[data-start]", entry);
      if (time && new Date(time.dataset.end) - new Date(time.dataset.start) < 864e5) {
        const begin = Math.min(1395, Math.floor(entry.dataset.minute / 15) * 15);
        pieces.push({ entry, begin, end: Math.max(Math.ceil(entry.dataset.until / 15) * 15, begin + 45) });
      } else if (seen.has(entry.dataset.same)) entry.classList.add("hb-cont");
      else {
        seen.add(entry.dataset.same);
        const span = cells.slice(day).filter((other) => $(`[data-same="${CSS.escape(entry.dataset.same)}"]`, other)).length;
        let row = rows.findIndex((busy) => busy < day);
        if (row < 0) row = rows.length;
        rows[row] = day + span - 1;
        entry.classList.add("hb-span", `hb-span-${span}`, `hb-row-${row}`);
      }
    }
    widest = Math.max(widest, packed(pieces));
    for (const { begin, end } of pieces) [first, last] = [Math.min(first, Math.floor(begin / 60)), Math.max(last, Math.ceil(end / 60))];
  });
  const readable = rows.length <= 6 && widest <= 4;
  box.className = `hb-weekbox${readable ? ` is-axis hb-from-${first} hb-to-${last} hb-rows-${rows.length}` : ""}`;
  const label = (name, words) => Object.assign(document.createElement("span"), { className: name, textContent: words });
  const hours = Array.from({ length: last - first }, (_, at) => label(`hb-at-${first + at}`, new Date(2026, 0, 1, first + at).toLocaleTimeString(language, HOURS)));
  $(".hb-hours", box).replaceChildren(...(rows.length ? [label("hb-hours__all", grid.dataset.allDay)] : []), ...hours);
}

/** Gives each piece of a day a column in which nothing else is at the same time; returns how many there are at most. */
function packed(pieces) {
  let [group, over, most] = [[], 0, 1];
  const close = () => {
    const ends = [];
    for (const piece of group) {
      let column = ends.findIndex((busy) => busy <= piece.begin);
      if (column < 0) column = ends.length;
      ends[column] = piece.end;
      piece.column = column;
    }
    most = Math.max(most, ends.length);
    for (const { entry, begin, end, column } of group) entry.classList.add(`hb-at-${Math.floor(begin / 60)}`, `hb-atq-${begin % 60 / 15}`, `hb-for-${Math.floor((end - begin) / 60)}`, `hb-forq-${(end - begin) % 60 / 15}`, `hb-col-${column}`, `hb-of-${ends.length}`);
    group = [];
  };
  for (const piece of pieces.sort((one, other) => one.begin - other.begin || one.end - other.end)) {
    if (group.length && piece.begin >= over) close();
    over = group.length ? Math.max(over, piece.end) : piece.end;
    group.push(piece);
  }
  if (group.length) close();
  return most;
}
