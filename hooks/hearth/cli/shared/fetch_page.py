"""Fetch a web page and read its title, description and language; only ``hearth add --from-url``
does."""

from __future__ import annotations

import ipaddress
import re
import socket
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from html.parser import HTMLParser
from http.client import HTTPException
from typing import IO, Any
from urllib.parse import urlsplit

from hearth.cli.shared.tongue import _
from hearth.contribute.drafts import clean

TIMEOUT = 8.0
"""Seconds for the whole page."""
MAX_PAGE = 512 * 1024
"""Bytes that are read at most; what a page says of itself stands at its top."""
MAX_REDIRECTS = 5
_TITLE, _DESCRIPTION = 300, 400


class FetchError(Exception):
    """Why a page could not be read, in a few words."""


@dataclass(frozen=True)
class PageWords:
    """What a page says of itself; empty where it says nothing."""

    title: str = ""
    description: str = ""
    language: str = ""


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows to the same host or to public addresses alone, so that no page can point into a
    private network."""

    max_redirections = MAX_REDIRECTS

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme not in (
            "http",
            "https",
        ):  # urllib itself would also follow to ftp
            raise FetchError(_("the page leads to an address that is not on the web"))
        if urlsplit(newurl).netloc != urlsplit(req.full_url).netloc and not _is_public(newurl):
            raise FetchError(_("the page leads to a private address"))
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _is_public(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return False
    return bool(found) and all(
        ipaddress.ip_address(item.partition("%")[0]).is_global for item in found
    )


def read_page(address: str) -> PageWords:
    """What the page at an address says of itself; raises FetchError when it cannot be read."""
    if urlsplit(address).scheme not in ("http", "https"):
        raise FetchError(_("only addresses that start with http:// or https:// are read"))
    # Handlers are named one by one: no files, no FTP, no proxy from the environment.
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    request = urllib.request.Request(  # noqa: S310
        address, headers={"User-Agent": "hearth", "Accept": "text/html"}
    )
    try:
        with opener.open(request, timeout=TIMEOUT) as answer:
            if answer.headers.get_content_type() not in ("text/html", "application/xhtml+xml"):
                raise FetchError(_("what is there is not a page"))
            return page_words(_text(_read(answer), answer.headers.get_content_charset()))
    except urllib.error.HTTPError as error:
        raise FetchError(_("the server answers %(status)s", status=error.code)) from None
    except urllib.error.URLError as error:
        raise FetchError(_("there is no way there (%(reason)s)", reason=error.reason)) from None
    except (OSError, HTTPException, ValueError) as error:
        raise FetchError(_("there is no way there (%(name)s)", name=type(error).__name__)) from None


def _read(answer: Any) -> bytes:
    """The beginning of the page; a server that drips is left when the time is up."""
    until = time.monotonic() + TIMEOUT
    found = b""
    while len(found) < MAX_PAGE and (piece := answer.read1(MAX_PAGE - len(found))):
        found += piece
        if time.monotonic() > until:
            raise FetchError(_("the page takes too long"))
    return found


def _text(raw: bytes, charset: str | None) -> str:
    named = re.search(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{1,40})", raw[:4096], re.IGNORECASE)
    for name in (charset, named and named[1].decode("ascii", "replace"), "utf-8"):
        try:
            if name:
                return raw.decode(name, "replace")
        except LookupError:
            continue
    return ""


class _Words(HTMLParser):
    """Collects the first title, the descriptions and the language."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.language = ""
        self.titles: list[str] = []
        self.metas: dict[str, str] = {}
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "")
        elif tag == "title":
            self._in_title = not self.titles
        elif tag == "meta":
            name = (given.get("property") or given.get("name") or "").lower()
            self.metas.setdefault(name, given.get("content", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.titles.append(data)


def page_words(text: str) -> PageWords:
    """What the text of a page says of itself, in single lines of plain text."""
    words = _Words()
    words.feed(text)
    title = words.metas.get("og:title") or "".join(words.titles)
    description = words.metas.get("description") or words.metas.get("og:description") or ""
    return PageWords(
        _line(title, _TITLE), _line(description, _DESCRIPTION), _language(words.language)
    )


def _line(text: str, limit: int) -> str:
    line = " ".join(clean(text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _language(code: str) -> str:
    """The language of a page as the hub writes it; nothing when it is not written as BCP 47
    says."""
    found = re.fullmatch(r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}))?", code.strip())
    if not found:
        return ""
    language, script, region = found.groups()
    return "-".join(
        part
        for part in (language.lower(), script and script.title(), region and region.upper())
        if part
    )
