"""A note is added to the private folder: what stands there stays, comments too."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import hostile
from hearth.base.strict_yaml import HIDDEN, read_yaml
from hearth.manage.private.notes import Introduction, Issue, Plan, Thanks
from hearth.manage.private.writing import NotWrittenError, amend, append, notes_in

ISSUE = Issue(number=3, date=date(2026, 11, 28), subject="What is new: much")
ADDED = "- number: 3\n  date: 2026-11-28\n  subject: 'What is new: much'\n"


def test_folder_and_file_are_made(tmp_path: Path) -> None:
    """When they are not there yet; nothing else is left behind."""
    file = append(tmp_path / "private", ISSUE)
    assert file == tmp_path / "private" / "newsletters.yml" and file.read_text() == ADDED
    assert [path.name for path in file.parent.iterdir()] == ["newsletters.yml"]


@pytest.mark.parametrize(
    ("before", "indent"),
    [
        ("", ""),
        ("# sent on Mondays\n", ""),
        (
            (
                "# first\n- number: 1  # the pilot\n  date: 2026-09-07\n\n# second\n"
                "- date: 2026-10-05\n  number: 2\n# the end\n"
            ),
            "",
        ),
        ("- number: 1\n  date: 2026-09-07", ""),
        ("  - number: 1\n    date: 2026-09-07\n", "  "),
        ("-   number: 1\n    subject: >-\n      Two\n      lines\n", ""),
    ],
)
def test_what_stands_there_stays(tmp_path: Path, before: str, indent: str) -> None:
    """Byte for byte, whatever way the list is laid out; the new note has the indentation of the
    others."""
    file = tmp_path / "newsletters.yml"
    file.write_text(before)
    append(tmp_path, ISSUE)
    added = "".join(f"{indent}{line}\n" for line in ADDED.splitlines())
    assert (
        file.read_text() == before + ("\n" if before and not before.endswith("\n") else "") + added
    )


@pytest.mark.parametrize(
    "before",
    ["[{number: 1, date: 2026-09-07}]\n", "- number: 1\n...\n", "name: x\n", "- [", "- !!x y\n"],
)
def test_a_file_that_cannot_grow_is_left_alone(tmp_path: Path, before: str) -> None:
    """With words that say what to do."""
    file = tmp_path / "newsletters.yml"
    file.write_text(before)
    with pytest.raises(NotWrittenError, match=r"newsletters\.yml"):
        append(tmp_path, ISSUE)
    assert file.read_text() == before


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """What it leads to stays as it is."""
    (tmp_path / "elsewhere.yml").write_text("- number: 1\n")
    (tmp_path / "newsletters.yml").symlink_to(tmp_path / "elsewhere.yml")
    with pytest.raises(NotWrittenError):
        append(tmp_path, ISSUE)
    assert (tmp_path / "elsewhere.yml").read_text() == "- number: 1\n"
    (tmp_path / "elsewhere.yml").unlink()
    with pytest.raises(NotWrittenError):
        append(tmp_path, ISSUE)
    assert (tmp_path / "newsletters.yml").is_symlink(), "nor when it leads nowhere"


def test_any_words_read_back(tmp_path: Path) -> None:
    """Hostile or not, one note after the other."""
    words = [
        text
        for text in (*hostile.STRINGS, *hostile.BENIGN)
        if "\n" not in text and not HIDDEN.search(text)
    ]
    notes = [Thanks(date=date(2026, 11, 1), to="ada", reason=text) for text in words]
    for note in notes:
        append(tmp_path, note)
    said = read_yaml((tmp_path / "thanks.yml").read_text())
    assert [Thanks(**fields) for fields in said] == notes


PLANS = """\
# what we tell
- due: 2026-11-30
  what: The call  # with Ada
  where: letter

# later
- due: 2026-12-07
  what: >
    A long
    story
  where: forum
- {due: 2026-12-14, what: Third, where: chat}
"""


def test_a_field_is_added_to_a_note(tmp_path: Path) -> None:
    """Below its other fields, above the blank lines and comments that follow; the rest stays byte
    for byte."""
    file = tmp_path / "plans.yml"
    file.write_text(PLANS)
    amend(tmp_path, Plan, 0, {"done": date(2026, 11, 28)})
    assert file.read_text() == PLANS.replace(
        "where: letter\n", "where: letter\n  done: 2026-11-28\n"
    )
    amend(tmp_path, Plan, 1, {"done": "2026-12-07", "url": "https://example.org/x"})
    assert (
        "  where: forum\n  done: 2026-12-07\n  url: https://example.org/x\n- {due"
        in file.read_text()
    )


@pytest.mark.parametrize(
    ("index", "fields"),
    [(3, {"done": "2026-12-14"}), (0, {"where": "chat"}), (-1, {"how": "x"})],
)
def test_nothing_is_changed_that_is_said_already(
    tmp_path: Path, index: int, fields: dict[str, str]
) -> None:
    """Nor is anything added to a note that is not there."""
    file = tmp_path / "plans.yml"
    file.write_text(PLANS)
    with pytest.raises(NotWrittenError):
        amend(tmp_path, Plan, index, fields)
    assert file.read_text() == PLANS


@pytest.mark.parametrize(
    "last",
    [
        "  what: |\n    text\n",
        "  what: |+\n    text\n\n\n",
        "  what: 'a\n    b'\n",
        "  tags: [a,\n    b]\n",
        "  tags:\n    - a\n    # not a tag\n\n",
    ],
)
def test_a_field_is_added_after_any_last_value(tmp_path: Path, last: str) -> None:
    """A text of several lines, a quoted one, a list."""
    file = tmp_path / "plans.yml"
    file.write_text(f"- due: 2026-11-30\n{last}- due: 2026-12-01\n")
    before = read_yaml(file.read_text())
    amend(tmp_path, Plan, 0, {"done": "2026-11-28"})
    assert read_yaml(file.read_text()) == [{**before[0], "done": "2026-11-28"}, before[1]]


NOTES = {
    "block style": (
        "# Who\n- people: [ada, bo]  # both asked\n  suggested: 2026-01-01  # by phone\n"
    ),
    "no line end": "- people:\n    - ada\n    - bo\n  suggested: 2026-01-01",
    "moved in": (
        "  # Who\n  - suggested: '2026-01-01'\n    people: [ada, bo]\n    topics: [metrics]\n"
    ),
    "in braces": "- {people: [ada, bo], suggested: 2026-01-01}  # short\n",
    "in braces, over lines": "- {people: [ada, bo],\n   suggested: 2026-01-01\n  }  # short\n",
}


@pytest.mark.parametrize("style", NOTES)
def test_a_field_is_written_however_the_note_is(tmp_path: Path, style: str) -> None:
    """In lines or in braces; comments stay, and another note goes below in the list's own form."""
    file = tmp_path / "introductions.yml"
    file.write_text(NOTES[style])
    before = read_yaml(NOTES[style])
    amend(tmp_path, Introduction, 0, {"met": date(2026, 11, 24)})
    changed = file.read_text()
    assert read_yaml(changed) == [{**before[0], "met": "2026-11-24"}]
    assert [line.split("#")[1] for line in changed.splitlines() if "#" in line] == [
        line.split("#")[1] for line in NOTES[style].splitlines() if "#" in line
    ]
    append(tmp_path, Introduction(people=["ana", "ben"], suggested=date(2026, 11, 23)))
    assert file.read_text().startswith(changed) and len(read_yaml(file.read_text())) == 2
    assert notes_in(tmp_path, Introduction)[1]["people"] == ["ana", "ben"]
