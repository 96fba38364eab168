"""compiled_templates: the engine's templates are compiled once, and never wrongly."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader

from hearth.outputs import compiled_templates
from hearth.outputs.compiled_templates import CompiledTemplates


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for that of the engine's templates."""
    monkeypatch.setattr(compiled_templates, "TEMPLATES", tmp_path / "templates")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a.html").write_text("Hello {{ name }}")
    return tmp_path


def filled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, int]:
    """The filled template, and how often a template was compiled for it."""
    compiled: list[object] = []
    real = Environment._generate

    def counting(self: Environment, source: object, *rest: object, **more: object) -> object:
        compiled.append(source)
        return real(self, source, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Environment, "_generate", counting)
    loader = FileSystemLoader(folder / "templates")
    environment = Environment(loader=loader, autoescape=True, bytecode_cache=CompiledTemplates())
    words = environment.get_template("a.html").render(name="<you>")
    monkeypatch.setattr(Environment, "_generate", real)
    return words, len(compiled)


def kept(folder: Path) -> list[Path]:
    return [file for file in (folder / "kept").rglob("*") if file.is_file()]


def test_a_template_is_compiled_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time, it is read as it was kept."""
    assert filled(folder, monkeypatch) == ("Hello &lt;you&gt;", 1)
    assert filled(folder, monkeypatch) == ("Hello &lt;you&gt;", 0)


def test_a_changed_template_is_compiled_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept holds for one text alone."""
    filled(folder, monkeypatch)
    (folder / "templates" / "a.html").write_text("Bye {{ name }}")
    assert filled(folder, monkeypatch) == ("Bye &lt;you&gt;", 1)


@pytest.mark.parametrize("cut", [0, 5, 20, -4])
def test_damage_is_no_harm(folder: Path, monkeypatch: pytest.MonkeyPatch, cut: int) -> None:
    """A file that was cut off is made anew."""
    filled(folder, monkeypatch)
    [file] = kept(folder)
    file.write_bytes(file.read_bytes()[:cut])
    assert filled(folder, monkeypatch) == ("Hello &lt;you&gt;", 1)
    assert filled(folder, monkeypatch) == ("Hello &lt;you&gt;", 0)


def test_nothing_is_kept_where_python_keeps_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PYTHONDONTWRITEBYTECODE holds for templates too."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert filled(folder, monkeypatch)[1] == 1
    assert kept(folder) == []


def test_other_templates_are_not_kept(folder: Path) -> None:
    """A hub's own templates change from hub to hub, and what has no file has no place."""
    (folder / "own").mkdir()
    (folder / "own" / "b.html").write_text("b")
    for loader in (FileSystemLoader(folder / "own"), DictLoader({"b.html": "b"})):
        environment = Environment(
            loader=loader, autoescape=True, bytecode_cache=CompiledTemplates()
        )
        assert environment.get_template("b.html").render() == "b"
    assert kept(folder) == []
