"""DiscordChatExporter's JSON: a file for each channel or thread
(github.com/Tyrrrz/DiscordChatExporter)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hearth.contribute.activity.archive import ExportFiles
from hearth.contribute.activity.messages import (
    ExportedMessage,
    account,
    day_of_moment,
    has_question,
    left,
    listing,
    mapping,
    parts,
)

SPOKEN = frozenset({"Default", "Reply"})
_DIRECT = frozenset({"DirectTextChat", "DirectGroupTextChat"})
_THREADS = frozenset({"GuildPublicThread", "GuildNewsThread"})
_PRIVATE = frozenset({"GuildPrivateThread"})


def is_discord(files: ExportFiles) -> bool:
    """Whether the first file of JSON looks like such an export."""
    first = next((name for name in files.names if name.endswith(".json")), None)
    if first is None:
        return False
    for key, value in parts(files, first):
        if key == "channel":
            return "type" in mapping(value)
        if key not in ("guild", ""):
            return False
    return False


def messages(files: ExportFiles) -> Iterator[ExportedMessage]:
    """Every message and reaction, channel by channel; each file is read twice, for what is answered
    further down."""
    for name in files.names:
        if name.endswith(".json"):
            yield from _channel(files, name)


def _channel(files: ExportFiles, name: str) -> Iterator[ExportedMessage]:
    answered = {
        _answers(mapping(value)) for key, value in parts(files, name) if key == "messages"
    } - {""}
    channel: dict[str, Any] = {}
    # What an answer answers, in turn: so that a whole exchange is one conversation.
    begun: dict[str, str] = {}
    first = True
    for key, value in parts(files, name):
        if key == "channel":
            channel = mapping(value)
        if key != "messages":
            continue
        if _type(channel) in _DIRECT | _PRIVATE:
            yield left("private")
            continue
        yield from _message(mapping(value), channel, answered, begun, first)
        first = False


def _type(entry: dict[str, Any]) -> str:
    return str(entry.get("type") or "")


def _answers(said: dict[str, Any]) -> str:
    return str(mapping(said.get("reference")).get("messageId") or "")


def _message(
    said: dict[str, Any],
    channel: dict[str, Any],
    answered: set[str],
    begun: dict[str, str],
    first: bool,
) -> Iterator[ExportedMessage]:
    author, day = mapping(said.get("author")), day_of_moment(said.get("timestamp"))
    own, where = str(said.get("id") or ""), str(channel.get("name") or channel.get("id") or "")
    to = _answers(said)
    if _type(channel) in _THREADS:
        conversation, begins = str(channel.get("id")), first
    elif to:
        conversation, begins = begun.get(to, to), False
    else:
        conversation, begins = (own if own in answered else ""), own in answered
    if own in answered:
        begun[own] = conversation
    if not own:
        yield left("unreadable")
        return
    if author.get("isBot"):
        yield left("bot")
    elif _type(said) not in SPOKEN:
        yield left("service")
    else:
        asks = begins and has_question(said.get("content"))
        yield ExportedMessage(_account(author), day, where, conversation, begins, asks)
    for reaction in listing(said.get("reactions")):
        for other in listing(mapping(reaction).get("users")):
            if not mapping(other).get("isBot"):
                yield ExportedMessage(_account(mapping(other)), day, where, reacts=True)


def _account(author: dict[str, Any]) -> str:
    return account("discord", author.get("id"))
