"""Take somebody who applied into a programme: a term in the group's file, and the decision in the
notes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hearth.base.words import said
from hearth.contribute.importing.files import refused
from hearth.contribute.set_fields import NotSetError, set_in_note, write_change
from hearth.edit.cutting import CannotCutError, append
from hearth.edit.record_files import field_order
from hearth.edit.texts import FileChange, read_text
from hearth.kinds.group import Group
from hearth.manage.private.programmes import Application
from hearth.model.hub import Hub
from hearth.views.cohorts import terms


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
    raw = (hub.root / group.path).read_bytes()
    before = read_text(raw)
    term = {"member": application.member, "since": since.isoformat()}
    if group.call and group.call.until:
        term["until"] = group.call.until.isoformat()
    order = field_order(Group.KIND)
    try:
        text = append(before.text, group.path, ("members",), term, order)
    except CannotCutError as error:
        raise NotSetError(
            said("%(name)s cannot be set: %(why)s.", name="members", why=error.args[0])
        ) from None
    if wrong := refused(hub, {group.path: text}):
        raise NotSetError(wrong[group.path])
    return FileChange(group.path, raw, before.with_text(text, keep_ends=False))


def _has_term(hub: Hub, group: Group, member: str, since: date) -> bool:
    return any(one.member.id == member and one.runs_on(since) for one in terms(hub, group))
