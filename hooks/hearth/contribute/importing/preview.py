"""The import pipeline: rows to drafts, completed, merged, matched with the hub, and checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from hearth.base.similarity import NameSet
from hearth.base.words import N_, said
from hearth.contribute.importing.contacts import without_contacts
from hearth.contribute.importing.defaults import Called, finished
from hearth.contribute.importing.drafts import EMPTY, RowDraft, value_at
from hearth.contribute.importing.files import refused
from hearth.contribute.importing.mapping import ImportPlan, column_text, drafted, is_contact
from hearth.contribute.importing.matching import (
    as_written,
    base_id,
    contradictions,
    differences,
    heading_of,
    id_of_the_same,
    keys,
    may_be,
    may_have_become,
    names_for_id,
    near_key,
)
from hearth.contribute.importing.reachable import without_private_addresses
from hearth.contribute.importing.tables import Row
from hearth.contribute.importing.transforms import by_joined_words
from hearth.contribute.importing.validate import fitted
from hearth.contribute.importing.withheld import (
    below_former,
    judges,
    no_member,
    refuses,
    withheld,
    withheld_by_name,
)
from hearth.edit.record_files import path_of, reads_back, text_of
from hearth.kinds import KINDS, Complaint, Kind, Record
from hearth.kinds.descriptor import MatchKey
from hearth.kinds.lenient import name_key, one_line
from hearth.model.hub import Hub
from hearth.model.links import references, unknown_references
from hearth.model.rules import topic_words
from hearth.model.rules.tombstones import (
    Tombstones,
    of_contact,
    read_tombstones,
    without_removed,
    words_of,
)
from hearth.read.ids import Ids, slug
from hearth.read.readings import Readings

STATES = (N_("new"), N_("known"), N_("changed"), N_("left out"))
_JOINED = ("topics", "languages")
"""Lists that rows of one record add to."""


@dataclass(frozen=True)
class RowResult:
    """What becomes of one row."""

    number: int
    name: str
    state: str
    """new, known, changed (the hub has it, and the source says something else) or left out."""
    path: str | None = None
    """The file that is to be written, or the one that is there."""
    why: tuple[str, ...] = ()
    """Why it is left out, what differs, or what was lost on the way."""
    text: str | None = None
    """Of a new record, what its file says."""
    sheet: str = ""
    """The sheet it stands on, where a file has several."""


@dataclass(frozen=True)
class Preview:
    """What an import would do."""

    kind: str
    lines: tuple[RowResult, ...]
    unused: tuple[str, ...] = ()
    """Columns that nothing is taken from."""

    @property
    def counts(self) -> Mapping[str, int]:
        found = Counter(line.state for line in self.lines)
        return {state: found[state] for state in STATES}


@dataclass
class _Entry:
    """One record that rows describe, while it is on its way."""

    row: int
    sheet: str
    name: str
    fields: dict[str, Any]
    given_id: str | None
    set_: frozenset[str]
    """Fields the caller gave: the source says nothing of them."""
    notes: list[str] = field(default_factory=list)
    also: list[tuple[int, str, str, tuple[str, ...]]] = field(default_factory=list)
    """Further rows that describe it, and what they say otherwise."""


@dataclass(frozen=True)
class Drafted:
    """A row, and what it gives."""

    row: Row
    name: str
    draft: RowDraft
    given: frozenset[str]
    """Fields the caller gave: the source says nothing of them."""


def prepare(
    hub: Hub,
    rows: Sequence[Row],
    plan: ImportPlan,
    given: Mapping[str, Any],
    allow_forgotten: bool = False,
) -> Preview:
    """What would become of each row; nothing is written.

    ``given`` holds values by field for rows whose source says nothing there. Who was removed from
    the hub is left out unless that is allowed, and is no guest of anything.
    """
    return placed(hub, plan, drafts(hub, rows, plan, given, allow_forgotten))


def drafts(
    hub: Hub,
    rows: Sequence[Row],
    plan: ImportPlan,
    given: Mapping[str, Any],
    allow_forgotten: bool = False,
    published: bool = False,
) -> list[Drafted]:
    """What each row gives, completed and checked by itself; see ``prepare``. What its owner has
    ``published`` keeps the ways to reach somebody that its texts name."""
    stones = Tombstones() if allow_forgotten else read_tombstones(hub.root)[0]
    topics = topic_words(hub.topics.values())
    complain = partial(_unknown, hub.ids, topics)
    topics = dict(by_joined_words(topics))
    kind, called = KINDS[plan.kind], Called(hub)
    handled = plan.named if plan.by_hand else frozenset()
    found = []
    for row in rows:
        draft = drafted(plan, row, topics)
        own = frozenset(
            name.split(".")[0] for name in given if value_at(draft.fields, name) in EMPTY
        )
        if not draft.left_out:
            draft = finished(hub, kind, draft, given, called)
        if not draft.left_out:
            draft = _for_all(draft, published or kind.personal, hub.settings.internal)
        name = heading_of(plan.kind, draft.fields) or _first_words(row, plan)
        why = None if row.wrong else _withheld(kind, row, name, handled, hub.as_of)
        if why := why or (no_member(row.values) if plan.guests else None):
            draft = RowDraft({}, left_out=why)
        if not draft.left_out:
            draft = _without_removed(stones, plan.kind, row, draft)
        if not draft.left_out:
            draft = _without_reason(
                fitted(plan.kind, base_id(plan.kind, draft.fields), draft, complain), draft
            )
        found.append(Drafted(row, name, draft, own))
    return _without_who_refused(found) if kind.personal else found


def _for_all(draft: RowDraft, published: bool, internal: bool) -> RowDraft:
    """The draft without what is not for everybody: ways to reach somebody, and addresses that only
    some can use."""
    fields, notes = draft.fields, draft.notes
    if not published:
        fields, told = without_contacts(fields)
        notes = (*notes, *told)
    fields, told = without_private_addresses(fields, internal)
    return replace(draft, fields=fields, notes=(*notes, *told))


def _without_who_refused(found: Sequence[Drafted]) -> list[Drafted]:
    """The same without any row of somebody of whom another says that they do not want to be shown:
    who changed their mind is asked, not published."""
    said_no = {
        mark: each.row.number
        for each in found
        if refuses(each.draft.left_out)
        for mark in _marks(each)
    }
    kept = []
    for each in found:
        row = next((said_no[mark] for mark in _marks(each) if mark in said_no), 0)
        if row and not each.draft.left_out:
            why = said("row %(row)s says that they do not want to be listed", row=row)
            kept.append(replace(each, draft=RowDraft({}, each.draft.notes, why)))
        else:
            kept.append(each)
    return kept


def _marks(found: Drafted) -> Iterator[str]:
    """By what two rows are one person's: the name, and a mail address."""
    if name := name_key(found.name):
        yield name
    for value in found.row.values.values():
        if isinstance(value, str) and "@" in value and " " not in value:
            yield value.casefold()


