"""The contents of the report to the organisation: goals, figures with their meaning, stories, and
what is asked for.

It tells of no person. Figures come without small numbers, and a text that names somebody is left
out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from hearth.base.words import N_, Translations
from hearth.manage.desk.goals import GoalState, goal_states
from hearth.manage.desk.periods import Period
from hearth.manage.desk.register import RegisterEntry, register, tally
from hearth.manage.figures import FIGURES, Answer, Figure, MetricContext, Table, measure
from hearth.manage.figures.base import year_before
from hearth.manage.ledger import GUEST
from hearth.manage.private import Notes
from hearth.manage.private.stakeholders import standings
from hearth.model.hub import Hub

MOST = 8
"""Figures in a report; with more, nobody reads any."""
GOALS = 4
MEMBERS = "members"
SEEN = 0.75
"""The share of points that must be known for a drawing to say something."""
STORIES = LEARNED = ASKS = 3
CYCLES: Mapping[str, str] = {
    "immediate": N_("a good moment"),
    "potential": N_("something learned"),
    "applied": N_("something done differently"),
    "realized": N_("something became better"),
    "reframing": N_("a new idea of what counts"),
}
"""The cycles of value in plain words (Wenger-Trayner)."""


@dataclass(frozen=True)
class Preset:
    """For whom a report is, and what it puts first for them."""

    reader: str
    """Who reads it, after "for"."""
    opening: str
    """Why it should matter to them, in a sentence."""
    figures: tuple[str, ...]
    """Figures in the order of what they care about; the first that are known are shown."""
    cycles: tuple[str, ...]
    """Cycles of value whose stories come first."""
    chart: str = MEMBERS
    """The figure that is drawn."""


PRESETS: Mapping[str, Preset] = {
    "everyone": Preset(
        "everybody who gives time or money",
        "What the community is for, how it is doing, and what it needs.",
        (
            "members",
            "active_90",
            "types",
            "newcomers",
            "second_act",
            "events_held",
            "speakers",
            "first_answer",
            "fresh",
            "coverage",
        ),
        ("realized", "applied", "reframing", "potential", "immediate"),
    ),
    "brand": Preset(
        "communications and brand",
        (
            "Who speaks in this community's name, whom it reaches, and what is said about it "
            "afterwards."
        ),
        (
            "speakers",
            "events_held",
            "attendance",
            "first_timers",
            "organisations",
            "members",
            "followup",
            "newcomers",
            "types",
            "curators",
        ),
        ("realized", "reframing", "applied", "potential", "immediate"),
    ),
    "customers": Preset(
        "those who look after customers",
        "What people who use our work get from each other here, and how soon.",
        (
            "first_answer",
            "active_90",
            "coverage",
            "fresh",
            "second_act",
            "retention",
            "followup",
            "time_fair",
            "access",
            "events_held",
        ),
        ("applied", "realized", "potential", "immediate", "reframing"),
        "newcomers",
    ),
    "employees": Preset(
        "those who look after employees",
        (
            "What people learn from each other here, and how they grow into doing something for "
            "others."
        ),
        (
            "types",
            "moves",
            "modes",
            "second_act",
            "retention",
            "speakers",
            "buddies",
            "returned",
            "curators",
            "time_fair",
        ),
        ("potential", "applied", "realized", "reframing", "immediate"),
        "newcomers",
    ),
    "department": Preset(
        "the department that carries it",
        "What the work amounts to, what it rests on, and where it is at risk.",
        (
            "active_180",
            "absence_factor",
            "newcomers",
            "organisations",
            "events_held",
            "conduct_coverage",
            "fresh",
            "coverage",
            "inactive",
            "access",
        ),
        ("realized", "applied", "reframing", "potential", "immediate"),
    ),
    "volunteers": Preset(
        "those who give their time",
        "What was done together, who carries it, and where another pair of hands is missing.",
        (
            "absence_factor",
            "newcomers",
            "second_act",
            "types",
            "buddies",
            "events_held",
            "returned",
            "curators",
            "access",
            "retention",
        ),
        ("immediate", "realized", "applied", "potential", "reframing"),
        "newcomers",
    ),
    "practice": Preset(
        "practitioners, and whoever lends them",
        "What practitioners told each other, what can be read of it, and what was done with it.",
        (
            "followup",
            "fresh",
            "coverage",
            "stories",
            "first_answer",
            "speakers",
            "curators",
            "active_90",
            "organisations",
            "events_held",
        ),
        ("applied", "realized", "potential", "reframing", "immediate"),
    ),
}
"""Whom a report can be for."""


@dataclass(frozen=True)
class Saying:
    """A figure in plain words, which follow its number."""

    words: str
    one: str = ""
    """The words that follow a 1, where they differ."""
    of_people: bool = False
    """Whether the number is of the people it counts over, and not its value."""

    def after(self, value: float, words: Translations) -> str:
        """What follows a number."""
        if not self.one:
            return words.noted(self.words)
        return words.plural(self.one, self.words, int(value) if value == int(value) else 2)


SAYINGS: Mapping[str, Saying] = {
    "members": Saying("people belong to the community", "person belongs to the community"),
    "active_90": Saying(
        "people took part within three months", "person took part within three months"
    ),
    "active_180": Saying(
        "people took part within half a year", "person took part within half a year"
    ),
    "types": Saying(
        "people did something for others within a year",
        "person did something for others within a year",
        of_people=True,
    ),
    "newcomers": Saying(
        "people did something for others for the first time within three months",
        "person did something for others for the first time within three months",
    ),
    "second_act": Saying("of newcomers came again within three months"),
    "retention": Saying("of those who began were still there a year later"),
    "returned": Saying(
        "people came back after half a year or more", "person came back after half a year or more"
    ),
    "inactive": Saying(
        "people have not been seen for half a year", "person has not been seen for half a year"
    ),
    "moves": Saying("of members do more than half a year before"),
    "modes": Saying("of members do more than come and listen"),
    "absence_factor": Saying(
        "people carry half of all the work", "person carries half of all the work"
    ),
    "organisations": Saying(
        "organisations have people who contribute", "organisation has people who contribute"
    ),
    "events_held": Saying("events took place within a year", "event took place within a year"),
    "attendance": Saying(
        "people come to an event, in the median", "person comes to an event, in the median"
    ),
    "first_timers": Saying("of those who came were there for the first time"),
    "speakers": Saying(
        "different people stood in front within a year", "person stood in front within a year"
    ),
    "time_fair": Saying("of members could join online events at a decent hour"),
    "access": Saying("of what people need to know about access is told before an event"),
    "conduct_coverage": Saying("of events name their rules and somebody to turn to"),
    "followup": Saying("of events left something for those who could not come"),
    "fresh": Saying("of what the library recommends was checked lately"),
    "coverage": Saying("of the topics people ask about have a person, a text and an event"),
    "curators": Saying("people look after the library", "person looks after the library"),
    "first_answer": Saying(
        "days until somebody who asks hears an answer, in the median",
        "day until somebody who asks hears an answer, in the median",
    ),
    "buddies": Saying("of newcomers have somebody who helps them to settle in"),
    "stories": Saying(
        "stories of a year tell what it was worth to somebody",
        "story of a year tells what it was worth to somebody",
    ),
}
"""What the number of each figure says."""


@dataclass(frozen=True)
class Story:
    """A story of what the community was worth to somebody."""

    title: str
    cycle: str
    outcome: str
    day: date


@dataclass(frozen=True)
class ReportContents:
    """Everything on the page."""

    period: Period
    preset: Preset
    name: str
    purpose: str
    foreword: str
    goals: tuple[GoalState, ...]
    """As they stand on the day of counting."""
    figures: tuple[Figure, ...]
    unknown: tuple[str, ...]
    """Titles of figures that would be shown and are not known well enough, or are hidden."""
    drawn: tuple[str, Table] | None
    """Title and numbers of what is drawn."""
    stories: tuple[Story, ...]
    learned: str
    """How many things were learned, and what they led to."""
    changes: tuple[tuple[str, str], ...]
    """(what was learned, what was decided or came of it)"""
    asks: tuple[str, ...]
    left_out: tuple[str, ...]
    """Beginnings of texts that name somebody and are not on the page."""
    counted_on: date
    day: date
    """The day of the figures that the records tell of: the last of the period, or of counting."""


def audiences(notes: Notes) -> dict[str, tuple[str, Preset]]:
    """Whom a report can be for, by name: the one of PRESETS whose words it has, and what it puts
    first. Stakeholders have the figures first that answer what they care about."""
    found = {name: (name, preset) for name, preset in PRESETS.items()}
    for key, one in standings(notes, date.max).items():
        shape = PRESETS[one.about.report]
        figures = tuple(dict.fromkeys((*one.about.figures, *shape.figures)))
        found.setdefault(
            key, (one.about.report, replace(shape, reader=one.about.role, figures=figures))
        )
    return found


def report(hub: Hub, notes: Notes, period: Period, audience: str) -> ReportContents:
    """The report for one of the audiences, on a period that is over or at least has begun."""
    shape, preset = audiences(notes)[audience]
    public, context = hub.public(), MetricContext.of(hub, notes)
    shown = _Filter(names_of_people(context))
    day = min(period.last, hub.as_of)
    goals = [goal for goal in public.community.goals if shown.shows(goal.title)]
    wanted = {*preset.figures, preset.chart, MEMBERS}
    measured = _figures(context, day, wanted)
    figures = {name: _in_round_numbers(figure).public() for name, figure in measured.items()}
    aimed_at = _figures(context, hub.as_of, {goal.metric for goal in goals})
    today = {name: figure.public() for name, figure in aimed_at.items()}
    chosen = [figures[name] for name in preset.figures if name in figures]
    entries = [entry for entry in register(hub, notes).every if period.holds(entry.note.date)]
    words = [
        note
        for note in notes.report
        if note.period == period.name and (not note.audiences or shape in note.audiences)
    ]
    asks = [ask for note in words for ask in note.asks]
    return ReportContents(
        period=period,
        preset=preset,
        name=public.community.name,
        purpose=public.community.purpose,
        foreword=" ".join(shown.of([note.foreword for note in words if note.foreword])),
        goals=goal_states(goals, today, hub.as_of)[:GOALS],
        figures=tuple(figure for figure in chosen if figure.now.enough)[:MOST],
        unknown=tuple(
            hub.words.noted(figure.about.title) for figure in chosen if not figure.now.enough
        ),
        drawn=_drawn(hub.words, figures.get(preset.chart))
        or _drawn(hub.words, figures.get(MEMBERS)),
        stories=_stories(public, period, preset, shown),
        learned=tally(entries, hub.words),
        changes=tuple(_changes(public, entries, shown))[:LEARNED],
        asks=tuple(shown.of(asks))[:ASKS],
        left_out=tuple(shown.left_out),
        counted_on=hub.as_of,
        day=day,
    )


def _figures(now: MetricContext, day: date, wanted: Collection[str]) -> dict[str, Figure]:
    """The figures that may be told: on a day where the records tell, else on the context's own."""
    open_ones = [about for name, about in FIGURES.items() if name in wanted and not about.manager]
    then = measure(now.at(day), [about.id for about in open_ones if about.dated])
    undated = measure(now, [about.id for about in open_ones if not about.dated])
    return then | undated


