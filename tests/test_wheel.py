"""The packages: what a hub needs that has no engine in its own folder, the same from anywhere."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tarfile
import venv
import zipfile
from email.parser import BytesParser
from pathlib import Path
from types import ModuleType

import pytest

import hubs


def script(name: str) -> ModuleType:
    """A script of the folder .ci."""
    spec = importlib.util.spec_from_file_location(name, hubs.REPOSITORY / ".ci" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    done = hubs.run(hubs.REPOSITORY, "hatchling", "build", "-t", "wheel", "-d", str(folder))
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("*.whl")
    return made


def read(wheel: Path, name: str) -> bytes:
    """The file of the wheel that has this name in its description."""
    with zipfile.ZipFile(wheel) as packed:
        return packed.read(next(path for path in packed.namelist() if path.endswith(name)))


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
    assert sorted(names) == sorted(here)


def test_the_wheel_offers_the_command_the_plugin_and_the_theme(wheel: Path) -> None:
    """Of the names that people write."""
    points = read(wheel, "entry_points.txt").decode()
    assert "[console_scripts]\nhearth = hearth.cli.main:main" in points
    assert "[mkdocs.plugins]\nhearth = hearth.adapters.plugin:HearthPlugin" in points
    assert "[mkdocs.themes]\nhearth = hearth.adapters.theme" in points


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    """Its description has no links into this repository, which lead nowhere elsewhere, and the
    licences of all that was copied in stand where programs look for them."""
    described = BytesParser().parsebytes(read(wheel, "METADATA"))
    assert described["Version"] == wheel.name.split("-")[1]
    assert "hearth build" in described.get_payload() and "](" not in described.get_payload()
    hooks = hubs.REPOSITORY / "hooks"
    copied = [file for file in hooks.rglob("*LICENSE*") if file.is_file()]
    expected = {file.relative_to(hubs.REPOSITORY).as_posix() for file in copied} | {"LICENSE"}
    assert set(described.get_all("License-File")) == expected


def test_the_packages_are_the_same_from_anywhere(tmp_path: Path) -> None:
    """Built twice in other folders with other rights, and from the source archive: one sum each;
    the archive holds the engine and nothing of the sample or the tests."""
    script("package").main(tmp_path)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        tops = {name.split("/")[1] for name in packed.getnames()}
    assert tops == {
        *("hooks", "README.md", "LICENSE", "CHANGELOG.md"),
        *("pyproject.toml", "PKG-INFO", ".gitignore"),
    }


def test_packages_that_differ_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is left to publish."""
    package = script("package")
    monkeypatch.setattr(package, "build_twice", lambda space: (space, [{"a": "1"}, {"a": "2"}]))
    with pytest.raises(SystemExit, match="Built again"):
        package.main(tmp_path / "dist")
    assert not (tmp_path / "dist").exists()


def test_a_hub_without_an_engine_is_built_by_the_wheel(
    wheel: Path, site: Path, tmp_path: Path
) -> None:
    """The same site, byte for byte, from an environment that has the wheel and what it needs, by
    the plugin."""
    environment = tmp_path / "venv"
    venv.create(environment, symlinks=True)
    python = environment / "bin" / "python"
    (packages,) = environment.glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(packages)  # noqa: S202 - our own
    # What the wheel needs is there already; the engine's own way into this environment is a file
    # like this one, and such files are not read from folders that another names.
    there = next(path for path in sys.path if Path(path, "mkdocs").is_dir())
    (packages / "what-it-needs.pth").write_text(f"{there}\n")

    trial = script("try_wheel")
    hub = trial.bare_hub(tmp_path / "hub")
    assert not (hub / "hooks").exists()
    found = subprocess.run(
        [python, "-c", "import hearth; print(hearth.__file__)"],
        env={},
        cwd=hub,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(found.stdout.strip()).is_relative_to(environment)
    made = trial.built(python, hub, "--as-of", hubs.AS_OF.isoformat())
    assert trial.different(made, site) == []
    (made / "index.html").write_text("another")
    assert trial.different(made, site) == ["index.html"]


def test_what_a_wheel_needs_is_locked() -> None:
    """A trial installs the versions of the lock, one a line with its marker and without its
    sums."""
    lines = script("try_wheel").constraints().splitlines()
    assert any(line.startswith("mkdocs-material==9.") for line in lines) and len(lines) > 100
    assert [line for line in lines if "\\" in line or "hash" in line] == []
