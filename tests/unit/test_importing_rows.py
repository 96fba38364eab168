"""What rows say in the words of other tools: times, places, names, and who is not to be shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import hubs
from hearth.base.strict_yaml import read_yaml
from hearth.contribute.importing.columns import by_evidence, by_names
from hearth.contribute.importing.detect import read_rows
from hearth.contribute.importing.mapping import MappingError, read_mapping
from hearth.contribute.importing.preview import Preview, prepare
from hearth.model.hub import Hub


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    return hubs.small_hub(tmp_path)


def seen(
    hub: Hub, kind: str, text: str, form: str = "csv", order: str = "", **given: str
) -> Preview:
    """What would become of the rows of a file."""
    rows = read_rows(form, text.encode()).rows
    plan = by_names(kind, dict.fromkeys(name for row in rows for name in row.values))
    return prepare(hub, rows, by_evidence(plan, rows, order).plan, given)


def fields(preview: Preview) -> dict[str, Any]:
    """The only row's file; front matter and all."""
    (line,) = preview.lines
    assert line.state == "new", line.why
    return read_yaml(str(line.text).removeprefix("---\n").partition("\n---\n")[0])


def why(preview: Preview) -> str:
    (line,) = preview.lines
    assert line.state == "left out", line.text
    return "; ".join(line.why)


def event(hub: Hub, names: str, cells: str, **given: str) -> Preview:
    """An event online, of which a table says these cells more."""
    text = f"title;mode;summary;{names}\nCamp;online;Two days;{cells}\n"
    return seen(hub, "event", text, **given)


