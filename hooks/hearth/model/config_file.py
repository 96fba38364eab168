"""The file a site is configured by, with what it inherits, and where in it a value stands."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from hearth.base.problems import Problem
from hearth.base.words import Said, said

CONFIG = "mkdocs.yml"
INHERIT = "INHERIT"
MAX_INHERITED = 10
"""So many files may inherit from each other: a circle would have no end."""


# libyaml's, where PyYAML was built with it: it takes a tenth of the time.
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SafeLoader):  # type: ignore[misc]
    """Reads the file, whose tags belong to the site builder and say nothing to the engine."""


def _env(loader: Any, node: Any) -> Any:
    """MkDocs' !ENV tag: the first variable that is set, else the last value as the default."""
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(node.value)
    *names, default = loader.construct_sequence(node)
    return next((os.environ[name] for name in names if name in os.environ), default)


_Loader.add_constructor("!ENV", _env)
_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


@dataclass(frozen=True)
class ConfigFile:
    """What a configuration says."""

    path: str = CONFIG
    """The file, as people are told of it."""
    values: Any = None
    """With all that it inherits."""
    trees: tuple[tuple[str, Any], ...] = ()
    """The files it is made of, each with its syntax tree; its own comes first."""

    def position(self, where: tuple[str, ...]) -> tuple[str, int, int]:
        """File, line and column of the key at the end of ``where``, or the nearest above it, in the
        file that reaches furthest."""
        best: tuple[int, tuple[str, int, int]] = (0, (self.path, 1, 1))
        for path, tree in self.trees:
            depth, line, column = _reach(tree, where)
            if depth > best[0]:
                best = depth, (path, line, column)
        return best[1]

    def scalars(self, key: str) -> Iterator[tuple[str, tuple[str, int, int]]]:
        """Every text below a key at the top that is no key itself, and its file, line and
        column."""
        for path, tree in self.trees:
            pairs = tree.value if isinstance(tree, yaml.MappingNode) else ()
            waiting = [node for name, node in pairs if name.value == key]
            if not waiting:
                continue
            while waiting:
                node = waiting.pop()
                if isinstance(node, yaml.ScalarNode):
                    mark = node.start_mark
                    yield node.value, (path, mark.line + 1, mark.column + 1)
                elif isinstance(node, yaml.SequenceNode):
                    waiting += reversed(node.value)
                else:
                    waiting += [value for _, value in reversed(node.value)]
            return


def _reach(tree: Any, where: tuple[str, ...]) -> tuple[int, int, int]:
    """(how many keys of ``where`` are there, line and column of the last of them)"""
    place = (0, 1, 1)
    for depth, key in enumerate(where, 1):
        pairs = tree.value if isinstance(tree, yaml.MappingNode) else ()
        found = next(((name, node) for name, node in pairs if name.value == key), None)
        if found is None:
            break
        mark, tree = found[0].start_mark, found[1]
        place = depth, mark.line + 1, mark.column + 1
    return place


def config_path(root: Path, config: Path | None) -> Path:
    """The configuration a command or a build names; else the hub's own."""
    return config or root / CONFIG


def read_config_file(root: Path, file: Path) -> tuple[ConfigFile, list[Problem]]:
    """The configuration in ``file``; an empty one when there is none, or when it cannot be read."""
    shown = _shown(root, file)
    try:
        layers = list(_layers(root, file))
    except _UnreadableError as error:
        return ConfigFile(shown), [error.problem]
    values: Any = {}
    for _, value, _ in reversed(layers):
        values = _merged(values, value)
    if isinstance(values, dict):
        values.pop(INHERIT, None)
    return ConfigFile(shown, values, tuple((path, tree) for path, _, tree in layers)), []


class _UnreadableError(Exception):
    """Carries the problem with a file."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


def _layers(root: Path, file: Path) -> Iterator[tuple[str, Any, Any]]:
    """(path, values, tree) of a file and of those it inherits from, its own first."""
    for _ in range(MAX_INHERITED):
        shown = _shown(root, file)
        values, tree = _load(file, shown)
        yield shown, values, tree
        named = values.get(INHERIT) if isinstance(values, dict) else None
        if not isinstance(named, str):
            return
        file = file.parent / named
        if not file.is_file():
            _, line, column = _reach(tree, (INHERIT,))
            raise _unreadable(
                shown, (line, column), said('names "%(named)s", which is not there', named=named)
            )
    raise _unreadable(
        shown,
        (1, 1),
        said("inherits from more than %(limit)s files", limit=MAX_INHERITED),
    )


def _unreadable(path: str, place: tuple[int, int], what: Said) -> _UnreadableError:
    return _UnreadableError(
        Problem(path, *place, "wrong-setting", INHERIT, what, said("Name a file beside this one."))
    )


def _load(file: Path, shown: str) -> tuple[Any, Any]:
    try:
        text = file.read_text(encoding="utf-8")
        return yaml.load(text, _Loader) or {}, yaml.compose(text, _Loader)  # noqa: S506 - a SafeLoader
    except FileNotFoundError:
        return {}, None
    except UnicodeDecodeError:
        what, fix = said("is not written in UTF-8"), said("Save it again with the encoding UTF-8.")
        raise _UnreadableError(Problem(shown, 1, 1, "not-utf-8", "", what, fix)) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = said("is not written as YAML here")
        raise _UnreadableError(
            Problem(shown, line, column, "yaml-syntax", "", what, said("Check it."))
        ) from None


def _merged(base: Any, over: Any) -> Any:
    """Mappings are joined key by key, and everything else is replaced, as MkDocs has it."""
    if not (isinstance(base, dict) and isinstance(over, dict)):
        return over
    return {**base, **{key: _merged(base.get(key), value) for key, value in over.items()}}


def _shown(root: Path, file: Path) -> str:
    """A file as people are told of it: relative to the hub's folder when it lies in it."""
    try:
        return file.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return file.as_posix()
