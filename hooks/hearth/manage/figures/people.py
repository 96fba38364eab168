"""Figures of people: growth, activity, retention, and concentration of contributions."""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from hearth.base.words import N_
from hearth.manage.figures.base import (
    SMALL,
    Answer,
    Cell,
    MetricContext,
    Table,
    absence_factor,
    figure,
    last_complete,
    month_ends,
    percent,
    quarter,
    quarter_name,
    quarters,
    running,
)
from hearth.manage.ledger import KINDS, MODES, Act

SECTION = "People"
YEAR, HALF = 365, 182
LEVELS = ("none", *MODES)
TAKING_PART, ACT = "way of taking part", "kind of act"
"""Where the names of the levels stand, and those of acts."""
MONTHLY = (N_("Month"), N_("Members"), N_("Joined"), N_("Left"), N_("Net"))


@figure(
    "members",
    "Members",
    "people",
    SECTION,
    source="growth; sign-ups alone overstate health",
    question="How many are we, and are we growing?",
    definition="People who had joined and not left at the end of the day; the table has the ends "
    "of the last 24 months, who joined and who left in each, and the difference.",
)
def members(context: MetricContext) -> Answer:
    words = context.hub.words
    now = len(context.belonging(context.day))
    people = context.persons.values()
    unknown = sum(1 for person in people if person.status != "active" and not person.left)
    came = Counter((person.joined.year, person.joined.month) for person in people)
    went = Counter((person.left.year, person.left.month) for person in people if person.left)
    arrived = sorted(person.joined for person in people if person.left or person.status == "active")
    gone = sorted(person.left for person in people if person.left)
    rows = []
    for end in month_ends(context.day, 24):
        month = end.year, end.month
        there = bisect(arrived, end) - bisect(gone, end)  # nobody leaves before they join
        rows.append(
            (end.strftime("%Y-%m"), there, came[month], went[month], came[month] - went[month])
        )
    said = words.plural(
        "%(number)s who left says no day and is not counted at any time.",
        "%(number)s who left say no day and are not counted at any time.",
        unknown,
    )
    note = said % {"number": unknown} if unknown else ""
    columns = tuple(map(words.noted, MONTHLY))
    return Answer(now, now, table=Table(columns, tuple(rows), "line", (1, 2, 3, 4)), note=note)


@figure(
    "newcomers",
    "New contributors",
    "people",
    SECTION,
    window=92,
    better="up",
    source="CHAOSS: New Contributors",
    question="How many did something for the others for the first time?",
    definition="People whose first contribution (anything but joining, coming and asking) lies in "
    "the last complete quarter; beside it the quarter that runs. The table has twelve quarters, "
    "and beside it those whose first act of any kind lies in them.",
)
def newcomers(context: MetricContext) -> Answer:
    words = context.hub.words
    last = last_complete(context.day)
    gave = Counter(quarter(acts[0].day) for acts in context.gifts.values())
    did = Counter(quarter(acts[0].day) for acts in context.deeds.values())
    shown = list(
        quarters((last[0] - 3, last[1] % 4 + 1) if last[1] < 4 else (last[0] - 2, 1), last)
    )
    rows = tuple((quarter_name(which), gave[which], did[which]) for which in shown)
    columns = (words("Quarter"), words("First contribution"), words("First act of any kind"))
    return Answer(
        gave[last],
        len(context.gifts),
        table=Table(columns, rows, "line", (1, 2)),
        note=quarter_name(last),
        running=running(context.day, gave[quarter(context.day)]),
    )


def _active(days: int) -> Callable[[MetricContext], Answer]:
    @figure(
        f"active_{days}",
        f"Active in {days} days",
        "people",
        SECTION,
        window=days,
        better="up",
        source="CHAOSS: Contributors, Community Activity",
        question="How many take part at all?",
        definition=f"People with at least one act, joining apart, in the last {days} days; each "
        "once. "
        "The share is of "
        "those who are members on the day.",
    )
    def active(context: MetricContext) -> Answer:
        words = context.hub.words
        found, there = context.active(days), context.belonging(context.day)
        if not context.team:
            there -= context.everything.team
        share = percent(len(found & there), len(there))
        rows: tuple[tuple[Cell, ...], ...] = (
            (words("Active"), len(found)),
            (words("Members"), len(there)),
        )
        # A share of fewer than ten would say much of each, as in public.
        told = share is not None and len(there) >= 10
        note = (
            words("%(percent)s %% of the members", percent=words.number(share or 0)) if told else ""
        )
        return Answer(
            len(found),
            len(there),
            table=Table(("", words("People")), rows, "bars", (1,)),
            note=note,
            share_of=len(there),
        )

    return active


