"""The desk as a private site: who is answered, what forms write, and that none of it is public."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner

import hubs
from hearth.cli.main import main
from hearth.desk_site.desk import ManagerDesk
from hearth.desk_site.note_titles import TITLES
from hearth.desk_site.server import FORM, LARGEST, DeskServer, HttpAnswer
from hearth.desk_site.site import DeskSite
from hearth.desk_site.static import WRITTEN, NoPlaceError, refuse_public, write_desk
from hearth.desk_site.ways import way
from hearth.manage.private.notes import FILES as NOTE_FILES

STAKES = "Whether it is worth its money"
CANARY = "Quietly carried the projector"
FILES: hubs.Files = {
    "private/thanks.yml": f'- {{date: 2026-11-20, to: bo, reason: "{CANARY}"}}\n',
    "private/plans.yml": "- due: 2026-12-04\n  what: The December letter\n  where: newsletter\n",
    "private/surveys/autumn.yml": (
        "title: Autumn\nversions: [{version: 1, since: 2026-11-01, questions: [{id: one, text: "
        "Why?}]}]"
        "\nresults: [{version: 1, since: 2026-11-02, until: 2026-11-03, answered: 7}]\n"
    ),
    "private/stakeholders.yml": (
        f'- {{role: Head of <b>marketing</b>, id: head, cares: "{STAKES}", figures: [speakers]}}\n'
    ),
    "members/eve.yml": "name: Eve <b>Bold</b>\njoined: 2026-11-18\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hubs.minimal_hub(tmp_path_factory.mktemp("desk-hub"), FILES)


@pytest.fixture
def desk(root: Path) -> ManagerDesk:
    """The desk with forms; what forms wrote into a list stays for the tests after it."""
    return ManagerDesk.of(*hubs.load(root), forms=True)


@pytest.fixture
def server(root: Path) -> DeskServer:
    """A desk that is read anew for every request, without a socket."""
    found = DeskServer(lambda: DeskSite(ManagerDesk.of(*hubs.load(root), forms=True)))
    found.hosts, found.port = ("127.0.0.1:8010",), 8010
    return found


def asked(
    server: DeskServer, target: str = "/", body: Mapping[str, str] | None = None, **headers: str
) -> HttpAnswer:
    """The answer to somebody who has the cookie, unless the headers say otherwise."""
    sent = {
        "Host": "127.0.0.1:8010",
        "Cookie": f"{server.cookie}={server.token}",
        "Content-Type": FORM,
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    if body is None:
        return server.answer("GET", target, sent, b"")
    return server.answer("POST", target, sent, urlencode(body).encode())


def posted(server: DeskServer, target: str, **fields: str) -> HttpAnswer:
    return asked(server, target, {"_form": server.form_token, **fields})


def page(answer: HttpAnswer) -> str:
    return answer.content.decode()


# -- who is answered -------------------------------------------------------------------------------


def test_the_secret_address_becomes_a_cookie(server: DeskServer) -> None:
    """It is asked for once, and stands in no address after that."""
    answer = asked(server, f"/?token={server.token}", Cookie="")
    assert answer.status == HTTPStatus.SEE_OTHER
    assert answer.headers["Location"] == "/"
    assert answer.headers["Set-Cookie"].endswith("; Path=/; HttpOnly; SameSite=Strict")
    assert asked(server).status == HTTPStatus.OK
    assert server.token not in page(asked(server))


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": ""},
        {"Cookie": "hearth-desk-8010=guessed"},
        {"Host": "127.0.0.1:8011"},
        {"Host": "desk.example.org"},
        {"Origin": "https://example.org"},
        {"Origin": "http://127.0.0.1:9000"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
    ids=str,
)
def test_others_are_refused(server: DeskServer, root: Path, headers: dict[str, str]) -> None:
    """Without the secret, by another name, or from a page that is none of the desk's: nothing is
    said, and nothing written."""
    before = hubs.tree(root / "private")
    form = {"_form": server.form_token, "to": "ada", "reason": "nothing"}
    for answer in (
        asked(server, "/", **headers),
        asked(server, "/assets/hearth/desk.css", **headers),
        asked(server, "/do/note/thanks/", form, **headers),
    ):
        assert answer.status == HTTPStatus.FORBIDDEN
        assert b"<" not in answer.content
    assert hubs.tree(root / "private") == before


@pytest.mark.parametrize("headers", [{}, {"Content_Type": "text/plain"}], ids=str)
def test_a_form_of_another_page_is_refused(
    server: DeskServer, root: Path, headers: dict[str, str]
) -> None:
    """What is sent must be a form, and know what only the desk's own forms know."""
    before = hubs.tree(root / "private")
    guessed = "" if not headers else server.form_token
    sent = {"_form": guessed, "to": "ada", "reason": "nothing"}
    answer = asked(server, "/do/note/thanks/", sent, **headers)
    assert answer.status == HTTPStatus.FORBIDDEN
    assert hubs.tree(root / "private") == before


