"""The descriptor of a kind: everything that other modules ask of a kind, as data where data will
do.

What needs the whole hub (pages, cards, what a search finds it by, structured data) is the kind's
face, in the room that makes the outputs: see ``hearth.outputs.face``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal, Protocol

from hearth.base.words import Translations
from hearth.kinds.base import Complaint, Record
from hearth.kinds.form import Form

Fields = Mapping[str, Any]
"""The fields of a record as a file, a form or a row gives them: nothing is checked yet."""

WHOLE = ""
"""Under what a text stands that a row gives for a field of parts, beside its parts."""


def taken_whole(fields: dict[str, Any], name: str) -> str:
    """The text that a row gives for a field of parts, which is taken out."""
    given = fields.get(name)
    if isinstance(given, dict):
        return str(given.pop(WHOLE, ""))
    return str(fields.pop(name)) if isinstance(given, str) else ""


@dataclass(frozen=True)
class Asking:
    """What a person is asked who writes a new record."""

    fields: tuple[str, ...] = ()
    """The fields worth asking for (dotted: place.city), in the order in which people think of
    them; without any, the kind is not offered."""
    hints: tuple[str, ...] = ()
    """The fields that a new file reminds its author of."""
    form: Form | None = None
    """The form by which people without Git give a record; without one, they cannot."""
    changes: tuple[Form, ...] = ()
    """Further forms, by which they change a record that is there."""
    today: str | None = None
    """A field that holds the day of writing, besides ``added``."""
    from_page: Mapping[str, str] = field(default_factory=dict)
    """Which field takes what a web page says of itself: its title, description or language."""
    needless: Callable[[str, Fields], bool] = lambda name, given: False
    """Whether a field needs no answer, by what was answered before."""
    lacking: Callable[[Fields], tuple[str, ...]] = lambda given: ()
    """Further fields to ask for, by what was answered."""


MatchKey = tuple[str, ...]
"""What two descriptions of one record share."""


@dataclass(frozen=True)
class Matching:
    """How two descriptions are known to be of one record, where ids do not tell."""

    address: str | None = None
    """A field whose web address alone tells; else the heading does, with what stands beside it."""
    beside: Callable[[Fields], MatchKey] = lambda fields: ()
    """What is the same in both, beside the heading."""
    near: Callable[[Fields], MatchKey] | None = None
    """What the two still share beside the heading when one was changed; None when that is no
    less."""
    apart: Callable[[Fields, Fields], bool] = lambda one, other: False
    """Whether two that have all this in common are two all the same."""
    own: tuple[str, ...] = ()
    """Fields that, where two rows of one source say them differently, show that they are two."""
    changed: Callable[[Fields, Fields, date], bool] = lambda now, known, today: True
    """Whether what shares only the derived id can be the known record, changed since."""
    former: Callable[[Fields], Iterable[Fields]] = lambda fields: ()
    """The fields from which the id may have been derived before they were changed."""
    more_for_id: Callable[[Fields], Iterable[str]] = lambda fields: ()
    """What is joined to a derived id that another record has, one after the other."""


Steps = tuple[tuple[str, Any], ...]
"""Transforms of a mapping file, each with the word it takes, or None."""
SPLIT: Steps = (("split", None),)
"""For a field that is a list of words."""


class NoRecordError(Exception):
    """Why what a row says cannot be a record, though it can be read."""


Find = Callable[[str, str], str | None]
"""The kind of a record and what it is called → its id, when the hub has one."""


@dataclass(frozen=True)
class Importing:
    """How rows of other tools become records of the kind."""

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Common names of columns by the field they mean; the field's own name is known anyway."""
    loose: frozenset[str] = frozenset()
    """Names a mapping may use that are no fields; what they say is sorted into fields later."""
    not_contacts: frozenset[str] = frozenset()
    """Columns that are named like somebody's private contact and are none here."""
    formats: frozenset[str] = frozenset()
    """Forms of files (ics, opml, html) that hold such records when nobody says what they hold."""
    steps: Mapping[str, Steps] = field(default_factory=dict)
    """What is done to the texts of a field where no mapping says it and its type does not."""
    summarised: bool = False
    """Whether the opening of the text is the summary where there is none."""
    instead: Mapping[str, str] = field(default_factory=dict)
    """Fields that are not set for rows that have another one instead."""
    settle: Callable[[dict[str, Any], list[str], Find, Fields], None] = (
        lambda fields, notes, find, given: None
    )
    """Sorts what the loose names say into fields, and notes what is lost; knows what the caller
    gives for rows that say nothing."""
    finish: Callable[[dict[str, Any], list[str], Fields], None] = lambda fields, notes, given: None
    """Adds what follows from the fields, once all are there, and notes what is lost."""
    binding: frozenset[str] = frozenset()
    """Fields of which a row that says them in words nobody understands is left out: without them
    the record would say something else."""
    matching: Matching = Matching()


