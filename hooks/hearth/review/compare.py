"""Compare two states of a hub, record by record: added, removed, changed, renamed; and the effect
on calendars.

Only what is public is compared in detail; of everything else it is told how much of it changed, and
nothing more.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, Literal, cast

from hearth.base.problems import Problem
from hearth.kinds import KINDS, Kind, Record, kind_named, list_files
from hearth.kinds.event import Event
from hearth.kinds.group import Group
from hearth.kinds.venue import Venue
from hearth.kinds.vocabulary import Topic
from hearth.model.hub import Hub, load_hub
from hearth.model.links import Target, without
from hearth.model.schedule import Occurrence
from hearth.model.settings import Settings, read_settings
from hearth.outputs.api import PRIVATE
from hearth.read.sources import SourceFile, read_file
from hearth.views.planet import BlogPost, blog_posts

What = Literal["added", "changed", "renamed", "removed", "left out", "mended"]
LATE = timedelta(days=1)
"""Calendars that ask once a day do not learn in time of what changes later than this before the
start."""
LEADS_NOWHERE = frozenset(
    {"unknown-id", "unknown-topic", "unknown-series", "unknown-page", "unknown-file"}
)
_WORD = re.compile(r"[a-z0-9-]+")
_OF_THE_FILE = frozenset({"id", "path"})


@dataclass(frozen=True)
class Side:
    """A hub before or after, and what is known of its files."""

    hub: Hub
    problems: tuple[Problem, ...]
    closed: frozenset[str]
    """Files of people that are not public in every part, or may not be."""
    pages: Mapping[str, str]
    """Hand-written pages: their path below content/, and a fingerprint of their text."""

    @cached_property
    def broken(self) -> frozenset[str]:
        """Files with an error; their records are left out of the hub."""
        return frozenset(problem.path for problem in self.problems if problem.severity == "error")


@dataclass(frozen=True)
class Difference:
    """One field that is not as it was."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Change:
    """What happened to one record. ``before`` is None when it is new, ``after`` when it is gone."""

    what: What
    before: Record | None
    after: Record | None
    fields: tuple[Difference, ...] = ()

    @property
    def record(self) -> Record:
        """The record as it is now, else as it was."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change without a record")
        return found


@dataclass(frozen=True)
class Late:
    """A date that changes so shortly before it that calendars do not tell everybody."""

    item: Occurrence
    hours: int | None
    """From the change to its start; None when the instant of the change is not known."""
    gone: bool = False
    """Whether it is the date as it was, of an event that is not there any more or was moved further
    away."""


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two states of a hub."""

    base: Hub
    head: Hub
    changes: tuple[Change, ...]
    not_public: int
    """Records that changed in what the public does not see."""
    pages: tuple[tuple[What, str], ...]
    """Hand-written pages, by title."""
    blogs: tuple[tuple[What, BlogPost], ...]
    """What is shown of members' and groups' own blogs, and was not, and the other way round."""
    settings: tuple[Difference, ...]
    late: tuple[Late, ...]
    calendars: Mapping[str, tuple[str, ...]]
    """Topics and groups whose calendars change: kind → ids."""
    problems: tuple[Problem, ...]
    """What is wrong now and may be shown, errors and new ones first."""
    new_problems: frozenset[Problem]
    closed_problems: int
    errors: int
    errors_before: int
    warnings: int
    warnings_before: int
    leading_nowhere: int

    @property
    def nothing(self) -> bool:
        """Whether the two are the same in everything that is compared."""
        there = self.changes or self.not_public or self.pages or self.blogs or self.settings
        return not (there or self.new_problems)


def read_side(root: Path, as_of: date) -> Side:
    """The hub in ``root`` as one side of a comparison. Git is not asked: both sides are seen
    without a history."""
    settings, wrong = read_settings(root)
    hub, problems = load_hub(root, settings, as_of, history={})
    problems.extend(wrong)
    found = tuple(problems)
    pages = {
        uri: hashlib.sha256((root / "content" / uri).read_bytes()).hexdigest() for uri in hub.pages
    }
    return Side(hub, found, _closed(root, hub, found), pages)


