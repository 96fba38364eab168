"""The commands in the README and the guide do what they are written down for: every block is run,
in a copy of the sample."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

import hubs
from hearth.base.web import Reply, Web, WebError
from hearth.cli.main import COMMANDS, main

GUIDE = hubs.REPOSITORY / "content" / "guide"
ELSEWHERE = {
    "ten-minutes": "tests/test_tutorials.py",
    "one-evening": "tests/test_tutorials.py",
    "where-to-publish": "tests/site/test_hosting.py",
}
"""Pages whose blocks are run by a test of their own."""
BLOCK = re.compile(r"^```(?:sh)?\n(.*?)^```", re.MULTILINE | re.DOTALL)
ASKING = re.compile(
    r"--from-url|--address|^(?:gh|glab) |^uvx |^git push|^hearth add \w+$|hearth desk --open"
)
"""What asks the network or a person, or serves until somebody ends it; elsewhere it is tried with a
server, and with answers."""
TOLD = {"hearth doctor": 1}
"""Commands that have something to say of the sample, with their status."""
ANSWERS = "y\n" * 9
SHELL = set("|&;<>$*~")
"""What a shell has to read."""


def _packed(files: dict[str, str]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return raw.getvalue()


FILES: dict[str, str | bytes | None] = {
    "signups.csv": "Name,E-mail,Status\nAda,ada@example.org,attended\nBo,bo@example.org,no\n",
    "door.csv": "Name,E-mail\nAda Example,ada@example.org\n",
    "meeting.csv": "Name,Minutes\nBo Sample,40\n",
    "members.csv": "Name,Joined\nAda Example,2026-02-03\nNew Example,2026-03-04\n",
    "bookmarks.html": "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n"
    '<DL><DT><A HREF="https://a.example.net/calls">Good calls</A></DL>\n',
    "calendar.ics": (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1@x\r\n"
        "SUMMARY:Spring table\r\nDTSTART:20270301T180000\r\nDTEND:20270301T190000\r\n"
        "DESCRIPTION:We eat.\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ),
    "events.json": (
        '{"data": {"events": [{"key": "a", "name": "Spring days", "starts": "12/3/2027", '
        '"city": "Porto", "country": "Portugal", "venue": {"town": "Porto, Portugal"}}]}}'
    ),
    "events-mapping.yml": re.findall(
        r"^```yaml\n(kind: event\n.*?)^```",
        (GUIDE / "importing.md").read_text("utf-8"),
        re.MULTILINE | re.DOTALL,
    )[0],
    "answers.csv": "I find what I look for.,I know whom to ask.\n4,5\n3,\n",
    "issue.txt": "",
    "members/ada-example.yml": "name: Ada Example\njoined: 2026-02-03\n",
    "../our-hub/mkdocs.yml": "site_name: Ours\nsite_url: https://a.example.net/\n",
    "../our-hub/content/community.yml": hubs.BASE["content/community.yml"],
    "inner.yml": "INHERIT: mkdocs.yml\nextra: {hearth: {internal: true}}\n",
    "internal.yml": "INHERIT: mkdocs.yml\nextra: {hearth: {internal: true}}\n",
    "export.zip": _packed(
        {"users.json": "[]", "channels.json": "[]", "talk/2026-11-02.json": "[]"}
    ),
    ".gitignore": "/private/\n/reports/\n/site/\n/.cache/\n/.venv/\n",
}
"""What stands beside a hub when the commands of a page are called."""
MAKEFILES = "".join(
    (hubs.REPOSITORY / folder / "Makefile").read_text("utf-8")
    for folder in (".", "hooks/hearth/starter/data/base")
)
"""What can be made here, and in a hub that was begun."""


def blocks(page: Path) -> list[str]:
    """The commands of a page, a line each."""
    found = BLOCK.findall(page.read_text("utf-8"))
    lines = (line for text in found for line in text.replace("\\\n", "").splitlines())
    called = re.compile(r"(?:\.venv/bin/)?hearth |make |export |git ")
    return [line for line in lines if called.match(line)]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's own files with what the pages speak of, in a repository with a second branch."""
    root = tmp_path_factory.mktemp("guide") / "hub"
    root.mkdir()
    for name in ("content", "members", "events", "overrides", ".github"):
        shutil.copytree(hubs.REPOSITORY / name, root / name)
    for name in ("mkdocs.yml", "Makefile"):
        shutil.copy(hubs.REPOSITORY / name, root / name)
    (root / "hooks").symlink_to(hubs.REPOSITORY / "hooks")
    hubs.write(
        root, {**FILES, ".venv/bin/hearth": f'#!/bin/sh\nexec "{sys.executable}" -m hearth "$@"\n'}
    )
    (root / ".venv/bin/hearth").chmod(0o755)
    git = ["git", "-C", str(root), "-c", "user.name=T", "-c", "user.email=t@example.org"]
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "The hub"]):
        subprocess.run([*git, *words], check=True, capture_output=True)
    subprocess.run([*git, "branch", "ada-joins"], check=True)
    subprocess.run([*git, "update-ref", "refs/remotes/origin/main", "main"], check=True)
    return root