def _withheld(kind: Kind, row: Row, name: str, handled: Collection[str], day: date) -> str | None:
    """Why a row is not to be published by what stands in it, beside its name and above it."""
    if kind.personal and below_former(row.under):
        return said('no member now, as "%(heading)s" above it says', heading=row.under[:40])
    why = withheld(kind, row.values, handled, day)
    return why or (withheld_by_name(name) if kind.personal else None)


def placed(
    hub: Hub, plan: ImportPlan, found: Sequence[Drafted], readings: Readings | None = None
) -> Preview:
    """Where each draft belongs: in a new file, or to a record of the hub. What ``readings`` know is
    not read again."""
    lines: list[RowResult] = []
    entries: list[_Entry] = []
    seen: dict[MatchKey, list[_Entry]] = {}
    for each in found:
        if why := each.draft.left_out:
            told = (why, *each.draft.notes)
            lines.append(
                RowResult(each.row.number, each.name, "left out", why=told, sheet=each.row.sheet)
            )
        else:
            _enter(plan, each, entries, seen)
    lines += _placed(hub, plan.kind, entries, readings)
    kind = KINDS[plan.kind]
    columns = dict.fromkeys(name for each in found for name in _stated(kind, each.row.values))
    unused = tuple(name for name in plan.leaves(columns) if not judges(kind, name))
    sheets = list(dict.fromkeys(each.row.sheet for each in found))
    ordered = sorted(lines, key=lambda line: (sheets.index(line.sheet), line.number))
    return Preview(plan.kind, tuple(ordered), unused)


def _stated(kind: Kind, values: Mapping[str, Any]) -> Iterator[str]:
    """The columns that say something; of people also the contacts in those that have parts."""
    for name, value in values.items():
        if value not in EMPTY:
            yield name
        if kind.personal and isinstance(value, dict):
            yield from (f"{name}.{part}" for part in value if value[part] and is_contact(part))


def _without_reason(fit: RowDraft, draft: RowDraft) -> RowDraft:
    """Of a row that is left out, what was lost before may be the reason: it stays told."""
    return RowDraft({}, (*fit.notes, *draft.notes), fit.left_out) if fit.left_out else fit