class TestTimes:
    @pytest.mark.parametrize(
        ("names", "cells", "start", "end", "zone"),
        [
            (
                "start;end;timezone",
                "2026-12-03 18:00 CET;2026-12-03 19:30 CET;Europe/Berlin",
                "2026-12-03T18:00",
                "2026-12-03T19:30",
                "Europe/Berlin",
            ),
            (
                "start;timezone",
                "2026-12-03 18:00-20:00;Europe/Berlin",
                "2026-12-03T18:00",
                "2026-12-03T20:00",
                "Europe/Berlin",
            ),
            (
                "start;end;timezone",
                "2026/12/03 6:00:00 PM GMT+1;2026/12/03 7:30:00 PM GMT+1;Europe/Berlin",
                "2026-12-03T18:00",
                "2026-12-03T19:30",
                "Europe/Berlin",
            ),
            (
                "start;end;timezone",
                "2026-12-03 18:00 UTC;2026-12-03 19:00 UTC;Europe/Berlin",
                "2026-12-03T19:00",
                "2026-12-03T20:00",
                "Europe/Berlin",
            ),
            (
                "start;timezone",
                "2026-12-03T18:00:00-05:00;Europe/Brussels",
                "2026-12-04T00:00",
                None,
                "Europe/Brussels",
            ),
            ("start", "2026-12-03T18:00:00Z", "2026-12-03T18:00", None, "UTC"),
            ("start", "Dec 3, 2026 6pm ET", "2026-12-03T18:00", None, "America/New_York"),
            ("start", "Dec 3, 2026 6pm EST", "2026-12-03T18:00", None, "America/New_York"),
            (
                "start;timezone",
                "2026-12-03 18:00;W. Europe Standard Time",
                "2026-12-03T18:00",
                None,
                "Europe/Berlin",
            ),
            (
                "start;timezone",
                "2026-07-03 18:00 CE(S)T;Europe/Berlin",
                "2026-07-03T18:00",
                None,
                "Europe/Berlin",
            ),
            (
                "start;timezone",
                "2026-12-03 18:00 IST;Asia/Kolkata",
                "2026-12-03T18:00",
                None,
                "Asia/Kolkata",
            ),
            (
                "Start Date;Start Time;End Date;End Time;timezone",
                "2026-12-03;6:00 PM;2026-12-03;7:00 PM;Europe/Berlin",
                "2026-12-03T18:00",
                "2026-12-03T19:00",
                "Europe/Berlin",
            ),
            (
                "Date;Start;End;Time zone",
                "3.12.2026;18 Uhr;20 Uhr;Europe/Berlin",
                "2026-12-03T18:00",
                "2026-12-03T20:00",
                "Europe/Berlin",
            ),
            (
                "Date;Time;timezone",
                "3 Dec 2026;22:00 - 01:00;Europe/Berlin",
                "2026-12-03T22:00",
                "2026-12-04T01:00",
                "Europe/Berlin",
            ),
            (
                "Datum;Uhrzeit;timezone",
                "2026-12-03 00:00:00;1899-12-30 18:00:00;Europe/Berlin",
                "2026-12-03T18:00",
                None,
                "Europe/Berlin",
            ),
            (
                "start;end;timezone",
                "2026-12-03 20:00;2026-12-03 24:00;Europe/Berlin",
                "2026-12-03T20:00",
                "2026-12-04T00:00",
                "Europe/Berlin",
            ),
        ],
    )
    def test_a_time_keeps_its_hour_its_end_and_its_zone(
        self, hub: Hub, names: str, cells: str, start: str, end: str | None, zone: str
    ) -> None:
        found = fields(event(hub, names, cells))
        assert (found["start"], found.get("end"), found["timezone"]) == (start, end, zone)
        assert "all_day" not in found

    @pytest.mark.parametrize(
        ("names", "cells", "told"),
        [
            ("start;timezone", "2026-07-03 18:00 CET;Europe/Berlin", "the clocks of Europe/Berlin"),
            ("start", "2026-12-03 18:00 CET", "CET is the time of several places"),
            ("start", "2026-12-03T18:00+01:00", "carries an offset (+01:00) and no zone"),
            ("start;timezone", "2026-12-03 18:00 XYZ;Europe/Berlin", "is not a day"),
            ("start;end;timezone", "2026-12-03 18:00;later;Europe/Berlin", 'end: "later"'),
            ("start;end;timezone", "2026-12-03 18:00;2026-12-04;Europe/Berlin", "end says a day"),
            ("start;end;timezone", "2026-12-03 18:00;2026-12-03 17:00;Europe/Berlin", "before it"),
            ("start;timezone", "2026-12-03 18:00;Middle Earth", "is not the zone of a place"),
            ("start", "TBA", "start is missing"),
            ("start", "18:00", "says a time (18:00) and no day"),
            ("start", "12/3/2026 18:00", "can be two days"),
            ("start;all day event", "2026-12-03;False", "its time is not given"),
            ("start;all day event", "2026-12-03 18:00;True", "whole days, and has a time"),
            ("date;start;timezone", "2026-12-03;2026-12-04 18:00;UTC", "say different days"),
            ("start;duration;timezone", "2026-12-03 18:00;long;UTC", "not a length of time"),
            ("start;status;timezone", "2026-12-03 18:00;gone fishing;UTC", "none of the words"),
            ("start;end;timezone", "2026-12-03 18:00;2 hours;UTC", "is a length and no time"),
            ("start;end;timezone", "2026-12-03 18:00;2 heures;UTC", "a length or a time"),
            (
                "start;end;timezone",
                "2026-12-03 18:00;17:00;UTC",
                "it ends (17:00) before",
            ),
            ("start;timezone", "2026-12-03 18:00-17:00;UTC", "is not a day"),
        ],
    )
    def test_what_is_not_understood_is_no_whole_day(
        self, hub: Hub, names: str, cells: str, told: str
    ) -> None:
        """The row is left out, with the reason."""
        assert told in why(event(hub, names, cells))

    def test_the_zone_of_all_rows_serves_those_that_name_none(self, hub: Hub) -> None:
        found = fields(event(hub, "start", "2026-12-03T18:00+01:00", timezone="Europe/Lisbon"))
        assert (found["start"], found["timezone"]) == ("2026-12-03T17:00", "Europe/Lisbon")

    def test_an_hour_that_comes_twice_is_told_apart(self, hub: Hub) -> None:
        found = fields(event(hub, "start;timezone", "2026-10-25T01:30Z;Europe/Berlin"))
        assert (found["start"], found["fold"]) == ("2026-10-25T02:30", "second")

    def test_whole_days(self, hub: Hub) -> None:
        """A midnight behind the last day is how programs end them."""
        names = "Start Date;Start Time;End Date;End Time;All day event"
        cells = "2026-12-03;12:00 AM;2026-12-05;12:00 AM;True"
        found = fields(event(hub, names, cells, timezone="Europe/Berlin"))
        assert (found["start"], found["end"], found["all_day"]) == (
            "2026-12-03",
            "2026-12-04",
            "true",
        )
        assert "timezone" not in found
        (line,) = event(hub, "start", "2026-12-03").lines
        assert line.why == ("start says no time: it is taken for a whole day",)

    def test_a_month_is_no_day(self, hub: Hub) -> None:
        found = fields(event(hub, "start", "December 2026"))
        assert (found["start"], found["date_precision"]) == ("2026-12-01", "month")

    def test_the_table_or_the_caller_says_which_number_is_the_month(self, hub: Hub) -> None:
        text = (
            "title,mode,summary,start,timezone\n"
            "A,online,x,3/12/2026 18:00,UTC\nB,online,x,13/12/2026 18:00,UTC\n"
        )
        first, _ = seen(hub, "event", text).lines
        assert "start: 2026-12-03T18:00" in str(first.text)
        assert "start: 2026-03-12" in str(
            seen(hub, "event", text.split("B,")[0], order="month-first").lines[0].text
        )

    def test_a_status_in_other_words(self, hub: Hub) -> None:
        names = "start;status;timezone"
        assert fields(event(hub, names, "2026-12-03 18:00;Abgesagt;UTC"))["status"] == "cancelled"
        assert "status" not in fields(event(hub, names, "2026-12-03 18:00;Confirmed;UTC"))


