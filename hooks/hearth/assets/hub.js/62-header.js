/* The header's menu, and what the keyboard does to it. Uses $ of 10-common and hideTip of
   63-terms. */

function menu(open) {
  const button = $("[data-menu]");
  const panel = $("#hb-nav");
  if (!button || !panel) return;
  button.setAttribute("aria-expanded", open);
  panel.classList.toggle("is-open", open);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  hideTip();
  const more = $(".hb-more details[open]");
  if (more) { more.open = false; $("summary", more).focus(); }
  const button = $("[data-menu][aria-expanded='true']");
  if (button) { menu(false); button.focus(); }
});
document.addEventListener("focusin", (event) => {
  const top = $(".hb-top");
  if (top && !top.contains(event.target)) menu(false);
});
