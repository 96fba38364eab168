"""The kinds of records. A new kind is one module and one line here."""

from hearth.kinds import community, event, group, member, path, post, resource, venue, vocabulary
from hearth.kinds.base import Complaint, Record
from hearth.kinds.descriptor import Kind

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        member.KIND,
        event.KIND,
        venue.KIND,
        resource.KIND,
        path.KIND,
        group.KIND,
        post.KIND,
        vocabulary.TOPIC,
        vocabulary.TERM,
    )
}

COMMUNITY = community.KIND
"""The community itself: one record, content/community.yml."""

__all__ = ["COMMUNITY", "KINDS", "Complaint", "Kind", "Record"]
