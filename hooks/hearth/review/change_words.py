"""Describe a change in plain words: for a comment under a pull request, for the terminal, and as
data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from hearth.base.format import long_day, weekday
from hearth.base.problems import Problem
from hearth.kinds import COMMUNITY, Record, kind_named
from hearth.kinds.event import CALLED_OFF, Event
from hearth.kinds.vocabulary import Topic
from hearth.review.compare import Change, Comparison, Difference, Late
from hearth.review.event_telling import EventTelling, day_and_clock
from hearth.review.telling import ANY, Telling
from hearth.wording import formatting
from hearth.wording.document import (
    Block,
    Inline,
    Strong,
    entry,
    heading,
    paragraph,
    sentences,
    written,
)

MOST_WARNINGS, MOST_CHANGES, MOST_PROBLEMS = 8, 22, 10
"""Lines of each kind that are written out; of the rest, the number is told."""
_NAMES = 5
_VALUE = 60
"""Characters of a value that is still told."""
_FIELDS = {"body": "text", "all_day": "whole days", "repeats": "repetition"}
TELLINGS: dict[str, Telling[Any]] = {Event.KIND: EventTelling()}
"""What there is to say of kinds beyond what their fields say."""
THE_COMMUNITY = f"the {COMMUNITY.noun}"
"""What the only record of its kind is called."""
_MENTION = re.compile(r"@(?=[^\s\u2060])|#(?=[^\W\u2060])")


def blocks(found: Comparison) -> list[Block]:
    """The whole report."""
    said = [heading("What this change does"), paragraph(_summary(found))]
    said += _section("Please look at this", list(_warnings(found)), MOST_WARNINGS)
    said += _section("Changes", list(_lines(found)), MOST_CHANGES) + list(_calendars(found))
    said += _section(
        "Problems", [_problem(problem, found) for problem in found.problems], MOST_PROBLEMS
    )
    return said


def as_markdown(found: Comparison) -> str:
    """The report for a comment that everybody can read: nobody is called by it, and nothing in it
    leads away."""
    # An invisible joiner: code hosts turn @name and #1 into messages and links, escaped or not.
    return _MENTION.sub("\\g<0>\u2060", written(blocks(found)).markdown)


def as_text(found: Comparison) -> str:
    """The report for a terminal."""
    return written(blocks(found)).plain_text


def as_json(found: Comparison) -> str:
    """The report as data."""
    parts = {
        "summary": _summary(found),
        "changes": [_data(change) for change in found.changes],
        "pages": [{"what": what, "title": title} for what, title in found.pages],
        "settings": [difference.field for difference in found.settings],
        "not_public": found.not_public,
        "warnings": [_flat(block) for block in _warnings(found)],
        "calendars": {kind: list(ids) for kind, ids in found.calendars.items()},
        "problems": {
            "errors": found.errors,
            "errors_before": found.errors_before,
            "warnings": found.warnings,
            "warnings_before": found.warnings_before,
            "lead_nowhere": found.leading_nowhere,
            "not_shown": found.closed_problems,
            "shown": [_problem_data(problem, found) for problem in found.problems],
        },
    }
    return json.dumps(parts, ensure_ascii=False, indent=2)


def _data(change: Change) -> dict[str, Any]:
    if _is_person(change.record) and change.what == "removed":
        return {"what": change.what, "kind": change.record.KIND}
    fields = [{"field": item.field, **_values(change, item)} for item in change.fields]
    return {
        "what": change.what,
        "kind": change.record.KIND,
        "id": change.record.id,
        "was": change.before.id if change.before else None,
        "title": change.record.heading,
        "fields": fields,
    }


def _values(change: Change, item: Difference) -> dict[str, str]:
    if kind_named(change.record.KIND).personal:
        return {}
    parts = {"before": _value(item.before), "after": _value(item.after)}
    return {name: words for name, words in parts.items() if words is not None}


def _problem_data(problem: Problem, found: Comparison) -> dict[str, Any]:
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "severity": problem.severity,
        "message": found.head.words.told(problem.message),
        "new": problem in found.new_problems,
    }


def _section(title: str, lines: Sequence[Block], most: int) -> list[Block]:
    if not lines:
        return []
    more = len(lines) - most
    shown = (
        list(lines) if more <= 0 else [*lines[:most], entry(f"and {more:,} more".replace(",", " "))]
    )
    return [heading(title, 3), *shown]


def _flat(block: Block) -> str:
    return written([block]).plain_text.removeprefix("- ")


# -- the first sentence --------------------------------------------------------------------------


def _summary(found: Comparison) -> str:
    if found.nothing:
        return f"Nothing that the hub shows changes. {_problem_count(found)}"
    counts = [f"{verb} {formatting.listed(nouns)}" for verb, nouns in _counted(found)]
    first = f"It {formatting.listed(counts)}. " if counts else ""
    if hidden := found.not_public:
        first += (
            f"{formatting.count(hidden, 'record')} {'changes' if hidden == 1 else 'change'} in "
            "what is not public. "
        )
    return f"{first}{_problem_count(found)}"


_VERBS = {
    "added": "adds",
    "changed": "changes",
    "renamed": "renames",
    "removed": "removes",
    "left out": "leaves out",
    "mended": "mends",
}


def _counted(found: Comparison) -> Iterator[tuple[str, list[str]]]:
    """Each verb with what it does to how many of each kind."""
    for what, verb in _VERBS.items():
        told = [change.record for change in found.changes if change.what == what]
        nouns = [
            THE_COMMUNITY if noun == THE_COMMUNITY else _count(noun, records)
            for noun, records in _by_noun(told).items()
        ]
        if pages := sum(done == what for done, _ in found.pages):
            nouns.append(formatting.count(pages, "page"))
        if what == "changed" and found.settings:
            nouns.append("the settings")
        if nouns:
            yield verb, nouns


def _problem_count(found: Comparison) -> str:
    said = [_counted_problems(found.errors, found.errors_before, "problem")]
    if found.leading_nowhere:
        said.append(
            f"{formatting.count(found.leading_nowhere, 'reference')} "
            f"{'leads' if found.leading_nowhere == 1 else 'lead'} nowhere"
        )
    if found.warnings or found.warnings_before:
        said.append(_counted_problems(found.warnings, found.warnings_before, "warning"))
    words = sentences(*said)
    if found.closed_problems:
        words += (
            f" {formatting.count(found.closed_problems, 'problem')} in what may not be public: "
            "“hearth check” names it."
        )
    return words


def _counted_problems(now: int, before: int, noun: str) -> str:
    words = formatting.count(now, noun) if now else f"No {noun}s"
    if now == before:
        return words if not now else f"{words}, as before"
    return f"{words}, {abs(now - before)} {'more' if now > before else 'fewer'} than before"


def _noun(record: Record) -> str:
    kind = kind_named(record.KIND)
    return THE_COMMUNITY if kind is COMMUNITY else kind.called(record)


def _telling(record: Record) -> Telling[Any]:
    return TELLINGS.get(record.KIND, ANY)


def _by_noun(records: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(_noun(record), []).append(record)
    return found


def _count(noun: str, records: Sequence[Record]) -> str:
    """2 people: how many there are, and what they are called."""
    many = kind_named(records[0].KIND).called_together(noun)
    return formatting.count(len(records), noun, many)


def _is_person(record: Record) -> bool:
    return kind_named(record.KIND).is_person(record)


# -- what to look at -----------------------------------------------------------------------------


def _warnings(found: Comparison) -> Iterator[Block]:
    for late in found.late:
        yield entry(Strong("A late change:"), " ", *_late(found, late))
    identity = {item.field for item in found.settings} & {"namespace", "site_url"}
    if identity:
        yield entry(
            Strong("The site's address changes:"),
            " ",
            (
                "the identity of everything in calendars and feeds is made from it, so "
                "subscribers would see all of it twice."
            ),
        )
    for change in found.changes:
        if change.what == "renamed":
            yield _renamed(change)
        elif change.what == "removed":
            yield from _telling(change.record).gone(found.base, change.record)


def _late(found: Comparison, late: Late) -> Iterator[str]:
    item = late.item
    hub = found.base if late.gone else found.head
    starts = "was to start" if late.gone or item.status in CALLED_OFF else "starts"
    if late.hours is None:
        days = (
            item.first_day - found.head.as_of
        ).days  # two, where the day begins long before it does in UTC
        when = "today" if days <= 0 else "tomorrow" if days == 1 else f"in {days} days"
    else:
        when = f"in {formatting.count(late.hours, 'hour')}" if late.hours else "within the hour"
    yield f"{item.title} {starts} {when} ({day_and_clock(hub, item)}). "
    yield "Calendars that ask once a day will not know: write to those who registered."


def _renamed(change: Change) -> Block:
    before, after = change.before, change.after
    if before is None or after is None:
        raise ValueError("a rename without both names")
    parts: list[Inline] = [
        (
            f"{_noun(after).capitalize()} “{after.heading}”: the file is called {after.id} now, "
            f"and was {before.id}. "
        ),
        _telling(after).renamed(),
    ]
    if before.id not in after.aliases:
        parts.append(f"Its old address leads nowhere unless it says “aliases: [{before.id}]”.")
    return entry(Strong("A new name for the file:"), " ", *parts)


# -- line by line --------------------------------------------------------------------------------


def _lines(found: Comparison) -> Iterator[Block]:
    yield from _people(found)
    for change in found.changes:
        if change.what == "added" and not kind_named(change.record.KIND).personal:
            yield entry(
                f"Adds the {_noun(change.record)} ",
                Strong(change.record.heading),
                _telling(change.record).about(found.head, change.record),
            )
    for change in found.changes:
        if change.what in ("changed", "renamed") and change.fields:
            yield _changed(found, change)
    for change in found.changes:
        if change.what == "removed" and not _is_person(change.record):
            yield entry(
                f"Removes the {_noun(change.record)} ",
                Strong(change.record.heading),
                _telling(change.record).about(found.base, change.record),
            )
        elif change.what == "left out":
            yield entry(
                f"Leaves out the {_noun(change.record)} ",
                Strong(change.record.heading),
                f" until the problem in {change.record.path} is mended",
            )
        elif change.what == "mended":
            yield entry(
                f"Mends the {_noun(change.record)} ",
                Strong(change.record.heading),
                ", which was left out before",
            )
    for what, title in found.pages:
        yield entry(f"{_VERBS[what].capitalize()} the page ", Strong(title))
    if found.settings:
        yield entry(
            f"Changes the settings: {', '.join(_name(item.field) for item in found.settings)}"
        )


def _people(found: Comparison) -> Iterator[Block]:
    """Who is new, in one line for people and one for each sort of organisation; of people who go,
    only how many."""
    came = [
        change.record
        for change in found.changes
        if change.what == "added" and kind_named(change.record.KIND).personal
    ]
    came.sort(key=lambda record: not _is_person(record))
    for noun, records in _by_noun(came).items():
        names = [record.heading for record in records[:_NAMES]]
        more = [f"{len(records) - _NAMES} more"] if len(records) > _NAMES else []
        verb = "is" if len(records) == 1 else "are"
        yield entry(
            f"{_count(noun, records)} {verb} new to the hub: ", formatting.listed([*names, *more])
        )
    if gone := sum(
        change.what == "removed" and _is_person(change.record) for change in found.changes
    ):
        yield entry(
            f"{formatting.count(gone, 'person', 'people')} {'is' if gone == 1 else 'are'} no "
            "longer in the hub"
        )


def _changed(found: Comparison, change: Change) -> Block:
    record = change.record
    parts = [_difference(change, item) for item in change.fields]
    if kind_named(record.KIND) is COMMUNITY:
        return entry(f"Changes {_noun(record)}: ", "; ".join(parts))
    return entry(f"Changes the {_noun(record)} ", Strong(record.heading), f": {'; '.join(parts)}")


def _difference(change: Change, item: Difference) -> str:
    """start: 18:00 → 19:00; of people, and of what is long, only the field's name."""
    name = _name(item.field)
    if kind_named(change.record.KIND).personal:
        return name
    if change.before is not None and change.after is not None:
        told = _telling(change.record).difference(item.field, change.before, change.after)
        if told is not None:
            return told
    if _is_moment(item.before) and _is_moment(item.after):
        before, after = _moments(item.before, item.after)
        return f"{name}: {before} → {after}"
    old, new = _value(item.before), _value(item.after)
    return (
        name if old is None or new is None else f"{name}: {old or 'nothing'} → {new or 'nothing'}"
    )


