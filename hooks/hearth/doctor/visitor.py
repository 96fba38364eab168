"""Asks a site for some of its files, as a stranger would, with a limit on everything."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.parse import urljoin, urlsplit

from hearth.base.words import said

TIMEOUT = 10.0
"""Seconds for one answer."""
ALTOGETHER = 90.0
"""Seconds for a whole visit."""
LARGEST = 8 * 1024 * 1024
"""Bytes of one file, also when it is unpacked."""
REDIRECTS = 5


class UnreachableError(Exception):
    """Why an address could not be read, in a few words."""


@dataclass(frozen=True)
class Fetched:
    """What a server sent."""

    status: int
    headers: Mapping[str, str]
    """By their names in small letters."""
    body: bytes = field(repr=False)
    """Unpacked."""
    elsewhere: str = ""
    """The other site it leads to, which is not followed."""

    @property
    def kind(self) -> str:
        """The type, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing: whether to go on is seen at each step."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class Visitor:
    """Reads files of the site at one address, and of no other; only http and https."""

    def __init__(self, address: str) -> None:
        self.address = f"{address.rstrip('/')}/"
        if urlsplit(self.address).scheme not in ("http", "https") or not urlsplit(address).hostname:
            raise UnreachableError(
                said("only addresses that begin with http:// or https:// are read")
            )
        # Handlers are named one by one: no files, no FTP, no proxy from the environment.
        self._opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.HTTPErrorProcessor(),
            _Stay(),
        ):
            self._opener.add_handler(handler)
        self._until = time.monotonic() + ALTOGETHER
        self._seen: dict[str, Fetched] = {}

    @property
    def is_safe(self) -> bool:
        """Whether the site is asked for over an encrypted connection."""
        return self.address.startswith("https:")

    def get(self, path: str = "") -> Fetched:
        """What is at an address of the site, relative to it; UnreachableError when nothing
        answers."""
        if path not in self._seen:
            self._seen[path] = self._followed(urljoin(self.address, path))
        return self._seen[path]

    def _followed(self, url: str) -> Fetched:
        for _ in range(REDIRECTS):
            answer = self._asked(url)
            target = urljoin(url, answer.headers.get("location", ""))
            if answer.status not in (301, 302, 303, 307, 308):
                return answer
            if not self._is_here(target):
                return Fetched(answer.status, answer.headers, b"", target)
            url = target
        raise UnreachableError(said("it leads on and on"))

    def _is_here(self, url: str) -> bool:
        """Whether an address is the same host's, by a safe way at least as good."""
        here, there = urlsplit(self.address), urlsplit(url)
        safe = there.scheme == here.scheme or (here.scheme, there.scheme) == ("http", "https")
        return safe and there.hostname == here.hostname

    def _asked(self, url: str) -> Fetched:
        request = urllib.request.Request(  # noqa: S310 - seen to be http or https
            url, headers={"User-Agent": "hearth-doctor", "Accept-Encoding": "gzip"}
        )
        if time.monotonic() > self._until:
            raise UnreachableError(said("the site takes too long altogether"))
        try:
            with self._opener.open(request, timeout=TIMEOUT) as answer:
                return self._taken(answer)
        except urllib.error.HTTPError as failed:
            with failed:
                return self._taken(failed)
        except urllib.error.URLError as failed:
            raise UnreachableError(
                said("there is no way there (%(reason)s)", reason=failed.reason)
            ) from None
        except (OSError, HTTPException, ValueError) as failed:
            raise UnreachableError(
                said("there is no way there (%(name)s)", name=type(failed).__name__)
            ) from None

    def _taken(self, answer: Any) -> Fetched:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        body = _read(answer, min(self._until, time.monotonic() + TIMEOUT))
        if headers.get("content-encoding", "").lower() == "gzip":
            body = _unpacked(body)
        return Fetched(answer.status, headers, body)


def _read(answer: Any, until: float) -> bytes:
    """The whole file; a server that drips is left when the time is up."""
    found = b""
    while piece := answer.read1(LARGEST + 1 - len(found)):
        found += piece
        if len(found) > LARGEST:
            raise UnreachableError(
                said("it is larger than %(largest)s MB", largest=LARGEST // 1024 // 1024)
            )
        if time.monotonic() > until:
            raise UnreachableError(said("it takes too long"))
    return found


def _unpacked(body: bytes) -> bytes:
    """What a compressed answer holds, up to the same limit."""
    try:
        found = zlib.decompressobj(31).decompress(body, LARGEST + 1)
    except zlib.error:
        raise UnreachableError(said("it is said to be compressed, and is not")) from None
    if len(found) > LARGEST:
        raise UnreachableError(
            said("it is larger than %(largest)s MB", largest=LARGEST // 1024 // 1024)
        )
    return found
