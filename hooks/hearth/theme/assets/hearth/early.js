// Material looks for a sitemap beside every rel=alternate link, which it takes for a translation, and so would ask for
// files that do not exist on every page with feeds. A second word in rel keeps feeds out of that search. Runs before
// Material's own script; what feed readers get from the server stays plain rel="alternate".
for (const link of document.querySelectorAll("link[rel=alternate]:not([hreflang])")) link.rel = "alternate feed";
