"""``hearth words``: what the engine says, as overrides/words.yml takes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from hearth.base.catalogue import CONTEXT
from hearth.base.normalize import fold
from hearth.base.words import Translations
from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import hub_options
from hearth.read.own_words import FILE, sayable


@click.command()
@click.argument("text", default="")
@hub_options
def words(text: str, folder: Path) -> None:
    """List what Hearth says in this hub and how it says it now: all messages, or those with TEXT in
    them or in their words.

    Each line can be copied into overrides/words.yml and given other words after the colon. What
    stands in %(…)s is filled in and stays; a message that counts has a list of forms.

    Exit status: 0, or 1 when no message has TEXT.
    """
    said = open_right_hub(folder, None)[0].words
    found = [line for line in _lines(said) if fold(text) in fold(line)]
    if not found:
        raise click.ClickException(f'no message has "{text}". Without a text, all are listed.')
    click.echo("\n".join(found))
    click.echo(f"To say something in other words, write its line into {FILE}.", err=True)


def _lines(said: Translations) -> Iterator[str]:
    """Each message and its words as a line of YAML."""
    for name, (context, one, several) in sayable().items():
        key = f"{context}{CONTEXT}{one}" if context else one
        forms = said.catalogue.messages.get(key) or ((one, several) if several else (one,))
        value = list(forms) if several else forms[0]
        yield f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"