active_90, active_180, active_365 = (_active(days) for days in (90, 180, 365))


def _levels(context: MetricContext, after: date, until: date) -> dict[str, str]:
    """The highest mode of each person in a window."""
    found: dict[str, str] = {}
    for person, acts in context.deeds.items():
        modes = [act.mode for act in acts if after < act.day <= until]
        if modes:
            found[person] = max(modes, key=LEVELS.index)
    return found


@figure(
    "modes",
    "Ways of taking part",
    "%",
    SECTION,
    window=YEAR,
    source="CSCCE: Community Participation Model",
    question="How many only come along, and how many carry?",
    definition="The highest mode in which each member took part within 365 days: none, consume, "
    "contribute, collaborate, "
    "co-create or champion. The value is the share that did more than consume.",
)
def modes(context: MetricContext) -> Answer:
    words = context.hub.words
    there = _counted(context, context.day)
    levels = _levels(context, context.since(YEAR), context.day)
    counts = Counter(levels.get(person, "none") for person in there)
    more = sum(counts[level] for level in LEVELS[2:])
    rows = tuple((words.inside(TAKING_PART, level), counts[level]) for level in LEVELS)
    return Answer(
        percent(more, len(there)),
        len(there),
        table=Table((words("Mode"), words("People")), rows, "bars", (1,)),
    )


def _counted(context: MetricContext, day: date) -> frozenset[str]:
    """Members on a day, without the team unless it is counted."""
    there = context.belonging(day)
    return there if context.team else there - context.everything.team


@figure(
    "moves",
    "Moves between ways of taking part",
    "%",
    SECTION,
    window=2 * HALF,
    better="up",
    source="CHAOSS: Conversion Rate",
    question="Do people find their way from listening to helping?",
    definition="For people who were members at both ends: their highest mode in the half-year "
    "before the last (182 days) against that of the last. The value is the share that moved up.",
)
def moves(context: MetricContext) -> Answer:
    words = context.hub.words
    between = context.since(HALF)
    there = sorted(_counted(context, context.since(2 * HALF)) & _counted(context, context.day))
    before, after = (
        _levels(context, context.since(2 * HALF), between),
        _levels(context, between, context.day),
    )
    pairs = Counter((before.get(person, "none"), after.get(person, "none")) for person in there)
    up = sum(count for (old, new), count in pairs.items() if LEVELS.index(new) > LEVELS.index(old))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (words.inside(TAKING_PART, old), *(pairs[old, new] for new in LEVELS)) for old in LEVELS
    )
    levels = (words.inside(TAKING_PART, level) for level in LEVELS)
    table = Table((words("From \\ to"), *levels), rows, "none", tuple(range(1, len(LEVELS) + 1)))
    return Answer(percent(up, len(there)), len(there), table=table)


@figure(
    "second_act",
    "Newcomers who come again",
    "%",
    SECTION,
    window=YEAR,
    better="up",
    source="CHAOSS: Newcomer Experience",
    question="Does a first time lead to a second?",
    definition="Of people whose first act (joining apart) lies 90 to 455 days back: the share with "
    "another act, on another day, within 90 days of the first.",
)
def second_act(context: MetricContext) -> Answer:
    # Who began in the last 90 days has not had the time to come again.
    early, late = context.since(90 + YEAR), context.since(90)
    looked_at = [acts for acts in context.deeds.values() if early < acts[0].day <= late]
    again = sum(1 for acts in looked_at if _again(acts))
    return Answer(percent(again, len(looked_at)), len(looked_at))


def _again(acts: tuple[Act, ...]) -> bool:
    first = acts[0].day
    return any(first < act.day <= first + timedelta(days=90) for act in acts)


