"""``hearth activity``: from exports of chats and forums to acts by pseudonym."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hearth.cli.shared.attendance_key import secret_key
from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import DayType, OneOf, as_of, hub_options
from hearth.cli.shared.private_notes import place_in, right_notes, shown
from hearth.cli.shared.tongue import _, count, tell, words_now
from hearth.contribute.activity.archive import opened
from hearth.contribute.activity.intake import EXPORTS, WELCOMES, Intake, recognised
from hearth.contribute.activity.messages import REASONS
from hearth.contribute.importing.mapping import column_key
from hearth.contribute.importing.tables import UnreadableError
from hearth.manage.private.activity import FOLDER, written
from hearth.manage.private.folder import put
from hearth.model.hub import Hub


@click.command()
@click.argument("exports", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--from", "service", type=OneOf(list(EXPORTS)), help="What the exports are of.")
@click.option("--since", type=DayType(), help="Leave out what is from before this day.")
@click.option(
    "--welcomes",
    multiple=True,
    metavar="CHANNEL",
    help="A channel in which an answer welcomes somebody, beside those that are usually called so.",
)
@click.option(
    "--write", is_flag=True, help="Write the acts into the private folder; else only count."
)
@hub_options
@as_of
def activity(
    exports: tuple[Path, ...],
    service: str | None,
    since: date | None,
    welcomes: tuple[str, ...],
    write: bool,
    folder: Path,
    as_of: date | None,
) -> None:
    """Turn EXPORTS of Slack, Discourse, Discord, Zulip or GitHub's discussions into acts: who
    asked, answered, welcomed, wrote and reacted, and on which day.

    No text, name or address is kept: people stand under pseudonyms, made with the key in
    HEARTH_ATTENDANCE_KEY. The same export twice adds nothing.
    """
    secret = secret_key()
    hub = open_right_hub(folder, as_of)[0]
    names = WELCOMES | {column_key(name) for name in welcomes}
    intakes: dict[str, Intake] = {}
    for path in exports:
        try:
            _read(path, service, intakes, Intake("", secret, hub.as_of, since, names))
        except UnreadableError as wrong:
            raise click.UsageError(
                _("%(file)s %(why)s", file=path, why=tell(wrong.args[0]))
            ) from None
    for name, intake in intakes.items():
        _account(hub, name, intake, write)


def _read(path: Path, service: str | None, intakes: dict[str, Intake], fresh: Intake) -> None:
    with opened(path) as files:
        name, inner = recognised(files, service)
        fresh.service = name
        intake = intakes.setdefault(name, fresh)
        for message in EXPORTS[name].messages(inner):
            intake.add(message)


def _account(hub: Hub, name: str, intake: Intake, write: bool) -> None:
    """Say what was read and what became of it; the numbers add up."""
    known = right_notes(hub).activity.get(name, ())
    acts = intake.with_known(known)
    told = _("%(read)s read from %(name)s.", read=count(intake.read, "message"), name=name)
    click.secho(told, bold=True)
    people = count(len(intake.people), "person", "people")
    click.echo(_("  %(taken)s taken, of %(people)s", taken=intake.taken, people=people))
    for reason, number in intake.left.most_common():
        why = words_now().noted(REASONS[reason])
        click.echo(_("  %(number)s left out: %(why)s", number=number, why=why))
    new = len(acts) - len(known)
    if not write:
        click.echo(_("%(acts)s would be new. Add --write to keep them.", acts=count(new, "act")))
        return
    place = place_in(hub, FOLDER) / f"{name}.csv"
    put(place, written(acts).encode())
    click.echo(_("%(file)s written: %(acts)s are new.", file=shown(place), acts=count(new, "act")))
