"""Care and recognition: what the page finds, and how notes are written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

import hubs
from hearth.cli.main import main
from hearth.manage.desk.care import CareContents, care
from hearth.manage.figures import MetricContext
from hearth.manage.private import read_notes
from hearth.manage.private.notes import FILES as NOTE_FILES
from hearth.model.hub import Hub
from hearth.outputs.render import Renderer
from hearth.wording.safe import html_to_text

FILES: dict[str, str | bytes | None] = {
    "content/community.yml": hubs.BASE["content/community.yml"]
    + "team: [{member: tea, role: Manager, since: 2026-11-01}]\n",  # type: ignore[operator]
    "members/tea.yml": "name: Tea Team\njoined: 2025-01-01\nmentoring: {offers: [events-craft]}\n",
    "members/dee.yml": "name: Dee Mentor\njoined: 2025-03-01\nmentoring: {offers: [metrics]}\n",
    "members/eve.yml": (
        "name: Eve Seeker\njoined: 2026-11-10\nmentoring: {seeks: [metrics, onboarding]}\n"
    ),
    "members/fay.yml": (
        "name: Fay Busy\njoined: 2025-03-02\nmentoring: {offers: [metrics], seeks: [metrics]}\n"
    ),
    "members/hal.yml": "name: Hal Gone\njoined: 2025-03-02\nleft: 2026-10-01\nstatus: alumni\n",
    "members/gus.yml": (
        "name: Gus Hidden\njoined: 2025-03-02\nvisible: hidden\n"
        "groups: [{group: envoys, since: 2026-01-01, until: 2026-12-31}]\n"
    ),
    **{
        f"content/resources/r-{name}.yml": (
            f"title: R {name}\nurl: https://example.org/{name}\ntype: guide\nwhy: Good.\n"
            f"added: {day}\ncurator: {name}\n"
        )
        for name, day in (
            ("ada", "2026-10-01"),
            ("bo", "2026-10-02"),
            ("tea", "2026-10-03"),
            ("cy", "2025-10-01"),
            ("gus", "2026-09-01"),
            ("hal", "2026-09-15"),
        )
    },
    "content/resources/r2-ada.yml": (
        "title: R2\nurl: https://example.org/r2\ntype: guide\nwhy: Good.\nadded: 2026-11-05\n"
        "curator: ada\n"
    ),
    "content/groups/envoys.yml": (
        "name: Envoys\ntype: programme\npurpose: They tell of us.\ncohort: Year one\n"
        "commitments: [Two talks a year]\n"
        "members: [{member: bo, since: 2026-01-01, until: 2027-06-30}, {member: cy, until: "
        "2026-10-31}, {member: dee, since: 2027-01-01}, ada]\n"
    ),
    "private/thanks.yml": (
        "- {date: 2026-11-02, to: ada, reason: All of it}\n"
        "- {date: 2026-11-20, to: bo, reason: The book}\n"
        "- {date: 2026-12-20, to: gus, reason: Not yet}\n"
    ),
    "private/featured.yml": (
        "- {date: 2026-05-01, member: bo}\n- {date: 2026-10-01, member: ada}\n"
        "- {date: 2026-12-24, member: fay}\n"
    ),
    "private/checklists.yml": (
        "- {new_as: person, within: 30, steps: [A letter, A buddy]}\n"
        "- {new_as: team, steps: [The keys]}\n"
    ),
    "private/onboarding.yml": (
        "- {member: eve, step: a letter, date: 2026-11-12}\n"
        "- {member: tea, step: The keys, date: 2026-11-02}\n"
        "- {member: eve, step: A buddy, date: 2026-12-01}\n"
    ),
    "private/mentoring.yml": (
        "- {mentor: fay, mentee: bo, topic: metrics, since: 2026-09-01}\n"
        "- {mentor: dee, mentee: cy, since: 2026-01-01, until: 2026-06-30}\n"
        "- {mentor: tea, mentee: ada, since: 2026-02-01, until: 2026-11-23}\n"
    ),
    "private/ambassadors.yml": (
        "- {member: bo, date: 2026-10-10, what: A talk, programme: envoys}\n"
        "- {member: bo, date: 2025-10-10, what: Long ago, programme: envoys}\n"
        "- {member: bo, date: 2026-10-11, what: Elsewhere, programme: crew}\n"
    ),
    "private/moderation.yml": (
        "- {year: 2025, reports: 3}\n- {year: 2024, reports: 1, median_days: 2}\n"
    ),
}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    """A hub with something to mind of every kind."""
    return hubs.small_hub(tmp_path_factory.mktemp("care"), FILES)


@pytest.fixture(scope="module")
def found(hub: Hub) -> CareContents:
    notes, problems = read_notes(hub)
    assert list(map(str, problems)) == []
    return care(MetricContext.of(hub, notes))


def call(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--folder", str(root), "--as-of", "2026-11-23"])


def test_who_gave_and_was_not_thanked_is_named(found: CareContents) -> None:
    """Since the last thanks, within a year, outside the team; who waits longest comes first."""
    assert [(one.member.id, one.first.isoformat()) for one in found.unthanked] == [
        ("dee", "2026-01-01"),
        ("fay", "2026-09-01"),
        ("gus", "2026-09-01"),
        ("ada", "2026-11-05"),
    ]
    assert found.unthanked[3].deeds == (("recommended something in the library", 1), ("wrote", 1))


def test_thanks_are_counted_by_month(found: CareContents) -> None:
    """Twelve of them, the one that runs being the last; what is noted for later days is not said
    yet."""
    assert (
        len(found.thanks) == 12
        and found.thanks[0][0] == "2025-12"
        and found.thanks[-1] == ("2026-11", 2, 2)
    )


def test_the_spotlight_goes_round(found: CareContents) -> None:
    """Who was never in it comes first, and nobody without a public profile."""
    assert [(turn.member.id, str(turn.last)) for turn in found.next] == [
        ("dee", "None"),
        ("fay", "None"),
        ("bo", "2026-05-01"),
    ]
    assert [turn.member.id for turn in found.featured] == ["ada", "bo"]


def test_steps_are_for_who_is_new(found: CareContents) -> None:
    """As long as the list says, with what is done; capitals do not matter."""
    assert {(one.member.id, one.done, one.left) for one in found.onboarding} == {
        ("eve", 1, ("A buddy",)),
        ("tea", 1, ()),
    }


def test_pairs_and_who_looks_for_one(found: CareContents) -> None:
    """A pair that has ended leaves both free, and one that ends today does not yet; a mentor with a
    mentee is not proposed."""
    assert [(pair.mentor, pair.mentee) for pair in found.pairs] == [("tea", "ada"), ("fay", "bo")]
    assert {
        (one.member.id, one.topics, tuple(mentor.id for mentor in one.mentors))
        for one in found.waiting
    } == {
        ("eve", ("Metrics", "Onboarding"), ("dee",)),
        ("fay", ("Metrics",), ("dee",)),
    }


def test_nobody_is_proposed_to_whom_they_must_not_meet(hub: Hub) -> None:
    """Whichever of the two it was noted for."""
    (hub.root / "private" / "people.yml").write_text("- {member: dee, blocks: [eve]}\n")
    try:
        waiting = care(MetricContext.of(hub, read_notes(hub)[0])).waiting
    finally:
        (hub.root / "private" / "people.yml").unlink()
    assert {one.member.id: len(one.mentors) for one in waiting} == {"eve": 0, "fay": 1}


def test_programmes_tell_who_does_what_until_when(found: CareContents) -> None:
    """By the group's file and by profiles; whose term is over is not in it, whose term ends within
    two months is due."""
    (programme,) = found.programmes
    assert [(one.member.id, one.deeds, one.due) for one in programme.people] == [
        ("ada", 0, False),
        ("bo", 1, False),
        ("gus", 0, True),
    ]


def test_years_of_moderation_stand_in_order(found: CareContents) -> None:
    """As they were noted, small numbers too: the page is for the manager."""
    assert [(counts.year, counts.reports) for counts in found.moderation] == [(2024, 1), (2025, 3)]


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_the_page_has_every_part_in_every_form(hub: Hub, form: str) -> None:
    """And a hub without notes has a page as well."""
    told = call(hub.root, "care", "--format", form).stdout
    if form == "json":
        assert list(json.loads(told)) == [
            "day",
            "thanks",
            "unthanked",
            "spotlight",
            "settling",
            "pairs",
            "waiting_for_a_mentor",
            "programmes",
            "moderation",
        ]
    else:
        assert all(
            word in told
            for word in (
                "Thanks",
                "Spotlight",
                "Settling in",
                "Mentoring",
                "Envoys",
                "Moderation",
                "Gus Hidden",
            )
        )


def test_an_empty_hub_has_a_page_too(tmp_path: Path) -> None:
    """With what could be noted."""
    hubs.small_hub(tmp_path)
    done = call(tmp_path, "care", "--format", "markdown")
    assert (
        done.exit_code == 0 and "checklists.yml" in done.stdout and "No pair meets" in done.stdout
    )


# -- writing notes -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub whose notes the tests write."""
    root = tmp_path_factory.mktemp("notes")
    hubs.small_hub(root)
    return root


