"""Looks addresses up, and judges what comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, Protocol
from urllib.parse import urlsplit

from hearth.base.web import MOVED, Hop, Reply, WebError
from hearth.read.looked_up import LinkFinding, LookedUp

HOSTS = 16
"""So many hosts are asked at the same time."""
FOR_GOOD = (301, 308)
NOT_FOR_PROGRAMS = frozenset({401, 402, 403, 406, 407, 418, 429, 451, 503, 999})
"""Statuses that say nothing of what a person would see."""
FORGOTTEN = timedelta(days=60)
"""A failure so long before the next one is another story."""


class Asks(Protocol):
    """Who asks for an address; see hearth.base.web."""

    def ask(
        self, url: str, method: str = "GET", headers: Mapping[str, str] | None = None
    ) -> Reply: ...


@dataclass(frozen=True)
class LinkVerdict:
    """What was seen of an address on one day."""

    url: str
    state: Literal["fine", "failing", "moved", "unsure"]
    why: str = ""
    to: str | None = None


def look_up(web: Asks, urls: Iterable[str]) -> Iterator[LinkVerdict]:
    """What is seen of each address, as it comes; hosts side by side, the addresses of one host one
    after the other."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).netloc.lower(), []).append(url)
    with ThreadPoolExecutor(HOSTS) as pool:
        asked = [
            pool.submit(lambda those: [verdict(web, url) for url in those], those)
            for those in hosts.values()
        ]
        for done in as_completed(asked):
            yield from done.result()


def verdict(web: Asks, url: str) -> LinkVerdict:
    """What is seen of one address: its head alone, and the whole where that is refused."""
    try:
        reply = web.ask(url, "HEAD")
        if not _is_there(reply):
            reply = web.ask(url)
    except WebError as failed:
        if failed.code == "too-large":  # somebody is there
            return LinkVerdict(url, "fine")
        state: Literal["failing", "unsure"] = (
            "unsure" if failed.code in ("refused", "wrong-answer") else "failing"
        )
        return LinkVerdict(url, state, failed.code)
    return _judged(url, reply)


def _is_there(reply: Reply) -> bool:
    return 200 <= reply.status < 300


def _judged(url: str, reply: Reply) -> LinkVerdict:
    why = str(reply.status)
    if reply.status in NOT_FOR_PROGRAMS or reply.status in MOVED:
        return LinkVerdict(url, "unsure", why)
    if not _is_there(reply):
        return LinkVerdict(url, "failing", why)
    if not _for_good(url, reply.hops):
        return LinkVerdict(url, "fine")
    return LinkVerdict(url, "moved", str(reply.hops[0].status), reply.url)


def _for_good(url: str, hops: tuple[Hop, ...]) -> bool:
    """Whether an address leads elsewhere for good: each step says so, and it does not only end at a
    front page, as what is gone often does."""
    if not hops or any(hop.status not in FOR_GOOD for hop in hops):
        return False
    before, after = urlsplit(url), urlsplit(hops[-1].url)
    deep = before.path.strip("/") or before.query
    return bool(after.path.strip("/") or after.query) or not deep


def remembered(before: LookedUp, verdicts: Iterable[LinkVerdict], day: date) -> LookedUp:
    """What is known after a look on a day. What is not named any more is forgotten, and so is what
    answers again."""
    found = {
        each.url: _continued(before.findings.get(each.url), each, day)
        for each in verdicts
        if each.state != "fine"
    }
    return LookedUp(day, found)


def _continued(before: LinkFinding | None, now: LinkVerdict, day: date) -> LinkFinding:
    fresh = LinkFinding(url=now.url, state=now.state, since=day, last=day, why=now.why, to=now.to)
    if not before or before.state != now.state or day - before.last > FORGOTTEN:
        return fresh
    again = before.last != day
    return fresh.model_copy(
        update={"since": before.since, "times": before.times + (1 if again else 0)}
    )


def kept_unseen(before: LookedUp, after: LookedUp, seen: Iterable[str]) -> LookedUp:
    """What is known after a look at some of the addresses only: of the others, what was; and all of
    them were looked up when they were before, if ever."""
    others = {url: each for url, each in before.findings.items() if url not in set(seen)}
    return replace(after, day=before.day, findings={**others, **after.findings})


def dead(found: LookedUp) -> Iterator[LinkFinding]:
    """The addresses that failed often enough to say so."""
    return (each for each in found.findings.values() if each.is_dead)
