"""The format of a case: files to lay over the small hub, and what must come of them.

    One sentence that states the rule.
    --- members/ada.yml
    name: Ada
    === problems
    members/ada.yml:1:1  joined: is missing. When the member joined. [missing-field]
    === values
    member bo name = "Bo Sample"

After a path may stand, in round brackets: ``absent`` (the file is taken away), ``link to PATH`` (a
symbolic link), ``fifo`` (a pipe that nobody fills), ``made`` (bytes that tests/made_files.py makes,
named in the text), ``escaped`` (Python's escapes such as ``\\xe9`` and ``\\r`` give bytes or
characters), ``last line N times``. ``=== history`` gives changes of files: path, number and instant
of the last one. ``=== values`` compares fields of records that are left as JSON; ``= absent`` says
that there is no such record.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import hubs
from hearth.base.history import FileChanges, History
from hearth.model.hub import Hub
from made_files import MADE

FOLDER = Path(__file__).parent / "cases"
_HEADER = re.compile(r"(---|===) (\S.*?)(?: \((.+)\))?")


@dataclass
class Case:
    """One rule of validation: files in, problems out."""

    rule: str
    files: list[tuple[str, str | None, str]] = field(default_factory=list)
    """(path, what stands in brackets after it, text)"""
    problems: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)

    @property
    def history(self) -> History:
        """The changes the case tells of."""
        rows = (line.split() for line in self.changes)
        return {
            path: FileChanges(int(count), datetime.fromisoformat(when))
            for path, count, when in rows
        }

    def lay_over(self, root: Path) -> None:
        """Write the case's files below ``root``."""
        for path, how, text in self.files:
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if how == "absent":
                target.unlink()
            elif how and how.startswith("link to "):
                target.unlink(missing_ok=True)
                target.symlink_to(how.removeprefix("link to "))
            elif how == "fifo":
                target.unlink(missing_ok=True)
                os.mkfifo(target)
            elif how == "made":
                target.write_bytes(MADE[text.strip()]())
            else:
                target.write_bytes(_bytes(text, how))


def _bytes(text: str, how: str | None) -> bytes:
    if how == "escaped":
        # Escapes above one byte are characters; \xNN are bytes as they are.
        return b"".join(
            _unescaped(part) for part in re.split(r"(\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\r)", text)
        )
    if how and how.startswith("last line "):
        *before, last = text.splitlines(keepends=True)
        return ("".join(before) + last * int(how.split()[2])).encode()
    return text.encode()


def _unescaped(part: str) -> bytes:
    if part.startswith("\\x"):
        return bytes([int(part[2:], 16)])
    if part.startswith("\\u"):
        return chr(int(part[2:], 16)).encode("utf-8", "surrogatepass")
    return b"\r" if part == "\\r" else part.encode()


def read_case(file: Path) -> Case:
    """The case in a file."""
    rule, *lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    case = Case(rule.strip())
    into: list[str] | None = None
    for line in lines:
        header = _HEADER.fullmatch(line.rstrip("\n"))
        if header and header[1] == "---":
            into = None
            case.files.append((header[2], header[3], ""))
        elif header:
            into = {"problems": case.problems, "values": case.values, "history": case.changes}[
                header[2]
            ]
        elif into is not None:
            into.append(line.rstrip("\n"))
        else:
            path, how, text = case.files[-1]
            case.files[-1] = (path, how, text + line)
    return case


def all_cases() -> dict[str, Case]:
    """Every case by its name, which is its place below tests/cases."""
    return {
        str(file.relative_to(FOLDER).with_suffix("")): read_case(file)
        for file in sorted(FOLDER.rglob("*.txt"))
    }


def value_of(hub: Hub, place: str) -> str:
    """The value at ``kind id field.field.0`` as JSON; ``absent`` when the hub has no such
    record."""
    kind, record_id, *where = place.split()
    record: Any = hub.community if kind == "community" else hub.records[kind].get(record_id)
    if record is None:
        return "absent"
    for step in where[0].split(".") if where else ():
        record = record[int(step)] if step.isdigit() else getattr(record, step)
    return json.dumps(
        record,
        ensure_ascii=False,
        default=lambda value: value.isoformat() if isinstance(value, date) else str(value),
    )


__all__ = ["Case", "all_cases", "hubs", "read_case", "value_of"]
