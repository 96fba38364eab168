"""``hearth notify``: tell channels elsewhere of what is new, or draft it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import DayType, as_of, hub_options, out
from hearth.cli.shared.render_output import form_option, give_paper
from hearth.cli.shared.tongue import _
from hearth.model.hub import Hub
from hearth.model.settings import NotifyChannel
from hearth.papers.notify.digest import in_words
from hearth.papers.notify.memory import UnreadableMemoryError, keep, read_known
from hearth.papers.notify.notices import Notice, Outlook, matters, outlook
from hearth.papers.notify.services import SERVICES, ChannelMessage, Handover, messages
from hearth.papers.paper import Paper
from hearth.wording.document import DataTable, paragraph

if TYPE_CHECKING:
    from hearth.base.web import Web

PASSED = range(200, 300)


@dataclass(frozen=True)
class _Telling:
    """A channel, and what it is to be told."""

    channel: NotifyChannel
    outlook: Outlook
    messages: list[ChannelMessage]


@click.command()
@click.option("--channel", "only", metavar="NAME", help="Only this channel of the settings.")
@click.option(
    "--since",
    type=DayType(),
    help="For a channel that never was told anything: what came after this day; else a week.",
)
@click.option(
    "--drafts",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write each message into this folder, as the service takes it.",
)
@click.option(
    "--send", is_flag=True, help="Post it, and remember what was told; mail stays a draft."
)
@click.option(
    "--told", "by_hand", is_flag=True, help="Remember that all of it was told, by your own hand."
)
@click.option(
    "--private-network",
    "private",
    is_flag=True,
    help="Post also to addresses that only your own network has.",
)
@hub_options
@as_of
@form_option
@out
def notify(
    only: str | None,
    since: date | None,
    drafts: Path | None,
    send: bool,
    by_hand: bool,
    private: bool,
    folder: Path,
    as_of: date | None,
    form: str | None,
    out: Path | None,
) -> None:
    """Say what is new or changed since each channel was told last: events, changed times and
    places, what is off, news, finds for the library, new members.

    Nothing is sent without --send. What was told is remembered in content/notified/, so that
    nothing is told twice; a channel that failed is told the next time, and the others are not told
    again.

    Exit status: 0; 1 when a channel could not be told; 2 when the command was called wrongly.
    """
    if send and by_hand:
        raise click.UsageError(_("Say --send or --told, not both."))
    hub = open_right_hub(folder, as_of)[0].public()
    tellings = list(_tellings(hub, folder, _channels(hub, only), since))
    if drafts:
        _write_drafts(drafts, tellings)
    if form or out or not (drafts or send or by_hand):
        give_paper(_paper(hub, tellings), _data(tellings), form, out)
    if by_hand:
        for telling in tellings:
            _remember(folder, telling, telling.messages)
    if send and not _send(hub, folder, tellings, private):
        raise SystemExit(1)


def _channels(hub: Hub, only: str | None) -> list[NotifyChannel]:
    """The channels of the settings; where there are none, one of each service to be drafted."""
    known = hub.settings.notify or [NotifyChannel(service=name) for name in SERVICES]
    twice = {each.id for each in known if [one.id for one in known].count(each.id) > 1}
    if twice:
        raise click.UsageError(
            _("Two channels are called %(name)s. Give each a `name`.", name=sorted(twice)[0])
        )
    found = [channel for channel in known if only in (None, channel.id)]
    if not found:
        raise click.UsageError(
            _(
                "There is no channel %(name)s. There are: %(names)s.",
                name=repr(only),
                names=", ".join(each.id for each in known),
            )
        )
    return found


def _tellings(
    hub: Hub, folder: Path, channels: Sequence[NotifyChannel], since: date | None
) -> Iterator[_Telling]:
    found = matters(hub)
    for channel in channels:
        # What members alone see is not for everybody.
        if hub.settings.internal and SERVICES[str(channel.service)].is_open:
            click.echo(_("%(name)s: an internal hub tells it nothing.", name=channel.id), err=True)
            continue
        try:
            known = read_known(folder, channel.id)
        except UnreadableMemoryError as wrong:
            raise click.ClickException(
                _(
                    "%(file)s cannot be read. Put it right, or remove it to begin anew.",
                    file=str(wrong),
                )
            ) from None
        view = outlook(hub, found, known, channel.tell, since)
        yield _Telling(channel, view, messages(channel, hub, view.notices))


def _write_drafts(drafts: Path, tellings: Sequence[_Telling]) -> None:
    for telling in tellings:
        ending = SERVICES[str(telling.channel.service)].ending
        for number, message in enumerate(telling.messages, 1):
            place = drafts / f"{telling.channel.id}-{number}.{ending}"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(message.draft)
            click.echo(_("%(file)s written", file=place))
        if not telling.messages:
            click.echo(_("%(name)s: nothing is new.", name=telling.channel.id))


def _paper(hub: Hub, tellings: Sequence[_Telling]) -> Paper:
    """All that any channel is to be told, once, and how much each is."""
    notices: dict[str, Notice] = {
        notice.matter.key: notice for telling in tellings for notice in telling.outlook.notices
    }
    digest = in_words(hub, notices.values(), len(notices))
    words = hub.words
    table = DataTable(
        (words("Channel"), words("To tell")),
        tuple((each.channel.id, len(each.outlook.notices)) for each in tellings),
    )
    nothing = [] if notices else [paragraph(words("Nothing is new."))]
    return Paper(
        digest.title, (*nothing, *digest.paper.pieces, table), digest.sample, words.language
    )


def _data(tellings: Sequence[_Telling]) -> list[dict[str, Any]]:
    return [
        {
            "channel": each.channel.id,
            "service": each.channel.service,
            "tells": [notice.matter.key for notice in each.outlook.notices],
            "messages": [message.fields for message in each.messages],
        }
        for each in tellings
    ]


def _remember(folder: Path, telling: _Telling, done: Sequence[ChannelMessage]) -> None:
    """Keep what a channel knows now: what was no news to it, and what it was told."""
    new = {each.key: each.told for message in done for each in message.matters}
    keep(folder, telling.channel.id, {**telling.outlook.quiet, **new})


def _send(hub: Hub, folder: Path, tellings: Sequence[_Telling], private: bool) -> bool:
    """Tell every channel that has an address; whether all that have were told."""
    # The client takes a while to import.
    from hearth.base.web import Web, WebLimits

    right = True
    with Web(WebLimits(private=private)) as web:
        for telling in tellings:
            right &= _send_one(hub, folder, web, telling)
    return right


def _send_one(hub: Hub, folder: Path, web: Web, telling: _Telling) -> bool:
    name = telling.channel.id
    hand_over, missing = _way(telling.channel)
    if hand_over is None:
        click.echo(_("%(name)s: not told: %(why)s.", name=name, why=missing), err=True)
        return True
    done: list[ChannelMessage] = []
    _remember(folder, telling, done)
    for message in telling.messages:
        if failed := _failed(web, hand_over(message)):
            why = _("%(name)s: not told: %(why)s.", name=name, why=failed)
            click.secho(why, fg="red", err=True)
            return False
        done.append(message)
        # After each, so that whatever happens next, it is not told again.
        _remember(folder, telling, done)
    many = sum(len(message.matters) for message in done)
    click.echo(_("%(name)s: told of %(number)s.", name=name, number=many))
    return True


def _way(channel: NotifyChannel) -> tuple[Callable[[ChannelMessage], Handover] | None, str]:
    """How a message gets to a channel; else what is missing."""
    service = SERVICES[str(channel.service)]
    hand_over = service.hand_over
    if hand_over is None:
        return None, _("it is a draft, to be sent by a person")
    for name in ("address", *service.needs):
        if getattr(channel, name) is None:
            return None, _("the settings name no `%(name)s` for it", name=name)
    secrets = {name: os.environ.get(name, "").strip() for name in _variables(channel)}
    if missing := [name for name, value in secrets.items() if not value]:
        return None, f"{missing[0]} {_('is not set')}"
    address, token = secrets[channel.address or ""], secrets.get(channel.token or "", "")
    return lambda message: hand_over(channel, address, token, message), ""


def _variables(channel: NotifyChannel) -> list[str]:
    return [name for name in (channel.address, channel.token) if name]


def _failed(web: Web, given: Handover) -> str:
    """Why a message was not taken, without a word of the address or the token."""
    from hearth.base.web import WHY, WebError

    try:
        reply = web.send(given.url, given.body, given.method, given.headers)
    except WebError as failed:
        return _(WHY[failed.code])
    if reply.status in PASSED:
        return ""
    return _("it answered with %(status)s", status=reply.status)