def _closed(root: Path, hub: Hub, problems: tuple[Problem, ...]) -> frozenset[str]:
    closed = {record.path for record in hub if not hub.shows(record) or record.not_public}
    known = {record.path for record in hub}
    # Of a record that is left out only its file can tell, and a file that lists several may hold
    # one beside others that are known; where even that cannot be read, silence about people is the
    # safe answer.
    unsure = {problem.path for problem in problems}
    for path in (unsure - known) | (unsure & list_files().keys()):
        says = _says_public(root, path) if path in hub.source_paths else None
        if says is False or (says is None and _of_people(path)):
            closed.add(path)
    return frozenset(closed)


def _of_people(path: str) -> Kind | None:
    """The kind that tells of people and has a file among its own."""
    personal = (kind for kind in KINDS.values() if kind.personal)
    return next((kind for kind in personal if path.startswith(f"{kind.folder}/")), None)


def _says_public(root: Path, path: str) -> bool | None:
    """Whether a file says of each of its records that everybody may see all of it; None when it
    cannot be read."""
    if (root / path).is_symlink() or not (root / path).is_file():
        return None
    sources, _ = read_file(root, SourceFile("", path, is_list=path in list_files()))
    if not sources:
        return None
    found = [source.fields for source in sources]
    return all(
        fields.get("visible", "public") == "public" and not fields.get("not_public")
        for fields in found
    )


def compare(base: Side, head: Side, changed_at: datetime | None = None) -> Comparison:
    """What ``head`` does to ``base``; ``changed_at`` is the instant of the change, where it is
    known."""
    before, after = base.hub.public(), head.hub.public()
    changes = tuple(_changes(base, head, before, after))
    closed = base.closed | head.closed
    unseen = _unseen_ids(base) | _unseen_ids(head)
    shown = [problem for problem in head.problems if not _is_closed(problem, closed, unseen)]
    new = _new(base.problems, head.problems)
    shown.sort(
        key=lambda problem: (problem.severity != "error", problem not in new)
    )  # and by place, as they come
    errors, errors_before = (
        sum(p.severity == "error" for p in side.problems) for side in (head, base)
    )
    return Comparison(
        before,
        after,
        changes,
        _not_public(base, head, before, after),
        tuple(_pages(base, head)),
        tuple(_blogs(before, after)),
        tuple(_settings(base.hub.settings, head.hub.settings)),
        tuple(_late(before, after, changes, changed_at)),
        _calendars(before, after, changes),
        tuple(shown),
        frozenset(new),
        len(head.problems) - len(shown),
        errors,
        errors_before,
        len(head.problems) - errors,
        len(base.problems) - errors_before,
        sum(
            problem.code in LEADS_NOWHERE
            for problem in head.problems
            if problem.severity == "error"
        ),
    )


# -- problems ------------------------------------------------------------------------------------


def _blogs(before: Hub, after: Hub) -> Iterator[tuple[What, BlogPost]]:
    """Entries that came or say something else, the newest first, and those that went."""
    old, new = ({post.name: post for post in blog_posts(hub)} for hub in (before, after))
    for name, post in new.items():
        if name not in old:
            yield "added", post
        elif post.entry != old[name].entry:
            yield "changed", post
    yield from (("removed", post) for name, post in old.items() if name not in new)


def _unseen_ids(side: Side) -> frozenset[str]:
    """The ids of records that are not public, or may not be."""
    shown = {record.id for record in side.hub if side.hub.shows(record)}
    unread = side.closed - {record.path for record in side.hub}
    closed = {record.id for record in side.hub} | {PurePosixPath(path).stem for path in unread}
    return frozenset(closed - shown)


def _is_closed(problem: Problem, closed: frozenset[str], unseen: frozenset[str]) -> bool:
    """Whether a problem stands in what is not public, or names somebody who is not, as a cure may
    do."""
    people = _of_people(problem.path)
    if problem.path in closed or (people and _outermost(problem.field) in _closed_fields(people)):
        return True
    return not unseen.isdisjoint(_WORD.findall(problem.message))


def _closed_fields(kind: Kind) -> frozenset[str]:
    return (PRIVATE - {"path"}) | kind.private


def _outermost(field: str) -> str:
    return re.split(r"[.\[]", field, maxsplit=1)[0]


