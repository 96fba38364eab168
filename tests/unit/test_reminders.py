"""reminders: a week and a day before, with identities that stay."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import hubs
from hearth.views.reminders import reminders


def told(root: Path, as_of: str) -> list[tuple[str, int, str]]:
    hub, _ = hubs.load(root, date.fromisoformat(as_of))
    return [
        (item.item.event.id, item.days, item.day.isoformat()) for item in reminders(hub.public())
    ]


def test_they_appear_a_week_and_a_day_before(tmp_path: Path) -> None:
    """The welcome call is on 3 December, the evening on the 10th."""
    root = hubs.minimal_hub(tmp_path)
    assert told(root, "2026-11-25") == []
    assert told(root, "2026-11-26") == [("welcome-call", 7, "2026-11-26")]
    assert told(root, "2026-12-03") == [
        ("evening", 7, "2026-12-03"),
        ("welcome-call", 1, "2026-12-02"),
        ("welcome-call", 7, "2026-11-26"),
    ]


def test_they_go_after_two_weeks(tmp_path: Path) -> None:
    """Readers have seen them by then."""
    root = hubs.minimal_hub(tmp_path)
    assert ("welcome-call", 7, "2026-11-26") in told(root, "2026-12-10")
    assert ("welcome-call", 7, "2026-11-26") not in told(root, "2026-12-11")


def test_a_moved_date_keeps_its_identity(tmp_path: Path) -> None:
    """Of a series, the day the rule gave counts."""
    series = hubs.BASE["events/welcome-call.yml"]
    rule = (
        "repeats:\n  rule: weekly\n  moved:\n"
        "    - {occurrence: 2026-12-10, start: 2026-12-11T18:00}\n"
    )
    hub = hubs.small_hub(
        tmp_path, {"events/welcome-call.yml": f"{series}{rule}"}, date(2026, 12, 10)
    )
    assert "event/welcome-call/2026-12-10/reminder/1" in {item.name for item in reminders(hub)}
