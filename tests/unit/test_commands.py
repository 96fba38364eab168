"""One file a command: where it lies, and what calling one command imports."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import hearth.cli
from hearth.cli.main import COMMANDS, main, module_of

NAMES = [name for commands in COMMANDS.values() for name in commands]
FOLDER = Path(hearth.cli.__file__).parent
LIGHT = 14
"""So many modules a call may take that does nothing: to find its language, and its words."""


def test_every_file_is_a_command_of_the_help() -> None:
    """Beside main.py, cli/ holds one file for each command that the help lists."""
    shown = CliRunner().invoke(main, ["--help"]).output
    listed = set(re.findall(r"^  ([a-z][a-z-]*)  +\S", shown, re.MULTILINE))
    files = {file.stem for file in FOLDER.glob("*.py")} - {"__init__", "main"}
    assert listed == set(NAMES)
    assert files == {module_of(name) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_file_defines_only_its_command(name: str) -> None:
    """The file is named after its command, and no other command stands in it."""
    module = import_module(f"hearth.cli.{module_of(name)}")
    found = {key: it for key, it in vars(module).items() if isinstance(it, click.Command)}
    assert list(found) == [module_of(name)]
    assert found[module_of(name)].name == name


def test_a_call_imports_no_other_command() -> None:
    """The help imports no command; a command imports itself alone."""
    script = (
        "import sys; from hearth.cli.main import main; main(sys.argv[1:], standalone_mode=False); "
        "print(*(name for name in sys.modules if name.startswith('hearth.')), file=sys.stderr)"
    )
    for call, modules in (["--help"], set()), (["fmt", "--help"], {"hearth.cli.fmt"}):
        done = subprocess.run(
            [sys.executable, "-c", script, *call],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONPATH": str(FOLDER.parents[1])},
        )
        loaded = set(done.stderr.split())
        commands = {f"hearth.cli.{module_of(name)}" for name in NAMES}
        assert loaded & commands == modules
        assert "hearth.cli.main" in loaded
        rooms = {".".join(name.split(".")[:2]) for name in loaded}
        assert modules or rooms == {"hearth.base", "hearth.cli"}
        assert modules or len(loaded) <= LIGHT, sorted(loaded)


def test_a_slip_of_the_pen_is_guessed() -> None:
    """Names of commands are known without importing them."""
    done = CliRunner().invoke(main, ["chek"])
    assert done.exit_code == 2
    assert "check" in done.output
