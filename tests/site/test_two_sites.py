"""One source, two sites: each is configured by its own file, and shows what that file allows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import hubs
from hearth.model.settings import read_settings
from site_bytes import unpacked

FILES: dict[str, str | bytes | None] = {
    "members/inner.yml": "name: Canary Inner\njoined: 2026-11-01\nvisible: members\n",
    "members/nobody.yml": "name: Canary Hidden\njoined: 2026-11-01\nvisible: hidden\n",
}
INNER, HIDDEN = b"canary inner", b"canary hidden"
BUILDERS = ("mkdocs", "plain")


def source(root: Path, internal: bool) -> tuple[Path, Path]:
    """(hub, another configuration of it): the hub's own says ``internal`` or not, and the other,
    which inherits from it, the contrary."""
    own, other = (str(value).lower() for value in (internal, not internal))
    hub = hubs.minimal_hub(root / "hub", FILES, f"internal: {own}, search: false")
    config = hub / "configs" / "other.yml"
    hubs.write(
        hub,
        {
            "configs/other.yml": (
                "INHERIT: ../mkdocs.yml\ndocs_dir: ../content\nsite_dir: ../other\n"
                f"theme: {{custom_dir: ../overrides}}\nextra: {{hearth: {{internal: {other}}}}}\n"
            )
        },
    )
    return hub, config


def called(*words: str) -> subprocess.CompletedProcess[str]:
    """A command as a person would call it."""
    return subprocess.run(
        [sys.executable, "-m", *words],
        env={**os.environ, "SOURCE_DATE_EPOCH": hubs.EPOCH, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def assert_shows(site: Path, inner: bool) -> None:
    """In every byte: what is for members is there or not, and what is hidden never."""
    content = b"\n".join(unpacked(raw).lower() for raw in hubs.tree(site).values())
    assert (INNER in content, HIDDEN in content) == (inner, False)
    assert (site / "api/members.json").exists() is not inner


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize("internal", [False, True])
def test_a_site_goes_by_the_file_that_is_named(
    tmp_path: Path, builder: str, internal: bool
) -> None:
    """Whichever of the two is the hub's own, and whichever builder makes it."""
    hub, config = source(tmp_path, internal)
    words = ("--builder", builder, "--config", str(config), "--site-dir", str(tmp_path / "site"))
    done = called("hearth", "build", str(hub), *words)
    assert done.returncode == 0, done.stderr
    assert_shows(tmp_path / "site", not internal)


@pytest.mark.parametrize("internal", [False, True])
def test_so_it_does_when_mkdocs_is_called(tmp_path: Path, internal: bool) -> None:
    """`mkdocs build -f other.yml` shows members to the world only when other.yml says so."""
    _, config = source(tmp_path, internal)
    done = called("mkdocs", "build", "--strict", "-f", str(config), "-d", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    assert_shows(tmp_path / "site", not internal)


def test_another_configuration_does_not_replace_the_site(tmp_path: Path) -> None:
    """By accident a site for members would stand where all can read it."""
    hub, config = source(tmp_path, False)
    done = called("hearth", "build", str(hub), "--config", str(config))
    assert done.returncode == 2 and "Say with --site-dir where" in done.stderr
    assert not (hub / "site").exists()


@pytest.mark.parametrize(
    "words", ["promote welcome-call", "run-sheet welcome-call", "newsletter --format html"]
)
def test_other_commands_go_by_the_file_that_is_named(tmp_path: Path, words: str) -> None:
    """What is written for the members' site leads there."""
    hub = hubs.minimal_hub(
        tmp_path, {"inner.yml": "INHERIT: mkdocs.yml\nsite_url: https://in.org/\n"}
    )
    told = called(
        "hearth", *words.split(), "--folder", str(hub), "--config", str(hub / "inner.yml")
    )
    assert "https://in.org/events/welcome-call/" in told.stdout, told.stderr
    assert "https://example.org/small/events" not in told.stdout
    wrong = called("hearth", *words.split(), "--folder", str(hub), "--config", str(hub / "no.yml"))
    assert wrong.returncode == 2 and "no.yml" in wrong.stderr


def test_a_hub_that_says_it_is_internal_is(tmp_path: Path) -> None:
    """`kind: internal` of the community and the setting are one thing."""
    inner = str(hubs.BASE["content/community.yml"]) + "kind: internal\n"
    hub = hubs.small_hub(tmp_path, {**FILES, "content/community.yml": inner})
    assert hub.settings.internal and "inner" in hub.public().members
    assert "nobody" not in hub.public().members


def test_inherited_settings_are_told_where_they_stand(tmp_path: Path) -> None:
    """The file that says what is wrong is named, not the one that inherits it."""
    hubs.write(
        tmp_path,
        {
            "base.yml": "site_name: Base\nextra:\n  hearth: {page_size: 20, pagesize: 3}\n",
            "mkdocs.yml": "INHERIT: base.yml\nsite_url: https://example.org/\nextra: {a: 1}\n",
            "none.yml": "INHERIT: nowhere.yml\n",
            "circle.yml": "INHERIT: circle.yml\n",
        },
    )
    settings, wrong = read_settings(tmp_path)
    assert [str(problem).split("  ")[0] for problem in wrong] == ["base.yml:3:27"]
    hubs.write(tmp_path, {"base.yml": "site_name: Base\nextra: {hearth: {page_size: 20}}\n"})
    settings, wrong = read_settings(tmp_path)
    assert (settings.page_size, settings.site_name, wrong) == (20, "Base", [])
    files = ("none.yml", "circle.yml")
    told = [str(read_settings(tmp_path, tmp_path / name)[1][0]) for name in files]
    assert told[0].startswith('none.yml:1:1  INHERIT: names "nowhere.yml", which is not there.')
    assert told[1].startswith("circle.yml:1:1  INHERIT: inherits from more than 10 files.")
