"""The weekly brief: whom to welcome, thank and ask after, what events lack, what is out of date,
and what is due.

Every line names what clears it; when that is done, the line is gone the next time.
"""

from __future__ import annotations

from hearth.manage.desk.brief import direction, events, people, upkeep
from hearth.manage.desk.brief.base import (
    MOST,
    PARTS,
    ROLES,
    Brief,
    BriefItem,
    BriefPart,
    Cure,
    PartDefinition,
)
from hearth.manage.figures import MetricContext

ORDER = (
    "welcome",
    "settle-in",
    "thank",
    "anniversaries",
    "check-in",
    "introduce",
    "asks",
    "cases",
    "events",
    "wrap-up",
    "spotlight",
    "mentoring",
    "gaps",
    "plans",
    "newsletter",
    "stale",
    "goals",
    "insights",
    "experiments",
    "roles",
    "safety",
)
"""People first, then what has a day, then what can wait a week."""


def brief(context: MetricContext, role: str | None = None, only: str | None = None) -> Brief:
    """What waits on the context's day: in the parts of one hat, in one part alone and whole, or in
    all."""
    chosen = [
        PARTS[name]
        for name in ORDER
        if only in (None, name) and (role is None or role in PARTS[name].roles)
    ]
    parts = [
        BriefPart(about, tuple(about.lines(context)), whole=only is not None) for about in chosen
    ]
    return Brief(
        context.hub.community.name,
        context.day,
        role,
        tuple(part for part in parts if part.lines),
        tuple(part.about for part in parts if not part.lines),
        tuple(sorted(context.notes.wrong)),
        context.hub.words,
    )


__all__ = [
    "MOST",
    "ORDER",
    "PARTS",
    "ROLES",
    "Brief",
    "BriefItem",
    "BriefPart",
    "Cure",
    "PartDefinition",
    "brief",
    "direction",
    "events",
    "people",
    "upkeep",
]
