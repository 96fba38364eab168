"""Records become files: their text, the proof that the hub stays right with them, and writing that replaces nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import yaml

from hearth.hub import Hub, load_hub
from hearth.kinds import KINDS
from hearth.problems import Problem
from hearth.sources import split
from hearth.strict_yaml import YamlError, read_yaml

FOLDERS = ("content", "members", "events")
"""Where the files of a hub lie."""


class _Plain(yaml.SafeDumper):
    """Writes text without quotes wherever the hub's reader needs none: to it, dates and numbers are text too."""


_Plain.yaml_implicit_resolvers = {
    first: kept
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    if (kept := [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"])
}


SHORT = 100
"""A list of words of so many letters stands on one line."""


def _list(dumper: yaml.SafeDumper, value: list[Any]) -> yaml.Node:
    short = all(isinstance(item, str) for item in value) and sum(map(len, value)) < SHORT
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=short)


_Plain.add_representer(list, _list)


def to_yaml(value: Any) -> str:
    """Text that the hub's reader reads back as the same value, in the order given."""
    return yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000)


def file_of(kind: str, record_id: str, fields: Mapping[str, Any]) -> tuple[str, str]:
    """(path below the hub's folder, text) of a record's file; one with a text of its own is Markdown."""
    rest = {name: value for name, value in fields.items() if name != "body"}
    base = f"{KINDS[kind].folder}/{record_id}"
    if body := fields.get("body"):
        return f"{base}.md", f"---\n{to_yaml(rest)}---\n{body.strip()}\n"
    return f"{base}.yml", to_yaml(rest)


def reads_back(path: str, text: str, fields: Mapping[str, Any]) -> bool:
    """Whether the hub's reader finds in a file what was to be written."""
    try:
        front, body, _ = split(text, path)
        found = read_yaml(front)
    except YamlError:
        return False
    return found == {name: value for name, value in fields.items() if name != "body"} and (body or "").strip() == str(fields.get("body") or "").strip()  # fmt: skip


def refused(hub: Hub, texts: Mapping[str, str]) -> dict[str, str]:
    """Of new files, those the hub cannot take, each with the first reason: checked in a copy, as ``hearth check`` would."""
    with tempfile.TemporaryDirectory(prefix="hearth-") as folder:
        copy = Path(folder)
        for name in FOLDERS:
            if (hub.root / name).is_dir():
                shutil.copytree(hub.root / name, copy / name, symlinks=True)
        before = {_mark(problem) for problem in load_hub(copy, hub.settings, hub.as_of, history={})[1].errors}
        for path, text in texts.items():
            write_new(copy, path, text)
        found: dict[str, str] = {}
        while bad := _new_problems(copy, hub, before, texts.keys() - found.keys()):
            found |= bad
            for path in bad:
                (copy / path).unlink()
        return found


def _new_problems(copy: Path, hub: Hub, before: set[tuple[str, ...]], ours: Collection[str]) -> dict[str, str]:
    """The first problem of each of our files that the hub did not have before."""
    bad: dict[str, str] = {}
    for problem in load_hub(copy, hub.settings, hub.as_of, history={})[1].errors:
        if _mark(problem) not in before and (path := _blamed(problem, ours)):
            bad.setdefault(path, problem.message)
    return bad


def _mark(problem: Problem) -> tuple[str, ...]:
    return problem.path, problem.code, problem.field, problem.message


def _blamed(problem: Problem, ours: Collection[str]) -> str | None:
    """The new file a problem is about: its own, or one that an older file has come to collide with."""
    return problem.path if problem.path in ours else next((path for path in sorted(ours) if path in problem.what), None)


def write_new(root: Path, path: str, text: str) -> None:
    """Write a file that is not there yet; FileExistsError when it is, and nothing is written through a link."""
    target = root / path
    for folder in reversed(target.relative_to(root).parents[:-1]):
        if (root / folder).is_symlink():
            raise FileExistsError(f"{folder} is a symbolic link")
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
