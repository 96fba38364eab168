"""sources: files found, decoded and split."""

from __future__ import annotations

from pathlib import Path

import pytest

from hearth.base.strict_yaml import YamlError
from hearth.read.sources import MAX_FILE, SourceFile, decode, find_files, read_file, split
from hubs import minimal_hub, write


def test_files_are_found_in_a_fixed_order(tmp_path: Path) -> None:
    """Every record file of the hub is found, kind by kind, sorted by name."""
    files, problems = find_files(minimal_hub(tmp_path))
    paths = [file.path for file in files]
    assert problems == []
    assert paths[:4] == [
        "members/ada.yml",
        "members/bo.yml",
        "members/cy.md",
        "members/lantern.yml",
    ]
    assert "events/venues/hall.yml" in paths and "content/topics.yml" in paths
    assert {file.path for file in files if file.is_list} == {
        "content/topics.yml",
        "content/glossary.yml",
    }


def test_a_venue_is_not_an_event(tmp_path: Path) -> None:
    """The folder of venues inside that of events holds venues only."""
    files, _ = find_files(minimal_hub(tmp_path))
    assert [file.kind for file in files if file.path == "events/venues/hall.yml"] == ["venue"]


def test_front_matter_keeps_its_lines() -> None:
    """The fields, the text and the one line above the fields."""
    assert split("---\nname: Ada\n---\nHello.\n", "a.md") == ("name: Ada\n", "Hello.\n", 1)
    assert split("---\nname: Ada\n---", "a.md") == ("name: Ada\n", "", 1)
    assert split("name: Ada\n", "a.yml") == ("name: Ada\n", None, 0)


@pytest.mark.parametrize(
    "text", ["Hello.", "\n---\nname: Ada\n---\n", "---\nname: Ada\n", "--- \nname: Ada\n----\n"]
)
def test_without_front_matter_nothing_is_guessed(text: str) -> None:
    """Fields that do not stand between two lines of hyphens at the very top are no fields."""
    with pytest.raises(YamlError) as caught:
        split(text, "a.md")
    assert caught.value.code == "no-front-matter"


def test_front_matter_ends_at_the_first_line_of_hyphens() -> None:
    """Hyphens in the text are text; four hyphens are no end."""
    assert split("---\na: 1\n---\nx\n---\ny", "a.md")[1] == "x\n---\ny"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_are_made_plain(tmp_path: Path, ending: str) -> None:
    """Whatever ends a line in the file, a newline does in the text."""
    file = tmp_path / "a.yml"
    file.write_bytes(f"a: 1{ending}b: 2{ending}".encode())
    assert decode(file) == ("a: 1\nb: 2\n", None)


def test_the_limit_is_the_limit(tmp_path: Path) -> None:
    """A file of exactly the allowed size is read, one byte more is not."""
    write(tmp_path, {"fits.yml": "#" * MAX_FILE, "not.yml": "#" * (MAX_FILE + 1)})
    assert decode(tmp_path / "fits.yml", MAX_FILE)[1] is None
    assert decode(tmp_path / "not.yml", MAX_FILE)[1].code == "too-large"  # type: ignore[union-attr]


def test_positions_in_a_list_are_the_entry_s_own(tmp_path: Path) -> None:
    """A record in a list file knows where its fields stand in that file."""
    write(tmp_path, {"content/topics.yml": "- id: a\n  label: A\n- id: b\n  label: B\n"})
    sources, _ = read_file(tmp_path, SourceFile("topic", "content/topics.yml", is_list=True))
    assert [source.id for source in sources] == ["a", "b"]
    assert sources[1].positions(tmp_path)[("label",)] == (4, 10)
