"""Drafts of new records: from answers to fields to a file's text, checked as if it lay in the hub
already."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, get_args

from hearth.base.locale_data import COUNTRIES, LANGUAGES
from hearth.base.problems import Problem, Problems
from hearth.base.reasons import reason
from hearth.base.similarity import did_you_mean
from hearth.base.strict_yaml import HIDDEN, Position, Where, YamlError, read_yaml
from hearth.base.words import said
from hearth.edit import record_files
from hearth.edit.location import entry_of
from hearth.kinds import KINDS, Complaint, Kind, Record
from hearth.kinds.fields import Line, Person
from hearth.kinds.vocabulary import Topic
from hearth.model import rules
from hearth.model.hub import check_together
from hearth.model.links import references, refs, unknown_references
from hearth.model.rules.tombstones import like_removed
from hearth.read.ids import ID, MAX_ID, RESERVED, propose_id
from hearth.read.load import LoadResult
from hearth.read.records import INTERNAL, build, check_source, field_doc, model_at, models_in
from hearth.read.sources import MAX_FILE, Source, SourceFile, split


class DraftError(Exception):
    """Why a draft cannot become a file, in words for its author."""


class LikeRemovedError(DraftError):
    """A draft is like somebody who was removed: nothing to tell the public."""


@dataclass(frozen=True)
class Draft:
    """A record that is not written yet."""

    kind: Kind
    id: str
    fields: Mapping[str, Any]
    """Text, lists and mappings of text, as a file gives them; `body` is the text below the
    fields."""
    hints: bool = True
    """Whether the file reminds its author of further fields."""
    schema: str = ""
    """Where editors find the schema, as seen from the file; empty when nobody has asked for
    schemas."""

    @property
    def path(self) -> str:
        """Where it belongs, relative to the hub's folder."""
        return record_files.path_of(self.kind.name, self.id, self.fields)


# -- ids -------------------------------------------------------------------------------------------


def check_id(record_id: str, kind: Kind, found: LoadResult) -> None:
    """Raise DraftError, with a way out, when a new record of the kind cannot have the id."""
    if not ID.fullmatch(record_id) or len(record_id) > MAX_ID or record_id in RESERVED:
        proposed = propose_id(kind, {kind.title_field: record_id})
        raise DraftError(
            said(
                '"%(record_id)s" cannot be an id: it is part of an address. Call it '
                '"%(proposed)s".',
                record_id=record_id[:80],
                proposed=proposed,
            )
        )
    if record_id in found.known_ids[kind.name]:
        raise DraftError(
            said(
                'There is a %(kind)s "%(id)s" already. Choose another id, or change its file.',
                kind=kind.name,
                id=record_id,
            )
        )


def refuse_removed(root: Path, draft: Draft, allowed: bool) -> None:
    """Raise LikeRemovedError when a new record tells of a person who is like somebody who was
    removed, and nobody has said that it is right."""
    if not draft.kind.personal or allowed:
        return
    if why := like_removed(root, draft.id, draft.fields):
        raise LikeRemovedError(said("%(path)s was not written. %(why)s", path=draft.path, why=why))


# -- answers become fields -------------------------------------------------------------------------


def clean(text: str) -> str:
    """The text with plain line ends and without characters that hide what it says."""
    return HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def put(
    kind: Kind, fields: dict[str, Any], name: str, text: str, found: LoadResult | None = None
) -> None:
    """Set the field ``name`` (dotted: place.city) to what a person answered; a list grows, an empty
    text is no answer.

    Lists of ids and codes are separated by commas or lines, lists of sentences by lines. Where an
    id or a code belongs, the name by which people know it will do. Raises DraftError for a field
    the kind does not have.
    """
    *parents, last = name.split(".")
    owner = model_at(kind.model, tuple(parents))
    known = [known for known in owner.model_fields if known not in INTERNAL] if owner else []
    if owner is None or last not in known:
        fix = did_you_mean(last, known, said("Known fields: %(known)s.", known=", ".join(known)))
        raise DraftError(
            said(
                "A %(kind)s has no field %(name)s. %(fix)s",
                kind=kind.name,
                name=repr(name),
                fix=fix,
            )
        )
    fields = _part(kind, fields, parents, name)
    annotation = _annotation(owner, last)
    if entry_of(annotation) is None:
        value = text.strip() if last == "body" else _on_one_line(text)
        if value:
            fields[last] = _named(value, last, annotation, found)
        return
    separator = r"\n" if Line in _arguments(annotation) else r"[\n,]"
    items = [_on_one_line(item) for item in re.split(separator, text)]
    values = [_named(item, last, annotation, found) for item in items if item]
    if values:
        fields[last] = [*fields.get(last, ()), *values]


