/* What a press on a page does: copy, share, print, change the colours, open and close the menu.
   One listener for all, because each press is one of these at most. Uses $ and say of 10-common,
   copy and thanks of 60-copy, menu of 62-header. */

document.addEventListener("click", async (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const copier = target?.closest("[data-copy]");
  if (copier) {
    const field = copier.parentElement.querySelector("input, code");
    const text = copier.dataset.copy || field?.value || field?.textContent || "";
    if (await copy(text)) thanks(copier, copier.dataset.done || "Copied");
    else field?.select?.(); // no permission to write: the reader copies what is selected
    return;
  }
  const sharer = target?.closest("[data-share]");
  if (sharer) {
    const view = { title: document.title, url: location.href };
    if (navigator.share && matchMedia("(pointer: coarse)").matches) navigator.share(view).catch(() => {});
    else if (await copy(view.url)) thanks(sharer, sharer.dataset.done || "Address copied");
    return;
  }
  if (target?.closest("[data-print]")) {
    print();
    return;
  }
  const palette = target?.closest("[data-palette]");
  if (palette) {
    const form = palette.form;
    // Material hides the pressed button, shows the next one, and holds the page invisible while it changes colours:
    // the keyboard follows when that is over.
    const follow = () => {
      const next = palette.hidden && $("button:not([hidden])", form);
      if (!next || document.body.hasAttribute("data-md-color-switching")) return;
      watcher.disconnect();
      next.focus();
      say(next.getAttribute("aria-label"));
    };
    const watcher = new MutationObserver(follow);
    watcher.observe(form, { subtree: true, attributeFilter: ["hidden"] });
    watcher.observe(document.body, { attributeFilter: ["data-md-color-switching"] });
    document.getElementById(palette.dataset.palette)?.click();
    return;
  }
  const burger = target?.closest("[data-menu]");
  if (burger) return menu(burger.getAttribute("aria-expanded") !== "true");
  const more = $(".h-more details[open]");
  if (more && !more.contains(target)) more.open = false;
  if (!target?.closest(".h-nav")) menu(false);
  else if (target.closest("a")) menu(false);
});
