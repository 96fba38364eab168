"""What a source says, beside what it said before and what the hub says: new files, changes field by
field, and what is left to a person."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hearth.base.normalize import words as words_in
from hearth.base.strict_yaml import YamlError
from hearth.base.words import N_, said
from hearth.contribute.importing.columns import by_evidence, by_names
from hearth.contribute.importing.files import refused
from hearth.contribute.importing.matching import as_written
from hearth.contribute.importing.preview import Drafted, RowResult, drafts, placed
from hearth.contribute.importing.tables import Row, Rows
from hearth.edit.cutting import CannotCutError, with_fields
from hearth.edit.record_files import field_order
from hearth.edit.texts import FileChange, read_text
from hearth.follow.memory import SourceMemory, Taken, as_text
from hearth.kinds import KINDS, Record
from hearth.kinds.source import FollowedSource
from hearth.model.hub import Hub
from hearth.read.readings import Readings
from hearth.read.records import build

STATES = (N_("new"), N_("changed"), N_("kept"), N_("missing"), N_("left out"), N_("same"))
"""What can become of an entry: kept is what differs and was changed here by hand, missing what
the source names no more."""
USUAL = {"calendar": "ics", "page": "ics", "feed": "feed"}
"""By which form of file the kind of a source's entries is known, where it is not said."""


@dataclass(frozen=True)
class TakenLine:
    """What becomes of one entry of a source."""

    name: str
    state: str
    path: str | None = None
    why: tuple[str, ...] = ()


@dataclass
class Taking:
    """What would become of all that a source says."""

    source: FollowedSource
    memory: SourceMemory
    """What is known of the source afterwards."""
    lines: list[TakenLine] = field(default_factory=list)
    files: list[FileChange] = field(default_factory=list)
    notes: tuple[str, ...] = ()

    def counts(self) -> Mapping[str, int]:
        found = [line.state for line in self.lines]
        return {state: found.count(state) for state in STATES}


def unchanged(
    hub: Hub, source: FollowedSource, memory: SourceMemory, notes: tuple[str, ...] = ()
) -> Taking:
    """What is known of a source that says nothing new: what it names no more is asked about until
    somebody decided."""
    kind = source.becomes or usual_kind(source)
    named = {key for key, taken in memory.taken.items() if not taken.missing}
    lines = [line for _, (_, line) in _missing(hub, source, kind, memory, named)]
    return Taking(source, memory, lines, notes=notes)


def take(
    hub: Hub,
    source: FollowedSource,
    memory: SourceMemory,
    rows: Rows,
    readings: Readings | None = None,
) -> Taking:
    """What becomes of a source's rows; nothing is written, and what ``readings`` know is not read
    again."""
    kind = source.becomes or usual_kind(source)
    found = _drafted(hub, source, kind, rows)
    taking = Taking(source, memory, notes=rows.notes)
    known = {key: each for key, each in found.items() if key in memory.taken}
    merge = _Merge(hub, kind, memory)
    for key, each in known.items():
        merge.of(key, each)
    taken = {**memory.taken, **merge.taken}
    named = found if rows.whole else memory.taken
    for key, missing in _missing(hub, source, kind, memory, named):
        taken[key] = missing[0]
        merge.lines.append(missing[1])
    texts, why = merge.proved(readings)
    taking.lines += [*merge.lines, *why]
    taking.files += texts
    others = {key: each for key, each in found.items() if key not in known}
    for key, line, each in _placed(hub, kind, others, readings):
        taking.lines.append(TakenLine(line.name, _state(line), line.path, line.why))
        if line.text is not None and line.path:
            taking.files.append(FileChange(line.path, b"", line.text.encode()))
        if (record := _record_of(line)) and record not in {one.record for one in taken.values()}:
            taken[key] = Taken(record, _stated(kind, record, each))
    if any(line.state == "left out" for line in taking.lines):
        # What it lacked may be written here next time: then all of it is wanted, not what is new.
        memory = replace(memory, tag="", changed="")
    taking.memory = replace(memory, taken=taken)
    return taking


def usual_kind(source: FollowedSource) -> str:
    """What a source's entries become where nobody says it."""
    form = USUAL[source.service.form]
    return next(kind.name for kind in KINDS.values() if form in kind.importing.formats)


def _drafted(hub: Hub, source: FollowedSource, kind: str, rows: Rows) -> dict[str, Drafted]:
    """What each row gives, by what the source knows it by; a key that comes twice is counted."""
    keyed: dict[str, Row] = {}
    for number, row in enumerate(rows.rows, 1):
        first = key = row.key or " ".join(words_in(str(row.values.get("title", "")))) or str(number)
        again = 2
        while key in keyed:
            key, again = f"{first}#{again}", again + 1
        keyed[key] = replace(row, number=number)
    columns = dict.fromkeys(name for row in keyed.values() for name in row.values)
    plan = by_evidence(by_names(kind, columns, hub.community.language), list(keyed.values())).plan
    given = {**({"topics": source.topics} if source.topics else {}), **source.set}
    found = drafts(hub, list(keyed.values()), plan, given, published=True)
    return dict(zip(keyed, found, strict=True))


def _placed(
    hub: Hub, kind: str, found: Mapping[str, Drafted], readings: Readings | None
) -> Iterator[tuple[str, RowResult, Drafted]]:
    plan = by_names(kind, ())
    keys = {each.row.number: key for key, each in found.items()}
    for line in placed(hub, plan, list(found.values()), readings).lines:
        key = keys[line.number]
        yield key, line, found[key]


def _state(line: RowResult) -> str:
    return {"known": "same", "changed": "kept"}.get(line.state, line.state)


