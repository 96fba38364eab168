"""Random record files for tests: every field of a kind with a value that fits, written in one of
the ways YAML allows."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st
from pydantic import BaseModel

from hearth.edit.location import annotation_at, choices, entry_of, mentions
from hearth.kinds import KINDS, Kind
from hearth.kinds.fields import Clock, ContactUrl, Country, Day, Language, Moment, Url, Zone
from hearth.model.links import refs
from hearth.read.records import INTERNAL, models_in

IDS = {
    "member": "ada",
    "event": "welcome-call",
    "venue": "hall",
    "resource": "canvas",
    "path": "first-month",
    "group": "crew",
    "post": "hello",
    "topic": "metrics",
    "term": "lurker",
}
TEXTS = [
    "Tea",
    "A word: two",
    "# no comment",
    "Ends in 'quotes'",
    "Grüße, 李",
    "yes",
    "a #b",
    "[x]",
    "with \\ stroke",
]
TYPES = (
    (Moment, "2026-12-03T18:00"),
    (Day, "2026-12-03"),
    (Clock, "18:30"),
    (Zone, "Africa/Nairobi"),
    (Country, "KE"),
    (Language, "sw"),
    (Url, "https://example.org/x#y"),
    (ContactUrl, "mailto:x@example.org"),
)


def _scalar(draw: Any, annotation: Any) -> str:
    if words := choices(annotation):
        return draw(st.sampled_from(words))
    if kind := next(refs(annotation), None):
        return IDS[kind]
    for alias, example in TYPES:
        if mentions(annotation, alias):
            return example
    if any(name in str(annotation) for name in ("int", "float")):
        return "40"
    if "bool" in str(annotation):
        return "no"
    return "slug" if "pattern=" in str(annotation) else draw(st.sampled_from(TEXTS))


def _written(draw: Any, text: str) -> str:
    """A text in one of the forms a scalar has on one line."""
    plain = (
        text
        if not any(char in text for char in ":#[]{},'\"\\&*") or text.startswith("https")
        else None
    )
    forms = [json.dumps(text, ensure_ascii=False), "'" + text.replace("'", "''") + "'"]
    return draw(st.sampled_from([*forms, *([plain] * 3 if plain else [])]))


def _comment(draw: Any) -> str:
    return draw(st.sampled_from(["", "", "", "  # why: [not] {a} field", " # é"]))


def _blanks(draw: Any, tidy: bool) -> str:
    return "" if tidy else draw(st.sampled_from(["", "", "", " ", "  \t"]))


def field_lines(
    draw: Any, model: type[BaseModel], name: str, indent: str, tidy: bool, depth: int = 0
) -> list[str]:
    """The lines of one field with a value that fits."""
    annotation = annotation_at(model, (name,))
    gap = " " if tidy else draw(st.sampled_from([" ", " ", "   "]))
    end = _comment(draw) + _blanks(draw, tidy)
    entry = entry_of(annotation)
    deeper = indent + draw(st.sampled_from(["  ", "    "]))
    if entry is not None:
        return _list_lines(draw, entry, indent, name, gap, end, tidy, depth)
    if parts := models_in(annotation):
        return [f"{indent}{name}:{end}", *part_lines(draw, parts[0], deeper, tidy, depth + 1)]
    text = _scalar(draw, annotation)
    if text in TEXTS and depth == 0 and draw(st.integers(0, 3)) == 0:
        style = draw(st.sampled_from(["|", ">", "|-", ">-"]))
        return [
            f"{indent}{name}:{gap}{style}",
            f"{deeper}{text}",
            *([""] if name in ("body", "summary") else []),
        ]
    return [f"{indent}{name}:{gap}{_written(draw, text)}{end}"]


def _list_lines(
    draw: Any, entry: Any, indent: str, name: str, gap: str, end: str, tidy: bool, depth: int
) -> list[str]:
    if parts := [part for part in models_in(entry) if not next(refs(entry), None)]:
        lines = part_lines(draw, parts[0], f"{indent}    ", tidy, depth + 1)
        first = next(index for index, line in enumerate(lines) if not line.strip().startswith("#"))
        lines[first] = f"{indent}  - {lines[first].lstrip()}"
        return [f"{indent}{name}:{end}", *lines]
    words = [_written(draw, _scalar(draw, entry)) for _ in range(draw(st.integers(1, 2)))]
    if draw(st.booleans()):
        return [f"{indent}{name}:{gap}[{', '.join(words)}]{end}"]
    if draw(st.booleans()):
        return [
            f"{indent}{name}:{gap}[{words[0]},",
            *(f"{indent}    {word}," for word in words[1:]),
            f"{indent}    ]{end}",
        ]
    return [f"{indent}{name}:{end}", *(f"{indent}  - {word}{_comment(draw)}" for word in words)]


def part_lines(draw: Any, model: type[BaseModel], indent: str, tidy: bool, depth: int) -> list[str]:
    """The lines of a part: its required fields and some others."""
    needed = [name for name, field in model.model_fields.items() if field.is_required()]
    others = [name for name in model.model_fields if name not in needed]
    more = (
        draw(st.lists(st.sampled_from(others), unique=True, max_size=2))
        if others and depth < 3
        else []
    )
    names = needed + more or list(model.model_fields)[:1]
    return [line for name in names for line in field_lines(draw, model, name, indent, tidy, depth)]


@st.composite
def record_files(draw: Any, tidy: bool = False) -> tuple[Kind, str, str]:
    """(kind, path, text) of a random record file; a tidy one has nothing that fixes change."""
    kind = KINDS[draw(st.sampled_from(sorted(KINDS)))]
    fields = kind.model.model_fields
    needed = [
        name for name, field in fields.items() if field.is_required() and name not in INTERNAL
    ]
    others = [name for name in fields if name not in (*needed, *INTERNAL)]
    more = draw(st.lists(st.sampled_from(others), unique=True, max_size=7))
    markdown = "body" not in more and draw(st.booleans())
    lines = draw(
        st.sampled_from(
            [[], [], ["# yaml-language-server: $schema=x.json"], ["# about this file", ""]]
        )
    )
    for name in draw(st.permutations([*needed, *more])):
        lines = lines + draw(
            st.sampled_from([[], [], [""], ["# above"], ["", "# one", "# two"], ["# apart", ""]])
        )
        lines += field_lines(draw, kind.model, name, "", tidy)
    lines += draw(st.sampled_from([[], [], ["# the end"], ["", "# the end"]]))
    text = "\n".join(lines) + "\n"
    if markdown:
        text = f"---{_blanks(draw, tidy)}\n{text}---{_blanks(draw, tidy)}\nSome *words*  \nhere.\n"
    if not tidy and draw(st.integers(0, 4)) == 0:
        text = text.rstrip("\n")
    return kind, f"{kind.folder}/some-record.{'md' if markdown else 'yml'}", text
