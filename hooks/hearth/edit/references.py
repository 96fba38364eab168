"""Fix references that lead nowhere: another word for a topic, or an id with a slip in it."""

from __future__ import annotations

from hearth.edit.fixes import Fix
from hearth.edit.location import Location
from hearth.kinds.fields import Ref
from hearth.kinds.vocabulary import Topic
from hearth.model.links import refs
from hearth.read.records import models_in


def reference(location: Location, code: str) -> list[Fix]:
    """The id that is meant: the topic a word stands for, or the only known id that is very near."""
    kind = _kind(location)
    if kind is None or not isinstance(location.value, str):
        return []
    if kind == Topic.KIND and (
        topic := location.known.topic_words.get(location.value.strip().casefold())
    ):
        return location.becomes(topic, code)
    if any(location.value in ids for ids in location.known.ids.values()):
        return []  # the id of something else: a mistake of another sort
    return location.becomes(location.known.ids[kind].only_match(location.value), code)


def _kind(location: Location) -> str | None:
    """The kind a field refers to; where a bare id stands for fields of its own, that of the first
    of them that refers."""
    if own := next(refs(location.annotation), None):
        return own
    fields = [
        field for model in models_in(location.annotation) for field in model.model_fields.values()
    ]
    return next(
        (meta.kind for field in fields for meta in field.metadata if isinstance(meta, Ref)), None
    )


def series(location: Location, code: str) -> list[Fix]:
    """The only series that is very near."""
    return (
        location.becomes(location.known.series.only_match(location.value), code)
        if isinstance(location.value, str)
        else []
    )


def page(location: Location, code: str) -> list[Fix]:
    """The only page that is very near."""
    return (
        location.becomes(location.known.pages.only_match(location.value), code)
        if isinstance(location.value, str)
        else []
    )
