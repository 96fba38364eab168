"""Commands in another language: their help, what they print, and what they write for others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import hubs
from hearth.base import languages
from hearth.cli.main import COMMANDS, main
from hearth.manage.private.notes import FILES
from hearth.starter.layers import text
from pseudo_words import pseudo, pseudo_catalogue

NAMES = [name for commands in COMMANDS.values() for name in commands]
_WORD = re.compile(r"(?<![\w.@/<:=+-])[A-Za-z][a-z]{2,}(?![\w@/.=:+-])")
_NO_WORDS = re.compile(
    r"`[^`]*`|\[[^\]\s]*\|[^\]]*\]|\{[^}\s]*\|[^}]*\}|https?:\S+|'[^']*'|\"[^\"\n]*\"|--[\w-]+(?:-\n\s*\w+)?"
)
FIELDS = (name for note in FILES.values() for name in note.model_fields)
KEPT = {"hearth", "git", "make", *FILES, *FIELDS}
"""Names that are the same in every language: of programs, notes and their fields."""
CHANGES = set(re.findall("[A-Za-z]+", text("changes.yml")))
"""Words of the news for a hub, which the starter has in languages of their own."""


@pytest.fixture(scope="module")
def catalogue() -> str:
    return pseudo_catalogue()


@pytest.fixture
def pseudo_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogue: str) -> None:
    """Every message of the engine in letters of no language."""
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "ru.po").write_text(catalogue, encoding="utf-8")
    monkeypatch.setattr(languages, "LOCALE", tmp_path / "locale")
    monkeypatch.setenv("LANGUAGE", "ru")


def english(said: str, *more: str) -> list[str]:
    """The words of a text that are English still, but for names of commands and what is ``more``
    known."""
    known = {*NAMES, *KEPT, *more}
    return [word for word in _WORD.findall(_NO_WORDS.sub("", said)) if word not in known]


def run(*words: str, answers: str | None = None) -> Result:
    return CliRunner().invoke(main, [*words], input=answers, prog_name="hearth")


@pytest.mark.usefixtures("pseudo_words")
@pytest.mark.parametrize("name", ["", *NAMES])
def test_no_help_is_english(name: str) -> None:
    """Neither what a command says of itself and of its options, nor what click adds."""
    done = run(*filter(None, (name, "--help")))
    assert done.exit_code == 0, done.output
    assert english(done.output) == []


PEOPLE = (
    "Name,City,Country,Joined,Public,Notes,Shoes\n"
    "Di Rivers,Porto,Portugal,2026-01-02,yes,tall,\n"
    "Em Brook,Lyon,France,2026-01-02,no,,40\n"
)
MEETING = "Name,Email,Attended\nDi,di@example.org,yes\nBo,,yes\nEm,em@example.org,no\n"


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    hubs.small_hub(tmp_path / "hub")
    return tmp_path / "hub"


def own_words(root: Path) -> set[str]:
    """The words in a hub's files and in their names: they are its people's."""
    files = [file for file in root.rglob("*") if file.is_file()]
    texts = [file.read_text("utf-8", "replace") for file in files] + [str(file) for file in files]
    return set(re.findall("[A-Za-z]+", " ".join(texts)))


RUNS = {
    "check": ("check", "HUB"),
    "check of a folder that is none": ("check", "HUB/nowhere"),
    "fmt": ("fmt", "HUB", "--check"),
    "fmt of a file": ("fmt", "HUB/nowhere.yml"),
    "forms": ("forms", "HUB"),
    "schemas": ("schemas", "HUB"),
    "owners": ("owners", "--folder", "HUB", "--check"),
    "note": ("note",),
    "note of a kind": ("note", "thanks"),
    "a note that is none": ("note", "thank"),
    "import": ("import", "TMP/lists/people.csv", "--kind", "member", "--folder", "HUB"),
    "import of nothing": ("import", "TMP/none.csv", "--folder", "HUB"),
    "attendance": ("attendance", "spring", "TMP/lists/meeting.csv", "--counts", "--folder", "HUB"),
    "attendance without a key": (
        "attendance",
        "spring",
        "TMP/lists/meeting.csv",
        "--folder",
        "HUB",
    ),
    "forget": ("forget", "ada", "--dry-run", "--folder", "HUB"),
    "forget of nobody": ("forget", "zoe", "--folder", "HUB"),
    "case": ("case", "new", "xx", "--who", "ada", "--from", "A", "--folder", "HUB"),
    "new": ("new", "TMP/new", "--yes"),
    "new where a hub is": ("new", "HUB"),
    "upgrade": ("upgrade", "HUB", "--dry-run"),
    "add": ("add", "venue", "--yes", "--set", "name=Hall", "--folder", "HUB"),
    "add without a value": ("add", "venue", "--yes", "--set", "name", "--folder", "HUB"),
    "ready": ("ready", "--folder", "HUB"),
    "build of no hub": ("build", "TMP"),
    "no day": ("check", "HUB", "--as-of", "tomorrow"),
    "no option": ("check", "HUB", "--fox"),
    "no command": ("chek",),
    "one too many": ("owners", "HUB"),
    "too few": ("diff",),
}


@pytest.mark.usefixtures("pseudo_words")
@pytest.mark.parametrize("words", RUNS.values(), ids=RUNS)
def test_nothing_that_a_command_prints_is_english(
    words: tuple[str, ...], tmp_path: Path, hub: Path
) -> None:
    """But for names: of files, fields, kinds and people."""
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (lists / "meeting.csv").write_text(MEETING, encoding="utf-8")
    places = [word.replace("HUB", str(hub)).replace("TMP", str(tmp_path)) for word in words]
    before = own_words(hub) | own_words(tmp_path / "lists") | CHANGES
    done = run(*places)
    assert not isinstance(done.exception, Exception), done.exc_info
    assert done.output
    assert english(done.output.replace(str(tmp_path), ""), *before) == [], done.output


def in_german(root: Path) -> Path:
    """The hub, which speaks German now."""
    community = root / "content" / "community.yml"
    community.write_text(f"{community.read_text('utf-8')}language: de\n", encoding="utf-8")
    return root


def test_the_help_is_in_the_language_of_the_hub(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which it finds before it knows anything else of it; LANGUAGE asks for another."""
    monkeypatch.delenv("LANGUAGE", raising=False)
    monkeypatch.setattr(languages, "LOCALE", hub)
    (hub / "de.po").write_text('msgid "Usage:"\nmsgstr "Aufruf:"\n', encoding="utf-8")
    called = ("check", str(in_german(hub)), "--help")
    assert run(*called).output.startswith("Aufruf: hearth check")
    monkeypatch.setenv("LANGUAGE", "en")
    assert run(*called).output.startswith("Usage: hearth check")


