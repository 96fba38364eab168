"""Forty sources and more, good and bad, asked again after a month: every entry is placed or refused
with a reason, and whatever happens to a source costs the hub nothing."""

from __future__ import annotations

import gzip
import json
import socket
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import hubs
from hearth.base.web import is_open
from hearth.cli.follow import follow
from hearth.outputs.pages.plan import plan
from hearth.read.kept_feeds import MOST, path_of_feed
from hearth.views.planet import posts_of
from playing_server import CERTIFICATES, Answer, Play, packed, playing
from unhurried import Unhurried

DAYS = (date(2026, 11, 1), date(2026, 12, 1))
INSIDE = {"inside": "10.0.0.1", "nobody": "", "nameless-blog": ""}
"""Where names below community lead: to this machine, but for these."""


def event(uid: str, day: str = "20261210", more: str = "", zone: str = "Europe/Berlin") -> str:
    start = f"DTSTART;TZID={zone}:{day}T180000\r\n" if day else ""
    return (
        f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261001T000000Z\r\n{start}DURATION:PT2H\r\n"
        f"SUMMARY:Evening of {uid}\r\nDESCRIPTION:Wir reden über {uid}.\r\n{more}END:VEVENT\r\n"
    )


def calendar(*events: str, encoding: str = "utf-8", end: str = "END:VCALENDAR\r\n") -> bytes:
    whole = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//A//B//EN\r\n{''.join(events)}{end}"
    return whole.encode(encoding)


def atom(name: str, title: str = "<title>Grüße of {}</title>", day: str = "2026-10-30") -> str:
    return (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title><entry>{title.format(name)}"
        f"<id>{name}</id><link href='https://{name}.community/1'/><updated>{day}T10:00:00Z"
        f"</updated><summary>Was {name} schreibt, für alle.</summary></entry></feed>"
    )


def rss(name: str, when: str, title: str = "Words of {}") -> bytes:
    return (
        f"<rss version='2.0'><channel><title>x</title><item><title>{title.format(name)}</title>"
        f"<guid>{name}</guid><link>https://{name}.community/1</link><pubDate>{when}</pubDate>"
        f"<description>&lt;p&gt;Grüße von {name} an alle.&lt;/p&gt;</description>"
        "</item></channel></rss>"
    ).encode()


def page(name: str) -> bytes:
    described = {
        "@type": "Event",
        "name": f"Evening of {name}",
        "startDate": "2026-12-11T18:00:00+01:00",
        "endDate": "2026-12-11T20:00:00+01:00",
        "url": f"https://{name}.community/1",
        "description": "Über uns.",
    }
    script = json.dumps(described, ensure_ascii=False)
    return f'<html><script type="application/ld+json">{script}</script><p>Grüße</p></html>'.encode()


LOGIN = b"<!doctype html><html><title>Sign in</title><form><input name=password></form></html>"
SOON = {"Retry-After": "0"}
HOURS = {"Retry-After": "86400"}
CHANGED = ("", ["changed"])
NEW, SAME, NONE = ("", ["new"]), ("", ["same"]), ("", [])
Told = tuple[str, list[str]]
"""What went wrong, and the states of the entries."""


@dataclass
class Source:
    """What a source answers on each day, and what is told then; what comes last stays."""

    kind: str
    answers: list[Any]
    told: list[Told]
    more: Play = field(default_factory=dict)
    """What stands at other paths of its server."""
    host: str = ""
    server: str = ""
    """The certificate of its server."""


def of(kind: str, *answers: Any, told: list[Told] | None = None, **more: Any) -> Source:
    return Source(kind, list(answers), told or [NEW, SAME], **more)


def to(place: str, status: int = 302) -> Answer:
    return Answer(status, b"", {"Location": place})


def failing(kind: str, code: str, *answers: Any, **more: Any) -> Source:
    return of(kind, *answers, told=[(code, [])], **more)


def text(body: bytes, **headers: str) -> Answer:
    return Answer(200, body, {name.replace("_", "-"): value for name, value in headers.items()})


def ics(name: str, **more: Any) -> Answer:
    return text(calendar(event(name, **more)))


def first_again(times: int) -> Answer:
    """Too busy at the first question, and there at the next."""
    return Answer(429, b"", SOON) if times % 2 else ics("busy-once")


def only_new(name: str) -> list[Answer]:
    return [text(calendar(event(name)), ETag='"1"'), Answer(304)]


