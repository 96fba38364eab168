"""The history of files from Git: how often each was changed, and when last; calendars number the
revisions of events by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hearth.base.git import git, in_repository
from hearth.base.problems import Problem
from hearth.base.words import Said, said

FOLDERS = ("events",)
"""Files below these are looked up, unless others are asked for."""
_MARK = "\x01"
# Merges repeat what their commits changed; -M follows renames, so that numbers never fall.
_LOG = (
    "log",
    "--no-merges",
    "--no-ext-diff",
    "--relative",
    "-M",
    "--name-status",
    f"--format={_MARK}%ct",
    "--",
)


@dataclass(frozen=True)
class FileChanges:
    """The changes of one file: their number, and the instant of the newest in UTC."""

    count: int
    last: datetime


History = Mapping[str, FileChanges]
"""By path relative to the hub's folder."""


def read_history(root: Path, folders: Sequence[str] = FOLDERS) -> tuple[History, list[Problem]]:
    """The history of the files of events, or of those below other folders; empty outside a
    repository, and with a warning when it cannot be relied on."""
    if not in_repository(root):
        return {}, []
    shallow = git(root, "rev-parse", "--is-shallow-repository")
    if shallow.returncode == 0 and shallow.stdout.strip() == "true":
        return {}, [
            _unknown(
                said("is cut off (a shallow clone)"),
                said(
                    "Fetch all of it (fetch-depth: 0), or give `revision` in the events you change."
                ),
            )
        ]
    log = git(root, *_LOG, *folders)
    if log.returncode == 0:
        return read_log(log.stdout.splitlines()), []
    # A repository without a commit has no history yet, and nothing is wrong with that.
    if git(root, "rev-parse", "--verify", "--quiet", "HEAD").returncode == 1:
        return {}, []
    reason = (log.stderr.strip().splitlines() or ["git said nothing"])[0].replace(str(root), ".")
    return {}, [
        _unknown(
            said("cannot be read (%(reason)s)", reason=reason),
            said("Mend the repository, or give `revision` in the events you change."),
        )
    ]


def read_log(lines: Iterable[str]) -> dict[str, FileChanges]:
    """The changes of each file from a log, newest first, of lines ``\\x01 seconds`` and ``status
    TAB path [TAB path]``."""
    found: dict[str, FileChanges] = {}
    now_called: dict[str, str] = {}
    when = datetime.fromtimestamp(0, UTC)
    for line in lines:
        if line.startswith(_MARK):
            when = datetime.fromtimestamp(int(line[1:]), UTC)
            continue
        status, *paths = line.split("\t")
        if not paths:
            continue
        path = now_called.get(paths[-1], paths[-1])
        known = found.get(path)
        found[path] = (
            FileChanges(known.count + 1, max(known.last, when)) if known else FileChanges(1, when)
        )
        # Read from the newest back: what older commits call by the old name is this file.
        if status.startswith("R"):
            now_called[paths[0]] = path
    return found


def _unknown(what: Said, fix: Said) -> Problem:
    return Problem(".git", 1, 1, "no-history", "history", what, fix, severity="warning")
