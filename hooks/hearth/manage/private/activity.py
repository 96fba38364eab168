"""Acts elsewhere, in chats and forums: one table for each service in activity/ of the private
folder. It holds pseudonyms, days and digits; no name, no mail address, no channel and no text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import NamedTuple

FOLDER = "activity"
COLUMNS = ("day", "act", "person", "conversation", "to")
ACTS = ("answer", "ask", "message", "react", "reply", "welcome")
TO_SOMEBODY = frozenset({"answer", "reply", "welcome"})
"""Acts by which somebody said something in another's conversation."""
_PERSON = re.compile(r"~[0-9a-f]{12}")
_DIGITS = re.compile(r"[0-9a-f]{12}")


class ActivityRow(NamedTuple):
    """One act of somebody elsewhere."""

    day: date
    act: str
    person: str
    """A pseudonym."""
    conversation: str = ""
    """Digits that stand for what was begun or answered; empty where that is not kept apart."""
    to: str = ""
    """Who began it, as a pseudonym."""


def settled(rows: Iterable[ActivityRow]) -> list[ActivityRow]:
    """The acts that rows of overlapping exports come to, in order: whatever order the exports came
    in, and however often, the same.

    Who says more in one's own conversation only wrote that day. What answers an ask is an answer,
    and each counts once, on its first day.
    """
    known = sorted(rows)
    begun = _begun(known)
    found: dict[tuple[str, str, str], ActivityRow] = {}
    for row in (_seen(row, begun) for row in known):
        # Whose conversation it is may come to light later: until then each day is kept.
        once = row.conversation if row.conversation in begun else ""
        found.setdefault((row.act, row.person, once or f"{row.day} {row.conversation}"), row)
    return sorted(found.values())


def _begun(rows: Iterable[ActivityRow]) -> dict[str, ActivityRow]:
    """The row that began each conversation. An export that starts in the middle of one takes its
    first word for the beginning: the earliest counts, and on one day that of somebody who answered
    nobody in it."""
    rows = [row for row in rows if row.conversation]
    answering = {(row.conversation, row.person) for row in rows if row.act in TO_SOMEBODY}

    def order(row: ActivityRow) -> tuple[date, bool, ActivityRow]:
        return row.day, (row.conversation, row.person) in answering, row

    begun: dict[str, ActivityRow] = {}
    for row in sorted((row for row in rows if row.act in ("ask", "message")), key=order):
        begun.setdefault(row.conversation, row)
    return begun


def _seen(row: ActivityRow, begun: dict[str, ActivityRow]) -> ActivityRow:
    """A row in the light of who began the conversation, and with what."""
    first = begun.get(row.conversation) if row.conversation else None
    if first is None:
        return row
    if row.person == first.person:
        begins = row.act not in TO_SOMEBODY and row.day == first.day
        return first if begins else ActivityRow(row.day, "message", row.person)
    other = row.act if row.act == "welcome" else "reply"
    act = "answer" if first.act == "ask" else other
    return row._replace(act=act, to=first.person)


def written(rows: Iterable[ActivityRow]) -> str:
    """The table of a service."""
    lines = (",".join((row.day.isoformat(), *row[1:])) for row in rows)
    return "".join(f"{line}\n" for line in (",".join(COLUMNS), *lines))


def read(text: str) -> Iterator[tuple[int, ActivityRow | None]]:
    """(line, the act) of each row of a table; None for a row that is none."""
    rows = csv.DictReader(io.StringIO(text))
    if tuple(rows.fieldnames or ()) != COLUMNS:
        yield 1, None
        return
    for row in rows:
        yield rows.line_num, _row(row)


def _row(row: dict[str, str]) -> ActivityRow | None:
    values = {name: row.get(name) or "" for name in COLUMNS}
    try:
        day = date.fromisoformat(values["day"])
    except ValueError:
        return None
    right = (
        values["act"] in ACTS
        and _PERSON.fullmatch(values["person"])
        and (not values["conversation"] or _DIGITS.fullmatch(values["conversation"]))
        and (not values["to"] or _PERSON.fullmatch(values["to"]))
        and None not in row
    )
    named = (values[name] for name in COLUMNS[1:])
    return ActivityRow(day, *named) if right else None


def without_people(text: str, people: Collection[str]) -> str:
    """A table without what some pseudonyms did, and without them in what others did."""
    kept = (row for _, row in read(text) if row and row.person not in people)
    return written(row._replace(to="") if row.to in people else row for row in kept)
