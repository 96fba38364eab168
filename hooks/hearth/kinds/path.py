"""Paths: resources, events and pages in an order worth following."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from hearth.base.words import said, said_list
from hearth.kinds.base import Complaint, Record
from hearth.kinds.descriptor import Kind, Listing, Searching
from hearth.kinds.fields import EventId, Line, MemberId, Part, ResourceId, Summary, Url


class Step(Part):
    """One step: exactly one of resource, event, page, url or do."""

    STANDS_ON: ClassVar[tuple[str, ...]] = ("resource", "event", "page", "url", "do")
    """Without any of these, nothing is left of a step."""

    resource: ResourceId | None = None
    """A resource's id."""
    event: EventId | None = None
    """An event's id."""
    page: Line | None = None
    """A page of this site, such as guide/roles.md."""
    url: Url | None = None
    """An address elsewhere; needs a `title`."""
    do: Line | None = None
    """Something to do rather than to read."""
    title: Line | None = None
    """What to call the step, where the target does not say it."""
    note: Summary | None = None
    """What to look for."""


class Path(Record):
    """A way through a subject, step by step."""

    KIND: ClassVar[str] = "path"

    title: Line
    """What one learns."""
    summary: Summary | None = None
    """What one can do at the end."""
    for_whom: Line
    """Who should follow it."""
    curator: MemberId | None = None
    """Who laid it out."""
    steps: Annotated[list[Step], Field(min_length=1)]
    """The steps, in order."""

    @property
    def heading(self) -> str:
        return self.title

    @property
    def line(self) -> str:
        return self.for_whom


def _rules(path: Path) -> Iterator[Complaint]:
    for index, step in enumerate(path.steps):
        given = [name for name in Step.STANDS_ON if getattr(step, name)]
        if len(given) != 1:
            what = (
                said("says nothing to do")
                if not given
                else said("names %(fields)s", fields=said_list(given))
            )
            yield Complaint(
                ("steps", index),
                "wrong-step",
                what,
                said("Give exactly one of resource, event, page, url or do."),
            )
        elif step.url and not step.title:
            yield Complaint(
                ("steps", index, "title"),
                "missing-field",
                said("is missing"),
                said("Give the address a title."),
            )


KIND = Kind(
    name="path",
    plural="paths",
    model=Path,
    folder="content/paths",
    section="paths",
    example=(
        "title: Your first month\nfor_whom: New community managers\nsteps:\n"
        "  - do: Say hello in the welcome call.\n"
    ),
    rules=_rules,
    noun="learning path",
    listing=Listing(purpose="Resources, events and small tasks in an order worth following."),
    searching=Searching(
        headings={"path": "Learning paths"}, texts=lambda path: (path.summary, path.for_whom)
    ),
)
