"""What tests share: the sample hub's site, built once; a server for it; a browser."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

import hubs
from hearth.model.hub import Hub, load_hub
from hearth.model.settings import read_settings
from hearth.site.manifest import Manifest
from hearth.site.verify import verify
from hubs import once

# Modules and templates are compiled once, not by each of the many processes that tests start.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Commands speak the language of whoever calls them.
os.environ.update(LANGUAGE="", LC_ALL="C.UTF-8")
settings.register_profile("hearth", deadline=None)  # a busy machine is no mistake
settings.load_profile("hearth")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-gpu",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests that take minutes out, unless they are asked for by their marker."""
    long = [item for item in items if item.get_closest_marker("soak")]
    if long and "soak" not in config.option.markexpr:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if not item.get_closest_marker("soak")]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample hub's site on 23 November 2026."""
    return once(tmp_path_factory, "site", lambda folder: hubs.built(hubs.REPOSITORY, folder))


@pytest.fixture(scope="session")
def hub() -> Hub:
    """The sample hub's records as the public may see them, on the same day."""
    settings, wrong = read_settings(hubs.REPOSITORY)
    hub, problems = load_hub(hubs.REPOSITORY, settings, hubs.AS_OF, 1)
    assert [*wrong, *problems.errors] == []
    return hub.public()


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small hub."""

    def make(folder: Path) -> None:
        hubs.built(hubs.minimal_hub(folder.with_name("small-hub")), folder)

    return once(tmp_path_factory, "small-site", make)


@pytest.fixture(scope="session")
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample hub's site, made without MkDocs, with nothing wrong in it."""

    def make(site: Path) -> None:
        folder = tmp_path_factory.mktemp("plain")
        done = hubs.without_mkdocs(folder, "plain", hubs.REPOSITORY, site)
        assert done.returncode == 0, done.stderr
        manifest = Manifest.from_json((folder / "manifest.json").read_text(encoding="utf-8"))
        assert list(map(str, verify(site, manifest))) == []

    return once(tmp_path_factory, "plain-site", make)


@pytest.fixture(scope="session")
def small_plain_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small hub, made by the plain builder."""

    def make(folder: Path) -> None:
        hubs.built(hubs.minimal_hub(folder.with_name("small-plain-hub")), folder, "plain")

    return once(tmp_path_factory, "small-plain-site", make)


@pytest.fixture
def installed(tmp_path: Path) -> dict[str, str]:
    """The environment of a process that finds the package as it would be installed from this
    folder."""
    project = tomllib.loads((hubs.REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    points = "\n".join(
        f"[{group}]\n" + "\n".join(f"{name} = {value}" for name, value in entries.items())
        for group, entries in project["entry-points"].items()
    )
    hubs.write(
        tmp_path / "packages",
        {
            "hearth_hub-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: hearth-hub\n",
            "hearth_hub-1.dist-info/entry_points.txt": points,
        },
    )
    found = (str(tmp_path / "packages"), str(hubs.REPOSITORY / "hooks"))
    return {"PYTHONPATH": os.pathsep.join(found)}


@pytest.fixture(scope="session")
def listed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site made from published lists; skipped where HEARTH_DATA names no folder of them."""
    lists = os.environ.get("HEARTH_DATA")
    if lists is None:
        pytest.skip("HEARTH_DATA names no folder of lists")

    def make(folder: Path) -> None:
        sys.path.insert(0, str(hubs.REPOSITORY / "benchmarks"))
        from real_hub.conversion import convert
        from real_hub.writing import files, write

        records, _ = convert(Path(lists), hubs.AS_OF.isoformat())
        write(folder.with_name("listed-hub"), files(records))
        hubs.built(folder.with_name("listed-hub"), folder)

    return once(tmp_path_factory, "listed-site", make)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder; gives the address it is served at."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))
        )
        server.daemon_threads = True
        threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        ).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium; without one the test is skipped, but never in CI."""
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        word = f"None of {', '.join(BROWSERS)} is installed"
        pytest.fail(word) if os.environ.get("CI") else pytest.skip(word)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield chromium
        chromium.close()
