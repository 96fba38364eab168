"""What a published site shows a stranger: whether it is the hub's and of today, and whether its
host sends files as what they are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin

from hearth.base.file_formats import flaw
from hearth.doctor.diagnosis import Diagnosis, error, fine, warning
from hearth.doctor.visitor import Fetched, UnreachableError, Visitor
from hearth.kinds import KINDS
from hearth.model.hub import Hub
from hearth.site.hosts import HEADERS
from hearth.wording.formatting import count

NOWHERE = "hearth-doctor/looks-for-nothing/"
"""An address that no hub has."""
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml")
JSON_TYPES = ("application/feed+json", "application/json")
FILES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("calendars/all.ics", ("text/calendar",), "Calendar programs refuse what is not a calendar."),
    ("feeds/all.rss.xml", FEED_TYPES, "Readers of feeds need a type of XML."),
    ("feeds/all.atom.xml", FEED_TYPES, "Readers of feeds need a type of XML."),
    ("feeds/all.json", JSON_TYPES, "Readers of feeds need a type of JSON."),
    ("feeds/feeds.opml", ("text/x-opml", *FEED_TYPES), "Readers of feeds need a type of XML."),
    ("api/index.json", JSON_TYPES, "Programs need a type of JSON."),
    ("sitemap.xml", FEED_TYPES, "Search engines need a type of XML."),
)
"""What machines ask for, the types they take it by, and why."""
SECRETS = (".git/HEAD", "mkdocs.yml", "content/community.yml", "private/", "reports/")
"""What lies beside a site and must not be served with it."""
KEPT_LONG = 3600
"""Seconds that a page may be kept without asking again."""
BEHIND = 1
"""So many days a site may be older than the day."""


@dataclass(frozen=True)
class Visit:
    """A site that is looked at for a hub, on a day."""

    site: Visitor
    hub: Hub
    """As the public may see it."""

    @property
    def day(self) -> date:
        return self.hub.as_of


def site_diagnoses(visit: Visit) -> Iterator[Diagnosis]:
    """Everything that is to be said of the site; when nobody answers, that alone."""
    try:
        front = visit.site.get()
    except UnreachableError as failed:
        yield error(
            f"{visit.site.address} cannot be read: {failed}.", "Look whether the address is right."
        )
        return
    if visit.hub.settings.internal:
        yield from _guarded(visit, front)
        return
    if front.elsewhere:
        yield error(
            f"{visit.site.address} leads to {front.elsewhere}.",
            "Ask for that address, and write it as site_url.",
        )
    elif front.status != 200:
        yield error(f"{visit.site.address} answers {front.status}.", "Publish the site there.")
    else:
        yield from _open(visit, front)


def _open(visit: Visit, front: Fetched) -> Iterator[Diagnosis]:
    for look in LOOKS:
        try:
            yield from look(visit, front)
        except UnreachableError as failed:
            yield warning(f"Something of the site could not be read: {failed}.", "Try again.")


def _guarded(visit: Visit, front: Fetched) -> Iterator[Diagnosis]:
    """An internal hub shows a stranger nothing."""
    if front.status == 200 and not front.elsewhere and _is_hub(front):
        yield error(
            "Anybody can read this internal hub.",
            "Put it behind your organisation's login: `internal: true` alone keeps nobody out.",
        )
    else:
        yield fine(f"a stranger is not let in (status {front.status})")
    yield from _secrets(visit, front)


def _is_hub(page: Fetched) -> bool:
    return page.kind == "text/html" and b'id="h-content"' in page.body


def _identity(visit: Visit, front: Fetched) -> Iterator[Diagnosis]:
    """Whether this hub is there, at the address it believes in."""
    if not _is_hub(front):
        yield error("What is there is not a page of a hub.", "Look whether the address is right.")
        return
    found = re.search(rb'rel="canonical" href="([^"]+)"', front.body)
    told = found[1].decode("utf-8", "replace") if found else ""
    if told and told != visit.site.address:
        yield error(
            f"The site believes to be at {told}.",
            "Set site_url in mkdocs.yml to the address people use: feeds and calendars are made "
            "of it.",
        )
    else:
        yield fine("the site knows its own address")


def _age(visit: Visit, _: Fetched) -> Iterator[Diagnosis]:
    """Whether the site is of today, and holds what the hub holds."""
    told = _data(visit.site.get("api/index.json"))
    try:
        built = date.fromisoformat(str(told["as_of"]))
    except (KeyError, ValueError):
        return
    if (behind := (visit.day - built).days) > BEHIND:
        yield error(
            f"The site shows the hub as on {built}, {count(behind, 'day')} ago.",
            "It should be built every night; look whether the timetable is still switched on, and "
            "whether the last build failed.",
        )
    else:
        yield fine(f"the site is of {built}")
    yield from _missing(visit, told)


def _missing(visit: Visit, told: dict[str, Any]) -> Iterator[Diagnosis]:
    kinds = told.get("kinds")
    known = kinds if isinstance(kinds, dict) else {}
    for kind in KINDS.values():
        entry = known.get(kind.plural)
        there = entry.get("count") if isinstance(entry, dict) else None
        here = len(visit.hub.records[kind.name])
        if isinstance(there, int) and there != here:
            yield warning(
                f"The site has {count(there, kind.name)}, and this folder {here}.",
                "What was changed last is not published yet, or this folder is not up to date.",
            )


def _data(answer: Fetched) -> dict[str, Any]:
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _headers(visit: Visit, front: Fetched) -> Iterator[Diagnosis]:
    """What a page cannot say of itself."""
    wanted = [*HEADERS, *(["Strict-Transport-Security"] if visit.site.is_safe else [])]
    missing = [name for name in wanted if name.lower() not in front.headers]
    if missing:
        yield warning(
            f"The host does not send {', '.join(missing)}.",
            "Where you can set headers, send them; see Where to publish in the guide.",
        )
    else:
        yield fine("the host sends what a page cannot say of itself")


def _encoding(visit: Visit, front: Fetched) -> Iterator[Diagnosis]:
    """How pages travel, and how long they are kept."""
    if "charset=utf-8" not in front.headers.get("content-type", "").lower().replace('"', ""):
        yield warning("Pages are sent without their encoding.", "Send `charset=utf-8` with them.")
    if "content-encoding" not in front.headers:
        yield warning("Pages are not compressed.", "Switch gzip on: they get a fifth as large.")
    else:
        yield fine("pages are compressed")
    kept = re.search(r"max-age=(\d{1,12})", front.headers.get("cache-control", ""))
    if kept and int(kept[1]) > KEPT_LONG:
        yield warning(
            f"Browsers keep pages for {int(kept[1]) // 60} minutes without asking.",
            "Send `Cache-Control: no-cache` with pages: they are asked for, and sent when they "
            "have changed.",
        )


def _nowhere(visit: Visit, _: Fetched) -> Iterator[Diagnosis]:
    lost = visit.site.get(NOWHERE)
    if lost.status != 404:
        yield error(
            f"For a page that is not there the host answers {lost.status}.",
            "It should answer 404, with 404.html: else search engines keep what is gone.",
        )
    elif not _is_page_of_ours(lost):
        yield warning("The page for what is not there is the host's own.", "Have it send 404.html.")
    else:
        yield fine("what is not there is said to be missing")


def _is_page_of_ours(page: Fetched) -> bool:
    return b"assets/hearth/" in page.body


def _machines(visit: Visit, _: Fetched) -> Iterator[Diagnosis]:
    """Feeds, calendars and data: there, whole, and of the right type."""
    good = 0
    for path, kinds, why in FILES:
        answer = visit.site.get(path)
        if answer.status != 200:
            yield error(f"{path} answers {answer.status}.", "Publish the whole folder of the site.")
        elif broken := flaw(path, answer.body):
            yield error(f"{path} {broken.what}.", "Build the site and publish it again.")
        elif answer.kind not in kinds:
            yield error(f"{path} is sent as {answer.kind or 'nothing'}.", f"{why} Send {kinds[0]}.")
        else:
            good += 1
    if good == len(FILES):
        yield fine("feeds, calendars, data and the sitemap are whole, and sent as what they are")


def _search(visit: Visit, _: Fetched) -> Iterator[Diagnosis]:
    if not visit.hub.settings.search:
        return
    path = "search-index/index.json.gz"
    answer = visit.site.get(path)
    # A host that unpacks it has done what the page would do.
    if answer.status != 200 or (
        answer.body[:2] != b"\x1f\x8b" and flaw("index.json", answer.body) is not None
    ):
        yield error(
            f"The search finds nothing: {path} is missing or broken.",
            "Publish files that end in .gz as they are.",
        )
    else:
        yield fine("the search has its index")


def _crawlers(visit: Visit, _: Fetched) -> Iterator[Diagnosis]:
    """Whether search engines are sent away from a public hub."""
    robots = visit.site.get(urljoin(visit.site.address, "/robots.txt"))
    if robots.status == 200 and re.search(rb"(?mi)^disallow:\s*/\s*$", robots.body):
        yield warning(
            "robots.txt asks search engines to stay away from the whole host.",
            "Take `Disallow: /` out where the hub should be found.",
        )


def _secrets(visit: Visit, _: Fetched) -> Iterator[Diagnosis]:
    """What lies beside the site in its repository."""
    served = []
    for path in SECRETS:
        answer = visit.site.get(path)
        if answer.status == 200 and answer.body and not _is_page_of_ours(answer):
            served.append(path)
    if served:
        yield error(
            f"The host serves {', '.join(served)}.",
            "Publish the folder site/ alone, never the one above it.",
        )
    else:
        yield fine("nothing is served beside the site")


LOOKS: tuple[Callable[[Visit, Fetched], Iterator[Diagnosis]], ...] = (
    _identity,
    _age,
    _headers,
    _encoding,
    _nowhere,
    _machines,
    _search,
    _crawlers,
    _secrets,
)
