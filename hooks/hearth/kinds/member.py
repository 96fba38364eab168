"""Members: people and organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, ClassVar

from pydantic import AfterValidator

from hearth.base.collation import SpelledName
from hearth.base.country_regions import REGION_OF
from hearth.base.words import N_, Translations, said
from hearth.kinds.base import Complaint, Record, wrong_way_round
from hearth.kinds.descriptor import (
    Asking,
    Fields,
    Filter,
    Kind,
    KindFeed,
    Listing,
    Searching,
    SortOrder,
    Surroundings,
)
from hearth.kinds.fields import (
    Country,
    Day,
    GroupId,
    Language,
    Latitude,
    Line,
    Longitude,
    MemberId,
    Part,
    TopicId,
    Url,
    Zone,
    mistake,
    one_of,
    short_form,
)
from hearth.kinds.lenient import address_key
from hearth.kinds.member_forms import CHANGES, FORM
from hearth.kinds.member_importing import importing
from hearth.kinds.span import Span

OpenTo = one_of(
    "mentoring", "speaking", "collaborating", "coffee", "introductions", "interviews", "hiring"
)


class Place(Part):
    """Where somebody is, as precisely as they like to say."""

    city: Line | None = None
    """Town or city."""
    region: Line | None = None
    """State, province or region."""
    country: Country
    """Two letters, such as KE."""
    lat: Latitude | None = None
    """Degrees north, for the map."""
    lon: Longitude | None = None
    """Degrees east, for the map."""


class Affiliation(Part):
    """Work for, or a role in, an organisation of the hub."""

    organisation: MemberId
    """The organisation's id."""
    role: Line | None = None
    """What the person does there."""


class Membership(Span, Part):
    """Being part of a group for some time."""

    group: GroupId
    """The group's id."""
    role: Line | None = None
    """What the person does in it."""
    since: Day | None = None
    """First day."""
    until: Day | None = None
    """Last day; empty while it lasts."""


class Expertise(Part):
    """A topic somebody knows well, and who says so."""

    topic: TopicId
    """The topic's id."""
    vouched_by: list[MemberId] = []
    """Members who can tell from experience."""


class Offer(Part):
    """Something a member can help others with."""

    topic: TopicId
    """The topic's id."""
    note: Line | None = None
    """What exactly, in a few words."""
    since: Day | None = None
    """When it was offered."""


class Response(Part):
    """Somebody's answer to an ask."""

    by: MemberId
    """The member who answered."""
    date: Day
    """When."""


class Ask(Part):
    """Something a member is looking for."""

    topic: TopicId
    """The topic's id."""
    note: Line | None = None
    """What exactly, in a few words."""
    since: Day | None = None
    """When it was asked."""
    responses: list[Response] = []
    """Who answered and when, the first one first; they need not have settled it."""
    answered: Day | None = None
    """When it was settled; empty while it waits."""

    def waits_on(self, day: date) -> bool:
        """Whether it was asked by a day and not settled then; what says no day counts as asked
        before."""
        asked = self.since is None or self.since <= day
        return asked and (self.answered is None or self.answered > day)


class ThankYou(Part):
    """A thank-you that somebody said for all to see."""

    by: MemberId
    """The member who said it."""
    reason: Line
    """What for."""
    date: Day
    """When."""


class Mentoring(Part):
    """Topics for mentoring, given and wanted."""

    offers: list[TopicId] = []
    """Would mentor others on."""
    seeks: list[TopicId] = []
    """Would like a mentor for."""


class Consent(Part):
    """Proof that the person agreed to be shown."""

    date: Day
    """When."""
    by: Line
    """How or by whom it was recorded, such as "own pull request"."""


HANDLES = {
    "github": r"[A-Za-z0-9](-?[A-Za-z0-9]){0,38}",
    "gitlab": r"[A-Za-z0-9_.-]{2,255}",
    "mastodon": r"@?[A-Za-z0-9_.-]+@[A-Za-z0-9.-]+\.[a-z]{2,}",
    "bluesky": r"@?[a-z0-9-]+(\.[a-z0-9-]+)+",
    "linkedin": r"(in|company)/[\w%-]{2,100}",
    "orcid": r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]",
    "youtube": r"@[\w.-]{3,30}",
}
PROFILES = {
    "github": "https://github.com/{}",
    "gitlab": "https://gitlab.com/{}",
    "bluesky": "https://bsky.app/profile/{}",
    "linkedin": "https://www.linkedin.com/{}",
    "orcid": "https://orcid.org/{}",
    "youtube": "https://www.youtube.com/{}",
}


