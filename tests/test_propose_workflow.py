"""The workflow that proposes what others found, in one pull request that is kept up to date."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

import hubs

FILE = hubs.REPOSITORY / ".github" / "workflows" / "propose.yml"
PROPOSE = yaml.safe_load(FILE.read_text(encoding="utf-8"))["jobs"]["propose"]
SCRIPT = PROPOSE["steps"][-1]["with"]["script"]
GIT = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
NAMES = {
    f"GIT_{who}_{what}": word
    for who in ("AUTHOR", "COMMITTER")
    for what, word in (("NAME", "bot"), ("EMAIL", "bot@example.org"))
}
TITLE = "Look up addresses elsewhere"
SEEN = "looked_up: 2026-11-30\naddresses: []\n"


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *words], env={**GIT, **NAMES}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A code host's repository with one record."""
    if shutil.which("node") is None and not os.environ.get("CI"):
        pytest.skip("node is not installed: the script of the workflow is not run")
    folder = tmp_path / "host"
    hubs.write(folder, {"content/resources/a.yml": "url: https://a.example/\n"})
    git(folder, "init", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--message", "Begin")
    return folder


def propose(
    repository: Path, files: dict[str, str], gone: str = "", news: bool = True, **host: Any
) -> dict[str, Any]:
    """What the code host holds after a look that made these files, and took others away."""
    temporary = repository.parent / "runner"
    hubs.write(temporary / "proposal", {"text.md": "# Links\n\n`http://a.example/` @all\n"})
    hubs.write(temporary / "proposal" / "files", files)
    hubs.write(temporary / "proposal", {"gone.txt": gone})
    given = {
        "script": SCRIPT,
        "event": {"repository": {"default_branch": "main"}},
        "repository": str(repository),
        "host": host,
    }
    inputs = {"BRANCH": "links", "TITLE": TITLE, "OPEN": str(news).lower()}
    done = subprocess.run(
        ["node", str(hubs.REPOSITORY / "tests" / "fake_github.js")],
        input=json.dumps(given),
        env={**GIT, **NAMES, **inputs, "RUNNER_TEMP": str(temporary)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


CHANGED = {"content/links.yml": SEEN, "content/resources/a.yml": "url: https://b.example/\n"}


def test_one_request_is_kept_up_to_date(repository: Path) -> None:
    """The first look opens it, the next renews its branch and its words; names call nobody."""
    host = propose(repository, CHANGED)
    (pull,) = host["pulls"]
    assert (pull["title"], pull["head"], pull["base"]) == (TITLE, "links", "main")
    assert "@\u2060all" in pull["body"]
    assert git(repository, "show", "links:content/resources/a.yml") == "url: https://b.example/"
    first = git(repository, "rev-parse", "links")
    later = {"content/links.yml": SEEN.replace("30", "29")}
    assert len(propose(repository, later, pulls=host["pulls"])["pulls"]) == 1
    assert git(repository, "rev-parse", "links") != first
    assert git(repository, "rev-parse", "links~1") == git(repository, "rev-parse", "main")


def test_a_look_without_news_asks_nobody(repository: Path) -> None:
    """What was seen is kept on the branch, and no request is opened; an open one is renewed."""
    assert propose(repository, {"content/links.yml": SEEN}, news=False).get("pulls", []) == []
    assert git(repository, "show", "links:content/links.yml") == SEEN.strip()
    host = propose(repository, CHANGED)
    assert len(propose(repository, CHANGED, news=False, pulls=host["pulls"])["pulls"]) == 1


def test_what_somebody_works_on_stays(repository: Path) -> None:
    """A commit of a person on the branch is not lost."""
    host = propose(repository, CHANGED)
    git(repository, "checkout", "--quiet", "links")
    git(repository, "commit", "--allow-empty", "--message", "Say it better")
    mine = git(repository, "rev-parse", "links")
    assert propose(repository, CHANGED, pulls=host["pulls"])["warnings"]
    assert git(repository, "rev-parse", "links") == mine


@pytest.mark.parametrize("path", ["hooks/hub.py", "content/a..b/x.yml", "mkdocs.yml"])
def test_nothing_but_records_can_come(repository: Path, path: str) -> None:
    """Else the run fails, and nothing is written."""
    with pytest.raises(AssertionError, match="Something other"):
        propose(repository, {path: "x"})
    assert "links" not in git(repository, "branch", "--list")


def test_only_what_is_kept_of_blogs_can_go(repository: Path) -> None:
    """A file of it does, alone too; a record does not."""
    kept = "content/planet/member-ada.yml"
    hubs.write(repository, {kept: "url: https://ada.community/feed\n"})
    git(repository, "add", "--all")
    git(repository, "commit", "--message", "Keep")
    propose(repository, {}, gone=f"{kept}\n")
    assert kept not in git(repository, "ls-tree", "-r", "--name-only", "links")
    with pytest.raises(AssertionError, match="would go"):
        propose(repository, {}, gone="content/resources/a.yml\n")
