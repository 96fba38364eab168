"""Days, times, zones and ranges, as people and programs write them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hearth.base.written_times import (
    NotATimeError,
    date_order,
    ends_of,
    has_two_orders,
    read_time,
    read_zone,
)

EVENING = "2026-12-03T18:00"


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-03 18:00",
        "2026-12-03T18:00:00.000",
        "2026-12-03 1800",
        "2026-12-03 6pm",
        "2026-12-03 6:00 P.M.",
        "2026/12/03 6:00:00 PM",
        "03.12.26 18:00",
        "3.12.2026 um 18 Uhr",
        "3. 12. 2026, 18.00 Uhr",
        "Do., 03.12.2026, 18h00",
        "3. Dezember 2026 18:00",
        "Thursday, December 3, 2026 6:00 PM",
        "Thu, 3 Dec 2026 18:00",
        "Thu Dec  3 18:00:00 2026",
        "Dec 3rd, 2026 @ 6 pm",
        "6 PM on Dec 3, 2026",
        "18:00, 3 December 2026",
        "jeudi 3 décembre 2026 à 18h",
        "3 de diciembre de 2026, 6:00 p. m.",
        "3 dicembre 2026 alle ore 18:00",
        "3 de dezembro de 2026 às 18h00",
        "kl. 18.00 3. desember 2026",
        "3. joulukuuta 2026 klo 18.00",
        "3 grudnia 2026 godz. 18:00",
        "3 декабря 2026 г. 18:00",
        "2026年12月3日(木) 18時00分",
        "2026년 12월 3일 오후 6:00",
        "12/03/2026\u202f18:00",
    ],
)
def test_one_evening_in_many_words(text: str) -> None:
    """A local time, to the minute; 12/03 as the order says."""
    assert read_time(text, "month-first" if "/2026" in text else "") == EVENING


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-03T18:00:00Z", "2026-12-03T18:00Z"),
        ("20261203T180000Z", "2026-12-03T18:00Z"),
        ("2026-12-03 18:00:00 UTC", "2026-12-03T18:00Z"),
        ("2026-12-03T18:00:00.5+0530", "2026-12-03T18:00+05:30"),
        ("2026-12-03 18:00:00-05", "2026-12-03T18:00-05:00"),
        ("2026-12-03 6:00 PM GMT+1", "2026-12-03T18:00+01:00"),
        (
            "Thu Dec 03 2026 18:00:00 GMT+0100 (Central European Standard Time)",
            "2026-12-03T18:00+01:00",
        ),
        ("2026-12-03 18:00 CET", "2026-12-03T18:00[CET]"),
        ("2026-12-03 18:00 (MEZ)", "2026-12-03T18:00[MEZ]"),
        ("2026-12-03 18:00 Uhr Ortszeit", EVENING),
        ("2026-12-03 18:00 Europe/Berlin", "2026-12-03T18:00[Europe/Berlin]"),
        ("2026-12-03 18:00 Berlin time", "2026-12-03T18:00[Europe/Berlin]"),
        ("Dec 3, 2026 at 6pm ET", "2026-12-03T18:00[America/New_York]"),
    ],
)
def test_what_a_time_says_of_its_zone_is_kept(text: str, expected: str) -> None:
    """An offset as it stands, a name or an abbreviation in brackets (RFC 9557)."""
    assert read_time(text) == expected


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("2026-12-03 18:00-20:00", EVENING, "2026-12-03T20:00"),
        ("2026-12-03 18:00 – 20:00 Uhr", EVENING, "2026-12-03T20:00"),
        ("3 Dec 2026, 6-8 pm", EVENING, "2026-12-03T20:00"),
        ("3 Dec 2026, 11-1pm", "2026-12-03T11:00", "2026-12-03T13:00"),
        ("Do, 3.12.2026, 18-20 Uhr", EVENING, "2026-12-03T20:00"),
        ("3 décembre 2026, de 18h à 20h30", EVENING, "2026-12-03T20:30"),
        ("3 Dec 2026 from 6 to 8 pm", EVENING, "2026-12-03T20:00"),
        ("3 Dec 2026 22:00-01:00", "2026-12-03T22:00", "2026-12-04T01:00"),
        ("3 Dec 2026 18:00 - 4 Dec 2026 02:00", EVENING, "2026-12-04T02:00"),
        ("3 Dec 2026, 6–8pm EST", "2026-12-03T18:00[EST]", "2026-12-03T20:00[EST]"),
        ("3–5 December 2026", "2026-12-03", "2026-12-05"),
        ("Dec 3-5, 2026", "2026-12-03", "2026-12-05"),
        ("3.-5.12.2026", "2026-12-03", "2026-12-05"),
        ("3./4. Dezember 2026", "2026-12-03", "2026-12-04"),
        ("du 3 au 5 décembre 2026", "2026-12-03", "2026-12-05"),
        ("28 Feb – 2 March 2027", "2027-02-28", "2027-03-02"),
        ("30 Dec 2026 - 2 Jan 2027", "2026-12-30", "2027-01-02"),
        ("2026-12-03/2026-12-05", "2026-12-03", "2026-12-05"),
        ("18 - 20 Uhr", "T18:00", "T20:00"),
        ("22:00 - 01:00", "T22:00", "T01:00"),
        ("3 Dec 2026 22:00 - 01:00", "2026-12-03T22:00", "2026-12-04T01:00"),
    ],
)
def test_a_range_has_both_its_ends(text: str, begins: str, ends: str) -> None:
    """What one end leaves unsaid, the other says."""
    assert read_time(text) == f"{begins}/{ends}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017-09", "2017-09"),
        ("Sept. 2017", "2017-09"),
        ("09/2017", "2017-09"),
        ("2017", "2017"),
        ("1:00 PM", "T13:00"),
        ("2026-12-03 24:00", "2026-12-04T00:00"),
        ("3 Dec 2026 noon", "2026-12-03T12:00"),
        ("mar. 3 mars 2026", "2026-03-03"),
        ("3 mar 2026", "2026-03-03"),
    ],
)
def test_a_part_is_what_it_is(text: str, expected: str) -> None:
    """A month stays a month, a time of day a time of day."""
    assert read_time(text) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("TBA", "not known yet"),
        ("noch offen", "not known yet"),
        ("3 Dec", "says no year"),
        ("3/12/2026", "can be two days"),
        ("Wednesday, 3 December 2026", "another day of the week"),
        ("2026-02-30", "not a day of the calendar"),
        ("2026-02-30T10:00", "not a day of the calendar"),
        ("3 Dec 2026 25:00", "not a time of the clock"),
        ("3 Dec 2026 13:00 PM", "not a time of the clock"),
        ("3 Dec 2026 midnight", "is not a day"),
        ("2026-12-03 18:00 XYZ", "is not a day"),
        ("3 and 7 December 2026", "names several days"),
        ("5.12.2026, 12.12.2026", "names several days"),
        ("5./12./19. Dezember 2026", "names several days"),
        ("every Thursday", "says that it repeats"),
        ("jeden Dienstag 19 Uhr", "says that it repeats"),
        ("1er jeudi du mois", "says that it repeats"),
        ("todos los martes", "says that it repeats"),
        ("5 de janeiro de 2027, mensal", "says that it repeats"),
        ("毎週火曜日", "says that it repeats"),
        ("כל יום שלישי", "says that it repeats"),
        ("10:00 / 14:00", "names several times"),
        ("Q1 2027", "is not a day"),
        ("1793707200", "is not a day"),
        ("x" * 121, "too long"),
    ],
)
def test_what_is_not_sure_is_told(text: str, why: str) -> None:
    """With a reason, and never as something less."""
    with pytest.raises(NotATimeError, match=why):
        read_time(text)


def test_the_other_days_of_a_table_show_the_order() -> None:
    """Where they agree."""
    assert date_order(["3/12/2026", "13/12/2026 18:00"]) == ("day-first", "13/12/2026 18:00")
    assert date_order(["3/12/2026", "12/13/26"])[0] == "month-first"
    assert date_order(["13/12/2026", "12/13/2026"]) == ("", "")
    assert date_order(["3/12/2026", "13.12.2026"]) == ("", "")
    assert has_two_orders("3/12/2026") and not has_two_orders("3.12.2026 or 13/12/2026")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("US/Eastern", "America/New_York"),
        ("(GMT+01:00) Berlin", "Europe/Berlin"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern", "Europe/Amsterdam"),
        ("Eastern Time (US & Canada)", "America/New_York"),
        ("Zulu", "UTC"),
        ("CET", "[CET]"),
        ("UTC+2", "+02:00"),
        ("Middle Earth", ""),
    ],
)
def test_zones_have_many_names(text: str, expected: str) -> None:
    """An abbreviation stays one: it names no place."""
    assert read_zone(text) == expected


@given(st.text(alphabet="0123456789 :./-apmTZhtoe,()+äé年月日", max_size=60))
@example("0:00")
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever comes back is ISO 8601, and the same again when it is read again."""
    try:
        found = read_time(text)
    except NotATimeError:
        return
    begins, ends = ends_of(found)
    assert read_time(begins) == begins and (not ends or read_time(ends) == ends)
