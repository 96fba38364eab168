"""References between records: found from the models' annotations, checked, and inverted."""

from __future__ import annotations

import types
import typing
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from hearth.base.similarity import NameSet
from hearth.base.strict_yaml import Where
from hearth.base.words import Said, said, said_together
from hearth.kinds import KINDS, Complaint, Record
from hearth.kinds.base import with_article
from hearth.kinds.fields import Guest, Ref
from hearth.kinds.vocabulary import Topic
from hearth.read.records import models_in

Target = tuple[str, str]
"""(kind, id)"""


class Reference(NamedTuple):
    """One reference: the record that makes it and the name of its outermost field."""

    kind: str
    id: str
    field: str


@dataclass(frozen=True)
class _Slot:
    """One field of a model that holds references, directly or in parts."""

    name: str
    kind: str | None
    """The kind referred to, when the field holds ids itself."""
    many: bool


@cache
def _slots(model: Any) -> tuple[_Slot, ...]:
    """The fields of ``model`` in which references can stand; worked out once per model."""
    slots = []
    for name, field in model.model_fields.items():
        annotation = (
            Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
        )
        ref = next(refs(annotation), None)
        # Most parts hold no references: only those that can are walked for each record.
        parts = [part for part in models_in(annotation) if part is not Guest and _slots(part)]
        if ref or parts:
            slots.append(_Slot(name, ref, _has_list(annotation)))
    return tuple(slots)


def refs(annotation: Any) -> Iterator[str]:
    """The kinds of records that a field of this annotation refers to."""
    for item in getattr(annotation, "__metadata__", ()):
        if isinstance(item, Ref):
            yield item.kind
    if get_origin(annotation) in (Annotated, list, typing.Union, types.UnionType):
        for argument in get_args(annotation):
            yield from refs(argument)


def _has_list(annotation: Any) -> bool:
    origin = get_origin(annotation)
    return origin is list or any(
        _has_list(argument)
        for argument in get_args(annotation)
        if origin in (Annotated, typing.Union, types.UnionType)
    )


def references(part: BaseModel) -> list[tuple[Where, Target]]:
    """Every reference in a record: where it stands and what it names."""
    found: list[tuple[Where, Target]] = []
    _note_references(part, (), found)
    return found


def _note_references(part: BaseModel, where: Where, found: list[tuple[Where, Target]]) -> None:
    values = part.__dict__
    for slot in _slots(type(part)):
        value = values[slot.name]
        if not value:
            continue
        at = (*where, slot.name)
        for index, item in enumerate(value if slot.many else (value,)):
            if item.__class__ is str and slot.kind:
                found.append(((*at, index) if slot.many else at, (slot.kind, item)))
            elif isinstance(item, BaseModel):
                _note_references(item, (*at, index) if slot.many else at, found)


def without(part: Any, gone: Callable[[Target], bool]) -> Any:
    """A copy of a record in which no reference satisfies ``gone``; parts that cannot stand without
    it go too.

    Returns None for a part whose own required reference is gone, or that says nothing without it.
    """
    changes: dict[str, Any] = {}
    model: Any = type(part)
    for slot in _slots(model):
        value = getattr(part, slot.name)
        if not value:
            continue
        kept = (
            [_kept(item, slot, gone) for item in value] if slot.many else _kept(value, slot, gone)
        )
        if slot.many:
            kept = [item for item in kept if item is not None]
        if kept == value:
            continue
        if kept is None and model.model_fields[slot.name].is_required():
            return None
        changes[slot.name] = kept
    if not changes:
        return part
    left = part.model_copy(update=changes)
    return (
        None
        if model.STANDS_ON and not any(getattr(left, name) for name in model.STANDS_ON)
        else left
    )


def _kept(item: Any, slot: _Slot, gone: Callable[[Target], bool]) -> Any:
    if isinstance(item, str) and slot.kind:
        return None if gone((slot.kind, item)) else item
    return without(item, gone) if isinstance(item, BaseModel) else item


class Index:
    """Who refers to whom, built up record by record."""

    def __init__(self) -> None:
        self._found: defaultdict[Target, dict[Reference, None]] = defaultdict(dict)

    def add(self, record: Record) -> list[tuple[Where, Target]]:
        """Note every reference of a record, and return them."""
        found = references(record)
        for where, target in found:
            self._found[target][Reference(record.KIND, record.id, str(where[0]))] = None
        return found

    def links(self) -> dict[Target, tuple[Reference, ...]]:
        """For every record that is referred to, the links that lead to it, in the order they were
        noted."""
        return {target: tuple(links) for target, links in self._found.items()}


def reverse(records: Iterable[Record]) -> dict[Target, tuple[Reference, ...]]:
    """For every record that is referred to, the links that lead to it."""
    index = Index()
    for record in records:
        index.add(record)
    return index.links()


def unknown_references(
    found: Iterable[tuple[Where, Target]],
    known: Mapping[str, NameSet],
    topic_words: Mapping[str, str],
) -> Iterator[Complaint]:
    """A complaint for every reference that leads nowhere, with the nearest id that does exist."""
    for where, (kind, record_id) in found:
        if record_id in known[kind]:
            continue
        code = "unknown-topic" if kind == Topic.KIND else "unknown-id"
        what = (
            said("is not a known topic")
            if kind == Topic.KIND
            else said("is not the id of %(kind)s", kind=with_article(kind))
        )
        yield Complaint(where, code, what, _cure(kind, record_id, known, topic_words))


def _cure(
    kind: str, record_id: str, known: Mapping[str, NameSet], topic_words: Mapping[str, str]
) -> Said:
    if kind == Topic.KIND and (topic := topic_words.get(record_id.casefold())):
        return said('Write "%(topic)s", which it is a word for.', topic=topic)
    near = known[kind].nearest(record_id)
    if near:
        return said('Did you mean "%(name)s"?', name=near)
    elsewhere = next(
        (other for other, ids in known.items() if other != kind and record_id in ids), None
    )
    if elsewhere:
        return said(
            "There is %(kind)s of that id, but %(wanted)s belongs here.",
            kind=with_article(elsewhere),
            wanted=with_article(kind),
        )
    where = KINDS[kind].list_file if KINDS[kind].in_list else f"{KINDS[kind].folder}/"
    fix = said(
        "Write the id of %(kind)s from %(where)s, or add it there.",
        kind=with_article(kind),
        where=where,
    )
    if not KINDS[kind].personal:
        return fix
    gone = said(
        "Was its file deleted? Bring it back and run `hearth forget %(id)s`, which takes it out of "
        "every file.",
        id=record_id,
    )
    return said_together(fix, gone)
