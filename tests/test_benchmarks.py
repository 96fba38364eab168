"""What `make bench` gives to another generator keeps up with the engine."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

import hubs

sys.path.insert(0, str(hubs.REPOSITORY / "benchmarks"))
from hugo_site import pages

AGENDA = """\
agenda:
  - {at: "19:00", title: Arrival}
  - {at: "19:30", title: Questions, speakers: [bo]}
"""


def test_hugo_is_given_every_record_with_its_facts(tmp_path: Path) -> None:
    """Front matter that reads back, and the agenda by the clock."""
    evening = f"{hubs.BASE['events/evening.yml']}{AGENDA}"
    hub = hubs.small_hub(tmp_path, {"events/evening.yml": evening}).public()
    told = {name: yaml.safe_load(text.split("---\n")[1]) for name, text in pages(hub)}
    for kind in ("member", "event", "resource", "group", "post", "venue", "path"):
        for record_id in hub.records[kind]:
            assert any(name.endswith(f"/{record_id}.md") for name in told), record_id
    assert [point["clock"] for point in told["events/evening.md"]["agenda"]] == ["19:00", "19:30"]
