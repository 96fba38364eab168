"""Words of a fixed set, yes and no, and weekdays."""

from __future__ import annotations

from hearth.base.nearest import the_one
from hearth.edit.fixes import Fix
from hearth.edit.location import Spot, choices
from hearth.kinds.event_parts import ORDINALS, WEEKDAYS


def choice(spot: Spot, code: str) -> list[Fix]:
    """The choice that is meant."""
    return (
        spot.becomes(the_one(spot.value, choices(spot.annotation)), code)
        if isinstance(spot.value, str)
        else []
    )


def respelled(spot: Spot, code: str) -> list[Fix]:
    """A choice that is understood, as the field reference spells it."""
    word = "-".join(spot.value.replace("_", " ").lower().split())
    return (
        spot.becomes(word, code) if word != spot.value and word in choices(spot.annotation) else []
    )


def answer(spot: Spot, code: str) -> list[Fix]:
    """yes or no, true or false, where a slip or a mark stands beside it."""
    if not isinstance(spot.value, str):
        return []
    word = spot.value.strip(" .!'\"`")
    return spot.becomes(the_one(word, ("yes", "no", "true", "false")) or _doubled(word), code)


def _doubled(word: str) -> str | None:
    """yes and no are too short for likeness; a letter held too long is no question."""
    return {"yess": "yes", "yees": "yes", "yyes": "yes", "noo": "no", "nno": "no"}.get(
        word.casefold()
    )


def weekday(spot: Spot, code: str) -> list[Fix]:
    """A weekday with a slip, or cut short, and which one of the month it is."""
    if not isinstance(spot.value, str):
        return []
    words = []
    for word in spot.value.lower().replace(".", " ").split():
        short = [
            day
            for day in WEEKDAYS
            if day == f"{word}day" or (len(word) >= 3 and day.startswith(word))
        ]
        found = (
            word
            if word in ORDINALS
            else short[0]
            if len(short) == 1
            else the_one(
                word.removesuffix("s") if word.endswith("days") else word, (*WEEKDAYS, *ORDINALS)
            )
        )
        words.append(found or word)
    return spot.becomes(" ".join(words), code)
