"""What a narrowed list can be taken along by: for each choice, its calendar and its feed, so that
no script guesses an address."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from hearth.base.words import N_
from hearth.kinds import KINDS, Kind
from hearth.kinds.event import KIND as EVENT
from hearth.model.hub import Hub
from hearth.outputs import Output
from hearth.outputs.calendars import FacetEvents, by_facet, calendars
from hearth.outputs.feeds import RSS, Feed, feeds
from hearth.views.facets import word

ADDRESS = "subscribe/take-along.json"
WORDS = {
    "calendar": N_("Subscribe to the calendar"),
    "feed": N_("Feed"),
    "wider": N_("Feed, of other things in it too"),
    "copy": N_("Copy the calendar’s address"),
    "copied": N_("Address copied"),
    "exact": N_("Just what you chose, and what comes to it later:"),
    "whole": N_("The whole list, and what comes to it later:"),
    "nearest": N_(
        "What is shown has no address of its own. The nearest is “%s”, which holds more:"
    ),
    "events": N_("Download what is shown (.ics)"),
    "table": N_("Download what is shown as a table (.csv)"),
    "some": N_("Only the first %s: that is as much as fits in one file."),
    "making": N_("Making the file…"),
    "failed": N_("Not all could be fetched just now. Try again when you are online."),
    "none": N_("Nothing is shown that could be downloaded."),
    "once": N_("A downloaded file never changes; what you subscribe to does."),
    "title": N_("Title"),
    "address": N_("Address"),
}
"""What the script says, by the names under which it knows them."""

Ways = tuple[str, str, str, int, bool]
"""(title, address of the calendar, address of the feed, dates in it, whether the feed holds nothing
else)"""


def take_along(hub: Hub) -> Output:
    """The file that the script of lists reads when somebody asks for it."""
    content = {
        "words": {name: hub.words.noted(message) for name, message in WORDS.items()},
        "pages": f"{EVENT.section}/",
        "files": f"calendars/{EVENT.plural}/",
        "lists": {} if hub.settings.internal else dict(_lists(hub)),
    }
    return Output(ADDRESS, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def _lists(hub: Hub) -> Iterator[tuple[str, dict[str, Ways]]]:
    """What each list and each of its choices is taken along by; a list as a whole has no name."""
    found = {feed.name: feed for feed in feeds(hub)}
    for kind in KINDS.values():
        if kind.feed:
            own = found[kind.feed.name]
            yield kind.plural, {"": _of_feed(own, True), **dict(_of_answers(kind, found))}
    dates = {name: one for name, one in by_facet(hub).items() if one.facet.question}
    whole = calendars(hub).get("all")
    if whole:
        fed = found["events"].uri(RSS)
        every = {"": (whole.title, whole.uri, fed, len(whole.entries), True)}
        yield EVENT.plural, every | dict(_of_events(hub, dates, found))


def _of_feed(feed: Feed, exact: bool) -> Ways:
    return feed.title, "", feed.uri(RSS), len(feed.records), exact


def _of_answers(kind: Kind, found: Mapping[str, Feed]) -> Iterator[tuple[str, Ways]]:
    """By what a kind's records answer: the feed of the answer, or of what it refers to, which has
    other kinds too."""
    for one in kind.listing.filters:
        under = kind.feed and one.refers in kind.feed.under
        start = one.page.split("{}")[0].strip("/") or (KINDS[one.refers].plural if under else "")
        for name, feed in found.items() if start else ():
            folder, _, key = name.rpartition("/")
            if folder == start:
                yield f"{one.name}:{word(key)}", _of_feed(feed, bool(one.page))


def _of_events(
    hub: Hub, dates: Mapping[str, FacetEvents], found: Mapping[str, Feed]
) -> Iterator[tuple[str, Ways]]:
    """By what dates of events answer."""
    for name, one in dates.items():
        made, feed = calendars(hub)[name], found.get(name)
        ways = (made.title, made.uri, feed.uri(RSS) if feed else "", len(made.entries))
        # A list knows a country by its code as ISO 3166 writes it.
        key = one.key.upper() if one.facet.question == "country" else one.key
        yield f"{one.facet.question}:{word(key)}", (*ways, one.facet.feed)
