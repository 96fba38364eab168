"""``hearth serve``: what is changed is seen, and what is wrong is told above the last good page."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import hubs
from hearth.cli.main import main
from hearth.site.serving import News, server

PATIENCE = 90
"""Seconds; on an idle machine it takes one."""


@dataclass
class Served:
    """A hub that is served."""

    root: Path
    address: str
    log: Path

    def get(self, url: str) -> str:
        with urllib.request.urlopen(f"{self.address}{url}", timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def news(self, after: int = -1) -> dict[str, Any]:
        """What is shown, once it is not that state any more."""
        until = time.monotonic() + PATIENCE
        host = self.address.split("/small/")[0]
        while time.monotonic() < until:
            with urllib.request.urlopen(f"{host}/.hearth/news?after={after}", timeout=60) as answer:
                found: dict[str, Any] = json.loads(answer.read())
            if found["state"] != after:
                return found
        raise AssertionError(self.log.read_text("utf-8"))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    root = hubs.minimal_hub(folder / "hub", settings="search: false, pictures: false, workers: 1")
    with open(folder / "log", "w", encoding="utf-8") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", "hearth", "serve", "--builder", "plain", "--address", "0"],
            cwd=root,
            env={**os.environ, "SOURCE_DATE_EPOCH": hubs.EPOCH, "PYTHONUNBUFFERED": "1"},
            stdout=log,
            stderr=log,
            # Whoever runs the tests in the background has it ignored, and children inherit that.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )
    until = time.monotonic() + PATIENCE
    while "Serving" not in (words := (folder / "log").read_text("utf-8")):
        assert time.monotonic() < until and running.poll() is None, words
        time.sleep(0.1)
    address = words.split("Serving ")[1].split()[0]
    yield Served(root, address, folder / "log")
    running.send_signal(signal.SIGINT)
    assert running.wait(30) == 0


def test_a_change_is_seen(served: Served) -> None:
    """Of a record, a page, and a template of the hub's own."""
    for files, url, words in (
        ({"members/ada.yml": "name: Ada Renamed\njoined: 2026-01-05\n"}, "members/ada/", "Renamed"),
        ({"content/about.md": "# About\n\nOther words.\n"}, "about/", "Other words."),
        ({"overrides/hearth/group.html": "One of our own."}, "groups/crew/", "One of our own."),
    ):
        before = served.news()["state"]
        hubs.write(served.root, files)
        assert served.news(before)["problems"] == []
        assert words in served.get(url)
    assert not (served.root / "site").exists()


def test_a_mistake_is_told_and_the_page_stays(served: Served) -> None:
    good = served.news()
    right = (served.root / "members/bo.yml").read_text("utf-8")
    hubs.write(served.root, {"members/bo.yml": "name: Bo Sample\njoined: soon\n"})
    wrong = served.news(good["state"])
    assert wrong["site"] == good["site"]
    assert wrong["problems"][0][0] == "members/bo.yml:2:9"
    assert '"soon" is not a date' in wrong["problems"][0][1]
    assert "Bo Sample" in served.get("members/bo/")
    hubs.write(served.root, {"members/bo.yml": right})
    assert served.news(wrong["state"])["problems"] == []


def test_pages_are_served_as_they_will_be(served: Served) -> None:
    """Below the site's path, with a page for what is not there, and with a script that no policy
    stops."""
    home = served.get("")
    assert "Content-Security-Policy" not in home and home.count("data-site=") == 1
    root = served.address.removesuffix("small/")
    with urllib.request.urlopen(root, timeout=30) as answer:
        assert answer.url == served.address
    with urllib.request.urlopen(f"{served.address}members", timeout=30) as answer:
        assert answer.url == f"{served.address}members/"
    for lost in ("nothing/", "../../hub/mkdocs.yml", "%2e%2e/%2e%2e/mkdocs.yml"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            served.get(lost)


def test_news_come_at_once_or_after_a_while(tmp_path: Path) -> None:
    news = News()
    assert news.after(0, patience=0.01).state == 0
    threading.Timer(0.05, news.site).start()
    assert news.after(0, patience=PATIENCE).site == 1
    news.problems([])
    assert news.shown.state == 1  # nothing was wrong before, either
    serving = server(("127.0.0.1", 0), tmp_path, "/", news)
    serving.server_close()


def test_a_hub_that_begins_with_a_mistake_is_told_of(tmp_path: Path) -> None:
    """Before there is any page, too."""
    news = News()
    news.problems([("members/bo.yml:2:9", "joined: is not a date.")])
    serving = server(("127.0.0.1", 0), tmp_path, "/", news)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    with pytest.raises(urllib.error.HTTPError, match="404") as lost:
        urllib.request.urlopen(f"http://127.0.0.1:{serving.server_address[1]}/", timeout=30)
    assert b'data-state="-1"' in lost.value.read()
    serving.shutdown()


@pytest.mark.parametrize("address", ["here", "127.0.0.1:", "127.0.0.1:99999"])
def test_an_address_that_is_none_is_told(tmp_path: Path, address: str) -> None:
    root = hubs.minimal_hub(tmp_path / "hub")
    done = CliRunner().invoke(main, ["serve", str(root), "--address", address])
    assert done.exit_code == 2 and "127.0.0.1:8000" in done.output


def test_a_place_that_is_taken_is_told(tmp_path: Path, served: Served) -> None:
    root = hubs.minimal_hub(tmp_path / "hub", settings="search: false, workers: 1")
    taken = served.address.split("/")[2]
    done = CliRunner().invoke(
        main,
        ["serve", str(root), "--builder", "plain", "--address", taken],
        env={"SOURCE_DATE_EPOCH": hubs.EPOCH},
    )
    assert done.exit_code == 1 and "--address 127.0.0.1:8001" in done.output


def test_a_browser_shows_both(served: Served, browser: Any) -> None:
    """The page shows itself anew, and what is wrong stands above it until it is mended."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{served.address}members/cy/")
    before = served.news()["state"]
    text = "---\nname: Cy {}\njoined: 2026-03-15\n---\nI keep it.\n"
    hubs.write(served.root, {"members/cy.md": text.format("Changed")})
    page.get_by_role("heading", name="Cy Changed").wait_for(timeout=PATIENCE * 1000)
    after = served.news(before)["state"]
    hubs.write(served.root, {"members/cy.md": text.format("[Open").replace("2026", "soon")})
    served.news(after)
    told = page.get_by_role("alert")
    told.wait_for(timeout=PATIENCE * 1000)
    assert "members/cy.md" in told.inner_text() and page.get_by_text("Cy Changed").count()
    page.get_by_role("button", name="Hide").click()
    told.wait_for(state="detached")
    hubs.write(served.root, {"members/cy.md": text.format("Mended")})
    page.get_by_role("heading", name="Cy Mended").wait_for(timeout=PATIENCE * 1000)
    page.close()
