"""Lines to copy: how a value would be written that stands where fields of its own belong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel

from hearth.base.field_docs import field_docs

Fits = Callable[[type[BaseModel], str, str], bool]
"""Whether a field of a model takes a text."""

_PLAIN = re.compile(r"[\w./@+-][\w ./@+:-]*(?<![: ])")
_OTHER_PICTURES = re.compile(r"\.(heic|heif|tiff?|bmp|raw|cr2|nef|psd|pdf)$", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:[\w-]+\.)+(?!jpe?g\b|png\b|webp\b|gif\b|svg\b|avif\b)[a-z]{2,}(?:/|$)", re.IGNORECASE
)


def line_for(name: str, model: type[BaseModel], value: Any, fits: Fits) -> str:
    """The line for a field: what was given in the fields it fits, and what else is required."""
    fields: dict[str, str] = {}
    for text in _texts(value):
        if place := _place_of(text, model, fields, fits):
            fields[place[0]] = place[1]
    wanted = [field for field, info in model.model_fields.items() if info.is_required()]
    for field in wanted or ([] if fields else list(model.model_fields)[:2]):
        fields.setdefault(field, _sample(field_docs(model).get(field, "")))
    inner = ", ".join(f"{field}: {_written(text)}" for field, text in fields.items())
    return f"{name}: {{{inner}}}"


def is_other_picture(value: Any) -> bool:
    """Whether a text names a picture of a kind that no browser shows."""
    return any(_OTHER_PICTURES.search(text) for text in _texts(value))


def _texts(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and "\n" not in item:
            yield item.strip()


def _place_of(
    text: str, model: type[BaseModel], taken: dict[str, str], fits: Fits
) -> tuple[str, str] | None:
    """(field, text) where a text fits: the field that its address names, else the first."""
    text = _OTHER_PICTURES.sub(".jpg", text)
    known = model.model_fields
    free = sorted(known.keys() - taken.keys(), key=lambda field: _rank(model, field))
    for shown in (f"https://{text}", text) if _ADDRESS.match(text) else (text,):
        if "." in text and (handle := _handle(shown, free)) and fits(model, *handle):
            return handle
        for field in free:
            if fits(model, field, shown):
                return field, shown
    return None


def _rank(model: type[BaseModel], field: str) -> tuple[bool, int]:
    """Required fields first, then as the model has them."""
    return not model.model_fields[field].is_required(), list(model.model_fields).index(field)


def _handle(address: str, fields: list[str]) -> tuple[str, str] | None:
    """(service, name) of an address at a service that a field is called after."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    labels = (parts.hostname or "").split(".")
    service = next((field for field in fields if field in labels), None)
    return (service, parts.path.strip("/")) if service and parts.path.strip("/") else None


def _sample(doc: str) -> str:
    """What only the author knows, with the first example that a field's description gives: a line
    that could be copied as it is would state it."""
    found = re.search(r"such as ([^,;]+?)\.?(?:[,;]|$)", " ".join(doc.split()))
    return f"…, such as {found[1]}" if found else "…"


def _written(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
