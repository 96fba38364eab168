"""The directory of members, and their profiles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from hearth.kinds.event import Event
from hearth.kinds.group import Group
from hearth.kinds.member import KIND, Member, ThankYou
from hearth.kinds.path import Path
from hearth.kinds.post import Post
from hearth.kinds.resource import Resource
from hearth.kinds.venue import Venue
from hearth.model.hub import Hub
from hearth.outputs.calendars import calendars
from hearth.outputs.face import Face
from hearth.outputs.form_links import form_links
from hearth.outputs.pages.page import PageView, calendar_alternate
from hearth.views import directory, topics
from hearth.wording import structured_data
from hearth.wording.structured_data import Thing

THANKS = 12
"""How many thanks a profile shows, the latest ones."""


class MemberFace(Face[Member]):
    """People and organisations."""

    bounded = True

    def view(self, hub: Hub, record: Member) -> PageView:
        return PageView(
            title=record.name,
            description=record.headline
            or hub.words(
                "%(name)s in %(community)s", name=record.name, community=hub.community.name
            ),
            values=_profile(hub, record),
            crumbs=self.crumbs(hub, record),
            things=[self.thing(hub, record)],
            alternates=calendar_alternate(hub, f"members/{record.id}"),
            image=record.avatar,
            og_type="profile",
            record=record,
        )

    def texts(self, hub: Hub, record: Member) -> Iterator[str]:
        yield from map(hub.words.language_name, record.languages)
        if record.place and record.place.country:
            yield hub.words.country(record.place.country)
        for topic in record.mentoring.offers if record.mentoring else ():
            if topic in hub.topics:
                yield hub.words("Mentor: %(topic)s", topic=hub.topics[topic].label)

    def thing(self, hub: Hub, record: Member) -> Thing:
        return structured_data.member(hub, record)


FACE = MemberFace(KIND)


def _profile(hub: Hub, member: Member) -> dict[str, Any]:
    events = hub.referring(
        member, Event, "speakers", "hosts", "agenda", "roles", "sponsors", "repeats"
    )
    coming, past = topics.occurrences_of(hub, {event.id for event in events})
    return {
        "member": member,
        "coming": coming,
        "past": past,
        "groups": _groups(hub, member),
        "curated": hub.referring(member, Resource, "curator"),
        "paths": hub.referring(member, Path, "curator"),
        "posts": topics.newest_posts(hub.referring(member, Post)),
        "staff": directory.in_order(hub, hub.referring(member, Member, "affiliations")),
        "vouched": directory.in_order(hub, hub.referring(member, Member, "expert_in")),
        "venues": hub.referring(member, Venue, "host"),
        "calendar": calendars(hub).get(f"members/{member.id}"),
        "forms": form_links(hub, member),
        "thanks": _thanks(hub, member),
        "offices": [
            role
            for role in hub.community.team
            if role.member == member.id and role.runs_on(hub.as_of)
        ],
    }


def _thanks(hub: Hub, member: Member) -> list[ThankYou]:
    """The latest thanks of those who may be seen."""
    seen = [one for one in member.thanks if one.by in hub.members]
    return sorted(seen, key=lambda one: (one.date, one.by, one.reason), reverse=True)[:THANKS]


def _groups(hub: Hub, member: Member) -> list[tuple[object, str, date | None]]:
    """(group, role, last day where there is one) from the profile and from the groups' own lists,
    each group once and none that is yet to come."""
    found: dict[str, tuple[object, str, date | None]] = {}
    for item in member.groups:
        if item.has_begun(hub.as_of):
            found[item.group] = (hub.groups[item.group], item.role or "", item.until)
    for group in hub.referring(member, Group, "leads", "members"):
        for term in (*group.leads, *group.members):
            if term.member == member.id and term.has_begun(hub.as_of):
                role = term.role or (hub.words("lead") if term in group.leads else "")
                lasts = term.runs_on(hub.as_of)
                known = found.get(group.id)
                ended = known is not None and known[2] is not None and known[2] < hub.as_of
                if known is None or (lasts and (ended or not known[1])):
                    found[group.id] = (group, role, term.until)
    return list(found.values())
