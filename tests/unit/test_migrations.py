"""Migrations: texts in an older form become texts in the newest."""

from __future__ import annotations

import pytest

from hearth.kinds.community import FORMAT
from hearth.starter.migrations import MIGRATIONS, Migration, Texts, migrated, written_format

COMMUNITY = "# Who we are.\nname: Ours # and yours\nheadline: Good company.\npurpose: To be.\n"
FILE = "content/community.yml"


def config(text: str) -> str:
    """What the migrations make of a configuration."""
    return migrated({FILE: COMMUNITY, "mkdocs.yml": text})["mkdocs.yml"]


def test_the_last_migration_leads_to_the_form_of_new_hubs() -> None:
    """And they are in order, without a gap."""
    assert [migration.to for migration in MIGRATIONS] == list(range(2, FORMAT + 1))


def test_the_form_is_written_down_and_nothing_else_moves() -> None:
    """Above the first field, and in its own line where there is one; comments stay."""
    assert migrated({FILE: COMMUNITY})[FILE] == COMMUNITY.replace(
        "name:", f"format: {FORMAT}\nname:"
    )
    old = f"{COMMUNITY}format: 1\n"
    assert migrated({FILE: old})[FILE] == f"{COMMUNITY}format: {FORMAT}\n"


def test_what_was_migrated_is_left_alone() -> None:
    """A second time nothing changes."""
    texts = {FILE: COMMUNITY, "mkdocs.yml": "plugins: []\nhooks: [hooks/hub.py]\n"}
    now = {**texts, **migrated(texts)}
    assert migrated(now) == {}
    assert written_format(now[FILE]) == FORMAT


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("plugins: []\nhooks: [hooks/hub.py]\nnav: []\n", "plugins: [hearth]\nnav: []\n"),
        (
            "hooks: # ours\n  - hooks/hub.py\n  - hooks/my.py # mine\n\n# menu\nplugins: [tags]\n",
            "hooks: # ours\n  [hooks/my.py] # mine\n\n# menu\nplugins: [hearth, tags]\n",
        ),
        (
            "plugins:\n  - tags:\n      x: 1\n# about hooks\nhooks:\n  - hooks/hub.py\n# end\n",
            "plugins:\n  - hearth\n  - tags:\n      x: 1\n# about hooks\n# end\n",
        ),
        ("hooks: [hooks/hub.py]\nx: 1\n", "x: 1\n\nplugins: [search, hearth]\n"),
        ("hooks: [hooks/hub.py]\nplugins: [hearth]\n", "plugins: [hearth]\n"),
    ],
    ids=["flow", "others", "lines", "none", "both"],
)
def test_the_plugin_takes_the_place_of_the_hook(before: str, after: str) -> None:
    """However the lists are written; what else is in them stays, and so do comments."""
    assert config(before) == after


@pytest.mark.parametrize("text", ["plugins: [search]\n", "hooks: [mine.py]\n", "a: [\n", ""])
def test_another_configuration_is_left_alone(text: str) -> None:
    """One without the hook, and one that is no YAML."""
    assert "mkdocs.yml" not in migrated({FILE: COMMUNITY, "mkdocs.yml": text})


def _renamed(texts: Texts) -> Texts:
    """A migration of records, as a later version may bring one."""
    return {
        path: text.replace("motto:", "headline:")
        for path, text in texts.items()
        if path.startswith("members/")
    }


def test_records_are_migrated_step_by_step() -> None:
    """In the order of the forms, from the one that the hub is in; each sees what the one before
    wrote."""
    third = Migration(3, "Members say headline.", _renamed)
    fourth = Migration(
        4,
        "In capitals.",
        lambda texts: {path: text.upper() for path, text in texts.items() if "ada" in path},
    )
    texts = {FILE: f"format: 2\n{COMMUNITY}", "members/ada.yml": "motto: x # y\n", "a.md": "motto:"}
    found = migrated(texts, (fourth, third, *MIGRATIONS))
    assert found == {FILE: f"format: 4\n{COMMUNITY}", "members/ada.yml": "HEADLINE: X # Y\n"}
    assert migrated({**texts, FILE: f"format: 4\n{COMMUNITY}"}, (third, fourth)) == {}
