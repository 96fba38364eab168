"""The key of the pseudonyms."""

from __future__ import annotations

import os

import click

from hearth.cli.shared.tongue import _
from hearth.contribute.importing.attendance import KEY, SHORTEST


def secret_key() -> str:
    """The key, which is shown and kept nowhere; ends the command where there is none."""
    secret = os.environ.get(KEY, "").strip()
    if len(secret) < SHORTEST:
        wrong = (
            _("is shorter than %(number)s characters", number=SHORTEST)
            if secret
            else _("is not set")
        )
        raise click.UsageError(
            _(
                "%(key)s %(wrong)s. Put a long random text into it and keep it, like a password, "
                "outside of the hub; or count only, with --counts.",
                key=KEY,
                wrong=wrong,
            )
        )
    return secret
