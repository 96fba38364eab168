"""References that lead nowhere: another word for a topic, or an id with a slip in it."""

from __future__ import annotations

from hearth.base.nearest import the_one
from hearth.edit.fixes import Fix
from hearth.edit.location import Spot
from hearth.kinds.fields import Ref
from hearth.model.links import refs
from hearth.read.records import models_in


def reference(spot: Spot, code: str) -> list[Fix]:
    """The id that is meant: the topic a word stands for, or the only known id that is very near."""
    kind = _kind(spot)
    if kind is None or not isinstance(spot.value, str):
        return []
    if kind == "topic" and (topic := spot.known.topic_words.get(spot.value.strip().casefold())):
        return spot.becomes(topic, code)
    if any(spot.value in ids for ids in spot.known.ids.values()):
        return []  # the id of something else: a mistake of another sort
    return spot.becomes(the_one(spot.value, spot.known.ids[kind]), code)


def _kind(spot: Spot) -> str | None:
    """The kind a field refers to; where a bare id stands for fields of its own, that of the first
    of them that refers."""
    if own := next(refs(spot.annotation), None):
        return own
    fields = [
        field for model in models_in(spot.annotation) for field in model.model_fields.values()
    ]
    return next(
        (meta.kind for field in fields for meta in field.metadata if isinstance(meta, Ref)), None
    )


def series(spot: Spot, code: str) -> list[Fix]:
    """The only series that is very near."""
    return (
        spot.becomes(the_one(spot.value, spot.known.series), code)
        if isinstance(spot.value, str)
        else []
    )


def page(spot: Spot, code: str) -> list[Fix]:
    """The only page that is very near."""
    return (
        spot.becomes(the_one(spot.value, spot.known.pages), code)
        if isinstance(spot.value, str)
        else []
    )
