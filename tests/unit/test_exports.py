"""Exports of other services: recognised by what they hold, read well, and nothing taken that is not
public."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from typing import Any

import pytest

import hubs
from hearth.base.strict_yaml import read_yaml
from hearth.contribute.importing.columns import by_evidence
from hearth.contribute.importing.exports import known_exports
from hearth.contribute.importing.preview import Preview, prepare
from hearth.contribute.importing.questions import asked
from hearth.contribute.importing.recognise import Recognised, UnknownKindError, recognised
from hearth.contribute.importing.tables import UnreadableError
from hearth.model.hub import Hub


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    return hubs.small_hub(tmp_path_factory.mktemp("exports"))


def seen(
    hub: Hub, name: str, content: str | bytes, **given: str
) -> tuple[Recognised, Preview, list[Any]]:
    """What a file is taken for, what becomes of its rows, and the records of the new ones."""
    raw = content if isinstance(content, bytes) else content.encode()
    found = recognised(name, raw, hub.as_of)
    plan = by_evidence(found.plan, found.rows.rows).plan
    preview = prepare(hub, found.rows.rows, plan, given)
    new = [
        read_yaml(str(line.text).split("---\n")[-2 if line.path[-3:] == ".md" else 0])
        for line in preview.lines
        if line.state == "new" and line.path
    ]
    return found, preview, new


def service(found: Recognised) -> str:
    return found.export.name if found.export else ""


MEETUP = (
    "Name\tUser ID\tTitle\tMember ID\tLocation\tJoined Group on\tLast visited group on"
    "\tMailing List\tURL of Member Profile\tWhat do you hope to learn?\n"
    "Ina Example\tuser 1\tOrganizer\t1\tPorto, Portugal\t04/24/2014\t06/22/2015\tNo\thttp://m/1/\tsecret\n"
    "Mia Sample\tuser 2\t\t2\t\t04/05/2016\t\tNo\thttp://m/2/\t\n"
)
LUMA = (
    "api_id,name,first_name,last_name,email,phone_number,created_at,approval_status,checked_in_at,"
    "May we list you in our member directory?,What do you do?\n"
    'g1,Ana López,Ana,López,ana@example.org,+1,2026-06-15T10:00:00Z,approved,,"Yes, please",spy\n'
    "g2,Bo Two,Bo,Two,bo@example.org,,2026-06-15T10:00:00Z,approved,2026-07-01T10:00:00Z,No,spy\n"
    "g3,Cy Three,Cy,Three,cy@example.org,,2026-06-15T10:00:00.000Z,approved,,,spy\n"
)
SLACK = (
    "username,email,status,billing-active,has-2fa,has-sso,userid,fullname,displayname\n"
    "jane,jane@example.org,Member,1,1,0,U1,Jane Doe,jd\n"
    "bob,bob@example.org,Deactivated,0,0,0,U2,Bob Stone,\n"
    "beep,,Bot,0,0,0,U3,Beep,\n"
)
SLACK_USERS = [
    {
        "id": "U1",
        "team_id": "T",
        "name": "jane",
        "deleted": False,
        "is_bot": False,
        "profile": {"real_name": "Jane Doe", "title": "Host", "email": "j@example.org"},
    },
    {
        "id": "U2",
        "team_id": "T",
        "name": "old",
        "deleted": True,
        "profile": {"real_name": "Old One"},
    },
    {
        "id": "USLACKBOT",
        "team_id": "T",
        "name": "b",
        "deleted": False,
        "profile": {"real_name": "B"},
    },
]
DISCOURSE = (
    "id,name,username,email,title,created_at,last_seen_at,trust_level,approved,suspended_at,active,"
    "ip_address,staged,location,website,Shoe size (custom user field),group_names\n"
    "-1,System,system,,,2020-01-01 00:00:00 UTC,,4,true,,true,,false,,,,\n"
    "3,Zoe Example,zoe,z@example.org,Host,2024-03-01 10:00:00 UTC,,2,false,,true,1.2.3.4,false,"
    '"Porto, Portugal",https://zoe.example.org,42,staff\n'
    "4,Ban Ned,ban,b@example.org,,2024-03-01 10:00:00 UTC,,0,false,2025-01-01 00:00:00 UTC,true,,"
    "false,,,,\n"
)
MAILCHIMP = (
    "Email Address,First Name,Last Name,City,Country,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,LATITUDE,"
    "NOTES,TAGS,UNSUB_TIME\n"
    "a@example.org,Zoe,Example,Porto,Portugal,2,2026-11-01 10:11:12,1.2.3.4,41.1,note,VIP,\n"
    "b@example.org,Gone,Example,,,2,2026-11-01 10:11:12,,,,,2026-11-05 10:00:00\n"
)
EVENTBRITE = (
    "Order #,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Attendee Status\n"
    "1,2026-10-01,Rosa,Example,r@example.org,1,General,Attending\n"
)
OUTLOOK = (
    '"Subject","Start Date","Start Time","End Date","End Time","All day event","Reminder on/off",'
    '"Meeting Organizer","Required Attendees","Description","Location","Mileage","Private",'
    '"Sensitivity"\n'
    '"Study table","12/25/2026","10:00:00 AM","12/25/2026","1:00:00 PM","False","False","Ann Boss",'
    '"bo@example.org","Bring questions","Porto, Portugal","","False","Normal"\n'
    '"Dentist","12/5/2026","10:00:00 AM","12/5/2026","1:00:00 PM","False","False","","","",'
    '"","","True","Private"\n'
)


@pytest.mark.parametrize(
    ("name", "content", "told", "kind", "states"),
    [
        ("members.xls", MEETUP, "Meetup", "member", "new new"),
        (
            "attendees.csv",
            "Name,Attendance?,User ID,RSVP,RSVPed on\nIna,Yes,1,Yes,06/20/2015\n",
            "Meetup",
            "member",
            "out",
        ),
        ("guests.csv", LUMA, "Luma", "member", "new out out"),
        ("report.csv", EVENTBRITE, "Eventbrite", "member", "out"),
        ("slack-members.csv", SLACK, "Slack", "member", "new out out"),
        ("users.json", json.dumps(SLACK_USERS), "Slack", "member", "new out out"),
        (
            "analytics.csv",
            "Name,What I Do,User ID,Username,Account type,Account created (UTC),Claimed Date (UTC),"
            "Deactivated date (UTC),Days active\n"
            "Jane Doe,Host,U1,jane,Member,2024-03-01,2024-03-02,,9\n"
            "Bob Stone,,U2,bob,Member,2024-03-01,,2025-03-01,0\n",
            "Slack",
            "member",
            "new out",
        ),
        (
            "people.csv",
            "user_api_id,name,email,first_seen,event_approved_count,event_checked_in_count\n"
            "u1,Ana,a@example.org,2026-01-01,3,2\n",
            "Luma",
            "member",
            "out",
        ),
        ("user-list.csv", DISCOURSE, "Discourse", "member", "out new out"),
        ("audience.csv", MAILCHIMP, "Mailchimp", "member", "new out"),
        ("outlook.csv", OUTLOOK, "Outlook, Google Calendar", "event", "new out"),
        (
            "pocket.csv",
            "title,url,time_added,tags,status\nA,https://a.example.org,1700000000,x|y,read\n",
            "Pocket",
            "resource",
            "new",
        ),
        (
            "raindrop.csv",
            "id,title,note,excerpt,url,folder,tags,created\n1,U,mine,Short,"
            "https://u.example.org,F,,2024-03-01T10:00:00.000Z\n",
            "Raindrop",
            "resource",
            "new",
        ),
    ],
)
def test_tables_of_services_are_recognised(
    hub: Hub, name: str, content: str, told: str, kind: str, states: str
) -> None:
    """By their columns, and every row is new or left out with a reason; who unsubscribed, was
    suspended, is a bot or only came to an event is no member."""
    given = {
        "joined": "2026-01-01",
        "timezone": "Europe/Lisbon",
        "type": "article",
        "why": "Read it.",
    }
    found, preview, _ = seen(hub, name, content, **given)
    assert (service(found), found.plan.kind) == (told, kind)
    assert [line.state.split()[-1] for line in preview.lines] == states.split()
    assert all(line.why for line in preview.lines if line.state == "left out")


def test_fields_of_people_are_kept_and_nothing_private(hub: Hub) -> None:
    """Name, town, day and profile; no address, no answer, no time of a last visit."""
    zoe = seen(hub, "user-list.csv", DISCOURSE)[2][0]
    assert zoe == {
        "name": "Zoe Example",
        "headline": "Host",
        "joined": "2024-03-01",
        "added": "2026-11-23",
        "place": {"city": "Porto", "country": "PT"},
        "links": {"website": "https://zoe.example.org"},
    }
    ina = seen(hub, "m.xls", MEETUP)[2][0]
    assert (ina["name"], ina["joined"], ina["place"]["city"]) == (
        "Ina Example",
        "2014-04-24",
        "Porto",
    )
    for name, content in (
        ("m.xls", MEETUP),
        ("g.csv", LUMA),
        ("s.csv", SLACK),
        ("a.csv", MAILCHIMP),
        ("u.csv", DISCOURSE),
        ("e.csv", EVENTBRITE),
    ):
        _, preview, new = seen(hub, name, content, joined="2026-01-01")
        texts = str(new) + str([line.name for line in preview.lines])
        assert not any(
            each in texts for each in ("@", "secret", "spy", "1.2.3.4", "note", "VIP", "42")
        )


def test_only_a_guest_who_agrees_to_be_shown_is_taken(hub: Hub) -> None:
    """Not somebody who says no, nor somebody who says nothing; and agreeing to something else does
    not count."""
    _, preview, new = seen(hub, "guests.csv", LUMA)
    assert [each["name"] for each in new] == ["Ana López"]
    assert "does not want to be listed" in preview.lines[1].why[0]
    assert "nothing says clearly that they agree" in preview.lines[2].why[0]
    shared = LUMA.replace("list you in our member directory", "share your profile with sponsors")
    _, preview, new = seen(hub, "guests.csv", shared)
    assert new == [] and "is no member for that" in preview.lines[2].why[0]


def moment(seconds: int) -> dict[str, Any]:
    return {
        "event_id": "e",
        "kind": "in-person",
        "name": "CN Porto",
        "slug": "s",
        "starts_at": seconds,
        "ends_at": seconds + 7200,
        "timezone": "Europe/Lisbon",
        "venue_city": "Porto",
        "venue_country_code": "PT",
        "venue_name": "The Mill",
        "description_short": "Two talks.",
    }


@pytest.mark.parametrize(
    ("data", "told", "expected"),
    [
        (
            {
                "entries": [
                    {
                        "api_id": "e",
                        "event": {
                            "name": "Demo night",
                            "description_md": "Five demos.",
                            "start_at": "2026-12-03T18:00:00.000Z",
                            "end_at": "2026-12-03T20:00:00.000Z",
                            "timezone": "Europe/Berlin",
                            "visibility": "public",
                            "geo_address_json": {"city": "Berlin", "country": "Germany"},
                        },
                    }
                ]
            },
            "Luma",
            {
                "title": "Demo night",
                "start": "2026-12-03T19:00",
                "end": "2026-12-03T21:00",
                "place": {"city": "Berlin", "country": "DE"},
            },
        ),
        (
            {
                "events": [
                    {
                        "name": {"text": "Big day"},
                        "summary": "A day.",
                        "url": "https://e.example.org/1",
                        "start": {"timezone": "Europe/Lisbon", "local": "2027-01-03T10:00:00"},
                        "end": {"local": "2027-01-03T17:00:00"},
                        "status": "live",
                        "listed": True,
                        "online_event": False,
                        "venue": {"name": "Mill", "address": {"city": "Porto", "country": "PT"}},
                    }
                ]
            },
            "Eventbrite",
            {
                "title": "Big day",
                "start": "2027-01-03T10:00",
                "mode": "in-person",
                "registration": {"url": "https://e.example.org/1"},
            },
        ),
        (
            {"events": [moment(1796320800)], "total": 1},
            "Open Community Groups",
            {
                "title": "CN Porto",
                "start": "2026-12-03T18:00",
                "place": {"name": "The Mill", "city": "Porto", "country": "PT"},
            },
        ),
        (
            {
                "members": [
                    {
                        "created_at": 1726320800,
                        "username": "z",
                        "company": "C",
                        "name": "Zed Z",
                        "photo_url": None,
                        "title": "Engineer",
                    }
                ],
                "total": 1,
            },
            "Open Community Groups",
            {"name": "Zed Z", "joined": "2024-09-14", "headline": "Engineer"},
        ),
        (
            {
                "results": [
                    {
                        "name": "Social",
                        "time": 1796320800000,
                        "duration": 7200000,
                        "yes_rsvp_count": 21,
                        "status": "upcoming",
                        "visibility": "public",
                        "description": "<p>Hi <b>all</b></p>",
                        "event_url": "https://m.example.org/1",
                        "venue": {"name": "Pub", "city": "Munich", "country": "de"},
                        "group": {"timezone": "Europe/Berlin"},
                    }
                ]
            },
            "Meetup",
            {
                "title": "Social",
                "start": "2026-12-03T19:00",
                "duration": "120",
                "url": "https://m.example.org/1",
            },
        ),
        (
            {
                "data": {
                    "groupByUrlname": {
                        "pastEvents": {
                            "edges": [
                                {
                                    "node": {
                                        "title": "Night",
                                        "dateTime": "2026-12-03T18:00+01:00",
                                        "endTime": "2026-12-03T20:00+01:00",
                                        "timezone": "Europe/Berlin",
                                        "eventUrl": "https://m.example.org/2",
                                        "description": "Text",
                                        "eventType": "ONLINE",
                                        "status": "CANCELLED",
                                    }
                                }
                            ]
                        }
                    }
                }
            },
            "Meetup",
            {
                "title": "Night",
                "start": "2026-12-03T18:00",
                "mode": "online",
                "status": "cancelled",
            },
        ),
        (
            {
                "members": [
                    {
                        "id": 3,
                        "username": "ada2",
                        "name": "Ada Q",
                        "avatar_template": "/x",
                        "added_at": "2024-03-01T10:00:00.000Z",
                        "last_seen_at": "2026-01-01",
                    }
                ]
            },
            "Discourse",
            {"name": "Ada Q", "joined": "2024-03-01"},
        ),
        (
            {
                "directory_items": [
                    {"id": 3, "likes_given": 2, "user": {"id": 3, "username": "a", "name": "Al"}}
                ]
            },
            "Discourse",
            {"name": "Al"},
        ),
    ],
)
def test_lists_in_json_are_recognised(
    hub: Hub, data: Any, told: str, expected: dict[str, Any]
) -> None:
    """Wherever their list lies; moments in numbers become local times of their zone."""
    found, preview, new = seen(hub, "export.json", json.dumps(data), joined="2024-03-01")
    assert service(found) == told, preview
    assert [line.state for line in preview.lines] == ["new"], preview
    assert {name: new[0].get(name) for name in expected} == expected


def test_what_is_not_public_at_its_source_stays_out(hub: Hub) -> None:
    """Drafts, unlisted and private events, and addresses of meetings."""
    event = moment(1796320800)
    _, preview, new = seen(
        hub,
        "e.json",
        json.dumps(
            {
                "events": [
                    {**event, "published": False},
                    {
                        **event,
                        "name": "Call",
                        "kind": "virtual",
                        "meeting_join_url": "https://zoom.us/j/123456789?pwd=x",
                        "venue_city": None,
                    },
                ]
            }
        ),
    )
    assert [line.state for line in preview.lines] == ["left out", "new"]
    assert new[0]["mode"] == "online" and "zoom.us" not in str(new)


def calendar(title: str) -> str:
    return (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:{title}\r\nSUMMARY:{title}\r\n"
        "DESCRIPTION:Talks.\r\nDTSTART;TZID=Europe/Lisbon:20270304T190000\r\n"
        "LOCATION:Porto\\, Portugal\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def zipped(files: dict[str, str]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return raw.getvalue()


class TestArchives:
    def test_calendars_are_read_together(self, hub: Hub) -> None:
        raw = zipped(
            {"Takeout/A.ics": calendar("Alpha"), "Takeout/B.ics": calendar("Beta"), "x.html": ""}
        )
        _, preview, _ = seen(hub, "takeout.zip", raw)
        assert [line.path for line in preview.lines] == [
            "events/2027-03-alpha.yml",
            "events/2027-03-beta.yml",
        ]

    def test_the_people_of_a_chat_are_found_beside_its_days(self, hub: Hub) -> None:
        raw = zipped({"users.json": json.dumps(SLACK_USERS), "general/2026-01-01.json": "[]"})
        assert service(seen(hub, "slack.zip", raw)[0]) == "Slack"

    def test_a_packed_table_is_unpacked(self, hub: Hub) -> None:
        raw = gzip.compress(DISCOURSE.encode())
        assert service(seen(hub, "user-list.csv.gz", raw)[0]) == "Discourse"

    @pytest.mark.parametrize(
        ("raw", "word"),
        [
            (zipped({"a.csv": "x", "b.csv": "y"}), "several lists"),
            (zipped({"a.txt": "x"}), "without anything"),
            (b"PK\x03\x04broken", "cannot be opened"),
            (b"\x1f\x8bbroken", "cannot be opened"),
            (zipped({"a.ics": " " * (17 * 1024 * 1024)}), "larger than"),
            (gzip.compress(b" " * (17 * 1024 * 1024)), "larger than"),
        ],
        ids=["several", "none", "zip", "gzip", "large zip", "large gzip"],
    )
    def test_others_are_told(self, hub: Hub, raw: bytes, word: str) -> None:
        """One that unfolds to more than anybody's list has is not unfolded."""
        with pytest.raises(UnreadableError, match=word):
            recognised("a.zip", raw, hub.as_of)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("calendar.txt", calendar("Alpha")),
        (
            "links",
            '<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF="https://a.example.org">A</A></DL>',
        ),
        (
            "saved.html",
            '<title>Pocket Export</title><ul><li><a href="https://a.example.org" tags="x">A</a>',
        ),
        (
            "feeds.txt",
            '<?xml version="1.0"?><opml><body><outline text="A" htmlUrl="https://a.example.org"/>'
            "</body></opml>",
        ),
        ("list.yml", "- name: Zoe\n  joined: 2026-01-02\n"),
        ("people", "Name\tMember since\nZoe\t2026-01-02\n"),
    ],
)
def test_content_tells_the_form(hub: Hub, name: str, content: str) -> None:
    """Whatever the file is called."""
    _, preview, _ = seen(hub, name, content, type="article", why="Read it.")
    assert [line.state for line in preview.lines] == ["new"]


