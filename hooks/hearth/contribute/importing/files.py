"""Check that a hub stays valid with new files, and with others in the place of old ones."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from hearth.base.problems import Problem
from hearth.edit.record_files import write_new
from hearth.kinds import top_folders
from hearth.model.hub import Hub, load_hub
from hearth.read.readings import Readings


def refused(hub: Hub, texts: Mapping[str, str], readings: Readings | None = None) -> dict[str, str]:
    """Of files that are new or changed, those the hub cannot take, each with the first reason:
    checked in a copy, as ``hearth check`` would. What ``readings`` know is not read again."""
    with tempfile.TemporaryDirectory(prefix="hearth-") as folder:
        copy = Path(folder)
        for name in top_folders():
            if (hub.root / name).is_dir():
                shutil.copytree(hub.root / name, copy / name, symlinks=True)
        old = {path: _replaced(copy, path, text) for path, text in texts.items()}
        found: dict[str, str] = {}
        before: set[tuple[str, ...]] | None = None
        while told := list(_told_of(hub, copy, readings, texts.keys() - found.keys())):
            if before is None:
                before = set(map(_mark, _errors(hub, hub.root, readings)))
            bad: dict[str, str] = {}
            for path, problem in told:
                if _mark(problem) not in before:
                    bad.setdefault(path, problem.message)
            if not bad:
                break
            found |= bad
            for path in bad:
                (copy / path).unlink()
                if (was := old[path]) is not None:
                    (copy / path).write_bytes(was)
        return found


def _errors(hub: Hub, root: Path, readings: Readings | None) -> Sequence[Problem]:
    """What is wrong in a folder that is read as the hub is; an extension may see something else in
    what was read before."""
    known = None if hub.settings.extensions or not readings else readings.at(root)
    return load_hub(root, hub.settings, hub.as_of, history={}, memory=known)[1].errors


def _told_of(
    hub: Hub, copy: Path, readings: Readings | None, ours: Collection[str]
) -> Iterator[tuple[str, Problem]]:
    """The errors of a copy that are about our files."""
    for problem in _errors(hub, copy, readings):
        if path := _blamed(problem, ours):
            yield path, problem


def _replaced(root: Path, path: str, text: str) -> bytes | None:
    """Put a text into a file; what the file said before, or None where there was none."""
    file = root / path
    if not file.exists():
        write_new(root, path, text)
        return None
    was = file.read_bytes()
    file.write_text(text, encoding="utf-8", newline="\n")
    return was


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