def _on_one_line(text: str) -> str:
    """The words of an answer; signs without a width at its ends are none, alone neither."""
    return " ".join(text.split()).strip("\u200b\u2060\ufeff ")


def _part(kind: Kind, fields: dict[str, Any], parents: list[str], name: str) -> dict[str, Any]:
    """The mapping in which the last step of a dotted name stands; of a list of parts, its first
    entry."""
    for depth, parent in enumerate(parents):
        owner = model_at(kind.model, tuple(parents[:depth]))
        in_list = owner is not None and entry_of(_annotation(owner, parent)) is not None
        part = fields.setdefault(parent, [{}] if in_list else {})
        part = part[0] if in_list and isinstance(part, list) else part
        if not isinstance(part, dict):
            raise DraftError(
                said(
                    "%(name)s cannot be set: %(parent)s has a value of its own.",
                    name=repr(name),
                    parent=repr(parent),
                )
            )
        fields = part
    return fields


def _annotation(owner: Any, name: str) -> Any:
    info = owner.model_fields[name]
    return Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation


def _arguments(annotation: Any) -> list[Any]:
    """The annotation and all that it is made of."""
    inner = (
        [found for part in get_args(annotation) for found in _arguments(part)]
        if annotation != Line
        else []
    )
    return [annotation, *inner]


def _named(text: str, field_name: str, annotation: Any, found: LoadResult | None) -> Any:
    """The id or code for a name people know; the text itself when it is neither."""
    if field_name == "country":
        return _code(text, COUNTRIES)
    if field_name in ("language", "languages"):
        return _code(text, LANGUAGES)
    kinds = list(refs(annotation)) or [
        ref for part in models_in(annotation) for ref in _first_refs(part)
    ]
    if kinds and found is not None and text not in found.known_ids[kinds[0]]:
        text = headings(found, KINDS[kinds[0]]).get(text.casefold(), text)
    is_guest = Person in _arguments(annotation) and not ID.fullmatch(text)
    return {"guest": text} if is_guest else text


def _first_refs(part: Any) -> list[str]:
    return list(refs(_annotation(part, next(iter(part.model_fields)))))


def _code(text: str, names: Mapping[str, str]) -> str:
    return next((code for code, name in names.items() if name.casefold() == text.casefold()), text)


def headings(found: LoadResult, kind: Kind) -> dict[str, str]:
    """The ids of a kind by the names people know them by; a name that two records share is left
    out."""
    ids: dict[str, set[str]] = {}
    for record_id, record in found.of(kind.model).items():
        latin = getattr(record, kind.latin_field) if kind.latin_field else None
        for name in filter(None, (record.heading, latin)):
            ids.setdefault(name.casefold(), set()).add(record_id)
    return {name: several.pop() for name, several in ids.items() if len(several) == 1}


def hint(kind: Kind, name: str) -> str:
    """What the field at a dotted name is for: the first sentence of what its model says."""
    return (
        " ".join(field_doc(kind.model, tuple(name.split("."))).split()).split(". ")[0].rstrip(".")
        + "."
    )


@cache
def choices(kind: Kind, name: str) -> tuple[str, ...]:
    """The words a field may hold, if it has a fixed set of them."""
    schema = kind.model.model_json_schema()["properties"].get(name, {})
    return tuple(
        next((form["enum"] for form in (schema, *schema.get("anyOf", ())) if "enum" in form), ())
    )


def complaints_about(
    kind: Kind, fields: Mapping[str, Any], name: str, found: LoadResult
) -> list[Complaint]:
    """What is wrong with one field by itself, whatever the others say."""
    text, body, _ = split(
        kind.example, "example.md" if kind.example.startswith("---") else "example.yml"
    )
    sketch = {**read_yaml(text), "body": body or "", **fields, "id": "sketch", "path": "sketch.yml"}
    record, wrong = build(kind.model, sketch)
    if record is not None:
        words = rules.topic_words(found.of(Topic).values())
        wrong = list(unknown_references(_given(record, fields), found.known_ids, words))
    return [
        complaint
        for complaint in wrong
        if complaint.field and complaint.field[0] == name.split(".")[0]
    ]


