"""Topics and the glossary."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from hearth.kinds.vocabulary import GlossaryTerm, Topic
from hearth.model.hub import Hub
from hearth.outputs.calendars import calendars
from hearth.outputs.pages.page import Page, PageView, calendar_alternate, feed_alternates
from hearth.views import topics
from hearth.wording import structured_data

TOPICS = ("Topics", "topics/")


def pages(hub: Hub) -> Iterator[Page]:
    yield Page("topics/", "topics.html", _topics, landing=True)
    for topic in hub.topics.values():
        yield Page(hub.url(topic), "topic.html", partial(_topic, topic=topic), source=topic.path)
    yield Page("glossary/", "glossary.html", _glossary, landing=True, source="content/glossary.yml")


def _topics(hub: Hub) -> PageView:
    ordered = sorted(hub.topics.values(), key=lambda topic: topic.label.casefold())
    children: dict[str, list[Topic]] = {}
    for topic in ordered:
        if topic.parent:
            children.setdefault(topic.parent, []).append(topic)
    return PageView(
        title="What we care about",
        description=(
            f"{len(ordered)} topics, each with its people, events, resources and open questions."
        ),
        values={
            "topics": [topic for topic in ordered if not topic.parent],
            "children": children,
            "total": len(ordered),
        },
    )


def _topic(hub: Hub, topic: Topic) -> PageView:
    view = topics.topic_view(hub, topic)
    return PageView(
        title=f"{topic.label}: people, events, resources",
        description=topic.description,
        values={
            "topic": topic,
            "view": view,
            "calendar": calendars(hub).get(f"topics/{topic.id}"),
        },
        crumbs=[TOPICS, *([(view.parent.label, hub.url(view.parent))] if view.parent else [])],
        alternates=[
            *feed_alternates(f"topics/{topic.id}", topic.label),
            *calendar_alternate(hub, f"topics/{topic.id}"),
        ],
    )


def _glossary(hub: Hub) -> PageView:
    letters: dict[str, list[GlossaryTerm]] = {}
    for term in sorted(hub.terms.values(), key=lambda term: term.term.casefold()):
        first = term.term[0].upper()
        letters.setdefault(first if first.isalpha() else "#", []).append(term)
    return PageView(
        title="Glossary",
        description=f"{len(hub.terms)} words of community work, explained.",
        values={"letters": letters, "total": len(hub.terms)},
        things=[structured_data.glossary(hub)],
    )
