"""Silence is not a fact: what a record does not say is said by no output."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

import hubs
from hearth.contribute.drafts import Draft, text_of
from hearth.kinds import KINDS
from hearth.model.hub import Hub
from hearth.outputs.api import published
from hearth.outputs.editor_forms import forms
from hearth.outputs.pages.page import PageView
from hearth.outputs.pages.plan import plan
from hearth.outputs.render import Renderer
from hearth.outputs.schemas import source_schema
from hearth.wording import structured_data

SILENT = ("level", "language", "cost")
SAYS: dict[str, str | bytes | None] = {
    "content/resources/book.yml": (
        "title: A book\nurl: https://example.org/book\ntype: book\nwhy: It is long.\n"
        "level: any\nlanguage: de\ncost: paid\n"
    ),
    "content/resources/talk.yml": (
        "title: A talk\nurl: https://example.org/talk\ntype: video\nwhy: It is short.\n"
        "minutes: 20\ncost: free\n"
    ),
    "content/paths/first-month.yml": (
        "title: Your first month\nfor_whom: New people\nsteps:\n"
        "  - resource: canvas\n  - resource: talk\n"
    ),
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    return hubs.small_hub(tmp_path_factory.mktemp("silence"), SAYS)


def body(hub: Hub, url: str) -> Any:
    """A page's body."""
    view: PageView
    page = next(page for page in plan(hub) if page.url == url)
    view = page.prepare(hub)
    values = {"title": view.title, "crumbs": view.crumbs, "crumb": view.crumb, "text": ""}
    return html.fromstring(str(Renderer(hub).render(page.template, **{**values, **view.values})))


def facts(hub: Hub, url: str) -> dict[str, str]:
    """What the page of a record lists as facts."""
    return {
        " ".join(row.find("dt").text_content().split()): " ".join(
            row.find("dd").text_content().split()
        )
        for row in body(hub, url).xpath("//dl/div")
    }


def test_facts_say_what_is_stated(small: Hub) -> None:
    """A page names cost, language and level where the record does; of the cost it says that nobody
    said."""
    silent, said = facts(small, "resources/canvas/"), facts(small, "resources/book/")
    assert (silent["Cost"], "Language" in silent, "Level" in silent) == ("not stated", False, False)
    assert (said["Cost"], said["Language"], said["Level"]) == ("paid", "German", "any")


def test_machines_are_told_what_is_stated(small: Hub) -> None:
    """Neither the data nor schema.org's words hold what nobody said, and both hold what somebody
    did."""
    things = {
        name: structured_data.resource(small, small.resources[name])
        for name in ("canvas", "book", "talk")
    }
    assert not {"isAccessibleForFree", "inLanguage"} & things["canvas"].keys()
    assert (things["book"]["isAccessibleForFree"], things["book"]["inLanguage"]) == (False, "de")
    assert things["talk"]["isAccessibleForFree"] is True
    told = json.loads(published(small, small.resources["book"]))
    assert [told[name] for name in SILENT] == ["any", "de", "paid"]
    assert not json.loads(published(small, small.resources["canvas"])).keys() & set(SILENT)


def test_lists_narrow_by_what_is_stated(small: Hub) -> None:
    """A choice counts the records that say so; who says nothing is found by none."""
    page = body(small, "resources/")
    keys = {
        cell.find(".//h3").text_content(): cell.get("data-facets")
        for cell in page.xpath("//*[@data-facets]")
    }
    assert not any(f"{name}:" in keys["A canvas"] for name in SILENT)
    assert all(f"{name}:" in keys["A book"] for name in SILENT)


def test_forms_write_no_default(small: Hub) -> None:
    """Neither schema, web editor nor a new file says in somebody's stead what they left open."""
    properties = source_schema(KINDS["resource"])["properties"]
    assert all(properties[name].get("default") is None for name in SILENT)
    form = next(form for form in forms(small) if form["name"] == "resource")
    asked = {field["name"]: field for field in form["fields"]}
    assert all("default" not in asked[name] for name in SILENT)
    assert all("Left empty: " not in asked[name]["hint"] for name in SILENT)
    given = {"title": "A", "url": "https://example.org/", "type": "guide", "why": "Good."}
    text = text_of(Draft(KINDS["resource"], "a", given))
    assert not any(f"{name}:" in text for name in SILENT)


def test_a_path_says_how_much_is_not_timed(small: Hub) -> None:
    """The time of a path is of the steps that say theirs."""
    assert (
        facts(small, "paths/first-month/")["Reading"]
        == "at least 20 min1 step does not say how long"
    )


def test_a_first_gathering_says_that_it_is_one(tmp_path: Path) -> None:
    """What is good for a first time says so; else the page tells what is coming, and no more."""
    quiet = {
        "events/welcome-call.yml": hubs.BASE["events/welcome-call.yml"].replace(
            "onboarding", "metrics"
        )
    }  # type: ignore[union-attr,arg-type]
    silent = hubs.small_hub(tmp_path / "a", quiet)
    assert body(silent, "join/").xpath("string(//h2[@id='first'])") == "Coming up"
    plain = hubs.small_hub(tmp_path / "b")
    assert body(plain, "join/").xpath("string(//h2[@id='first'])") == "Good for a first time"
