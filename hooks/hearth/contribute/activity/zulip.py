"""Zulip's export of an organisation: realm.json, and messages-000001.json and further
(zulip.com/help/export-your-organization)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hearth.contribute.activity.archive import ExportFiles
from hearth.contribute.activity.messages import (
    ExportedMessage,
    account,
    day_of_seconds,
    has_question,
    left,
    listing,
    mapping,
    number,
    parts,
)

_MESSAGES = re.compile(r"messages-\d+\.json")
CHANNEL = 2
"""The type of a recipient that is a channel; others are people."""


def is_zulip(files: ExportFiles) -> bool:
    """Whether it is such an export."""
    return "realm.json" in files.names


@dataclass
class _Realm:
    """Who is who, and which recipient is which channel."""

    people: dict[int, dict[str, Any]] = field(default_factory=dict)
    channels: dict[int, dict[str, Any]] = field(default_factory=dict)
    recipients: dict[int, int] = field(default_factory=dict)
    """The channel of each recipient that is one."""
    reactions: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Who reacted to each message."""


def messages(files: ExportFiles) -> Iterator[ExportedMessage]:
    """Every message and reaction, in the order of the files."""
    realm = _realm(files)
    begun: set[str] = set()
    for name in sorted(files.names):
        if _MESSAGES.fullmatch(name):
            for key, value in parts(files, name):
                if key == "zerver_message":
                    yield from _message(mapping(value), realm, begun)


def _realm(files: ExportFiles) -> _Realm:
    realm = _Realm()
    for key, value in parts(files, "realm.json"):
        entry = mapping(value)
        own = number(entry.get("id"))
        if key == "zerver_reaction":
            realm.reactions[number(entry.get("message"))].append(number(entry.get("user_profile")))
        elif key in _USERS:
            realm.people[own] = entry
        elif key == "zerver_stream":
            realm.channels[own] = entry
        elif key == "zerver_recipient" and entry.get("type") == CHANNEL:
            realm.recipients[own] = number(entry.get("type_id"))
    return realm


_USERS = ("zerver_userprofile", "zerver_userprofile_mirrordummy", "zerver_userprofile_crossrealm")


def _message(said: dict[str, Any], realm: _Realm, begun: set[str]) -> Iterator[ExportedMessage]:
    channel = realm.channels.get(realm.recipients.get(number(said.get("recipient")), -1))
    if channel is None or channel.get("invite_only"):
        yield left("private")
        return
    day, where = day_of_seconds(said.get("date_sent")), str(channel.get("name"))
    topic = f"{channel.get('id')}/{said.get('subject') or ''}".casefold()
    sender = number(said.get("sender"))
    begins, author = topic not in begun, realm.people.get(sender, {})
    if author.get("is_bot") or "cross_realm" in str(author.get("email")):
        yield left("bot")
    else:
        begun.add(topic)
        asks = begins and has_question(said.get("content"))
        who = _account(sender, author)
        yield ExportedMessage(who, day, where, topic, begins, asks)
    own = number(said.get("id"))
    for other in [*realm.reactions.get(own, ()), *_own_reactions(said)] if own else ():
        who = _account(other, realm.people.get(other, {}))
        yield ExportedMessage(who, day, where, reacts=True)


def _own_reactions(said: dict[str, Any]) -> list[int]:
    return [number(mapping(each).get("user_profile")) for each in listing(said.get("reactions"))]


def _account(own: int, author: dict[str, Any]) -> str:
    return account("zulip", own or None, author.get("delivery_email"))
