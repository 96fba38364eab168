"""Removing a person: out of every file and every byte of the site, kept out, and all or nothing."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import hubs
from hearth.base.problems import Problems
from hearth.cli.main import main
from hearth.contribute.forgetting.mentions import PersonNames, left, replaced
from hearth.contribute.forgetting.notes import without
from hearth.contribute.forms import removal_summary
from hearth.edit.cutting import CannotCutError, cut, outermost, write
from hearth.kinds.event import Event
from hearth.manage.private import read_notes
from hearth.model.rules import tombstones
from hearth.model.rules.tombstones import (
    FILE,
    Tombstones,
    of_contact,
    of_name,
    read_tombstones,
    with_tombstone,
)
from hearth.read.load import read_all
from made_files import picture
from site_bytes import unpacked

AS_OF = "2026-11-23"
FILES: dict[str, str | bytes | None] = {
    "members/plover.md": (
        "---\nname: Plover Quill\nlatin: Plover Quille\njoined: 2026-01-05\n"
        "avatar: assets/people/plover.png\naliases: [plover-before]\n"
        "links: {github: plover-git, website: 'https://plover.example.org/'}\n"
        "speaks_on: [metrics]\nfeed: https://plover.example.org/feed\n---\nI am Plover.\n"
    ),
    "content/planet/member-plover.yml": (
        "url: https://plover.example.org/feed\nentries:\n"
        "  - {title: Plover writes, url: 'https://plover.example.org/1', date: 2026-11-02}\n"
    ),
    "content/assets/people/plover.png": picture("PNG"),
    "events/evening.yml": """\
# Two of us looked at the hall.
title: An evening in the hall
summary: Food and questions, as Plover Quill said.
start: 2026-12-10T19:00
end: 2026-12-10T21:30
mode: in-person
venue: hall
added: 2026-11-10
hosts: [plover]   # for now
speakers:
  - bo
  # kept: the guest comes by train
  - plover
  - {guest: Gil Guest}
roles: {facilitator: plover}
agenda:
  - title: Start
    speakers: [plover, bo]
""",
    "content/groups/crew.yml": (
        "name: Welcome crew\npurpose: Welcome.\nleads:\n  - member: plover\n"
        "    since: 2026-01-01\n  - ada\nmembers: [plover]\n"
    ),
    "content/resources/canvas.yml": hubs.BASE["content/resources/canvas.yml"]
    + "curator: plover\nauthors: [Plover Quill, Ann Other]\n",  # type: ignore[operator]
    "content/news/hello.md": (
        "---\ntitle: We have a hub\ndate: 2026-11-20\nauthors: [plover]\n"
        "about: {members: [plover]}\n---\nIt was Plover\n"
        "Quill who said so. Ask [Plover](../../members/plover/) or @plover, or see\n"
        '[the profile](../../members/plover/#links "Plover\'s page").\n\n'
        "> Plover Quill: I like it.\n"
    ),
    "content/about.md": (
        "# About\n\nThanks to [Plover Quill](members/plover.md) and to [her "
        "code](https://github.com/plover-git).\n"
    ),
    "content/community.yml": hubs.BASE["content/community.yml"]
    + (
        "team:\n  - member: ada\n    role: Leader\n    deputy: plover\n  - deputy: ada\n"
        "    role: Scribe\n    member: plover\n"
    ),  # type: ignore[operator]
    "members/bo.yml": (
        "name: Bo Sample\njoined: 2026-02-10\nbuddy: plover\n"
        "expert_in: [{topic: metrics, vouched_by: [plover]}]\n"
    ),
    "private/thanks.yml": (
        "# Said aloud.\n- {date: 2026-11-01, to: plover, reason: The hall}\n- date: 2026-11-02\n"
        "  to: bo\n  by: plover\n  reason: What Plover Quill asked for\n"
    ),
    "private/introductions.yml": (
        "- {people: [bo, plover], suggested: 2026-10-01}\n"
        "- {people: [ada, bo], by: plover, suggested: 2026-10-02}\n"
        "- {people: [ada, plover, bo], kind: coffee, suggested: 2026-10-03}\n"
    ),
    "private/people.yml": (
        "- {member: plover, note: Comes by train}\n- member: ada\n  blocks:\n    - plover\n"
        "    - bo\n  paused_until: 2027-01-01\n- {member: bo, blocks: [plover]}\n"
    ),
    "private/mentoring.yml": "- {mentor: plover, mentee: bo, since: 2026-07-01}\n",
    "private/done.yml": (
        "- {date: 2026-11-01, item: welcome/plover}\n"
        "- {date: 2026-11-02, item: asks/bo/metrics, cause: [2026-10-01, plover]}\n"
        "- {date: 2026-11-03, item: asks/bo/care, cause: [2026-10-01, ada]}\n"
    ),
    "private/attendance/evening.csv": (
        "attended,person\r\nyes,bo\r\nyes, plover\r\nno,~0123456789ab\r\n"
    ),
    "content/_draft.md": "# A draft\n\nPlover Quill will like it.\n",
}


def run(root: Path, *arguments: str, answer: str | None = None) -> Result:
    return CliRunner().invoke(
        main, [arguments[0], *arguments[1:], "--folder", str(root), "--as-of", AS_OF], input=answer
    )


def texts(root: Path) -> dict[str, bytes]:
    return {
        uri: raw
        for uri, raw in hubs.tree(root).items()
        if uri.startswith(("members/", "events/", "content/", "private/"))
    }


def named(files: dict[str, bytes]) -> list[str]:
    return [uri for uri, raw in files.items() if b"plover" in raw.lower() or "plover" in uri]


@pytest.fixture(scope="module")
def forgotten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small hub from which somebody was removed who spoke, hosted, curated, led and was
    quoted."""
    root = hubs.minimal_hub(tmp_path_factory.mktemp("forget") / "hub", FILES)
    assert not hubs.load(root)[1].errors
    done = run(root, "forget", "plover", "--yes", "--also", "plover@example.org")
    assert done.exit_code == 0, done.output
    return root


