/* What all parts share: finding elements, the reader's language, one polite voice. The parts are
   joined into one module, so what is declared here is known in all of them. Every page reads and
   works without the script. */

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
// The page's language in the reader's own variety of it: English pages show 18:00 in London and 6:00 pm in New York.
const pageLanguage = document.documentElement.lang || "en";
const language = navigator.languages?.find((one) => one.split("-")[0] === pageLanguage.split("-")[0]) ?? pageLanguage;

// What the page says to scripts in its own language; where it says nothing, they speak English.
const SAID = JSON.parse($("#h-search")?.dataset.words || "{}");

/** One polite voice for short news such as "Copied". */
let voice;
function say(text) {
  if (!voice) {
    voice = document.createElement("p");
    voice.className = "h-sr";
    voice.setAttribute("role", "status");
    document.body.append(voice);
  }
  voice.textContent = "";
  requestAnimationFrame(() => { voice.textContent = text; });
}
