"""The directory and the profiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from hearth.kinds.event import Event
from hearth.kinds.group import Group
from hearth.kinds.member import Member
from hearth.kinds.path import Path
from hearth.kinds.post import Post
from hearth.kinds.resource import Resource
from hearth.kinds.venue import Venue
from hearth.model.hub import Hub
from hearth.outputs.calendars import calendars
from hearth.outputs.pages.page import (
    Page,
    PageView,
    Pagination,
    calendar_alternate,
    feed_alternates,
    parts,
)
from hearth.views import directory, topics
from hearth.wording import structured_data

PEOPLE = ("People", "members/")


def pages(hub: Hub) -> Iterator[Page]:
    everyone = directory.in_order(hub.members.values())
    chunks = parts(everyone, hub.settings.page_size)
    for number, chunk in enumerate(chunks, 1):
        place = Pagination("members/", number, len(chunks))
        yield Page(
            place.url(number),
            "members.html",
            partial(_directory, members=chunk, place=place),
            landing=number == 1,
        )
    for member in hub.members.values():
        yield Page(
            hub.url(member), "member.html", partial(_profile, member=member), source=member.path
        )


def _directory(hub: Hub, members: Sequence[Member], place: Pagination) -> PageView:
    people = directory.people(hub)
    countries = directory.countries(hub)
    title = (
        "Find someone to call"
        if place.number == 1
        else f"Find someone to call, page {place.number}"
    )
    return PageView(
        title=title,
        description="Everybody here, with what they can help with and what they are looking for.",
        values={
            "members": members,
            "place": place,
            "total": len(hub.members),
            "people_count": len(people),
            "countries": countries,
            # One page can be narrowed in the browser; of a longer list, facets that have pages of
            # their own lead there.
            "facets": directory.facets(hub),
            "keys": directory.keys,
        },
        crumbs=[PEOPLE] if place.number > 1 else [],
        alternates=feed_alternates("members", "New members"),
    )


def _profile(hub: Hub, member: Member) -> PageView:
    events = hub.referring(
        member, Event, "speakers", "hosts", "agenda", "roles", "sponsors", "repeats"
    )
    coming, past = topics.occurrences_of(hub, {event.id for event in events})
    return PageView(
        title=member.name,
        description=member.headline or f"{member.name} in {hub.community.name}",
        values={
            "member": member,
            "coming": coming,
            "past": past,
            "groups": _groups(hub, member),
            "curated": hub.referring(member, Resource, "curator"),
            "paths": hub.referring(member, Path, "curator"),
            "posts": topics.newest_posts(hub.referring(member, Post)),
            "staff": directory.in_order(hub.referring(member, Member, "affiliations")),
            "vouched": directory.in_order(hub.referring(member, Member, "expert_in")),
            "venues": hub.referring(member, Venue, "host"),
            "calendar": calendars(hub).get(f"members/{member.id}"),
            "offices": [
                hat
                for hat in hub.community.team
                if hat.member == member.id and hat.runs_on(hub.as_of)
            ],
        },
        crumbs=[PEOPLE],
        things=[structured_data.member(hub, member)],
        alternates=calendar_alternate(hub, f"members/{member.id}"),
        image=member.avatar,
        og_type="profile",
    )


def _groups(hub: Hub, member: Member) -> list[tuple[object, str, bool]]:
    """(group, role, whether it lasts) from the profile and from the groups' own lists, each group
    once and none that is yet to come."""
    found: dict[str, tuple[object, str, bool]] = {}
    for item in member.groups:
        if item.has_begun(hub.as_of):
            lasts = item.runs_on(hub.as_of)
            found[item.group] = (hub.groups[item.group], item.role or "", lasts)
    for group in hub.referring(member, Group, "leads", "members"):
        for term in (*group.leads, *group.members):
            if term.member == member.id and term.has_begun(hub.as_of):
                role = term.role or ("lead" if term in group.leads else "")
                lasts = term.runs_on(hub.as_of)
                known = found.get(group.id)
                if known is None or (lasts and (not known[2] or not known[1])):
                    found[group.id] = (group, role, lasts)
    return list(found.values())