@figure(
    "retention",
    "Retention by cohort",
    "%",
    SECTION,
    better="up",
    source="CHAOSS: Conversion Rate; cohort curves",
    question="Of those who began together, how many are still there a year later?",
    definition="People are grouped by the quarter of their first act. A cell is the share of a "
    "cohort with at least one act so many quarters later; cells whose quarter is not over are "
    "blank, and cohorts of fewer than five are put together by year. The value is the share still "
    "active four quarters later, over all cohorts that can tell.",
)
def retention(context: MetricContext) -> Answer:
    words = context.hub.words
    cohorts: defaultdict[tuple[int, int], list[set[int]]] = defaultdict(list)
    for acts in context.deeds.values():
        first = quarter(acts[0].day)
        cohorts[first].append({_apart(first, quarter(act.day)) for act in acts})
    last = _apart_or_zero(min(cohorts, default=quarter(context.day)), last_complete(context.day))
    known = {which: _apart(which, last_complete(context.day)) for which in cohorts}
    # Only of cohorts whose fourth quarter is over it is known who stayed.
    decided = [later for which, people in cohorts.items() if known[which] >= 4 for later in people]
    rows = tuple(_curve(name, people, min(last, 8)) for name, people in _merged(cohorts, known))
    columns = (words("Cohort"), words("People"), *(f"+{step}" for step in range(min(last, 8) + 1)))
    still = sum(1 for later in decided if 4 in later)
    return Answer(
        percent(still, len(decided)),
        len(decided),
        table=Table(columns, rows, "none", (1,), tuple(range(2, len(columns)))),
    )


def _apart(first: tuple[int, int], later: tuple[int, int]) -> int:
    """Quarters from one to the other."""
    return 4 * (later[0] - first[0]) + later[1] - first[1]


def _apart_or_zero(first: tuple[int, int], later: tuple[int, int]) -> int:
    return max(0, _apart(first, later))


def _merged(
    cohorts: Mapping[tuple[int, int], list[set[int]]], known: Mapping[tuple[int, int], int]
) -> list[tuple[str, list[tuple[set[int], int]]]]:
    """(name, for each person when there were acts and how many quarters are known), small cohorts
    by year."""
    found: defaultdict[str, list[tuple[set[int], int]]] = defaultdict(list)
    for which, people in sorted(cohorts.items()):
        name = quarter_name(which) if len(people) >= SMALL else str(which[0])
        found[name] += [(later, known[which]) for later in people]
    return sorted(found.items())


def _curve(name: str, people: list[tuple[set[int], int]], last: int) -> tuple[Cell, ...]:
    """A cohort's row; only quarters that everybody in it can have had are filled in."""
    full = min(known for _, known in people)
    cells = (
        percent(sum(1 for later, _ in people if step in later), len(people))
        if step <= full
        else None
        for step in range(last + 1)
    )
    return (name, len(people), *cells)


@figure(
    "inactive",
    "Went quiet",
    "people",
    SECTION,
    window=360,
    better="down",
    source="CHAOSS: Inactive Contributors",
    question="Whom have we not seen for half a year?",
    definition="People whose last act lies more than 180 and at most 360 days back.",
)
def inactive(context: MetricContext) -> Answer:
    quiet = [
        acts
        for acts in context.deeds.values()
        if context.since(360) < acts[-1].day <= context.since(180)
    ]
    return Answer(len(quiet), len(context.deeds))


@figure(
    "returned",
    "Came back",
    "people",
    SECTION,
    window=90,
    better="up",
    question="Who was away and is here again?",
    definition=(
        "People with an act in the last 90 days whose act before that lies more than 180 days "
        "before it."
    ),
)
def returned(context: MetricContext) -> Answer:
    back = sum(1 for acts in context.deeds.values() if _back(acts, context.since(90)))
    return Answer(back, len(context.active(90)))


def _back(acts: tuple[Act, ...], since: date) -> bool:
    recent = [act.day for act in acts if act.day > since]
    earlier = [act.day for act in acts if act.day <= since]
    return bool(recent and earlier) and min(recent) - max(earlier) > timedelta(days=180)


