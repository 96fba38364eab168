"""The text of a record's file, and writing that replaces nothing."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

import hubs
from hearth.base.strict_yaml import read_yaml
from hearth.edit.formatter import canonical
from hearth.edit.record_files import field_order, in_order, path_of, reads_back, text_of, write_new
from hearth.kinds import KINDS, Kind
from hearth.read.load import read_all
from hearth.read.sources import split
from record_texts import record_files


def fields_of(text: str, path: str) -> dict[str, Any]:
    """The fields a file's text gives, its body among them."""
    fields, body, _ = split(text, path)
    return {**read_yaml(fields), **({"body": body.strip()} if body and body.strip() else {})}


def in_form(kind: str, fields: dict[str, Any]) -> None:
    """Assert that the text of these fields says them, and that its canonical form is itself."""
    path, text = path_of(kind, "x", fields), text_of(kind, fields)
    assert canonical(text, path, field_order(kind)) == text
    assert reads_back(path, text, fields)


@settings(max_examples=100, deadline=None)
@given(record_files())
def test_what_is_written_is_in_its_canonical_form(file: tuple[Kind, str, str]) -> None:
    """Of any record, the text that is written is the one that formatting would make."""
    kind, path, text = file
    in_form(
        kind.name, {name: value for name, value in fields_of(text, path).items() if value != ""}
    )


def test_the_sample_written_again_is_in_its_canonical_form() -> None:
    """Every record of the sample hub, of each kind."""
    sources = [
        checked.source
        for checked in read_all(hubs.REPOSITORY).sources
        if checked.source.kind in KINDS
    ]
    assert {source.kind for source in sources} == KINDS.keys()
    for source in sources:
        fields = {
            name: value for name, value in source.again(hubs.REPOSITORY)[0].items() if name != "id"
        }
        in_form(source.kind, {**fields, **({"body": source.body.strip()} if source.body else {})})


def test_fields_nobody_knows_come_last() -> None:
    """As they stood."""
    assert list(in_order("member", {"zzz": "1", "added": "2", "aaa": "3", "name": "4"})) == [
        "name",
        "added",
        "zzz",
        "aaa",
    ]


def test_a_file_is_written_as_it_was_given(tmp_path: Path) -> None:
    """Plain line ends, with the permissions that any new file has, and nothing beside it."""
    write_new(tmp_path, "content/news/a.md", "Zoë\n")
    (tmp_path / "other").write_text("")
    file = tmp_path / "content/news/a.md"
    assert file.read_bytes() == "Zoë\n".encode()
    assert file.stat().st_mode == (tmp_path / "other").stat().st_mode and file.stat().st_nlink == 1
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("there", ["file", "link", "dead link", "folder"])
def test_what_is_there_stays(tmp_path: Path, there: str) -> None:
    """Be it a file, a link that leads somewhere or nowhere, or a folder."""
    target = tmp_path / "members/ada.yml"
    target.parent.mkdir()
    (tmp_path / "mine").write_text("mine")
    match there:
        case "file":
            target.write_text("mine")
        case "folder":
            target.mkdir()
        case _:
            target.symlink_to(tmp_path / ("mine" if there == "link" else "nowhere"))
    before = hubs.tree(tmp_path)
    with pytest.raises(FileExistsError, match="already"):
        write_new(tmp_path, "members/ada.yml", "theirs")
    assert hubs.tree(tmp_path) == before and not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("folder", ["content", "content/news"])
def test_nothing_is_written_through_a_link(tmp_path: Path, folder: str) -> None:
    """Whichever of the folders is one, wherever it leads."""
    (tmp_path / "real").mkdir()
    (tmp_path / folder).parent.mkdir(exist_ok=True)
    (tmp_path / folder).symlink_to(tmp_path / "real")
    with pytest.raises(FileExistsError, match=f"{folder} is a symbolic link"):
        write_new(tmp_path, "content/news/a.md", "text")
    assert list((tmp_path / "real").iterdir()) == []


def test_file_systems_without_second_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is written all the same, and still replaces nothing."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "not here")

    monkeypatch.setattr(os, "link", refuse)
    write_new(tmp_path, "members/ada.yml", "mine")
    with pytest.raises(FileExistsError, match="already"):
        write_new(tmp_path, "members/ada.yml", "theirs")
    assert (tmp_path / "members/ada.yml").read_text() == "mine"


def test_half_a_file_is_none(tmp_path: Path) -> None:
    """What cannot be written whole leaves nothing behind."""
    with pytest.raises(UnicodeEncodeError):
        write_new(tmp_path, "members/ada.yml", "x" * 100_000 + "\ud800")
    assert list((tmp_path / "members").iterdir()) == []
