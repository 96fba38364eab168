"""The words for the status of an event."""

from __future__ import annotations

from dataclasses import dataclass

from hearth.base.words import N_


@dataclass(frozen=True)
class Status:
    """One status in words for people, for search engines and for calendars."""

    words: str
    schema: str
    """schema.org's EventStatusType."""
    ics: str
    """STATUS of RFC 5545, 3.8.1.11."""
    note: str
    """What follows from it, in a sentence for whoever wants to come."""
    in_title: bool = False
    """Whether calendars say it before the title, since many do not show STATUS."""


INSTEAD = {
    "named": N_("Instead"),
    "date": N_("The next date"),
    "series": N_("Next of the series"),
    "topic": N_("Next on the same topic"),
}
"""What an alternative to an event is to it."""
STATUSES = {
    "scheduled": Status(N_("As announced"), "EventScheduled", "CONFIRMED", ""),
    "tentative": Status(
        N_("Not certain yet"),
        "EventScheduled",
        "TENTATIVE",
        N_("Look here again before you make plans."),
    ),
    "rescheduled": Status(
        N_("Rescheduled"),
        "EventRescheduled",
        "CONFIRMED",
        N_("It takes place at another time than first announced."),
    ),
    "postponed": Status(
        N_("Postponed"),
        "EventPostponed",
        "TENTATIVE",
        N_("A new date will be announced here."),
        in_title=True,
    ),
    "moved-online": Status(
        N_("Moved online"), "EventMovedOnline", "CONFIRMED", N_("It takes place online only.")
    ),
    "cancelled": Status(
        N_("Cancelled"),
        "EventCancelled",
        "CANCELLED",
        N_("It does not take place; the entry stays in calendars, marked as cancelled."),
        in_title=True,
    ),
}
