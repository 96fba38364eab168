"""The planet: what members and groups post on sites of their own, in one place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from hearth.kinds.post import KIND as POST
from hearth.model.hub import Hub
from hearth.outputs.pages.page import Page, PageView, feed_alternates, section
from hearth.views.planet import BlogPost, blog_posts

ADDRESS = "planet/"
SHOWN = 60
"""So many of the newest entries stand on the page."""


def pages(hub: Hub) -> Iterator[Page]:
    """The page, as soon as there is anything on it."""
    if blog_posts(hub):
        yield Page(ADDRESS, "planet.html", _planet, landing=True)


def _planet(hub: Hub) -> PageView:
    newest = blog_posts(hub)[:SHOWN]
    months = groupby(newest, key=_month)
    title = hub.words("From our blogs")
    return PageView(
        title=title,
        description=hub.words("What members and groups write on sites of their own"),
        values={"months": [(hub.words.month(month), list(posts)) for month, posts in months]},
        crumbs=[section(hub, POST)],
        alternates=[] if hub.settings.internal else feed_alternates("planet", title),
    )


def _month(post: BlogPost) -> date:
    return post.day.replace(day=1)
