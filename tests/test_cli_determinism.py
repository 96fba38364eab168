"""What commands say depends on the hub's files and on the day alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import every_command
import hubs
from community import community
from hearth.cli.main import COMMANDS

MACHINES = (
    ({"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}, ()),
    ({"PYTHONHASHSEED": "12345", "TZ": "Pacific/Chatham", "LC_ALL": "C"}, ("-r",)),
)
"""What is around them, and what they are called with."""
OTHERS = {"activity", "attendance", "desk", "example", "notify", "import", "follow", "forget"}
"""Commands that only write, by what they are given, and the one that shows what others say."""
GROUPS = ("To look after people", "To run events and tell of them", "To learn and to report")
"""What a manager does."""


NOTES: dict[str, str | bytes | None] = {
    "content/community.yml": f"{hubs.BASE['content/community.yml']}translations: [de]\n",
    "private/featured.yml": (
        "- {date: 2026-10-01, member: p010}\n- {date: 2026-10-01, member: p011}\n"
    ),
    "private/checklists.yml": (
        "- {new_as: person, within: 365, steps: [A call]}\n"
        "- {new_as: speaker, within: 365, steps: [Thanks]}\n"
    ),
    "private/people.yml": (
        "- {member: p010, blocks: [p011, p012]}\n- {member: p020, paused_until: 2027-01-01}\n"
    ),
    "private/plans.yml": (
        "- {due: 2026-12-01, what: The year, where: Letter}\n"
        "- {due: 2026-12-01, what: Thanks, where: Chat}\n"
    ),
    "private/insights.yml": (
        "- {date: 2026-08-01, insight: Calls work}\n- {date: 2026-08-01, insight: Letters work}\n"
    ),
}


def with_open_doors(files: dict[str, str | bytes | None]) -> hubs.Files:
    """Everybody is open to be brought together."""
    door = "open_to: [introductions, coffee]\n"
    return {
        path: f"{text}{door}" if path.startswith("members/p") else text
        for path, text in files.items()
    }


def test_the_same_words_on_two_machines(tmp_path: Path) -> None:
    """Whatever decides the order of sets, of files in a folder, the zone and the language."""
    root = hubs.minimal_hub(tmp_path / "hub", {**with_open_doors(community().files), **NOTES})
    event = min(hubs.load(root)[0].schedule.upcoming, key=lambda item: item.sort_key).event.id
    call = [sys.executable, every_command.__file__, str(root), event]
    running = [
        subprocess.Popen(
            [*call, *more],
            env={
                **os.environ,
                **env,
                "SOURCE_DATE_EPOCH": hubs.EPOCH,
                "PYTHONPATH": str(hubs.REPOSITORY / "hooks"),
            },
            stdout=subprocess.PIPE,
            text=True,
        )
        for env, more in MACHINES
    ]
    one, other = (json.loads(process.communicate(timeout=120)[0]) for process in running)
    assert [words for words in one if one[words] != other[words]] == []


def test_no_command_is_left_out() -> None:
    """Each that a manager has, but the others."""
    called = {words.split()[0] for words in every_command.CALLS}
    assert called | OTHERS == {name for group in GROUPS for name in COMMANDS[group]}
