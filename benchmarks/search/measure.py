"""Measure the search of a built site as a visitor meets it: in a browser, through its dialog.

python benchmarks/search/measure.py SITE                        # what is found, and what it costs
python benchmarks/search/measure.py SITE --cost --words "community;maria;code of conduct"
"""

from __future__ import annotations

import argparse
import http.server
import math
import os
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import sync_playwright

QUERIES = Path(__file__).with_name("queries.yml")
WORDS = "community;amina;on;code of conduct;how to measure belonging;newsleter;the;events in berlin"
SLOWER = 4
"""How much slower than this machine's the processor of a phone is."""
LATENCY, RATE = 0.15, 200_000
"""A phone's connection: seconds until an answer begins, and bytes a second (1.6 Mbit/s)."""
RUNS = 3
"""How often time is measured; the least counts, for the machine may have had other work."""
FOUND = 2
"""A grade from which on a result answers the question."""

TIMER = """
() => {
  const input = document.querySelector(".hb-search__input");
  const panel = document.querySelector("[data-search-results]");
  input.addEventListener("input", () => { window.typed = performance.now(); });
  const drawn = () => {
    const now = performance.now();
    if (panel.dataset.for === input.value.trim() && window.drawnFor !== panel.dataset.for
        && panel.querySelector("a.hit")) {
      window.drawnFor = panel.dataset.for;
      window.drawn = [now - window.typed, (performance.timeOrigin + now) / 1000];
    }
  };
  new MutationObserver(drawn).observe(panel, { subtree: true, childList: true, attributes: true });
}
"""


@dataclass
class Request:
    began: float
    ended: float = math.inf
    size: int = 0


@dataclass
class Link:
    """What a visitor's connection carries, and how slowly."""

    latency: float = 0.0
    """Seconds until an answer begins."""
    rate: float = math.inf
    """Bytes a second, of all answers together."""
    requests: list[Request] = field(default_factory=list)
    busy: threading.Lock = field(default_factory=threading.Lock)

    def carry(self, content: bytes, request: Request) -> None:
        """Wait as long as the bytes would take."""
        with self.busy:
            time.sleep(len(content) / self.rate)
        request.size, request.ended = len(content), time.time()

    def take(self, until: float = math.inf) -> Load:
        """What was asked for before a time; from here on it is counted anew."""
        taken, self.requests = self.requests, []
        return Load([request for request in taken if request.began < until])


@dataclass(frozen=True)
class Load:
    """The requests of a while."""

    requests: list[Request]

    @property
    def kilobytes(self) -> float:
        return sum(request.size for request in self.requests) / 1000

    @property
    def round_trips(self) -> int:
        """The longest chain of requests of which each began when the one before had ended."""
        depths: list[tuple[float, int]] = []
        for request in sorted(self.requests, key=lambda one: one.began):
            before = [depth for ended, depth in depths if ended <= request.began]
            depths.append((request.ended, 1 + max(before, default=0)))
        return max((depth for _, depth in depths), default=0)


