"""What went wrong without a word in tables that nobody had tried: people who said no in other
words, ways to reach somebody that are hidden from programs, tables on their side, several days."""

from __future__ import annotations

import json
import re
from datetime import date, time

import pytest

import hubs
import workbooks
from hearth.contribute.importing.columns import by_evidence
from hearth.contribute.importing.preview import Preview, prepare
from hearth.contribute.importing.recognise import recognised
from hearth.model.hub import Hub
from table_rows import read, said_of


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    """A small hub to import into."""
    return hubs.load(hubs.minimal_hub(tmp_path_factory.mktemp("harder") / "hub"))[0]


def names_in(preview: Preview) -> list[str]:
    """Who, or what, gets a file."""
    return [line.name for line in preview.lines if line.state == "new"]


def why_of(preview: Preview) -> list[str]:
    """What is told of each row, in one text."""
    return ["; ".join(map(str, line.why)) for line in preview.lines]


# -- who is not to be shown ----------------------------------------------------------------------

REFUSALS = [
    ("Do not publish", "yes", "no"),
    ("Opt-out of directory", "x", "no"),
    ("Hide from website", "TRUE", "FALSE"),
    ("Private profile", "TRUE", "FALSE"),
    ("Veröffentlichung untersagt", "ja", "nein"),
    ("Nicht auf der Website zeigen", "ja", "nein"),
    ("Anonym bleiben?", "ja", "nein"),
    ("Ne pas publier", "oui", "non"),
    ("No publicar", "sí", "no"),
    ("Não publicar", "sim", "não"),
    ("לא לפרסם", "כן", "לא"),
    ("عدم النشر", "نعم", "لا"),
    ("掲載しない", "はい", "いいえ"),
    ("Sichtbarkeit", "intern", "öffentlich"),
    ("Datenschutz unterschrieben", "nein", "ja"),
    ("Membership ends", "31.12.2025", "31.12.2030"),
    ("May we show you?", "yes, but not yet", "Yes, with my name"),
    ("May we show you?", "Yes;No", "yes please"),
    ("Status", "Ex-Mitglied", "aktiv"),
    ("Status", "not renewed", "active"),
    ("Status", "démissionné", ""),
    ("Notes", "bitte nicht veröffentlichen", "likes tea"),
    ("Remarks", "please keep private!", "keeps bees"),
]


@pytest.mark.parametrize(("column", "refuses", "agrees"), REFUSALS)
def test_who_said_no_in_other_words(hub: Hub, column: str, refuses: str, agrees: str) -> None:
    """Whoever asks not to be shown is left out, and nobody else, whichever way one was asked."""
    raw = f"Name;Joined;{column}\nAda One;2024-01-01;{refuses}\nBo Two;2024-01-01;{agrees}\n"
    preview = read(hub, "member", raw)[0]
    assert names_in(preview) == ["Bo Two"] and preview.lines[0].why


def test_who_is_named_as_gone(hub: Hub) -> None:
    """Beside their name, by the sheet they stand on, or by the title above all."""
    gone = ("Di Four (left 2025)", "El Five †", "He Seven (nicht veröffentlichen)", "[deleted]")
    rows = [f"{name},2024-01-01\n" for name in (*gone, "Ju Nine (she)")]
    listed = "Name,Joined\n" + "".join(rows)
    assert names_in(read(hub, "member", listed)[0]) == ["Ju Nine (she)"]
    sheet = [["Name", "Joined"], ["Ada One", date(2024, 1, 1)]]
    for name in ("Ehemalige", "Austritte 2025", "Waiting list", "Bajas"):
        book = workbooks.xlsx({"Members": [["Name", "Joined"], ["Bo Two", "x"]], name: sheet})
        why = why_of(read(hub, "member", book, "list.xlsx")[0])
        assert f'"{name}" above it says' in why[1]
    assert names_in(read(hub, "member", f"Former members\n\n{listed}")[0]) == []
    kept = read(hub, "member", f"Current and former members\n\n{listed}")[0]
    assert names_in(kept) == ["Ju Nine (she)"]


