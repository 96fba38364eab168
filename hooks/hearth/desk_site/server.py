"""Serve the desk to whoever sits at this machine, and to nobody else.

It listens on the loopback address alone. The address that is told holds a secret, which becomes a
cookie at the first visit; without it nothing is answered. What comes from another page, or by
another name of this machine, is refused, so that no page on the web can read or write here (DNS
rebinding, cross-site requests).
"""

from __future__ import annotations

import hmac
import mimetypes
import secrets
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from hearth.desk_site.shell import POLICY
from hearth.desk_site.site import SEARCH, DeskSite, desk_files
from hearth.wording.safe import SafeHtml

HOST = "127.0.0.1"
"""The only address that is listened on."""
LARGEST = 64 * 1024
"""Bytes that a form may send."""
KEPT = 50
"""So many messages wait for the page that tells them."""
FORM = "application/x-www-form-urlencoded"
HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Browsers send no origin along with a form from a page that sends no referrer at all.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True)
class HttpAnswer:
    """What is sent back."""

    status: HTTPStatus
    content: bytes = b""
    type: str = "text/plain; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


REFUSED = HttpAnswer(HTTPStatus.FORBIDDEN, b"Refused. Open the address that `hearth desk` told.\n")


FAILED = (
    "This page failed in a way that nobody foresaw; the terminal says where. The other pages are "
    "there, and nothing that you wrote before is lost.\n"
)
"""In English, since whatever failed may be what knows the language."""


