"""Names of records among words that run another way: each stands alone, wherever it is shown."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from hearth.kinds import KINDS, Record
from hearth.model.hub import Hub
from hearth.outputs.pages.plan import plan
from hearth.site.fill import PageFiller
from hearth.wording.formatting import place, where

NAME = re.compile(r"(?:שם|Name) (\w+) \d+", re.IGNORECASE)
"""What records are called here."""
ALONE = ("code", "desc", "text", "title")
"""Elements that hold one text: to copy, or of a drawing."""


@pytest.fixture(params=["en", "he"])
def renamed(request: pytest.FixtureRequest, hub: Hub) -> Hub:
    """The sample hub in a language, everything in it called by names of the other direction."""
    name = {"en": "שם", "he": "Name"}[request.param]
    records = {
        kind: {
            one.id: _renamed(one, f"{name} {kind} {at}") for at, one in enumerate(found.values())
        }
        for kind, found in hub.records.items()
    }
    community = hub.community.model_copy(update={"language": request.param})
    return replace(hub, records=records, community=community)


def _renamed(record: Record, name: str) -> Record:
    return record.model_copy(update={KINDS[record.KIND].title_field: name})


def test_names_stand_alone(renamed: Hub) -> None:
    """In an element that takes its direction from them (HTML, 3.2.6.4 and ``bdi``). Where an event
    is stands there with the town, and who does something in a run sheet with whoever does it too.
    Lines of figures say of what kind a name is. Titles of calendars and feeds, which are plain text
    elsewhere, keep names apart by characters."""
    filler = PageFiller(renamed)
    dates = renamed.schedule.occurrences
    places = {where(renamed, item) for item in dates}
    places |= {place(renamed, item, full) for item in dates for full in (True, False)}
    wrong, seen = set(), set()
    for page in plan(renamed):
        body = html.fromstring(f"<main>{filler.slots(page)['body']}</main>")
        for words in body.xpath("//text()"):
            for found in NAME.finditer(words):
                seen.add(found[1].lower())
                right = {None, found[0], *places}
                if page.template == "subscribe.html" and renamed.words.among(found[0]) in words:
                    continue
                if _around(words) not in right:
                    wrong.add((page.template, found[1], words.strip()[:80]))
    assert sorted(wrong, key=str) == []
    assert seen == set(KINDS)


def _around(words: Any) -> str | None:
    """What the nearest element says that runs its own way; None for what is one text anyway."""
    holder = words.getparent().getparent() if words.is_tail else words.getparent()
    if holder.tag in ALONE or holder.get("class") == "hb-run__who":
        return None
    for element in (holder, *holder.iterancestors()):
        if element.tag == "bdi" or element.get("dir") == "auto":
            return re.sub("^(Series|Place|סדרה|מקום): ", "", element.text_content().strip())
    return "nothing"
