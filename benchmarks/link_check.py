"""Plays the addresses that a hub names on a server of this machine, looks all of them up, and
compares the verdicts with what was played: ``python benchmarks/link_check.py [HUB]``.

Every host keeps its name, so that the pauses between questions to one host are those of
``hearth links``; the names lead to this machine, and nobody else is asked.
"""

from __future__ import annotations

import argparse
import socket
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import cycle, pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT / "hooks"), str(PROJECT / "tests")]

from hearth.base.web import Web, WebLimits  # noqa: E402, RUF100
from hearth.follow.lookup import LinkVerdict, look_up  # noqa: E402, RUF100
from hearth.follow.outward import outward  # noqa: E402, RUF100
from hearth.model.hub import load_hub  # noqa: E402, RUF100
from hearth.model.settings import read_settings  # noqa: E402, RUF100
from playing_server import Answer, Play, Playing, playing  # noqa: E402, RUF100

PATIENCE = 2.0
"""Seconds without a word after which an address counts as silent; 10 for the command."""
MOVED = "/moved-here"
PLAYED: Mapping[str, tuple[Answer, tuple[str, str]]] = {
    "200": (Answer(), ("fine", "")),
    "301": (Answer(301, b"", {"Location": MOVED}), ("moved", "301")),
    "302": (Answer(302, b"", {"Location": MOVED}), ("fine", "")),
    "308": (Answer(308, b"", {"Location": MOVED}), ("moved", "308")),
    "403": (Answer(403), ("unsure", "403")),
    "404": (Answer(404), ("failing", "404")),
    "405 to HEAD": (Answer(not_to="HEAD"), ("fine", "")),
    "410": (Answer(410), ("failing", "410")),
    "429": (Answer(429, headers={"Retry-After": "2"}), ("unsure", "429")),
    "500": (Answer(500), ("failing", "500")),
    "503": (Answer(503), ("unsure", "503")),
    "silence": (Answer(slow_head=PATIENCE * 3), ("failing", "timeout")),
    "hangs up": (Answer(hang_up=True), ("unsure", "wrong-answer")),
}
"""What an address can do, and what is to be said of it."""


def plan(urls: Sequence[str], port: int) -> tuple[Play, dict[str, str]]:
    """What each address of this machine plays, by its path, and which each stands for."""
    play: Play = {MOVED: Answer()}
    named: dict[str, str] = {}
    for url, what in zip(urls, cycle(PLAYED), strict=False):
        parts = urlsplit(url)
        path = f"/{len(named)}{parts.path}"
        play[path] = PLAYED[what][0]
        named[f"http://{parts.hostname}:{port}{path}"] = what
    return play, named


def compared(named: Mapping[str, str], seen: Sequence[LinkVerdict]) -> list[str]:
    """A line for each thing that is played: how often, and which verdicts were not as played."""
    rows = []
    for what, (_, wanted) in PLAYED.items():
        those = [each for each in seen if named[each.url] == what]
        wrong = Counter(
            f"{each.state} {each.why}".strip() for each in those if (each.state, each.why) != wanted
        )
        told = ", ".join(f"{count} x {verdict}" for verdict, count in wrong.items()) or "–"
        said = " ".join(filter(None, wanted))
        rows.append(f"| {what} | {said} | {len(those)} | {len(those) - wrong.total()} | {told} |")
    return rows


def per_host(server: Playing) -> tuple[int, int, float]:
    """(the most questions one host was asked in all, the most within one second, the shortest
    pause between two)."""
    times: dict[str, list[float]] = {}
    for (_, _, headers), at in zip(server.asked, server.at, strict=True):
        times.setdefault(headers["host"], []).append(at)
    most = max(map(len, times.values()))
    within = max(
        sum(1 for other in each if at <= other < at + 0.95)
        for each in times.values()
        for at in each
    )
    pauses = [b - a for each in times.values() for a, b in pairwise(each)]
    return most, within, min(pauses, default=0.0)


def here(known: Any) -> Any:
    """A look-up of names by which every host is this machine."""
    return lambda host, port, *rest, **more: known("127.0.0.1", port, *rest, **more)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was played and what was seen; 1 where a verdict is not as played."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0] if __doc__ else "")
    parser.add_argument("hub", type=Path, nargs="?", default=PROJECT)
    root = parser.parse_args(arguments).hub
    settings = read_settings(root, root / "mkdocs.yml")[0]
    urls = list(outward(load_hub(root, settings, date(2026, 12, 1), history={})[0].public()))
    play: Play = {}
    with playing(play) as server:
        played, named = plan(urls, int(server.url.rpartition(":")[2]))
        play.update(played)
        limits = WebLimits(each=PATIENCE, altogether=PATIENCE * 2, largest=1024, private=True)
        began = time.monotonic()
        with patch("socket.getaddrinfo", here(socket.getaddrinfo)), Web(limits) as web:
            seen = list(look_up(web, named))
        took = time.monotonic() - began
    rows = compared(named, seen)
    most, within, shortest = per_host(server)
    hosts = len({urlsplit(url).netloc for url in named})
    print("| played | verdict | addresses | as played | others |")
    print("|---|---|---:|---:|---|")
    print("\n".join(rows))
    print(
        f"\n{len(named)} addresses of {hosts} hosts in {took:.1f} s, {len(server.asked)} questions"
    )
    print(f"one host: at most {most} questions, at most {within} within a second,")
    print(f"the shortest pause between two {shortest:.2f} s")
    return int(any(not row.endswith("| – |") for row in rows))


if __name__ == "__main__":
    raise SystemExit(main())