def test_answers_to_a_form_are_read_by_what_is_asked(hub: Hub) -> None:
    """Name, town and profile are taken; consent is heard; all else was told to whoever asked."""
    text = (
        "Timestamp,Email Address,What is your full name?,Which city do you live in?,"
        "What is your GitHub username? (optional),Would you like to be listed in our directory?,"
        "Tell us about you,What worries you most?\n"
        '11/25/2026 10:11:12,z@example.org,Zoe Form,"Porto, Portugal",zoe,Yes,secret,secret\n'
        "11/5/2026 10:11:12,y@example.org,Yve Form,Braga,yve,No,,\n"
    )
    found, preview, new = seen(hub, "answers.csv", text)
    assert found.answers and [line.state for line in preview.lines] == ["new", "left out"]
    assert new == [
        {
            "name": "Zoe Form",
            "place": {"city": "Porto", "country": "PT"},
            "joined": "2026-11-25",
            "links": {"github": "zoe"},
            "added": "2026-11-23",
        }
    ]
    assert "What worries you most?" in preview.unused


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("What's your name?", "name"),
        ("Your full name *", "full name"),
        ("Wie ist dein Name?", "Name"),
        ("In welcher Stadt wohnst du?", "Stadt"),
        ("Quel est votre prénom ?", "prénom"),
        ("¿Cuál es tu ciudad?", "ciudad"),
        ("Qual é o seu nome?", "nome"),
        ("お名前を教えてください", "名前"),
        ("What did you think about the event and its speakers?", ""),
        ("name", ""),
    ],
)
def test_a_question_asks_for_one_thing(question: str, word: str) -> None:
    """In the words a column would have; a longer one asks for more than a field holds."""
    assert asked(question) == word