# -- the whole removal -----------------------------------------------------------------------------


def test_nothing_of_a_removed_person_is_left(forgotten: Path, tmp_path: Path) -> None:
    """In no file of the hub, and in no byte of the site that is built of it."""
    assert named(texts(forgotten)) == []
    site = hubs.tree(hubs.built(forgotten, tmp_path / "site"))
    assert named({uri: unpacked(raw) for uri, raw in site.items()}) == []
    assert b"A former member" in site["news/hello/index.html"]


def test_notes_stay_without_the_person(forgotten: Path) -> None:
    """What is about them goes, what only names them stays, comments and other rows too."""
    private = forgotten / "private"
    assert (
        (private / "thanks.yml").read_text()
        == "# Said aloud.\n- date: 2026-11-02\n  to: bo\n  reason: What a former member asked for\n"
    )
    assert (private / "introductions.yml").read_text() == (
        "- {people: [ada, bo], suggested: 2026-10-02}\n"
        "- {people: [ada, bo], kind: coffee, suggested: 2026-10-03}\n"
    )
    blocked = "- member: ada\n  blocks:\n    - bo\n  paused_until: 2027-01-01\n- {member: bo}\n"
    assert (private / "people.yml").read_text() == blocked
    assert (private / "mentoring.yml").read_text() == ""
    assert (private / "done.yml").read_text() == (
        "- {date: 2026-11-03, item: asks/bo/care, cause: [2026-10-01, ada]}\n"
    )
    assert (
        private / "attendance/evening.csv"
    ).read_bytes() == b"attended,person\r\nyes,bo\r\nno,~0123456789ab\r\n"
    assert list(read_notes(hubs.load(forgotten)[0])[1]) == []


@pytest.mark.parametrize(
    "sheet",
    [
        'person,attended\n"plover,yes\nbo,yes\n',
        "person,attended,with\nbo,yes,plover\n",
        f"person,attended\nplover,yes\n{'a' * 200_000},yes\n",
    ],
)
def test_a_sheet_that_only_a_hand_can_mend_is_said(sheet: str) -> None:
    """Where a row cannot be told apart, or names them beside somebody else; not that they were
    taken out."""
    with pytest.raises(CannotCutError):
        without(Path("private"), Path("private/attendance/evening.csv"), sheet, "plover")


def test_the_hub_is_no_worse(forgotten: Path) -> None:
    """No record has a problem that it did not have before."""
    assert list(map(str, hubs.load(forgotten)[1])) == []