SMALLEST = {
    "done": ["item=welcome/ada"],
    "people": ["member=ada", "blocks=bo, cy"],
    "thanks": ["to=ada", "reason=All: of it"],
    "featured": ["member=ada"],
    "introductions": ["people=ada,bo", "suggested=2026-11-01"],
    "mentoring": ["mentor=ada", "mentee=bo", "since=2026-11-01"],
    "ambassadors": ["member=ada", "what=A talk"],
    "applications": ["programme=crew", "name=Ida", "received=2026-11-01"],
    "commitments": ["member=ada", "programme=crew", "what=A talk", "since=2026-11-01"],
    "renewals": ["member=ada", "programme=crew", "until=2026-12-31", "answer=stops"],
    "efforts": ["programme=crew", "what=Talks", "hours=2.5"],
    "onboarding": ["member=ada", "step=A letter"],
    "milestones": ["member=ada", "milestone=Lesson one"],
    "checklists": ["new_as=person", "steps=A letter,A buddy"],
    "insights": ["insight=Letters work", "owner=ada", "decision=hello"],
    "experiments": ["title=Shorter", "started=2026-11-01", "due=2026-12-01"],
    "newsletters": ["number=4"],
    "moderation": ["year=2025", "reports=3", "median_days=1.5"],
    "plans": ["due=2026-12-01", "what=A call", "where=letter"],
    "corrections": ["wrong=Nine", "right=Ten"],
    "report": ["period=2026-Q3", "asks=A room,Some time"],
    "stakeholders": ["role=Head of the house", "cares=What it costs"],
    "told": ["stakeholder=Head of the house", "what=The report"],
}


