"""What there is in place of an event that is off: what it names, else what comes next."""

from __future__ import annotations

from pathlib import Path

import pytest

from hearth.kinds.event import Event
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.views.instead import instead
from hearth.wording import formatting
from hubs import small_hub

CALL = """\
title: A call
summary: We talk.
start: 2026-12-03T18:00
duration: 60
timezone: Europe/Berlin
mode: online
added: 2026-11-01
topics: [metrics]
"""
OFF = CALL + "status: cancelled\n"


def made(root: Path, **events: str) -> Hub:
    return small_hub(root, {f"events/{name}.yml": text for name, text in events.items()}).public()


def found(hub: Hub, subject: Event | Occurrence, near: bool = False) -> tuple[str, str] | None:
    alternative = instead(hub, subject, near)
    return (alternative.how, alternative.title) if alternative else None


def call(title: str, day: str, more: str = "") -> str:
    return CALL.replace("A call", title).replace("2026-12-03", day) + more


def test_what_takes_place_needs_none(tmp_path: Path) -> None:
    hub = made(tmp_path, call=CALL, other=call("Other", "2026-12-10"))
    assert found(hub, hub.events["call"]) is None


def test_what_it_names_comes_first(tmp_path: Path) -> None:
    """Another event by its next date, with a note; a note alone will do."""
    named = OFF + "instead: {event: other, note: Ask there.}\n"
    note = OFF + "instead: {note: Read the notes.}\n"
    other = call("Other", "2026-12-10")
    hub = made(tmp_path, call=named, told=note, other=other)
    assert found(hub, hub.events["call"], near=True) == ("named", "Other")
    (item,) = hub.schedule.by_event["call"]
    said = formatting.instead(hub, item)
    assert said == "Instead: Ask there. – Other, Thu 10 December 2026"
    assert found(hub, hub.events["told"]) == ("named", "")


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_the_next_on_its_topic_is_found(tmp_path: Path, status: str) -> None:
    """The soonest that takes place itself; on a card, which looks no further, none."""
    off = CALL + f"status: {status}\n"
    late, soon = call("Late", "2026-12-20"), call("Soon", "2026-12-10")
    gone = call("Gone", "2026-12-05", "status: cancelled\n")
    hub = made(tmp_path, call=off, late=late, soon=soon, gone=gone)
    assert found(hub, hub.events["call"]) == ("topic", "Soon")
    assert found(hub, hub.events["call"], near=True) is None


def test_a_series_goes_before_the_topic(tmp_path: Path) -> None:
    own, series = "series: evenings\n", call("Next", "2026-12-20", "series: evenings\n")
    hub = made(tmp_path, call=OFF + own, next=series, soon=call("Soon", "2026-12-10"))
    assert found(hub, hub.events["call"]) == ("series", "Next")


def test_a_date_that_is_off_leads_to_the_next_one(tmp_path: Path) -> None:
    rule = "repeats:\n  rule: weekly\n  count: 3\n  moved:\n"
    off = rule + "    - {occurrence: 2026-12-03, status: cancelled}\n"
    hub = made(tmp_path, call=CALL + off)
    first, second, _ = hub.schedule.by_event["call"]
    alternative = instead(hub, first, near=True)
    assert alternative and (alternative.how, alternative.item) == ("date", second)
    assert instead(hub, second) is None
