"""Hubs made by ``hearth new``, and the engine as an installed package would be found."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from click.testing import CliRunner, Result

import hubs
from hearth.cli.main import main

DAY = hubs.AS_OF.isoformat()


def installed(folder: Path) -> dict[str, str]:
    """The environment of a process that finds this engine as a package, with plugin and theme."""
    project = tomllib.loads((hubs.REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    points = "\n".join(
        f"[{group}]\n" + "\n".join(f"{name} = {value}" for name, value in entries.items())
        for group, entries in project["entry-points"].items()
    )
    about = folder / "packages" / "hearth_hub-1.dist-info"
    about.mkdir(parents=True, exist_ok=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: hearth-hub\nVersion: 1\n")
    (about / "entry_points.txt").write_text(points)
    found = (str(folder / "packages"), str(hubs.REPOSITORY / "hooks"))
    return {"PYTHONPATH": os.pathsep.join(found)}


def run(*words: str, answers: str | None = None) -> Result:
    """What a command says on the day of the tests."""
    return CliRunner().invoke(main, [*words, "--as-of", DAY], input=answers)


def new(folder: Path, *words: str) -> Path:
    """A hub that ``hearth new`` writes there without asking."""
    done = run("new", str(folder), "--yes", *words)
    assert done.exit_code == 0, done.output
    return folder
