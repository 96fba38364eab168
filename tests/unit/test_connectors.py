"""connectors: the words for those who hold the community together, and that nobody but the manager
reads them."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

import desks
import hubs
from desks import base
from hearth.cli.main import main
from hearth.manage.desk.connectors import _note, bridges, other_links
from hearth.manage.figures import MetricContext
from hearth.manage.figures.network import Connector
from hearth.manage.private import read_notes
from hearth.model.hub import Hub
from hearth.site.build import SiteBuild

__all__ = ["base"]
DAY = "2026-11-23"
EVENT = (
    "title: {0}\nsummary: One.\nstart: {1}T18:00\nduration: 60\ntimezone: Europe/Berlin\n"
    "mode: online\nhosts: [{2}]\n"
)
TOPICS = {
    "ivo": "topics: [metrics]\n",
    "joy": "topics: [metrics]\n",
    "kim": "topics: [metrics]\n",
    "lou": "",
    "max": "",
}

COMMUNITY: dict[str, str | bytes | None] = {
    **{
        f"members/{name}.yml": f"name: {name.capitalize()}\njoined: 2025-01-01\n"
        for name in ("bo", "dee", "eli", "fay")
    },
    **{
        f"members/{name}.yml": f"name: {name.capitalize()}\njoined: 2025-01-01\n{topics}"
        for name, topics in TOPICS.items()
    },
    "content/news/hello.md": None,
    "content/community.yml": (
        f"{hubs.BASE['content/community.yml']!s}team: [{{member: dee, role: Manager}}, {{member: "
        f"eli, role: Host, deputy: fay}}]\n"
    ),
    "content/groups/crew.yml": None,
    "content/groups/east.yml": "name: East\npurpose: Two.\nmembers: [eli, fay]\n",
    "content/groups/west.yml": "name: West\npurpose: One.\nmembers: [ada, bo, dee]\n",
    "events/between.yml": EVENT.format("Between", DAY, "dee, eli"),
    "events/circle.yml": EVENT.format("Circle", "2026-11-20", "eli, ivo, joy, kim, lou"),
    "events/east.yml": EVENT.format("East", "2026-11-20", "eli, fay"),
    "events/west.yml": EVENT.format("West", DAY, "ada, bo, dee"),
    "private/thanks.yml": f"- {{date: {DAY}, to: max, by: lou, reason: xanthic}}\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two groups that dee and eli tie, a circle around eli, and max who only knows lou, by a
    note."""
    return hubs.minimal_hub(tmp_path_factory.mktemp("connectors"), COMMUNITY)


@pytest.fixture(scope="module")
def context(folder: Path) -> MetricContext:
    hub, problems = hubs.load(folder)
    assert list(map(str, problems.errors)) == []
    return MetricContext.of(hub, read_notes(hub)[0])


def test_the_words_by_hand(context: MetricContext) -> None:
    """Whom they bring together, what would fall apart, what they did, which office they hold."""
    eli, dee, lou = bridges(context)
    assert (eli.member.id, dee.member.id, lou.member.id) == ("eli", "dee", "lou")
    assert eli.why == "is tied to 6 people and brings together East and West"
    assert eli.note == (
        "the only link of Ada Example, Bo and Dee and of Fay to the other 5, most of them "
        "who care about Metrics"
    )
    assert (eli.does, eli.office, eli.cut_off) == ("hosted (3)", "Host (deputy: Fay)", 4)
    assert (
        dee.note == "the only link between Ada Example and Bo and the other 7"
        and dee.office == "Manager (no deputy)"
    )
    assert lou.why == "is tied to 5 people: Eli, Ivo, Joy and 2 more" and lou.office == ""
    assert other_links(context) == []


def test_somebody_else_in_between_is_the_only_link_too(tmp_path: Path) -> None:
    """Beyond the five named for the ways over them, everybody without whom somebody would be cut
    off."""
    row = [f"p{number}" for number in range(9)]
    files: dict[str, str | bytes | None] = {
        f"members/{name}.yml": f"name: {name}\njoined: 2025-01-01\n" for name in row
    }
    files |= {
        f"events/{one}.yml": EVENT.format(one, DAY, f"{one}, {other}")
        for one, other in pairwise(row)
    }
    found = MetricContext.of(hubs.small_hub(tmp_path, files))
    assert [bridge.member.id for bridge in bridges(found)] == ["p4", "p3", "p5", "p2", "p6"]
    assert [(bridge.member.id, bridge.note) for bridge in other_links(found)] == [
        ("p1", "the only link between p0 and the other 7"),
        ("p7", "the only link between p8 and the other 7"),
    ]


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_the_command_tells_the_manager(folder: Path, form: str) -> None:
    """Who to thank, in each form."""
    done = CliRunner().invoke(
        main, ["connectors", "--folder", str(folder), "--as-of", DAY, "--format", form]
    )
    assert done.exit_code == 0 and "Eli" in done.stdout and "East and West" in done.stdout
    if form == "json":
        assert [found["person"] for found in json.loads(done.stdout)["connectors"]] == [
            "eli",
            "dee",
            "lou",
        ]


def test_an_empty_hub_has_no_connector(tmp_path: Path) -> None:
    """And says so."""
    hubs.minimal_hub(tmp_path, {"content/news/hello.md": None})
    done = CliRunner().invoke(main, ["connectors", "--folder", str(tmp_path), "--as-of", DAY])
    assert done.exit_code == 0 and "Nobody stands between others" in done.stdout


def test_no_page_and_no_public_figure_tells_of_them(folder: Path) -> None:
    """Nothing of a note, and nothing of the figure that is for the manager alone."""
    hub, _ = hubs.load(folder)
    site = SiteBuild(hub.public())
    written = [str(site.filler.slots(page)["body"]) for page in site.plan.pages] + [
        str(output.content) for output in hubs.hub_files(site)
    ]
    assert len(written) > 20
    assert not [
        text
        for text in written
        if "xanthic" in text or "overload" in text or "the only link" in text
    ]
    public = CliRunner().invoke(
        main, ["insights", "--folder", str(folder), "--public", "--format", "json", "--as-of", DAY]
    )
    assert public.exit_code == 0
    assert not {figure["id"] for figure in json.loads(public.stdout)} & {"connectors"}


@pytest.mark.parametrize(
    ("cut_off", "rest", "said"),
    [
        (["p4"], 3, "the only link between P4 and P1, P2 and P3"),
        (["p4"], 4, "the only link between P4 and the other 4"),
        (["p4", "p5", "p6"], 3, "the only link of P4, of P5 and of P6 to P1, P2 and P3"),
        (
            ["p4", "p5", "p6", "p7"],
            3,
            "the only link of P4, of P5, of P6 and of 1 more to P1, P2 and P3",
        ),
    ],
)
def test_a_few_are_called_by_name(base: Hub, cut_off: list[str], rest: int, said: str) -> None:
    """Up to three people, and up to three sides; of more, the number is told."""
    names = [f"p{number}" for number in range(8)]
    largest = frozenset(["p1", "p2", "p3", "p7"][:rest])
    parts = (largest, *(frozenset([name]) for name in cut_off))
    assert (
        _note(
            desks.context(base, {name: {} for name in names}), Connector("p0", len(cut_off), parts)
        )
        == said
    )
