"""The desk in a browser: from opening it to something done, by the keyboard alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner

import hubs
from accessibility import measured, told, violations
from hearth.cli.desk import KeptDesk
from hearth.cli.main import main
from hearth.desk_site.desk import ManagerDesk
from hearth.desk_site.server import DeskServer
from hearth.desk_site.site import DeskSite

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    thanks = "- {date: 2026-11-20, to: bo, reason: The minutes}\n"
    return hubs.minimal_hub(tmp_path_factory.mktemp("desk"), {"private/thanks.yml": thanks})


@contextmanager
def open_desk(server: DeskServer) -> Iterator[DeskServer]:
    serving = server.listen(0)
    Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server
    serving.shutdown()
    serving.server_close()


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[DeskServer]:
    made = DeskServer(lambda: DeskSite(ManagerDesk.of(*hubs.load(root), forms=True)))
    with open_desk(made) as found:
        yield found


@pytest.fixture
def weekly(tmp_path: Path) -> Iterator[DeskServer]:
    """The desk of the sample, with the invented notes of `hearth example`."""
    for name in ("content", "events", "members"):
        shutil.copytree(hubs.REPOSITORY / name, tmp_path / name)
    shutil.copy(hubs.REPOSITORY / "mkdocs.yml", tmp_path)
    asked = ["example", "--folder", str(tmp_path), "--as-of", f"{hubs.AS_OF}"]
    assert CliRunner().invoke(main, asked).exit_code == 0
    with open_desk(DeskServer(KeptDesk(tmp_path, hubs.AS_OF, None).site)) as found:
        yield found


def test_a_thing_is_done_by_the_keyboard(page: Any, server: DeskServer, root: Path) -> None:
    """The address leads in and out of sight; a button, a form and a message later it is written.
    Everybody can read what stands there on the way, by day and by night, and nothing is refused by
    the pages' own policy."""
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if said.type == "error" else None)
    page.goto(server.address)
    assert server.token not in page.url
    base = page.url
    for width, scheme in ((1280, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        for path in ("", "people/bo/", "do/note/thanks/"):
            page.goto(base + path)
            assert told(violations(page)) == [], path
            shape = ("headings", "smallTargets", "outside", "cutWords")
            assert measured(page, shape) == [], path
    page.goto(f"{base}people/bo/")
    page.locator("a", has_text="Thanked").focus()
    page.keyboard.press("Enter")
    page.locator("#f-reason").focus()
    page.keyboard.type("Soup <for> all")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}people/bo/?told=*")
    assert page.locator("[role=status]").inner_text() == "Noted in private/thanks.yml."
    assert (
        (root / "private" / "thanks.yml")
        .read_text("utf-8")
        .endswith("- date: 2026-11-23\n  to: bo\n  reason: Soup <for> all\n")
    )
    assert refused == []


def test_three_things_are_done_in_six_presses(
    page: Any, weekly: DeskServer, tmp_path: Path
) -> None:
    """Each of the three first has a button whose form is filled in: a press opens it, another
    writes it down and leads back, and the next thing has moved up. Nothing is typed."""
    page.goto(weekly.address)
    base, done = page.url, []
    for _ in range(3):
        first = page.locator("#three-things-first + ul > li").first
        done.append(first.locator("strong").first.inner_text())
        first.locator("a, button").nth(1).click()
        page.get_by_role("button", name="Write it down").click()
        page.wait_for_url(f"{base}?told=*")
        assert page.locator("[role=status]").inner_text().startswith("Noted in ")
    assert len(set(done)) == 3
