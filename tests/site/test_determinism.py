"""The same files on the same day give the same bytes, whatever else the machine, the folder and the
clock are like."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import hubs

GIT = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "PATH": os.environ["PATH"],
    "GIT_AUTHOR_DATE": "2026-11-20T22:00:00Z",
    "GIT_COMMITTER_DATE": "2026-11-20T22:00:00Z",
}
NAMED = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
MOVED = str(hubs.BASE["events/welcome-call.yml"]).replace("18:00", "19:00")
PLAIN = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
PYTHONS = [program for program in os.environ.get("HEARTH_PYTHONS", "").split(os.pathsep) if program]


def git(root: Path, *words: str) -> None:
    subprocess.run(
        ["git", "-C", str(root), *NAMED, *words], check=True, capture_output=True, env=GIT
    )


def hub_with_history(root: Path) -> Path:
    """A small hub in a repository, one event of which has been moved: its calendar counts that."""
    hubs.minimal_hub(root)
    git(root, "init", "-q", "-b", "main")
    for files in ({}, {"events/welcome-call.yml": MOVED}):
        hubs.write(root, files)
        git(root, "add", "-A")
        git(root, "commit", "-qm", "change")
    return root


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """(a hub, its site) on a machine as usual."""

    def make(folder: Path) -> None:
        hubs.built(hub_with_history(folder.with_name("plain-hub")), folder, **PLAIN)

    site = hubs.once(tmp_path_factory, "plain", make)
    return site.with_name("plain-hub"), site


def turned_round(root: Path, target: Path) -> Path:
    """The hub's files written anew in the opposite order, as from long ago, for their owner's eyes
    alone."""
    for file in sorted((path for path in root.rglob("*") if path.is_file()), reverse=True):
        copy = target / file.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
        os.utime(copy, (1_000_000_000, 1_000_000_000))
        copy.chmod(0o600)
    return target


def test_nothing_but_files_and_day_counts(plain: tuple[Path, Path], tmp_path: Path) -> None:
    """All at once: another folder, deeper, with a space; other times, rights and order of files;
    zone, language, hashes, umask."""
    root, site = plain
    other = turned_round(root, tmp_path / "a longer" / "way" / "down" / "hub")
    before = os.umask(0o077)
    try:
        again = hubs.built(
            other,
            tmp_path / "out",
            PYTHONHASHSEED="77",
            TZ="Pacific/Chatham",
            LC_ALL="C",
            HOME=str(tmp_path),
            COLUMNS="40",
        )
    finally:
        os.umask(before)
    assert hubs.different(site, again) == []
    calendar = next(
        raw
        for uri, raw in hubs.tree(site).items()
        if uri.endswith(".ics") and b"Welcome call" in raw
    )
    assert b"SEQUENCE:1" in calendar  # the history was there to be read


def test_packed_files_name_no_system(plain: tuple[Path, Path]) -> None:
    """Versions of Python differ in what they write into the head of gzip: here it is neither a time
    nor a system."""
    heads = {
        uri: raw[4:8] + raw[9:10]  # between them stands how hard it was packed
        for uri, raw in hubs.tree(plain[1]).items()
        if uri.endswith(".gz")
    }
    assert len(heads) > 2 and set(heads.values()) == {bytes([0, 0, 0, 0, 255])}, heads


@pytest.mark.soak
class TestOneByOne:
    @pytest.mark.parametrize("seed", ["0", "2", "4294967295"])
    def test_hashes(self, plain: tuple[Path, Path], tmp_path: Path, seed: str) -> None:
        """No set or dictionary decides an order."""
        assert (
            hubs.different(
                plain[1], hubs.built(plain[0], tmp_path, **{**PLAIN, "PYTHONHASHSEED": seed})
            )
            == []
        )

    @pytest.mark.parametrize(
        "zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "America/New_York"]
    )
    def test_zone_of_the_machine(self, plain: tuple[Path, Path], tmp_path: Path, zone: str) -> None:
        """Where it stands decides no day and no hour."""
        assert (
            hubs.different(plain[1], hubs.built(plain[0], tmp_path, **{**PLAIN, "TZ": zone})) == []
        )

    @pytest.mark.parametrize("language", ["C", "POSIX", "C.UTF-8"])
    def test_language_of_the_machine(
        self, plain: tuple[Path, Path], tmp_path: Path, language: str
    ) -> None:
        """Nor its encoding, sorting and names of months."""
        assert (
            hubs.different(
                plain[1], hubs.built(plain[0], tmp_path, **{**PLAIN, "LC_ALL": language})
            )
            == []
        )

    @pytest.mark.parametrize("how", ["clone", "worktree"])
    def test_a_clone_of_the_history(
        self, plain: tuple[Path, Path], tmp_path: Path, how: str
    ) -> None:
        """A whole clone, or a second work tree, tells what the first repository does."""
        there = (
            ["clone", "-q", "--no-local", str(plain[0])]
            if how == "clone"
            else ["worktree", "add", "-q", "--detach"]
        )
        git(plain[0], *there, str(tmp_path / "copy"))
        assert (
            hubs.different(plain[1], hubs.built(tmp_path / "copy", tmp_path / "site", **PLAIN))
            == []
        )

    @pytest.mark.parametrize("umask", [0o000, 0o077])
    def test_rights(self, plain: tuple[Path, Path], tmp_path: Path, umask: int) -> None:
        """What new files may be read by changes nothing in them."""
        before = os.umask(umask)
        try:
            assert hubs.different(plain[1], hubs.built(plain[0], tmp_path, **PLAIN)) == []
        finally:
            os.umask(before)

    def test_order_and_times_of_files(self, plain: tuple[Path, Path], tmp_path: Path) -> None:
        """Files are taken by name, and their times by nobody."""
        other = turned_round(plain[0], tmp_path / "hub")
        assert hubs.different(plain[1], hubs.built(other, tmp_path / "site", **PLAIN)) == []

    @pytest.mark.parametrize("workers", [1, 2, 5])
    def test_number_of_processes(self, tmp_path: Path, workers: int) -> None:
        """How many share the work is not seen in what they make; some hundred members are enough
        for several."""
        many = {
            f"members/m{number:03}.yml": f"name: M {number:03}\njoined: 2026-01-05\n"
            for number in range(900)
        }

        def sized(count: int) -> Path:
            root = hubs.minimal_hub(
                tmp_path / f"hub-{count}", many, settings=f"workers: {count}, search: false"
            )
            return hubs.built(root, tmp_path / f"site-{count}", **PLAIN)

        assert hubs.different(sized(workers), sized(3)) == []

    @pytest.mark.skipif(
        not PYTHONS, reason="HEARTH_PYTHONS names no other Pythons, each with the locked packages"
    )
    @pytest.mark.parametrize("program", PYTHONS)
    def test_other_pythons(
        self,
        plain: tuple[Path, Path],
        tmp_path: Path,
        program: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """Every version of Python that the project runs on makes the same site of the locked
        packages."""
        monkeypatch.setattr(sys, "executable", program)
        assert hubs.different(plain[1], hubs.built(plain[0], tmp_path, **PLAIN)) == []
