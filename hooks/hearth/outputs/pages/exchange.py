"""Help wanted, and who could speak on what: two pages of what stands on profiles."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.kinds.member import KIND as MEMBER
from hearth.kinds.vocabulary import TOPIC
from hearth.model.hub import Hub
from hearth.outputs.form_links import blank_links
from hearth.outputs.pages.page import Page, PageView, section
from hearth.views import exchange

ASKS, OFFERS, SPEAKERS = 6, 4, 8
"""How many of each are shown for one topic; its own page, or the list of members, has them all."""
TOPICS, GROUPS = 40, 24
"""How many topics, and groups that look for something, are shown; of further topics the names."""


def pages(hub: Hub) -> Iterator[Page]:
    yield Page("help-wanted/", "help-wanted.html", _help_wanted, landing=True)
    yield Page("speakers/", "speakers.html", _speakers, landing=True)


def _help_wanted(hub: Hub) -> PageView:
    found = exchange.exchanges(hub)
    wanted = [one for one in found if one.wanted]
    offered = [one for one in found if not one.wanted]
    return PageView(
        title=hub.words("Help wanted"),
        description=hub.words("What people and groups look for, and who offers to help."),
        values={
            "wanted": wanted[:TOPICS],
            "offered": offered[:TOPICS],
            "further": [one.topic for one in (*wanted[TOPICS:], *offered[TOPICS:])],
            "groups": exchange.groups_in_need(hub)[:GROUPS],
            "asks": ASKS,
            "offers": OFFERS,
            "forms": blank_links(hub, MEMBER, "ask", "offer"),
        },
        crumbs=[section(hub, TOPIC)],
    )


def _speakers(hub: Hub) -> PageView:
    found = exchange.speakers(hub)
    anything = found.pop("", [])
    most = set(sorted(found, key=lambda name: -len(found[name]))[:TOPICS])
    return PageView(
        title=hub.words("Who could speak on what"),
        description=hub.words("Members who would speak on a topic, with their languages."),
        values={
            "topics": [(hub.topics[name], found[name]) for name in found if name in most],
            "further": [hub.topics[name] for name in found if name not in most],
            "anything": anything,
            "most": SPEAKERS,
        },
        crumbs=[section(hub, MEMBER)],
    )