def test_everything_else_stays_as_it_was_written(forgotten: Path) -> None:
    """Comments, order, quotes and blank lines of the files that are changed."""
    assert (
        (forgotten / "events/evening.yml").read_text()
        == """\
# Two of us looked at the hall.
title: An evening in the hall
summary: Food and questions, as a former member said.
start: 2026-12-10T19:00
end: 2026-12-10T21:30
mode: in-person
venue: hall
added: 2026-11-10
speakers:
  - bo
  # kept: the guest comes by train
  - {guest: Gil Guest}
agenda:
  - title: Start
    speakers: [bo]
"""
    )
    assert (
        forgotten / "content/groups/crew.yml"
    ).read_text() == "name: Welcome crew\npurpose: Welcome.\nleads:\n  - ada\n"
    assert (
        forgotten / "members/bo.yml"
    ).read_text() == "name: Bo Sample\njoined: 2026-02-10\nexpert_in: [{topic: metrics}]\n"
    assert (
        forgotten / "content/about.md"
    ).read_text() == "# About\n\nThanks to a former member and to her code.\n"
    body = (
        (forgotten / "content/news/hello.md")
        .read_text()
        .partition("---\n")[2]
        .partition("---\n")[2]
    )
    assert body == (
        "It was a former member who said so. Ask a former member or a former member, or see\n"
        "the profile.\n\n> A former member: I like it.\n"
    )


@pytest.mark.parametrize(
    "row",
    [
        'name\n"Quill, Plover"\n',
        "name,mail\nNobody Known,plover@example.org\n",
        "name,links.github\nOther,plover-git\n",
    ],
    ids=["name", "address", "account"],
)
def test_an_import_does_not_bring_them_back(forgotten: Path, tmp_path: Path, row: str) -> None:
    """By name in any order, by an address that was named, or by an account; a person's word allows
    it."""
    file = tmp_path / "people.csv"
    file.write_text(row)
    told = run(
        forgotten,
        "import",
        str(file),
        "--kind",
        "member",
        "--set",
        "joined=2026-11-01",
        "--format",
        "json",
    )
    assert '"left out": 1' in told.output and "removed on 2026-11-23" in told.output
    told = run(
        forgotten,
        "import",
        str(file),
        "--kind",
        "member",
        "--set",
        "joined=2026-11-01",
        "--format",
        "json",
        "--allow-forgotten",
    )
    assert '"new": 1' in told.output


def test_an_imported_event_does_not_name_them(forgotten: Path) -> None:
    """Guests of events that an import brings are compared too."""
    stones = read_tombstones(forgotten)[0]
    fields = {"title": "T", "hosts": [{"guest": "Plover Quill"}, {"guest": "Gil Guest"}, "ada"]}
    assert tombstones.without_removed(stones, fields) == {
        "title": "T",
        "hosts": [{"guest": "Gil Guest"}, "ada"],
    }


def test_a_new_record_of_theirs_is_refused(forgotten: Path, tmp_path: Path) -> None:
    """``hearth add`` and a filled form write nothing unless somebody says that it is right."""
    arguments = ("add", "member", "--yes", "--set", "name=Plover Quill", "--id", "new-one")
    refused = run(forgotten, *arguments)
    assert refused.exit_code == 1 and "--allow-forgotten" in refused.output
    body = (
        "### Your name\n\nPlover Quill\n\n### Consent\n\n"
        "- [X] I am the person or organisation named above, and I agree that this is published.\n"
    )
    issue = tmp_path / "issue.md"
    issue.write_text(body)
    refused = run(forgotten, "from-issue", str(issue), "--out", str(tmp_path))
    assert refused.exit_code == 1 and "--allow-forgotten" in refused.output
    allowed = run(forgotten, "from-issue", str(issue), "--out", str(tmp_path), "--allow-forgotten")
    assert allowed.exit_code == 0 and (tmp_path / "members" / "plover-quill.yml").is_file()


# -- what is asked, and what is told ---------------------------------------------------------------