def test_data_stay_as_they_are(hub: Path, monkeypatch: pytest.MonkeyPatch, catalogue: str) -> None:
    """What programs read is the same in every language."""
    (hub / "ru.po").write_text(catalogue, encoding="utf-8")
    calls = (
        ("insights", "--format", "json", "--folder", str(hub)),
        ("insights", "--format", "csv", "--folder", str(hub)),
        ("ready", "--format", "json", "--folder", str(hub)),
    )
    plain = [run(*call).output for call in calls]
    monkeypatch.setattr(languages, "LOCALE", hub)
    monkeypatch.setenv("LANGUAGE", "ru")
    assert [run(*call).output for call in calls] == plain


FILLED = """\
### Your name

Di Rivers

### Person or organisation

person

### Consent

- [X] I am the person or organisation named above, and I agree that this is published.
"""


def _in_pseudo(found: re.Match[str]) -> str:
    return f"{found[1]}{pseudo(found[2])}"


@pytest.mark.usefixtures("pseudo_words")
def test_a_form_is_understood_in_the_language_of_its_hub(hub: Path, tmp_path: Path) -> None:
    """Its questions, and the answers that stand for words of records; and one that was opened while
    the forms were English. Who filled it reads the hub's language."""
    community = hub / "content" / "community.yml"
    community.write_text(f"{community.read_text('utf-8')}language: ru\n", encoding="utf-8")
    told = re.sub(r"^(### |- \[X\] |(?=person$))(.*)", _in_pseudo, FILLED, flags=re.MULTILINE)
    for number, form in enumerate((FILLED, told)):
        filled, reply = tmp_path / f"{number}.md", tmp_path / f"reply-{number}.md"
        filled.write_text(form, encoding="utf-8")
        said = ("--folder", str(hub), "--id", f"di-{number}", "--reply", str(reply))
        done = run("from-issue", str(filled), *said)
        assert done.exit_code == 0, done.output
        made = (hub / "members" / f"di-{number}.yml").read_text(encoding="utf-8")
        assert "name: Di Rivers" in made and "kind: person" in made
        assert english(reply.read_text(encoding="utf-8"), "members") == []


def test_a_hub_begins_in_its_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the texts that are translated; the others are English, and named. It is that of
    whoever begins it, unless another is said."""
    monkeypatch.setenv("LANGUAGE", "de")
    done = run("new", str(tmp_path / "hier"), "--yes")
    assert done.exit_code == 0, done.output
    assert "\nlanguage: de\n" in (tmp_path / "hier/content/community.yml").read_text("utf-8")
    assert "title: Mitmachen" in (tmp_path / "hier/content/join.md").read_text("utf-8")
    assert "content/about.md" not in done.output
    done = run("new", str(tmp_path / "qui"), "--yes", "--language", "it")
    assert "content/about.md" in done.output.strip().splitlines()[-1]
    done = run("new", str(tmp_path / "there"), "--yes", "--language", "en")
    assert "\nlanguage: en\n" in (tmp_path / "there/content/community.yml").read_text("utf-8")
    assert "content/about.md" not in done.output