@dataclass(eq=False)
class DeskServer:
    """Answers requests to one desk."""

    open: Callable[[], DeskSite]
    """The desk as it is now."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """What the address holds, and then the cookie."""
    form_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """What every form sends along, which no other page can know."""
    hosts: tuple[str, ...] = ()
    """By which names it may be asked for."""
    port: int = 0
    _told: dict[str, str] = field(default_factory=dict)
    _files: dict[str, bytes] = field(default_factory=desk_files)
    _lock: Lock = field(default_factory=Lock)

    def listen(self, port: int) -> ThreadingHTTPServer:
        """A server on this machine; raises OSError where the port cannot be had."""
        found = ThreadingHTTPServer((HOST, port), lambda *given: _Handler(*given, desk=self))
        found.daemon_threads = True
        self.port = found.server_address[1]
        self.hosts = (f"{HOST}:{self.port}", f"localhost:{self.port}")
        return found

    @property
    def address(self) -> str:
        """What to open first."""
        return f"http://{HOST}:{self.port}/?token={self.token}"

    @property
    def cookie(self) -> str:
        """The name of the cookie; those of this machine are shared by all its ports."""
        return f"hearth-desk-{self.port}"

    def answer(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes
    ) -> HttpAnswer:
        """The answer to a request, which is read and written for one after the other."""
        if not self._comes_from_here(headers):
            return REFUSED
        split = urlsplit(target)
        path, query = (
            unquote(split.path).removeprefix("/"),
            dict(parse_qsl(split.query, keep_blank_values=True)),
        )
        if method == "GET" and not path and _same(query.get("token", ""), self.token):
            return self._let_in()
        if not _same(self._sent_cookie(headers), self.token):
            return REFUSED
        if path in self._files:
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            return HttpAnswer(HTTPStatus.OK, self._files[path], kind)
        with self._lock:
            try:
                if method == "POST":
                    return self._take(path, headers, body)
                return self._page(path, query)
            except Exception:  # one page that fails takes none of the others with it
                traceback.print_exc()
                return HttpAnswer(HTTPStatus.INTERNAL_SERVER_ERROR, FAILED.encode())

    def _comes_from_here(self, headers: Mapping[str, str]) -> bool:
        """Whether a request is for this desk by its own name, and from none but its own pages."""
        host = headers.get("Host", "")
        return (
            host in self.hosts
            and headers.get("Origin", f"http://{host}") == f"http://{host}"
            and headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
        )

    def _sent_cookie(self, headers: Mapping[str, str]) -> str:
        try:
            found = SimpleCookie(headers.get("Cookie", "")).get(self.cookie)
        except CookieError:
            return ""
        return found.value if found else ""

    def _let_in(self) -> HttpAnswer:
        kept = f"{self.cookie}={self.token}; Path=/; HttpOnly; SameSite=Strict"
        return _elsewhere("/", {"Set-Cookie": kept})

    def _page(self, path: str, query: Mapping[str, str]) -> HttpAnswer:
        site = self.open()
        if path == SEARCH:
            return _html(site.search(query.get("q", "")))
        steps = tuple(path.removesuffix("/").split("/"))
        if steps[0] == "do" and (form := site.form(steps[1:], query)):
            known = {one.name for one in form.fields}
            given = {name: text for name, text in query.items() if name in known}
            day = site.desk.hub.as_of.isoformat()
            values = {**form.values, **given}
            values = {name: day if text == "today" else text for name, text in values.items()}
            hidden = {"_form": self.form_token, "_back": _back(site, query.get("back", ""))}
            return _html(site.form_page(path, form, values, hidden))
        page = site.page(path, self._told.pop(query.get("told", ""), ""), self.form_token)
        return _html(page) if page else _lost(site, path)

    def _take(self, path: str, headers: Mapping[str, str], body: bytes) -> HttpAnswer:
        """Write what a form sent, and lead on to the page that shows it."""
        if headers.get("Content-Type", "").partition(";")[0].strip().lower() != FORM:
            return REFUSED
        sent = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        if not _same(sent.pop("_form", ""), self.form_token):
            return REFUSED
        site, back = self.open(), sent.pop("_back", "")
        steps = tuple(path.removesuffix("/").split("/"))
        form = site.form(steps[1:], sent) if steps[0] == "do" else None
        if form is None:
            return _lost(site, path)
        back, known = _back(site, back), {one.name for one in form.fields}
        answers = {name: text.strip() for name, text in sent.items() if name in known}
        taken = form.take({name: text for name, text in answers.items() if text})
        if taken.told:
            key = secrets.token_urlsafe(6)
            self._told = dict([*self._told.items(), (key, taken.told)][-KEPT:])
            return _elsewhere(f"/{quote(back)}?told={key}")
        shown = {name: text for name, text in answers.items() if text or name in form.values}
        hidden = {"_form": self.form_token, "_back": back}
        page = site.form_page(path, form, shown, hidden, taken)
        return _html(page, HTTPStatus.UNPROCESSABLE_ENTITY)


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _back(site: DeskSite, address: str) -> str:
    """A page of the desk to lead back to; the first one for anything else."""
    return address if site.at(address) else ""


def _html(page: SafeHtml, status: HTTPStatus = HTTPStatus.OK) -> HttpAnswer:
    return HttpAnswer(status, str(page).encode(), "text/html; charset=utf-8")


def _lost(site: DeskSite, path: str) -> HttpAnswer:
    words = site.desk.words
    page = site.message(path, words("Not found"), words("There is no such page on the desk."))
    return _html(page, HTTPStatus.NOT_FOUND)


def _elsewhere(place: str, headers: Mapping[str, str] | None = None) -> HttpAnswer:
    return HttpAnswer(HTTPStatus.SEE_OTHER, headers={"Location": place, **(headers or {})})


class _Handler(BaseHTTPRequestHandler):
    """Reads one request and sends its answer."""

    timeout = 30

    def __init__(self, *given: Any, desk: DeskServer) -> None:
        self.desk = desk
        super().__init__(*given)

    def do_GET(self) -> None:
        self._send(self.desk.answer("GET", self.path, self.headers, b""))  # type: ignore[arg-type]

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > LARGEST:
            self.close_connection = True
            self._send(HttpAnswer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
            return
        body = self.rfile.read(int(length))
        self._send(self.desk.answer("POST", self.path, self.headers, body))  # type: ignore[arg-type]

    def _send(self, answer: HttpAnswer) -> None:
        self.send_response(answer.status)
        for name, value in {**HEADERS, **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Type", answer.type)
        self.send_header("Content-Length", f"{len(answer.content)}")
        self.end_headers()
        if self.command != "HEAD":
            with suppress(ConnectionError):  # whoever asked has gone on
                self.wfile.write(answer.content)

    def version_string(self) -> str:
        return "Hearth"

    def log_message(self, *_: Any) -> None:
        """Nothing: what was asked for is nobody's business."""
