"""The wheel: what a hub needs that has no engine in its own folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import hubs

HUB = ("content", "members", "events", "overrides", "mkdocs.yml")
"""What a hub's folder holds beside its history and the hook."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    done = hubs.run(hubs.REPOSITORY, "hatchling", "build", "-t", "wheel", "-d", str(folder))
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_holds_the_whole_engine(wheel: Path) -> None:
    """Every file of it: modules, adapters, templates, the theme with its fonts, the editor."""
    hooks = hubs.REPOSITORY / "hooks"
    here = {
        file.relative_to(hooks).as_posix()
        for file in (hooks / "hearth").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert {path.split("/")[1] for path in here} >= {"adapters", "templates", "theme", "editor"}
    with zipfile.ZipFile(wheel) as packed:
        names = [name for name in packed.namelist() if ".dist-info/" not in name]
        commands = next(name for name in packed.namelist() if name.endswith("entry_points.txt"))
        assert b"hearth = hearth.cli.main:main" in packed.read(commands)
    assert sorted(names) == sorted(here)


def test_a_hub_without_an_engine_is_built_by_the_wheel(
    wheel: Path, site: Path, tmp_path: Path
) -> None:
    """The same site, byte for byte, from an environment that has the wheel and what it needs."""
    environment = tmp_path / "venv"
    venv.create(environment, symlinks=True)
    python = environment / "bin" / "python"
    (packages,) = environment.glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(packages)
    # What the wheel needs is there already; the engine's own way into this environment is a file
    # like this one, and such files are not read from folders that another names.
    there = next(path for path in sys.path if Path(path, "mkdocs").is_dir())
    (packages / "what-it-needs.pth").write_text(f"{there}\n")

    hub = tmp_path / "hub"
    subprocess.run(["git", "clone", "-q", str(hubs.REPOSITORY), str(hub)], check=True)
    for name in HUB:  # as it is here, whether or not that is in the history yet
        source, target = hubs.REPOSITORY / name, hub / name
        if source.is_dir():
            shutil.rmtree(target)
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    shutil.rmtree(hub / "hooks" / "hearth")

    def run(*words: str) -> str:
        variables = {"SOURCE_DATE_EPOCH": hubs.EPOCH, "NO_MKDOCS_2_WARNING": "1"}
        done = subprocess.run(
            [str(python), *words], cwd=hub, env=variables, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    used = run("-c", "import hearth; print(hearth.__file__)").strip()
    assert Path(used).is_relative_to(environment)
    run("-m", "hearth", "build", "--as-of", hubs.AS_OF.isoformat())
    assert hubs.different(hub / "site", site) == []
