"""What an output shows, as a digest: as long as it is the same, so is the output.

A view of a page, a feed or a calendar is taken apart into the plain values it is made of. A record
in it stands for all it says, and for those that its card names.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date, time
from functools import partial
from types import BuiltinFunctionType, FunctionType

from pydantic import BaseModel

from hearth.base.store import digest
from hearth.kinds import Kind, Record
from hearth.model.links import Target
from hearth.site.dependencies import RecordSnapshot

_CALLED = (type, FunctionType, BuiltinFunctionType)
"""What is told by its name, unless it holds values of its own."""
_PLAIN = (str, int, float, date, time, type(None))


class UnnamedError(Exception):
    """A value holds something of which nobody can say what it will show."""


class ShownDigests:
    """Digests of values that hold records of one hub."""

    def __init__(self, snapshot: RecordSnapshot) -> None:
        self.snapshot = snapshot
        self._near: dict[Target, bytes] = {}
        self._frozen: dict[int, tuple[object, bytes]] = {}
        """Of values that never change, each beside its digest, so that it stays what it is."""

    def digest(self, value: object) -> bytes:
        """The digest of a value; nothing when it holds what has no name."""
        parts: list[bytes] = []
        try:
            self._note(value, parts)
        except UnnamedError:
            return b""
        return digest(b"\n".join(parts))

    def near(self, target: Target) -> bytes:
        """Of a record, and of those that its card shows."""
        found = self._near.get(target)
        if found is None:
            others = sorted(self.snapshot.carded.get(target, ()))
            stamps = [self.snapshot.stamps.get(one, b"") for one in (target, *others)]
            found = self._near[target] = digest(repr((target, others, stamps)).encode())
        return found

    def _note(self, value: object, parts: list[bytes]) -> None:
        if isinstance(value, _PLAIN):
            parts.append(repr(value).encode())
        elif isinstance(value, Record):
            parts.append(self.near((value.KIND, value.id)))
        elif isinstance(value, list | tuple):
            parts.append(b"[%d" % len(value))
            for item in value:
                self._note(item, parts)
        elif isinstance(value, Mapping):
            parts.append(b"{%d" % len(value))
            for name, item in value.items():
                self._note(name, parts)
                self._note(item, parts)
        elif isinstance(value, Set):
            parts.append(b"|%d" % len(value))
            parts += sorted(map(self._of_one, value))
        elif _is_frozen(value):
            parts.append(self._of_frozen(value))
        else:
            self._note_other(value, parts)

    def _of_one(self, value: object) -> bytes:
        parts: list[bytes] = []
        self._note(value, parts)
        return digest(b"\n".join(parts))

    def _of_frozen(self, value: object) -> bytes:
        """Of a value that many others hold, such as one time an event happens."""
        known = self._frozen.get(id(value))
        if known is None:
            parts: list[bytes] = []
            self._note_other(value, parts)
            known = self._frozen[id(value)] = value, digest(b"\n".join(parts))
        return known[1]

    def _note_other(self, value: object, parts: list[bytes]) -> None:
        parts.append(type(value).__qualname__.encode())
        if isinstance(value, Kind):
            parts.append(value.name.encode())
        elif is_dataclass(value) and not isinstance(value, type):
            for field in fields(value):
                self._note(getattr(value, field.name), parts)
        elif isinstance(value, BaseModel):
            parts.append(value.model_dump_json().encode())
        elif isinstance(value, partial):
            self._note([value.func, value.args, value.keywords], parts)
        elif isinstance(value, _CALLED) and not getattr(value, "__closure__", None):
            parts.append(f"{value.__module__}.{value.__qualname__}".encode())
        else:
            raise UnnamedError(type(value))


def _is_frozen(value: object) -> bool:
    """Whether it is a value with fields that never change."""
    parameters = getattr(type(value), "__dataclass_params__", None)
    return bool(parameters and parameters.frozen)
