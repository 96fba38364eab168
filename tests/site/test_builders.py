"""The hub is the same under every site builder."""

from __future__ import annotations

from pathlib import Path

import pytest

import hubs


def test_properdocs_makes_the_same_site(small_site: Path, tmp_path: Path) -> None:
    """But for the line that names the builder."""
    pytest.importorskip("properdocs")
    site = hubs.built(hubs.minimal_hub(tmp_path / "hub"), tmp_path / "site", "properdocs")
    ours, theirs = hubs.tree(small_site), hubs.tree(site)
    assert ours.keys() == theirs.keys()
    for path, content in theirs.items():
        if path.endswith(".html"):
            lines = zip(content.splitlines(), ours[path].splitlines(), strict=True)
            differing = [pair for pair in lines if pair[0] != pair[1]]
            assert all(b'<meta name="generator"' in pair[0] for pair in differing), path
        else:
            assert content == ours[path], path
