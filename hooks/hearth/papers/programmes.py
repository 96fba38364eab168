"""Documents of programmes: the overview, one programme with who waits and who takes part, and what
cohorts took and brought."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from hearth.base.words import N_, Translations
from hearth.manage.desk.programmes import Applied, CohortResult, ProgrammeContents, TakesPart
from hearth.manage.private.programmes import Commitment
from hearth.manage.programmes import (
    DROPPED,
    KEPT,
    KEPT_LATE,
    LETTING_GO,
    OPEN,
    OVERDUE,
    STOPPED,
    WENT_ON,
    name_of,
)
from hearth.model.hub import Hub
from hearth.papers.paper import Paper
from hearth.views.cohorts import ProgrammeTerm
from hearth.wording.document import (
    Below,
    Block,
    Code,
    DataTable,
    Inline,
    Piece,
    Strong,
    closed,
    entry,
    heading,
    paragraph,
    placed,
)

FOOT = N_(
    "For the team's eyes: it says who applied, and what was agreed with whom. Nothing of it is "
    "published."
)
STATES = {
    KEPT: N_("kept in time"),
    KEPT_LATE: N_("kept late"),
    OVERDUE: N_("overdue"),
    OPEN: N_("open"),
    DROPPED: N_("dropped by agreement"),
}
DECIDED = {
    "": N_("not decided"),
    "accepted": N_("accepted"),
    "declined": N_("declined"),
    "waiting-list": N_("on the waiting list"),
    "withdrawn": N_("withdrawn"),
}
TALKED = {
    "goes-on": N_("goes on"),
    "changes": N_("goes on otherwise"),
    "stops": N_("stops"),
}
TOOK = (N_("Cohort"), N_("From"), N_("Until"), N_("People"), N_("Hours"), N_("Money"))
BROUGHT = (
    N_("Cohort"),
    N_("Commitments kept in time"),
    N_("Done elsewhere"),
    N_("With a result"),
    N_("Joined by it"),
    N_("Went on"),
    N_("Did something lately"),
)

DOINGS = frozenset(("commitments", "ambassadors", "renewals", "renew", "certificate"))
"""What can be done for somebody who takes part."""

ProgrammeName = Callable[[str, str], Inline]
"""From the id and the name of a programme to what leads to it."""


def programmes_paper(
    hub: Hub, found: Iterable[ProgrammeContents], named: ProgrammeName | None = None
) -> Paper:
    """Every programme in a few lines; ``named`` makes its name lead somewhere."""
    words, every = hub.words, list(found)
    pieces: list[Piece] = []
    if not every:
        said = words.noted(
            "There is no programme yet. It is a group of the type programme: %(command)s"
        )
        command = Code('hearth add group --set type=programme --set name="Ambassadors"')
        pieces.append(paragraph(*placed(said, command=command)))
    for one in every:
        name = named(one.group.id, one.group.name) if named else Strong(one.group.name)
        facts = [fact for fact in (_state(hub, one), *_counts(words, one)) if fact]
        pieces.append(entry(name, Below((" · ".join(facts),))))
    return Paper(
        words("Programmes, %(day)s", day=words.long_day(hub.as_of)),
        tuple(pieces),
        words.noted(FOOT),
        words.language,
    )


def _state(hub: Hub, one: ProgrammeContents) -> str:
    """Cohort and call in one line."""
    words = hub.words
    return " · ".join(filter(None, (one.group.cohort_on(hub.as_of) or "", _call(hub, one, words))))


def _call(hub: Hub, one: ProgrammeContents, words: Translations) -> str:
    call = one.group.call
    if call is None or call.closes < hub.as_of:
        return ""
    if call.opens and call.opens > hub.as_of:
        return words("Call opens on %(day)s", day=words.long_day(call.opens))
    return words("Call open until %(day)s", day=words.long_day(call.closes))


def _counts(words: Translations, one: ProgrammeContents) -> Iterator[str]:
    yield words.count(len(one.people), "takes part", "take part")
    if one.decided[""]:
        yield words.count(
            one.decided[""], "application is not decided", "applications are not decided"
        )
    overdue = sum(state == OVERDUE for who in one.people for _, _, state in who.commitments)
    if overdue:
        yield words.count(overdue, "commitment is overdue", "commitments are overdue")
    due = sum(who.due for who in one.people)
    if due:
        yield words.count(due, "term ends soon", "terms end soon")


def programme_paper(
    hub: Hub, one: ProgrammeContents, for_each: Collection[str] = frozenset()
) -> Paper:
    """One programme whole. What ``for_each`` names of DOINGS stands with each person, the rest
    once."""
    words = hub.words
    return Paper(
        one.group.name,
        (
            paragraph(*_opening(hub, one)),
            *_applications(hub, one),
            *_people(hub, one, for_each),
            *_cohorts(words, one.cohorts),
        ),
        words.noted(FOOT),
        words.language,
    )


def _opening(hub: Hub, one: ProgrammeContents) -> Iterator[Inline]:
    words, call = hub.words, one.group.call
    yield closed(one.group.purpose)
    if state := _state(hub, one):
        yield f" {closed(state)}"
    if call and call.closes >= hub.as_of and call.places:
        yield " " + words(
            "Room for %(places)s; %(number)s applied so far.",
            places=call.places,
            number=one.decided.total(),
        )
    if call is None or call.closes < hub.as_of:
        yield Below((Code(f"hearth set {one.group.path} call.closes=DAY", words("Call for more")),))


# -- applications ----------------------------------------------------------------------------------


def _applications(hub: Hub, one: ProgrammeContents) -> Iterator[Piece]:
    words = hub.words
    yield heading(words("Applications"))
    if not one.decided:
        yield paragraph(words("None yet."))
    else:
        counts = [
            f"{words.noted(DECIDED[decision])}: {words.number(number)}"
            for decision, number in sorted(one.decided.items())
        ]
        yield paragraph(" · ".join(counts))
    yield from (_applied(hub, one, applied) for applied in one.applications)
    note = f"hearth note applications programme={one.group.id} received=DAY"
    yield paragraph(Below((Code(note, words("Note an application")),)))


def _applied(hub: Hub, one: ProgrammeContents, applied: Applied) -> Block:
    words, note = hub.words, applied.note
    said = [words("applied on %(day)s", day=words.long_day(note.received))]
    if note.proposed_by:
        said.append(words("proposed by %(name)s", name=hub.members[note.proposed_by].name))
    if applied.step:
        step = words.noted(applied.step.what)
        until = words("until %(day)s", day=words.long_day(applied.step.until))
        said.append(step if applied.step.what == LETTING_GO else f"{step}, {until}")
    elif note.decision is None:
        said.append(words("is decided when the call is over"))
    else:
        said.append(words.noted(DECIDED[str(note.decision)]))
    why = f" {closed(note.why)}" if note.why else ""
    return entry(
        Strong(name_of(hub, note)),
        f": {'; '.join(said)}.{why}",
        Below(tuple(_cures(hub, one, applied))),
    )


def _cures(hub: Hub, one: ProgrammeContents, applied: Applied) -> Iterator[Inline]:
    """What can be done about an application, by commands."""
    if applied.step and applied.step.what == LETTING_GO:
        yield Code(f"hearth programme let-go {one.group.id}")
        return
    words, day = hub.words, hub.as_of.isoformat()
    change = f"hearth set {_file(hub)} --entry {applied.place}"
    if applied.note.answered is None:
        yield Code(f"{change} answered={day}", words("Answered"))
        yield " · "
    if applied.note.decision in (None, "waiting-list"):
        yield Code(f"hearth programme accept {one.group.id} {applied.place}")
        yield " · "
        yield Code(f"{change} decision=DECISION decided={day}", words("Decide otherwise"))
    elif applied.note.told is None:
        yield Code(f"{change} told={day}", words("Told what was decided"))


def _file(hub: Hub, kind: str = "applications") -> str:
    return f"{hub.settings.private}/{kind}.yml"


# -- people ----------------------------------------------------------------------------------------


def _people(hub: Hub, one: ProgrammeContents, for_each: Collection[str]) -> Iterator[Piece]:
    words = hub.words
    yield heading(words("Who takes part"))
    if not one.people:
        yield paragraph(words("Nobody at present."))
    for who in one.people:
        below = [Below(_commitment(hub, *agreed)) for agreed in who.commitments]
        if doings := _doings(words, one.group.id, for_each, who.term):
            below.append(Below(doings))
        said = ", ".join(_person(words, who))
        yield entry(Strong(who.term.member.name), f": {said}", *below)
    if one.people and (doings := _doings(words, one.group.id, DOINGS - set(for_each), None)):
        yield paragraph(Below(doings))


def _person(words: Translations, who: TakesPart) -> Iterator[str]:
    until = who.term.until
    yield words("until %(day)s", day=words.long_day(until)) if until else words("no last day")
    if who.deeds:
        yield words.count(len(who.deeds), "thing done elsewhere", "things done elsewhere")
    if who.talk:
        yield words.noted(TALKED[str(who.talk.answer)])
    elif who.due:
        yield words("ask whether they go on")


def _doings(
    words: Translations, programme: str, named: Collection[str], term: ProgrammeTerm | None
) -> tuple[Inline, ...]:
    """What can be done for somebody, or for anybody, by commands."""
    member = term.member.id if term else "MEMBER"
    until = term.until if term else "DAY"
    about = f"member={member} programme={programme}"
    goes_on = f"hearth programme renew {programme} {member}" if until else ""
    talk = f"hearth note renewals {about} until={until} answer=ANSWER" if until else ""
    commands = {
        "commitments": (f"hearth note commitments {about} what=WHAT", words("Agree on something")),
        "ambassadors": (f"hearth note ambassadors {about} what=WHAT", words("Did something")),
        "renewals": (talk, words("Talked about the end")),
        "renew": (goes_on, words("Goes on with another term")),
        "certificate": (
            f"hearth programme certificate {programme} {member}",
            words("Certificate"),
        ),
    }
    shown = [Code(*said) for name, said in commands.items() if said[0] and name in named]
    return tuple(part for command in shown for part in (command, " · "))[:-1]


def _commitment(hub: Hub, place: int, note: Commitment, state: str) -> tuple[Inline, ...]:
    words = hub.words
    due = words(", by %(day)s", day=words.short_day(note.due)) if note.due else ""
    said = f"{note.what}{due}: {words.noted(STATES[state])}"
    if state not in (OPEN, OVERDUE):
        return (said,)
    done = f"hearth set {_file(hub, 'commitments')} --entry {place} done={hub.as_of.isoformat()}"
    return f"{said} · ", Code(done, words("Done"))


# -- cohorts ---------------------------------------------------------------------------------------


def _cohorts(words: Translations, found: tuple[CohortResult, ...]) -> Iterator[Piece]:
    if not found:
        return
    yield heading(words("What it took"))
    yield DataTable(
        tuple(map(words.noted, TOOK)),
        tuple(
            (
                one.cohort.name,
                words.short_day(one.cohort.since),
                words.short_day(one.cohort.until) if one.cohort.until else "",
                len(one.terms),
                one.hours,
                one.cost,
            )
            for one in found
        ),
    )
    yield heading(words("What came of it"))
    yield DataTable(
        tuple(map(words.noted, BROUGHT)),
        tuple(
            (
                one.cohort.name,
                _of(words, one.commitments[KEPT], _counted(one)),
                one.deeds,
                one.results,
                one.brought,
                _of(words, one.outcomes[WENT_ON], one.outcomes[WENT_ON] + one.outcomes[STOPPED]),
                _of(words, one.still, len({term.member.id for term in one.terms})),
            )
            for one in found
        ),
    )
    yield from (
        entry(Strong(one.cohort.name), f": {closed(one.cohort.outcome)}")
        for one in found
        if one.cohort.outcome
    )
    yield paragraph(
        words(
            "Few people are behind these numbers. They are for a talk about what to ask and what "
            "to stop, not for comparing people."
        )
    )


def _counted(one: CohortResult) -> int:
    """Commitments whose time is over, without those that were dropped."""
    return one.commitments[KEPT] + one.commitments[KEPT_LATE] + one.commitments[OVERDUE]


def _of(words: Translations, part: int, whole: int) -> str:
    return words("%(part)s of %(whole)s", part=part, whole=whole) if whole else ""


# -- data ------------------------------------------------------------------------------------------


def programmes_data(hub: Hub, found: Iterable[ProgrammeContents]) -> dict[str, Any]:
    """The same as data."""
    return {"day": hub.as_of.isoformat(), "programmes": [_data(one) for one in found]}


def _data(one: ProgrammeContents) -> dict[str, Any]:
    return {
        "id": one.group.id,
        "applications": [
            {
                **applied.note.model_dump(mode="json", exclude_defaults=True),
                "entry": applied.place,
                "waits_for": applied.step.what if applied.step else None,
                "until": applied.step.until.isoformat() if applied.step else None,
            }
            for applied in one.applications
        ],
        "decided": {decision or "undecided": number for decision, number in one.decided.items()},
        "people": [
            {
                "member": who.term.member.id,
                "since": who.term.since.isoformat() if who.term.since else None,
                "until": who.term.until.isoformat() if who.term.until else None,
                "commitments": [
                    {"entry": place, "what": note.what, "state": state}
                    for place, note, state in who.commitments
                ],
                "deeds": len(who.deeds),
                "talk": str(who.talk.answer) if who.talk else None,
                "due": who.due,
            }
            for who in one.people
        ],
        "cohorts": [_cohort_data(result) for result in one.cohorts],
    }


def _cohort_data(one: CohortResult) -> dict[str, Any]:
    return {
        "name": one.cohort.name,
        "since": one.cohort.since.isoformat(),
        "people": sorted({term.member.id for term in one.terms}),
        "hours": one.hours,
        "cost": one.cost,
        "commitments": dict(one.commitments),
        "outcomes": dict(one.outcomes),
        "deeds": one.deeds,
        "results": one.results,
        "brought": one.brought,
        "still": one.still,
    }
