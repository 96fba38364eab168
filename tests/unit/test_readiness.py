"""readiness: what an event lacks, and by when."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import hubs
from hearth.model.hub import Hub
from hearth.views import readiness

COMPLETE = """\
title: Evening
summary: Food and questions.
type: panel
start: 2026-12-03T19:00
end: 2026-12-03T21:30
mode: hybrid
venue: hall
added: 2026-11-10
hosts: [ada]
speakers: [bo]
online: {platform: Jitsi}
registration: {url: https://example.org/register}
access: {step_free: yes, captions: no}
agenda:
  - {at: "19:00", minutes: 30, title: Arriving}
roles: {facilitator: ada, remote_host: bo, av: cy, care_contact: cy}
"""
WITHOUT = {
    "venue": ("venue: hall\n", "timezone: Africa/Nairobi\nstatus: tentative\n"),
    "host": ("hosts: [ada]\n", ""),
    "registration": ("registration: {url: https://example.org/register}\n", ""),
    "speakers": ("speakers: [bo]\n", ""),
    "stream": ("online: {platform: Jitsi}\n", ""),
    "remote host": ("remote_host: bo, ", ""),
    "access facts": (", captions: no", ""),
    "care contact": (", care_contact: cy", ""),
    "sound and picture": (", av: cy", ""),
    "agenda": ('agenda:\n  - {at: "19:00", minutes: 30, title: Arriving}\n', ""),
    "facilitator": ("facilitator: ada, ", ""),
    "run sheet": (", minutes: 30", ""),
}
"""For each check, how the complete event comes to lack it."""


def hub_with(root: Path, event: str, as_of: date = date(2026, 12, 2)) -> Hub:
    return hubs.small_hub(
        root,
        {
            "events/evening.yml": event,
            "events/welcome-call.yml": None,
            "content/paths/first-month.yml": None,
        },
        as_of,
    )


def missing(hub: Hub, event: str = "evening") -> list[str]:
    item = hub.schedule.next_of(hub.events[event])
    assert item
    return [line.check.name for line in readiness.lines(hub, item) if not line.done]


def test_a_complete_event_lacks_nothing(tmp_path: Path) -> None:
    """Everything a hybrid panel needs is there."""
    hub = hub_with(tmp_path, COMPLETE)
    assert missing(hub) == [] and readiness.lacking(hub) == []


@pytest.mark.parametrize("name", [check.name for check in readiness.BEFORE])
def test_each_check_is_cleared_by_its_field(tmp_path: Path, name: str) -> None:
    """Taking the field away makes exactly this check fail (an agenda also carries the run
    sheet)."""
    old, new = WITHOUT[name]
    assert old in COMPLETE
    found = missing(hub_with(tmp_path, COMPLETE.replace(old, new)))
    assert found == ([name, "run sheet"] if name == "agenda" else [name])


def test_the_remote_host_is_not_the_facilitator(tmp_path: Path) -> None:
    """Whoever leads the room cannot look after the screen too."""
    assert missing(hub_with(tmp_path, COMPLETE.replace("remote_host: bo", "remote_host: ada"))) == [
        "remote host"
    ]


def test_a_hybrid_event_without_a_remote_host_is_named_ten_days_out(tmp_path: Path) -> None:
    """With the day it was due, and what to do."""
    hub = hub_with(tmp_path, COMPLETE.replace("remote_host: bo, ", ""), date(2026, 11, 23))
    line = readiness.lacking(hub)[0]
    assert (line.item.event.id, line.check.name, line.state, line.due) == (
        "evening",
        "remote host",
        "overdue",
        date(2026, 11, 19),
    )
    assert "remote_host" in line.check.cure


@pytest.mark.parametrize(
    ("mode", "names"),
    [
        ("online", {"venue", "remote host", "sound and picture"}),
        ("in-person", {"stream", "remote host", "sound and picture"}),
    ],
)
def test_only_what_the_mode_needs_is_asked(tmp_path: Path, mode: str, names: set[str]) -> None:
    """Online nobody asks for a room, in a room nobody asks for a stream."""
    hub = hub_with(tmp_path, COMPLETE.replace("mode: hybrid", f"mode: {mode}"))
    asked = {line.check.name for line in readiness.lines(hub, hub.schedule.by_event["evening"][0])}
    assert names.isdisjoint(asked)


def test_what_is_due_later_is_not_lacking_yet(tmp_path: Path) -> None:
    """Two months before, only what needs two months counts."""
    hub = hub_with(
        tmp_path,
        COMPLETE.replace("hosts: [ada]\n", "").replace(", care_contact: cy", ""),
        date(2026, 10, 1),
    )
    assert readiness.lacking(hub) == []
    states = {
        line.check.name: line.state
        for line in readiness.lines(hub, hub.schedule.by_event["evening"][0])
    }
    assert states["host"] == states["care contact"] == "later" and states["venue"] == "done"


def test_a_past_event_without_a_recap_is_named(tmp_path: Path) -> None:
    """A day after for the count, a week after for the recap; both are cleared by their fields."""
    told = [
        line.check.name
        for line in readiness.lacking(hub_with(tmp_path / "a", COMPLETE, date(2026, 12, 12)))
    ]
    assert told == ["attendance", "recap"]
    outcomes = "outcomes: {attended: {in_person: 12}, recap: hello}\n"
    assert (
        readiness.lacking(hub_with(tmp_path / "b", COMPLETE + outcomes, date(2026, 12, 12))) == []
    )


def test_of_a_series_the_last_date_is_asked_for(tmp_path: Path) -> None:
    """Its outcomes stand under `moved`."""
    rule = "repeats:\n  rule: weekly\n  count: 2\n"
    hub = hub_with(tmp_path / "a", COMPLETE + rule, date(2026, 12, 20))
    assert {line.item.first_day for line in readiness.lacking(hub)} == {date(2026, 12, 10)}
    moved = (
        "  moved:\n    - {occurrence: 2026-12-10, outcomes: {attended: {online: 3}, recap: "
        "hello}}\n"
    )
    assert (
        readiness.lacking(hub_with(tmp_path / "b", COMPLETE + rule + moved, date(2026, 12, 20)))
        == []
    )


def test_what_is_called_off_or_only_listed_needs_nothing(tmp_path: Path) -> None:
    """A cancelled event, and one that others hold."""
    assert (
        readiness.lacking(
            hub_with(tmp_path / "a", COMPLETE.replace("hosts: [ada]\n", "status: cancelled\n"))
        )
        == []
    )
    listed = COMPLETE.replace("hosts: [ada]\n", "url: https://example.org/conference\n")
    assert readiness.lacking(hub_with(tmp_path / "b", listed)) == []
