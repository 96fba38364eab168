/* The beginning, and once more after every page that instant navigation brings. Uses $$ of
   10-common and what all other parts begin with; comes last, because their constants must be
   there. */

const MORE = "[data-filter], [data-grid], [data-agenda], [data-discuss]";
let fetched = false;
/** What only some pages need comes from more.js, which begins by itself and again with each page. */
function beginMore() {
  document.dispatchEvent(new Event("hearth:page"));
  if (fetched || !$(MORE)) return;
  fetched = true;
  // An element, since the policy of a page lets a known script add another in this way.
  document.head.append(make("script", { type: "module", src: new URL("more.js", import.meta.url).href }));
}

function begin() {
  yourTimes(document);
  upcoming(document);
  passing(document);
  grids(document);
  unfold();
  stars(document);
  beginMore();
}

/** With instant navigation the header outlives the page, so the active entry is found again from the address. */
function mark() {
  let best;
  for (const link of $$(".hb-nav a")) {
    link.removeAttribute("aria-current");
    if (link.origin !== location.origin) continue;
    const folder = link.pathname;
    if (location.pathname.startsWith(folder) && folder.length >= (best?.pathname.length ?? 2)) best = link;
  }
  best?.setAttribute("aria-current", best.pathname === location.pathname ? "page" : "true");
  $(":scope > a", best?.closest(".hb-menu"))?.setAttribute("aria-current", "true");
  menu(false);
}

begin();
fit();
if (window.document$?.subscribe) {
  let first = true;
  window.document$.subscribe(() => {
    if (first) { first = false; return; }
    mark();
    begin();
  });
}
