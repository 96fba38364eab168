"""Reminders of what is coming, a week and a day before, each with an identity that lasts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hearth.base.words import N_
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence

DAYS_BEFORE = {7: N_("In a week: %(event)s"), 1: N_("Tomorrow: %(event)s")}
KEPT = timedelta(days=14)
"""How long a reminder stays in the feed: longer than any reader or mailing service waits between
two looks."""


@dataclass(frozen=True)
class Reminder:
    """One occurrence, some days before it begins."""

    item: Occurrence
    days: int

    @property
    def day(self) -> date:
        """The day it appears."""
        return self.item.first_day - timedelta(days=self.days)

    @property
    def name(self) -> str:
        """What its identity is made of: the occurrence's original day, so that a moved date is not
        announced as another."""
        return f"event/{self.item.event.id}/{self.item.original.isoformat()}/reminder/{self.days}"


def reminders(hub: Hub) -> list[Reminder]:
    """The reminders that have appeared and are still shown, the newest first."""
    found = [
        reminder
        for item in hub.schedule.occurrences
        if item.last_day >= hub.as_of - KEPT
        for reminder in (Reminder(item, days) for days in DAYS_BEFORE)
        if hub.as_of - KEPT <= reminder.day <= hub.as_of
    ]
    return sorted(
        found,
        key=lambda reminder: (-reminder.day.toordinal(), reminder.item.sort_key, reminder.days),
    )
