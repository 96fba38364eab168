"""Match rows with records: by id, by what makes records of a kind the same, by derived id.

Nothing is remembered between imports: the records themselves say what came before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from hearth.base.words import said
from hearth.kinds import KINDS, Record
from hearth.kinds.descriptor import Matching, MatchKey
from hearth.kinds.lenient import address_key, name_key, one_line
from hearth.read.ids import propose_id
from hearth.read.records import build


def heading_of(kind: str, fields: Mapping[str, Any]) -> str:
    """The words people know a row by; empty when it has none."""
    value = fields.get(KINDS[kind].title_field)
    return one_line(value) or "" if isinstance(value, str) else ""


def as_written(record: Record) -> dict[str, Any]:
    """What a record says, written as its file could have it, without what it does not say."""
    return record.model_dump(
        mode="json", exclude_unset=True, exclude_none=True, exclude={"id", "path"}
    )


def _matching(kind: str) -> Matching:
    return KINDS[kind].importing.matching


def keys(kind: str, fields: Mapping[str, Any]) -> Iterator[MatchKey]:
    """What two descriptions of one record share."""
    matching = _matching(kind)
    if matching.address:
        address = fields.get(matching.address)
        if isinstance(address, str):
            yield matching.address, address_key(address)
    elif name := name_key(heading_of(kind, fields)):
        yield kind, name, *matching.beside(fields)


def near_key(kind: str, fields: Mapping[str, Any]) -> MatchKey | None:
    """What two descriptions still share when one of them was changed; None where that is no less
    than otherwise."""
    near, name = _matching(kind).near, name_key(heading_of(kind, fields))
    return (kind, name, *near(fields)) if near and name else None


def may_be(kind: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two of one key can be the same."""
    return not _matching(kind).apart(one, other)


def contradictions(kind: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    """How many fields, of those that are each record's own, both say and say differently."""
    stated = ((one.get(name), other.get(name)) for name in _matching(kind).own)
    return sum(bool(mine and theirs and mine != theirs) for mine, theirs in stated)


def may_have_become(
    kind: str, fields: Mapping[str, Any], known: Mapping[str, Any], as_of: date
) -> bool:
    """Whether a row can be a record that shares its derived id only, because one of the two was
    changed since."""
    # Of a name in another script the id keeps too little to tell two names apart.
    latin = name_key(heading_of(kind, fields)).isascii()
    return latin and may_be(kind, fields, known) and _matching(kind).changed(fields, known, as_of)


def base_id(kind: str, fields: Mapping[str, Any]) -> str:
    """The id a record gets when nobody has it yet."""
    return propose_id(KINDS[kind], fields)


def id_of_the_same(kind: str, fields: Mapping[str, Any], known: Collection[str]) -> str:
    """The id a row's record has, should the row be one that was changed.

    Where several of its name lie near each other none was moved: they are a series.
    """
    own = base_id(kind, fields)
    if own in known:
        return own
    former = (base_id(kind, before) for before in _matching(kind).former(fields))
    near = [record_id for record_id in former if record_id in known]
    return near[0] if len(near) == 1 else own


def names_for_id(kind: str, fields: Mapping[str, Any]) -> list[str]:
    """What is tried for an id, one after the other."""
    return [base_id(kind, fields), *filter(None, _matching(kind).more_for_id(fields))]


def differences(
    kind: str, record: Record, fields: Mapping[str, Any], apart_from: Collection[str]
) -> list[tuple[str, str, str]]:
    """(field, what the hub says, what the source says) where a row says something that the record
    does not."""
    source, problems = _built(kind, record.id, fields)
    if problems:
        return []
    mine, theirs = as_written(record), as_written(source)
    found = []
    for name in fields:
        # When a record came to the hub is the hub's to know.
        if name in apart_from or name == "added" or _holds(mine.get(name), theirs.get(name)):
            continue
        same = {"url": address_key, KINDS[kind].title_field: name_key}.get(name)
        if same and same(mine.get(name, "")) == same(theirs[name]):
            continue
        found.append((name, _shown(mine.get(name)), _shown(theirs.get(name))))
    return found


def _holds(mine: Any, theirs: Any) -> bool:
    """Whether what the source says stands in the hub, which may say more."""
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return all(_holds(mine.get(name), value) for name, value in theirs.items())
    if isinstance(mine, list) and isinstance(theirs, list):
        return all(any(_holds(one, other) for one in mine) for other in theirs)
    return bool(mine == theirs)


def _built(kind: str, record_id: str, fields: Mapping[str, Any]) -> tuple[Any, bool]:
    source, wrong = build(KINDS[kind].model, {**fields, "id": record_id, "path": "x"})
    return source, bool(wrong)


def _shown(value: Any) -> str:
    if value in (None, "", []):
        return said("nothing")
    if isinstance(value, dict):
        return ", ".join(f"{name} {_shown(part)}" for name, part in value.items())
    if isinstance(value, list):
        return ", ".join(_shown(part) for part in value)
    return one_line(str(value), 80) or said("nothing")
