"""Figures of events: attendance, speakers, accessibility, and what was published afterwards."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime

from hearth.base.words import N_, Translations
from hearth.base.zones import zone
from hearth.kinds.event import CALLED_OFF, TYPES
from hearth.kinds.event_parts import Access, Attended
from hearth.kinds.post import Post
from hearth.manage.figures.base import (
    Answer,
    Cell,
    MetricContext,
    Table,
    absence_factor,
    figure,
    middle,
    percent,
    quartiles,
)
from hearth.manage.ledger import GUEST, name_of
from hearth.model.schedule import Occurrence
from hearth.views.fairness import in_their_day
from hearth.views.readiness import held_here
from hearth.views.series import all_series

SECTION = "Events"
YEAR = 365
MODES = ("in-person", "online", "hybrid")
TYPE = "type of event"
"""Where the names of types stand."""
AT_LEAST = 15
"""An event so many days old should have been told of."""


def called_off(context: MetricContext, days: int) -> list[Occurrence]:
    """What should have taken place in the last so many days and was cancelled."""
    return [
        item
        for item in context.hub.schedule.occurrences
        if item.status == "cancelled"
        and held_here(item.event)
        and context.since(days) < item.first_day <= context.day
    ]


# -- what took place -------------------------------------------------------------------------------


@figure(
    "events_held",
    "Events held",
    "events",
    SECTION,
    window=YEAR,
    source="CHAOSS: Event Locations",
    personal=False,
    question="What do we put on, how and where?",
    definition="Events the community held itself within 365 days, each date of a series for "
    "itself; what was called off or only listed is none. The table parts them, and those "
    "cancelled, by mode, place and series, with the hours of those that say how long they are.",
)
def events_held(context: MetricContext) -> Answer:
    words = context.hub.words
    held, off = context.held_in(YEAR), called_off(context, YEAR)
    rows = []
    for form, told in (
        (N_("Mode: %(what)s"), _mode),
        (N_("Place: %(what)s"), _place),
        (N_("Series: %(what)s"), _series),
    ):
        here, gone = _grouped(held, context, told), _grouped(off, context, told)
        rows += [
            (
                words.noted(form) % {"what": label},
                len(here[label]),
                len(gone[label]),
                _hours(here[label]),
            )
            for label in sorted({*here, *gone})
        ]
    note = words("%(number)s cancelled", number=len(off)) if off else ""
    return Answer(
        len(held),
        len(held),
        table=Table(
            (words("Which"), words("Held"), words("Cancelled"), words("Hours")), tuple(rows)
        ),
        note=note,
    )


def _grouped(
    items: Iterable[Occurrence],
    context: MetricContext,
    told: Callable[[MetricContext, Occurrence], list[str]],
) -> defaultdict[str, list[Occurrence]]:
    found: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for item in items:
        for label in told(context, item):
            found[label].append(item)
    return found


def _mode(context: MetricContext, item: Occurrence) -> list[str]:
    return [context.hub.words.noted(item.mode.replace("-", " "))]


def _place(context: MetricContext, item: Occurrence) -> list[str]:
    if item.mode == "online":
        return [context.hub.words("online")]
    venue = context.hub.venues.get(item.venue or "")
    if venue:
        return [f"{venue.name}, {venue.city}"]
    return [item.place.city] if item.place else [context.hub.words("not said")]


def _series(context: MetricContext, item: Occurrence) -> list[str]:
    names = all_series(context.hub)
    return [names[name].title for name in context.hub.series_of(item.event)] or [
        context.hub.words.inside("series", "none")
    ]


def _hours(items: list[Occurrence]) -> float | None:
    """Hours of those that say how long they are; None when none does."""
    told = [item.minutes for item in items if item.minutes is not None and _says_length(item)]
    return round(sum(told) / 60, 1) if told else None


def _says_length(item: Occurrence) -> bool:
    return bool(item.event.end or item.event.duration or (item.change and item.change.end))


@figure(
    "cancelled",
    "Events cancelled",
    "%",
    SECTION,
    window=YEAR,
    better="down",
    personal=False,
    question="How often did people plan for something that did not happen?",
    definition="Cancelled events whose day lay within 365 days, of those and the ones held. Notice "
    "is the number of days from the last change of a cancelled event's file, as its history tells, "
    "to its day: at least so long it was known.",
)
def cancelled(context: MetricContext) -> Answer:
    words = context.hub.words
    held, off = context.held_in(YEAR), called_off(context, YEAR)
    notice = [_notice(context, item) for item in off]
    known = [days for days in notice if days is not None]
    rows = tuple(
        (item.title, item.first_day.isoformat(), days)
        for item, days in zip(off, notice, strict=True)
    )
    table = Table((words("Event"), words("Day"), words("Notice in days, at least")), rows, "none")
    note = (
        words(
            "median notice at least %(days)s days, known of %(number)s",
            days=words.number(middle(known) or 0),
            number=len(known),
        )
        if known
        else ""
    )
    return Answer(
        percent(len(off), len(held) + len(off)), len(held) + len(off), table=table, note=note
    )


def _notice(context: MetricContext, item: Occurrence) -> int | None:
    """Days from the last change of an event's file to its day; None when that tells nothing of the
    cancellation."""
    change = context.hub.history.get(item.event.path)
    # A change after the day, such as a recap, hides when it was called off; the file of a series
    # says it of no single date.
    if change is None or item.event.repeats or change.last.date() > item.first_day:
        return None
    return (item.first_day - change.last.date()).days


# -- who came --------------------------------------------------------------------------------------


def came(context: MetricContext, item: Occurrence) -> int | None:
    """How many came to an event: heads counted in every way it could be joined, else the names on
    its sheet; None when neither tells."""
    heads = _heads(item)
    return heads if heads is not None else len(_present(context, item)) or None


def _heads(item: Occurrence) -> int | None:
    """How many were counted in every way an event could be joined; None unless all of them are
    told."""
    heads = item.outcomes.attended if item.outcomes else None
    if heads is None or any(getattr(heads, way) is None for way in _ways(item)):
        return None
    return sum(getattr(heads, way) or 0 for way in Attended.model_fields)


def _coverage_note(words: Translations, counted: int, known: int) -> str:
    """What a figure of people at events rests on: counts alone, names and pseudonyms on sheets, or
    both."""
    if not known:
        return ""
    return words(
        "%(counted)s by a count, %(named)s by the names on a sheet",
        counted=counted,
        named=known - counted,
    )


def _present(context: MetricContext, item: Occurrence) -> list[str]:
    """The people on an event's sheet, by name or pseudonym."""
    return [
        act.person
        for act in context.everything.by_object.get(name_of(item), ())
        if act.kind == "attend"
    ]


