"""history: Git tells how often a file was changed, and when last."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import hubs
from hearth.base.history import FileChanges, read_history, read_log


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def git(root: Path, *arguments: str, when: datetime | None = None) -> None:
    stamp = (when or at(1)).isoformat()
    names = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    environment = {
        "GIT_AUTHOR_DATE": stamp,
        "GIT_COMMITTER_DATE": stamp,
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "PATH": "/usr/bin:/bin:/usr/local/bin",
    }
    subprocess.run(
        ["git", "-C", str(root), *names, *arguments],
        check=True,
        capture_output=True,
        env=environment,
    )


def commit(root: Path, files: dict[str, str | bytes | None], when: datetime) -> None:
    hubs.write(root, files)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "change", when=when)


def repository(root: Path) -> Path:
    root.mkdir(parents=True)
    git(root, "init", "-q", "-b", "main")
    return root


def test_changes_are_counted(tmp_path: Path) -> None:
    """Each commit that touches a file counts, and the newest gives the instant."""
    root = repository(tmp_path / "hub")
    commit(root, {"events/a.yml": "1", "events/b.yml": "1", "members/m.yml": "1"}, at(1))
    commit(root, {"events/a.yml": "2", "events/venues/v.yml": "1"}, at(3))
    assert read_history(root) == (
        {
            "events/a.yml": FileChanges(2, at(3)),
            "events/b.yml": FileChanges(1, at(1)),
            "events/venues/v.yml": FileChanges(1, at(3)),
        },
        [],
    )


def test_a_renamed_file_keeps_its_history(tmp_path: Path) -> None:
    """A file that was called otherwise before is the same file."""
    root = repository(tmp_path / "hub")
    text = "title: Welcome\n" * 20
    commit(root, {"events/a.yml": text}, at(1))
    commit(root, {"events/a.yml": None, "events/b.yml": text}, at(2))
    commit(root, {"events/b.yml": text + "more: 1\n"}, at(3))
    assert read_history(root)[0]["events/b.yml"] == FileChanges(3, at(3))


def test_a_hub_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    """Paths are told from the hub's own folder."""
    root = repository(tmp_path / "all") / "hub"
    root.mkdir()
    commit(root.parent, {"hub/events/a.yml": "1", "events/b.yml": "1"}, at(1))
    assert read_history(root) == ({"events/a.yml": FileChanges(1, at(1))}, [])


def test_without_a_repository_there_is_no_history(tmp_path: Path) -> None:
    """A plain folder is nothing to warn of, and neither is a repository without a commit."""
    assert read_history(tmp_path) == ({}, [])
    assert read_history(repository(tmp_path / "new")) == ({}, [])


def test_a_shallow_clone_is_told(tmp_path: Path) -> None:
    """Numbers that would be too small are not used."""
    root = repository(tmp_path / "hub")
    commit(root, {"events/a.yml": "1"}, at(1))
    commit(root, {"events/a.yml": "2"}, at(2))
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
    history, problems = read_history(tmp_path / "shallow")
    assert history == {} and [(problem.code, problem.severity) for problem in problems] == [
        ("no-history", "warning")
    ]


def test_the_newest_of_equal_rank_counts() -> None:
    """The log's order is not trusted for the instant: clocks of contributors differ."""
    assert read_log(["\x01100", "", "M\tevents/a.yml", "\x01200", "", "A\tevents/a.yml"])[
        "events/a.yml"
    ] == FileChanges(2, datetime.fromtimestamp(200, UTC))
