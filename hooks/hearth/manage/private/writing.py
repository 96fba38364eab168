"""Append notes to files of the private folder, or fields to a note; everything else stays, comments
too.

What is written must read back as exactly what was meant; otherwise nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import yaml

from hearth.base.strict_yaml import YamlError, read_yaml
from hearth.base.words import said
from hearth.edit.cutting import CannotCutError, cut
from hearth.edit.record_files import to_yaml
from hearth.edit.texts import FileText, read_text
from hearth.kinds.fields import Part
from hearth.manage.private.folder import put
from hearth.manage.private.notes import FILES
from hearth.read.sources import decode

NEWLINE = "\n"
_DASH = re.compile(r"^( *)-(?=\s)", re.MULTILINE)
"""Where a list begins: nothing but comments can stand above its first dash."""


class NotWrittenError(Exception):
    """Why a note was not written, in words for whoever asked for it."""


def append(folder: Path, note: Part) -> Path:
    """Add a note at the end of its file in the private folder, which is made when it is not there.
    Returns the file.

    Raises NotWrittenError when the file is not a list that can grow by a line, such as one in
    brackets.
    """
    file, before, notes = _read(folder, type(note))
    text = before.text
    fields = as_text(note.model_dump(mode="json", exclude_defaults=True))
    dash = found[1] if (found := _DASH.search(text)) else ""
    entry = "".join(f"{dash}{line}\n" for line in to_yaml([fields]).splitlines())
    return _write(
        file,
        before,
        f"{text}{'' if text.endswith(NEWLINE) or not text else NEWLINE}{entry}",
        [*notes, fields],
    )


def amend(
    folder: Path,
    model: type[Part],
    index: int,
    fields: Mapping[str, Any],
    over: Collection[str] = (),
) -> Path:
    """Add fields to a note of ``model``; ``index`` counts the notes of the file from 0. Returns the
    file.

    Those of ``over`` take the place of what they say already; raises NotWrittenError when another
    one is there.
    """
    file, before, notes = _read(folder, model)
    if not 0 <= index < len(notes) or not isinstance(notes[index], dict):
        raise NotWrittenError(
            said("%(name)s has no note %(index)s.", name=file.name, index=index + 1)
        )
    more, text = as_text(dict(fields)), before.text
    if there := [name for name in more if name in notes[index] and name not in over]:
        raise NotWrittenError(
            said(
                "Note %(index)s of %(name)s says %(there)s already. Change it there.",
                index=index + 1,
                name=file.name,
                there=there[0],
            )
        )
    for name, value in more.items():
        text = _with_field(text, index, name, value)
    return _write(
        file, before, text, [*notes[:index], {**notes[index], **more}, *notes[index + 1 :]]
    )


def take_out(folder: Path, model: type[Part], places: Collection[int]) -> Path:
    """Take notes of ``model`` out of their file; ``places`` count them from 0. Returns the file.

    Raises NotWrittenError when only a hand can do it.
    """
    file, before, notes = _read(folder, model)
    text, left = before.text, [note for place, note in enumerate(notes) if place not in places]
    try:
        # From the last to the first, so that what is taken out moves nothing that is to come.
        for place in sorted(places, reverse=True):
            text = cut(text, file.name, (place,)) if left else ""
    except CannotCutError as error:
        raise NotWrittenError(
            said("%(name)s has to be changed by hand: %(why)s.", name=file.name, why=error.args[0])
        ) from None
    return _write(file, before, text, left)


def put_note(folder: Path, kind: str, name: str, note: Part) -> Path:
    """Write the one note of a file in a folder of its kind, anew and as a whole. Returns the
    file."""
    file = folder / kind / f"{name}.yml"
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    put(file, note_text(note).encode())
    return file


def note_text(note: Part) -> str:
    """What the file of a note says."""
    return to_yaml(as_text(note.model_dump(mode="json", exclude_defaults=True)))


def notes_in(folder: Path, model: type[Part]) -> list[Any]:
    """What the file for notes of ``model`` says, as it stands there; raises NotWrittenError when it
    cannot be read."""
    return _read(folder, model)[2]


def _read(folder: Path, model: type[Part]) -> tuple[Path, FileText, list[Any]]:
    """(the file for notes of ``model``, its text, what it says)"""
    name = next(name for name, known in FILES.items() if known is model)
    file = folder / f"{name}.yml"
    if not file.exists() and not file.is_symlink():
        return file, read_text(b""), []
    text, problem = decode(file, shown=file.name)
    if problem:
        raise NotWrittenError(
            said("%(name)s %(what)s. %(fix)s", name=file.name, what=problem.what, fix=problem.fix)
        )
    try:
        notes = read_yaml(text)
    except YamlError as error:
        raise NotWrittenError(
            said(
                "%(file)s:%(line)s %(what)s. %(fix)s",
                file=file.name,
                line=error.line,
                what=error.what,
                fix=error.fix,
            )
        ) from None
    if notes is not None and not isinstance(notes, list):
        raise NotWrittenError(
            said("%(name)s does not hold a list. Start each note with `- `.", name=file.name)
        )
    return file, read_text(file.read_bytes()), notes or []


def _with_field(text: str, index: int, name: str, value: Any) -> str:
    """The text in which one note has a field: in the place of what it says already, else after its
    last one."""
    tree: Any = yaml.compose(text, yaml.SafeLoader)  # read_yaml has refused what is not harmless
    node = tree.value[index]
    line = to_yaml({name: value})
    for known, stated in node.value:
        if known.value == name:
            new = line.partition(": ")[2].rstrip()
            end = len(
                text[: stated.end_mark.index].rstrip()
            )  # a text's last line end is not its own
            return f"{text[: stated.start_mark.index]}{new}{text[end:]}"
    # Between brackets a note goes on in its own line, before the bracket that closes it.
    if node.flow_style:
        end = text.rindex("}", 0, node.end_mark.index)
        return f"{text[:end].rstrip()}, {line.rstrip()}{text[end:]}"
    lines = text.splitlines(keepends=True)
    added = "".join(f"{' ' * node.start_mark.column}{part}\n" for part in line.splitlines())
    last = _last_line(node)
    if not lines[last].endswith("\n"):
        lines[last] += "\n"
    return "".join([*lines[: last + 1], added, *lines[last + 1 :]])


def _last_line(node: Any) -> int:
    """The last line, from 0, that holds something of a node; comments and blank lines after it do
    not."""
    while not isinstance(node, yaml.ScalarNode) and node.value and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    at_start = node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line
    return int(node.end_mark.line) - (1 if at_start else 0)


def as_text(value: Any) -> Any:
    """The value as the hub's reader gives it: every scalar is text."""
    if isinstance(value, dict):
        return {name: as_text(inner) for name, inner in value.items()}
    return [as_text(inner) for inner in value] if isinstance(value, list) else str(value)


def _write(file: Path, before: FileText, text: str, meant: list[Any]) -> Path:
    """Put the text in the place of the file, whole or not at all."""
    try:
        same = (read_yaml(text) or []) == meant
    except YamlError:
        same = False
    if not same:
        raise NotWrittenError(
            said(
                "%(name)s is written so that it has to be changed by hand. Begin each note on a "
                "line of its own with `- `.",
                name=file.name,
            )
        )
    put(file, before.with_text(text, keep_ends=False))
    return file