class TestPlaces:
    @pytest.mark.parametrize(
        ("names", "cells", "place"),
        [
            (
                "Venue;Location;Country",
                "Example Centre;Vancouver, British Columbia, Canada;CAN",
                {
                    "name": "Example Centre",
                    "city": "Vancouver",
                    "region": "British Columbia",
                    "country": "CA",
                },
            ),
            (
                "Location;Country",
                "Vancouver, British Columbia, Canada;CAN",
                {"city": "Vancouver", "region": "British Columbia", "country": "CA"},
            ),
            (
                "Venue;City;Country",
                "Example Centre;Porto;Portugal",
                {"name": "Example Centre", "city": "Porto", "country": "PT"},
            ),
            (
                "Location;City;Country",
                "Room 3;Köln;DEU",
                {"name": "Room 3", "city": "Köln", "country": "DE"},
            ),
            (
                "Location;City;Country",
                "Köln;Köln;Germany",
                {"city": "Köln", "country": "DE"},
            ),
            (
                "Venue;Location;City;Country",
                "Old Hall;Room 3;Köln;Germany",
                {"name": "Old Hall, Room 3", "city": "Köln", "country": "DE"},
            ),
            (
                "City",
                "San Francisco, California, USA",
                {"city": "San Francisco", "region": "California", "country": "US"},
            ),
            (
                "Venue;Address",
                "Example Hall;Beispielweg 2, 10115 Berlin, Germany",
                {"name": "Example Hall, Beispielweg 2", "city": "Berlin", "country": "DE"},
            ),
        ],
    )
    def test_columns_complete_each_other(
        self, hub: Hub, names: str, cells: str, place: dict[str, str]
    ) -> None:
        found = fields(
            seen(hub, "event", f"title;summary;date;{names}\nCamp;x;2026-12-03;{cells}\n")
        )
        assert found["place"] == place and found["mode"] == "in-person"

    def test_a_state_is_no_country(self, hub: Hub) -> None:
        """The zone tells; without it nothing is written."""
        text = "title;summary;start;timezone;location\nCamp;x;2026-12-03 18:00;{};San Jose, CA\n"
        found = fields(seen(hub, "event", text.format("America/Los_Angeles")))
        assert found["place"] == {"city": "San Jose", "region": "California", "country": "US"}
        assert "which can be California (United States) or Canada" in why(
            seen(hub, "event", text.format("UTC"))
        )

    def test_a_place_that_is_not_known_yet_is_none(self, hub: Hub) -> None:
        text = "title;summary;date;mode;venue;city;country\nCamp;x;2026-12-03;online;TBD;TBD;TBD\n"
        (line,) = seen(hub, "event", text).lines
        assert "TBD" not in str(line.text) and 'place: "TBD" says that it is not' in str(line.why)

    @pytest.mark.parametrize(
        ("names", "cells", "venue"),
        [
            ("Venue", "The Hall", "hall"),
            ("Location", "The Hall, 2nd floor", "hall"),
            ("Location", "Hall, Moi Avenue, Nairobi, Kenya", "hall"),
            ("Location", "The Hall, Porto, Portugal", None),
            ("Venue;Location", "Hall;Porto, Portugal", None),
            ("Venue;City;Country", "The Hall;Porto;Portugal", None),
            ("Venue;City;Country", "The Hall;Nairobi;Kenya", "hall"),
        ],
    )
    def test_a_venue_of_one_name_in_another_town_is_another(
        self, hub: Hub, names: str, cells: str, venue: str | None
    ) -> None:
        found = fields(
            seen(hub, "event", f"title;summary;date;{names}\nCamp;x;2026-12-03;{cells}\n")
        )
        assert found.get("venue") == venue
        assert venue or (found["place"]["city"], found["place"]["country"]) == ("Porto", "PT")

    def test_where_one_date_is_and_cannot_be_read_is_told_with_its_day(self, hub: Hub) -> None:
        begins = "BEGIN:VEVENT\nUID:1\nSUMMARY:Table\nDTSTART;TZID=Europe/Berlin:"
        head = f"{begins}{{}}T180000\n{{}}\nEND:VEVENT\n"
        rule = "RRULE:FREQ=WEEKLY;COUNT=3\nLOCATION:Hall\\, Berlin\\, Germany"
        series = head.format("20261201", rule)
        own = "RECURRENCE-ID;TZID=Europe/Berlin:20261208T180000\nLOCATION:Somewhere"
        text = f"BEGIN:VCALENDAR\n{series}{head.format('20261208', own)}END:VCALENDAR"
        preview = seen(hub, "event", text, "ics", summary="x")
        assert "moved" not in fields(preview)["repeats"]
        assert preview.lines[0].why[-1] == "2026-12-08: the place of the series is kept"

    def test_a_venue_nobody_knows_is_told(self, hub: Hub) -> None:
        text = "title;summary;date;mode;venue\nCamp;x;2026-12-03;in-person;Example Centre\n"
        assert 'the hub has none called "Example Centre"' in why(seen(hub, "event", text))