def _ways(item: Occurrence) -> list[str]:
    """The ways of coming that a count must name to be whole."""
    return {"in-person": ["in_person"], "online": ["online"]}.get(
        item.mode, ["in_person", "online"]
    )


@figure(
    "attendance",
    "People at an event",
    "people",
    SECTION,
    window=YEAR,
    source="CHAOSS: Meeting Attendee Count; more is not necessarily better",
    question="How many come?",
    definition="The median of the people who came to an event held within 365 days, in the room "
    "and online together. A count must name every way in which one could come; without a count, "
    "the names on the event's sheet are counted. Beside it: how many events each of the two tells "
    "of. The table has the quartiles of each type of event.",
)
def attendance(context: MetricContext) -> Answer:
    words = context.hub.words
    held = context.held_in(YEAR)
    counts = [(item.event.type, came(context, item)) for item in held]
    known = [count for _, count in counts if count is not None]
    rows = tuple(
        (
            words.inside(TYPE, name),
            len(of),
            *_quarters([count for count in of if count is not None]),
        )
        for name in TYPES
        if (of := [count for type_, count in counts if type_ == name])
    )
    columns = (
        words("Type"),
        words("Held"),
        words("Counted"),
        words("First quartile"),
        words("Median"),
        words("Third quartile"),
    )
    table = Table(
        columns,
        (*rows, (words.inside("types of events", "all"), len(held), *_quarters(known))),
        "none",
        (3, 4, 5),
    )
    note = _coverage_note(words, sum(1 for item in held if _heads(item) is not None), len(known))
    return Answer(
        middle(known),
        len(known),
        len(known),
        len(held),
        words("events whose people were counted"),
        table,
        note,
    )


def _quarters(known: list[int]) -> tuple[Cell, ...]:
    return (len(known), *(quartiles(known) or (None, None, None)))


def _ratio(words: Translations, pairs: list[tuple[int, int]], total: int, of: str) -> Answer:
    """Sum over sum, with the median of the single shares in the note: a mean of shares would count
    a small event like a large one."""
    part, whole = sum(part for part, _ in pairs), sum(whole for _, whole in pairs)
    half = middle(100 * part / whole for part, whole in pairs)
    note = (
        words("median of the events %(percent)s %%", percent=words.number(half))
        if half is not None
        else ""
    )
    return Answer(percent(part, whole), whole, len(pairs), total, of, note=note, share_of=whole)


