"""Calendar files as programs really write them: encodings, zones, versions, privacy, series."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from hearth.contribute.importing.calendar import calendar_rows
from hearth.contribute.importing.ical import read_calendars
from hearth.contribute.importing.ical_times import fixed_offset, zone_called
from hearth.contribute.importing.tables import Row, Rows, UnreadableError
from hearth.kinds.event import Event
from hearth.model.schedule import HORIZON, occurrences
from recurrence import Made, days, rrule, series

TODAY = date(2026, 11, 30)
BERLIN = "TZID=Europe/Berlin"


def entry(*lines: str, uid: str = "1") -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"])


def read(*entries: str, head: str = "") -> Rows:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *([head] if head else []), *entries, "END:VCALENDAR"]
    return calendar_rows("\n".join(lines).encode(), TODAY)


def call(*lines: str, uid: str = "1", start: str = f";{BERLIN}:20261203T180000") -> str:
    """A weekly call unless the lines say otherwise."""
    return entry("SUMMARY:Call", f"DTSTART{start}", "DURATION:PT1H", *lines, uid=uid)


def only(rows: Rows) -> Row:
    (row,) = rows.rows
    return row


def two_changed(*classes: str) -> list[str]:
    """Two dates of a series, each of its own class."""
    return [
        entry(
            f"RECURRENCE-ID;{BERLIN}:{day}T180000",
            f"DTSTART;{BERLIN}:{day}T200000",
            "SUMMARY:Late",
            f"CLASS:{said}",
        )
        for day, said in zip(("20261203", "20261210"), classes, strict=True)
    ]


# -- the file ------------------------------------------------------------------------------------


ONE = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20261203\nSUMMARY:Zoë’s call\nEND:VEVENT\n"
    "END:VCALENDAR\n"
)


class TestFiles:
    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
    )
    def test_any_encoding_is_read(self, encoding: str) -> None:
        rows = calendar_rows(ONE.encode(encoding), TODAY)
        assert only(rows).values["title"] == "Zoë’s call"
        assert bool(rows.notes) == (encoding == "cp1252")

    def test_a_few_damaged_letters_spoil_no_others(self) -> None:
        raw = ONE.replace("call", "Grüße äöü").encode().replace(b"\xc3\xbc\xc3\x9f", b"\xc3", 1)
        rows = calendar_rows(raw, TODAY)
        assert only(rows).values["title"] == "Zoë’s Gr\ufffde äöü" and "damaged" in rows.notes[0]

    def test_many_damaged_letters_do_not_make_it_another_encoding(self) -> None:
        raw = ONE.encode().replace("Zoë’s call".encode(), "博覧会".encode() + b"\x9a\xa9")
        rows = calendar_rows(raw, TODAY)
        assert only(rows).values["title"].startswith("博覧会") and "damaged" in rows.notes[0]

    def test_a_line_may_be_folded_within_a_letter(self) -> None:
        raw = ONE.encode().replace(b"Zo\xc3\xab", b"Zo\xc3\r\n \xab")
        rows = calendar_rows(raw, TODAY)
        assert (only(rows).values["title"], rows.notes) == ("Zoë’s call", ())

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
    def test_any_line_ends_are_read(self, end: str) -> None:
        assert only(calendar_rows(ONE.replace("\n", end).encode(), TODAY)).values["start"]

    @pytest.mark.parametrize(
        ("line", "title"),
        [
            ("SUMMARY:One\n  two\n\tthree", "One twothree"),
            ("SUMMARY:One\\, two\\; three\\nfour \\\\ five", "One, two; three\nfour \\ five"),
            ("summary;language=en:One", "One"),
            ('SUMMARY;ALTREP="cid:x:y;z":One', "One"),
            (
                "SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Zo=C3=AB=20=\nand=0D=0Ayou",
                "Zoë and\nyou",
            ),
            ("SUMMARY;QUOTED-PRINTABLE:A=3DB", "A=B"),
            ("SUMMARY:One\nand this: too\nDESCRIPTION:x", "One\nand this: too"),
            ("SUMMARY:One\n\nDESCRIPTION:x", "One"),
        ],
    )
    def test_lines_are_read_as_they_were_meant(self, line: str, title: str) -> None:
        (calendar,), _ = read_calendars(
            f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{line}\nEND:VEVENT\nEND:VCALENDAR".encode()
            if line[0].isupper()
            else f"begin:vcalendar\nbegin:vevent\n{line}\nend:vevent\nend:vcalendar".encode()
        )
        assert next(calendar.walk("VEVENT")).text("SUMMARY") == title

    @pytest.mark.parametrize(
        ("raw", "words"),
        [
            (b"", "is empty"),
            (b"\n \n", "is empty"),
            (b"<!DOCTYPE html><html><body>Log in</body></html>", "web page"),
            (b"hello", "BEGIN:VCALENDAR"),
        ],
    )
    def test_what_is_no_calendar_is_told(self, raw: bytes, words: str) -> None:
        with pytest.raises(UnreadableError, match=words):
            calendar_rows(raw, TODAY)

    def test_several_calendars_and_bare_entries_are_read(self) -> None:
        raw = f"{ONE}{ONE.replace('UID:1', 'UID:2')}{call(uid='3')}".encode()
        assert [row.number for row in calendar_rows(raw, TODAY).rows] == [1, 2, 3]

    def test_a_cut_off_file_is_told(self) -> None:
        """What is whole is taken; the entry in which the file ends is named."""
        whole = call(uid="1")
        for cut, rows, words in (
            (f"BEGIN:VCALENDAR\n{whole}", 1, "cut off before END:VCALENDAR"),
            (
                f"BEGIN:VCALENDAR\n{whole}\n{call(uid='2')[:-12]}",
                1,
                "Its last entry, 2, is not whole",
            ),
        ):
            found = calendar_rows(cut.encode(), TODAY)
            assert len(found.rows) == rows and words in " ".join(found.notes)

    def test_a_missing_end_swallows_no_entry(self) -> None:
        raw = f"BEGIN:VCALENDAR\n{call().removesuffix('END:VEVENT')}{call(uid='2')}\nEND:VCALENDAR"
        assert len(calendar_rows(raw.encode(), TODAY).rows) == 2

    def test_other_parts_are_counted(self) -> None:
        todo = "BEGIN:VTODO\nUID:t\nSUMMARY:Buy tea\nEND:VTODO"
        assert read(call(), todo, todo).notes == (
            "Not imported, because they are no events: to-dos (2).",
        )

    def test_parts_nested_for_ever_are_read(self) -> None:
        raw = b"BEGIN:VCALENDAR\n" + b"".join(b"BEGIN:X%d\n" % n for n in range(20_000))
        assert calendar_rows(raw, TODAY).rows == ()


# -- who may know --------------------------------------------------------------------------------


class TestPrivacy:
    @pytest.mark.parametrize(
        "line",
        [
            "CLASS:PRIVATE",
            "class:private",
            "CLASS:Confidential",
            "CLASS:X-TOP-SECRET",
            "X-CALENDARSERVER-ACCESS:RESTRICTED",
            "X-MICROSOFT-SENSITIVITY:2",
        ],
    )
    def test_what_is_private_is_left_out_and_not_named(self, line: str) -> None:
        row = only(read(call(line)))
        assert (row.values, row.wrong) == ({"title": "(private entry)"}, "it is private")

    @pytest.mark.parametrize("line", ["CLASS:PUBLIC", "CLASS:", "TRANSP:TRANSPARENT"])
    def test_what_is_public_is_taken(self, line: str) -> None:
        assert only(read(call(line))).wrong is None

    def test_a_private_calendar_holds_nothing_public(self) -> None:
        assert only(read(call(), head="X-CALENDARSERVER-ACCESS:PRIVATE")).wrong == "it is private"

    def test_one_private_date_is_left_out_of_its_series(self) -> None:
        other = entry(
            f"RECURRENCE-ID;{BERLIN}:20261210T180000",
            f"DTSTART;{BERLIN}:20261210T200000",
            "SUMMARY:About Bo",
            "CLASS:PRIVATE",
        )
        row = only(read(call("RRULE:FREQ=WEEKLY;COUNT=3"), other))
        assert row.values["repeats"] == {"rule": "weekly", "count": "3", "skip": ["2026-12-10"]}
        assert row.notes == ("2026-12-10 is private: it is left out",)

    def test_one_date_that_is_left_of_two_is_no_series(self) -> None:
        others = two_changed("PUBLIC", "PRIVATE")
        values = only(read(call(f"RDATE;{BERLIN}:20261210T180000"), *others)).values
        assert (values["title"], values["start"]) == ("Late", "2026-12-03T20:00")
        assert values["repeats"] is None

    def test_a_series_of_private_dates_is_left_out(self) -> None:
        others = two_changed("PRIVATE", "PRIVATE")
        row = only(read(call(f"RDATE;{BERLIN}:20261210T180000"), *others))
        assert row.wrong == "all its dates are private"
        assert row.values == {"title": "(private entry)"}
        assert "Bo" not in str(row)

    def test_who_comes_and_what_is_attached_is_not_taken(self) -> None:
        row = only(
            read(
                call(
                    "ORGANIZER;CN=Ada:mailto:ada@example.org",
                    "ATTENDEE;CN=Bo;EMAIL=bo@example.org:urn:x",
                    "ATTACH:https://example.org/plan.pdf",
                    "DESCRIPTION:Ask Ada <ada@example.org> or mailto:BO@example.org",
                    "BEGIN:VALARM\nDESCRIPTION:Wake up\nEND:VALARM",
                )
            )
        )
        assert row.values["description"] == "Ask Ada  or"
        assert row.notes == ("people's mail addresses and attachments are not imported",)
        assert not any(word in str(row.values) for word in ("example.org", "plan.pdf", "Wake up"))

    def test_a_meeting_is_found_wherever_it_stands(self) -> None:
        """In URL, place, text, HTML and properties of its own; what it is held with stays."""
        door = "https://us02web.zoom.us/j/81234567890?pwd=T3Blbg"
        for line, platform in (
            (f"URL:{door}", "Zoom"),
            (f"LOCATION:{door}", "Zoom"),
            (f"DESCRIPTION:Tea\\n{door}\\nPasscode: 424242", "Zoom"),
            (f'DESCRIPTION:<p>Tea. <a href="{door}">Join</a></p>', "Zoom"),
            (f"X-ALT-DESC;FMTTYPE=text/html:<a href='{door}'>Join</a>", "Zoom"),
            (f"CONFERENCE;VALUE=URI:{door}", "Zoom"),
            ("X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij", "Google Meet"),
            (
                "X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/meetup-join/x",
                "Microsoft Teams",
            ),
        ):
            row = only(read(call(line)))
            assert row.values["online_platform"] == platform, line
            assert row.values["mode"] == "online" and "not public" in row.notes[0]
            values = dict(row.values)
            assert values.pop("online_url").startswith("https://"), line  # for whoever may say so
            assert not any(word in str(values) for word in ("https://", "424242"))

    def test_a_meeting_beside_a_place_is_hybrid(self) -> None:
        lines = ("LOCATION:Old Mill\\, Utrecht\\, Netherlands", "URL:https://meet.jit.si/OurRoom")
        assert only(read(call(*lines))).values["mode"] == "hybrid"
        online = only(read(call("LOCATION:Microsoft Teams Meeting", lines[1])))
        assert online.values["mode"] == "online"

    @pytest.mark.parametrize("title", ["Busy", "Privater Termin", "Out of Office"])
    def test_busy_is_no_event(self, title: str) -> None:
        row = only(read(entry(f"SUMMARY:{title}", "DTSTART:20261203T180000Z")))
        assert row.wrong == "it says only that somebody is busy"


# -- which entries are one -----------------------------------------------------------------------


class TestVersions:
    def test_of_several_versions_the_newest_is_taken(self) -> None:
        rows = read(
            call("SEQUENCE:1", "DTSTAMP:20261101T000000Z"),
            call("SEQUENCE:2", "DTSTAMP:20261001T000000Z", start=f";{BERLIN}:20261204T180000"),
            call("SEQUENCE:2", "DTSTAMP:20260901T000000Z"),
        ).rows
        assert [row.wrong for row in rows if row.wrong] == [
            "it is an older version of entry 2",
            "it is an older version of entry 2",
        ]
        assert [row.values["start"] for row in rows if not row.wrong] == ["2026-12-04T18:00"]

    def test_one_uid_for_all_does_not_make_one_of_two(self) -> None:
        rows = read(call(), call(start=f";{BERLIN}:20261204T180000")).rows
        assert [row.values["start"][:10] for row in rows] == ["2026-12-03", "2026-12-04"]

    def test_of_several_changes_of_one_date_the_newest_is_taken(self) -> None:
        change = f"RECURRENCE-ID;{BERLIN}:20261210T180000"
        rows = read(
            call("RRULE:FREQ=WEEKLY;COUNT=2"),
            call(change, "SEQUENCE:2", "COMMENT:x", start=f";{BERLIN}:20261210T200000"),
            call(change, "SEQUENCE:1", start=f";{BERLIN}:20261210T210000"),
        )
        assert only(rows).values["repeats"]["moved"] == [
            {"occurrence": "2026-12-10", "start": "2026-12-10T20:00"}
        ]

    @pytest.mark.parametrize("method", ["REPLY", "COUNTER", "REFRESH"])
    def test_an_answer_is_no_event(self, method: str) -> None:
        assert "answers an invitation" in str(only(read(call(), head=f"METHOD:{method}")).wrong)

    def test_what_a_calendar_cancels_is_cancelled(self) -> None:
        assert only(read(call(), head="METHOD:CANCEL")).values["status"] == "cancelled"


# -- zones ---------------------------------------------------------------------------------------


LISBON = ";TZID=Europe/Lisbon:20261203T180000"


def defined(tzid: str, winter: str, summer: str) -> str:
    """A zone as a file defines it, with the changes of Europe."""
    return (
        f"BEGIN:VTIMEZONE\nTZID:{tzid}\nBEGIN:STANDARD\nDTSTART:16010101T030000\n"
        f"TZOFFSETFROM:{summer}\nTZOFFSETTO:{winter}\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\n"
        f"END:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:{winter}\n"
        f"TZOFFSETTO:{summer}\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE"
    )


class TestZones:
    @pytest.mark.parametrize(
        ("name", "known"),
        [
            ("Europe/Berlin", "Europe/Berlin"),
            ("europe/berlin", "Europe/Berlin"),
            ("W. Europe Standard Time", "Europe/Berlin"),
            ("/mozilla.org/20050126_1/Europe/Berlin", "Europe/Berlin"),
            (
                "/example.org/Tzfile/America/Argentina/Buenos_Aires",
                "America/Argentina/Buenos_Aires",
            ),
            ("Asia/Calcutta", "Asia/Kolkata"),
            ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Berlin"),
            ("(GMT+01.00) Amsterdam / Berlin / Bern", "Europe/Berlin"),
            ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
            ("Pacific Time (US & Canada)", "America/Los_Angeles"),
            ("(UTC) Coordinated Universal Time", "UTC"),
            ("(UTC) Dublin, Edinburgh, Lisbon, London", "Europe/London"),
            ("US/Eastern", "America/New_York"),
            ("US-Eastern", "America/New_York"),
            ("EST5EDT", "America/New_York"),
            ("tzone://Microsoft/Utc", "UTC"),
            ("Customized Time Zone", None),
            ("Mars/North", None),
            ("", None),
        ],
    )
    def test_a_zone_is_known_by_many_names(self, name: str, known: str | None) -> None:
        assert zone_called(name) == known

    @pytest.mark.parametrize(
        ("name", "hours"),
        [("UTC+2", 2), ("GMT-0330", -3.5), ("Etc/GMT-1", 1), ("+05:30", 5.5), ("UTC+99", None)],
    )
    def test_an_offset_may_be_a_name(self, name: str, hours: float | None) -> None:
        assert fixed_offset(name) == (None if hours is None else timedelta(hours=hours))

    @pytest.mark.parametrize(
        ("offsets", "known"),
        [
            (("+0100", "+0200"), "Europe/Berlin"),
            (("+0000", "+0100"), "Europe/London"),
            (("+0200", "+0300"), "Europe/"),
        ],
    )
    def test_a_zone_of_the_file_s_own_is_found(self, offsets: tuple[str, str], known: str) -> None:
        rows = read(defined("Our Time", *offsets), call(start=";TZID=Our Time:20261203T180000"))
        assert only(rows).values["start"] == "2026-12-03T18:00"
        assert only(rows).values["timezone"].startswith(known)
        assert 'The zone "Our Time" is defined in the file' in rows.notes[0]

    def test_times_of_a_zone_like_no_other_are_instants(self) -> None:
        rows = read(defined("Odd", "+0113", "+0213"), call(start=";TZID=Odd:20261203T180000"))
        assert only(rows).values["start"] == "2026-12-03T16:47"
        assert only(rows).values["timezone"] == "UTC" and "written in UTC" in rows.notes[0]

    def test_a_zone_nobody_knows_is_asked_for(self) -> None:
        rows = read(call(start=";TZID=Mars/North:20261203T180000"))
        assert (only(rows).values["timezone"], only(rows).wrong) == ("", None)
        assert rows.notes == (
            'Nobody knows the zone "Mars/North". Say what it is: --set timezone=Europe/Berlin.',
        )

    def test_a_zone_s_name_counts_more_than_what_the_file_says_of_it(self) -> None:
        rows = read(defined("Europe/Lisbon", "+0100", "+0200"), call(start=LISBON))
        assert only(rows).values["timezone"] == "Europe/Lisbon"
        assert rows.notes == (
            'The file says other times for the zone "Europe/Lisbon" than Europe/Lisbon keeps, '
            "which is written.",
        )
        assert read(defined("Europe/Lisbon", "+0000", "+0100"), call(start=LISBON)).notes == ()

    def test_an_end_in_another_zone_is_told_in_the_start_s(self) -> None:
        row = only(
            read(
                entry(
                    f"DTSTART;{BERLIN}:20261203T180000",
                    "DTEND;TZID=America/New_York:20261203T140000",
                )
            )
        )
        assert row.values["end"] == "2026-12-03T20:00"

    @pytest.mark.parametrize(
        ("value", "start"),
        [
            ("2026-12-03T18:00:00Z", "2026-12-03T18:00"),
            ("20261203T1800Z", "2026-12-03T18:00"),
            ("20261203T190000+0100", "2026-12-03T18:00"),
            ("20261203t180059z", "2026-12-03T18:00"),
            ("20261203T240000", "2026-12-04T00:00"),
        ],
    )
    def test_a_time_is_read_in_forms_that_are_none(self, value: str, start: str) -> None:
        assert only(read(call(start=f":{value}"))).values["start"] == start

    def test_a_day_of_outlook_is_a_whole_day(self) -> None:
        lines = ("DTEND:20261205T000000", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE")
        row = only(read(entry("DTSTART:20261203T000000", *lines)))
        assert (row.values["start"], row.values["end"]) == ("2026-12-03", "2026-12-04")

    def test_an_end_before_the_beginning_is_told(self) -> None:
        row = only(
            read(entry(f"DTSTART;{BERLIN}:20261203T180000", f"DTEND;{BERLIN}:20261203T170000"))
        )
        assert (row.values["end"], row.notes) == (
            "",
            ("it ends before it begins: its end is left away",),
        )


# -- series --------------------------------------------------------------------------------------


def dates(row: Row) -> list[str]:
    """The days on which the event of a row takes place."""
    values: dict[str, Any] = dict(row.values)
    fields = {name: values[name] or None for name in ("start", "end", "timezone", "repeats")}
    event = Event.model_validate(
        {"id": "e", "path": "p", "title": "E", "summary": "S", "mode": "online", **fields}
    )
    return [f"{item.start:%m-%d %H:%M}" for item in occurrences(event, event.timezone, TODAY)]


class TestSeries:
    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            ("RRULE:FREQ=WEEKLY;COUNT=0", ["12-03"]),
            ("RRULE:FREQ=WEEKLY;COUNT=1", ["12-03"]),
            ("RRULE:FREQ=WEEKLY;COUNT=2;BYDAY=FR", ["12-03", "12-04", "12-11"]),
            ("RRULE:FREQ=WEEKLY;COUNT=3\nEXRULE:FREQ=WEEKLY;INTERVAL=2", ["12-03", "12-10"]),
            ("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20261210", ["12-03", "12-17"]),
            ("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20261210T170000Z", ["12-03", "12-17"]),
            ("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20261210T180000", ["12-03", "12-17"]),
            ("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20261210T190000", ["12-03", "12-10", "12-17"]),
            (
                "RRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=America/New_York:20261210T120000,20261217T180000",
                ["12-03", "12-24"],
            ),
            ("RRULE:FREQ=WEEKLY;COUNT=2\nRDATE:20261215T170000Z", ["12-03", "12-10", "12-15"]),
            ("RRULE:FREQ=WEEKLY;COUNT=2\nRRULE:FREQ=DAILY;COUNT=2", ["12-03", "12-04", "12-10"]),
            ("RDATE;VALUE=DATE:20261215,20261216", ["12-03", "12-15", "12-16"]),
            ("RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20261216T225959Z", ["12-03", "12-10"]),
            ("RRULE:FREQ=SECONDLY", ["12-03"]),
            ("RRULE:FREQ=FORTNIGHTLY", ["12-03"]),
            ("RRULE:FREQ=YEARLY;RSCALE=CHINESE;COUNT=2", ["12-03"]),
        ],
    )
    def test_dates_are_those_of_the_calendar(self, rule: str, expected: list[str]) -> None:
        assert [day[:5] for day in dates(only(read(call(rule))))] == expected

    @pytest.mark.parametrize(
        "rule",
        [
            "FREQ=WEEKLY;UNTL=20261224",
            "FREQ=WEEKLY;UNTIL=",
            "FREQ=WEEKLY;COUNT=ten",
            "FREQ=WEEKLY;COUNT=1.5",
            "FREQ=WEEKLY;INTERVAL=two",
            "FREQ=WEEKLY;UNTIL=soon",
        ],
    )
    def test_an_end_that_is_misspelt_makes_no_series_for_ever(self, rule: str) -> None:
        row = only(read(call(f"RRULE:{rule}")))
        assert dates(row) == ["12-03 18:00"] and "the first date alone is taken" in row.notes[0]

    def test_a_part_of_somebody_s_own_does_not_spoil_a_rule(self) -> None:
        row = only(read(call("RRULE:FREQ=WEEKLY;COUNT=2;X-OF-OURS=1;")))
        assert dates(row) == ["12-03 18:00", "12-10 18:00"]

    @pytest.mark.parametrize(
        "rule",
        [
            "FREQ=HOURLY;INTERVAL=4",
            "FREQ=DAILY;BYHOUR=9,12,15",
            "FREQ=SECONDLY;BYHOUR=18;BYMINUTE=0;BYSECOND=0;COUNT=5",
            "FREQ=HOURLY;COUNT=99999",
        ],
    )
    def test_a_rule_of_too_many_times_is_told_and_not_cut(self, rule: str) -> None:
        row = only(read(call(f"RRULE:{rule}", start=f";{BERLIN}:19800103T180000")))
        assert dates(row) == ["01-03 18:00"]
        assert "it repeats too often for a calendar of a community" in row.notes[0]

    def test_a_series_that_ended_before_it_began_is_told(self) -> None:
        row = only(read(call("RRULE:FREQ=WEEKLY;UNTIL=20261130T000000Z")))
        assert row.wrong == "its repetition leaves no date"

    def test_a_series_of_which_every_date_is_taken_out_is_told(self) -> None:
        row = only(read(call("RRULE:FREQ=WEEKLY;COUNT=1", f"EXDATE;{BERLIN}:20261203T180000")))
        assert row.wrong == "its repetition leaves no date"

    def test_of_a_very_long_series_the_latest_dates_are_taken(self) -> None:
        row = only(read(call("RRULE:FREQ=DAILY;COUNT=1300", start=f";{BERLIN}:20240101T180000")))
        assert row.values["start"] == "2024-10-27T18:00" and len(dates(row)) == 1000
        assert "its first 300 dates are not taken" in row.notes[0]

    def test_an_end_that_is_far_away_is_left_away(self) -> None:
        row = only(read(call("RRULE:FREQ=WEEKLY;UNTIL=20991231T000000Z")))
        assert row.values["repeats"] == {"rule": "weekly"}
        assert row.notes == ("its end, 2099-12-24, is left away: a series has 1,000 dates at most",)

    def test_a_rule_without_words_becomes_dates(self) -> None:
        row = only(read(call("RRULE:FREQ=MONTHLY;BYDAY=TH,FR;BYSETPOS=1")))
        assert [day[:5] for day in dates(row)][:4] == ["12-03", "01-01", "02-04", "03-04"]
        assert row.notes == (
            "the hub has no word for its repetition: its dates until 2027-12-04 are named; import "
            "it again for later ones",
        )

    @pytest.mark.parametrize(
        ("named", "expected", "word"),
        [
            ("RDATE;VALUE=DATE:20261212", ["12-03 18:00", "12-12 18:00"], "says no time"),
            ("RDATE;VALUE=PERIOD:20261212/20261213", ["12-03 18:00"], "cannot be read"),
        ],
    )
    def test_a_further_date_without_a_time_is_told(
        self, named: str, expected: list[str], word: str
    ) -> None:
        row = only(read(call(named)))
        assert dates(row) == expected and word in row.notes[0]

    def test_a_further_time_among_whole_days_is_told(self) -> None:
        row = only(read(call("RDATE:20261212T090000Z", start=":20261203")))
        assert row.values["repeats"] == {"also": ["2026-12-12"]}
        assert row.notes == ('its date "20261212T090000Z" has a time: its day is taken',)

    def test_two_times_of_one_day_are_two_events(self) -> None:
        rows = read(call("RRULE:FREQ=DAILY;BYHOUR=9,18;COUNT=4")).rows
        assert [dates(row) for row in rows] == [
            ["12-03 18:00", "12-04 09:00", "12-05 09:00"],
            ["12-04 18:00"],
        ]
        assert {row.values["series"] for row in rows} == {"call"}

    @pytest.mark.parametrize(
        "planned",
        [
            f";{BERLIN}:20261210T180000",
            ":20261210T170000Z",
            ";TZID=America/New_York:20261210T120000",
            ":20261210T180000",
            ";TZID=America/New_York:20261210T180000",
            ";VALUE=DATE:20261210",
        ],
    )
    def test_a_changed_date_is_known_however_it_is_named(self, planned: str) -> None:
        other = call(f"RECURRENCE-ID{planned}", start=":20261211T190000Z")
        assert dates(only(read(call("RRULE:FREQ=WEEKLY;COUNT=3"), other))) == [
            "12-03 18:00",
            "12-11 20:00",
            "12-17 18:00",
        ]

    def test_what_one_date_has_of_its_own_stays(self) -> None:
        other = entry(
            f"RECURRENCE-ID;{BERLIN}:20261210T180000",
            f"DTSTART;{BERLIN}:20261210T180000",
            f"DTEND;{BERLIN}:20261210T210000",
            "SUMMARY:Long call",
            "DESCRIPTION:With a guest.",
            "LOCATION:Museum\\, Potsdam\\, Germany",
            "STATUS:TENTATIVE",
        )
        row = only(read(call("RRULE:FREQ=WEEKLY;COUNT=3", "DESCRIPTION:We talk."), other))
        assert row.values["repeats"]["moved"] == [
            {
                "occurrence": "2026-12-10",
                "end": "2026-12-10T21:00",
                "status": "tentative",
                "title": "Long call",
                "location": "Museum, Potsdam, Germany",
                "summary": "With a guest.",
            }
        ]

    def test_a_date_that_names_no_place_is_told(self) -> None:
        place = "LOCATION:Old Hall\\, Berlin\\, Germany"
        other = call(f"RECURRENCE-ID;{BERLIN}:20261210T180000", start=f";{BERLIN}:20261211T180000")
        row = only(read(call("RRULE:FREQ=WEEKLY;COUNT=2", place), other))
        assert row.notes == ("2026-12-10 names no place: the series' is kept",)
        cancelled = other.replace("END:VEVENT", "STATUS:CANCELLED\nEND:VEVENT")
        assert only(read(call("RRULE:FREQ=WEEKLY;COUNT=2", place), cancelled)).notes == ()

    @pytest.mark.parametrize(
        "line", ["DESCRIPTION:" + "word " * 100, "URL:https://example.org/guest"]
    )
    def test_a_date_that_says_more_is_an_event_of_the_series(self, line: str) -> None:
        other = call(
            f"RECURRENCE-ID;{BERLIN}:20261210T180000", line, start=f";{BERLIN}:20261210T180000"
        )
        first, second = read(call("RRULE:FREQ=WEEKLY;COUNT=3"), other).rows
        assert (dates(first), dates(second)) == (["12-03 18:00", "12-17 18:00"], ["12-10 18:00"])
        assert (first.values["series"], second.values["series"]) == ("call", "call")

    def test_a_change_of_all_later_dates_begins_a_series(self) -> None:
        other = call(
            f"RECURRENCE-ID;RANGE=THISANDFUTURE;{BERLIN}:20261217T180000",
            start=f";{BERLIN}:20261218T190000",
        )
        first, second = read(call("RRULE:FREQ=WEEKLY"), other).rows
        assert dates(first) == ["12-03 18:00", "12-10 18:00"]
        assert dates(second)[:2] == ["12-18 19:00", "12-25 19:00"]
        assert second.values["repeats"] == {"rule": "weekly"}

    def test_a_date_outside_the_rule_stands_beside_it(self) -> None:
        other = call(f"RECURRENCE-ID;{BERLIN}:20261231T180000", start=f";{BERLIN}:20261231T193000")
        row = only(read(call("RRULE:FREQ=WEEKLY;COUNT=2"), other))
        assert dates(row) == ["12-03 18:00", "12-10 18:00", "12-31 19:30"]
        assert row.notes == ("2026-12-31 is no date of its rule: it is taken beside it",)

    def test_a_date_that_is_changed_and_taken_out_does_not_take_place(self) -> None:
        other = call(f"RECURRENCE-ID;{BERLIN}:20261210T180000", start=f";{BERLIN}:20261211T180000")
        row = only(read(call("RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE:20261210T170000Z"), other))
        assert dates(row) == ["12-03 18:00"] and "does not take place" in row.notes[0]

    def test_changed_dates_without_their_series_are_events(self) -> None:
        rows = read(
            *(
                call(
                    f"RECURRENCE-ID;{BERLIN}:202612{day}T180000",
                    start=f";{BERLIN}:202612{day}T190000",
                )
                for day in (10, 17)
            )
        ).rows
        assert [dates(row) for row in rows] == [["12-10 19:00"], ["12-17 19:00"]]
        assert "a series that the file does not hold" in rows[0].notes[0]

    def test_a_midnight_written_as_the_evening_before_is_the_day(self) -> None:
        """As Exchange does for whole days."""
        days_ = call(
            "RRULE:FREQ=WEEKLY;UNTIL=20261216T230000Z",
            "EXDATE:20261209T230000Z",
            start=";VALUE=DATE:20261203",
        )
        assert [day[:5] for day in dates(only(read(days_)))] == ["12-03", "12-17"]


# -- any series there and back ---------------------------------------------------------------------


def as_ics(item: Made) -> bytes:
    """A series in the words of RFC 5545, its single dates as entries of their own."""
    rule, clock = item.fields["repeats"], item.fields["start"][11:].replace(":", "") + "00"
    first = date.fromisoformat(item.fields["start"][:10])
    tzid, whole_days = f";TZID={item.zone}:", len(item.fields["start"]) == 10

    def at(moment: str) -> str:
        if whole_days:
            return f";VALUE=DATE:{moment[:10].replace('-', '')}"
        own = moment[11:].replace(":", "") + "00" if len(moment) > 10 else clock
        return f"{tzid}{moment[:10].replace('-', '')}T{own}"

    head = ["BEGIN:VEVENT", "UID:1", "SUMMARY:A series"]
    start = days({**rule, "count": 1, "until": None}, first, first)
    lines = [*head, f"DTSTART{at(start[0].isoformat())}", f"RRULE:{rrule(rule, first)}"]
    if rule.get("until"):
        lines[-1] += f";UNTIL={rule['until'].replace('-', '')}"
    lines += [f"EXDATE{at(day)}" for day in rule["skip"]]
    lines += [f"RDATE{at(moment)}" for moment in rule["also"]]
    lines.append("END:VEVENT")
    also = {moment[:10]: moment for moment in rule["also"]}
    for change in rule["moved"]:
        planned = also.get(change["occurrence"], change["occurrence"])
        begins = change.get("start", planned)
        lines += [*head[:2], f"RECURRENCE-ID{at(planned)}", f"DTSTART{at(begins)}"]
        lines += [f"SUMMARY:{change.get('title', 'A series')}".replace("\\", "\\\\"), "END:VEVENT"]
    return "\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"]).encode()


def starts(event: Event, zone_name: str | None, as_of: date) -> list[str]:
    return sorted(
        f"{item.start if item.whole_days else item.starts_at}"
        for item in occurrences(event, zone_name, as_of)
        if item.first_day < as_of + HORIZON  # later ones a series shows when their time comes
    )


def check_that_it_comes_back(item: Made) -> None:
    first = date.fromisoformat(item.fields["start"][:10])
    item.fields["fold"] = None  # which of two hours, no calendar can say
    expected = starts(item.event, item.zone, item.as_of)
    given = days(item.fields["repeats"], first, item.as_of)
    if not given or item.as_of < first or len(expected) > 900:
        return
    found: list[str] = []
    for row in calendar_rows(as_ics(item), item.as_of).rows:
        if row.wrong == "its repetition leaves no date":
            continue
        assert row.wrong is None
        values: dict[str, Any] = dict(row.values)
        fields = {name: values[name] or None for name in ("start", "end", "timezone", "repeats")}
        event = Event.model_validate(
            {"id": "e", "path": "p", "title": "E", "summary": "S", "mode": "online", **fields}
        )
        found += starts(event, event.timezone, item.as_of)
    assert sorted(found) == expected


@given(item=series())
@settings(deadline=None, max_examples=60, derandomize=True, database=None)
def test_any_series_comes_back(item: Made) -> None:
    """Whatever a hub can say as a series, a calendar says, and an import reads again."""
    check_that_it_comes_back(item)


@pytest.mark.soak
@given(item=series())
@settings(deadline=None, max_examples=2_000, database=None, print_blob=True)
def test_very_many_series_come_back(item: Made) -> None:
    """As above, and thousands of them."""
    check_that_it_comes_back(item)