class TestRowsOfOneSource:
    HEAD = "title;summary;mode;timezone;start;end;city;country\n"
    CALL = "Office hours;x;online;UTC;2026-12-03 09:00;{};{}\n"

    @pytest.mark.parametrize(
        ("one", "other", "states"),
        [
            (("10:00", ";"), ("11:00", ";"), ["new", "new"]),
            (("10:00", "Porto;PT"), ("10:00", "Faro;PT"), ["new", "new"]),
            (("10:00", ";"), ("10:00", ";"), ["new", "known"]),
            (("10:00", ";"), ("", ";"), ["new", "known"]),
        ],
    )
    def test_what_ends_or_takes_place_otherwise_is_another(
        self,
        hub: Hub,
        one: tuple[str, str],
        other: tuple[str, str],
        states: list[str],
    ) -> None:
        """Of one title and time; and when they come again each is known."""
        text = self.HEAD + self.CALL.format(*one) + self.CALL.format(*other)
        found = seen(hub, "event", text)
        assert [line.state for line in found.lines] == states
        hubs.write(hub.root, {str(each.path): each.text for each in found.lines if each.text})
        again = seen(hubs.load(hub.root)[0], "event", text)
        assert [line.state for line in again.lines] == ["known", "known"]
        assert {line.path for line in again.lines} == {line.path for line in found.lines}


