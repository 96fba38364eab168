"""A small hub whose members are put in by each test, for what the manager's desk says about
them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import hubs
from hearth.kinds.member import Member
from hearth.manage.figures import MetricContext
from hearth.manage.private.notes import FILES, Notes
from hearth.model.hub import Hub

TOPICS = """\
- {id: onboarding, label: Onboarding, description: The first weeks.}
- {id: metrics, label: Metrics, description: Counting what matters.}
- {id: charts, label: Charts, description: Showing what was counted., parent: metrics}
- {id: events-craft, label: Events, description: Meetings people come back to.}
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    """A hub with topics and a group and hardly a member; members are put into it by each test."""
    files: dict[str, str | bytes | None] = {
        "content/topics.yml": TOPICS,
        "content/groups/other.yml": "name: Other\npurpose: To be another.\n",
    }
    return hubs.small_hub(tmp_path_factory.mktemp("base"), files)


def context(hub: Hub, people: dict[str, dict[str, Any]], /, **notes: Any) -> MetricContext:
    """The context of a hub with these people, all open to introductions and coffee unless they say
    something else."""
    usual = {"joined": "2025-01-05", "open_to": ["introductions", "coffee"]}
    members = {
        name: Member(
            **{"id": name, "path": f"members/{name}.yml", "name": name.title(), **usual, **fields}
        )
        for name, fields in people.items()
    }
    lists = {kind: tuple(FILES[kind](**note) for note in items) for kind, items in notes.items()}
    return MetricContext.of(
        replace(hub, records={**hub.records, "member": {**hub.members, **members}}),
        Notes.of(lists, ()),
    )
