"""The document of recognition and onboarding."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import dropwhile
from typing import Any

from hearth.base.format import iso
from hearth.base.words import N_, Translations
from hearth.manage.desk.care import (
    Ambassadorship,
    CareContents,
    OnboardingProgress,
    Programme,
    Turn,
    Unthanked,
)
from hearth.model.hub import Hub
from hearth.papers.paper import Paper
from hearth.wording.document import (
    Below,
    Block,
    Code,
    DataTable,
    Piece,
    Strong,
    closed,
    entry,
    heading,
    paragraph,
    placed,
)

MODERATION = (
    N_("Year"),
    N_("Reports"),
    N_("Measures"),
    N_("Median days to a close"),
    N_("Open"),
)
MOST = 20
"""People in one list; how many more there are is said."""
DEEDS = 3
"""Kinds of things somebody did that are told, those done most often first."""


def care_paper(hub: Hub, care: CareContents) -> Paper:
    """The page for the manager."""
    words = hub.words
    parts = (
        _thanks(words, care),
        _spotlight(words, care),
        _settling(words, care),
        _mentoring(hub, care),
        _programmes(words, care),
        _moderation(words, care),
    )
    pieces = tuple(piece for part in parts for piece in part)
    return Paper(
        words("Care and recognition, %(day)s", day=words.long_day(care.day)),
        pieces,
        words("For the manager's eyes: it names people, and what they wait for."),
        words.language,
    )


def _at_most(words: Translations, lines: list[Block]) -> list[Block]:
    more = len(lines) - MOST
    if more <= 0:
        return lines
    return [*lines[:MOST], entry(words("And %(number)s more.", number=more))]


def _thanks(words: Translations, care: CareContents) -> Iterator[Piece]:
    yield heading(words("Thanks"))
    if care.unthanked:
        yield paragraph(
            *placed(
                words(
                    "They did something for others within a year and were not thanked since; who "
                    "waits longest comes first. Note a thank-you with %(command)s."
                ),
                command=Code('hearth thank MEMBER --for "…"'),
            )
        )
        yield from _at_most(words, [_unthanked(words, one) for one in care.unthanked])
    else:
        yield paragraph(
            words("Everybody who did something for others within a year has been thanked.")
        )
    if said := tuple(dropwhile(lambda month: not month[1], care.thanks)):
        yield DataTable((words("Month"), words("Thanks said"), words("People thanked")), said)


def _unthanked(words: Translations, one: Unthanked) -> Block:
    most = sorted(one.deeds, key=lambda deed: -deed[1])[:DEEDS]
    said = [_deed(words, what, number) for what, number in most]
    more = [words.inside("deeds", "more")] if len(one.deeds) > DEEDS else []
    return entry(
        *placed(
            words("%(name)s %(deeds)s, first on %(day)s (%(id)s)"),
            name=Strong(one.member.name),
            deeds=words.listed([*said, *more]),
            day=words.short_day(one.first),
            id=Code(one.member.id),
        )
    )


def _deed(words: Translations, what: str, number: int) -> str:
    said = words.noted(what)
    return words("%(what)s %(number)s times", what=said, number=number) if number > 1 else said


def _spotlight(words: Translations, care: CareContents) -> Iterator[Piece]:
    yield heading(words("Spotlight"))
    if care.featured:
        turns = [
            words("%(name)s on %(day)s", name=turn.member.name, day=words.short_day(turn.last))
            for turn in care.featured
            if turn.last
        ]
        yield paragraph(words("Last: %(people)s.", people=words.listed(turns)))
    if not care.next:
        yield paragraph(
            words(
                "It is nobody's turn: outside the team nobody with a public profile did "
                "something within a year."
            )
        )
    else:
        yield paragraph(
            *placed(
                words("Next in turn; note it with %(command)s:"),
                command=Code("hearth note featured member=MEMBER where=newsletter"),
            )
        )
    yield from (_turn(words, turn) for turn in care.next)


def _turn(words: Translations, turn: Turn) -> Block:
    before = (
        words("last on %(day)s", day=words.short_day(turn.last))
        if turn.last
        else words("never yet")
    )
    return entry(Strong(turn.member.name), f", {before} (", Code(turn.member.id), ")")


def _settling(words: Translations, care: CareContents) -> Iterator[Piece]:
    yield heading(words("Settling in"))
    under_way = [one for one in care.onboarding if one.left]
    if not care.onboarding:
        yield paragraph(
            *placed(
                words(
                    "Nobody is on a list now. Lists of steps stand in checklists.yml; begin one "
                    "with %(command)s."
                ),
                command=Code('hearth note checklists new_as=person steps="A letter, A buddy"'),
            )
        )
        return
    done = len(care.onboarding) - len(under_way)
    yield paragraph(
        words(
            "%(number)s of %(all)s have every step behind them.",
            number=done,
            all=len(care.onboarding),
        )
    )
    yield from _at_most(words, [_onboarding_line(words, one) for one in under_way])


def _onboarding_line(words: Translations, one: OnboardingProgress) -> Block:
    form = (
        N_(", new since %(day)s, %(done)s of %(all)s done; to do: %(steps)s")
        if one.checklist.new_as == one.member.kind
        else N_(", new as %(role)s since %(day)s, %(done)s of %(all)s done; to do: %(steps)s")
    )
    said = words.noted(form) % {
        "role": words.inside("new as", one.checklist.new_as),
        "day": words.short_day(one.since),
        "done": one.done,
        "all": len(one.checklist.steps),
        "steps": "; ".join(one.left),
    }
    return entry(Strong(one.member.name), said)


def _mentoring(hub: Hub, care: CareContents) -> Iterator[Piece]:
    words = hub.words
    yield heading(words("Mentoring"))
    if care.pairs:
        rows = tuple(
            (
                hub.members[pair.mentor].name,
                hub.members[pair.mentee].name,
                hub.topics[pair.topic].label if pair.topic else "",
                words.short_day(pair.since),
                words.short_day(pair.until) if pair.until else words.inside("until", "open"),
            )
            for pair in care.pairs
        )
        columns = (N_("Mentor"), N_("Mentee"), N_("Topic"), N_("Since"), N_("Until"))
        yield DataTable(tuple(map(words.noted, columns)), rows)
    else:
        yield paragraph(words("No pair meets at present."))
    if care.waiting:
        yield paragraph(
            words.count(
                len(care.waiting), "member looks for a mentor:", "members look for a mentor:"
            )
        )
    for one in care.waiting[:MOST]:
        could = (
            words(
                "could ask %(people)s",
                people=words.listed([mentor.name for mentor in one.mentors[:3]]),
            )
            if one.mentors
            else words("nobody who offers it is free")
        )
        yield entry(Strong(one.member.name), f", {words.listed(list(one.topics))}: {could}")


def _programmes(words: Translations, care: CareContents) -> Iterator[Piece]:
    if care.programmes:
        yield heading(words("Programmes"))
    for programme in care.programmes:
        yield heading(programme.group.name, 3)
        if cohort := programme.group.cohort_on(care.day):
            yield paragraph(closed(cohort))
        yield paragraph(Below((Code(f"hearth programme show {programme.group.id}"),)))
        yield from (entry(promise) for promise in programme.group.commitments)
        if programme.people:
            yield DataTable(
                (words("Member"), words("Done in a year"), words("Last"), words("Until"), ""),
                tuple(_part(words, one) for one in programme.people),
            )


def _part(words: Translations, one: Ambassadorship) -> tuple[str | float | None, ...]:
    return (
        one.member.name,
        one.deeds,
        words.short_day(one.last) if one.last else "",
        words.short_day(one.until) if one.until else words.inside("until", "open"),
        words("ask whether they go on") if one.due else "",
    )


def _moderation(words: Translations, care: CareContents) -> Iterator[Piece]:
    if care.moderation:
        yield heading(words("Moderation"))
        rows = tuple(
            (str(year.year), year.reports, year.measures, year.median_days, year.still_open)
            for year in care.moderation
        )
        yield DataTable(tuple(map(words.noted, MODERATION)), rows)


def care_data(care: CareContents) -> dict[str, Any]:
    """The page as data."""
    return {
        "day": care.day.isoformat(),
        "thanks": [
            {"month": month, "said": said, "people": people} for month, said, people in care.thanks
        ],
        "unthanked": [
            {"member": one.member.id, "since": one.first.isoformat(), "deeds": dict(one.deeds)}
            for one in care.unthanked
        ],
        "spotlight": {
            "last": [_turn_data(turn) for turn in care.featured],
            "next": [_turn_data(turn) for turn in care.next],
        },
        "settling": [
            {
                "member": one.member.id,
                "new_as": one.checklist.new_as,
                "since": one.since.isoformat(),
                "done": one.done,
                "left": list(one.left),
            }
            for one in care.onboarding
        ],
        "pairs": [pair.model_dump(mode="json") for pair in care.pairs],
        "waiting_for_a_mentor": [
            {
                "member": one.member.id,
                "topics": list(one.topics),
                "could_ask": [mentor.id for mentor in one.mentors],
            }
            for one in care.waiting
        ],
        "programmes": [_programme_data(programme, care.day) for programme in care.programmes],
        "moderation": [year.model_dump(mode="json") for year in care.moderation],
    }


def _turn_data(turn: Turn) -> dict[str, Any]:
    return {"member": turn.member.id, "last": iso(turn.last)}


def _programme_data(programme: Programme, day: date) -> dict[str, Any]:
    people = [
        {
            "member": one.member.id,
            "deeds": one.deeds,
            "last": iso(one.last),
            "until": iso(one.until),
            "due": one.due,
        }
        for one in programme.people
    ]
    return {"group": programme.group.id, "cohort": programme.group.cohort_on(day), "people": people}
