"""New records: ids, answers, the text of the file, and the check before it is written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hubs
from hearth.base.strict_yaml import read_yaml
from hearth.contribute.drafts import (
    Draft,
    DraftError,
    check_id,
    choices,
    clean,
    headings,
    hint,
    problems_of,
    put,
    text_of,
    write_new,
)
from hearth.kinds import KINDS
from hearth.read.ids import ID, propose_id, slug
from hearth.read.load import read_all
from hearth.read.records import model_at
from hearth.read.sources import MAX_FILE, split

TRICKS = (
    "~",
    "null",
    "",
    "yes",
    "NO",
    "12:30",
    "2026-12-03",
    "0x1F",
    "1e3",
    "- a",
    "a: b",
    "a #b",
    "#",
    "---",
    "...",
    "--- a",
    "&a b",
    "*a",
    "!!python/object:os.system x",
    "<<",
    "{a: b}",
    "[a]",
    "'",
    '"',
    "\\",
    "%YAML 1.2",
    "@a",
    "`a`",
    "| a",
    "> a",
    "? a",
    ": a",
    "\u00a0a",
    "é",
    "鈴木 花",
    "דנה",
    "🦄",
    "e\u0301",
    "a\tb",
    "a,b",
    "x" * 300,
    "a: |",
    "key: &x !!str",
    "\u200b",
    "\U0001fffe",
)


def found_in(tmp_path: Path, files: dict[str, str | bytes | None] | None = None) -> Any:
    return read_all(hubs.minimal_hub(tmp_path, files))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Example", "ada-example"),
        ("Zürich: où ça?", "zurich-ou-ca"),
        ("Straße & Smørrebrød, Łódź", "strasse-smorrebrod-lodz"),
        ("Nobody's first week", "nobodys-first-week"),
        ("../../etc/passwd", "etc-passwd"),
        ("鈴木 花", ""),
    ],
)
def test_ids_are_plain_letters(text: str, expected: str) -> None:
    """Accents go, other letters become hyphens, and nothing of a path is left."""
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("event", {"title": "Quiet room", "start": "2026-12-03T18:00"}, "2026-12-quiet-room"),
        (
            "event",
            {"title": "Clinic", "start": "2026-12-03T18:00", "repeats": {"rule": "weekly"}},
            "clinic",
        ),
        ("post", {"title": "A recap", "date": "2026-11-23"}, "2026-11-a-recap"),
        ("member", {"name": "鈴木 花", "latin": "Hana Suzuki"}, "hana-suzuki"),
        ("member", {"name": "Con"}, "member-con"),
        ("event", {"title": "Later", "start": "soon"}, "later"),
    ],
)
def test_ids_are_proposed(kind: str, fields: dict[str, Any], expected: str) -> None:
    """From the name or title; with year and month where the hub's other files have them."""
    assert propose_id(KINDS[kind], fields) == expected


@given(st.text(max_size=200))
def test_a_proposed_id_is_an_id(name: str) -> None:
    """Whatever the name, and the same for the same name."""
    proposed = propose_id(KINDS["member"], {"name": name})
    assert ID.fullmatch(proposed) and len(proposed) <= 64
    assert proposed == propose_id(KINDS["member"], {"name": name})


@pytest.mark.parametrize(
    "record_id", ["ada", "Ada", "../ada", "a--b", "index", "", "x" * 65, "con"]
)
def test_an_id_is_refused(record_id: str, tmp_path: Path) -> None:
    """One that exists, is reserved, or could not be part of an address."""
    with pytest.raises(DraftError):
        check_id(record_id, KINDS["member"], found_in(tmp_path))


def test_answers_become_fields(tmp_path: Path) -> None:
    """Names stand for ids and codes, lists are split where their entries cannot hold commas, dots
    lead into parts."""
    found, fields = found_in(tmp_path), dict[str, Any]()
    for name, text in {
        "name": " Di \n Rivers ",
        "place.country": "kenya",
        "languages": "English, pt-BR",
        "topics": "Metrics,onboarding",
        "skills": "Microphones, cheap ones\nCues",
        "groups": "welcome crew",
        "offers.topic": "Onboarding",
        "offers.note": "A tour",
        "headline": "  ",
    }.items():
        put(KINDS["member"], fields, name, text, found)
    assert fields == {
        "name": "Di Rivers",
        "place": {"country": "KE"},
        "languages": ["en", "pt-BR"],
        "topics": ["metrics", "onboarding"],
        "skills": ["Microphones, cheap ones", "Cues"],
        "groups": ["crew"],
        "offers": [{"topic": "onboarding", "note": "A tour"}],
    }


