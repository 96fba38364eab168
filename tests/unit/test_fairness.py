"""fairness: for how many members an hour lies in their day."""

from __future__ import annotations

from pathlib import Path

import hubs
from hearth.views.fairness import Fairness, fairness

ZONES = {"ada": "Europe/Berlin", "bo": "Asia/Tokyo", "cy": "America/Los_Angeles"}


def found(
    tmp_path: Path,
    start: str,
    mode: str = "online",
    zone: str = "Europe/Berlin",
    zones: dict[str, str] = ZONES,
) -> Fairness | None:
    """How fair an hour is for three members."""
    files: dict[str, str | bytes | None] = {
        f"members/{name}.yml": (
            f"name: {name.capitalize()}\njoined: 2026-01-05\ntimezone: {zones[name]}\n"
        )
        if name in zones
        else f"name: {name.capitalize()}\njoined: 2026-01-05\n"
        for name in ("ada", "bo", "cy")
    }
    files["members/cy.md"] = None
    files["events/x.yml"] = (
        f"title: X\nsummary: S\nstart: {start}\ntimezone: {zone}\nmode: {mode}\nvenue: hall\n"
        "added: 2026-11-01\n"
    )
    hub = hubs.small_hub(tmp_path, files)
    item = hub.schedule.by_event["x"][0]
    return fairness(hub, item)


def test_it_counts_members_by_zone(tmp_path: Path) -> None:
    """18:00 in Berlin is 2:00 in Tokyo and 9:00 in Los Angeles; no hour suits all three."""
    assert found(tmp_path, "2026-12-03T18:00") == Fairness(2, 3)


def test_a_better_hour_is_named_when_there_is_one(tmp_path: Path) -> None:
    """16:00 in Berlin is midnight in Tokyo and 7:00 in Los Angeles: an hour later is in two
    people's day."""
    one = found(tmp_path, "2026-12-03T16:00")
    assert one is not None and (one.fair, one.better_fair) == (1, 2)
    assert f"{one.better:%H:%M}" == "17:00"


def test_the_day_has_edges(tmp_path: Path) -> None:
    """08:00 is in the day, 21:00 is not."""
    lone = {"ada": "Europe/Berlin"}
    fair = [
        found(tmp_path / str(number), f"2026-12-03T{clock}", zones=lone)
        for number, clock in enumerate(("07:59", "08:00", "20:59", "21:00"))
    ]
    assert [one.fair for one in fair if one] == [0, 1, 1, 0]


def test_it_is_asked_only_where_everybody_could_come(tmp_path: Path) -> None:
    """Not for a room, not for whole days, not without anybody's zone."""
    assert found(tmp_path / "a", "2026-12-03T18:00", mode="in-person") is None
    assert found(tmp_path / "b", "2026-12-03") is None
    assert found(tmp_path / "c", "2026-12-03T18:00", zones={}) is None
    assert found(tmp_path / "d", "2026-12-03T18:00", mode="hybrid") is not None
