"""The workflow of the weekly brief: off until somebody says where to, into a private repository or
nowhere, and never in a log."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

import hubs

FILE = hubs.REPOSITORY / ".github" / "workflows" / "brief.yml"
(JOB,) = yaml.safe_load(FILE.read_text(encoding="utf-8"))["jobs"].values()
STEPS: dict[str, dict[str, Any]] = {
    step.get("name", step.get("uses", "").split("@")[0]): step for step in JOB["steps"]
}
DESK = "team/desk"
TEXT = (
    "# Small Circle: week 48 of 2026\n\nOne thing waits.\n\n- [ ] **Canary @all** – asks <b>.  \n"
    "  → `members/canary.yml`: `welcomed: 2026-11-23`\n"
)


def called(
    name: str, host: dict[str, Any], folder: Path, target: str = DESK
) -> subprocess.CompletedProcess[str]:
    """A script of the workflow with a code host; what it leaves there is printed."""
    given = {
        "script": STEPS[name]["with"]["script"],
        "event": {},
        "repository": str(folder),
        "host": host,
    }
    program = ["node", str(hubs.REPOSITORY / "tests" / "fake_github.js")]
    variables = {"PATH": os.environ["PATH"], "BRIEF_REPOSITORY": target, "RUNNER_TEMP": str(folder)}
    return subprocess.run(
        program, input=json.dumps(given), env=variables, capture_output=True, text=True, check=False
    )


def test_it_is_off() -> None:
    """Without the variable nothing runs; with it, only what is on the main branch does."""
    assert JOB["if"] == "vars.BRIEF_REPOSITORY != '' && github.ref == 'refs/heads/main'"
    assert JOB["permissions"] == {"contents": "read"} and JOB["environment"] == "brief"


def test_nothing_is_read_before_the_repository_is_known_to_be_private() -> None:
    """The check comes first; no artifact is made, and no request is logged with its body."""
    assert next(iter(STEPS)) == "Refuse a repository that is not private"
    used = [step["uses"].split("@")[0] for step in JOB["steps"] if "uses" in step]
    assert set(used) == {"actions/github-script", "actions/checkout", "actions/setup-python"}
    assert [
        step["with"]["debug"] for step in JOB["steps"] if "github-script" in step.get("uses", "")
    ] == [False, False]


@pytest.mark.parametrize(
    ("known", "target", "passes"),
    [
        ({DESK: {"private": True}}, DESK, True),
        ({DESK: {"private": False}}, DESK, False),
        ({DESK: {}}, DESK, False),
        ({}, DESK, False),
        ({DESK: {"private": True}}, "team", False),
        ({DESK: {"private": True}}, "team/desk/more", False),
    ],
    ids=["private", "public", "not said", "not there", "no repository", "no name of one"],
)
def test_only_a_private_repository_will_do(
    tmp_path: Path, known: dict[str, Any], target: str, passes: bool
) -> None:
    """Anything else ends the run before anything is fetched."""
    done = called(
        "Refuse a repository that is not private", {"repositories": known}, tmp_path, target
    )
    assert (done.returncode == 0) is passes, done.stderr


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    """A runner on which a brief was written."""
    hubs.write(tmp_path, {"brief/brief.md": TEXT})
    return tmp_path


def test_one_issue_a_week(brief: Path) -> None:
    """The second time in a week, the issue is renewed; names call nobody, and nothing is HTML."""
    host: dict[str, Any] = {"repositories": {DESK: {"private": True}}}
    host = json.loads(called("Open the issue", host, brief).stdout)
    (issue,) = host["issues"]
    assert (issue["where"], issue["title"]) == (DESK, "Small Circle: week 48 of 2026")
    assert (
        "@\u2060all" in issue["body"]
        and "<\u2060b>" in issue["body"]
        and not issue["body"].startswith("#")
    )
    assert "`welcomed: 2026-11-23`" in issue["body"]
    hubs.write(brief, {"brief/brief.md": TEXT.replace("One thing", "Nothing")})
    again = json.loads(called("Open the issue", host, brief).stdout)
    assert len(again["issues"]) == 1 and again["issues"][0]["body"].startswith("Nothing waits")


@pytest.mark.parametrize(
    "host",
    [{"mayOpen": False}, {"repositories": {DESK: {"private": False}}}],
    ids=["refused", "public now"],
)
def test_an_error_tells_nothing(brief: Path, host: dict[str, Any]) -> None:
    """What went wrong is said without a word of the brief, and nothing is opened."""
    done = called("Open the issue", {"repositories": {DESK: {"private": True}}, **host}, brief)
    assert done.returncode == 1 and done.stdout == ""
    assert "could not be sent" in done.stderr and "anary" not in done.stderr


@pytest.mark.parametrize("status", [0, 1])
def test_the_command_is_not_heard(tmp_path: Path, status: int) -> None:
    """Whatever it says, of the brief or of mistakes in the private folder, is in no log."""
    hubs.write(
        tmp_path, {".venv/bin/hearth": f"#!/bin/sh\necho canary\necho canary >&2\nexit {status}\n"}
    )
    (tmp_path / ".venv/bin/hearth").chmod(0o755)
    program = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS["Write"]["run"]]
    variables = {"PATH": os.environ["PATH"], "RUNNER_TEMP": str(tmp_path)}
    done = subprocess.run(
        program, cwd=tmp_path, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == status and "canary" not in done.stdout + done.stderr
    assert ("::error::" in done.stdout) is bool(status)
