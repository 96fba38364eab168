"""What the hub has on a topic, and what people ask about it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from hearth.kinds.event import Event
from hearth.kinds.group import Group
from hearth.kinds.member import Ask, Member
from hearth.kinds.path import Path
from hearth.kinds.post import Post
from hearth.kinds.resource import Resource
from hearth.kinds.vocabulary import GlossaryTerm, Topic
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.views import directory, library


@dataclass(frozen=True)
class TopicView:
    """Everything that carries a topic."""

    topic: Topic
    parent: Topic | None
    children: list[Topic]
    experts: list[Member]
    helpers: list[Member]
    """People who offer help and are not among the experts."""
    interested: list[Member]
    """People who care about it beside experts and helpers."""
    asking: list[tuple[Member, Ask]]
    upcoming: list[Occurrence]
    past: list[Occurrence]
    resources: list[Resource]
    paths: list[Path]
    groups: list[Group]
    posts: list[Post]
    terms: list[GlossaryTerm]


def topic_view(hub: Hub, topic: Topic) -> TopicView:
    experts = directory.in_order(hub, hub.referring(topic, Member, "expert_in"))
    helpers = _beside(
        directory.in_order(hub, hub.referring(topic, Member, "offers", "mentoring", "speaks_on")),
        experts,
    )
    asking = hub.referring(topic, Member, "asks")
    upcoming, past = occurrences_of(hub, {event.id for event in hub.referring(topic, Event)})
    resources = {resource.id for resource in hub.referring(topic, Resource)}
    return TopicView(
        topic=topic,
        parent=hub.topics.get(topic.parent or ""),
        children=hub.referring(topic, Topic, "parent"),
        experts=experts,
        helpers=helpers,
        interested=_beside(
            directory.in_order(hub, hub.referring(topic, Member, "topics")), experts + helpers
        ),
        asking=[
            (member, ask) for member in asking for ask in member.open_asks if ask.topic == topic.id
        ],
        upcoming=upcoming,
        past=past,
        resources=library.newest_first(
            (hub.resources[resource_id] for resource_id in resources), hub.as_of
        ),
        paths=hub.referring(topic, Path),
        groups=hub.referring(topic, Group),
        posts=newest_posts(hub.referring(topic, Post)),
        terms=hub.referring(topic, GlossaryTerm),
    )


def _beside(members: list[Member], others: list[Member]) -> list[Member]:
    ids = {member.id for member in others}
    return [member for member in members if member.id not in ids]


def occurrences_of(hub: Hub, events: set[str]) -> tuple[list[Occurrence], list[Occurrence]]:
    """(coming, past) occurrences of some events: each event's next one, soonest first, and its
    last, latest first."""
    schedule = hub.schedule
    found = [item for event in sorted(events) if (item := schedule.next_of(hub.events[event]))]
    ended = schedule.day_began
    coming = sorted(
        (item for item in found if item.ends_at > ended), key=lambda item: item.sort_key
    )
    past = sorted(
        (item for item in found if item.ends_at <= ended),
        key=lambda item: item.sort_key,
        reverse=True,
    )
    return coming, past


def newest_posts(posts: list[Post]) -> list[Post]:
    return sorted(posts, key=lambda post: (-post.date.toordinal(), post.id))


@dataclass(frozen=True)
class Demand:
    """A topic people ask about."""

    topic: Topic
    people: list[Member]
    notes: list[str]


def asked(hub: Hub, count: int, within: timedelta = timedelta(days=365)) -> list[Demand]:
    """The topics with the most people waiting for an answer."""
    asks: defaultdict[str, list[tuple[Member, Ask]]] = defaultdict(list)
    for member in directory.active(hub):
        for ask in member.waiting_asks(hub.as_of):
            if ask.since is None or hub.as_of - within <= ask.since:
                asks[ask.topic].append((member, ask))
    demands = [
        Demand(
            hub.topics[topic],
            list({member.id: member for member, _ in found}.values()),
            [ask.note for _, ask in found if ask.note],
        )
        for topic, found in asks.items()
    ]
    by = hub.collation.by
    return sorted(demands, key=lambda one: by((-len(one.people), one.topic.label)))[:count]
