"""What files of other tools say, row by row."""

from __future__ import annotations

import pytest

from hearth.contribute.importing.detect import form_of, read_rows
from hearth.contribute.importing.tables import MAX_BYTES, Row, UnreadableError
from hearth.contribute.importing.transforms import LostError, day, moment, strip_markup


def values(form: str, text: str | bytes) -> list[dict[str, object]]:
    raw = text.encode() if isinstance(text, str) else text
    return [dict(row.values) for row in read_rows(form, raw).rows]


class TestTables:
    @pytest.mark.parametrize("sign", [",", ";", "\t"])
    def test_columns_are_parted_by_what_parts_their_names(self, sign: str) -> None:
        text = f'name{sign}"a, b; c"\nAda{sign}x\n'
        assert values("csv", text) == [{"name": "Ada", "a, b; c": "x"}]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_unicode_is_read_however_it_is_written(self, encoding: str) -> None:
        assert values("csv", "name\nZoë\n".encode(encoding)) == [{"name": "Zoë"}]

    def test_latin_1_is_read_and_told(self) -> None:
        rows = read_rows("csv", "name\nZoë\n".encode("latin-1"))
        assert rows.rows[0].values == {"name": "Zoë"}
        assert "Latin-1" in rows.notes[0]

    def test_a_row_is_known_by_its_first_line(self) -> None:
        rows = read_rows("csv", b'name,bio\nAda,"one\ntwo"\n\nBo,x\n').rows
        assert [(row.number, row.values["bio"]) for row in rows] == [(2, "one\ntwo"), (5, "x")]

    def test_a_row_with_a_cell_too_many_is_no_record(self) -> None:
        (row,) = read_rows("csv", b"name\nAda,Bo\n").rows
        assert row.wrong == "has more cells than the first line names columns"

    @pytest.mark.parametrize(
        ("form", "raw", "word"),
        [
            ("csv", b"", "does not name its columns"),
            ("csv", b"a\n\x81\n", "UTF-8"),
            ("csv", b"a\n" + b"x\n" * 20_001, "20,000 rows"),
            ("csv", b'a\n"' + b"x" * 200_000, "near line"),
            ("csv", b"x" * (MAX_BYTES + 1), "larger than"),
            ("json", b"{", "JSON"),
            ("json", b"[" * 100_000, "JSON"),
            ("json", b'{"a": 1}', "no list"),
            ("ics", b"hello", "calendar"),
            ("opml", b"<rss/>", "not OPML"),
            ("opml", b"<opml>", "XML"),
            ("html", b"<html>", "web page"),
        ],
    )
    def test_what_cannot_be_read_is_told(self, form: str, raw: bytes, word: str) -> None:
        with pytest.raises(UnreadableError, match=word):
            read_rows(form, raw)

    def test_columns_of_one_name_are_told_apart(self) -> None:
        rows = read_rows("csv", b"a,a,a\n1,2,\n")
        assert rows.rows[0].values == {"a": "1", "a (2)": "2"} and "one name" in rows.notes[0]

    def test_json_gives_the_one_list_it_holds(self) -> None:
        assert values("json", '{"as_of": 1, "people": [{"name": "Ada"}]}') == [{"name": "Ada"}]
        assert read_rows("json", b'["Ada"]').rows == (Row(1, {}, wrong="holds no fields"),)

    def test_the_ending_tells_the_form(self) -> None:
        assert [form_of(name) for name in ("a.CSV", "b.tsv", "c.ics", "d.htm", "e.opml")] == [
            "csv",
            "csv",
            "ics",
            "html",
            "opml",
        ]
        with pytest.raises(UnreadableError, match="can be imported"):
            form_of("a.docx")


class TestOutlines:
    def test_an_outline_lies_in_the_folders_around_it(self) -> None:
        text = """<opml version="2.0"><body><outline text="Metrics"><outline text="Blog" type="rss"
            xmlUrl="https://b.example.org/feed" htmlUrl="https://b.example.org/"
            category="/a,b"/></outline>
            <outline text="Feed" xmlUrl="https://c.example.org/feed"/></body></opml>"""
        found = values("opml", text)
        assert [(row["title"], row["url"], row["folders"]) for row in found] == [
            ("Blog", "https://b.example.org/", ["Metrics", "a", "b"]),
            ("Feed", "https://c.example.org/feed", []),
        ]

    def test_an_entity_is_not_unfolded(self) -> None:
        """Nor is a file of this machine read for it."""
        text = """<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "word">]>
            <opml><body><outline text="a">&x;&y;</outline><outline text="B" xmlUrl="https://b.example.org"/></body></opml>"""
        assert [row["title"] for row in values("opml", text)] == ["B"]

    def test_bookmarks_lie_in_folders(self) -> None:
        text = """<!DOCTYPE NETSCAPE-Bookmark-file-1><TITLE>Bookmarks</TITLE><H1>Menu</H1><DL><p>
            <DT><H3 ADD_DATE="1">New &amp; old</H3><DL><p>
                <DT><A HREF="https://example.org/a" TAGS="one,two">A &lt;b&gt;</A><DD>Why
                not.
                <DT><H3>Inner</H3><DL><p><DT><A HREF="https://example.org/b">B</A></DL><p>
            </DL><p>
            <DT><A HREF="https://example.org/c">C</A></DL>"""
        assert [
            (row["title"], row["folders"], " ".join(str(row["summary"]).split()))
            for row in values("html", text)
        ] == [
            ("A <b>", ["New & old", "one", "two"], "Why not."),
            ("B", ["New & old", "Inner"], ""),
            ("C", [], ""),
        ]


