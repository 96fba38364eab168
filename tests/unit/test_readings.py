"""A hub that is read again in one command: only what changed is read, and it is the same hub."""

from __future__ import annotations

from pathlib import Path

import pytest

import hubs
from hearth.cli.shared.open_hub import opened_again
from hearth.contribute.importing.files import refused
from hearth.kinds import KINDS
from hearth.model.hub import Hub, load_hub
from hearth.read import load
from hearth.read.readings import Readings

NEW = "title: Camp\nsummary: We go out.\nstart: 2027-12-05\nall_day: true\nmode: online\n"


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    """A small hub."""
    return hubs.load(hubs.minimal_hub(tmp_path / "hub"))[0]


def read_by(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of records that are read from now on, as they are."""
    found: list[str] = []

    def read(root: Path, file: load.SourceFile) -> load.Read:
        if file.kind in KINDS and "README" not in file.path:
            found.append(file.path)
        return known(root, file)

    known = load.read_file
    monkeypatch.setattr(load, "read_file", read)
    return found


def test_only_what_changed_is_read(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the hub itself and of the copy in which new files are tried."""
    readings = Readings(hub.root)
    load_hub(hub.root, hub.settings, hub.as_of, workers=1, history={}, memory=readings)
    read = read_by(monkeypatch)
    again = opened_again(hub, readings)
    assert read == [] and again.records == hub.records
    path = "events/2027/camp.yml"
    wrong = "events/2027/no.yml"
    texts = {path: NEW, wrong: NEW.replace("2027-12-05", "soon")}
    assert refused(hub, texts, readings).keys() == refused(hub, texts).keys() == {wrong}
    hubs.write(hub.root, {path: NEW})
    read.clear()
    assert "camp" in opened_again(hub, readings).records["event"]
    assert set(read) <= {path}