def _in_round_numbers(figure: Figure) -> Figure:
    """The figure as a report tells it: shares in whole percents, and people where its saying is of
    people."""
    of_people = SAYINGS[figure.about.id].of_people if figure.about.id in SAYINGS else False

    def told(answer: Answer) -> Answer:
        if of_people:
            return replace(answer, value=answer.n or None)
        return (
            replace(answer, value=round(answer.value))
            if figure.about.unit == "%" and answer.value
            else answer
        )

    about = replace(figure.about, unit="people") if of_people else figure.about
    return Figure(about, told(figure.now), told(figure.before) if figure.before else None)


def _drawn(words: Translations, figure: Figure | None) -> tuple[str, Table] | None:
    """The first column of numbers of a figure's table; nothing when there are few, or when many of
    them are hidden."""
    table = figure.now.table if figure else None
    if figure is None or table is None:
        return None
    known = sum(1 for row in table.rows if isinstance(row[1], int | float))
    if known < 3 or known < SEEN * len(table.rows):
        return None
    return words.noted(figure.about.title), Table(
        table.columns[:2], tuple(row[:2] for row in table.rows), table.chart
    )


def _stories(hub: Hub, period: Period, preset: Preset, shown: _Filter) -> tuple[Story, ...]:
    """Public stories that tell their cycle, of the year that ends with the period: its own first,
    by what the readers care about."""
    since = year_before(period.last)
    told = [
        post
        for post in hub.posts.values()
        if post.type == "story" and since < post.date <= min(period.last, hub.as_of)
    ]
    found = [
        Story(post.title, post.value_cycle, post.outcome or post.summary or "", post.date)
        for post in told
        if post.value_cycle
    ]
    found.sort(
        key=lambda story: (
            not period.holds(story.day),
            preset.cycles.index(story.cycle),
            -story.day.toordinal(),
            story.title,
        )
    )
    return tuple(story for story in found if shown.shows(f"{story.title} {story.outcome}"))[
        :STORIES
    ]


