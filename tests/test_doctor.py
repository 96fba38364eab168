"""``hearth doctor``: what it sees in a hub's folder, and at an address; each sight by a hub or a
server that has it, and by one that has not."""

from __future__ import annotations

import gzip
import http.server
import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import hubs
from hearth.cli.main import main
from hearth.doctor import visitor
from hearth.doctor.visitor import UnreachableError, Visitor
from hearth.site.hosts import HEADERS

GIT = ("-c", "user.name=T", "-c", "user.email=t@example.net", "-c", "commit.gpgsign=false")
AT = "https://hub.real-community.eu/"


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(root), *GIT, *words], check=True, capture_output=True)


def committed(root: Path, day: date = hubs.AS_OF) -> None:
    """Everything in the folder as one commit of a day."""
    if not (root / ".git").exists():
        git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A", "-f")
    instant = f"{day}T12:00:00Z"
    dated = ["env", f"GIT_COMMITTER_DATE={instant}", "git", "-C", str(root), *GIT]
    subprocess.run([*dated, "commit", "-qm", "All"], check=True, capture_output=True)


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A hub that nothing is amiss with, in a repository."""
    root = hubs.minimal_hub(tmp_path / "hub")
    for file in [*root.rglob("*.yml"), *root.rglob("*.md")]:
        text = file.read_text("utf-8").replace("https://example.org/small/", AT)
        text = text.replace("example.org", "real-community.eu")
        file.write_text(text.replace("plugins: []\n", "plugins: [hearth]\n"), "utf-8")
    config = (root / "mkdocs.yml").read_text("utf-8").splitlines()
    kept = [line for line in config if not line.startswith("hooks:")]
    (root / "mkdocs.yml").write_text("\n".join([*kept, ""]), "utf-8")
    nightly = "on:\n  schedule:\n    - cron: '1 2 * * *'\njobs: {}\n"
    hubs.write(root, {".github/workflows/nightly.yml": nightly})
    committed(root)
    return root


def asked(root: Path, *options: str, day: date = hubs.AS_OF) -> Result:
    return CliRunner().invoke(main, ["doctor", str(root), "--as-of", f"{day}", *options])


def signs(result: Result) -> list[str]:
    """What is amiss, without what to do about it."""
    lines = result.output.splitlines()
    return [line[2:] for line in lines if line.startswith(("  ✗ ", "  ! "))]


# -- the folder ------------------------------------------------------------------------------------


def test_a_hub_that_is_well(hub: Path) -> None:
    """Nothing is amiss, all that was looked at is told, and nobody is asked over the network."""
    done = asked(hub)
    assert (done.exit_code, signs(done)) == (0, []), done.output
    assert done.output.count("  ✓ ") == 8 and done.output.endswith("0 errors, 0 warnings\n")
    assert "What is at" not in done.output


CHECKOUT = "      - uses: actions/checkout@abc\n        with:\n"
AMISS: dict[str, tuple[dict[str, str | bytes | None], dict[str, tuple[str, str]], str]] = {
    "a mistake": (
        {"members/bad.yml": "name: Bad\njoined: 3.12.2026\n"},
        {},
        "✗ 1 problem in the hub's files.",
    ),
    "an address for examples": (
        {},
        {"mkdocs.yml": (AT, "https://example.org/")},
        "✗ site_url is https://example.org/, an address for examples.",
    ),
    "an address in the clear": (
        {},
        {"mkdocs.yml": (AT, AT.replace("https", "http"))},
        "! site_url does not begin with https://.",
    ),
    "no way to edit": (
        {},
        {"mkdocs.yml": ("edit_uri: edit/main/content/\n", "")},
        "! mkdocs.yml has no repo_url and edit_uri.",
    ),
    "no engine": (
        {},
        {"mkdocs.yml": ("plugins: [hearth]", "plugins: []")},
        "✗ mkdocs.yml does not name the engine.",
    ),
    "another plugin": (
        {},
        {"mkdocs.yml": ("plugins: [hearth]", "plugins: [hearth, search]")},
        "! Other plugins, hooks or extensions (search) may look at anything",
    ),
    "a record of the sample": (
        {"members/sample-mira.yml": "name: Mira Sample\njoined: 2026-01-01\n"},
        {},
        "✗ Invented records are still there: members/sample-mira.yml.",
    ),
    "an address of the sample": (
        {
            "members/dee.yml": "name: Dee\njoined: 2026-01-01\nlinks: {website: 'https://dee.example'}\n"
        },
        {},
        "! Addresses for examples stand in members/dee.yml.",
    ),
    "something private": (
        {"private/notes/ada.yml": "x: 1\n", "reports/brief.md": "x\n"},
        {},
        "✗ What only the team may see is in the repository: private/notes/ada.yml, "
        "reports/brief.md.",
    ),
    "something made": (
        {"site/index.html": "x"},
        {},
        "! What is made from the rest is in the repository: site/index.html.",
    ),
    "no timetable": (
        {".github/workflows/nightly.yml": "on: {push: }\njobs: {}\n"},
        {},
        "! No workflow builds the site every night.",
    ),
    "a build of a part of the history": (
        {
            ".github/workflows/publish.yml": (
                f"jobs:\n  a:\n    steps:\n{CHECKOUT}          fetch-depth: 1\n"
                "      - run: make build\n"
            )
        },
        {},
        "✗ The site is built from a history that is cut off, by .github/workflows/publish.yml.",
    ),
}


@pytest.mark.parametrize("name", AMISS)
def test_what_is_amiss_in_a_folder(hub: Path, name: str) -> None:
    """Each is told once, with what to do, and nothing else is."""
    files, changes, sign = AMISS[name]
    hubs.write(hub, files)
    for path, (old, new) in changes.items():
        text = (hub / path).read_text("utf-8")
        assert old in text
        (hub / path).write_text(text.replace(old, new), "utf-8")
    committed(hub)
    done = asked(hub)
    (found,) = signs(done)
    assert found.startswith(sign)
    assert done.exit_code == (1 if sign.startswith("✗") else 0)
    lines = done.output.splitlines()
    assert lines[lines.index(f"  {found}") + 1].startswith("    ")


def test_a_build_of_the_whole_history_is_well(hub: Path) -> None:
    """And a workflow that only checks needs no history."""
    hubs.write(
        hub,
        {
            ".github/workflows/publish.yml": (
                f"jobs:\n  a:\n    steps:\n{CHECKOUT}          fetch-depth: 0\n"
                "      - run: make build\n"
            ),
            ".github/workflows/check.yml": f"{CHECKOUT}      - run: hearth check\n",
        },
    )
    assert signs(asked(hub)) == []


def test_a_history_that_is_cut_off(hub: Path, tmp_path: Path) -> None:
    """A shallow clone is told; so is a hub without any history."""
    committed_again = "name: Dee\njoined: 2026-01-01\n"
    hubs.write(hub, {"members/dee.yml": committed_again})
    committed(hub)
    shallow = tmp_path / "shallow"
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{hub}", str(shallow)], check=True
    )
    assert signs(asked(shallow)) == ["✗ The history is cut off: this is a shallow clone."]
    subprocess.run(["rm", "-rf", str(shallow / ".git")], check=True)
    assert signs(asked(shallow)) == ["! The hub has no history of Git."]


def test_what_has_come_to_rest(hub: Path) -> None:
    """After sixty days without a change, and when the last date is over; zones that are old."""
    later = hubs.AS_OF + timedelta(days=61)
    assert signs(asked(hub, day=later)) == [
        f"! Nothing has changed since {hubs.AS_OF}.",
        "! No event is coming.",
    ]
    old = [sign for sign in signs(asked(hub, day=date(2036, 1, 1))) if "time zones" in sign]
    assert old and old[0].startswith("! The time zones are those of 20")


# -- an address ------------------------------------------------------------------------------------


class Host(http.server.SimpleHTTPRequestHandler):
    """A host that does all it should, but for what a test takes away."""

    types = {
        ".html": "text/html; charset=utf-8",
        ".ics": "text/calendar; charset=utf-8",
        ".opml": "text/x-opml; charset=utf-8",
        ".xml": "application/xml",
        ".json": "application/json",
    }
    sent: dict[str, str] = HEADERS  # type: ignore[assignment]
    answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
    packs = True
    knows = True
    """Whether the pages name the address that they are served at."""

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        if self.path in self.answers:
            return self.send(*self.answers[self.path])
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        status = 200 if file.is_file() else 404
        if status == 404:
            file = Path(self.directory) / "404.html"
        kind = self.types.get(file.suffix, "application/octet-stream")
        body = file.read_bytes()
        if self.knows and file.suffix == ".html":
            own = f"http://127.0.0.1:{self.server.server_port}/"  # type: ignore[attr-defined]
            body = body.replace(b"https://example.org/small/", own.encode())
        return self.send(status, {"Content-Type": kind}, body)

    def send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        packed = self.packs and "text/html" in headers.get("Content-Type", "")
        headers = {**self.sent, **headers, **({"Content-Encoding": "gzip"} if packed else {})}
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(gzip.compress(body) if packed else body)


@contextmanager
def host(site: Path, **changed: object) -> Iterator[tuple[str, list[str]]]:
    """(address, what was asked for) of a server on this machine."""
    kind = type("Changed", (Host,), changed)

    def handler(*given: object) -> http.server.BaseHTTPRequestHandler:
        return kind(*given, directory=str(site))  # type: ignore[no-any-return]

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.asked = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", server.asked  # type: ignore[attr-defined]
        server.shutdown()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """(hub, its site)."""
    hub = hubs.minimal_hub(tmp_path_factory.mktemp("doctor") / "hub")
    done = hubs.run(hub, "hearth", "build", "--builder", "plain")
    assert done.returncode == 0, done.stderr
    return hub, hub / "site"


def seen(built: tuple[Path, Path], day: date = hubs.AS_OF, **changed: object) -> list[str]:
    """What is amiss with the site at a host with some changes."""
    hub, site = built
    with host(site, **changed) as (address, _):
        said = asked(hub, "--address", address, day=day).output.partition("What is at")[2]
    return [line[2:] for line in said.splitlines() if line.startswith(("  ✗ ", "  ! "))]


def test_a_site_that_is_well(built: tuple[Path, Path]) -> None:
    """Nothing is amiss, and one day behind is no reason to worry."""
    assert seen(built) == []
    assert seen(built, day=hubs.AS_OF + timedelta(days=1)) == []


PLAIN = {"Content-Type": "text/plain"}
PAGE = {"Content-Type": "text/html; charset=utf-8"}
DATA = {"Content-Type": "application/json"}
SIGHTS: dict[str, tuple[dict[str, object], str]] = {
    "another address": (
        {"knows": False},
        "✗ The site believes to be at https://example.org/small/.",
    ),
    "no hub": ({"answers": {"/": (200, PAGE, b"<p>Under construction")}}, "✗ What is there is not"),
    "no headers": (
        {"sent": {}},
        "! The host does not send Content-Security-Policy, X-Content-Type-Options, "
        "Referrer-Policy, Permissions-Policy.",
    ),
    "no encoding": (
        {"types": {**Host.types, ".html": "text/html"}},
        "! Pages are sent without their encoding.",
    ),
    "no compression": ({"packs": False}, "! Pages are not compressed."),
    "pages that are kept": (
        {"sent": {**HEADERS, "Cache-Control": "public, max-age=86400"}},
        "! Browsers keep pages for 1440 minutes without asking.",
    ),
    "a calendar that is none": (
        {"types": {**Host.types, ".ics": "text/plain"}},
        "✗ calendars/all.ics is sent as text/plain.",
    ),
    "a feed for download": (
        {
            "answers": {
                "/feeds/all.rss.xml": (200, {"Content-Type": "application/octet-stream"}, b"<rss/>")
            }
        },
        "✗ feeds/all.rss.xml is sent as application/octet-stream.",
    ),
    "a feed that is cut off": (
        {"answers": {"/feeds/all.atom.xml": (200, {"Content-Type": "text/xml"}, b"<feed><entry>")}},
        "✗ feeds/all.atom.xml is not XML",
    ),
    "a feed that is missing": (
        {"answers": {"/feeds/all.json": (404, PLAIN, b"no")}},
        "✗ feeds/all.json answers 404.",
    ),
    "a lost page that is found": (
        {"answers": {"/hearth-doctor/looks-for-nothing/": (200, PAGE, b"<p>Welcome")}},
        "✗ For a page that is not there the host answers 200.",
    ),
    "a lost page of the host": (
        {"answers": {"/hearth-doctor/looks-for-nothing/": (404, PAGE, b"<p>Lost")}},
        "! The page for what is not there is the host's own.",
    ),
    "no search": (
        {"answers": {"/search-index/index.json.gz": (200, PLAIN, b"not found")}},
        "✗ The search finds nothing",
    ),
    "crawlers sent away": (
        {"answers": {"/robots.txt": (200, PLAIN, b"User-agent: *\nDisallow: /\n")}},
        "! robots.txt asks search engines to stay away",
    ),
    "the repository": (
        {"answers": {"/.git/HEAD": (200, PLAIN, b"ref: refs/heads/main\n")}},
        "✗ The host serves .git/HEAD.",
    ),
    "another host": (
        {"answers": {"/": (302, {"Location": "https://elsewhere.test/"}, b"")}},
        "leads to https://elsewhere.test/.",
    ),
    "nothing": ({"answers": {"/": (503, PLAIN, b"")}}, "answers 503."),
}


@pytest.mark.parametrize("name", SIGHTS)
def test_what_is_amiss_at_an_address(built: tuple[Path, Path], name: str) -> None:
    """Each is told, and nothing else is."""
    changed, sign = SIGHTS[name]
    (found,) = seen(built, **changed)
    assert sign in found and found.startswith(("✗ ", "! "))


def test_a_site_that_is_not_built_any_more(built: tuple[Path, Path]) -> None:
    """The day of the site is behind by more than a day."""
    (found,) = seen(built, day=hubs.AS_OF + timedelta(days=3))
    assert found == f"✗ The site shows the hub as on {hubs.AS_OF}, 3 days ago."


def test_a_change_that_is_not_published(built: tuple[Path, Path]) -> None:
    """The site has other records than the folder; what it says of itself is not trusted."""
    index = json.loads((built[1] / "api/index.json").read_text("utf-8"))
    index["kinds"]["members"]["count"] += 1
    changed = json.dumps(index).encode()
    (found,) = seen(built, answers={"/api/index.json": (200, DATA, changed)})
    assert found.startswith("! The site has 5 members, and this folder 4.")
    odd = [
        b"[1]",
        b'{"as_of": 7, "kinds": [2]}',
        b'{"as_of": "2026-11-23", "kinds": {"members": 3}}',
    ]
    for body in odd:
        assert seen(built, answers={"/api/index.json": (200, DATA, body)}) == []


def test_a_search_that_the_host_unpacked_is_found(built: tuple[Path, Path]) -> None:
    """Some hosts unpack such a file on its way, which the page understands."""
    raw = gzip.decompress((built[1] / "search-index/index.json.gz").read_bytes())
    assert seen(built, answers={"/search-index/index.json.gz": (200, DATA, raw)}) == []


def test_an_internal_hub_is_behind_a_login(tmp_path: Path) -> None:
    """Whoever may read it without is told; a login, a refusal and another host are well."""
    hub = hubs.minimal_hub(tmp_path / "hub", settings="internal: true")
    assert hubs.run(hub, "hearth", "build", "--builder", "plain").returncode == 0
    both = hub, hub / "site"
    assert seen(both) == ["✗ Anybody can read this internal hub."]
    for answer in (
        (401, PLAIN, b"who are you"),
        (200, PAGE, b"<form>Log in</form>"),
        (302, {"Location": "https://login.test/"}, b""),
    ):
        assert seen(both, answers={"/": answer}) == []


def test_a_server_does_not_steer_the_terminal(built: tuple[Path, Path]) -> None:
    """What it says of itself is shown as letters, and not without end."""
    page = (built[1] / "index.html").read_bytes()
    steering = page.replace(b"https://example.org/small/", b"https://x.test/\x1b[31m\xe2\x80\xae")
    (found,) = seen(built, answers={"/": (200, PAGE, steering)})
    assert found == "✗ The site believes to be at https://x.test/�[31m�."
    endless = page.replace(b"https://example.org/small/", b"https://x.test/" + b"a" * 9000)
    (found,) = seen(built, answers={"/": (200, PAGE, endless)})
    assert len(found) < 1100 and found.endswith("a …")


# -- limits ----------------------------------------------------------------------------------------


def test_nobody_answers(built: tuple[Path, Path]) -> None:
    """One sentence, and the folder is looked at all the same."""
    with host(built[1]) as (address, _):
        pass
    done = asked(built[0], "--address", address)
    assert (
        done.exit_code == 1 and f"✗ {address} cannot be read: there is no way there" in done.output
    )


@pytest.mark.parametrize(
    "address", ["ftp://example.org/", "file:///etc/passwd", "hub.example.org", "https://"]
)
def test_only_the_web_is_asked(built: tuple[Path, Path], address: str) -> None:
    """Anything else is a wrong call."""
    done = asked(built[0], "--address", address)
    assert done.exit_code == 2 and "only addresses that begin with http" in done.output


def test_no_other_host_is_asked(built: tuple[Path, Path]) -> None:
    """Not even where the site leads to one, nor by a way that is less safe."""
    with host(built[1]) as (other, reached):
        for target in (
            other.replace("127.0.0.1", "localhost"),
            "file:///etc/passwd",
            "ftp://127.0.0.1/",
        ):
            with host(built[1], answers={"/": (301, {"Location": target}, b"")}) as (address, _):
                answer = Visitor(address).get()
            assert (answer.body, answer.elsewhere) == (b"", target)
        assert reached == []
    safe = Visitor("https://hub.example.org/")
    assert not safe._is_here("http://hub.example.org/login")
    assert safe._is_here("https://hub.example.org/login")


def test_what_leads_on_and_on_is_left(built: tuple[Path, Path]) -> None:
    """After five steps."""
    with (
        host(built[1], answers={"/": (302, {"Location": "/"}, b"")}) as (address, reached),
        pytest.raises(UnreachableError, match="on and on"),
    ):
        Visitor(address).get()
    assert len(reached) == 5


def test_nothing_large_is_read(built: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither as it is sent nor when it is unpacked; what only says it is compressed is refused."""
    monkeypatch.setattr(visitor, "LARGEST", 10_000)
    packed = {**PLAIN, "Content-Encoding": "gzip"}
    for headers, body, words in (
        (PLAIN, b"x" * 10_001, "larger than"),
        (packed, gzip.compress(b"x" * 10_000_000), "larger than"),
        (packed, b"not packed", "compressed, and is not"),
    ):
        with (
            host(built[1], answers={"/": (200, headers, body)}) as (address, _),
            pytest.raises(UnreachableError, match=words),
        ):
            Visitor(address).get()


def test_time_runs_out(built: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """For all answers together; each file is asked for once."""
    with host(built[1]) as (address, reached):
        guest = Visitor(address)
        assert guest.get("about/") is guest.get("about/") and len(reached) == 1
        guest._until = 0.0
        with pytest.raises(UnreachableError, match="too long"):
            guest.get("members/")
        assert len(reached) == 1


def test_a_visit_is_short(built: tuple[Path, Path]) -> None:
    """A look at a whole site asks for fewer than twenty files, and each once."""
    with host(built[1]) as (address, reached):
        asked(built[0], "--address", address)
    assert len(reached) == len(set(reached)) < 20
