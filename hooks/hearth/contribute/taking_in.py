"""Take somebody into a programme who applied, or goes on: a term in the group's file, and what was
decided in the notes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hearth.base.words import said
from hearth.contribute.importing.files import refused
from hearth.contribute.set_fields import NotSetError, set_in_note, write_change
from hearth.edit.cutting import CannotCutError, append
from hearth.edit.record_files import field_order
from hearth.edit.texts import FileChange, read_text
from hearth.kinds.group import Group, Term
from hearth.manage.private.notes import Notes
from hearth.manage.private.programmes import Application, TermTalk
from hearth.manage.private.writing import append as append_note
from hearth.manage.private.writing import as_text
from hearth.manage.programmes import talk_about
from hearth.model.hub import Hub
from hearth.views.cohorts import ProgrammeTerm, following, next_term, terms


def accept(
    hub: Hub, folder: Path, place: int, application: Application, day: date
) -> tuple[FileChange | None, Path]:
    """Accept the application that is the ``place``-th note of its file, from 1: (the change of the
    group's file, if any; the file of the notes).

    Raises NotSetError or NotWrittenError. The term is written first, so that nothing is decided
    that the hub cannot hold.
    """
    change = taken_in(hub, application, day)
    if change:
        write_change(hub.root, change)
    decided = {"decision": "accepted", "decided": day.isoformat()}
    return change, set_in_note(hub, folder, "applications", place, decided)


def taken_in(hub: Hub, application: Application, day: date) -> FileChange | None:
    """The group's file with a term for whoever applied: that of the call, or one that begins on the
    day. None for somebody without a profile, or with a term at that time already.

    Raises NotSetError when the file cannot take it. Nothing is written.
    """
    group = hub.groups[application.programme]
    since = group.call.since if group.call and group.call.since else day
    if application.member is None or _has_term(hub, group, application.member, since):
        return None
    until = group.call.until if group.call else None
    return _with_term(hub, group, Term(member=application.member, since=since, until=until))


def renew(
    hub: Hub, notes: Notes, folder: Path, group: Group, last: ProgrammeTerm, until: date | None
) -> FileChange:
    """Write another term behind one that ends, up to ``until`` or what is usual, and that somebody
    said that they go on, unless a talk about it is noted.

    Raises NotSetError or NotWrittenError.
    """
    if last.until is None:
        raise NotSetError(said("Their term has no last day, so there is nothing to go on from."))
    if next_term(last, terms(hub, group)):
        raise NotSetError(said("They have another term after this one already."))
    since, usual = following(group, last)
    term = Term(member=last.member.id, role=last.role, since=since, until=until or usual)
    change = _with_term(hub, group, term)
    write_change(hub.root, change)
    if talk_about(notes, group.id, last, hub.as_of) is None:
        talk = TermTalk(
            date=hub.as_of,
            member=last.member.id,
            programme=group.id,
            until=last.until,
            answer="goes-on",
        )
        append_note(folder, talk)
    return change


def _with_term(hub: Hub, group: Group, term: Term) -> FileChange:
    """The group's file with one more term; NotSetError when it cannot take it."""
    raw = (hub.root / group.path).read_bytes()
    before, order = read_text(raw), field_order(Group.KIND)
    fields = as_text(term.model_dump(mode="json", exclude_none=True))
    try:
        text = append(before.text, group.path, ("members",), fields, order)
    except CannotCutError as error:
        raise NotSetError(
            said("%(name)s cannot be set: %(why)s.", name="members", why=error.args[0])
        ) from None
    if wrong := refused(hub, {group.path: text}):
        raise NotSetError(wrong[group.path])
    return FileChange(group.path, raw, before.with_text(text, keep_ends=False))


def _has_term(hub: Hub, group: Group, member: str, since: date) -> bool:
    return any(one.member.id == member and one.runs_on(since) for one in terms(hub, group))
