"""The document of journeys: how far members have come, who stalls where, who is still there, and
what was tried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from typing import Any

from hearth.base.words import Translations
from hearth.manage.desk.journeys import JourneysContents, Stall, Trial
from hearth.manage.figures.base import FEW, Cell, percent
from hearth.manage.figures.journeys import COLUMNS, STILL
from hearth.manage.figures.steps import BUILT_IN, StepState
from hearth.model.hub import Hub
from hearth.papers.paper import Paper
from hearth.wording.document import (
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

MOST = 10
"""People at one step that are named; how many more there are is said."""


def journeys_paper(hub: Hub, found: JourneysContents) -> Paper:
    """The page for the manager."""
    words = hub.words
    return Paper(
        words("Journeys, %(day)s", day=words.long_day(hub.as_of)),
        (
            *_steps(words, found),
            *_stalled(hub, found),
            *_cohorts(words, found),
            *_tried(words, found),
        ),
        words("For the manager's eyes: it names people, and what they wait for."),
        words.language,
    )


def _share(words: Translations, some: int, all_: int) -> str:
    """Two of three; with ten or more, in percent too. Of nobody it is not known yet."""
    if not all_:
        return words("not yet known")
    said = words("%(some)s of %(all)s", some=words.number(some), all=words.number(all_))
    return f"{said} ({round(percent(some, all_) or 0)}\N{NO-BREAK SPACE}%)" if all_ >= FEW else said


def _steps(words: Translations, found: JourneysContents) -> Iterator[Piece]:
    yield paragraph(
        words(
            "How far members outside the team have come. Who takes a later step first has taken "
            "those before it. To stay at a step is no fault: many are where they want to be."
        )
    )
    yield heading(words("Where people are"))
    columns = [COLUMNS[place] for place in (0, 2, 3, 5, 6, 7)]
    rows = tuple(_state(words, state) for state in found.states)
    yield DataTable(tuple(map(words.noted, columns)), rows)
    known, held = found.attendance
    if held:
        yield paragraph(
            words(
                "Who came is noted for %(known)s of %(held)s events held within a year; who only "
                "came to others looks as if they had done nothing.",
                known=known,
                held=held,
            )
        )
    if found.untold:
        told = words("Nothing tells who reached %(steps)s. Note it with %(command)s.")
        typed = Code("hearth note milestones member=MEMBER milestone=MILESTONE")
        yield paragraph(*placed(told, steps=words.listed(found.untold), command=typed))
    if found.unknown:
        yield paragraph(
            words(
                "Notes name what is no step: %(names)s. Call it as `milestones` in community.yml "
                "does.",
                names=words.listed(found.unknown),
            )
        )


def _title(words: Translations, state: StepState) -> str:
    return state.step.name if state.step.milestone else words.noted(BUILT_IN[state.step.name])


def _state(words: Translations, state: StepState) -> tuple[Cell, ...]:
    # As words, so that they stand at the same side as the shares beside them.
    here = words.number(state.here)
    if state.passage is None or state.quiet is None:
        return (_title(words, state), here, None, None, None, None)
    went = _share(words, state.passage.went_on, state.passage.known)
    quiet = words.number(state.quiet)
    return (_title(words, state), here, quiet, went, state.passage.open, state.days)


def _stalled(hub: Hub, found: JourneysContents) -> Iterator[Piece]:
    words = hub.words
    yield heading(words("Who stalls where"))
    if not found.stalls:
        yield paragraph(words("Nobody: everybody with a next step was heard of lately."))
        return
    command = f"hearth note people member=MEMBER checked_in={hub.as_of}"
    told = words(
        "Nothing was heard of them for as long as the next step mostly takes. Who was heard of "
        "last comes first: a word still finds them. Note it with %(command)s."
    )
    yield paragraph(*placed(told, command=Code(command)))
    arrow = "←" if words.direction == "rtl" else "→"
    for step, group in groupby(found.stalls, lambda one: one.step):
        people = list(group)
        yield heading(f"{step} {arrow} {people[0].following}", 3)
        yield from (_stall(words, one) for one in people[:MOST])
        if len(people) > MOST:
            yield entry(words("And %(number)s more.", number=len(people) - MOST))


def _stall(words: Translations, one: Stall) -> Block:
    said = words("last heard of on %(day)s", day=words.short_day(one.last))
    return entry(Strong(one.member.name), f", {said} (", Code(one.member.id), ")")


def _cohorts(words: Translations, found: JourneysContents) -> Iterator[Piece]:
    """Counts beside shares; what nobody can know yet is said."""
    table = found.cohorts.table
    if table is None or not table.rows:
        return
    yield heading(words("Who joined together, and is still there"))
    later = words("not yet known")
    rows = tuple(
        (row[0], str(row[1]), *(_cell(words, row[place], row[1], later) for place in (2, 4, 6)))
        for row in table.rows
    )
    months = (words("After %(months)s months", months=months) for months in STILL)
    yield DataTable((words("Joined"), words("People"), *months), rows)
    yield paragraph(
        words(
            "Still there is who did something in the three months after that time. Who left again "
            "is counted, and who was removed is not."
        )
    )


def _cell(words: Translations, still: Cell, people: Cell, later: str) -> str:
    known = isinstance(still, int) and isinstance(people, int)
    return _share(words, still, people) if known else later  # type: ignore[arg-type]


def _tried(words: Translations, found: JourneysContents) -> Iterator[Piece]:
    yield heading(words("What was tried"))
    if not found.trials:
        command = Code('hearth note experiments title="…" started=DAY due=DAY step=joined')
        told = words("Nothing for any step yet. Note an experiment with %(command)s.")
        yield paragraph(*placed(told, command=command))
        return
    yield paragraph(
        words("What came after an experiment need not have come from it; with few people least.")
    )
    for one in found.trials:
        yield heading(one.note.title, 3)
        yield from (entry(f"{line[:1].upper()}{line[1:]}") for line in _trial(words, one))


def _trial(words: Translations, one: Trial) -> Iterator[str]:
    note, last = one.note, words.short_day(one.note.due)
    yield words(
        "%(since)s to %(until)s, for those at “%(step)s”",
        since=words.short_day(note.started),
        until=last,
        step=one.step,
    )
    if note.expects:
        yield words("Expected: %(what)s", what=closed(note.expects))
    if one.since.known or one.before.known:
        yield words(
            "Went on within %(days)s days: %(since)s, as long before %(before)s",
            days=one.within,
            since=_share(words, one.since.went_on, one.since.known),
            before=_share(words, one.before.went_on, one.before.known),
        )
    if one.since.open or one.before.open:
        early = one.since.open + one.before.open
        yield words("Too early to tell of: %(number)s", number=early)
    yield (
        words("came out: %(outcome)s", outcome=note.outcome)
        if note.outcome
        else words("look at it on %(day)s", day=last)
    )


def journeys_data(found: JourneysContents) -> dict[str, Any]:
    """The page as data."""
    known, held = found.attendance
    table = found.cohorts.table
    return {
        "steps": [
            {
                "step": state.step.name,
                "reached": state.reached,
                "here": state.here,
                "quiet": state.quiet,
                "passage": state.passage and asdict(state.passage),
                "median_days": state.days,
            }
            for state in found.states
        ],
        "stalled": [
            {"member": one.member.id, "step": one.step, "last": one.last.isoformat()}
            for one in found.stalls
        ],
        "cohorts": [
            {
                "joined": row[0],
                "people": row[1],
                "still_there": {
                    str(months): row[2 * place] for place, months in enumerate(STILL, 1)
                },
            }
            for row in (table.rows if table else ())
        ],
        "experiments": [
            {
                **one.note.model_dump(mode="json"),
                "within": one.within,
                "before": asdict(one.before),
                "since": asdict(one.since),
            }
            for one in found.trials
        ],
        "attendance": {"known": known, "held": held},
        "nothing_tells": list(found.untold),
        "no_step": list(found.unknown),
    }