@figure(
    "fill",
    "Places filled",
    "%",
    SECTION,
    window=YEAR,
    question="Do the rooms fit the people?",
    definition="People who came into the room, of the places in it, over all "
    "events held within 365 days that say both: sum by sum.",
)
def fill(context: MetricContext) -> Answer:
    in_rooms = [item for item in context.held_in(YEAR) if item.mode != "online"]
    pairs = [
        (heads, places)
        for item in in_rooms
        if (heads := _in_room(item)) is not None and (places := _places(item))
    ]
    words = context.hub.words
    return _ratio(words, pairs, len(in_rooms), words("events in a room that say both"))


def _in_room(item: Occurrence) -> int | None:
    heads = item.outcomes.attended if item.outcomes else None
    return heads.in_person if heads else None


def _places(item: Occurrence) -> int | None:
    places = item.event.registration.capacity if item.event.registration else None
    return places.in_person if places else None


@figure(
    "show_up",
    "Signed up and came",
    "%",
    SECTION,
    window=YEAR,
    source="registered against checked in; what is left is no-shows",
    question="Do those come who signed up?",
    definition="People who came, of those who had signed up, over all events held within 365 days "
    "that one could sign up for and that say both: sum by sum. Compare it with your own past, not "
    "with others.",
)
def show_up(context: MetricContext) -> Answer:
    open_to = [
        item
        for item in context.held_in(YEAR)
        if item.event.registration or registered(item) is not None
    ]
    pairs = [
        (heads, signed)
        for item in open_to
        if (heads := came(context, item)) is not None and (signed := registered(item))
    ]
    words = context.hub.words
    return _ratio(words, pairs, len(open_to), words("events with registration that say both"))


def registered(item: Occurrence) -> int | None:
    """How many had signed up; None when it is not told."""
    return item.outcomes.registered if item.outcomes else None


@figure(
    "first_timers",
    "First-timers",
    "%",
    SECTION,
    window=YEAR,
    question="Does anybody new come?",
    definition="People who came for the first time, of all who came, over events held within 365 "
    "days that tell: by a count, else by the names on the event's sheet, where a first-timer "
    "is who did nothing in the community before that day, joining apart.",
)
def first_timers(context: MetricContext) -> Answer:
    words = context.hub.words
    held, first = context.held_in(YEAR), _first_deeds(context)
    pairs = [pair for item in held if (pair := _new(context, item, first))]
    new, all_of_them = sum(new for new, _ in pairs), sum(people for _, people in pairs)
    return Answer(
        percent(new, all_of_them),
        all_of_them,
        len(pairs),
        len(held),
        words("events that tell"),
        note=words(
            "%(some)s of %(all)s", some=new, all=words.count(all_of_them, "person", "people")
        )
        if pairs
        else "",
    )


def _new(
    context: MetricContext, item: Occurrence, first: Mapping[str, date]
) -> tuple[int, int] | None:
    """(first-timers, people) of an event; None when it does not tell."""
    counted, people = item.outcomes.first_timers if item.outcomes else None, came(context, item)
    if counted is not None and people is not None:
        return counted, people
    names = _present(context, item)
    return (
        (sum(1 for name in names if first[name] >= item.first_day), len(names)) if names else None
    )


def _first_deeds(context: MetricContext) -> Mapping[str, date]:
    """When each first did anything, joining apart; under one name what they did under another
    counts too."""
    first: dict[str, date] = {}
    for act in context.everything.acts:
        if act.kind != "join":
            first.setdefault(act.person, act.day)
    for care in context.notes.people:
        known = [name for name in (care.member, *care.pseudonyms) if name in first]
        first |= dict.fromkeys(known, min((first[name] for name in known), default=date.max))
    return first


# -- who speaks ------------------------------------------------------------------------------------


@figure(
    "speakers",
    "Speakers",
    "people",
    SECTION,
    window=YEAR,
    better="up",
    source="after CHAOSS: Event Demographics, which asks people",
    question="How many different people stand in front?",
    definition="Distinct people who spoke at events held within 365 days, members, team and "
    "guests. Beside it: those who had never spoken here before, how often each spoke, and the "
    "smallest number of people who did half of it. Nothing is concluded about people from their "
    "names or pictures.",
)
def speakers(context: MetricContext) -> Answer:
    words = context.hub.words
    here = {name_of(item) for item in context.held}
    first: dict[str, bool] = {}
    slots: Counter[str] = Counter()
    for act in context.everything.acts:
        if act.kind == "speak" and act.object in here and _is_person(context, act.person):
            lately = act.day > context.since(YEAR)
            first.setdefault(act.person, lately)
            slots[act.person] += lately
    slots = +slots  # without those who spoke only before
    new, guests = (
        sum(1 for person in slots if first[person]),
        sum(1 for person in slots if person.startswith(GUEST)),
    )
    rows: tuple[tuple[Cell, ...], ...] = (
        (words("Speakers"), len(slots)),
        (words("for the first time"), new),
        (words("guests"), guests),
        (words("who did half of it"), absence_factor(slots.values())),
    )
    each = (
        (
            words(
                "%(percent)s %% for the first time, %(number)s times each",
                percent=words.number(percent(new, len(slots)) or 0),
                number=words.number(float(f"{slots.total() / len(slots):.2g}")),
            )
        )
        if slots
        else ""
    )
    return Answer(
        len(slots),
        len(slots),
        table=Table(("", words("People")), rows, "bars", (1,)),
        note=each,
        share_of=len(slots),
    )