@dataclass(frozen=True)
class Searching:
    """What the search knows of a record by its fields alone."""

    label: Callable[[Any], str] | None = None
    """What a result is called (person, news); the kind's name when None."""
    headings: Mapping[str, str] = field(default_factory=dict)
    """What results stand under, by what they are called; the kind's plural when empty."""
    rank: int = 0
    """Kinds of a higher rank come later among the filters."""
    names: Callable[[Any], Iterable[str]] = lambda record: ()
    """Other names, which find a record as surely as its heading."""
    topics: Callable[[Any], Iterable[str]] = lambda record: record.topics
    """Ids of topics it is found by."""
    texts: Callable[[Any], Iterable[str | None]] = lambda record: (record.line,)
    """What else it is found by, beside heading and text."""
    line: bool = True
    """Whether a result shows the record's secondary line."""


def _entry_title(record: Record, words: Translations) -> str:
    line = record.line_in(words)
    return f"{record.heading} ({line})" if line else record.heading


@dataclass(frozen=True)
class KindFeed:
    """How a record is told in feeds."""

    name: str
    """The feed of the whole kind: feeds/NAME.rss.xml."""
    title: str
    """What it is called, after the community's name."""
    purpose: str
    called: str = ""
    """What the feed of everything calls such records; the kind's plural when empty."""
    entry_title: Callable[[Any, Translations], str] = _entry_title
    """What a reader of many feeds needs to see at once, in the language of the hub."""
    rank: int = 0
    """Feeds of a higher rank come later."""
    under: frozenset[str] = frozenset()
    """Kinds whose records have feeds of their own, in which the record is told too when it refers
    to one of them."""


@dataclass(frozen=True)
class RecordFeeds:
    """A feed for each record of a kind, of what refers to it: feeds/PLURAL/ID.rss.xml."""

    purpose: str
    """What it is for; {} stands for the record's heading."""
    rank: int = 0
    """Those of a higher rank come later."""


class Surroundings(Protocol):
    """What a record's answers may go by beside the record: the hub it is in."""

    @property
    def as_of(self) -> date:
        """The day it is."""

    @property
    def records(self) -> Mapping[str, Mapping[str, Any]]:
        """All records by their kinds and ids."""


@dataclass(frozen=True)
class Filter:
    """A question by which a list can be narrowed."""

    name: str
    title: str
    values: Callable[[Any], Iterable[str | None]] = lambda record: ()
    """A record's answers; None and empty ones are none."""
    label: Callable[[str], str | None] = str
    """The words for an answer; one without words is not offered."""
    codes: Literal["", "language", "country", "region", "weekday", "name"] = ""
    """What its answers are codes of, whose names are those of the hub's language; a name is said as
    it is. Who answers with a regional form of a language answers with the language too."""
    refers: str = ""
    """The kind whose ids the answers are: then their words are its records' headings, and each
    leads to the record's page."""
    page: str = ""
    """The address of a page that lists what gives an answer; {} stands for the answer."""
    inside: Callable[[Any, Surroundings], Iterable[str | None]] | None = None
    """A record's answers, where the record alone does not tell."""
    order: tuple[str, ...] = ()
    """Its answers in their own order; without it the most frequent comes first."""
    folded: bool = False
    """Whether its answers are seen only when a reader asks for them."""


@dataclass(frozen=True)
class SortOrder:
    """An order in which a reader can have a list."""

    name: str
    title: str
    key: Callable[[Any], Any]
    """As ``order`` of the list."""


def _by_heading(record: Record) -> tuple[str, str]:
    return record.heading, record.id


@dataclass(frozen=True)
class Listing:
    """The page that lists all records of a kind."""

    name: str = ""
    """What leads to it; the kind's plural when empty."""
    title: str = ""
    """Its title; its name when empty."""
    purpose: str = ""
    """What it shows, in a sentence."""
    filters: tuple[Filter, ...] = ()
    order: Callable[[Any], Any] = _by_heading
    """What the records are sorted by; texts in it as the language of the hub sorts them."""
    order_title: str = "By name"
    orders: tuple[SortOrder, ...] = ()
    """Further orders to choose from."""
    text: Callable[[Any], Iterable[str | None]] = lambda record: ()
    """What a typed word finds a record by, beside what its card shows."""


