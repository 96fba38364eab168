"""theme_templates: a theme is looked through and compiled once, and the site stays the same."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

from hearth.adapters.theme_templates import theme_environment


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Theme:
    """A theme of one template, and a hub's folder with one of its own."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    for name in ("theme", "own"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.html").write_text("Hello {{ name|upper }}")
    theme = Theme(name=None, custom_dir=str(tmp_path / "own"))
    theme.dirs.append(str(tmp_path / "theme"))
    return theme


def compiled(theme: Theme, name: str, monkeypatch: pytest.MonkeyPatch, *filters: str) -> int:
    """How often a template was compiled to be filled once."""
    times: list[object] = []
    real = Environment._generate

    def counting(self: Environment, source: object, *rest: object, **more: object) -> object:
        times.append(source)
        return real(self, source, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Environment, "_generate", counting)
    environment = theme_environment(theme)
    environment.filters.update(dict.fromkeys(filters, str))
    assert environment.get_template(name).render(name="you") == "Hello YOU"
    monkeypatch.setattr(Environment, "_generate", real)
    return len(times)


def test_a_theme_is_compiled_once(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second build reads what the first one kept."""
    assert [compiled(theme, "theme.html", monkeypatch) for _ in range(2)] == [1, 0]


def test_plugins_have_it_compiled_anew(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    """What they add to the language may change what a template becomes."""
    compiled(theme, "theme.html", monkeypatch)
    assert compiled(theme, "theme.html", monkeypatch, "shout") == 1


def test_a_hub_s_own_theme_is_not_kept(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files are nobody else's."""
    assert [compiled(theme, "own.html", monkeypatch) for _ in range(2)] == [1, 1]
    assert not Path(str(sys.pycache_prefix)).exists()


def test_the_same_files_are_published(tmp_path: Path) -> None:
    """Of all that Material brings, those that MkDocs finds without us."""
    config = MkDocsConfig()
    (tmp_path / "content").mkdir()
    docs = {"docs_dir": str(tmp_path / "content"), "site_dir": str(tmp_path / "site")}
    config.load_dict({"site_name": "Hub", "theme": "material", **docs})
    assert config.validate() == ([], [])
    found = []
    for environment in (config.theme.get_env(), theme_environment(config.theme)):
        files = Files([])
        files.add_files_from_theme(environment, config)
        found.append([(file.src_uri, file.abs_src_path) for file in files])
    assert found[0] == found[1] != []
