"""The commands that write records, run as people run them."""

from __future__ import annotations

import http.server
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

import hubs
from hearth.cli.main import main
from hearth.cli.shared import fetch_page
from hearth.cli.shared.fetch_page import FetchError, page_words, read_page
from hearth.kinds import KINDS

CONSENT = "- [X] I am the person or organisation named above, and I agree that this is published."
MEMBER = (
    f"### Your name\n\nDi Rivers\n\n### Headline\n\n_No response_\n\n### Consent\n\n{CONSENT}\n"
)


def hearth(*words: str, answers: str | bytes | None = None) -> Result:
    """The command with these words on the day of the tests."""
    return CliRunner().invoke(main, words, input=answers, env={"SOURCE_DATE_EPOCH": hubs.EPOCH})


def add(root: Path, kind: str, *words: str, answers: str | None = None) -> Result:
    return hearth("add", kind, "--folder", str(root), *words, answers=answers)


def sets(**fields: str) -> list[str]:
    return [word for name, value in fields.items() for word in ("--set", f"{name}={value}")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return hubs.minimal_hub(tmp_path)


# -- add -------------------------------------------------------------------------------------------

LEAST: dict[str, dict[str, str]] = {
    "member": {"name": "Di Rivers"},
    "event": {
        "title": "Tea",
        "summary": "Tea.",
        "start": "2026-12-03T18:00",
        "timezone": "UTC",
        "mode": "online",
    },
    "resource": {
        "title": "Tea",
        "url": "https://example.org/tea",
        "type": "guide",
        "why": "Tea: # helps.",
    },
    "group": {"name": "Tea", "purpose": "To drink it."},
    "post": {"title": "Tea", "summary": "There is tea."},
    "venue": {"name": "Tea house", "city": "Porto", "country": "Portugal"},
}


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS.values() if kind.asking.fields])
def test_every_kind_can_be_added_without_a_question(root: Path, kind: str) -> None:
    """With --yes and the required fields; the hub has no problem afterwards."""
    result = add(root, kind, "--yes", *sets(**LEAST[kind]))
    assert result.exit_code == 0, result.output
    assert result.output.strip().endswith("written")
    assert hearth("check", str(root)).output.startswith("no problems in")


def test_a_member_is_asked_for(root: Path) -> None:
    """Question by question; a slip is told at once with its cure, and asked again."""
    answers = (
        "Di Rivers\n\n\nPorto\nPortgual\nPortugal\nEurope/Lisbn\nEurope/Lisbon\nEnglish\n"
        "metricks\nmetrics\n\n\n"
    )
    result = add(root, "member", answers=answers)
    assert result.exit_code == 0, result.output
    for word in (
        'Did you mean "PT"?',
        'Did you mean "Europe/Lisbon"?',
        'Did you mean "metrics"?',
        "id [di-rivers]",
    ):
        assert word in result.output
    text = (root / "members/di-rivers.yml").read_text()
    assert text.startswith(
        "name: Di Rivers\nplace:\n  city: Porto\n  country: PT\ntimezone: Europe/Lisbon\n"
    )
    assert "\n# headline: Who the member is, in one line.\n" in text
    assert hearth("check", str(root)).exit_code == 0


def test_nothing_is_written_when_the_answer_is_no(root: Path) -> None:
    """The file is shown first."""
    before = hubs.tree(root)
    result = add(root, "group", *sets(**LEAST["group"]), answers="\n\n\n\n\nn\n")
    assert "purpose: To drink it." in result.output and result.exit_code == 1
    assert hubs.tree(root) == before


def test_what_only_shows_in_the_end_is_asked_again(root: Path) -> None:
    """A time that the clock skips: the field is named and asked for once more."""
    answers = "Tea\nTea.\n\n2027-03-28T02:30\n60\nonline\nEurope/Berlin\n\n\n\n2027-03-28T03:30\n\n"
    result = add(root, "event", answers=answers)
    assert result.exit_code == 0, result.output
    assert "[time-does-not-exist]" in result.output
    assert "start: 2027-03-28T03:30\n" in (root / "events/2027-03-tea.yml").read_text()


