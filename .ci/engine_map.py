"""Draws the map of the engine from its own imports: which room stands on which, floor by floor.

python .ci/engine_map.py            writes the map into content/guide/engine.md
python .ci/engine_map.py --check    exits with 1 when the map there is not true any more
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
ENGINE = REPOSITORY / "hooks" / "hearth"
PAGE = REPOSITORY / "content" / "guide" / "engine.md"
BEGIN, END = "<!-- the map begins -->", "<!-- the map ends -->"

Arrows = dict[str, frozenset[str]]
"""The rooms that each room imports from."""


def rooms() -> list[Path]:
    """The packages directly below the engine."""
    return sorted(file.parent for file in ENGINE.glob("*/__init__.py"))


def imported(file: Path) -> Iterator[str]:
    """The rooms a file imports from, by their names."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [str(node.module)]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        yield from (name.split(".")[1] for name in names if name.startswith("hearth."))


def arrows() -> Arrows:
    """Which rooms each room imports from, itself aside."""
    return {
        room.name: frozenset(other for file in room.rglob("*.py") for other in imported(file))
        - {room.name}
        for room in rooms()
    }


def floors(found: Arrows) -> dict[str, int]:
    """The floor of each room: one above the highest room it stands on.

    Raises ValueError when rooms import each other in a circle.
    """
    heights: dict[str, int] = {}
    while len(heights) < len(found):
        ready = {
            room: 1 + max((heights[other] for other in others), default=0)
            for room, others in found.items()
            if room not in heights and all(other in heights for other in others)
        }
        if not ready:
            raise ValueError(f"in a circle: {', '.join(sorted(found.keys() - heights.keys()))}")
        heights |= ready
    return heights


def drawn() -> str:
    """The map as a Markdown table, the highest floor first."""
    found = arrows()
    heights = floors(found)
    by_floor: defaultdict[int, list[str]] = defaultdict(list)
    for room, floor in heights.items():
        by_floor[floor].append(room)
    lines = ["| floor | room | what it is for | stands on |", "|---|---|---|---|"]
    for floor in sorted(by_floor, reverse=True):
        for room in sorted(by_floor[floor]):
            others = sorted(found[room], key=lambda other: (-heights[other], other))
            below = ", ".join(f"`{other}`" for other in others) or "nothing"
            lines.append(f"| {floor} | `{room}/` | {_purpose(ENGINE / room)} | {below} |")
    total = sum(map(len, found.values()))
    lines += [
        "",
        f"{len(found)} rooms on {len(by_floor)} floors, {total} arrows.",
    ]
    return "\n".join(lines)


def _purpose(room: Path) -> str:
    doc = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))) or ""
    return " ".join(doc.split("\n\n")[0].split()).replace("``", "`")


def main() -> int:
    """Write the map, or say whether it is true; returns the exit status."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    fresh = f"{before}{BEGIN}\n\n{drawn()}\n\n{END}{after}"
    if "--check" in sys.argv[1:]:
        return int(fresh != text)
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
