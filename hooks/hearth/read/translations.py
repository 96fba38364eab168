"""What records say in a further language of their hub, in files beside their own: ada.he.md beside
ada.md.

A translation holds the texts that are said otherwise and nothing else: what is the same in every
language stands once. Both together are read like any record, so that what is wrong in one language
is told as in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from hearth.base.problems import Problem
from hearth.base.strict_yaml import Where
from hearth.base.words import Said, said
from hearth.kinds import Complaint, Record, kind_named
from hearth.kinds.community import Community
from hearth.kinds.fields import Translatable
from hearth.read.handwritten import HandWritten, untranslated
from hearth.read.own_words import OwnWords
from hearth.read.records import Checked, check_source, models_in, place
from hearth.read.sources import Source, SourceFile, read_file


@dataclass(frozen=True)
class Translation:
    """What a hub says in one of its further languages."""

    records: Mapping[tuple[str, str], Record] = field(default_factory=dict)
    """The records that are translated, whole, by kind and id."""
    pages: Mapping[str, HandWritten] = field(default_factory=dict)
    """Hand-written pages by the paths of those they translate."""
    community: Community | None = None
    own_words: OwnWords = field(default_factory=dict)
    """The community's own words for what the engine says in this language."""


def read_translation(
    root: Path, file: SourceFile, original: SourceFile
) -> tuple[list[Checked], list[Problem]]:
    """The records that a file translates, and what is wrong in it. What is wrong in the original is
    told there."""
    given, problems = read_file(root, file)
    known = {source.id: source for source in read_file(root, original)[0]}
    found = []
    for source in given:
        if source.id in known:
            checked, wrong = _checked(root, source, known[source.id])
            problems += wrong
            found.append(checked)
        else:
            line, column = source.positions(root).get(("id",), (1, 1))
            problems.append(replace(untranslated(source.path, source.id), line=line, column=column))
    return found, problems


def _checked(root: Path, given: Source, known: Source) -> tuple[Checked, list[Problem]]:
    merging = _Merging()
    merged = merging.fields(kind_named(given.kind).model, known.fields, given.fields, ())
    body = given.body if given.body and given.body.strip() else known.body
    checked, told = check_source(root, replace(given, fields=merged, body=body))
    own = {*given.fields, *(["body"] if given.body else [])}
    problems = [problem for problem in told if re.split(r"[.\[]", problem.field)[0] in own]
    if merging.complaints:
        return Checked(given.without_fields(), None), [
            *place(root, given, merging.complaints),
            *problems,
        ]
    return checked, problems


SAME = said("is the same in every language"), said("Remove it: it is taken from the original.")


class _Merging:
    """Puts the texts of a translation into the fields of what it translates."""

    def __init__(self) -> None:
        self.complaints: list[Complaint] = []

    def fields(
        self, model: type[BaseModel], known: dict[str, Any], given: dict[str, Any], where: Where
    ) -> dict[str, Any]:
        """The fields of a record, or of a part of it, with the words that are said otherwise."""
        merged = dict(known)
        for name, value in given.items():
            about, inner = model.model_fields.get(name), (*where, name)
            if about is None:  # the model itself says so, in its own words
                merged[name] = value
                continue
            annotation = (about.annotation, *about.metadata)
            if not _says_words(annotation):
                self._complain(inner, *SAME)
            elif name not in known:
                what, fix = said("is not in the original"), said("Write it there first.")
                self._complain(inner, what, fix)
            else:
                merged[name] = self._value(annotation, known[name], value, inner)
        return merged

    def _value(self, annotation: Any, known: Any, given: Any, where: Where) -> Any:
        parts = [model for one in _types(annotation) for model in models_in(one)]
        if not parts:
            return given
        if isinstance(known, dict) and isinstance(given, dict):
            return self.fields(parts[0], known, given, where)
        if isinstance(known, list) and isinstance(given, list):
            return self._listed(annotation, known, given, where)
        self._complain(where, *SAME)
        return known

    def _listed(self, annotation: Any, known: list[Any], given: list[Any], where: Where) -> Any:
        if len(known) != len(given):
            what = said(
                "has %(number)s entries, and the original %(others)s",
                number=len(given),
                others=len(known),
            )
            fix = said("Write one for each, in its order; {} for one without words to translate.")
            self._complain(where, what, fix)
            return known
        return [
            one
            if other == {} or one == other
            else self._value(annotation, one, other, (*where, index))
            for index, (one, other) in enumerate(zip(known, given, strict=True))
        ]

    def _complain(self, where: Where, what: Said, fix: Said) -> None:
        self.complaints.append(Complaint(where, "wrong-translation", what, fix))


def _says_words(annotation: Any) -> bool:
    """Whether a field holds text that people read, or parts that may."""
    types = list(_types(annotation))
    return any(isinstance(one, Translatable) for one in types) or any(map(models_in, types))


def _types(annotation: Any) -> Iterable[Any]:
    """A type, all it is made of, and its marks."""
    if isinstance(annotation, tuple | list):
        for one in annotation:
            yield from _types(one)
        return
    yield annotation
    yield from _types(get_args(annotation)) if get_args(annotation) else ()
