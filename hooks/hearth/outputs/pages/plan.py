"""Every page the hub generates: first a plan (addresses only), then each page's content when its
turn comes."""

from __future__ import annotations

from hearth.base.derived import once
from hearth.kinds import KINDS
from hearth.model.hub import Hub
from hearth.outputs.faces import face_of
from hearth.outputs.pages import (
    calendar,
    exchange,
    front,
    insights,
    needs,
    organising,
    people_map,
    planet,
    strategy,
)
from hearth.outputs.pages.page import Page

SECTIONS = (front, people_map, calendar, planet, organising, needs, exchange, insights, strategy)
"""Pages that are of no kind of record, or of several."""


@once
def plan(hub: Hub) -> list[Page]:
    """All pages: those of the kinds, and the sections beside them."""
    of_kinds = [page for kind in KINDS.values() for page in face_of(kind).pages(hub)]
    return [*of_kinds, *(page for section in SECTIONS for page in section.pages(hub))]
