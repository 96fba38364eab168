"""Asks servers elsewhere for what stands at their addresses: politely, within limits, and never
those of a network that only this machine can see."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from threading import Lock, local
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpcore

from hearth.base.version import __version__
from hearth.base.words import N_

REDIRECTS = 5
LARGEST = 8 * 1024 * 1024
"""Bytes of an answer, also when it is unpacked."""
PATIENCE = 30.0
"""Seconds that are waited when a server says when to come again; longer ones are left alone."""
MOVED = (301, 302, 303, 307, 308)
LATER = (429, 503)
PACKED = {"identity": False, "gzip": True, "x-gzip": True}
"""How an answer may be packed, and whether that is so."""
NAME = f"hearth/{__version__} (looks after the links of a community's hub)"
TELLS = f"hearth/{__version__} (tells what is new in a community's hub)"


WHY = {
    "certificate": N_("its certificate is not valid"),
    "loop": N_("it leads on and on"),
    "no-host": N_("there is no such host"),
    "not-safe": N_("what is sent there could be read on its way: it must begin with https://"),
    "no-way": N_("there is no way there"),
    "refused": N_("it is an address of a private network"),
    "timeout": N_("it takes too long"),
    "too-large": N_("it is too large"),
    "wrong-address": N_("it is no address"),
    "wrong-answer": N_("what it answers cannot be read"),
}


class WebError(Exception):
    """Why an address gave no answer; ``code`` is one of those above."""

    def __init__(self, code: str) -> None:
        super().__init__(WHY[code])
        self.code = code


class Hop(NamedTuple):
    """One redirect: what the server called it, and where it leads."""

    status: int
    url: str


@dataclass(frozen=True)
class Reply:
    """What came of asking for an address."""

    url: str
    """Which address answered in the end."""
    status: int
    headers: Mapping[str, str]
    """By their names in small letters."""
    body: bytes = field(default=b"", repr=False)
    """Unpacked."""
    hops: tuple[Hop, ...] = ()
    """The redirects that led there."""

    @property
    def retry_after(self) -> float | None:
        """In how many seconds the server wants to be asked again, if it says so."""
        return _seconds(self.headers.get("retry-after", ""), self.headers.get("date", ""))


@dataclass(frozen=True)
class WebLimits:
    """What an answer may cost."""

    each: float = 10.0
    """Seconds of silence."""
    altogether: float = 30.0
    """Seconds for one address, redirects and waiting for one's turn aside."""
    largest: int = LARGEST
    apart: float = 1.0
    """Seconds between two questions to one host."""
    private: bool = False
    """Whether addresses of a private network may be asked for, as an internal hub names them."""


