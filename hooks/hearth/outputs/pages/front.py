"""Home page, and the pages to join, to subscribe, and about the team."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hearth.base.words import N_
from hearth.model.hub import Hub
from hearth.outputs.calendars import calendars
from hearth.outputs.feeds import FORMAT_NAMES, by_folder, feeds, headings
from hearth.outputs.pages.page import Page, PageView, calendar_alternate, feed_alternates
from hearth.views import directory, library, topics
from hearth.wording import structured_data


def pages(hub: Hub) -> Iterator[Page]:
    yield Page("", "home.html", _home, landing=True, source=_source(hub, "index.md"))
    yield Page("join/", "join.html", _join, landing=True, source=_source(hub, "join.md"))
    subscribe = _source(hub, "subscribe.md")
    yield Page("subscribe/", "subscribe.html", _subscribe, landing=True, source=subscribe)
    yield Page("my/", "my-agenda.html", _my_agenda, landing=True)
    yield Page("team/", "team.html", _team, landing=True, source="content/community.yml")


def _source(hub: Hub, src_uri: str) -> str | None:
    """The file on which a page with words of the hub's own is edited; None where it has none."""
    return f"content/{src_uri}" if src_uri in hub.pages else None


def home_values(hub: Hub) -> dict[str, Any]:
    """What the live blocks show, on the home page and wherever a page names them."""
    schedule = hub.schedule
    published = [post for post in hub.posts.values() if post.date <= hub.as_of]
    return {
        "upcoming": list(schedule.one_each(schedule.upcoming))[:6],
        "newest": directory.newest(hub, 4),
        "resources": library.newest(hub, 3),
        "asked": topics.asked(hub, 5),
        "posts": topics.newest_posts(published)[:3],
        **figures(hub),
    }


def _home(hub: Hub) -> PageView:
    return PageView(
        title=hub.community.name,
        description=hub.community.purpose,
        values=home_values(hub),
        things=[
            structured_data.organizer(hub) | {"description": hub.community.purpose},
            structured_data.thing("WebSite", name=hub.community.name, url=hub.settings.site_url),
        ],
        alternates=[*feed_alternates("all", hub.community.name), *calendar_alternate(hub, "all")],
    )


def figures(hub: Hub) -> dict[str, object]:
    """The living figures of the home and join pages, all counted on the hub's day."""
    return {
        "resource_count": sum(1 for one in hub.resources.values() if one.is_usable(hub.as_of)),
        "fresh_share": library.share_fresh(hub),
        "topic_count": len(hub.topics),
        "group_count": len(hub.groups),
    }


def _join(hub: Hub) -> PageView:
    schedule = hub.schedule
    coming = list(schedule.one_each(schedule.upcoming))
    first = [
        item
        for item in coming
        if "onboarding" in item.event.topics or item.event.level in ("any", "beginner")
    ]
    return PageView(
        title=hub.words("Join %(community)s", community=hub.community.name),
        description=hub.words(
            "How to become part of %(community)s, and what to expect.",
            community=hub.community.name,
        ),
        values={
            "first": first[:3],
            "upcoming": coming[:3],
            "newest": directory.newest(hub, 4),
            **figures(hub),
        },
    )


def _subscribe(hub: Hub) -> PageView:
    return PageView(
        title=hub.words("Subscribe"),
        description=hub.words(
            "Calendars for your own calendar, feeds for your reader: of everything, of a topic, "
            "of a group."
        ),
        values={
            "feeds": by_folder(feed for feed in feeds(hub) if feed.records or "/" not in feed.name),
            "calendars": by_folder(calendars(hub).values()),
            "listed": hub.settings.page_size,
            "headings": headings(hub),
            "formats": FORMAT_NAMES,
        },
    )


AGENDA_WORDS = {
    "remove": N_("Remove"),
    "removed": N_("Removed"),
    "whole": N_("whole day"),
    "more": N_("and %s more dates"),
    "cancelled": N_("called off"),
    "gone": N_("no longer there"),
    "failed": N_("could not be looked up just now"),
    "taken": N_("Taken over: %s"),
    "unread": N_("This is no file of My agenda, or there is nothing in it."),
    "sure": N_("Forget all that is kept here?"),
}
"""What the script of My agenda says, by the names under which it knows them."""


def _my_agenda(hub: Hub) -> PageView:
    """What a reader keeps is known to the reader's own browser alone; the page is empty."""
    return PageView(
        title=hub.words("My agenda"),
        description=hub.words(
            "Events and resources that you keep on this device, and how far you are on a path."
        ),
        values={
            "words": {name: hub.words.noted(message) for name, message in AGENDA_WORDS.items()}
        },
    )


def _team(hub: Hub) -> PageView:
    serving = [role for role in hub.community.team if role.runs_on(hub.as_of)]
    return PageView(
        title=hub.words("Team"),
        description=hub.words(
            "Who leads %(community)s, who looks after people, tools and safety, and who "
            "stands in for them.",
            community=hub.community.name,
        ),
        values={
            "hats": [
                (role, hub.members[role.member], hub.members.get(role.deputy or ""))
                for role in serving
            ]
        },
    )
