"""Last days with a time, a zone, anywhere on earth, or to be announced."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path

import pytest

import hubs
from hearth.base.words import ENGLISH
from hearth.contribute.importing.transforms import LostError, deadline
from hearth.kinds.event_parts import Call
from hearth.manage.desk import newsletter
from hearth.model.hub import Hub
from hearth.outputs.calendars import CalendarWriter, calendars
from hearth.views.deadlines import deadlines
from hearth.wording import event_facts


def call(closes: str) -> Call:
    return Call(what="Talks", url="https://example.org/cfp", closes=closes)


@pytest.mark.parametrize(
    ("text", "written", "shown"),
    [
        ("2026-12-03", "2026-12-03", ""),
        ("2026-12-03T9:00", "2026-12-03 09:00", ", 09:00"),
        ("2026-12-03 18:00 Europe/Berlin", None, ", 18:00 (Europe/Berlin)"),
        ("2026-12-03T18:00Z", "2026-12-03 18:00 UTC", ", 18:00 (UTC)"),
        ("2026-12-03 18:00 +01:00", None, ", 18:00 (+01:00)"),
        ("2026-12-03 AoE", "2026-12-03 anywhere on earth", ", anywhere on earth"),
        ("2026-12-03 23:59 anywhere on earth", None, ", 23:59, anywhere on earth"),
    ],
)
def test_what_is_said_behind_the_day_is_kept(text: str, written: str | None, shown: str) -> None:
    """In the file, on pages, and on the way to another process."""
    closes = copy.deepcopy(call(text)).closes
    assert closes == date(2026, 12, 3) and closes.when_in(ENGLISH) == shown
    assert call(text).model_dump(mode="json")["closes"] == (written or text)


def test_anywhere_on_earth_the_day_lasts_longer() -> None:
    """Half a day beyond Greenwich's."""
    assert call("2026-12-03 AoE").closes.last == date(2026, 12, 4)
    assert call("2026-12-03").closes.last == date(2026, 12, 3)


def test_what_is_to_be_announced_is_no_day() -> None:
    """And no deadline."""
    assert call("to be announced").closes is None and call("TBA").closes is None


@pytest.mark.parametrize("text", ["3.12.2026", "2026-12-03 25:00", "2026-12-03 18:00 Mars", ""])
def test_other_words_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a"):
        call(text)


EVENT = """
title: Camp
summary: Two days out.
start: 2027-03-03
all_day: true
mode: online
registration: {url: https://example.org/r, closes: 2026-11-22 anywhere on earth}
calls:
  - {what: Talks, url: https://example.org/c, closes: 2026-12-03 18:00 Europe/Berlin}
  - {what: Posters, url: https://example.org/p, closes: to be announced}
"""


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    return hubs.small_hub(tmp_path, {"events/camp.yml": EVENT})


def test_calendars_and_pages_say_the_time(hub: Hub) -> None:
    """On 23 November it is still the 22nd somewhere."""
    assert [item.title for item in deadlines(hub) if item.record.id == "camp"] == [
        "Last day to register: Camp, anywhere on earth",
        "Last day of the call: Talks, Camp, 18:00 (Europe/Berlin)",
    ]
    (item,) = (item for item in hub.schedule.occurrences if item.event.id == "camp")
    found = event_facts.sign_up(item, date(2026, 11, 23))
    assert found and found.state == "open" and found.day
    assert event_facts.near_day(found.day) == "Sunday 22 November, anywhere on earth"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-05-15 23:59:59 AoE", "2026-05-15 23:59 anywhere on earth"),
        ("May 15, 2026 (AoE)", "2026-05-15 anywhere on earth"),
        ("2026-05-15T23:59:59-12:00", "2026-05-15 23:59 anywhere on earth"),
        ("15 May 2026 18:00 CET", "2026-05-15 18:00 +01:00"),
        ("15 May 2026 6pm ET", "2026-05-15 18:00 America/New_York"),
        ("TBA", "to be announced"),
        ("15.5.2026", "2026-05-15"),
    ],
)
def test_deadlines_of_other_tools(text: str, written: str) -> None:
    """As a file writes them."""
    assert deadline(text) == written


@pytest.mark.parametrize("text", ["15 May", "3/4/2026", "2026-05-15 18:00 IST", "May 2026", "6pm"])
def test_a_deadline_that_is_not_sure_is_lost_and_told(text: str) -> None:
    with pytest.raises(LostError):
        deadline(text)


PROGRAMME = """\
name: Envoys
type: programme
purpose: They carry it on.
added: 2026-10-01
call: {opens: 2026-11-01, closes: 2026-12-04, apply: APPLY}
"""


@pytest.mark.parametrize("apply", ["https://example.org/apply", "mailto:envoys@example.org"])
def test_the_call_of_a_programme_is_a_deadline(tmp_path: Path, apply: str) -> None:
    """In the calendar of deadlines and in the newsletter, without anybody's mailbox."""
    path = "content/groups/envoys.yml"
    hub = hubs.small_hub(tmp_path, {path: PROGRAMME.replace("APPLY", apply)}).public()
    first, last = deadlines(hub)
    assert (first.title, first.closes) == ("Call opens: Envoys", False)
    assert (last.title, last.day) == ("Last day of the call: Envoys", date(2026, 12, 4))
    text = CalendarWriter(hub).write(calendars(hub)["deadlines"]).content.decode()
    page = "https://example.org/small/groups/envoys/"
    assert f"URL:{apply if apply.startswith('http') else page}" in text.replace("\r\n ", "")
    assert "envoys@example.org" not in text
    assert "DTSTART;VALUE=DATE:20261204" in text and "CREATED:20261001T000000Z" in text
    assert [deadline.title for deadline in newsletter._closing(hub)] == [last.title]


def test_a_programme_that_is_over_calls_nobody(tmp_path: Path) -> None:
    """Whatever its file still says."""
    over = PROGRAMME.replace("APPLY", "https://example.org/apply") + "status: finished\n"
    assert deadlines(hubs.small_hub(tmp_path, {"content/groups/envoys.yml": over})) == []