def _new(before: tuple[Problem, ...], after: tuple[Problem, ...]) -> set[Problem]:
    """The problems that were not there before, wherever in the file they stood."""

    def meaning(problem: Problem) -> tuple[object, ...]:
        return (
            problem.path,
            problem.code,
            problem.field,
            problem.what,
            problem.value,
            problem.severity,
        )

    known = {meaning(problem) for problem in before}
    return {problem for problem in after if meaning(problem) not in known}


# -- records -------------------------------------------------------------------------------------


def _changes(base: Side, head: Side, before: Hub, after: Hub) -> Iterator[Change]:
    """Every change of a public record, by kind and id."""
    gone = _left_out(base.hub, head), _left_out(head.hub, base)
    for kind in KINDS:
        old, new = _fair(before, kind, gone[0]), _fair(after, kind, gone[1])
        went, came = old.keys() - new.keys(), new.keys() - old.keys()
        renamed = _renamed(
            {name: old[name] for name in sorted(went)}, {name: new[name] for name in sorted(came)}
        )
        former = set(renamed.values())
        for record_id in sorted((old.keys() | new.keys()) - former):
            if record_id in renamed:
                was = old[renamed[record_id]]
                yield Change(
                    "renamed", was, new[record_id], tuple(differences(was, new[record_id]))
                )
            elif record_id in came:
                if KINDS[kind].personal and record_id in base.hub.records[kind]:
                    what: What = "added"  # it was there, but nobody saw it
                else:
                    what = "mended" if new[record_id].path in base.broken else "added"
                yield Change(what, None, new[record_id])
            elif record_id in went:
                yield from _went(old[record_id], head)
            elif found := tuple(differences(old[record_id], new[record_id])):
                yield Change("changed", old[record_id], new[record_id], found)
    if found := tuple(differences(before.community, after.community)):
        yield Change("changed", before.community, after.community, found)


def _went(record: Record, head: Side) -> Iterator[Change]:
    """What to say of a record that is not seen any more; nothing of a person who is there and not
    public."""
    if record.path in head.broken and record.path in head.hub.source_paths:
        if record.path not in head.closed:
            yield Change("left out", record, None)
    elif not KINDS[record.KIND].personal or record.id not in head.hub.records[record.KIND]:
        yield Change("removed", record, None)


def _left_out(hub: Hub, other: Side) -> set[Target]:
    """Records of ``hub`` that the other side has a file for, but leaves out because of an error."""
    if not other.broken:
        return set()
    return {
        (record.KIND, record.id)
        for record in hub
        if record.path in other.broken and record.id not in other.hub.records[record.KIND]
    }


def _fair(hub: Hub, kind: str, gone: set[Target]) -> dict[str, Record]:
    """The records of a kind without references that the other side has lost: an error is told once,
    where it stands."""
    records = dict(hub.records[kind])
    for target in gone:
        for link in hub.links.get(target, ()):
            if link.kind == kind and link.id in records:
                records[link.id] = without(records[link.id], gone.__contains__) or records[link.id]
    return records


def _renamed(went: Mapping[str, Record], came: Mapping[str, Record]) -> dict[str, str]:
    """New id → former id, of records that are the same under another name.

    They are the same when the new one says so in its aliases, or when heading or everything else is
    equal.
    """
    found: dict[str, str] = {}
    free = dict(went)
    for record_id, record in came.items():
        for alias in record.aliases:
            if alias in free and record_id not in found:
                found[record_id] = alias
                del free[alias]
    # The same contents are surer than the same title, so they are looked for first.
    for sign in (_content, _title):
        by_sign: dict[object, list[str]] = {}
        for former, record in free.items():
            by_sign.setdefault(sign(record), []).append(former)
        for record_id, record in came.items():
            if record_id not in found and (same := by_sign.get(sign(record))):
                found[record_id] = same.pop(0)
                del free[found[record_id]]
    return found


def _content(record: Record) -> str:
    return record.model_dump_json(exclude={*_OF_THE_FILE, "aliases"})


def _title(record: Record) -> str:
    return record.heading.casefold()


def differences(before: Record, after: Record) -> Iterator[Difference]:
    """The fields in which two states of a record differ, in the order of the model; none that the
    public does not see."""
    unseen = _OF_THE_FILE | _closed_fields(kind_named(after.KIND))
    for name in type(after).model_fields:
        if name not in unseen and getattr(before, name) != getattr(after, name):
            yield Difference(name, getattr(before, name), getattr(after, name))


