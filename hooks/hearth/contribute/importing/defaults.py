"""Complete a draft: its place, a summary, and values the caller sets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearth.base.html_markdown import markdown_to_text
from hearth.base.reasons import reason
from hearth.base.words import said
from hearth.contribute.importing.drafts import EMPTY, RowDraft, put, value_at
from hearth.contribute.importing.mapping import takes_list
from hearth.edit.record_files import in_order
from hearth.kinds import Kind
from hearth.kinds.descriptor import NoRecordError
from hearth.kinds.lenient import name_key, one_line
from hearth.model.hub import Hub

MAX_SUMMARY = 400


class Called:
    """The ids of a hub's records by what they are called, alone and with the town they are in;
    worked out once for each kind."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._ids: dict[str, dict[str, str]] = {}

    def __call__(self, kind: str, words: str) -> str | None:
        if kind not in self._ids:
            records = self._hub.records[kind].values()
            self._ids[kind] = {name_key(record.id): record.id for record in records}
            self._ids[kind] |= {name_key(record.heading): record.id for record in records}
            self._ids[kind] |= {
                name_key(f"{name}, {town}"): record.id
                for record in records
                if (town := getattr(record, "city", None))
                for name in (record.id, record.heading)
            }
        return self._ids[kind].get(name_key(words))


def finished(
    hub: Hub, kind: Kind, draft: RowDraft, given: Mapping[str, Any], called: Called
) -> RowDraft:
    """The draft with what follows from itself, from ``given`` where it says nothing, and from the
    hub's day."""
    fields, notes = dict(draft.fields), list(draft.notes)
    importing = kind.importing
    try:
        importing.settle(fields, notes, called, given)
        for name, value in given.items():
            if value_at(fields, name) in EMPTY and importing.instead.get(name) not in fields:
                put(fields, name, _as_asked(kind, name, value))
        importing.finish(fields, notes, given)
    except NoRecordError as wrong:
        return RowDraft(draft.fields, tuple(notes), reason(wrong))
    if kind.importing.summarised:
        _summarise(fields, notes)
    for name in (kind.title_field, "headline"):
        if isinstance(fields.get(name), str):
            fields[name] = one_line(fields[name]) or ""
    fields.setdefault("added", hub.as_of.isoformat())
    ordered = in_order(kind.name, fields).items()
    stated = {name: value for name, value in ordered if value not in EMPTY}
    return RowDraft(stated, tuple(notes), draft.left_out)


def _as_asked(kind: Kind, name: str, value: Any) -> Any:
    if not isinstance(value, str) or not takes_list(kind.model, name):
        return value
    return [part.strip() for part in value.split(",") if part.strip()]


def _summarise(fields: dict[str, Any], notes: list[str]) -> None:
    """Where only a text is given, its opening is the summary; nothing is made up."""
    body = str(fields.get("body") or "")
    if fields.get("summary"):
        if len(" ".join(fields["summary"].split())) > MAX_SUMMARY:
            fields.setdefault("body", fields["summary"])
            fields["summary"] = one_line(fields["summary"], MAX_SUMMARY)
            notes.append(said("summary is long: its opening is kept, the whole is the text"))
    elif body:
        opening = one_line(markdown_to_text(body.split("\n\n", 1)[0]), MAX_SUMMARY)
        fields["summary"] = opening
        notes.append(said("summary is the opening of the description"))
        if opening == one_line(body, len(body) + 1):  # else it says more, or says it with links
            del fields["body"]
