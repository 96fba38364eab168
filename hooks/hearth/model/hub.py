"""The hub: load all records, check and link them, and freeze them into one value."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from hearth.base.collation import Collation
from hearth.base.derived import Deriving, once
from hearth.base.history import History, read_history
from hearth.base.languages import first_weekday, words_for
from hearth.base.locale_data import WEEKDAYS
from hearth.base.memory import gc_paused
from hearth.base.pictures import Picture
from hearth.base.problems import Problem, Problems
from hearth.base.similarity import NameSet
from hearth.base.words import Translations
from hearth.base.zones import release
from hearth.kinds import COMMUNITY, KINDS, Kind, Record
from hearth.kinds.community import Community
from hearth.kinds.event import Event
from hearth.kinds.fields import Guest, Person
from hearth.kinds.group import Group
from hearth.kinds.member import Member
from hearth.kinds.path import Path as LearningPath
from hearth.kinds.post import Post
from hearth.kinds.resource import Resource
from hearth.kinds.source import FollowedSource
from hearth.kinds.venue import Venue
from hearth.kinds.vocabulary import GlossaryTerm, Topic
from hearth.model import rules
from hearth.model.links import (
    Index,
    Reference,
    Target,
    references,
    reverse,
    unknown_references,
    without,
)
from hearth.model.schedule import Occurrence, Schedule, occurrences
from hearth.model.settings import Settings
from hearth.read.handwritten import HandWritten
from hearth.read.kept_feeds import KeptFeeds, read_kept_feeds
from hearth.read.load import LoadResult, Memory, read_all
from hearth.read.looked_up import LookedUp, read_looked_up
from hearth.read.own_words import OwnWords, read_own_words
from hearth.read.records import place
from hearth.read.template_files import OWN, template_names
from hearth.read.translations import Translation

CONDUCT = "conduct/"
"""Where the page about how people treat each other lies, if somebody wrote it."""

Records = Mapping[str, Mapping[str, Record]]
"""Records by their kinds and ids."""
ReferencesTo = Mapping[Target, tuple[Reference, ...]]
Of = TypeVar("Of", bound=Record)


@gc_paused(lasting=True)
def load_hub(
    root: Path,
    settings: Settings,
    as_of: date,
    workers: int | None = None,
    history: History | None = None,
    draw: bool = False,
    memory: Memory | None = None,
) -> tuple[Hub, Problems]:
    """Read everything below ``root`` into one hub, and say everything that is wrong with it.

    A record with a problem is left out, and so are references to it: what remains is whole.
    ``history`` is what is known of changes to the files; None asks Git. ``workers`` are processes
    to read with; None leaves it to the settings. With ``draw``, pictures are drawn as they will be
    published. Files that ``memory`` recalls are not read again.
    """
    problems = Problems()
    if history is None:
        history, unknown = read_history(root)
        problems.extend(unknown)
    processes = workers or settings.workers or os.cpu_count() or 1
    # Files become sources, and sources records, each by itself.
    found = read_all(root, processes, settings.publish, memory)
    problems.extend(found.problems)
    links = check_links(root, found, problems)  # every id that is named exists
    facts = rules.Facts(root, found, as_of, history, processes if draw else 0)
    rules.check(facts, problems)  # what only shows when all records are known
    problems.extend(_template_problems(root))
    community = found.community or _nameless(settings)
    own_words = _own_words(root, community, problems)
    if community.kind == "internal":  # whichever of the two says so is heard
        settings = settings.model_copy(update={"internal": True})
    sources = frozenset(file.path for file in found.files)
    all_pictures = facts.pictures.items()
    pictures = {src: picture for src, picture in all_pictures if isinstance(picture, Picture)}
    records = found.good_records(problems)
    # The site builder copies what lies in content/: of a record that is left out, or of a picture
    # that was refused, nothing may come along.
    unseen = facts.pictures_of_wrong_records | (facts.pictures.keys() - pictures.keys())
    withheld = unseen - pictures.keys()
    hub = Hub(
        root,
        settings,
        as_of,
        community,
        records,
        links,
        sources,
        found.pages,
        history,
        pictures,
        withheld,
        found.assets,
        own_words[community.language],
        found.spoken(own_words),
        looked_up=_looked_up(root, problems),
        followed={source.id: source for source in found.followed},
        kept_feeds=_kept_feeds(root, problems),
    )
    return hub.whole(), problems


def _own_words(root: Path, community: Community, problems: Problems) -> dict[str, OwnWords]:
    """By language, what the community says in words of its own."""
    found = {}
    for language in (community.language, *community.translations):
        further = language != community.language
        found[language], wrong = read_own_words(root, language, further)
        problems.extend(wrong)
    return found


def _looked_up(root: Path, problems: Problems) -> LookedUp:
    found, wrong = read_looked_up(root)
    problems.extend(wrong)
    return found


def _kept_feeds(root: Path, problems: Problems) -> KeptFeeds:
    found, wrong = read_kept_feeds(root)
    problems.extend(wrong)
    return found


def _template_problems(root: Path) -> list[Problem]:
    if not template_names(root / OWN):
        return []
    # Jinja: most hubs have no templates of their own, and commands that fill none start without it.
    from hearth.read.templates import check_templates

    return list(check_templates(root))


def examine(root: Path, as_of: date) -> tuple[LoadResult, Problems]:
    """What is in the files below ``root`` and what is wrong with it, whatever their history."""
    problems = Problems()
    found = read_all(root)
    problems.extend(found.problems)
    problems.extend(list(check_together(root, found, as_of)))
    return found, problems


def check_together(root: Path, found: LoadResult, as_of: date) -> Problems:
    """What is wrong with records beside each other: references that lead nowhere, and rules."""
    problems = Problems()
    check_links(root, found, problems)
    rules.check(rules.Facts(root, found, as_of, {}), problems)
    return problems


def check_links(root: Path, found: LoadResult, problems: Problems) -> ReferencesTo:
    """Complain about references that lead nowhere, and turn all of them round.

    A record that is only broken still counts as there.
    """
    words = rules.topic_words(found.of(Topic).values())
    index = Index()
    # By kind and id, so that who refers to whom stands in one order, whatever the files are called.
    for checked in found.in_order():
        record = checked.record or checked.sketch
        if record is None:
            continue
        # What a wrong record names is checked, but it refers to nothing: it will not be in the hub.
        named = index.add(record) if checked.record else references(record)
        complaints = unknown_references(named, found.known_ids, words)
        # Of a record that is wrong already, only what its file really says is looked at.
        wrong = [
            complaint
            for complaint in complaints
            if checked.record or complaint.field[0] in checked.given_fields
        ]
        if wrong:
            problems.extend(place(root, checked.source, wrong))
    return index.links()


def _nameless(settings: Settings) -> Community:
    """What stands in for a community that is not described yet, so that everything else can still
    be shown."""
    return Community(
        id="community",
        path="content/community.yml",
        name=settings.site_name,
        headline=settings.site_name,
        purpose=settings.description or settings.site_name,
    )


@dataclass(frozen=True, eq=False)
class Hub(Deriving):
    """All records of a community on one day, and how they refer to each other."""

    root: Path
    settings: Settings
    as_of: date
    community: Community
    records: Records
    links: ReferencesTo
    """For every record that is referred to, who refers to it and in which field."""
    source_paths: frozenset[str] = frozenset()
    """Every file that was read as a record, good or bad, relative to the root."""
    pages: Mapping[str, HandWritten] = field(default_factory=dict)
    """Hand-written pages by their path below content/."""
    history: History = field(default_factory=dict)
    """How often and when the files of events were changed."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """Every picture that some record names, public or not, by its path below content/."""
    withheld: frozenset[str] = frozenset()
    """Pictures below content/ that only what is not public names, or what is wrong."""
    assets: frozenset[str] = frozenset()
    """Files below content/ that are published beside the pages."""
    own_words: OwnWords = field(default_factory=dict)
    """The community's own words for what the engine says."""
    translations: Mapping[str, Translation] = field(default_factory=dict)
    """What it says in further languages, in their order."""
    origin: str = ""
    """Of a hub in a further language, the language it is translated from."""
    looked_up: LookedUp = field(default_factory=LookedUp)
    """What is known of the addresses elsewhere that it names."""
    original: Hub | None = field(default=None, repr=False, compare=False)
    """Of such a hub, the one in the first language."""
    followed: Mapping[str, FollowedSource] = field(default_factory=dict)
    """What it follows elsewhere, by id."""
    kept_feeds: KeptFeeds = field(default_factory=dict)
    """What is kept of the feeds that its records name as their own."""

    # -- records by kind -------------------------------------------------------------------------

    @property
    def members(self) -> Mapping[str, Member]:
        return self.of(Member)

    @property
    def events(self) -> Mapping[str, Event]:
        return self.of(Event)

    @property
    def venues(self) -> Mapping[str, Venue]:
        return self.of(Venue)

    @property
    def resources(self) -> Mapping[str, Resource]:
        return self.of(Resource)

    @property
    def paths(self) -> Mapping[str, LearningPath]:
        return self.of(LearningPath)

    @property
    def groups(self) -> Mapping[str, Group]:
        return self.of(Group)

    @property
    def posts(self) -> Mapping[str, Post]:
        return self.of(Post)

    @property
    def topics(self) -> Mapping[str, Topic]:
        return self.of(Topic)

    @property
    def terms(self) -> Mapping[str, GlossaryTerm]:
        return self.of(GlossaryTerm)

    @cached_property
    def words(self) -> Translations:
        """What the hub says itself, in its community's language."""
        said = self.community
        return words_for(said.language, self.own_words, said.hour_cycle)

    @cached_property
    def collation(self) -> Collation:
        """How names are sorted, in its community's language."""
        return Collation(self.community.language)

    def in_order(self, kind: Kind, records: Iterable[Of]) -> list[Of]:
        """Records of a kind as its list has them."""
        return sorted(records, key=lambda record: self.collation.by(kind.listing.order(record)))

    @cached_property
    def first_weekday(self) -> int:
        """The day that a week begins with in calendars, 0 for Monday; the same in all languages of
        a site, whose weeks have the same addresses."""
        said, language = self.community.week_begins, self.origin or self.community.language
        return WEEKDAYS.index(said.capitalize()) if said else first_weekday(language)

    # -- relations -------------------------------------------------------------------------------

    @cached_property
    def resources_by_topic(self) -> dict[str, tuple[str, ...]]:
        """The ids of the resources of each topic."""
        found: dict[str, list[str]] = {}
        for resource in filter(
            lambda resource: resource.is_usable(self.as_of), self.resources.values()
        ):
            for topic in resource.topics:
                found.setdefault(topic, []).append(resource.id)
        return {topic: tuple(ids) for topic, ids in found.items()}

    @cached_property
    def events_by_series(self) -> dict[str, tuple[str, ...]]:
        """The ids of the events of each series; an event that repeats is a series by its own id
        too."""
        found: dict[str, list[str]] = {}
        for event in self.events.values():
            for series in self.series_of(event):
                found.setdefault(series, []).append(event.id)
        return {series: tuple(ids) for series, ids in found.items()}

    def series_of(self, event: Event) -> list[str]:
        """The ids of the series an event belongs to: the one it names, and itself when it
        repeats."""
        return list(
            dict.fromkeys(
                name for name in (event.series, event.id if event.repeats else None) if name
            )
        )

    @cached_property
    def _groups_by_series(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for group in self.groups.values():
            for series in group.meets:
                found.setdefault(series, []).append(group.id)
        return found

    def groups_of(self, event: Event) -> list[str]:
        """The ids of the groups that hold an event, or that meet in a series it belongs to."""
        own = [event.group] if event.group else []
        meeting = [
            group
            for series in self.series_of(event)
            for group in self._groups_by_series.get(series, ())
        ]
        return list(dict.fromkeys((*own, *meeting)))

    def of(self, model: type[Of]) -> Mapping[str, Of]:
        """The records of one kind by their ids."""
        return cast(Mapping[str, Of], self.records[model.KIND])

    def referring(self, record: Record, model: type[Of], *fields: str) -> list[Of]:
        """The records of one kind that refer to ``record``, in ``fields`` if any are named, each
        once."""
        kind, records = model.KIND, self.of(model)
        found: dict[str, Of] = {}
        for link in self.links.get((record.KIND, record.id), ()):
            if link.kind == kind and (not fields or link.field in fields):
                found[link.id] = records[link.id]
        return list(found.values())

    @cached_property
    def ids(self) -> Mapping[str, NameSet]:
        """The ids of the records of each kind."""
        return {kind: NameSet(by_id) for kind, by_id in self.records.items()}

    @cached_property
    def page_urls(self) -> frozenset[str]:
        """The addresses of hand-written pages, relative to the site's root."""
        return frozenset(page.url for page in self.pages.values())

    def rules_of(self, event: Event) -> str | None:
        """The address of the rules an event goes by: its own, else the page about conduct, where
        somebody wrote one."""
        own = event.policies and event.policies.conduct
        return own or (f"{self.settings.site_url}{CONDUCT}" if CONDUCT in self.page_urls else None)

    def url(self, target: Record | Occurrence) -> str:
        """The address of a record's page, or of one time an event happens, relative to the site's
        root."""
        if isinstance(target, Record):
            return KINDS[target.KIND].url(target.id)
        base = KINDS[Event.KIND].url(target.event.id)
        return f"{base}{target.original.isoformat()}/" if target.event.repeats else base

    def person(self, person: Person) -> Member | Guest | None:
        """The member or guest behind a reference to a person."""
        return person if isinstance(person, Guest) else self.members.get(person)

    def people(self, persons: Iterable[Person]) -> list[Member | Guest]:
        return [found for person in persons if (found := self.person(person))]

    def changed(
        self, subject: Occurrence | Record, since: date | None = None
    ) -> tuple[int, datetime]:
        """(how often a record was changed, when its entry in calendars last changed, in UTC); both
        only ever rise.

        Counted are the changes of its file and its `revision`; the instant is also that of its
        venue's last change. Without a history it is the beginning of the day it was added, else of
        ``since`` or of an event's first day, and a second later with each revision. What has times
        is a second later with each release of the zones too, which may have moved it: some clients
        pass over what does not look changed.
        """
        record: Any = subject.event if isinstance(subject, Occurrence) else subject
        own = self.history.get(record.path)
        place = self.venues.get(getattr(subject, "venue", None) or "")
        at_place = self.history.get(place.path) if own and place else None
        timed = not getattr(record, "whole_days", True)
        moved = timedelta(seconds=max(0, release()) if timed else 0)
        revision = getattr(record, "revision", None) or 0
        if own:
            last = max(own.last, at_place.last) if at_place else own.last
            # SEQUENCE begins at 0 (RFC 5545, 3.8.7.4): adding a file is no revision of it.
            return own.count - 1 + revision, last + moved
        first = record.added or since or record.first_day
        return revision, datetime.combine(first, time(), UTC) + timedelta(seconds=revision) + moved

    def zone(self, event: Event) -> str | None:
        """The zone of the event's local times: its own, else its venue's."""
        if event.timezone:
            return event.timezone
        venue = self.venues.get(event.venue or "")
        return venue.timezone if venue else None

    @cached_property
    def schedule(self) -> Schedule:
        """All occurrences of all events."""
        found = [
            item
            for event in self.events.values()
            for item in occurrences(event, self.zone(event), self.as_of)
        ]
        return Schedule(tuple(sorted(found, key=lambda item: item.sort_key)), self.as_of)

    def __iter__(self) -> Iterator[Record]:
        for by_id in self.records.values():
            yield from by_id.values()

    # -- in further languages ----------------------------------------------------------------------

    @property
    def languages(self) -> list[str]:
        """The languages the site is published in, the one it is written in first."""
        return [self.origin or self.community.language, *self.translations]

    def folder_of(self, language: str) -> str:
        """Where the pages in a language lie, relative to those in the first."""
        return f"{language.lower()}/" if language in self.translations else ""

    @property
    def folder(self) -> str:
        """Where the pages of this hub lie, relative to those in the first language."""
        return self.folder_of(self.community.language) if self.origin else ""

    @property
    def home_url(self) -> str:
        """The address of the site in its first language."""
        return self.settings.site_url.removesuffix(self.folder)

    def is_translated(self, record: Record) -> bool:
        """Whether a record speaks the language of the hub it stands in."""
        if not self.origin:
            return True
        told = self.translations[self.community.language]
        if COMMUNITY.name == record.KIND:
            return told.community is not None
        return (record.KIND, record.id) in told.records

    @once
    def editions(self) -> list[Hub]:
        """This hub in each of its further languages."""
        return [self._in_language(language) for language in self.translations]

    def _in_language(self, language: str) -> Hub:
        """This hub as it speaks a further language; what is not translated stays as it is."""
        told = self.translations[language]
        records = {
            kind: {name: told.records.get((kind, name), record) for name, record in by_id.items()}
            for kind, by_id in self.records.items()
        }
        # Numbers of revisions are counted by files: a translation has those of its original.
        paths = {
            record.path: self.records[kind][name].path
            for (kind, name), record in told.records.items()
            if name in self.records[kind]
        }
        known = {path: self.history[own] for path, own in paths.items() if own in self.history}
        address = f"{self.settings.site_url}{self.folder_of(language)}"
        return replace(
            self,
            records=records,
            community=(told.community or self.community).model_copy(update={"language": language}),
            pages={**self.pages, **told.pages},
            history={**self.history, **known},
            settings=self.settings.model_copy(update={"site_url": address}),
            source_paths=self.source_paths | paths.keys(),
            own_words=told.own_words,
            origin=self.community.language,
            original=self,
        )

    # -- the hub in parts ------------------------------------------------------------------------

    def whole(self) -> Hub:
        """This hub without references to records it does not have."""
        return self._without(
            {target for target in self.links if target[1] not in self.records[target[0]]}
        )

    def leave_out(self, targets: Collection[Target]) -> Hub:
        """This hub without some records, and without references to them."""
        records = {
            kind: {
                record_id: record
                for record_id, record in by_id.items()
                if (kind, record_id) not in targets
            }
            for kind, by_id in self.records.items()
        }
        return replace(self, records=records)._without(set(targets), anew=True)

    @once
    def public(self) -> Hub:
        """This hub without anything that is not public: the only form of it that outputs are made
        from.

        In an internal hub that is what members may see: what is `visible: members` stays.
        """
        hidden = {(record.KIND, record.id) for record in self if not self.shows(record)}
        # What a record keeps back may be a reference, which then is none.
        kept_back = [record for record in (*self, self.community) if record.not_public]
        original = self.original and self.original.public()
        if not hidden and not kept_back:
            return self if original is self.original else replace(self, original=original)
        zoned = {event.id: self._in_its_zone(event) for event in self.events.values()}
        everything: Records = {**self.records, Event.KIND: zoned}
        records = {
            kind: {
                record.id: _public_fields(record) for record in by_id.values() if self.shows(record)
            }
            for kind, by_id in everything.items()
        }
        hub = replace(self, records=records, community=_public_fields(self.community))
        # Names of series are no references: they are known only by the events that carry them.
        hub = hub._without(hidden, anew=bool(kept_back))._without_series(self._series - hub._series)
        withheld = self.withheld | (_pictures(self) - _pictures(hub))
        feeds = self._feeds_without(hidden)
        return replace(hub, withheld=withheld, original=original, kept_feeds=feeds)

    def _feeds_without(self, hidden: Set[Target]) -> KeptFeeds:
        """What is kept of feeds of those who are not hidden, and names none of these as its
        author."""
        names = {self.records[kind][name].heading for kind, name in hidden if KINDS[kind].personal}
        kept = self.kept_feeds.items()
        return {owner: feed.without_authors(names) for owner, feed in kept if owner not in hidden}

    def shows(self, record: Record) -> bool:
        """Whether the hub's site shows a record at all."""
        return record.visible == "public" or (
            self.settings.internal and record.visible == "members"
        )

    def _in_its_zone(self, event: Event) -> Event:
        """An event with the zone it takes from its venue, so that its times stand when the venue is
        not shown."""
        if event.venue and not event.timezone:
            return event.model_copy(update={"timezone": self.zone(event)})
        return event

    @property
    def _series(self) -> set[str]:
        return {series for event in self.events.values() for series in self.series_of(event)}

    def _without_series(self, gone: set[str]) -> Hub:
        """This hub without the names of series of which no event is left."""
        if not gone:
            return self
        groups = {
            group.id: group.model_copy(
                update={"meets": [name for name in group.meets if name not in gone]}
            )
            for group in self.groups.values()
        }
        return replace(self, records={**self.records, "group": groups})

    def _without(self, gone: set[Target], anew: bool = False) -> Hub:
        """This hub without any reference to ``gone``; with its links worked out anew when they may
        have changed."""
        if not gone and not anew:
            return self
        records = {kind: dict(by_id) for kind, by_id in self.records.items()}
        community = self.community
        for link in {link for target in gone for link in self.links.get(target, ())}:
            if link.kind == COMMUNITY.name:
                community = without(community, gone.__contains__) or community
            elif record := records[link.kind].pop(link.id, None):
                records[link.kind][link.id] = without(record, gone.__contains__)
        # What was put back stands last, in the order of a set: sort again.
        ordered = {kind: dict(sorted(by_id.items())) for kind, by_id in records.items()}
        everything = [
            *(record for by_id in ordered.values() for record in by_id.values()),
            community,
        ]
        return replace(self, records=ordered, community=community, links=reverse(everything))


def _public_fields(record: Any) -> Any:
    """The record without the fields it keeps back."""
    fields = type(record).model_fields
    empty = {
        name: fields[name].get_default(call_default_factory=True)
        for name in record.not_public
        if name in fields
    }
    return record.model_copy(update=empty) if empty else record


def _pictures(hub: Hub) -> frozenset[str]:
    """The files that records show as their picture."""
    return frozenset(src for record in (*hub, hub.community) for _, src in record.pictures)


__all__ = ["Hub", "Problem", "load_hub"]
