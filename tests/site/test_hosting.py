"""Where a site is published: what hosts are told to send, and the guide's own configurations of
servers, run as they stand there."""

from __future__ import annotations

import contextlib
import functools
import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import time
import tomllib
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

import bilingual
import hubs
from hearth.doctor.site_diagnoses import Visit, site_diagnoses
from hearth.doctor.visitor import Visitor
from hearth.model.hub import Hub
from hearth.site.hosts import ALWAYS, HEADERS, MOST_REDIRECTS, TYPES, UNFRAMED, host_files

PAGE = (hubs.REPOSITORY / "content" / "guide" / "where-to-publish.md").read_text("utf-8")
Rules = dict[str, dict[str, str]]


def block(language: str, *, holds: str = "") -> str:
    """The one block of the guide in a language that holds some words."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    (words,) = [words for words in found if holds in words]
    return str(words)


# -- the other recipes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("holds", "schema"),
    [("GIT_DEPTH", "vendor.gitlab-ci"), ("runs-on: docker", "vendor.github-workflows")],
)
def test_a_recipe_is_what_its_host_reads(holds: str, schema: str, tmp_path: Path) -> None:
    """By the schema of its form; a build that is published has the whole history."""
    words = block("yaml", holds=holds)
    (tmp_path / "recipe.yml").write_text(words)
    command = ["check_jsonschema", "--builtin-schema", schema, str(tmp_path / "recipe.yml")]
    done = hubs.run(tmp_path, *command)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"GIT_DEPTH: \"0\"|fetch-depth: 0", words) and "hearth build" in words


def test_netlify_s_recipe_is_read() -> None:
    """With the folder that a build fills."""
    build = tomllib.loads(block("toml"))["build"]
    assert build["publish"] == "site" and build["command"].endswith("hearth build")


def test_the_environment_to_write_in_sets_itself_up() -> None:
    """By a target of the Makefile."""
    folder = hubs.REPOSITORY / ".devcontainer"
    called = json.loads((folder / "devcontainer.json").read_text("utf-8"))["postCreateCommand"]
    assert called == "make .venv/.ready"
    assert "READY  := $(VENV)/.ready" in (hubs.REPOSITORY / "Makefile").read_text("utf-8")


# -- files with headers and redirects --------------------------------------------------------------


def written(root: Path, host: str | None, **settings: object) -> dict[str, str]:
    files = {"members/ada.yml": hubs.BASE["members/ada.yml"] + "aliases: [lady, countess]\n"}
    hub, problems = hubs.load(hubs.minimal_hub(root, files), host=host, **settings)
    assert problems.errors == []
    found = host_files(hub.public(), ["", "members/ada/", "guide/"])
    return {output.uri: output.content.decode() for output in found}


def rules(text: str) -> Rules:
    """The headers by the pattern of the addresses they are for."""
    found: Rules = {}
    for part in text.split("\n\n"):
        pattern, *lines = part.strip().splitlines()
        pairs = (line.strip().partition(": ") for line in lines)
        found[pattern] = {name: value for name, _, value in pairs}
    return found


def sent(found: Rules, path: str) -> list[tuple[str, str]]:
    """Every header that a host joins for an address; a star stands for any letters, and an
    exclamation mark takes a header back."""
    fitting = [headers for pattern, headers in found.items() if fnmatchcase(path, pattern)]
    joined = [header for headers in fitting for header in headers.items()]
    back = {name.removeprefix("! ") for name, _ in joined if name.startswith("! ")}
    return [(name, value) for name, value in joined if name.strip("! ") not in back]


def headers_of(root: Path, site: Path, host: str, **settings: object) -> Iterator[tuple[str, dict]]:
    """(address, headers) of every file of a site, by what a host is told; none is set twice."""
    hub, _ = hubs.load(hubs.minimal_hub(root), host=host, **settings)
    pages = [path.removesuffix("index.html") for path in hubs.tree(site) if "embed/" not in path]
    (told, _) = host_files(hub.public(), [url for url in pages if not url or url.endswith("/")])
    found = rules(told.content.decode())
    for path in hubs.tree(site):
        headers = sent(found, f"/{path}")
        assert len(headers) == len({name for name, _ in headers}), path
        yield path, dict(headers)


def test_a_host_is_told_what_to_send(tmp_path: Path, site: Path) -> None:
    """All files are safe to open; calendars and feeds go out as what they are."""
    kinds = set()
    for path, headers in headers_of(tmp_path, site, "netlify"):
        assert ALWAYS.items() <= headers.items()
        kinds.add((path.rpartition(".")[2], headers.get("Content-Type")))
    assert ("ics", "text/calendar; charset=utf-8") in kinds and ("ics", None) not in kinds
    assert {kind for _, kind in kinds} == {None, *TYPES.values()}


@pytest.mark.parametrize("host", ["netlify", "cloudflare"])
def test_a_host_lets_embeds_alone_be_framed(tmp_path: Path, site: Path, host: str) -> None:
    """Every other page refuses; where a hub offers no embeds, its host is told the one rule."""
    seen = set()
    for path, headers in headers_of(tmp_path / "on", site, host):
        if path.endswith(".html"):
            embed = path.startswith("embed/")
            assert (UNFRAMED.items() <= headers.items()) is not embed, path
            seen.add(embed)
    assert seen == {True, False}
    off = rules(written(tmp_path / "off", host, embeds=False)["_headers"])
    assert off["/*"].items() >= UNFRAMED.items() and "embed" not in "".join(off)


def test_a_host_lets_embeds_in_any_language_be_framed(tmp_path: Path) -> None:
    """Those lie below the folder of their language, whose other pages refuse."""
    root = hubs.minimal_hub(tmp_path, bilingual.FILES)
    hub, _ = hubs.load(root, host="netlify")
    (told, _) = host_files(hub.public(), ["", "members/ada/"])
    found = rules(told.content.decode())
    for path, framed in (("/he/", False), ("/he/members/ada/", False), ("/he/embed/new/", True)):
        assert (UNFRAMED.items() <= dict(sent(found, path)).items()) is not framed, path


def test_an_internal_hub_is_not_to_be_found(tmp_path: Path) -> None:
    """Its host asks crawlers to stay away, also from what is no page."""
    for internal in (True, False):
        found = rules(written(tmp_path, "cloudflare", internal=internal)["_headers"])
        assert ("X-Robots-Tag" in found["/*"]) is internal


@pytest.mark.parametrize(("host", "status"), [("netlify", "301!"), ("cloudflare", "301")])
def test_former_addresses_lead_on(tmp_path: Path, host: str, status: str) -> None:
    """One line each, in the host's own words for "also where a file lies"."""
    assert written(tmp_path, host)["_redirects"].splitlines() == [
        f"/members/lady/ /members/ada/ {status}",
        f"/members/countess/ /members/ada/ {status}",
    ]


