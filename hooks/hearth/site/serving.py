"""Serve a site to whoever writes it: a page shows itself anew when the site changes, and while
something is wrong the last good page stays, with what is to be mended above it."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import parse_qs, urlsplit

from hearth.read.template_files import TEMPLATES
from hearth.wording.safe import html, vouched

NEWS = "/.hearth/news"
"""Where pages ask whether anything changed."""
PATIENCE = 25.0
"""Seconds after which a page is told that nothing did, and asks again."""
_POLICY = re.compile(rb'\s*<meta http-equiv="Content-Security-Policy"[^>]*>')

_BLANK = b'<!doctype html><html lang="en"><title>No site yet</title><body></body></html>'
"""What is shown before there is any site: what is wrong with the hub is laid over it."""

Told = tuple[str, str]
"""(place, what is wrong there)"""


@dataclass(frozen=True)
class Shown:
    """What readers are shown: which site, and what is wrong since."""

    state: int = 0
    """Rises with every change of any of this."""
    site: int = 0
    """Rises with every new site."""
    problems: tuple[Told, ...] = ()


class News:
    """What is shown now, and a way to wait for the next."""

    def __init__(self) -> None:
        self.shown = Shown()
        self._changed = threading.Condition()

    def site(self) -> None:
        """There is a new site, and nothing is wrong."""
        now = self.shown
        self._tell(Shown(now.state + 1, now.site + 1))

    def problems(self, found: Sequence[Told]) -> None:
        """Something is wrong, or nothing any more."""
        if tuple(found) != self.shown.problems:
            now = self.shown
            self._tell(replace(now, state=now.state + 1, problems=tuple(found)))

    def after(self, state: int, patience: float = PATIENCE) -> Shown:
        """What is shown, as soon as it is not that state any more."""
        with self._changed:
            self._changed.wait_for(lambda: self.shown.state != state, patience)
            return self.shown

    def _tell(self, shown: Shown) -> None:
        with self._changed:
            self.shown = shown
            self._changed.notify_all()


def server(
    address: tuple[str, int], site: Path, base: str, news: News, patience: float = PATIENCE
) -> ThreadingHTTPServer:
    """A server of the site in a folder, below the path ``base``; raises OSError where the address
    cannot be had."""
    script = (TEMPLATES / "plain" / "preview.js").read_text("utf-8")

    def handler(*given: Any) -> SimpleHTTPRequestHandler:
        return _Handler(*given, site=site, base=base, news=news, script=script, patience=patience)

    found = ThreadingHTTPServer(address, handler)
    found.daemon_threads = True
    return found


class _Handler(SimpleHTTPRequestHandler):
    """Answers one request."""

    def __init__(
        self, *given: Any, site: Path, base: str, news: News, script: str, patience: float
    ) -> None:
        self.site, self.base, self.news = site, base, news
        self.script, self.patience = script, patience
        super().__init__(*given, directory=str(site))

    def send_head(self) -> BytesIO | BinaryIO | None:
        path = urlsplit(self.path).path
        if path == NEWS:
            return self._news()
        if not path.startswith(self.base):
            return self._elsewhere(self.base)
        self.path = self.path[len(self.base) - 1 :]
        file = Path(self.translate_path(self.path))
        if file.is_dir() and self.path.split("?")[0].endswith("/"):
            file /= "index.html"
        if file.is_dir():
            return self._elsewhere(f"{self.base[:-1]}{path[len(self.base) - 1 :]}/")
        if not file.is_file():
            lost = self.site / "404.html"
            return self._page(lost.read_bytes() if lost.is_file() else _BLANK, HTTPStatus.NOT_FOUND)
        return self._page(file.read_bytes()) if file.suffix == ".html" else super().send_head()

    def _elsewhere(self, place: str) -> BytesIO:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", place)
        self.send_header("Content-Length", "0")
        self.end_headers()
        return BytesIO()

    def _news(self) -> BytesIO:
        after = parse_qs(urlsplit(self.path).query).get("after", ["-1"])[0]
        shown = self.news.after(int(after) if after.isdigit() else -1, self.patience)
        told = {"state": shown.state, "site": shown.site, "problems": shown.problems}
        return self._content(json.dumps(told).encode(), "application/json")

    def _page(self, content: bytes, status: HTTPStatus = HTTPStatus.OK) -> BytesIO:
        """A page with the script that keeps it up to date, which its own policy would not run."""
        # A page that is asked for while something is wrong is told so at once.
        state = self.news.shown.state if not self.news.shown.problems else -1
        script = html(
            '<script data-address="%s" data-site="%s" data-state="%s">%s</script>',
            *(NEWS, f"{self.news.shown.site}", f"{state}", vouched(self.script)),
        )
        whole = _POLICY.sub(b"", content).replace(b"</body>", f"{script}</body>".encode(), 1)
        return self._content(whole, "text/html; charset=utf-8", status)

    def _content(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", f"{len(content)}")
        self.end_headers()
        return BytesIO(content)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Nothing: what was asked for is of no interest to whoever writes."""