def test_who_changed_their_mind(hub: Hub) -> None:
    """One row that says no speaks for the others of the same person, by name or by mail."""
    raw = (
        "Name,Mail,Joined,Consent to be listed\nAda One,a@example.org,2024-01-01,yes\n"
        "Ada One,a@example.org,2025-01-01,no\nA. One,a@example.org,2024-05-01,yes\n"
        "Bo Two,b@example.org,2024-01-01,yes\n"
    )
    preview = read(hub, "member", raw)[0]
    assert names_in(preview) == ["Bo Two"]
    assert "row 3 says that they do not want to be listed" in why_of(preview)[0]


@pytest.mark.parametrize(
    "name",
    [
        "N.N.",
        "TBA",
        "Anonymous",
        "Vacant",
        "???",
        "12345",
        "https://x.example",
        "unbesetzt",
        "匿名",
    ],
)
def test_what_is_no_name(hub: Hub, name: str) -> None:
    """Nobody is made of what stands where a name is missing."""
    preview = read(hub, "member", f"Name,Joined\n{name},2024-01-01\nBo Two,2024-01-01\n")[0]
    assert names_in(preview) == ["Bo Two"] and "is nobody's name" in why_of(preview)[0]


# -- ways to reach somebody ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "write me: ada [at] example [dot] org",
        "ada(at)example.org",
        "ada AT example DOT org",
        "0171.234.56.78",
        "555 0123 4567",
        "https://wa.me/491712345678",
        "https://api.whatsapp.com/send?phone=491712345678",
        "Lives at Musterstraße 5 in 10115 Berlin",
        "Lives at 12 Mill Lane, York",
    ],
)
def test_contacts_that_are_hidden_from_programs(hub: Hub, text: str) -> None:
    """Nothing of it comes into a profile, as a text or as a link, and it is told."""
    raw = f"Name;About;Website;Joined\nAda One;{text};;2024-01-01\nBo Two;;{text};2024-01-01\n"
    preview = read(hub, "member", raw)[0]
    assert said_of(preview)[0] == "name: Ada One / joined: 2024-01-01"
    assert "imported" in why_of(preview)[0]
    if text.startswith("https://"):
        assert said_of(preview)[1] == "name: Bo Two / joined: 2024-01-01"


def test_words_that_are_no_contacts(hub: Hub) -> None:
    """Of a text that only looks a little like one nothing is lost."""
    text = "At home at fairs. Lives in 2 worlds. Build 10.0.22.1 of 555 houses"
    line = read(hub, "member", f"Name;About;Joined\nAda One;{text};2024-01-01\n")[0].lines[0]
    assert text in str(line.text)


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Fest (Anmeldung: 0171 2345678)", "Fest"),
        ("Fest – Info: ada@example.org", "Fest – Info"),
        ("Call Bo 0171 2345678", "Call Bo"),
    ],
)
def test_contacts_in_titles(hub: Hub, title: str, kept: str) -> None:
    """They would stand in the event's address too; of tables and of calendars."""
    table = read(hub, "event", f"Title;Date;Where\n{title};2026-12-05;Online\n")[0]
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        f"DTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:20261205\r\nSUMMARY:{title}\r\n"
        "DESCRIPTION:Come. Ask bo@example.org.\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    for preview in (table, read(hub, "event", text, "a.ics")[0]):
        (line,) = preview.lines
        assert line.name == kept and "left away" in why_of(preview)[0]
        assert not re.search(r"234|example", f"{line.path} {line.text}")


# -- events that are not for everybody -----------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "TBD",
        "???",
        "Reserved",
        "Board meeting (internal)",
        "Privat: Geburtstag",
        "not public: Party",
        "Vorstandssitzung (nicht öffentlich)",
        "Privé : dîner",
        "【非公開】理事会",
    ],
)
def test_titles_that_say_who_is_meant(hub: Hub, title: str) -> None:
    """What says of itself that it is not public, or is no title yet, stays out."""
    raw = f"Title;Date;Where\n{title};2026-12-05;Online\nPrivate view;2026-12-06;Online\n"
    assert names_in(read(hub, "event", raw)[0]) == ["Private view"]


