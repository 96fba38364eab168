"""commonmark: GitHub's dialect, as its own library renders it, and nothing stays behind."""

from __future__ import annotations

import sys
from pathlib import Path

import cmarkgfm
import pytest

from hearth.base.commonmark import EXTENSIONS, Options, render

TEXT = """A *word*, <b>raw</b>, ~~gone~~, www.example.org

- [x] done

| a | b |
|---|--:|
| é | 2 |
"""


@pytest.mark.parametrize("text", ["", "# A\n\nb", TEXT, TEXT * 20, "> " * 20 + "deep"])
def test_it_renders_as_its_library_does(text: str) -> None:
    """With the extensions of GitHub's dialect."""
    options = Options.CMARK_OPT_GITHUB_PRE_LANG
    expected = cmarkgfm.markdown_to_html_with_extensions(text, options, list(EXTENSIONS))
    assert render(text) == expected


@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux says of a process")
def test_trees_are_freed() -> None:
    """A thousand texts take no more memory than a few."""

    def pages() -> int:
        return int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])

    text = TEXT * 40
    render(text)
    before = pages()
    for _ in range(1_000):
        render(text)
    assert pages() - before < 1_000 * len(text) // 4096
