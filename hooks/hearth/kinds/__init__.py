"""The kinds of records. A new kind is one module and one line here; one from outside is
registered."""

from collections.abc import Iterator
from contextlib import contextmanager

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


def register(kind: Kind) -> None:
    """Add a kind from outside. Raises ValueError when its name, plural, folder or section is
    another's."""
    for known in (*KINDS.values(), COMMUNITY):
        for part in ("name", "plural", "folder", "section"):
            if getattr(known, part) == getattr(kind, part):
                raise ValueError(
                    f'The kind {kind.name} has the {part} "{getattr(kind, part)}" of {known.name}'
                )
    KINDS[kind.name] = kind


@contextmanager
def registered(kind: Kind) -> Iterator[None]:
    """Add a kind for a while."""
    register(kind)
    try:
        yield
    finally:
        del KINDS[kind.name]


def kind_named(name: str) -> Kind:
    """The kind of that name, the community among them."""
    return COMMUNITY if name == COMMUNITY.name else KINDS[name]


def list_files() -> dict[str, Kind]:
    """The files that can hold several records, and of which kind."""
    return {kind.list_file: kind for kind in KINDS.values() if "/" in kind.folder}


def top_folders() -> tuple[str, ...]:
    """The folders at the top of a hub in which its records and pages lie."""
    return tuple(dict.fromkeys(kind.folder.split("/")[0] for kind in (*KINDS.values(), COMMUNITY)))


__all__ = [
    "COMMUNITY",
    "KINDS",
    "Complaint",
    "Kind",
    "Record",
    "kind_named",
    "list_files",
    "register",
    "registered",
    "top_folders",
]
