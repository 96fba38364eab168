"""Write new record files in their canonical form, never over another file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from hearth.base.strict_yaml import YamlError, read_yaml
from hearth.base.words import said
from hearth.kinds import KINDS, Record, kind_named
from hearth.read.sources import split

SHORT = 80
"""A list of single words of so many letters stands on one line."""


class _Dumper(yaml.SafeDumper):
    """Writes text as it is: to the hub's reader dates and numbers are text too. What would read as
    "nothing" is quoted."""

    yaml_implicit_resolvers = {
        first: [
            (tag, pattern) for tag, pattern in found if tag.rsplit(":", 1)[1] in ("null", "merge")
        ]
        for first, found in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _represent_list(dumper: Any, items: list[Any]) -> Any:
    short = (
        all(isinstance(item, str) and " " not in item for item in items)
        and sum(map(len, items)) < SHORT
    )
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=short)


_Dumper.add_representer(list, _represent_list)


def to_yaml(value: Any) -> str:
    """Text that the hub's reader reads back as the same value, in the order given."""
    # So wide that no line is ever folded: what was one line stays one in a diff.
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9)


def field_order(kind: str) -> list[str]:
    """The fields of a kind in the order they are written in: its own first, then those that every
    record may have."""
    names = list(kind_named(kind).model.model_fields)
    common = [name for name in Record.model_fields if name != "body"]
    return [*(name for name in names if name not in Record.model_fields), *common, "body"]


def in_order(kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields in the order they are written in; those the model does not know come last, as they
    stood."""
    place = {name: index for index, name in enumerate(field_order(kind))}
    return dict(sorted(fields.items(), key=lambda pair: place.get(pair[0], len(place))))


def path_of(kind: str, record_id: str, fields: Mapping[str, Any]) -> str:
    """Where a record's file belongs, below the hub's folder; one with a text of its own is
    Markdown."""
    return f"{KINDS[kind].folder}/{record_id}.{'md' if _body(fields) else 'yml'}"


def _body(fields: Mapping[str, Any]) -> str:
    """The text of a record; blanks alone are none."""
    return str(fields.get("body") or "").strip()


def text_of(kind: str, fields: Mapping[str, Any], comments: str = "") -> str:
    """What a record's file says; ``comments`` stand after the fields, and `body` below them."""
    lines = to_yaml(
        {name: value for name, value in in_order(kind, fields).items() if name != "body"}
    )
    body = _body(fields)
    return f"---\n{lines}{comments}---\n{body}\n" if body else f"{lines}{comments}"


def check_reads_back(path: str, text: str, fields: Mapping[str, Any]) -> bool:
    """Whether the hub's reader finds in a file exactly what was to be written; YamlError when it
    cannot read it."""
    front, body, _ = split(text, path)
    given = {name: value for name, value in fields.items() if name != "body"}
    return bool(read_yaml(front) == given) and (body or "").strip() == _body(fields)


def reads_back(path: str, text: str, fields: Mapping[str, Any]) -> bool:
    """Whether the hub's reader finds in a file exactly what was to be written."""
    try:
        return check_reads_back(path, text, fields)
    except YamlError:
        return False


def write_new(root: Path, path: str, text: str) -> None:
    """Write a file that is not there yet, whole or not at all; FileExistsError when it is, or when
    a folder is a link."""
    target = root / path
    for folder in reversed(target.relative_to(root).parents[:-1]):
        if (root / folder).is_symlink():
            raise FileExistsError(said("%(folder)s is a symbolic link", folder=folder))
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".hearth-", dir=target.parent) as folder_of_draft:
        draft = Path(folder_of_draft) / "draft"
        draft.write_text(text, encoding="utf-8", newline="\n")
        try:
            _put(draft, target)
        except FileExistsError:
            raise FileExistsError(said("%(path)s is there already", path=path)) from None


def _put(draft: Path, target: Path) -> None:
    """Give the file its name if that is free; where the file system has no second names, by writing
    it there."""
    try:
        # A link fails when the name is taken, which a rename would not: nobody's file is replaced,
        # even one that was made meanwhile.
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:
        with target.open("xb") as file:
            file.write(draft.read_bytes())
