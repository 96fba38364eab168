"""hearth set: fields of records and notes without opening a file; all else stays, and nothing is
written that the hub could not take."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import hubs
from hearth.cli.main import main

MEMBER = """\
name: Dee New
# Met at the fair.
joined: 2026-03-15
asks:
  - topic: metrics  # the hard ones
    since: 2026-10-01
    # She writes in the evening.
  - {topic: onboarding, since: 2026-10-02}
topics: [metrics]
"""
EVENT = """\
title: Call
summary: Ours.
start: 2026-12-03T18:00
duration: 60
timezone: Europe/Berlin
mode: online
added: 2026-01-01
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files: hubs.Files = {"members/dee.yml": MEMBER, "events/call.yml": EVENT}
    return hubs.minimal_hub(tmp_path, files)


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(
        main, ["set", *words, "--folder", str(root), "--as-of", "2026-11-23"]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "field", "before", "after"),
    [
        ("members/dee.yml", "welcomed=2026-11-23", "", "welcomed: 2026-11-23\n"),
        ("members/dee.yml", "joined=2026-03-16", "joined: 2026-03-15\n", "joined: 2026-03-16\n"),
        (
            "members/dee.yml",
            "asks.1.answered=2026-11-23",
            "    since: 2026-10-01\n",
            "    since: 2026-10-01\n    answered: 2026-11-23\n",
        ),
        (
            "members/dee.yml",
            "asks.2.answered=2026-11-23",
            "since: 2026-10-02}",
            "since: 2026-10-02, answered: 2026-11-23}",
        ),
        (
            "members/dee.yml",
            "topics=onboarding, metrics",
            "topics: [metrics]\n",
            "topics: [onboarding, metrics]\n",
        ),
        (
            "events/call.yml",
            "roles.care_contact=ada",
            "",
            "roles:\n  care_contact: ada\n",
        ),
        (
            "events/call.yml",
            "outcomes.attended.online=9",
            "",
            "outcomes:\n  attended:\n    online: 9\n",
        ),
    ],
)
def test_a_field_is_set_and_all_else_stays(
    root: Path, path: str, field: str, before: str, after: str
) -> None:
    """In the place of what stood there, or as a new one in its part, which is made where it is
    missing."""
    was = (root / path).read_text(encoding="utf-8")
    done = run(root, path, field)
    assert done.exit_code == 0, done.output
    now = (root / path).read_text(encoding="utf-8")
    assert after in now and now.replace(after, before, 1) == was
    added = [line for line in done.output.splitlines() if line.startswith("+")]
    assert added[-1].endswith(after.splitlines()[-1])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("members/dee.yml", "welcomd=2026-11-23"), "there is no such field"),
        (("members/dee.yml", "welcomed=soon"), "is not a date"),
        (("members/dee.yml", "buddy=addа"), "is not the id of a member"),
        (("members/dee.yml", "asks.3.answered=2026-11-23"), "cannot be set"),
        (("members/dee.yml", "asks.0.answered=2026-11-23"), "cannot be set"),
        (("members/dee.yml", "name.first=Dee"), "cannot be set"),
        (("members/dea.yml", "welcomed=2026-11-23"), 'Did you mean "members/dee.yml"'),
        (("../dee.yml", "welcomed=2026-11-23"), "is no file of one record"),
        (("content/topics.yml", "label=X"), "is no file of one record"),
        (("members/dee.yml", "welcomed"), "Write field=value"),
        (("private/thanks.yml", "reason=X"), "--entry"),
        (("private/thanks.yml", "--entry", "1", "reason=X"), "has no note 1"),
        (("private/thankz.yml", "--entry", "1", "reason=X"), 'Did you mean "thanks"'),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    root: Path, words: tuple[str, ...], told: str
) -> None:
    """A field, a value, an entry or a file that is not there."""
    done = run(root, *words)
    assert done.exit_code != 0 and told in done.output, done.output
    assert (root / "members/dee.yml").read_text(encoding="utf-8") == MEMBER
    assert not (root / "private").exists()


def test_a_note_of_the_private_folder(root: Path) -> None:
    """By its number; what stood there gives way, and a wrong day is refused."""
    note = (
        "- date: 2026-11-01\n  to: ada\n  reason: A talk\n"
        "- {date: 2026-11-02, to: bo, reason: Tea}\n"
    )
    hubs.write(root, {"private/thanks.yml": note})
    assert run(root, "private/thanks.yml", "--entry", "1", "reason=Two talks").exit_code == 0
    assert run(root, "private/thanks.yml", "--entry", "2", "by=ada").exit_code == 0
    assert "is not a date" in run(root, "private/thanks.yml", "--entry", "1", "date=soon").output
    wanted = note.replace("A talk", "Two talks").replace("Tea}", "Tea, by: ada}")
    assert (root / "private/thanks.yml").read_text(encoding="utf-8") == wanted