def _changes(
    hub: Hub, entries: Iterable[RegisterEntry], shown: _Filter
) -> Iterable[tuple[str, str]]:
    for entry in entries:
        decision = hub.posts.get(entry.note.decision or "")
        came_of_it = entry.note.outcome or (decision.title if decision else "")
        if came_of_it and shown.shows(f"{entry.note.insight} {came_of_it}"):
            yield entry.note.insight, came_of_it


class _Filter:
    """Lets texts pass that name nobody, and keeps in mind which did not."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names
        self.left_out: list[str] = []

    def shows(self, text: str) -> bool:
        told = _words(text)
        if any(name in told for name in self._names):
            self.left_out.append(f"{text[:40]}…" if len(text) > 40 else text)
            return False
        return True

    def of(self, texts: Iterable[str]) -> list[str]:
        return [text for text in texts if self.shows(text)]


def names_of_people(context: MetricContext) -> frozenset[str]:
    """What people are called, each name as words between blanks: members in both scripts and by ids
    of several words, and guests."""
    people = context.persons.values()
    called = [
        name
        for member in people
        for name in (member.name, member.latin, member.id if "-" in member.id else None)
    ]
    called += [
        name.removeprefix(GUEST) for name in context.everything.by_person if name.startswith(GUEST)
    ]
    return frozenset(words for name in called if name and (words := _words(name)).strip())


def _words(text: str) -> str:
    words = re.findall(r"\w+", text.casefold())
    return f" {' '.join(words)} "