@pytest.mark.parametrize("kind", NOTE_FILES)
def test_a_note_of_any_kind_can_be_added(bare: Path, kind: str) -> None:
    """It is read back without a problem, with the day it was noted; noted again it is there
    once."""
    known = bare / "private" / "stakeholders.yml"
    lent = kind == "told" and not known.exists()
    if lent:  # something is told to somebody who is known
        call(bare, "note", "stakeholders", *SMALLEST["stakeholders"])
    for words in ("Noted in", "noted already"):
        done = call(bare, "note", kind, *SMALLEST[kind])
        assert done.exit_code == 0 and words in done.output, done.output
    hub, _ = hubs.load(bare)
    notes, problems = read_notes(hub)
    assert list(problems) == [] and len(getattr(notes, kind)) == 1
    if "date" in NOTE_FILES[kind].model_fields:
        assert (
            yaml.safe_load((bare / "private" / f"{kind}.yml").read_text())[0]["date"] == hubs.AS_OF
        )
    if lent:
        known.unlink()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["thank"], '"thanks"'),
        (["thanks", "too=ada"], '"to"'),
        (["thanks", "to"], "field=value"),
        (["thanks", "to=ada", "to=bo"], "given twice"),
        (["thanks", "to=adda", "reason=x"], 'to: "adda"'),
        (["thanks", "to=ada"], "reason: is missing"),
        (["featured", "member=ada", "date=tomorrow"], "is not a date"),
        (["introductions", "people=ada,boo", "suggested=2026-11-01"], '"boo"'),
    ],
)
def test_a_wrong_note_is_not_written(bare: Path, words: list[str], told: str) -> None:
    """What is wrong is said, with the nearest that is right; exit status 2."""
    before = hubs.tree(bare / "private")
    done = call(bare, "note", *words)
    assert done.exit_code == 2 and told in done.output and hubs.tree(bare / "private") == before