def _name(field: str) -> str:
    return _FIELDS.get(field, field.replace("_", " "))


def _is_moment(value: Any) -> bool:
    return isinstance(value, date)


def _moments(before: date, after: date) -> tuple[str, str]:
    """Two moments; the day is left away when it is the same."""
    both = isinstance(before, datetime) and isinstance(after, datetime)
    if both and before.date() == after.date():  # type: ignore[attr-defined]
        return f"{before:%H:%M}", f"{after:%H:%M}"
    return _moment(before), _moment(after)


def _moment(value: date) -> str:
    clock = f", {value:%H:%M}" if isinstance(value, datetime) else ""
    return f"{weekday(value)} {long_day(value)}{clock}"


def _value(value: Any) -> str | None:
    """A value that is short enough to be told; empty for none; None for what is not told."""
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return _moment(value)
    listed = isinstance(value, list) and all(isinstance(item, str) for item in value)
    if listed or isinstance(value, str | int | float):
        words = ", ".join(value) if listed else str(value)
        return words if len(words) <= _VALUE and "\n" not in words else None
    return None


def _calendars(found: Comparison) -> Iterator[Block]:
    counts = [formatting.count(len(ids), kind) for kind, ids in found.calendars.items() if ids]
    if not counts:
        return
    labels = [
        found.head.topics[topic].heading
        for topic in found.calendars[Topic.KIND]
        if topic in found.head.topics
    ]
    named = f" ({', '.join(labels)})" if 0 < len(labels) <= _NAMES else ""
    total = sum(map(len, found.calendars.values()))
    yield entry(
        f"The {'calendar' if total == 1 else 'calendars'} of {formatting.listed(counts)} "
        f"{'changes' if total == 1 else 'change'}{named}"
    )


def _problem(problem: Problem, found: Comparison) -> Block:
    new = (
        ("new: " if problem in found.new_problems else "as before: ")
        if found.errors_before or found.warnings_before
        else ""
    )
    warning = "warning, " if problem.severity == "warning" else ""
    return entry(
        Strong(f"{problem.path}:{problem.line}:{problem.column}"),
        f" {warning}{new}{found.head.words.told(problem.message)} [{problem.code}]",
    )
