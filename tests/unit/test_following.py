"""Sources that are followed: what they say becomes records, and what was changed here stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import hubs
from hearth.cli.follow import follow
from hearth.follow.memory import read_memory
from playing_server import Answer, Play, Playing, packed, playing
from unhurried import Unhurried

DAY = date(2026, 11, 23)
EVENT = (
    "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261101T000000Z\r\nSUMMARY:{title}\r\n"
    "DTSTART;TZID=Europe/Berlin:{start}\r\nDTEND;TZID=Europe/Berlin:{end}\r\n"
    "DESCRIPTION:{text}\r\nURL:https://meet.community/{uid}\r\n{more}END:VEVENT\r\n"
)


def calendar(*events: str) -> bytes:
    whole = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//A//B//EN\r\n{}END:VCALENDAR\r\n"
    return whole.format("".join(events)).encode()


def event(uid: str, title: str = "Evening", day: str = "20261210", **more: str) -> str:
    given = {"text": "We talk.", "more": "", "start": f"{day}T180000", "end": f"{day}T200000"}
    return EVENT.format(**{**given, "uid": uid, "title": title, **more})


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a turn; a busy machine has all the time it needs to answer."""
    monkeypatch.setattr("hearth.cli.follow.APART", 0.0)
    monkeypatch.setattr("hearth.base.web.Web", Unhurried)


def hub_with(folder: Path, sources: str) -> Path:
    return hubs.minimal_hub(folder, {"content/sources.yml": sources})


def source(server: Playing, path: str = "/cal.ics", kind: str = "calendar", more: str = "") -> str:
    return (
        f"- id: circle\n  type: {kind}\n  url: {server.url}{path}\n"
        f"  set: {{mode: online, timezone: Europe/Berlin}}\n{more}"
    )


