"""The files changed since a revision, and the problems that concern them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hearth.base.git import git, in_repository
from hearth.base.problems import Problem, Problems
from hearth.base.words import said
from hearth.kinds import KINDS, list_files
from hearth.kinds.event import Event

REFERENCES = frozenset(
    {"unknown-id", "unknown-topic", "unknown-series", "unknown-page", "unknown-file", "wrong-kind"}
)
"""Codes whose value names something that may have gone, or have become something else."""
PAIRS = frozenset(
    {
        "duplicate-id",
        "duplicate-url",
        "duplicate-word",
        "similar-member",
        "similar-event",
        "speaks-twice",
        "group-twice",
        "missing-zone",
    }
)
"""Codes that are told of one file and name another."""


@dataclass(frozen=True)
class Changed:
    """The files that changed, relative to the hub's folder."""

    files: frozenset[str]
    """Added, modified, or the new name of what was renamed."""
    gone: frozenset[str] = frozenset()
    """Deleted, or the former name of what was renamed."""

    @property
    def _names(self) -> frozenset[str]:
        """The words by which other files name the changed ones."""
        paths = self.files | self.gone
        ids = {PurePosixPath(path).stem for path in paths}
        return frozenset(paths | ids | {path.removeprefix("content/") for path in paths})

    def concerns(self, problems: Iterable[Problem]) -> Problems:
        """The problems of files that changed, and those elsewhere that a change can have caused."""
        names, paths = self._names, self.files | self.gone
        lists = not paths.isdisjoint(list_files())
        events = any(
            path.startswith(f"{KINDS[Event.KIND].folder}/") for path in paths
        )  # a series has no file of its own
        kept = Problems()
        for problem in problems:
            broken = problem.code in REFERENCES and (lists or problem.value in names)
            broken = broken or (problem.code == "unknown-series" and events)
            paired = problem.code in PAIRS and not names.isdisjoint(_words(problem.what))
            if problem.path in paths or broken or paired:
                kept.add(problem)
        return kept


def _words(text: str) -> list[str]:
    return [word.strip('.,;:()“”"') for word in re.split(r"\s+", text)]


def changed_since(root: Path, revision: str) -> Changed:
    """What changed below ``root`` since its history parted from ``revision``, committed or not.

    Raises ValueError, in words for the person who asked, when that cannot be told.
    """
    if not in_repository(root):
        raise ValueError(
            said("The hub's folder is in no Git repository, so nothing is known of changes.")
        )
    found = git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if found.returncode == 127:
        raise ValueError(said("Git is not installed, so nothing is known of changes."))
    if found.returncode:
        raise ValueError(
            said(
                "Git knows no revision %(revision)s. Write a branch, a tag or a commit, such as "
                "main or HEAD~1; in a shallow clone, fetch it first.",
                revision=repr(revision),
            )
        )
    commit = found.stdout.strip()
    # Since the histories parted: what came to the other branch meanwhile is not this change's.
    parted = git(root, "merge-base", commit, "HEAD")
    since = parted.stdout.split()[0] if parted.returncode == 0 and parted.stdout.split() else commit
    listed = git(
        root, "diff", "--no-ext-diff", "--relative", "-M", "--name-status", "-z", since, "--", "."
    )
    untracked = git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    if listed.returncode or untracked.returncode:
        reason = (
            (listed.stderr or untracked.stderr).strip().splitlines() or [said("it said nothing")]
        )[0]
        raise ValueError(
            said(
                "Git cannot compare the hub's folder with %(revision)s: %(reason)s",
                revision=repr(revision),
                reason=reason,
            )
        )
    changed = read_status(listed.stdout)
    return Changed(changed.files | set(filter(None, untracked.stdout.split("\0"))), changed.gone)


def read_status(answer: str) -> Changed:
    """The files in an answer of ``git diff --name-status -z``: status NUL path NUL, and two paths
    for what was renamed."""
    files: set[str] = set()
    gone: set[str] = set()
    fields = iter(answer.split("\0"))
    for status in fields:
        if not status:
            continue
        path = next(fields, "")
        if status[0] == "R":
            gone.add(path)
            files.add(next(fields, ""))
        elif status[0] == "C":
            files.add(next(fields, ""))
        else:
            (gone if status[0] == "D" else files).add(path)
    return Changed(frozenset(files), frozenset(gone))
