"""hearth build: a site is replaced by a better one or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import hubs
from hearth.cli.main import main
from hearth.site.publish import locked


def build(root: Path, *options: str) -> Result:
    """``hearth build`` on the day of the tests."""
    words = ["build", str(root), "--as-of", "2026-11-23", *options]
    return CliRunner().invoke(main, words, env={"NO_MKDOCS_2_WARNING": "1"})


BAD = "name: Ada Example\njoined: 3.12.2026\n"


def test_a_hub_is_published_and_then_kept(small_site: Path, tmp_path: Path) -> None:
    """The site is what MkDocs makes; a later mistake leaves it as it was, with the reason; nothing
    lies about."""
    root = hubs.minimal_hub(tmp_path / "hub")
    done = build(root)
    assert done.exit_code == 0, done.output
    assert hubs.tree(root / "site") == hubs.tree(small_site)
    files = len(hubs.tree(small_site))
    assert f"of all files {files} are new, 0 changed, 0 gone" in done.output
    hubs.write(root, {"members/ada.yml": BAD})
    done = build(root)
    assert (
        done.exit_code == 1
        and "site is as it was." in done.output
        and "Traceback" not in done.output
    )
    assert 'members/ada.yml:2:9  joined: "3.12.2026" is not a date.' in done.output
    assert hubs.tree(root / "site") == hubs.tree(small_site)
    assert sorted(path.name for path in root.glob(".*")) == [".cache", ".site.lock"]


def test_with_quarantine_the_rest_is_published(tmp_path: Path) -> None:
    """With a warning for each mistake, no link to what is left out, and what changed; `hearth
    check` still says 1."""
    # A post whose day is to come, the only one of its type, is no fault either.
    post = "---\ntitle: To come\ndate: 2026-12-20\ntype: recap\n---\nLater.\n"
    files = {
        "members/ada.yml": BAD,
        "events/venues/hall.yml": "name: Hall\n",
        "content/news/later.md": post,
    }
    root = hubs.minimal_hub(
        tmp_path / "hub", files, settings="search: false, on_bad_record: quarantine"
    )
    hubs.write(root, {"site/index.html": "yesterday"})
    done = build(root)
    assert done.exit_code == 0, done.output
    assert "WARNING -  Left out: members/ada.yml:2:9" in done.output
    assert "WARNING -  3 files hold records that are left out" in done.output
    pages = hubs.tree(root / "site")
    assert "members/bo/index.html" in pages and "members/ada/index.html" not in pages
    assert [
        path
        for path, content in pages.items()
        if b"members/ada/" in content or b"events/evening" in content
    ] == []
    assert "1 changed, 0 gone" in done.output
    assert (
        CliRunner()
        .invoke(main, ["check", str(root)], env={"SOURCE_DATE_EPOCH": hubs.EPOCH})
        .exit_code
        == 1
    )


def test_a_site_with_a_fault_is_not_published(tmp_path: Path) -> None:
    """What the theme does wrong is found after the build, and said by its file."""
    dead = '{{ page.content }}<a href="nowhere.html">x</a>'
    root = hubs.minimal_hub(
        tmp_path / "hub", {"overrides/partials/content.html": dead}, settings="search: false"
    )
    hubs.write(root, {"site/index.html": "yesterday"})
    done = build(root)
    assert done.exit_code == 1 and "Traceback" not in done.output
    assert 'about/index.html: links to "nowhere.html", and there is nothing.' in done.output
    assert "so it is not published." in done.output and hubs.tree(root / "site") == {
        "index.html": b"yesterday"
    }


def test_a_folder_without_a_hook_is_not_published(tmp_path: Path) -> None:
    """MkDocs would build it, but nothing would have been checked."""
    hubs.write(
        tmp_path, {"mkdocs.yml": "site_name: x\nplugins: []\n", "docs/index.md": "# Hello\n"}
    )
    done = build(tmp_path)
    assert done.exit_code == 1 and "names neither hearth under plugins nor" in done.output
    assert not (tmp_path / "site").exists()


def test_a_wrong_call_gives_2(tmp_path: Path) -> None:
    """A folder that is no hub, a target that is no site: with a word, before anything is done."""
    done = build(tmp_path)
    assert done.exit_code == 2 and "There is no mkdocs.yml in" in done.output
    root = hubs.minimal_hub(tmp_path / "hub")
    done = build(root, "--site-dir", str(root / "content"))
    assert done.exit_code == 2 and "does not look like a site" in done.output
    assert (root / "content" / "about.md").is_file()
    done = CliRunner().invoke(main, ["build", str(root), "--as-of", "1900-01-01"])
    assert done.exit_code == 2 and "no hub can be shown before 1970-01-01" in " ".join(
        done.output.split()
    )


def test_the_second_of_two_builds_is_told_of_the_first(tmp_path: Path) -> None:
    """By its process, and how to wait."""
    root = hubs.minimal_hub(tmp_path / "hub")
    with locked(root / "site", 0, print):
        done = build(root)
    assert done.exit_code == 1
    assert f"(process {os.getpid()}, since 20" in done.output and "--wait 600" in done.output


def test_make_site_publishes_so() -> None:
    """The command of the Makefile is this one."""
    recipe = (hubs.REPOSITORY / "Makefile").read_text().split("\nsite:")[1].split("\n\n")[0]
    assert "hearth build" in recipe and "mkdocs" not in recipe


MEMORY = Path("/dev/shm")  # noqa: S108 - a disk of its own on most machines


@pytest.mark.skipif(
    not MEMORY.is_dir() or MEMORY.stat().st_dev == Path.cwd().stat().st_dev,
    reason="there is no other disk to write to",
)
def test_a_site_may_lie_on_another_disk(small_site: Path, tmp_path: Path) -> None:
    """Published there, kept, and brought up to date from what is known of it."""
    root = hubs.minimal_hub(tmp_path / "hub")
    with tempfile.TemporaryDirectory(dir=MEMORY) as disk:
        site = Path(disk, "site")
        for told in (" are new, 0 changed, 0 gone", " 0 are new, 0 changed, 0 gone"):
            done = build(root, "--site-dir", str(site))
            assert done.exit_code == 0 and told in done.output, done.output
            assert hubs.tree(site) == hubs.tree(small_site)
        hubs.write(root, {"members/ada.yml": "name: Ada Other\njoined: 2026-01-05\n"})
        for _ in range(2):
            done = build(root, "--site-dir", str(site))
            assert done.exit_code == 0, done.output
        assert "Ada Other" in (site / "members" / "ada" / "index.html").read_text("utf-8")
        assert {path.name for path in Path(disk).iterdir()} == {"site", ".site.lock"}
