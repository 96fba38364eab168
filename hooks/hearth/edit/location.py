"""The location of a value in a file, with what its field may hold and what the hub knows: all that
a fixer looks at."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError, WithJsonSchema

from hearth.base.similarity import NameSet
from hearth.base.strict_yaml import Where
from hearth.edit.fixes import Fix
from hearth.edit.layout import Layout, Token, written
from hearth.kinds import kind_named
from hearth.read.records import model_at


@dataclass(frozen=True)
class Known:
    """What the hub's other files say, as far as values refer to it."""

    ids: Mapping[str, NameSet]
    """Of each kind."""
    topic_words: Mapping[str, str]
    """Every word for a topic, in lower case, and the topic's id."""
    series: NameSet
    pages: NameSet
    venue_zones: Mapping[str, str] | None = None


@dataclass(frozen=True)
class RecordFile:
    """One record file that can be read."""

    path: str
    kind: str
    is_list: bool
    layout: Layout

    @property
    def model(self) -> type[BaseModel]:
        """The model of its records."""
        return kind_named(self.kind).model


@dataclass(frozen=True)
class Location:
    """One value, or one key, of a file."""

    file: RecordFile
    where: Where
    known: Known

    @property
    def inner(self) -> Where:
        """Where it stands in its record."""
        return self.where[1:] if self.file.is_list else self.where

    @property
    def token(self) -> Token | None:
        return self.file.layout.tokens.get(self.where)

    @property
    def source(self) -> str:
        """The value as it is written."""
        return self.file.layout.text[self.token.start : self.token.end] if self.token else ""

    @property
    def value(self) -> Any:
        return self.where[-2] if self.where[-1:] == ("#key",) else self.file.layout.get(self.where)

    @property
    def record(self) -> dict[str, Any]:
        """The fields of its record."""
        found: dict[str, Any] = self.file.layout.get(self.where[:1] if self.file.is_list else ())
        return found

    @cached_property
    def annotation(self) -> Any:
        """What may stand here; None when the model does not know the field."""
        return annotation_at(self.file.model, self.inner)

    def becomes(self, new: str | None, code: str) -> list[Fix]:
        """The fix that writes another text here; none when there is nothing new or the field would
        not take it."""
        token = self.token
        if (
            new is None
            or token is None
            or new == self.value
            or "\n" in self.source
            or token.style in ("|", ">")
        ):
            return []
        if not _takes(self.annotation, new):
            return []
        return [
            Fix(
                self.file.path,
                token.start,
                token.end,
                written(new, token.style, token.in_brackets),
                code,
            )
        ]


def annotation_at(model: type[BaseModel], where: Where) -> Any:
    """The annotation of the field, or of the entry of a list, at ``where``."""
    names = [index for index, step in enumerate(where) if isinstance(step, str) and step != "#key"]
    if not names:
        return None
    last = names[-1]
    owner = model_at(model, where[:last])
    field = owner.model_fields.get(str(where[last])) if owner else None
    if field is None:
        return None
    found = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
    return entry_of(found) if isinstance(where[-1], int) else found


def entry_of(annotation: Any) -> Any:
    """What the entries of a list may be; None when the annotation speaks of no list."""
    if get_origin(annotation) is list:
        return get_args(annotation)[0]
    inner = get_args(annotation) if get_origin(annotation) in _AROUND else ()
    return next((found for argument in inner if (found := entry_of(argument)) is not None), None)


_AROUND = (Annotated, typing.Union, types.UnionType)


def mentions(annotation: Any, alias: Any) -> bool:
    """Whether an annotation is, or is made with, one of the named types of
    ``hearth.kinds.fields``."""
    wanted = alias.__metadata__[0]
    return any(item == wanted for item in _metadata(annotation))


def choices(annotation: Any) -> list[str]:
    """The words of which a field holds one."""
    for item in _metadata(annotation):
        if isinstance(item, WithJsonSchema) and item.json_schema and "enum" in item.json_schema:
            return list(item.json_schema["enum"])
    return []


def _metadata(annotation: Any) -> list[Any]:
    """What the annotation of one value carries; not that of the entries of a list."""
    own = list(getattr(annotation, "__metadata__", ()))
    inner = get_args(annotation) if get_origin(annotation) in _AROUND else ()
    return own + [item for argument in inner for item in _metadata(argument)]


def _takes(annotation: Any, value: str) -> bool:
    """Whether the field takes a text; where fields of its own belong, a bare id is checked when the
    file is read again."""
    if annotation is None or (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        return True
    try:
        _adapter(annotation).validate_python(value)
    except ValidationError:
        return False
    return True


# Annotations are those of the models, however many values are looked at.
@cache
def _cached(key: Any) -> TypeAdapter[Any]:
    return TypeAdapter(key)


def _adapter(annotation: Any) -> TypeAdapter[Any]:
    try:
        return _cached(annotation)
    except TypeError:  # an annotation that cannot be hashed, such as one with a JSON schema
        return TypeAdapter(annotation)
