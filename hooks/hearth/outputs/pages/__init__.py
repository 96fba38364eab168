"""Every page the hub generates: first a plan (addresses only), then each page's content when its
turn comes."""

from __future__ import annotations

from hearth.model.hub import Hub
from hearth.outputs.pages import (
    calendar,
    event,
    events,
    front,
    groups,
    insights,
    library,
    needs,
    news,
    organising,
    people,
    strategy,
    topics,
)
from hearth.outputs.pages.page import Page, PageView

SECTIONS = (
    front,
    people,
    events,
    calendar,
    event,
    organising,
    library,
    topics,
    needs,
    groups,
    news,
    insights,
    strategy,
)


def plan(hub: Hub) -> list[Page]:
    """All pages, in the order of their sections."""
    return [page for section in SECTIONS for page in section.pages(hub)]


__all__ = ["Page", "PageView", "plan"]
