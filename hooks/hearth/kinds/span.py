"""Spans of days: terms in office, memberships, pairs."""

from __future__ import annotations

from datetime import date
from typing import Protocol


class _Dated(Protocol):
    @property
    def since(self) -> date | None: ...

    @property
    def until(self) -> date | None: ...


class Span:
    """For parts with the fields `since` and `until`: both days belong to it, and it is open where
    one is missing."""

    def has_begun(self: _Dated, day: date) -> bool:
        """Whether its first day is ``day`` or earlier."""
        return self.since is None or self.since <= day

    def has_ended(self: _Dated, day: date) -> bool:
        """Whether its last day lies before ``day``."""
        return self.until is not None and self.until < day

    def runs_on(self: _Dated, day: date) -> bool:
        """Whether ``day`` belongs to it."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day <= self.until)
