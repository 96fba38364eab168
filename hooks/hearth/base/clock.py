"""The only module that asks the clock what day it is."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from hearth.base.words import said

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""All days of a hub are in these years and between them."""


def as_of_day(option: str | None = None) -> date:
    """The hub's day: ``option`` (2026-11-23), else SOURCE_DATE_EPOCH, else today in UTC.

    Raises ValueError, in words for the person who set it, when what is given is not a day.
    """
    if option:
        return date.fromisoformat(option)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise ValueError(
            said(
                "SOURCE_DATE_EPOCH is %(epoch)s. Give seconds since 1970, like 1795392000, or "
                "unset it.",
                epoch=repr(epoch),
            )
        ) from None