class TestMeetings:
    @pytest.mark.parametrize(
        ("names", "cells"),
        [
            ("description", "Join at https://us02web.zoom.us/j/81234567890?pwd=abc"),
            ("description", "Our call. Passcode: 424242"),
            ("url", "https://meet.google.com/abc-defg-hij"),
            ("location", "https://us02web.zoom.us/j/81234567890?pwd=abc"),
            ("venue", "https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc"),
        ],
    )
    def test_nobody_walks_in(self, hub: Hub, names: str, cells: str) -> None:
        """And the preview says what is kept back."""
        (line,) = event(hub, f"start;timezone;{names}", f"2026-12-03 18:00;UTC;{cells}").lines
        text = str(line.text)
        assert not any(secret in text for secret in ("://", "8123", "4242", "abc-defg"))
        assert any("not imported" in note for note in line.why)

    @pytest.mark.parametrize(
        ("names", "cells", "address"),
        [
            ("description", "Join at https://zoom.us/j/81234567890?pwd=abc", "https://zoom.us/j/8"),
            ("location", "https://zoom.us/j/81234567890", "https://zoom.us/j/8"),
            ("description", "Meet at meet.google.com/abc-defg-hij.", "https://meet.google.com/abc"),
            ("online_url", "https://zoom.us/j/81234567890", "https://zoom.us/j/8"),
        ],
    )
    def test_the_caller_may_say_that_everybody_may_walk_in(
        self, hub: Hub, names: str, cells: str, address: str
    ) -> None:
        """Then the address stands where readers look for it, and nowhere else."""
        rows = f"start;timezone;{names}", f"2026-12-03 18:00;UTC;{cells}"
        kept = event(hub, *rows, **{"online.reveal": "public"})
        online = fields(kept)["online"]
        assert online["url"].startswith(address) and online["reveal"] == "public"
        assert str(kept.lines[0].text).count("https://") == 1
        assert "everybody may walk in" in str(kept.lines[0].why)
        assert "not imported" not in str(kept.lines[0].why)
        for preview in (event(hub, *rows), event(hub, *rows, **{"online.reveal": "members"})):
            assert "url" not in fields(preview).get("online", {})
            assert "not public, and not imported: the address" in str(preview.lines[0].why)

    def test_who_may_walk_in_is_said_of_meetings_alone(self, hub: Hub) -> None:
        rows = "title;summary;date;city;country\nCamp;x;2026-12-03;Porto;PT\n"
        assert "online" not in fields(seen(hub, "event", rows, **{"online.reveal": "public"}))

    def test_passcodes_stay_out_beside_a_public_address(self, hub: Hub) -> None:
        cells = "2026-12-03 18:00;UTC;Call https://zoom.us/j/81234567890, passcode: 424242"
        preview = event(hub, "start;timezone;description", cells, **{"online.reveal": "public"})
        assert "424242" not in str(preview.lines[0].text)
        assert "not public, and not imported: a passcode" in preview.lines[0].why


def member(hub: Hub, names: str, cells: str) -> Preview:
    return seen(hub, "member", f"joined;{names}\n2026-01-01;{cells}\n")


