"""Writing introductions into the private folder; whatever else stands in the file stays as it is, comments too."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from hearth.mending.layout import lay_out, written
from hearth.mending.texts import read_text, replace_file
from hearth.record_files import to_yaml, write_new
from hearth.strict_yaml import YamlError, read_yaml

FILE = "introductions.yml"
STEPS: dict[str, tuple[str, str | None]] = {
    "approved": ("approved", None),
    "accepted": ("accepted", None),
    "declined": ("declined", None),
    "met": ("met", None),
    "useful": ("useful", "yes"),
    "not-useful": ("useful", "no"),
}
"""What can be said of an introduction: the field it is written into, and its value; None for the day."""


class NotKeptError(Exception):
    """Why nothing was written."""


def keep(folder: Path, entries: Sequence[dict[str, Any]]) -> None:
    """Write introductions after those that are noted; the folder is made when there is none. Raises NotKeptError."""
    if not entries:
        return
    if not (folder / FILE).exists():
        write_new(folder, FILE, to_yaml(list(entries)))
        return
    _rewrite(folder, lambda text: added(text, entries))


def mark(folder: Path, people: Collection[str], step: str, day: date) -> None:
    """Note a step of the latest introduction of exactly these people. Raises NotKeptError."""
    field, value = STEPS[step]

    def change(text: str) -> str:
        number = latest(text, people)
        if number is None:
            raise NotKeptError(f"{FILE} has no introduction of {' and '.join(people)}")
        return with_field(text, number, field, value or day.isoformat())

    if not (folder / FILE).exists():
        raise NotKeptError(f"there is no {folder / FILE}")
    _rewrite(folder, change)


def added(text: str, entries: Sequence[dict[str, Any]]) -> str:
    """The text of a list with more entries at its end."""
    before = read_yaml(text) or []
    dash = re.search(r"^( *)- ", text, re.MULTILINE)
    indent = dash[1] if dash else ""
    lines = "".join(f"{indent}{line}\n" for line in to_yaml(list(entries)).splitlines())
    return _checked(f"{text}\n{lines}" if text and not text.endswith("\n") else f"{text}{lines}", [*before, *entries])


def latest(text: str, people: Collection[str]) -> int | None:
    """Which entry is the one of exactly these people that was suggested last; None when there is none."""
    entries = read_yaml(text) or []
    found = [
        (str(entry.get("suggested", "")), number)
        for number, entry in enumerate(entries if isinstance(entries, list) else [])
        if isinstance(entry, dict) and isinstance(entry.get("people"), list) and set(entry["people"]) == set(people)
    ]
    return max(found)[1] if found else None


def with_field(text: str, number: int, field: str, value: str) -> str:
    """The text of a list in which one entry has a field, in the place of what it said before or after `suggested`."""
    layout = lay_out(text, FILE)
    entry = layout.value[number]
    expected = [*layout.value[:number], {**entry, field: value}, *layout.value[number + 1 :]]
    if token := layout.tokens.get((number, field)):
        new = text[: token.start] + written(value, token.style, token.in_brackets) + text[token.end :]
        return _checked(new, expected)
    token, place = layout.tokens.get((number, "suggested")), layout.places.get((number, "suggested", "#key"))
    if token is None or place is None:
        raise NotKeptError(f"entry {number + 1} of {FILE} does not say when it was suggested")
    if token.in_brackets:
        return _checked(f"{text[: token.end]}, {field}: {value}{text[token.end :]}", expected)
    end = text.find("\n", token.end)
    end = len(text) if end < 0 else end
    return _checked(f"{text[:end]}\n{' ' * (place[1] - 1)}{field}: {value}{text[end:]}", expected)


def _checked(text: str, expected: list[Any]) -> str:
    """The text, if it says what it should."""
    try:
        if read_yaml(text) == expected:
            return text
    except YamlError:
        pass
    raise NotKeptError(f"{FILE} is not written as a list with a line for each field, so it has to be changed by hand")


def _rewrite(folder: Path, change: Any) -> None:
    try:
        raw = (folder / FILE).read_bytes()
        before = read_text(raw)
        text = change(before.text)
    except UnicodeDecodeError:
        raise NotKeptError(f"{FILE} is not written in UTF-8") from None
    except YamlError as error:
        raise NotKeptError(f"{FILE}:{error.line}:{error.column} {error.what}") from None
    if why := replace_file(folder, FILE, raw, before.with_text(text, keep_ends=False)):
        raise NotKeptError(f"{FILE} {why}")
