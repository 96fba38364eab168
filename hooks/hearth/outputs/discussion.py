"""What a page says of the discussion about it: where it leads, and what a press would load."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from hearth.kinds import KINDS, Record
from hearth.kinds.discussion import OFF, ON, Discussion
from hearth.model.hub import Hub

GISCUS = "https://giscus.app"
_GISCUS_SPEAKS = re.compile(
    "ar|be|bg|ca|cs|da|de|en|eo|es|eu|fa|fr|he|hu|id|it|ja|ko|nl|pl|pt|ro|ru|th|tr|uk|vi"
)


@dataclass(frozen=True)
class PageDiscussion:
    """The discussion of one page."""

    service: str
    place: str
    """What people call where it is: a name, or a host."""
    link: str
    """Its address, for readers who would rather go there."""
    frame: str = ""
    """What a frame shows when it is asked for; empty where there is only the link."""

    @property
    def origin(self) -> str:
        """Whose frames the page lets in."""
        found = urlsplit(self.frame)
        return f"{found.scheme}://{found.netloc}" if self.frame else ""


def page_discussion(hub: Hub, record: Record | None) -> PageDiscussion | None:
    """The discussion of a record's page, if it has one."""
    told = hub.community.discussions
    if record is None or told is None or record.discussion == OFF or record.KIND not in KINDS:
        return None
    kind = KINDS[record.KIND]
    if record.discussion is None and kind.plural not in told.pages:
        return None
    thread = record.discussion if record.discussion not in (None, ON) else None
    link = thread or _place(told, record)
    if told.service == "mastodon" and not thread:
        return None
    place = told.label or urlsplit(link).hostname or ""
    return PageDiscussion(told.service, place, link, _frame(hub, told, record, thread))


def _term(record: Record) -> str:
    """What a page is known by for good, in all languages of the hub."""
    return f"{record.KIND}/{record.id}"


def _place(told: Discussion, record: Record) -> str:
    """Where to look for a discussion whose thread has no address here."""
    if told.service == "giscus":
        return f"{told.place}/discussions?{urlencode({'discussions_q': _term(record)})}"
    return told.url or ""


def _frame(hub: Hub, told: Discussion, record: Record, thread: str | None) -> str:
    number = told.number(thread) if thread else None
    if told.service == "giscus":
        asked = {
            "repo": told.repo,
            "repoId": told.repo_id,
            "category": told.category,
            "categoryId": told.category_id,
            **({"number": number} if number else {"term": _term(record)}),
            "strict": "1",
            "reactionsEnabled": "1",
            "emitMetadata": "0",
            "inputPosition": "bottom",
            "backLink": _address(hub, record),
        }
        return f"{GISCUS}/{_giscus_language(hub)}/widget?{urlencode(asked)}"
    if told.service == "discourse":
        which = {"topic_id": number} if number else {"embed_url": _address(hub, record)}
        return f"{told.place}/embed/comments?{urlencode(which)}"
    return ""


def _address(hub: Hub, record: Record) -> str:
    """The page's address in the hub's first language: one discussion serves all."""
    return f"{hub.home_url}{hub.url(record)}"


def _giscus_language(hub: Hub) -> str:
    language = hub.community.language.split("-")[0]
    return language if _GISCUS_SPEAKS.fullmatch(language) else "en"
