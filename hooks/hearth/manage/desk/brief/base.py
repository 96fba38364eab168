"""The data of the weekly brief: parts, their items, and for every item what clears it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from hearth.base.words import N_, Translations
from hearth.kinds.fields import Part
from hearth.kinds.member import Member
from hearth.manage.figures import MetricContext

ROLES = ("leader", "manager", "administrator", "moderator")
"""Whom a brief can be for."""
LEADER, MANAGER, ADMINISTRATOR, MODERATOR = ROLES
_FIELD = re.compile(r"[a-z0-9_.]+=")
GRAVITY = ("people", "promise", "fades", "waits")
"""What can be lost, the worst first: what a person or a guest loses; a promise; what only fades;
nothing that is not there next week too."""


@dataclass(frozen=True)
class Loss:
    """What is lost when something waits for too long."""

    gravity: str
    words: str
    """Goes on after "otherwise"."""

    @property
    def rank(self) -> int:
        return GRAVITY.index(self.gravity)


@dataclass(frozen=True)
class Cure:
    """What clears a line: a command that does it, or something to write into a file."""

    file: str = ""
    """Relative to the hub's folder."""
    do: str = ""
    """What to do, in words, before or instead of typing; what is typed stands between
    backticks."""
    command: str = ""
    """What to type, where a command does it."""
    see: str = ""
    """What to type to see more of it."""
    note: str = ""
    """The kind of note that the command writes, so that a form can do it too."""
    fields: tuple[tuple[str, str], ...] = ()
    """What that note, or the file, says then as far as it is known, by field; what is yet to be
    said is in capital letters."""
    entry: int | None = None
    """Which note of a file, from 1."""


@dataclass(frozen=True)
class BriefItem:
    """One thing that waits."""

    subject: str
    """What it is about, such as member/ada."""
    name: str
    """What people know it by."""
    text: str
    """Why it stands here; goes on after the name."""
    cure: Cure
    until: date | None = None
    """The last day on which it is in time; None for what has none."""
    cause: tuple[str, ...] = ()
    """Why it waits, as it stays the same from week to week; with another cause it is a new
    thing."""
    detail: str = ""
    """What tells it from others of its part and subject."""
    alike: str = ""
    """Lines of a part with the same word here can be done in one go."""
    loses: Loss | None = None
    """What is lost when it waits, where that is not what its part says."""
    minutes: int | None = None
    """How long it takes, where that is not what its part says."""

    @property
    def key(self) -> str:
        """What it is called within its part, the same every week: ada, ada/metrics."""
        name = self.subject.partition("/")[2]
        return "/".join(part for part in (name, self.detail) if part)


@dataclass(frozen=True)
class PartDefinition:
    """One part of the brief: what it is called, for whom it is, what is lost when it waits, how
    many minutes one of its lines takes, and exactly what stands in it."""

    id: str
    title: str
    roles: tuple[str, ...]
    definition: str
    loses: Loss
    minutes: int
    label: str
    """What a line of it is called among those of other parts, such as Welcome."""
    lines: Callable[[MetricContext], Iterable[BriefItem]] = field(repr=False, compare=False)


PARTS: dict[str, PartDefinition] = {}
"""Every part by its id; ``hearth.manage.desk.brief`` says in which order they are told."""


def part(
    id: str,  # noqa: A002 - that is what it is
    title: str,
    *roles: str,
    definition: str,
    loses: Loss,
    minutes: int,
    label: str = "",
) -> Callable[
    [Callable[[MetricContext], Iterator[BriefItem]]], Callable[[MetricContext], Iterator[BriefItem]]
]:
    """Note a function that finds the lines of a part."""

    def note(
        lines: Callable[[MetricContext], Iterator[BriefItem]],
    ) -> Callable[[MetricContext], Iterator[BriefItem]]:
        PARTS[id] = PartDefinition(
            id, title, roles, definition, loses, minutes, label or title, lines
        )
        return lines

    return note


@dataclass(frozen=True)
class BriefPart:
    """A part with what waits in it, the most urgent first."""

    about: PartDefinition
    lines: tuple[BriefItem, ...]


# -- what the parts share --------------------------------------------------------------------------


def people(context: MetricContext) -> Mapping[str, Member]:
    """People who belong to the community on the day, by id."""
    return {name: context.persons[name] for name in sorted(context.belonging(context.day))}


def in_words(day: date, context: MetricContext) -> str:
    """3 December; with the year when it is another one and far away."""
    near = day.year == context.day.year or abs((day - context.day).days) < 120
    words = context.hub.words
    return words.day_month(day) if near else words.long_day(day)


def in_time(day: date, context: MetricContext) -> date:
    """The day, or today where it is over and can still be made good."""
    return max(day, context.day)


def within(day: date | None, context: MetricContext, ahead: int) -> bool:
    """Whether a day has come or will within so many days."""
    return day is not None and day <= context.day + timedelta(days=ahead)


def due(day: date, context: MetricContext) -> str:
    """was due on 3 December, is due today, is due on 4 December"""
    words = context.hub.words
    if day == context.day:
        return words("is due today")
    form = N_("was due on %(day)s") if day < context.day else N_("is due on %(day)s")
    return words.noted(form) % {"day": in_words(day, context)}


def notes_file(context: MetricContext, name: str) -> str:
    """The path of one file of the manager's notes."""
    return f"{context.hub.settings.private}/{name}.yml"


def by_note(kind: str, **fields: object) -> Cure:
    """A cure by a note of today."""
    given = tuple((name, str(value)) for name, value in fields.items())
    command = typed("hearth", "note", kind, *(f"{name}={value}" for name, value in given))
    return Cure(command=command, note=kind, fields=given)


def by_thanks(member: str, reason: str, event: str = "") -> Cure:
    """A cure by a thank-you that is noted."""
    at = ["--event", event] if event else []
    given = {"to": member, "reason": reason, "event": event}
    return Cure(
        command=typed("hearth", "thank", member, "--for", reason, *at),
        note="thanks",
        fields=tuple((name, value) for name, value in given.items() if value),
    )


def by_change(file: str, values: Mapping[str, object], do: str = "", see: str = "") -> Cure:
    """A cure by fields of a record that are set."""
    given = tuple((name, str(value)) for name, value in values.items())
    command = typed("hearth", "set", file, *(f"{name}={value}" for name, value in given))
    return Cure(file, do, command, see, fields=given)


def in_entry(context: MetricContext, kind: str, note: Part, field: str, value: object) -> Cure:
    """A cure by a field in a note that a file already has."""
    file, number = notes_file(context, kind), getattr(context.notes, kind).index(note) + 1
    command = typed("hearth", "set", file, "--entry", str(number), f"{field}={value}")
    return Cure(file, command=command, fields=((field, str(value)),), entry=number)


def typed(*words: str) -> str:
    """The words of a command as a shell takes them; what contributors wrote can be nothing but
    words there."""
    return " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    if shlex.quote(word) == word:
        return word
    field = _FIELD.match(word)
    start = field.end() if field else 0
    plain = not any(mark in word for mark in '"$`\\!%')
    return f'{word[:start]}"{word[start:]}"' if plain else shlex.quote(word)


def names(words: Translations, found: Iterable[str], most: int = 3) -> str:
    """Ada, Bo and 3 more"""
    parts = list(found)
    if len(parts) > most + 1:
        parts = [*parts[:most], words("%(number)s more", number=len(parts) - most)]
    return words.listed(parts)
