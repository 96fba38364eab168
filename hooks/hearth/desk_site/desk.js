// Light or dark before anything is painted, and the search over a desk of files; all else works without.
const root = document.documentElement;
root.className = "js";
const dark = matchMedia("(prefers-color-scheme: dark)");
const kept = () => { try { return localStorage.getItem("hb-desk-scheme"); } catch { return null; } };
const keep = (scheme) => { try { localStorage.setItem("hb-desk-scheme", scheme); } catch { /* for this page only */ } };
const wear = (scheme) => {
  const worn = scheme || (dark.matches ? "slate" : "default");
  root.dataset.mdColorScheme = worn;
  root.style.colorScheme = worn === "slate" ? "dark" : "light";
};
wear(kept());
dark.addEventListener("change", () => wear(kept()));
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
document.addEventListener("DOMContentLoaded", () => {
  document.querySelector("[data-scheme-button]")?.addEventListener("click", () => {
    const next = root.dataset.mdColorScheme === "slate" ? "default" : "slate";
    keep(next);
    wear(next);
  });
  document.querySelector("[role=alert]")?.scrollIntoView();
  document.querySelector("[aria-invalid]")?.focus();
  const list = document.querySelector("[data-lines]");
  if (!list) return;
  const field = document.querySelector("[type=search]");
  const lines = [...list.children].map((line) => [line, folded(line.textContent)]);
  const choose = () => {
    const words = folded(field.value).split(/\s+/).filter(Boolean);
    let many = 0;
    for (const [line, text] of lines) {
      line.hidden = !words.length || !words.every((word) => text.includes(word));
      many += line.hidden ? 0 : 1;
    }
    document.querySelector("[data-found]").textContent = words.length ? many : "";
  };
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  field.addEventListener("input", choose);
  choose();
});