def test_a_question_whether_events_are_public(hub: Hub) -> None:
    """It is no audience, and members only is no yes."""
    raw = (
        "Title,Date,Where,Public?\nA,2026-12-05,Online,yes\nB,2026-12-06,Online,no\n"
        "C,2026-12-07,Online,Members only\n"
    )
    preview = read(hub, "event", raw)[0]
    assert names_in(preview) == ["A"] and "audience" not in said_of(preview)[0]


def test_entries_of_a_calendar_that_are_somebodys_own(hub: Hub) -> None:
    """Birthdays that it knows from contacts, and what is sorted as private; not named."""
    entry = "BEGIN:VEVENT\r\nUID:{}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:20261209\r\n"
    ends = "END:VEVENT\r\n"
    own = f"SUMMARY:Ada's Birthday\r\nRRULE:FREQ=YEARLY\r\n{ends}"
    sorted_as = f"SUMMARY:Dinner\r\nCATEGORIES:Family,Private\r\n{ends}"
    club = f"SUMMARY:Birthday of the club\r\n{ends}"
    entries = "".join(entry.format(n) + each for n, each in enumerate((own, sorted_as, club)))
    raw = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{entries}END:VCALENDAR\r\n"
    preview = read(hub, "event", raw, "a.ics")[0]
    assert [line.name for line in preview.lines] == [
        *["(private entry)"] * 2,
        "Birthday of the club",
    ]


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("Runde fällt aus", "cancelled"),
        ("The walk is cancelled!", "cancelled"),
        ("Treffen wurde verschoben", "postponed"),
        ("Le café est annulé", "cancelled"),
        ("Zrušeno: Setkání", "cancelled"),
        ("ОТМЕНЕНО: Встреча", "cancelled"),
        ("ODWOŁANE Spotkanie", "cancelled"),
        ("Inställt: Fika", "cancelled"),
        ("취소: 모임", "cancelled"),
        ("取消：聚会", "cancelled"),
        ("Uitgesteld: Borrel", "postponed"),
    ],
)
def test_titles_that_are_sentences_on_the_state(hub: Hub, title: str, status: str) -> None:
    """No event that is off stands among those to come."""
    preview = read(hub, "event", f"Title;Date;Where\n{title};2026-12-05;Online\n")[0]
    assert f"status: {status}" in said_of(preview)[0]


# -- addresses that are not for everybody --------------------------------------------------------

LINKS = (
    "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p>"
    '<DT><A HREF="http://localhost:8000/admin">Admin</A>'
    '<DT><A HREF="http://10.0.0.1/">Router</A><DT><A HREF="http://nas.local/x">Files</A>'
    '<DT><A HREF="https://x.example.com/reset?token=abcdef123456">Reset</A>'
    '<DT><A HREF="https://y.example.com/?key=a&page=2">Good</A></DL>'
)


def test_addresses_that_nobody_else_can_use(hub: Hub) -> None:
    """Of one's own network, and with a key in them; an internal hub may name its own network."""
    given = {"type": "article", "why": "Read."}
    found = recognised("links.html", LINKS.encode(), hub.as_of)
    plan = by_evidence(found.plan, found.rows.rows).plan
    preview = prepare(hub, found.rows.rows, plan, given)
    assert names_in(preview) == ["Good"]
    assert "network of its own" in why_of(preview)[0] and "carries a key" in why_of(preview)[3]
    assert not any("10.0.0.1" in why or "abcdef" in why for why in why_of(preview))
    within = hubs.load(hub.root, internal=True)[0]
    assert names_in(prepare(within, found.rows.rows, plan, given)) == [
        *("Admin", "Router", "Files", "Good"),
    ]


# -- days and times ------------------------------------------------------------------------------


def test_several_days_in_a_cell(hub: Hub) -> None:
    """They are named as such, with what to do."""
    days = ("5.12.2026, 12.12.2026", "every Tuesday", "5./12. Dezember 2026")
    raw = "Title;Date;Where\n" + "".join(f"A;{day};Online\n" for day in days)
    several, often, short = why_of(read(hub, "event", raw)[0])
    assert "names several days: write a row for each" in several and "several days" in short
    assert "says that it repeats" in often and "`repeats`" in often