def run(root: Path, *options: str, day: date = DAY) -> list[dict[str, Any]]:
    """`hearth follow`; what it tells, as data."""
    words = [*f"--folder {root} --as-of {day} --private-network --format json".split(), *options]
    result = CliRunner().invoke(follow, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def states(found: list[dict[str, Any]]) -> list[str]:
    return [entry["state"] for each in found for entry in each["entries"]]


def only_event(root: Path) -> tuple[Path, str]:
    (file,) = (root / "events").glob("*.*")
    return file, file.read_text(encoding="utf-8")


def bare(folder: Path, server: Playing, **more: Any) -> Path:
    """A hub without events that follows the server's calendar."""
    root = hub_with(folder, source(server, **more))
    for file in (root / "events").glob("*.*"):
        file.unlink()
    return root


def test_a_life_of_an_event(tmp_path: Path) -> None:
    """It comes, moves to another day and is called off, and stays one record with one identity;
    asked again, nothing changes."""
    play: Play = {"/cal.ics": Answer(200, calendar(event("a")))}
    with playing(play) as server:
        root = bare(tmp_path, server)
        assert states(run(root)) == ["new"]
        assert list((root / "events").glob("*.*")) == []  # nothing is written unasked
        assert states(run(root, "--write")) == ["new"]
        file, text = only_event(root)
        assert file.name == "2026-12-evening.yml" and "2026-12-10" in text
        assert states(run(root, "--write")) == ["same"]
        assert only_event(root) == (file, text)
        play["/cal.ics"] = Answer(200, calendar(event("a", day="20270114")))
        assert states(run(root, "--write")) == ["changed"]
        assert only_event(root)[0] == file and "2027-01-14" in only_event(root)[1]
        play["/cal.ics"] = Answer(
            200, calendar(event("a", day="20270114", more="STATUS:CANCELLED\r\n"))
        )
        assert states(run(root, "--write")) == ["changed"]
        assert "status: cancelled" in only_event(root)[1]
    assert not [each for each in hubs.load(root)[1].errors if each.path.startswith("events/")]


def test_what_was_changed_here_wins(tmp_path: Path) -> None:
    """Field by field, with its comments, and it is said; the source's other changes come in."""
    play: Play = {"/cal.ics": Answer(200, calendar(event("a")))}
    with playing(play) as server:
        root = bare(tmp_path, server)
        run(root, "--write")
        file, text = only_event(root)
        text = text.replace("title: Evening", "title: Our evening  # nicer") + "level: beginner\n"
        file.write_text(text, encoding="utf-8")
        changed = event("a", title="Evening II", text="We talk and eat.")
        play["/cal.ics"] = Answer(200, calendar(changed))
        (found,) = run(root, "--write")
        (entry,) = found["entries"]
        assert entry["state"] == "changed"
        assert "We talk and eat." in only_event(root)[1]
        assert "title: Our evening  # nicer" in only_event(root)[1]
        assert "level: beginner" in only_event(root)[1]
        assert any(why.startswith("title was changed here") for why in entry["why"])
        # It is said once, and not again until the source says something new.
        assert states(run(root, "--write")) == ["same"]


def test_what_vanishes_is_asked_about(tmp_path: Path) -> None:
    """It stays, with the day since when; what is over may vanish."""
    play: Play = {"/cal.ics": Answer(200, calendar(event("a"), event("b", "Morning")))}
    with playing(play) as server:
        root = bare(tmp_path, server)
        run(root, "--write")
        play["/cal.ics"] = Answer(200, calendar(event("b", "Morning")))
        assert sorted(states(run(root, "--write"))) == ["missing", "same"]
        (found,) = run(root, "--write", day=date(2026, 11, 30))
        missing = [entry for entry in found["entries"] if entry["state"] == "missing"]
        assert "2026-11-23" in missing[0]["why"][0]
        assert (root / "events/2026-12-evening.yml").exists()
        assert states(run(root, day=date(2027, 3, 1))) == ["same"]


def test_what_vanished_is_asked_about_until_it_is_settled(tmp_path: Path) -> None:
    """Also while the server says that nothing changed, and offline."""
    answers = [
        Answer(200, calendar(event("a"))),
        Answer(200, calendar(), {"ETag": '"2"'}),
        Answer(304),
    ]
    with playing({"/cal.ics": lambda times: answers[min(times, 3) - 1]}) as server:
        root = bare(tmp_path, server)
        for state in ("new", "missing", "missing"):
            assert states(run(root, "--write")) == [state]
        assert server.asked[2][2]["if-none-match"] == '"2"'
    assert states(run(root, "--offline")) == ["missing"]


def test_what_was_left_out_is_asked_for_again(tmp_path: Path) -> None:
    """It, and all else, when what it lacked may be there now, or the source is another."""
    floating = calendar(event("a").replace(";TZID=Europe/Berlin", ""))
    with playing({"/cal.ics": Answer(200, floating, {"ETag": '"1"'})}) as server:
        root = bare(tmp_path, server)
        file = root / "content/sources.yml"
        whole = file.read_text()
        file.write_text(whole.replace(", timezone: Europe/Berlin", ""))
        assert states(run(root, "--write")) == ["left out"]
        file.write_text(whole)
        assert states(run(root, "--write")) == ["new"]
        file.write_text(whole.replace("mode: online", "mode: hybrid"))
        run(root, "--write")
        assert [("if-none-match" in headers) for _, _, headers in server.asked] == [False] * 3
        run(root, "--write")
        assert "if-none-match" in server.asked[3][2]


def test_an_address_that_moved_for_good_is_told(tmp_path: Path) -> None:
    """With the new one, which a person writes; and why an answer could not be read."""
    play: Play = {
        "/cal.ics": Answer(301, b"", {"Location": "/new.ics"}),
        "/new.ics": Answer(200, calendar(event("a"))),
        "/sign-in": Answer(200, b"<html><form></form></html>"),
    }
    with playing(play) as server:
        (found,) = run(bare(tmp_path / "a", server))
        (note,) = found["notes"]
        assert note.startswith("It moved for good to") and f"{server.url}/new.ics" in note
        (found,) = run(bare(tmp_path / "b", server, path="/sign-in"))
        assert "page where one logs in" in found["notes"][0]


def test_what_was_taken_out_here_stays_out(tmp_path: Path) -> None:
    """A source does not bring back what somebody deleted."""
    with playing({"/cal.ics": Answer(200, calendar(event("a")))}) as server:
        root = bare(tmp_path, server)
        run(root, "--write")
        only_event(root)[0].unlink()
        assert states(run(root, "--write")) == ["kept"]
        assert list((root / "events").glob("*.*")) == []


def test_an_event_that_is_there_already_is_taken_for_the_same(tmp_path: Path) -> None:
    """What is in the hub before the source is followed is not doubled, and is not written over."""
    with playing({"/cal.ics": Answer(200, calendar(event("a")))}) as server:
        root = bare(tmp_path, server)
        run(root, "--write")
        file, text = only_event(root)
        file.write_text(text.replace("We talk.", "We sing."), encoding="utf-8")
        (root / "content/sources/circle.yml").unlink()
        before = only_event(root)
        assert states(run(root, "--write")) == ["kept"]
        assert only_event(root) == before


def test_a_server_is_asked_for_changes_only(tmp_path: Path) -> None:
    """By the tag it gave; where it says that nothing changed, nothing is read."""
    tagged = Answer(200, calendar(event("a")), {"ETag": '"1"', "Last-Modified": "Mon, 02 Nov 2026"})
    answers = [tagged, Answer(304)]
    with playing({"/cal.ics": lambda times: answers[min(times, 2) - 1]}) as server:
        root = bare(tmp_path, server)
        run(root, "--write")
        before = only_event(root)
        run(root, "--write", day=date(2026, 11, 24))
        assert server.asked[1][2]["if-none-match"] == '"1"'
        assert server.asked[1][2]["if-modified-since"] == "Mon, 02 Nov 2026"
        assert only_event(root) == before
        memory = read_memory(root, "circle")
        assert (memory.answered, len(memory.taken)) == ("2026-11-24", 1)


BROKEN: dict[str, tuple[Answer, str]] = {
    "lost": (Answer(404), "404"),
    "broken": (Answer(500), "500"),
    "busy": (Answer(429, b"", {"Retry-After": "86400"}), "429"),
    "empty": (Answer(200, b""), "wrong-answer"),
    "page": (Answer(200, b"<html><body>Sorry</body></html>"), "wrong-answer"),
    "cut": (Answer(hang_up=True), "wrong-answer"),
    "round": (Answer(302, b"", {"Location": "/cal.ics"}), "loop"),
    "inward": (Answer(302, b"", {"Location": "ftp://127.0.0.1/"}), "wrong-address"),
    "huge": (packed(b"x" * 20_000_000), "too-large"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_source_that_fails_costs_nothing(tmp_path: Path, broken: str) -> None:
    """It is told with the day it answered last, and all that was taken from it stays."""
    answer, code = BROKEN[broken]
    play: Play = {"/cal.ics": Answer(200, calendar(event("a")))}
    with playing(play) as server:
        root = bare(tmp_path, server)
        run(root, "--write")
        before = only_event(root)
        play["/cal.ics"] = answer
        (found,) = run(root, "--write", day=date(2026, 12, 1))
        assert (found["failed"], found["answered"], found["taken"]) == (code, "2026-11-23", 1)
        assert only_event(root) == before
        (told,) = run(root, "--offline")
        assert told["failed"] == code


def feed_of(kind: str) -> bytes:
    if kind == "rss":
        return (
            b"<rss version='2.0'><channel><title>x</title><item><title>Hello &amp; bye</title>"
            b"<link>https://blog.community/1</link><guid>1</guid>"
            b"<pubDate>Mon, 02 Nov 2026 10:00:00 +0000</pubDate>"
            b"<description>&lt;p onclick='x'&gt;Words&lt;script&gt;bad()&lt;/script&gt;&lt;/p&gt;"
            b"</description></item></channel></rss>"
        )
    if kind == "atom":
        return (
            b"<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title><entry>"
            b"<title>Hello &amp; bye</title><id>1</id><link href='https://blog.community/1'/>"
            b"<updated>2026-11-02T10:00:00Z</updated><summary>Words</summary></entry></feed>"
        )
    item = {
        "id": "1",
        "url": "https://blog.community/1",
        "title": "Hello & bye",
        "date_published": "2026-11-02T10:00:00Z",
        "content_html": "<p>Words</p>",
    }
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item]}).encode()


