"""The data of the weekly brief: parts, their items, and for every item what clears it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from hearth.base.words import ENGLISH, N_, Translations
from hearth.kinds.member import Member
from hearth.manage.figures import MetricContext

MOST = 7
"""So many lines of a part are told; the rest is counted."""
ROLES = ("leader", "manager", "administrator", "moderator")
"""Whom a brief can be for."""
LEADER, MANAGER, ADMINISTRATOR, MODERATOR = ROLES
_FIELD = re.compile(r"[a-z_]+=")


@dataclass(frozen=True)
class Cure:
    """What clears a line: a command that does it, or something to write into a file."""

    file: str = ""
    """Relative to the hub's folder."""
    write: str = ""
    """What to write there, as it stands; in a file of notes one entry of its list."""
    do: str = ""
    """What to do, in words, before or instead of writing; what is typed stands between
    backticks."""
    command: str = ""
    """What to type, where a command does it."""
    see: str = ""
    """What to type to see more of it."""


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


@dataclass(frozen=True)
class PartDefinition:
    """One part of the brief: what it is called, for whom it is, and exactly what stands in it."""

    id: str
    title: str
    roles: tuple[str, ...]
    definition: str
    lines: Callable[[MetricContext], Iterable[BriefItem]] = field(repr=False, compare=False)


PARTS: dict[str, PartDefinition] = {}
"""Every part by its id; ``hearth.manage.desk.brief`` says in which order they are told."""


def part(
    id: str,  # noqa: A002 - that is what it is
    title: str,
    *roles: str,
    definition: str,
) -> Callable[
    [Callable[[MetricContext], Iterator[BriefItem]]], Callable[[MetricContext], Iterator[BriefItem]]
]:
    """Note a function that finds the lines of a part."""

    def note(
        lines: Callable[[MetricContext], Iterator[BriefItem]],
    ) -> Callable[[MetricContext], Iterator[BriefItem]]:
        PARTS[id] = PartDefinition(id, title, roles, definition, lines)
        return lines

    return note


@dataclass(frozen=True)
class BriefPart:
    """A part with what waits in it, the most urgent first."""

    about: PartDefinition
    lines: tuple[BriefItem, ...]
    whole: bool = False
    """Whether all of it is told, however long."""

    @property
    def shown(self) -> tuple[BriefItem, ...]:
        return self.lines if self.whole else self.lines[:MOST]

    @property
    def more(self) -> int:
        """Lines that are not told."""
        return len(self.lines) - len(self.shown)


@dataclass(frozen=True)
class Brief:
    """What waits in a community on a day, for one hat or for all."""

    community: str
    day: date
    role: str | None
    parts: tuple[BriefPart, ...]
    """Those in which something waits."""
    quiet: tuple[PartDefinition, ...]
    """Those in which nothing does."""
    wrong: tuple[str, ...] = ()
    """Files of notes with a mistake, so that something may be missing."""
    words: Translations = ENGLISH
    """The language it is told in."""

    @property
    def week(self) -> str:
        """The week by ISO 8601, such as 2026-W48."""
        year, week, _ = self.day.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def waiting(self) -> int:
        """How many things wait, told or not."""
        return sum(len(one.lines) for one in self.parts)


# -- what the parts share --------------------------------------------------------------------------


def people(context: MetricContext) -> Mapping[str, Member]:
    """People who belong to the community on the day, by id."""
    return {name: context.persons[name] for name in sorted(context.belonging(context.day))}


def in_words(day: date, context: MetricContext) -> str:
    """3 December; with the year when it is another one and far away."""
    near = day.year == context.day.year or abs((day - context.day).days) < 120
    words = context.hub.words
    return words.day_month(day) if near else words.long_day(day)


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
    return Cure(
        command=typed(
            "hearth", "note", kind, *(f"{name}={value}" for name, value in fields.items())
        )
    )


def by_thanks(member: str, reason: str, event: str = "") -> Cure:
    """A cure by a thank-you that is noted."""
    return Cure(
        command=typed(
            "hearth", "thank", member, "--for", reason, *(["--event", event] if event else [])
        )
    )


def in_entry(context: MetricContext, name: str, field_and_value: str) -> Cure:
    """A cure by a field in an entry that a file of notes already has."""
    return Cure(notes_file(context, name), field_and_value, context.hub.words("in its entry"))


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
