"""Fix words of a fixed set, yes and no, and weekdays."""

from __future__ import annotations

from hearth.base.similarity import only_match
from hearth.edit.fixes import Fix
from hearth.edit.location import Location, choices
from hearth.kinds.event_parts import ORDINALS, WEEKDAYS
from hearth.kinds.field_words import answer as answer_of
from hearth.kinds.field_words import yes_or_no


def choice(location: Location, code: str) -> list[Fix]:
    """The choice that is meant, misspelt or in another language."""
    if not isinstance(location.value, str):
        return []
    known = choices(location.annotation)
    said = answer_of(location.value, known)
    return location.becomes(said if said in known else only_match(location.value, known), code)


def respelled(location: Location, code: str) -> list[Fix]:
    """A choice that is understood, as the field reference spells it."""
    word = "-".join(location.value.replace("_", " ").lower().split())
    return (
        location.becomes(word, code)
        if word != location.value and word in choices(location.annotation)
        else []
    )


def answer(location: Location, code: str) -> list[Fix]:
    """yes or no, true or false, where a slip or a mark stands beside it, or in another
    language."""
    if not isinstance(location.value, str):
        return []
    word = location.value.strip(" .!'\"`")
    said = yes_or_no(word)
    known = said if said in ("yes", "no") else only_match(word, ("yes", "no", "true", "false"))
    return location.becomes(known or _doubled(word), code)


def _doubled(word: str) -> str | None:
    """yes and no are too short to be compared by similarity; a letter typed twice is certain."""
    return {"yess": "yes", "yees": "yes", "yyes": "yes", "noo": "no", "nno": "no"}.get(
        word.casefold()
    )


def weekday(location: Location, code: str) -> list[Fix]:
    """A weekday with a slip, or cut short, and which one of the month it is."""
    if not isinstance(location.value, str):
        return []
    words = []
    for word in location.value.lower().replace(".", " ").split():
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
            else only_match(
                word.removesuffix("s") if word.endswith("days") else word, (*WEEKDAYS, *ORDINALS)
            )
        )
        words.append(found or word)
    return location.becomes(" ".join(words), code)
