"""What pages and forms of the desk are made of: a hub on its day with the private notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from hearth.base.problems import Problems
from hearth.base.words import Translations
from hearth.manage.desk.brief import Brief, brief
from hearth.manage.desk.snapshots import read_snapshots, remembered
from hearth.manage.figures import Figure, MetricContext, measure
from hearth.manage.private import Notes, read_notes
from hearth.manage.private.notes import Done
from hearth.model.hub import Hub
from hearth.wording.document import Link
from hearth.wording.safe import ROOT


@dataclass(frozen=True, eq=False)
class ManagerDesk:
    """A hub with everything that only its team knows."""

    hub: Hub
    """The whole hub, and not what is public of it."""
    problems: Problems
    """What is wrong with the hub's files."""
    notes: Notes
    wrong_notes: Problems
    forms: bool
    """Whether there is somebody to take what forms send."""

    @classmethod
    def of(cls, hub: Hub, problems: Problems, forms: bool = False) -> ManagerDesk:
        """The desk of a hub, with its private folder read."""
        return cls(hub, problems, *read_notes(hub), forms)

    @cached_property
    def context(self) -> MetricContext:
        """What figures and the weekly brief are computed from."""
        return MetricContext.of(self.hub, self.notes)

    @cached_property
    def public(self) -> Hub:
        """The hub as everybody sees it."""
        return self.hub.public()

    @cached_property
    def brief(self) -> Brief:
        """What waits this week, for every hat."""
        return brief(self.context)

    @cached_property
    def waiting(self) -> Mapping[str, tuple[Done, ...]]:
        """What the brief calls each thing that waits, and the notes that say that it is done."""
        return self.brief.named

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Every figure, with what was kept of it a year ago."""
        kept = read_snapshots(self.hub)[0]
        return remembered(measure(self.context), kept, self.hub.as_of)

    @property
    def words(self) -> Translations:
        return self.hub.words


def to(address: str, words: str) -> Link:
    """A link to a place of the desk, from wherever it stands."""
    return Link(words, f"{ROOT}{address}")