GOOD = {
    "plain": of("calendar", ics("plain")),
    "tagged": of("calendar", *only_new("tagged"), told=[NEW, NONE]),
    "rss": of("feed", text(rss("rss", "Mon, 02 Nov 2026 10:00:00 +0000"))),
    "atom": of("feed", text(atom("atom").encode())),
    "json": of(
        "feed",
        text(
            b"\xef\xbb\xbf"
            + json.dumps(
                {
                    "version": "https://jsonfeed.org/version/1.1",
                    "items": [
                        {
                            "id": 1,
                            "url": "https://json.community/1",
                            "date_published": "2026-10-30T10:00:00Z",
                            "content_text": "A note without a title.",
                        }
                    ],
                }
            ).encode()
        ),
    ),
    "described": of("page", text(page("described"), Content_Type="text/html; charset=utf-8")),
    "unsaid": of("page", text(page("unsaid"), Content_Type="text/html")),
    "packed": of("calendar", packed(calendar(event("packed")))),
    "moved": of("calendar", to("/there", 301), more={"/there": ics("moved")}),
    "aside": of("calendar", to("/of/é"), more={"/of/%C3%A9": ics("aside")}),
    "as-a-page": of("calendar", text(calendar(event("as-a-page")), Content_Type="text/html")),
    "polish": of(
        "feed",
        text(
            atom("polish", "<title>Żółw of {}</title>")
            .replace("ß", "")
            .encode("iso-8859-2", "ignore"),
            Content_Type="application/atom+xml; charset=iso-8859-2",
        ),
    ),
    "japanese": of(
        "feed",
        text(
            (
                "<?xml version='1.0' encoding='shift_jis'?>"
                + atom("japanese", "<title>集い of {}</title>").replace("ü", "")
            ).encode("shift_jis")
        ),
    ),
    "russian": of(
        "calendar",
        text(
            calendar(event("russian", more="LOCATION:Дом\r\n").replace("ü", ""), encoding="cp1251"),
            Content_Type="text/calendar; charset=windows-1251",
        ),
    ),
    "wide": of("calendar", text(calendar(event("wide"), encoding="utf-16"))),
    "busy-once": of("calendar", first_again),
    "untitled": of(
        "feed", text(rss("untitled", "Mon, 02 Nov 2026 10:00:00 +0000").replace(b"title>", b"x>"))
    ),
    "signed": of("calendar", ics("signed"), server="signed"),
}
CHANGING = {
    "later": of("calendar", ics("later"), ics("later", day="20270114"), told=[NEW, CHANGED]),
    "off": of(
        "calendar",
        ics("off"),
        ics("off", more="STATUS:CANCELLED\r\n"),
        told=[NEW, CHANGED],
    ),
    "vanishing": of(
        "calendar",
        ics("vanishing"),
        text(calendar()),
        told=[NEW, ("", ["missing"])],
    ),
    "cut-short": of(
        "calendar",
        text(calendar(event("cut-short"), event("end-of-it"))),
        Answer(200, calendar(event("cut-short"), end="BEGIN:VEV"), {}, to_the_end=True),
        told=[("", ["new", "new"]), SAME],
    ),
    "private-now": of(
        "calendar",
        ics("private-now"),
        ics("private-now", more="CLASS:PRIVATE\r\n"),
        told=[NEW, ("", ["left out"])],
    ),
}
LEFT_OUT = ("", ["left out"])
REFUSED = {
    "no-zone": of("calendar", ics("no-zone", zone="Nowhere/Land"), told=[NEW, SAME]),
    "private": of("calendar", ics("private", more="CLASS:PRIVATE\r\n"), told=[LEFT_OUT]),
    "dateless": of("calendar", ics("dateless", day=""), told=[LEFT_OUT]),
    "no-day": of("feed", text(rss("no-day", "some day")), told=[LEFT_OUT]),
    "year-naught": of(
        "feed", text(rss("year-naught", "0001-01-01T00:00:00+14:00")), told=[LEFT_OUT]
    ),
}
BROKEN = {
    "lost": failing("calendar", "404", Answer(404)),
    "gone": failing("feed", "410", Answer(410)),
    "broken": failing("calendar", "500", Answer(500)),
    "locked": failing("calendar", "403", Answer(403)),
    "shut": failing(
        "calendar",
        "503",
        Answer(
            503,
            b"",
            {
                "Date": "Sun, 01 Nov 2026 10:00:00 GMT",
                "Retry-After": "Mon, 02 Nov 2026 10:00:00 GMT",
            },
        ),
    ),
    "busy": failing("calendar", "429", Answer(429, b"", HOURS)),
    "slow": failing("calendar", "timeout", Answer(200, calendar(event("slow")), drip=0.02)),
    "slow-head": failing("calendar", "timeout", Answer(slow_head=0.01)),
    "cut": failing("calendar", "wrong-answer", Answer(hang_up=True)),
    "round": failing("calendar", "loop", to("/round")),
    "to-inside": failing("calendar", "refused", to("http://169.254.169.254/latest/")),
    "to-a-file": failing("calendar", "wrong-address", to("file:///etc/passwd")),
    "to-nowhere": failing("calendar", "wrong-address", to("http://[nowhere/")),
    "bomb": failing("calendar", "too-large", packed(b"x" * 5_000_000)),
    "huge": failing("page", "too-large", Answer(200, b"x" * 300_000)),
    "half-packed": failing(
        "calendar",
        "wrong-answer",
        text(gzip.compress(calendar(event("half-packed")))[:-30], Content_Encoding="gzip"),
    ),
    "brotli": failing("page", "wrong-answer", text(page("brotli"), Content_Encoding="br")),
    "empty": failing("calendar", "wrong-answer", Answer(200, b"")),
    "no-content": failing("calendar", "204", Answer(204, b"")),
    "login-ics": failing("calendar", "wrong-answer", text(LOGIN)),
    "login-feed": failing("feed", "wrong-answer", text(LOGIN)),
    "login-page": failing("page", "wrong-answer", text(LOGIN)),
    "torn-feed": failing(
        "feed", "wrong-answer", text(b"<?xml version='1.0' encoding='\xab'?><rss></rss>")
    ),
    "no-feed": failing("feed", "wrong-answer", text(b'{"items": [1]}')),
    "expired": failing("calendar", "certificate", ics("expired"), server="expired"),
    "wrong-host": failing("calendar", "certificate", ics("wrong-host"), server="wrong-host"),
    "self-signed": failing("calendar", "certificate", ics("self-signed"), server="self-signed"),
    "nobody": failing("calendar", "no-host", ics("nobody")),
    "inside": failing("calendar", "refused", ics("inside")),
}
DEAD = {
    "dead-server": of("calendar", ics("dead-server"), Answer(500), told=[NEW, ("500", [])]),
    "dead-line": of(
        "feed",
        text(atom("dead-line").encode()),
        Answer(hang_up=True),
        told=[NEW, ("wrong-answer", [])],
    ),
    "dead-page": of("page", text(page("dead-page")), text(LOGIN), told=[NEW, ("wrong-answer", [])]),
}
SOURCES = {**GOOD, **CHANGING, **REFUSED, **BROKEN, **DEAD}
HOSTILE = rss(
    "hostile",
    "Sun, 01 Nov 2026 10:00:00 +0000",
    "&lt;img src=x onerror=alert(1)&gt;Safe &lt;script&gt;bad()&lt;/script&gt;words\u202e \u2028",
).replace(
    b"an alle.",
    b"an alle. &lt;iframe src=//spy.community&gt;&lt;/iframe&gt;&lt;style&gt;body{}&lt;/style&gt;"
    b"&lt;a href='javascript:bad()' onclick='bad()'&gt;mehr&lt;/a&gt; {{ config }} [x](data:x)",
)
"""A blog whose words would do something, if they were taken for more than words."""
LAUGHS = (
    b"<!DOCTYPE x [<!ENTITY a 'ha'>"
    + b"".join(b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>"
)
READING = b"<!DOCTYPE x [<!ENTITY j SYSTEM 'file:///etc/passwd'>]>"
OFTEN = "".join(
    f"<entry><title>Day {n}</title><id>{n}</id><link href='/{n}'/>"
    f"<updated>2026-10-{n % 28 + 1:02}T10:00:00Z</updated></entry>"
    for n in range(500)
)
NAMES_A_FEED = b"<html><link rel=alternate type='application/rss+xml' href=/feed.xml><p>Me</html>"
ONE, NO_NEWS = ("", 1, 1), ("", 0, 1)
Heard = tuple[str, int, int]
"""What went wrong, how many entries are new, and how many are kept."""


def blog(*answers: Any, told: list[Heard], **more: Any) -> Source:
    return Source("feed", list(answers), told, **more)  # type: ignore[arg-type]


def lost(code: str, *answers: Any, **more: Any) -> Source:
    return blog(*answers, told=[(code, 0, 0)], **more)


def of_blog(name: str) -> Answer:
    return text(rss(name, "Sun, 01 Nov 2026 10:00:00 +0000"))


BLOGS = {
    "plain-blog": blog(of_blog("plain-blog"), told=[ONE, NO_NEWS]),
    "atom-blog": blog(text(atom("atom-blog").encode()), told=[ONE, NO_NEWS]),
    "tagged-blog": blog(
        text(rss("t", "Sun, 01 Nov 2026 10:00:00 +0000"), ETag='"1"'),
        Answer(304),
        told=[ONE, NO_NEWS],
    ),
    "moved-blog": blog(
        to("/there-now", 301), more={"/there-now": of_blog("moved-blog")}, told=[ONE, NO_NEWS]
    ),
    "daily-blog": blog(
        text(f"<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title>{OFTEN}</feed>".encode()),
        told=[("", MOST, MOST), ("", 0, MOST)],
    ),
    "hostile-blog": blog(text(HOSTILE), told=[ONE, NO_NEWS]),
    "laughing-blog": blog(
        text(LAUGHS + rss("l", "Sun, 01 Nov 2026 10:00:00 +0000", "Ha &j; of {}")),
        told=[ONE, NO_NEWS],
    ),
    "reading-blog": blog(
        text(READING + rss("r", "Sun, 01 Nov 2026 10:00:00 +0000", "Read &j; of {}")),
        told=[ONE, NO_NEWS],
    ),
    "early-blog": blog(
        text(rss("early", "Mon, 16 Nov 2026 10:00:00 +0000")), told=[("", 0, 0), ONE]
    ),
    "dying-blog": blog(of_blog("dying-blog"), Answer(410), told=[ONE, ("410", 0, 1)]),
    "sold-blog": blog(
        of_blog("sold-blog"),
        text(b"<html><title>This domain is for sale</title></html>"),
        told=[ONE, ("wrong-answer", 0, 1)],
    ),
    "emptied-blog": blog(
        of_blog("emptied-blog"),
        text(b"<rss version='2.0'><channel><title>x</title></channel></rss>"),
        told=[ONE, NO_NEWS],
    ),
    "swollen-blog": blog(
        of_blog("swollen-blog"), Answer(200, b"x" * 300_000), told=[ONE, ("too-large", 0, 1)]
    ),
    "front-page": lost("wrong-answer", text(NAMES_A_FEED)),
    "login-blog": lost("wrong-answer", text(LOGIN)),
    "no-blog": lost("404", Answer(404)),
    "gone-blog": lost("410", Answer(410)),
    "broken-blog": lost("500", Answer(500)),
    "bomb-blog": lost("too-large", packed(b"x" * 5_000_000)),
    "slow-blog": lost("timeout", Answer(200, of_blog("slow-blog").body, drip=0.02)),
    "round-blog": lost("loop", to("/round-blog")),
    "inside-blog": lost("refused", to("http://192.168.1.1/feed")),
    "old-blog": lost("certificate", of_blog("old-blog"), server="expired"),
    "nameless-blog": lost("no-host", of_blog("nameless-blog")),
}
"""Feeds of members and groups."""


SLOW = ("/slow", "/slow-head", "/slow-blog")


@pytest.fixture(autouse=True)
def names_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names lead to the server that plays; nobody waits, and what is slow is given up soon."""
    asked = socket.getaddrinfo

    def find(host: str, *more: Any, **named: Any) -> Any:
        address = INSIDE.get(host.partition(".")[0], "127.0.0.1")
        if not address:
            raise socket.gaierror
        return asked(host if host[0].isdigit() else address, *more, **named)

    monkeypatch.setattr("hearth.cli.follow.APART", 0.0)
    monkeypatch.setattr("hearth.base.web.Web", partial(Unhurried, slow=SLOW, largest=200_000))
    monkeypatch.setattr("hearth.base.web.socket.getaddrinfo", find)
    monkeypatch.setattr(
        "hearth.base.web.is_open", lambda address: address == "127.0.0.1" or is_open(address)
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "authority.pem"))


def at_day(play: Play, number: int) -> None:
    """Every source answers as it does on one of the days."""
    for name, source in {**SOURCES, **BLOGS}.items():
        play[f"/{name}"] = source.answers[min(number, len(source.answers) - 1)]
        play |= source.more


def run(root: Path, day: date) -> dict[str, dict[str, Any]]:
    words = f"--folder {root} --as-of {day} --format json --write".split()
    result = CliRunner().invoke(follow, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return {each.get("source") or each["blog"]: each for each in json.loads(result.stdout)}


def hub_of_all(folder: Path, ports: dict[str, str]) -> Path:
    """A hub without events of its own that follows all of them; every second blog is a group's."""

    def at(name: str, source: Source) -> str:
        return f"{ports[source.server].replace('127.0.0.1', f'{name}.community')}/{name}\n"

    entries = "".join(
        f"- id: {name}\n  type: {source.kind}\n  url: {at(name, source)}"
        + ("" if source.kind == "feed" else "  set: {mode: online, timezone: Europe/Berlin}\n")
        for name, source in SOURCES.items()
    )
    files: hubs.Files = {"content/sources.yml": entries}
    for name, source in BLOGS.items():
        folder_of, line = OWNERS[owner_of(name)[0]]
        files[f"{folder_of}/{name}.yml"] = f"name: The {name}\n{line}\nfeed: {at(name, source)}"
    return hubs.minimal_hub(folder, files)


OWNERS = {
    "member": ("members", "joined: 2026-01-05"),
    "group": ("content/groups", "purpose: We write."),
}


def owner_of(name: str) -> tuple[str, str]:
    """The kind and the id of whose blog it is."""
    return ("member", "group")[list(BLOGS).index(name) % 2], name


def pages_of(root: Path) -> set[str]:
    """The pages there are, but for those that only help to prepare what is to come."""
    hub, problems = hubs.load(root)
    assert list(map(str, problems.errors)) == []
    shown = {
        name: len(posts_of(hub.public(), hub.records[kind][name]))
        for kind, name in map(owner_of, BLOGS)
    }
    assert {name for name, number in shown.items() if not number} <= {
        name for name, source in BLOGS.items() if source.told[0][1:] == (0, 0)
    }
    found = {page.url for page in plan(hub.public())}
    return {url for url in found if not url.endswith(("/share/", "/run-sheet/"))}


def files_of(root: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(root)): file.read_bytes()
        for folder in ("events", "content/news", "content/sources", "content/planet")
        for file in sorted((root / folder).rglob("*.*"))
    }


