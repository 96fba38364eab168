"""The long proof: whatever befalls a build, the site that was there is there, and the next build
needs no help."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import hubs

pytestmark = pytest.mark.soak

KILLS, FULL_DISKS = 50, 20
STEP = 64 * 1024
"""Bytes by which there is more room on a disk each time."""
NAMES = ("Some Name", "Other Name")
Tree = dict[str, bytes]


def call(root: Path, target: Path, *options: str, **more: object) -> subprocess.Popen[str]:
    """``hearth build`` as a process group of its own."""
    day = () if "--as-of" in options else ("--as-of", "2026-11-23")
    command = [
        sys.executable,
        "-m",
        "hearth",
        "build",
        str(root),
        "--site-dir",
        str(target),
        *day,
        *options,
    ]
    environment = {
        **os.environ,
        "PYTHONPATH": str(hubs.REPOSITORY / "hooks"),
        "NO_MKDOCS_2_WARNING": "1",
    }
    return subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def finished(root: Path, target: Path, *options: str) -> tuple[int, str]:
    """(exit status, output) of a build that is let alone."""
    with call(root, target, *options) as running:
        output = running.communicate()[0]
    return running.returncode, output


def name_it(root: Path, name: str) -> None:
    """Change one record, and with it many files of the site."""
    hubs.write(root, {"members/m001.yml": f"name: {name}\njoined: 2026-01-05\n"})


def spoken(number: int) -> str:
    """A name for a number that looks like no other."""
    return "".join(
        ("ba", "ko", "du", "me", "li", "sa", "to", "ru", "ni", "pe")[int(digit)]
        for digit in f"{number:03}"
    )


def clean(target: Path) -> bool:
    """Whether nothing of a build lies beside the target."""
    return {path.name for path in target.parent.iterdir()} <= {
        target.name,
        f".{target.name}.lock",
        "ballast",
    }


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub of about three hundred pages."""
    members = {
        f"members/m{n:03}.yml": f"name: {spoken(n)} {spoken(n * 619 % 1000)}\njoined: 2026-01-05\n"
        for n in range(270)
    }
    return hubs.minimal_hub(tmp_path_factory.mktemp("faults") / "hub", members)


@pytest.fixture(scope="module")
def both(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Tree, Tree]:
    """The two sites of the hub, one for each name."""
    trees = []
    for name in NAMES:
        name_it(root, name)
        status, output = finished(root, target := tmp_path_factory.mktemp("whole") / "site")
        assert status == 0, output
        trees.append(hubs.tree(target))
    assert sum(path.endswith(".html") for path in trees[0]) > 290
    assert trees[0] != trees[1]
    return trees[0], trees[1]


def at_random(
    chance: random.Random, number: int, target: Path, running: subprocess.Popen[str], usual: float
) -> None:
    """Wait for a moment anywhere in a build; every third time, for one about the stroke itself."""
    if number % 3:
        time.sleep(chance.uniform(0, usual))
        return
    while running.poll() is None and not any(target.parent.glob(f".{target.name}-*/manifest.json")):
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.8))


def test_killed_builds_harm_nothing(root: Path, both: tuple[Tree, Tree], tmp_path: Path) -> None:
    """Killed at fifty random moments, a build leaves the old site or the new one, whole; the next
    one works by itself."""
    chance, target = random.Random(20261123), tmp_path / "site"  # noqa: S311 - not for secrets
    name_it(root, NAMES[0])
    assert finished(root, target)[0] == 0
    name_it(root, NAMES[1])
    began = time.monotonic()
    assert finished(root, target)[0] == 0
    usual, seen = time.monotonic() - began, {"old": 0, "new": 0, "left": 0}
    for number in range(KILLS):
        now = number % 2
        name_it(root, NAMES[now])
        with call(root, target) as running:
            at_random(chance, number, target, running, usual)
            os.killpg(running.pid, signal.SIGKILL)
        there = hubs.tree(target)
        assert there in both, f"after kill {number}"
        seen["new" if there == both[now] else "old"] += 1
        seen["left"] += not clean(target)
        status, output = finished(root, target)
        assert status == 0, output
        assert hubs.tree(target) == both[now] and clean(target)
    print(f"{KILLS} kills over {usual:.1f} s: {seen}")
    assert seen["old"] and seen["left"]


