"""Everything the manager's commands say of a hub, as digests: run as a program with the hub's
folder, and ``-r`` to find its files backwards."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from hearth.cli.main import main
from hearth.cli.shared import open_hub

CALLS = (
    "brief --format html",
    "brief --format text",
    "insights",
    "insights --format json",
    "insights --public --format markdown",
    "insights --figure organisations",
    "report --half --for employees --format html",
    "register --format markdown",
    "stakeholders --format markdown",
    "programme --format markdown",
    "programme show programme-0 --format html",
    "journeys --format html",
    "journeys --format json",
    "needs --format html",
    "interview --format markdown",
    "survey --format markdown",
    "connectors --format html",
    "introduce --limit 20 --format json",
    "introduce --coffee --format markdown",
    "introduce --coffee=g1 --format json",
    "care --format html",
    "case --format markdown",
    "case years --format json",
    "ready",
    "plan --format json",
    "newsletter --format html",
    "newsletter --format text",
    "social {event} --format json",
    "promote {event}",
    "run-sheet {event}",
    "note",
    "set --help",
    "thank --help",
    "translations",
    "translations de",
)
"""Each command at least once, and every form at least once."""


def backwards() -> None:
    """Let the system give the names in a folder in the opposite order."""
    listed = os.listdir
    os.listdir = lambda *place: sorted(listed(*place), reverse=True)  # type: ignore[assignment]
    scanned = os.scandir

    class Scan:
        def __init__(self, *place: Any) -> None:
            with scanned(*place) as found:
                self.found = iter(sorted(found, key=lambda entry: entry.name, reverse=True))

        def __iter__(self) -> Any:
            return self.found

        def __next__(self) -> Any:
            return next(self.found)

        def __enter__(self) -> Any:
            return self

        def __exit__(self, *_: object) -> None:
            return None

        close = __exit__

    os.scandir = Scan  # type: ignore[misc, assignment]


def said(folder: Path, event: str) -> dict[str, str]:
    """A digest of what each call says; the hub is read once for all of them."""
    load_hub, read = open_hub.load_hub, {}  # type: ignore[attr-defined]

    def once(root: Path, *how: Any, **more: Any) -> Any:
        if root not in read:
            read[root] = load_hub(root, *how, **more)
        return read[root]

    open_hub.load_hub = once  # type: ignore[attr-defined]
    found = {}
    for call in CALLS:
        words = [*call.format(event=event).split(), "--folder", str(folder)]
        done = CliRunner().invoke(main, words, env={"COLUMNS": "100"})
        if done.exit_code:
            raise SystemExit(f"{call}: {done.output} {done.exception!r}")
        found[call] = hashlib.sha256(done.stdout_bytes).hexdigest()
    return found


if __name__ == "__main__":
    if "-r" in sys.argv:
        backwards()
    print(json.dumps(said(Path(sys.argv[1]), sys.argv[2])))
