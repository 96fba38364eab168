"""A note is added to a file of the private folder, or a field to a note; everything else stays as it stands, comments too.

What is written must read back as exactly what was meant; otherwise nothing is written.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from hearth.hub import Hub
from hearth.kinds.fields import Part
from hearth.links import references, unknown_references
from hearth.private.notes import FILES
from hearth.record_files import to_yaml
from hearth.records import build, dotted
from hearth.rules import topic_words
from hearth.sources import decode
from hearth.strict_yaml import YamlError, read_yaml

NEWLINE = "\n"
_DASH = re.compile(r"^( *)-(?=\s)", re.MULTILINE)
"""Where a list begins: nothing but comments can stand above its first dash."""


class NotWrittenError(Exception):
    """Why a note was not written, in words for whoever asked for it."""


def checked(hub: Hub, model: type[Part], fields: Mapping[str, str]) -> Any:
    """A note made of what somebody answered, as it would stand in the file; NotWrittenError says what is wrong with it."""
    note, complaints = build(model, dict(fields))
    if note is not None:
        known = {kind: records.keys() for kind, records in hub.records.items()}
        complaints = list(unknown_references(references(note), known, topic_words(hub.topics.values())))
    if complaints:
        raise NotWrittenError("\n".join(f"{dotted(wrong.field)} {wrong.what}. {wrong.fix}" for wrong in complaints))
    return note


def append(folder: Path, note: Part) -> Path:
    """Add a note at the end of its file in the private folder, which is made when it is not there. Returns the file.

    Raises NotWrittenError when the file is not a list that can grow by a line, such as one in brackets.
    """
    file, text, notes = _read(folder, type(note))
    fields = _as_text(note.model_dump(mode="json", exclude_defaults=True))
    dash = found[1] if (found := _DASH.search(text)) else ""
    entry = "".join(f"{dash}{line}\n" for line in to_yaml([fields]).splitlines())
    return _write(file, f"{text}{'' if text.endswith(NEWLINE) or not text else NEWLINE}{entry}", [*notes, fields])


def amend(folder: Path, model: type[Part], index: int, fields: Mapping[str, Any]) -> Path:
    """Add fields that a note of ``model`` does not have yet; ``index`` counts the notes of the file from 0.

    Raises NotWrittenError when one of them is there already, or when the note is written in braces.
    """
    file, text, notes = _read(folder, model)
    if not 0 <= index < len(notes) or not isinstance(notes[index], dict):
        raise NotWrittenError(f"{file.name} has no note {index + 1}.")
    if there := [name for name in fields if name in notes[index]]:
        raise NotWrittenError(f"Note {index + 1} of {file.name} says {there[0]} already. Change it there.")
    more = _as_text(dict(fields))
    tree: Any = yaml.compose(text, yaml.SafeLoader)  # read_yaml has refused what is not harmless
    node = tree.value[index]
    lines = text.splitlines(keepends=True)
    added = "".join(f"{' ' * node.start_mark.column}{line}\n" for line in to_yaml(more).splitlines())
    last = _last_line(node)
    if not lines[last].endswith("\n"):
        lines[last] += "\n"
    changed = [*notes[:index], {**notes[index], **more}, *notes[index + 1 :]]
    return _write(file, "".join([*lines[: last + 1], added, *lines[last + 1 :]]), changed)


def _read(folder: Path, model: type[Part]) -> tuple[Path, str, list[Any]]:
    """(the file for notes of ``model``, its text, what it says)"""
    name = next(name for name, known in FILES.items() if known is model)
    file = folder / f"{name}.yml"
    if not file.exists() and not file.is_symlink():
        return file, "", []
    text, problem = decode(file, shown=file.name)
    if problem:
        raise NotWrittenError(f"{file.name} {problem.what}. {problem.fix}")
    try:
        notes = read_yaml(text)
    except YamlError as error:
        raise NotWrittenError(f"{file.name}:{error.line} {error}. {error.fix}") from None
    if notes is not None and not isinstance(notes, list):
        raise NotWrittenError(f"{file.name} does not hold a list. Start each note with `- `.")
    return file, text, notes or []


def _last_line(node: Any) -> int:
    """The last line, from 0, that holds something of a node; comments and blank lines after it do not."""
    while not isinstance(node, yaml.ScalarNode) and node.value and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    at_start = node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line
    return int(node.end_mark.line) - (1 if at_start else 0)


def _as_text(value: Any) -> Any:
    """The value as the hub's reader gives it: every scalar is text."""
    if isinstance(value, dict):
        return {name: _as_text(inner) for name, inner in value.items()}
    return [_as_text(inner) for inner in value] if isinstance(value, list) else str(value)


def _write(file: Path, text: str, meant: list[Any]) -> Path:
    """Put the text in the place of the file, whole or not at all."""
    try:
        same = read_yaml(text) == meant
    except YamlError:
        same = False
    if not same:
        raise NotWrittenError(
            f"{file.name} is written so that nothing can be added to it. Begin each note on a line of its own with `- `."
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".hearth-", dir=file.parent) as beside:
        draft = Path(beside) / file.name
        draft.write_text(text, encoding="utf-8", newline="\n")
        if file.exists():
            draft.chmod(file.stat().st_mode & 0o7777)
        draft.replace(file)
    return file