def test_no_more_redirects_than_a_host_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest has a page at each former address, as everywhere else."""
    assert MOST_REDIRECTS == 2_000
    monkeypatch.setattr("hearth.site.hosts.MOST_REDIRECTS", 1)
    assert written(tmp_path, "netlify")["_redirects"].count("\n") == 1


def test_they_are_written_where_they_are_asked_for(tmp_path: Path, small_site: Path) -> None:
    """The build makes them for the host in the settings, and nothing else changes."""
    site = hubs.built(
        hubs.minimal_hub(tmp_path / "hub", settings="host: netlify"), tmp_path / "site"
    )
    assert hubs.different(site, small_site) == ["_headers", "_redirects"]
    assert written(tmp_path / "other", None) == {}


def test_an_unknown_host_is_told(tmp_path: Path) -> None:
    """With the names of those that are known."""
    hub = hubs.minimal_hub(tmp_path, settings="host: geocities")
    done = hubs.run(hub, "hearth", "check")
    assert done.returncode == 1 and "extra.hearth.host" in done.stdout


# -- servers ---------------------------------------------------------------------------------------

Ask = Callable[..., http.client.HTTPResponse]


@contextlib.contextmanager
def running(command: list[str], port: int) -> Iterator[Ask]:
    """A way to ask a server on this machine, which ends with the block."""
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            assert server.poll() is None, server.stdout and server.stdout.read().decode()
            time.sleep(0.05)
        yield functools.partial(asked, port)
    finally:
        server.terminate()
        server.wait(10)


def asked(port: int, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(
        "GET", path, headers={name.replace("_", "-"): headers[name] for name in headers}
    )
    answer = connection.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]
    connection.close()
    return answer


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def program(name: str) -> str:
    """The system's program; where it is not installed there is nothing to test, but on the machine
    that tests all there must be one."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if not found and not os.environ.get("CI"):
        pytest.skip(f"{name} is not installed")
    assert found
    return found


