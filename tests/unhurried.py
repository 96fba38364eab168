"""A client for servers that are played: a busy machine may take its time, and only what plays the
slow one is given up soon."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from hearth.base.web import Reply, Web, WebLimits

LONG, SOON = 120.0, 0.3
"""Seconds that are waited for an answer, and for one of a path that plays the slow one."""


class Unhurried(Web):
    """Waits long, but for the paths in ``slow``."""

    def __init__(
        self,
        limits: WebLimits,
        slow: Collection[str] = (),
        wait: Callable[[float], None] | None = None,
        **more: Any,
    ) -> None:
        waits = {"wait": wait} if wait else {}
        super().__init__(replace(limits, each=LONG, altogether=LONG, **more), **waits)
        self._slow = slow

    def ask(self, url: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> Reply:
        if urlsplit(url).path not in self._slow:
            return super().ask(url, method, headers)
        with Web(replace(self.limits, each=SOON, altogether=SOON)) as hurried:
            return hurried.ask(url, method, headers)
