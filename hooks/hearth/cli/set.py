"""``hearth set``: fields of a record or of a private note, without opening its file."""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePosixPath

import click

from hearth.base.similarity import did_you_mean
from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import NumberType, as_of, hub_options
from hearth.cli.shared.private_notes import place_in, shown
from hearth.cli.shared.tongue import _, tell
from hearth.contribute.set_fields import NotSetError, set_fields, set_in_note, write_change
from hearth.manage.private.notes import FILES
from hearth.manage.private.writing import NotWrittenError
from hearth.model.hub import Hub


@click.command()
@click.argument("file")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@click.option(
    "--entry",
    type=NumberType(1, 100_000),
    help="In a file of notes: which of them, from the first.",
)
@hub_options
@as_of
def set(  # noqa: A001 - the command is called so
    file: str, fields: tuple[str, ...], entry: int | None, folder: Path, as_of: date | None
) -> None:
    """Set fields in FILE of a record, such as members/ada.yml, or in a note of the private folder.

    A field of a part is written roles.av, that of the first entry of a list asks.1.answered;
    several values are parted by commas. Nothing is written unless the hub is right with it.
    """
    hub = open_right_hub(folder, as_of)[0]
    values = dict(_pair(text) for text in fields)
    path = PurePosixPath(file)
    try:
        if path.parent == PurePosixPath(hub.settings.private):
            click.echo(_("Noted in %(file)s.", file=_in_note(hub, path.stem, entry, values)))
            return
        change = set_fields(hub, str(path), values)
        write_change(hub.root, change)
    except (NotSetError, NotWrittenError) as error:
        raise click.ClickException(tell(error)) from None
    for line in change.diff()[2:]:
        click.echo(line)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise click.UsageError(
            _(
                '%(text)s is not understood. Write field=value, like reason="the minutes".',
                text=repr(text),
            )
        )
    return name, value


def _in_note(hub: Hub, kind: str, entry: int | None, values: dict[str, str]) -> Path:
    if kind not in FILES:
        near = did_you_mean(kind, list(FILES), _("Kinds are: %(files)s.", files=", ".join(FILES)))
        raise click.UsageError(
            _("There are no notes called %(kind)s. %(near)s", kind=repr(kind), near=near)
        )
    if entry is None:
        raise click.UsageError(_("Say with --entry which note of the file is meant."))
    return shown(set_in_note(hub, place_in(hub), kind, entry, values))
