"""Figures of care: answers, welcomes, introductions, mentoring, the value of taking part, and data
quality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hearth.base.words import N_
from hearth.kinds.member import Ask, Member
from hearth.kinds.post import Post
from hearth.manage.cases import moderation_years
from hearth.manage.figures.base import (
    ENOUGH,
    Answer,
    Cell,
    MetricContext,
    Table,
    figure,
    middle,
    percent,
)
from hearth.manage.figures.events import came, registered
from hearth.manage.figures.library import live

SECTION = "Care"
YEAR, WEEK = 365, 7
VALUE = "cycle of value"
"""Where the names of the cycles stand."""
CYCLES = ("immediate", "potential", "applied", "realized", "reframing")
"""The cycles of value (Wenger-Trayner), from taking part to seeing things anew."""


# -- answers ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Asked:
    """An ask of the last year, and when somebody else first answered it, up to the context's
    day."""

    since: date
    first: date | None
    settled: bool
    """Whether it was settled without anybody noting who answered."""

    @property
    def days(self) -> int | None:
        return (self.first - self.since).days if self.first else None


@figure(
    "first_answer",
    "Time to first answer",
    "days",
    SECTION,
    window=YEAR,
    better="down",
    source="CHAOSS: Time to First Response",
    question="Does who asks hear from somebody?",
    definition="The median of the days from an ask of the last 365 days to the first answer by "
    "somebody else. It tells of answered asks alone, so beside it stand those still waiting, and "
    "the share answered within seven days of all that are at least seven days old. An ask that "
    "says no day, or was settled without a word of who answered, cannot tell.",
)
def first_answer(context: MetricContext) -> Answer:
    words = context.hub.words
    asks = list(_asks(context))
    known = [ask for ask in asks if ask and not ask.settled]
    took = [ask.days for ask in known if ask.days is not None]
    old = [ask for ask in known if ask.since <= context.since(WEEK)]
    soon = sum(1 for ask in old if ask.days is not None and ask.days <= WEEK)
    waiting = len(known) - len(took)
    rows: tuple[tuple[Cell, ...], ...] = (
        (words("answered"), len(took)),
        (words("waiting"), waiting),
        (words("cannot tell"), len(asks) - len(known)),
    )
    share = percent(soon, len(old))
    note = words("%(number)s waiting", number=waiting) if known else ""
    if known and share is not None:
        note = words(
            "%(number)s waiting, %(percent)s %% of %(all)s answered within a week",
            number=waiting,
            percent=words.number(share),
            all=len(old),
        )
    return Answer(
        middle(took),
        len(known),
        len(known),
        len(asks),
        words("asks"),
        Table((words("Asks"), words("Number")), rows, "bars", (1,)),
        note,
        share_of=len(old) if share is not None else None,
    )


def _asks(context: MetricContext) -> Iterator[_Asked | None]:
    """Each ask of the last year; None for one that says no day."""
    for person in context.persons.values():
        for ask in person.asks:
            if ask.since is None:
                yield None
            elif context.since(YEAR) < ask.since <= context.day:
                first = _first(person, ask, ask.since, context.day)
                yield _Asked(
                    ask.since,
                    first,
                    first is None and bool(ask.answered and ask.answered <= context.day),
                )


def _first(person: Member, ask: Ask, since: date, day: date) -> date | None:
    return min(
        (
            answer.date
            for answer in ask.responses
            if answer.by != person.id and since <= answer.date <= day
        ),
        default=None,
    )


# -- people to people ------------------------------------------------------------------------------


STEPS: tuple[tuple[str, Callable[[Any], date | None]], ...] = (
    (N_("suggested"), lambda pair: pair.suggested),
    (N_("approved"), lambda pair: pair.approved),
    (N_("accepted by all"), lambda pair: pair.accepted),
    (N_("met"), lambda pair: pair.met),
    (N_("found it useful"), lambda pair: pair.met if pair.useful == "yes" else None),
    (N_("declined"), lambda pair: pair.declined),
)
"""The steps of an introduction, and when each was taken."""


@figure(
    "introductions",
    "Introductions that met",
    "%",
    SECTION,
    window=YEAR,
    manager=True,
    better="up",
    question="Do the people meet whom we bring together?",
    definition="Introductions and coffee pairs suggested within 365 days that met, of all "
    "suggested. The table has how many took each step up to the day; the notes in the private "
    "folder tell.",
)
def introductions(context: MetricContext) -> Answer:
    words = context.hub.words
    pairs = [
        pair
        for pair in context.notes.introductions
        if context.since(YEAR) < pair.suggested <= context.day
    ]
    brought, drawn = (
        [pair for pair in pairs if pair.kind == kind] for kind in ("introduction", "coffee")
    )
    rows = tuple(
        (
            words.noted(step),
            _so_far(map(took, brought), context.day),
            _so_far(map(took, drawn), context.day),
        )
        for step, took in STEPS
    )
    met = _so_far((pair.met for pair in pairs), context.day)
    return Answer(
        percent(met, len(pairs)),
        len(pairs),
        table=Table(
            (words("Step"), words("Introductions"), words("Coffee pairs")), rows, "bars", (1, 2)
        ),
    )


def _so_far(days: Iterable[date | None], day: date) -> int:
    """How many of the days are known and not after a day."""
    return sum(1 for which in days if which and which <= day)


@figure(
    "mentoring",
    "Mentoring pairs",
    "people",
    SECTION,
    manager=True,
    better="up",
    question="Is there a mentor for who looks for one?",
    definition="Members who have a mentor on the day, by the pairs in the private folder. The "
    "table has also the pairs that ended within 365 days, and how many members offer and seek "
    "mentoring in their profiles now.",
)
def mentoring(context: MetricContext) -> Answer:
    words = context.hub.words
    pairs, day = context.notes.mentoring, context.day
    running = [pair for pair in pairs if pair.runs_on(day)]
    ended = [pair for pair in pairs if pair.until and context.since(YEAR) < pair.until < day]
    there = [context.persons[name].mentoring for name in context.belonging(context.day)]
    rows = (
        (words("pairs"), len(running)),
        (words("pairs that ended"), len(ended)),
        (words("members who offer"), sum(1 for wish in there if wish and wish.offers)),
        (words("members who seek"), sum(1 for wish in there if wish and wish.seeks)),
    )
    mentees = len({pair.mentee for pair in running}) if pairs else None
    return Answer(mentees, len(running), table=Table(("", words("Number")), rows, "bars", (1,)))


@figure(
    "buddies",
    "Newcomers with a buddy",
    "%",
    SECTION,
    window=YEAR,
    better="up",
    question="Does anybody take newcomers by the hand?",
    definition="Members who joined within 365 days and have a buddy, of all who joined then, those "
    "who left again included. Beside it: how many were welcomed up to the day, and the median of "
    "the days until then.",
)
def buddies(context: MetricContext) -> Answer:
    words = context.hub.words
    new = [
        person
        for person in context.persons.values()
        if context.since(YEAR) < person.joined <= context.day
    ]
    helped = sum(1 for person in new if person.buddy)
    waited = [
        max(0, (person.welcomed - person.joined).days)
        for person in new
        if person.welcomed and person.welcomed <= context.day
    ]
    rows = (
        (words("joined"), len(new)),
        (words("have a buddy"), helped),
        (words("were welcomed"), len(waited)),
    )
    note = (
        words("median %(days)s days to the welcome", days=words.number(middle(waited) or 0))
        if waited
        else ""
    )
    return Answer(
        percent(helped, len(new)),
        len(new),
        table=Table((words("Newcomers"), words("People")), rows, "bars", (1,)),
        note=note,
    )


# -- what it is worth ------------------------------------------------------------------------------


@figure(
    "stories",
    "Value stories",
    "stories",
    SECTION,
    window=YEAR,
    better="up",
    personal=False,
    source="Wenger-Trayner: value creation stories",
    question="What has it been worth to anybody?",
    definition="Posts of type story of the last 365 days that say which cycle of value they tell "
    "of: immediate, potential, applied, realized or reframing. Beside it: how many tell what came "
    "of it.",
)
def stories(context: MetricContext) -> Answer:
    words = context.hub.words
    stories = published_stories(context)
    counts = Counter(post.value_cycle for post in stories)
    known = len(stories) - counts[None]
    rows = (
        *((words.inside(VALUE, cycle), counts[cycle]) for cycle in CYCLES),
        (words("not said"), counts[None]),
    )
    outcomes = sum(1 for post in stories if post.outcome)
    note = words("%(number)s tell what came of it", number=outcomes) if stories else ""
    return Answer(
        known,
        len(stories),
        known if stories else None,
        len(stories),
        words("stories that say their cycle"),
        Table((words("Cycle"), words("Stories")), rows),
        note,
    )


def published_stories(context: MetricContext) -> list[Post]:
    """Stories of the last 365 days."""
    posts = context.hub.posts.values()
    return [
        post
        for post in posts
        if post.type == "story" and context.since(YEAR) < post.date <= context.day
    ]


@figure(
    "conduct_reports",
    "Reports of misconduct",
    "reports",
    SECTION,
    manager=True,
    source="CHAOSS: Conflict Resolution and Mediation",
    question="What was reported, and was it dealt with?",
    definition="Reports received in the last calendar year that was over on the day: its cases, or "
    "what `moderation.yml` counts where that is more. The table has every such year with the "
    "measures taken, the median of the days to a close, and those still open. Few reports can mean "
    "peace, or that nobody trusts the way to report.",
)
def conduct_reports(context: MetricContext) -> Answer:
    words = context.hub.words
    over = (context.day + timedelta(days=1)).year - 1
    counted = moderation_years(context.notes, context.day)
    years = {year: count for year, count in counted.items() if year <= over}
    rows = tuple(
        (str(year), count.reports, count.measures, count.median_days, count.still_open)
        for year, count in sorted(years.items())
    )
    table = Table(
        (
            words("Year"),
            words("Reports"),
            words("Measures"),
            words("Median days to a close"),
            words("Open"),
        ),
        rows,
        "bars",
        (1, 2, 4),
    )
    last = years.get(over)
    return Answer(
        last.reports if last else None, last.reports if last else 0, table=table, note=str(over)
    )


# -- how good the records are ----------------------------------------------------------------------


OF_MEMBERS = {
    "timezone": N_("time zone of a member"),
    "languages": N_("languages that a member speaks"),
    "affiliations": N_("where a member works"),
    "consent": N_("what a member agreed to"),
    "welcomed": N_("day on which a member was welcomed"),
}
OF_RESOURCES = {
    "reviewed": N_("day on which a resource was checked"),
    "reviewed_by": N_("who checked a resource"),
    "suggested_by": N_("who suggested a resource"),
    "curator": N_("who curates a resource"),
}
"""What the fields of records are called that figures need."""


@figure(
    "data_quality",
    "Fields that are filled in",
    "%",
    SECTION,
    window=YEAR,
    dated=False,
    better="up",
    personal=False,
    source="coverage; every other figure rests on it",
    question="What can the records tell at all?",
    definition="Of the fields that figures need, the share filled in for at least six of ten "
    "records they are about: events held and stories told within 365 days, members, their asks, "
    "and resources as they are on the day. The table has each field.",
)
def data_quality(context: MetricContext) -> Answer:
    words = context.hub.words
    counts = [(name, sum(said), len(said)) for name, said in _fields(context) if said]
    rows = tuple(
        (words.noted(name), percent(filled, total), filled, total) for name, filled, total in counts
    )
    enough = sum(1 for _, filled, total in counts if filled / total >= ENOUGH)
    return Answer(
        percent(enough, len(counts)),
        len(counts),
        table=Table(
            (words("Field"), "%", words("Filled in"), words("Of")), rows, "bars", (3, 2), (1,)
        ),
    )


def _fields(context: MetricContext) -> Iterator[tuple[str, list[bool]]]:
    """Each field that figures need, and for each record it is about whether it is filled in."""
    held, resources = context.held_in(YEAR), list(live(context))
    yield N_("how many came to an event"), [came(context, item) is not None for item in held]
    yield (
        N_("how many had signed up"),
        [registered(item) is not None for item in held if item.event.registration],
    )
    there = [context.persons[name] for name in sorted(context.belonging(context.day))]
    for name, label in OF_MEMBERS.items():
        yield label, [bool(getattr(person, name)) for person in there]
    gone = [person for person in context.persons.values() if person.status != "active"]
    yield N_("day on which a member left"), [person.left is not None for person in gone]
    yield N_("day of an ask"), [ask.since is not None for person in there for ask in person.asks]
    for name, label in OF_RESOURCES.items():
        yield label, [bool(getattr(item, name)) for item in resources]
    yield N_("cycle of a story"), [bool(post.value_cycle) for post in published_stories(context)]
