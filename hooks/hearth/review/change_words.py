"""Describe a change in plain words: for a comment under a pull request, for the terminal, and as
data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from hearth.base.problems import Problem
from hearth.base.words import N_, Translations
from hearth.kinds import COMMUNITY, Record, kind_named
from hearth.kinds.event import CALLED_OFF, Event
from hearth.kinds.vocabulary import Topic
from hearth.review.compare import Change, Comparison, Difference, Late
from hearth.review.event_telling import EventTelling, day_and_clock
from hearth.review.telling import ANY, Telling
from hearth.wording.document import (
    Block,
    Inline,
    Strong,
    entry,
    heading,
    paragraph,
    placed,
    sentences,
    written,
)

MOST_WARNINGS, MOST_CHANGES, MOST_PROBLEMS = 8, 22, 10
"""Lines of each kind that are written out; of the rest, the number is told."""
_NAMES = 5
_VALUE = 60
"""Characters of a value that is still told."""
_FIELDS = {"body": N_("text"), "all_day": N_("whole days"), "repeats": N_("repetition")}
TELLINGS: dict[str, Telling[Any]] = {Event.KIND: EventTelling()}
"""What there is to say of kinds beyond what their fields say."""
THE_COMMUNITY = f"the {COMMUNITY.noun}"
"""What the only record of its kind is called."""
_MENTION = re.compile(r"@(?=[^\s\u2060])|#(?=[^\W\u2060])")


def blocks(found: Comparison) -> list[Block]:
    """The whole report."""
    words = found.head.words
    said = [heading(words("What this change does")), paragraph(_summary(found))]
    said += _section(words, words("Please look at this"), list(_warnings(found)), MOST_WARNINGS)
    said += _section(words, words("Changes"), list(_lines(found)), MOST_CHANGES)
    posts = [post for what, post in found.blogs if what != "removed"]
    lines = [entry(f"{post.owner.heading}: {post.entry.title}") for post in posts]
    said += _section(words, words("From our blogs"), lines, MOST_CHANGES)
    said += list(_calendars(found))
    problems = [_problem(problem, found) for problem in found.problems]
    return said + _section(words, words("Problems"), problems, MOST_PROBLEMS)


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
        "changes": [_data(found.head.words, change) for change in found.changes],
        "pages": [{"what": what, "title": title} for what, title in found.pages],
        "blogs": [
            {"what": what, "of": post.owner.heading, "title": post.entry.title}
            for what, post in found.blogs
            if what != "removed"
        ],
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


def _data(words: Translations, change: Change) -> dict[str, Any]:
    if _is_person(change.record) and change.what == "removed":
        return {"what": change.what, "kind": change.record.KIND}
    fields = [{"field": item.field, **_values(words, change, item)} for item in change.fields]
    return {
        "what": change.what,
        "kind": change.record.KIND,
        "id": change.record.id,
        "was": change.before.id if change.before else None,
        "title": change.record.heading,
        "fields": fields,
    }


def _values(words: Translations, change: Change, item: Difference) -> dict[str, str]:
    if kind_named(change.record.KIND).personal:
        return {}
    parts = {"before": _value(words, item.before), "after": _value(words, item.after)}
    return {name: said for name, said in parts.items() if said is not None}


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


def _section(words: Translations, title: str, lines: Sequence[Block], most: int) -> list[Block]:
    if not lines:
        return []
    more = len(lines) - most
    shown = list(lines)
    if more > 0:
        shown = [*lines[:most], entry(words("and %(number)s more", number=words.number(more)))]
    return [heading(title, 3), *shown]


def _flat(block: Block) -> str:
    return written([block]).plain_text.removeprefix("- ")


# -- the first sentence --------------------------------------------------------------------------


def _summary(found: Comparison) -> str:
    words = found.head.words
    if found.nothing:
        return f"{words('Nothing that the hub shows changes.')} {_problem_count(found)}"
    said = []
    if changes := [words.noted(form) % {"things": things} for form, things in _counted(found)]:
        said.append(words("It %(changes)s.", changes=words.listed(changes)))
    if hidden := found.not_public:
        said.append(
            words.count(
                hidden,
                "record changes in what is not public.",
                "records change in what is not public.",
            )
        )
    return " ".join([*said, _problem_count(found)])


_VERBS = {
    "added": N_("adds %(things)s"),
    "changed": N_("changes %(things)s"),
    "renamed": N_("renames %(things)s"),
    "removed": N_("removes %(things)s"),
    "left out": N_("leaves out %(things)s"),
    "mended": N_("mends %(things)s"),
}
_PAGES = {
    "added": N_("Adds the page %(title)s"),
    "changed": N_("Changes the page %(title)s"),
    "removed": N_("Removes the page %(title)s"),
}


def _counted(found: Comparison) -> Iterator[tuple[str, str]]:
    """Each verb with what it does to how many of each kind."""
    words = found.head.words
    for what, form in _VERBS.items():
        told = [change.record for change in found.changes if change.what == what]
        nouns = [
            words.noted(THE_COMMUNITY) if noun == THE_COMMUNITY else _count(words, noun, records)
            for noun, records in _by_noun(told).items()
        ]
        if pages := sum(done == what for done, _ in found.pages):
            nouns.append(words.count(pages, "page"))
        if posts := sum(done == what for done, _ in found.blogs):
            nouns.append(words.count(posts, "entry of a blog", "entries of blogs"))
        if what == "changed" and found.settings:
            nouns.append(words("the settings"))
        if nouns:
            yield form, words.listed(nouns)


def _problem_count(found: Comparison) -> str:
    words = found.head.words
    said = [_counted_problems(words, found.errors, found.errors_before)]
    if found.leading_nowhere:
        said.append(
            words.count(found.leading_nowhere, "reference leads nowhere", "references lead nowhere")
        )
    if found.warnings or found.warnings_before:
        said.append(_counted_warnings(words, found.warnings, found.warnings_before))
    told = sentences(*said)
    if found.closed_problems:
        told += " " + words.count(
            found.closed_problems,
            "problem in what may not be public: “hearth check” names it.",
            "problems in what may not be public: “hearth check” names it.",
        )
    return told


def _counted_problems(words: Translations, now: int, before: int) -> str:
    return _than_before(
        words, words.count(now, "problem") if now else words("No problems"), now, before
    )


def _counted_warnings(words: Translations, now: int, before: int) -> str:
    return _than_before(
        words, words.count(now, "warning") if now else words("No warnings"), now, before
    )


def _than_before(words: Translations, said: str, now: int, before: int) -> str:
    if now == before:
        return words("%(count)s, as before", count=said) if now else said
    form = (
        N_("%(count)s, %(number)s more than before")
        if now > before
        else N_("%(count)s, %(number)s fewer than before")
    )
    return words.noted(form) % {"count": said, "number": abs(now - before)}


def _noun(record: Record) -> str:
    kind = kind_named(record.KIND)
    return THE_COMMUNITY if kind is COMMUNITY else kind.called(record)


def _called(words: Translations, record: Record) -> str:
    return words.noted(_noun(record))


def _telling(record: Record) -> Telling[Any]:
    return TELLINGS.get(record.KIND, ANY)


def _by_noun(records: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(_noun(record), []).append(record)
    return found


def _count(words: Translations, noun: str, records: Sequence[Record]) -> str:
    """2 people: how many there are, and what they are called."""
    many = kind_named(records[0].KIND).called_together(noun)
    return words.count(len(records), noun, many)


def _is_person(record: Record) -> bool:
    return kind_named(record.KIND).is_person(record)


# -- what to look at -----------------------------------------------------------------------------


def _warnings(found: Comparison) -> Iterator[Block]:
    words = found.head.words
    for late in found.late:
        yield entry(Strong(words("A late change:")), " ", *_late(found, late))
    identity = {item.field for item in found.settings} & {"namespace", "site_url"}
    if identity:
        yield entry(
            Strong(words("The site's address changes:")),
            " ",
            words(
                "the identity of everything in calendars and feeds is made from it, so "
                "subscribers would see all of it twice."
            ),
        )
    for change in found.changes:
        if change.what == "renamed":
            yield _renamed(words, change)
        elif change.what == "removed":
            yield from _telling(change.record).gone(found.base, change.record)


def _late(found: Comparison, late: Late) -> Iterator[str]:
    words, item = found.head.words, late.item
    hub = found.base if late.gone else found.head
    form = (
        N_("%(event)s was to start %(when)s (%(time)s).")
        if late.gone or item.status in CALLED_OFF
        else N_("%(event)s starts %(when)s (%(time)s).")
    )
    yield words.noted(form) % {
        "event": item.title,
        "when": _how_soon(found, late),
        "time": day_and_clock(hub, item),
    }
    yield " " + words("Calendars that ask once a day will not know: write to those who registered.")


def _how_soon(found: Comparison, late: Late) -> str:
    words = found.head.words
    if late.hours is None:
        # Two, where the day begins long before it does in UTC.
        days = (late.item.first_day - found.head.as_of).days
        if days <= 0:
            return words("today")
        return words("tomorrow") if days == 1 else words("in %(number)s days", number=days)
    if not late.hours:
        return words("within the hour")
    return words("in %(time)s", time=words.count(late.hours, "hour"))


def _renamed(words: Translations, change: Change) -> Block:
    before, after = change.before, change.after
    if before is None or after is None:
        raise ValueError("a rename without both names")
    parts: list[Inline] = [
        words(
            "%(kind)s “%(title)s”: the file is called %(new)s now, and was %(old)s.",
            kind=_called(words, after).capitalize(),
            title=after.heading,
            new=after.id,
            old=before.id,
        ),
        " ",
        _telling(after).renamed(words),
    ]
    if before.id not in after.aliases:
        parts.append(
            words("Its old address leads nowhere unless it says “aliases: [%(id)s]”.", id=before.id)
        )
    return entry(Strong(words("A new name for the file:")), " ", *parts)


# -- line by line --------------------------------------------------------------------------------


def _lines(found: Comparison) -> Iterator[Block]:
    words = found.head.words
    yield from _people(found)
    for change in found.changes:
        if change.what == "added" and not kind_named(change.record.KIND).personal:
            about = _telling(change.record).about(found.head, change.record)
            yield entry(*_named(words, N_("Adds the %(kind)s %(title)s"), change.record), about)
    for change in found.changes:
        if change.what in ("changed", "renamed") and change.fields:
            yield _changed(found, change)
    for change in found.changes:
        if change.what == "removed" and not _is_person(change.record):
            about = _telling(change.record).about(found.base, change.record)
            yield entry(*_named(words, N_("Removes the %(kind)s %(title)s"), change.record), about)
        elif change.what == "left out":
            form = N_("Leaves out the %(kind)s %(title)s until the problem in %(file)s is mended")
            yield entry(*_named(words, form, change.record))
        elif change.what == "mended":
            form = N_("Mends the %(kind)s %(title)s, which was left out before")
            yield entry(*_named(words, form, change.record))
    for what, title in found.pages:
        yield entry(*placed(words.noted(_PAGES[what]), title=Strong(title)))
    if found.settings:
        fields = ", ".join(_name(words, item.field) for item in found.settings)
        yield entry(words("Changes the settings: %(fields)s", fields=fields))


def _people(found: Comparison) -> Iterator[Block]:
    """Who is new, in one line for people and one for each sort of organisation; of people who go,
    only how many."""
    words = found.head.words
    came = [
        change.record
        for change in found.changes
        if change.what == "added" and kind_named(change.record.KIND).personal
    ]
    came.sort(key=lambda record: not _is_person(record))
    for noun, records in _by_noun(came).items():
        names = [record.heading for record in records[:_NAMES]]
        if len(records) > _NAMES:
            names.append(words("%(number)s more", number=len(records) - _NAMES))
        form = words.plural(
            "%(people)s is new to the hub: %(names)s",
            "%(people)s are new to the hub: %(names)s",
            len(records),
        )
        people = _count(words, noun, records)
        yield entry(form % {"people": people, "names": words.listed(names)})
    if gone := sum(
        change.what == "removed" and _is_person(change.record) for change in found.changes
    ):
        yield entry(
            words.count(gone, "person is no longer in the hub", "people are no longer in the hub")
        )


def _changed(found: Comparison, change: Change) -> Block:
    words, record = found.head.words, change.record
    parts = "; ".join(_difference(words, change, item) for item in change.fields)
    if kind_named(record.KIND) is COMMUNITY:
        what = words.noted(_noun(record))
        return entry(words("Changes %(what)s: %(fields)s", what=what, fields=parts))
    return entry(*_named(words, N_("Changes the %(kind)s %(title)s"), record), f": {parts}")


def _named(words: Translations, form: str, record: Record) -> tuple[Inline, ...]:
    """A message about a record, with what it is called and its title."""
    return placed(
        words.noted(form),
        kind=_called(words, record),
        title=Strong(record.heading),
        file=record.path,
    )


def _difference(words: Translations, change: Change, item: Difference) -> str:
    """start: 18:00 → 19:00; of people, and of what is long, only the field's name."""
    name = _name(words, item.field)
    if kind_named(change.record.KIND).personal:
        return name
    if change.before is not None and change.after is not None:
        told = _telling(change.record).difference(words, item.field, change.before, change.after)
        if told is not None:
            return told
    if _is_moment(item.before) and _is_moment(item.after):
        before, after = _moments(words, item.before, item.after)
        return f"{name}: {before} → {after}"
    old, new = _value(words, item.before), _value(words, item.after)
    if old is None or new is None:
        return name
    nothing = words.inside("change", "nothing")
    return f"{name}: {old or nothing} → {new or nothing}"


