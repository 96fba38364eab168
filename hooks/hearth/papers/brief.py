"""The document of the weekly brief: three things first, what else fits into the week, and what is
left undone; beneath each why it stands there, how long it takes, and what clears it."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from hearth.base.words import Translations
from hearth.manage.desk.brief import Brief, BriefItem, BriefPart, Cure, Task
from hearth.manage.desk.brief.base import names
from hearth.manage.desk.brief.hats import Hat, Wearer
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
from hearth.wording.formatting import length

MOST = 40
"""So many things are told under each heading; the rest is counted."""


def brief_paper(brief: Brief, everything: bool = False) -> Paper:
    """The brief of a week, with ``everything`` or as much as anybody reads; or of one part of it,
    with all its lines."""
    words = brief.words
    sections = list(_parts(brief) if brief.alone else _in_order(brief, everything))
    pieces: list[Piece | Contents] = [
        paragraph(opening(brief)),
        *([] if brief.alone else [paragraph(said) for said in hats(brief)]),
        *([Contents(tuple(said for said, _ in sections))] if len(sections) > 1 else []),
    ]
    for said, blocks in sections:
        pieces += [heading(said), *blocks]
    return Paper(title(brief), tuple(pieces), foot(brief), words.language)


def _parts(brief: Brief) -> Iterator[tuple[str, list[Block]]]:
    for part in brief.parts:
        yield part_title(part, brief.words), [_line(line, brief.words) for line in part.lines]


def _in_order(brief: Brief, everything: bool) -> Iterator[tuple[str, list[Block]]]:
    """What is done first, then and not, each under its heading; and line by line what is done in
    one go."""
    words, agenda = brief.words, brief.agenda
    told = list[Task]()
    for said, before, tasks in (
        (words("Three things first"), [], agenda.first),
        (words("Then this week"), [], agenda.week),
        (words("Left for another week"), [paragraph(left_undone(brief))], agenda.undone),
    ):
        if tasks:
            some = tasks if everything else tasks[:MOST]
            told += [task for task in some if everything or not task.rest]
            yield (
                said,
                [*before, *(_task(task, brief) for task in some), *_more(tasks, some, words)],
            )
    for task in told:
        if len(task.lines) > 1:
            yield task_title(task, words), [_line(line, words) for line in task.lines]


def _more(tasks: Sequence[Task], told: Sequence[Task], words: Translations) -> Iterator[Block]:
    if more := len(tasks) - len(told):
        said = words("And %(number)s more: %(command)s.")
        command = Code("hearth brief --all")
        yield paragraph(*placed(said, number=words.number(more), command=command))


def part_title(part: BriefPart, words: Translations) -> str:
    return f"{words.noted(part.about.title)} ({len(part.lines)})"


def task_title(task: Task, words: Translations) -> str:
    """Welcome: Ada; of several that are done in one go, Welcome (9), Welcome (9 of 20)."""
    if len(task.lines) > 1:
        title, number = words.noted(task.part.title), len(task.lines)
        if number == task.among:
            return f"{title} ({number})"
        return words(
            "%(title)s (%(number)s of %(all)s)", title=title, number=number, all=task.among
        )
    return f"{words.noted(task.part.label)}: {task.lines[0].name}"


def task_text(task: Task, words: Translations) -> str:
    """What goes on after the title: why the line waits, or whom and what several are about."""
    if len(task.lines) > 1:
        return names(words, (line.name for line in task.lines))
    return task.lines[0].text


def reason(task: Task, brief: Brief) -> str:
    """By when, what is lost otherwise, and how long it takes."""
    words, until = brief.words, task.until
    lost = words.noted(task.loses.words)
    if until is None:
        said = words("has no day; until it is done, %(loss)s", loss=lost)
    elif task.stage == "late":
        said = words("late since %(day)s: %(loss)s", day=_day(until, brief), loss=lost)
    elif until <= brief.day:
        said = words("today, otherwise %(loss)s", loss=lost)
    else:
        said = words("by %(day)s, otherwise %(loss)s", day=_day(until, brief), loss=lost)
    return f"{said} · {length(task.minutes, words)}"


def _day(day: date, brief: Brief) -> str:
    """Thursday 3 December, and the year where it is another one."""
    near = abs((day - brief.day).days) < 120
    return brief.words.weekday_and_day(day) if near else brief.words.long_day(day)


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


def hats(brief: Brief) -> Iterator[str]:
    """Who wears the hats, who stands in for whom, and how much of the time is planned."""
    words, agenda = brief.words, brief.agenda
    people = (words.together(*_hat(hat, brief)) for hat in brief.hats if hat.wearers)
    if said := ". ".join(people):
        yield f"{said}."
    if agenda.minutes is not None:
        planned = sum(task.minutes for task in (*agenda.first, *agenda.week))
        yield words(
            "%(planned)s of %(hours)s are planned.",
            planned=length(planned, words),
            hours=length(agenda.minutes, words),
        )


def _hat(hat: Hat, brief: Brief) -> Iterator[str]:
    words = brief.words
    people = words.listed([_wearer(wearer, brief) for wearer in hat.wearers])
    name = words.inside("hat", hat.name)
    yield f"{name[:1].upper()}{name[1:]}: {people}"


def _wearer(wearer: Wearer, brief: Brief) -> str:
    words, name = brief.words, brief.names.get
    member, deputy = name(wearer.member, ""), name(wearer.deputy, "")
    if not member:
        return words("%(deputy)s stands in, since nobody holds it", deputy=deputy)
    if wearer.away_until is None:
        return member
    day = brief.words.day_month(wearer.away_until)
    if not deputy:
        return words("%(name)s, away until %(day)s", name=member, day=day)
    return words(
        "%(deputy)s for %(name)s, who is away until %(day)s", deputy=deputy, name=member, day=day
    )


def left_undone(brief: Brief) -> str:
    """How much does not fit, and what of it will be lost."""
    words, agenda = brief.words, brief.agenda
    number = sum(len(task.lines) for task in agenda.undone)
    much = words.plural(
        "%(number)s thing does not fit: %(time)s.",
        "%(number)s things do not fit: %(time)s.",
        number,
    ) % {
        "number": words.number(number),
        "time": length(sum(task.minutes for task in agenda.undone), words),
    }
    if not agenda.lost:
        return words.together(much, words("None of it is lost by next week."))
    lost = names(words, (task_title(task, words) for task in agenda.lost), 5)
    return words.together(much, closed(words("Lost by next week: %(things)s", things=lost)))


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


def _task(task: Task, brief: Brief) -> Block:
    words = brief.words
    below = [Below((reason(task, brief), " · ", Code(task.id)))]
    if len(task.lines) == 1:
        below.append(Below(tuple(cure_parts(task.lines[0].cure, words))))
    text = closed(task_text(task, words))
    return to_do(Strong(task_title(task, words)), f" – {text}", *below)


def _line(line: BriefItem, words: Translations) -> Block:
    cure = Below(tuple(cure_parts(line.cure, words)))
    return to_do(Strong(line.name), f" – {closed(line.text)}", cure)


def cure_parts(cure: Cure, words: Translations) -> Iterator[Inline]:
    """What clears a line: where, what to do, what to type."""
    yield "→ "
    if cure.file and not cure.command:
        yield Code(cure.file)
        yield ": "
    for index, said in enumerate(cure.do.split("`")):
        if said:
            yield Code(said) if index % 2 else said
    if cure.command:
        yield ": " if cure.do else ""
        yield Code(cure.command)
    if cure.see:
        yield "; "
        yield from placed(words("see %(command)s"), command=Code(cure.see))


def as_data(brief: Brief) -> dict[str, object]:
    """The brief as data: in order, and part by part with every line."""
    agenda = brief.agenda
    return {
        "week": brief.week,
        "as_of": brief.day.isoformat(),
        "role": brief.role,
        "hats": [_hat_data(hat) for hat in brief.hats],
        "minutes": agenda.minutes,
        **{
            name: [_task_data(task, brief) for task in found]
            for name, found in (
                ("first", agenda.first),
                ("then", agenda.week),
                ("undone", agenda.undone),
            )
        },
        "parts": [
            {
                "id": part.about.id,
                "title": brief.words.noted(part.about.title),
                "lines": list(_lines_data(part.about.id, part.lines)),
            }
            for part in brief.parts
        ],
        "quiet": [about.id for about in brief.quiet],
        "wrong": list(brief.wrong),
    }


def _hat_data(hat: Hat) -> dict[str, object]:
    acting = [wearer.acting for wearer in hat.wearers if wearer.acting]
    return {"hat": hat.name, "acting": acting, "hours": hat.hours}


def _task_data(task: Task, brief: Brief) -> dict[str, object]:
    return {
        "id": task.id,
        "part": task.part.id,
        "title": task_title(task, brief.words),
        "text": task_text(task, brief.words),
        "stage": task.stage,
        "until": task.until.isoformat() if task.until else None,
        "loses": task.loses.gravity,
        "otherwise": brief.words.noted(task.loses.words),
        "minutes": task.minutes,
        "lines": [f"{task.part.id}/{line.key}" for line in task.lines],
    }


def _lines_data(part: str, lines: Iterable[BriefItem]) -> Iterator[dict[str, object]]:
    for line in lines:
        cure = line.cure
        told = {"file": cure.file, "do": cure.do, "command": cure.command}
        yield {
            "id": f"{part}/{line.key}",
            "subject": line.subject,
            "name": line.name,
            "text": line.text,
            **{key: value for key, value in {**told, "see": cure.see}.items() if value},
            "cure": cure_data(cure),
        }


def cure_data(cure: Cure) -> dict[str, object]:
    """What clears a line, for a program that offers it: a form to fill in, a change of a file, a
    command, or something to read and do."""
    if cure.note:
        return {"kind": "form", "note": cure.note, "fields": dict(cure.fields)}
    if cure.fields:
        at = {} if cure.entry is None else {"entry": cure.entry}
        return {"kind": "change", "file": cure.file, **at, "fields": dict(cure.fields)}
    if cure.command:
        return {"kind": "command", "words": shlex.split(cure.command)}
    return {"kind": "by hand", "file": cure.file, "do": cure.do}
