"""Lists of who came become counts, and sheets that name only those who agreed."""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import hubs
from hearth.cli.main import main
from hearth.contribute.importing.attendance import (
    as_csv,
    counted,
    listed,
    normalised,
    pseudonym,
    sheet,
    together,
)
from hearth.contribute.importing.headers import plain_rows
from hearth.contribute.importing.tables import UnreadableError
from hearth.manage.ledger import ledger
from hearth.manage.private import read_notes
from hearth.manage.private.folder import NotPrivateError, private_folder

SECRET = "a-key-for-tests-only-0001"  # noqa: S105 - of no use elsewhere
PAST = {"events/evening.yml": hubs.BASE["events/evening.yml"].replace("2026-12-10", "2026-11-10")}  # type: ignore[union-attr, arg-type]
SERIES = {
    "events/table.yml": "title: Table\nsummary: Monthly.\nstart: 2026-09-07T18:00\nduration: 60\n"
    "timezone: UTC\n"
    "mode: online\n"
    "added: 2026-08-01\nhosts: [ada]\nrepeats: {rule: monthly, count: 6}\n"
}
LIST = """\
Name,Email,Ticket,Status
Canary Quill, CANARY.quill@example.org ,free,Checked In
Canary Quill,canary.quill@example.org,free,no show
Bo Sample,bo@example.org,free,attended
Bo Sample,bo.sample@example.org,free,no
Wren Canary,wren@example.org,free,Attending
Gone Canary,gone@example.org,free,Cancelled
Lost Canary,,free,yes
"""


def call(root: Path, *words: str, key: str = SECRET, typed: str = "") -> Result:
    return CliRunner().invoke(
        main,
        ["attendance", *words, "--folder", str(root), "--as-of", "2026-11-23"],
        env={"HEARTH_ATTENDANCE_KEY": key},
        input=typed,
    )


def list_file(root: Path, text: str = LIST, name: str = "list.csv") -> str:
    (root / name).write_text(text, encoding="utf-8")
    return str(root / name)


@pytest.mark.parametrize(
    ("mail", "same"),
    [
        ("ada@example.org", " Ada@Example.ORG\n"),
        ("ada@example.org", "Ada E. <ADA@example.org>"),
        ("straße@example.org", "STRASSE@example.org"),
        ("ada@example.org", "ａda@example.org"),
        ("ada@example.org", "'ada@example.org'."),
        ("ada@example.org", "(MAILTO:ada@example.org)"),
        ("", "no address here"),
        ("", " "),
    ],
)
def test_spellings_of_an_address_are_one(mail: str, same: str) -> None:
    """Blanks, capitals, a name around it and other forms of letters make no other person."""
    assert normalised(mail) == normalised(same)


def test_a_pseudonym_is_a_keyed_digest() -> None:
    """As anybody can compute it who has the key, and another under another key."""
    digest = hmac.new(SECRET.encode(), b"ada@example.org", hashlib.sha256).hexdigest()
    assert (
        pseudonym("Ada@example.org", SECRET)
        == f"~{digest[:12]}"
        != pseudonym("ada@example.org", f"{SECRET}x")
    )


def test_a_list_becomes_a_sheet_without_names(tmp_path: Path) -> None:
    """Only a member who agreed stands in it by name; nothing else of the list is written or
    shown."""
    known = ", ".join(
        f"'{pseudonym(mail, SECRET)}'" for mail in ("bo@example.org", "bo.sample@example.org")
    )
    agreed = f"- {{member: bo, named_since: 2026-11-10, pseudonyms: [{known}]}}\n"
    hub = hubs.small_hub(tmp_path, {**PAST, "private/people.yml": agreed})
    done = call(tmp_path, "evening", list_file(tmp_path))
    assert done.exit_code == 0, done.output
    sheet = (tmp_path / "private" / "attendance" / "evening.csv").read_text()
    quill, wren = (
        pseudonym("canary.quill@example.org", SECRET),
        pseudonym("wren@example.org", SECRET),
    )
    assert sheet.splitlines() == [
        "person,attended",
        "bo,yes",
        *sorted(f"{who},{came}" for who, came in ((quill, "yes"), (wren, "no"))),
    ]
    assert "  registered: 5\n  attended: {in_person: 3}\n" in done.output
    assert "first_timers" not in done.output and "1 of them are listed without" in done.output
    told = sheet + done.output + "".join(map(str, (tmp_path / "private").rglob("*")))
    assert not any(word in told.casefold() for word in ("canary", "quill", "example.org", SECRET))
    notes, problems = read_notes(hub)
    assert list(problems) == []
    assert {act.person for act in ledger(hub, notes).acts if act.kind == "attend"} == {"bo", quill}