@dataclass(frozen=True)
class RecordBlock:
    """A part of other records' pages: the records of a kind that refer to them in a field."""

    field: str
    title: str


# Each kind is the only one of its name: it equals itself alone, and can be a key.
@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of record: what it is called, where its files lie, its model, its own rules, its
    address on the site, and what everybody else asks of it."""

    name: str
    plural: str
    model: type[Record]
    folder: str
    section: str
    """The folder of its pages on the site; a record's page is at section/id/."""
    example: str
    """What a smallest complete file says; shown in the field reference."""
    title_field: str = "title"
    """The field people know a record by."""
    latin_field: str | None = None
    """A field with those words in Latin letters: an id is made of it where it is given."""
    noun: str | Callable[[Any], str] = ""
    """What one is called in a sentence, when not by ``name``."""
    plurals: Mapping[str, str] = field(default_factory=dict)
    """The plurals of such nouns that are not made with an s."""
    date_field: str = "added"
    """The day that counts: when a record became news."""
    id_date: str | None = None
    """A field whose year and month an id begins with."""
    id_undated: str | None = None
    """A field with which a record belongs to no month."""
    vocabulary: bool = False
    """Its ids are words to choose from: one that is not there is a slip, and no record that is yet
    to be written."""
    in_list: bool = False
    """Its records usually stand together in one file, ``folder`` with .yml."""
    anchored: bool = False
    """Its records have no page of their own but a place on the section's page."""
    rules: Callable[[Any], Iterator[Complaint]] | None = None
    personal: bool = False
    """Whether its records tell of people: no private contact is imported, what changes in one is
    not repeated, and nobody is named who goes."""
    organisation: Callable[[Any], bool] = lambda record: False
    """Whether a record of a personal kind tells of no single person."""
    passing: Callable[[Any, date], frozenset[str]] = lambda record, day: frozenset()
    """Fields whose addresses need lead nowhere any more on a day."""
    archived: Callable[[Any, date], bool] = lambda record, day: False
    """Whether, on a day, a record is only kept for those who come by its address or search for it:
    then it stands in no list and no feed."""
    straight_links: bool = False
    """Whether addresses in its records are to lead to the page itself, not through a shortener."""
    ways_in: Literal["", "addresses", "any"] = ""
    """Which ways into a meeting its texts are not to give to everybody: addresses, where an
    invitation to a chat is meant for all, or numbers and passwords too."""
    schema_type: str = "Thing"
    """The schema.org type of a record."""
    asking: Asking = Asking()
    importing: Importing = Importing()
    searching: Searching = Searching()
    feed: KindFeed | None = None
    record_feeds: RecordFeeds | None = None
    listing: Listing = Listing()
    followed_feed: str = ""
    """A field with the address of the record's own feed elsewhere, such as a blog's: what is newest
    there is kept and shown."""
    followed_shows: str = ""
    """A field that says what of that feed is shown: summaries too, or titles alone."""
    blocks: tuple[RecordBlock, ...] = ()
    """Where its records appear on the pages of those they refer to."""
    private: frozenset[str] = frozenset()
    """Fields that serve the community's work and are nobody else's business."""
    distinctive: frozenset[str] = frozenset()
    """Fields whose text is of one record and no other, so that where it stands, the record is
    told."""
    templates: Path | None = None
    """A folder of templates, when the kind comes from outside: NAME.html for a record's page,
    PLURAL.html for the list, cards/NAME-card.html and feeds/NAME.html. Each may be missing."""

    @property
    def crumb(self) -> tuple[str, str]:
        """(what leads to the list of all records, its address)"""
        return self.listing.name or self.plural.capitalize(), f"{self.section}/"

    def url(self, record_id: str) -> str:
        """The record's address, relative to the site's root."""
        return f"{self.section}/#{record_id}" if self.anchored else f"{self.section}/{record_id}/"

    @property
    def list_file(self) -> str:
        """The one file in which all records of the kind may stand."""
        return f"{self.folder}.yml"

    def called(self, record: Record) -> str:
        """What a record is called in a sentence."""
        noun = self.noun if isinstance(self.noun, str) else self.noun(record)
        return noun or self.name

    def called_together(self, noun: str) -> str:
        """What several are called of which each is called so."""
        return self.plurals.get(noun) or (self.plural if noun == self.name else f"{noun}s")

    def is_person(self, record: Record) -> bool:
        """Whether a record tells of one person."""
        return self.personal and not self.organisation(record)

    def day(self, record: Record) -> Any:
        """The day a record became news; None when it does not say."""
        return getattr(record, self.date_field)
