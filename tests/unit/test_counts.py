"""How many people, countries and dates there are: one count, on every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

import hubs
from hearth.manage.figures import MetricContext, measure
from hearth.model.hub import Hub
from hearth.outputs.pages.plan import plan
from hearth.outputs.render import Renderer
from hearth.views.counts import counts
from hearth.wording.counts import Headcount

PEOPLE: dict[str, str | bytes | None] = {
    "members/dee.yml": "name: Dee\njoined: 2026-11-20\nplace: {country: KE}\n",
    "members/eve.yml": "name: Eve\njoined: 2025-01-05\nplace: {country: PT}\nstatus: alumni\n"
    "left: 2026-03-01\n",
    "members/fay.yml": "name: Fay\njoined: 2025-01-05\nplace: {country: FR}\nstatus: alumni\n",
    "members/guy.yml": "name: Guy\njoined: 2025-01-05\nplace: {country: ES}\nstatus: in-memoriam\n",
    "members/hal.yml": "name: Hal\njoined: 2026-12-24\nplace: {country: IT}\n",
    "events/off.yml": "title: Off\nsummary: No.\nstart: 2026-12-05T18:00\nduration: 60\n"
    "timezone: Europe/Berlin\nmode: online\nstatus: cancelled\n",
    "events/put-off.yml": "title: Put off\nsummary: No.\nstart: 2026-12-06T18:00\nduration: 60\n"
    "timezone: Europe/Berlin\nmode: online\nstatus: postponed\n",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    return hubs.small_hub(tmp_path_factory.mktemp("counts"), PEOPLE)


def words(hub: Hub, wanted: str) -> dict[str, str]:
    """The text of the pages whose addresses the pattern fits."""
    renderer, found = Renderer(hub), {}
    for page in plan(hub):
        if re.fullmatch(wanted, page.url):
            view = page.prepare(hub)
            values = {"title": view.title, "crumbs": view.crumbs, "crumb": view.crumb, "text": ""}
            body = renderer.render(page.template, **{**values, **view.values})
            found[page.url] = " ".join(html.fromstring(f"<div>{body}</div>").text_content().split())
    return found


def test_people_are_those_who_are_here(small: Hub) -> None:
    """Who left, has died, joins later or is an organisation is counted apart."""
    found = counts(small)
    assert (found.people, found.former, found.remembered, found.expected) == (4, 2, 1, 1)
    assert (found.organisations, found.of, found.joined) == (1, 4, 1)


def test_countries_are_of_those_who_say(small: Hub) -> None:
    """What nobody says is no country, and the words say how many said."""
    assert (counts(small).placed, counts(small).countries) == (1, 1)
    assert Headcount(small).countries == "in 1 country (1 of 4 says where)"
    assert Headcount(small).zones == ""


def test_all_who_say_need_no_remark(tmp_path: Path) -> None:
    """Where everybody says, the words do not say how many did."""
    everybody = {
        f"members/{name}.yml": f"name: {name}\njoined: 2026-01-05\nplace: {{country: KE}}\n"
        "timezone: Africa/Nairobi\n"
        for name in ("ada", "bo")
    }
    hub = hubs.small_hub(tmp_path, {**everybody, "members/cy.md": None})
    said = Headcount(hub)
    assert (said.people, said.countries, said.zones) == (
        "2 members",
        "in 1 country",
        "in 1 time zone",
    )


def test_a_hub_of_organisations_counts_those(tmp_path: Path) -> None:
    """Where there is nobody, the numbers are of organisations, and say so."""
    names = {
        "members/ada.yml": "name: Ada\nkind: organisation\njoined: 2026-01-05\n",
        "members/bo.yml": None,
        "members/cy.md": None,
        "events/evening.yml": None,
    }
    said = Headcount(hubs.small_hub(tmp_path, names))
    assert (said.people, said.beside) == ("2 organisations", "")


def test_what_is_called_off_is_no_date(small: Hub) -> None:
    """Cancelled and postponed dates are counted apart."""
    assert (counts(small).coming.held, counts(small).coming.off) == (2, 2)
    assert counts(small).this_year.held == 2


@pytest.mark.parametrize("which", ["hub", "small"])
def test_every_page_counts_the_same(which: str, request: pytest.FixtureRequest) -> None:
    """Home, joining, directory, calendar and figures tell one number of people, countries and
    dates."""
    hub = request.getfixturevalue(which).public()
    found, said = counts(hub), Headcount(hub)
    pages = words(hub, r"|join/|members/|events/")
    assert len(pages) == 4
    for url in ("", "members/"):
        assert f"{said.people} {said.countries}" in re.sub(r"(\d)(?=[a-z])", r"\1 ", pages[url])
    people = {number for text in pages.values() for number in re.findall(r"(\d+) ?members\b", text)}
    assert people == {str(found.of)}
    for url in ("", "join/", "events/"):
        assert re.search(rf"(?<!\d){found.coming.held} ?(dates? )?coming up", pages[url]), pages[
            url
        ]
    assert said.beside in pages["members/"]
    assert measure(MetricContext.of(hub), ["members"])["members"].now.value == found.people


def test_people_have_the_hub_s_own_name(tmp_path: Path) -> None:
    """What the community is called in a sentence, and what its people are called, is its own."""
    text = str(hubs.BASE["content/community.yml"])
    named = f"{text}short_name: the guild\npeople_called: fellows\n"
    page = words(hubs.small_hub(tmp_path, {"content/community.yml": named}), "")[""]
    assert "Join the guild" in page
    assert "New fellows" in page
    assert "3fellows" in page
    assert "Join Small Circle" in words(hubs.small_hub(tmp_path, hubs.BASE), "")[""]


def test_no_template_has_the_sample_s_own_words() -> None:
    """No name of the sample stands in the engine."""
    engine = hubs.REPOSITORY / "hooks" / "hearth"
    spoken = re.compile(r"\b(the|our|in the|join the) circle\b", re.IGNORECASE)
    files = [file for ending in ("html", "py") for file in engine.rglob(f"*.{ending}")]
    assert len(files) > 200
    assert [file.name for file in files if spoken.search(file.read_text("utf-8"))] == []
