"""Group pages: groups, chapters, projects and programmes."""

from __future__ import annotations

from datetime import date

from hearth.kinds.event import Event
from hearth.kinds.group import KIND, Cohort, Group, ProgrammeCall
from hearth.kinds.member import Member
from hearth.kinds.post import Post
from hearth.model.hub import Hub
from hearth.outputs.calendars import calendars
from hearth.outputs.face import Face
from hearth.outputs.form_links import form_links
from hearth.outputs.pages.page import PageView, calendar_alternate, feed_alternates
from hearth.views import topics
from hearth.views.cohorts import cohorts


class GroupFace(Face[Group]):
    """People who do something together."""

    def view(self, hub: Hub, record: Group) -> PageView:
        coming, past = topics.occurrences_of(hub, _events(hub, record))
        return PageView(
            title=record.name,
            description=record.purpose,
            values={
                "group": record,
                "leads": [
                    (hub.members[term.member], term)
                    for term in record.leads
                    if term.runs_on(hub.as_of)
                ],
                "members": members(hub, record),
                "cohort": record.cohort_on(hub.as_of),
                "cohorts": _cohorts(hub, record),
                "call": _call(hub, record),
                "coming": coming,
                "past": past,
                "posts": topics.newest_posts(hub.referring(record, Post)),
                "calendar": calendars(hub).get(f"groups/{record.id}"),
                "forms": form_links(hub, record),
            },
            crumbs=self.crumbs(hub, record),
            alternates=[
                *feed_alternates(f"groups/{record.id}", record.name),
                *calendar_alternate(hub, f"groups/{record.id}"),
            ],
            record=record,
        )


FACE = GroupFace(KIND)


def _call(hub: Hub, group: Group) -> ProgrammeCall | None:
    """The call as long as it is not over."""
    return group.call if group.call and hub.as_of <= group.call.closes else None


def _cohorts(hub: Hub, group: Group) -> list[tuple[Cohort, list[Member]]]:
    """The cohorts that have begun, the latest first, each with its people by name."""
    by = hub.collation.by
    return [
        (
            found.cohort,
            sorted(
                {term.member.id: term.member for term in found.terms}.values(),
                key=lambda one: (by(one.sort_name), one.id),
            ),
        )
        for found in cohorts(hub, group)
        if found.cohort.has_begun(hub.as_of)
    ]


def _events(hub: Hub, group: Group) -> set[str]:
    """The ids of its events, and of those of the series in which it meets."""
    own = {event.id for event in hub.referring(group, Event, "group")}
    return own.union(*(hub.events_by_series.get(series, ()) for series in group.meets))


def members(hub: Hub, group: Group) -> list[tuple[Member, date | None]]:
    """Who belongs to it now and until when, by the group's own list or by their profile, without
    its leads."""
    leads = {term.member for term in group.leads if term.runs_on(hub.as_of)}
    until = {term.member: term.until for term in group.members if term.runs_on(hub.as_of)}
    for member in hub.referring(group, Member, "groups"):
        for item in member.groups:
            if item.group == group.id and item.runs_on(hub.as_of):
                until[member.id] = until.get(member.id) or item.until
    found = [(hub.members[name], day) for name, day in until.items() if name not in leads]
    by = hub.collation.by
    return sorted(found, key=lambda pair: (by(pair[0].sort_name), pair[0].id))