def test_a_place_is_asked_for_where_one_is_needed(root: Path) -> None:
    """An event in person without a venue has at least a town and a country."""
    answers = "Tea\nTea.\n\n2026-12-03T18:00\n60\nin-person\n\nEurope/Lisbon\n\n\nPorto\nPT\n\n\n"
    assert add(root, "event", answers=answers).exit_code == 0
    assert "place:\n  city: Porto\n  country: PT\n" in (root / "events/2026-12-tea.yml").read_text()


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["--yes", "--set", "name=Ada", "--id", "ada"], 1, 'There is a member "ada" already'),
        (["--yes", "--set", "name=Ada", "--id", "../ada"], 1, "cannot be an id"),
        (["--yes", "--set", "headline=Nobody"], 1, "missing-field"),
        (["--yes", "--set", "name=Di", "--set", "buddy=adda"], 1, 'Did you mean "ada"?'),
        (["--yes", "--set", "nmae=Di"], 2, 'Did you mean "name"?'),
        (["--yes", "--set", "name"], 2, "has no value"),
        (["--yes", "--from-url", "https://example.org/"], 2, "for events and resources"),
    ],
)
def test_what_cannot_be_written_is_not(
    root: Path, words: list[str], status: int, message: str
) -> None:
    """One sentence says why, and no file is touched."""
    before = hubs.tree(root)
    result = add(root, "member", *words)
    assert (result.exit_code, message in result.output) == (status, True), result.output
    assert hubs.tree(root) == before


# -- add --from-url --------------------------------------------------------------------------------

PAGE = (
    '<!doctype html><html lang="pt-br"><head><title>A  tea\n room &amp; more</title>'
    '<meta name="description" content="How to: # pour.\u202e"></head>'
    "<body><title>No</title></body></html>"
)


class _Answers(http.server.BaseHTTPRequestHandler):
    """Pages, redirects and things that are none."""

    def do_GET(self) -> None:
        port = self.server.server_address[1]
        if self.path.startswith("/to/"):
            self.send_response(301)
            self.send_header("Location", f"http://{self.path.removeprefix('/to/')}/page")
            self.end_headers()
            return
        moved = {
            "/near": "/page",
            "/inside": f"http://localhost:{port}/page",
            "/file": "file:///etc/passwd",
            "/ftp": "ftp://example.org/",
            "/round": "/round",
        }
        self.send_response(302 if self.path in moved else 404 if self.path == "/none" else 200)
        if self.path in moved:
            self.send_header("Location", moved[self.path])
        self.send_header(
            "Content-Type", "image/png" if self.path == "/picture" else "text/html; charset=utf-8"
        )
        self.end_headers()
        if self.path == "/endless":
            self._drip()
        elif self.path not in moved:
            self.wfile.write(PAGE.encode())

    def _drip(self) -> None:
        try:
            self.wfile.write(PAGE.encode())
            while True:
                self.wfile.write(b"<p>more" * 10_000)
        except OSError:
            pass

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server on this machine, whose address is private."""
    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    running.daemon_threads = True
    threading.Thread(
        target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    ).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


@pytest.mark.parametrize("path", ["/page", "/near", "/endless"])
def test_a_page_says_what_it_is(server: str, path: str) -> None:
    """Title, description and language in plain lines; of a page without an end, its beginning."""
    words = read_page(f"{server}{path}")
    assert (words.title, words.description, words.language) == (
        "A tea room & more",
        "How to: # pour.",
        "pt-BR",
    )


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("/inside", "private address"),
        ("/file", "302"),
        ("/ftp", "not on the web"),
        ("/round", "302"),
        ("/picture", "not a page"),
        ("/none", "404"),
    ],
)
def test_a_page_that_leads_astray_is_left(server: str, path: str, word: str) -> None:
    """Into a private network, off the web, in a circle, or to nothing."""
    with pytest.raises(FetchError, match=word):
        read_page(f"{server}{path}")


@pytest.mark.parametrize(
    "host",
    [
        "localhost:9",
        "127.1.2.3",
        "127.1",
        "2130706433",
        "0x7f000001",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[fe80::1]",
        "[fd00::1]",
    ],
)
def test_no_page_leads_into_a_private_network(
    server: str, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However its address is written, nothing is asked there."""
    port = int(server.rpartition(":")[2])
    asked, connect = [], socket.create_connection
    monkeypatch.setattr(
        socket,
        "create_connection",
        lambda place, *rest: asked.append(place) or connect(place, *rest),
    )
    with pytest.raises(FetchError, match="private address"):
        read_page(f"{server}/to/{host}")
    assert asked == [("127.0.0.1", port)]


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://example.org/", "data:text/html,x", "//example.org"]
)
def test_only_the_web_is_read(address: str) -> None:
    """Nothing of this machine."""
    with pytest.raises(FetchError, match="only addresses"):
        read_page(address)


