"""The document of the weekly brief: a checklist for each part, and under each item what clears
it."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.base.format import long_day, weekday_name
from hearth.manage.desk.brief import Brief, BriefItem, BriefPart, Cure
from hearth.papers.paper import Contents, Paper
from hearth.wording.document import (
    Below,
    Block,
    Code,
    Piece,
    Strong,
    closed,
    heading,
    paragraph,
    to_do,
)
from hearth.wording.formatting import count, listed


def brief_paper(brief: Brief) -> Paper:
    """The brief of a week."""
    contents = Contents(tuple(map(_heading, brief.parts)))
    pieces: list[Piece | Contents] = [
        paragraph(opening(brief)),
        *([contents] if len(brief.parts) > 1 else []),
    ]
    for part in brief.parts:
        pieces += [heading(_heading(part)), *map(_line, part.shown)]
        if part.more:
            pieces.append(paragraph(f"And {part.more} more: ", Code(whole(part)), "."))
    return Paper(title(brief), tuple(pieces), foot(brief))


def _heading(part: BriefPart) -> str:
    return f"{part.about.title} ({len(part.lines)})"


def title(brief: Brief) -> str:
    year, _, week = brief.week.partition("-W")
    return f"{brief.community}: week {int(week)} of {year}"


def opening(brief: Brief) -> str:
    """The day, for whom, and how much waits."""
    day = f"{weekday_name(brief.day)}, {long_day(brief.day)}"
    whom = f", for the {brief.role}" if brief.role else ""
    waits = (
        f"{count(brief.waiting, 'thing')} {'waits' if brief.waiting == 1 else 'wait'}"
        if brief.waiting
        else "Nothing waits"
    )
    cure = "; beneath each stands what clears it" if brief.waiting else ", have a good week"
    return f"{day}{whom}. {waits}{cure}."


def foot(brief: Brief) -> str:
    """What is quiet, and who may read this."""
    wrong = (
        f"Something may be missing, because of mistakes in {listed(list(brief.wrong))}. "
        if brief.wrong
        else ""
    )
    quiet = (
        f"Nothing waits under: {', '.join(about.title for about in brief.quiet)}. "
        if brief.quiet
        else ""
    )
    return (
        f"{wrong}{quiet}For the team's eyes only: it may say of people what nobody else should "
        "read."
    )


def whole(part: BriefPart) -> str:
    """The command that tells all lines of a part."""
    return f"hearth brief --part {part.about.id}"


def _line(line: BriefItem) -> Block:
    return to_do(Strong(line.name), f" – {closed(line.text)}", Below(tuple(cure_parts(line.cure))))


def cure_parts(cure: Cure) -> Iterator[str | Code]:
    """What clears a line: where, what to do, what to write, what to type."""
    yield "→ "
    if cure.file:
        yield Code(cure.file)
        yield ": "
    for index, words in enumerate(cure.do.split("`")):
        if words:
            yield Code(words) if index % 2 else words
    if cure.write:
        yield ": " if cure.do else ""
        yield Code(cure.write)
    if cure.command:
        yield Code(cure.command)
    if cure.see:
        yield "; see "
        yield Code(cure.see)


def as_data(brief: Brief) -> dict[str, object]:
    """The brief as data, with every line."""
    return {
        "week": brief.week,
        "as_of": brief.day.isoformat(),
        "role": brief.role,
        "parts": [
            {
                "id": part.about.id,
                "title": part.about.title,
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
