"""Supply and demand by topic: what is asked for, what there is, who knows it, and what was decided
and tried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hearth.kinds.event import CALLED_OFF
from hearth.kinds.member import Ask, Member
from hearth.kinds.post import Post
from hearth.kinds.vocabulary import Topic
from hearth.manage.asking import interviews_by_topic
from hearth.manage.figures import MetricContext
from hearth.manage.figures.library import TopicNeed, topic_needs
from hearth.manage.private.notes import Experiment
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence


@dataclass(frozen=True)
class Expert:
    """Somebody who knows a topic well, and who says so beside themselves."""

    member: Member
    vouched_by: tuple[Member, ...]


@dataclass(frozen=True)
class Need:
    """One topic on the board."""

    topic: Topic
    counted: TopicNeed
    """Demand and supply, as the figure of covered topics counts them."""
    waiting: tuple[tuple[Member, Ask], ...]
    """What is asked and not settled, the oldest first."""
    experts: tuple[Expert, ...]
    coming: tuple[Occurrence, ...]
    """The next date of each event on it that is to come."""
    interviews: int = 0
    """How many interviews of the past year named it; of the manager's notes, so none in public."""

    @property
    def gap(self) -> bool:
        return self.counted.gap

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is missing: a person, a resource, an event."""
        return self.counted.lacks


def board(context: MetricContext) -> list[Need]:
    """Every topic: gaps first, then by how many people want it for each thing there is."""
    hub, there = context.hub, context.belonging(context.day)
    waiting: defaultdict[str, list[tuple[Member, Ask]]] = defaultdict(list)
    for member in (hub.members[name] for name in sorted(there)):
        for ask in member.waiting_asks(context.day):
            waiting[ask.topic].append((member, ask))
    coming: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for item in hub.schedule.one_each(
        item for item in hub.schedule.upcoming if item.status not in CALLED_OFF
    ):
        for topic in item.event.topics:
            coming[topic].append(item)
    known = experts(context)
    named = interviews_by_topic(context.notes, context.day)
    needs = [
        Need(
            hub.topics[found.topic],
            found,
            _oldest_first(waiting[found.topic]),
            known.get(found.topic, ()),
            tuple(coming[found.topic]),
            named[found.topic],
        )
        for found in topic_needs(context)
    ]
    return sorted(needs, key=lambda need: not need.gap)


def _oldest_first(asks: Iterable[tuple[Member, Ask]]) -> tuple[tuple[Member, Ask], ...]:
    """In order of their days; those without one last."""
    return tuple(
        sorted(asks, key=lambda found: (found[1].since is None, found[1].since, found[0].id))
    )


def experts(context: MetricContext) -> dict[str, tuple[Expert, ...]]:
    """By topic, members of the day who know it well: those with the most vouchers first."""
    hub, there = context.hub, context.belonging(context.day)
    found: defaultdict[str, list[Expert]] = defaultdict(list)
    for member in (hub.members[name] for name in there):
        for item in member.expert_in:
            others = sorted(set(item.vouched_by) - {member.id})
            found[item.topic].append(Expert(member, tuple(hub.members[other] for other in others)))

    def most_vouched(expert: Expert) -> tuple[int, str, str]:
        name = hub.collation.by(expert.member.sort_name)
        return -len(expert.vouched_by), name, expert.member.id

    return {topic: tuple(sorted(known, key=most_vouched)) for topic, known in found.items()}


@dataclass(frozen=True)
class Trace:
    """A decision with what led to it and what it led to."""

    decision: Post
    grounds: tuple[Post, ...]
    """What it builds on, the research notes among it."""
    results: tuple[Post, ...]
    """What builds on it, earliest first."""
    experiments: tuple[Experiment, ...]
    """What is tried because of it; of the manager's notes, so nothing in public."""


def traces(context: MetricContext) -> list[Trace]:
    """Every decision up to the day, newest first."""
    decisions = [post for post in _posts(context) if post.type == "decision"]
    return [_trace(context, post) for post in reversed(decisions)]


def _trace(context: MetricContext, post: Post) -> Trace:
    tried = (found for found in context.notes.experiments if found.decision == post.id)
    experiments = tuple(sorted(tried, key=lambda found: (found.started, found.title)))
    return Trace(post, before(context.hub, post), after(context.hub, post), experiments)


def before(hub: Hub, post: Post) -> tuple[Post, ...]:
    """The posts it builds on, as it names them."""
    return tuple(hub.posts[name] for name in dict.fromkeys(post.follows))


def after(hub: Hub, post: Post) -> tuple[Post, ...]:
    """The posts up to the hub's day that build on it, earliest first."""
    return tuple(
        sorted(
            (other for other in hub.referring(post, Post, "follows") if other.date <= hub.as_of),
            key=_in_time,
        )
    )


def undecided(context: MetricContext) -> list[Post]:
    """Research notes that nothing builds on yet, the newest first."""
    return [
        post
        for post in reversed(_posts(context))
        if post.type == "research" and not after(context.hub, post)
    ]


def _posts(context: MetricContext) -> list[Post]:
    """Posts up to the day, in order of time."""
    return sorted(
        (post for post in context.hub.posts.values() if post.date <= context.day), key=_in_time
    )


def _in_time(post: Post) -> tuple[date, str]:
    return post.date, post.id


def experiments_due(context: MetricContext) -> list[Experiment]:
    """What is to be looked at on the day or was before, and says no outcome; the longest overdue
    first."""
    due = (
        found
        for found in context.notes.experiments
        if found.due <= context.day and not found.outcome
    )
    return sorted(due, key=lambda found: (found.due, found.title))