def test_it_listens_on_this_machine_alone(root: Path) -> None:
    """A real socket: the loopback address, a strict policy, no more than a form's size."""
    from http.client import HTTPConnection
    from threading import Thread

    server = DeskServer(lambda: DeskSite(ManagerDesk.of(*hubs.load(root), forms=True)))
    serving = server.listen(0)
    Thread(target=serving.serve_forever, daemon=True).start()
    try:
        assert serving.server_address[0] == "127.0.0.1"
        link = HTTPConnection("127.0.0.1", server.port, timeout=20)
        link.request("GET", "/people/", headers={"Cookie": f"{server.cookie}={server.token}"})
        answer = link.getresponse()
        assert answer.status == HTTPStatus.OK
        assert "Bo Sample" in answer.read().decode()
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'")
        assert "unsafe" not in policy
        assert answer.headers["Cache-Control"] == "no-store"
        link = HTTPConnection("127.0.0.1", server.port, timeout=20)
        link.putrequest("POST", "/do/note/thanks/")
        link.putheader("Content-Length", f"{LARGEST + 1}")
        link.endheaders()
        assert link.getresponse().status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    finally:
        serving.shutdown()
        serving.server_close()


# -- pages -----------------------------------------------------------------------------------------


def test_every_page_is_there_and_leads_on(desk: ManagerDesk) -> None:
    """Each address has a page, and every link of the desk leads to a page, a form or a file."""
    site = DeskSite(desk)
    led = set[str]()
    for address in site.addresses:
        found = site.page(address)
        assert found, address
        root = "../" * address.count("/") or "./"
        links = re.findall(rf'href="{re.escape(root)}([^"?#.]*)["?#]', str(found))
        led |= set(links)
    for link in led:
        steps = tuple(link.removesuffix("/").split("/"))
        assert site.form(steps[1:], {}) if steps[0] == "do" else site.at(link), link


def test_what_people_wrote_stays_words(desk: ManagerDesk) -> None:
    """A name with markup in it is shown as it is written."""
    found = str(DeskSite(desk).page("people/eve/"))
    assert "<b>Bold</b>" not in found
    assert "Eve &lt;b&gt;Bold&lt;/b&gt;" in found


@pytest.mark.parametrize(
    ("command", "address"),
    [
        (
            'hearth thank ada --for "came early" --event evening',
            "do/note/thanks/?to=ada&reason=came+early&event=evening&back=care%2F",
        ),
        ('hearth note insights insight="…"', "do/note/insights/?back=care%2F"),
        (
            "hearth note featured member=MEMBER where=news",
            "do/note/featured/?where=news&back=care%2F",
        ),
        (
            "hearth introduce --mark ada bo accepted",
            "do/step/?people=ada%2C+bo&step=accepted&back=care%2F",
        ),
        ("hearth plan --done 1", "do/change/plans/0/?done=today&back=care%2F"),
        ("hearth brief --part asks", "week/asks/"),
        (
            "hearth set members/cy.md welcomed=2026-11-23 roles.av=ID",
            "do/set/members/cy.md/?welcomed=2026-11-23&roles.av=&back=care%2F",
        ),
        (
            "hearth set private/insights.yml --entry 2 owner=ID",
            "do/change/insights/1/?owner=&back=care%2F",
        ),
        ("hearth ready evening", "events/evening/"),
        ("hearth care", "care/"),
        (
            "hearth add post --set type=recap --set about.events=evening",
            "do/add/post/?type=recap&about.events=evening&back=care%2F",
        ),
        ("hearth add map --set title=x", None),
        ("make serve", None),
        ("hearth 'open", None),
    ],
)
def test_commands_become_links(desk: ManagerDesk, command: str, address: str | None) -> None:
    """What a paper tells to type is a press on the desk; what the desk cannot do stays as it is."""
    found = way(desk, command, "care/")
    assert (found and found.url) == (address and f"\x00{address}")