def _without_removed(stones: Tombstones, kind: str, row: Row, draft: RowDraft) -> RowDraft:
    """The draft without who was removed: a guest less, or a member that is left out."""
    if not stones.removed:
        return draft
    if not KINDS[kind].personal:
        fields = without_removed(stones, draft.fields)
        notes = (
            (said("somebody who was removed from the hub is not named"),)
            if fields != draft.fields
            else ()
        )
        return replace(draft, fields=fields, notes=(*draft.notes, *notes))
    contacts = [
        value
        for value in row.values.values()
        if isinstance(value, str) and "@" in value and " " not in value
    ]
    words = [*words_of(base_id(kind, draft.fields), draft.fields), *map(of_contact, contacts)]
    stone = stones.of(words)
    why = (
        said(
            "it is like somebody who was removed on %(day)s: ask first, then --allow-forgotten",
            day=stone.day,
        )
        if stone
        else None
    )
    return replace(draft, left_out=why) if why else draft


def _first_words(row: Row, plan: ImportPlan) -> str:
    """What a row without a heading is told by: the words for one, else its first; no contact."""
    title = KINDS[plan.kind].title_field
    ways = (
        way for name, each in plan.fields.items() if _is_heading(name, title) for way in each[:1]
    )
    called = " ".join(column_text(row.values, column) for way in ways for column in way.columns)
    texts = (one_line(value, 60) for value in row.values.values() if isinstance(value, str))
    return next((text for text in (one_line(called, 60), *texts) if text and "@" not in text), "")


def _is_heading(name: str, title: str) -> bool:
    return name == title or name in (f"first_{title}", f"last_{title}")


def _unknown(
    known: Mapping[str, NameSet], topics: Mapping[str, str], record: Record
) -> list[Complaint]:
    """References to records the hub does not have."""
    return list(unknown_references(list(references(record)), known, topics))


# -- rows that are one record --------------------------------------------------------------------


def _enter(
    plan: ImportPlan,
    found: Drafted,
    entries: list[_Entry],
    seen: dict[MatchKey, list[_Entry]],
) -> None:
    """Take a row as a record of its own, or as a further description of one that an earlier row
    describes."""
    row, draft = found.row, found.draft
    words = slug(" ".join(column_text(row.values, column) for column in plan.id_from))
    name = heading_of(plan.kind, draft.fields)
    entry = _Entry(
        row.number, row.sheet, name, draft.fields, words or None, found.given, list(draft.notes)
    )
    # An id of the source is certain: with it, nothing else makes two rows one record.
    marks: list[MatchKey] = [("id", words)] if words else list(keys(plan.kind, draft.fields))
    for key in marks:
        for first in seen.get(key, ()):
            if words or _are_one(plan.kind, draft.fields, first.fields):
                _join(plan.kind, first, entry)
                return
    entries.append(entry)
    for key in marks:
        seen.setdefault(key, []).append(entry)


