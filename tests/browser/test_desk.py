"""The desk in a browser: from opening it to something done, by the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

import hubs
from accessibility import measured, told, violations
from hearth.desk_site.desk import ManagerDesk
from hearth.desk_site.server import DeskServer
from hearth.desk_site.site import DeskSite

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    thanks = "- {date: 2026-11-20, to: bo, reason: The minutes}\n"
    return hubs.minimal_hub(tmp_path_factory.mktemp("desk"), {"private/thanks.yml": thanks})


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[DeskServer]:
    found = DeskServer(lambda: DeskSite(ManagerDesk.of(*hubs.load(root), forms=True)))
    serving = found.listen(0)
    Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield found
    serving.shutdown()
    serving.server_close()


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