def test_midnight_and_two_times(hub: Hub) -> None:
    """24:00 ends a day, so what begins then begins on the next; of two times none is an end."""
    raw = (
        "Title;Date;Start;End;Where\nA;12.12.2026;24:00;;Online\nB;12.12.2026;19:00;24:00;Online\n"
        "C;12.12.2026;10:00 / 14:00;;Online\n"
    )
    preview = read(hub, "event", raw)[0]
    first, second, third = said_of(preview)
    assert "start: 2026-12-13T00:00" in first and "end: 2026-12-13T00:00" in second
    assert "names several times" in third


# -- tables on their side ------------------------------------------------------------------------

SIDE = [
    ["Name", "Ada One", "Bo Two"],
    ["City", "Leeds", "Oslo"],
    ["Country", "UK", "Norway"],
    ["Member since", "2024-01-01", "2024-02-01"],
    ["E-mail", "a@example.org", ""],
]


def test_a_table_on_its_side(hub: Hub) -> None:
    """With a record in each column: it is turned round, and that is told."""
    raw = "\n".join(",".join(cells) for cells in SIDE)
    preview, _, notes = read(hub, "member", raw)
    assert said_of(preview) == [
        "name: Ada One / place: / city: Leeds / country: GB / joined: 2024-01-01",
        "name: Bo Two / place: / city: Oslo / country: NO / joined: 2024-02-01",
    ]
    assert [line.number for line in preview.lines] == [2, 3]
    assert notes[0].startswith("The table lies on its side")
    events = [
        ["Programme"],
        [],
        ["Event", "Camp", "Talk"],
        ["Date", date(2026, 12, 5), date(2026, 12, 7)],
        ["Time", time(9, 30), time(19, 0)],
        ["Where", "Online", "Online"],
    ]
    camp, talk = said_of(read(hub, "event", workbooks.xlsx({"Plan": events}), "plan.xlsx")[0])
    assert "start: 2026-12-05T09:30" in camp and "start: 2026-12-07T19:00" in talk


def test_tables_that_stand_upright(hub: Hub) -> None:
    """A first column of words that could be names of columns turns no table."""
    raw = (
        "Title,Date,Where\nName,2026-12-05,Online\nDate,2026-12-06,Online\nCity,2026-12-07,Online\n"
    )
    assert len(names_in(read(hub, "event", raw)[0])) == 3


# -- rows that are lost --------------------------------------------------------------------------


def test_what_two_rows_of_one_name_say_otherwise(hub: Hub) -> None:
    """Two people may have one name: what the second says differently is told."""
    raw = "Name,Town,Joined\nAda One,London,2024-01-01\nAda One,Paris,2025-01-01\n"
    assert "it says something else of: place, joined" in why_of(read(hub, "member", raw)[0])[1]


@pytest.mark.parametrize(
    "more",
    [{"has_more": True}, {"pagination": {"has_more_items": True}}, {"meta": {"total": 400}}],
)
def test_one_page_of_several(hub: Hub, more: dict[str, object]) -> None:
    """An answer of a service that says that there is more is told of."""
    rows = {"people": [{"name": "Ada One", "joined": "2024-01-01"}], **more}
    notes = read(hub, "member", json.dumps(rows), "people.json")[2]
    assert any("more than it holds" in note for note in notes)


EVENTBRITE = {
    "status": "live",
    "listed": True,
    "start": {"local": "2026-12-07T19:00:00", "timezone": "Europe/Berlin"},
    "url": "https://www.eventbrite.example/e/3",
}


def test_events_for_the_invited(hub: Hub) -> None:
    """Eventbrite says it in other columns than whether they are listed."""
    events = [
        {**EVENTBRITE, "name": {"text": "Invited"}, "invite_only": True},
        {**EVENTBRITE, "name": {"text": "Closed"}, "password": "x"},
        {**EVENTBRITE, "name": {"text": "Open"}, "invite_only": False, "password": None},
    ]
    preview = read(hub, "event", json.dumps({"events": events}), "events.json")[0]
    assert names_in(preview) == ["Open"]
