"""Problems in the hub's language, word by word in English where nothing is translated."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import hubs
from hearth.base import languages as module
from hearth.base.languages import words_for
from hearth.base.problem_formats import as_github, as_json, as_sarif, as_text
from hearth.base.problems import Problem, Problems
from hearth.base.words import Translations
from hearth.cli.main import main
from hearth.contribute.replies import reply_with_problems
from hearth.kinds.form import Form
from hearth.model.quarantine import judge
from hearth.read import load
from hearth.read.sources import SourceFile, read_file
from hearth.site import workshop
from hearth.site.builder import Order
from hearth.site.memory import RecordMemory

GERMAN = """
msgid "this file"
msgstr "diese Datei"

#, python-format
msgid "%(field)s: \\"%(value)s\\" %(what)s."
msgstr "%(field)s: „%(value)s“ %(what)s."

msgid "is missing"
msgstr "fehlt"

#, python-format
msgid "is not the id of %(kind)s"
msgstr "ist nicht die Kennung von: %(kind)s"

msgid "a topic"
msgstr "ein Thema"

msgid "a venue"
msgstr "ein Ort"

#, python-format
msgid "Did you mean \\"%(name)s\\"?"
msgstr "Meinst du „%(name)s“?"

msgid "A required field is missing"
msgstr "Ein Pflichtfeld fehlt"
"""
FILES: dict[str, str | bytes | None] = {
    "members/di.yml": "name: Di Example\n",
    "events/walk.yml": "title: Walk\nsummary: Out.\nmode: in-person\nvenue: hal\n"
    "start: 2026-12-03T18:00\nduration: 60\ntype: meetup\n",
}
"""Two mistakes: one that the catalogue has whole, and one of which it knows a part."""


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Translations:
    """Words of a catalogue that is hardly begun."""
    (tmp_path / "de.po").write_text(GERMAN, encoding="utf-8")
    monkeypatch.setattr(module, "LOCALE", tmp_path)
    return words_for("de")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small hub in German with two mistakes."""
    community = f"{hubs.BASE['content/community.yml']}language: de\n"
    return hubs.minimal_hub(tmp_path / "hub", {**FILES, "content/community.yml": community})


def found(root: Path) -> list[Problem]:
    return [one for one in hubs.load(root, history={})[1].errors if one.path in FILES]


def test_problems_are_told_in_the_hubs_language(german: Translations, root: Path) -> None:
    """The place and the code are the same in every language."""
    assert [problem.told(german) for problem in found(root)] == [
        "events/walk.yml:4:8  venue: „hal“ ist nicht die Kennung von: ein Ort. "
        "Meinst du „hall“? [unknown-id]",
        "members/di.yml:1:1  joined: fehlt. When the member joined. [missing-field]",
    ]


def test_a_text_says_the_line_beside_it(german: Translations, root: Path) -> None:
    """The file's own line stays as it is."""
    shown = as_text(found(root)[:1], lambda problem: "venue: hal", words=german)
    assert shown.splitlines()[1:] == ["    4 | venue: hal", "      |        ^"]
    assert "Meinst du „hall“?" in shown


def test_json_has_the_code_and_told_words(german: Translations, root: Path) -> None:
    """A script goes by the code."""
    row = json.loads(as_json(found(root), words=german))[0]
    assert (row["code"], row["what"]) == ("unknown-id", "ist nicht die Kennung von: ein Ort")
    assert row["fix"] == "Meinst du „hall“?"
    assert json.loads(as_json(found(root)))[0]["what"] == "is not the id of a venue"


def test_code_hosts_are_told_too(german: Translations, root: Path) -> None:
    """Titles and explanations of codes with them; SARIF names the language where it is not
    English."""
    assert "title=Ein Pflichtfeld fehlt [missing-field]::joined: fehlt." in as_github(
        found(root), words=german
    )
    run = json.loads(as_sarif(found(root), words=german))["runs"][0]
    rules = {
        rule["id"]: rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"]
    }
    assert rules["missing-field"] == "Ein Pflichtfeld fehlt"
    assert run["language"] == "de" and "fehlt" in run["results"][1]["message"]["text"]
    assert "language" not in json.loads(as_sarif(found(root)))["runs"][0]


def test_who_fills_in_a_form_is_told_in_the_hubs_language(german: Translations, root: Path) -> None:
    """What has to be mended, and in English what the catalogue does not have."""
    reply = reply_with_problems(Form("member", "", "Join", "", ()), Problems(found(root)), german)
    assert "\n- joined: fehlt. When the member joined.\n" in reply
    assert reply.startswith("Thank you!")


def test_what_is_left_out_is_told_in_the_hubs_language(german: Translations, root: Path) -> None:
    """Of each record that a publication does without."""
    verdict = judge(*hubs.load(root, on_bad_record="quarantine"))
    assert verdict.hub.words.language == "de"
    assert "WARNING -  Left out: members/di.yml:1:1  joined: fehlt. When the member joined. " in (
        "\n".join(verdict.report)
    )


def test_problems_from_a_store_can_still_be_told(
    german: Translations, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read once is not read again, and keeps how it was said."""
    for path in root.rglob("*.*"):
        os.utime(path, (1, 1))
    order = Order(root, root / "site", None, published=root / "site")
    first = workshop.read(order, hubs.AS_OF, RecordMemory(root)).verdict.reported
    opened: list[str] = []

    def noted(root: Path, file: SourceFile) -> Any:
        opened.append(file.path)
        return read_file(root, file)

    monkeypatch.setattr(load, "read_file", noted)
    again = workshop.read(order, hubs.AS_OF, RecordMemory(root)).verdict.reported
    assert [path for path in opened if path in FILES] == []
    assert [problem.told(german) for problem in again] == [one.told(german) for one in first]
    assert any("joined: fehlt" in problem.told(german) for problem in again)


@pytest.mark.parametrize(("wish", "words"), [("", "joined: fehlt."), ("en", "joined: is missing.")])
def test_hearth_check_speaks_the_language_that_is_asked_for(
    german: Translations, root: Path, wish: str, words: str
) -> None:
    """The hub's own, if nobody asks for another."""
    shown = CliRunner().invoke(main, ["check", str(root)], env={"LANGUAGE": wish}).output
    assert words in shown
