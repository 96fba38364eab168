"""The ways a record comes into a hub: asked for, by a filled form, from a table. They lead to the
same file."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

import hubs
from hearth.cli.main import main
from hearth.contribute.forms import forms
from hearth.edit.formatter import canonical
from hearth.edit.record_files import field_order

LEAST = {
    "member": {"joined": "2026-11-23"},
    "event": {
        "summary": "Come: all.",
        "start": "2026-12-03T18:00",
        "timezone": "UTC",
        "mode": "online",
    },
    "resource": {"url": "https://example.org/new", "type": "guide", "why": "Clear # and short."},
}
MORE = {
    "member": {
        "skills": "Cues",
        "languages": "en",
        "topics": "metrics",
        "body": "Hello: *all*.\n\n- one",
    },
    "event": {"topics": "metrics", "languages": "en", "body": "Bring tea."},
    "resource": {"topics": "metrics", "authors": "Kim Writer", "language": "en"},
}
IDS = {
    "C++": "cpp",
    "C#": "csharp",
    ".NET": "dotnet",
    "Zoë": "zoe",
    "ß": "ss",
    "Nguyễn": "nguyen",
    "Łódź – Þór": "lodz-thor",
    "O’Neill": "oneill",
    "Анна": "member-25f4b213",
    "会議": "member-6f7de8e4",
    "Con": "member-con",
}
WAYS = ("add", "from-issue", "import")


def written(root: Path, way: str, kind: str, fields: dict[str, str]) -> Path:
    """The one file that comes into a small hub this way."""
    hubs.minimal_hub(root)
    before = {path for path in root.rglob("*") if path.is_file()}
    result = CliRunner().invoke(
        main, _call(root, way, kind, fields), env={"SOURCE_DATE_EPOCH": hubs.EPOCH}
    )
    assert result.exit_code == 0, result.output
    (path,) = {
        path for path in root.rglob("*") if path.is_file() and path.suffix in (".yml", ".md")
    } - before
    return path


def _call(root: Path, way: str, kind: str, fields: dict[str, str]) -> list[str]:
    given = root.with_name(f"{root.name}-given")
    if way == "add":
        sets = [word for name, value in fields.items() for word in ("--set", f"{name}={value}")]
        return ["add", kind, "--folder", str(root), "--yes", *sets]
    if way == "from-issue":
        given.write_text(_filled(kind, fields), encoding="utf-8")
        return ["from-issue", str(given), "--folder", str(root)]
    given = given.with_suffix(".csv")
    with given.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([fields.keys(), fields.values()])
    return ["import", str(given), "--kind", kind, "--folder", str(root), "--write"]


def _filled(kind: str, fields: dict[str, str]) -> str:
    parts = []
    for question in forms(("metrics", "onboarding"))[kind].questions:
        ticked = (
            "\n".join(f"- [x] {option}" for option in question.options)
            if question.type == "checkboxes"
            else ""
        )
        parts.append(
            f"### {question.label}\n\n{ticked or fields.get(question.field) or '_No response_'}\n"
        )
    return "\n".join(parts)


@pytest.mark.parametrize("name", IDS)
def test_one_name_has_one_id(name: str, tmp_path: Path) -> None:
    """Whichever way a member comes, the name gives the same id."""
    files = [
        written(tmp_path / way, way, "member", {"name": name, **LEAST["member"]}).stem
        for way in WAYS
    ]
    assert files == [IDS[name]] * len(WAYS)


@pytest.mark.parametrize(
    ("kind", "title", "expected"),
    [
        ("event", "C++", "2026-12-cpp"),
        ("event", "Con 2026", "2026-12-con-2026"),
        ("resource", "Nguyễn & Zoë", "nguyen-zoe"),
    ],
)
def test_one_title_has_one_id(kind: str, title: str, expected: str, tmp_path: Path) -> None:
    """So do events, with the month they begin in, and resources."""
    files = [
        written(tmp_path / way, way, kind, {"title": title, **LEAST[kind]}).stem for way in WAYS
    ]
    assert files == [expected] * len(WAYS)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", LEAST)
@pytest.mark.parametrize("much", [False, True])
def test_a_new_file_is_in_its_canonical_form(
    way: str, kind: str, much: bool, tmp_path: Path
) -> None:
    """``hearth fmt`` has nothing to do on what was just written."""
    fields = {
        "name" if kind == "member" else "title": "A: new one",
        **LEAST[kind],
        **(MORE[kind] if much else {}),
    }
    path = written(tmp_path / "hub", way, kind, fields)
    text = path.read_text(encoding="utf-8")
    assert canonical(text, path.name, field_order(kind)) == text
