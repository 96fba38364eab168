"""A reader's browser, on a day and in a zone that do not change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-11-23T08:00:00Z"


@pytest.fixture(scope="session")
def home(
    browser: Any, site: Path, serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The sample hub's address, in a folder of its server as it is on the web."""
    folder = tmp_path_factory.mktemp("web")
    (folder / "community-circle").symlink_to(site)
    return f"{serve(folder)}community-circle/"


HABITS = {"timezone_id": "Europe/Berlin", "locale": "en-GB", "reduced_motion": "reduce"}
OF_A_PAGE = frozenset({"viewport", "color_scheme"})
"""Settings that a page can have alone; for any other a reader has a profile of their own."""


class Desk:
    """A profile that one reader after another sits down at, and finds empty.

    A page stays open in it: the pages of others share its process, whose start would take longer
    than most tests.
    """

    def __init__(self, browser: Any, address: str) -> None:
        self.context = browser.new_context(**HABITS)
        self.kept = self.context.new_page()
        self.kept.goto(address)
        self.session = self.context.new_cdp_session(self.kept)

    def sit_down(self, viewport: dict[str, int] | None = None, **media: str) -> Any:
        """A page for a new reader."""
        self.context.clock.set_fixed_time(NOW)
        page = self.context.new_page()
        if viewport:
            page.set_viewport_size(viewport)
        if media:
            page.emulate_media(**media)
        return page

    def clear(self) -> None:
        """Close what the reader opened and forget all of it."""
        for page in self.context.pages:
            if page != self.kept:
                page.close()
        everything = {"origin": "*", "storageTypes": "all"}
        self.session.send("Storage.clearDataForOrigin", everything)
        self.session.send("Network.clearBrowserCache")


@pytest.fixture(scope="session")
def desks(
    browser: Any, serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[int], Desk]]:
    """The desks by number; as many as a test has readers at once."""
    found: list[Desk] = []

    def desk(number: int) -> Desk:
        while len(found) <= number:
            found.append(Desk(browser, serve(tmp_path_factory.mktemp("desk"))))
        return found[number]

    yield desk
    for each in found:
        each.context.close()


@pytest.fixture
def reader(browser: Any, desks: Callable[[int], Desk]) -> Iterator[Callable[..., Any]]:
    """A new reader with their own settings; gives the page they look at, which notes requests and
    errors."""
    contexts: list[Any] = []
    taken: list[Desk] = []

    def open_page(settings: dict[str, Any]) -> Any:
        if settings.keys() <= OF_A_PAGE:
            taken.append(desks(len(taken)))
            return taken[-1].sit_down(**settings)
        contexts.append(browser.new_context(**{**HABITS, **settings}))
        contexts[-1].clock.set_fixed_time(NOW)
        return contexts[-1].new_page()

    def come(**settings: Any) -> Any:
        page = open_page(settings)
        page.context.set_default_timeout(20_000)
        page.requested, page.wrong = [], []
        page.on("request", lambda request: page.requested.append(request.url))
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on(
            "console",
            lambda message: page.wrong.append(message.text) if message.type == "error" else None,
        )
        return page

    yield come
    for context in contexts:
        context.close()
    for desk in taken:
        desk.clear()


@pytest.fixture
def page(reader: Callable[..., Any]) -> Any:
    """A reader in Berlin at a desk."""
    return reader()