@pytest.mark.parametrize("kind", ["rss", "atom", "json"])
def test_feeds_become_posts(tmp_path: Path, kind: str) -> None:
    """Of each form the same: title, day, words, and where it was published; no script survives."""
    with playing({"/feed": Answer(200, feed_of(kind))}) as server:
        root = hub_with(tmp_path, f"- id: blog\n  type: feed\n  url: {server.url}/feed\n")
        assert states(run(root, "--write")) == ["new"]
        hub, problems = hubs.load(root)
        assert problems.errors == []
        (post,) = [each for each in hub.posts.values() if each.url]
        assert (post.title, post.date, post.summary, post.url) == (
            *("Hello & bye", date(2026, 11, 2), "Words"),
            "https://blog.community/1",
        )
        # A feed forgets what is old: that is no question.
        assert states(run(root, "--write")) == ["same"]


PAGE = """<html><head><script type="application/ld+json">
{"@graph": [{"@type": "Organization", "name": "x"}, {"@type": "SocialEvent", "@id": "e1",
 "name": "Evening", "startDate": "2026-12-10T18:00:00.000+01:00",
 "endDate": "2026-12-10T20:00:00+01:00", "url": "https://meet.community/e1",
 "eventStatus": "https://schema.org/EventCancelled",
 "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
 "location": {"@type": "VirtualLocation", "url": "https://zoom.us/j/123"},
 "description": "We talk.", "subEvent": [{"@type": "Event", "name": "Part"}]}]}
</script></head></html>"""


