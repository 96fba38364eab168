"""own_words: what Hearth says, in the words of the community."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

import hubs
from hearth.cli.main import main
from hearth.outputs.pages.plan import plan
from hearth.read.own_words import FILE, sayable
from hearth.site.fill import PageFiller

GERMAN = "name: Kreis\nheadline: H\npurpose: P\nlanguage: de\n"
WORDS = (
    "Glossary: Our words & ”ours”\n"
    '"By first letter": A to Z\n"%(num)s word": ["%(num)s saying", "%(num)s sayings"]\n'
    '"%(topic)s: people, events, resources": All about %(topic)s\n'
)


def pages(root: Path, more: hubs.Files) -> dict[str, str]:
    """The pages of a small hub, each with its title."""
    hub = hubs.small_hub(root, more).public()
    filler = PageFiller(hub)
    found = {page.url: filler.slots(page) for page in plan(hub)}
    return {url: f"{slots['title']}\n{slots['body']}" for url, slots in found.items()}


def test_a_hub_says_it_in_its_own_words(tmp_path: Path) -> None:
    """In English too; what is written there is text, and escaped where it lands."""
    found = pages(tmp_path, {FILE: WORDS})
    assert "Our words &amp; ”ours”" in found["glossary/"]
    assert 'aria-label="A to Z"' in found["glossary/"]
    assert "All about Metrics" in found["topics/metrics/"]
    assert "2 sayings" in found["glossary/"]


def test_own_words_stand_over_those_of_a_catalogue(tmp_path: Path) -> None:
    """What has none keeps the catalogue's."""
    found = pages(tmp_path, {"content/community.yml": GERMAN, FILE: "Glossary: Wörterbuch\n"})
    assert "Wörterbuch" in found["glossary/"]
    assert "Nach Anfangsbuchstaben" in found["glossary/"]


def test_words_that_cannot_be_said_are_left_out(tmp_path: Path) -> None:
    """The others are said all the same."""
    words = "Glossary: <script>\n'By first letter': A to Z\n"
    hub, problems = hubs.load(hubs.minimal_hub(tmp_path, {FILE: words}))
    assert [problem.code for problem in problems.errors] == ["wrong-words"]
    assert hub.words("Glossary") == "Glossary"
    assert hub.words("By first letter") == "A to Z"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_command_lists_lines_for_the_file(language: str, tmp_path: Path) -> None:
    """All together are a right file that changes nothing; a text narrows them."""
    community = GERMAN.replace("de", language)
    hub = hubs.small_hub(tmp_path, {"content/community.yml": community})
    whole = CliRunner().invoke(main, ["words", "--folder", str(tmp_path)])
    assert yaml.safe_load(whole.stdout).keys() == sayable().keys()
    hubs.write(tmp_path, {FILE: whole.stdout})
    again, problems = hubs.load(tmp_path)
    assert not problems.errors
    assert again.words("Coming up") == hub.words("Coming up")
    assert again.words.count(3, "date") == hub.words.count(3, "date")
    narrowed = CliRunner().invoke(main, ["words", "coming UP", "--folder", str(tmp_path)])
    assert '"Coming up": ' in narrowed.stdout
    assert len(narrowed.stdout) < len(whole.stdout) / 10
    nothing = CliRunner().invoke(main, ["words", "qqqq", "--folder", str(tmp_path)])
    assert nothing.exit_code == 1


@pytest.mark.parametrize("builder", ["mkdocs", "plain"])
def test_the_file_is_not_published(builder: str, tmp_path: Path) -> None:
    """Unlike what else lies in overrides/ and is no template."""
    hubs.minimal_hub(tmp_path / "hub", {FILE: "Glossary: Words\n", "overrides/more.txt": "x"})
    site = hubs.built(tmp_path / "hub", tmp_path / "site", builder)
    assert (site / "more.txt").exists()
    assert not (site / "words.yml").exists()


def test_the_command_lists_the_words_of_a_further_language(tmp_path: Path) -> None:
    """As they are said there, for the file of that language."""
    community = GERMAN.replace("language: de", "translations: [de]")
    words = {"content/community.yml": community, "overrides/words.de.yml": "Coming up: Bald\n"}
    hubs.small_hub(tmp_path, words)
    called = ["words", "coming up", "--folder", str(tmp_path), "--language"]
    done = CliRunner().invoke(main, [*called, "de"])
    assert '"Coming up": "Bald"' in done.stdout
    assert "overrides/words.de.yml" in done.stderr
    assert CliRunner().invoke(main, [*called, "fr"]).exit_code == 2