def nginx(folder: Path, site: Path, port: int) -> list[str]:
    """The guide's configuration, with another folder and port and no certificate."""
    server = block("nginx").replace("/srv/hub/site", str(site))
    server = server.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    server, removed = re.subn(r" *ssl_certificate.*\n", "", server)
    assert removed == 2
    paths = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user}daemon off;\npid {folder}/nginx.pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{\naccess_log off;\ninclude /etc/nginx/mime.types;\n{paths}{server}}}\n"
    )
    return [program("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]


def caddy(folder: Path, site: Path, port: int) -> list[str]:
    """The guide's configuration, with another folder and an address that needs no certificate."""
    server = block("caddy").replace("/srv/hub/site", str(site))
    server = server.replace("hub.example.org {", f"http://127.0.0.1:{port} {{")
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\n{server}")
    return [program("caddy"), "run", "--config", str(folder / "Caddyfile")]


@pytest.fixture(scope="module", params=[nginx, caddy], ids=lambda server: server.__name__)
def ask(
    request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ask]:
    port, folder = free_port(), tmp_path_factory.mktemp(request.param.__name__)
    with running(request.param(folder, site, port), port) as found:
        yield found


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/members/", "text/html; charset=utf-8"),
        ("/calendars/all.ics", "text/calendar; charset=utf-8"),
        ("/feeds/all.rss.xml", "application/rss+xml; charset=utf-8"),
        ("/feeds/all.atom.xml", "application/atom+xml; charset=utf-8"),
        ("/feeds/all.json", "application/feed+json; charset=utf-8"),
        ("/feeds/feeds.opml", "text/x-opml; charset=utf-8"),
        ("/assets/hearth/fonts/inter-latin.woff2", "font/woff2"),
        ("/assets/images/logo.svg", "image/svg+xml"),
        ("/api/index.json", "application/json"),
    ],
)
def test_a_server_sends_files_as_what_they_are(ask: Ask, path: str, kind: str) -> None:
    """With their encoding, where they are text, and with all that a page cannot say of itself."""
    answer = ask(path)
    assert answer.status == 200
    assert (answer.headers["Content-Type"]).startswith(kind)
    assert HEADERS.items() <= dict(answer.headers).items()
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_server_lets_embeds_alone_be_framed(ask: Ask) -> None:
    """Every other page says that no other site may show it."""
    for path, framed in (("/", False), ("/events/", False), ("/embed/coming/", True)):
        answer = ask(path)
        assert answer.status == 200 and answer.headers["X-Content-Type-Options"] == "nosniff"
        assert ("Content-Security-Policy" not in answer.headers) is framed, path


def test_a_server_compresses_what_is_text(ask: Ask) -> None:
    """Pages and calendars; what the search loads is compressed already, and must not be twice."""
    for path in ("/", "/calendars/all.ics", "/feeds/all.rss.xml"):
        assert ask(path, Accept_Encoding="gzip").headers["Content-Encoding"] == "gzip", path
    shard = ask("/search-index/index.json.gz", Accept_Encoding="gzip")
    assert shard.status == 200 and "Content-Encoding" not in shard.headers


