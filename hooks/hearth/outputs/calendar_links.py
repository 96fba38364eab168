"""Addresses that bring a calendar, or one date, into the calendars people use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote, urlencode

from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.outputs.calendars import Calendar
from hearth.wording import formatting
from hearth.wording.structured_data import absolute


@dataclass(frozen=True)
class Subscription:
    """Ways to subscribe to one calendar, so that it follows changes."""

    title: str
    address: str
    """Where the calendar lies, to be copied into any program."""
    webcal: str
    """Opens the calendar program of the reader's own machine."""
    services: tuple[tuple[str, str], ...]
    """(name, address) of services that take a calendar's address."""


def subscription(hub: Hub, calendar: Calendar) -> Subscription:
    """The ways to subscribe to a calendar."""
    address = absolute(hub, calendar.uri)
    webcal = f"webcal:{address.split(':', 1)[1]}"
    named = urlencode({"url": address, "name": calendar.title}, quote_via=quote)
    return Subscription(
        calendar.title,
        address,
        webcal,
        (
            ("Google", f"https://calendar.google.com/calendar/render?{urlencode({'cid': webcal})}"),
            ("Outlook.com", f"https://outlook.live.com/calendar/0/addfromweb?{named}"),
            ("Microsoft 365", f"https://outlook.office.com/calendar/0/addfromweb?{named}"),
        ),
    )


def compose_links(hub: Hub, item: Occurrence) -> list[tuple[str, str]]:
    """(service, address) that opens a new entry in a calendar on the web."""
    url = absolute(hub, item)
    text = f"{item.summary}\n\n{url}"
    if item.whole_days:
        first, last = item.first_day, item.last_day + timedelta(days=1)
        google, start, end = f"{first:%Y%m%d}/{last:%Y%m%d}", first.isoformat(), last.isoformat()
    else:
        google = f"{item.starts_at:%Y%m%dT%H%M%SZ}/{item.ends_at:%Y%m%dT%H%M%SZ}"
        start, end = formatting.utc(item.starts_at), formatting.utc(item.ends_at)
    where = formatting.location(hub, item)
    return [
        (
            "Google",
            "https://calendar.google.com/calendar/render?"
            + urlencode(
                {
                    "action": "TEMPLATE",
                    "text": item.title,
                    "dates": google,
                    "details": text,
                    "location": where,
                }
            ),
        ),
        (
            "Outlook",
            "https://outlook.live.com/calendar/0/deeplink/compose?"
            + urlencode(
                {
                    "subject": item.title,
                    "startdt": start,
                    "enddt": end,
                    "body": text,
                    "location": where,
                    "allday": "true" if item.whole_days else "false",
                    "path": "/calendar/action/compose",
                    "rru": "addevent",
                }
            ),
        ),
    ]
