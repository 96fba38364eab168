"""GitHub's discussions, as `gh api graphql` gives them; content/guide/activity.md has the
question."""

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
    number,
    parts,
)

MOST = 10_000
"""Comments of one discussion that are counted as missing, at most."""


def is_github(files: ExportFiles) -> bool:
    """Whether the first file holds such an answer."""
    first = next((name for name in files.names if name.endswith(".json")), None)
    return first is not None and any(
        _discussions(value) for _, (_, value) in zip(range(3), parts(files, first), strict=False)
    )


def messages(files: ExportFiles) -> Iterator[ExportedMessage]:
    """Every discussion, comment, reply and reaction."""
    for name in files.names:
        if name.endswith(".json"):
            for _, value in parts(files, name):
                for node in _discussions(value):
                    yield from _discussion(mapping(node))


def _discussions(value: Any) -> list[Any]:
    """The discussions of an answer, with or without "data" around it."""
    inner = mapping(value)
    repository = mapping(inner.get("repository") or mapping(inner.get("data")).get("repository"))
    return listing(mapping(repository.get("discussions")).get("nodes"))


def _discussion(node: dict[str, Any]) -> Iterator[ExportedMessage]:
    category = mapping(node.get("category"))
    name = str(node.get("url") or node.get("id") or "")
    question = bool(category.get("isAnswerable")) or has_question(node.get("title"))
    yield from _said(node, category, name, True, question or has_question(node.get("body")))
    for comment in _nodes(node, "comments"):
        yield from _said(comment, category, name, False, False)
        for reply in _nodes(comment, "replies"):
            yield from _said(reply, category, name, False, False)
        yield from _missing(comment, "replies")
    yield from _missing(node, "comments")


def _missing(node: dict[str, Any], name: str) -> Iterator[ExportedMessage]:
    """What the service has and its answer does not hold: it gives only so many at once."""
    there = len(_nodes(node, name))
    many = number(mapping(node.get(name)).get("totalCount"))
    yield from (left("not-given") for _ in range(min(many, MOST) - there))


def _nodes(node: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [mapping(each) for each in listing(mapping(node.get(name)).get("nodes"))]


def _said(
    node: dict[str, Any], category: dict[str, Any], conversation: str, begins: bool, asks: bool
) -> Iterator[ExportedMessage]:
    author, day = mapping(node.get("author")), day_of_moment(node.get("createdAt"))
    where, login = str(category.get("name") or ""), str(author.get("login") or "")
    if author.get("__typename") == "Bot" or login.endswith("[bot]"):
        yield left("bot")
    else:
        who = account("github", login)
        yield ExportedMessage(who, day, where, conversation, begins, asks)
    for reaction in _nodes(node, "reactions"):
        who = account("github", mapping(reaction.get("user")).get("login"))
        moment = day_of_moment(reaction.get("createdAt")) or day
        yield ExportedMessage(who, moment, where, reacts=True)
