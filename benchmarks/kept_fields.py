"""Measures how much of lists comes through ``hearth import``: ``python benchmarks/kept_fields.py
LISTS [CASES]``.

LISTS is a folder of published lists, of which ``mappings/`` has the mapping files; CASES one of
small files that once went wrong, in folders of their own. Each is read twice where there is a
mapping file: by itself, as it is recognised, and by the mapping. Published lists are read once more
as the workbook that somebody would keep them in: a sheet with a column for each field.

A value counts when a row says something in a column that a field is taken from; it is kept when the
record that the row becomes, or is joined with, has the field.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT / "hooks"), str(PROJECT / "tests")]

import hubs  # noqa: E402, RUF100
import workbooks  # noqa: E402, RUF100
from hearth.contribute.importing.columns import by_evidence  # noqa: E402, RUF100
from hearth.contribute.importing.detect import read_rows  # noqa: E402, RUF100
from hearth.contribute.importing.drafts import EMPTY, value_at  # noqa: E402, RUF100
from hearth.contribute.importing.mapping import (  # noqa: E402, RUF100
    ImportPlan,
    column_text,
    read_mapping,
)
from hearth.contribute.importing.preview import drafts, placed, prepare  # noqa: E402, RUF100
from hearth.contribute.importing.recognise import (  # noqa: E402, RUF100
    UnknownKindError,
    recognised,
)
from hearth.contribute.importing.tables import UnreadableError  # noqa: E402, RUF100
from hearth.contribute.importing.write import write_import  # noqa: E402, RUF100
from hearth.model.hub import Hub  # noqa: E402, RUF100

MAPPINGS = PROJECT / "benchmarks" / "mappings"
ENDINGS = (".csv", ".json", ".ics", ".html", ".opml", ".xlsx", ".ods")
GIVEN = {
    "timezone": "Europe/Berlin",
    "mode": "online",
    "summary": "An event.",
    "type": "article",
    "why": "It was read.",
}
"""What a person would answer to the one question about a file."""
SETTLED = {
    "location": ("place", "venue", "online", "mode"),
    "online": ("mode",),
    "venue": ("place", "venue"),
    "address": ("place", "venue"),
    "date": ("start",),
    "start_date": ("start",),
    "start_time": ("start",),
    "end_date": ("end", "start"),
    "end_time": ("end",),
    "all_day": ("all_day", "start"),
    "timezone": ("timezone", "all_day"),
    "body": ("body", "summary"),
    "first_name": ("name",),
    "last_name": ("name",),
    "middle_name": ("name",),
    "nickname": ("name",),
    "status": ("status", "start"),
    "series": ("series", "repeats", "start"),
}
"""Where a field is told that a row says in parts, or that is no field itself."""


@dataclass
class Kept:
    """What came through of one file."""

    name: str
    way: str
    kind: str = ""
    rows: Counter[str] = field(default_factory=Counter)
    said: int = 0
    kept: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def line(self) -> str:
        rows = sum(self.rows.values())
        share = f"{100 * self.kept / self.said:.1f} %" if self.said else "–"
        lost = ", ".join(f"{name} {number}" for name, number in self.lost.most_common(4))
        why = next((f"{number} x {reason}" for reason, number in self.reasons.most_common(1)), "")
        return (
            f"| {self.name} | {self.way} | {self.kind} | {rows} | {self.rows['new']} | "
            f"{self.rows['known'] + self.rows['changed']} | {self.rows['left out']} | "
            f"{self.said} | {self.kept} | {share} | {lost or why} |"
        )


def as_workbook(file: Path, make: Callable[[workbooks.Sheets], bytes]) -> bytes:
    """A list as a sheet, its values as people write them."""
    entries = [dict(_flat(row.values)) for row in read_rows("json", file.read_bytes()).rows]
    columns = list(dict.fromkeys(name for entry in entries for name in entry))
    lines = [[entry.get(name, "") for name in columns] for entry in entries]
    return make({"List": [["What we know"], [], columns, *lines]})


def _flat(values: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}_")
        else:
            texts = value if isinstance(value, list) else [value]
            yield f"{before}{name}", "; ".join(column_text({"x": text}, "x") for text in texts)


def measured(
    hub: Hub, file: Path, mapping: Path | None, way: str = "by itself", raw: bytes = b""
) -> Kept:
    """What comes through of a file, or of the workbook in its place."""
    found = Kept(file.name, "mapping" if mapping else way)
    plan = read_mapping(mapping.read_text(encoding="utf-8"), None) if mapping else None
    name = f"{file.stem}.{way}" if raw else file.name
    try:
        source = recognised(name, raw or file.read_bytes(), hub.as_of, None, plan, "en")
    except UnknownKindError:
        found.kind = "asked"
        return found
    except UnreadableError as wrong:
        found.kind = f"refused: {wrong}"
        return found
    plan = by_evidence(source.plan, source.rows.rows).plan
    found.kind = plan.kind
    day = {"joined": "2026-01-01"} if plan.kind == "member" else {}
    given = {**plan.defaults, **day, **_fitting(plan)}
    made = drafts(hub, source.rows.rows, plan, given)
    lines = {line.number: line for line in placed(hub, plan, made).lines}
    for each in made:
        line = lines[each.row.number]
        found.rows[line.state] += 1
        if line.state == "left out" or not each.draft.fields:
            found.reasons[line.why[0]] += 1
            continue
        for name, said in _said(plan, each.row.values):
            found.said += said
            whole = any(
                value_at(each.draft.fields, where) not in EMPTY
                for where in SETTLED.get(name, (name.split(".")[0],))
            )
            found.kept += said and whole
            found.lost[name] += said and not whole
    found.lost += Counter()
    return found


def _fitting(plan: ImportPlan) -> dict[str, str]:
    wanted = {"event": ("timezone", "mode", "summary"), "resource": ("type", "why")}
    return {name: GIVEN[name] for name in wanted.get(plan.kind, ())}


def _said(plan: ImportPlan, values: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """The fields, and whether a row says something of each; an end that is the start says nothing
    more."""
    texts = {}
    for name, ways in plan.fields.items():
        heard = (way for way in ways if all(column_text(values, column) for column in way.when))
        told = (column_text(values, column) for way in heard for column in way.columns)
        texts[name] = " ".join(text for text in told if text.casefold() not in ("", "false"))
    for name, text in texts.items():
        yield name, bool(text) and not (name == "end" and text == texts.get("start"))


def _with_topics(root: Path, lists: Path) -> Hub:
    """A small hub that has the topics of the lists."""
    hub = hubs.small_hub(root)
    tags = lists / "community_tags.json"
    if tags.is_file():
        plan = read_mapping((MAPPINGS / "community_tags.yml").read_text(encoding="utf-8"), None)
        source = recognised(tags.name, tags.read_bytes(), hub.as_of, None, plan)
        write_import(hub, prepare(hub, source.rows.rows, source.plan, {}), tags.name)
    return hubs.load(root)[0]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table of all files, and the sums."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0] if __doc__ else "")
    parser.add_argument("lists", type=Path)
    parser.add_argument("cases", type=Path, nargs="?")
    given = parser.parse_args(arguments)
    files = [
        (file, MAPPINGS / f"{file.stem}.yml")
        for file in sorted(given.lists.glob("*.json"))
        if (MAPPINGS / f"{file.stem}.yml").is_file()
    ]
    if given.cases:
        cases = sorted(each for each in given.cases.glob("*/*") if each.suffix in ENDINGS)
        files += [(each, each.with_name(f"{each.stem}.map.yml")) for each in cases]
    with tempfile.TemporaryDirectory() as folder:
        hub = _with_topics(Path(folder), given.lists)
        done = [measured(hub, file, None) for file, _ in files]
        done += [measured(hub, file, way) for file, way in files if way.is_file()]
        for way, make in (("xlsx", workbooks.xlsx), ("ods", workbooks.ods)):
            lists = [file for file, _ in files if file.parent == given.lists]
            done += [measured(hub, each, None, way, as_workbook(each, make)) for each in lists]
    print("| file | way | kind | rows | new | joined | out | said | kept | share | lost, or why |")
    print("|---|---|---|---:|---:|---:|---:|---:|---:|---:|---|")
    print("\n".join(each.line for each in done))
    for way in ("by itself", "mapping", "xlsx", "ods"):
        said = sum(each.said for each in done if each.way == way)
        kept = sum(each.kept for each in done if each.way == way)
        print(f"\n{way}: {kept} of {said} values kept ({100 * kept / max(said, 1):.1f} %)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
