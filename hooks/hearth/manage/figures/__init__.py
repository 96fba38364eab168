"""The metrics of a community: each a small function with its definition, computed from the hub's
records."""

# In the order in which they are told.
from hearth.manage.figures import people, journeys, events, library, care  # isort: skip
from hearth.manage.figures import network, asking, programmes  # isort: skip
from hearth.manage.figures.base import (
    FIGURES,
    Answer,
    Definition,
    Figure,
    MetricContext,
    Table,
    measure,
    published,
    registered,
)

__all__ = [
    "FIGURES",
    "Answer",
    "Definition",
    "Figure",
    "MetricContext",
    "Table",
    "asking",
    "care",
    "events",
    "journeys",
    "library",
    "measure",
    "network",
    "people",
    "programmes",
    "published",
    "registered",
]
