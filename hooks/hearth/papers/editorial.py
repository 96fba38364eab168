"""The document of the editorial calendar: each plan with who, what, when, where, why and how, and
each gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from hearth.base.format import iso
from hearth.base.words import N_, Translations
from hearth.manage.desk.editorial import (
    RECAPS_WITHIN,
    EditorialCalendar,
    EditorialEntry,
    NewsletterDue,
)
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
    placed,
    to_do,
)

TWO_WEEKS = timedelta(days=14)
"""How long before an event it should be told of at the latest."""
MISSING = {
    "who": N_("who writes it"),
    "audience": N_("for whom"),
    "why": N_("why"),
    "how": N_("how"),
}
"""What a plan leaves open, as people say it."""


def paper(hub: Hub, found: EditorialCalendar) -> Paper:
    """The calendar as a page; ``hub`` is the whole one, since a plan may name anybody."""
    words = hub.words
    pieces: list[Block] = []
    for title, entries in (
        (words("Late"), found.late),
        (words("In the next two weeks"), found.soon),
        (words("Later"), found.later),
    ):
        pieces += _part(title, [to_do(*_plan(hub, one)) for one in entries])
    pieces += _part(words("Missing"), [to_do(*parts) for parts in _gaps(hub, found)])
    pieces += _part(
        words("Told in the last 30 days"), [entry(*_plan(hub, one)) for one in found.done]
    )
    if not pieces:
        pieces.append(paragraph(words("Nothing is planned, and nothing is missing.")))
    foot = words(
        "Only for you: it names what lies in %(file)s.", file=f"{hub.settings.private}/plans.yml"
    )
    return Paper(
        words("What is to be told, %(day)s", day=words.long_day(hub.as_of)),
        tuple(pieces),
        foot,
        hub.community.language,
    )


def _part(title: str, lines: Sequence[Block]) -> list[Block]:
    return [heading(title), *lines] if lines else []


def _plan(hub: Hub, one: EditorialEntry) -> Iterator[Inline]:
    plan = one.plan
    event = hub.events.get(plan.event or "")
    about = (
        f": {event.title}" if event and event.title.casefold() not in plan.what.casefold() else ""
    )
    words, due = hub.words, event_facts.near_day(plan.due, hub.words)
    yield Strong(f"{plan.what}{about}")
    if plan.who:
        writer = hub.members[plan.who].name
        yield words(
            ", %(day)s, %(channel)s, by %(name)s.", day=due, channel=plan.where, name=writer
        )
    else:
        yield words(", %(day)s, %(channel)s.", day=due, channel=plan.where)
    said = (
        (N_("For %(what)s"), plan.audience),
        (N_("Why: %(what)s"), plan.why),
        (N_("How: %(what)s"), plan.how),
    )
    yield from (f" {words.noted(form) % {'what': closed(what)}}" for form, what in said if what)
    if plan.done:
        yield " " + words("Told on %(day)s.", day=event_facts.near_day(plan.done, words))
        return
    if one.missing:
        missing = words.listed([words.noted(MISSING[name]) for name in one.missing])
        yield from (" ", Strong(words("Missing:")), f" {missing}.")
    yield from (f" {words('When it is told:')} ", Code(f"hearth plan --done {one.number}"))


def _gaps(hub: Hub, found: EditorialCalendar) -> Iterator[tuple[Inline, ...]]:
    words = hub.words
    for item in found.unannounced:
        due = max(hub.as_of, item.first_day - TWO_WEEKS)
        command = (
            f"hearth plan --add Announcement --event {item.event.id} --due {due} --where CHANNEL"
        )
        gap = placed(
            words("no announcement is planned. Plan it: %(command)s"), command=Code(command)
        )
        yield *_named(words, item), *gap
    for item in found.without_recap:
        command = f"hearth add post --set type=recap --set about.events={item.event.id}"
        form = (
            words(
                "there is no recap. Begin it: %(command)s, and name it under %(moved)s in %(field)s"
            )
            if item.event.repeats
            else words("there is no recap. Begin it: %(command)s")
        )
        outcomes = {"moved": Code("moved"), "field": Code("outcomes: {recap}")}
        yield *_named(words, item), *placed(form, command=Code(command), **outcomes)
    if newsletter := found.newsletter:
        yield _letter(hub, newsletter)
    if found.no_prompt:
        said = (
            words("the last was on %(day)s. Ask one:", day=words.short_day(found.prompt))
            if found.prompt
            else words("there was none yet. Ask one:")
        )
        prompt = Code("hearth add post --set type=prompt")
        yield Strong(words("A question to talk about")), f": {said} ", prompt
    if found.months:
        names = words.listed([words.month(day) for day in reversed(found.months)])
        said = words("none in %(months)s. Whom could you ask? Write it down:", months=names)
        yield Strong(words("Stories")), f": {said} ", Code("hearth add post --set type=story")


def _letter(hub: Hub, newsletter: NewsletterDue) -> tuple[Inline, ...]:
    words, draft = hub.words, Code("hearth newsletter")
    if newsletter.due is None:
        none = words("no issue is noted as sent. Draft it:")
        return Strong(words("Newsletter")), f": {none} ", draft
    form = (
        N_("was due on %(day)s, %(number)s days after the last. Draft it:")
        if newsletter.due < hub.as_of
        else N_("is due on %(day)s, %(number)s days after the last. Draft it:")
    )
    said = words.noted(form) % {
        "day": event_facts.near_day(newsletter.due, words),
        "number": hub.settings.newsletter_days,
    }
    return Strong(words("Newsletter")), f" {said} ", draft


def _named(words: Translations, item: Occurrence) -> tuple[Inline, ...]:
    return Strong(item.title), f", {formatting.day(item, words)}: "


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