def test_rows_that_could_be_anything_are_asked_about(hub: Hub) -> None:
    with pytest.raises(UnknownKindError):
        recognised("a.csv", b"key,value\n1,2\n", hub.as_of)


def test_every_known_export_can_be_followed() -> None:
    """Each names what it is told by, and takes something."""
    assert len(known_exports()) >= 19
    for export in known_exports():
        assert export.name and export.columns and export.plan.fields


def test_what_few_rows_say_does_not_hide_what_a_list_is(hub: Hub) -> None:
    """A list in JSON has every field that any of its entries has."""
    entries = [{"conference": f"Conf {day}", "start": f"2027-01-{day}"} for day in range(10, 20)]
    entries[0] |= dict.fromkeys(("sub", "cfp_x", "finaid", "booth", "hint", "twit"), "x")
    assert recognised("list.json", json.dumps(entries).encode(), hub.as_of).plan.kind == "event"


def test_words_for_a_place_count_more_than_points_on_a_map(hub: Hub) -> None:
    entry = {
        "conference": "Conf",
        "start": "2027-01-10",
        "place": "Vilnius, Lithuania",
        "location": [{"title": "Conf", "latitude": 54.6, "longitude": 25.2}],
    }
    _, preview, new = seen(hub, "list.json", json.dumps([entry]), summary="Talks.")
    assert new and new[0]["place"] == {"city": "Vilnius", "country": "LT"}, preview
