"""A community's evening: four files of four services become a hub that checks and builds, and every
row is accounted for."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

from click.testing import CliRunner, Result

import hubs
import workbooks
from hearth.cli.main import main

TOWNS = ("Porto, Portugal", "Braga, Portugal", "Vigo, Spain", "Lisboa, Portugal")


def people() -> str:
    """A table of forty people, as somebody keeps it: three who are not to be shown, two without a
    day, one twice."""
    lines = ["Full name;Town;Member since;Languages;Visible;E-mail"]
    for number in range(1, 40):
        since = "" if number in (20, 30) else f"{1 + number % 28}.{1 + number % 12}.2024"
        hidden = "hidden" if number in (5, 15, 25) else ""
        name, mail = f"Person Number{chr(65 + number % 26)} {number}", f"p{number}@example.org"
        lines.append(f"{name};{TOWNS[number % 4]};{since};pt, en;{hidden};{mail}")
    return "\n".join([*lines, lines[1]]) + "\n"


def book() -> bytes:
    """The same as a workbook: days in cells for days, a title above, a sheet of something else."""
    lines = [line.split(";") for line in people().splitlines()]
    rows: list[list[object]] = [["Members 2024"], [], *map(list, lines)]
    for row in rows[3:]:
        day = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", str(row[2]))
        if day:
            row[2] = date(int(day[3]), int(day[2]), int(day[1]))
    return workbooks.xlsx({"Members": rows, "Cash": [["Item", "Euro"], ["Soup", 12]]})


def meetup() -> str:
    """An export of members: ten of the forty, five others, one bot of none."""
    lines = ["Name\tUser ID\tMember ID\tLocation\tJoined Group on\tMailing List\tWhy did you join?"]
    for number in range(31, 46):
        name = f"Person Number{chr(65 + number % 26)} {number}"
        day = f"{1 + number % 12:02}/{13 + number % 12}/2023"
        lines.append(
            f"{name}\tuser {number}\t{number}\tPorto, Portugal\t{day}\tYes\tsecret {number}"
        )
    return "\n".join(lines) + "\n"


def entry(uid: str, *lines: str) -> str:
    text = "".join(f"{line}\r\n" for line in lines)
    return f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261101T000000Z\r\n{text}END:VEVENT\r\n"


def takeout() -> bytes:
    """What Google packs: a calendar with a series, a date taken out, one moved, one cancelled, and
    one that is private."""
    at, until = "DTSTART;TZID=Europe/Lisbon", "DTEND;TZID=Europe/Lisbon"
    evening = ("SUMMARY:Evening at the mill", "DESCRIPTION:Two short talks\\, and soup.",
               "LOCATION:The Old Mill\\, Porto\\, Portugal")  # fmt: skip
    entries = [
        entry("1", f"{at}:20270304T190000", f"{until}:20270304T213000", *evening,
              "RRULE:FREQ=MONTHLY;COUNT=6", "EXDATE;TZID=Europe/Lisbon:20270604T190000"),
        entry("1", f"{at}:20270505T180000", f"{until}:20270505T203000", *evening,
              "RECURRENCE-ID;TZID=Europe/Lisbon:20270504T190000"),
        entry("1", f"{at}:20270704T190000", f"{until}:20270704T213000", *evening,
              "STATUS:CANCELLED", "RECURRENCE-ID;TZID=Europe/Lisbon:20270704T190000"),
        entry("2", "DTSTART;VALUE=DATE:20270320", "DTEND;VALUE=DATE:20270322", "SUMMARY:Camp",
              "DESCRIPTION:Two days out.", "LOCATION:Braga\\, Portugal"),
        entry("3", f"{at}:20270310T190000", "SUMMARY:Dentist", "CLASS:PRIVATE"),
    ]  # fmt: skip
    text = "".join(
        ["BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n", *entries, "END:VCALENDAR\r\n"]
    )
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("Takeout/Calendar/Evenings.ics", text)
        archive.writestr("Takeout/archive_browser.html", "<html>")
    return raw.getvalue()


LINKS = (
    "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p><DT><H3>Talks</H3><DL><p>\n"
    + "".join(
        f'<DT><A HREF="https://example.org/{number}">Link {number}</A>\n' for number in range(12)
    )
    + '<DT><A HREF="javascript:x">Script</A></DL></DL>'
)
STEPS = (
    ("people.xlsx", book(), (), (34, 1, 5)),
    ("members.xls", meetup().encode(), (), (6, 9, 0)),
    ("takeout.zip", takeout(), (), (2, 2, 1)),
    ("links.html", LINKS.encode(), ("--set", "type=article; why=We read it together."), (12, 0, 1)),
)
"""Each file, what was answered to the one question about it, and rows placed, joined, left out."""


def rows_of(raw: bytes, name: str) -> int:
    """How many entries a file has, counted without the importer."""
    if name.endswith(".xlsx"):
        return len(people().splitlines()) - 1
    if name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            raw = archive.read("Takeout/Calendar/Evenings.ics")
        return raw.count(b"BEGIN:VEVENT")
    return raw.count(b"<A ") if name.endswith(".html") else len(raw.splitlines()) - 1


def hearth(*words: str | Path) -> Result:
    environment = {"SOURCE_DATE_EPOCH": hubs.EPOCH, "COLUMNS": "140", "LANGUAGE": "en"}
    return CliRunner().invoke(main, list(map(str, words)), env=environment)


def test_four_files_become_a_hub_in_an_evening(tmp_path: Path) -> None:
    """With a command for each, and one for what was not right; it checks and builds."""
    root = tmp_path / "our-hub"
    begun = hearth("new", root, "--yes", "--preset", "meetup", "--name", "Evenings at the mill",
                   "--place", "Porto, Portugal")  # fmt: skip
    assert begun.exit_code == 0, begun.output
    placed = 0
    for name, raw, answer, expected in STEPS:
        (tmp_path / name).write_bytes(raw)
        words = ("import", tmp_path / name, "--folder", root, "--write", *answer)
        account = tmp_path / f"{name}.json"
        told = hearth(*words, "--account", account)
        found = json.loads(account.read_text(encoding="utf-8"))
        assert told.exit_code == 0 and tuple(found["counts"].values()) == expected, told.output
        assert found["read"] == sum(expected) == rows_of(raw, name)
        assert all(row["file"] or row["why"] for row in found["rows"])
        placed += expected[0]
    texts = {path: path.read_text("utf-8") for path in [*root.rglob("*.yml"), *root.rglob("*.md")]}
    assert not re.search(r"@example\.org|secret \d", "".join(texts.values()))
    series = next(
        text for path, text in texts.items() if path.name.endswith("evening-at-the-mill.yml")
    )
    assert "skip:" in series and "moved:" in series
    assert hearth("check", root).exit_code == 0
    built = hearth("build", root, "--builder", "plain", "--site-dir", tmp_path / "site")
    assert built.exit_code == 0, built.output
    pages = [*(tmp_path / "site/members").glob("*/index.html")]
    assert len([page for page in pages if "Person Number" in page.read_text("utf-8")]) == 40


def test_the_second_evening_changes_nothing(tmp_path: Path) -> None:
    """The same files again: every row is joined or left out, and nothing is left to take back."""
    root = hubs.minimal_hub(tmp_path / "hub")
    (tmp_path / "people.csv").write_text(people(), encoding="utf-8")
    words = ("import", tmp_path / "people.csv", "--folder", root, "--write")
    assert "34 written" in hearth(*words).output
    again = hearth(*words).output
    assert "0 written, 35 known" in again and "Nothing new" in again
    assert "34 files removed" in hearth("import", "--undo", "--folder", root).output
    assert hearth("import", "--undo", "--folder", root).exit_code == 1