def _handle(service: str) -> type[str]:
    pattern = re.compile(HANDLES[service])

    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise mistake(
                "wrong-handle",
                said("is not a name on %(service)s", service=service),
                said("Write the name alone, without the address."),
            )
        return value.removeprefix("@") if service != "youtube" else value

    return Annotated[str, AfterValidator(check)]  # type: ignore[return-value]


class Links(Part):
    """Where else to find the member; names on services, not addresses."""

    website: Url | None = None
    """Own site."""
    github: _handle("github") | None = None  # type: ignore[valid-type]
    """Name on GitHub."""
    gitlab: _handle("gitlab") | None = None  # type: ignore[valid-type]
    """Name on GitLab."""
    mastodon: _handle("mastodon") | None = None  # type: ignore[valid-type]
    """Name on the Fediverse, such as ada@example.social."""
    bluesky: _handle("bluesky") | None = None  # type: ignore[valid-type]
    """Name on Bluesky, such as ada.example.org."""
    linkedin: _handle("linkedin") | None = None  # type: ignore[valid-type]
    """in/name or company/name."""
    orcid: _handle("orcid") | None = None  # type: ignore[valid-type]
    """ORCID iD."""
    youtube: _handle("youtube") | None = None  # type: ignore[valid-type]
    """Name on YouTube, with the @."""

    def addresses(self) -> list[tuple[str, str]]:
        """Pairs of a service's name and the full address there, in the order of the fields."""
        return [(service, _address(service, name)) for service, name in self if name]


def _address(service: str, name: str) -> str:
    if service == "mastodon":
        user, _, host = name.partition("@")
        return f"https://{host}/@{user}"
    return PROFILES[service].format(name) if service in PROFILES else name


