"""The whole story: lists are read, rows become drafts, drafts become records of one hub, and an
account is given."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from real_hub import events, groups, organisations, topics
from real_hub.account import Account
from real_hub.fitting import fitted
from real_hub.mapping import Row, RowDraft, Table, apply
from real_hub.words import Ids

Drafts = dict[str, RowDraft]


def convert(folder: Path, added: str) -> tuple[dict[str, dict[str, dict[str, Any]]], Account]:
    """The fields of every record of the hub by kind and id, and the account of what became of the
    rows.

    ``added`` is the day the records come to the hub; no source knows it.
    """
    account = Account()
    found = {"topic": _topics(folder, account)}  # first: events and groups are sorted into them
    words = topics.words_of(found["topic"])
    labels = {topic_id: draft.fields["label"] for topic_id, draft in found["topic"].items()}
    found["member"] = _named(_drafts(folder, organisations.TABLE, account), "member", "name")
    found["group"] = _named(_drafts(folder, groups.table(words), account), "group", "name")
    found["event"] = _events(folder, labels, account)
    return {
        kind: _finished(kind, drafts, added, account) for kind, drafts in found.items()
    }, account


def _rows(folder: Path, table: Table, account: Account) -> list[Row]:
    rows = json.loads((folder / table.source).read_text(encoding="utf-8"))
    account.read[table.source] += len(rows)
    return list(rows)


def _drafts(folder: Path, table: Table, account: Account) -> list[RowDraft]:
    """The drafts of one list; rows that give none are in the account."""
    name = table.fields[0].reads[0]
    kept = []
    for row in _rows(folder, table, account):
        draft = apply(table, row)
        if draft.left_out:
            account.leave_out(table.kind, draft.left_out, str(row.get(name)))
        else:
            kept.append(draft)
    return kept


def _topics(folder: Path, account: Account) -> Drafts:
    """Topics keep the ids of the vocabulary; what conferences need beside them is added."""
    rows = [*_rows(folder, topics.TAGS, account), *topics.ADDED]
    account.made["topic"] = len(topics.ADDED)
    drafts = {row["id"]: apply(topics.TAGS, row) for row in rows}
    for topic_id, draft in drafts.items():
        if draft.left_out:
            account.leave_out("topic", draft.left_out, topic_id)
    return topics.without_clashes(
        {topic_id: draft for topic_id, draft in drafts.items() if not draft.left_out}
    )


def _events(folder: Path, labels: dict[str, str], account: Account) -> Drafts:
    # The list that knows more of each event comes first: where listings differ, the first is kept.
    listed = [
        *_drafts(folder, events.CALLS, account),
        *_drafts(folder, events.CONFERENCES, account),
    ]
    merged = events.merged(listed)
    account.joined["event"] = len(listed) - len(merged)
    drafts = events.in_series([events.with_summary(draft, labels) for draft in merged])
    ids = Ids("event")
    return {ids.take(*events.names_for_id(draft.fields)): draft for draft in drafts}


def _named(drafts: Iterable[RowDraft], kind: str, field: str) -> Drafts:
    ids = Ids(kind)
    return {ids.take(draft.fields[field]): draft for draft in drafts}


def _finished(kind: str, drafts: Drafts, added: str, account: Account) -> dict[str, dict[str, Any]]:
    """Records the engine takes, and the account of them."""
    records = {}
    for record_id, draft in drafts.items():
        fit = fitted(kind, record_id, RowDraft({**draft.fields, "added": added}, draft.notes))
        if fit.left_out:
            account.leave_out(kind, fit.left_out, record_id)
            continue
        records[record_id] = fit.fields
        for note in fit.notes:
            account.note(kind, note, record_id)
    account.written[kind] = len(records)
    return records
