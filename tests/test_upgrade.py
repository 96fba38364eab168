"""``hearth upgrade``: an older hub is brought up to date, and what its community changed stays."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

import hubs
from hearth.base.version import __version__
from hearth.starter.kept import MANIFEST
from hearth.starter.layers import DATA
from hearth.starter.upgrade import BESIDE, changes_since
from new_hubs import installed, new, run

GIT = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")


def text(root: Path, path: str) -> str:
    return (root / path).read_text("utf-8")


def git(root: Path, *words: str) -> bytes:
    done = subprocess.run(["git", *GIT, *words], cwd=root, capture_output=True, check=True)
    return done.stdout


# -- a hub that was begun by an older version ------------------------------------------------------

MAKEFILE = "Makefile"
NIGHTLY = ".github/workflows/nightly.yml"
CHECK = ".github/workflows/check.yml"


def made_older(root: Path, **before: str) -> None:
    """Have a new hub look as if an older version had written these files otherwise."""
    manifest = json.loads(text(root, MANIFEST))
    manifest["version"] = "0.1.9"
    for path, old in before.items():
        manifest["files"][path] = old.split("\n")
        hubs.write(root, {path: old})
    hubs.write(root, {MANIFEST: json.dumps(manifest)})


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    return new(tmp_path / "hub")


def test_a_new_hub_is_up_to_date(hub: Path) -> None:
    """Nothing is said to be done, and nothing is written."""
    before = hubs.tree(hub)
    for words in ((), ("--dry-run",)):
        done = run("upgrade", str(hub), *words)
        assert (done.exit_code, done.output.split("\n")[0]) == (
            0,
            f"This hub is up to date with {__version__}.",
        )
    assert hubs.tree(hub) == before


def test_what_nobody_changed_is_renewed(hub: Path) -> None:
    """Also requirements; and the manifest then says what this version has written."""
    whole = hubs.tree(hub)
    made_older(hub, **{MAKEFILE: "old:\n", "requirements.txt": "hearth-hub==0.1.9\n"})
    done = run("upgrade", str(hub))
    assert done.exit_code == 0 and "0.1.9" in done.output, done.output
    assert "requirements.txt: brought up to date" in done.output
    assert hubs.tree(hub) == whole


def test_both_changes_are_joined(hub: Path) -> None:
    """The community's line and the new version's, where they are apart."""
    now = text(hub, MAKEFILE)
    made_older(hub, **{MAKEFILE: now.replace("PYTHON  ?= python3", "PYTHON  ?= python")})
    ours = text(hub, MAKEFILE) + "\nparty: ## bring cake\n\techo cake\n"
    hubs.write(hub, {MAKEFILE: ours})
    done = run("upgrade", str(hub))
    assert (done.exit_code, "joined" in done.output) == (0, True), done.output
    assert text(hub, MAKEFILE) == now + "\nparty: ## bring cake\n\techo cake\n"


def test_where_both_changed_the_same_the_new_is_laid_beside(hub: Path) -> None:
    """Never over; it is said, the status tells, and the next time it is not said again."""
    now = text(hub, CHECK)
    made_older(hub, **{CHECK: now.replace("timeout-minutes: 10", "timeout-minutes: 9")})
    ours = now.replace("timeout-minutes: 10", "timeout-minutes: 30")
    hubs.write(hub, {CHECK: ours})
    done = run("upgrade", str(hub))
    assert done.exit_code == 1 and f"{CHECK}{BESIDE}" in done.output
    assert (text(hub, CHECK), text(hub, CHECK + BESIDE)) == (ours, now)
    again = run("upgrade", str(hub))
    assert (again.exit_code, "up to date" in again.output) == (0, True), again.output
    assert text(hub, CHECK) == ours


def test_what_was_taken_away_stays_away(hub: Path) -> None:
    """A workflow that a community does not want does not come back."""
    made_older(hub, **{NIGHTLY: "old: nightly\n"})
    (hub / NIGHTLY).unlink()
    done = run("upgrade", str(hub))
    assert "stays away" in done.output and not (hub / NIGHTLY).exists()


def test_what_is_written_no_more_goes_unless_it_was_changed(hub: Path) -> None:
    """A file of an older version, as it was written or with a change of the community."""
    gone, kept = ".github/workflows/one.yml", ".github/workflows/two.yml"
    made_older(hub, **{gone: "one: 1\n", kept: "two: 2\n"})
    hubs.write(hub, {kept: "two: 3\n"})
    done = run("upgrade", str(hub))
    assert done.exit_code == 0 and not (hub / gone).exists()
    assert text(hub, kept) == "two: 3\n" and f"{kept}: a hub does without it" in done.output


def test_a_new_file_does_not_take_the_place_of_a_stranger(hub: Path) -> None:
    """A file that this version would add, and the community has under the same name."""
    manifest = json.loads(text(hub, MANIFEST))
    manifest["version"] = "0.1.9"
    del manifest["files"][NIGHTLY]
    hubs.write(hub, {MANIFEST: json.dumps(manifest), NIGHTLY: "mine: 1\n"})
    assert run("upgrade", str(hub)).exit_code == 1
    assert text(hub, NIGHTLY) == "mine: 1\n" and (hub / (NIGHTLY + BESIDE)).is_file()


def test_forms_follow_the_topics_of_the_hub(hub: Path) -> None:
    """Whether or not `hearth forms` was called since."""
    topics = text(hub, "content/topics.yml")
    hubs.write(
        hub, {"content/topics.yml": f"{topics}- id: cake\n  label: Cake\n  description: Sweet.\n"}
    )
    done = run("upgrade", str(hub))
    assert done.exit_code == 0, done.output
    assert "- cake\n" in text(hub, ".github/ISSUE_TEMPLATE/event.yml")


def test_what_is_the_community_s_is_not_looked_at(hub: Path) -> None:
    """Pages, records, README and the first month stay byte for byte."""
    hubs.write(hub, {"README.md": "Ours\r\n", "content/about.md": "# Us\n", "FIRST-MONTH.md": None})
    made_older(hub, **{MAKEFILE: "old:\n"})
    before = hubs.tree(hub)
    run("upgrade", str(hub))
    now = hubs.tree(hub)
    assert {path for path in before | now if before.get(path) != now.get(path)} == {
        MAKEFILE,
        MANIFEST,
    }


def test_a_dry_run_shows_the_diff_and_writes_nothing(hub: Path) -> None:
    """With status 1 when there is something to do."""
    made_older(hub, **{MAKEFILE: "old:\n"})
    before = hubs.tree(hub)
    done = run("upgrade", str(hub), "--dry-run")
    assert done.exit_code == 1 and "\n-old:\n" in done.output
    assert hubs.tree(hub) == before


def test_line_ends_of_windows_are_no_change(hub: Path) -> None:
    """A checkout may have other ends of lines than what was written."""
    made_older(hub, **{MAKEFILE: "old:\nolder:\n"})
    (hub / MAKEFILE).write_bytes(b"old:\r\nolder:\r\n")
    assert f"{MAKEFILE}: brought up to date" in run("upgrade", str(hub)).output
    assert b"serve:" in (hub / MAKEFILE).read_bytes()


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({MANIFEST: "{}"}, "cannot be read"),
        ({MANIFEST: '{"version": "9.0.0", "preset": "", "files": {}}'}, "9.0.0"),
        ({"content/community.yml": None}, "it is no hub"),
    ],
    ids=["manifest", "newer", "no-hub"],
)
def test_what_cannot_be_upgraded_is_told(hub: Path, files: hubs.Files, said: str) -> None:
    """In words, and nothing is changed."""
    hubs.write(hub, files)
    before = hubs.tree(hub)
    done = run("upgrade", str(hub))
    assert done.exit_code in (1, 2) and said in done.output
    assert hubs.tree(hub) == before


def test_the_engine_s_own_folder_is_left_alone() -> None:
    """There is nothing newer than itself in it, and its Makefile is no hub's."""
    before = text(hubs.REPOSITORY, MAKEFILE)
    done = run("upgrade", str(hubs.REPOSITORY))
    assert done.exit_code == 1 and "no newer than the hub" in done.output
    assert text(hubs.REPOSITORY, MAKEFILE) == before


