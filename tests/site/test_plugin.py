"""The plugin ``hearth``: the same site as by hooks/hub.py, for hubs without an engine's folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

import hubs
from hearth.model.config_file import read_config_file
from hearth.site.inputs import is_pure

HOOK = f"plugins: []\nhooks: ['{hubs.REPOSITORY / 'hooks' / 'hub.py'}']\n"
PLUGIN = "plugins: [hearth]\n"


def hub_with(root: Path, ways: str = PLUGIN) -> Path:
    """The small hub, to whose configuration the engine is made known in these ways."""
    hub = hubs.minimal_hub(root)
    config = (hub / "mkdocs.yml").read_text("utf-8")
    assert HOOK in config
    (hub / "mkdocs.yml").write_text(config.replace(HOOK, ways), "utf-8")
    return hub


@pytest.mark.parametrize("builder", ["mkdocs", "properdocs"])
def test_the_plugin_makes_the_same_site(
    small_site: Path, tmp_path: Path, installed: dict[str, str], builder: str
) -> None:
    """As the hook does, byte for byte, with MkDocs and with ProperDocs."""
    expected = small_site
    if builder != "mkdocs":
        pytest.importorskip(builder)
        expected = hubs.built(hubs.minimal_hub(tmp_path / "hooked"), tmp_path / "one", builder)
    site = hubs.built(hub_with(tmp_path / "hub"), tmp_path / "site", builder, **installed)
    assert hubs.different(expected, site) == []


@pytest.mark.parametrize("builder", ["mkdocs", "properdocs"])
def test_a_builder_alone_finds_the_plugin(
    tmp_path: Path, installed: dict[str, str], builder: str
) -> None:
    """Called by its own command, without a warning."""
    pytest.importorskip(builder)
    hub = hub_with(tmp_path / "hub")
    done = hubs.run(hub, builder, "build", "--strict", **installed)
    assert done.returncode == 0, done.stderr
    assert (hub / "site/members/ada/index.html").exists()


def test_a_second_build_needs_no_builder(tmp_path: Path, installed: dict[str, str]) -> None:
    """What is kept between builds is used as with the hook: a record is changed, and MkDocs is not
    asked."""
    hub = hub_with(tmp_path / "hub")
    first = hubs.run(hub, "hearth", "build", **installed)
    assert first.returncode == 0, first.stderr
    bo = "name: Bo Sample\njoined: 2026-02-10\nheadline: Knows the door.\n"
    hubs.write(hub, {"members/bo.yml": bo})
    broken = tmp_path / "broken"
    hubs.write(broken, {"mkdocs/__init__.py": "raise RuntimeError('MkDocs was asked')"})
    found = os.pathsep.join((str(broken), installed["PYTHONPATH"]))
    second = hubs.run(hub, "hearth", "build", PYTHONPATH=found)
    assert second.returncode == 0, second.stderr
    assert "Knows the door." in (hub / "site/members/bo/index.html").read_text("utf-8")


def test_one_way_is_enough(tmp_path: Path, installed: dict[str, str]) -> None:
    """A configuration that names the hook and the plugin would do everything twice: it is told."""
    hub = hub_with(tmp_path / "hub", HOOK.replace("[]", "[hearth]"))
    done = hubs.build(hub, tmp_path / "site", **installed)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "names both the plugin hearth and hooks/hub.py" in done.stdout


def test_settings_stand_in_one_place(tmp_path: Path, installed: dict[str, str]) -> None:
    """The plugin takes none; whoever gives it some is told, and a strict build stops."""
    hub = hub_with(tmp_path / "hub", "plugins: [{hearth: {internal: true}}]\n")
    done = hubs.build(hub, tmp_path / "site", "--strict", **installed)
    assert done.returncode == 1
    assert "Plugin 'hearth' option 'internal': Unrecognised" in done.stderr


@pytest.mark.parametrize(
    ("plugins", "pure"),
    [
        ("[]", True),
        ("[hearth]", True),
        ("[{hearth: {}}]", True),
        ("{hearth: }", True),
        ("[hearth, search]", False),
        ("[search]", False),
    ],
)
def test_other_plugins_may_look_at_anything(tmp_path: Path, plugins: str, pure: bool) -> None:
    """What is kept is used when ours is the only one."""
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\nplugins: {plugins}\n", "utf-8")
    config, problems = read_config_file(tmp_path, tmp_path / "mkdocs.yml")
    values: Any = config.values
    assert problems == [] and values["site_name"] == "x"
    assert is_pure(config) is pure
