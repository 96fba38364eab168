"""Pages for organisers of the next occurrence of each event: promotion kit and run sheet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.outputs.calendars import name_of
from hearth.outputs.pages.events import EVENTS
from hearth.outputs.pages.page import Crumb, Page, PageView
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
    return [EVENTS, (shorten(item.event.title, 80), hub.url(item.event))]


def _share(hub: Hub, item: Occurrence) -> PageView:
    return PageView(
        title=f"Tell others: {item.title}",
        description=(
            f"Announcements, subject lines and reminders for {item.title}, ready to be copied."
        ),
        values={
            "kit": kit(hub, item),
            "item": item,
            "calendar": f"calendars/{name_of(item)}.ics",
            "picture_card": card_uri(hub, item.event, item),
        },
        crumbs=_crumbs(hub, item),
        crumb="Tell others",
    )


def _run_sheet(hub: Hub, item: Occurrence) -> PageView:
    return PageView(
        title=f"Run sheet: {item.title}",
        description=(
            f"Minute marks, roles, questions and things to remember for {item.title}, to print "
            "on two pages."
        ),
        values={"sheet": run_sheet(hub, item), "item": item},
        crumbs=_crumbs(hub, item),
        crumb="Run sheet",
    )
