"""Parts of the brief about events: what coming ones still lack, and what past ones have no record
of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from hearth.base.words import N_, Translations
from hearth.manage.desk.brief.base import (
    ADMINISTRATOR,
    MANAGER,
    BriefItem,
    Cure,
    Loss,
    by_change,
    by_thanks,
    in_time,
    in_words,
    names,
    part,
)
from hearth.manage.figures import MetricContext
from hearth.model.schedule import Occurrence
from hearth.views import readiness

MISSED = Loss("people", N_("guests meet what nobody has prepared"))
FORGOTTEN = Loss("fades", N_("nobody knows any more how it was"))


class Missing(NamedTuple):
    """What is missing, and how to mend it."""

    check: str
    words: str
    cure: Cure
    until: date
    minutes: int
    fields: Mapping[str, str] = {}
    """What is set in the event's file, where that is enough."""


MINUTES = {"venue": 45, "speakers": 30, "agenda": 30, "recap": 45, "run sheet": 15}
"""How long it takes to bring what is missing, where that is not as long as a message."""
MESSAGE = 10

AHEAD = 21
"""Days that are looked ahead."""
BACK = 90
"""Days in which an event that is over can be wrapped up while people still know how it was."""
ARRANGED = 3
"""What is due so many days before an event must be arranged when a third of them is left."""
REMEMBERED = 7
"""Days for which something that was due after an event is still told from memory."""
AFTERWARDS = 14
"""Days after an event by which its people are thanked and its material is there."""


@part(
    "events",
    "The next three weeks",
    MANAGER,
    ADMINISTRATOR,
    definition="Events of the next 21 days that the community holds (of one that repeats, the next "
    "date), with everything that should have been there by now or is due within a week, "
    "as `hearth ready` has it. An event that lacks nothing is not told.",
    loses=MISSED,
    minutes=MESSAGE,
    label=N_("Prepare"),
)
def events(context: MetricContext) -> Iterator[BriefItem]:
    for item in readiness.coming(context.hub):
        if item.first_day > context.day + timedelta(days=AHEAD):
            continue
        lacking = [
            line for line in readiness.lines(context.hub, item) if line.state in ("overdue", "due")
        ]
        if lacking:
            lacking.sort(key=lambda line: (line.due, line.check.name))
            yield _line(
                item,
                context,
                N_("%(when)s, lacks %(what)s"),
                _when(item, context),
                [_missing(context.hub.words, line) for line in lacking],
                listed_by_ready=True,
            )


def _missing(words: Translations, line: readiness.CheckResult) -> Missing:
    name = line.check.name
    day = line.item.first_day - timedelta(days=line.check.days // ARRANGED)
    until = day if line.check.days > 0 else line.due + timedelta(days=REMEMBERED)
    said = words.inside("check", name)
    minutes = MINUTES.get(name, MESSAGE)
    return Missing(name, said, _cure(words, line), until, minutes, line.check.fields(line.item))


def _cure(words: Translations, line: readiness.CheckResult) -> Cure:
    event = line.item.event
    if (
        line.check.name == "recap" and not event.repeats
    ):  # of a series a post does not say which date it tells of
        return Cure(command=f"hearth add post --set type=recap --set about.events={event.id}")
    cure = words.noted(line.check.cure)
    do = cure[0].lower() + cure[1:].rstrip(".")
    return Cure(event.path, do=do)


def _line(
    item: Occurrence,
    context: MetricContext,
    form: str,
    when: str,
    missing: list[Missing],
    listed_by_ready: bool,
) -> BriefItem:
    """One event with all it lacks; what to do first is told, and where the whole list is, if
    ``hearth ready`` tells of this date."""
    cure = missing[0].cure
    if missing[0].fields:
        fields = {name: value for one in missing for name, value in one.fields.items()}
        cure = by_change(item.event.path, fields)
    if len(missing) > 1 and listed_by_ready:
        cure = replace(cure, see=f"hearth ready {item.event.id}")
    words = context.hub.words
    what = names(words, (one.words for one in missing), 5)
    text = words.noted(form) % {"when": when, "what": what}
    first = min(one.until for one in missing)
    return BriefItem(
        f"event/{item.event.id}@{item.original}",
        item.title,
        text,
        cure,
        until=first if item.first_day < context.day else in_time(first, context),
        cause=tuple(one.check for one in missing),
        alike="over" if item.first_day < context.day else "",
        minutes=sum(one.minutes for one in missing),
    )


def _when(item: Occurrence, context: MetricContext) -> str:
    words, days = context.hub.words, (item.first_day - context.day).days
    if days < 0:
        far = words("under way")
    elif days < 2:
        far = words("tomorrow" if days else "today")
    else:
        far = words("in %(number)s days", number=days)
    day = f"{words.weekday(item.first_day)} {in_words(item.first_day, context)}"
    return words("%(day)s, %(far)s", day=day, far=far)


@part(
    "wrap-up",
    "Wrap up",
    MANAGER,
    definition="Events that ended in the last 90 days (of one that repeats, the last date) and "
    "still lack what should be there: attendance after a day, a recap after a week, and after 14 "
    "days a thank-you to one of its hosts and speakers who are members (`thanks.yml`, on that day "
    "or later), and, where somebody spoke, a recording, slides, notes or resources in `outcomes`. "
    "What is over last stands first.",
    loses=FORGOTTEN,
    minutes=MESSAGE,
)
def wrap_up(context: MetricContext) -> Iterator[BriefItem]:
    for item in readiness.over(context.hub):
        if item.last_day <= context.since(BACK):
            continue
        missing = [
            _missing(context.hub.words, line)
            for line in readiness.lines(context.hub, item)
            if line.state == "overdue"
        ]
        if item.last_day <= context.since(AFTERWARDS):
            missing += _left_open(context, item)
        if missing:
            ago = context.hub.words.count((context.day - item.last_day).days, "day")
            form = N_("%(when)s ago, lacks %(what)s")
            yield _line(item, context, form, ago, missing, listed_by_ready=not item.event.repeats)


def _left_open(context: MetricContext, item: Occurrence) -> Iterator[Missing]:
    """Thanks and material, where they are missing."""
    words, until = context.hub.words, item.last_day + timedelta(days=AFTERWARDS + REMEMBERED)
    event, known = item.event, item.outcomes
    spoke = [*item.speakers, *(person for point in event.agenda for person in point.speakers)]
    cast = [person for person in dict.fromkeys((*spoke, *event.hosts)) if isinstance(person, str)]
    if cast and not any(
        said.to in cast and item.first_day <= said.date <= context.day
        for said in context.notes.thanks
    ):
        said = words.inside("check", "thanks")
        yield Missing("thanks", said, by_thanks(cast[0], item.title, event.id), until, MESSAGE)
    if spoke and not (
        known and (known.recording or known.slides or known.notes or known.resources)
    ):
        do = (
            words(
                "say where to find what was shown, in `moved`, under `outcomes`: `recording`, "
                "`slides`, `notes` or `resources`"
            )
            if event.repeats
            else words(
                "say where to find what was shown, in `outcomes`: `recording`, `slides`, `notes` "
                "or `resources`"
            )
        )
        said = words.inside("check", "material")
        yield Missing("material", said, Cure(event.path, do=do), until, MESSAGE)
