"""Time `hearth check` against check-jsonschema on the same files, and print a Markdown table.

python benchmarks/check.py                 # 10,000 records, three runs of each in turn
python benchmarks/check.py --records 1000 --runs 1
"""

from __future__ import annotations

import argparse
import platform
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from compare import Run, measure
from large_hub import Size, hub_files

PROJECT = Path(__file__).resolve().parent.parent
FOLDERS = {"member": "members", "event": "events", "resource": "content/resources"}
FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)


def files(records: int) -> Iterator[tuple[str, str]]:
    """A hub's files in which every record is YAML alone, since the other checker reads nothing
    else."""
    parts = Size.of(records // 2, records // 5, records - records // 2 - records // 5)
    for path, text in hub_files(parts):
        found = FRONT_MATTER.match(text) if path.endswith(".md") else None
        if found and not re.fullmatch(r"content/[a-z]+\.md", path):
            body = "\n".join(
                f"  {line}" if line else "" for line in found[2].rstrip("\n").split("\n")
            )
            path, text = f"{path.removesuffix('.md')}.yml", f"{found[1]}\nbody: |\n{body}\n"
        yield path, text


def write(hub: Path, records: int) -> dict[str, list[str]]:
    """Write the hub and its schemas; return the files of each kind that both read."""
    for path, text in files(records):
        target = hub / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    measure([sys.executable, "-m", "hearth", "schemas", "."], hub)
    return {
        kind: sorted(str(file) for file in (hub / folder).glob("*.yml"))
        for kind, folder in FOLDERS.items()
    }


def by_hearth(hub: Path) -> Run:
    """The hub's own check: fields, references, times, addresses, twins."""
    return measure([sys.executable, "-m", "hearth", "check", "."], hub)


def by_schema(hub: Path, found: dict[str, list[str]]) -> Run:
    """Fields alone, by the schemas that the hub writes; one call for each kind."""
    runs = [
        measure(
            [tool(), "--schemafile", str(hub / ".hearth" / "schemas" / f"{kind}.json"), *names], hub
        )
        for kind, names in found.items()
    ]
    return Run(
        sum(run.wall for run in runs),
        sum(run.processor for run in runs),
        max(run.memory for run in runs),
    )


def tool() -> str:
    """The other checker, where this Python has it."""
    return (
        shutil.which("check-jsonschema", path=str(Path(sys.executable).parent))
        or "check-jsonschema"
    )


def row(name: str, runs: list[Run], records: int) -> str:
    """A line of the table."""
    wall, processor = (
        statistics.median(getattr(run, field) for run in runs) for field in ("wall", "processor")
    )
    return (
        f"| {name} | {records:,} | {wall:.1f} | {processor:.1f} | {records / wall:,.0f} | "
        f"{records / processor:,.0f} |"
    )


def main() -> None:
    """Write the hub, run both in turn, print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        hub = Path(folder)
        found = write(hub, given.records)
        records = sum(len(names) for names in found.values())
        ours, theirs = [], []
        for _ in range(given.runs):
            ours.append(by_hearth(hub))
            theirs.append(by_schema(hub, found))
    print(
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"check-jsonschema {version('check-jsonschema')}"
    )
    print(
        "\n| checker | records | wall s | processor s | records a second | records a "
        "processor second |\n|---|---|---|---|---|---|"
    )
    print(row("Hearth", ours, records))
    print(row("check-jsonschema", theirs, records))


if __name__ == "__main__":
    main()
