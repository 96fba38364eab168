"""The faces of the kinds, found by what they are registered for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from hearth.kinds import KINDS, Kind, Record
from hearth.model.hub import Hub
from hearth.outputs.face import Face
from hearth.outputs.list_index import ListIndex
from hearth.outputs.pages import event, groups, library, news, people, topics, venues

FACES: dict[str, Face[Any]] = {
    face.kind.name: face
    for face in (
        people.FACE,
        event.FACE,
        venues.FACE,
        library.FACE,
        library.PATHS,
        groups.FACE,
        news.FACE,
        topics.FACE,
        topics.GLOSSARY,
    )
}


def face_of(subject: Kind | Record) -> Face[Any]:
    """The face of a kind, or of a record's kind; one that serves any kind if it has none."""
    kind = subject if isinstance(subject, Kind) else KINDS[subject.KIND]
    return FACES.get(kind.name) or Face(kind)


def list_indexes(hub: Hub) -> Iterator[ListIndex]:
    """What browsers narrow and sort lists of several pages by."""
    for kind in KINDS.values():
        yield from face_of(kind).indexes(hub)


@contextmanager
def shown_by(face: Face[Any]) -> Iterator[None]:
    """Let a face show its kind for a while."""
    before = FACES.get(face.kind.name)
    FACES[face.kind.name] = face
    try:
        yield
    finally:
        if before:
            FACES[face.kind.name] = before
        else:
            del FACES[face.kind.name]