def _record_of(line: RowResult) -> str | None:
    """The id of the record that a row became, or that it is."""
    if line.state == "left out" or not line.path:
        return None
    return line.path.rsplit("/", 1)[1].rsplit(".", 1)[0]


def _stated(kind: str, record_id: str, found: Drafted) -> dict[str, Any]:
    """What a draft says, in the form in which records say it; when it came is the hub's to say."""
    record, wrong = build(KINDS[kind].model, {**found.draft.fields, "id": record_id, "path": "x"})
    fields = as_text(as_written(record)) if record and not wrong else {}
    fields.pop("added", None)
    return dict(fields)


def _missing(
    hub: Hub,
    source: FollowedSource,
    kind: str,
    memory: SourceMemory,
    named: Container[str],
) -> Iterator[tuple[str, tuple[Taken, TakenLine]]]:
    """What a source named before and names no more, though it is still to come. A feed names only
    what is newest."""
    for key, taken in memory.taken.items():
        record = hub.records[kind].get(taken.record)
        over = record is None or bool(KINDS[kind].passing(record, hub.as_of))
        if key in named or over or source.service.form == "feed" or record is None:
            continue
        since = taken.missing or hub.as_of.isoformat()
        why = said("the source names it no more since %(day)s: cancel it or take it out", day=since)
        line = TakenLine(record.heading, "missing", record.path, (why,))
        yield key, (replace(taken, missing=since), line)


class _Merge:
    """Brings what a source changed into records, and leaves what was changed here."""

    def __init__(self, hub: Hub, kind: str, memory: SourceMemory) -> None:
        self.hub, self.kind, self.memory = hub, kind, memory
        self.lines: list[TakenLine] = []
        self.taken: dict[str, Taken] = {}
        self.changes: dict[str, FileChange] = {}
        self.changed: dict[str, tuple[str, TakenLine]] = {}
        """By path, the key of what changes there and what is told of it."""

    def of(self, key: str, found: Drafted) -> None:
        taken = self.memory.taken[key]
        record = self.hub.records[self.kind].get(taken.record)
        if record is None:
            why = said("%(id)s was taken out here, and is not brought back", id=taken.record)
            self.lines.append(TakenLine(found.name, "kept", None, (why,)))
        elif found.draft.left_out:
            told = (found.draft.left_out, *found.draft.notes)
            self.lines.append(TakenLine(record.heading, "left out", record.path, told))
        else:
            self._merged(key, record, taken, _stated(self.kind, record.id, found))

    def _merged(self, key: str, record: Record, taken: Taken, theirs: dict[str, Any]) -> None:
        mine = as_text(as_written(record))
        differs = [
            name
            for name in field_order(self.kind)
            if not _same(theirs.get(name), taken.fields.get(name))
            and not _same(theirs.get(name), mine.get(name))
        ]
        ours = [name for name in differs if not _same(mine.get(name), taken.fields.get(name))]
        theirs_only = {name: theirs.get(name) for name in differs if name not in ours}
        why = [_told(name, mine.get(name), theirs.get(name)) for name in theirs_only]
        kept = [_kept(name, mine.get(name), theirs.get(name)) for name in ours]
        state = "changed" if theirs_only else "kept" if kept else "same"
        line = TakenLine(record.heading, state, record.path, (*why, *kept))
        if not theirs_only:
            self.taken[key] = Taken(record.id, theirs)
            self.lines.append(line)
        elif (change := self._written(record, theirs_only)) is None:
            told = (said("it is written in a way that only a person can change"), *line.why)
            self.lines.append(replace(line, state="kept", why=told))
        else:
            self.taken[key] = Taken(record.id, theirs)
            self.changes[record.path] = change
            self.changed[record.path] = key, line

    def _written(self, record: Record, fields: Mapping[str, Any]) -> FileChange | None:
        raw = (self.hub.root / record.path).read_bytes()
        before = read_text(raw)
        order = field_order(self.kind)
        try:
            text = with_fields(before.text, record.path, fields, order)
        except (CannotCutError, YamlError, KeyError):
            return None
        return FileChange(record.path, raw, before.with_text(text, keep_ends=False))

    def proved(self, readings: Readings | None) -> tuple[list[FileChange], list[TakenLine]]:
        """The changes that leave the hub right, and what is told of all of them."""
        texts = {path: change.after.decode("utf-8-sig") for path, change in self.changes.items()}
        wrong = refused(self.hub, texts, readings) if texts else {}
        lines = []
        for path, (key, line) in self.changed.items():
            if path in wrong:
                line = replace(line, state="left out", why=(wrong[path], *line.why))
                self.taken[key] = self.memory.taken[key]
            lines.append(line)
        return [each for path, each in self.changes.items() if path not in wrong], lines


def _same(one: Any, other: Any) -> bool:
    """Whether two values say the same; how lines are broken is no difference."""
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    return bool(one == other)


def _told(name: str, mine: Any, theirs: Any) -> str:
    return said(
        "%(field)s: %(mine)s → %(theirs)s", field=name, mine=_short(mine), theirs=_short(theirs)
    )


def _kept(name: str, mine: Any, theirs: Any) -> str:
    return said(
        "%(field)s was changed here to %(mine)s and stays; the source says %(theirs)s",
        field=name,
        mine=_short(mine),
        theirs=_short(theirs),
    )


def _short(value: Any) -> str:
    if value in (None, "", [], {}):
        return said("nothing")
    text = " ".join(_flat(value))
    return text if len(text) <= 80 else f"{text[:79]}…"


def _flat(value: Any) -> Iterable[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield f"{name}:"
            yield from _flat(inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from _flat(inner)
    else:
        yield " ".join(str(value).split())