def test_people_are_members_or_guests(tmp_path: Path) -> None:
    """A member's name becomes the id; another name is a guest's; what looks like an id stays one,
    to be checked."""
    fields: dict[str, Any] = {}
    put(KINDS["event"], fields, "hosts", "Ada Example, bo, Gil Guest, adda", found_in(tmp_path))
    assert fields["hosts"] == ["ada", "bo", {"guest": "Gil Guest"}, "adda"]


def test_names_of_two_records_stand_for_none(tmp_path: Path) -> None:
    """Two people of one name are told apart by their ids alone; the name in Latin letters will do
    too."""
    namesake = "name: Ada Example\njoined: 2026-01-05\n"
    latin = "name: 花\nlatin: Hana\njoined: 2026-01-05\n"
    known = headings(
        found_in(tmp_path, {"members/ada-b.yml": namesake, "members/hana.yml": latin}),
        KINDS["member"],
    )
    assert "ada example" not in known and known["hana"] == known["花"] == "hana"


@pytest.mark.parametrize(
    "name", ["nmae", "id", "path", "place.town", "name.first", "__class__", ""]
)
def test_a_field_that_is_none_is_refused(name: str) -> None:
    """With the nearest one, or all of them."""
    with pytest.raises(DraftError, match="no field"):
        put(KINDS["member"], {}, name, "x")


@pytest.mark.parametrize("text", TRICKS)
def test_what_is_written_reads_back(text: str) -> None:
    """In a line, a list, a part and the text below; in both kinds of file."""
    fields: dict[str, Any] = {
        "name": text,
        "skills": [text, "b"],
        "place": {"city": text},
        "joined": "2026-11-01",
    }
    for body in ("", f"{text}\n---\nname: Mallory\n---\n```"):
        draft = Draft(KINDS["member"], "di", {**fields, "body": body})
        written, below, _ = split(text_of(draft), draft.path)
        assert read_yaml(written) == fields
        assert (below or "").strip() == body.strip()


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_nothing_leaves_its_field(line: str, below: str) -> None:
    """Any text at all comes back as it was given, or is refused."""
    line, below = " ".join(clean(line).split()), clean(below).strip()
    draft = Draft(KINDS["member"], "di", {"name": line, "skills": [line], "body": below})
    written, read, _ = split(text_of(draft), draft.path)
    assert read_yaml(written) == {"name": line, "skills": [line]}
    assert (read or "").strip() == below


def test_fields_stand_in_order() -> None:
    """As the field reference lists them, the common ones last, and further ones as comments."""
    fields = {
        "added": "2026-11-23",
        "topics": ["metrics"],
        "url": "https://example.org/a",
        "type": "guide",
        "why": "It helps.",
        "title": "A",
    }
    text = text_of(Draft(KINDS["resource"], "a", fields))
    assert text == (
        "title: A\nurl: https://example.org/a\ntype: guide\nwhy: It helps.\nadded: 2026-11-23\n"
        "topics: [metrics]\n\n"
        "# Worth adding when you know it (take the # away and write your own words):\n"
        "# summary: What is in it.\n# audience: For whom.\n# minutes: How long it takes.\n"
        "# licence: Its licence, such as CC-BY-4.0.\n# authors: Who made it.\n"
        "# curator: The member who recommends it.\n"
    )


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (kind.name, name)
        for kind in KINDS.values()
        for name in dict.fromkeys((*kind.asking.fields, *kind.asking.hints))
    ],
)
def test_every_field_asked_for_is_one(kind: str, name: str) -> None:
    """And has a sentence that says what it is for."""
    *parents, last = name.split(".")
    owner = model_at(KINDS[kind].model, tuple(parents))
    assert owner is not None and last in owner.model_fields
    assert len(hint(KINDS[kind], name)) > 2


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS.values() if kind.asking.fields])
def test_everything_required_is_asked_for(kind: str) -> None:
    """Nobody gets to the end and learns of a field then; the hub's day gives the rest."""
    required = {name for name, info in KINDS[kind].model.model_fields.items() if info.is_required()}
    asking = KINDS[kind].asking
    assert required <= {*asking.fields, "id", "path", asking.today}