class Web:
    """A client for the open web; several threads may use one."""

    def __init__(
        self,
        limits: WebLimits | None = None,
        trust: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self.limits = limits or WebLimits()
        self._clock, self._wait = clock, wait
        self._turns: dict[str, _Turn] = {}
        self._guard = Lock()
        self._until = _Until(clock)
        self._pool = httpcore.ConnectionPool(
            ssl_context=trust or ssl.create_default_context(),
            max_connections=32,
            network_backend=_Guarded(self.limits.private, self._until),
        )

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()

    def ask(self, url: str, method: str = "GET", headers: Mapping[str, str] | None = None) -> Reply:
        """What a server says to a question; WebError when nothing sensible comes.

        Redirects are followed. Who is asked to come again soon does so once.
        """
        hops: list[Hop] = []
        for _ in range(REDIRECTS + 1):
            reply = self._asked(url, method, headers or {})
            target = reply.headers.get("location", "")
            if reply.status not in MOVED or not target:
                return Reply(url, reply.status, reply.headers, reply.body, tuple(hops))
            url = _sound(_joined(url, target))
            hops.append(Hop(reply.status, url))
        raise WebError("loop")

    def send(
        self, url: str, body: bytes, method: str = "POST", headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Hand something to a server; WebError when nothing sensible comes.

        Redirects are not followed: what is sent is meant for that address alone. Only over https,
        unless the network is a private one.
        """
        if not self.limits.private and urlsplit(url).scheme != "https":
            raise WebError("not-safe")
        return self._asked(url, method, {"User-Agent": TELLS, **(headers or {})}, body)

    def _asked(
        self, url: str, method: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Reply:
        reply = self._once(url, method, headers, body)
        after = reply.retry_after
        if reply.status in LATER and after is not None and after <= PATIENCE:
            self._turn(url).rest(after)
            reply = self._once(url, method, headers, body)
        return reply

    def _once(self, url: str, method: str, headers: Mapping[str, str], body: bytes | None) -> Reply:
        url = _sound(url)
        turn = self._turn(url)
        with turn.lock:
            turn.come(self.limits.apart)
            return self._answered(url, method, headers, body)

    def _turn(self, url: str) -> _Turn:
        with self._guard:
            fresh = _Turn(self._clock, self._wait)
            return self._turns.setdefault(urlsplit(url).netloc, fresh)

    def _answered(
        self, url: str, method: str, headers: Mapping[str, str], body: bytes | None
    ) -> Reply:
        sent = {"User-Agent": NAME, "Accept-Encoding": "gzip", "Accept": "*/*", **headers}
        patience = dict.fromkeys(("connect", "read", "write", "pool"), self.limits.each)
        self._until.begin(self.limits.altogether)
        try:
            with self._pool.stream(
                method,
                url,
                headers=list(sent.items()),
                content=body,
                extensions={"timeout": patience},
            ) as answer:
                named = _by_name(answer.headers)
                packed = named.get("content-encoding", "").strip().lower() or "identity"
                said = b"".join(self._pieces(answer.iter_stream(), packed))
                return Reply(url, answer.status, named, said)
        except (httpcore.TimeoutException, TimeoutError):
            raise WebError("timeout") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError) as failed:
            raise _failed(failed) from None

    def _pieces(self, stream: Iterable[bytes], packed: str) -> Iterator[bytes]:
        """What is sent, unpacked; a server that sends without end is left, and so is one that stops
        in the middle or packs as nobody asked for."""
        unpack, size = zlib.decompressobj(31), 0
        for piece in stream:
            if packed not in PACKED:
                raise WebError("wrong-answer")
            found = (
                piece if not PACKED[packed] else _unpacked(unpack, piece, self.limits.largest + 1)
            )
            size += len(found)
            if size > self.limits.largest:
                raise WebError("too-large")
            yield found
        if size and PACKED[packed] and not unpack.eof:
            raise WebError("wrong-answer")


class _Until:
    """Until when the answer may take that a thread waits for; a server that drips is left then."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._at = clock, local()

    def begin(self, seconds: float) -> None:
        self._at.end = self._clock() + seconds

    def left(self, each: float | None) -> float:
        """So many seconds one step of it may take."""
        seconds: float = self._at.end - self._clock()
        if seconds <= 0:
            raise httpcore.ReadTimeout
        return min(seconds, each or seconds)


@dataclass
class _Turn:
    """When a host may be asked again; one question at a time."""

    clock: Callable[[], float]
    wait: Callable[[float], None]
    lock: Lock = field(default_factory=Lock)
    next: float = 0.0

    def come(self, apart: float) -> None:
        """Wait until it is time, and note when it will be again."""
        if (left := self.next - self.clock()) > 0:
            self.wait(left)
        self.next = max(self.next, self.clock() + apart)

    def rest(self, seconds: float) -> None:
        """Do not ask for a while."""
        self.next = max(self.next, self.clock() + seconds)


class _Guarded(httpcore.SyncBackend):
    """Connects to addresses of the open internet only. A name is looked up once, and what was seen
    to be open is what is connected to."""

    def __init__(self, private: bool, until: _Until) -> None:
        super().__init__()
        self.private, self.until = private, until

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, *rest: Any, **more: Any
    ) -> httpcore.NetworkStream:
        addresses = _addresses(host, port)
        if not self.private and not all(map(is_open, addresses)):
            raise WebError("refused")
        for last, address in enumerate(addresses, 1 - len(addresses)):
            try:
                each = self.until.left(timeout)
                return _Timed(super().connect_tcp(address, port, each, *rest, **more), self.until)
            except httpcore.ConnectError:
                if not last:
                    raise
        raise httpcore.ConnectError


class _Timed(httpcore.NetworkStream):
    """A connection no step of which takes longer than the whole answer may."""

    def __init__(self, stream: httpcore.NetworkStream, until: _Until) -> None:
        self._stream, self._until = stream, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._until.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._until.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._until.left(timeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, left), self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:  # a name no host can have, such as one with an empty part
        raise WebError("wrong-address") from None
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def is_open(address: str) -> bool:
    """Whether an IP address is one of the open internet, also where it stands inside another."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if found in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)
        if inner:
            return is_open(str(inner))
    return found.is_global and not found.is_multicast


_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""Where addresses of the fourth version stand at the end (RFC 6052)."""


def _sound(url: str) -> str:
    """An address as it can be asked for: http or https, no name and password, no fragment; letters
    of other scripts written as such addresses write them."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        name = host if ":" in host or host.isascii() else host.encode("idna").decode()
    except (ValueError, UnicodeError):
        raise WebError("wrong-address") from None
    if parts.scheme not in ("http", "https") or not host:
        raise WebError("wrong-address")
    place = f"[{name}]" if ":" in name else name
    netloc = f"{place}:{port}" if port else place
    path = _quoted(parts.path) or "/"
    return urlunsplit((parts.scheme, netloc, path, _quoted(parts.query), ""))


def _joined(url: str, target: str) -> str:
    """Where a server leads."""
    try:
        return urljoin(url, target)
    except ValueError:
        raise WebError("wrong-address") from None


def _quoted(text: str) -> str:
    """Letters and signs that no address has, percent-encoded; what is encoded stays."""
    return "".join(
        char
        if 32 < ord(char) < 127
        else "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))
        for char in text
    )


def _by_name(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    return {name.decode("latin-1").lower(): _text(value) for name, value in headers}


def _text(value: bytes) -> str:
    """A header's value: Unicode as servers send addresses in it, else Latin-1 (RFC 9110, 5.5)."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _unpacked(unpack: Any, piece: bytes, largest: int) -> bytes:
    try:
        found: bytes = unpack.decompress(piece, largest)
    except zlib.error:
        raise WebError("wrong-answer") from None
    return found


def _failed(error: Exception) -> WebError:
    """Why a connection failed, as far as one can tell."""
    if "CERTIFICATE" in str(error) or "certificate" in str(error):
        return WebError("certificate")
    if isinstance(error, socket.gaierror):
        return WebError("no-host")
    if isinstance(error, httpcore.ProtocolError | ValueError):
        return WebError("wrong-answer")
    return WebError("no-way")


def _seconds(text: str, now: str) -> float | None:
    """What Retry-After says (RFC 9110, 10.2.3): seconds, or an instant, beside the server's own."""
    if text.strip().isdecimal():
        return float(text)
    try:
        left = parsedate_to_datetime(text) - parsedate_to_datetime(now)
    except (ValueError, TypeError, OverflowError):
        return None
    return max(0.0, left.total_seconds())
