"""git: what a revision holds is written out carefully."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

import hubs
from hearth.base.git import GitError, Limits, commit, commit_time, export

ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "PATH": "/usr/bin:/bin:/usr/local/bin",
    "GIT_AUTHOR_DATE": "2026-11-20T12:00:00Z",
    "GIT_COMMITTER_DATE": "2026-11-20T12:00:00Z",
}


def git(root: Path, *arguments: str) -> None:
    names = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(
        ["git", "-C", str(root), *names, *arguments],
        check=True,
        capture_output=True,
        env=ENVIRONMENT,
    )


def committed(root: Path, files: dict[str, str | bytes | None]) -> Path:
    root.mkdir(parents=True, exist_ok=True)
    if not (root / ".git").exists():
        git(root, "init", "-q", "-b", "main")
    hubs.write(root, files)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "change")
    return root


def test_the_files_of_a_revision_are_written(tmp_path: Path) -> None:
    """As they were then, and only those that were asked for; of pictures the name alone."""
    root = committed(
        tmp_path / "hub",
        {
            "events/é b.yml": b"one\n\n",
            "content/a.png": b"x",
            "secret": "x",
            "events/empty.yml": "",
        },
    )
    committed(root, {"events/é b.yml": "two"})
    export(root, "HEAD~1", ["events", "content", "absent"], tmp_path / "out", {".png"})
    assert hubs.tree(tmp_path / "out") == {
        "events/é b.yml": b"one\n\n",
        "content/a.png": b"",
        "events/empty.yml": b"",
    }


def test_a_hub_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    """Paths are told from the hub's own folder."""
    root = committed(tmp_path / "all", {"hub/events/a.yml": "1", "events/b.yml": "1"})
    export(root / "hub", "main", ["events"], tmp_path / "out")
    assert hubs.tree(tmp_path / "out") == {"events/a.yml": b"1"}


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A symbolic link is there to be refused, and leads nowhere."""
    root = tmp_path / "hub"
    (root / "members").mkdir(parents=True)
    (root / "members" / "x.yml").symlink_to("/etc/hostname")
    committed(root, {"members/a.yml": "1"})
    export(root, "main", ["members"], tmp_path / "out")
    link = tmp_path / "out" / "members" / "x.yml"
    assert link.is_symlink() and not link.exists()


def test_sizes_are_limited(tmp_path: Path) -> None:
    """Of a large file only so much is taken, and too much in all is refused before anything is
    written."""
    root = committed(tmp_path / "hub", {"events/a.yml": "a" * 5000, "events/b.yml": "b"})
    export(root, "main", ["events"], tmp_path / "out", limits=Limits(file=100))
    assert hubs.tree(tmp_path / "out") == {"events/a.yml": b"a" * 100, "events/b.yml": b"b"}
    for limits in (Limits(files=1), Limits(total=4000)):
        with pytest.raises(GitError, match="too many files"):
            export(root, "main", ["events"], tmp_path / "none", limits=limits)
    assert not (tmp_path / "none").exists()


def test_an_unknown_revision_is_told(tmp_path: Path) -> None:
    """In words, and what looks like an option is none."""
    root = committed(tmp_path / "hub", {"a": "1"})
    for name in ("nowhere", "--help", "-h", "main:a", "", "a\nb"):
        with pytest.raises(GitError, match="Git knows no revision"):
            commit(root, name)
    with pytest.raises(GitError, match="no Git repository"):
        commit(tmp_path, "main")


def test_a_cut_off_clone_is_told(tmp_path: Path) -> None:
    """With the cure."""
    root = committed(tmp_path / "hub", {"a": "1"})
    committed(root, {"a": "2"})
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
    with pytest.raises(GitError, match="fetch-depth: 0"):
        commit(tmp_path / "shallow", "HEAD~1")


def test_the_instant_of_a_commit(tmp_path: Path) -> None:
    """In UTC."""
    assert commit_time(committed(tmp_path / "hub", {"a": "1"}), "main") == datetime(
        2026, 11, 20, 12, tzinfo=UTC
    )
