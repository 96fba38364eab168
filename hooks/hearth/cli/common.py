"""What the commands share: their options, the hub they work on, and how problems are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from math import nan
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console

from hearth.base.clock import as_of_day
from hearth.base.problem_formats import as_text
from hearth.base.problems import Problems
from hearth.kinds import KINDS
from hearth.kinds.fields import FIRST_YEAR, LAST_YEAR, did_you_mean
from hearth.manage.private import Notes, read_notes
from hearth.model.hub import Hub, load_hub
from hearth.model.settings import CONFIG, read_settings
from hearth.wording.formatting import count

PARTS = (CONFIG, *sorted({kind.folder.split("/")[0] for kind in KINDS.values()}))
"""What a hub is read from: its settings and the folders its records and pages lie in."""

Command = TypeVar("Command", bound=Callable[..., Any])


class DayType(click.ParamType[date]):
    """A day on the command line."""

    name = "day"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        try:
            day = value if isinstance(value, date) else as_of_day(value)
        except ValueError:
            self.fail(f"{value!r} is not a day. Write year-month-day, like 2026-12-03.", param, ctx)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(
                (
                    f"{value!r} is not a day from {FIRST_YEAR} to {LAST_YEAR}, as all days of a "
                    "hub are."
                ),
                param,
                ctx,
            )
        return day


class OneOf(click.Choice[str]):
    """A word on the command line out of those that have a meaning there."""

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        known = f"It can be {', '.join(self.choices)}."
        return (
            f"{str(value)!r} is not known here. "
            f"{did_you_mean(str(value), list(self.choices), known)}"
        )


class NumberType(click.ParamType[float]):
    """A number on the command line that is neither less than ``least`` nor more than ``most``;
    ``whole`` where parts make no sense."""

    name = "number"

    def __init__(self, least: int, most: int, whole: bool = True) -> None:
        self.least, self.most, self.whole = least, most, whole

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        try:
            number = int(value) if self.whole else float(value)
        except ValueError:
            number = nan
        if not self.least <= number <= self.most:
            kind = "whole number" if self.whole else "number"
            self.fail(
                f"{str(value)!r} is not a {kind} from {self.least} to {self.most}.", param, ctx
            )
        return number


def existing_folder(_context: click.Context, _parameter: click.Parameter, folder: Path) -> Path:
    """Refuse a folder that is not there before anything is read or written."""
    if not folder.is_dir():
        raise click.UsageError(f"There is no folder {folder}.")
    return folder


_folder_type = click.Path(path_type=Path, file_okay=False)
folder = click.argument("folder", type=_folder_type, default=".", callback=existing_folder)
folder_option = click.option(
    "--folder",
    type=_folder_type,
    default=".",
    callback=existing_folder,
    help="The hub's folder; else this one.",
)
as_of = click.option(
    "--as-of", type=DayType(), help="The day to take for today; else SOURCE_DATE_EPOCH, else today."
)
out = click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write into this file instead of showing it.",
)

allow_forgotten = click.option(
    "--allow-forgotten",
    is_flag=True,
    help="Take it even if it is like somebody who was removed; ask the person first.",
)


def day_of(as_of: date | None) -> date:
    """The hub's day: the option's, else SOURCE_DATE_EPOCH's, else today."""
    try:
        return as_of or as_of_day()
    except ValueError as error:
        raise click.UsageError(str(error)) from None


@contextmanager
def busy(words: str) -> Iterator[None]:
    """Says on a terminal what is being done, as long as it takes."""
    console = Console(stderr=True)
    with console.status(words) if console.is_terminal else nullcontext():
        yield


def open_hub(folder: Path, as_of: date | None) -> tuple[Hub, Problems]:
    """The hub in ``folder`` as the build sees it, and everything that is wrong with it."""
    day = day_of(as_of)
    settings, wrong = read_settings(folder)
    hub, problems = load_hub(folder, settings, day)
    problems.extend(wrong)
    return hub, problems


def open_right_hub(folder: Path, as_of: date | None) -> tuple[Hub, Problems]:
    """The hub, with a word when records are left out of it because they are wrong; ends the command
    where there is none."""
    if not any((folder / part).exists() for part in PARTS):
        raise click.UsageError(
            f"{folder.resolve()} is no hub: there is none of {', '.join(PARTS)} in it. Name "
            "the hub's folder with --folder."
        )
    hub, problems = open_hub(folder, as_of)
    if errors := len(problems.errors):
        click.secho(
            (
                f"{count(errors, 'problem')} in the hub's files: what is wrong is left out. See "
                "`hearth check`."
            ),
            fg="red",
            err=True,
        )
    return hub, problems


def right_notes(hub: Hub, needed: Iterable[str] = (), why: str = "") -> Notes:
    """What lies in the private folder, with a word about each note that is wrong and left out.

    Ends the command when a file of ``needed`` is wrong; ``why`` says what could go wrong then.
    """
    notes, problems = read_notes(hub)
    for problem in problems:
        click.secho(f"{hub.settings.private}/{problem}", fg="red", err=True)
    if wrong := sorted(notes.wrong & set(needed)):
        raise click.ClickException(f"Put {' and '.join(wrong)} right first: {why}.")
    return notes


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


def give(text: str, out: Path | None) -> None:
    """Show a text, or write it into ``out`` and say so."""
    if out is None:
        click.echo(text)
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text if text.endswith("\n") else f"{text}\n", encoding="utf-8")
    click.echo(f"{out} written")