def test_the_search_finds_what_pages_say(desk: ManagerDesk) -> None:
    """By all words, whatever their capitals and accents, with the page that says it."""
    site = DeskSite(desk)
    assert re.search(
        rf'<a href="[^"]+">[^<]+</a> <span>[^<]*{CANARY}', str(site.search("CARRIED projéctor"))
    )
    assert "<li>" not in str(site.search("carried elephant")).split("hb-desk-found")[1]


def test_every_list_of_notes_has_a_title() -> None:
    """Whatever kind of note there is has its page and its form."""
    assert list(TITLES) == list(NOTE_FILES)


# -- forms -----------------------------------------------------------------------------------------


def test_a_form_writes_what_the_command_writes(server: DeskServer, root: Path) -> None:
    """A note that is right is written, and the page it leads back to says where; who is known by
    name need not be known by id."""
    answer = posted(
        server,
        "/do/note/thanks/",
        _back="care/",
        date="2026-11-22",
        to="Ada Example",
        reason="Soup",
    )
    assert answer.status == HTTPStatus.SEE_OTHER
    there = answer.headers["Location"]
    assert there.startswith("/care/?told=")
    assert "Noted in private/thanks.yml." in page(asked(server, there))
    assert "Noted in" not in page(asked(server, there))
    written = (root / "private" / "thanks.yml").read_text("utf-8")
    assert written.startswith(str(FILES["private/thanks.yml"]))
    assert written.endswith("- date: 2026-11-22\n  to: ada\n  reason: Soup\n")
    again = posted(server, "/do/note/thanks/", date="2026-11-22", to="ada", reason="Soup")
    assert "noted already" in page(asked(server, again.headers["Location"]))
    assert (root / "private" / "thanks.yml").read_text("utf-8") == written


def test_what_is_wrong_is_said_and_nothing_lost(server: DeskServer, root: Path) -> None:
    """Beside its field, with what was written still there."""
    before = hubs.tree(root / "private")
    answer = posted(server, "/do/note/thanks/", to="adda", reason='A "kind" <word>', date="soon")
    shown = page(answer)
    assert answer.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert hubs.tree(root / "private") == before
    assert 'value="A &#34;kind&#34; &lt;word&gt;"' in shown
    assert 'id="w-date"' in shown
    assert "is not a date" in shown
    to = posted(server, "/do/note/thanks/", to="adda", reason="x", date="2026-11-22")
    assert "Did you mean &#34;ada&#34;?" in page(to)


def test_a_note_is_changed_where_it_stands(server: DeskServer, root: Path) -> None:
    """What is new is added, and the rest stays as it was written."""
    assert 'value="The December letter"' in page(asked(server, "/do/change/plans/0/"))
    answer = posted(
        server,
        "/do/change/plans/0/",
        due="2026-12-05",
        what="The December letter",
        where="newsletter",
        who="bo",
    )
    assert answer.status == HTTPStatus.SEE_OTHER
    assert (root / "private" / "plans.yml").read_text("utf-8") == (
        "- due: 2026-12-05\n  what: The December letter\n  where: newsletter\n  who: bo\n"
    )
    assert asked(server, "/do/change/plans/7/").status == HTTPStatus.NOT_FOUND


def test_a_step_of_an_introduction_is_noted(server: DeskServer, root: Path) -> None:
    """With the introduction, where nobody noted that; then in its entry."""
    for step in ("accepted", "met"):
        assert posted(server, "/do/step/", people="ada, bo", step=step).headers
    assert (root / "private" / "introductions.yml").read_text("utf-8") == (
        "- people: [ada, bo]\n  suggested: 2026-11-23\n  accepted: 2026-11-23\n  met: 2026-11-23\n"
    )