def test_what_can_be_noted_is_shown(bare: Path) -> None:
    """Kinds, and the fields of one."""
    assert all(name in call(bare, "note").output for name in NOTE_FILES)
    assert "Who was thanked." in call(bare, "note", "thanks").output


def test_what_to_mind_with_a_member_stands_in_one_place(tmp_path: Path) -> None:
    """A second note goes into the first; what is said already is not said anew, and a wrong file is
    left alone."""
    hubs.small_hub(
        tmp_path,
        {"private/people.yml": "# Mine\n- member: bo\n  note: Calls only\n- member: ada\n"},
    )
    assert call(tmp_path, "note", "people", "member=bo", "paused_until=2026-12-31").exit_code == 0
    file = tmp_path / "private" / "people.yml"
    assert (
        file.read_text()
        == "# Mine\n- member: bo\n  note: Calls only\n  paused_until: 2026-12-31\n- member: ada\n"
    )
    again = call(tmp_path, "note", "people", "member=bo", "paused_until=2027-12-31")
    assert again.exit_code == 1 and "says paused_until already" in again.output
    file.write_text("- member: nobody\n- member: bo\n")
    wrong = call(tmp_path, "note", "people", "member=bo", "note=x")
    assert (
        wrong.exit_code == 1
        and "right first" in wrong.output
        and file.read_text() == "- member: nobody\n- member: bo\n"
    )


def test_a_word_of_thanks_is_noted(tmp_path: Path) -> None:
    """With the event it is about; afterwards nobody asks for it."""
    hubs.small_hub(
        tmp_path,
        {
            "content/resources/canvas.yml": hubs.BASE["content/resources/canvas.yml"]
            + "curator: bo\n"
        },
    )  # type: ignore[operator]
    assert (
        "Bo Sample"
        in call(tmp_path, "care", "--format", "markdown").stdout.split("## Spotlight")[0]
    )
    assert call(tmp_path, "thank", "bo", "--for", "the canvas", "--event", "evening").exit_code == 0
    assert yaml.safe_load((tmp_path / "private" / "thanks.yml").read_text()) == [
        {"date": hubs.AS_OF, "to": "bo", "reason": "the canvas", "event": "evening"}
    ]
    assert (
        "Bo Sample"
        not in call(tmp_path, "care", "--format", "markdown").stdout.split("## Spotlight")[0]
    )
    assert call(tmp_path, "thank", "boo", "--for", "x").exit_code == 2


def test_nothing_is_noted_among_what_is_published(tmp_path: Path) -> None:
    """If the private folder was set there."""
    hubs.minimal_hub(tmp_path, settings="private: content/notes")
    done = call(tmp_path, "thank", "ada", "--for", "x")
    assert (
        done.exit_code == 1
        and "published" in done.output
        and not (tmp_path / "content" / "notes").exists()
    )


# -- what everybody may know of moderation -------------------------------------------------------


def test_the_team_page_tells_how_many_reports_there_were(tmp_path: Path) -> None:
    """The latest year first; where there were fewer than five, nothing more is told of them,
    whatever the file says."""
    years = (
        '[{year: 2024, reports: "<5", measures: 0, median_days: 88}, {year: 2025, reports: 7, '
        'measures: "<5", median_days: 1.5}]'
    )
    hub = hubs.small_hub(
        tmp_path,
        {
            "content/community.yml": (
                f"{hubs.BASE['content/community.yml']}conduct: {{reports: {years}}}\n"
            )
        },
    )  # type: ignore[str-bytes-safe]
    page = Renderer(hub).render("team.html", title="Team", text="", hats=[], crumbs=[])
    cells = [html_to_text(row).split() for row in str(page).split("<tbody>")[1].split("</tr>")][:2]
    assert cells == [
        ["2025", "7", "fewer", "than", "five", "1.5"],
        ["2024", "fewer", "than", "five", "–", "–"],
    ]
