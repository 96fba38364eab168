"""What one message in an export says of who wrote it and when. Its text is looked at and kept
nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from hearth.base.json_stream import JsonStreamError, elements
from hearth.base.words import N_, said
from hearth.contribute.activity.archive import ExportFiles
from hearth.contribute.importing.attendance import normalised
from hearth.contribute.importing.tables import UnreadableError

REASONS = {
    "no-account": N_("it does not say whose it is, so it is only counted"),
    "bot": N_("a program wrote it"),
    "service": N_("the service wrote it, such as that somebody joined"),
    "private": N_("it is a direct message, or from a private channel"),
    "no-day": N_("it has no day"),
    "before": N_("it is from before --since"),
    "after": N_("it is from after the day of the hub"),
    "not-given": N_("the answer does not hold it: ask for more at once"),
    "unreadable": N_("it cannot be read"),
}
"""Why a message is no act."""


@dataclass(frozen=True)
class ExportedMessage:
    """One message, or one reaction to it."""

    account: str = ""
    """A mail address, or ACCOUNT@SERVICE; empty when nobody can tell."""
    day: date | None = None
    channel: str = ""
    conversation: str = ""
    """What it begins or answers, where the service keeps that apart; else empty."""
    begins: bool = False
    asks: bool = False
    """Whether it holds a question."""
    reacts: bool = False
    """Whether it is a reaction and no message."""
    left_out: str = ""
    """Why it is no act: one of REASONS."""


def left(reason: str) -> ExportedMessage:
    """A message that is no act."""
    return ExportedMessage(left_out=reason)


_QUESTION = re.compile(r"[?？؟](?=[\s)\]\"'»”’*_~`<]|$)")
_PARTED = re.compile(r"[\s<>,;@]+")


def has_question(text: Any) -> bool:
    """Whether a text holds a question mark at the end of a word, not one in an address."""
    return isinstance(text, str) and bool(_QUESTION.search(text))


def account(service: str, own: Any, mail: Any = None) -> str:
    """How somebody is known: by mail where the export has it, else by the service's own account."""
    if isinstance(mail, str) and (address := normalised(mail)):
        return address
    name = _PARTED.sub("-", str(own if own is not None else "")).strip("-").casefold()
    return f"{name}@{service}" if name else ""


def day_of_seconds(value: Any) -> date | None:
    """The day, in UTC, of seconds since 1970."""
    try:
        return datetime.fromtimestamp(float(value), UTC).date()
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def day_of_moment(value: Any) -> date | None:
    """The day, in UTC, of a moment as ISO 8601 writes it, also with a blank and a zone's name."""
    text = re.sub(r" UTC$", "+00:00", value.strip()) if isinstance(value, str) else ""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (moment.astimezone(UTC) if moment.tzinfo else moment).date()


def parts(files: ExportFiles, name: str) -> Iterator[tuple[str, Any]]:
    """What a file of JSON holds, piece by piece."""
    with files.text(name) as stream:
        try:
            yield from elements(stream)
        except JsonStreamError:
            raise UnreadableError(
                said("holds something in %(name)s that is no JSON.", name=name)
            ) from None


def number(value: Any) -> int:
    """The value when it is a whole number, else 0, which nothing has."""
    return value if isinstance(value, int) else 0


def mapping(value: Any) -> dict[str, Any]:
    """The value when it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def listing(value: Any) -> list[Any]:
    """The value when it is a list, else an empty one."""
    return value if isinstance(value, list) else []
