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
from hearth.base.words import N_, said, said_count, said_many, said_number, said_together
from hearth.doctor.diagnosis import Diagnosis, error, fine, warning
from hearth.doctor.visitor import Fetched, UnreachableError, Visitor
from hearth.kinds import KINDS
from hearth.model.hub import Hub
from hearth.site.hosts import HEADERS

NOWHERE = "hearth-doctor/looks-for-nothing/"
"""An address that no hub has."""
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml")
JSON_TYPES = ("application/feed+json", "application/json")
FILES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "calendars/all.ics",
        ("text/calendar",),
        N_("Calendar programs refuse what is not a calendar."),
    ),
    ("feeds/all.rss.xml", FEED_TYPES, N_("Readers of feeds need a type of XML.")),
    ("feeds/all.atom.xml", FEED_TYPES, N_("Readers of feeds need a type of XML.")),
    ("feeds/all.json", JSON_TYPES, N_("Readers of feeds need a type of JSON.")),
    ("feeds/feeds.opml", ("text/x-opml", *FEED_TYPES), N_("Readers of feeds need a type of XML.")),
    ("api/index.json", JSON_TYPES, N_("Programs need a type of JSON.")),
    ("sitemap.xml", FEED_TYPES, N_("Search engines need a type of XML.")),
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
            said(
                "%(address)s cannot be read: %(failed)s.", address=visit.site.address, failed=failed
            ),
            said("Look whether the address is right."),
        )
        return
    if visit.hub.settings.internal:
        yield from _guarded(visit, front)
        return
    if front.elsewhere:
        yield error(
            said(
                "%(address)s leads to %(elsewhere)s.",
                address=visit.site.address,
                elsewhere=front.elsewhere,
            ),
            said("Ask for that address, and write it as site_url."),
        )
    elif front.status != 200:
        yield error(
            said(
                "%(address)s answers %(status)s.", address=visit.site.address, status=front.status
            ),
            said("Publish the site there."),
        )
    else:
        yield from _open(visit, front)


def _open(visit: Visit, front: Fetched) -> Iterator[Diagnosis]:
    for look in LOOKS:
        try:
            yield from look(visit, front)
        except UnreachableError as failed:
            yield warning(
                said("Something of the site could not be read: %(failed)s.", failed=failed),
                said("Try again."),
            )


def _guarded(visit: Visit, front: Fetched) -> Iterator[Diagnosis]:
    """An internal hub shows a stranger nothing."""
    if front.status == 200 and not front.elsewhere and _is_hub(front):
        yield error(
            said("Anybody can read this internal hub."),
            said(
                "Put it behind your organisation's login: `internal: true` alone keeps nobody out."
            ),
        )
    else:
        yield fine(said("a stranger is not let in (status %(status)s)", status=front.status))
    yield from _secrets(visit, front)


def _is_hub(page: Fetched) -> bool:
    return page.kind == "text/html" and b'id="hb-content"' in page.body


def _identity(visit: Visit, front: Fetched) -> Iterator[Diagnosis]:
    """Whether this hub is there, at the address it believes in."""
    if not _is_hub(front):
        yield error(
            said("What is there is not a page of a hub."),
            said("Look whether the address is right."),
        )
        return
    found = re.search(rb'rel="canonical" href="([^"]+)"', front.body)
    told = found[1].decode("utf-8", "replace") if found else ""
    if told and told != visit.site.address:
        yield error(
            said("The site believes to be at %(address)s.", address=told),
            said(
                "Set site_url in mkdocs.yml to the address people use: feeds and calendars are "
                "made of it."
            ),
        )
    else:
        yield fine(said("the site knows its own address"))


