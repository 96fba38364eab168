"""Check that a hub stays valid with new files, and with others in the place of old ones."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path

from hearth.base.problems import Problem
from hearth.edit.record_files import write_new
from hearth.kinds import top_folders
from hearth.model.hub import Hub, load_hub


def refused(hub: Hub, texts: Mapping[str, str]) -> dict[str, str]:
    """Of files that are new or changed, those the hub cannot take, each with the first reason:
    checked in a copy, as ``hearth check`` would."""
    with tempfile.TemporaryDirectory(prefix="hearth-") as folder:
        copy = Path(folder)
        for name in top_folders():
            if (hub.root / name).is_dir():
                shutil.copytree(hub.root / name, copy / name, symlinks=True)
        before = {
            _mark(problem)
            for problem in load_hub(copy, hub.settings, hub.as_of, history={})[1].errors
        }
        old = {path: _replaced(copy, path, text) for path, text in texts.items()}
        found: dict[str, str] = {}
        while bad := _new_problems(copy, hub, before, texts.keys() - found.keys()):
            found |= bad
            for path in bad:
                (copy / path).unlink()
                if (was := old[path]) is not None:
                    (copy / path).write_bytes(was)
        return found


def _replaced(root: Path, path: str, text: str) -> bytes | None:
    """Put a text into a file; what the file said before, or None where there was none."""
    file = root / path
    if not file.exists():
        write_new(root, path, text)
        return None
    was = file.read_bytes()
    file.write_text(text, encoding="utf-8", newline="\n")
    return was


def _new_problems(
    copy: Path, hub: Hub, before: set[tuple[str, ...]], ours: Collection[str]
) -> dict[str, str]:
    """The first problem of each of our files that the hub did not have before."""
    bad: dict[str, str] = {}
    for problem in load_hub(copy, hub.settings, hub.as_of, history={})[1].errors:
        if _mark(problem) not in before and (path := _blamed(problem, ours)):
            bad.setdefault(path, problem.message)
    return bad


def _mark(problem: Problem) -> tuple[str, ...]:
    return problem.path, problem.code, problem.field, problem.message


def _blamed(problem: Problem, ours: Collection[str]) -> str | None:
    """The new file a problem is about: its own, or one that an older file has come to collide
    with."""
    return (
        problem.path
        if problem.path in ours
        else next((path for path in sorted(ours) if path in problem.what), None)
    )