class Member(Record):
    """A person or an organisation that belongs to the community."""

    KIND: ClassVar[str] = "member"
    PAST = Record.PAST | {("joined",), ("welcomed",), ("consent", "date")}

    name: Line
    """The name as the member writes it."""
    kind: one_of("person", "organisation") = "person"  # type: ignore[valid-type]
    """person or organisation."""
    latin: Line | None = None
    """The name in Latin letters, for readers who cannot read the script, and for sorting among
    names in Latin letters."""
    sorted_as: Line | None = None
    """What the name is sorted by where that is not how it is written: the reading of kanji, or a
    family name first."""
    pronouns: Line | None = None
    """Such as she/her."""
    pronunciation: Line | None = None
    """How to say the name."""
    headline: Line | None = None
    """Who the member is, in one line."""
    avatar: Line | None = None
    """A picture of the member: a file relative to content/. Without one, initials are shown."""
    place: Place | None = None
    """Where the member is."""
    timezone: Zone | None = None
    """Such as Africa/Nairobi."""
    languages: list[Language] = []
    """Languages spoken, such as [en, sw]."""
    affiliations: Annotated[list[Affiliation], short_form("organisation")] = []
    """Organisations of the hub the person works for: ids, or {organisation, role}."""
    groups: Annotated[list[Membership], short_form("group")] = []
    """Groups the member is part of: ids, or {group, role, since, until}."""
    joined: Day
    """When the member joined."""
    joined_precision: one_of("day", "month", "year") = "day"  # type: ignore[valid-type]
    """month or year when the day is not known; then `joined` holds the first day of it."""
    left: Day | None = None
    """When the member left, for alumni; counts over time go by it."""
    found_via: Line | None = None
    """How the member heard of the community."""
    skills: list[Line] = []
    """What the member can do, in own words."""
    expert_in: Annotated[list[Expertise], short_form("topic")] = []
    """Topics known well: ids, or {topic, vouched_by}."""
    offers: list[Offer] = []
    """What the member can help with."""
    asks: list[Ask] = []
    """What the member is looking for."""
    thanks: list[ThankYou] = []
    """What others thanked the member for."""
    mentoring: Mentoring | None = None
    """Mentoring offered and wanted."""
    speaks_on: list[TopicId] = []
    """Topics the member would give a talk on."""
    open_to: list[OpenTo] = []  # type: ignore[valid-type]
    """What others may ask the member for; introductions lets the community suggest whom to meet,
    coffee pairs people by lot."""
    links: Links | None = None
    """Where else to find the member."""
    feed: Url | None = None
    """Address of the member's own feed (RSS, Atom, JSON Feed): `hearth follow` brings titles and
    summaries of what is newest there."""
    feed_shows: one_of("summaries", "titles") = "summaries"  # type: ignore[valid-type]
    """What the hub shows of that feed beside days and addresses: titles with summaries, or titles
    alone."""
    status: one_of("active", "alumni", "in-memoriam") = "active"  # type: ignore[valid-type]
    """active, alumni or in-memoriam."""
    consent: Consent | None = None
    """When and how the member agreed to be shown."""
    welcomed: Day | None = None
    """When somebody welcomed the member."""
    buddy: MemberId | None = None
    """Who helps the member to settle in."""

    @property
    def heading(self) -> str:
        return self.name

    @property
    def line(self) -> str:
        place = self.place.city or self.place.region if self.place else None
        return " · ".join(part for part in (self.headline, place) if part)

    @property
    def pictures(self) -> list[tuple[tuple[str, ...], str]]:
        return [*super().pictures, *([(("avatar",), self.avatar)] if self.avatar else [])]

    def joined_words(self, words: Translations) -> str:
        """When the member joined, as precisely as it is known: 3 December 2026, December 2026."""
        if self.joined_precision == "year":
            return str(self.joined.year)
        exact = self.joined_precision == "day"
        return words.long_day(self.joined) if exact else words.month(self.joined)

    @property
    def is_person(self) -> bool:
        return bool(self.kind == "person")

    @property
    def sort_name(self) -> str | SpelledName:
        """What the member is sorted by, as a hub's collation takes it."""
        if self.sorted_as or not self.latin:
            return self.sorted_as or self.name
        return SpelledName(self.name, self.latin)

    @property
    def open_asks(self) -> list[Ask]:
        return [ask for ask in self.asks if not ask.answered]

    def waiting_asks(self, day: date) -> list[Ask]:
        """What waits for an answer on a day."""
        return [ask for ask in self.asks if ask.waits_on(day)]


def _rules(member: Member) -> Iterator[Complaint]:
    for index, item in enumerate(member.groups):
        yield from wrong_way_round(item, ("groups", index), "since", "until")
    for index, ask in enumerate(member.asks):
        yield from wrong_way_round(ask, ("asks", index), "since", "answered")
    if member.left and member.left < member.joined:
        yield Complaint(
            ("left",),
            "ends-before-start",
            said("lies before `joined`"),
            said("Check the two days."),
        )
    if member.buddy == member.id:
        yield Complaint(
            ("buddy",),
            "refers-to-itself",
            said("names the member's own id"),
            said("Name another member."),
        )


def _search_topics(member: Member) -> list[str]:
    known = [item.topic for item in member.expert_in] + [offer.topic for offer in member.offers]
    return list(dict.fromkeys([*member.topics, *known]))


def _search_texts(member: Member) -> list[str | None]:
    notes = [offer.note for offer in member.offers] + [ask.note for ask in member.asks]
    place = [member.place.city, member.place.region] if member.place else []
    return [member.headline, *place, *member.skills, *notes]


def _listed_words(member: Member) -> list[str | None]:
    place = (member.place.city, member.place.region) if member.place else ()
    return [member.latin, " ".join(filter(None, place))]


def _accounts(fields: Fields) -> set[str]:
    links = fields.get("links")
    given = links.items() if isinstance(links, dict) else ()
    return {
        f"{name}:{(address_key(value) if name == 'website' else value).casefold()}"
        for name, value in given
    }


def _are_two(one: Fields, other: Fields) -> bool:
    """People of one name are told apart by their links."""
    mine, theirs = _accounts(one), _accounts(other)
    return bool(mine and theirs) and not mine & theirs


_KINDS = {"person": N_("people"), "organisation": N_("organisations")}

NEW_FOR = timedelta(days=90)
"""How long somebody who joined is found among the new ones."""


def _place(member: Member, name: str) -> str | None:
    return getattr(member.place, name) if member.place else None


