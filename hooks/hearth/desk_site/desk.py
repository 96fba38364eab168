"""What pages and forms of the desk are made of: a hub on its day with the private notes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from hearth.base.problems import Problems
from hearth.base.words import Translations
from hearth.manage.figures import MetricContext
from hearth.manage.private import Notes, read_notes
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

    @property
    def words(self) -> Translations:
        return self.hub.words


def to(address: str, words: str) -> Link:
    """A link to a place of the desk, from wherever it stands."""
    return Link(words, f"{ROOT}{address}")
