"""Workflows trust nobody: what they may do, what they run, and that a change cannot be its own
judge."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import hubs

FOLDER = hubs.REPOSITORY / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.y*ml"))
TRIGGERS = {
    *("pull_request", "push", "schedule", "issues"),
    *("workflow_call", "workflow_dispatch", "workflow_run"),
}
"""What may start a workflow. pull_request_target is not among them: it joins a stranger's files and
the repository's rights."""
GIT = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
NAMED = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")


def read(file: Path) -> dict[str, Any]:
    """A workflow, with its triggers as a mapping under "on", which YAML takes for a yes."""
    found = yaml.safe_load(file.read_text(encoding="utf-8"))
    triggers = found.pop(True)
    return {**found, "on": triggers if isinstance(triggers, dict) else dict.fromkeys(triggers)}


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    """Every step of a workflow's own; a job that calls another workflow has none."""
    return [step for job in workflow["jobs"].values() for step in job.get("steps", [])]


each = pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)


def test_the_workflows_are_there() -> None:
    """Check, say what changes, test, publish, release, ask what is known against the packages, and
    rate the repository."""
    assert {file.name for file in WORKFLOWS} >= {
        *("check.yml", "preview.yml", "preview-comment.yml", "test.yml", "publish.yml"),
        *("audit.yml", "release.yml", "scorecard.yml"),
    }


def test_a_checker_of_workflows_finds_nothing() -> None:
    """zizmor, in its strictest mood but one, over all of them, without asking the network."""
    program = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [program, "--offline", "--no-progress", "--persona", "pedantic", FOLDER],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@each
def test_only_known_events_start_a_workflow(file: Path) -> None:
    """What answers to a pull request runs as its author's, with nothing to gain."""
    assert read(file)["on"].keys() <= TRIGGERS


@each
def test_rights_are_given_to_single_jobs(file: Path) -> None:
    """None to a workflow as a whole, to each job by name, and each job ends."""
    workflow = read(file)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert isinstance(job["permissions"], dict)
        assert "uses" in job or job["timeout-minutes"] <= 60


OTHERS = {
    "release.yml": ("pypa/gh-action-pypi-publish",),
    "scorecard.yml": ("ossf/scorecard-action", "github/codeql-action/upload-sarif"),
}
"""The actions that are not those of the code host's own collection, and where each may run."""


