"""mkdocs serve: what is changed is seen, whatever kind of file it is."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

import hubs

PATIENCE = 60
"""Seconds; a build of the small hub takes two of them on an idle machine."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, Callable[[str], str]]]:
    """A hub that is served, and how to get a page of it; its mkdocs.yml names nothing to watch."""
    root = hubs.minimal_hub(
        tmp_path / "hub", {"overrides/README.md": None}, settings="search: false, pictures: false"
    )
    assert not (root / "overrides").exists()
    config = (root / "mkdocs.yml").read_text().replace(", custom_dir: overrides", "")
    assert "watch" not in config
    (root / "mkdocs.yml").write_text(config)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with open(tmp_path / "log", "w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address],
            cwd=root,
            env={**os.environ, "SOURCE_DATE_EPOCH": hubs.EPOCH, "NO_MKDOCS_2_WARNING": "1"},
            stdout=log,
            stderr=log,
            # Whoever runs the tests in the background has it ignored, and children inherit that.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )

    def page(url: str) -> str:
        try:
            with urllib.request.urlopen(f"http://{address}/small/{url}", timeout=10) as answer:
                return str(answer.read().decode())
        except urllib.error.URLError:
            return ""

    yield root, page
    server.send_signal(signal.SIGINT)
    server.wait(20)


def seen(page: Callable[[str], str], url: str, words: str) -> bool:
    """Whether the words stand on the page within the time one waits."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if words in page(url):
            return True
        time.sleep(0.1)
    return False


def test_a_changed_record_changes_the_page(
    served: tuple[Path, Callable[[str], str]], tmp_path: Path
) -> None:
    """Of a member, an event and one that lies in content/; a folder that is not there, such as
    overrides/, stops nothing, and is watched from the next build on."""
    root, page = served
    log = tmp_path / "log"
    assert seen(page, "members/ada/", "Ada Example"), log.read_text()
    time.sleep(0.5)  # the first page may be served before the folders are watched
    hubs.write(root, {"members/ada.yml": "name: Ada Renamed\njoined: 2026-01-05\n"})
    assert seen(page, "members/ada/", "Ada Renamed"), log.read_text()
    event = str(hubs.BASE["events/evening.yml"]).replace("An evening", "A night")
    hubs.write(root, {"events/evening.yml": event})
    assert seen(page, "events/evening/", "A night in the hall"), log.read_text()
    hubs.write(root, {"overrides/hearth/group.html": "First of our own."})
    hubs.write(root, {"content/groups/crew.yml": "name: New crew\npurpose: To show it.\n"})
    assert seen(page, "groups/crew/", "First of our own."), log.read_text()
    time.sleep(0.5)
    hubs.write(root, {"overrides/hearth/group.html": "Second of our own."})
    assert seen(page, "groups/crew/", "Second of our own."), log.read_text()
