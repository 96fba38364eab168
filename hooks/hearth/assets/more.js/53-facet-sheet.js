/* On a phone the questions beside a list are a sheet over it, which says how many there will be to see.
   Uses $ of 10-common. */

const SHEET = matchMedia("(max-width: 819px)");

/** Opens and folds what a list is narrowed by; returns what tells the sheet a number of results. */
function facetSheet(scope, clear, results) {
  const aside = $(":scope > aside", scope);
  const button = aside && $(".hb-facets-toggle", aside);
  const box = aside && $("[data-facet-groups]", aside);
  if (!button || !box) return () => {};
  const many = document.createElement("span");
  if (scope.matches(".hb-side")) button.append(" ", many); // a calendar says it beside the button
  let dialog;
  let go;
  let words = "";

  function made(tag, className, text) {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    if (tag === "button") element.type = "button";
    return element;
  }
  function open() {
    dialog = made("dialog", "hb-sheet", "");
    const head = made("div", "hb-sheet__head", "");
    const title = made("h2", "", aside.getAttribute("aria-label"));
    const close = made("button", "hb-chip", box.dataset.close);
    const foot = made("div", "hb-sheet__foot", "");
    const none = made("button", "hb-btn", clear?.textContent ?? "");
    go = made("button", "hb-btn hb-btn--go", words);
    title.id = "hb-sheet";
    dialog.setAttribute("aria-labelledby", title.id);
    head.append(title, close);
    foot.append(...(clear ? [none] : []), go);
    dialog.append(head, box, foot);
    scope.append(dialog);
    close.addEventListener("click", shut);
    none.addEventListener("click", () => { clear.click(); none.focus(); });
    go.addEventListener("click", () => { shut(); results(); });
    dialog.addEventListener("click", (event) => { if (event.target === dialog) shut(); });
    dialog.addEventListener("close", shut); // by Escape
    dialog.showModal();
    button.setAttribute("aria-expanded", "true");
  }
  function shut() {
    if (!dialog) return;
    const closed = dialog;
    dialog = undefined;
    closed.close();
    aside.append(box);
    closed.remove();
    button.setAttribute("aria-expanded", "false");
  }
  SHEET.addEventListener("change", shut);
  button.addEventListener("click", () => {
    if (SHEET.matches) open();
    else button.setAttribute("aria-expanded", !aside.classList.toggle("is-folded"));
  });
  return (found, status) => {
    words = box.dataset.show.replace("{}", found);
    many.textContent = status;
    if (dialog) go.textContent = words;
  };
}
