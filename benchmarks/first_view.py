"""What a first visit to each type of page costs: layout shift, bytes, requests, what was not used.

python benchmarks/first_view.py SITE                     # a finished site; prints a Markdown table
python benchmarks/first_view.py SITE --film FOLDER       # with pictures of the load
python benchmarks/first_view.py SITE --only home profile --widths 390

Every page is opened with an empty cache over 1.6 Mbit/s with 150 ms for a round trip, from a server
that compresses text as web servers do. Layout shift is what Chromium itself reports.
"""

from __future__ import annotations

import argparse
import base64
import functools
import gzip
import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
"""1.6 Mbit/s down, 750 kbit/s up, as for a phone on a poor connection."""
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".ics", ".txt", "/")
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-gpu", "--no-first-run"]
CLOSED = frozenset({"index.html", "month", "week", "past", "type", "series", "page", "venues"})
"""Names in a section's folder that are no record's."""

OBSERVE = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push({
    value: entry.value, start: entry.startTime,
    nodes: entry.sources.map(({ node }) => {
      const one = node?.nodeType === 1 ? node : node?.parentElement;
      return one ? `${one.tagName.toLowerCase()}.${one.className}` : "?";
    }),
  });
}).observe({ type: "layout-shift", buffered: true });
"""
TIMES = """
() => {
  // A session window of the metric: shifts less than a second apart, five seconds at most.
  let worst = 0, sum = 0, first = 0, last = 0;
  for (const { value, start } of window.shifts) {
    if (!sum || start - last > 1000 || start - first > 5000) { sum = 0; first = start; }
    sum += value; last = start; worst = Math.max(worst, sum);
  }
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return { shift: worst, paint: paint ? paint.startTime : 0, shifts: window.shifts };
}
"""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, compressed."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        raw = path.read_bytes()
        packed = path.name.endswith(COMPRESSED)
        raw = gzip.compress(raw, 6) if packed else raw
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600")  # what is on the device is not sent again
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)
        return None


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a server for the site."""
    handler = functools.partial(Handler, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


@dataclass
class Visit:
    """What one first visit took."""

    shift: float = 0.0
    paint: float = 0.0
    shifts: list[dict[str, Any]] = field(default_factory=list)
    bytes: dict[str, int] = field(default_factory=dict)
    """As they came over the wire, by what they were."""
    requests: int = 0
    unused: dict[str, int] = field(default_factory=dict)
    """Bytes of style and script, unpacked, that the view made no use of."""

    @property
    def total(self) -> int:
        return sum(self.bytes.values())


def page_types(site: Path) -> dict[str, str]:
    """The address of a page of each type that the site has."""

    def first(section: str) -> str:
        found = sorted(path.name for path in (site / section).glob("*/") if path.is_dir())
        records = [name for name in found if name not in CLOSED]
        return f"{section}/{records[len(records) // 2]}/" if records else ""

    series = sorted(path.parent for path in site.glob("events/*/2*/index.html"))
    dates = [path for path in series if path.parent.name not in CLOSED]
    months = sorted(site.glob("events/month/*/"))
    found = {
        "home": "./",
        "members": "members/",
        "profile": first("members"),
        "events": "events/",
        "event": first("events"),
        "series": f"events/{dates[0].parent.name}/" if dates else "",
        "date of a series": f"{dates[-1].relative_to(site)}/" if dates else "",
        "month": f"{months[len(months) // 2].relative_to(site)}/" if months else "",
        "resources": "resources/",
        "resource": first("resources"),
        "group": first("groups"),
        "post": first("news"),
        "topic": first("topics"),
        "venue": first("venues"),
        "guide": "guide/roles/",
        "join": "join/",
        "insights": "insights/",
    }
    return {name: url for name, url in found.items() if url and (site / url).is_dir()}


def visit(
    browser: Browser, address: str, width: int, film: Path | None = None, now: str | None = None
) -> Visit:
    """Open a page with an empty cache and wait until it is still; ``now`` is the reader's clock."""
    context = browser.new_context(
        viewport={"width": width, "height": 844 if width < 600 else 800},
        timezone_id="Europe/Berlin",
        locale="en-GB",
    )
    if now:
        context.clock.set_fixed_time(now)
    page = context.new_page()
    page.add_init_script(OBSERVE)
    devtools = context.new_cdp_session(page)
    arrived = Arrivals(devtools)
    devtools.send("Network.emulateNetworkConditions", SLOW)
    devtools.send("Profiler.startPreciseCoverage", {"callCount": False, "detailed": True})
    devtools.send("CSS.startRuleUsageTracking")
    if film:
        _record(devtools, film)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(700)
    measured = page.evaluate(TIMES)
    used = devtools.send("CSS.stopRuleUsageTracking")["ruleUsage"]
    scripts = devtools.send("Profiler.takePreciseCoverage")["result"]
    context.close()
    return Visit(
        **measured,
        bytes=arrived.by_kind(),
        requests=len(arrived.sizes),
        unused={"css": _idle_rules(arrived.sheets, used), "js": _idle(scripts, address)},
    )


class Arrivals:
    """What comes over the wire of a page, and the style sheets in it."""

    def __init__(self, devtools: Any) -> None:
        self.kinds: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        self.sheets: dict[str, int] = {}
        for domain in ("Network", "Profiler", "DOM", "CSS"):
            devtools.send(f"{domain}.enable")
        devtools.on("Network.responseReceived", self._received)
        devtools.on("Network.loadingFinished", self._finished)
        devtools.on("CSS.styleSheetAdded", self._styled)

    def _received(self, event: dict[str, Any]) -> None:
        self.kinds[event["requestId"]] = event["type"]

    def _finished(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    def _styled(self, event: dict[str, Any]) -> None:
        self.sheets[event["header"]["styleSheetId"]] = int(event["header"]["length"])

    def by_kind(self) -> dict[str, int]:
        """Bytes by what they were."""
        found: dict[str, int] = {}
        for request, size in self.sizes.items():
            kind = self.kinds.get(request, "Other")
            found[kind] = found.get(kind, 0) + size
        return found


def _idle_rules(sheets: dict[str, int], rules: list[dict[str, Any]]) -> int:
    """Letters of style sheets in no rule that applied; rules may lie in each other."""
    used = {sheet: bytearray(length) for sheet, length in sheets.items()}
    for rule in rules:
        if rule["used"] and rule["styleSheetId"] in used:
            start, end = int(rule["startOffset"]), int(rule["endOffset"])
            used[rule["styleSheetId"]][start:end] = b"\1" * (end - start)
    return sum(letters.count(0) for letters in used.values())


def _idle(scripts: list[dict[str, Any]], address: str) -> int:
    """Letters of script files that never ran: the innermost range that holds a letter decides."""
    host = "/".join(address.split("/", 3)[:3])
    idle = 0
    for script in scripts:
        if not script["url"].startswith(host) or not script["url"].endswith(".js"):
            continue
        ranges = [one for function in script["functions"] for one in function["ranges"]]
        size = max((one["endOffset"] for one in ranges), default=0)
        ran = bytearray(size)
        for one in sorted(ranges, key=lambda one: one["startOffset"] - one["endOffset"]):
            start, end = one["startOffset"], one["endOffset"]
            ran[start:end] = (b"\1" if one["count"] else b"\0") * (end - start)
        idle += ran.count(0)
    return idle


def _record(devtools: Any, film: Path) -> None:
    """Keep a picture of each change that is seen."""
    shutil.rmtree(film, ignore_errors=True)
    film.mkdir(parents=True)

    def frame(event: dict[str, Any]) -> None:
        at = int(event["metadata"]["timestamp"] * 1000)
        (film / f"{at}.jpg").write_bytes(base64.b64decode(event["data"]))
        devtools.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    devtools.on("Page.screencastFrame", frame)
    devtools.send("Page.startScreencast", {"format": "jpeg", "quality": 60})


HEAD = (
    "| page | width | shift | KB | html | css | js | fonts | other | requests "
    "| unused css | unused js | paint ms |"
)


def row(name: str, width: int, seen: Visit) -> str:
    """A line of the table."""
    kinds = ("Document", "Stylesheet", "Script", "Font")
    sizes = [seen.bytes.get(kind, 0) for kind in kinds]
    cells = [
        name,
        str(width),
        f"{seen.shift:.3f}",
        *(f"{size / 1000:.0f}" for size in (seen.total, *sizes, seen.total - sum(sizes))),
        str(seen.requests),
        *(f"{seen.unused[kind] / 1000:.0f}" for kind in ("css", "js")),
        f"{seen.paint:.0f}",
    ]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--widths", nargs="*", type=int, default=[390, 1280])
    parser.add_argument("--film", type=Path)
    parser.add_argument("--shifts", action="store_true", help="say what moved")
    options = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("google-chrome")
    print(HEAD)
    print("|" + "---|" * HEAD.count(" | ") + "---|")
    with served(options.site) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=QUIET)
        for name, url in page_types(options.site).items():
            if options.only and name not in options.only:
                continue
            for width in options.widths:
                film = options.film / f"{name}-{width}" if options.film else None
                seen = visit(browser, address + url.removeprefix("./"), width, film)
                print(row(name, width, seen), flush=True)
                if options.shifts:
                    for shift in seen.shifts:
                        print(json.dumps(shift))
        browser.close()


if __name__ == "__main__":
    main()
