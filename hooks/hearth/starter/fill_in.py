"""Fill in what a community answered: placeholders like ``@{name}`` in the starter's files."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping
from typing import Any

from hearth.edit.record_files import to_yaml

Values = Mapping[str, Any]
# Alone on a line (perhaps behind a key), or within one.
_PLACE = re.compile(
    r"^(?P<indent> *)(?P<key>[\w-]+: )?@\{(?P<alone>\w+)\}\n|@\{(?P<within>\w+)\}", re.MULTILINE
)
# What Markdown could take for anything but a letter; at the beginning of a line, more does.
_SIGN = re.compile(r"[\\`*_{}\[\]<>&|~]|^[^\w\s&\"'(]")
_NUMBER = re.compile(r"^(\d+)([.)])")
_FRONT = re.compile(r"---\n(.*?)---\n", re.DOTALL)
WIDTH = 110
"""Longer values are folded over several lines, so that a change of a word is one in a diff."""


class AsItIs(str):
    """A text of the starter's own, which is inserted without escaping anything."""


def filled(path: str, text: str, values: Values) -> str:
    """The text of a file with its placeholders filled in, each as the form of the file asks.

    One that stands alone on a line can be several lines, or none; KeyError when it means nothing.
    What is filled in is not looked at again.
    """
    if path.endswith((".yml", ".yaml")):
        return _filled(text, values, yaml_value)
    if not path.endswith(".md"):
        return _filled(text, values, str)
    front = _FRONT.match(text)
    head, body = (front[0], text[front.end() :]) if front else ("", text)
    return _filled(head, values, yaml_value) + _filled(body, values, markdown_words)


def yaml_value(value: Any) -> str:
    """A value as it stands behind a key of YAML, on its line."""
    if isinstance(value, bool | int | float):
        return str(value).lower()
    return to_yaml({"k": value}).removeprefix("k:").strip()


def markdown_words(text: str) -> str:
    """A text that reads the same in every Markdown; where a backslash would do in some, a character
    reference does in all."""
    signs = _SIGN.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(text.split()))
    return _NUMBER.sub(lambda found: f"{found[1]}&#{ord(found[2])};", signs)


def _filled(text: str, values: Values, written: Callable[[Any], str]) -> str:
    def word(name: str) -> str:
        value = values[name]
        return value if isinstance(value, AsItIs) else written(value)

    def place(found: re.Match[str]) -> str:
        if name := found["within"]:
            return word(name)
        indent, key, name = found["indent"], found["key"] or "", found["alone"]
        value = values[name]
        if key and not (written is yaml_value and _is_long(value)):
            return f"{indent}{key}{word(name)}\n"
        if key:
            return f"{indent}{key}>-\n{_indented(f'{indent}  ', _wrapped(value))}"
        lines = word(name) if isinstance(value, str) else to_yaml(value) if value else ""
        return _indented(indent, lines.splitlines())

    return _PLACE.sub(place, text)


def _is_long(value: Any) -> bool:
    """Whether a value is so long that it is folded, and keeps its words when it is."""
    return isinstance(value, str) and len(value) > WIDTH and value == " ".join(value.split())


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _indented(indent: str, lines: list[str]) -> str:
    return "".join(f"{indent}{line}".rstrip() + "\n" for line in lines)
