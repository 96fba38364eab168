"""The document of the weekly brief: a checklist for each part, and under each item what clears
it."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.base.words import ENGLISH, Translations
from hearth.manage.desk.brief import Brief, BriefItem, BriefPart, Cure
from hearth.papers.paper import Contents, Paper
from hearth.wording.document import (
    Below,
    Block,
    Code,
    Inline,
    Piece,
    Strong,
    closed,
    heading,
    paragraph,
    placed,
    to_do,
)


def brief_paper(brief: Brief) -> Paper:
    """The brief of a week."""
    words = brief.words
    contents = Contents(tuple(_heading(part, words) for part in brief.parts))
    pieces: list[Piece | Contents] = [
        paragraph(opening(brief)),
        *([contents] if len(brief.parts) > 1 else []),
    ]
    for part in brief.parts:
        pieces += [heading(_heading(part, words)), *(_line(line, words) for line in part.shown)]
        if part.more:
            pieces.append(
                paragraph(
                    *placed(
                        words("And %(number)s more: %(command)s."),
                        number=str(part.more),
                        command=Code(whole(part)),
                    )
                )
            )
    return Paper(title(brief), tuple(pieces), foot(brief), words.language)


def _heading(part: BriefPart, words: Translations) -> str:
    return f"{words.noted(part.about.title)} ({len(part.lines)})"


def title(brief: Brief) -> str:
    words = brief.words
    year, _, week = brief.week.partition("-W")
    return words(
        "%(community)s: week %(week)s of %(year)s",
        community=brief.community,
        week=int(week),
        year=year,
    )


def opening(brief: Brief) -> str:
    """The day, for whom, and how much waits."""
    words = brief.words
    day = words(
        "%(weekday)s, %(day)s",
        weekday=words.weekday_name(brief.day.weekday()),
        day=words.long_day(brief.day),
    )
    if brief.role:
        role = words.inside("hat", brief.role)
        day = words("%(day)s, for the %(role)s", day=day, role=role)
    if not brief.waiting:
        return words("%(day)s. Nothing waits, have a good week.", day=day)
    waits = words.plural(
        "%(day)s. %(number)s thing waits; beneath each stands what clears it.",
        "%(day)s. %(number)s things wait; beneath each stands what clears it.",
        brief.waiting,
    )
    return waits % {"day": day, "number": words.number(brief.waiting)}


def foot(brief: Brief) -> str:
    """What is quiet, and who may read this."""
    words, said = brief.words, []
    if brief.wrong:
        files = words.listed(list(brief.wrong))
        said.append(
            words("Something may be missing, because of mistakes in %(files)s.", files=files)
        )
    if brief.quiet:
        parts = ", ".join(words.noted(about.title) for about in brief.quiet)
        said.append(words("Nothing waits under: %(parts)s.", parts=parts))
    said.append(
        words("For the team's eyes only: it may say of people what nobody else should read.")
    )
    return " ".join(said)


def whole(part: BriefPart) -> str:
    """The command that tells all lines of a part."""
    return f"hearth brief --part {part.about.id}"


def _line(line: BriefItem, words: Translations) -> Block:
    cure = Below(tuple(cure_parts(line.cure, words)))
    return to_do(Strong(line.name), f" – {closed(line.text)}", cure)


def cure_parts(cure: Cure, words: Translations = ENGLISH) -> Iterator[Inline]:
    """What clears a line: where, what to do, what to write, what to type."""
    yield "→ "
    if cure.file:
        yield Code(cure.file)
        yield ": "
    for index, said in enumerate(cure.do.split("`")):
        if said:
            yield Code(said) if index % 2 else said
    if cure.write:
        yield ": " if cure.do else ""
        yield Code(cure.write)
    if cure.command:
        yield Code(cure.command)
    if cure.see:
        yield "; "
        yield from placed(words("see %(command)s"), command=Code(cure.see))


def as_data(brief: Brief) -> dict[str, object]:
    """The brief as data, with every line."""
    return {
        "week": brief.week,
        "as_of": brief.day.isoformat(),
        "role": brief.role,
        "parts": [
            {
                "id": part.about.id,
                "title": brief.words.noted(part.about.title),
                "lines": [
                    {
                        "subject": line.subject,
                        "name": line.name,
                        "text": line.text,
                        **{key: value for key, value in vars(line.cure).items() if value},
                    }
                    for line in part.lines
                ],
            }
            for part in brief.parts
        ],
        "quiet": [about.id for about in brief.quiet],
        "wrong": list(brief.wrong),
    }
