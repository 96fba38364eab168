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


@pytest.fixture
def reader(browser: Any) -> Iterator[Callable[..., Any]]:
    """A new reader with their own settings; gives the page they look at, which notes requests and
    errors."""
    contexts = []

    def come(**settings: Any) -> Any:
        context = browser.new_context(
            **{
                "timezone_id": "Europe/Berlin",
                "locale": "en-GB",
                "reduced_motion": "reduce",
                **settings,
            }
        )
        context.set_default_timeout(20_000)
        context.clock.set_fixed_time(NOW)
        contexts.append(context)
        page = context.new_page()
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


@pytest.fixture
def page(reader: Callable[..., Any]) -> Any:
    """A reader in Berlin at a desk."""
    return reader()
