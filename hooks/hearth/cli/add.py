"""``hearth add``: ask for a new record and write its file."""

from __future__ import annotations

import sys
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from hearth.base.problems import Problems
from hearth.cli.shared.editor_schemas import schema_for
from hearth.cli.shared.kind_type import OneKind
from hearth.cli.shared.options import allow_forgotten, as_of, day_of, folder_option
from hearth.cli.shared.terminal import show
from hearth.cli.shared.tongue import _, listed, tell, words_now
from hearth.contribute.drafts import (
    Draft,
    DraftError,
    check_id,
    choices,
    complaints_about,
    hint,
    problems_of,
    put,
    refuse_removed,
    text_of,
    write_new,
)
from hearth.kinds import KINDS, Complaint, Kind
from hearth.read.ids import propose_id
from hearth.read.load import LoadResult, read_all
from hearth.read.records import model_at


@dataclass
class _Desk:
    """A record while it is being asked for."""

    kind: Kind
    found: LoadResult
    folder: Path
    day: date
    fields: dict[str, Any]

    def take(self, name: str, text: str) -> list[str]:
        """Put an answer into its field; what is wrong with it, when it was not taken."""
        before = deepcopy(self.fields)
        top = name.split(".")[0]
        try:
            put(self.kind, self.fields, name, text, self.found)
        except DraftError as error:
            return [tell(error)]
        found = (
            complaints_about(self.kind, self.fields, name, self.found) if top in self.fields else []
        )
        # What a part still lacks is asked next.
        wrong = [complaint for complaint in found if complaint.code != "missing-field"]
        if wrong:
            self.fields = before
        return [_refused(text, complaint) for complaint in wrong]

    def draft(self, record_id: str) -> Draft:
        return Draft(self.kind, record_id, self.fields, schema=schema_for(self.folder, self.kind))


def _refused(text: str, complaint: Complaint) -> str:
    """Why an answer was not taken, and what to write."""
    return _(
        '"%(value)s" %(what)s. %(fix)s',
        value=text.strip()[:80],
        what=complaint.what,
        fix=complaint.fix,
    )


@click.command()
@click.argument("kind", type=OneKind(lambda kind: bool(kind.asking.fields)))
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="A field's value, as often as needed; dots lead into parts: place.city=Porto.",
)
@click.option(
    "--from-url",
    "address",
    help="For resources and events: read title, description and language there.",
)
@click.option("--id", "record_id", help="The id; else one is proposed from the name or title.")
@click.option("--yes", is_flag=True, help="Ask nothing: take what --set gives, and write.")
@folder_option
@as_of
@allow_forgotten
def add(
    kind: str,
    settings: tuple[str, ...],
    address: str | None,
    record_id: str | None,
    yes: bool,
    folder: Path,
    as_of: date | None,
    allow_forgotten: bool,
) -> None:
    """Add a record, such as a member, an event or a resource.

    Asks for what is required and what is most useful, says at once what cannot be right, and writes
    a file that `hearth check` passes. Nothing is ever overwritten. Exit status: 0 when the file is
    written, 1 when something must be mended first, 2 when the command was called wrongly.
    """
    day = day_of(as_of)
    desk = _Desk(KINDS[kind], read_all(folder), folder, day, {})
    _set(desk, settings)
    if address:
        _from_page(desk, address)
    for name, preset in _presets(desk).items():
        desk.fields.setdefault(name, preset)
    if not yes:
        _ask(desk)
    try:
        draft = desk.draft(_id(desk, record_id, yes))
        refuse_removed(folder, draft, allow_forgotten)
        while errors := _wrong(draft, desk):
            if yes or not _ask_again(desk, errors):
                raise DraftError(_("%(path)s was not written.", path=draft.path))
            draft = desk.draft(draft.id)
        if not yes:
            click.echo(f"\n{text_of(draft)}")
            click.confirm(_("Write %(path)s?", path=draft.path), default=True, abort=True)
        click.echo(_("%(file)s written", file=write_new(folder, draft)))
    except DraftError as error:
        click.secho(tell(error), fg="red", err=True)
        sys.exit(1)


def _set(desk: _Desk, settings: tuple[str, ...]) -> None:
    for setting in settings:
        name, equals, text = setting.partition("=")
        if not equals:
            raise click.UsageError(
                _(
                    "--set %(setting)s has no value. Write it as name=value, like --set name=Ada.",
                    setting=repr(setting),
                )
            )
        try:
            put(desk.kind, desk.fields, name.strip(), text, desk.found)
        except DraftError as error:
            raise click.UsageError(tell(error)) from None


