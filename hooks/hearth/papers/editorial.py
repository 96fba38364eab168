"""The document of the editorial calendar: each plan with who, what, when, where, why and how, and
each gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from hearth.base.format import iso, long_day, month, short_day
from hearth.manage.desk.editorial import RECAPS_WITHIN, EditorialCalendar, EditorialEntry
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.papers.paper import Paper
from hearth.wording import event_facts, formatting
from hearth.wording.document import (
    Block,
    Code,
    Inline,
    Strong,
    closed,
    entry,
    heading,
    paragraph,
    to_do,
)

TWO_WEEKS = timedelta(days=14)
"""How long before an event it should be told of at the latest."""
MISSING = {"who": "who writes it", "audience": "for whom", "why": "why", "how": "how"}
"""What a plan leaves open, as people say it."""


def paper(hub: Hub, found: EditorialCalendar) -> Paper:
    """The calendar as a page; ``hub`` is the whole one, since a plan may name anybody."""
    pieces: list[Block] = []
    for title, entries in (
        ("Late", found.late),
        ("In the next two weeks", found.soon),
        ("Later", found.later),
    ):
        pieces += _part(title, [to_do(*_plan(hub, one)) for one in entries])
    pieces += _part("Missing", [to_do(*parts) for parts in _gaps(hub, found)])
    pieces += _part("Told in the last 30 days", [entry(*_plan(hub, one)) for one in found.done])
    if not pieces:
        pieces.append(paragraph("Nothing is planned, and nothing is missing."))
    foot = f"Only for you: it names what lies in {hub.settings.private}/plans.yml."
    return Paper(
        f"What is to be told, {long_day(hub.as_of)}", tuple(pieces), foot, hub.community.language
    )


def _part(title: str, lines: Sequence[Block]) -> list[Block]:
    return [heading(title), *lines] if lines else []


def _plan(hub: Hub, one: EditorialEntry) -> Iterator[Inline]:
    plan = one.plan
    event = hub.events.get(plan.event or "")
    about = (
        f": {event.title}" if event and event.title.casefold() not in plan.what.casefold() else ""
    )
    yield from (Strong(f"{plan.what}{about}"), f", {event_facts.near_day(plan.due)}, {plan.where}")
    if plan.who:
        yield f", by {hub.members[plan.who].name}"
    yield "."
    said = (("For", plan.audience), ("Why:", plan.why), ("How:", plan.how))
    yield from (f" {label} {closed(words)}" for label, words in said if words)
    if plan.done:
        yield f" Told on {event_facts.near_day(plan.done)}."
        return
    if one.missing:
        yield from (
            " ",
            Strong("Missing:"),
            f" {formatting.listed([MISSING[name] for name in one.missing])}.",
        )
    yield from (" When it is told: ", Code(f"hearth plan --done {one.number}"))


def _gaps(hub: Hub, found: EditorialCalendar) -> Iterator[tuple[Inline, ...]]:
    for item in found.unannounced:
        due = max(hub.as_of, item.first_day - TWO_WEEKS)
        command = (
            f"hearth plan --add Announcement --event {item.event.id} --due {due} --where CHANNEL"
        )
        yield *_named(item), "no announcement is planned. Plan it: ", Code(command)
    for item in found.without_recap:
        command = f"hearth add post --set type=recap --set about.events={item.event.id}"
        where = (
            (", and name it under ", Code("moved"), " in ", Code("outcomes: {recap}"))
            if item.event.repeats
            else ()
        )
        yield *_named(item), "there is no recap. Begin it: ", Code(command), *where
    if newsletter := found.newsletter:
        draft = Code("hearth newsletter")
        if newsletter.due is None:
            yield Strong("Newsletter"), ": no issue is noted as sent. Draft it: ", draft
        else:
            when = "was" if newsletter.due < hub.as_of else "is"
            yield (
                Strong("Newsletter"),
                (
                    f" {when} due on {event_facts.near_day(newsletter.due)}, "
                    f"{hub.settings.newsletter_days} days after the last. Draft it: "
                ),
                draft,
            )
    if found.no_prompt:
        last = (
            f"the last was on {short_day(found.prompt)}" if found.prompt else "there was none yet"
        )
        yield (
            Strong("A question to talk about"),
            f": {last}. Ask one: ",
            Code("hearth add post --set type=prompt"),
        )
    if found.months:
        names = formatting.listed([month(day) for day in reversed(found.months)])
        yield (
            Strong("Stories"),
            f": none in {names}. Whom could you ask? Write it down: ",
            Code("hearth add post --set type=story"),
        )


def _named(item: Occurrence) -> tuple[Inline, ...]:
    return Strong(item.title), f", {formatting.day(item)}: "


def as_data(hub: Hub, found: EditorialCalendar) -> dict[str, Any]:
    """The calendar as data."""
    plans = {
        name: [_entry_data(one) for one in getattr(found, name)]
        for name in ("late", "soon", "later", "done")
    }
    newsletter = found.newsletter
    return {
        "day": hub.as_of.isoformat(),
        **plans,
        "unannounced": [_item_data(item) for item in found.unannounced],
        "without_recap": [_item_data(item) for item in found.without_recap],
        "recaps_within_days": RECAPS_WITHIN.days,
        "newsletter": newsletter and {"last": iso(newsletter.last), "due": iso(newsletter.due)},
        "prompt_missing": found.no_prompt,
        "last_prompt": iso(found.prompt),
        "months_without_story": [f"{day:%Y-%m}" for day in found.months],
    }


def _entry_data(one: EditorialEntry) -> dict[str, Any]:
    return {
        "number": one.number,
        **one.plan.model_dump(mode="json", exclude_none=True),
        "missing": list(one.missing),
    }


def _item_data(item: Occurrence) -> dict[str, str]:
    return {"event": item.event.id, "day": item.first_day.isoformat(), "title": item.title}