@pytest.mark.parametrize(
    ("since", "by_name"), [("2026-11-10", True), ("2026-11-11", False), (None, False)]
)
def test_a_name_needs_consent_by_the_day(tmp_path: Path, since: str | None, by_name: bool) -> None:
    """To be shown on the site is another matter: only `named_since` on or before the event's day
    counts."""
    agreed = (
        f"- {{member: bo, pseudonyms: "
        f"['{pseudonym('bo@example.org', SECRET)}']{f', named_since: {since}' if since else ''}}}\n"
    )
    shown = {
        "members/bo.yml": (
            "name: Bo\njoined: 2026-02-10\nconsent: {date: 2026-02-10, by: own pull request}\n"
        )
    }
    hubs.small_hub(tmp_path, {**PAST, **shown, "private/people.yml": agreed})
    assert call(tmp_path, "evening", list_file(tmp_path)).exit_code == 0
    assert ("\nbo," in (tmp_path / "private" / "attendance" / "evening.csv").read_text()) == by_name


def test_counts_alone_need_no_key_and_write_nothing(tmp_path: Path) -> None:
    """The first tier."""
    hubs.small_hub(tmp_path, PAST)
    done = call(tmp_path, "evening", list_file(tmp_path), "--counts", key="")
    assert done.exit_code == 0 and "  registered: 5\n" in done.output
    assert not (tmp_path / "private").exists()


@pytest.mark.parametrize("key", ["", "short"])
def test_without_a_good_key_there_is_no_sheet(tmp_path: Path, key: str) -> None:
    """And the key is not repeated."""
    hubs.small_hub(tmp_path, PAST)
    done = call(tmp_path, "evening", list_file(tmp_path), key=key)
    assert (
        done.exit_code == 2 and "HEARTH_ATTENDANCE_KEY" in done.output and "--counts" in done.output
    )
    assert "short." not in done.output and not (tmp_path / "private").exists()


def test_first_timers_are_on_no_earlier_sheet(tmp_path: Path) -> None:
    """Under any name they are known by; the sheets of later dates do not count."""
    bo = pseudonym("bo@example.org", SECRET)
    hubs.small_hub(
        tmp_path,
        {
            **SERIES,
            "private/people.yml": (
                f"- {{member: bo, named_since: 2026-11-01, pseudonyms: ['{bo}']}}\n"
            ),
            "private/attendance/table@2026-09-07.csv": f"person,attended\n{bo},yes\n",
            "private/attendance/table@2026-11-07.csv": (
                f"person,attended\n{pseudonym('wren@example.org', SECRET)},yes\n"
            ),
        },
    )
    file = list_file(tmp_path, "e-mail,join time\nbo@example.org,18:01\nwren@example.org,18:02\n")
    for _ in range(2):
        assert "first_timers: 1\n" in call(tmp_path, "table@2026-10-07", file).output
    assert "first_timers: 0\n" in call(tmp_path, "table@2026-11-07", file).output


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("evning", '"evening"'),
        ("table", "table@2026-11-07"),
        ("table@2026-11-08", "say which date"),
        ("evening@2026-11-10", "Say evening alone"),
        ("welcome-call", "has not taken place"),
        ("table@2027-01-07", "has not taken place"),
    ],
)
def test_only_events_that_were_held_have_a_sheet(tmp_path: Path, event: str, words: str) -> None:
    """A wrong name is answered with the right ones."""
    hubs.small_hub(tmp_path, {**PAST, **SERIES})
    done = call(tmp_path, event, list_file(tmp_path))
    assert done.exit_code == 2 and words in done.output


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Name,Came\nAda Canary,yes\n", "--mail"),
        ("mail,attended\n", "holds nobody"),
        ("mail,x\ncanary@example.org,1\n", "--all-came"),
        ("mail,status\ncanary@example.org,canary\n", "line 2"),
        ("mail,status\ncanary@example.org,yes,canary\n", "more cells in line 2"),
        ("canary@example.org,yes\ncanary@example.net,no\n", "--mail"),
        ("canary@example.org,canary@example.org\n", "first line"),
    ],
)
def test_a_list_that_is_not_understood_is_not_repeated(
    tmp_path: Path, text: str, words: str
) -> None:
    """What is wrong is told by line and column."""
    hubs.small_hub(tmp_path, PAST)
    done = call(tmp_path, "evening", list_file(tmp_path, text))
    assert done.exit_code == 2 and words in done.output and "canary" not in done.output.casefold()


