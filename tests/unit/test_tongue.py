"""tongue: the language in which commands speak."""

from __future__ import annotations

from pathlib import Path

import pytest

from hearth.cli.shared.tongue import hub_in, spoken


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path


@pytest.fixture(autouse=True)
def no_wish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LANGUAGE", raising=False)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("language: de", "de"),
        ('language: "pt-BR"', "pt-BR"),
        ("language:  he  # ours", "he"),
        ("  language: de", "en"),
        ("# language: de", "en"),
        ("languages: [de]", "en"),
        ("language: it", "en"),
        ("language: [", "en"),
    ],
)
def test_commands_speak_the_language_of_their_hub(root: Path, line: str, language: str) -> None:
    """As its community.yml says it; English where it says nothing that is known."""
    (root / "content" / "community.yml").write_text(f"name: Ada\n{line}\n", encoding="utf-8")
    assert spoken(root).language == language


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("", "de"),
        ("en", "en"),
        ("en_GB:de", "en"),
        ("he", "he"),
        ("pt_BR.UTF-8:pt", "pt-BR"),
        ("de_AT", "de-AT"),
        ("it:ja", "ja"),
        ("it", "en"),
        ("C", "en"),
    ],
)
def test_whoever_types_may_ask_for_another(
    root: Path, monkeypatch: pytest.MonkeyPatch, wish: str, language: str
) -> None:
    """By the variable that programs with catalogues of gettext read."""
    (root / "content" / "community.yml").write_text("language: de\n", encoding="utf-8")
    monkeypatch.setenv("LANGUAGE", wish)
    assert spoken(root).language == language


def test_where_there_is_no_hub_commands_speak_english(tmp_path: Path) -> None:
    """A new one is begun there, or the folder is wrong."""
    assert spoken(tmp_path).language == "en"


@pytest.mark.parametrize(
    "words",
    [
        ("check", "HUB"),
        ("brief", "--folder", "HUB"),
        ("brief", "--folder=HUB"),
        ("import", "x" * 5000, "\0", "--folder", "HUB"),
        ("fmt", "HUB/content/community.yml"),
    ],
)
def test_the_hub_of_a_command_line_is_found_in_its_words(
    root: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """Whatever else they are."""
    monkeypatch.chdir(root / "content")
    (root / "content" / "community.yml").write_text("language: de\n", encoding="utf-8")
    assert hub_in([word.replace("HUB", str(root)) for word in words]) == root
