"""Figures of a community: each a small function with its definition, computed from the hub's own records."""

from hearth.figures import network, people
from hearth.figures.base import FIGURES, Answer, Definition, Figure, Ground, Table, measure

__all__ = ["FIGURES", "Answer", "Definition", "Figure", "Ground", "Table", "measure", "network", "people"]
