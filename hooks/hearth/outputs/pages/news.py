"""News, stories, recaps, prompts, research notes, decisions and newsletters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from hearth.base.derived import once
from hearth.kinds.post import Post
from hearth.manage.desk.needs import after, before
from hearth.model.hub import Hub
from hearth.outputs.pages.page import Page, PageView, Pagination, feed_alternates, parts
from hearth.views import topics
from hearth.wording import structured_data

NEWS = ("News", "news/")
TITLES = {
    "news": "News",
    "story": "Stories",
    "recap": "Recaps",
    "prompt": "Prompts",
    "research": "Research notes",
    "decision": "Decisions",
    "newsletter": "Newsletters",
}


def pages(hub: Hub) -> Iterator[Page]:
    published = topics.newest_posts([post for post in hub.posts.values() if post.date <= hub.as_of])
    yield from _lists(hub, "news/", "", published)
    for kind in TITLES:
        # A post whose day is still to come has a page, which leads to this one, though it is not
        # listed yet.
        if kind in _by_type(hub):
            found = [post for post in published if post.type == kind]
            yield from _lists(hub, f"news/type/{kind}/", kind, found)
    for post in hub.posts.values():
        yield Page(hub.url(post), "post.html", partial(_post, post=post), source=post.path)


def _lists(hub: Hub, base: str, kind: str, posts: list[Post]) -> Iterator[Page]:
    chunks = parts(posts, hub.settings.page_size)
    for number, chunk in enumerate(chunks, 1):
        place = Pagination(base, number, len(chunks))
        yield Page(
            place.url(number),
            "news.html",
            partial(_news, posts=chunk, place=place, kind=kind),
            landing=not kind and number == 1,
        )


def _news(hub: Hub, posts: Sequence[Post], place: Pagination, kind: str) -> PageView:
    counts = _counts(hub)
    title = TITLES[kind] if kind else "News and stories"
    return PageView(
        title=title if place.number == 1 else f"{title}, page {place.number}",
        description=f"What happens in {hub.community.name}, told by its members.",
        values={
            "posts": posts,
            "place": place,
            "kind": kind,
            "kinds": [(key, name, counts[key]) for key, name in TITLES.items() if counts[key]],
        },
        crumbs=[NEWS] if kind or place.number > 1 else [],
        alternates=feed_alternates("news", "News"),
    )


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


def _post(hub: Hub, post: Post) -> PageView:
    about = post.about
    return PageView(
        title=post.title,
        description=post.summary or f"{TITLES[post.type]} of {hub.community.name}",
        values={
            "post": post,
            "authors": hub.people(post.authors),
            "events": [hub.events[event] for event in about.events] if about else [],
            "groups": [hub.groups[group] for group in about.groups] if about else [],
            "resources": [hub.resources[resource] for resource in about.resources] if about else [],
            "members": [hub.members[member] for member in about.members] if about else [],
            "builds_on": before(hub, post),
            "led_to": after(hub, post),
            "more": [other for other in _by_type(hub)[post.type][:4] if other is not post][:3],
        },
        crumbs=[NEWS, (TITLES[post.type], f"news/type/{post.type}/")],
        things=[structured_data.post(hub, post)],
        og_type="article",
    )
