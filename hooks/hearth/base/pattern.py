"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

Finder = Callable[..., re.Match[str] | None]


class Pattern:
    """A regular expression that costs nothing before it is first used: to compile some takes longer
    than to read a file.

    Its methods are the compiled pattern's own, and cost no more than these from the first call on.
    """

    def __init__(self, text: str, flags: int = 0) -> None:
        self.text, self.flags = text, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.text, self.flags)

    @cached_property
    def search(self) -> Finder:
        return self.compiled.search

    @cached_property
    def match(self) -> Finder:
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Finder:
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        return self.compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[Any]]:
        return self.compiled.findall

    @cached_property
    def sub(self) -> Callable[..., str]:
        return self.compiled.sub
