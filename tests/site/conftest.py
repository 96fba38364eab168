"""What several tests of the sample's site read in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def json_feeds(site: Path) -> dict[str, Any]:
    """Every JSON feed by its address below the site's root."""
    return {
        file.relative_to(site).as_posix(): json.loads(file.read_bytes())
        for file in site.glob("feeds/**/*.json")
    }
