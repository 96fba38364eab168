// Searches the files below search-index/, as hearth/site/search_index.py writes them. Knows nothing of the page.

const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]/g;
const LETTERS = { æ: "ae", đ: "d", ð: "d", ı: "i", ł: "l", ŋ: "n", ø: "o", œ: "oe", ß: "ss", þ: "th", ς: "σ" };
const SIGNS = "\\u0900-\\u0963\\u0966-\\u0dff\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff";
const WORD = `[\\p{L}\\p{N}${SIGNS}]+`;
const JOINT = /['’‘ʼʻ`\-‐]/u;
const RUN = new RegExp(`${WORD}(?:${JOINT.source}${WORD})*`, "gu");
const UNSPACED = /([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+)/u;
const STEP = 1.25;

// What finds less surely than the word itself.
const BEGUN = 0.6, KIN = 0.8, SLIP = 0.5;
// How much of what was asked for a result must have: all but what every second text says.
const ENOUGH = 0.45;
// Words that say nothing beside others.
const SMALL = new Set("a an and are as at be by can do does for from how i in is it me my of on or our someone that the there this to us was we what when where which who why with you your".split(" "));
const ENDING = /^(e?s|e?d|ing|e?rs?|ly|y|ies)$/;
const MOST_WORDS = 8, MOST_FILES = 4;

export const fold = (text) => text.normalize("NFKD").replace(ACCENTS, "").toLowerCase().replace(/[æđðıłŋøœßþς]/g, (letter) => LETTERS[letter]).normalize("NFC");

/** The terms of a text, as hearth/outputs/search_terms.py has them; of a question, only the parts of what is joined. */
export function terms(text, asked = false) {
  const found = [];
  for (const [run] of fold(text).matchAll(RUN)) {
    let parts = run.split(JOINT);
    if (parts.length > 1) {
      if (!asked) found.push(parts.join(""));
      if ([...parts.at(-1)].length === 1) parts.pop(); // the s of a genitive
    }
    for (const part of parts) {
      for (const piece of part.split(UNSPACED).filter(Boolean)) {
        const letters = [...piece];
        if (!UNSPACED.test(piece) || letters.length === 1) found.push(piece);
        else for (let at = 1; at < letters.length; at++) found.push(letters[at - 1] + letters[at]);
      }
    }
  }
  return found;
}

/** Whether two words differ by one letter more, less or other, or by two that changed places. */
export function isSlip(one, other) {
  if (Math.abs(one.length - other.length) > 1 || one === other) return false;
  let at = 0;
  while (one[at] === other[at]) at++;
  const [left, right] = [one.slice(at), other.slice(at)];
  return left.slice(1) === right.slice(1) || left.slice(1) === right || left === right.slice(1)
    || (left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2));
}

/** How many letters have to be changed to make one word of the other. */
function distance(one, other) {
  let row = [...Array(other.length + 1).keys()];
  for (let at = 0; at < one.length; at++) {
    const next = [at + 1];
    for (let to = 0; to < other.length; to++) next.push(Math.min(row[to] + (one[at] !== other[to]), row[to + 1] + 1, next[to] + 1));
    row = next;
  }
  return row.at(-1);
}

/** A text in pieces, each with whether a search has found it. */
export function marked(text, { words, last }) {
  const wanted = new Set(words);
  return text.split(new RegExp(`(${WORD})`, "gu")).map((piece, at) => {
    const folded = at % 2 ? fold(piece) : "";
    return [piece, Boolean(folded) && (wanted.has(folded) || (last !== undefined && folded.startsWith(last)))];
  });
}

/** The index below ``base``; ``first`` is the response that brings its first file. */
export async function openIndex(base, first) {
  const files = new Map();

  async function read(response) {
    if (!response.ok) throw new Error(`${response.status} ${response.url}`);
    const bytes = await response.arrayBuffer();
    const [first, second] = new Uint8Array(bytes, 0, 2);
    // Some servers unpack such a file on its way.
    if (first !== 0x1f || second !== 0x8b) return JSON.parse(new TextDecoder().decode(bytes));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
  }

  /** A file that is named by its content: read once. */
  function file(name) {
    if (!files.has(name)) {
      files.set(name, fetch(new URL(`search-index/${name}.json.gz`, base)).then(read));
      files.get(name).catch(() => files.delete(name));
    }
    return files.get(name);
  }

  const index = await read(await first);
  const { count, block, kinds, starts } = index;
  const ends = [];
  for (const [, size] of kinds) ends.push((ends.at(-1) ?? 0) + size);
  const kindOf = (number) => ends.findIndex((end) => number < end);

  // -- Terms -----------------------------------------------------------------------------------------------------------

  /** The number of the file in which a term stands. */
  function place(term) {
    let low = 0, high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= term) low = middle; else high = middle;
    }
    return low;
  }

  async function shard(at) {
    const found = await file(index.terms[at]);
    found.entries ??= found.terms.map(([start, ends, postings]) => ({ start, forms: ends.split(" ").map((end) => start + end), postings }));
    return found;
  }

  const size = ({ postings }) => {
    let sum = 0;
    for (let at = 0; at < postings.length; at += postings[at + 1] + 2) sum += postings[at + 1];
    return sum;
  };

  /** What a word finds: entries, each with how surely; the last word may go on. */
  async function matches(word, last) {
    const { entries, started } = await shard(place(word));
    const found = [];
    const add = (entry, sure) => found.push({ ...entry, sure });
    for (const entry of entries) if (entry.forms.includes(word)) add(entry, 1);
    if (found.length && !last) return found;
    const exact = new Set(found.map(({ postings }) => postings));
    if (started[word]) add({ forms: [], postings: started[word] }, BEGUN);
    for (const entry of entries) {
      const form = entry.forms.find((form) => form.startsWith(word));
      if (form && !exact.has(entry.postings)) add(entry, BEGUN);
    }
    if (found.length) return found;
    const kin = entries.filter(({ start }) => start.length > 3 && word.startsWith(start) && ENDING.test(word.slice(start.length)));
    const longest = Math.max(...kin.map(({ start }) => start.length));
    for (const entry of kin) if (entry.start.length === longest) add(entry, KIN);
    return found.length || word.length < 4 ? found : slips(word);
  }

  /** What a question looks for: its words, and all of it as it may stand in a title. */
  function asked(text) {
    const all = [...new Set(terms(text, true))];
    const telling = all.filter((word) => !SMALL.has(word));
    return { words: (telling.length ? telling : all).slice(0, MOST_WORDS), whole: all.length > 1 && all.join(" ") };
  }

  /** Titles that are what was typed, or begin with it. */
  async function named(whole) {
    const { entries } = await shard(place(whole));
    const found = [];
    for (const entry of entries) {
      if (entry.forms[0] === whole) found.push({ ...entry, sure: 1 });
      else if (entry.forms[0].startsWith(whole)) found.push({ ...entry, sure: BEGUN });
    }
    return found;
  }

  /** The entries of the files in which words stand that differ little from one. */
  async function around(word) {
    const likely = new Set([place(word)]);
    for (let at = 1; at < word.length; at++) {
      likely.add(place(word.slice(0, at - 1) + word[at] + word[at - 1] + word.slice(at + 1)));
      likely.add(place(word.slice(0, at) + word.slice(at + 1)));
    }
    for (const length of [3, 2]) for (let at = place(word.slice(0, length)); at <= place(`${word.slice(0, length)}\uffff`); at++) likely.add(at);
    const shards = await Promise.all([...likely].slice(0, MOST_FILES).map(shard));
    return shards.flatMap(({ entries }) => entries);
  }

  /** Where a slip is to be looked for: most leave a word in its own file, and others are read only when this one did not. */
  async function near(word) {
    const { entries } = await shard(place(word));
    return entries.some(({ forms }) => forms.some((form) => isSlip(form, word))) ? entries : around(word);
  }

  /** Words that differ from one by a slip of the finger. */
  async function slips(word) {
    const found = (await near(word)).filter(({ forms }) => forms.some((form) => isSlip(form, word)));
    return found.map((entry) => ({ ...entry, sure: SLIP }));
  }

  /** The word that was probably meant by one that stands nowhere: the nearest, and of several the most frequent; else one
      that begins alike. Reads no file that the search for it has not read. */
  async function nearest(word) {
    if (word.length < 4) return undefined;
    let best, least = Infinity;
    for (const entry of await near(word)) {
      for (const form of entry.forms) {
        if (form[0] !== word[0] || form.includes(" ")) continue;
        const off = Math.abs(form.length - word.length) > 2 ? 9 : isSlip(form, word) ? 1 : distance(form, word);
        const alike = off <= (word.length > 5 ? 2 : 1) ? off : word.startsWith(form) && form.length > 3 ? 10 + word.length - form.length : Infinity;
        const cost = alike - Math.min(0.9, size(entry) / count);
        if (cost < least) [best, least] = [form, cost];
      }
    }
    return best;
  }

  /** What was typed with each word that stands nowhere replaced; nothing when all stand somewhere. */
  async function meant(text, words, found) {
    const unknown = words.filter((word, at) => found[at].every(({ sure }) => sure === SLIP));
    const better = new Map(await Promise.all(unknown.map(async (word) => [word, await nearest(word)])));
    const said = text.replace(new RegExp(WORD, "gu"), (piece) => better.get(fold(piece)) ?? piece);
    return said === text ? undefined : said;
  }

  // -- Records ---------------------------------------------------------------------------------------------------------

  /** Add to each record what a word says for it. */
  function weigh(found, scores, cover) {
    const sure = new Float32Array(count);
    for (const { postings, sure: share } of found) {
      for (let at = 0; at < postings.length;) {
        const weight = share * STEP ** postings[at], end = at + 2 + postings[at + 1];
        let number = 0;
        for (at += 2; at < end; at++) {
          number += postings[at];
          if (sure[number] < weight) sure[number] = weight;
        }
      }
    }
    const exact = found.filter(({ sure: share }) => share === 1);
    const many = Math.min(count, (exact.length ? exact : found).map(size).reduce((sum, one) => sum + one, 0));
    const rare = Math.log(1 + (count - many + 0.5) / (many + 0.5));
    for (let number = 0; number < count; number++) {
      if (sure[number]) { scores[number] += rare * sure[number]; cover[number] += rare; }
    }
    return rare;
  }

  /** Mark the records that a chosen topic narrows the results to. */
  async function ofTopics(chosen) {
    if (!chosen.size) return null;
    const marked = new Uint8Array(count);
    for (const [topic, ...steps] of await file(index.topics[0])) {
      let number = 0;
      if (chosen.has(topic)) for (const step of steps) marked[number += step] = 1;
    }
    return marked;
  }

  async function page(number) {
    const [url, title, line] = (await file(index.pages[Math.floor(number / block)]))[number % block];
    return { url, title, line, kind: kinds[kindOf(number)][0] };
  }

  /** The ``limit`` best of the records that ``fits`` lets pass. */
  function best(scores, fits, limit) {
    const top = [];
    for (let number = 0; number < count; number++) {
      if (!fits(number) || (top.length === limit && scores[number] <= scores[top[limit - 1]])) continue;
      let at = top.length;
      while (at && scores[top[at - 1]] < scores[number]) at--;
      top.splice(at, 0, number);
      if (top.length > limit) top.pop();
    }
    return top;
  }

  return {
    kinds: Object.fromEntries(kinds),

    /** Begin to read what a question will need, as far as it is typed. */
    prepare(text) {
      for (const word of asked(text).words) if (word.length > 2) shard(place(word)).catch(() => {});
    },

    /** The best results for a text, of the chosen kinds and topics; without a text, all there are. */
    async search(text, chosen, limit) {
      const { words, whole } = asked(text);
      const [found, titles, topical] = await Promise.all([
        Promise.all(words.map((word, at) => matches(word, at === words.length - 1))),
        whole ? named(whole) : [],
        ofTopics(chosen.topic),
      ]);
      const scores = new Float32Array(count), cover = new Float32Array(count);
      let all = 0, most = 0;
      for (const each of found) all += weigh(each, scores, cover);
      // A result that has all of what was asked for comes before one that has half of it.
      for (let number = 0; number < count; number++) {
        if (cover[number] > most) most = cover[number];
        scores[number] *= (cover[number] / all) ** 2;
      }
      weigh(titles, scores, new Float32Array(count));
      const enough = words.length || text ? Math.max(1e-6, Math.min(ENOUGH * all, most) - 1e-4) : 0;
      const matched = (number) => cover[number] >= enough;
      const chosenKind = kinds.map(([kind]) => !chosen.kind.size || chosen.kind.has(kind));

      const byKind = kinds.map(() => 0);
      let total = 0, kind = 0;
      for (let number = 0; number < count; number++) {
        while (number >= ends[kind]) kind++;
        if (!matched(number) || (topical && !topical[number])) continue;
        byKind[kind]++;
        if (chosenKind[kind]) total++;
      }
      const numbers = best(scores, (number) => matched(number) && (!topical || topical[number]) && chosenKind[kindOf(number)], limit);
      const results = await Promise.all(numbers.map(page));
      return {
        total,
        kinds: Object.fromEntries(kinds.map(([name], at) => [name, byKind[at]])),
        results,
        meant: await meant(text, words, found),
        // The words that were found, to be marked.
        words: [...words, ...found.flat().flatMap(({ forms, sure }) => (sure === BEGUN ? [] : forms))],
        last: words.at(-1),
        /** How many of the matching records of the chosen kinds each topic has. */
        async topics() {
          const counts = {};
          for (const [topic, ...steps] of await file(index.topics[0])) {
            let number = 0, sum = 0;
            for (const step of steps) {
              number += step;
              if (matched(number) && chosenKind[kindOf(number)]) sum++;
            }
            if (sum) counts[topic] = sum;
          }
          return counts;
        },
      };
    },
  };
}