def test_a_hub_of_a_newer_form_is_told_so(hub: Path) -> None:
    """By `hearth check`, with what to do."""
    path = "content/community.yml"
    hubs.write(hub, {path: text(hub, path).replace("format: 2", "format: 99")})
    done = run("check", str(hub))
    assert done.exit_code == 1 and "form" in done.output and "99" in done.output


# -- a hub of 0.1.0, which was a copy of the engine's repository -----------------------------------


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as it landed first."""
    listed = subprocess.run(
        ["git", "rev-list", "--max-parents=0", "HEAD"],
        cwd=hubs.REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split()
    if not listed or (hubs.REPOSITORY / ".git" / "shallow").exists():
        pytest.skip("The history of this repository is not at hand")
    root = tmp_path_factory.mktemp("first")
    archive = git(hubs.REPOSITORY, "archive", listed[-1])
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        packed.extractall(root, filter="data")
    return root


@pytest.fixture
def old(first: Path, tmp_path: Path) -> Path:
    """A copy of it in a repository of its own."""
    root = shutil.copytree(first, tmp_path / "old")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Begin")
    return root


def test_the_first_hub_is_brought_up_to_date(old: Path, tmp_path: Path) -> None:
    """Settings, Makefile and requirements; its records have no problem before and after, and
    without the engine in its folder the package builds it, strictly and verified."""
    records = hubs.tree(old / "members") | hubs.tree(old / "events")
    done = run("upgrade", str(old))
    assert done.exit_code == 0, done.output
    assert "written by 0.1.0" in done.output and "git rm -r hooks" in done.output
    assert "plugins: [hearth]" in text(old, "mkdocs.yml") and "hub.py" not in text(
        old, "mkdocs.yml"
    )
    assert text(old, "content/community.yml").splitlines()[1] == "format: 2"
    assert text(old, MAKEFILE) == (DATA / "base" / "Makefile").read_text("utf-8")
    assert hubs.tree(old / "members") | hubs.tree(old / "events") == records
    for name in ("hooks", "pyproject.toml", ".ci"):
        git(old, "rm", "-rq", "--ignore-unmatch", name)
    shutil.rmtree(old / "hooks", ignore_errors=True)
    assert run("check", str(old)).exit_code == 0
    assert "up to date" in run("upgrade", str(old)).output
    hubs.built(old, tmp_path / "site", **installed(tmp_path))


def test_the_first_hub_with_changes_of_its_own(old: Path) -> None:
    """A changed Makefile is found to be one by its history: it stays, the new one lies beside; a
    hook of the community's own stays in the settings."""
    hubs.write(
        old,
        {
            MAKEFILE: text(old, MAKEFILE).replace("## run all tests", "## run them all"),
            "mkdocs.yml": text(old, "mkdocs.yml").replace(
                "hooks: [hooks/hub.py]", "hooks: [hooks/hub.py, hooks/ours.py]"
            ),
            "hooks/ours.py": "",
            ".gitignore": f"{text(old, '.gitignore')}/notes/\n",
        },
    )
    git(old, "commit", "-qam", "Ours")
    mine = text(old, MAKEFILE)
    done = run("upgrade", str(old))
    assert done.exit_code == 1 and f"{MAKEFILE}{BESIDE}" in done.output, done.output
    assert text(old, MAKEFILE) == mine and "hearth build" in text(old, MAKEFILE + BESIDE)
    assert "hooks: [hooks/ours.py]" in text(old, "mkdocs.yml")
    assert "/notes/" in text(old, ".gitignore")


