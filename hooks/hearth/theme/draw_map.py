"""Draw the outlines of the land from Natural Earth for the maps of places. Needs nothing but
Python.

    npm pack world-atlas            # unpack it into a folder of its own
    python draw_map.py WORLD_ATLAS_PACKAGE assets/hearth/map

``world.svg`` holds one <path id="land"> in degrees: x is the longitude, y the latitude turned
round, so a page draws it with <use> and a transform of its own. Outlines only: where one country
ends and the next begins is not ours to say.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from itertools import pairwise
from math import cos, inf, radians
from pathlib import Path
from typing import Any

Place = tuple[int, int]
"""Tenths of a degree: east, south."""
Ring = list[Place]

TOLERANCE = 3.0
"""A point that bends the coast by less than this is left out (Visvalingam's measure). The unit is
the area of a tenth of a degree by a tenth of a degree on the equator, about 120 square
kilometres."""
SMALLEST = 3.0
"""Islands and lakes smaller than this are left out, in the same unit: some 370 square
kilometres."""
POLE = 900
"""The south pole, which Antarctica's coast goes round."""
TEMPLATE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="-180 -90 360 180"><!-- Natural Earth \
(public domain) from world-atlas {version} (ISC), simplified by draw_map.py --><path \
id="land" transform="scale(.1)" fill-rule="evenodd" d="{path}"/></svg>
"""


def rings(topology: dict[str, Any]) -> Iterator[Ring]:
    """Every ring of the land: arcs are put end to end, and each one is undone from its differences
    (TopoJSON 2.1.4)."""
    (east, south), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((round((x * east + x0) * 10), -round((y * south + y0) * 10)))
        arcs.append(line)
    for shape in topology["objects"]["land"]["geometries"]:
        for polygon in shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]:
            for ring in polygon:
                parts = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in ring]
                yield laid_flat([place for part in parts for place in part[:-1]])


def laid_flat(ring: Ring) -> Ring:
    """The ring without a jump: it goes on over 180° east, and one that goes round a pole is closed
    along it."""
    turn = 0
    flat = [ring[0]]
    for (before, _), (x, y) in pairwise([*ring, ring[0]]):
        turn -= round((x - before) / 3600)
        flat.append((x + 3600 * turn, y))
    first, last = flat[0], flat.pop()
    if last[0] != first[0]:
        flat += [last, (last[0], POLE), (first[0], POLE)]
    west = min(x for x, _ in flat)
    return [(x - 3600 * ((west + 1800) // 3600), y) for x, y in flat]


def area(ring: Ring) -> float:
    """How large a ring is on the globe: degrees of longitude are narrower the further they are from
    the equator."""
    narrow = cos(radians(sum(y for _, y in ring) / len(ring) / 10))
    return (
        narrow
        * abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])))
        / 2
    )


def bend(before: Place, here: Place, after: Place) -> float:
    """How much a point matters: the triangle it makes with its neighbours."""
    return inf if POLE in (here[1], before[1], after[1]) else area([before, here, after])


def simple(ring: Ring) -> Ring:
    """The ring without the points that matter least, always taking the least one first."""
    points = [place for place, following in pairwise([*ring, ring[0]]) if place != following]
    weights = [
        bend(points[i - 1], points[i], points[(i + 1) % len(points)]) for i in range(len(points))
    ]
    while len(points) > 3 and min(weights) < TOLERANCE:
        least = weights.index(min(weights))
        floor = weights.pop(least)
        points.pop(least)
        for i in (least - 1, least % len(points)):
            weights[i] = max(floor, bend(points[i - 1], points[i], points[(i + 1) % len(points)]))
    return points


def path(ring: Ring) -> str:
    """A closed path in whole numbers, each point told as the step from the one before."""
    (x, y), *_ = ring
    steps = [f"{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in pairwise(ring)]
    return f"M{x} {y}l{' '.join(steps)}z".replace(" -", "-")


def main() -> None:
    """Write the outlines and copy the licence."""
    package, out = map(Path, sys.argv[1:3])
    topology = json.loads((package / "land-50m.json").read_text(encoding="utf-8"))
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    found = [simple(ring) for ring in rings(topology) if area(ring) >= SMALLEST]
    land = "".join(path(ring) for ring in found if len(ring) > 2)
    out.mkdir(parents=True, exist_ok=True)
    (out / "world.svg").write_text(TEMPLATE.format(version=version, path=land), encoding="utf-8")
    shutil.copy(package / "LICENSE", out / "LICENSE-world-atlas.txt")


if __name__ == "__main__":
    main()
