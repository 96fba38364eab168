"""Pages of posts: news, stories, recaps, prompts, research notes, decisions and newsletters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from hearth.base.derived import once
from hearth.base.words import N_
from hearth.kinds.fields import Guest
from hearth.kinds.member import Member
from hearth.kinds.post import KIND, Post
from hearth.manage.desk.needs import after, before
from hearth.model.hub import Hub
from hearth.outputs.face import Face
from hearth.outputs.pages.page import (
    Crumb,
    Page,
    PageView,
    Pagination,
    kind_feed,
    numbered,
    section,
)
from hearth.views import topics
from hearth.views.planet import blog_posts
from hearth.wording import formatting, structured_data
from hearth.wording.structured_data import Thing

TITLES = {
    "news": N_("News"),
    "story": N_("Stories"),
    "recap": N_("Recaps"),
    "prompt": N_("Prompts"),
    "research": N_("Research notes"),
    "decision": N_("Decisions"),
    "newsletter": N_("Newsletters"),
}


class PostFace(Face[Post]):
    """What is out, and a list for each type."""

    on_cards = ("authors",)

    def lists(self, hub: Hub) -> Iterator[Page]:
        published = topics.newest_posts(
            [post for post in hub.posts.values() if post.date <= hub.as_of]
        )
        yield from self._list(hub, "", published)
        for kind in TITLES:
            # A post whose day is still to come has a page, which leads to this one, though it is
            # not listed yet.
            if kind in _by_type(hub):
                yield from self._list(hub, kind, [post for post in published if post.type == kind])

    def _list(self, hub: Hub, kind: str, posts: list[Post]) -> Iterator[Page]:
        base = f"news/type/{kind}/" if kind else "news/"
        for place, part in numbered(base, posts, hub.settings.page_size):
            yield Page(
                place.url(place.number),
                "news.html",
                partial(self._news, posts=part, place=place, kind=kind),
                landing=not kind and place.number == 1,
            )

    def _news(self, hub: Hub, posts: Sequence[Post], place: Pagination, kind: str) -> PageView:
        counts = _counts(hub)
        return PageView(
            title=place.titled(
                hub.words, hub.words.noted(TITLES[kind] if kind else self.kind.listing.title)
            ),
            description=hub.words(
                "What happens in %(community)s, told by its members.", community=hub.community.name
            ),
            values={
                "posts": posts,
                "place": place,
                "blogs": bool(blog_posts(hub)),
                "kind": kind,
                "kinds": [
                    (key, hub.words.noted(name), counts[key])
                    for key, name in TITLES.items()
                    if counts[key]
                ],
            },
            crumbs=[section(hub, self.kind)] if kind or place.number > 1 else [],
            alternates=kind_feed(self.kind),
        )

    def view(self, hub: Hub, record: Post) -> PageView:
        about = record.about
        others = [other for other in _by_type(hub)[record.type][:4] if other is not record]
        return PageView(
            title=record.title,
            description=record.summary
            or hub.words(
                "%(kind)s of %(community)s",
                kind=hub.words.noted(TITLES[record.type]),
                community=hub.community.name,
            ),
            values={
                "post": record,
                "authors": self.authors(hub, record),
                "events": [hub.events[event] for event in about.events] if about else [],
                "groups": [hub.groups[group] for group in about.groups] if about else [],
                "resources": [hub.resources[key] for key in about.resources] if about else [],
                "members": [hub.members[member] for member in about.members] if about else [],
                "builds_on": before(hub, record),
                "led_to": after(hub, record),
                "more": others[:3],
            },
            crumbs=self.crumbs(hub, record),
            things=[self.thing(hub, record)],
            og_type="article",
            record=record,
        )

    def pools(self, hub: Hub, record: Post) -> list[str]:
        return [f"posts about {topic}" for topic in record.topics]

    def crumbs(self, hub: Hub, record: Post) -> list[Crumb]:
        return [
            section(hub, self.kind),
            (hub.words.noted(TITLES[record.type]), f"news/type/{record.type}/"),
        ]

    def texts(self, hub: Hub, record: Post) -> Iterable[str | None]:
        return (formatting.names(self.authors(hub, record), hub.words),)

    def authors(self, hub: Hub, record: Post) -> list[Member | Guest]:
        return hub.people(record.authors)

    def thing(self, hub: Hub, record: Post) -> Thing:
        return structured_data.post(hub, record)


FACE = PostFace(KIND)


@once
def _counts(hub: Hub) -> Counter[str]:
    """How many posts of each type are out."""
    return Counter(post.type for post in hub.posts.values() if post.date <= hub.as_of)


@once
def _by_type(hub: Hub) -> dict[str, list[Post]]:
    """The posts of each type, newest first."""
    found: dict[str, list[Post]] = {}
    for post in topics.newest_posts(list(hub.posts.values())):
        found.setdefault(post.type, []).append(post)
    return found
