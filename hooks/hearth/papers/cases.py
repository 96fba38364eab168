"""The documents about cases: a list that says nothing of their stories, and one case whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hearth.base.words import N_, Translations
from hearth.kinds.community import YearOfReports
from hearth.manage.cases import (
    OUTCOME_WORDS,
    CaseDeadline,
    deadlines,
    moderation_years,
    publishable,
    related,
)
from hearth.manage.private import Notes
from hearth.manage.private.cases import Case
from hearth.model.hub import Hub
from hearth.papers.paper import Paper
from hearth.wording.document import (
    Below,
    Block,
    Code,
    DataTable,
    Piece,
    Strong,
    entry,
    heading,
    paragraph,
    placed,
)

HONESTLY = N_(
    "The program asks who you are and believes you. The files are kept from other accounts of this "
    "machine, and from nobody who holds its disk, a copy of it or the private folder: put `cases` "
    "on an encrypted disk, or into a folder that only these people share."
)


def outcome_said(words: Translations, outcome: str) -> str:
    """How a case ended, in words."""
    return words.inside(*OUTCOME_WORDS[outcome])


def cases_paper(hub: Hub, cases: Mapping[str, Case]) -> Paper:
    """Every case by its number, with what is due and who may open it; nothing of what happened.
    What is due first comes first."""
    words = hub.words
    lines = sorted(_line(hub, number, case) for number, case in cases.items())
    begin = placed(
        words("There is no case. %(command)s begins one."), command=Code("hearth case new")
    )
    return Paper(
        words("Cases, %(day)s", day=words.long_day(hub.as_of)),
        tuple(_listed(hub, number, cases[number]) for _, number in lines) or (paragraph(*begin),),
        honestly(words) if lines else "",
        words.language,
    )


def honestly(words: Translations) -> str:
    """What a local file can protect, and what it cannot."""
    return words.noted(HONESTLY).replace("`", "")


def _line(hub: Hub, number: str, case: Case) -> tuple[str, str]:
    """(the day of what is due, the number); what has nothing due comes last."""
    due = deadlines(case, hub.community.conduct)
    return due[0].day.isoformat() if due else "~", number


def _listed(hub: Hub, number: str, case: Case) -> Block:
    words, due = hub.words, deadlines(case, hub.community.conduct)[:1]
    facts = [words("Received: %(day)s", day=words.short_day(case.received))]
    if case.closed:
        facts.append(words("Decided: %(day)s", day=words.short_day(case.closed)))
    if case.may_see:
        facts.append(words("May open it: %(people)s", people=people_said(hub, case)))
    return entry(
        Strong(words("Case %(number)s", number=number)),
        *(f" – {due_said(words, one)}" for one in due),
        Below((" · ".join(facts),)),
    )


def due_said(words: Translations, one: CaseDeadline) -> str:
    """Until when something is to be done."""
    return words("Until %(day)s: %(what)s", day=words.long_day(one.day), what=words.noted(one.what))


def people_said(hub: Hub, case: Case, words: Translations | None = None) -> str:
    """Who may open a case, by name, in the language of the hub or another."""
    return (words or hub.words).listed([hub.members[name].name for name in case.may_see])


def case_paper(hub: Hub, cases: Mapping[str, Case], number: str, names: Mapping[str, str]) -> Paper:
    """One case whole, for who may open it; ``names`` stand beside the pseudonyms they belong to."""
    words, case = hub.words, cases[number]
    others = [name for name in related(cases, number) if name != number]
    more = [entry(words("The same people: %(cases)s", cases=", ".join(others)))] if others else []
    return Paper(
        words("Case %(number)s", number=number),
        (*_facts(hub, case, names), *more, *_story(words, case), *_steps(hub, case)),
        honestly(words),
        words.language,
    )


def _facts(hub: Hub, case: Case, names: Mapping[str, str]) -> Iterator[Piece]:
    words = hub.words

    def person(mark: str) -> str:
        return f"{mark} ({names[mark]})" if mark in names else mark

    yield entry(words("Received: %(day)s", day=words.long_day(case.received)))
    if case.reporter:
        yield entry(words("Reported by: %(people)s", people=person(case.reporter)))
    if case.about:
        people = words.listed([person(mark) for mark in case.about])
        yield entry(words("About: %(people)s", people=people))
    yield entry(words("May open it: %(people)s", people=people_said(hub, case)))
    for day, said in (
        (case.answered, N_("Answered: %(day)s")),
        (case.closed, N_("Decided: %(day)s")),
        (case.asked_back, N_("Asked back: %(day)s")),
        (case.reduced, N_("Reduced to what the yearly counts need: %(day)s")),
    ):
        if day:
            yield entry(words.noted(said) % {"day": words.long_day(day)})
    if case.outcome:
        yield entry(words("Outcome: %(outcome)s", outcome=outcome_said(words, case.outcome)))
    for due in deadlines(case, hub.community.conduct):
        yield entry(due_said(words, due))


def _story(words: Translations, case: Case) -> Iterator[Piece]:
    if case.what:
        yield heading(words("What was reported"))
        yield from (paragraph(line) for line in case.what.splitlines() if line.strip())


def _steps(hub: Hub, case: Case) -> Iterator[Piece]:
    words = hub.words
    if case.steps:
        yield heading(words("What was done"))
        rows = tuple(
            (
                words.short_day(step.date),
                step.what,
                hub.members[step.by].name if step.by else "",
            )
            for step in case.steps
        )
        yield DataTable((words("Day"), words("What"), words("Who")), rows)


def years_paper(hub: Hub, notes: Notes) -> Paper:
    """How many cases there were in each year: whole for those who look after them, and the lines
    by which everybody may know."""
    words, years = hub.words, moderation_years(notes, hub.as_of)
    columns = (
        N_("Year"),
        N_("Reports"),
        N_("Measures"),
        N_("Median days to a close"),
        N_("Open"),
    )
    rows = tuple(
        (str(year), one.reports, one.measures, one.median_days, one.still_open)
        for year, one in years.items()
    )
    lines = [publishable(one) for year, one in years.items() if year < hub.as_of.year]
    pieces: list[Piece] = [DataTable(tuple(map(words.noted, columns)), rows)]
    if lines:
        pieces.append(
            paragraph(
                *placed(
                    words("For everybody, to be written into %(file)s below %(fields)s"),
                    file=Code("content/community.yml"),
                    fields=Code("conduct: reports:"),
                )
            )
        )
        pieces += [paragraph(Code(published_line(line))) for line in lines]
    return Paper(words("Reports, year by year"), tuple(pieces), "", words.language)


def published_line(year: YearOfReports) -> str:
    """A year's counts as the description of the community has them."""
    told = {
        "year": str(year.year),
        "reports": year.reports,
        "measures": year.measures,
        "median_days": None if year.median_days is None else f"{year.median_days:g}",
    }
    parts = (
        f'{name}: "{value}"' if value.startswith("<") else f"{name}: {value}"
        for name, value in told.items()
        if value is not None
    )
    return f"- {{{', '.join(parts)}}}"


def cases_data(hub: Hub, cases: Mapping[str, Case]) -> list[dict[str, Any]]:
    """The list as data, without any story."""
    return [
        {
            "case": number,
            "received": case.received.isoformat(),
            "closed": case.closed and case.closed.isoformat(),
            "due": [
                {"what": one.what, "day": one.day.isoformat()}
                for one in deadlines(case, hub.community.conduct)
            ],
            "may_see": list(case.may_see),
        }
        for number, case in sorted(cases.items())
    ]
