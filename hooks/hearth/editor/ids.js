/* The id of a new record made of its own words: the same as hearth/read/ids.py makes, whichever way the record comes into the hub. */
const hearthIds = (() => {
  "use strict";

  const LONGEST = 64;
  const RESERVED =
    /^(con|prn|aux|nul|com[0-9]|lpt[0-9]|index|page|past|series|type|year|month|week|calendar|readme)$/;
  const LETTERS = { æ: "ae", đ: "d", ð: "d", ı: "i", ł: "l", ŋ: "n", ø: "o", œ: "oe", ß: "ss", þ: "th" };
  const SIGNS = [
    [/(?<![\p{L}\p{N}_])c\+\+/gu, "cpp"],
    [/(?<![\p{L}\p{N}_])([cf])#/gu, "$1sharp"],
    [/(?<![\p{L}\p{N}_])\.net(?![\p{L}\p{N}_])/gu, "dotnet"],
    [/['’‘ʼʻ]/g, ""],
  ];

  /* Nothing for an accent. Other marks, such as vowels of Indic scripts, keep their place among marks that have an order. */
  const withoutAccent = (mark) => (`\u0345${mark}`.normalize("NFD").startsWith("\u0345") ? mark : "");

  const latin = (words) =>
    words
      .normalize("NFKD")
      .toLowerCase()
      .replace(/\u0345/g, "ι") // to Python a letter
      .normalize("NFKD")
      .replace(/\p{M}/gu, withoutAccent)
      .replace(/[æđðıłŋøœßþ]/g, (letter) => LETTERS[letter]);

  /* As many whole words as fit; of a single long one, its beginning. */
  function shortened(words) {
    if (words.length <= LONGEST) return words;
    const end = words.lastIndexOf("-", LONGEST);
    return words.slice(0, end > 0 ? end : LONGEST).replace(/^-+|-+$/g, "");
  }

  function slug(words) {
    const plain = SIGNS.reduce((text, [sign, instead]) => text.replace(sign, instead), latin(words));
    return shortened(plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, ""));
  }

  /* Nothing when no letter of the record's name is Latin; `kinds` says which fields of each kind an id is made of. */
  return (kinds) => (kind, fields) => {
    const { titles, date, undated } = kinds[kind];
    const name = slug(String(titles.map((field) => fields[field]).find(Boolean) ?? ""));
    if (!name) return "";
    const dated = fields[undated] ? "" : String(fields[date] ?? "").slice(0, 7);
    const id = shortened(/^\d{4}-\d{2}$/.test(dated) ? `${dated}-${name}` : name);
    return RESERVED.test(id) ? `${kind}-${id}` : id;
  };
})();