def _name(words: Translations, field: str) -> str:
    return words.noted(_FIELDS.get(field, field.replace("_", " ")))


def _is_moment(value: Any) -> bool:
    return isinstance(value, date)


def _moments(words: Translations, before: date, after: date) -> tuple[str, str]:
    """Two moments; the day is left away when it is the same."""
    both = isinstance(before, datetime) and isinstance(after, datetime)
    if both and before.date() == after.date():  # type: ignore[attr-defined]
        return words.clock(before), words.clock(after)  # type: ignore[arg-type]
    return _moment(words, before), _moment(words, after)


def _moment(words: Translations, value: date) -> str:
    clock = f", {words.clock(value)}" if isinstance(value, datetime) else ""
    return f"{words.day_in_week(value)}{clock}"


def _value(words: Translations, value: Any) -> str | None:
    """A value that is short enough to be told; empty for none; None for what is not told."""
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return words("yes") if value else words("no")
    if isinstance(value, date):
        return _moment(words, value)
    listed = isinstance(value, list) and all(isinstance(item, str) for item in value)
    if listed or isinstance(value, str | int | float):
        said = ", ".join(value) if listed else str(value)
        return said if len(said) <= _VALUE and "\n" not in said else None
    return None


def _calendars(found: Comparison) -> Iterator[Block]:
    words = found.head.words
    counts = [words.count(len(ids), kind) for kind, ids in found.calendars.items() if ids]
    if not counts:
        return
    labels = [
        found.head.topics[topic].heading
        for topic in found.calendars[Topic.KIND]
        if topic in found.head.topics
    ]
    named = f" ({', '.join(labels)})" if 0 < len(labels) <= _NAMES else ""
    total = sum(map(len, found.calendars.values()))
    form = words.plural(
        "The calendar of %(things)s changes", "The calendars of %(things)s change", total
    )
    yield entry(form % {"things": words.listed(counts)} + named)


def _problem(problem: Problem, found: Comparison) -> Block:
    words, new = found.head.words, ""
    if found.errors_before or found.warnings_before:
        new = words("new" if problem in found.new_problems else "as before")
    warning = words("warning") if problem.severity == "warning" else ""
    before = ", ".join(filter(None, (warning, new)))
    message = words.told(problem.message)
    told = f"{before}: {message}" if new else ", ".join(filter(None, (warning, message)))
    return entry(
        Strong(f"{problem.path}:{problem.line}:{problem.column}"), f" {told} [{problem.code}]"
    )
