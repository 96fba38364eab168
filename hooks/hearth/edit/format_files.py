"""Format the record files of a hub: the changes, and the files that are left as they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from hearth.base.strict_yaml import YamlError
from hearth.base.words import said
from hearth.edit.formatter import NotTheSameError, canonical
from hearth.edit.record_files import field_order
from hearth.edit.texts import FileChange, read_text
from hearth.kinds import COMMUNITY
from hearth.read.sources import SourceFile, decode, find_files

COMMUNITY_FILE = f"{COMMUNITY.folder}/community.yml"


@dataclass
class FormatResult:
    """Which files the formatter changes, and which it leaves."""

    changed: list[FileChange] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    """(path, why) of the files that are left as they are."""
    count: int = 0
    """How many files were looked at."""


def record_files(root: Path) -> dict[str, SourceFile]:
    """Every file below ``root`` that should hold records, by its path."""
    files = {file.path: file for file in find_files(root)[0]}
    if (root / COMMUNITY_FILE).exists():
        linked = (root / COMMUNITY_FILE).is_symlink()
        files[COMMUNITY_FILE] = SourceFile(COMMUNITY.name, COMMUNITY_FILE, readable=not linked)
    return files


def format_files(root: Path, only: Collection[str] | None = None) -> FormatResult:
    """What the record files below ``root``, or ``only`` those of these paths, would be in their
    canonical form."""
    result = FormatResult()
    for path, file in sorted(record_files(root).items()):
        if only is not None and path not in only:
            continue
        result.count += 1
        why = said("is a symbolic link") if not file.readable else _form(root, file, result)
        if why:
            result.left.append((path, why))
    return result


def _form(root: Path, file: SourceFile, result: FormatResult) -> str | None:
    """Add the file's canonical form to ``result`` if it differs; or say why the file is left
    alone."""
    _, problem = decode(root / file.path)
    if problem:
        return problem.what
    raw = (root / file.path).read_bytes()
    before = read_text(raw)
    try:
        text = canonical(before.text, file.path, () if file.is_list else field_order(file.kind))
    except YamlError as error:
        return said("cannot be read: line %(line)s %(what)s", line=error.line, what=error.what)
    except NotTheSameError:
        return said("would not say the same in another form")
    after = before.with_text(text, keep_ends=False)
    if after != raw:
        result.changed.append(FileChange(file.path, raw, after))
    return None