def _are_one(kind: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two rows of one source are: a source that says different things means two."""
    return may_be(kind, one, other) and not contradictions(kind, one, other)


def _join(kind: str, first: _Entry, other: _Entry) -> None:
    apart = (*_JOINED, KINDS[kind].title_field, "url", "added")
    otherwise = tuple(
        name
        for name, value in other.fields.items()
        if name not in apart and first.fields.get(name, value) != value
    )
    for name in _JOINED:
        if more := other.fields.get(name):
            first.fields[name] = list(dict.fromkeys([*first.fields.get(name, []), *more]))
    first.also.append((other.row, other.sheet, other.name, otherwise))


# -- records the hub has -------------------------------------------------------------------------


def _placed(
    hub: Hub, kind: str, entries: list[_Entry], readings: Readings | None
) -> Iterator[RowResult]:
    known = _matches(hub, kind, entries)
    taken = {
        path.rsplit("/", 1)[1].rsplit(".", 1)[0]: path
        for path in hub.source_paths
        if path.startswith(_folder(kind))
    }
    ids = Ids(kind)
    for record_id in (*taken, *hub.records[kind], *_aliases(hub, kind)):
        ids.reserve(record_id)
    new: list[RowResult] = []
    for entry, record in zip(entries, known, strict=True):
        line = (
            _line_of_known(kind, entry, record)
            if record
            else _line_of_new(hub, kind, entry, ids, taken)
        )
        new.append(replace(line, sheet=entry.sheet))
        same = said("same as row %(row)s", row=f"{entry.sheet} {entry.row}".strip())
        for row, sheet, name, otherwise in entry.also:
            more = said("it says something else of: %(fields)s", fields=", ".join(otherwise))
            why = (same, more) if otherwise else (same,)
            yield RowResult(row, name, "known", line.path, why, sheet=sheet)
    yield from _proved(hub, new, readings)


def _folder(kind: str) -> str:
    return f"{KINDS[kind].folder}/"


def _aliases(hub: Hub, kind: str) -> Iterator[str]:
    for record in hub.records[kind].values():
        yield from record.aliases


def _matches(hub: Hub, kind: str, entries: list[_Entry]) -> list[Record | None]:
    """For each entry the record it is: first what is the same for sure, then what has only been
    changed."""
    records = {
        record_id: (record, as_written(record)) for record_id, record in hub.records[kind].items()
    }
    by_key: dict[MatchKey, list[str]] = {}
    for record_id, (_, fields) in records.items():
        for key in keys(kind, fields):
            by_key.setdefault(key, []).append(record_id)
    found: list[Record | None] = [_sure(hub, kind, entry, records, by_key) for entry in entries]
    # What is the same for sure goes first: no guess takes a record from the row it belongs to.
    claimed = {record.id for record in found if record}
    _claim_near(kind, entries, records, found, claimed)
    for index, entry in enumerate(entries):
        record, fields = records.get(id_of_the_same(kind, entry.fields, records), (None, {}))
        free = (
            found[index] is None
            and not entry.given_id
            and record is not None
            and record.id not in claimed
        )
        if free and record and may_have_become(kind, entry.fields, fields, hub.as_of):
            found[index] = record
            claimed.add(record.id)
    return found


def _claim_near(
    kind: str,
    entries: list[_Entry],
    records: Mapping[str, tuple[Record, dict[str, Any]]],
    found: list[Record | None],
    claimed: set[str],
) -> None:
    """Find the records that are near enough to be a row's, such as an event that was moved by an
    hour; no guess where there are several."""
    by_key: dict[MatchKey | None, list[str]] = {}
    for record_id, (_, fields) in records.items():
        by_key.setdefault(near_key(kind, fields), []).append(record_id)
    for index, entry in enumerate(entries):
        key = None if found[index] or entry.given_id else near_key(kind, entry.fields)
        free = [record_id for record_id in by_key.get(key, ()) if record_id not in claimed]
        if key and len(free) == 1 and may_be(kind, entry.fields, records[free[0]][1]):
            found[index] = records[free[0]][0]
            claimed.add(free[0])


def _sure(
    hub: Hub,
    kind: str,
    entry: _Entry,
    records: Mapping[str, Any],
    by_key: Mapping[MatchKey, list[str]],
) -> Record | None:
    if entry.given_id and entry.given_id in records:
        return hub.records[kind][entry.given_id]
    for key in keys(kind, entry.fields):
        found = [
            (contradictions(kind, entry.fields, records[record_id][1]), record_id)
            for record_id in by_key.get(key, ())
            if may_be(kind, entry.fields, records[record_id][1])
        ]
        if found:
            return hub.records[kind][min(found)[1]]
    return None


def _line_of_known(kind: str, entry: _Entry, record: Record) -> RowResult:
    told_apart = [
        said(
            "%(field)s: the hub has %(mine)s; the source %(theirs)s",
            field=field,
            mine=mine,
            theirs=theirs,
        )
        for field, mine, theirs in differences(kind, record, entry.fields, entry.set_)
    ]
    return RowResult(
        entry.row, entry.name, "changed" if told_apart else "known", record.path, tuple(told_apart)
    )


def _line_of_new(
    hub: Hub, kind: str, entry: _Entry, ids: Ids, taken: Mapping[str, str]
) -> RowResult:
    first = entry.given_id or base_id(kind, entry.fields)
    if first in taken and first not in hub.records[kind]:
        why = said(
            "%(taken)s is there and has a problem: mend it first, so that it can be compared",
            taken=taken[first],
        )
        return RowResult(entry.row, entry.name, "left out", taken[first], (why,))
    record_id = ids.take(
        *([entry.given_id] if entry.given_id else names_for_id(kind, entry.fields))
    )
    path, text = path_of(kind, record_id, entry.fields), text_of(kind, entry.fields)
    if not reads_back(path, text, entry.fields):
        return RowResult(
            entry.row,
            entry.name,
            "left out",
            why=(said("it cannot be written so that it reads back the same"),),
        )
    return RowResult(entry.row, entry.name, "new", path, tuple(entry.notes), text)


def _proved(hub: Hub, lines: list[RowResult], readings: Readings | None) -> Iterator[RowResult]:
    """The lines, without new files that the hub cannot take."""
    texts = {
        line.path: line.text
        for line in lines
        if line.state == "new" and line.path and line.text is not None
    }
    wrong = refused(hub, texts, readings) if texts else {}
    for line in lines:
        if line.state == "new" and line.path in wrong:
            yield replace(line, state="left out", path=None, text=None, why=(wrong[line.path],))
        else:
            yield line