def test_a_builder_that_outlives_its_command_is_not_disturbed(
    root: Path, both: tuple[Tree, Tree], tmp_path: Path
) -> None:
    """When only the command is killed, MkDocs goes on for a moment where it had to begin from
    nothing: the next build waits for it, and publishes."""
    target = tmp_path / "site"
    name_it(root, NAMES[0])
    assert finished(root, target)[0] == 0
    name_it(root, NAMES[1])
    shutil.rmtree(root / ".cache")
    with call(root, target) as running:
        while not any(tmp_path.glob(".site-*/new/*")):
            time.sleep(0.005)
        # Held where it is, for it would be ready before the next one has begun.
        os.killpg(running.pid, signal.SIGSTOP)
        running.kill()
        running.wait()
        status, output = finished(root, target)
        assert status == 1 and "Another build of" in output
        os.killpg(running.pid, signal.SIGCONT)
        status, output = finished(root, target, "--wait", "60")
    assert status == 0, output
    assert hubs.tree(target) == both[1] and clean(target)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own; only an administrator can make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        pytest.skip(f"A disk cannot be made here: {made.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_full_disks_harm_nothing(root: Path, both: tuple[Tree, Tree], disk: Path) -> None:
    """At twenty points of a disk that fills up the site stays, or is replaced where there is room
    for what changed; the reason is told, and with room again it is replaced."""
    target, ballast = disk / "site", disk / "ballast"
    name_it(root, NAMES[0])
    assert finished(root, target)[0] == 0
    free, refused = shutil.disk_usage(disk).free, 0
    for number in range(FULL_DISKS):
        now = (number + 1) % 2
        name_it(root, NAMES[now])
        with open(ballast, "wb") as file:
            os.posix_fallocate(file.fileno(), 0, free - STEP * number)
        status, output = finished(root, target)
        assert "Traceback" not in output, output
        if status:
            refused += 1
            assert "the disk is full: make room" in output and "is as it was" in output, output
        assert hubs.tree(target) == both[1 - now if status else now] and clean(target)
        ballast.unlink()
        status, output = finished(root, target)
        assert status == 0, output
        assert hubs.tree(target) == both[now] and clean(target)
    print(f"{refused} of {FULL_DISKS} were refused")
    assert 3 <= refused < FULL_DISKS


def test_a_read_only_disk_harms_nothing(root: Path, both: tuple[Tree, Tree], disk: Path) -> None:
    """The reason is told, also when it becomes so for a site that is there."""
    target = disk / "site"
    name_it(root, NAMES[0])
    assert finished(root, target)[0] == 0
    name_it(root, NAMES[1])
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    status, output = finished(root, target)
    assert status == 1 and "Traceback" not in output
    assert "the place is read-only: make it writable" in output and "is as it was" in output
    assert hubs.tree(target) == both[0]
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    assert finished(root, target)[0] == 0
    assert hubs.tree(target) == both[1] and clean(target)


def test_a_place_that_cannot_be_replaced_is_explained(
    root: Path, both: tuple[Tree, Tree], disk: Path
) -> None:
    """A disk mounted at the very target cannot be exchanged for a folder."""
    hubs.write(disk, {"index.html": "yesterday"})
    status, output = finished(root, disk)
    assert status == 1 and "Traceback" not in output
    assert "cannot be replaced: name a folder inside it with --site-dir" in " ".join(output.split())
    assert hubs.tree(disk) == {"index.html": b"yesterday"}
    status, output = finished(root, disk / "site")
    assert status == 0, output


def test_two_builds_at_once(root: Path, both: tuple[Tree, Tree], tmp_path: Path) -> None:
    """One is made and the other told; who waits is next."""
    target = tmp_path / "site"
    name_it(root, NAMES[1])
    with call(root, target) as one, call(root, target) as other:
        outputs = [one.communicate()[0], other.communicate()[0]]
    assert sorted((one.returncode, other.returncode)) == [0, 1]
    assert sum("Another build of" in output for output in outputs) == 1
    with call(root, target, "--wait", "120") as one, call(root, target, "--wait", "120") as other:
        outputs = [one.communicate()[0], other.communicate()[0]]
    assert (one.returncode, other.returncode) == (0, 0)
    assert sum("Waiting for it" in output for output in outputs) == 1
    assert hubs.tree(target) == both[1] and clean(target)


@pytest.mark.parametrize(
    "day",
    [
        "1970-01-01",
        "2038-01-20",
        "2100-01-01",
        "2106-02-06",
        "2106-02-07",
        "1900-01-01",
        "9999-12-31",
    ],
)
def test_any_clock(root: Path, both: tuple[Tree, Tree], tmp_path: Path, day: str) -> None:
    """A machine whose clock is wrong publishes a site of that day, or refuses in words; never half
    of one."""
    target = tmp_path / "site"
    name_it(root, NAMES[0])
    assert finished(root, target)[0] == 0
    status, output = finished(root, target, "--as-of", day)
    print(day, status, output.splitlines()[-2:])
    assert "Traceback" not in output, output
    assert status == (0 if "1970-01-01" <= day <= "2106-02-06" else 2)
    if status:
        assert hubs.tree(target) == both[0]
    else:
        assert (target / "members" / "ada" / "index.html").is_file()
    assert clean(target)