@contextmanager
def served(site: Path, link: Link) -> Iterator[str]:
    """The address of a plain server of files, which packs nothing, at the end of a link."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.request_seen = Request(time.time())
            link.requests.append(self.request_seen)
            time.sleep(link.latency)
            super().do_GET()

        def copyfile(self, source: Any, outputfile: Any) -> None:
            content = source.read()
            link.carry(content, self.request_seen)
            with suppress(BrokenPipeError, ConnectionResetError):  # the visitor has gone on
                outputfile.write(content)

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def search(page: Any, words: str) -> list[str]:
    """The addresses that are found, in the order in which they stand there."""
    page.locator(".hb-search__input").fill(words)
    shown = page.locator(f"[data-search-results][data-for={_quoted(words)}]")
    shown.wait_for(state="attached", timeout=60_000)
    return page.locator("a.hit").evaluate_all("links => links.map(link => link.href)")


def _quoted(words: str) -> str:
    return "'{}'".format(words.replace("\\", "\\\\").replace("'", "\\'"))


def open_search(page: Any, home: str) -> None:
    page.goto(home, wait_until="networkidle")
    page.keyboard.press("/")
    page.locator(".hb-search__note b").wait_for(timeout=60_000)
    page.wait_for_load_state("networkidle")


# -- what is found ---------------------------------------------------------------------------------


def gains(found: Sequence[str], want: dict[str, int]) -> list[int]:
    """The grade of each result; one page counts once, whatever the place on it."""
    left, grades = dict(want), []
    for url in found:
        whole = url.partition("#")[0]
        grades.append(left.pop(url, 0) or left.pop(whole, 0))
    return grades


def ndcg(grades: Sequence[int], want: dict[str, int], top: int = 10) -> float:
    ideal = _dcg(sorted(want.values(), reverse=True)[:top])
    return _dcg(grades[:top]) / ideal


def _dcg(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def reciprocal(grades: Sequence[int]) -> float:
    return next((1 / place for place, grade in enumerate(grades, 1) if grade >= FOUND), 0.0)


def relevance(browser: Any, home: str, queries: Path, verbose: bool) -> None:
    """Ask every judged question and print how good the answers are."""
    page = browser.new_page()
    open_search(page, home)
    ranks, scores = [], []
    for query in yaml.safe_load(queries.read_text("utf-8")):
        words, want = str(query["q"]), query["want"]
        found = [url.removeprefix(home) for url in search(page, words)]
        grades = gains(found, want)
        ranks.append(reciprocal(grades))
        scores.append(ndcg(grades, want))
        if verbose and scores[-1] < 0.8:
            print(f"{scores[-1]:.2f}  {words}: {', '.join(found[:5])}")
    page.close()
    first = sum(rank == 1 for rank in ranks)
    never = sum(rank == 0 for rank in ranks)
    print("\n| questions | MRR | nDCG@10 | first is right | nothing right |\n|---|---|---|---|---|")
    print(
        f"| {len(ranks)} | {statistics.mean(ranks):.3f} | {statistics.mean(scores):.3f} "
        f"| {first} | {never} |"
    )


# -- what it costs ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cost:
    opening: Load
    typing: Load
    drawn: float
    """Milliseconds from the last letter to the first result."""


def cost(browser: Any, home: str, words: str, link: Link) -> Cost:
    """Of one question, asked by a visitor who has never been here."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(home, wait_until="networkidle")
    tools = context.new_cdp_session(page)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    link.take()
    page.evaluate(TIMER)
    page.keyboard.press("/")
    page.locator(".hb-search__note b").wait_for(timeout=60_000)
    page.wait_for_timeout(500)
    opening = link.take()
    page.keyboard.type(words)
    panel = page.locator(f"[data-search-results][data-for={_quoted(words)}]")
    panel.locator("a.hit").first.wait_for(timeout=120_000)
    drawn, moment = page.evaluate("window.drawn")
    typing = link.take(until=moment)
    context.close()
    return Cost(opening, typing, drawn)


def _time(measured: Cost) -> float:
    return measured.drawn


def costs(browser: Any, site: Path, words: Sequence[str]) -> None:
    """Print what each question costs, with a slow processor, and with a slow connection too."""
    print(
        "\n| words | opening kB | its round trips | to the first result kB | requests "
        "| round trips | ms after the last letter | on a slow phone ms |\n" + "|---" * 8 + "|"
    )
    near, far = Link(), Link(LATENCY, RATE)
    with served(site, near) as here, served(site, far) as there:
        for query in words:
            fast = min((cost(browser, here, query, near) for _ in range(RUNS)), key=_time)
            slow = min((cost(browser, there, query, far) for _ in range(RUNS)), key=_time)
            print(
                f"| {query} | {slow.opening.kilobytes:.0f} | {slow.opening.round_trips} "
                f"| {slow.typing.kilobytes:.0f} | {len(slow.typing.requests)} "
                f"| {slow.typing.round_trips} | {fast.drawn:.0f} | {slow.drawn:.0f} |",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--cost", action="store_true", help="leave out what is found")
    parser.add_argument("--found", action="store_true", help="leave out what it costs")
    parser.add_argument("--queries", type=Path, default=QUERIES, help="judged questions")
    parser.add_argument("--words", default=WORDS, help="parted by semicolons")
    parser.add_argument("--verbose", action="store_true", help="show the poor answers")
    parser.add_argument("--chromium", default=os.environ.get("CHROMIUM", "/usr/bin/chromium"))
    given = parser.parse_args()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=given.chromium, args=["--no-sandbox"])
        if not given.cost:
            with served(given.site, Link()) as home:
                relevance(browser, home, given.queries, given.verbose)
        if not given.found:
            costs(browser, given.site, given.words.split(";"))
        browser.close()


if __name__ == "__main__":
    main()
