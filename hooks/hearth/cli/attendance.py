"""``hearth attendance``: from a list of who came to counts, and to a sheet that names only who
agreed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from hearth.cli.shared.attendance_key import secret_key
from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import as_of, hub_options
from hearth.cli.shared.private_notes import place_in, right_notes, shown
from hearth.cli.shared.records import record_named
from hearth.cli.shared.tongue import _, count, tell
from hearth.contribute.importing.attendance import (
    Attendee,
    Counts,
    Listed,
    as_csv,
    counted,
    first_timers,
    listed,
    named,
    normalised,
    pseudonym,
    sheet,
    together,
)
from hearth.contribute.importing.detect import form_of, read_rows
from hearth.contribute.importing.headers import plain_rows
from hearth.contribute.importing.tables import MAX_BYTES, UnreadableError, checked_size
from hearth.kinds.event import Event
from hearth.manage.ledger import held
from hearth.manage.private import Notes
from hearth.manage.private.folder import put
from hearth.manage.private.reading import ATTENDANCE, occurrence_named
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence


@click.command()
@click.argument("event", required=False)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--online",
    type=click.Path(path_type=Path),
    help="The list of who came online, for a list of sign-ups or a hybrid event.",
)
@click.option("--mail", metavar="COLUMN", help="The column of mail addresses; else by its name.")
@click.option(
    "--attended", metavar="COLUMN", help="The column that says who came; else by its name."
)
@click.option(
    "--all-came", is_flag=True, help="Everybody on the list came; for a list that does not say so."
)
@click.option(
    "--counts", "only_counts", is_flag=True, help="Only count: write no sheet, and need no key."
)
@click.option(
    "--pseudonym", "one", is_flag=True, help="Ask for one mail address and show what stands for it."
)
@hub_options
@as_of
def attendance(
    event: str | None,
    file: Path | None,
    online: Path | None,
    mail: str | None,
    attended: str | None,
    all_came: bool,
    only_counts: bool,
    one: bool,
    folder: Path,
    as_of: date | None,
) -> None:
    """Turn the list of who came to EVENT (EVENT@DAY for a date of a series) into counts and a sheet
    of pseudonyms.

    FILE is the CSV of the meeting or of the registration. The sheet goes into the private folder;
    it names only members who agreed to it, and holds no mail address. The key of the pseudonyms is
    read from HEARTH_ATTENDANCE_KEY.
    """
    if one:
        secret, given = secret_key(), click.prompt(_("Mail address"), hide_input=True, err=True)
        if not normalised(given):
            raise click.UsageError(_("That is no mail address, so nothing stands for it."))
        click.echo(pseudonym(given, secret))
        return
    if not event or not file:
        raise click.UsageError(
            _("Say which event, and the CSV of who came: hearth attendance EVENT FILE.csv")
        )
    secret = "" if only_counts else secret_key()
    hub = open_right_hub(folder, as_of)[0]
    item = _held_named(hub, event.removesuffix(".yml").removesuffix(".md"))
    main = _list(file, mail, attended, True if all_came else False if online else None)
    far = _list(online, mail, attended, True) if online else None
    people = together(main, far)
    counts = counted(people, item.mode, main.tells_sign_ups, far is not None)
    if not only_counts:
        counts = _write(hub, item, people, counts, secret)
    click.echo(_words(item, counts))


def _held_named(hub: Hub, name: str) -> Occurrence:
    """The occurrence of that name, which must have taken place."""
    found = occurrence_named(hub, name)
    event_id = name.split("@")[0]
    event = record_named(hub, Event, event_id)
    past = [item for item in held(hub) if item.event.id == event_id]
    if found is None and event.repeats:
        days = ", ".join(f"{event_id}@{item.original}" for item in past[-3:]) or _("none yet")
        raise click.UsageError(
            _(
                "%(event_id)s repeats: say which date. The last ones held are: %(days)s.",
                event_id=event_id,
                days=days,
            )
        )
    if found is None:
        raise click.UsageError(
            _("%(event_id)s does not repeat. Say %(event_id)s alone.", event_id=event_id)
        )
    item = next((item for item in past if found[1] in (None, item.original)), None)
    if item is None:
        raise click.UsageError(
            _(
                "%(name)s has not taken place on %(as_of)s, or was called off.",
                name=name,
                as_of=hub.as_of,
            )
        )
    return item


def _list(file: Path, mail: str | None, attended: str | None, otherwise: bool | None) -> Listed:
    if not file.is_file():
        raise click.UsageError(_("There is no file %(file)s.", file=file))
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
        form = form_of(file.name)
        rows = plain_rows(checked_size(raw)) if form == "csv" else read_rows(form, raw)
        return listed(rows, mail, attended, otherwise)
    except UnreadableError as wrong:
        # Without a line of names at its head, a list has people where columns are told of.
        told = (
            _("cannot be understood. Does its first line name the columns?")
            if "@" in str(wrong)
            else tell(wrong)
        )
        raise click.UsageError(_("%(file)s %(why)s", file=file, why=told)) from None


def _write(
    hub: Hub, item: Occurrence, people: tuple[Attendee, ...], counts: Counts, secret: str
) -> Counts:
    """Write the sheet and say so; the counts with what only the sheets of earlier events can
    tell."""
    notes = right_notes(hub)
    names = named(notes, item.first_day)
    found = sheet(people, secret, names)
    place = place_in(hub, ATTENDANCE) / f"{item.name}.csv"
    put(place, as_csv(found).encode())
    agreed = sum(1 for who in found if not who.startswith("~"))
    click.echo(
        _(
            "%(file)s written: %(pseudonyms)s, and %(members)s by name who agreed to it.",
            file=shown(place),
            pseudonyms=count(len(found) - agreed, "pseudonym"),
            members=count(agreed, "member"),
        )
    )
    return _with_first_timers(
        hub, item, notes, counts, [who for who, came in found.items() if came]
    )


def _with_first_timers(
    hub: Hub, item: Occurrence, notes: Notes, counts: Counts, came: list[str]
) -> Counts:
    days = {
        (each.event.id, each.original if each.event.repeats else None): each.first_day
        for each in held(hub)
    }
    earlier = [
        sheet
        for sheet in notes.attendance
        if days.get((sheet.event, sheet.original), item.first_day) < item.first_day
    ]
    if not earlier:
        return counts
    before = {person for sheet in earlier for person in sheet.present}
    return replace(counts, first_timers=first_timers(came, before, notes))


def _words(item: Occurrence, counts: Counts) -> str:
    """What to write into the event's file, and what the counts do not tell."""
    where = (
        _("%(file)s, under `moved` for %(day)s", file=item.event.path, day=item.original)
        if item.event.repeats
        else item.event.path
    )
    heads = [
        f"{name}: {number}"
        for name, number in (("in_person", counts.in_person), ("online", counts.online))
        if number is not None
    ]
    lines = [
        _("For %(where)s:", where=where),
        "",
        "outcomes:",
        *([f"  registered: {counts.registered}"] if counts.registered is not None else []),
        *([f"  attended: {{{', '.join(heads)}}}"] if heads else []),
        *([f"  first_timers: {counts.first_timers}"] if counts.first_timers is not None else []),
        "",
        _("%(people)s came.", people=count(counts.came, "person", "people")),
    ]
    if not heads:
        lines.append(
            _(
                "How many of them were online the list does not tell: give the meeting's own list "
                "with --online FILE."
            )
        )
    if counts.registered is None:
        lines.append(_("Who had signed up the list does not tell: it holds only people who came."))
    if counts.nameless:
        lines.append(
            _(
                "%(nameless)s of them are listed without a mail address: rows like that are "
                "counted one by one, and cannot be known again.",
                nameless=counts.nameless,
            )
        )
    if counts.first_timers is not None:
        lines.append(
            _(
                "First-timers are those on no earlier sheet; after a change of the key everybody "
                "is new."
            )
        )
    return "\n".join(lines)