def test_a_field_of_a_record_is_set(server: DeskServer, root: Path) -> None:
    """What a line of the brief asks for is written into the record's file, and nothing that the hub
    could not take."""
    target = "/do/set/members/cy.md/?welcomed=today&buddy="
    shown = page(asked(server, target))
    assert 'name="welcomed" value="2026-11-23"' in shown
    assert 'name="buddy"' in shown
    before = (root / "members" / "cy.md").read_text("utf-8")
    assert posted(server, target, welcomed="2026-11-23", buddy="nobody").status == 422
    assert (root / "members" / "cy.md").read_text("utf-8") == before
    answer = posted(server, target, welcomed="2026-11-23", buddy="Ada Example")
    assert "Noted in members/cy.md." in page(asked(server, answer.headers["Location"]))
    assert (root / "members" / "cy.md").read_text("utf-8") == before.replace(
        "joined: 2026-03-15\n", "joined: 2026-03-15\nwelcomed: 2026-11-23\nbuddy: ada\n"
    )
    for other in ("mkdocs.yml", "../secret.yml", "content/topics.yml"):
        assert asked(server, f"/do/set/{other}/?name=x").status == HTTPStatus.NOT_FOUND


def test_a_record_is_added(server: DeskServer, root: Path) -> None:
    """With what the line of the brief knew already; what is wrong stands beside its question, and
    the same file is never written twice."""
    target = "/do/add/post/?type=recap&about.events=evening"
    shown = page(asked(server, target))
    assert '<option value="recap" selected>' in shown
    assert 'name="about.events" value="evening"' in shown
    sent = {"title": "The evening", "type": "recap", "about.events": "An evening in the hall"}
    wrong = posted(server, target, **sent, authors="nobody")
    assert wrong.status == 422
    assert 'id="w-authors"' in page(wrong)
    assert not (root / "content" / "news" / "2026-11-the-evening.md").exists()
    done = posted(server, target, **sent, authors="Ada Example", body="It was *good*.")
    told = page(asked(server, done.headers["Location"]))
    path = "content/news/2026-11-the-evening.md"
    assert f"Noted in {path}." in told
    written = (root / path).read_text("utf-8")
    assert "title: The evening\n" in written
    assert "authors: [ada]" in written
    assert "events: [evening]" in written
    assert "It was *good*." in written
    assert posted(server, target, **sent, authors="ada").status == 422


def test_a_line_of_the_brief_is_done(server: DeskServer, root: Path) -> None:
    """One press beside it; it is noted with its cause, and does not wait any more."""
    shown = page(asked(server))
    found = re.search(r'<button form="hb-done" name="item" value="([^"]+)"', shown)
    assert found
    answer = posted(server, "/do/done/", item=found[1], _back="")
    assert answer.status == HTTPStatus.SEE_OTHER
    assert f'value="{found[1]}"' not in page(asked(server))
    assert found[1].partition("/")[0] in (root / "private" / "done.yml").read_text("utf-8")
    assert posted(server, "/do/done/", item=found[1]).status == 422


def test_a_list_with_a_mistake_is_left_alone(tmp_path: Path) -> None:
    """Nobody could tell what is noted already, or which entry is meant."""
    wrong = "- {date: 2026-11-20, to: nobody-here, reason: Soup}\n"
    hub = hubs.minimal_hub(tmp_path, {"private/thanks.yml": wrong})
    form = DeskSite(ManagerDesk.of(*hubs.load(hub), forms=True)).form(("note", "thanks"), {})
    assert form
    taken = form.take({"date": "2026-11-22", "to": "ada", "reason": "Soup"})
    assert not taken.told
    assert "private/thanks.yml has a mistake" in taken.wrong[""]
    assert (hub / "private" / "thanks.yml").read_text("utf-8") == wrong


# -- as files --------------------------------------------------------------------------------------


