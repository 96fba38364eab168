/* What a press on a page does: copy, share, print, change the colours, open and close the menu.
   One listener for all, because each press is one of these at most. Uses $ and say of 10-common,
   copy and thanks of 60-copy, menu and foldMenus of 62-header, hearthColours of the header's own script. */

document.addEventListener("click", async (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const copier = target?.closest("[data-copy]");
  if (copier) {
    const field = copier.parentElement.querySelector("input, code");
    const text = copier.dataset.copy || field?.value || field?.textContent || "";
    if (await copy(text)) thanks(copier, copier.dataset.done || SAID.copied || "Copied");
    else field?.select?.(); // no permission to write: the reader copies what is selected
    return;
  }
  const sharer = target?.closest("[data-share]");
  if (sharer) {
    const view = { title: document.title, url: location.href };
    if (navigator.share && matchMedia("(pointer: coarse)").matches) navigator.share(view).catch(() => {});
    else if (await copy(view.url)) thanks(sharer, sharer.dataset.done || SAID.addressCopied || "Address copied");
    return;
  }
  if (target?.closest("[data-print]")) {
    print();
    return;
  }
  const palette = target?.closest("[data-palette]");
  if (palette) {
    const next = hearthColours(+palette.dataset.palette);
    next.focus();
    say(next.getAttribute("aria-label"));
    return;
  }
  const burger = target?.closest("[data-menu]");
  if (burger) return menu(burger.getAttribute("aria-expanded") !== "true");
  if (!target?.closest(".hb-nav") || target.closest("a")) menu(false);
  else foldMenus(target);
});
