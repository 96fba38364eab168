"""span: whether a term or a membership runs on a day, and what pages show of one that does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hearth.kinds.group import Term
from hearth.outputs.pages.plan import plan
from hearth.outputs.render import Renderer
from hearth.review.owners import owners
from hubs import AS_OF, BASE, small_hub

BEFORE, AFTER = date(2026, 11, 22), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("since", "until", "begun", "runs", "ended"),
    [
        (None, None, True, True, False),
        (AS_OF, AS_OF, True, True, False),
        (AFTER, None, False, False, False),
        (None, BEFORE, True, False, True),
        (BEFORE, AFTER, True, True, False),
    ],
)
def test_both_days_belong_to_a_term(
    since: date | None, until: date | None, begun: bool, runs: bool, ended: bool
) -> None:
    """And it is open where one is missing."""
    term = Term(member="ada", since=since, until=until)
    assert (term.has_begun(AS_OF), term.runs_on(AS_OF), term.has_ended(AS_OF)) == (
        begun,
        runs,
        ended,
    )


COMMUNITY = """\
team:
  - {{member: ada, role: Manager of it all, hat: manager, since: {day}}}
"""
CREW = """\
name: Welcome crew
purpose: Nobody's first week goes by unnoticed.
leads: [{{member: ada, since: {day}}}]
members: [{{member: cy, role: Greeter, since: {day}}}]
"""
BO = """\
name: Bo Sample
joined: 2026-02-10
links: {{github: bosample}}
groups: [{{group: crew, role: Archivist, since: {day}}}]
"""
ADA = "name: Ada Example\njoined: 2026-01-05\nlinks: {github: adaexample}\n"


def shown(tmp_path: Path, day: date) -> tuple[dict[str, str], str]:
    """The pages of a hub where every term begins on ``day``, by address, and who owns what."""
    hub = small_hub(
        tmp_path,
        {
            "content/community.yml": f"{BASE['content/community.yml']}{COMMUNITY.format(day=day)}",  # type: ignore[str-bytes-safe]
            "content/groups/crew.yml": CREW.format(day=day),
            "members/ada.yml": ADA,
            "members/bo.yml": BO.format(day=day),
        },
    ).public()
    renderer = Renderer(hub)
    wanted = ("team/", "groups/crew/", "members/ada/", "members/bo/", "members/cy/")
    pages = {page.url: page for page in plan(hub) if page.url in wanted}
    return {url: body(renderer, pages[url]) for url in wanted}, owners(hub)


def body(renderer: Renderer, page: Any) -> str:
    view = page.prepare(renderer.hub)
    values = {"title": view.title, "crumbs": (), "crumb": "", "text": "", **view.values}
    return str(renderer.render(page.template, **values))


TOLD = {
    "team/": ["Manager of it all", "Ada Example"],
    "groups/crew/": ["Ada Example", "Bo Sample", "Cy Model"],
    "members/ada/": ["Manager of it all", "Welcome crew"],
    "members/bo/": ["Welcome crew", "Archivist"],
    "members/cy/": ["Welcome crew", "Greeter"],
}


def test_a_term_that_runs_is_shown(tmp_path: Path) -> None:
    """From its first day on, on every page it concerns."""
    pages, owned = shown(tmp_path, AS_OF)
    assert {url: [word for word in TOLD[url] if word in pages[url]] for url in TOLD} == TOLD
    assert "* @adaexample\n" in owned and "/content/groups/crew.yml @adaexample\n" in owned


def test_a_term_that_has_not_begun_is_not_shown(tmp_path: Path) -> None:
    """On no page and in no list of owners, as if it were not written yet."""
    pages, owned = shown(tmp_path, AFTER)
    assert {url: [word for word in TOLD[url] if word in pages[url]] for url in TOLD} == {
        url: [] for url in TOLD
    }
    assert "@" not in owned.split("\n", 3)[-1]
