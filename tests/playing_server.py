"""A server on this machine that plays others: each path answers as it was told to."""

from __future__ import annotations

import gzip
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CERTIFICATES = Path(__file__).parent / "certificates"
Headers = dict[str, str]


@dataclass
class Answer:
    """What a path answers with."""

    status: int = 200
    body: bytes = b"here"
    headers: Headers = field(default_factory=dict)
    drip: float = 0.0
    """Seconds between any two bytes."""
    slow_head: float = 0.0
    """Seconds between any two headers, of which there is no end."""
    to_the_end: bool = False
    """Whether the answer ends where the connection does, with no word about its length."""
    hang_up: bool = False
    """Whether the connection is cut instead."""
    not_to: str = ""
    """A method that is refused with 405."""


Play = dict[str, Answer | Callable[[int], Answer]]
"""By path; what depends on how often it was asked for is a function of that number, from 1."""


@dataclass
class Playing:
    """The server while it runs, and what it was asked."""

    url: str
    asked: list[tuple[str, str, Headers]] = field(default_factory=list)
    """Method, path and headers of each question."""
    at: list[float] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    """What was sent with each question."""

    def count(self) -> Counter[str]:
        """How often each path was asked for, by whatever method."""
        return Counter(path for _, path, _ in self.asked)


@contextmanager
def playing(play: Play, certificate: str = "") -> Iterator[Playing]:
    """A server that plays while the block runs; a path it does not know is 404. With a
    certificate, it speaks TLS."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def _answer(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            found.asked.append((self.command, self.path, headers))
            found.at.append(time.monotonic())
            found.bodies.append(self.rfile.read(int(headers.get("content-length", 0))))
            known = play.get(self.path, Answer(404))
            answer = known if isinstance(known, Answer) else known(found.count()[self.path])
            if answer.hang_up:
                self.close_connection = True
                return
            if self.command == answer.not_to:
                answer = Answer(405)
            self._send(answer)

        def _send(self, answer: Answer) -> None:
            if answer.slow_head:
                self._write(Answer(200, b"HTTP/1.1 200 OK\r\n"))
                self._write(Answer(200, b"X-More: and more\r\n" * 400, drip=answer.slow_head))
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.to_the_end:
                self.close_connection = True
            else:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if self.command != "HEAD":
                self._write(answer)

        def _write(self, answer: Answer) -> None:
            try:
                if not answer.drip:
                    self.wfile.write(answer.body)
                for byte in answer.body if answer.drip else b"":
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    time.sleep(answer.drip)
            except OSError:  # whoever asked had enough
                self.close_connection = True

        do_GET = do_HEAD = do_POST = do_PUT = _answer  # noqa: N815

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64  # else what many threads ask at once is tried again a second later

    server = Server(("127.0.0.1", 0), Handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
    found = Playing(f"http{'s' if certificate else ''}://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def packed(body: bytes) -> Answer:
    """An answer that is compressed."""
    return Answer(200, gzip.compress(body), {"Content-Encoding": "gzip"})
