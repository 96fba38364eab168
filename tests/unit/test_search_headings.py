"""What search results stand under: each kind says it, and the page hands it to the script."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from hearth.kinds import KINDS
from hearth.kinds.descriptor import Searching
from hearth.model.hub import Hub
from hearth.outputs.search import headings, search_records
from hubs import REPOSITORY

SCRIPT = REPOSITORY / "hooks" / "hearth" / "theme" / "assets" / "hearth" / "search.js"


def test_every_result_has_a_heading(hub: Hub) -> None:
    """No record is called something that no heading stands over."""
    assert {record.kind for record in search_records(hub)} <= dict(headings()).keys()


def test_filters_stand_in_their_order() -> None:
    """People and what happens come first, what is only looked up comes last."""
    order = [heading for _, heading in headings()]
    assert order[:3] == ["People", "Organisations", "Events"]
    assert order[-3:] == ["News", "Places", "Pages"]


def test_a_kind_that_says_nothing_stands_under_its_plural(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new kind needs no word here to be found under a heading."""
    plain = replace(KINDS["venue"], name="job", plural="jobs", searching=Searching())
    monkeypatch.setitem(KINDS, "job", plain)
    assert ("job", "Jobs") in headings()


def test_pages_hand_the_headings_to_the_script(small_site: Path) -> None:
    """Pages made by filling a shell too."""
    for page in ("index.html", "members/ada/index.html", "404.html"):
        (dialog,) = html.parse(str(small_site / page)).xpath("//dialog[@id='hb-search']")
        assert json.loads(dialog.get("data-kinds")) == [list(pair) for pair in headings()]


def test_the_script_keeps_no_headings() -> None:
    """What a page hands over does not stand in the script as well."""
    script = SCRIPT.read_text(encoding="utf-8")
    assert [heading for _, heading in headings() if f'"{heading}"' in script] == []
