"""When a country changes its clocks, the next build with the new tables moves instants, and
nobody's entry is lost."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import hubs
from hearth.base import zones
from hearth.model.hub import Hub
from hearth.outputs.calendars import CalendarWriter, of_event
from ics_entries import Entry, by_icalendar

BERLIN = "Europe/Berlin"
CET, CEST, SUMMER_FOR_EVER = (3600, False, "CET"), (7200, True, "CEST"), (7200, False, "+02")
TODAY = "CET-1CEST,M3.5.0,M10.5.0/3"
CHANGES = [
    (datetime(2026, 3, 29, 1, tzinfo=UTC), CEST),
    (datetime(2026, 10, 25, 1, tzinfo=UTC), CET),
    (datetime(2027, 3, 28, 1, tzinfo=UTC), CEST),
]
Kind = tuple[int, bool, str]


def tzif(first: Kind, changes: Sequence[tuple[datetime, Kind]], rule: str) -> bytes:
    """A compiled zone (RFC 9636): what holds first, each change, and the POSIX rule that goes on
    from the last of them."""
    kinds = list(dict.fromkeys([first, *(kind for _, kind in changes)]))
    names = "".join(f"{name}\0" for _, _, name in kinds).encode()
    starts = [sum(len(name) + 1 for _, _, name in kinds[:number]) for number in range(len(kinds))]
    head = b"TZif2" + bytes(15)
    body = struct.pack(f">{len(changes)}q", *(int(moment.timestamp()) for moment, _ in changes))
    body += bytes(kinds.index(kind) for _, kind in changes)
    body += b"".join(
        struct.pack(">lBB", offset, summer, start)
        for (offset, summer, _), start in zip(kinds, starts, strict=True)
    )
    # Version 1 comes first, as short as it can be; who reads version 2 leaves it aside.
    least = head + struct.pack(">6l", 0, 0, 0, 0, 1, 1) + struct.pack(">lBB", 0, 0, 0) + b"\0"
    return (
        least
        + head
        + struct.pack(">6l", 0, 0, 0, len(changes), len(kinds), len(names))
        + body
        + names
        + f"\n{rule}\n".encode()
    )


@dataclass(frozen=True)
class Law:
    """The zones as the engine has them, which a test can change."""

    folder: Path

    def change(self, name: str, compiled: bytes) -> None:
        """From now on the zone is what ``compiled`` says."""
        (self.folder / name).write_bytes(compiled)
        forget()


def forget() -> None:
    """The engine reads its zones anew, as the next build does."""
    zones.zone.cache_clear()


@pytest.fixture
def law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Law]:
    """A copy of the tables of the tzdata package, from which the engine reads until the test is
    over."""
    with as_file(files("tzdata") / "zoneinfo") as package:
        shutil.copytree(
            package, tmp_path / "zoneinfo", ignore=shutil.ignore_patterns("__pycache__", "*.py")
        )
    monkeypatch.setattr(zones, "FOLDER", tmp_path / "zoneinfo")
    forget()
    yield Law(tmp_path / "zoneinfo")
    forget()


SERIES = """\
title: Thursday table
summary: Talk.
mode: online
added: 2026-11-01
start: 2026-11-05T18:00
timezone: Europe/Berlin
repeats: {rule: weekly}
"""


@pytest.fixture
def entries(tmp_path: Path) -> Callable[[], list[Entry]]:
    """Builds the hub and gives the entries of the calendar of a weekly series at 18:00 in
    Berlin."""

    def build() -> list[Entry]:
        hub = build_hub(tmp_path)
        calendar = of_event(hub, hub.events["table"])
        assert calendar is not None
        assert {f"{item.start:%H:%M}" for item in hub.schedule.by_event["table"]} == {"18:00"}
        found, errors = by_icalendar(CalendarWriter(hub).write(calendar).content)
        assert errors == []
        return found

    return build


def build_hub(folder: Path) -> Hub:
    return hubs.small_hub(folder / "hub", {"events/table.yml": SERIES}).public()


def test_a_zone_written_here_is_a_zone() -> None:
    """Written with today's law, Berlin's hours are those of the package, also where only the rule
    says so."""
    from io import BytesIO

    ours, theirs = ZoneInfo.from_file(BytesIO(tzif(CET, CHANGES, TODAY))), zones.zone(BERLIN)
    for hours in range(0, 24 * 365 * 3, 5):
        moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
        assert moment.astimezone(ours).utcoffset() == moment.astimezone(theirs).utcoffset(), moment


def test_a_law_moves_instants_and_no_identity(law: Law, entries: Callable[[], list[Entry]]) -> None:
    """When Berlin stays on summer time from 2027 on, 18:00 in November is an hour earlier than it
    was to be; each date keeps its UID."""
    before = entries()
    law.change(BERLIN, tzif(CET, [*CHANGES[:2], (CHANGES[2][0], SUMMER_FOR_EVER)], "<+02>-2"))
    after = entries()
    assert [entry.uid for entry in after] == [entry.uid for entry in before]
    hours = {
        old.start[:10]: (old.start[11:16], new.start[11:16])
        for old, new in zip(before, after, strict=True)
    }
    assert {day: pair for day, pair in hours.items() if day < "2027-10-31"} == {
        day: ("17:00", "17:00") if day < "2027-03-28" else ("16:00", "16:00")
        for day in hours
        if day < "2027-10-31"
    }
    moved = {day: pair for day, pair in hours.items() if day > "2027-10-31"}
    assert set(moved.values()) == {("17:00", "16:00")} and len(moved) > 2
    assert all(
        old.summary == new.summary and old.description == new.description
        for old, new in zip(before, after, strict=True)
    )


def test_a_place_that_changes_sides_keeps_its_entries(
    law: Law, entries: Callable[[], list[Entry]]
) -> None:
    """A zone that takes over the clocks of another moves every date at once, also across midnight
    in UTC."""
    before = entries()
    law.change(BERLIN, (law.folder / "Pacific" / "Kiritimati").read_bytes())
    after = entries()
    assert [entry.uid for entry in after] == [entry.uid for entry in before]
    first = date.fromisoformat(before[0].start[:10])
    assert (before[0].start, after[0].start) == (f"{first}T17:00:00Z", f"{first}T04:00:00Z")


def test_the_engine_reads_the_tables_it_is_given(law: Law) -> None:
    """What the machine has of a zone is never looked at."""
    law.change(BERLIN, tzif(CET, [], "XXX-5:45"))
    moment = datetime(2027, 7, 1, 12, tzinfo=zones.zone(BERLIN))
    assert moment.utcoffset() == timedelta(hours=5, minutes=45)