@each
def test_actions_are_pinned(file: Path) -> None:
    """By the hash of a commit, with the release it is beside it for people and for bots that
    propose newer ones."""
    for line in re.findall(r"uses: .+", file.read_text(encoding="utf-8")):
        if line.startswith("uses: $/"):
            continue
        found = re.fullmatch(r"uses: ([\w/-]+)@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)
        assert found, line
        assert found[1].startswith("actions/") or found[1] in OTHERS.get(file.name, ()), line


def test_one_action_has_one_pin() -> None:
    """No workflow is forgotten when an action is renewed."""
    lines = {
        line
        for file in WORKFLOWS
        for line in re.findall(r"uses: (\S+@\S+ # \S+)", file.read_text(encoding="utf-8"))
    }
    assert len(lines) == len({line.partition("@")[0] for line in lines})


SECRETS = {
    "brief.yml": {"BRIEF_TOKEN"},
    "notify.yml": {"NOTIFY_ADDRESS", "NOTIFY_TOKEN"},
}
"""The secrets that workflows ask for, each only where an environment guards it."""


@each
def test_no_token_is_kept(file: Path) -> None:
    """What is checked out does not hold the right to push, and no other secret is asked for."""
    text = file.read_text(encoding="utf-8")
    assert set(re.findall(r"secrets\W+(\w+) *}}", text)) == SECRETS.get(file.name, set())
    assert len(re.findall(r"secrets[.\[]", text)) == text.count("${{ secrets.")
    assert all(
        "environment" in job for job in read(file)["jobs"].values() if "secrets." in str(job)
    )
    for step in steps(read(file)):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@each
def test_no_expression_lands_in_a_command(file: Path) -> None:
    """A title or a branch's name is never a word of a shell or of a script."""
    for step in steps(read(file)):
        assert "${{" not in step.get("run", "") + str(step.get("with", {}).get("script", ""))


@each
def test_what_runs_a_change_may_only_read(file: Path) -> None:
    """A workflow that answers to a pull request gives no right to write, and is in no
    environment."""
    workflow = read(file)
    if "pull_request" in workflow["on"]:
        for job in workflow["jobs"].values():
            assert job["permissions"] == {"contents": "read"} and "environment" not in job


@each
def test_what_may_write_runs_nothing_of_a_change(file: Path) -> None:
    """A job with a right to write checks nothing out and calls no shell: it takes what another job
    made for data."""
    for job in read(file)["jobs"].values():
        if "write" in job["permissions"].values():
            assert all(
                "run" not in step and "checkout" not in step["uses"]
                for step in job.get("steps", [])
            )


ENGINE = {
    *(".ci", ".github", "benchmarks", "hooks", "tests", "content/guide"),
    *("Makefile", "README.md", "pyproject.toml", "requirements.lock"),
}
HUB = {"members", "events", "content/groups", "content/index.md", "overrides", "mkdocs.yml"}


def starts(patterns: list[str], path: str) -> bool:
    """Whether a change of a path starts a workflow with such a filter: the last pattern that fits
    decides."""
    fitting = [
        pattern
        for pattern in patterns
        if path.startswith(pattern.removesuffix("**"))
        or (pattern == "*" and "/" not in path)
        or pattern == f"!{path}"
    ]
    return bool(fitting) and not fitting[-1].startswith("!")


def test_a_hub_s_records_run_none_of_the_engine_s_tests() -> None:
    """What is the engine's starts them, and a profile or a page of the hub does not."""
    events = read(FOLDER / "test.yml")["on"]
    patterns = events["pull_request"]["paths"]
    assert events["push"]["paths"] == patterns
    tracked = subprocess.check_output(
        ["git", "-C", str(hubs.REPOSITORY), "ls-files"], text=True
    ).splitlines()
    for tops, expected in ((ENGINE, True), (HUB, False)):
        for top in tops:
            files = [path for path in tracked if f"{path}/".startswith(f"{top}/")]
            assert files and {starts(patterns, path) for path in files} == {expected}, top


def test_publishing_is_guarded() -> None:
    """Only main is published, by a job that has an environment of its own, after one that may only
    read has built it."""
    workflow = read(FOLDER / "publish.yml")
    assert workflow["on"]["push"] == {"branches": ["main"]} and workflow["on"].keys() == {
        "push",
        "workflow_call",
        "workflow_dispatch",
    }
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    assert build["permissions"] == {"contents": "read"} and "environment" not in build
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert deploy["environment"]["name"] == "github-pages" and deploy["needs"] == "build"
    assert workflow["concurrency"]["cancel-in-progress"] is False
    assert "make site" in [step.get("run") for step in build["steps"]]


def test_every_night_is_published_alike() -> None:
    """By the workflow that publishes changes, which stays on when the timetable is switched off;
    it gives no more rights than that asks for."""
    nightly, publish = (read(FOLDER / name) for name in ("nightly.yml", "publish.yml"))
    assert nightly["on"].keys() == {"schedule"} and "schedule" not in publish["on"]
    (job,) = nightly["jobs"].values()
    assert job["uses"] == "$/.github/workflows/publish.yml"
    asked = {
        name: right
        for each in publish["jobs"].values()
        for name, right in each["permissions"].items()
    }
    assert job["permissions"] == asked
    # Else each would wait for the other.
    assert nightly["concurrency"]["group"] != publish["concurrency"]["group"]


def test_releasing_is_guarded() -> None:
    """Only a tag starts it; what is published was built alike by two machines and tried on every
    Python that the package promises, and its place of publishing is an environment."""
    workflow = read(FOLDER / "release.yml")
    assert workflow["on"] == {"push": {"tags": ["v*"]}}
    jobs = workflow["jobs"]
    assert jobs["publish"]["needs"] == "attest" and jobs["attest"]["needs"] == ["again", "try"]
    assert jobs["publish"]["environment"]["name"] == "pypi"
    assert [name for name, job in jobs.items() if "id-token" in job["permissions"]] == [
        "attest",
        "publish",
    ]
    assert jobs["build"]["runs-on"] != jobs["again"]["runs-on"]
    project = tomllib.loads((hubs.REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    promised = re.findall(r":: (3\.\d+)", "\n".join(project["classifiers"]))
    assert jobs["try"]["strategy"]["matrix"]["python"] == promised
    assert project["requires-python"] == f">={promised[0]}"


# -- a change is judged by what it did not bring ---------------------------------------------------

JUDGED = "judged-by-the-change"
"""What the programs that a hostile change brings would leave behind."""
TRAP = f'import pathlib; pathlib.Path("{JUDGED}").touch()\n'
HOSTILE: dict[str, str | bytes | None] = {
    "Makefile": f"check .venv/.ready:\n\ttouch {JUDGED}\n",
    "hooks/hearth/__init__.py": TRAP,
    "hooks/hearth/cli/__init__.py": TRAP,
    "sitecustomize.py": TRAP,
    "overrides/main.html": "{{ config }}",
    "overrides/hearth.py": TRAP,
    "mkdocs.yml": (
        "site_name: Taken over\nextra: {hearth: {page_size: none, extensions: [overrides]}}\n"
        "hooks: [trap.py]\n"
    ),
    "trap.py": TRAP,
    ".hearth/anything.yml": "ignore: [members]\n",
    ".gitattributes": "members/* export-ignore -text\n",
    "members/.gitattributes": "* export-ignore\n",
    "members/bad.yml": "name: Bad Record\njoined: 3.12.2026\n",
}


def git(root: Path, *words: str) -> None:
    subprocess.run(
        ["git", "-C", str(root), *NAMED, *words], check=True, capture_output=True, env=GIT
    )


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    """The small hub in a repository, with settings and an extension of its main branch."""
    own = {"overrides/hearth.py": "import hearth\n"}
    root = hubs.minimal_hub(tmp_path / "repository", own, settings="extensions: [overrides]")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "The hub")
    return root


def proposed(
    branch: Path, files: dict[str, str | bytes | None], links: dict[str, str] | None = None
) -> Path:
    """A folder as check.yml has it after its checkouts: the branch as base/, the change merged into
    it as change/."""
    space = branch.parent / "space"
    git(branch, "clone", "-q", str(branch), str(space / "base"))
    git(branch, "switch", "-qc", "change")
    hubs.write(branch, files)
    for place, target in (links or {}).items():
        if (branch / place).is_dir():
            shutil.rmtree(branch / place)
        (branch / place).symlink_to(target)
    git(branch, "add", "-A")
    git(branch, "commit", "-qm", "Change", "--allow-empty")
    git(branch, "switch", "-q", "main")
    git(branch, "merge", "-q", "--no-ff", "-m", "Merge", "change")
    git(branch, "clone", "-q", str(branch), str(space / "change"))
    # What "make .venv/.ready" leaves in base/: a command that is the base's engine.
    program = space / "base" / ".venv" / "bin" / "hearth"
    program.parent.mkdir(parents=True)
    program.write_text(
        f'#!/bin/sh\nPYTHONPATH={hubs.REPOSITORY / "hooks"} exec {sys.executable} -m hearth "$@"\n'
    )
    program.chmod(0o755)
    return space


def run(space: Path, name: str, after: str = "Set up") -> subprocess.CompletedProcess[str]:
    """Every command of a workflow that comes after the step ``after``, as the runner calls them."""
    (job,) = read(FOLDER / name)["jobs"].values()
    names = [step.get("name") for step in job["steps"]]
    script = "\n".join(
        step["run"] for step in job["steps"][names.index(after) + 1 :] if "run" in step
    )
    environment = {**GIT, "SOURCE_DATE_EPOCH": hubs.EPOCH, "HOME": str(space), "LC_ALL": "C.UTF-8"}
    if (space / "change" / ".git").is_dir():
        base = ["git", "-C", str(space / "change"), "rev-parse", "HEAD^1"]
        environment["BASE"] = subprocess.check_output(base, text=True).strip()
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=space,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_good_change_passes(branch: Path) -> None:
    """A record more, and nothing is said."""
    done = run(
        proposed(branch, {"members/dee.yml": "name: Dee Guest\njoined: 2026-11-20\n"}), "check.yml"
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "no problems" in done.stderr


def test_a_change_is_not_its_own_judge(branch: Path) -> None:
    """Engine, settings, Makefile and Git attributes of a change count for nothing; its records are
    checked all the same."""
    space = proposed(branch, HOSTILE, {"members/passwords.yml": "/etc/passwd"})
    done = run(space, "check.yml")
    assert done.returncode == 1, done.stderr
    assert "file=members/bad.yml,line=2" in done.stdout
    assert "file=members/passwords.yml" in done.stdout and "symbolic link" in done.stdout
    assert "root:" not in done.stdout + done.stderr
    assert "mkdocs.yml" not in done.stdout
    assert list(space.rglob(JUDGED)) == []
    assert (space / "hub/members/passwords.yml").is_symlink()
    assert sorted(os.listdir(space / "hub")) == [
        ".git",
        "content",
        "events",
        "members",
        "mkdocs.yml",
        "overrides",
    ]


@pytest.mark.parametrize("folder", ["members", "events", "content"])
def test_a_folder_cannot_lead_elsewhere(branch: Path, folder: str) -> None:
    """A whole folder that is a link is refused before anybody reads what it leads to."""
    done = run(proposed(branch, {}, {folder: "/etc"}), "check.yml")
    assert done.returncode == 1 and f"::error file={folder}::" in done.stdout
    assert "passwd" not in done.stdout + done.stderr


def test_a_preview_is_told_by_the_branch_s_engine(branch: Path) -> None:
    """The words are about the change, and nothing of it was run."""
    space = proposed(
        branch, {**HOSTILE, "members/dee.yml": "name: Dee Guest\njoined: 2026-11-20\n"}
    )
    done = run(space, "preview.yml")
    assert done.returncode == 0, done.stderr
    assert "Dee Guest" in (space / "preview" / "preview.md").read_text(encoding="utf-8")
    assert list(space.rglob(JUDGED)) == []
    # One of the hostile records must be mended, so there is no site to look at.
    assert not (space / "site").exists()


def test_a_proposal_can_be_looked_at(branch: Path) -> None:
    """The site as it would be, of the change's records, the branch's settings and templates."""
    config = (branch / "mkdocs.yml").read_text(encoding="utf-8")
    hook = hubs.REPOSITORY / "hooks" / "hub.py"
    own = {
        "mkdocs.yml": config.replace(str(hook), "hooks/hub.py"),
        "hooks/hub.py": hook.read_bytes(),
    }
    assert own["mkdocs.yml"] != config
    hubs.write(branch, own)
    git(branch, "add", "-A")
    git(branch, "commit", "-qm", "As this repository names its engine")
    good = {name: content for name, content in HOSTILE.items() if name != "members/bad.yml"}
    space = proposed(branch, {**good, "members/dee.yml": "name: Dee Guest\njoined: 2026-11-20\n"})
    assert run(space, "preview.yml").returncode == 0
    assert "Dee Guest" in (space / "site/members/dee/index.html").read_text(encoding="utf-8")
    assert "Taken over" not in (space / "site/index.html").read_text(encoding="utf-8")
    assert list(space.rglob(JUDGED)) == []


@pytest.mark.parametrize("name", ["check.yml", "preview.yml"])
def test_what_is_set_up_is_the_branch_s(name: str) -> None:
    """Packages are installed by the Makefile and the lock of the branch, and the branch is fetched
    by the event's commit."""
    (job,) = read(FOLDER / name)["jobs"].values()
    base, change = (step["with"] for step in job["steps"][:2])
    assert (base["path"], base["ref"]) == ("base", "${{ github.event.pull_request.base.sha }}")
    assert change["path"] == "change" and "ref" not in change and change["fetch-depth"] == 0
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert commands[0] == "make -C base .venv/.ready"
    for command in commands[1:]:
        assert not re.search(r"(make|python|pip|bash|sh|source|\./)\b.*change", command)
