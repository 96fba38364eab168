"""The Nu Html Checker over every page, where HEARTH_VNU names its jar: `HEARTH_VNU=vnu.jar make
soak`.

It is the checker that the W3C runs, 26 MB of Java, so it is neither a dependency nor in this
repository: `npm pack vnu-jar` brings it. What it once found is kept out by tests of its own in
test_html.py, which run everywhere.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import hubs

JAR = os.environ.get("HEARTH_VNU")
# Every kind of page there is, beside those of the sample hub: a former address, and records that
# lack all but what they need.
FORMER = {"members/ada.yml": hubs.BASE["members/ada.yml"] + "aliases: [ada-before]\n"}  # type: ignore[operator]

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(
        not (JAR and shutil.which("java")), reason="HEARTH_VNU names no jar, or there is no Java"
    ),
]


# It reads policies as they were before script files could be let in by their hash; browsers have
# done so since 2023.
OLD_POLICIES = "Resource violates Content Security Policy (meta tag): external script"


def said(folder: Path) -> str:
    """Everything the checker says of the pages in a folder, warnings too."""
    command = ["java", "-jar", str(JAR), "--Werror", "--skip-non-html", str(folder)]
    lines = subprocess.run(command, capture_output=True, text=True, check=False).stderr.splitlines()
    return "\n".join(
        line for line in lines if OLD_POLICIES not in line and "command line:" not in line
    )


def test_the_checker_sees_a_fault(tmp_path: Path) -> None:
    """Its silence means something."""
    (tmp_path / "page.html").write_text(
        '<!doctype html><html lang="en"><title>x</title><p><img src="x.png">'
    )
    assert "alt" in said(tmp_path)


def test_the_sample_hub_is_valid(site: Path) -> None:
    """Not one word about any page of the sample hub."""
    assert said(site) == ""


def test_the_small_hub_is_valid(tmp_path: Path) -> None:
    """Nor about the bare pages of a hub that has little."""
    assert said(hubs.built(hubs.minimal_hub(tmp_path / "hub", FORMER), tmp_path / "site")) == ""


def test_the_smallest_hub_is_valid(tmp_path: Path) -> None:
    """Nor about those of a hub that has nothing but its pages yet."""
    empty = dict.fromkeys(
        path
        for path in hubs.BASE
        if path.startswith(("members/", "events/")) or path.count("/") > 1
    )
    nothing = {**empty, "content/topics.yml": None, "content/glossary.yml": None}
    assert said(hubs.built(hubs.minimal_hub(tmp_path / "hub", nothing), tmp_path / "site")) == ""
