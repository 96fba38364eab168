/* Where pages are, and elements that are made here. */

// The root of these pages, taken before instant navigation changes the address; that of all languages above it.
const ROOT = (() => {
  const { base = ".", folder } = $("#hb-search")?.dataset ?? {};
  const pages = new URL(`${base}/`, location.href);
  return { pages, hub: folder === undefined ? pages : new URL("../", pages) };
})();
/** The address of a page below the root, by which it is known in every language; nothing for another site's. */
function pathOf(href) {
  const { origin, pathname } = new URL(href, location.href);
  return origin === ROOT.pages.origin && pathname.startsWith(ROOT.pages.pathname) ? pathname.slice(ROOT.pages.pathname.length) : "";
}

function make(name, properties, ...inside) {
  const { dataset, ...rest } = properties;
  const element = Object.assign(document.createElement(name), rest);
  Object.assign(element.dataset, dataset);
  element.append(...inside);
  return element;
}