def _is_person(context: MetricContext, name: str) -> bool:
    """Whether an act is a person's, and not an organisation's."""
    return name in context.persons or name not in context.hub.members


# -- whether it is open to all ---------------------------------------------------------------------


@figure(
    "time_fair",
    "Fair hours",
    "%",
    SECTION,
    window=YEAR,
    better="up",
    source="CHAOSS: Time Inclusion for Virtual Events",
    question="For whom do we meet at night?",
    definition="For each event held within 365 days that could be joined from elsewhere: the "
    "members for whom it began between 08:00 and 21:00 where they live, of the members whose zone "
    "is known; over all those events, sum by sum. The table has it by part of the world, so that "
    "it shows who bears the bad hours.",
)
def time_fair(context: MetricContext) -> Answer:
    words = context.hub.words
    people = [context.persons[name] for name in sorted(context.belonging(context.day))]
    lived = Counter(person.timezone for person in people if person.timezone)
    starts = [
        item.start
        for item in context.held_in(YEAR)
        if item.mode != "in-person" and isinstance(item.start, datetime)
    ]
    fair = {name: sum(in_their_day(start, zone(name)) for start in starts) for name in lived}
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(lived):
        parts[name.split("/")[0]].append(name)
    rows = tuple(
        (part, _share(lived, fair, names, len(starts)), sum(lived[name] for name in names))
        for part, names in parts.items()
    )
    table = Table(
        (words("Part of the world"), words("%(sign)s at a fair hour", sign="%"), words("Members")),
        rows,
        "bars",
        (2,),
        (1,),
    )
    note = words.count(len(starts), "event") if starts else ""
    value = _share(lived, fair, lived, len(starts))
    return Answer(
        value, lived.total(), lived.total(), len(people), words("members with a zone"), table, note
    )


def _share(
    lived: Counter[str], fair: Mapping[str, int], names: Iterable[str], events: int
) -> float | None:
    """In how many of a hundred cases a member of some zones could take part in an event by day."""
    zones = list(names)
    return percent(
        sum(lived[name] * fair[name] for name in zones), sum(lived[name] for name in zones) * events
    )


IN_A_ROOM = ("step_free", "quiet_room", "childcare", "dietary")
FROM_AFAR = ("low_bandwidth",)
"""What concerns only those who come into a room, and only those who take part from elsewhere."""


FACTS = {
    "step_free": N_("step free"),
    "captions": N_("captions"),
    "sign_language": N_("sign language"),
    "quiet_room": N_("quiet room"),
    "childcare": N_("childcare"),
    "dietary": N_("dietary"),
    "recording": N_("recording"),
    "low_bandwidth": N_("low bandwidth"),
}
"""What each fact about access is called."""


@figure(
    "access",
    "Accessibility stated",
    "%",
    SECTION,
    dated=False,
    better="up",
    source="CHAOSS: Event Accessibility",
    personal=False,
    question="Do people know before whether they can take part?",
    definition="For the next date of each coming event that the community holds: the access facts "
    "that are stated, of those that concern it. Yes and no both count, silence does not; that a "
    "venue is step-free counts for its events. The table has each fact.",
)
def access(context: MetricContext) -> Answer:
    words = context.hub.words
    events = list(_coming(context))
    told = {
        name: [_stated(context, item, name) for item in events if _concerns(item, name)]
        for name in Access.model_fields
    }
    rows = tuple(
        (words.noted(FACTS[name]), percent(sum(said), len(said)), sum(said), len(said))
        for name, said in told.items()
    )
    answers = [said for of in told.values() for said in of]
    table = Table((words("Fact"), "%", words("Stated"), words("Events")), rows)
    return Answer(percent(sum(answers), len(answers)), len(events), table=table)


