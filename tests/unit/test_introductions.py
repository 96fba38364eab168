"""desk.introductions: nothing outweighs a condition, the score is its parts, and the choice is nearly the best."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from math import log
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hubs
from hearth.desk.choosing import STEPS, choose
from hearth.desk.introductions import Suggestion, Table, assign, candidates, suggest
from hearth.desk.circle import circle
from hearth.figures import Ground
from hearth.hub import Hub
from hearth.kinds.member import Member
from hearth.private.notes import Care, Introduction, Notes

TOPICS = """\
- {id: onboarding, label: Onboarding, description: The first weeks.}
- {id: metrics, label: Metrics, description: Counting what matters.}
- {id: charts, label: Charts, description: Showing what was counted., parent: metrics}
- {id: events-craft, label: Events, description: Meetings people come back to.}
"""
ANA: dict[str, Any] = {"asks": [{"topic": "metrics"}], "languages": ["en"], "timezone": "Europe/Berlin"}
BEN: dict[str, Any] = {"offers": [{"topic": "metrics"}], "languages": ["en", "de"], "timezone": "Europe/London"}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    """A hub with topics and a group and hardly a member; members are put into it by each test."""
    files: dict[str, str | bytes | None] = {"content/topics.yml": TOPICS, "content/groups/other.yml": "name: Other\npurpose: To be another.\n"}
    return hubs.small_hub(tmp_path_factory.mktemp("base"), files)


def ground(hub: Hub, people: dict[str, dict[str, Any]], **notes: Any) -> Ground:
    """The ground of a hub with these people, all open to introductions and coffee unless they say something else."""
    usual = {"joined": date(2025, 1, 5), "open_to": ["introductions", "coffee"]}
    members = {
        name: Member(**{"id": name, "path": f"members/{name}.yml", "name": name.title(), **usual, **fields})
        for name, fields in people.items()
    }
    records = {**hub.records, "member": {**hub.records["member"], **members}}
    from dataclasses import replace

    changed = replace(hub, records=records)
    care = {note.member: note for note in notes.get("people", ())}
    return Ground.of(changed, Notes(**notes, care=care))