def test_a_workflow_that_was_taken_away_before_is_known_by_the_history(
    old: Path, first: Path
) -> None:
    """It was there once as we wrote it, so it is not written again."""
    hubs.write(old, {CHECK: _check_of_0_1_0()})
    git(old, "add", "-A")
    git(old, "commit", "-qm", "Check")
    (old / CHECK).unlink()
    git(old, "commit", "-qam", "No checks here")
    assert f"{CHECK}: you took it away" in run("upgrade", str(old)).output
    assert not (old / CHECK).exists()


def _check_of_0_1_0() -> str:
    """A version of the workflow that copies of this repository have."""
    commits = git(hubs.REPOSITORY, "log", "--format=%H", "--diff-filter=A", "--", CHECK).decode()
    return git(hubs.REPOSITORY, "show", f"{commits.split()[-1]}:{CHECK}").decode()


def test_a_workflow_that_serves_a_hub_too_stays(old: Path) -> None:
    """What a copy has beside those that new hubs begin with is not taken away."""
    name = ".github/workflows/preview.yml"
    hubs.write(old, {name: (hubs.REPOSITORY / name).read_text("utf-8")})
    run("upgrade", str(old))
    assert (old / name).is_file()


def test_the_wheel_of_an_older_version_goes(tmp_path: Path) -> None:
    """When it is the one that was laid there; the new one takes its place."""
    wheels = [tmp_path / f"hearth_hub-{version}-py3-none-any.whl" for version in ("0.1.9", "0.2.1")]
    for wheel in wheels:
        wheel.write_bytes(wheel.name.encode())
    root = new(tmp_path / "hub", "--wheel", str(wheels[0]))
    done = run("upgrade", str(root), "--wheel", str(wheels[1]))
    assert done.exit_code == 0, done.output
    assert [path.name for path in (root / "wheels").iterdir()] == [wheels[1].name]
    assert wheels[1].name in text(root, "requirements.txt")


def test_a_manifest_that_git_ignores_is_told(old: Path) -> None:
    """It would be lost with the next clone."""
    ours = text(old, ".gitignore") + "/notes/\n/.hearth/\n"
    hubs.write(old, {".gitignore": ours})
    assert "is ignored by Git" in run("upgrade", str(old)).output
    hubs.write(old, {".gitignore": ours.replace("/.hearth/", "/.hearth/schemas/")})
    assert "is ignored by Git" not in run("upgrade", str(old)).output


def test_the_news_of_a_version_are_told_once() -> None:
    """To hubs of an older one."""
    assert any("package" in line for line in changes_since("0.1.0"))
    assert changes_since(__version__) == []
