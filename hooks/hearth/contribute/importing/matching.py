"""Which record a row is, if the hub has it: by its id, by what makes records of its kind the same,
by its derived id.

Nothing is remembered between imports: the records themselves say what came before.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from hearth.base.normalize import fold
from hearth.contribute.importing.vocabulary import one_line
from hearth.kinds import KINDS, Record
from hearth.model.rules import same_address
from hearth.read.ids import propose_id
from hearth.read.records import build

Key = tuple[str, ...]
NEAR = timedelta(days=60)
"""How far an event of the same name is taken for the same one with a new date."""
HEADINGS = {"member": "name", "venue": "name", "group": "name", "topic": "label", "term": "term"}
"""The field people know a record by, where it is not the title."""


def heading_of(kind: str, fields: Mapping[str, Any]) -> str:
    """The words people know a row by; empty when it has none."""
    value = fields.get(HEADINGS.get(kind, "title"))
    return one_line(value) or "" if isinstance(value, str) else ""


def name_key(text: str) -> str:
    """Words without capitals, accents and punctuation; "C", "C++" and "C#" stay three."""
    return " ".join(re.findall(r"[\w+#]+", fold(text))) or " ".join(text.split())


def told(record: Record) -> dict[str, Any]:
    """What a record says, written as its file could have it, without what it does not say."""
    return record.model_dump(
        mode="json", exclude_unset=True, exclude_none=True, exclude={"id", "path"}
    )


def keys(kind: str, fields: Mapping[str, Any]) -> Iterator[Key]:
    """What two descriptions of one record share."""
    name = name_key(heading_of(kind, fields))
    if kind == "resource":
        if isinstance(fields.get("url"), str):
            yield "url", _address(fields["url"])
    elif not name:
        return
    elif kind == "event":
        yield "event", name, str(fields.get("start", ""))[:10]
    elif kind == "venue":
        yield "venue", name, name_key(str(fields.get("city", "")))
    elif kind == "post":
        yield "post", name, str(fields.get("date", ""))
    else:
        yield kind, name


def _address(url: str) -> str:
    try:
        return same_address(url)
    except ValueError:
        return url


def may_be(kind: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two of one key can be the same: people of one name are told apart by their links,
    events by their towns."""
    if kind == "member":
        links, others = _links(one), _links(other)
        return not links or not others or bool(links & others)
    return not _apart(_town(one), _town(other)) if kind == "event" else True


def may_have_become(
    kind: str, fields: Mapping[str, Any], known: Mapping[str, Any], as_of: date
) -> bool:
    """Whether a row can be a record that shares its derived id only, because one of the two was
    changed since."""
    heading = name_key(heading_of(kind, fields))
    # Of a name in another script the id keeps too little to tell two names apart.
    if not heading.isascii() or not may_be(kind, fields, known):
        return False
    if kind == "resource":
        return heading == name_key(heading_of(kind, known))
    return kind != "event" or _may_be_moved(
        str(fields.get("start", "")), str(known.get("start", "")), as_of
    )


def _may_be_moved(start: str, known: str, as_of: date) -> bool:
    """Whether an event can have been moved from one day to the other: not far, and not after it was
    over."""
    try:
        one, other = date.fromisoformat(start[:10]), date.fromisoformat(known[:10])
    except ValueError:
        return False
    return abs(one - other) <= NEAR and (other >= as_of or one < as_of)


def _links(fields: Mapping[str, Any]) -> set[str]:
    links = fields.get("links")
    given = links.items() if isinstance(links, dict) else ()
    return {
        f"{name}:{_address(value).casefold() if name == 'website' else value.casefold()}"
        for name, value in given
    }


def _town(fields: Mapping[str, Any]) -> str:
    place = fields.get("place")
    return name_key(str(place.get("city", ""))) if isinstance(place, dict) else ""


def _apart(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def base_id(kind: str, fields: Mapping[str, Any]) -> str:
    """The id a record gets when nobody has it yet."""
    return propose_id(KINDS[kind], fields)


def id_of_the_same(kind: str, fields: Mapping[str, Any], known: Collection[str]) -> str:
    """The id a row's record has, should the row be one that was changed; an event may have moved to
    another month.

    Where several of its name lie near each other none was moved: they are a series.
    """
    own = base_id(kind, fields)
    if kind != "event" or own in known:
        return own
    near = [
        other
        for month in _months_near(str(fields.get("start", "")))
        if (other := base_id(kind, {**fields, "start": month})) in known
    ]
    return near[0] if len(near) == 1 else own


def _months_near(start: str) -> Iterator[str]:
    """The months in which an event can have been before it was moved, its own aside: 2026-11."""
    if found := re.match(r"(\d{4})-(\d{2})", start):
        for step in (-2, -1, 1, 2):
            year, month = divmod(int(found[1]) * 12 + int(found[2]) - 1 + step, 12)
            yield f"{year:04}-{month + 1:02}"


def names_for_id(kind: str, fields: Mapping[str, Any]) -> list[str]:
    """What is tried for an id, one after the other."""
    more = {
        "event": [_town(fields), str(fields.get("start", ""))[8:10]],
        "venue": [str(fields.get("city", ""))],
    }
    return [base_id(kind, fields), *(name for name in more.get(kind, []) if name)]


def differences(
    kind: str, record: Record, fields: Mapping[str, Any], apart_from: Collection[str]
) -> list[tuple[str, str, str]]:
    """(field, what the hub says, what the source says) where a row says something that the record
    does not."""
    source, problems = _built(kind, record.id, fields)
    if problems:
        return []
    mine, theirs = told(record), told(source)
    found = []
    for name in fields:
        if name in apart_from or name == "added" or _holds(mine.get(name), theirs.get(name)):
            continue
        same = {"url": _address, HEADINGS.get(kind, "title"): name_key}.get(name)
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
        return "nothing"
    if isinstance(value, dict):
        return ", ".join(f"{name} {_shown(part)}" for name, part in value.items())
    if isinstance(value, list):
        return ", ".join(_shown(part) for part in value)
    return one_line(str(value), 80) or "nothing"
