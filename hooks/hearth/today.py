"""The one place that asks what day it is."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def as_of_day(option: str | None = None) -> date:
    """The hub's day: ``option`` (2026-11-23), else SOURCE_DATE_EPOCH, else today in UTC.

    Raises ValueError when the option is not a day.
    """
    if option:
        return date.fromisoformat(option)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).date()
