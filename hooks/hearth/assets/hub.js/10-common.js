/* What all parts share: finding elements, the reader's language, one polite voice. The parts are
   joined into one module, so what is declared here is known in all of them. Every page reads and
   works without the script. */

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
// What the page says to scripts in its own language; where it says nothing, they speak English.
const SAID = JSON.parse($("#hb-search")?.dataset.words || "{}");

/** The page's language as it is written where the reader is: an English page says 3 Dec to readers from Israel, Germany
    or nowhere in particular, and Dec 3 to those from the United States. */
function ownLanguage() {
  const page = document.documentElement.lang || "en";
  try {
    const words = new Intl.Locale(page);
    const reader = new Intl.Locale(navigator.languages?.[0] || page);
    if (words.region && words.language !== reader.language) return page;
    const region = reader.region ?? (reader.language === "en" ? "001" : reader.maximize().region);
    return new Intl.Locale(page, { region, numberingSystem: "latn" }).toString();
  } catch { return page; } // a browser may name a language in a form of its own
}
const language = ownLanguage();

/** A number as the page writes its own: 1 884 in English, 1.884 in German. */
function numbered(number) {
  const page = document.documentElement.lang || "en";
  if (page.split("-")[0] === "en") return number.toLocaleString("en").replaceAll(",", "\u00a0");
  return number.toLocaleString(page, { numberingSystem: "latn" });
}

// The hours of the reader as the page tells those of events.
const HOURS = { hour: SAID.hourCycle ? "numeric" : "2-digit", minute: "2-digit", hourCycle: SAID.hourCycle || "h23" };

/** One polite voice for short news such as "Copied". */
let voice;
function say(text) {
  if (!voice) {
    voice = document.createElement("p");
    voice.className = "hb-sr";
    voice.setAttribute("role", "status");
    document.body.append(voice);
  }
  voice.textContent = "";
  requestAnimationFrame(() => { voice.textContent = text; });
}
