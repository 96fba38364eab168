/* The beginning of this part of a page, now and after every page that instant navigation brings; comes last, because
   constants of the others must be there. */

function beginMore() {
  for (const grid of $$("[data-grid]")) times(grid);
  for (const scope of $$("[data-filter]")) directory(scope);
  agenda();
}

beginMore();
document.addEventListener("hearth:page", beginMore);
