"""From messages to acts: whose they are, by pseudonym, and what they come to; counted to the last
one."""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from hearth.base.words import said, said_list
from hearth.contribute.activity import discord, discourse, github, slack, zulip
from hearth.contribute.activity.archive import ExportFiles
from hearth.contribute.activity.messages import ExportedMessage
from hearth.contribute.importing.attendance import pseudonym
from hearth.contribute.importing.mapping import column_key
from hearth.contribute.importing.tables import UnreadableError
from hearth.manage.private.activity import ActivityRow, settled


@dataclass(frozen=True)
class ExportForm:
    """The exports of one service."""

    fits: Callable[[ExportFiles], bool]
    messages: Callable[[ExportFiles], Iterator[ExportedMessage]]


EXPORTS: Mapping[str, ExportForm] = {
    "slack": ExportForm(slack.is_slack, slack.messages),
    "zulip": ExportForm(zulip.is_zulip, zulip.messages),
    "discord": ExportForm(discord.is_discord, discord.messages),
    "github": ExportForm(github.is_github, github.messages),
    "discourse": ExportForm(discourse.is_discourse, discourse.messages),
}
"""By service; the first that fits is taken."""
WELCOMES = frozenset(
    {
        *("welcome", "welcomes", "introductions", "introduction", "introduce_yourself", "intros"),
        *("intro", "newcomers", "new_members", "say_hello", "hello", "vorstellung", "willkommen"),
        *("vorstellungsrunde", "bienvenue", "presentations", "bienvenida", "bienvenidas"),
        *("presentaciones", "presentate", "apresentacoes", "boas_vindas"),
    }
)
"""Names of channels in which people introduce themselves, and an answer welcomes them."""


def recognised(files: ExportFiles, service: str | None) -> tuple[str, ExportFiles]:
    """(service, its files) of an export; UnreadableError when it is none that is known."""
    for folder in ("", *_only_folder(files)):
        inner = files.below(folder) if folder else files
        for name, form in EXPORTS.items():
            if service in (None, name) and form.fits(inner):
                return name, inner
    raise UnreadableError(
        said(
            "is no export that is known here. Known are those of: %(names)s.",
            names=said_list(list(EXPORTS)),
        )
    )


def _only_folder(files: ExportFiles) -> list[str]:
    """The folder in which everything lies, as archives are often packed."""
    tops = {name.partition("/")[0] for name in files.names}
    return [*tops] if len(tops) == 1 and all("/" in name for name in files.names) else []


@dataclass
class Intake:
    """What has been read of the exports of a service so far."""

    service: str
    secret: str
    until: date
    """The day of the hub; what is later is left out."""
    since: date | None = None
    welcomes: Collection[str] = WELCOMES
    read: int = 0
    """Messages and reactions."""
    taken: int = 0
    left: Counter[str] = field(default_factory=Counter)
    """How many were left out, by the reason."""
    _rows: dict[ActivityRow, None] = field(default_factory=dict)
    _pseudonyms: dict[str, str] = field(default_factory=dict)

    def add(self, message: ExportedMessage) -> None:
        """Count a message, and note what act it is."""
        self.read += 1
        if reason := self._reason(message):
            self.left[reason] += 1
            return
        self.taken += 1
        row = self._row(message)
        # Of what does not count twice, one is kept: memory grows with acts and not with messages.
        self._rows.setdefault(row)

    def _reason(self, message: ExportedMessage) -> str:
        if message.left_out:
            return message.left_out
        if not message.account:
            return "no-account"
        if message.day is None:
            return "no-day"
        if message.day > self.until:
            return "after"
        return "before" if self.since and message.day < self.since else ""

    def _row(self, message: ExportedMessage) -> ActivityRow:
        day, person = message.day or self.until, self._pseudonym(message.account)
        if message.reacts:
            return ActivityRow(day, "react", person)
        if not message.conversation:
            return ActivityRow(day, "message", person)
        conversation = self._digits(message.conversation)
        if message.begins:
            return ActivityRow(day, "ask" if message.asks else "message", person, conversation)
        welcomes = column_key(message.channel) in self.welcomes
        return ActivityRow(day, "welcome" if welcomes else "reply", person, conversation)

    def _pseudonym(self, account: str) -> str:
        known = self._pseudonyms.get(account)
        if known is None:
            known = self._pseudonyms[account] = pseudonym(account, self.secret)
        return known

    def _digits(self, conversation: str) -> str:
        text = f"{self.service}\0{conversation}".encode()
        return hmac.digest(self.secret.encode(), text, "sha256").hex()[:12]

    @property
    def people(self) -> Collection[str]:
        """The pseudonyms of everybody who did something."""
        return self._pseudonyms.values()

    def with_known(self, known: Collection[ActivityRow]) -> list[ActivityRow]:
        """The acts that were known before, and those that came."""
        return settled([*known, *self._rows])
