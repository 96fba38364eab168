"""What people come for, done in Chromium: presses, keys and bytes of each way through a hub.

python benchmarks/journeys.py SITE                       # a finished site; prints a Markdown table
python benchmarks/journeys.py SITE --only series star

Each is done with a mouse and again with the keyboard alone, by a visitor who has seen only the page
where it begins. Bytes are what came over the wire after that page, from a server that compresses as
web servers do. What does not end as it should is said, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, sync_playwright

from first_view import QUIET, Arrivals, page_types, served

NOW = "2026-11-23T08:00:00Z"
FAR = 400
"""So many presses of Tab without getting there are a failure."""
OPEN = "[data-filter-results]:not([hidden]) h3 a, [data-filter-list]:not([hidden]) h3 a"
HERE = """(target) => {
  const at = document.activeElement;
  if (at === target) return "there";
  if (!at.closest("[role=toolbar]")?.contains(target)) return "away";
  return at.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING ? "above" : "below";
}"""
STAY = """() => addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || (link.origin === location.origin && /^(http|blob)/.test(link.protocol))) return;
  window.left = link.href;
  event.preventDefault();
}, true)"""
"""Links that leave the site are noted and not followed."""


@dataclass
class Visitor:
    """Somebody at a page, and what they have done so far."""

    page: Any
    home: str
    keyboard: bool
    presses: int = 0
    keys: int = 0

    def press(self, target: Any, back: bool = False) -> None:
        """A click, or the way there by keyboard and Enter; ``back`` begins at the page's end."""
        target = target.first
        target.wait_for()
        if not self.keyboard:
            target.click()
            self.presses += 1
        else:
            self._reach(target.element_handle(), back)
            self._key("Enter")
        self.page.wait_for_load_state("networkidle")

    def go(self, path: str) -> None:
        """By the navigation in the header."""
        self.press(self.page.locator(f"header a[href$='{path}']:visible"))
        self.page.wait_for_url(f"**/{path}")

    def choose(self, key: str) -> None:
        """An answer to a question beside a list, after those that are not at hand if need be."""
        answer = self.page.locator(f"[data-facet='{key}']")
        group = self.page.locator(f"[data-facet-group='{key.partition(':')[0]}']")
        if group.get_attribute("open") is None:
            self.press(group.locator("summary"))
        if not answer.is_visible():
            self.press(group.locator("[data-facet-more]"))
        self.press(answer)
        self.page.wait_for_function(
            "key => document.querySelector(`[data-facet='${key}']`).ariaPressed === 'true'", arg=key
        )

    def type(self, words: str) -> None:
        """Into the field above a list; the letters count as keys."""
        field = self.page.locator("[data-filter-text]")
        if self.keyboard:
            self._reach(field.element_handle(), back=False)
        else:
            field.click()
            self.presses += 1
        for letter in words:
            self._key(letter)
        self.page.wait_for_url(f"**q={words}*")
        self.page.wait_for_load_state("networkidle")

    def _reach(self, target: Any, back: bool) -> None:
        keys = {"above": "ArrowUp", "below": "ArrowDown", "away": "Shift+Tab" if back else "Tab"}
        for _ in range(FAR):
            where = self.page.evaluate(HERE, target)
            if where == "there":
                return
            self._key(keys[where])
        raise LookupError("not reached by keyboard")

    def _key(self, name: str) -> None:
        self.page.keyboard.press(name)
        self.keys += 1


def found(visitor: Visitor) -> int:
    """How many results stand there."""
    visible = visitor.page.locator(OPEN).locator("visible=true")
    visible.first.wait_for()
    return int(visible.count())


def must(holds: bool, problem: str) -> None:
    if not holds:
        raise LookupError(problem)


# -- the journeys: each gives what it came to, and fails loudly ------------------------------------


def mentor(visitor: Visitor) -> str:
    visitor.go("members/")
    if visitor.page.locator("[data-facet='language:pt']").is_visible():
        visitor.choose("language:pt")
    else:
        visitor.type("portuguese")
    topic = visitor.page.locator("[data-facet^='mentors:']:not(.is-none):visible").first
    key = topic.get_attribute("data-facet")
    visitor.choose(key)
    return f"{found(visitor)} for {key}"


def series(visitor: Visitor) -> str:
    page = visitor.page
    visitor.go("events/")
    dates = page.locator("article h3 a:visible").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
        ".filter(href => /events\\/[^/]+\\/\\d{4}-\\d\\d-\\d\\d\\/$/.test(href))"
    )
    visitor.press(page.locator(f"article h3 a[href='{dates[0]}']"))
    visitor.press(page.locator(".hb-btns > .hb-subscribe > summary"))
    visitor.press(page.locator(".hb-btns .hb-ways a[href^='webcal:']"))
    path = page.evaluate("left").partition("/calendars/")[2]
    text = page.request.get(f"{visitor.home}calendars/{path}").text()
    must(path.startswith("series/") and "BEGIN:VEVENT" in text, f"{path} is no series")
    return f"{text.count('BEGIN:VEVENT')} entries in {path}"


def resource(visitor: Visitor) -> str:
    visitor.go("resources/")
    for key in ("level:beginner", "minutes:15", "cost:free"):
        visitor.choose(key)
    return f"{found(visitor)} on the page"


