"""The strategy page: every goal with its value, target, day, owner and state, and nothing that is
not public."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html

import hubs
from hearth.model.hub import Hub
from hearth.model.settings import Settings
from hearth.outputs.pages.strategy import pages
from hearth.outputs.render import Renderer

GOALS = """\
audience: [Whoever <b>asks</b>]
goals:
  - {title: "Twelve of us <script>", metric: members, target: 12, owner: p1}
  - {title: A hundred, metric: members, target: 100, by: 2027-06-30}
  - {title: Overdue, metric: members, target: 80, by: 2026-06-30}
  - {title: Everybody comes again, metric: returned, target: 9}
  - {title: Ten pairs, metric: mentoring, target: 10}
"""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    files: dict[str, str | bytes | None] = {
        f"members/p{at}.yml": f"name: Person {at}\njoined: 202{5 + at % 2}-03-01\n"
        for at in range(10)
    }
    files["content/community.yml"] = hubs.BASE["content/community.yml"] + GOALS  # type: ignore[operator]
    # Three people were away for most of a year and came back: too few to be told.
    for name, day in (("before", date(2025, 9, 1)), ("after", date(2026, 11, 2))):
        files[f"events/{name}.yml"] = (
            f"title: {name}\nsummary: One.\nstart: {day}T18:00\nduration: 60\n"
            "timezone: Europe/Berlin\nmode: online\n"
            "speakers: [p0, p2, p4]\n"
        )
    files["private/mentoring.yml"] = "- {mentor: p1, mentee: p2, since: 2026-05-01}\n"
    return hubs.small_hub(tmp_path_factory.mktemp("strategy"), files).public()


def shown(hub: Hub) -> Any:
    (page,) = pages(hub)
    view = page.prepare(hub)
    body = Renderer(hub).render(
        page.template, title=view.title, crumbs=(), crumb="", text="", **view.values
    )
    return html.fromstring(body)


def goals(page: Any) -> dict[str, str]:
    """What each goal's card says, by its title."""
    return {
        card.xpath("string(.//h3)"): " ".join(card.text_content().split())
        for card in page.xpath("//article")
    }


def test_a_goal_says_how_far_it_has_come(hub: Hub) -> None:
    said = goals(shown(hub))
    assert said["Twelve of us <script>"].startswith("Reached")
    assert "13 people, target 12" in said["Twelve of us <script>"]
    assert "Person 1 answers for it" in said["Twelve of us <script>"]
    assert "by 30 June 2027" in said["A hundred"]
    assert "more than a year ago" in said["A hundred"]
    assert said["A hundred"].startswith("Behind")
    assert said["Overdue"].startswith("Behind, and the day has passed")


def test_what_is_hidden_or_the_managers_stays_so(hub: Hub) -> None:
    said = goals(shown(hub))
    assert "hidden: too few people, target 9" in said["Everybody comes again"]
    assert "3" not in said["Everybody comes again"]
    assert said["Ten pairs"] == "Not known Ten pairs not told in public, target 10"


def test_purpose_and_audience_are_told_as_text(hub: Hub) -> None:
    page = shown(hub)
    assert hub.community.purpose in page.text_content()
    assert page.xpath("//section[h2='Whom it is for']//li/text()") == ["Whoever <b>asks</b>"]
    assert not page.xpath("//script | //li/b")


def test_without_pages_of_figures_nothing_leads_to_them(hub: Hub) -> None:
    quiet = shown(replace(hub, settings=Settings(insights=False)))
    assert len(goals(quiet)) == 5
    assert not [address for address in quiet.xpath("//a/@href") if "insights" in address]


def test_without_goals_the_page_says_where_to_write_them(tmp_path: Path) -> None:
    page = shown(hubs.small_hub(tmp_path).public())
    assert "No goal yet" in page.text_content()
