/* The header's menu, and what the keyboard does to it. Uses $ of 10-common and hideTip of
   63-terms. */

function menu(open) {
  const button = $("[data-menu]");
  const panel = $("#hb-nav");
  if (!button || !panel) return;
  button.setAttribute("aria-expanded", open);
  panel.classList.toggle("is-open", open);
  // The drawer shows where the reader is; other sections wait for a press.
  for (const section of $$("details", panel)) section.open = open && Boolean($("[aria-current]", section));
}

/** Close the sections that a press or the focus is not in; a drawer keeps them. */
function foldMenus(target) {
  if ($("[data-menu][aria-expanded='true']")) return;
  for (const shown of $$(".hb-nav details[open]")) if (!shown.contains(target)) shown.open = false;
}

/** Move what has no room in the row into More, and back where there is room. */
function fit() {
  const row = $(".hb-nav > ul");
  const more = row && $(":scope > .hb-more", row);
  if (!more) return;
  const rest = $("details > ul", more);
  const drawer = $("[data-menu]").offsetParent;
  for (const entry of $$(":scope > [data-moved]", rest)) {
    delete entry.dataset.moved;
    more.before(entry);
  }
  const fits = () => row.clientHeight < 1.5 * $(":scope > :not([hidden])", row).clientHeight;
  for (;;) {
    more.hidden = !rest.children.length;
    const last = more.previousElementSibling;
    if (drawer || !last || fits()) break;
    last.dataset.moved = "";
    rest.prepend(last);
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  hideTip();
  const shown = $$(".hb-nav details[open]").pop();
  const button = $("[data-menu][aria-expanded='true']");
  if (button) { menu(false); button.focus(); }
  else if (shown) { shown.open = false; $("summary", shown).focus(); }
});
document.addEventListener("focusin", (event) => {
  const top = $(".hb-top");
  if (top && !top.contains(event.target)) return menu(false);
  foldMenus(event.target);
});
addEventListener("resize", () => fit());
document.fonts?.ready.then(() => fit());
