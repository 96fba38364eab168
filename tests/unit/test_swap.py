"""publish: one build at a time, and a target that is the old site or the new one."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import hubs
from hearth.site import publish
from hearth.site.publish import (
    BusyError,
    NotASiteError,
    check_target,
    compare,
    leftovers,
    locked,
    swap,
    workspace,
)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    hubs.write(tmp_path / "site", {"index.html": "old", "gone.html": "old", "same.html": "same"})
    return tmp_path / "site"


NEW: dict[str, str | bytes | None] = {"index.html": "new", "same.html": "same", "more.html": "new"}


def replace(target: Path) -> None:
    with workspace(target) as work:
        hubs.write(work / "new", NEW)
        swap(work, target)


@pytest.mark.parametrize("in_one_step", [True, False])
def test_the_new_site_takes_the_place_of_the_old(
    target: Path, in_one_step: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole, and nothing is left beside it; with or without a system that exchanges folders."""
    if not in_one_step:
        monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    replace(target)
    assert sorted(hubs.tree(target)) == ["index.html", "more.html", "same.html"]
    assert hubs.tree(target)["index.html"] == b"new"
    assert [path.name for path in target.parent.iterdir()] == ["site"]


def test_the_first_site_needs_no_old_one(tmp_path: Path) -> None:
    """It takes the place that is free."""
    replace(tmp_path / "site")
    assert hubs.tree(tmp_path / "site")["index.html"] == b"new"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges two folders")
def test_linux_exchanges_in_one_step(target: Path) -> None:
    """The old site is in the workspace afterwards: it was never away."""
    with workspace(target) as work:
        hubs.write(work / "new", NEW)
        swap(work, target)
        assert hubs.tree(work / "new")["index.html"] == b"old"


def test_a_build_killed_between_two_steps_is_made_good(target: Path) -> None:
    """Where folders cannot be exchanged, the next build finds the site away and puts it back."""
    left = target.with_name(".site-abcd_123")
    hubs.write(left, {"new/index.html": "half"})
    target.rename(left / "old")
    with workspace(target):
        assert hubs.tree(target)["index.html"] == b"old"
        assert not left.exists()


def test_what_killed_builds_left_is_cleared_and_nothing_else(target: Path) -> None:
    """Not the workspace of another target, not a folder of somebody else."""
    hubs.write(
        target.parent,
        {
            ".site-abcdefg1/new/x": "",
            ".site-b-abcdefg1/new/x": "",
            ".site-abcdefg2/mine": "",
            ".site-copy/new/x": "",
        },
    )
    (target.parent / ".site-abcdefg3").mkdir()
    assert [path.name for path in leftovers(target)] == [".site-abcdefg1", ".site-abcdefg3"]
    with workspace(target):
        pass
    assert sorted(path.name for path in target.parent.iterdir()) == [
        ".site-abcdefg2",
        ".site-b-abcdefg1",
        ".site-copy",
        "site",
    ]


def test_the_workspace_goes_when_the_build_fails(target: Path) -> None:
    """And the site stays."""
    with pytest.raises(OSError, match="full"), workspace(target) as work:
        hubs.write(work / "new", NEW)
        raise OSError("full")
    assert [path.name for path in target.parent.iterdir()] == ["site"]
    assert hubs.tree(target)["index.html"] == b"old"


def test_two_builds_of_one_site_do_not_meet(target: Path) -> None:
    """The second is told of the first, with its process; when the first is done, its turn has
    come."""
    told: list[str] = []
    with locked(target, 0, told.append):
        with (
            pytest.raises(BusyError, match=r"process \d+, since 20\d\d-"),
            locked(target, 0, told.append),
        ):
            pass
        assert told == []
        with pytest.raises(BusyError), locked(target, 0.2, told.append):
            pass
        assert len(told) == 1
    with locked(target, 0, told.append):
        pass


HOLD = """
    import sys, time
    from pathlib import Path
    from hearth.site.publish import locked
    with locked(Path(sys.argv[1]), 0, print):
        print("held", flush=True)
        time.sleep(60)
"""


def test_a_killed_build_holds_nothing(target: Path) -> None:
    """Its lock goes with it, though the lock file stays."""
    command = [sys.executable, "-c", textwrap.dedent(HOLD), str(target)]
    path = str(hubs.REPOSITORY / "hooks")
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": path}
    ) as other:
        assert other.stdout and other.stdout.readline() == "held\n"
        with pytest.raises(BusyError, match=str(other.pid)), locked(target, 0, print):
            pass
        other.kill()
        other.wait()
        with locked(target, 0, print):
            assert target.with_name(".site.lock").exists()


def test_a_target_that_is_no_site_is_refused(tmp_path: Path) -> None:
    """Neither the hub nor a folder of other things is replaced; an empty folder and a site are."""
    hub = hubs.minimal_hub(tmp_path / "hub")
    hubs.write(tmp_path, {"letters/mine.txt": "x", "site/index.html": "x", "file": "x"})
    (tmp_path / "empty").mkdir()
    for wrong in (
        hub,
        tmp_path,
        tmp_path / "letters",
        tmp_path / "file",
        hub / "content",
        hub / "members",
    ):
        with pytest.raises(NotASiteError):
            check_target(wrong, hub)
    for right in ("empty", "site", "not-yet"):
        check_target(tmp_path / right, hub)


def test_differences_are_counted(target: Path, tmp_path: Path) -> None:
    """New, changed and gone, by content."""
    hubs.write(tmp_path / "next", NEW)
    found = compare(tmp_path / "next", target)
    assert (found.new, found.changed, found.gone) == (1, 1, 1)
    assert compare(target, tmp_path / "never").new == 3