def run(line: str, hub: Path, environment: dict[str, str]) -> tuple[int, str]:
    """The status of a line and what it said. What only calls Hearth is called in this process,
    since most commands take less time than their start."""
    words = shlex.split(line, comments=True)
    if words[0].endswith("hearth") and not SHELL & set(line):
        result = CliRunner().invoke(main, words[1:], input=ANSWERS, env=environment)
        return result.exit_code, result.output
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=hub,
        env=environment,
        input=ANSWERS,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def _nobody(*_: object) -> Reply:
    """No test asks servers elsewhere, and none waits for its turn to do so."""
    raise WebError("no-host")


@pytest.mark.parametrize(
    "page",
    [page for page in sorted(GUIDE.glob("*.md")) if page.stem not in ELSEWHERE and blocks(page)],
    ids=lambda page: page.stem,
)
def test_the_commands_of_a_page_run(
    page: Path, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One after the other, each with yes for an answer; none is called wrongly."""
    hub = tmp_path / "hub"
    shutil.copytree(sample, hub, symlinks=True)
    monkeypatch.chdir(hub)
    monkeypatch.setattr(Web, "_once", _nobody)
    shutil.copytree(sample.parent / "our-hub", tmp_path / "our-hub")
    environment = {
        **os.environ,
        "PATH": f"{hub / '.venv/bin'}{os.pathsep}{os.environ['PATH']}",
        "SOURCE_DATE_EPOCH": hubs.EPOCH,
        "NO_MKDOCS_2_WARNING": "1",
        "HEARTH_ATTENDANCE_KEY": "a-key-for-tests-that-is-long-enough",
    }
    tried = 0
    for line in blocks(page):
        if ASKING.search(line):
            continue
        if line.startswith("make "):
            assert re.search(rf"^{line.split()[1]}:.*## ", MAKEFILES, re.MULTILINE), line
            continue
        status, said = run(line.replace("/srv/", f"{tmp_path}/"), hub, environment)
        expected = TOLD.get(line.partition("#")[0].strip(), 0)
        assert status == expected, f"{line}\n{said[-1000:]}"
        tried += 1
    assert tried or all(ASKING.search(line) or line.startswith("make ") for line in blocks(page))


DOCUMENTS = sorted([*hubs.REPOSITORY.glob("*.md"), *GUIDE.glob("*.md")])
CALL = re.compile(r"(?:^|`|&& |\| )(?:\.venv/bin/)?hearth ([a-z][a-z-]*)([^`\n#|&]*)", re.MULTILINE)


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.stem)
def test_every_command_that_is_named_is_there(page: Path) -> None:
    """With each of its options."""
    known = {name for commands in COMMANDS.values() for name in commands}
    for name, words in CALL.findall(page.read_text("utf-8")):
        assert name in known, name
        command = main.get_command(None, name)  # type: ignore[arg-type]
        assert command
        options = {
            option for found in command.params for option in (*found.opts, *found.secondary_opts)
        }
        for option in re.findall(r"(?<!\S)--[a-z-]+", words):
            assert option in {*options, "--help"}, f"hearth {name} {option}"