@pytest.mark.parametrize(
    "text",
    ["", "<title>", "<meta", "<html lang='../x'><title>\x00</title>", "<![CDATA[", "<" * 9999],
)
def test_broken_pages_say_nothing(text: str) -> None:
    """And break nothing."""
    assert page_words(text).title == page_words(text).language == ""


def test_a_resource_takes_the_page_s_words(
    root: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing else was given; what was given stays."""
    page = read_page(f"{server}/page")
    monkeypatch.setattr(fetch_page, "read_page", lambda address: page)
    words = [
        "--from-url",
        "https://example.org/tea",
        *sets(type="guide", why="It helps.", title="Mine"),
    ]
    assert add(root, "resource", "--yes", *words).exit_code == 0
    assert (
        (root / "content/resources/mine.yml")
        .read_text()
        .startswith(
            "title: Mine\nurl: https://example.org/tea\ntype: guide\nwhy: It helps.\n"
            "summary: 'How to: # pour.'\nlanguage: pt-BR\n"
        )
    )


def test_without_a_network_it_goes_on(
    root: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a word; the rest is asked for or given."""

    def unreachable(*_: Any, **__: Any) -> None:
        raise OSError("Network is unreachable")

    monkeypatch.setattr(fetch_page.socket, "create_connection", unreachable)
    monkeypatch.setattr(fetch_page.socket, "getaddrinfo", unreachable)
    words = [
        "--from-url",
        "https://example.org/tea",
        *sets(type="guide", why="It helps.", title="Tea"),
    ]
    result = add(root, "resource", "--yes", *words)
    assert (
        result.exit_code == 0
        and "could not be read" in result.output
        and "goes on without it" in result.output
    )
    assert "url: https://example.org/tea\n" in (root / "content/resources/tea.yml").read_text()


# -- forms -----------------------------------------------------------------------------------------


def test_forms_are_written_and_checked(root: Path) -> None:
    """Into the place where GitHub looks; a configuration that is there stays."""
    folder = root / ".github" / "ISSUE_TEMPLATE"
    hubs.write(root, {".github/ISSUE_TEMPLATE/config.yml": "blank_issues_enabled: false\n"})
    assert hearth("forms", "--check", str(root)).exit_code == 1
    assert hearth("forms", str(root)).exit_code == 0
    assert hearth("forms", "--check", str(root)).output == ""
    assert sorted(path.name for path in folder.iterdir()) == [
        "answer.yml",
        "ask.yml",
        "config.yml",
        "event.yml",
        "group.yml",
        "leave.yml",
        "member.yml",
        "offer.yml",
        "profile.yml",
        "removal.yml",
        "resource.yml",
        "thank.yml",
    ]
    assert (folder / "config.yml").read_text() == "blank_issues_enabled: false\n"
    assert "- events-craft\n" in (folder / "member.yml").read_text()


def _from_file(root: Path, body: bytes, *words: str) -> Result:
    (root / "issue.txt").write_bytes(body)
    return hearth("from-issue", str(root / "issue.txt"), "--folder", str(root), *words)


def _from_input(root: Path, body: bytes, *words: str) -> Result:
    return hearth("from-issue", "--folder", str(root), *words, answers=body)


@pytest.mark.parametrize("give", [_from_file, _from_input])
def test_a_filled_form_becomes_a_file(root: Path, give: Callable[..., Result]) -> None:
    """From a file or from standard input; the second time it is there already."""
    result = give(root, MEMBER.encode())
    assert result.exit_code == 0 and result.output.strip().endswith("members/di-rivers.yml written")
    assert (root / "members/di-rivers.yml").read_text() == (
        "name: Di Rivers\njoined: 2026-11-23\nconsent:\n  date: 2026-11-23\n"
        "  by: Own issue form\nadded: 2026-11-23\n"
    )
    again = give(root, MEMBER.encode())
    assert again.exit_code == 1 and "already" in again.output
    assert give(root, MEMBER.encode(), "--id", "di").exit_code == 0


def test_a_file_can_be_written_elsewhere(root: Path, tmp_path: Path) -> None:
    """Below a folder of one's own, checked against the hub all the same."""
    result = _from_input(root, MEMBER.encode(), "--kind", "member", "--out", str(tmp_path / "new"))
    assert result.exit_code == 0 and (tmp_path / "new/members/di-rivers.yml").is_file()


@pytest.mark.parametrize(
    ("body", "words", "status", "message"),
    [
        (b"Hello", [], 1, "not a filled form"),
        (b"\xff\xfe", [], 1, "UTF-8"),
        (b"x" * 1_000_000, [], 1, "larger than"),
        (MEMBER.encode() + b"\n### Your name\n\nMallory", [], 1, "stands twice"),
        (MEMBER.encode(), ["--kind", "wiki"], 2, "There is no form 'wiki'"),
        (MEMBER.encode(), ["--id", "../../evil"], 1, "cannot be an id"),
        (MEMBER.replace("_No response_", "x" * 400).encode(), [], 1, "longer than 300"),
    ],
)
def test_what_is_not_right_makes_no_file(
    root: Path, body: bytes, words: list[str], status: int, message: str
) -> None:
    """And somebody is told what to mend."""
    before = hubs.tree(root)
    result = _from_input(root, body, *words)
    assert (result.exit_code, message in result.output) == (status, True), result.output
    assert hubs.tree(root) == before


def test_a_request_for_removal_writes_nothing(root: Path) -> None:
    """It is summed up for whoever looks after the hub; nothing in it reaches the terminal as a
    command."""
    before = hubs.tree(root)
    body = (
        "### What should be removed\n\nAda Example\x1b[2J\n\n### Who asks\n\n"
        "I am the person shown\n\n### Before you send it\n\n"
    )
    tick = (
        "- [x] I know that this request can be read by everybody. Private reasons go to the "
        "people named on the page Conduct.\n"
    )
    result = _from_input(root, (body + tick).encode())
    assert (
        result.exit_code == 0
        and "Nothing was changed" in result.output
        and "\x1b" not in result.output
    )
    assert hubs.tree(root) == before


# -- schemas ---------------------------------------------------------------------------------------


def test_schemas_are_written_for_editors(root: Path) -> None:
    """One for each kind, with this hub's ids, and VS Code knows which is for which folder."""
    assert hearth("schemas", str(root)).exit_code == 0
    member = json.loads((root / ".hearth/schemas/member.json").read_text())
    assert member["properties"]["topics"]["items"]["enum"] == [
        "events-craft",
        "metrics",
        "onboarding",
    ]
    settings = json.loads((root / ".vscode/settings.json").read_text())
    assert settings["yaml.schemas"][".hearth/schemas/event.json"] == [
        "events/**/*.yml",
        "events/**/*.yaml",
        "!events/venues/**",
    ]
    assert all((root / path).is_file() for path in settings["yaml.schemas"])


def test_settings_of_others_are_kept(root: Path) -> None:
    """Every key that was there stays, and a second time changes nothing."""
    own = {"editor.rulers": [120], "yaml.schemas": {"https://example.org/x.json": "x.yml"}}
    hubs.write(root, {".vscode/settings.json": json.dumps(own)})
    hearth("schemas", str(root))
    first = (root / ".vscode/settings.json").read_bytes()
    settings = json.loads(first)
    assert (
        settings["editor.rulers"] == [120]
        and settings["yaml.schemas"]["https://example.org/x.json"] == "x.yml"
    )
    hearth("schemas", str(root))
    assert (root / ".vscode/settings.json").read_bytes() == first


@pytest.mark.parametrize("text", ['// mine\n{"a": 1,}\n', "[]", '{"yaml.schemas": []}', "not json"])
def test_settings_that_cannot_be_kept_are_left(root: Path, text: str) -> None:
    """With comments, for example; then what to add is shown instead."""
    hubs.write(root, {".vscode/settings.json": text})
    result = hearth("schemas", str(root))
    assert (root / ".vscode/settings.json").read_text() == text
    assert result.exit_code == 0 and ".hearth/schemas/member.json" in result.output


MAPPINGS = ".idea/jsonSchemas.xml"


def test_jetbrains_is_told_as_well(root: Path) -> None:
    """Each schema with the files it is for; what others have mapped stays, and a second time
    changes nothing."""
    own = (
        '<project version="4"><component name="Other" /><component '
        'name="JsonSchemaMappingsProjectConfiguration"><state><map><entry key="mine"><value '
        "/></entry></map></state></component></project>"
    )
    hubs.write(root, {MAPPINGS: own})
    hearth("schemas", str(root))
    first = (root / MAPPINGS).read_bytes()
    project = ElementTree.fromstring(first)  # noqa: S314 - written here
    assert [part.get("name") for part in project] == [
        "Other",
        "JsonSchemaMappingsProjectConfiguration",
    ]
    entries = {entry.get("key"): entry for entry in project.iterfind("./component/state/map/entry")}
    assert "mine" in entries and len(entries) == 1 + len(list((root / ".hearth/schemas").iterdir()))
    options = {
        key: {option.get("name"): option.get("value") for option in entry.iter("option")}
        for key, entry in entries.items()
    }
    assert all(
        (root / str(found["relativePathToSchema"])).is_file()
        for key, found in options.items()
        if key != "mine"
    )
    assert (
        options["Hearth: member"]["path"] == "members"
        and options["Hearth: event"]["path"] == "events/*.yml"
    )
    assert options["Hearth: topic.list"]["path"] == "content/topics.yml"
    hearth("schemas", str(root))
    assert (root / MAPPINGS).read_bytes() == first


@pytest.mark.parametrize(
    "text",
    ["<project><!-- mine --></project>", "<!DOCTYPE x><project/>", "<other/>", "<project>", "x"],
)
def test_mappings_that_cannot_be_kept_are_left(root: Path, text: str) -> None:
    """With a comment, for example; then what to add is shown instead."""
    hubs.write(root, {MAPPINGS: text})
    result = hearth("schemas", str(root))
    assert (root / MAPPINGS).read_text() == text
    assert result.exit_code == 0 and 'value=".hearth/schemas/member.json"' in result.output


@pytest.mark.parametrize(
    ("kind", "folder", "up"),
    [("member", "members", "../"), ("resource", "content/resources", "../../")],
)
def test_a_new_file_names_its_schema(root: Path, kind: str, folder: str, up: str) -> None:
    """On its first line, where editors look, once there are schemas; check, fmt and --fix leave the
    line."""
    given = {
        "member": ["name=Di"],
        "resource": ["title=Di", "url=https://example.org/d", "type=guide", "why=Good."],
    }
    words = [word for pair in given[kind] for word in ("--set", pair)]
    assert (
        hearth("add", kind, *words, "--id", "plain", "--yes", "--folder", str(root)).exit_code == 0
    )
    assert "yaml-language-server" not in (root / folder / "plain.yml").read_text()
    (root / folder / "plain.yml").unlink()
    hearth("schemas", str(root))
    assert hearth("add", kind, *words, "--id", "di", "--yes", "--folder", str(root)).exit_code == 0
    file = root / folder / "di.yml"
    line, rest = file.read_text().split("\n", 1)
    assert line == f"# yaml-language-server: $schema={up}.hearth/schemas/{kind}.json"
    assert (file.parent / line.partition("=")[2]).resolve() == (
        root / f".hearth/schemas/{kind}.json"
    ).resolve()
    fields = rest.split("\n\n")[0].splitlines()
    file.write_text("\n".join([line, *reversed(fields), ""]))
    for command in (["check", "--fix"], ["fmt"]):
        assert hearth(*command, str(root)).exit_code == 0
        assert file.read_text().split("\n", 1)[0] == line
    assert file.read_text() == "\n".join([line, *fields, ""])


def test_sample_files_show_the_line() -> None:
    """One file of each kind that is written in YAML alone names its schema, and names it
    rightly."""
    found = {}
    for file in (
        path
        for folder in ("members", "events", "content")
        for path in (hubs.REPOSITORY / folder).rglob("*.yml")
    ):
        line = file.read_text(encoding="utf-8").split("\n", 1)[0]
        if line.startswith("# yaml-language-server: $schema="):
            schema = (file.parent / line.partition("=")[2]).resolve().relative_to(hubs.REPOSITORY)
            found[schema.name] = schema.parent.as_posix()
    assert found == dict.fromkeys(
        [
            "member.json",
            "event.json",
            "venue.json",
            "resource.json",
            "path.json",
            "community.json",
            "topic.list.json",
            "term.list.json",
        ],
        ".hearth/schemas",
    )


def test_schemas_can_go_elsewhere(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Outside of the hub no editor is told of them."""
    out = tmp_path_factory.mktemp("schemas")
    assert hearth("schemas", str(root), "--out", str(out)).exit_code == 0
    assert (
        (out / "event.json").is_file()
        and not (root / ".vscode").exists()
        and not (root / ".idea").exists()
    )


@pytest.mark.parametrize("command", ["add", "forms", "from-issue", "schemas"])
def test_the_guide_tells_of_every_command(command: str) -> None:
    """With its options."""
    guide = (hubs.REPOSITORY / "content/guide/writing-records.md").read_text(encoding="utf-8")
    assert f"hearth {command}" in guide
    for option in re.findall(r"(--[a-z-]+)", CliRunner().invoke(main, [command, "--help"]).output):
        assert option in guide or option == "--help", option
