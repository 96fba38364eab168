"""Write everything the site builder leaves to the hub, in several processes where that pays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import partial
from itertools import chain
from pathlib import Path

from hearth.base.pictures import Picture
from hearth.base.processes import can_fork, in_children
from hearth.base.svg import read_svg
from hearth.kinds import KINDS, Record
from hearth.kinds.event import Event
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.outputs import WRITERS, Output
from hearth.outputs.api import api
from hearth.outputs.calendars import Calendar, CalendarWriter, calendars, of_event, single_dates
from hearth.outputs.editor import editor
from hearth.outputs.feed_writer import FeedWriter
from hearth.outputs.feeds import appeared, feeds, opml
from hearth.outputs.insights import insight_files
from hearth.outputs.pages.page import Page
from hearth.outputs.picture_cards import cards, draw_card
from hearth.outputs.render import Renderer
from hearth.site.builder import BuildFailedError
from hearth.site.files import Folder, redirect, robots, sitemap
from hearth.site.fill import PageFiller
from hearth.site.plan import SitePlan, shell_key
from hearth.site.shells import Shell, ShellKey

MANY = 400
"""From this many files on, further processes pay for themselves."""
SHARES = 16
"""Into how many parts the work of one process is cut, so that the last to finish is soon done."""

_ADDRESS = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*", re.ASCII)
"""An address below the site's root that leads nowhere else: no step is empty or begins with a
dot."""

Job = Callable[[], Iterable[Output]]


def filled_page(filler: PageFiller, page: Page, shell: Shell) -> Output:
    """A page made by filling its shell."""
    return Output(f"{page.url}index.html", shell.fill(filler.slots(page)).encode())


def hub_files(plan: SitePlan, renderer: Renderer, other_urls: Iterable[str]) -> Iterator[Output]:
    """Files that are made of the hub as a whole; an internal hub has none for machines, and asks
    them to stay away."""
    hub = plan.hub
    yield from editor(hub, renderer)
    if hub.settings.internal:
        yield robots()
    else:
        yield from api(hub)
        yield from insight_files(hub)
        yield opml(hub, feeds(hub))
        changed = {hub.url(record): _changed(record, hub) for record in hub}
        urls = {page.url for page in plan.pages} | set(other_urls)
        yield from sitemap(hub.settings.site_url, ((url, changed.get(url, "")) for url in urls))
    for record in hub:
        for alias in record.aliases if not KINDS[record.KIND].anchored else ():
            yield redirect(hub.settings.site_url, KINDS[record.KIND].url(alias), hub.url(record))
    yield from _added_files(hub, {f"{page.url}index.html" for page in plan.pages})


def _added_files(hub: Hub, taken: Set[str]) -> Iterator[Output]:
    """What writers from outside make of the public hub; raises BuildFailedError for an address
    that is another file's, or none."""
    seen = set(taken)
    for writer in WRITERS.values():
        for output in writer.write(hub):
            if output.uri in seen or not _ADDRESS.fullmatch(output.uri):
                raise BuildFailedError(
                    f"The extension {writer.name} makes {output.uri!r}, which is the address of "
                    "another file, or none of the site. Mend the extension."
                )
            seen.add(output.uri)
            yield output


def _changed(record: Record, hub: Hub) -> str:
    """The day of a record's last known change up to the hub's day, as the sitemap gives it."""
    days = [day for day in (record.reviewed, appeared(record)) if day and day <= hub.as_of]
    return max(days).isoformat() if days else ""


class SiteWriter:
    """Writes a planned site below a folder; what one file can use from another is kept."""

    def __init__(self, plan: SitePlan, filler: PageFiller, site_dir: Path) -> None:
        self.plan, self.filler, self.folder = plan, filler, Folder(site_dir)
        self.feeds, self.calendars = FeedWriter(filler.renderer), CalendarWriter(plan.hub)

    def write(
        self, shells: Mapping[ShellKey, Shell], other_urls: Iterable[str], processes: int
    ) -> list[str]:
        """Write everything, in up to ``processes`` processes; returns the files, relative to the
        site."""
        jobs = list(self._jobs(shells, list(other_urls)))
        many = min(processes, len(jobs) // MANY)
        if many < 2 or not can_fork():
            return self._do(jobs)
        for template in dict.fromkeys(page.template for page in self.plan.filled):
            self.filler.renderer.template(template)  # read once, before there are children
        # Neighbours stay together, because they share cards and texts.
        size = max(1, len(jobs) // (many * SHARES))
        # The numbers alone are handed over: jobs and shells are inherited, never pickled.
        starts = range(0, len(jobs), size)
        done = in_children(lambda first: self._do(jobs[first : first + size]), starts, many)
        return list(chain.from_iterable(done))

    def _do(self, jobs: Iterable[Job]) -> list[str]:
        written = []
        for job in jobs:
            for output in job():
                self.folder.write(output)
                written.append(output.uri)
        return written

    def _jobs(self, shells: Mapping[ShellKey, Shell], other_urls: list[str]) -> Iterator[Job]:
        """Everything to write; what takes longest comes first."""
        hub = self.plan.hub
        # As long as thousands of pages: begun last, all other processes would wait for it.
        yield partial(hub_files, self.plan, self.filler.renderer, other_urls)
        for subject in cards(hub) if hub.settings.pictures else ():
            yield partial(self._card, *subject)
        for picture in self.plan.pictures:
            yield partial(self._picture, picture)
        for drawing in self.plan.drawings:
            yield partial(self._drawing, drawing)
        for page in self.plan.filled:
            yield partial(self._page, page, shells[shell_key(page)])
        for feed in feeds(hub):
            yield partial(self.feeds.write, feed)
        for calendar in (*calendars(hub).values(), *single_dates(hub)):
            yield partial(self._calendar, calendar)
        for event in hub.events.values():
            if found := of_event(hub, event):
                yield partial(self._calendar, found)

    def _card(self, uri: str, event: Event, item: Occurrence | None) -> Iterable[Output]:
        return (draw_card(self.plan.hub, uri, event, item),)

    def _picture(self, picture: Picture) -> Iterable[Output]:
        return (Output(picture.src, picture.content),)

    def _drawing(self, src_uri: str) -> Iterable[Output]:
        drawn = read_svg(self.plan.hub.root / "content" / src_uri)
        return (Output(src_uri, drawn.content),)

    def _page(self, page: Page, shell: Shell) -> Iterable[Output]:
        return (filled_page(self.filler, page, shell),)

    def _calendar(self, calendar: Calendar) -> Iterable[Output]:
        return (self.calendars.write(calendar),)