def test_choices_are_the_models() -> None:
    """A fixed set of words is known, and a free text has none."""
    assert choices(KINDS["event"], "mode") == ("in-person", "online", "hybrid")
    assert choices(KINDS["event"], "level") == ("any", "beginner", "intermediate", "advanced")
    assert choices(KINDS["event"], "title") == ()


@pytest.mark.parametrize(
    ("kind", "fields", "codes"),
    [
        ("member", {"name": "Di", "joined": "2026-11-01"}, []),
        (
            "member",
            {"name": "Di", "joined": "soon", "topics": ["metricks"]},
            ["unknown-topic", "wrong-date"],
        ),
        ("member", {"name": "Di", "joined": "2026-11-01", "buddy": "di"}, ["refers-to-itself"]),
        (
            "event",
            {"title": "E", "summary": "S", "start": "2026-12-03T18:00", "mode": "online"},
            ["missing-zone"],
        ),
        (
            "event",
            {
                "title": "E",
                "summary": "S",
                "start": "2026-12-03T18:00",
                "mode": "in-person",
                "venue": "hall",
            },
            [],
        ),
        (
            "resource",
            {"title": "R", "url": "https://example.org/canvas", "type": "guide", "why": "W"},
            ["duplicate-url"],
        ),
        (
            "resource",
            {"title": "R", "url": "https://example.org/r\n", "type": "guide", "why": "a\u202eb"},
            ["control-character"],
        ),
        ("post", {"title": "P", "date": "2026-11-01", "body": "x" * MAX_FILE}, ["too-large"]),
    ],
)
def test_a_draft_is_checked_as_a_file(
    kind: str, fields: dict[str, Any], codes: list[str], tmp_path: Path
) -> None:
    """By the engine's own rules, those that look at all records too; nothing is written for it."""
    root = hubs.minimal_hub(tmp_path)
    before = hubs.tree(root)
    # The id comes before every other, so that a complaint about a pair would fall on the file that
    # is there.
    draft = Draft(KINDS[kind], "di" if kind == "member" else "a", {**fields, "added": "2026-11-01"})
    problems = problems_of(root, draft, read_all(root), hubs.AS_OF)
    assert sorted(problem.code for problem in problems) == codes
    assert hubs.tree(root) == before


def test_problems_of_others_are_not_told(tmp_path: Path) -> None:
    """Who adds a record is not asked to mend the hub."""
    root = hubs.minimal_hub(tmp_path, {"members/bad.yml": "name: Bad\njoined: never\n"})
    draft = Draft(
        KINDS["member"], "di", {"name": "Di", "joined": "2026-11-01", "added": "2026-11-01"}
    )
    assert list(problems_of(root, draft, read_all(root), hubs.AS_OF)) == []


def test_a_problem_stands_where_the_file_would_have_it(tmp_path: Path) -> None:
    """Line and column are those of the text that is shown."""
    draft = Draft(
        KINDS["member"],
        "di",
        {"name": "Di", "joined": "2026-11-01", "buddy": "adda", "body": "Hello"},
    )
    root = hubs.minimal_hub(tmp_path)
    problem = problems_of(root, draft, read_all(root), hubs.AS_OF).errors[0]
    assert text_of(draft).splitlines()[problem.line - 1] == "buddy: adda" and problem.column == 8


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A file that is there stays, whoever wrote it meanwhile."""
    draft = Draft(KINDS["member"], "ada", {"name": "Mallory", "joined": "2026-11-01"})
    root = hubs.minimal_hub(tmp_path)
    with pytest.raises(DraftError, match="already"):
        write_new(root, draft)
    assert "Ada Example" in (root / "members/ada.yml").read_text()


def test_nothing_is_written_outside(tmp_path: Path) -> None:
    """A folder that is a link to somewhere else is refused."""
    root, outside = tmp_path / "hub", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    os.symlink(outside, root / "members")
    with pytest.raises(DraftError, match="symbolic link"):
        write_new(root, Draft(KINDS["member"], "di", {"name": "Di", "joined": "2026-11-01"}))
    assert list(outside.iterdir()) == []


def test_signs_without_a_width_are_no_answer() -> None:
    """At the ends of one they fall away: a file that begins a value with them cannot be read."""
    fields: dict[str, Any] = {}
    for name, text in (("headline", "\u200b \u2060"), ("name", "\u200bAda One\ufeff")):
        put(KINDS["member"], fields, name, text)
    put(KINDS["member"], fields, "skills", "Cues\n\u200b\n")
    assert fields == {"name": "Ada One", "skills": ["Cues"]}