def _every_topic(member: Member) -> list[str]:
    """What a member cares about, knows or can help with."""
    known = [one.topic for one in member.expert_in]
    return [*member.topics, *known, *(one.topic for one in member.offers), *member.speaks_on]


def _new(member: Member, hub: Surroundings) -> tuple[str, ...]:
    return ("new",) if hub.as_of - NEW_FOR < member.joined <= hub.as_of else ()


_FILTERS = (
    Filter(
        "helps",
        "Can help with",
        lambda member: (offer.topic for offer in member.offers),
        refers="topic",
    ),
    Filter(
        "mentors",
        "Offers mentoring on",
        lambda member: member.mentoring.offers if member.mentoring else (),
        refers="topic",
    ),
    Filter("language", "Speaks", lambda member: member.languages, codes="language"),
    Filter(
        "region",
        "Part of the world",
        lambda member: (REGION_OF.get(_place(member, "country") or ""),),
        codes="region",
    ),
    Filter(
        "country",
        "Lives in",
        lambda member: (_place(member, "country"),),
        codes="country",
        folded=True,
    ),
    Filter("town", "Town", lambda member: (_place(member, "city"),), codes="name", folded=True),
    Filter("topic", "Topic", _every_topic, refers="topic", folded=True),
    Filter(
        "asks",
        "Looking for",
        lambda member: (ask.topic for ask in member.open_asks),
        refers="topic",
        folded=True,
    ),
    Filter(
        "seeks",
        "Seeks a mentor for",
        lambda member: member.mentoring.seeks if member.mentoring else (),
        refers="topic",
        folded=True,
    ),
    Filter("speaks", "Speaks on", lambda member: member.speaks_on, refers="topic", folded=True),
    Filter("open", "Open to", lambda member: member.open_to, folded=True),
    Filter(
        "group",
        "Group",
        lambda member: (part.group for part in member.groups),
        refers="group",
        folded=True,
    ),
    Filter(
        "organisation",
        "Organisation",
        lambda member: (work.organisation for work in member.affiliations),
        refers="member",
        folded=True,
    ),
    Filter(
        "new",
        "Joined",
        label=lambda _: N_("in the last three months"),
        inside=_new,
        folded=True,
    ),
    Filter("kind", "Kind", lambda member: (member.kind,), _KINDS.get, folded=True),
)

KIND = Kind(
    name="member",
    plural="members",
    model=Member,
    folder="members",
    section="members",
    example="name: Ada Example\njoined: 2026-11-01\n",
    rules=_rules,
    noun=lambda member: member.kind,
    plurals={"person": "people"},
    personal=True,
    organisation=lambda member: member.kind == "organisation",
    straight_links=True,
    title_field="name",
    latin_field="latin",
    date_field="joined",
    ways_in="addresses",
    schema_type="Person",
    asking=Asking(
        form=FORM,
        changes=CHANGES,
        fields=(
            "name",
            "headline",
            "pronouns",
            "place.city",
            "place.country",
            "timezone",
            "languages",
            "topics",
        ),
        hints=(
            "headline",
            "pronouns",
            "timezone",
            "languages",
            "topics",
            "skills",
            "offers",
            "asks",
            "links",
        ),
        today="joined",
    ),
    importing=importing(_are_two),
    searching=Searching(
        label=lambda member: member.kind,
        headings={"person": "People", "organisation": "Organisations"},
        names=lambda member: filter(None, (member.latin,)),
        topics=_search_topics,
        texts=_search_texts,
    ),
    feed=KindFeed(
        name="members",
        title="new members",
        purpose="Who joined",
        rank=1,
        entry_title=lambda member, words: words("%(name)s joined", name=member.name),
    ),
    listing=Listing(
        name="People",
        title="Find someone to call",
        purpose="Everybody here, with what they can help with and what they are looking for.",
        filters=_FILTERS,
        order=lambda member: (not member.is_person, member.sort_name, member.id),
        orders=(SortOrder("newest", "Newest first", lambda member: -member.joined.toordinal()),),
        text=_listed_words,
    ),
    followed_feed="feed",
    followed_shows="feed_shows",
    private=frozenset({"consent", "welcomed", "found_via", "buddy"}),
    distinctive=frozenset({"name", "latin", "sorted_as", *Links.model_fields}),
)
