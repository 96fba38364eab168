"""Rules about what will not last: years in series, late deadlines, old reviews."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hearth.base.words import Said, said, said_day, said_many
from hearth.kinds import Complaint
from hearth.kinds.event import Event
from hearth.kinds.resource import Resource
from hearth.model.rules.facts import Facts, Finding
from hearth.read.sources import Source

OLDEST = 20
"""So many resources are named that wait for a check; the last of them says how many more there
are."""
_YEAR = re.compile(r"(?:^|-)(?:19|20)\d\d(?=-|$)")


def series_of_a_year(facts: Facts) -> Iterator[Finding]:
    """The id of a series holds for all its years."""
    reported: set[str] = set()
    for source, event in facts.sources(Event):
        name = event.series
        if name and name not in reported and _YEAR.search(name):
            reported.add(name)
            without = _YEAR.sub("", name).strip("-")
            fix = (
                said('Write "%(right)s" in all its events.', right=without)
                if without
                else said("Name what the events have in common.")
            )
            yield (
                source,
                Complaint(
                    ("series",),
                    "year-in-series",
                    said("holds a year, so the series ends with it"),
                    fix,
                ),
            )


def late_registration(facts: Facts) -> Iterator[Finding]:
    """Nobody can sign up for what has begun."""
    for source, event in facts.sources(Event):
        closes = event.registration.closes if event.registration else None
        if (
            closes
            and closes > event.first_day
            and not event.repeats
            and event.date_precision == "day"
        ):
            what = said("lies after the event begins (%(day)s)", day=said_day(event.first_day))
            fix = said("Give the day it begins, or an earlier one.")
            yield source, Complaint(("registration", "closes"), "closes-after-start", what, fix)


def old_checks(facts: Facts) -> Iterator[Finding]:
    """Somebody looks at every resource now and then; those that wait longest are named."""
    waiting: list[tuple[str, Source, Resource]] = []
    for source, resource in facts.sources(Resource):
        due = resource.check_due
        if due and due < facts.as_of and resource.is_usable(facts.as_of):
            waiting.append((due.isoformat(), source, resource))
    waiting.sort(key=lambda item: (item[0], item[1].path, item[1].id))
    more = len(waiting) - OLDEST
    for place, (_, source, resource) in enumerate(waiting[:OLDEST], 1):
        field, what, fix = _waiting(resource)
        if place == OLDEST and more > 0:
            what = said_many(
                "%(what)s (%(more)s more resource waits for a check)",
                "%(what)s (%(more)s more resources wait for a check)",
                more,
                what=what,
                more=f"{more:,}",
            )
        yield source, Complaint((field,), "stale-review", what, fix)


def gone_for_good(facts: Facts) -> Iterator[Finding]:
    """What leads nowhere names what to use instead."""
    for source, resource in facts.sources(Resource):
        if resource.is_gone(facts.as_of) and not resource.replaced_by:
            what = said("is the day since when it leads nowhere, and nothing takes its place")
            fix = said("Name what to use instead, `replaced_by: its-id`, or take the file out.")
            yield source, Complaint(("gone",), "gone-unreplaced", what, fix)


def _waiting(resource: Resource) -> tuple[str, Said, Said]:
    """The field that says since when a resource waits for a check, what is wrong, and what to
    do."""
    fix = said("Look whether it still holds, and write today's date in `reviewed`.")
    if resource.review_after:
        fix = said(
            "Look whether it still holds, write today's date in `reviewed`, and a later day here."
        )
        return "review_after", said("was the day to check it again"), fix
    if resource.reviewed:
        return "reviewed", said("was the last check, and that is too long ago"), fix
    return "added", said("was its first day here, and nobody has checked it since"), fix
