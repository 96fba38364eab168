"""Pages for organisers of the next occurrence of each event: promotion kit and run sheet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from hearth.kinds.event import KIND as EVENT
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.outputs.calendars import name_of
from hearth.outputs.pages.page import Crumb, Page, PageView, section
from hearth.outputs.picture_cards import card_uri
from hearth.outputs.promotion import kit
from hearth.outputs.run_sheet import run_sheet
from hearth.views.programme import prepared
from hearth.wording.safe import shorten


def pages(hub: Hub) -> Iterator[Page]:
    for event in hub.events.values():
        if item := prepared(hub, event):
            for name, view in (("share", _share), ("run-sheet", _run_sheet)):
                yield Page(
                    f"{hub.url(event)}{name}/",
                    f"{name}.html",
                    partial(view, item=item),
                    source=event.path,
                    about=(event.KIND, event.id),
                )


def _crumbs(hub: Hub, item: Occurrence) -> list[Crumb]:
    return [section(hub, EVENT), (shorten(item.event.title, 80), hub.url(item.event))]


def _share(hub: Hub, item: Occurrence) -> PageView:
    return PageView(
        title=hub.words("Tell others: %(title)s", title=item.title),
        description=hub.words(
            "Announcements, subject lines and reminders for %(title)s, ready to be copied.",
            title=item.title,
        ),
        values={
            "kit": kit(hub, item),
            "item": item,
            "calendar": f"calendars/{name_of(item)}.ics",
            "picture_card": card_uri(hub, item.event, item),
        },
        crumbs=_crumbs(hub, item),
        crumb=hub.words("Tell others"),
    )


def _run_sheet(hub: Hub, item: Occurrence) -> PageView:
    return PageView(
        title=hub.words("Run sheet: %(title)s", title=item.title),
        description=hub.words(
            "Minute marks, roles, questions and things to remember for %(title)s, to print "
            "on two pages.",
            title=item.title,
        ),
        values={"sheet": run_sheet(hub, item), "item": item},
        crumbs=_crumbs(hub, item),
        crumb=hub.words("Run sheet"),
    )