def _presets(desk: _Desk) -> dict[str, str]:
    """What the hub's day gives."""
    today = desk.day.isoformat()
    dated = desk.kind.asking.today
    return {**({dated: today} if dated else {}), "added": today}


def _from_page(desk: _Desk, address: str) -> None:
    """Take what the page says of itself where nothing was given; go on without it when it cannot be
    read."""
    if not desk.kind.asking.from_page:
        able = [kind.plural for kind in KINDS.values() if kind.asking.from_page]
        raise click.UsageError(_("--from-url is for %(able)s.", able=listed(able)))
    if "url" not in desk.fields and (wrong := desk.take("url", address)):
        raise click.UsageError(wrong[0])
    # The network's modules: who gives no address starts without them.
    from hearth.cli.shared.fetch_page import FetchError, read_page

    try:
        page = read_page(address)
    except FetchError as error:
        click.secho(
            _(
                "%(address)s could not be read: %(error)s. It goes on without it.",
                address=address,
                error=error,
            ),
            fg="yellow",
            err=True,
        )
        return
    for name, words in desk.kind.asking.from_page.items():
        if name not in desk.fields and (text := getattr(page, words)):
            desk.take(name, text)


def _ask(desk: _Desk) -> None:
    asking = desk.kind.asking
    for name in asking.fields:
        parent = name.rpartition(".")[0]
        if name.endswith(".country") and parent and parent not in desk.fields:
            continue  # a country is asked of those who named a place
        if asking.needless(name, desk.fields):
            continue
        if name.split(".")[0] not in desk.fields or (parent and not _has(desk.fields, name)):
            _ask_one(desk, name)
    for name in asking.lacking(desk.fields):
        _ask_one(desk, name)


def _has(fields: Any, name: str) -> bool:
    for step in name.split("."):
        if not isinstance(fields, dict) or step not in fields:
            return False
        fields = fields[step]
    return True


def _ask_one(desk: _Desk, name: str) -> None:
    """Ask until the answer is right; an empty one leaves an optional field out."""
    required = _is_required(desk.kind, name)
    words = choices(desk.kind, name)
    among = f" ({', '.join(words)})" if words else ""
    click.secho(f"\n{words_now().noted(hint(desk.kind, name))}{among}", dim=True)
    default = _default(desk.kind, name)
    label = name if required or default else _("%(name)s (optional)", name=name)
    while True:
        text = click.prompt(
            label, default=None if required else default, show_default=bool(default)
        )
        wrong = desk.take(name, text) if text.strip() and text != default else []
        if not wrong and (text.strip() or not required):
            return
        for word in wrong:
            click.secho(word, fg="red")


def _is_required(kind: Kind, name: str) -> bool:
    *parents, last = name.split(".")
    owner = model_at(kind.model, tuple(parents))
    return owner is not None and owner.model_fields[last].is_required()


def _default(kind: Kind, name: str) -> str:
    """What the field holds when nothing is written; empty when that is nothing."""
    info = kind.model.model_fields.get(name)
    return info.default if info and isinstance(info.default, str) else ""


def _id(desk: _Desk, wanted: str | None, yes: bool) -> str:
    """The record's id: as wanted, as proposed, or as answered; asked again while it cannot be
    one."""
    proposed = propose_id(desk.kind, desk.fields)
    if wanted or yes:
        check_id(wanted or proposed, desk.kind, desk.found)
        return wanted or proposed
    click.secho(
        "\n" + _("The id: it becomes the file's name and the address, and never changes."), dim=True
    )
    while True:
        answer = str(click.prompt("id", default=proposed)).strip()
        try:
            check_id(answer, desk.kind, desk.found)
            return answer
        except DraftError as error:
            click.secho(tell(error), fg="red")


def _wrong(draft: Draft, desk: _Desk) -> Problems | None:
    """What keeps the draft from being written, shown; None when nothing does."""
    problems = problems_of(desk.folder, draft, desk.found, desk.day)
    show(problems)
    return problems if problems.errors else None


def _ask_again(desk: _Desk, problems: Problems) -> bool:
    """Ask once more for the fields that cannot stay; false when no question could mend it."""
    names = {problem.field.replace("[", ".").split(".")[0] for problem in problems.errors}
    fields = [name for name in desk.kind.asking.fields if name.split(".")[0] in names]
    for name in fields:
        desk.fields.pop(name.split(".")[0], None)
    for name in fields:
        _ask_one(desk, name)
    return bool(fields)
