/* A list of several pages, narrowed as a whole: its index (see hearth/outputs/list_index.py) is fetched
   when somebody chooses, types or sorts, and what is found stands in short rows in place of the pages.
   Uses $ and $$ of 10-common, isOver of 30-coming, plain, isPlain and daytime of 50-directory. */

const ROWS = 30;

async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}

/** Numbers as the index packs them: signs from the 64th on stand before the one that ends a number. */
function unpack(text) {
  const numbers = [];
  let high = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const sign = code - 35 - (code > 92);
    if (sign < 64) { numbers.push(high * 64 + sign); high = 0; } else high = high * 27 + sign - 63;
  }
  return numbers;
}

/** The numbers in each row of a column, which stand as what lies between one and the next. */
function numbersOf({ many, which }) {
  const gaps = unpack(which);
  let next = 0;
  return unpack(many).map((count) => {
    let last = -1;
    return Array.from({ length: count }, () => (last += gaps[next++] + 1));
  });
}

/** Each filter's answers by their numbers, and the numbers of each item: its own or, of a column that follows from another,
    those of what it has there; and all that is told by columns which it has all of. */
function answersOf(index) {
  const tables = new Map(Object.entries(index.names).map(([name, table]) => [name, table.map(([key, label]) => ({ key: key || derived(label), label }))]));
  const answers = new Map();
  for (const [name, column] of Object.entries(index.filters)) {
    const own = numbersOf(column);
    const rows = column.of === undefined ? own : numbersOf(index.filters[column.of] ?? index.words).map(([value]) => own[value] ?? []);
    const values = unpack(column.values).map((place) => tables.get(column.names)[place]);
    answers.set(name, { rows: rows.map((row) => row.map((number) => values[number])), choices: values.slice(0, column.offered) });
  }
  for (const [name, column] of Object.entries(index.filters)) for (const part of column.with ?? []) {
    const whole = answers.get(name);
    whole.rows = whole.rows.map((row, at) => [...new Set([...row, ...answers.get(part).rows[at]])]);
  }
  return answers;
}

/** The address that the engine derives of a title, too; nothing where it does not. */
function derived(title) {
  const bare = title.normalize("NFD").replace(/\p{M}/gu, "");
  return isPlain(bare) ? bare.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") : "";
}

function itemsOf(index, answers) {
  const addresses = index.addresses.split("\n");
  const items = index.titles.split("\n").map((title, at) => ({
    at, title, address: addresses[at], facets: daytime(index.starts[at]), text: plain(title), order: [], end: index.ends[at],
  }));
  for (const [name, { rows, choices }] of answers) {
    const words = new Map(choices.map((choice) => [choice, ` ${plain(choice.label)}`]));
    rows.forEach((row, at) => {
      for (const answer of row) {
        items[at].facets.push(`${name}:${answer.key}`);
        items[at].text += words.get(answer) ?? " ";
      }
    });
  }
  const words = index.words.values.map((value) => ` ${plain(value)}`);
  numbersOf(index.words).forEach((row, at) => { for (const value of row) items[at].text += words[value]; });
  for (const ranks of Object.values(index.orders)) unpack(ranks).forEach((rank, row) => items[row].order.push(rank));
  return items.filter((item) => !item.end || !isOver(item.end));
}

function pagedList(scope, list) {
  const address = new URL(scope.dataset.index, document.baseURI);
  const rows = $("[data-filter-results]", scope);
  const more = $("[data-filter-more]", scope);
  const pages = [list, ...$$(".hb-pages", scope)];
  const blocks = new Map();
  let index;
  let answers;
  let found = [];

  const load = async () => {
    index ??= await json(address);
    answers ??= answersOf(index);
    return itemsOf(index, answers);
  };
  function block(number) {
    if (!blocks.has(number)) blocks.set(number, json(new URL(address.href.replace(/\.json$/, `/${number}.json`))));
    return blocks.get(number);
  }
  function named(item) {
    const rest = item.address.startsWith("~") ? derived(item.title) + item.address.slice(1) : item.address;
    return { title: item.title, href: new URL(`../${index.section}${rest}/`, address).href };
  }
  function row(item) {
    const { title, href } = named(item);
    const element = document.createElement("li");
    const heading = document.createElement("h3");
    const link = document.createElement("a");
    const line = document.createElement("p");
    link.href = href;
    link.textContent = title;
    link.dir = "auto";
    line.className = "hb-meta";
    heading.append(link);
    element.append(heading, line);
    // What a row says beside its title is no reason to fail.
    block(Math.floor(item.at / index.block)).then((lines) => { line.textContent = lines[item.at % index.block]; }, () => {});
    return element;
  }
  function grow() {
    const at = rows.children.length;
    rows.append(...found.slice(at, at + ROWS).map(row));
    more.hidden = rows.children.length >= found.length;
    return rows.children[at];
  }
  const swap = (narrowed) => {
    for (const page of pages) page.hidden = narrowed;
    rows.hidden = !narrowed;
    more.hidden ||= !narrowed;
  };
  more.addEventListener("click", () => $("a", grow()).focus());
  return {
    load,
    named,
    choices: () => Object.fromEntries([...answers].map(([name, { choices }]) => [name, choices.map(({ key, label }) => [key, label])])),
    /** Make room for results that are on their way. */
    wait() { swap(true); rows.classList.add("is-waiting"); },
    /** Show what was found, or the pages when nothing was asked. */
    show(items) {
      rows.classList.remove("is-waiting");
      swap(!!items);
      if (!items) return;
      found = items;
      rows.replaceChildren();
      grow();
    },
  };
}