def _coming(context: MetricContext) -> Iterator[Occurrence]:
    """The next date after the day of each event that was known then and is not called off."""
    later = (item for item in context.hub.schedule.occurrences if item.first_day > context.day)
    for item in context.hub.schedule.one_each(later):
        known = item.event.added is None or item.event.added <= context.day
        if known and item.status not in CALLED_OFF and held_here(item.event):
            yield item


def _concerns(item: Occurrence, name: str) -> bool:
    return not (name in IN_A_ROOM and item.mode == "online") and not (
        name in FROM_AFAR and item.mode == "in-person"
    )


def _stated(context: MetricContext, item: Occurrence, name: str) -> bool:
    venue = context.hub.venues.get(item.venue or "") if name == "step_free" else None
    return bool(
        (item.event.access and getattr(item.event.access, name)) or (venue and venue.step_free)
    )


EVENTS_OWN, COMMUNITYS, NOBODY = (
    N_("somebody of the event"),
    N_("the community's contact"),
    N_("nobody"),
)


@figure(
    "conduct_coverage",
    "Events with rules and a contact",
    "%",
    SECTION,
    window=YEAR,
    dated=False,
    better="up",
    source="CHAOSS: Code of Conduct at Event",
    personal=False,
    question="Would people know where to go if something happened?",
    definition="Events held within 365 days whose page leads to a code of conduct and names a "
    "contact, of all held. The contact is the event's own, else the community's; that "
    "one does not count where an event has rules of its own.",
)
def conduct_coverage(context: MetricContext) -> Answer:
    words = context.hub.words
    held = context.held_in(YEAR)
    counts = Counter(_turn_to(context, item) for item in held)
    labels = (EVENTS_OWN, COMMUNITYS, NOBODY)
    rows = tuple((words.noted(label), counts[label]) for label in labels)
    safe = len(held) - counts[NOBODY]
    return Answer(
        percent(safe, len(held)),
        len(held),
        table=Table((words("Whom to turn to"), words("Events")), rows),
    )


def _turn_to(context: MetricContext, item: Occurrence) -> str:
    """Whom an event's page names for when something is wrong, beside the rules it leads to."""
    own_rules = item.event.policies and item.event.policies.conduct
    if not context.hub.rules_of(item.event):
        return NOBODY
    if item.event.roles and item.event.roles.care_contact:
        return EVENTS_OWN
    return COMMUNITYS if context.hub.community.conduct.contact and not own_rules else NOBODY


# -- what is left of it ----------------------------------------------------------------------------


@figure(
    "followup",
    "Told afterwards",
    "%",
    SECTION,
    window=YEAR,
    dated=False,
    better="up",
    personal=False,
    question="Is anything left for those who could not come?",
    definition="Events that ended 15 to 365 days ago with a recap, a recording or slides, of all "
    "that ended then. A recap is the post that the event names, or a post about the event that is "
    "not older than it. Beside it: the median of the days from the end to the recap.",
)
def followup(context: MetricContext) -> Answer:
    words = context.hub.words
    ended = [
        item
        for item in context.held
        if context.since(YEAR) <= item.last_day <= context.since(AT_LEAST)
    ]
    recaps = [_recap_day(context, item) for item in ended]
    kept = [_recorded(item) for item in ended]
    told = sum(1 for day, there in zip(recaps, kept, strict=True) if day or there)
    took = [
        max(0, (day - item.last_day).days) for item, day in zip(ended, recaps, strict=True) if day
    ]
    rows = (
        (words("a recap"), len(took)),
        (words("a recording or slides"), sum(kept)),
        (words("nothing"), len(ended) - told),
    )
    note = (
        words("median %(days)s days to the recap", days=words.number(middle(took) or 0))
        if took
        else ""
    )
    return Answer(
        percent(told, len(ended)),
        len(ended),
        table=Table((words("What is left"), words("Events")), rows),
        note=note,
    )


def _recap_day(context: MetricContext, item: Occurrence) -> date | None:
    """When it was told what happened, up to the context's day."""
    posts = context.hub.posts
    if item.outcomes and item.outcomes.recap:
        days = [posts[item.outcomes.recap].date] if item.outcomes.recap in posts else []
    elif item.event.repeats:
        days = []  # a post names the series, not which of its dates
    else:
        days = [
            post.date
            for post in context.hub.referring(item.event, Post)
            if post.date >= item.first_day
        ]
    return min((day for day in days if day <= context.day), default=None)


def _recorded(item: Occurrence) -> bool:
    """Whether there is a recording, or slides."""
    return bool(item.outcomes and (item.outcomes.recording or item.outcomes.slides))
