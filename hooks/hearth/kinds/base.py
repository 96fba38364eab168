"""The base of all kinds: fields that every record has, and complaints of a kind's own rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from hearth.base.words import Said, Translations, said
from hearth.kinds.discussion import Thread
from hearth.kinds.fields import Day, Image, Part, Prose, Slug, TopicId, one_of

Visibility = one_of("public", "members", "hidden")


class Record(Part):
    """The fields that records of every kind may carry."""

    KIND: ClassVar[str]
    ALWAYS_SHOWN: ClassVar[frozenset[str]] = frozenset({"id", "path", "visible", "not_public"})
    """Fields without which the record cannot be shown rightly; `not_public` cannot name them."""
    PAST: ClassVar[frozenset[tuple[str, ...]]] = frozenset({("added",), ("reviewed",)})
    """Fields that tell of a day that has been."""

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
    discussion: Thread | None = None
    """Whether its page has a discussion (yes or no), or the address of the thread where it is
    talked about; empty means as `discussions` in community.yml has it."""
    visible: Visibility = "public"  # type: ignore[valid-type]
    """public; members keeps it for an internal hub, hidden keeps it off every site."""
    not_public: list[str] = []
    """Names of fields of this record that stay off every site."""

    @property
    def heading(self) -> str:
        """The words people know the record by."""
        raise NotImplementedError

    @property
    def pictures(self) -> list[tuple[tuple[str, ...], str]]:
        """The files below content/ that the record is shown with, each after the field that names
        it."""
        return [(("image", "src"), self.image.src)] if self.image else []

    @property
    def line(self) -> str:
        """One secondary line for lists and search results."""
        return ""

    def line_in(self, words: Translations) -> str:
        """The same line in the language of a hub."""
        return self.line


@dataclass(frozen=True)
class Complaint:
    """A rule of one kind that a record breaks: at which field, which code, what is wrong, what to
    do."""

    field: tuple[str | int, ...]
    code: str
    what: Said
    fix: Said
    words: str = ""
    """Of a long text, the words in it that are wrong."""


def with_article(noun: str) -> Said:
    """A member, an event"""
    return said(f"an {noun}" if noun[0] in "aeiou" else f"a {noun}")


def wrong_way_round(
    part: Part, where: tuple[str | int, ...], begins: str, ends: str
) -> Iterator[Complaint]:
    """A complaint where the day in the field ``ends`` of a part lies before that in ``begins``."""
    first, last = getattr(part, begins), getattr(part, ends)
    if first and last and last < first:
        what = said("lies before `%(field)s`", field=begins)
        yield Complaint((*where, ends), "ends-before-start", what, said("Swap the two days."))


def can_be_kept_back(model: type[Record], name: str) -> bool:
    """Whether a record of the model can be shown without the field: it is optional, and nothing
    said is no claim."""
    field = model.model_fields.get(name)
    if field is None or name in model.ALWAYS_SHOWN or field.is_required():
        return False
    return field.get_default(call_default_factory=True) in (None, "", [])


def kept_back_rules(record: Record) -> Iterator[Complaint]:
    """A record keeps back only fields it can be shown without."""
    for index, name in enumerate(record.not_public):
        if not can_be_kept_back(type(record), name):
            yield Complaint(
                ("not_public", index),
                "unknown-choice",
                said("is not a field that can be kept back"),
                said("Name an optional field, such as topics."),
            )
