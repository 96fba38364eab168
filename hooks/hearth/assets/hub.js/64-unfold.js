/* What is folded unfolds for a reader who was led to something in it, and while a list is narrowed.
   Uses $$ of 10-common and what 50-directory tells. */

/** Open whatever hides the place that the address names. */
function unfold() {
  let place;
  try { place = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
  let opened = false;
  for (let fold = place?.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    opened ||= !fold.open;
    fold.open = true;
  }
  if (opened) place.scrollIntoView();
}
addEventListener("hashchange", unfold);
document.addEventListener("click", (event) => {
  // The same address again is no change of it.
  if (event.target instanceof Element && event.target.closest('a[href^="#"]')) requestAnimationFrame(unfold);
});
document.addEventListener("hearth:narrowed", ({ target, detail }) => {
  if (target.hasAttribute("data-unfolded") === detail.active) return;
  target.toggleAttribute("data-unfolded", detail.active);
  for (const one of $$("details[data-unfold]", target)) {
    if (detail.active) one.dataset.unfold = one.open;
    one.open = detail.active || one.dataset.unfold === "true";
  }
});
