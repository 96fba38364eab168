"""What members and groups post elsewhere: what is taken, what is kept, and what the site shows."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import hubs
from hearth.cli.follow import follow
from hearth.cli.forget import forget
from hearth.follow.blogs import followed_blogs, known_of
from hearth.kinds import registered
from hearth.model.rules.tombstones import of_name, with_tombstone
from hearth.outputs.pages.planet import SHOWN, pages
from hearth.papers.follow import paper
from hearth.read.kept_feeds import MOST, path_of_feed
from hearth.site.build import SiteBuild
from hearth.site.leak_check import canaries
from hearth.views.planet import MONTHLY, blog_posts, posts_of
from job_kind import FILES, JOB
from playing_server import Answer, Play, packed, playing
from unhurried import Unhurried

DAY = date(2026, 11, 23)
ADA = path_of_feed("member", "ada")


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a turn; a busy machine has all the time it needs to answer."""
    monkeypatch.setattr("hearth.cli.follow.APART", 0.0)
    monkeypatch.setattr("hearth.base.web.Web", Unhurried)


def feed(*items: dict[str, Any]) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()


def item(name: str, day: str = "2026-11-02", **more: str) -> dict[str, Any]:
    url = f"https://blog.community/{name}"
    given = {"id": name, "title": name, "url": url, "date_published": f"{day}T10:00:00Z"}
    return {**given, **more}


def with_blog(folder: Path, url: str, **more: str | bytes | None) -> Path:
    ada = f"name: Ada Example\njoined: 2026-01-05\nfeed: {url}\n"
    return hubs.minimal_hub(folder, {"members/ada.yml": ada, **more})