def calendar(*lines: str, head: str = "") -> bytes:
    body = "\r\n".join(("SUMMARY:Call", *lines))
    return (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{head}BEGIN:VEVENT\r\nUID:1\r\n{body}\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


class TestCalendars:
    @pytest.mark.parametrize(
        ("lines", "head", "expected"),
        [
            (
                (
                    "DTSTART;TZID=Europe/Berlin:20261203T180000",
                    "DTEND;TZID=Europe/Berlin:20261203T193000",
                ),
                "",
                ("2026-12-03T18:00", "2026-12-03T19:30", "Europe/Berlin"),
            ),
            (
                ("DTSTART;TZID=W. Europe Standard Time:20261203T180000", "DURATION:PT90M"),
                "",
                ("2026-12-03T18:00", "2026-12-03T19:30", "Europe/Berlin"),
            ),
            (
                ("DTSTART;TZID=/maker.example/Asia/Calcutta:20261203T180000",),
                "",
                ("2026-12-03T18:00", "", "Asia/Kolkata"),
            ),
            (("DTSTART:20261203T170000Z",), "", ("2026-12-03T17:00", "", "UTC")),
            (
                ("DTSTART:20261203T170000Z", "DTEND:20261203T180000Z"),
                "X-WR-TIMEZONE:Africa/Nairobi\r\n",
                ("2026-12-03T20:00", "2026-12-03T21:00", "Africa/Nairobi"),
            ),
            (("DTSTART:20261203T170000",), "", ("2026-12-03T17:00", "", "")),
            (
                ("DTSTART;VALUE=DATE:20261203", "DTEND;VALUE=DATE:20261205"),
                "",
                ("2026-12-03", "2026-12-04", ""),
            ),
            (
                ("DTSTART;VALUE=DATE:20261203", "DTEND;VALUE=DATE:20261204"),
                "",
                ("2026-12-03", "", ""),
            ),
            (
                ("DTSTART;TZID=Europe/Berlin:20261203T180000", "DTEND:20261203T181500Z"),
                "",
                ("2026-12-03T18:00", "2026-12-03T19:15", "Europe/Berlin"),
            ),
        ],
    )
    def test_a_moment_becomes_local_time_and_zone(
        self, lines: tuple[str, ...], head: str, expected: tuple[str, ...]
    ) -> None:
        (row,) = read_rows("ics", calendar(*lines, head=head)).rows
        assert (row.values["start"], row.values["end"], row.values["timezone"]) == expected

    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            ("FREQ=WEEKLY", {"rule": "weekly"}),
            ("FREQ=WEEKLY;BYDAY=TH;WKST=SU", {"rule": "weekly"}),
            (
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
                {"rule": "weekly", "interval": "2", "on": ["tuesday", "thursday"]},
            ),
            (
                "FREQ=MONTHLY;BYDAY=1TH;COUNT=6",
                {"rule": "monthly", "on": ["first thursday"], "count": "6"},
            ),
            ("FREQ=MONTHLY;BYMONTHDAY=3", {"rule": "monthly"}),
            ("FREQ=YEARLY;BYMONTH=12;BYDAY=1TH", {"rule": "yearly", "on": ["first thursday"]}),
            ("FREQ=DAILY;UNTIL=20261231T230000Z", {"rule": "daily", "until": "2026-12-31"}),
            ("FREQ=DAILY;UNTIL=20261231T170000Z", {"rule": "daily", "until": "2026-12-31"}),
            ("FREQ=DAILY;UNTIL=20261231T165959Z", {"rule": "daily", "until": "2026-12-30"}),
            ("FREQ=DAILY;UNTIL=20261231", {"rule": "daily", "until": "2026-12-31"}),
            ("FREQ=DAILY;UNTIL=20261231T180000", {"rule": "daily", "until": "2026-12-31"}),
            ("FREQ=DAILY;BYDAY=TH", {"rule": "weekly"}),
            ("FREQ=HOURLY;INTERVAL=24;COUNT=3", {"rule": "daily", "count": "3"}),
            ("FREQ=MONTHLY;BYDAY=TH", {"rule": "weekly"}),
            (
                "FREQ=MONTHLY;BYDAY=TH;BYMONTHDAY=1,2,3,4,5,6,7",
                {"rule": "monthly", "on": ["first thursday"]},
            ),
            ("FREQ=MONTHLY;BYMONTHDAY=3,-1", {"rule": "monthly", "on": ["3rd", "last day"]}),
            (
                "FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=1TH",
                {"rule": "monthly", "interval": "3", "on": ["first thursday"]},
            ),
            ("freq=weekly; byday=th;interval=0", {"rule": "weekly"}),
            ("FREQ=WEEKLY;COUNT=-1", {"rule": "weekly"}),
            ("FREQ=WEEKLY\\;COUNT=2", {"rule": "weekly", "count": "2"}),
            ("W1 TH #4", {"rule": "weekly", "count": "4"}),
            ("MP1 1+ TH #0", {"rule": "monthly", "on": ["first thursday"]}),
        ],
    )
    def test_a_rule_the_hub_has_is_taken(self, rule: str, expected: dict[str, object]) -> None:
        (row,) = read_rows(
            "ics", calendar("DTSTART;TZID=Europe/Berlin:20261203T180000", f"RRULE:{rule}")
        ).rows
        assert row.values["repeats"] == expected

    def test_changed_dates_stand_in_their_series(self) -> None:
        raw = calendar(
            "DTSTART;TZID=Europe/Berlin:20261203T180000",
            "RRULE:FREQ=WEEKLY",
            "EXDATE;TZID=Europe/Berlin:20261217T180000",
        )
        other = (
            "BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID;TZID=Europe/Berlin:20261210T180000\r\n"
            "DTSTART;TZID=Europe/Berlin:20261211T190000\r\nSUMMARY:Late call\r\nEND:VEVENT\r\n"
            "END:VCALENDAR"
        )
        (row,) = read_rows("ics", raw.replace(b"END:VCALENDAR", other.encode())).rows
        assert row.values["repeats"] == {
            "rule": "weekly",
            "skip": ["2026-12-17"],
            "moved": [
                {"occurrence": "2026-12-10", "start": "2026-12-11T19:00", "title": "Late call"}
            ],
        }

    @pytest.mark.parametrize(
        ("lines", "word"),
        [
            ((), "when it begins"),
            (("DTSTART:soon",), "dates cannot be read"),
            (("DTSTART;VALUE=DATE:20261203", "DTEND:20261203T180000Z"), "the other way round"),
        ],
    )
    def test_an_odd_entry_is_told(self, lines: tuple[str, ...], word: str) -> None:
        (row,) = read_rows("ics", calendar(*lines)).rows
        assert word in str(row.wrong)


