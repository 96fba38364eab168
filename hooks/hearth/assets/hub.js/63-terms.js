/* The definition of a term of the glossary, shown beside it. */

let tip;
let tipFor;
let tipTimer;
function hideTip() {
  clearTimeout(tipTimer);
  tip?.remove();
  tipFor?.removeAttribute("aria-describedby");
  tip = tipFor = null;
}
function showTip(term) {
  clearTimeout(tipTimer);
  if (tipFor === term) return;
  hideTip();
  if (!term.dataset.definition) return;
  tipFor = term;
  tip = document.createElement("div");
  tip.className = "hb-tip";
  tip.id = "hb-tip";
  tip.setAttribute("role", "tooltip");
  tip.textContent = term.dataset.definition;
  document.body.append(tip);
  term.setAttribute("aria-describedby", "hb-tip");
  placeTip();
  tip.addEventListener("mouseenter", () => clearTimeout(tipTimer));
  tip.addEventListener("mouseleave", lateHide);
}
function placeTip() {
  const box = tipFor.getClientRects()[0] ?? tipFor.getBoundingClientRect();
  if (box.bottom < 0 || box.top > innerHeight) return hideTip();
  const width = tip.offsetWidth;
  const left = Math.max(12, Math.min(box.left, document.documentElement.clientWidth - width - 12));
  const below = box.bottom + 6;
  tip.style.left = `${left}px`;
  tip.style.top = `${below + tip.offsetHeight > innerHeight - 8 ? Math.max(8, box.top - tip.offsetHeight - 6) : below}px`;
}
// Long enough to move the pointer onto the definition and read on.
function lateHide() { clearTimeout(tipTimer); tipTimer = setTimeout(hideTip, 220); }
const term = (event) => (event.target instanceof Element ? event.target.closest("a.hb-term[data-definition]") : null);
document.addEventListener("mouseover", (event) => { const t = term(event); if (t) showTip(t); });
document.addEventListener("mouseout", (event) => { if (term(event)) lateHide(); });
document.addEventListener("focusin", (event) => { const t = term(event); if (t) showTip(t); });
// At once, or it covers what the keyboard comes to next.
document.addEventListener("focusout", (event) => { if (term(event) && !tip?.matches(":hover")) hideTip(); });
addEventListener("scroll", () => { if (tip) placeTip(); }, { passive: true });
