"""Bring a hub up to date with this version, without touching what its community changed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from hearth.base.strict_yaml import read_yaml
from hearth.base.words import said
from hearth.edit.format_files import record_files
from hearth.model.config_file import CONFIG
from hearth.starter.earlier import beginning_of
from hearth.starter.kept import Beginning, read_manifest
from hearth.starter.layers import text
from hearth.starter.merge import merged
from hearth.starter.migrations import Texts
from hearth.starter.requirement import WHEELS

BESIDE = ".from-hearth"
"""What is added to the name of a new version that is laid beside a community's own."""


@dataclass(frozen=True)
class Renewal:
    """What becomes of a file that is kept up to date."""

    path: str
    said: str
    """What is done, for the maintainer."""
    text: str | None = None
    """What its file will say; None when the file is taken away."""
    beside: bool = False
    """Whether the text is laid beside the file, which stays as it is."""
    stays: bool = False
    """Whether nothing is done, and only said."""

    @property
    def target(self) -> str:
        return f"{self.path}{BESIDE}" if self.beside else self.path


def renewals(root: Path, before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Renewal]:
    """What becomes of each file that this version writes ``now``, or another wrote ``before``."""
    for path in sorted(before.keys() | now.keys()):
        found = _renewed(path, before.get(path), _text(root / path), now.get(path))
        if found:
            yield found


def _renewed(path: str, base: str | None, ours: str | None, theirs: str | None) -> Renewal | None:
    if ours == theirs or base == theirs:
        return None
    if theirs is None:
        return _no_longer(path, base, ours)
    if ours is None:
        if base is None:
            return Renewal(path, "new", theirs)
        return Renewal(path, said("you took it away, and it stays away"), stays=True)
    if ours == base:
        return Renewal(path, said("brought up to date"), theirs)
    joined = merged(base, ours, theirs) if base is not None else None
    if joined is None:
        return Renewal(
            path,
            said("stays yours; the new one lies beside it (%(beside)s)", beside=BESIDE),
            theirs,
            True,
        )
    return (
        None
        if joined == ours
        else Renewal(path, said("your changes and the new ones joined"), joined)
    )


def _no_longer(path: str, base: str | None, ours: str | None) -> Renewal | None:
    if ours == base:
        return Renewal(path, said("taken away: a hub does without it"))
    return Renewal(path, said("a hub does without it; yours was changed, and stays"), stays=True)


_WHEEL = re.compile(rf"^\./({WHEELS}/[\w.-]+\.whl) --hash=sha256:([0-9a-f]{{64}})$", re.MULTILINE)
_REQUIREMENTS = "requirements.txt"


def old_wheel(root: Path, before: Mapping[str, str], now: Mapping[str, str]) -> list[Renewal]:
    """The wheel that an older version laid into the hub, and that nothing names any more."""
    found = _WHEEL.search(before.get(_REQUIREMENTS, ""))
    if not found or found[1] in now[_REQUIREMENTS] or not (root / found[1]).is_file():
        return []
    if hashlib.sha256((root / found[1]).read_bytes()).hexdigest() != found[2]:
        return []
    return [Renewal(found[1], said("taken away: the engine of an older version"))]


def _text(file: Path) -> str | None:
    """The text of a file with plain line ends; None where there is none."""
    if not file.is_file():
        return None
    return file.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")


def known_beginning(root: Path) -> Beginning:
    """What the hub was written with."""
    return read_manifest(root) or beginning_of(root)


def numbers(version: str) -> tuple[int, ...]:
    """A version's numbers, by which one is older than another."""
    return tuple(map(int, re.findall(r"\d+", version)[:3]))


def changes_since(version: str, language: str = "en") -> list[str]:
    """What newer versions mean for a hub, the newest first."""
    told = read_yaml(text("changes.yml", language))
    newer = (entry for entry in told if numbers(entry["version"]) > numbers(version))
    return [line for entry in newer for line in entry["changes"]]


def texts_of(root: Path) -> Texts:
    """The settings and the files of records, as far as they can be read."""
    paths = [CONFIG, *(path for path, file in record_files(root).items() if file.readable)]
    found = {path: _text(root / path) for path in paths}
    return {path: text for path, text in found.items() if text is not None}