class TestTransforms:
    @pytest.mark.parametrize(
        "text",
        [
            "2026-12-03",
            "2026/12/3",
            "3.12.2026",
            "3 December 2026",
            "3. Dec 2026",
            "Dec 3, 2026",
            "December 3rd, 2026",
            "2026-12-03 23:59:00",
        ],
    )
    def test_a_day_is_read_in_the_forms_people_write(self, text: str) -> None:
        assert day(text) == "2026-12-03"

    def test_a_day_that_could_be_two_is_none(self) -> None:
        with pytest.raises(LostError, match="can be two days"):
            day("3/12/2026")
        assert (
            day("3/12/2026", "day-first"),
            day("12/3/2026", "month-first"),
            day("13/12/2026"),
        ) == ("2026-12-03", "2026-12-03", "2026-12-13")

    @pytest.mark.parametrize("text", ["31.2.2026", "soon", "3 Smarch 2026", "2026-13-01"])
    def test_what_is_no_day_is_lost(self, text: str) -> None:
        with pytest.raises(LostError):
            day(text)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("2026-12-03T18:00:00", "2026-12-03T18:00"),
            ("Dec 3, 2026 6:30 PM", "2026-12-03T18:30"),
            ("3.12.2026, 12:05 am", "2026-12-03T00:05"),
        ],
    )
    def test_a_time_is_local_and_to_the_minute(self, text: str, expected: str) -> None:
        assert moment(text) == expected

    def test_html_becomes_text(self) -> None:
        assert (
            strip_markup("<p>We &amp; you</p><script>x</script><p>Then<br>more</p>")
            == "We & you\nThen\nmore"
        )
        assert strip_markup("a < b, c > d") == "a < b, c > d"
