"""The dates of a series that its events' pages show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hearth.outputs.pages.event import _nearest

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def date(hours: int, number: int) -> Any:
    starts_at = BEGAN + timedelta(hours=hours)
    event = SimpleNamespace(id=f"e{number:03}")
    return SimpleNamespace(event=event, starts_at=starts_at, sort_key=(starts_at, event.id))


@given(st.lists(st.integers(0, 8), min_size=1, max_size=40), st.integers(0, 39))
def test_the_nearest_of_all(hours: list[int], place: int) -> None:
    """They are the nearest of all other dates, the earlier of equals, in order of time; many may
    begin at once."""
    dates = sorted(
        (date(hour, number) for number, hour in enumerate(hours)), key=lambda one: one.sort_key
    )
    item = dates[place % len(dates)]
    others = [one for one in dates if one is not item]
    near = sorted(others, key=lambda one: (abs(one.starts_at - item.starts_at), one.sort_key))[:6]
    series: Any = SimpleNamespace(occurrences=tuple(dates))
    assert _nearest(series, item) == sorted(near, key=lambda one: one.sort_key)
    assert _nearest(series, None) == dates[-6:]