@figure(
    "occasional",
    "Only once",
    "%",
    SECTION,
    window=YEAR,
    source="CHAOSS: Occasional Contributors",
    question="How many helped once and not again?",
    definition="People with exactly one contribution in 365 days, of all who contributed.",
)
def occasional(context: MetricContext) -> Answer:
    counts = Counter(act.person for act in context.recent(context.gifts, YEAR))
    return Answer(
        percent(sum(1 for count in counts.values() if count == 1), len(counts)), len(counts)
    )


@figure(
    "absence_factor",
    "Contributor absence factor",
    "people",
    SECTION,
    window=YEAR,
    better="up",
    source="CHAOSS: Contributor Absence Factor",
    question="On how few people does it rest?",
    definition="The smallest number of people who together made half of all contributions within "
    "365 days, the team included; the table has it for each kind of contribution.",
)
def absence(context: MetricContext) -> Answer:
    words = context.hub.words
    since = context.since(YEAR)
    acts = [
        act
        for act in context.everything.of(context.persons).acts
        if act.contributes and act.day > since
    ]
    kinds = [kind for kind in KINDS if any(act.kind == kind for act in acts)]
    rows = tuple(
        (
            words.inside(ACT, kind),
            absence_factor(_per_person(acts, kind)),
            len(_per_person(acts, kind)),
        )
        for kind in kinds
    )
    value = absence_factor(Counter(act.person for act in acts).values())
    table = Table(
        (words("Kind"), words("People who did half"), words("People in all")), rows, "none", (1, 2)
    )
    return Answer(value, len({act.person for act in acts}), table=table)


def _per_person(acts: Iterable[Act], kind: str) -> list[int]:
    return list(Counter(act.person for act in acts if act.kind == kind).values())


@figure(
    "organisations",
    "Organisations that contribute",
    "organisations",
    SECTION,
    window=YEAR,
    source="CHAOSS: Organizational Diversity, Elephant Factor",
    question="Does one employer carry the community?",
    definition="Distinct organisations of people who contributed within 365 days, by their first "
    "affiliation. The table has each one's share of the contributions; people without one are a "
    "group of their own and do not count. The elephant factor is the smallest number of "
    "organisations with half of them.",
)
def organisations(context: MetricContext) -> Answer:
    words = context.hub.words
    acts = list(context.recent(context.gifts, YEAR))
    counts = Counter(_organisation(context, act.person) for act in acts)
    known = Counter({name: count for name, count in counts.items() if name})
    people = {act.person for act in acts}
    behind = Counter(_organisation(context, person) for person in people)
    covered = len(people) - behind[""]
    rows = tuple(
        (_named(context, name), count, percent(count, len(acts)), behind[name])
        for name, count in _ranked(counts)
    )
    elephant = absence_factor(known.values())
    note = words("elephant factor %(number)s", number=elephant) if elephant else ""
    table = Table(
        (words("Organisation"), words("Contributions"), "%", words("People")),
        rows,
        "bars",
        (3, 1),
        (2,),
    )
    return Answer(
        len(known),
        len(people),
        covered,
        len(people),
        words("contributors with an organisation"),
        table,
        note,
    )


def _organisation(context: MetricContext, person: str) -> str:
    affiliations = context.persons[person].affiliations
    return affiliations[0].organisation if affiliations else ""


def _named(context: MetricContext, organisation: str) -> str:
    known = context.hub.members.get(organisation)
    return known.name if known else context.hub.words("not known")


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


@figure(
    "types",
    "Types of contributions",
    "things",
    SECTION,
    window=YEAR,
    source="CHAOSS: Types of Contributions",
    question="What do people do for each other?",
    definition="Contributions within 365 days by kind, and how many different people made them.",
)
def types(context: MetricContext) -> Answer:
    words = context.hub.words
    acts = list(context.recent(context.gifts, YEAR))
    kinds = [kind for kind in KINDS if any(act.kind == kind for act in acts)]
    rows = tuple(
        (words.inside(ACT, kind), sum(_per_person(acts, kind)), len(_per_person(acts, kind)))
        for kind in kinds
    )
    return Answer(
        len(acts),
        len({act.person for act in acts}),
        table=Table((words("Kind"), words("Contributions"), words("People")), rows, "bars", (2, 1)),
    )