def run(root: Path, *options: str, day: date = DAY) -> dict[str, Any]:
    """`hearth follow`; what it tells of the one blog."""
    words = [*f"--folder {root} --as-of {day} --private-network --format json".split(), *options]
    result = CliRunner().invoke(follow, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    (found,) = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def titles(root: Path) -> list[str]:
    """What the site shows on the profile of the one who has a blog."""
    hub = hubs.load(root)[0].public()
    return [post.entry.title for post in posts_of(hub, hub.members.get("ada"))]


def test_a_life_of_a_blog(tmp_path: Path) -> None:
    """It is written when it says something new, and by nothing else; what its author took down goes
    with the next run."""
    play: Play = {"/feed": Answer(200, feed(item("a"), item("b", "2026-11-20")), {"ETag": '"1"'})}
    with playing(play) as server:
        root = with_blog(tmp_path, f"{server.url}/feed")
        assert len(run(root)["new"]) == 2 and not (root / ADA).exists()
        run(root, "--write")
        first = (root / ADA).read_bytes()
        assert titles(root) == ["b", "a"]
        play["/feed"] = Answer(304)
        assert run(root, "--write", day=date(2026, 12, 1))["kept"] == 2
        assert server.asked[-1][2]["if-none-match"] == '"1"'
        play["/feed"] = Answer(200, feed(item("b", "2026-11-20"), item("a")), {"ETag": '"2"'})
        run(root, "--write", day=date(2026, 12, 2))
        assert (root / ADA).read_bytes() == first  # a day or a tag is no news
        play["/feed"] = Answer(200, feed(item("a")))
        run(root, "--write")
        assert titles(root) == ["a"]


HOSTILE = [
    item("script", url="javascript:alert(1)"),
    item("data", url="data:text/html,x"),
    item("password", url="https://me:secret@blog.community/"),
    item("no-url", url=""),
    item("no-day", date_published="soon"),
    item("to-come", "2031-01-01"),
    {"id": "x", "url": "https://blog.community/x", "date_published": "2026-11-02"},
    item("fine", title="<b>Fine</b> & \u202ewell", url="/fine"),
    item("same", url="/fine"),
    item(
        "words",
        content_html="<p onclick=x>Words <img src='https://spy.community/x.png'> "
        f"<script>bad()</script><a href='javascript:x'>more</a></p><p>{'long ' * 400}</p>",
    ),
]


def test_what_is_hostile_is_left_out_or_made_words(tmp_path: Path) -> None:
    """Each with a reason that is counted; of text, nothing is kept that a browser runs or
    fetches."""
    with playing({"/feed": Answer(200, feed(*HOSTILE))}) as server:
        root = with_blog(tmp_path, f"{server.url}/feed")
        assert run(root, "--write")["left_out"] == {
            "it has no address on the web": 4,
            "it has no day": 1,
            "its day is still to come": 1,
            "it has neither a title nor a text": 1,
        }
        hub, problems = hubs.load(root)
        assert [each for each in problems if each.path == ADA] == []
        fine, words = blog_posts(hub.public())
        assert (fine.entry.url, fine.entry.title) == (f"{server.url}/fine", "Fine & well")
        assert words.entry.summary and words.entry.summary.startswith("Words more long")
        assert len(words.entry.summary) <= 280
    text = (root / ADA).read_text("utf-8")
    assert not [bad for bad in ("javascript", "spy", "onclick", "bad()", "secret") if bad in text]


def test_authors_are_named_where_a_blog_has_several(tmp_path: Path) -> None:
    """On a group's, not on one person's; a mailbox is no name, and who was removed stays away."""
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title>"
        + "".join(
            f"<entry><title>By {name}</title><id>{name}</id><link href='/{name[:2]}'/><author>"
            f"<name>{name}</name></author><updated>2026-11-02T10:00:00Z</updated></entry>"
            for name in ("Lu Writer", "mail@crew.community", "Gone Person", "Crew")
        )
        + "</feed>"
    )
    marks = with_tombstone("", b"salt", date(2026, 1, 1), [of_name("Gone Person")])
    with playing({"/feed": Answer(200, atom.encode())}) as server:
        url = f"{server.url}/feed"
        crew = f"name: Crew\npurpose: Work.\nfeed: {url}\n"
        more = {"content/groups/crew.yml": crew, "members/.forgotten.yml": marks}
        root = with_blog(tmp_path, url, **more)
        words = f"--folder {root} --as-of {DAY} --private-network --write --format json".split()
        told = json.loads(CliRunner().invoke(follow, words, catch_exceptions=False).stdout)
        assert [each["left_out"] for each in told] == [{"its author was removed here": 1}] * 2
        hub = hubs.load(root)[0].public()
        of_crew = {each.entry.author for each in posts_of(hub, hub.groups["crew"])}
        of_ada = {each.entry.author for each in posts_of(hub, hub.members["ada"])}
        assert (of_crew, of_ada) == ({"Lu Writer", None}, {None})


def test_a_public_word_of_who_is_hidden_stops_no_site(tmp_path: Path) -> None:
    """A group's blog may tell of them in public; as the author of it they are not named."""
    url = "https://crew.example.org/feed"
    kept = (
        f"url: {url}\nentries:\n  - {{title: We asked Hidden Heron, author: Hidden Heron, "
        "url: 'https://crew.example.org/1', date: 2026-11-02}\n"
    )
    files = {
        "members/heron.yml": "name: Hidden Heron\njoined: 2026-01-05\nvisible: hidden\n",
        "content/groups/crew.yml": f"name: Crew\npurpose: Work.\nfeed: {url}\n",
        path_of_feed("group", "crew"): kept,
    }
    hub = hubs.load(hubs.minimal_hub(tmp_path, files))[0]
    (post,) = blog_posts(hub.public())
    assert (post.entry.author, "Hidden Heron" in post.entry.title) == (None, True)
    assert "Hidden Heron" not in canaries(hub, hub.public())[0]