class TestPeople:
    @pytest.mark.parametrize(
        ("names", "cells", "name"),
        [
            ("First Name;Last Name", "Ada;Example", "Ada Example"),
            ("first_name;middle_name;surname", "Ada;M.;Example", "Ada M. Example"),
            ("Vorname;Nachname", "Ada;Example", "Ada Example"),
            ("Name;Vorname", "Example;Ada", "Ada Example"),
            ("Name;First name", "Ada Example;Ada", "Ada Example"),
            ("Prénom;Nom", "Zoë;Exemple", "Zoë Exemple"),
            ("Nombre;Apellidos", "Ana;Ejemplo Prueba", "Ana Ejemplo Prueba"),
            ("姓;名", "例;太郎", "例太郎"),
            ("First Name;Last Name;Full name", "A;E;Ada Example", "Ada Example"),
            ("First Name;Last Name;Nickname", ";;ace", "ace"),
            ("Name", "Example, Ada", "Ada Example"),
        ],
    )
    def test_a_name_in_one_column_or_several(
        self, hub: Hub, names: str, cells: str, name: str
    ) -> None:
        rows = member(hub, names, cells)
        assert [line.name for line in rows.lines] == [name]

    @pytest.mark.parametrize(
        ("joined", "day", "precision"),
        [
            ("2017-09", "2017-09-01", "month"),
            ("2017", "2017-01-01", "year"),
            ("2026-11-01 10:11:12", "2026-11-01", None),
        ],
    )
    def test_joining_is_as_precise_as_the_source(
        self, hub: Hub, joined: str, day: str, precision: str | None
    ) -> None:
        found = fields(seen(hub, "member", f"name,joined\nZoë,{joined}\n"))
        assert (found["joined"], found.get("joined_precision")) == (day, precision)

    @pytest.mark.parametrize(
        "column",
        [
            "notes",
            "Internal notes",
            "Comments",
            "Dietary needs",
            "Answers",
            "Last seen",
            "Location",
        ],
    )
    def test_notes_on_people_are_nobodys_text(self, hub: Hub, column: str) -> None:
        """Neither by their name nor by a mapping file."""
        preview = member(hub, f"name;{column}", "Zoë;xyzzy")
        assert preview.unused == (column,) and "xyzzy" not in str(preview.lines[0].text)
        with pytest.raises(MappingError, match="nobody's public text"):
            read_mapping(f"kind: member\nfields: {{name: name, body: {column}}}\n", None)

    @pytest.mark.parametrize(
        ("column", "value"),
        [
            ("Status", "Declined"),
            ("Membership status", "left in 2024"),
            ("Status", "pending approval"),
            ("Account status", "Suspended"),
            ("Confirmed", "No"),
            ("Active", "false"),
            ("Deleted", "true"),
            ("Unsubscribed at", "2026-03-01"),
            ("Left", "2026-03-01"),
            ("Consent", "no, thank you"),
            ("May we list you in the directory?", "No"),
            ("Public profile", "FALSE"),
            ("Opt-out", "x"),
            ("Hidden", "yes"),
            ("Visibility", "Private"),
            ("Zustimmung: Einwilligung", "nein"),
        ],
    )
    def test_who_is_not_to_be_shown_is_left_out(self, hub: Hub, column: str, value: str) -> None:
        """With the column that says so."""
        assert f"({column}: {value})" in why(member(hub, f"name;{column}", f"Zoë;{value}"))

    @pytest.mark.parametrize(
        ("column", "value"),
        [
            ("Status", "active"),
            ("Consent", "yes"),
            ("Newsletter opt-in", "no"),
            ("Photo consent", "No"),
            ("Left", ""),
            ("Confirmed", "2026-03-01"),
            ("Opt-out", "no"),
            ("Private", "False"),
        ],
    )
    def test_others_are_taken(self, hub: Hub, column: str, value: str) -> None:
        assert fields(member(hub, f"name;{column}", f"Zoë;{value}"))["name"] == "Zoë"

    def test_a_row_that_is_left_out_is_named_as_its_record_would_be(self, hub: Hub) -> None:
        text = "Stamp,Vorname,Nachname,Consent\n1.11.2026,Zoë,Muster,no\n1.11.2026,Yve,Muster,\n"
        assert [line.name for line in seen(hub, "member", text).lines] == [
            "Zoë Muster",
            "Yve Muster",
        ]

    def test_a_mapping_file_that_uses_a_column_decides_itself(self, hub: Hub) -> None:
        text = "name,joined,state\nZoë,2026-01-01,left\n"
        plan = read_mapping(
            "kind: member\nfields:\n  name: name\n  joined: joined\n"
            "  status: {from: state, as: {table: {left: alumni}}}\n",
            None,
        )
        (line,) = prepare(hub, read_rows("csv", text.encode()).rows, plan, {}).lines
        assert line.state == "new" and "status: alumni" in str(line.text)


def test_a_private_row_is_left_out_of_any_kind(hub: Hub) -> None:
    """As calendars and bookmarks say it."""
    assert "not public" in why(event(hub, "start;Private", "2026-12-03;True"))
    assert "not public" in why(event(hub, "start;Sensitivity", "2026-12-03;Confidential"))