def test_files_have_no_forms_and_lead_on_by_themselves(root: Path, tmp_path: Path) -> None:
    """Every link names a file that is there; an earlier desk's page that is no more goes."""
    folder = tmp_path / "desk"
    site = DeskSite(ManagerDesk.of(*hubs.load(root)))
    many = write_desk(site, folder)
    (folder / "people" / "zoe").mkdir()
    (folder / "people" / "zoe" / "index.html").write_text("left over")
    known = (folder / WRITTEN).read_text("utf-8")
    (folder / WRITTEN).write_text(known.replace("[", '["people/zoe/index.html", "../kept",', 1))
    (tmp_path / "kept").write_text("of somebody else")
    assert write_desk(site, folder) == many
    assert not (folder / "people" / "zoe" / "index.html").exists()
    assert (tmp_path / "kept").exists()
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) == many > 40
    for file in pages:
        text = file.read_text("utf-8")
        assert 'name="robots" content="noindex' in text
        assert 'method="post"' not in text
        assert "/do/" not in text
        links = re.findall(r'(?:href|src|action)="([^"#?]*)', text)
        inside = [link for link in links if link and not link.startswith("http")]
        assert [link for link in inside if not (file.parent / link).is_file()] == []
    assert CANARY in (folder / "people" / "bo" / "index.html").read_text("utf-8")
    assert (folder / "index.html").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "name", [".", "content/desk", "site", "site/desk", "members", "public/x", "full"]
)
def test_files_are_not_written_among_what_is_published(root: Path, name: str) -> None:
    """Nor over the hub, or over files that are no desk."""
    hub = hubs.load(root)[0]
    (root / "full").mkdir(exist_ok=True)
    (root / "full" / "mine.txt").write_text("mine")
    with pytest.raises(NoPlaceError):
        refuse_public(hub, root / name, (Path("public"),))
    refuse_public(hub, root / "private-desk", (Path("public"),))


def test_the_command_writes_it(root: Path, tmp_path: Path) -> None:
    """And says how many pages; a public folder is refused with a reason."""
    call = ["desk", "--folder", str(root), "--as-of", "2026-11-23", "--build"]
    done = CliRunner().invoke(main, [*call, str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert re.search(r"\d+ pages written into", done.output)
    refused = CliRunner().invoke(main, [*call, str(root / "site" / "desk")])
    assert refused.exit_code == 2
    assert "is among what is published" in refused.output


def test_nothing_of_the_desk_is_in_the_public_site(root: Path, tmp_path: Path) -> None:
    """Not what forms wrote, not its pages, styles or script."""
    site = hubs.built(root, tmp_path / "public", "plain")
    words = (CANARY.encode(), STAKES.encode(), b"The December letter", b"hb-desk", b"hearth-desk")
    assert [
        name for name, content in hubs.tree(site).items() if any(word in content for word in words)
    ] == []


def test_a_report_says_for_whom_it_is(desk: ManagerDesk) -> None:
    """And leads to those for others."""
    page = str(DeskSite(desk).page("report/brand/"))
    assert "<strong>communications and brand</strong>" in page
    for name in ("everyone", "head"):
        assert f'href="../../report/{name}/"' in page
    assert 'href="../../report/brand/"' not in page.split("<h1", 1)[1]


def test_a_question_is_short_and_what_to_know_stands_below(desk: ManagerDesk) -> None:
    """For whoever sees it and for whoever hears it; together they are all that is said."""
    form = DeskSite(desk).form(("note", "commitments"), {})
    assert form
    page = str(DeskSite(desk).form_page("do/note/commitments/", form, {}, {}))
    assert '<label for="f-due">Until when <small>may stay empty</small></label>' in page
    assert '<p class="hb-desk-hint" id="h-due">Empty for what has no end.</p>' in page
    assert 'id="f-due" name="due" aria-describedby="h-due"' in page
    wrong = form.take({"member": "ada", "programme": "crew", "what": "x", "due": "soon"})
    page = str(DeskSite(desk).form_page("do/note/commitments/", form, {}, {}, wrong))
    assert 'aria-invalid="true" aria-describedby="h-due w-due"' in page


def test_a_page_that_fails_is_told(
    server: DeskServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """To whoever asked for it, and where to whoever looks after it; the next one is there."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(DeskSite, "page", fail)
        found = asked(server, "/care/")
    assert found.status == HTTPStatus.INTERNAL_SERVER_ERROR
    assert b"nobody foresaw" in found.content
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert asked(server, "/care/").status == HTTPStatus.OK
