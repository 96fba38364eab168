// What a reader can do on a page that was written by hand: copy code, see where they are, keep tabs alike. Every page reads
// without it. A press on a button that copies is hub.js's business.
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const { features: named, wordCopy } = document.body.dataset;
const features = named.split(" ");

if (features.includes("content.code.copy")) {
  for (const code of $$(".md-typeset pre > code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "hb-copy";
    button.textContent = wordCopy;
    button.dataset.copy = "";
    code.parentElement.append(button);
  }
}

// A task is called what stands beside its box.
for (const box of $$(".task-list-item [type=checkbox]")) box.ariaLabel = box.closest("li").innerText.split("\n")[0];

// What scrolls within the page can be scrolled by keys.
const reach = () => {
  for (const box of $$(".md-typeset :is(pre > code, table, .tabbed-labels)")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
};
addEventListener("resize", reach);
reach();

// The entry of the contents under whose heading the reader is.
const entries = $$(".hb-toc a").map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))]).filter(([, heading]) => heading);
let shown;
const follow = () => {
  const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  const above = entries.filter(([, heading]) => heading.getBoundingClientRect().top < (atEnd ? innerHeight : 120));
  const [link] = above.at(-1) ?? [];
  if (link === shown) return;
  for (const [one] of entries) {
    one.classList.toggle("md-nav__link--active", one === link);
    if (one === link) one.setAttribute("aria-current", "location");
    else one.removeAttribute("aria-current");
  }
  shown = link;
  link?.scrollIntoView({ block: "nearest" });
};
if (entries.length) {
  addEventListener("scroll", () => requestAnimationFrame(follow), { passive: true });
  follow();
}

// The page's own entry in a long list of neighbours.
const list = document.querySelector(".hb-sidenav");
const here = list?.querySelector("[aria-current]");
if (here && list.scrollHeight > list.clientHeight) list.scrollTop = here.offsetTop - list.clientHeight / 2;

if (features.includes("content.tabs.link")) {
  addEventListener("change", ({ target }) => {
    const name = document.querySelector(`label[for="${target.id}"]`)?.textContent;
    if (!target.matches(".tabbed-set > input")) return;
    for (const label of $$(".tabbed-set label")) {
      if (label.textContent === name) document.getElementById(label.htmlFor).checked = true;
    }
  });
}
