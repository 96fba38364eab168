"""Where a page is talked about: the service of the whole hub, and what a record says of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from hearth.base.words import N_, Said, said
from hearth.kinds.fields import Line, Part, Url, mistake, one_of

ON, OFF = "yes", "no"
_ANSWERS = {"yes": ON, "true": ON, "on": ON, "no": OFF, "false": OFF, "off": OFF}
_REPOSITORY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/[A-Za-z0-9._-]{1,100}")
_NEEDED = {
    "giscus": ("repo", "repo_id", "category", "category_id"),
    "discourse": ("url",),
    "mastodon": ("url",),
    "link": ("url",),
}
"""What each service cannot do without."""
_THREADS = {
    "giscus": re.compile(r"/discussions/(?P<number>[0-9]{1,9})$"),
    "discourse": re.compile(r"/t/(?:[^/?#]+/)?(?P<number>[0-9]{1,9})(?:/[0-9]+)?/?$"),
    "mastodon": re.compile(r"/@[\w.@-]+/(?P<number>[0-9]{1,30})$"),
    "link": re.compile(r"(?P<number>)"),
}
"""How the address of a thread ends, with its number."""
_EXAMPLES = {
    "giscus": "https://github.com/owner/name/discussions/12",
    "discourse": "https://forum.example.org/t/title/12",
    "mastodon": "https://social.example.org/@name/109300000000000000",
}


def _https(value: str) -> str:
    if not value.startswith("https://"):
        raise mistake(
            "wrong-url",
            said("does not start with https:"),
            said("Write a full address that starts with %(scheme)s://.", scheme="https"),
        )
    return value


HttpsUrl = Annotated[
    Url,
    AfterValidator(_https),
    WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https://"}),
]
"""A web address that starts with https://."""


def _thread(value: str) -> str:
    known = _ANSWERS.get(value.strip().lower())
    if known:
        return known
    if ":" not in value:
        raise mistake(
            "wrong-answer",
            said("is neither yes nor no nor an address"),
            said("Write yes, no, or the address of the thread."),
        )
    return value


def _secure(value: str) -> str:
    return value if value in (ON, OFF) else _https(value)


Thread = Annotated[
    str,
    BeforeValidator(lambda value: _thread(value) if isinstance(value, str) else value),
    AfterValidator(_secure),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "boolean"},
                {"type": "string", "format": "uri", "pattern": "^https://"},
            ]
        }
    ),
]
"""Yes, no, or the address of the thread in which a page is talked about."""


Discussed = one_of("members", "events", "groups", "resources", "paths", "posts", "venues", "topics")


class Discussion(Part):
    """Where pages of the hub are talked about: at a service, reached by a press of the reader."""

    service: one_of("giscus", "discourse", "mastodon", "link")  # type: ignore[valid-type]
    """What it is: giscus (GitHub Discussions), discourse (a forum), mastodon (threads there) or
    link (the community's chat or list)."""
    pages: list[Discussed] = []  # type: ignore[valid-type]
    """Kinds of records whose pages have a discussion; empty means only records that say so
    themselves, by `discussion`."""
    url: HttpsUrl | None = None
    """Address of the forum, of the Mastodon server, or of the chat; giscus needs none."""
    label: Line | None = None
    """What the place is called, such as "our Zulip"; empty means by its address."""
    repo: Line | None = None
    """For giscus: the repository on GitHub, as owner/name."""
    repo_id: Line | None = None
    """For giscus: the repository's id, as giscus.app shows it."""
    category: Line | None = None
    """For giscus: the category in which discussions are opened."""
    category_id: Line | None = None
    """For giscus: the category's id, as giscus.app shows it."""

    @property
    def place(self) -> str:
        """The address below which its threads lie, without a slash at its end."""
        if self.service == "giscus":
            return f"https://github.com/{self.repo}"
        return (self.url or "").rstrip("/")

    def number(self, thread: str) -> str | None:
        """The number of a thread by its address; None for one of another place."""
        path = thread.removeprefix(self.place)
        found = _THREADS[self.service].search(urlsplit(thread).path)
        ours = self.service == "link" or (path != thread and path.startswith("/"))
        return found["number"] if found and ours else None

    @property
    def example(self) -> str:
        """What the address of a thread looks like."""
        return _EXAMPLES.get(self.service, "https://chat.example.org/thread")


def discussion_rules(told: Discussion) -> Iterator[tuple[str, str, Said, Said]]:
    """(field, code, what is wrong, what to do) of each that a discussion lacks or has wrong."""
    for name in _NEEDED[told.service]:
        if not getattr(told, name):
            what = said("is missing, and %(service)s needs it", service=told.service)
            yield name, "missing-field", what, said(_WHERE[name])
    if told.service == "giscus" and told.repo and not _REPOSITORY.fullmatch(told.repo):
        yield "repo", "wrong-discussion", said("is not a repository"), said("Write owner/name.")


_WHERE = {
    "url": N_("Write the address of the forum, server or chat."),
    "repo": N_("Write owner/name."),
    "repo_id": N_("Copy it from https://giscus.app, where you choose the repository."),
    "category": N_("Write the name of a category of the repository's discussions."),
    "category_id": N_("Copy it from https://giscus.app, where you choose the repository."),
}
