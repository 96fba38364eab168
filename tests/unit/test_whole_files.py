"""Files are written whole or not at all, and a removal too."""

from __future__ import annotations

import contextlib
import os
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import hubs
from hearth.base.whole_files import write_whole
from hearth.contribute.forgetting import writing
from hearth.contribute.forgetting.plan import make_plan
from hearth.contribute.forgetting.writing import finish_removal, write_plan


class Stopped(BaseException):
    """Somebody ended the program."""


def test_a_file_is_whole(tmp_path: Path) -> None:
    """New, or in the place of another with its mode, or where a link leads; nothing stays beside
    it."""
    file, link = tmp_path / "a.txt", tmp_path / "link.txt"
    write_whole(file, "é")
    file.chmod(0o600)
    link.symlink_to("a.txt")
    write_whole(link, b"two")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"two", 0o600)
    assert link.is_symlink() and sorted(os.listdir(tmp_path)) == ["a.txt", "link.txt"]


def test_what_was_there_stays_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk leaves the old file and no other."""
    file = tmp_path / "a.txt"
    file.write_text("one")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        write_whole(file, "two")
    assert file.read_text() == "one" and os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("steps", range(8))
@pytest.mark.parametrize("in_git", [False, True])
def test_a_removal_that_is_stopped_is_finished_or_never_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int, in_git: bool
) -> None:
    """Wherever it is ended, the next call leaves the hub as it was or as it was to be."""
    root = hubs.minimal_hub(tmp_path)
    if in_git:
        subprocess.run(["git", "init", "-q", str(root)], check=True)
    plan = make_plan(root, "ada", False, date(2026, 11, 23), b"0" * 16)
    before = _files(root)
    after = {**before, **{file.path: file.after for file in plan.changed}}
    for path, _ in plan.removed:
        del after[path]
    written = 0

    def stopping(target: Path, content: Any, mode: int = 0o644) -> None:
        nonlocal written
        if written == steps:
            raise Stopped
        written += 1
        write_whole(target, content, mode)

    monkeypatch.setattr(writing, "write_whole", stopping)
    with contextlib.suppress(Stopped):
        write_plan(root, plan)
    monkeypatch.setattr(writing, "write_whole", write_whole)
    finish_removal(root)
    assert _files(root) in (before, after)
    assert finish_removal(root) is None


def _files(root: Path) -> dict[str, bytes]:
    return {
        path: content for path, content in hubs.tree(root).items() if not path.startswith(".git/")
    }


def test_every_text_that_holds_the_person_is_named(tmp_path: Path) -> None:
    """Whatever its ending, by its name and by former ids as well; what is no text is counted."""
    files: dict[str, str | bytes | None] = {
        "members/ada.yml": "name: Ada Example\njoined: 2026-01-05\naliases: [ada-old]\n",
        "overrides/main.html": "<p>Ada Example</p>",
        "content/assets/style.css": "/* by Ada Example */",
        "lists/people.csv": "name\nAda Example\n",
        "lists/people.json": '{"id": "ada"}',
        "content/assets/drawing.svg": "<svg><title>Ada Example</title></svg>",
        "lists/ada.jpg": b"\xff\xd8\x00",
        "lists/notes.txt": "as members/ada-old says",
        "lists/other.txt": "Bo Sample",
    }
    root = hubs.minimal_hub(tmp_path, files)
    plan = make_plan(root, "ada", False, date(2026, 11, 23), b"0" * 16)
    named = {mention.path for mention in plan.mentions}
    assert set(files) - {"members/ada.yml", "lists/other.txt"} <= named
    assert "lists/other.txt" not in named
    assert any("1 .jpg" in sentence for sentence in plan.decide)
