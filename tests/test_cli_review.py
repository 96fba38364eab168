"""The commands for people who look at contributions, run as people run them."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

import hubs
from hearth.cli.main import main
from hearth.edit.format_files import record_files

ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "PATH": "/usr/bin:/bin:/usr/local/bin",
    "GIT_AUTHOR_DATE": "2026-12-02T22:00:00Z",
    "GIT_COMMITTER_DATE": "2026-12-02T22:00:00Z",
}
CALL = str(hubs.BASE["events/welcome-call.yml"])


def hearth(*words: str) -> Result:
    """The command with these words on the day of the tests."""
    return CliRunner().invoke(main, words, env={"SOURCE_DATE_EPOCH": hubs.EPOCH, "COLUMNS": "60"})


def commit(root: Path, files: dict[str, str | bytes | None]) -> Path:
    hubs.write(root, files)
    names = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    for words in (
        ["init", "-q", "-b", "main"],
        ["add", "-A"],
        ["commit", "-qm", "change", "--allow-empty"],
    ):
        subprocess.run(
            ["git", "-C", str(root), *names, *words],
            check=True,
            capture_output=True,
            env=ENVIRONMENT,
        )
    return root


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The small hub, committed, and then its welcome call moved by an hour, committed too."""
    root = commit(hubs.minimal_hub(tmp_path / "hub"), {})
    return commit(root, {"events/welcome-call.yml": CALL.replace("18:00", "19:00")})


def test_two_revisions_are_compared(repository: Path) -> None:
    """The files as they are do not matter then; the instant of the change is that of its commit."""
    hubs.write(repository, {"members/ada.yml": "nonsense"})
    result = hearth("diff", "HEAD~1", "HEAD", "--folder", str(repository))
    assert result.exit_code == 0, result.output
    assert "Changes the event Welcome call: start: 18:00 → 19:00" in result.output
    assert "Welcome call starts in 20 hours" in result.output


def test_the_files_as_they_are_are_compared(repository: Path) -> None:
    """Without a second revision; what is not committed counts, and an error gives 1."""
    hubs.write(repository, {"content/news/hello.md": None, "events/bad.yml": "title: x\n"})
    result = hearth("diff", "HEAD", "--folder", str(repository), "--format", "markdown")
    assert result.exit_code == 1
    assert (
        "Removes the post **We have a hub**" in result.output
        and "**events/bad.yml:1:1**" in result.output
    )


def test_the_report_can_be_written(repository: Path) -> None:
    """Into a file, as data too; nothing of the hub's files is touched."""
    before = hubs.tree(repository)
    out = repository.parent / "out" / "report.json"
    result = hearth(
        "diff", "HEAD~1", "--folder", str(repository), "--format", "json", "--out", str(out)
    )
    assert result.exit_code == 0 and "report.json written" in result.output
    assert (
        json.loads(out.read_text(encoding="utf-8"))["summary"] == "It changes 1 event. No problems."
    )
    assert hubs.tree(repository).keys() == before.keys()


def test_the_same_revisions_give_the_same_bytes(repository: Path) -> None:
    """Whatever folder they are read in."""
    words = ("diff", "HEAD~1", "HEAD", "--folder", str(repository), "--format", "markdown")
    assert hearth(*words).output == hearth(*words).output


def test_before_there_was_a_hub(tmp_path: Path) -> None:
    """Everything is new, and what was missing before is one problem less."""
    root = commit(tmp_path / "hub", {"README.md": "x"})
    hubs.minimal_hub(root)
    result = hearth("diff", "HEAD", "--folder", str(root))
    assert result.exit_code == 0 and "No problems, 1 fewer than before" in result.output
    assert "3 people are new to the hub" in result.output


def test_links_in_a_revision_are_refused_as_in_the_hub(repository: Path) -> None:
    """They are told and not followed."""
    (repository / "events" / "link.yml").symlink_to("welcome-call.yml")
    commit(repository, {})
    assert "[symbolic-link]" in hearth("diff", "HEAD~1", "HEAD", "--folder", str(repository)).output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere"], "Git knows no revision 'nowhere' here."),
        (["--", "--output=x"], "Git knows no revision '--output=x' here."),
        (["HEAD", "nowhere"], "Git knows no revision 'nowhere' here."),
        ([], "Missing argument 'BASE'"),
        (["HEAD", "--folder", "absent"], "There is no folder absent."),
    ],
)
def test_what_cannot_be_compared_gives_2(repository: Path, words: list[str], said: str) -> None:
    """With a word about why."""
    result = hearth("diff", "--folder", str(repository), *words)
    assert result.exit_code == 2 and said in result.output


def test_without_a_repository_there_is_nothing_to_compare(tmp_path: Path) -> None:
    """That gives 2 and a word."""
    result = hearth("diff", "HEAD", "--folder", str(hubs.minimal_hub(tmp_path)))
    assert result.exit_code == 2 and "in no Git repository" in result.output


TEAM = """\
name: Small Circle
headline: Good company for a test
purpose: To show in a few records what a hub needs.
team:
  - {member: ada, role: Community manager, hat: manager}
  - {member: bo, role: Events lead, since: 2026-01-01}
  - {member: cy, role: Administrator, hat: administrator}
  - {member: lantern, role: Leader, hat: leader, until: 2026-10-01}
"""