def test_content_can_be_kept_as_a_former_members(tmp_path: Path) -> None:
    """Authors and speakers become a guest; offices and recommendations go all the same."""
    root = hubs.minimal_hub(tmp_path, FILES)
    assert run(root, "forget", "plover", "--yes", "--keep-content").exit_code == 0
    hub, problems = hubs.load(root)
    assert list(map(str, problems)) == [] and named(texts(root)) == []
    assert [guest.guest for guest in hub.posts["hello"].authors] == ["A former member"]  # type: ignore[union-attr]
    assert [str(getattr(person, "guest", person)) for person in hub.events["evening"].speakers] == [
        "bo",
        "A former member",
        "Gil Guest",
    ]
    assert hub.events["evening"].hosts == [] and hub.resources["canvas"].curator is None


def test_a_plan_writes_nothing(tmp_path: Path) -> None:
    """Neither with --dry-run nor when the answer is no; both show what would change and what cannot
    be reached."""
    root = hubs.minimal_hub(tmp_path, FILES)
    before = hubs.tree(root)
    dry = run(root, "forget", "plover", "--dry-run")
    no = run(root, "forget", "plover", answer="n\n")
    assert (dry.exit_code, no.exit_code) == (0, 1) and hubs.tree(root) == before
    for word in (
        "-hosts: [plover]",
        "members/plover.md is removed",
        "content/assets/people/plover.png is removed",
        "has no host any more",
        "git filter-repo --invert-paths --path members/plover.md",
    ):
        assert word in dry.output
    assert run(root, "forget", "plovar", "--dry-run").exit_code == 2
    assert 'Did you mean "plover"?' in run(root, "forget", "plovar").output


def test_a_picture_that_others_show_stays(tmp_path: Path) -> None:
    """Only what shows the person alone is removed."""
    more = {"content/conduct.md": "# Conduct\n\n![All of us](assets/people/plover.png)\n"}
    root = hubs.minimal_hub(tmp_path, {**FILES, **more})
    assert "plover.png is removed" not in run(root, "forget", "plover", "--dry-run").output


