"""changed_files: which problems concern what changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from hearth.base.git import prefix
from hearth.base.problems import Problem
from hearth.review.changed_files import Changed, changed_since, read_status


def git(root: Path, *words: str) -> None:
    who = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """One commit, named ``start``, of three files of a hub in a folder ``hub``."""
    folder = tmp_path / "hub" / "members"
    folder.mkdir(parents=True)
    for name in ("ada", "bo", "cy"):
        (folder / f"{name}.yml").write_text(
            f"name: {name} the long and steady\njoined: 2026-01-05\n"
        )
    (tmp_path / "README.md").write_text("x")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "start")
    git(tmp_path, "tag", "start")
    return tmp_path


def test_every_way_to_change_counts(repository: Path) -> None:
    """Committed, staged, edited, new and unknown to Git, renamed; what is ignored or outside the
    hub does not."""
    hub = repository / "hub"
    (hub / "members" / "ada.yml").write_text("name: Ada\n")
    git(repository, "commit", "-qam", "ada")
    git(repository, "mv", "hub/members/bo.yml", "hub/members/bö.yml")
    (hub / "members" / "cy.yml").unlink()
    (hub / "members" / "di.yml").write_text("name: Di\n")
    (hub / ".gitignore").write_text("*.tmp\n")
    (hub / "x.tmp").write_text("x")
    (repository / "README.md").write_text("y")
    changed = changed_since(hub, "start")
    assert changed.files == {"members/ada.yml", "members/bö.yml", "members/di.yml", ".gitignore"}
    assert changed.gone == {"members/bo.yml", "members/cy.yml"}
    assert changed_since(hub, "HEAD").files == changed.files - {"members/ada.yml"}


def test_what_others_did_meanwhile_does_not_count(repository: Path) -> None:
    """A branch is compared with the place where it began."""
    git(repository, "checkout", "-qb", "mine")
    (repository / "hub" / "members" / "ada.yml").write_text("name: Ada\n")
    git(repository, "commit", "-qam", "mine")
    git(repository, "checkout", "-q", "main")
    (repository / "hub" / "members" / "bo.yml").write_text("name: Bo\n")
    git(repository, "commit", "-qam", "theirs")
    git(repository, "checkout", "-q", "mine")
    assert changed_since(repository / "hub", "main").files == {"members/ada.yml"}


@pytest.mark.parametrize("revision", ["nowhere", "", "--output=x", "start:README.md", "a b"])
def test_an_unknown_revision_is_explained(repository: Path, revision: str) -> None:
    """And never read as an option."""
    with pytest.raises(ValueError, match="Git knows no revision"):
        changed_since(repository / "hub", revision)
    assert not (repository / "hub" / "x").exists()


def test_a_folder_outside_of_git_is_explained(tmp_path: Path) -> None:
    """There nothing is known of changes."""
    with pytest.raises(ValueError, match="no Git repository"):
        changed_since(tmp_path, "HEAD")


def test_the_folder_in_its_repository(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """As annotations need it: empty at the top and outside of one."""
    assert prefix(repository / "hub") == "hub/"
    assert prefix(repository) == prefix(tmp_path_factory.mktemp("outside")) == ""


def test_an_answer_is_read_with_its_two_paths() -> None:
    """A rename has two, and a copy leaves the first where it is."""
    answer = (
        "M\0a.yml\0R087\0old.yml\0new.yml\0D\0gone.yml\0C100\0from.yml\0to.yml\0A\0odd\nname.yml\0"
    )
    assert read_status(answer) == Changed(
        frozenset({"a.yml", "new.yml", "to.yml", "odd\nname.yml"}),
        frozenset({"old.yml", "gone.yml"}),
    )


@pytest.mark.parametrize(
    ("path", "code", "value", "what", "kept"),
    [
        ("members/ada.yml", "wrong-date", "soon", "is not a date", True),
        ("members/zoe.yml", "wrong-date", "ada", "is not a date", False),
        ("events/call.yml", "unknown-id", "old", "is not the id of a member", True),
        ("events/call.yml", "unknown-id", "older", "is not the id of a member", False),
        ("content/paths/p.yml", "unknown-page", "roles.md", "is not a page of this site", True),
        ("members/zoe.yml", "similar-member", "Ada", "looks like the one in members/ada.yml", True),
        (
            "members/zoe.yml",
            "similar-member",
            "Ada",
            "looks like the one in members/adam.yml",
            False,
        ),
        ("members/old.yml", "missing-file", None, "is missing", True),
        ("content/groups/crew.yml", "unknown-series", "calls", "is not a series of events", False),
        ("events/call.yml", "speaks-twice", "bo", "speaks at ada at the same time", True),
    ],
)
def test_what_concerns_a_change(
    path: str, code: str, value: str | None, what: str, kept: bool
) -> None:
    """Problems in the file, references to what it was, and its twins."""
    changed = Changed(
        frozenset({"members/ada.yml"}), frozenset({"members/old.yml", "content/roles.md"})
    )
    problem = Problem(path, 1, 1, code, "field", what, "", value)
    assert list(changed.concerns([problem])) == [problem] * kept


def test_a_series_can_lose_its_events() -> None:
    """It has no file of its own, so every series that is not there is shown when an event
    changed."""
    problem = Problem(
        "content/groups/crew.yml",
        1,
        1,
        "unknown-series",
        "meets[0]",
        "is not a series",
        "",
        "calls",
    )
    assert list(Changed(frozenset({"events/call.yml"})).concerns([problem])) == [problem]


def test_a_list_of_records_can_break_any_reference() -> None:
    """Which of its records changed is not known, so every broken reference is shown."""
    problem = Problem(
        "members/zoe.yml", 1, 1, "unknown-topic", "topics[0]", "is not a known topic", "", "care"
    )
    assert list(Changed(frozenset({"content/topics.yml"})).concerns([problem])) == [problem]
    assert list(Changed(frozenset({"content/about.md"})).concerns([problem])) == []