class TestFiles:
    @pytest.mark.parametrize(
        "raw",
        [
            b"sep=;\r\nname;joined\r\nAda;x\r\n",
            b"\xef\xbb\xbfname;joined\r\nAda;x\r\n",
            "name\tjoined\nAda\tx\n".encode("utf-16"),
            "name\tjoined\nAda\tx\n".encode("utf-16-le"),
            b"name|joined\nAda|x\n",
            b'Notes:\n"Exported, with love"\n\nname,joined\nAda,x\n',
            b'"na\nme",joined\nAda,x\n'.replace(b"na\nme", b"name"),
            b"\n\nname,joined\nAda,x\n",
        ],
    )
    def test_tables_as_spreadsheets_write_them(self, raw: bytes) -> None:
        """Whatever parts the cells, encodes them or stands before them."""
        (row,) = read_rows("csv", raw).rows
        assert dict(row.values) == {"name": "Ada", "joined": "x"}

    @pytest.mark.parametrize(
        ("form", "text"),
        [
            ("yaml", "- {name: Ada, joined: 2017-09}\n"),
            ("yaml", "people:\n  - name: Ada\n    joined: 2017-09\n"),
            ("json", '{"people": [{"name": "Ada", "joined": "2017-09"}]}'),
        ],
    )
    def test_lists(self, form: str, text: str) -> None:
        (row,) = read_rows(form, text.encode()).rows
        assert row.values == {"name": "Ada", "joined": "2017-09"}

    @pytest.mark.parametrize(
        ("form", "text"),
        [
            ("yaml", "ada-e: {name: Ada}\nbo-s: {name: Bo}\n"),
            ("yaml", "people: {ada-e: {name: Ada}, bo-s: {name: Bo}}\n"),
            ("json", '{"ada-e": {"name": "Ada"}, "bo-s": {"name": "Bo"}}'),
        ],
    )
    def test_a_mapping_by_ids_is_a_list_with_keys(self, form: str, text: str) -> None:
        rows = read_rows(form, text.encode()).rows
        assert [row.values for row in rows] == [
            {"key": "ada-e", "name": "Ada"},
            {"key": "bo-s", "name": "Bo"},
        ]

    def test_lines_of_json(self) -> None:
        rows = read_rows("json", b'{"name": "Ada"}\n{"name": "Bo"}\n').rows
        assert [row.values["name"] for row in rows] == ["Ada", "Bo"]

    def test_an_open_quotation_mark_is_told(self) -> None:
        rows = read_rows("csv", b'name,bio\nAda,"x\nBo,y\n')
        assert [row.values["bio"] for row in rows.rows] == ["x", "y"]
        assert "not closed" in rows.rows[0].notes[0]


class TestLinks:
    def test_outlines_in_any_capitals(self) -> None:
        """And with addresses of feeds as feed readers write them."""
        text = """<?xml version="1.0"?><OPML version="1.0"><Body><outline TEXT="Blogs">
            <outline text="A" xmlUrl="https://a.example.org/feed.xml" htmlUrl="https://a.example.org/"/>
            <Outline text="B" XMLURL="feed://b.example.org/feed.xml"/>
            <outline Title="C" xmlurl="https://c.example.org/f" htmlurl="c.example.org"/>
            </outline></Body></OPML>"""
        rows = read_rows("opml", text.encode()).rows
        assert [(row.values["title"], row.values["url"]) for row in rows] == [
            ("A", "https://a.example.org/"),
            ("B", "http://b.example.org/feed.xml"),
            ("C", "https://c.example.org"),
        ]
        assert {tuple(row.values["folders"]) for row in rows} == {("Blogs",)}

    def test_outlines_that_are_not_right_xml_are_read_and_told(self) -> None:
        rows = read_rows("opml", b'<opml><body><outline text="A & B" xmlUrl="https://a.example"/>')
        assert [row.values["url"] for row in rows.rows] == ["https://a.example"]
        assert "not right XML" in rows.notes[0]

    def test_an_ampersand_alone_takes_nothing_away(self) -> None:
        text = (
            b'<opml><body><outline text="A & B" xmlUrl="https://a.example/?a=1&b=2"/></body></opml>'
        )
        (row,) = read_rows("opml", text).rows
        assert (row.values["title"], row.values["url"]) == ("A & B", "https://a.example/?a=1&b=2")

    def test_an_outline_without_an_address_is_named(self) -> None:
        text = b"""<opml><body><outline text="Folder"><outline text="A" feedUrl="feeds://a.example"/>
            <outline text="Lost" address="https://b.example"/></outline></body></opml>"""
        rows = read_rows("opml", text)
        assert [row.values["url"] for row in rows.rows] == ["https://a.example"]
        assert rows.notes == ("Outlines without an address are not taken: Lost.",)

    @pytest.mark.parametrize(
        "end",
        ["<![x[", "<!", "<a ", '<a href="', "<a href='x", "<?", "<!--", "</", "<dl><dt><a", "&#x;"],
    )
    def test_broken_bookmarks_are_read_as_far_as_they_go(self, end: str) -> None:
        """Without a traceback."""
        head = '<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF="https://a.example">A</A>'
        rows = read_rows("html", (head + end).encode()).rows
        assert (rows[0].values["title"], rows[0].values["url"]) == ("A", "https://a.example")

    def test_a_private_bookmark_is_not_public(self, hub: Hub) -> None:
        text = (
            "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT>"
            '<A HREF="https://a.example/" PRIVATE="1">A</A>'
        )
        assert "not public" in why(seen(hub, "resource", text, "html", type="article", why="x"))


