"""upkeep: what needs a look, said once and not too often."""

from __future__ import annotations

from pathlib import Path

import pytest

import hubs
from hearth.model.rules.upkeep import OLDEST


def resource(number: int, added: str) -> str:
    return (
        f"title: R{number}\nurl: https://example.org/r{number}\ntype: guide\nwhy: It helps.\n"
        f"added: {added}\n"
    )


@pytest.mark.parametrize(
    ("count", "told"),
    [(OLDEST, ""), (OLDEST + 1, "(1 more resource waits"), (OLDEST + 3, "(3 more resources wait")],
)
def test_the_resources_that_wait_longest_are_named(tmp_path: Path, count: int, told: str) -> None:
    """Twenty at most; the last of them says how many more there are."""
    files: dict[str, str | bytes | None] = {
        f"content/resources/r{number:02}.yml": resource(number, f"2025-01-{count - number:02}")
        for number in range(count)
    }
    _, problems = hubs.load(hubs.minimal_hub(tmp_path, files))
    stale = [problem for problem in problems if problem.code == "stale-review"]
    assert [problem.path for problem in stale] == sorted(files)[-OLDEST:]
    assert [problem.path for problem in stale if "more resource" in problem.what] == sorted(files)[
        -OLDEST:
    ][:1] * bool(told)
    assert told in " ".join(problem.what for problem in stale)


@pytest.mark.parametrize(
    ("text", "mailbox"),
    [
        ("Write to ada@example.org.", "ada@example.org"),
        ("<ada.l+hub@mail.example.co.uk>", "ada.l+hub@mail.example.co.uk"),
        ("[Ada](mailto:ada@example.org)", "ada@example.org"),
        ("Follow @ada@example.social there.", None),
        ("https://example.org/@ada and https://example.org/ada@example.org", None),
        ("git@example.org:ada/hub.git", None),
        ("Meet us @ the hall, 3@5.", None),
    ],
)
def test_what_is_a_mailbox(tmp_path: Path, text: str, mailbox: str | None) -> None:
    """An address in a text is found; names on the Fediverse, addresses of pages and of repositories
    are none."""
    _, problems = hubs.load(
        hubs.minimal_hub(
            tmp_path, {"members/di.md": f"---\nname: Di Other\njoined: 2026-01-05\n---\n{text}\n"}
        )
    )
    told = [
        problem.what.split()[4].rstrip(",")
        for problem in problems
        if problem.code == "public-mailbox"
    ]
    assert told == ([mailbox] if mailbox else [])
    assert all((problem.path, problem.line) == ("members/di.md", 5) for problem in problems)


def test_hostile_text_takes_no_time(tmp_path: Path) -> None:
    """A text made to slow a search down does not."""
    text = "a.b-c+" * 9000 + "@" + "a." * 900 + "!"
    _, problems = hubs.load(
        hubs.minimal_hub(
            tmp_path, {"members/di.md": f"---\nname: Di Other\njoined: 2026-01-05\n---\n{text}\n"}
        )
    )
    assert [problem.code for problem in problems] == []