def test_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When one file cannot be written, every file is as it was."""
    root = hubs.minimal_hub(tmp_path, FILES)
    before = hubs.tree(root)
    replace, count = Path.replace, [0]

    def full(self: Path, target: Path) -> Path:
        count[0] += 1
        if count[0] == 4:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    done = run(root, "forget", "plover", "--yes")
    assert done.exit_code == 1 and "Nothing was written" in done.output
    assert hubs.tree(root) == before


def test_a_hub_with_problems_can_forget_too(tmp_path: Path) -> None:
    """A record that is wrong in one field is cleaned in the others, and its own problem stays its
    own."""
    wrong = FILES["events/evening.yml"].replace("2026-12-10T21:30", "late")  # type: ignore[union-attr, arg-type]
    root = hubs.minimal_hub(tmp_path, {**FILES, "events/evening.yml": wrong})
    assert run(root, "forget", "plover", "--yes").exit_code == 0
    assert named(texts(root)) == []
    problems: Problems = hubs.load(root)[1]
    assert [problem.code for problem in problems] == ["wrong-time"]


def test_the_guide_tells_of_every_option() -> None:
    """The page Privacy explains the command, and the answer to a request for removal names it."""
    guide = (hubs.REPOSITORY / "content/guide/privacy.md").read_text()
    options = re.findall(r"(--[a-z-]+)", CliRunner().invoke(main, ["forget", "--help"]).output)
    assert [option for option in options if option not in guide and option != "--help"] == []


def test_a_request_for_removal_names_the_command(forgotten: Path) -> None:
    """For each member that may be meant; for other records it says what to do instead."""
    found = read_all(forgotten)
    assert "hearth forget ada --dry-run" in removal_summary({"what": "Ada Example"}, found)
    assert "hearth forget" not in removal_summary({"what": "canvas"}, found)


# -- what is certain -------------------------------------------------------------------------------


def test_only_what_is_certain_is_replaced() -> None:
    """A name of one word, or one that somebody else has, is named for a person to decide; parts of
    words are neither."""
    person = PersonNames("kim", ("Kim Long",), ("Kim",), ("kiml",), ("https://kim.example.org/",))
    text = (
        "Kim Long came. kim Long's talk; Kim stayed, Kim Longfellow and @kimber did not. See "
        "kim.example.org."
    )
    assert replaced(text, person) == (
        "A former member came. A former member's talk; Kim stayed, Kim Longfellow and "
        "@kimber did not. See kim.example.org."
    )
    assert [
        mention.word for mention in left("a.md", "x\nKim stayed\nakim\n", person, closely=False)
    ] == ["Kim"]
    assert [mention.word for mention in left("a.md", "so Long\n", person, closely=True)] == ["Long"]


@pytest.mark.parametrize(
    "before, where, after",
    [
        ("a: [x, y]\n", ("a", 0), "a: [y]\n"),
        ("a: [x, y]\n", ("a", 1), "a: [x]\n"),
        ("a:\n- x # one\n- y\n", ("a", 0), "a:\n- y\n"),
        ("a:\n  - b: 1\n    c: 2\n", ("a", 0, "b"), "a:\n  - c: 2\n"),
        (
            "a:\n  - b: 1\n    c: |\n      two\n\n      lines\nd: 3\n",
            ("a", 0, "c"),
            "a:\n  - b: 1\nd: 3\n",
        ),
        ("a: 1\n# of b\nb:\n  - x\n\n  # of c\nc: 3\n", ("b",), "a: 1\n# of b\n\n  # of c\nc: 3\n"),
        ("---\na: 1\nb: 2\n---\nbody: x\n", ("a",), "---\nb: 2\n---\nbody: x\n"),
    ],
)
def test_one_value_is_cut(before: str, where: tuple[str | int, ...], after: str) -> None:
    """With its own lines or between its commas, and nothing else."""
    path = "x.md" if before.startswith("---") else "x.yml"
    assert cut(before, path, where) == after


def test_what_cannot_be_cut_alone_is_said() -> None:
    """A value that shares its line with others in an unusual way is left to a person; so is one
    that is required."""
    with pytest.raises(CannotCutError):
        cut("a:\n  - - x\n    - y\n  - z\n", "x.yml", ("a", 0, 0))
    with pytest.raises(CannotCutError):
        outermost(Event, {"title": "x", "mode": "online"}, ("title",))


def test_one_value_is_written_anew() -> None:
    """In the place of the old one, in brackets and in lines."""
    assert (
        write("a: [x, y]\n", "x.yml", ("a", 0), "{guest: Z}", {"guest": "Z"})
        == "a: [{guest: Z}, y]\n"
    )
    assert (
        write("a:\n  - x\n", "x.yml", ("a", 0), "{guest: Z}", {"guest": "Z"})
        == "a:\n  - {guest: Z}\n"
    )


# -- the marks -------------------------------------------------------------------------------------


def test_marks_name_nobody_and_differ_between_hubs() -> None:
    """The file holds no word of the person, and another hub's file another mark."""
    one, other = (
        with_tombstone("", bytes([salt]) * 16, date(2026, 11, 1), [of_name("Ada Lovelace")])
        for salt in (1, 2)
    )
    assert "lovelace" not in one.lower() and one.splitlines()[-1] != other.splitlines()[-1]


def test_marks_are_added_to_those_that_are_there(tmp_path: Path) -> None:
    """With the same salt, so that all are compared at once."""
    (tmp_path / "members").mkdir()
    text = with_tombstone("", b"1" * 16, date(2026, 11, 1), [of_name("Ada Lovelace")])
    (tmp_path / FILE).write_text(
        with_tombstone(text, b"1" * 16, date(2026, 11, 2), [of_contact("Bo@Example.org")])
    )
    stones, problems = read_tombstones(tmp_path)
    assert problems == [] and [stone.day.day for stone in stones.removed] == [1, 2]
    assert stones.of([of_name("Lovelace, ADA")]) is stones.removed[0]
    assert stones.of([of_contact("bo@example.org ")]) is stones.removed[1]
    assert stones.of([of_name("Ada Byron"), of_contact("https://example.org/bo")]) is None


def test_most_profiles_are_never_hashed_slowly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check of thousands of people stays quick: one in four thousand shares the quick digits of a
    mark."""
    (tmp_path / "members").mkdir()
    (tmp_path / FILE).write_text(
        with_tombstone("", b"1" * 16, date(2026, 11, 1), [of_name("Ada Lovelace")])
    )
    stones: Tombstones = read_tombstones(tmp_path)[0]
    slow: list[bytes] = []
    monkeypatch.setattr(tombstones.hashlib, "scrypt", lambda word, **_: slow.append(word) or b"")  # type: ignore[func-returns-value]
    for number in range(4000):
        stones.of([of_name(f"Member {number}")])
    assert len(slow) < 10
