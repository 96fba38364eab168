/* Lists of what is coming: a page built last week must not announce yesterday. Uses $, $$ and numbered of
   10-common. */

/** The reader's own day, or the month or the week it lies in, by the ISO week of its Thursday: 2026-12-03, 2026-12, 2026-W49. */
const two = (number) => String(number).padStart(2, "0");
function ownDay() {
  const now = new Date();
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
function ownWeek() {
  const thursday = new Date(`${ownDay()}T00:00Z`);
  const begins = +(SAID.firstWeekday ?? 0); // 0 for Monday, as (getUTCDay() + 6) % 7 counts
  thursday.setUTCDate(thursday.getUTCDate() + (10 - begins) % 7 - (thursday.getUTCDay() + 13 - begins) % 7);
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
      const items = $$("[data-end]:not(.hb-your-time)", list);
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
  const ended = $$("[data-past]", scope);
  if (!ended.length) return;
  const gone = ended.length;
  const held = ended.filter((item) => !$(".hb-tag--cancelled", item)).length; // what is called off was not counted
  for (const element of $$("[data-coming-count]")) {
    const left = Math.max(0, element.dataset.comingCount - held);
    element.textContent = `${numbered(left)} ${left === 1 ? element.dataset.one : element.dataset.many}`;
  }
  for (const element of $$("[data-past-count]")) element.textContent = numbered(+element.dataset.pastCount + gone);
}
