"""What commands show in the terminal, or write into the file of ``--out``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import click

from hearth.base.problem_formats import as_text
from hearth.base.problems import Problem, Problems
from hearth.base.whole_files import write_whole
from hearth.cli.shared.tongue import _, tell


@contextmanager
def busy(words: str) -> Iterator[None]:
    """Says on a terminal what is being done, as long as it takes."""
    # Few commands take that long; the others start without what draws it.
    from rich.console import Console

    console = Console(stderr=True)
    with console.status(words) if console.is_terminal else nullcontext():
        yield


def styled(text: str, part: str) -> str:
    """A part of a problem's words as a terminal shows it."""
    looks = {
        "place": {"bold": True},
        "error": {"fg": "red"},
        "warning": {"fg": "yellow"},
        "code": {"dim": True},
        "quiet": {"dim": True},
    }
    return click.style(text, **looks[part])  # type: ignore[arg-type]


def show(problems: Problems) -> None:
    """Print problems of something that is no file yet, a line each."""
    click.echo(as_text(problems, lambda problem: None, styled))


def problem_line(problem: Problem) -> str:
    """A problem with its place and its code, on one line."""
    place = f"{problem.path}:{problem.line}:{problem.column}"
    return f"{place}  {tell(problem.message)} [{problem.code}]"


def give(text: str, out: Path | None) -> None:
    """Show a text, or write it into ``out`` and say so."""
    if out is None:
        click.echo(text)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    write_whole(out, text if text.endswith("\n") else f"{text}\n")
    click.echo(_("%(file)s written", file=out))
