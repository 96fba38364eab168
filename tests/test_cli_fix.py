"""``hearth check --fix`` and ``hearth fmt``, run as people run them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import hubs
from hearth.cli.main import main

WRONG = "name: Ada Example\njoined: 5.1.2026  # or so\ntopics: welcome\n"
RIGHT = "name: Ada Example\njoined: 2026-01-05  # or so\ntopics: [onboarding]\n"


def hearth(*words: str | Path, color: bool = False) -> Result:
    """The command with these words on the day of the tests."""
    return CliRunner().invoke(
        main, [*map(str, words)], env={"SOURCE_DATE_EPOCH": hubs.EPOCH}, color=color
    )


def test_fix_mends_and_checks_again(tmp_path: Path) -> None:
    """What was mended is shown as a diff, what is left as problems, and the exit status is that of
    a check."""
    root = hubs.minimal_hub(tmp_path, {"members/ada.yml": WRONG})
    done = hearth("check", "--fix", root)
    assert (root / "members/ada.yml").read_text() == RIGHT
    assert done.exit_code == 0
    assert "\n+topics: [onboarding]\n1 file mended.\nno problems in 4 members" in done.output
    again = hearth("check", "--fix", root)
    assert (again.exit_code, again.output.splitlines()[0][:11]) == (0, "no problems")


def test_fix_leaves_the_rest_to_people(tmp_path: Path) -> None:
    """What is not certain is told, with exit status 1."""
    root = hubs.minimal_hub(tmp_path, {"members/ada.yml": WRONG + "welcomed: 3/4/2026\n"})
    done = hearth("check", "--fix", root)
    assert done.exit_code == 1
    assert "members/ada.yml:4:11  welcomed:" in done.output and done.output.splitlines()[
        -1
    ].startswith("1 problem in ")


def test_dry_run_writes_nothing(tmp_path: Path) -> None:
    """The diff alone, with exit status 1 while something would be mended."""
    root = hubs.minimal_hub(tmp_path, {"members/ada.yml": WRONG})
    before = hubs.tree(root)
    done = hearth("check", "--fix", "--dry-run", root)
    assert (done.exit_code, done.output.splitlines()[:2]) == (
        1,
        ["--- members/ada.yml", "+++ members/ada.yml"],
    )
    assert done.output.endswith("1 file would be mended.\n")
    assert hubs.tree(root) == before
    assert (
        hearth("check", "--fix", "--dry-run", hubs.minimal_hub(tmp_path / "right")).exit_code == 0
    )


def test_dry_run_goes_with_fix(tmp_path: Path) -> None:
    """Alone it means nothing, and says so."""
    done = hearth("check", "--dry-run", hubs.minimal_hub(tmp_path))
    assert done.exit_code == 2 and "--dry-run goes with --fix" in done.output


def test_a_terminal_sees_colours(tmp_path: Path) -> None:
    """Green for what comes, red for what goes; plain where nobody looks."""
    root = hubs.minimal_hub(tmp_path, {"members/ada.yml": WRONG})
    assert "\x1b[" not in hearth("check", "--fix", "--dry-run", root).output
    coloured = hearth("check", "--fix", "--dry-run", root, color=True).output
    assert "\x1b[31m-topics: welcome" in coloured and "\x1b[32m+topics: [onboarding]" in coloured


def test_a_missing_line_end_is_shown(tmp_path: Path) -> None:
    """A diff in which only the line end differs says so."""
    root = hubs.minimal_hub(tmp_path, {"members/ada.yml": RIGHT.rstrip("\n")})
    assert "\\ No newline at end of file" in hearth("check", "--fix", "--dry-run", root).output


MIXED = "joined: 2026-01-05\nname:  Ada Example\n"
FORM = "name: Ada Example\njoined: 2026-01-05\n"


def test_fmt_writes_the_form(tmp_path: Path) -> None:
    """Every record file gets it; a second run finds nothing to do."""
    root = hubs.minimal_hub(tmp_path, {"members/ada.yml": MIXED})
    assert hearth("fmt", root).exit_code == 0
    assert (root / "members/ada.yml").read_text() == FORM
    again = hearth("fmt", "--check", root)
    assert (again.exit_code, again.output[:2]) == (0, "0 ")


def test_fmt_check_and_dry_run(tmp_path: Path) -> None:
    """Both write nothing and give 1; one names the files, the other shows them."""
    root = hubs.minimal_hub(tmp_path, {"members/ada.yml": MIXED})
    hearth("fmt", root / "events/evening.yml", root / "events/welcome-call.yml")
    before = hubs.tree(root)
    check, dry = (
        hearth("fmt", "--check", root / "members/ada.yml"),
        hearth("fmt", "--dry-run", root / "members/ada.yml"),
    )
    assert (check.exit_code, dry.exit_code) == (1, 1)
    assert check.output == "members/ada.yml is not in its form\n1 of 1 file would change.\n"
    assert "+name: Ada Example\n" in dry.output
    assert hubs.tree(root) == before


def test_fmt_takes_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the files that are named change, from whichever folder they are named."""
    root = hubs.minimal_hub(tmp_path, {"members/ada.yml": MIXED, "members/bo.yml": MIXED})
    monkeypatch.chdir(root / "members")
    assert hearth("fmt", "ada.yml").exit_code == 0
    assert (root / "members/ada.yml").read_text() == FORM
    assert (root / "members/bo.yml").read_text() == MIXED


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["none.yml"], "There is no file or folder none.yml"),
        (["members", "members/ada.yml"], "Name one folder, or files of one hub"),
        (["overrides/README.md"], "overrides/README.md is not a file with records"),
    ],
)
def test_fmt_explains_wrong_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], why: str
) -> None:
    """Exit status 2, and what to write instead."""
    monkeypatch.chdir(hubs.minimal_hub(tmp_path))
    done = hearth("fmt", *words)
    assert done.exit_code == 2 and why in " ".join(done.output.split())


def test_fmt_outside_a_hub(tmp_path: Path) -> None:
    """A file that lies in no hub has no kind."""
    (tmp_path / "ada.yml").write_text(MIXED)
    done = hearth("fmt", tmp_path / "ada.yml")
    assert done.exit_code == 2 and "mkdocs.yml" in done.output


def test_fmt_leaves_alone_what_it_cannot_read(tmp_path: Path) -> None:
    """With a word, and without stopping: files that are broken, linked or not text."""
    files = {
        "members/ada.yml": 'name: "Ada\n',
        "members/bo.yml": b"name: \xff\n",
        "members/cy.md": None,
    }
    root = hubs.minimal_hub(tmp_path, files)
    (root / "members/cy.yml").symlink_to("ada.yml")
    done = hearth("fmt", root)
    assert (
        "members/ada.yml cannot be read: line 1" in done.output
        or "members/ada.yml cannot be read: line 2" in done.output
    )
    assert "members/bo.yml is not written in UTF-8; it was left alone." in done.output
    assert "members/cy.yml is a symbolic link; it was left alone." in done.output
    assert (root / "members/ada.yml").read_text() == 'name: "Ada\n'


def test_the_form_has_no_problems(tmp_path: Path) -> None:
    """The small hub in its form is as right as it was."""
    root = hubs.minimal_hub(tmp_path)
    assert hearth("fmt", root).exit_code == 0
    assert hearth("check", root).exit_code == 0
    assert hearth("check", "--fix", "--dry-run", root).exit_code == 0
