"""Papers and mails in languages that are written from the right."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

import hubs
from hearth.cli.main import main
from hearth.papers.paper import STYLE, Paper
from hearth.wording.document import paragraph


def test_a_paper_runs_as_its_language_does() -> None:
    """What runs from the left needs no word."""
    pieces = (paragraph("x"),)
    assert '<html lang="he" dir="rtl">' in Paper("T", pieces, language="he").html
    assert '<html lang="en">' in Paper("T", pieces).html


def test_so_do_the_report_and_the_newsletter(tmp_path: Path) -> None:
    """The newsletter says it once more, for mail programs that take its body alone."""
    community = f"{hubs.BASE['content/community.yml']}language: ar\n"
    root = hubs.minimal_hub(tmp_path / "hub", {"content/community.yml": community})
    for command in ("report", "newsletter"):
        file = tmp_path / f"{command}.html"
        words = (command, "--folder", str(root), "--out", str(file), "--as-of", "2026-11-23")
        done = CliRunner().invoke(main, words)
        assert done.exit_code == 0, done.output
        assert '<html lang="ar" dir="rtl">' in file.read_text("utf-8")
    assert '<body dir="rtl"' in file.read_text("utf-8")


def test_their_styles_know_no_left_and_right() -> None:
    """Sides are start and end."""
    templates = hubs.REPOSITORY / "hooks" / "hearth" / "templates"
    for style in (STYLE, (templates / "report.html").read_text("utf-8")):
        sided = r"(?:margin|padding|border|align)[-:](?:left|right)|(?<![-\w])(?:left|right):"
        assert re.findall(sided, style) == []
