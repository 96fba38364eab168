"""What is known of a source that is followed: content/sources/ID.yml, which `hearth follow`
writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from hearth.base.strict_yaml import YamlError, read_yaml
from hearth.edit.record_files import to_yaml
from hearth.kinds import SOURCE
from hearth.read.sources import decode, form_of

HEAD = "# Written by `hearth follow`: what was taken from the source, so that a change is known.\n"


@dataclass(frozen=True)
class Taken:
    """One entry of a source, and the record it became."""

    record: str
    fields: Mapping[str, Any]
    """What the source said of it last, all of it as text."""
    missing: str = ""
    """The day since when the source does not name it any more."""


@dataclass(frozen=True)
class SourceMemory:
    """What came of following one source."""

    asked: str = ""
    """The day it was asked last."""
    answered: str = ""
    """The day it last gave something that could be read."""
    failed: str = ""
    """What went wrong the last time (see hearth.base.web); empty when nothing did."""
    tag: str = ""
    """What its server calls that state (ETag), and when it was changed (Last-Modified)."""
    changed: str = ""
    given: str = ""
    """By what is known whether its entry among the sources is what it was then."""
    taken: Mapping[str, Taken] = field(default_factory=dict)
    """By what the source knows each by."""

    def failing(self, day: date, code: str) -> SourceMemory:
        """The same after an attempt that gave nothing."""
        return replace(self, asked=day.isoformat(), failed=code)


def path_of_memory(source_id: str) -> str:
    """Where it lies, below the hub's folder."""
    return f"{SOURCE.folder}/{source_id}.yml"


def read_memory(root: Path, source_id: str) -> SourceMemory:
    """What is known of a source; nothing where no file is or none that can be read, as if it was
    never asked."""
    file = root / path_of_memory(source_id)
    if form_of(file) != "file":
        return SourceMemory()
    try:
        value = read_yaml(decode(file)[0])
        taken = {
            str(each["key"]): Taken(
                str(each["record"]), dict(each["fields"]), str(each.get("missing") or "")
            )
            for each in value.get("taken") or ()
        }
        texts = {name: str(value.get(name) or "") for name in _TEXTS}
    except (YamlError, AttributeError, KeyError, TypeError, ValueError):
        return SourceMemory()
    return SourceMemory(**texts, taken=taken)


_TEXTS = ("asked", "answered", "failed", "tag", "changed", "given")


def written(memory: SourceMemory) -> str:
    """What the file says of it."""
    head = {name: value for name in _TEXTS if (value := getattr(memory, name))}
    taken = [
        {
            "key": key,
            "record": each.record,
            **({"missing": each.missing} if each.missing else {}),
            "fields": dict(each.fields),
        }
        for key, each in sorted(memory.taken.items())
    ]
    return HEAD + to_yaml({**head, "taken": taken})


def as_text(value: Any) -> Any:
    """A value as a file has it, where every scalar is text."""
    if isinstance(value, Mapping):
        return {name: as_text(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [as_text(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)
