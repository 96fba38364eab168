"""Render a command's output: in the terminal, or in the format that is asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import click

from hearth.cli.shared.options import OneOf
from hearth.cli.shared.terminal import give
from hearth.cli.shared.tongue import _
from hearth.wording.safe import SafeHtml

FORMS = ("text", "markdown", "html", "json")
_ENDINGS = {".md": "markdown", ".html": "html", ".htm": "html", ".json": "json", ".txt": "text"}
_TO_DO = re.compile(r"^- \[ \] ", re.MULTILINE)


class Forms(Protocol):
    """What is said in every form, such as a paper."""

    @property
    def markdown(self) -> str: ...
    @property
    def plain_text(self) -> str: ...
    @property
    def html(self) -> SafeHtml: ...


form_option = click.option(
    "--format",
    "form",
    type=OneOf(FORMS),
    help="How to say it; else by the ending of --out, else text.",
)


def form_for(form: str | None, out: Path | None, endings: Mapping[str, str] = _ENDINGS) -> str:
    """The form asked for: by name, else by the ending of the file; text on the terminal, and
    Markdown in a file without ending."""
    if form or out is None:
        return form or "text"
    ending = out.suffix.lower()
    if ending and ending not in endings:
        raise click.UsageError(
            _(
                "The ending of %(out)s does not say how to write it. End it in %(endings)s, or "
                "say --format.",
                out=out,
                endings=", ".join(endings),
            )
        )
    return endings.get(ending, "markdown")


def give_paper(paper: Forms, data: Any, form: str | None, out: Path | None) -> None:
    """Show or write a paper; ``data`` is the same as data, for JSON."""
    chosen = form_for(form, out)
    if chosen == "json":
        give(json.dumps(data, ensure_ascii=False, indent=2), out)
    elif chosen == "html":
        give(str(paper.html), out)
    elif chosen == "markdown":
        give(paper.markdown, out)
    elif out is not None:
        give(paper.plain_text, out)
    else:
        _print(_TO_DO.sub("- ☐ ", paper.markdown))


def _print(markdown: str) -> None:
    # A Markdown parser of its own, which no other form takes.
    from rich.console import Console
    from rich.markdown import Markdown

    Console(highlight=False).print(Markdown(markdown))
