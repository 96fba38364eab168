"""The options and arguments that several commands take, and their types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import nan
from pathlib import Path

import click

from hearth.adapters import BUILDERS
from hearth.base.clock import FIRST_YEAR, LAST_YEAR, as_of_day
from hearth.base.similarity import did_you_mean
from hearth.base.words import N_
from hearth.cli.shared.extensions import load_from
from hearth.cli.shared.tongue import _, tell
from hearth.model.config_file import CONFIG, config_path


def day_of(as_of: date | None) -> date:
    """The hub's day: the option's, else SOURCE_DATE_EPOCH's, else today."""
    try:
        return as_of or as_of_day()
    except ValueError as error:
        raise click.UsageError(tell(error)) from None


class DayType(click.ParamType[date]):
    """A day on the command line."""

    name = "day"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        try:
            day = value if isinstance(value, date) else as_of_day(value)
        except ValueError:
            self.fail(
                _(
                    "%(value)s is not a day. Write year-month-day, like 2026-12-03.",
                    value=repr(value),
                ),
                param,
                ctx,
            )
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(
                (
                    _(
                        "%(value)s is not a day from %(first_year)s to %(last_year)s, as all days "
                        "of a hub are.",
                        value=repr(value),
                        first_year=FIRST_YEAR,
                        last_year=LAST_YEAR,
                    )
                ),
                param,
                ctx,
            )
        return day


class OneOf(click.Choice[str]):
    """A word on the command line out of those that have a meaning there."""

    def get_invalid_choice_message(self, value: object, ctx: click.Context | None) -> str:
        known = _("It can be %(choices)s.", choices=", ".join(self.choices))
        return _(
            "%(word)s is not known here. %(fix)s",
            word=repr(str(value)),
            fix=did_you_mean(str(value), list(self.choices), known),
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
            self.fail(self._words(str(value)), param, ctx)
        return number

    def _words(self, value: str) -> str:
        """Why a value is none."""
        given = {"value": repr(value), "least": self.least, "most": self.most}
        if self.whole:
            return _("%(value)s is not a whole number from %(least)s to %(most)s.", **given)
        return _("%(value)s is not a number from %(least)s to %(most)s.", **given)


def existing_folder(_context: click.Context, _parameter: click.Parameter, folder: Path) -> Path:
    """Refuse a folder that is not there before anything is read or written."""
    if not folder.is_dir():
        raise click.UsageError(_("There is no folder %(folder)s.", folder=folder))
    return folder


def refuse_no_hub(folder: Path, config: Path | None) -> None:
    """End the command where a folder has no configuration of a site."""
    if not config_path(folder, config).is_file():
        raise click.UsageError(
            _("There is no %(file)s in %(folder)s, so it is no hub.", file=CONFIG, folder=folder)
        )


def hub_folder(context: click.Context, parameter: click.Parameter, folder: Path) -> Path:
    """A folder that is there, with its extensions loaded: other parameters may name its kinds."""
    existing_folder(context, parameter, folder)
    load_from(folder)
    return folder


_folder_type = click.Path(path_type=Path, file_okay=False)
folder = click.argument(
    "folder", type=_folder_type, default=".", callback=hub_folder, is_eager=True
)
folder_option = click.option(
    "--folder",
    type=_folder_type,
    default=".",
    callback=hub_folder,
    is_eager=True,
    help="The hub's folder; else this one.",
)
compared_folder = click.option(
    "--folder",
    type=_folder_type,
    default=".",
    callback=existing_folder,
    help="The hub's folder; else this one. Nothing in it is run.",
)
extensions_from = click.option(
    "--extensions-from",
    type=_folder_type,
    help="Run overrides/hearth.py of this folder, where mkdocs.yml there turns it on.",
)
as_of = click.option(
    "--as-of", type=DayType(), help="The day to take for today; else SOURCE_DATE_EPOCH, else today."
)
_config_type = click.Path(path_type=Path, dir_okay=False, exists=True, resolve_path=True)
_CONFIG_HELP = N_("The configuration to go by; else the hub's own, mkdocs.yml.")
config = click.option("--config", type=_config_type, help=_CONFIG_HELP)
builder = click.option(
    "--builder",
    type=click.Choice(list(BUILDERS)),
    default="mkdocs",
    help="What makes the site: MkDocs, if nothing is said.",
)
_CONFIG = "hearth.config"


def _remember(context: click.Context, _parameter: click.Parameter, given: Path | None) -> None:
    context.meta[_CONFIG] = given


def hub_options(command: Callable[..., None]) -> Callable[..., None]:
    """``--folder``, and ``--config``, by which the hub is opened wherever the command opens it."""
    given = click.option(
        "--config", type=_config_type, expose_value=False, callback=_remember, help=_CONFIG_HELP
    )
    return folder_option(given(command))


def chosen_config() -> Path | None:
    """The configuration that the running command is asked to go by."""
    context = click.get_current_context(silent=True)
    return context.meta.get(_CONFIG) if context else None


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