def test_a_wrong_column_is_answered_without_repeating_people() -> None:
    """The columns there are, unless the first line is somebody's own."""
    with pytest.raises(UnreadableError, match="Its columns are: Post, came"):
        listed(plain_rows(b"Post,came\na@example.org,1\n"), mail="mail")
    with pytest.raises(UnreadableError, match=r"has no column 'mail'\.$"):
        listed(plain_rows(b"a@example.org,1\nb@example.org,1\n"), mail="mail")


def test_two_lists_tell_room_and_screen_apart() -> None:
    """Who was in the room is not counted online as well; who only came online had not to sign
    up."""
    raw = b"mail,attended\na@example.org,yes\nb@example.org,no\nc@example.org,\n"
    main = listed(plain_rows(raw))
    far = listed(
        plain_rows(
            b"mail,join time\na@example.org,18:00\nb@example.org,2026-11-10 18:03\n"
            b"d@example.org,18:07\n"
        )
    )
    counts = counted(together(main, far), "hybrid", main.tells_sign_ups, True)
    assert (counts.registered, counts.in_person, counts.online, counts.came) == (3, 1, 2, 3)
    alone = counted(together(main), "hybrid", main.tells_sign_ups, False)
    assert (alone.in_person, alone.online, alone.came) == (None, None, 1)


def test_a_list_of_who_came_tells_nothing_of_who_signed_up() -> None:
    """Otherwise everybody would have shown up."""
    only = listed(plain_rows(b"mail,join time\na@example.org,18:00\n"))
    assert counted(together(only), "online", only.tells_sign_ups, False).registered is None
    both = listed(
        plain_rows(b"mail,join time,registered\na@example.org,18:00,yes\nb@example.org,18:01,no\n")
    )
    assert counted(together(both), "online", both.tells_sign_ups, False).registered == 1


@pytest.mark.parametrize("private", ["content/notes", "members", ".", "site/private", "link"])
def test_nothing_private_is_written_where_things_are_published(
    tmp_path: Path, private: str
) -> None:
    """Not by the way of a link either."""
    hubs.minimal_hub(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path / "content")
    hub, _ = hubs.load(tmp_path, private=private)
    with pytest.raises(NotPrivateError, match="published"):
        private_folder(hub, "attendance")


def test_one_address_can_be_asked_for(tmp_path: Path) -> None:
    """What stands for a member who agrees; the address is not shown."""
    done = call(tmp_path, "--pseudonym", typed="bo@example.org\n")
    assert (
        done.stdout.strip().endswith(pseudonym("bo@example.org", SECRET))
        and "bo@" not in done.output
    )
    assert call(tmp_path, "--pseudonym", typed="Bo Sample\n").exit_code == 2, (
        "nothing stands for a name"
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(max_size=30), st.sampled_from(["yes", "no", "18:00", "cancelled", ""])),
        max_size=8,
    )
)
def test_no_list_leaves_anything_of_itself_behind(rows: list[tuple[str, str]]) -> None:
    """Whatever stands where addresses should: a sheet is pseudonyms, yes and no."""
    text = io.StringIO()
    csv.writer(text).writerows([("mail", "attended"), ("ada@example.org", "yes"), *rows])
    people = together(listed(plain_rows(text.getvalue().encode("utf-8", "replace"))))
    assert re.fullmatch(
        r"person,attended\n(~[0-9a-f]{12},(yes|no)\n)*", as_csv(sheet(people, SECRET, {}))
    )


def test_the_same_list_makes_the_same_sheet(tmp_path: Path) -> None:
    """Whatever the order of its rows."""
    hubs.small_hub(tmp_path, PAST)
    head, *rows = LIST.splitlines(keepends=True)
    sheets = []
    for text in (LIST, "".join([head, *reversed(rows)])):
        call(tmp_path, "evening", list_file(tmp_path, text))
        sheets.append((tmp_path / "private" / "attendance" / "evening.csv").read_bytes())
    assert sheets[0] == sheets[1]


def test_days_of_sheets_are_the_hubs_days(tmp_path: Path) -> None:
    """The sheet of a date of a series is read back as that date's."""
    hub = hubs.small_hub(tmp_path, SERIES)
    assert call(tmp_path, "table@2026-10-07", list_file(tmp_path)).exit_code == 0
    assert [sheet.original for sheet in read_notes(hub)[0].attendance] == [date(2026, 10, 7)]