def _given(record: Record, fields: Mapping[str, Any]) -> list[Any]:
    """The references in fields that were answered, not in those of the example."""
    return [(where, target) for where, target in references(record) if where[0] in fields]


# -- fields become text ----------------------------------------------------------------------------


def text_of(draft: Draft) -> str:
    """The file's text in its canonical form; raises DraftError unless it reads back as it was
    given."""
    text = record_files.text_of(
        draft.kind.name, draft.fields, _hints(draft.kind, draft.fields) if draft.hints else ""
    )
    if draft.schema and not draft.path.endswith(
        ".md"
    ):  # editors look for the schema in files of YAML alone
        text = f"# yaml-language-server: $schema={draft.schema}\n{text}"
    try:
        same = record_files.check_reads_back(draft.path, text, draft.fields)
    except YamlError as error:
        raise DraftError(
            said(
                "%(path)s cannot be written: it %(what)s. %(fix)s",
                path=draft.path,
                what=error.what,
                fix=error.fix,
            )
        ) from None
    if not same:
        raise DraftError(
            said(
                "%(path)s cannot be written so that it reads back as it was given.", path=draft.path
            )
        )
    return text


def _hints(kind: Kind, given: Mapping[str, Any]) -> str:
    missing = [name for name in kind.asking.hints if name not in given]
    lines = [f"# {name}: {hint(kind, name)}\n" for name in missing]
    return (
        "".join(
            [
                "\n# Worth adding when you know it (take the # away and write your own words):\n",
                *lines,
            ]
        )
        if lines
        else ""
    )


# -- the text is checked ---------------------------------------------------------------------------


@dataclass(frozen=True)
class _Unwritten(Source):
    """A source whose file is only a text so far."""

    text: str = field(default="", repr=False)

    def again(self, root: Path) -> tuple[dict[str, Any], dict[Where, Position]]:
        found: dict[Where, Position] = {}
        fields, _, offset = split(self.text, self.path)
        return read_yaml(fields, found, offset), found

    def without_fields(self) -> Source:
        return replace(self, fields={}, body=None)


def problems_of(root: Path, draft: Draft, found: LoadResult, as_of: date) -> Problems:
    """Everything that `hearth check` would say of the draft's file and that it does not say without
    it."""
    return problems_of_text(root, draft.kind.name, draft.path, text_of(draft), found, as_of)


def problems_of_text(
    root: Path, kind: str, path: str, text: str, found: LoadResult, as_of: date
) -> Problems:
    """Everything that `hearth check` would say with this text in the file of a record, and does
    not say now; ``kind`` is the record's."""
    problems = Problems()
    if len(text.encode()) > MAX_FILE:
        what, fix = (
            said("is larger than %(limit)s KiB", limit=MAX_FILE // 1024),
            said("Shorten it."),
        )
        problems.add(Problem(path, 1, 1, "too-large", "", what, fix))
        return problems
    if hidden := HIDDEN.search(text):
        what = said("holds the invisible character U+%(code)s", code=f"{ord(hidden.group()):04X}")
        problems.add(Problem(path, 1, 1, "control-character", "", what, said("Remove it.")))
        return problems
    fields, body, offset = split(text, path)
    source = _Unwritten(
        kind, Path(path).stem, path, read_yaml(fields, None, offset), body, (), None, text
    )
    checked, wrong = check_source(root, source)
    problems.extend(wrong)
    others = [each for each in found.sources if each.source.path != path]
    files = found.files
    if len(others) == len(found.sources):
        files = [*files, SourceFile(kind, path)]
    more = replace(found, sources=[*others, checked], files=files)
    # Only what the text adds: a problem that was there is not its contributor's.
    before = set(check_together(root, found, as_of))
    after = check_together(root, more, as_of)
    problems.extend([problem for problem in after if problem not in before])
    return problems


def write_new(root: Path, draft: Draft) -> Path:
    """Write the draft's file below ``root``; never over another, never outside. Returns where it
    is."""
    text = text_of(draft)
    try:
        record_files.write_new(root, draft.path, text)
    except FileExistsError as error:
        raise DraftError(said("%(error)s. Nothing was written.", error=reason(error))) from None
    return root / draft.path
