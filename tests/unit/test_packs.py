"""Packs: right in every language, added without changing what somebody wrote; and stakeholders, who
are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import hubs
from hearth.cli.main import main
from hearth.desk_site.desk import ManagerDesk
from hearth.desk_site.pack_form import pack_form
from hearth.desk_site.page import found
from hearth.desk_site.pages import PAGES
from hearth.edit.cutting import CannotCutError, append
from hearth.manage.desk.periods import last_period
from hearth.manage.desk.report import PRESETS, audiences, report
from hearth.manage.figures import FIGURES
from hearth.manage.private import read_notes
from hearth.manage.private.stakeholders import standings
from hearth.starter.layers import DATA
from hearth.starter.packs import Pack, pack, pack_names

TRANSLATED = [file.parent.name for file in sorted((DATA / "languages").glob("*/packs"))]  # type: ignore[attr-defined]
COMMUNITY = """\
# Ours.
name: Small Circle
headline: For the curious.
purpose: To learn.
kind: external
language: en
timezone: Europe/Berlin
# What we want.
goals:
  # The first one.
  - title: Twenty in front # of any house
    metric: speakers
    target: 20

# Who looks after it.
team: []
"""
GLOSSARY = (
    "# Our words.\n- id: lurker\n  term: lurker\n  definition: Who reads. # kindly\n"
    "- {id: x, term: Campaign, definition: Ours.}\n"
)
PRIVATE = "- {role: Product Lead, cares: What we said they care about.}\n"


def run(root: Path, *words: str) -> Result:
    call = [*words, "--folder", str(root), "--as-of", hubs.AS_OF.isoformat()]
    return CliRunner().invoke(main, call, env={"LANGUAGE": "en"})


def shape(found: Pack) -> list[object]:
    """What of a pack is no words."""
    return [
        found.report,
        [(one.id, one.figures, one.every, one.report) for one in found.stakeholders],
        [(goal.metric, goal.target, goal.months) for goal in found.goals],
        [term.id for term in found.terms],
        len(found.cautions),
    ]


@pytest.mark.parametrize("name", pack_names())
def test_a_pack_is_the_same_in_every_language(name: str) -> None:
    """Names known figures that a report may tell, and says something of its own in each."""
    english = pack(name)
    named = {figure for one in english.stakeholders for figure in one.figures}
    named |= {goal.metric for goal in english.goals}
    assert 2 <= len(english.goals) <= 4 and not any(FIGURES[figure].manager for figure in named)
    assert english.report in PRESETS and len(english.cautions) >= 3
    for language in TRANSLATED:
        other = pack(name, language)
        assert shape(other) == shape(english) and other.about != english.about


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return hubs.minimal_hub(
        tmp_path / "hub",
        {
            "content/community.yml": COMMUNITY,
            "content/glossary.yml": GLOSSARY,
            "private/stakeholders.yml": PRIVATE,
            "content/glossary": None,
        },
    )


def test_what_is_missing_is_added_and_nothing_else_changes(root: Path) -> None:
    """Each thing is named; comments and order stay, the hub is right, and a second time adds
    nothing."""
    dry = run(root, "pack", "marketing", "--dry-run")
    assert dry.exit_code == 0 and (root / "content/community.yml").read_text() == COMMUNITY
    told = run(root, "pack", "marketing")
    assert told.exit_code == 0, told.output
    assert "  = stakeholder: Product lead (is there already)\n" in told.output
    assert '("Twenty in front" has the same figure)\n' in told.output
    assert "  = word: campaign (is there already)\n" in told.output
    assert "  + word: reach\n" in told.output and "Members are no audience." in told.output
    community = (root / "content/community.yml").read_text()
    head, tail = COMMUNITY.split("    target: 20\n")
    assert community.startswith(f"{head}    target: 20\n") and community.endswith(tail)
    assert "    metric: stories\n    target: 4\n    by: 2027-11-30\n" in community
    assert (root / "content/glossary.yml").read_text().startswith(GLOSSARY)
    private = (root / "private/stakeholders.yml").read_text()
    assert private.startswith(PRIVATE) and private.count("role:") == 4
    check = CliRunner().invoke(main, ["check", str(root)])
    assert check.exit_code == 0, check.output
    again = run(root, "pack", "marketing")
    assert again.exit_code == 0 and "  + " not in again.output
    assert (root / "content/community.yml").read_text() == community


def test_the_desk_adds_a_pack_too(root: Path) -> None:
    """By a form, once; one that is none is refused."""
    for told in ("Added: Head of marketing, ", "All of it is there already."):
        form = pack_form(ManagerDesk.of(*hubs.load(root), forms=True), (), {})
        assert form and form.take({"pack": "nothing"}).wrong
        assert form.take({"pack": "marketing"}).told.startswith(told)
    assert "title: Four of ten newcomers" in (root / "content/community.yml").read_text()
    desk = ManagerDesk.of(*hubs.load(root), forms=True)
    page = found(PAGES, desk, "stakeholders/")
    assert page and "Editor in communications" in page[1].plain_text


def test_an_unknown_pack_is_told_with_the_nearest(root: Path) -> None:
    found = run(root, "pack", "marketting")
    assert found.exit_code == 2 and 'Did you mean "marketing"?' in found.output
    assert "volunteers" in run(root, "pack").output


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\nb: [] # none\nc: 2\n", "a: 1\nb:\n  - x: 1\n # none\nc: 2\n"),
        ("a: 1\nb:\nc: 2\n", "a: 1\nb:\n  - x: 1\nc: 2\n"),
        ("a: 1\nc: 2\n", "a: 1\nb:\n  - x: 1\nc: 2\n"),
        ("b:\n- y: 1 # why\n\n# end\nc: 2\n", "b:\n- y: 1 # why\n- x: 1\n\n# end\nc: 2\n"),
        ("b:\n    - y: 1", "b:\n    - y: 1\n    - x: 1\n"),
        ("b: [{y: 1}]\n", None),
    ],
)
def test_an_entry_is_added_to_a_list(before: str, after: str | None) -> None:
    """However the list stands there; one in brackets is left to a person."""
    if after is None:
        with pytest.raises(CannotCutError):
            append(before, "a.yml", ("b",), {"x": "1"}, ["a", "b", "c"])
        return
    assert append(before, "a.yml", ("b",), {"x": "1"}, ["a", "b", "c"]) == after


def test_a_file_that_is_a_list_grows() -> None:
    for before in ("", "# Words.\n", "[]\n", "- {y: 1}\n"):
        grown = append(before, "a.yml", (), {"x": "1"}, ["x"])
        assert grown == f"{before.replace('[]', '').strip()}\n- x: 1\n".lstrip()


def test_stakeholders_are_told_and_waited_for(root: Path) -> None:
    """By short name or role, until they want to hear again; who is no stakeholder is named."""
    hubs.write(
        root,
        {
            "private/stakeholders.yml": (
                "- {role: Head of marketing, cares: Reach., every: 30, figures: [dead_links],"
                " report: brand}\n- {role: Sponsor, id: boss, cares: Worth.}\n"
                "- {role: Head of Marketing, cares: Another one.}\n"
            ),
            "private/told.yml": (
                "- {date: 2026-10-24, stakeholder: head of marketing, what: A story,"
                " answer: More}\n"
                "- {date: 2026-10-25, stakeholder: BOSS, what: A figure}\n"
                "- {date: 2026-11-24, stakeholder: boss, what: Tomorrow}\n"
                "- {date: 2026-10-26, stakeholder: neighbour, what: Astray}\n"
            ),
        },
    )
    hub = hubs.load(root)[0]
    notes = read_notes(hub)[0]
    known = standings(notes, hub.as_of)
    assert list(known) == ["head-of-marketing", "boss", "head-of-marketing-2"]
    assert [one.waits(hub.as_of) for one in known.values()] == [True, False, False]
    assert known["boss"].told[0].what == "A figure"
    told = json.loads(run(root, "stakeholders", "--format", "json").output)["stakeholders"]
    assert [(one["id"], one["due"]) for one in told][:2] == [
        ("head-of-marketing", "2026-11-23"),
        ("boss", "2027-01-23"),
    ]
    assert "neighbour" in run(root, "stakeholders", "--format", "markdown").output
    mine = report(hub, notes, last_period(hub.as_of, 4), "head-of-marketing").preset
    assert mine.figures[0] == "dead_links" and mine.figures[1:] == PRESETS["brand"].figures
    assert audiences(notes)["head-of-marketing"][0] == "brand"
    page = run(root, "report", "--for", "head-of-marketing", "--format", "html").output
    assert "For Head of marketing" in page
    missed = run(root, "note", "told", "stakeholder=bos", "what=Nothing")
    assert missed.exit_code == 1 and 'Did you mean "boss"?' in missed.output
    assert run(root, "note", "told", "stakeholder=sponsor", "what=A year").exit_code == 0
    assert (
        (root / "private/told.yml").read_text().endswith("stakeholder: sponsor\n  what: A year\n")
    )
    wrong = run(root, "report", "--for", "head-of-marketng")
    assert wrong.exit_code == 2 and 'Did you mean "head-of-marketing"?' in wrong.output
