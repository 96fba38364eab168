"""The page of needs: supply and demand by topic, from public records only."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.base.derived import once
from hearth.kinds.vocabulary import TOPIC
from hearth.manage.desk.needs import Need, board, traces, undecided
from hearth.manage.figures.library import lack_words
from hearth.model.hub import Hub
from hearth.outputs.insights import public_context
from hearth.outputs.pages.page import Page, PageView, section

CARDS, DECISIONS = 9, 6
"""How many gaps have a card, and how many decisions are listed."""


def pages(hub: Hub) -> Iterator[Page]:
    yield Page("needs/", "needs.html", _needs, landing=True)
    yield Page("experts/", "experts.html", _experts, landing=True)


@once
def _board(hub: Hub) -> list[Need]:
    return board(public_context(hub))


def _needs(hub: Hub) -> PageView:
    context, needs = public_context(hub), _board(hub)
    gaps = [need for need in needs if need.gap]
    return PageView(
        title=hub.words("What we need, and what we have"),
        description=hub.words(
            "What members ask about and care about, topic by topic, against the people, "
            "resources and events there are for it."
        ),
        values={
            "needs": needs,
            "lacks": {need.topic.id: lack_words(need.lacks, hub.words) for need in gaps},
            "gaps": gaps,
            "wanted": any(need.counted.wanted for need in needs),
            "cards": gaps[:CARDS],
            "traces": traces(context)[:DECISIONS],
            "undecided": undecided(context)[:DECISIONS],
        },
        crumbs=[section(hub, TOPIC)],
    )


def _experts(hub: Hub) -> PageView:
    key = hub.collation.key
    by_label = sorted(_board(hub), key=lambda need: (key(need.topic.label), need.topic.id))
    known = [need for need in by_label if need.experts]
    return PageView(
        title=hub.words("Who knows what"),
        description=hub.words("Members who know a topic well, and who vouches for them."),
        values={
            "known": known,
            "unknown": [need for need in by_label if not need.experts],
            "people": len({expert.member.id for need in known for expert in need.experts}),
        },
        crumbs=[section(hub, TOPIC)],
    )
