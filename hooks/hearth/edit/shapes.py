"""Fix misspelt field names, single values where a list belongs, and tabs that indent."""

from __future__ import annotations

import re

from hearth.base.similarity import only_match
from hearth.base.yaml_mistakes import without_curly
from hearth.edit.fixes import Fix
from hearth.edit.layout import written
from hearth.edit.location import Location, entry_of, mentions
from hearth.kinds.field_words import meant_field
from hearth.kinds.fields import Line, Summary
from hearth.read.records import INTERNAL, model_at, models_in


def without_quotes(location: Location, code: str) -> list[Fix]:
    """The value without the curly quotes around it."""
    return location.becomes(without_curly(str(location.value)), code)


def field_name(location: Location, code: str) -> list[Fix]:
    """The name of the only field that is very near and not there yet."""
    owner, token = model_at(location.file.model, location.inner[:-2]), location.token
    if owner is None or token is None or location.value in INTERNAL or token.style in ("|", ">"):
        return []
    names = [field for field in owner.model_fields if field not in INTERNAL]
    name = _meant(str(location.value), names)
    siblings = [
        where[-2]
        for where in location.file.layout.places
        if where[-1:] == ("#key",) and where[:-2] == location.where[:-2]
    ]
    # A name that is given already, or that two unknown ones could mean, is nobody's to guess.
    if (
        name is None
        or name in siblings
        or [_meant(str(key), names) for key in siblings].count(name) > 1
    ):
        return []
    return [
        Fix(
            location.file.path,
            token.start,
            token.end,
            written(name, token.style, token.in_brackets),
            code,
        )
    ]


def _meant(key: str, names: list[str]) -> str | None:
    return meant_field(key, names) or only_match(
        re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key), names, shortest=3
    )


def listed(location: Location, code: str) -> list[Fix]:
    """The value as a list of one; of several, where commas stand between words that hold none."""
    token, source, entry = location.token, location.source, entry_of(location.annotation)
    if token is None or "\n" in source or token.style in ("|", ">") or entry is None:
        return []
    if token.style == "{":
        if not models_in(entry):
            return []
        return [Fix(location.file.path, token.start, token.end, f"[{source}]", code)]
    if not isinstance(location.value, str):
        return []
    in_own_words = mentions(entry, Line) or mentions(entry, Summary)
    if in_own_words and re.search(r"[,;]", location.value):
        return []  # a sentence with a comma, or two entries: nobody but the author knows
    words = (
        [location.value]
        if in_own_words
        else re.split(r"\s*[,;]\s*", location.value.strip().rstrip(",;"))
    )
    quoted = len(words) == 1 and token.style
    text = source if quoted else ", ".join(written(word, "", True) for word in words if word)
    return [Fix(location.file.path, token.start, token.end, f"[{text}]", code)]


def without_tabs(path: str, text: str, start: int, end: int, code: str) -> list[Fix]:
    """Two spaces for each tab at the beginning of a line of the fields."""
    return [
        Fix(path, start + found.start(), start + found.end(), "  " * len(found.group()), code)
        for found in re.finditer(r"^\t+", text[start:end], re.MULTILINE)
    ]
