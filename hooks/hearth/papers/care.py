"""The document of recognition and onboarding."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import dropwhile
from typing import Any

from hearth.base.format import iso, long_day, short_day
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
from hearth.wording.document import Block, Code, DataTable, Piece, Strong, entry, heading, paragraph
from hearth.wording.formatting import count, listed

MOST = 20
"""People in one list; how many more there are is said."""
DEEDS = 3
"""Kinds of things somebody did that are told, those done most often first."""


def care_paper(hub: Hub, care: CareContents) -> Paper:
    """The page for the manager."""
    parts = (
        _thanks(care),
        _spotlight(care),
        _settling(care),
        _mentoring(hub, care),
        _programmes(care),
        _moderation(care),
    )
    pieces = tuple(piece for part in parts for piece in part)
    return Paper(
        f"Care and recognition, {long_day(care.day)}",
        pieces,
        "For the manager's eyes: it names people, and what they wait for.",
    )


def _at_most(lines: list[Block]) -> list[Block]:
    more = len(lines) - MOST
    return [*lines[:MOST], entry(f"And {more} more.")] if more > 0 else lines


def _thanks(care: CareContents) -> Iterator[Piece]:
    yield heading("Thanks")
    if care.unthanked:
        yield paragraph(
            (
                "They did something for others within a year and were not thanked since; who "
                "waits longest comes first. "
            ),
            "Note a thank-you with ",
            Code('hearth thank MEMBER --for "…"'),
            ".",
        )
        yield from _at_most([_unthanked(one) for one in care.unthanked])
    else:
        yield paragraph("Everybody who did something for others within a year has been thanked.")
    if said := tuple(dropwhile(lambda month: not month[1], care.thanks)):
        yield DataTable(("Month", "Thanks said", "People thanked"), said)


def _unthanked(one: Unthanked) -> Block:
    most = sorted(one.deeds, key=lambda deed: -deed[1])[:DEEDS]
    words = [f"{what}{f' {number} times' if number > 1 else ''}" for what, number in most]
    deeds = listed([*words, *(["more"] if len(one.deeds) > DEEDS else [])])
    return entry(
        Strong(one.member.name),
        f" {deeds}, first on {short_day(one.first)} (",
        Code(one.member.id),
        ")",
    )


def _spotlight(care: CareContents) -> Iterator[Piece]:
    yield heading("Spotlight")
    if care.featured:
        yield paragraph(
            "Last: ",
            listed(
                [
                    f"{turn.member.name} on {short_day(turn.last)}"
                    for turn in care.featured
                    if turn.last
                ]
            ),
            ".",
        )
    if not care.next:
        yield paragraph(
            "It is nobody's turn: outside the team nobody with a public profile did "
            "something within a year."
        )
    else:
        yield paragraph(
            "Next in turn; note it with ",
            Code("hearth note featured member=MEMBER where=newsletter"),
            ":",
        )
    yield from (_turn(turn) for turn in care.next)


def _turn(turn: Turn) -> Block:
    before = f"last on {short_day(turn.last)}" if turn.last else "never yet"
    return entry(Strong(turn.member.name), f", {before} (", Code(turn.member.id), ")")


def _settling(care: CareContents) -> Iterator[Piece]:
    yield heading("Settling in")
    under_way = [one for one in care.onboarding if one.left]
    if not care.onboarding:
        yield paragraph(
            "Nobody is on a list now. Lists of steps stand in checklists.yml; begin one with ",
            Code('hearth note checklists new_as=person steps="A letter, A buddy"'),
            ".",
        )
        return
    done = len(care.onboarding) - len(under_way)
    yield paragraph(f"{done} of {len(care.onboarding)} have every step behind them.")
    yield from _at_most([_onboarding_line(one) for one in under_way])


def _onboarding_line(one: OnboardingProgress) -> Block:
    new = "" if one.checklist.new_as == one.member.kind else f" as {one.checklist.new_as}"
    return entry(
        Strong(one.member.name),
        (
            f", new{new} since {short_day(one.since)}, {one.done} of {len(one.checklist.steps)} "
            f"done; to do: {'; '.join(one.left)}"
        ),
    )


def _mentoring(hub: Hub, care: CareContents) -> Iterator[Piece]:
    yield heading("Mentoring")
    if care.pairs:
        rows = tuple(
            (
                hub.members[pair.mentor].name,
                hub.members[pair.mentee].name,
                hub.topics[pair.topic].label if pair.topic else "",
                short_day(pair.since),
                short_day(pair.until) if pair.until else "open",
            )
            for pair in care.pairs
        )
        yield DataTable(("Mentor", "Mentee", "Topic", "Since", "Until"), rows)
    else:
        yield paragraph("No pair meets at present.")
    if care.waiting:
        yield paragraph(f"{count(len(care.waiting), 'member looks', 'members look')} for a mentor:")
    for one in care.waiting[:MOST]:
        could = (
            f"could ask {listed([mentor.name for mentor in one.mentors[:3]])}"
            if one.mentors
            else "nobody who offers it is free"
        )
        yield entry(Strong(one.member.name), f", {listed(list(one.topics))}: {could}")


def _programmes(care: CareContents) -> Iterator[Piece]:
    if care.programmes:
        yield heading("Programmes")
    for programme in care.programmes:
        yield heading(programme.group.name, 3)
        if programme.group.cohort:
            yield paragraph(programme.group.cohort, ".")
        yield from (entry(promise) for promise in programme.group.commitments)
        if programme.people:
            yield DataTable(
                ("Member", "Done in a year", "Last", "Until", ""),
                tuple(map(_part, programme.people)),
            )


def _part(one: Ambassadorship) -> tuple[str | float | None, ...]:
    return (
        one.member.name,
        one.deeds,
        short_day(one.last) if one.last else "",
        short_day(one.until) if one.until else "open",
        "ask whether they go on" if one.due else "",
    )


def _moderation(care: CareContents) -> Iterator[Piece]:
    if care.moderation:
        yield heading("Moderation")
        rows = tuple(
            (str(year.year), year.reports, year.measures, year.median_days, year.still_open)
            for year in care.moderation
        )
        yield DataTable(("Year", "Reports", "Measures", "Median days to a close", "Open"), rows)


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
        "programmes": [_programme_data(programme) for programme in care.programmes],
        "moderation": [year.model_dump(mode="json") for year in care.moderation],
    }


def _turn_data(turn: Turn) -> dict[str, Any]:
    return {"member": turn.member.id, "last": iso(turn.last)}


def _programme_data(programme: Programme) -> dict[str, Any]:
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
    return {"group": programme.group.id, "cohort": programme.group.cohort, "people": people}