BROKEN = {
    "lost": (Answer(404), "404"),
    "busy": (Answer(429, b"", {"Retry-After": "86400"}), "429"),
    "page": (Answer(200, b"<html><body>Sorry</body></html>"), "wrong-answer"),
    "nothing": (Answer(200, b""), "wrong-answer"),
    "huge": (packed(b"x" * 20_000_000), "too-large"),
    "inward": (Answer(302, b"", {"Location": "ftp://127.0.0.1/"}), "wrong-address"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_blog_that_fails_costs_nothing(tmp_path: Path, broken: str) -> None:
    """What was kept stays shown; since when it fails is kept once, and named after a month."""
    answer, code = BROKEN[broken]
    play: Play = {"/feed": Answer(200, feed(item("a")))}
    with playing(play) as server:
        root = with_blog(tmp_path, f"{server.url}/feed")
        run(root, "--write")
        play["/feed"] = answer
        found = run(root, "--write")
        assert (found["failed"], found["failing"], found["dead"]) == (code, "2026-11-23", False)
        told = (root / ADA).read_bytes()
        assert run(root, "--write", day=date(2026, 12, 23))["dead"]
        assert (root / ADA).read_bytes() == told and titles(root) == ["a"]
        assert run(root, "--offline", day=date(2026, 12, 23))["dead"]
        play["/feed"] = Answer(200, feed())  # an empty one is no reason to forget
        assert run(root, "--write")["failing"] is None and titles(root) == ["a"]


def test_the_report_names_what_is_dead(tmp_path: Path) -> None:
    """With its address and what is wrong, and says of each when it answered."""
    root = with_blog(tmp_path, "https://blog.community/feed")
    text = "url: https://blog.community/feed\nfailing: 2026-10-01\nwhy: '404'\n"
    hubs.write(root, {ADA: text})
    hub = hubs.load(root)[0]
    told = paper(hub, [], [known_of(blog) for blog in followed_blogs(hub)]).plain_text
    assert "have not answered for a month" in told and "status 404" in told
    assert "not since 2026-10-01" in told and "Nothing is followed" not in told


def test_it_is_said_where_a_blog_moved(tmp_path: Path) -> None:
    play: Play = {
        "/feed": Answer(301, b"", {"Location": "/new"}),
        "/new": Answer(200, feed(item("a"))),
    }
    with playing(play) as server:
        found = run(with_blog(tmp_path, f"{server.url}/feed"), "--write")
        assert found["new"] == [{"title": "a", "url": "https://blog.community/a"}]
        assert found["notes"] == [f"It moved for good to {server.url}/new: write that as `feed`."]


PAGE = b"""<html><head><link rel=icon href=/x.png>
<link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><p>My blog</p></html>"""


def test_a_page_is_asked_for_its_feed(tmp_path: Path) -> None:
    """Who wrote the address of the blog instead is told that of its feed."""
    with playing({"/": Answer(200, PAGE)}) as server:
        found = run(with_blog(tmp_path, f"{server.url}/"))
        assert found["failed"] == "wrong-answer"
        assert found["notes"][-1] == f"The page there names a feed: {server.url}/feed.xml."


KEPT = (
    "url: https://ada.example.org/feed\nentries:\n"
    "  - {title: Old words, url: 'https://ada.example.org/1', date: 2026-11-02}\n"
)


@pytest.mark.parametrize(
    "change",
    [
        {"visible": "hidden"},
        {"not_public": "[feed]"},
        {"feed": "https://elsewhere.example.org/feed"},
        {"feed": None},
    ],
)
def test_only_what_the_owner_names_is_shown(tmp_path: Path, change: dict[str, str | None]) -> None:
    """From the moment of the change; the next run deletes the file, or writes it anew."""
    root = with_blog(tmp_path, "https://ada.example.org/feed", **{ADA: KEPT})
    assert titles(root) == ["Old words"] and list(pages(hubs.load(root)[0].public()))
    fields = {"name": "Ada", "joined": "2026-01-05", "feed": "https://ada.example.org/feed"}
    text = "".join(f"{name}: {value}\n" for name, value in {**fields, **change}.items() if value)
    (root / "members/ada.yml").write_text(text, "utf-8")
    hub = hubs.load(root)[0].public()
    assert blog_posts(hub) == () and list(pages(hub)) == []
    options = f"--folder {root} --as-of {DAY} --write".split()
    assert CliRunner().invoke(follow, options, catch_exceptions=False).exit_code == 0
    gone = "elsewhere" not in str(change)
    assert (root / ADA).exists() != gone


def test_a_slip_in_a_profile_costs_no_entries(tmp_path: Path) -> None:
    """What is kept of a record that is wrong just now is kept on."""
    root = with_blog(tmp_path, "https://ada.example.org/feed", **{ADA: KEPT})
    (root / "members/ada.yml").write_text("name: Ada\njoined: soon\n", "utf-8")
    options = f"--folder {root} --as-of {DAY} --write".split()
    assert CliRunner().invoke(follow, options, catch_exceptions=False).exit_code == 0
    assert (root / ADA).exists()


def test_blogs_and_sources_are_asked_apart(tmp_path: Path) -> None:
    """Who wants the one alone has it; what is trusted is no blog."""
    sources = "- {id: talks, type: calendar, url: https://talks.community/a.ics, trust: true}\n"
    url = "https://ada.community/feed"
    root = with_blog(tmp_path, url, **{"content/sources.yml": sources})
    for option, found in (("--blogs", {"blog"}), ("--trusted", {"source"}), ("talks", {"source"})):
        words = f"{option} --offline --folder {root} --as-of {DAY} --format json".split()
        told = json.loads(CliRunner().invoke(follow, words, catch_exceptions=False).stdout)
        assert {name for one in told for name in one} & {"blog", "source"} == found


def test_a_kind_from_outside_has_blogs_too(tmp_path: Path) -> None:
    """Its descriptor says so, and its page shows them without a template of its own."""
    kept = KEPT.replace("https://ada.example.org/feed", "https://example.org/apply")
    with registered(replace(JOB, followed_feed="apply")):
        root = hubs.minimal_hub(tmp_path, {**FILES, "content/planet/job-gardener.yml": kept})
        site = SiteBuild(hubs.load(root)[0])
        (page,) = (page for page in site.plan.pages if page.url == "jobs/gardener/")
        assert "Old words" in site.filler.slots(page)["body"]
        found = {blog.owner.KIND for blog in followed_blogs(site.hub)}
        assert found == {"job"}


def test_examples_are_not_asked(tmp_path: Path) -> None:
    """Nobody is at example.org; what is kept of it stays."""
    root = with_blog(tmp_path, "https://ada.example.org/feed", **{ADA: KEPT})
    found = run(root, "--write")
    assert not found["asked"] and (root / ADA).read_text("utf-8") == KEPT


def kept(name: str, *days: date) -> str:
    entries = "".join(
        f"  - {{title: T, url: 'https://{name}.example.org/{day}', date: {day}}}\n" for day in days
    )
    return f"url: https://{name}.example.org/feed\nentries:\n{entries}"


def test_the_planet_is_bounded_and_fair(tmp_path: Path) -> None:
    """The newest of all; what is in a member's and a group's feed once; of who posts every day the
    newest of each month."""
    files: dict[str, str | bytes | None] = {}
    often = [date(2026, 11, day) for day in range(MOST, 0, -1)]
    seldom = [date(2026 - n // 12, 12 - n % 12, 1) for n in range(1, MOST + 1)]
    for name in ("dee", "eve", "fay", "gus"):
        url = f"https://{name}.example.org/feed"
        files[f"members/{name}.yml"] = f"name: {name}\njoined: 2026-01-05\nfeed: {url}\n"
        files[path_of_feed("member", name)] = kept(name, *(often if name == "dee" else seldom))
    crew = "name: Crew\npurpose: Work.\nfeed: https://eve.example.org/feed\n"
    files["content/groups/crew.yml"] = crew
    files[path_of_feed("group", "crew")] = files[path_of_feed("member", "eve")]
    hub = hubs.load(hubs.minimal_hub(tmp_path, files))[0].public()
    assert len(posts_of(hub, hub.members["dee"])) == MOST
    assert len(blog_posts(hub)) == 3 * MOST + MONTHLY
    (page,) = pages(hub)
    shown = [post for _, posts in page.prepare(hub).values["months"] for post in posts]
    assert len(shown) == SHOWN and shown[0].day == date(2026, 11, MOST)


def test_a_hub_can_do_without(tmp_path: Path) -> None:
    """Then nobody is asked, nothing is shown, and what was kept goes."""
    url = "https://ada.example.org/feed"
    root = with_blog(tmp_path, url, **{ADA: KEPT})
    config = root / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("hearth: {", "hearth: {blogs: false, "), "utf-8"
    )
    hub, problems = hubs.load(root, blogs=False)
    assert list(problems) == [] and blog_posts(hub) == () and followed_blogs(hub) == []
    options = f"--folder {root} --as-of {DAY} --write".split()
    assert CliRunner().invoke(follow, options, catch_exceptions=False).exit_code == 0
    assert not (root / ADA).exists()


def test_a_spoilt_file_shows_nothing(tmp_path: Path) -> None:
    """It is said, and costs nothing else."""
    spoilt = KEPT.replace("https://ada.example.org/1", "javascript:alert(1)")
    root = with_blog(tmp_path, "https://ada.example.org/feed", **{ADA: spoilt})
    hub, problems = hubs.load(root)
    assert blog_posts(hub) == () and "ada" in hub.members
    assert [(each.code, each.severity) for each in problems] == [("planet-file", "warning")]


def rss(rights: str, of_item: str = "", summary: str = "Words of mine") -> bytes:
    """A feed that says what its rights are, for all or for its entry."""
    return (
        "<rss version='2.0' xmlns:cc='http://backend.userland.com/creativeCommonsRssModule' "
        f"xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>x</title>{rights}<item>"
        f"<title>T</title><link>https://blog.community/t</link>{of_item}"
        "<pubDate>Mon, 02 Nov 2026 10:00:00 +0000</pubDate>"
        f"<description>{summary}</description></item></channel></rss>"
    ).encode()


CC = "https://creativecommons.org/licenses"
RIGHTS = {
    "nothing": (rss(""), "Words of mine", ""),
    "all reserved": (
        rss("<copyright>(c) 2026 Ada. All rights reserved.</copyright>"),
        *("Words of mine", ""),
    ),
    "forbidden": (rss("<copyright>No republication without consent</copyright>"), None, ""),
    "forbidden in German": (rss("<copyright>Nachdruck verboten</copyright>"), None, ""),
    "an element": (
        rss("<cc:license>http://creativecommons.org/licenses/by/4.0/</cc:license>"),
        *("Words of mine", f"{CC}/by/4.0/"),
    ),
    "words": (rss("<copyright>CC BY-SA 4.0</copyright>"), "Words of mine", f"{CC}/by-sa/4.0/"),
    "of the entry": (
        rss("<copyright>CC BY 4.0</copyright>", "<dc:rights>CC BY-NC-ND 3.0</dc:rights>"),
        *("Words of mine", f"{CC}/by-nc-nd/3.0/"),
    ),
    "of a land": (
        rss(f"<copyright>{CC}/by/3.0/de/deed.de</copyright>"),
        *("Words of mine", f"{CC}/by/3.0/de/"),
    ),
    "no version": (rss("<copyright>Creative Commons, CC BY</copyright>"), "Words of mine", ""),
    "elsewhere": (
        rss("<cc:license>https://licences.community/mine</cc:license>"),
        *("Words of mine", ""),
    ),
}


@pytest.mark.parametrize("rights", RIGHTS)
def test_rights_are_read_and_respected(tmp_path: Path, rights: str) -> None:
    """A licence of Creative Commons is shown with its link; who forbids more than a title has
    titles alone; that all rights are reserved changes nothing."""
    body, summary, licence = RIGHTS[rights]
    with playing({"/feed": Answer(200, body)}) as server:
        root = with_blog(tmp_path, f"{server.url}/feed")
        run(root, "--write")
        site = SiteBuild(hubs.load(root)[0])
        (post,) = blog_posts(site.hub.public())
        assert (post.entry.summary, post.entry.licence or "") == (summary, licence)
        for url in ("planet/", "members/ada/"):
            (page,) = (page for page in site.plan.pages if page.url == url)
            text = site.filler.slots(page)["body"]
            assert (f'<a href="{licence}" rel="license noopener">CC' in text) is bool(licence)


def test_licences_of_json_and_atom(tmp_path: Path) -> None:
    """In the ways in which these forms say it."""
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title>"
        f"<link rel='license' href='{CC}/by/4.0/deed.en'/><entry><title>T</title><id>1</id>"
        "<link href='https://blog.community/t'/><updated>2026-11-02T10:00:00Z</updated></entry>"
        "</feed>"
    )
    json_feed = feed(item("t", license="https://creativecommons.org/publicdomain/zero/1.0/"))
    for name, body, told in (("atom", atom.encode(), "CC BY 4.0"), ("json", json_feed, "CC0 1.0")):
        with playing({"/feed": Answer(200, body)}) as server:
            root = with_blog(tmp_path / name, f"{server.url}/feed")
            run(root, "--write")
            (post,) = blog_posts(hubs.load(root)[0].public())
            assert post.licence == told


def test_an_owner_may_want_titles_alone(tmp_path: Path) -> None:
    """From the next build on; the next run takes the summaries out of the file, and brings them
    back when they are wanted again."""
    body = feed(item("a", summary="Some words of mine"))
    answers = {"": Answer(200, body, {"ETag": '"1"'}), '"1"': Answer(304)}
    play: Play = {}
    with playing(play) as server:
        play["/feed"] = lambda times: answers[server.asked[-1][2].get("if-none-match", "")]
        root = with_blog(tmp_path, f"{server.url}/feed")
        ada = root / "members/ada.yml"
        whole = ada.read_text("utf-8")
        run(root, "--write")

        def summaries() -> list[str | None]:
            hub = hubs.load(root)[0].public()
            return [post.entry.summary for post in posts_of(hub, hub.members["ada"])]

        assert summaries() == ["Some words of mine"]
        ada.write_text(f"{whole}feed_shows: titles\n", "utf-8")
        assert summaries() == [None] and "Some words" in (root / ADA).read_text("utf-8")
        run(root, "--write")
        text = (root / ADA).read_bytes()
        assert b"Some words" not in text and titles(root) == ["a"]
        run(root, "--write")
        assert (root / ADA).read_bytes() == text
        ada.write_text(whole, "utf-8")
        run(root, "--write")
        assert summaries() == ["Some words of mine"]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Gone Person", "We asked Gone Person about soup"),
        ("Gone Person", "gone person's last talk"),
        ("José van der Díaz", "A talk by José van der Díaz, at last"),
        ("山田太郎", "山田太郎さんに聞く"),
    ],
)
def test_titles_name_nobody_who_was_removed(tmp_path: Path, name: str, title: str) -> None:
    """Neither in what is new nor in what was kept before they were removed; it is counted."""
    body = feed(item("a", title=title), item("b", title="Another Person, gone"))
    with playing({"/feed": Answer(200, body, {"ETag": '"1"'})}) as server:
        root = with_blog(tmp_path, f"{server.url}/feed")
        run(root, "--write")
        assert len(titles(root)) == 2
        marks = with_tombstone("", b"salt", date(2026, 1, 1), [of_name(name)])
        hubs.write(root, {"members/.forgotten.yml": marks})
        found = run(root, "--write")
        assert found["left_out"] == {"it names somebody who was removed here": 1}
        assert titles(root) == ["Another Person, gone"]


def test_who_is_forgotten_goes_from_kept_titles(tmp_path: Path) -> None:
    """With the command that removes them; words of others are not rewritten."""
    kept_of_crew = (
        "url: https://crew.example.org/feed\nentries:\n"
        "  - {title: We asked Ada Example, url: 'https://crew.example.org/1', date: 2026-11-02}\n"
        "  - {title: Soup, url: 'https://crew.example.org/2', date: 2026-11-01}\n"
    )
    crew = "name: Crew\npurpose: Work.\nfeed: https://crew.example.org/feed\n"
    path = path_of_feed("group", "crew")
    root = hubs.minimal_hub(tmp_path, {"content/groups/crew.yml": crew, path: kept_of_crew})
    words = ["ada", "--folder", str(root), "--yes"]
    CliRunner().invoke(forget, words, catch_exceptions=False)
    text = (root / path).read_text("utf-8")
    assert "title: Soup" in text and "Ada" not in text and "former" not in text