def test_a_month_of_forty_sources(tmp_path: Path) -> None:
    """What was taken stays whatever its source does, each entry that is not taken has a reason,
    and the same answers give the same bytes."""
    play: Play = {}
    servers = dict.fromkeys(source.server for source in SOURCES.values())
    with ExitStack() as stack:
        running = {name: stack.enter_context(playing(play, name)) for name in servers}
        ports = {name: server.url for name, server in running.items()}
        roots = [hub_of_all(tmp_path / name, ports) for name in ("one", "two")]
        pages: set[str] = set()
        for number, day in enumerate(DAYS):
            at_day(play, number)
            found = run(roots[0], day)
            of_blogs = {name: found.pop(name) for name in list(found) if "/" in name}
            assert {
                name: (each["failed"] or "", [entry["state"] for entry in each["entries"]])
                for name, each in found.items()
            } == {
                name: source.told[min(number, len(source.told) - 1)]
                for name, source in SOURCES.items()
            }
            assert {
                name: (each["failed"] or "", len(each["new"]), each["kept"])
                for name, each in of_blogs.items()
            } == {
                "/".join(owner_of(name)): source.told[min(number, len(source.told) - 1)]
                for name, source in BLOGS.items()
            }
            for each in found.values():
                for entry in each["entries"]:
                    assert entry["why"] or entry["state"] in ("new", "changed", "same"), entry
                    assert entry["state"] != "new" or (roots[0] / entry["path"]).exists()
            before, pages = pages, pages_of(roots[0])
            assert before <= pages
            if not number:
                run(roots[1], day)
                assert files_of(roots[0]) == files_of(roots[1])
    assert len(SOURCES) >= 40 and len(BLOGS) >= 20
    told = {name.partition("/")[2]: each for name, each in of_blogs.items()}
    assert "/there-now" in told["moved-blog"]["notes"][0]
    assert "/feed.xml" in told["front-page"]["notes"][-1]
    assert told["no-blog"]["dead"] and not told["dying-blog"]["dead"]
    kept = "".join((roots[0] / path_of_feed(*owner_of(name))).read_text("utf-8") for name in BLOGS)
    assert "title: Safe words" in kept and not [words for words in NEVER if words in kept]


NEVER = ("<", "bad()", "spy", "onclick", "javascript", "\u202e", "root:", "haha", "for sale")
"""What hostile blogs would like to have on the site."""
