"""What organisers do with their two pages: copy a text, print the sheet."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hearth.model.hub import Hub
from hearth.outputs.promotion import kit
from hearth.outputs.run_sheet import run_sheet
from hearth.views.programme import prepared

pytestmark = pytest.mark.browser

EVENT = "2026-12-ambassadors-day"
SHARE = f"events/{EVENT}/share/"
SHEET = f"events/{EVENT}/run-sheet/"
PAPER = {"A4": 184, "Letter": 190}
"""Millimetres of each between the margins."""


def test_every_text_is_copied_as_it_stands(reader: Callable[..., Any], home: str, hub: Hub) -> None:
    """Each button gives its own text, in plain words and in Markdown, and says that it did."""
    item = prepared(hub, hub.events[EVENT])
    assert item
    found = kit(hub, item)
    page = reader(permissions=["clipboard-read", "clipboard-write"])
    page.goto(home + SHARE)
    assert found.week_before and found.day_before
    for name, text in {
        "short": found.short,
        "medium": found.medium,
        "long": found.long,
        "week-before": found.week_before,
        "day-before": found.day_before,
    }.items():
        section = page.locator(f"section[aria-labelledby='{name}']")
        section.get_by_role("button", name="Copy text").click()
        section.get_by_text("Copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == text.plain_text
        section.locator("summary").click()
        section.get_by_role("button", name="Copy Markdown").click()
        page.wait_for_function(
            "text => navigator.clipboard.readText().then(found => found === text)",
            arg=text.markdown,
        )
    for number, subject in enumerate(found.subjects):
        page.locator("section[aria-labelledby='subjects'] [data-copy]").nth(number).click()
        page.wait_for_function(
            "text => navigator.clipboard.readText().then(found => found === text)", arg=subject
        )
    assert page.wrong == []


def test_the_event_leads_to_both(page: Any, home: str) -> None:
    """The two pages are linked at the foot of the event, and lead back to it."""
    for words, title in (
        ("Tell others", "Tell others: Ambassadors' day"),
        ("Open the run sheet", "Run sheet"),
    ):
        page.goto(f"{home}events/{EVENT}/")
        page.get_by_role("link", name=words).click()
        assert page.locator("h1").inner_text().lower().startswith(title.lower())
        page.locator(".hb-crumbs").get_by_role("link", name="Ambassadors' day").click()
        page.wait_for_url(f"**/events/{EVENT}/")


def test_without_scripts_the_texts_are_there(reader: Callable[..., Any], home: str) -> None:
    """They can be read and marked by hand; no button is shown that would do nothing."""
    page = reader(java_script_enabled=False)
    page.goto(home + SHARE)
    assert page.locator(".hb-kit__text code:visible").count() >= 6
    assert page.locator("[data-copy]:visible").count() == 0
    page.goto(home + SHEET)
    assert page.locator("[data-print]:visible").count() == 0
    assert page.locator(".hb-run__table tbody tr:visible").count() >= 8


def test_the_button_prints(page: Any, home: str) -> None:
    """Print opens the browser's own dialog."""
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(home + SHEET)
    page.locator("[data-print]").click()
    assert page.evaluate("window.printed") is True


@pytest.mark.parametrize(
    "event", [EVENT, "2027-02-hybrid-lab-days", "show-and-tell", "2026-12-a-year-told-by-members"]
)
def test_the_sheet_takes_two_pages(page: Any, home: str, tmp_path: Path, event: str) -> None:
    """On A4 and on Letter, and none of them is empty."""
    page.goto(f"{home}events/{event}/run-sheet/")
    for paper in PAPER:
        file = tmp_path / f"{paper}.pdf"
        page.pdf(path=file, format=paper)
        assert len(re.findall(rb"/Type\s*/Page\b(?!s)", file.read_bytes())) == 2, paper
        if shutil.which("pdftotext"):
            text = subprocess.run(
                ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
            ).stdout
            assert [len(sheet.split()) > 30 for sheet in text.split("\f")[:2]] == [True, True]


@pytest.mark.parametrize("paper", PAPER)
def test_nothing_is_lost_on_paper(page: Any, home: str, hub: Hub, paper: str) -> None:
    """Everything of the sheet is visible between the margins, and nothing of the site around it
    is."""
    page.goto(home + SHEET)
    width = PAPER[paper] * 96 / 25.4
    page.set_viewport_size({"width": int(width), "height": 1000})
    page.emulate_media(media="print")
    beyond = page.evaluate(
        """() => [...document.querySelectorAll(".hb-run *")].filter((element) => {
             const box = element.getBoundingClientRect();
             return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1
               || element.scrollWidth > element.clientWidth + 1
               && getComputedStyle(element).overflowX !== "visible");
           }).map((element) => element.outerHTML.slice(0, 90))"""
    )
    assert beyond == []
    around = ".hb-top, .hb-foot, .hb-crumbs, .hb-btns, .hb-search, .hb-skip, button"
    assert page.locator(f":is({around}):visible").count() == 0
    item = prepared(hub, hub.events[EVENT])
    assert item
    sheet = run_sheet(hub, item)
    shown = page.locator(".hb-run").inner_text()
    wanted = [
        sheet.when,
        sheet.where,
        sheet.address,
        sheet.care.contact,
        sheet.care.conduct,
        sheet.care.report,
        *(
            part
            for row in sheet.rows
            for part in (row.title, row.clock, row.minute, row.length, row.who)
        ),
        *(role.name for role in sheet.roles),
        *sheet.own_questions,
        *sheet.good_questions,
        *(task for _, tasks in sheet.checklist for task in tasks),
    ]
    assert [words for words in wanted if words not in shown] == []
    assert page.locator(".hb-run__blank:visible").count() == 3
    assert page.locator(".hb-run__notes i:visible").count() == 7


def test_a_sheet_of_the_night_is_printed_by_day(reader: Callable[..., Any], home: str) -> None:
    """Who reads in the dark scheme does not print black pages."""
    page = reader(color_scheme="dark")
    page.goto(home + SHEET)
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.hb-run__what')).color") in (
        "rgb(0, 0, 0)",
        "rgb(51, 51, 51)",
    )
