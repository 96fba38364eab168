"""What every record has, and how a kind of record introduces itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import Field

from hearth.kinds.fields import Day, Image, Part, Prose, Slug, TopicId


class Record(Part):
    """The fields that records of every kind may carry."""

    KIND: ClassVar[str]

    id: str = Field(exclude=False, json_schema_extra={"internal": True})
    """The file's name without its ending; it never changes."""
    path: str = Field(exclude=True, json_schema_extra={"internal": True})
    """The source file, relative to the hub's folder."""
    body: Prose = ""
    """The text below the front matter, in Markdown; in a YAML file, the field `body`."""
    added: Day | None = None
    """When the record came to the hub; feeds and "new" lists go by it."""
    reviewed: Day | None = None
    """When somebody last checked that everything here is still true."""
    aliases: list[Slug] = []
    """Former ids; their addresses lead here."""
    topics: list[TopicId] = []
    """Ids from content/topics.yml."""
    image: Image | None = None
    """A picture to show with it."""

    @property
    def heading(self) -> str:
        """The words people know the record by."""
        raise NotImplementedError

    @property
    def line(self) -> str:
        """One secondary line for lists and search results."""
        return ""


@dataclass(frozen=True)
class Complaint:
    """A rule of one kind that a record breaks: at which field, which code, what is wrong, what to do."""

    field: tuple[str | int, ...]
    code: str
    what: str
    fix: str


@dataclass(frozen=True)
class Kind:
    """One kind of record: where its files lie, its model, its own rules and its address on the site."""

    name: str
    plural: str
    model: type[Record]
    folder: str
    section: str
    """The folder of its pages on the site; a record's page is at section/id/."""
    example: str
    """What a smallest complete file says; shown in the field reference."""
    rules: Callable[[Any], Iterator[Complaint]] | None = None
    anchored: bool = False
    """Its records have no page of their own but a place on the section's page."""

    def url(self, record_id: str) -> str:
        """The record's address, relative to the site's root."""
        return f"{self.section}/#{record_id}" if self.anchored else f"{self.section}/{record_id}/"
