"""The sentences below the fields of classes."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

_OF_LIBRARIES = ("builtins", "pydantic", "typing")
"""Packages whose classes have no fields; their sources are long."""


@cache
def field_docs(owner: type) -> Mapping[str, str]:
    """What stands below each field of a class and of those it is made from, by the field's name.

    It is read from the source when somebody asks, which takes longer than to make the class.
    """
    docs: dict[str, str] = {}
    for made_from in reversed(owner.__mro__):
        if made_from.__module__.partition(".")[0] not in _OF_LIBRARIES:
            docs |= _module_docs(made_from.__module__).get(made_from.__qualname__, {})
    return docs


@cache
def _module_docs(name: str) -> Mapping[str, Mapping[str, str]]:
    """The same of every class of a module; of none where its source is not at hand."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[name]))
    except (KeyError, OSError, TypeError):
        return {}
    return {path: dict(_docs_in(body)) for path, body in _classes(tree.body, "")}


def _classes(body: list[ast.stmt], before: str) -> Iterator[tuple[str, list[ast.stmt]]]:
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield f"{before}{node.name}", node.body
            yield from _classes(node.body, f"{before}{node.name}.")
        elif isinstance(node, ast.FunctionDef):
            yield from _classes(node.body, f"{before}{node.name}.<locals>.")


def _docs_in(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(body):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and "ClassVar" not in ast.dump(field.annotation)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
            and isinstance(below.value.value, str)
        ):
            yield field.target.id, inspect.cleandoc(below.value.value)
