"""The tutorials work as they stand: each block of commands is run, one after the other, with Enter
for an answer to every question."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import hubs
from hearth.cli.main import COMMANDS, main
from hearth.starter.layers import preset_names
from new_hubs import installed

GUIDE = hubs.REPOSITORY / "content" / "guide"
NAMES = {name for commands in COMMANDS.values() for name in commands}
PAGES = ("ten-minutes", "one-evening")
_FILE = re.compile(r"`([\w.-]+)`:\n\n```\w+\n(.*?)```", re.DOTALL)
_COMMANDS = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)

HEARTH = f"""\
#!/bin/sh
exec "{sys.executable}" -m hearth "$@"
"""
# What is installed is not tried here; a server that goes on is not waited for.
UVX = """\
#!/bin/sh
test "$1" = --from && test "$2" = hearth-hub && test "$3" = hearth && shift 3 && exec hearth "$@"
"""
MAKE = """\
#!/bin/sh
grep -q "^$1:.*##" Makefile || exit 2
mkdir -p .venv/bin && cp "$(command -v hearth)" .venv/bin/hearth
test "$1" = serve || exec .venv/bin/hearth "$1"
"""


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """An empty folder, and an environment in which Hearth is installed and GitHub is a folder."""
    hubs.write(tmp_path, {"bin/hearth": HEARTH, "bin/uvx": UVX, "bin/make": MAKE})
    for program in (tmp_path / "bin").iterdir():
        program.chmod(0o755)
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "far.git")], check=True)
    config = (
        f'[url "{tmp_path}/far.git"]\n  insteadOf = https://github.com/owner/name.git\n'
        "[user]\n  name = T\n  email = t@example.org\n[commit]\n  gpgsign = false\n"
    )
    hubs.write(tmp_path, {"gitconfig": config})
    (tmp_path / "work").mkdir()
    environment = {
        **os.environ,
        **installed(tmp_path),
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "SOURCE_DATE_EPOCH": hubs.EPOCH,
        "NO_MKDOCS_2_WARNING": "1",
        "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"),
    }
    return tmp_path / "work", environment


@pytest.mark.parametrize("page", PAGES)
def test_every_block_of_a_tutorial_runs(page: str, place: tuple[Path, dict[str, str]]) -> None:
    """Without an error, from an empty folder to a site."""
    work, environment = place
    text = (GUIDE / f"{page}.md").read_text(encoding="utf-8")
    hubs.write(work, dict(_FILE.findall(text)))
    script = "set -eu\n" + "\n".join(_COMMANDS.findall(text))
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=work,
        env=environment,
        input="\n" * 50,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert (work / "our-hub" / "site" / "index.html").is_file()
    assert " problem" not in done.stdout.replace("no problems", "")


def test_the_evening_shows_what_it_says(place: tuple[Path, dict[str, str]]) -> None:
    """Two people and one who is left out, a series, two links and one that is left out; no mailbox
    comes along."""
    work, environment = place
    text = (GUIDE / "one-evening.md").read_text(encoding="utf-8")
    hubs.write(work, dict(_FILE.findall(text)))
    begin = next(block for block in _COMMANDS.findall(text) if "hearth new" in block)
    done = subprocess.run(
        ["bash", "-c", begin], cwd=work, env=environment, capture_output=True, text=True, check=True
    )
    assert "2 members written" in done.stdout and "1 event written" in done.stdout
    assert "2 resources written" in done.stdout and done.stdout.count("1 row left out") == 2
    ada = (work / "our-hub" / "members" / "ada-example.yml").read_text("utf-8")
    assert "joined: 2024-02-03" in ada and "example.org" not in ada
    assert not (work / "our-hub" / "members" / "cy-model.yml").exists()
    (event,) = (work / "our-hub" / "events").glob("*.*l")
    assert "rule: monthly" in event.read_text("utf-8")


@pytest.mark.parametrize(("command", "page"), [("new", "ten-minutes"), ("upgrade", "upgrading")])
def test_the_guide_has_every_option(command: str, page: str) -> None:
    """And every kind of community."""
    text = (GUIDE / f"{page}.md").read_text(encoding="utf-8")
    said = CliRunner().invoke(main, [command, "--help"]).output
    options = set(re.findall(r"(--[a-z-]+)", said)) - {"--help"}
    assert {option for option in options if option not in text} == set()
    if command == "new":
        assert [name for name in preset_names() if f"| `{name}` |" not in text] == []


def test_what_a_hub_s_papers_name_is_there() -> None:
    """Every command of Hearth and of make."""
    data = hubs.REPOSITORY / "hooks" / "hearth" / "starter" / "data"
    makefile = (data / "base" / "Makefile").read_text("utf-8")
    for file in data.rglob("*.md"):
        text = file.read_text("utf-8")
        for command in re.findall(r"`(?:\.venv/bin/)?hearth ([a-z-]+)", text):
            assert command in NAMES, (file, command)
        for target in re.findall(r"`make ([a-z]+)", text):
            assert re.search(rf"^{target}:.*##", makefile, re.MULTILINE), (file, target)
