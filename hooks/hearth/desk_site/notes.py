"""The private folder on the desk: each list, what stands in it, and what is wrong with it."""

from __future__ import annotations

from hearth.base.words import Translations
from hearth.desk_site.desk import ManagerDesk, to
from hearth.desk_site.note_titles import TITLES
from hearth.desk_site.people import note_entry
from hearth.manage.private.notes import FILES
from hearth.papers.paper import Paper
from hearth.wording.document import Code, Piece, entry, heading, paragraph


def notes_paper(desk: ManagerDesk) -> Paper:
    """Every list of the private folder with how much stands in it."""
    words = desk.words
    pieces: list[Piece] = [
        paragraph(
            words(
                "What only the team knows lies in %(folder)s; no page of the hub reads it.",
                folder=f"{desk.hub.settings.private}/",
            )
        )
    ]
    for kind, model in FILES.items():
        many = len(getattr(desk.notes, kind))
        purpose = words.noted(" ".join((model.__doc__ or "").split()))
        title = words.noted(TITLES[kind])
        pieces.append(entry(to(f"notes/{kind}/", title), f" ({words.number(many)}): {purpose}"))
    if desk.wrong_notes:
        pieces.append(heading(words("Warnings")))
    pieces += [
        entry(Code(f"{one.path}:{one.line}"), f" {words.told(one.message)}")
        for one in desk.wrong_notes
    ]
    return Paper(words("Notes"), tuple(pieces), language=words.language)


def list_paper(desk: ManagerDesk, kind: str) -> Paper | None:
    """One list of the private folder, the latest note first."""
    if kind not in FILES:
        return None
    words: Translations = desk.words
    pieces: list[Piece] = []
    if desk.forms:
        pieces.append(
            paragraph(to(f"do/note/{kind}/?back=notes/{kind}/", words("Write a new one")))
        )
    found = list(enumerate(getattr(desk.notes, kind)))
    pieces += [note_entry(desk, kind, place, note) for place, note in reversed(found)]
    if not found:
        pieces.append(paragraph(words("Nothing is noted here yet.")))
    return Paper(words.noted(TITLES[kind]), tuple(pieces), language=words.language)
