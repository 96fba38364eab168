"""``hearth serve``: show the site while it is written, anew after every change."""

from __future__ import annotations

import re
import threading
import time
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import click

from hearth.base.store import FOLDER
from hearth.cli.shared.new_site import NoNewSiteError, publish
from hearth.cli.shared.options import as_of, builder, config, day_of, folder, refuse_no_hub
from hearth.cli.shared.tongue import _, tell
from hearth.cli.shared.trouble import told
from hearth.model.settings import read_settings
from hearth.site.builder import Order
from hearth.site.inputs import Inputs, look
from hearth.site.memory import RecordMemory
from hearth.site.publish import BusyError, locked
from hearth.site.serving import News, Told, server
from hearth.site.workshop import HubRead, read

PAUSE = 0.2
"""Seconds between two looks at the files; longer in a large hub, where a look takes long."""
SHARE = 5
"""How many times as long as a look takes one waits for the next."""


@click.command()
@folder
@click.option(
    "--address",
    default="127.0.0.1:8000",
    metavar="HOST:PORT",
    help="Where to serve it; only this machine sees it, if nothing is said.",
)
@as_of
@config
@builder
def serve(
    folder: Path, address: str, as_of: date | None, config: Path | None, builder: str
) -> None:
    """Build the site of the hub in FOLDER, serve it, and build it again after every change.

    The page in the browser shows itself anew. While something is wrong, the last good page stays,
    with what is to be mended above it. The published site is not touched.
    """
    refuse_no_hub(folder, config)
    place = re.fullmatch(r"(?:(.+):)?(\d{1,5})", address)
    if not place or int(place[2]) > 65_535:
        raise click.UsageError(
            _(
                "%(address)s is no address. Write host and port: 127.0.0.1:8000.",
                address=repr(address),
            )
        )
    FollowedHub(folder.resolve(), as_of, config, builder).run(
        place[1] or "127.0.0.1", int(place[2])
    )


class FollowedHub:
    """A site that follows its hub."""

    def __init__(self, root: Path, day: date | None, config: Path | None, builder: str) -> None:
        self.root, self.day, self.config, self.builder = root, day, config, builder
        self.site = root / FOLDER / "preview" / "site"
        self.news, self.memory = News(), RecordMemory(root)

    @property
    def order(self) -> Order:
        given = (self.root, self.site, None, False, self.config, self.builder, self.site)
        return Order(*given)

    def run(self, host: str, port: int) -> None:
        """Serve until somebody ends it."""
        self.site.parent.mkdir(parents=True, exist_ok=True)
        seen = self._look()
        self._refresh()
        base = urlsplit(read_settings(self.root, self.config)[0].site_url).path or "/"
        try:
            serving = server((host, port), self.site, base, self.news)
        except OSError as error:
            raise click.ClickException(
                _(
                    "%(host)s:%(port)s cannot be had (%(strerror)s). Is another server there? "
                    "Name another place: --address 127.0.0.1:8001.",
                    host=host,
                    port=port,
                    strerror=error.strerror or error,
                )
            ) from None
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        shown = f"http://{host}:{serving.server_address[1]}{base}"
        click.secho(_("Serving %(shown)s (Ctrl+C ends it)", shown=shown), fg="green", bold=True)
        try:
            self._follow(seen)
        except KeyboardInterrupt:
            serving.shutdown()

    def _look(self) -> Inputs:
        return look(self.order, f"{day_of(self.day)}")

    def _follow(self, seen: Inputs) -> None:
        while True:
            began = time.monotonic()
            now = self._look()
            if now != seen:
                seen = now
                self._refresh()
                continue
            time.sleep(max(PAUSE, SHARE * (time.monotonic() - began)))

    def _refresh(self) -> None:
        began = time.monotonic()
        try:
            problems = self.make()
        except (NoNewSiteError, BusyError) as error:
            problems = [("", tell(error))]
        except OSError as error:
            problems = [("", told(error))]
        for place, message in problems:
            click.secho(f"{place}  {message}".strip(), fg="red", err=True)
        self.news.problems(problems)
        if not problems:
            click.echo(_("Built in %(seconds)s s", seconds=f"{time.monotonic() - began:.1f}"))

    def make(self) -> list[Told]:
        """Bring the site up to date; what is wrong, if anything is."""
        order, day = self.order, day_of(self.day)
        found: HubRead = read(order, day, self.memory)
        errors = [problem for problem in found.verdict.reported if problem.severity == "error"]
        if errors:
            return [(f"{it.path}:{it.line}:{it.column}", tell(it.message)) for it in errors]
        with locked(self.site, 0, lambda holder: None) as lock:
            difference = publish(order, day, lock, found)[1]
        if any(difference) or not self.news.shown.site:
            self.news.site()
        return []