def _not_public(base: Side, head: Side, before: Hub, after: Hub) -> int:
    """How many records differ in something that the public sees on neither side, or no longer."""
    count = 0
    for kind, record_id in {
        (record.KIND, record.id) for hub in (base.hub, head.hub) for record in hub
    }:
        old, new = base.hub.records[kind].get(record_id), head.hub.records[kind].get(record_id)
        shown, shows = before.records[kind].get(record_id), after.records[kind].get(record_id)
        path = (new or old).path  # type: ignore[union-attr]
        if (old is None and path in base.broken) or (new is None and path in head.broken):
            continue  # what the file says is not known, and its problem is counted
        seen = shows is not None and (shown is None or any(differences(shown, shows)))
        count += old != new and not seen and not (shown is not None and new is None)
    return count


# -- pages, settings -----------------------------------------------------------------------------


def _pages(base: Side, head: Side) -> Iterator[tuple[What, str]]:
    for uri in sorted(base.pages.keys() | head.pages.keys()):
        page = head.hub.pages.get(uri) or base.hub.pages[uri]
        if uri not in base.pages:
            yield "added", page.title
        elif uri not in head.pages:
            yield "removed", page.title
        elif base.pages[uri] != head.pages[uri]:
            yield "changed", page.title


def _settings(before: Settings, after: Settings) -> Iterator[Difference]:
    for name in Settings.model_fields:
        if getattr(before, name) != getattr(after, name):
            yield Difference(name, getattr(before, name), getattr(after, name))


# -- calendars -----------------------------------------------------------------------------------


def _calendars(before: Hub, after: Hub, changes: tuple[Change, ...]) -> dict[str, tuple[str, ...]]:
    """The topics and groups whose calendars change."""
    was = [change.before for change in changes if change.before is not None]
    now = [change.after for change in changes if change.after is not None]
    topics: set[str] = set()
    groups: set[str] = set()
    for hub, event in (*_events(before, was), *_events(after, now)):
        topics.update(event.topics)
        groups.update(hub.groups_of(event))
    return {Topic.KIND: tuple(sorted(topics)), Group.KIND: tuple(sorted(groups))}


def _events(hub: Hub, records: Iterable[Record]) -> Iterator[tuple[Hub, Event]]:
    """The events among records, and those at a venue among them."""
    for record in records:
        if record.KIND == Event.KIND:
            yield hub, cast(Event, record)
        elif record.KIND == Venue.KIND:
            yield from ((hub, event) for event in hub.referring(record, Event))


def _late(
    before: Hub, after: Hub, changes: tuple[Change, ...], changed_at: datetime | None
) -> Iterator[Late]:
    """The next date of each event that is new, gone, or at another time or place, when it is less
    than a day ahead.

    Without the instant of the change, what starts on the hub's day or the next counts.
    """
    since = changed_at or after.schedule.day_began
    until = since + (LATE if changed_at else 2 * LATE)
    for change in changes:
        if change.record.KIND != Event.KIND:
            continue
        old = _dates(before, change.before)
        new = _dates(after, change.after)
        yield from _soonest(
            [item for key, item in new.items() if key not in old], since, until, changed_at, False
        ) or (
            _soonest(
                [item for key, item in old.items() if key not in new],
                since,
                until,
                changed_at,
                True,
            )
        )


def _soonest(
    items: list[Occurrence],
    since: datetime,
    until: datetime,
    changed_at: datetime | None,
    gone: bool,
) -> list[Late]:
    soon = [item for item in items if since <= item.starts_at < until]
    if not soon:
        return []
    item = min(soon, key=lambda item: item.sort_key)
    hours = int((item.starts_at - since).total_seconds() // 3600) if changed_at else None
    return [Late(item, hours, gone)]


def _dates(hub: Hub, record: Record | None) -> dict[tuple[object, ...], Occurrence]:
    """The dates of an event by everything a person who comes must know."""
    if record is None:
        return {}
    return {
        (
            item.original,
            item.starts_at,
            item.ends_at,
            item.status,
            item.mode,
            item.venue,
            str(item.place),
            item.room,
        ): item
        for item in hub.schedule.by_event.get(record.id, ())
    }