def test_a_page_that_describes_its_events(tmp_path: Path) -> None:
    """By schema.org; the way into the meeting stays out, and parts of an event are no events."""
    with playing({"/page": Answer(200, PAGE.encode())}) as server:
        root = bare(tmp_path, server, path="/page", kind="page")
        assert states(run(root, "--write")) == ["new"]
        _, text = only_event(root)
        assert "status: cancelled" in text and "2026-12-10T18:00" in text.replace(" ", "T")
        assert "zoom.us" not in text


def test_two_sources_that_know_one_event(tmp_path: Path) -> None:
    """It becomes one record."""
    with playing({"/cal.ics": Answer(200, calendar(event("a")))}) as server:
        root = bare(tmp_path, server)
        file = root / "content/sources.yml"
        file.write_text(source(server) + source(server).replace("circle", "other"))
        assert states(run(root, "--write")) == ["new", "same"]
        only_event(root)


def test_the_same_answers_give_the_same_bytes(tmp_path: Path) -> None:
    """In records and in what is remembered."""
    two = calendar(event("b", "Morning"), event("a"))
    with playing({"/cal.ics": Answer(200, two)}) as server:
        roots = [bare(tmp_path / name, server) for name in ("one", "two")]
        for root in roots:
            run(root, "--write")
        texts = [
            {file.name: file.read_bytes() for file in sorted(root.rglob("*.yml"))} for root in roots
        ]
        assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("options", "asked"), [((), ["/a"]), (("--trusted",), []), (("other",), ["/b"])]
)
def test_which_sources_are_asked(
    tmp_path: Path, options: tuple[str, ...], asked: list[str]
) -> None:
    """All but those that are paused; only the trusted, or one by its name."""
    with playing({}) as server:
        both = source(server, "/a") + source(server, "/b", more="  paused: true\n").replace(
            "circle", "other"
        )
        run(hub_with(tmp_path, both), *options)
        assert [path for _, path, _ in server.asked] == asked


def unknown(root: Path) -> Callable[[], Any]:
    return lambda: CliRunner().invoke(follow, ["--folder", str(root), "nobody"])


def test_an_unknown_source_is_said(tmp_path: Path) -> None:
    """With the file it should stand in."""
    result = unknown(hub_with(tmp_path, "- id: a\n  type: meetup\n  of: circle\n"))()
    assert result.exit_code == 2 and "content/sources.yml" in result.output


def test_services_have_addresses(tmp_path: Path) -> None:
    """Made of whose and where, with nothing in them that would lead elsewhere."""
    root = hub_with(
        tmp_path,
        "- id: a\n  type: meetup\n  of: a b/../c?x=1\n"
        "- id: b\n  type: mastodon\n  of: ada\n  at: social.example\n"
        "- id: c\n  type: youtube\n  of: UC123\n"
        "- id: d\n  type: mobilizon\n  of: '@circle'\n  at: https://meet.example/\n",
    )
    hub, problems = hubs.load(root)
    assert problems.errors == []
    assert [each.address for each in hub.followed.values()] == [
        "https://www.meetup.com/a%20b/../c%3Fx%3D1/events/ical/",
        "https://social.example/@ada.rss",
        "https://www.youtube.com/feeds/videos.xml?channel_id=UC123",
        "https://meet.example/@circle/feed/ics",
    ]
