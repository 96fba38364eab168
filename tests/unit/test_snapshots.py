"""Snapshots: what records cannot tell later is kept each month, and remembered a year after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import hubs
from hearth.cli.main import main
from hearth.manage.desk.snapshots import Snapshot, as_json, from_json, history, remembered, snapshot
from hearth.manage.figures import FIGURES, Figure, MetricContext, measure
from hearth.model.hub import Hub


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hubs.minimal_hub(tmp_path_factory.mktemp("snapshots"))


@pytest.fixture(scope="module")
def figures(folder: Path) -> dict[str, Figure]:
    hub: Hub = hubs.load(folder)[0]
    return measure(MetricContext.of(hub))


@pytest.fixture
def run(folder: Path) -> Callable[..., Result]:
    def command(*options: str, day: str = "2026-11-23") -> Result:
        return CliRunner().invoke(
            main, ["insights", "--folder", str(folder), "--as-of", day, *options]
        )

    return command


def test_only_what_records_cannot_tell_later_is_kept(figures: dict[str, Figure]) -> None:
    kept = snapshot(figures, hubs.AS_OF)
    assert "fresh" in kept.values
    assert not any(FIGURES[name].dated for name in kept.values)
    assert all(figures[name].now.enough for name in kept.values)


def test_what_is_written_is_read_again(figures: dict[str, Figure]) -> None:
    kept = snapshot(figures, hubs.AS_OF)
    assert from_json(as_json(kept)) == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"as_of": "2026-11-23"}',
        '{"as_of": "soon", "figures": {}}',
        '{"as_of": 5, "figures": {}}',
        '{"as_of": "2026-11-23", "figures": {"fresh": "many"}}',
        '{"as_of": "2026-11-23", "figures": {"fresh": NaN}}',
        '{"as_of": "2026-11-23", "figures": [1]}',
        "[" * 100_000,
    ],
)
def test_anything_else_is_no_snapshot(text: str) -> None:
    assert from_json(text) is None


def test_a_year_later_it_is_remembered(figures: dict[str, Figure]) -> None:
    kept = [
        Snapshot(date(2025, 11, 30), {"fresh": 40.0, "members": 2.0}),
        Snapshot(date(2025, 10, 31), {"fresh": 10.0}),
    ]
    found = remembered(figures, kept, hubs.AS_OF)
    assert found["fresh"].before
    assert found["fresh"].before.value == 40.0
    assert found["members"].before == figures["members"].before, "the records tell that themselves"
    assert history("fresh", kept) == (("2025-10", 10.0), ("2025-11", 40.0))
    assert history("members", kept) == (("2025-11", 2.0),)


def test_the_command_keeps_a_month_and_shows_it(run: Callable[..., Result], folder: Path) -> None:
    kept = folder / "private" / "snapshots"
    assert run("--keep", day="2026-10-20").exit_code == 0
    first = (kept / "2026-10.json").read_bytes()
    assert (kept / "2026-10.json").stat().st_mode & 0o077 == 0, "nobody else can read it"
    assert run("--keep", day="2026-10-20").exit_code == 0
    assert (kept / "2026-10.json").read_bytes() == first
    assert run("--keep", day="2026-10-19").exit_code == 1, "a later day is not overwritten"
    assert (kept / "2026-10.json").read_bytes() == first
    assert "Kept month by month" in run("--figure", "data_quality").output
    assert "2026-10" in run("--figure", "data_quality").output
    (kept / "2025-12.json").write_text("spoilt")
    (kept / "2026-01.json").write_bytes(first)
    result = run()
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stderr.splitlines()] == [
        "private/snapshots/2025-12.json",
        "private/snapshots/2026-01.json",
    ]


@pytest.mark.parametrize(
    "more", [("--figure", "fresh"), ("--public",), ("--format", "json"), ("--out", "kept.json")]
)
def test_keeping_goes_with_nothing_else(run: Callable[..., Result], more: tuple[str, ...]) -> None:
    assert run("--keep", *more).exit_code == 2


def test_nothing_is_kept_among_what_is_published(tmp_path: Path) -> None:
    root = hubs.minimal_hub(tmp_path, settings="private: content/private")
    done = CliRunner().invoke(
        main, ["insights", "--folder", str(root), "--as-of", "2026-10-20", "--keep"]
    )
    assert done.exit_code == 1
    assert not (root / "content" / "private").exists()
