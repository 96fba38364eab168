"""Run Git carefully, and export the files of a hub as they were at a revision."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from typing import IO, cast

from hearth.base.words import said

_FILE, _LINK = ("100644", "100755"), "120000"


class GitError(Exception):
    """What Git could not do, in words for the person who asked."""


@dataclass(frozen=True)
class Limits:
    """How much is taken out of a revision; more is refused before anything is written."""

    file: int = 8 * 1024 * 1024
    """Bytes of one file; the engine refuses records long before that. Of a larger one, only so much
    is taken."""
    files: int = 200_000
    total: int = 1024 * 1024 * 1024


LIMITS = Limits()


@dataclass(frozen=True)
class _Entry:
    mode: str
    name: str
    """The object's name: a hash."""
    size: int
    path: str


def git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One of git's answers; what its environment would point elsewhere is left out, as when it runs
    a hook itself."""
    try:
        return subprocess.run(
            _command(root, arguments),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            env=_environment(),
            check=False,
        )
    except FileNotFoundError:
        return subprocess.CompletedProcess(list(arguments), 127, "", "git is not installed")


def _command(root: Path, arguments: Sequence[str]) -> list[str]:
    return [
        "git",
        "-C",
        str(root),
        "-c",
        # Paths as they are, without escapes; and no program that a repository's own settings name:
        # git would start it (core.fsmonitor), also in a clone of a stranger's change.
        "core.quotePath=false",
        "-c",
        "core.fsmonitor=false",
        *arguments,
    ]


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}


def in_repository(root: Path) -> bool:
    """Whether a folder is, or lies in, a repository's working tree, without asking git."""
    return any((folder / ".git").exists() for folder in (root.resolve(), *root.resolve().parents))


def prefix(root: Path) -> str:
    """The folder's path below the top of its repository, ending in a slash; empty at the top and
    outside of one."""
    answer = git(root, "rev-parse", "--show-prefix") if in_repository(root) else None
    return answer.stdout.rstrip("\n") if answer and answer.returncode == 0 else ""


def commit(root: Path, revision: str) -> str:
    """The full name of the commit that ``revision`` means; GitError, in kind words, when there is
    none."""
    # A name that begins with a hyphen would be an option to git.
    named = not revision.startswith("-") and revision.isprintable()
    found = (
        git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if named
        else None
    )
    if found and found.returncode == 0:
        # After --end-of-options some versions repeat it.
        return found.stdout.split()[-1]
    if found and found.returncode == 127:
        raise GitError(said("Git is not installed, and it keeps the revisions."))
    if git(root, "rev-parse", "--git-dir").returncode != 0:
        raise GitError(
            said("This folder is in no Git repository, so there is nothing to compare with.")
        )
    shallow = git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == "true"
    cure = (
        said("This clone is cut off: fetch all of it (fetch-depth: 0).")
        if shallow
        else said("`git log` and `git branch -a` show what there is.")
    )
    raise GitError(
        said(
            "Git knows no revision %(revision)s here. %(cure)s", revision=repr(revision), cure=cure
        )
    )


def commit_time(root: Path, revision: str) -> datetime:
    """The instant a revision was committed, in UTC."""
    shown = git(root, "show", "--no-patch", "--format=%ct", commit(root, revision))
    return datetime.fromtimestamp(int(shown.stdout.split()[0]), UTC)


def export(
    root: Path,
    revision: str,
    paths: Sequence[str],
    target: Path,
    named_only: Collection[str] = (),
    limits: Limits = LIMITS,
) -> None:
    """Write the files below ``paths`` of the hub in ``root`` into ``target``, as they were at
    ``revision``.

    Of files with an ending in ``named_only`` (pictures) the name alone is written. A symbolic link
    becomes one that leads nowhere, so that it is found and refused as in the hub itself, and never
    followed.
    """
    entries = [
        entry for entry in _listed(root, commit(root, revision), paths) if _stays_inside(entry.path)
    ]
    if (
        len(entries) > limits.files
        or sum(min(entry.size, limits.file) for entry in entries) > limits.total
    ):
        raise GitError(
            said(
                "%(revision)s holds too many files, or too large ones, to be compared.",
                revision=revision,
            )
        )
    whole = [
        entry for entry in entries if entry.mode in _FILE and not _is_one_of(named_only, entry)
    ]
    for entry, content in zip(whole, _contents(root, whole, limits.file), strict=True):
        _place(target, entry).write_bytes(content)
    for entry in entries:
        if entry.mode in _FILE and _is_one_of(named_only, entry):
            _place(target, entry).touch()
        elif entry.mode == _LINK and not os.path.lexists(target / entry.path):
            _place(target, entry).symlink_to("nowhere")


def _is_one_of(endings: Collection[str], entry: _Entry) -> bool:
    return PurePosixPath(entry.path).suffix.lower() in endings


def _place(target: Path, entry: _Entry) -> Path:
    place = target / entry.path
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _listed(root: Path, revision: str, paths: Sequence[str]) -> Iterator[_Entry]:
    """Every file, link and module below ``paths``, told from the hub's own folder."""
    listing = git(root, "ls-tree", "-r", "-l", "-z", revision, "--", *paths)
    if listing.returncode:
        raise GitError(said("Git cannot list the files of %(revision)s.", revision=revision))
    for line in filter(None, listing.stdout.split("\0")):
        about, _, path = line.partition("\t")
        mode, _, name, size = about.split()
        yield _Entry(mode, name, int(size) if size.isdigit() else 0, path)


def _stays_inside(path: str) -> bool:
    """Whether a path is a plain one; git itself refuses others, but a crafted repository may hold
    them."""
    parts = path.split("/")
    return "\\" not in path and not {"", ".", "..", ".git"} & {part.lower() for part in parts}


def _contents(root: Path, entries: Sequence[_Entry], limit: int) -> Iterator[bytes]:
    """The bytes of each entry, at most ``limit`` of them, from one git that answers one question
    after the other."""
    if not entries:
        return
    # All questions lie in a file: git reads on while its answers are read, and neither waits for
    # the other.
    with TemporaryFile() as questions:
        questions.write("".join(f"{entry.name}\n" for entry in entries).encode())
        questions.seek(0)
        command = _command(root, ["cat-file", "--batch", "--buffer"])
        with subprocess.Popen(
            command, stdin=questions, stdout=subprocess.PIPE, env=_environment()
        ) as asked:
            for entry in entries:
                yield _answer(cast("IO[bytes]", asked.stdout), entry, limit)


def _answer(stream: IO[bytes], entry: _Entry, limit: int) -> bytes:
    head = stream.readline().split()
    if len(head) != 3:
        raise GitError(said("Git has lost the file %(path)s.", path=entry.path))
    size = int(head[2])
    content = stream.read(min(size, limit))
    _pass_over(stream, max(0, size - limit) + 1)  # and the line end after it
    return content


def _pass_over(stream: IO[bytes], count: int) -> None:
    while count > 0 and (passed := stream.read(min(count, 1 << 20))):
        count -= len(passed)