def with_team(root: Path) -> Path:
    """Ada and Bo give a name on GitHub, Cy does not, Bo's hub is the crew's, and Lantern's time is
    over."""
    return hubs.minimal_hub(
        root,
        {
            "content/community.yml": TEAM,
            "members/ada.yml": "name: Ada Example\njoined: 2026-01-05\nlinks: {github: ada-x}\n",
            "members/bo.yml": "name: Bo Sample\njoined: 2026-02-10\nlinks: {github: bo-y}\n",
            "members/lantern.yml": (
                "name: L\nkind: organisation\njoined: 2025-11-01\nlinks: {github: lantern-z}\n"
            ),
            "members/dee.yml": (
                "name: Dee\njoined: 2026-02-10\nlinks: {github: dee-w}\nnot_public: [links]\n"
            ),
            "content/groups/crew.yml": (
                "name: Crew\npurpose: Welcome.\nleads: [dee, {member: bo, until: 2027-01-01}, cy]\n"
            ),
        },
    )


def test_owners_come_from_the_team(tmp_path: Path) -> None:
    """Who holds an office today and gives a name that is public; nobody else."""
    root = with_team(tmp_path)
    result = hearth("owners", "--folder", str(root))
    lines = [line for line in result.output.splitlines() if not line.startswith("#")]
    assert result.exit_code == 0
    assert lines == [
        "* @ada-x",
        "/members/ @ada-x",
        "/events/ @bo-y @ada-x",
        "/content/ @ada-x",
        "/content/community.yml @ada-x",
        "/content/groups/crew.yml @bo-y",
    ]
    assert hearth("owners", "--folder", str(root)).output == result.output


def test_owners_can_be_checked(tmp_path: Path) -> None:
    """Written and up to date, or not; nothing is written by a check."""
    root = with_team(tmp_path)
    file = root / ".github" / "CODEOWNERS"
    words = ("owners", "--folder", str(root))
    assert hearth(*words, "--check").exit_code == 1 and not file.exists()
    assert hearth(*words, "--out", str(file)).exit_code == 0
    assert hearth(*words, "--check").exit_code == 0
    file.write_text("* @somebody-else\n", encoding="utf-8")
    assert hearth(*words, "--check", "--out", str(file)).exit_code == 1
    assert file.read_text(encoding="utf-8") == "* @somebody-else\n"


def test_the_file_of_owners_is_up_to_date() -> None:
    """What lies in .github/ is what ``hearth owners`` would write."""
    assert hearth("owners", "--folder", str(hubs.REPOSITORY), "--check").exit_code == 0


def test_the_papers_for_contributors_are_there() -> None:
    """Three ways in, and a short form under a pull request that asks for no more than it needs."""
    text = (hubs.REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE)[:3] == [
        "With a form on the web",
        "With an edit on the web",
        "With Git",
    ]
    form = (hubs.REPOSITORY / ".github" / "pull_request_template.md").read_text(encoding="utf-8")
    assert len(form.splitlines()) <= 16 and form.count("- [ ]") == 3


def test_the_hooks_for_pre_commit_run(tmp_path: Path) -> None:
    """Every hook names a command that exists, and its entry does its work on a hub."""
    hooks = yaml.safe_load((hubs.REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["hearth-check", "hearth-fmt"]
    good, bad = (
        hubs.minimal_hub(tmp_path / "good"),
        hubs.minimal_hub(tmp_path / "bad", {"members/x.yml": "nmae: X\n"}),
    )
    for hook in hooks[:1]:
        assert hook["language"] == "python" and hook["pass_filenames"] is False
        program, *words = hook["entry"].split()
        assert program == "hearth"
        assert hearth(*words, str(good)).exit_code == 0
        assert hearth(*words, str(bad)).exit_code == 1
        watched = re.compile(hook["files"])
        assert all(
            watched.search(path)
            for path in [*hubs.BASE, "mkdocs.yml"]
            if not path.startswith("overrides/")
        )
        assert not watched.search("hooks/hearth/model/hub.py")


def test_the_hook_that_formats_gets_records_alone(tmp_path: Path) -> None:
    """It is given the changed files that hold records, and no other; a second run changes
    nothing."""
    hook = yaml.safe_load((hubs.REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[
        1
    ]
    watched = re.compile(hook["files"])
    everything = [
        path.relative_to(hubs.REPOSITORY).as_posix()
        for folder in ("members", "events", "content")
        for path in (hubs.REPOSITORY / folder).rglob("*")
        if path.is_file()
    ]
    assert {path for path in everything if watched.search(path)} == set(
        record_files(hubs.REPOSITORY)
    )
    root = hubs.minimal_hub(
        tmp_path,
        {
            "members/di.yml": "joined: 2026-11-01\nname: Di\n",
            "members/ed.yml": "joined: 2026-11-01\nname: Ed\n",
        },
    )
    changed = [
        path
        for path in ("content/about.md", "members/di.yml", "mkdocs.yml")
        if watched.search(path)
    ]
    program, *words = hook["entry"].split()
    assert program == "hearth" and hook["language"] == "python" and hook.get("pass_filenames", True)
    for _ in range(2):
        assert hearth(*words, *(str(root / path) for path in changed)).exit_code == 0
        assert (root / "members/di.yml").read_text() == "name: Di\njoined: 2026-11-01\n"
    assert (root / "members/ed.yml").read_text() == "joined: 2026-11-01\nname: Ed\n"
