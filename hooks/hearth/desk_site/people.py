"""People as the desk knows them: what the private notes say of each, and what they did lately."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from hearth.base.field_docs import field_docs
from hearth.desk_site.desk import ManagerDesk, to
from hearth.desk_site.note_titles import TITLES
from hearth.kinds.fields import Part
from hearth.kinds.member import Member
from hearth.manage.ledger import KINDS as ACTS
from hearth.manage.private.notes import FILES
from hearth.model.links import references
from hearth.papers.paper import Paper
from hearth.wording.document import (
    Address,
    Block,
    Inline,
    Piece,
    Strong,
    entry,
    heading,
    paragraph,
)
from hearth.wording.structured_data import absolute

YEAR = 365
"""Days that count as lately."""


def people_paper(desk: ManagerDesk) -> Paper:
    """Everybody of whom the notes say something, with how much."""
    words, by_member = desk.words, notes_by_member(desk)
    pieces: list[Piece] = [
        paragraph(words("Everybody of whom your notes say something; nothing of it is published."))
    ]
    key = desk.hub.collation.key
    for name in sorted(by_member, key=lambda one: (key(desk.hub.members[one].name), one)):
        counts = Counter(kind for kind, _, _ in by_member[name])
        told = words.listed([f"{words.noted(TITLES[kind])} ({counts[kind]})" for kind in counts])
        pieces.append(entry(to(f"people/{name}/", desk.hub.members[name].name), f": {told}"))
    if not by_member:
        pieces.append(paragraph(words("Nothing is noted of anybody yet.")))
    return Paper(
        words("People, %(day)s", day=words.long_day(desk.hub.as_of)),
        tuple(pieces),
        language=words.language,
    )


def known_people(desk: ManagerDesk) -> list[str]:
    """The ids of everybody of whom the notes say something."""
    return sorted(notes_by_member(desk))


def notes_by_member(desk: ManagerDesk) -> dict[str, list[tuple[str, int, Part]]]:
    """(kind, place in its list, note) of every note that names a member."""
    found: dict[str, list[tuple[str, int, Part]]] = {}
    for kind in FILES:
        for place, note in enumerate(getattr(desk.notes, kind)):
            named = (name for _, (of, name) in references(note) if of == Member.KIND)
            for name in dict.fromkeys(named):
                if name in desk.hub.members:
                    found.setdefault(name, []).append((kind, place, note))
    return found


def person_paper(desk: ManagerDesk, name: str) -> Paper | None:
    """What is known of one member, by notes and by what they did."""
    member = desk.hub.members.get(name)
    if member is None:
        return None
    words = desk.words
    pieces: list[Piece] = [paragraph(*_about(desk, member))]
    pieces += _write(desk, name)
    pieces += _did(desk, name)
    noted = notes_by_member(desk).get(name, [])
    for kind in dict.fromkeys(kind for kind, _, _ in noted):
        pieces.append(heading(words.noted(TITLES[kind])))
        pieces += [note_entry(desk, kind, place, note) for of, place, note in noted if of == kind]
    return Paper(member.name, tuple(pieces), language=words.language)


def _about(desk: ManagerDesk, member: Member) -> Iterator[Inline]:
    words = desk.words
    if member.joined:
        yield words("Joined on %(day)s.", day=words.long_day(member.joined)) + " "
    if member.id in desk.public.members:
        yield Address(absolute(desk.hub, member))


def _write(desk: ManagerDesk, name: str) -> Iterator[Piece]:
    if desk.forms:
        back = f"back=people/{name}/"
        links = (
            to(
                f"do/note/people/?member={name}&checked_in=today&{back}",
                desk.words("Asked how they are"),
            ),
            to(f"do/note/thanks/?to={name}&{back}", desk.words("Thanked")),
            to(f"do/note/featured/?member={name}&{back}", desk.words("Put in the spotlight")),
        )
        yield paragraph(*(part for link in links for part in (link, " ")))


def _did(desk: ManagerDesk, name: str) -> Iterator[Piece]:
    words, since = desk.words, desk.context.since(YEAR)
    acts = [act for act in desk.context.everything.by_person.get(name, ()) if act.day > since]
    if acts:
        yield heading(words("Within a year"))
    for kind, many in Counter(act.kind for act in acts).items():
        last = max(act.day for act in acts if act.kind == kind)
        times = words("%(number)s times, last on %(day)s", number=many, day=words.short_day(last))
        said = times if many > 1 else words.short_day(last)
        yield entry(Strong(words.noted(ACTS[kind].words)), f": {said}")


def note_entry(desk: ManagerDesk, kind: str, place: int, note: Part) -> Block:
    """A note in words: each field with what it holds; ids by the names that people know."""
    words, docs = desk.words, field_docs(type(note))
    said: list[Inline] = []
    for name, value in note.model_dump(exclude_defaults=True).items():
        label = words.noted(" ".join(docs.get(name, name).split())).rstrip(".")
        said += [Strong(f"{label}:"), f" {_apart(desk, _value(desk, value))}. "]
    if desk.forms:
        said.append(to(f"do/change/{kind}/{place}/?back=notes/{kind}/", words("Change")))
    return entry(*said)


def _apart(desk: ManagerDesk, value: str) -> str:
    """What somebody wrote, which runs its own way among words that run from the right (Unicode's
    isolates)."""
    return value if desk.words.direction == "ltr" else f"\u2068{value}\u2069"


def _value(desk: ManagerDesk, value: Any) -> str:
    if isinstance(value, list):
        return desk.words.listed([_value(desk, one) for one in value])
    if isinstance(value, date):
        return desk.words.long_day(value)
    member = desk.hub.members.get(value) if isinstance(value, str) else None
    if member:
        return member.name
    return desk.words.number(value) if isinstance(value, int | float) else str(value).rstrip(".")