def test_a_server_lets_browsers_keep_what_stays(ask: Ask, site: Path) -> None:
    """Fonts for a week; pages are asked for each time, and not sent when they are the same."""
    assert (
        "max-age=604800" in ask("/assets/hearth/fonts/inter-latin.woff2").headers["Cache-Control"]
    )
    style = next((site / "assets" / "stylesheets").glob("main.*.css")).name
    assert "max-age=31536000" in ask(f"/assets/stylesheets/{style}").headers["Cache-Control"]
    page = ask("/")
    assert page.headers["Cache-Control"] == "no-cache"
    assert ask("/", If_None_Match=page.headers["ETag"]).status == 304


def test_a_server_says_what_is_not_there(ask: Ask) -> None:
    """With the hub's own page, and that a page is missing."""
    answer = ask("/nobody/")
    assert answer.status == 404 and b"</html>" in answer.body  # type: ignore[attr-defined]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_doctor_is_content_with_a_server(ask: functools.partial[object], hub: Hub) -> None:
    """Only the address is not that of the sample, which has one for examples."""
    visit = Visit(Visitor(f"http://127.0.0.1:{ask.args[0]}/"), hub)
    amiss = [found.what for found in site_diagnoses(visit) if found.grade != "fine"]
    assert amiss == [f"The site believes to be at {hub.settings.site_url}."]


# -- the scripts -----------------------------------------------------------------------------------


def shell(script: str, root: Path, **variables: str) -> str:
    """What a script of the guide prints; it must go well."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", **variables}
    done = subprocess.run(
        ["sh", "-c", script], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_site_is_switched_when_it_is_whole(tmp_path: Path) -> None:
    """Sent beside the one that is shown; what stayed the same stays the same file; three former
    ones are kept."""
    program("rsync")
    # On this machine in place of another one: no server's name, and a shell for ssh.
    script = block("sh", holds="rsync").replace('"$SERVER:', '"').replace('ssh "$SERVER" ', "")
    script = script.replace('"cd ', 'sh -c "cd ').replace("+%Y%m%dT%H%M%S", "+%Y%m%dT%H%M%S%N")
    target = tmp_path / "hub"
    for number in range(6):
        hubs.write(
            tmp_path,
            {"site/index.html": f"{number}", "site/assets/a.css": "stays", "site/b.css": "b"},
        )
        os.utime(tmp_path / "site" / "assets" / "a.css")
        shell(script, tmp_path, SERVER="here", FOLDER=str(target))
        assert hubs.tree(target / "site") == hubs.tree(tmp_path / "site")
        assert (target / "site").is_symlink()
    assert len(list((target / "releases").iterdir())) == 4
    files = {
        (release / "assets/a.css").stat().st_ino for release in (target / "releases").iterdir()
    }
    assert len(files) == 1


def test_a_branch_holds_the_site_and_nothing_else(tmp_path: Path) -> None:
    """One commit, pushed to where the hub comes from."""
    script, run = (
        block("sh", holds="BRANCH"),
        functools.partial(subprocess.run, check=True, capture_output=True, text=True),
    )
    run(["git", "init", "-q", "--bare", str(tmp_path / "origin")])
    run(["git", "clone", "-q", str(tmp_path / "origin"), str(tmp_path / "hub")])
    for words in ("one", "two"):
        hubs.write(tmp_path / "hub", {"site/index.html": words, "site/a/b.ics": words})
        shell(script, tmp_path / "hub")
    bare = ["git", "-C", str(tmp_path / "origin")]
    assert run([*bare, "ls-tree", "-r", "--name-only", "pages"]).stdout.split() == [
        "a/b.ics",
        "index.html",
    ]
    assert run([*bare, "rev-list", "--count", "pages"]).stdout.strip() == "1"
    assert run([*bare, "show", "pages:index.html"]).stdout == "two"
