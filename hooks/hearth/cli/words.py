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
from hearth.cli.shared.tongue import _, listed
from hearth.model.hub import Hub
from hearth.read.own_words import own_words_file, sayable


@click.command()
@click.argument("text", default="")
@hub_options
@click.option("--language", help="Of the pages in a further language of the hub.")
def words(text: str, folder: Path, language: str | None) -> None:
    """List what Hearth says in this hub and how it says it now: all messages, or those with TEXT in
    them or in their words.

    Each line can be copied into overrides/words.yml and given other words after the colon. What
    stands in %(…)s is filled in and stays; a message that counts has a list of forms.

    Exit status: 0, or 1 when no message has TEXT.
    """
    hub = open_right_hub(folder, None)[0]
    chosen = _edition(hub, language) if language else hub
    found = [line for line in _lines(chosen.words) if fold(text) in fold(line)]
    if not found:
        raise click.ClickException(
            _('no message has "%(text)s". Without a text, all are listed.', text=text)
        )
    click.echo("\n".join(found))
    file = own_words_file(chosen.community.language, bool(chosen.origin))
    click.echo(
        _("To say something in other words, write its line into %(file)s.", file=file), err=True
    )


def _edition(hub: Hub, language: str) -> Hub:
    spoken = {one.community.language: one for one in (hub, *hub.editions())}
    if language not in spoken:
        raise click.UsageError(
            _(
                "This hub speaks %(languages)s. --language says one of them.",
                languages=listed(list(spoken)),
            )
        )
    return spoken[language]


def _lines(said: Translations) -> Iterator[str]:
    """Each message and its words as a line of YAML."""
    for name, (context, one, several) in sayable().items():
        key = f"{context}{CONTEXT}{one}" if context else one
        forms = said.catalogue.messages.get(key) or ((one, several) if several else (one,))
        value = list(forms) if several else forms[0]
        yield f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"
