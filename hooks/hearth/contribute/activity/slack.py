"""Slack's export: users.json, channels.json, and a folder for each channel with a file for each day
(slack.com/help/articles/220556107)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
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
    parts,
)

SPOKEN = frozenset({"", "me_message", "file_share", "thread_broadcast", "reply_broadcast"})
"""Kinds of messages that a person wrote; all others the service or a program did."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\.json")


def is_slack(files: ExportFiles) -> bool:
    """Whether it is such an export."""
    return {"users.json", "channels.json"} <= set(files.names)


def messages(files: ExportFiles) -> Iterator[ExportedMessage]:
    """Every message and reaction, in the order of the files."""
    people = {str(user["id"]): user for user in _list(files, "users.json") if "id" in user}
    channels = {
        str(each.get("name")): str(each.get("id")) for each in _list(files, "channels.json")
    }
    for name in files.names:
        path = PurePosixPath(name)
        if len(path.parts) != 2 or not _DAY.fullmatch(path.name):
            continue
        channel = path.parts[0]
        for _, value in parts(files, name):
            if channel in channels:
                yield from _message(mapping(value), channel, channels[channel], people)
            else:
                yield left("private")


def _list(files: ExportFiles, name: str) -> Iterator[dict[str, Any]]:
    return (value for _, value in parts(files, name) if isinstance(value, dict))


def _message(
    said: dict[str, Any], channel: str, channel_id: str, people: dict[str, dict[str, Any]]
) -> Iterator[ExportedMessage]:
    day, user = day_of_seconds(said.get("ts")), people.get(str(said.get("user")), {})
    if said.get("type") != "message":
        yield left("unreadable")
        return
    if said.get("bot_id") or user.get("is_bot") or said.get("subtype") == "bot_message":
        yield left("bot")
    elif str(said.get("subtype") or "") not in SPOKEN:
        yield left("service")
    else:
        root = str(said.get("thread_ts") or "")
        begins = root == str(said.get("ts"))
        yield ExportedMessage(
            _account(said.get("user"), user),
            day,
            channel,
            f"{channel_id}/{root}" if root else "",
            begins,
            begins and has_question(said.get("text")),
        )
    for reaction in listing(said.get("reactions")):
        for other in listing(mapping(reaction).get("users")):
            known = people.get(str(other), {})
            yield ExportedMessage(_account(other, known), day, channel, reacts=True)


def _account(own: Any, user: dict[str, Any]) -> str:
    return account("slack", own, mapping(user.get("profile")).get("email"))
