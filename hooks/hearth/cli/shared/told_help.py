"""The help of commands, and what click itself says, in the language of the running command."""

from __future__ import annotations

import re
from copy import copy
from typing import TypeVar

import click

from hearth.base.words import N_, plural_of
from hearth.cli.shared.tongue import words_now

Told = TypeVar("Told", bound=click.Command)
OF_CLICK = (
    N_("Usage:"),
    N_("Options"),
    N_("[OPTIONS]"),
    N_("COMMAND [ARGS]..."),
    N_("Show this message and exit."),
    N_("Show the version and exit."),
    N_("%(prog)s, version %(version)s"),
    N_("default: {default}"),
    N_("required"),
    N_("Error: {message}"),
    N_("Error: invalid input"),
    N_("Aborted!"),
    N_("Try '{command} {option}' for help."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("Missing command."),
    N_("Choose from:\n\t{choices}"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Could not open file {filename!r}: {message}"),
    N_("Option {name!r} does not take a value."),
    N_("Argument {name!r} takes {nargs} values."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is not readable."),
    N_("{name} {filename!r} is not writable."),
    plural_of("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    plural_of("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    plural_of(
        "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."
    ),
    plural_of("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)
"""What click (8.4, 8.5) says itself; what it says otherwise stays English."""
KINDS_OF_VALUES = (N_("TEXT"), N_("PATH"), N_("FILE"), N_("DIRECTORY"), N_("DAY"), N_("NUMBER"))
"""What stands for the value of an option that gives it no name of its own."""
_PARAGRAPHS = re.compile(r"\n\s*\n")


def speak_for_click() -> None:
    """Let click take its messages from our catalogues.

    It asks gettext, which reads compiled files from the disk; ours are read as they are written.
    """
    for module in (
        click.core,
        click.decorators,
        click.exceptions,
        click.formatting,
        click.parser,
        click.termui,
        click.types,
    ):
        for name, said in (("_", _noted), ("ngettext", _plural)):
            if hasattr(module, name):
                setattr(module, name, said)


def _noted(message: str) -> str:
    return words_now().noted(message)


def _plural(one: str, several: str, many: int) -> str:
    return words_now().plural(one, several, many)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text, each on one line: as they stand in the catalogues."""
    return [" ".join(part.split()) for part in _PARAGRAPHS.split(text.strip())]


def in_words(command: Told, context: click.Context | None = None) -> Told:
    """A command with its help in the language that is spoken now; the same one in English."""
    if not words_now().catalogue.messages:
        return command
    told = copy(command)
    told._help_option = None  # click keeps the first that it made, in the language of that time
    told.help = "\n\n".join(map(_noted, paragraphs(command.help or "")))
    told.options_metavar = _noted(command.options_metavar or "")
    if isinstance(told, click.Group):
        told.subcommand_metavar = _noted(told.subcommand_metavar)
    told.params = [_param_in_words(param, context) for param in command.params]
    return told


def _param_in_words(param: click.Parameter, context: click.Context | None) -> click.Parameter:
    told = copy(param)
    if isinstance(param, click.Option) and isinstance(told, click.Option):
        told.help = " ".join(map(_noted, paragraphs(param.help or "")))
        if context and not param.is_flag and not isinstance(param.type, click.Choice):
            told.metavar = _noted(param.make_metavar(context))
    return told