class TestExports:
    """Rows as other tools export them, in short."""

    def test_a_calendar_program_in_another_language(self, hub: Hub) -> None:
        text = (
            "Betreff;Beginnt am;Beginnt um;Endet am;Endet um;Ganztägiges Ereignis;Beschreibung;Ort;"
            "Privat\n"
            "Treff;3.12.2026;18:00:00;3.12.2026;20:00:00;Aus;Kommt;10115 Berlin, Deutschland;Aus\n"
            "Vorstand;4.12.2026;18:00:00;4.12.2026;20:00:00;Aus;x;Berlin, Deutschland;Ein\n"
        )
        first, second = seen(hub, "event", text, timezone="Europe/Berlin").lines
        found = read_yaml(str(first.text))
        assert (found["start"], found["end"]) == ("2026-12-03T18:00", "2026-12-03T20:00")
        assert second.state == "left out" and "(Privat: Ein)" in second.why[0]

    @pytest.mark.parametrize(
        "when",
        [
            '"startDate": "2026-12-03T18:00:00+01:00", "endDate": "2026-12-03T20:00:00+01:00"',
            '"start": {"dateTime": "2026-12-03T18:00:00", "timeZone": "Europe/Berlin"},'
            '"end": {"dateTime": "2026-12-03T20:00:00", "timeZone": "Europe/Berlin"}',
            '"startDate": {"date": "2026-12-03", "time": "18:00:00", "tz": "Europe/Berlin"},'
            '"endDate": {"date": "2026-12-03", "time": "20:00:00", "tz": "Europe/Berlin"}',
        ],
    )
    def test_times_and_places_in_parts(self, hub: Hub, when: str) -> None:
        text = (
            f'[{{"name": "Camp", "description": "x", {when}, "location": {{"name": "Example Hall",'
            ' "address": {"addressLocality": "Berlin", "addressCountry": "DEU"}}}]'
        )
        found = fields(seen(hub, "event", text, "json", timezone="Europe/Berlin"))
        assert (found["start"], found["end"]) == ("2026-12-03T18:00", "2026-12-03T20:00")
        assert found["place"] == {
            "name": "Example Hall",
            "city": "Berlin",
            "country": "DE",
        }

    def test_two_columns_that_say_the_same_days(self, hub: Hub) -> None:
        text = (
            "- {title: Camp, summary: x, place: 'Porto, Portugal', date: 'December 2-8, 2026',"
            " start: 2026-12-02, end: 2026-12-08}\n"
        )
        found = fields(seen(hub, "event", text, "yaml"))
        assert (found["start"], found["end"]) == ("2026-12-02", "2026-12-08")

    def test_taking_part_from_elsewhere_in_a_column(self, hub: Hub) -> None:
        text = "Event name,Event start date,online\nCamp,2026-12-03,TRUE\n"
        assert fields(seen(hub, "event", text, summary="x"))["mode"] == "online"