def share(visitor: Visitor) -> str:
    page = visitor.page
    visitor.go("members/")
    whole = page.url
    visitor.choose("language:pt")
    many = found(visitor)
    visitor.press(page.locator("[data-share]"))
    address = page.evaluate("navigator.clipboard.readText()")
    other = page.context.browser.new_page()
    other.goto(address)
    friend = Visitor(other, visitor.home, visitor.keyboard)
    other.locator("[data-facet='language:pt'][aria-pressed='true']").wait_for(state="attached")
    must(found(friend) == many, "another browser shows something else")
    other.close()
    page.go_back()
    page.locator("[data-facet='language:pt'][aria-pressed='false']").wait_for(state="attached")
    must(page.url == whole and found(visitor) > 0, "Back does not undo it")
    visitor.presses += not visitor.keyboard
    visitor.keys += visitor.keyboard
    return f"{many} again; Back undoes it"


def star(visitor: Visitor) -> str:
    page = visitor.page
    visitor.go("events/")
    for at in range(3):
        visitor.press(page.locator("article[data-keep='event'] > .hb-star").nth(at))
    visitor.press(page.locator("[data-kept]"))
    page.locator("[data-part='coming'] li").nth(2).wait_for()
    with page.expect_download() as saved:
        visitor.press(page.locator("[data-agenda-ics]"))
    lines = Path(saved.value.path()).read_text("utf-8").splitlines()
    uids = {line for line in lines if line.startswith("UID:")}
    must(len(uids) >= 3, f"{len(uids)} events in the file")
    return f"{len(uids)} UIDs"


def report(visitor: Visitor) -> str:
    """To the form where the page names it, else by way of the code of conduct."""
    page = visitor.page
    there = page.locator("footer a[href*='report']:visible")
    if not there.count():
        visitor.press(page.locator("a[href$='conduct/']:visible"), back=True)
        there = page.locator("main :is(a[href^='mailto:'], a[href*='report']):visible")
        visitor.press(there)
    else:
        visitor.press(there, back=True)
    return str(page.evaluate("left"))


JOURNEYS: dict[str, tuple[Callable[[Visitor], str], int]] = {
    "mentor": (mentor, 3),
    "series": (series, 4),
    "resource": (resource, 4),
    "share": (share, 5),
    "star": (star, 6),
}
"""Each with the presses it may take with a mouse."""


def walk(
    browser: Browser, home: str, way: Callable[[Visitor], str], keyboard: bool, start: str = "",
    width: int = 1280,
) -> tuple[Visitor, int, str]:  # fmt: skip
    """Go one way with an empty cache: who went, the bytes after the first page, the outcome."""
    context = browser.new_context(
        viewport={"width": width, "height": 844 if width < 600 else 800},
        locale="en-GB",
        timezone_id="Europe/Berlin",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.clock.set_fixed_time(NOW)
    context.set_default_timeout(30_000)
    context.add_init_script(f"({STAY})()")
    page = context.new_page()
    arrived = Arrivals(context.new_cdp_session(page))
    page.goto(home + start)
    page.wait_for_load_state("networkidle")
    before = sum(arrived.sizes.values())
    visitor = Visitor(page, home, keyboard)
    try:
        outcome = way(visitor)
    except (LookupError, Error) as problem:
        outcome = f"FAILED: {str(problem).splitlines()[0]}"
    size = sum(arrived.sizes.values()) - before
    context.close()
    return visitor, size, outcome


def reports(browser: Browser, home: str, site: Path) -> list[tuple[str, Visitor, int, str]]:
    """Reporting from a page of every type, at two widths: the worst of each."""
    rows = []
    for width, keyboard in ((1280, False), (390, False), (1280, True)):
        walked = [
            (*walk(browser, home, report, keyboard, url.removeprefix("./"), width), name)
            for name, url in page_types(site).items()
        ]
        who, size, outcome, name = max(
            walked, key=lambda one: (one[2].startswith("FAILED"), one[0].presses, one[0].keys)
        )
        told = f"at worst, from {len(walked)} types of page ({name}), {width} px: {outcome}"
        rows.append(("report", who, size, told))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--only", nargs="*", default=[*JOURNEYS, "report"])
    options = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("google-chrome")
    good = True
    print("| journey | with | presses | keys | KB | outcome |\n|---|---|---|---|---|---|")

    def tell(rows: Sequence[tuple[str, Visitor, int, str]], most: int) -> None:
        nonlocal good
        for name, who, size, outcome in rows:
            good &= who.presses <= most and not outcome.startswith("FAILED")
            device = "keyboard" if who.keyboard else "mouse"
            cells = (name, device, who.presses, who.keys, f"{size / 1000:.0f}", outcome)
            print(f"| {' | '.join(map(str, cells))} |", flush=True)

    with served(options.site) as home, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=QUIET)
        for name, (way, most) in JOURNEYS.items():
            if name in options.only:
                both = (False, True)
                tell([(name, *walk(browser, home, way, keyboard)) for keyboard in both], most)
        if "report" in options.only:
            tell(reports(browser, home, options.site), 2)
        browser.close()
    sys.exit(not good)


if __name__ == "__main__":
    main()
