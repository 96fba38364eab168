/* Discussions: a frame of the service, made when a reader asks for it and not before. What the frame
   tells is taken from that frame and its site alone. Uses $ of 10-common. */

const isDark = () => document.body.dataset.mdColorScheme === "slate";

/** Back from signing in there, giscus has put its sign into the address: it is kept for the frame, and taken out. */
function signedIn() {
  const here = new URL(location);
  const session = here.searchParams.get("giscus");
  if (!session || !$("[data-discuss][data-service='giscus']")) return;
  here.searchParams.delete("giscus");
  history.replaceState(history.state, "", here);
  __md_set("__giscus", session);
}

function discussionAddress(button) {
  const url = new URL(button.dataset.discuss);
  if (button.dataset.service !== "giscus") return url;
  const here = new URL(location);
  here.hash = "discuss";
  url.searchParams.set("origin", here);
  url.searchParams.set("theme", isDark() ? "dark" : "light");
  url.searchParams.set("session", __md_get("__giscus") ?? "");
  return url;
}

function discuss(button) {
  const url = discussionAddress(button);
  const frame = document.createElement("iframe");
  frame.className = "hb-talk__frame";
  frame.title = button.dataset.title;
  frame.allow = "clipboard-write";
  // A forum looks at where it is shown.
  if (button.dataset.service === "discourse") frame.referrerPolicy = "no-referrer-when-downgrade";
  frame.src = url;
  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== url.origin || source !== frame.contentWindow || !data || typeof data !== "object") return;
    const height = Number(data.giscus?.resizeHeight ?? (data.type === "discourse-resize" && data.height));
    if (height > 0) frame.style.height = `${Math.min(height, 30_000)}px`;
    if (data.giscus?.signOut || /Bad credentials|Invalid state|State has expired/.test(data.giscus?.error ?? "")) {
      if (!url.searchParams.get("session")) return;
      __md_set("__giscus", "");
      url.searchParams.set("session", "");
      frame.src = url;
    }
  });
  if (button.dataset.service === "giscus") {
    new MutationObserver(() => {
      frame.contentWindow?.postMessage({ giscus: { setConfig: { theme: isDark() ? "dark" : "light" } } }, url.origin);
    }).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  }
  button.closest("p").before(frame);
  button.remove();
  frame.focus();
}

signedIn();
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element && event.target.closest("[data-discuss]");
  if (button) discuss(button);
});
