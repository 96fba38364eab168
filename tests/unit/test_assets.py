"""The style sheet and the script, joined from their parts."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from hearth.site.assets import PARTS, assets, joined

ALL = sorted(path for path in PARTS.glob("*/*") if path.is_file())
STYLES = [path for path in ALL if path.suffix == ".css"]


def test_parts_are_joined_by_number_without_their_opening_comments(tmp_path: Path) -> None:
    """Only the first comment of a part is left out, and only what is numbered is a part."""
    folder = tmp_path / "some.css"
    folder.mkdir()
    (folder / "20-late.css").write_text("/* For you:\n   two lines. */\n\na { b: c }\n/* kept */\n")
    (folder / "10-early.css").write_text("/* For you. */\n/* kept too */\nd { e: f }\n")
    (folder / "30-bare.css").write_text("g { h: i }\n")
    (folder / "README.md").write_text("no part")
    (folder / "10-early.css~").write_text("no part either")
    assert joined(folder).decode() == (
        "/* kept too */\nd { e: f }\n\na { b: c }\n/* kept */\n\ng { h: i }\n"
    )


def test_each_folder_is_one_file_of_the_site() -> None:
    """The addresses are those that the theme's pages name; one the script itself fetches."""
    named, fetched = ["assets/hearth/hearth.css", "assets/hearth/hub.js"], "assets/hearth/more.js"
    assert list(assets()) == [*named, fetched]
    shell = (PARTS.parent / "theme" / "hearth.html").read_text(encoding="utf-8")
    assert [uri for uri in named if f"'{uri}'" not in shell] == []
    assert b'new URL("more.js"' in assets()[named[1]]


def test_scripts_take_from_each_other_what_there_is() -> None:
    """What one names as another's is given by that."""
    names = [
        set(re.findall(r"[$\w]+", re.search(pattern, assets()[uri].decode(), re.DOTALL)[1]))  # type: ignore[index]
        for uri, pattern in (
            ("assets/hearth/hub.js", r"\nexport \{(.*?)\}"),
            ("assets/hearth/more.js", r"import \{(.*?)\} from"),
        )
    ]
    assert names[0] == names[1]


@pytest.mark.parametrize("part", ALL, ids=lambda part: part.name)
def test_a_part_is_numbered_and_says_what_it_is_for(part: Path) -> None:
    """Its name gives its place, and its first line is a comment."""
    assert re.fullmatch(rf"\d\d-[a-z-]+{part.parent.suffix}", part.name)
    assert re.match(r"/\* \S", part.read_text(encoding="utf-8"))


@pytest.mark.parametrize("part", STYLES, ids=lambda part: part.name)
def test_a_part_of_the_style_sheet_stands_alone(part: Path) -> None:
    """Every block is closed in the part that opens it, so that a fault stays where it was made."""
    depth = 0
    bare = re.sub(r"/\*.*?\*/|\"[^\"\n]*\"", "", part.read_text(encoding="utf-8"), flags=re.DOTALL)
    for brace in re.findall(r"[{}]", bare):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize("part", STYLES, ids=lambda part: part.name)
def test_a_part_of_the_style_sheet_knows_no_left_and_right(part: Path) -> None:
    """A page that is read from the right is the same page mirrored: sides are start and end."""
    text = part.read_text("utf-8")
    sided = re.findall(r"(?:margin|padding|border)-(?:left|right)|(?<![-\w])(?:left|right):", text)
    edges = re.findall(r"(?:margin|padding|inset): [^;{}]+", text)
    four = [edge.split(": ")[1].split() for edge in edges if "(" not in edge]
    uneven = [values for values in four if len(values) == 4 and values[1] != values[3]]
    assert not sided and not uneven


def test_the_joined_script_is_one_module() -> None:
    """No name is declared twice, and nothing is left open."""
    command = ["node", "--input-type=module", "--check"]
    done = subprocess.run(command, input=assets()["assets/hearth/hub.js"], capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