def _age(visit: Visit, _: Fetched) -> Iterator[Diagnosis]:
    """Whether the site is of today, and holds what the hub holds."""
    told = _data(visit.site.get("api/index.json"))
    try:
        built = date.fromisoformat(str(told["as_of"]))
    except (KeyError, ValueError):
        return
    if (behind := (visit.day - built).days) > BEHIND:
        yield error(
            said_many(
                "The site shows the hub as on %(built)s, %(number)s day ago.",
                "The site shows the hub as on %(built)s, %(number)s days ago.",
                behind,
                built=built,
                number=said_number(behind),
            ),
            said(
                "It should be built every night; look whether the timetable is still switched "
                "on, and whether the last build failed."
            ),
        )
    else:
        yield fine(said("the site is of %(built)s", built=built))
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
                said(
                    "The site has %(count)s, and this folder %(here)s.",
                    count=said_count(there, kind.name),
                    here=here,
                ),
                said(
                    "What was changed last is not published yet, or this folder is not up to date."
                ),
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
            said("The host does not send %(missing)s.", missing=", ".join(missing)),
            said("Where you can set headers, send them; see Where to publish in the guide."),
        )
    else:
        yield fine(said("the host sends what a page cannot say of itself"))


def _encoding(visit: Visit, front: Fetched) -> Iterator[Diagnosis]:
    """How pages travel, and how long they are kept."""
    if "charset=utf-8" not in front.headers.get("content-type", "").lower().replace('"', ""):
        yield warning(
            said("Pages are sent without their encoding."), said("Send `charset=utf-8` with them.")
        )
    if "content-encoding" not in front.headers:
        yield warning(
            said("Pages are not compressed."), said("Switch gzip on: they get a fifth as large.")
        )
    else:
        yield fine(said("pages are compressed"))
    kept = re.search(r"max-age=(\d{1,12})", front.headers.get("cache-control", ""))
    if kept and int(kept[1]) > KEPT_LONG:
        yield warning(
            said(
                "Browsers keep pages for %(minutes)s minutes without asking.",
                minutes=int(kept[1]) // 60,
            ),
            said(
                "Send `Cache-Control: no-cache` with pages: they are asked for, and sent when "
                "they have changed."
            ),
        )


def _nowhere(visit: Visit, _: Fetched) -> Iterator[Diagnosis]:
    lost = visit.site.get(NOWHERE)
    if lost.status != 404:
        yield error(
            said("For a page that is not there the host answers %(status)s.", status=lost.status),
            said("It should answer 404, with 404.html: else search engines keep what is gone."),
        )
    elif not _is_page_of_ours(lost):
        yield warning(
            said("The page for what is not there is the host's own."),
            said("Have it send 404.html."),
        )
    else:
        yield fine(said("what is not there is said to be missing"))


def _is_page_of_ours(page: Fetched) -> bool:
    return b"assets/hearth/" in page.body


def _machines(visit: Visit, _: Fetched) -> Iterator[Diagnosis]:
    """Feeds, calendars and data: there, whole, and of the right type."""
    good = 0
    for path, kinds, why in FILES:
        answer = visit.site.get(path)
        if answer.status != 200:
            yield error(
                said("%(path)s answers %(status)s.", path=path, status=answer.status),
                said("Publish the whole folder of the site."),
            )
        elif broken := flaw(path, answer.body):
            yield error(
                said("%(path)s %(what)s.", path=path, what=broken.what),
                said("Build the site and publish it again."),
            )
        elif answer.kind not in kinds:
            yield error(
                said(
                    "%(path)s is sent as %(kind)s.", path=path, kind=answer.kind or said("nothing")
                ),
                said_together(said(why), said("Send %(kind)s.", kind=kinds[0])),
            )
        else:
            good += 1
    if good == len(FILES):
        yield fine(
            said("feeds, calendars, data and the sitemap are whole, and sent as what they are")
        )


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
            said("The search finds nothing: %(path)s is missing or broken.", path=path),
            said("Publish files that end in .gz as they are."),
        )
    else:
        yield fine(said("the search has its index"))


def _crawlers(visit: Visit, _: Fetched) -> Iterator[Diagnosis]:
    """Whether search engines are sent away from a public hub."""
    robots = visit.site.get(urljoin(visit.site.address, "/robots.txt"))
    if robots.status == 200 and re.search(rb"(?mi)^disallow:\s*/\s*$", robots.body):
        yield warning(
            said("robots.txt asks search engines to stay away from the whole host."),
            said("Take `Disallow: /` out where the hub should be found."),
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
            said("The host serves %(served)s.", served=", ".join(served)),
            said("Publish the folder site/ alone, never the one above it."),
        )
    else:
        yield fine(said("nothing is served beside the site"))


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
