/* The beginning, and once more after every page that instant navigation brings. Uses $$ of
   10-common and what all other parts begin with; comes last, because their constants must be
   there. */

function begin() {
  yourTimes(document);
  upcoming(document);
  passing(document);
  grids(document);
  for (const scope of $$("[data-filter]")) directory(scope);
  unfold();
  stars(document);
  agenda();
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
