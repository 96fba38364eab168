"""Measure what a second build costs: from nothing, after one edit, and of a hub that is as it was;
by command and while serving.

python benchmarks/rebuild.py                  # the sample hub, and 2,092 and 18,820 records
python benchmarks/rebuild.py --scale 0.1 --runs 1
"""

from __future__ import annotations

import argparse
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from compare import AS_OF, SEED, Run, measure
from large_hub import PROJECT, SHARES, Size, settings, write_hub

COPIED = ("content", "members", "events", "overrides", "mkdocs.yml")
HEARTH = [sys.executable, "-m", "hearth"]
SERVED = """
import sys, time
from datetime import date
from pathlib import Path
from hearth.cli.serve import FollowedHub

root, file, day = Path(sys.argv[1]), Path(sys.argv[2]), date.fromisoformat(sys.argv[3])
preview = FollowedHub(root, day, None, "mkdocs")
preview.site.parent.mkdir(parents=True, exist_ok=True)
preview.make()
text = file.read_text("utf-8")
for number in range(int(sys.argv[4])):
    file.write_text(text.replace("name: ", f"name: Served {number} ", 1), "utf-8")
    began, used = time.perf_counter(), time.process_time()
    problems = preview.make()
    assert not problems, problems
    print("MEASURED", time.perf_counter() - began, time.process_time() - used)
"""
"""Follows a hub in one process, as ``hearth serve`` does, and says what each edit took."""


def sample(folder: Path) -> Path:
    """The sample hub, laid out as somebody clones it."""
    for name in COPIED:
        source = PROJECT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        copy(source, folder / name)
    (folder / "hooks").mkdir()
    shutil.copy2(PROJECT / "hooks" / "hub.py", folder / "hooks" / "hub.py")
    return folder


def large(folder: Path, scale: float) -> Path:
    """A large hub with search."""
    write_hub(folder, Size.of(*SHARES.values(), scale), SEED, AS_OF)
    (folder / "mkdocs.yml").write_text(settings(PROJECT, True, 0), encoding="utf-8")
    return folder


def edited(hub: Path, number: int) -> Path:
    """One profile with another name, as old as if somebody had written it a while ago."""
    file = sorted((hub / "members").iterdir())[0]
    text = file.read_text("utf-8")
    file.write_text(
        re.sub(r"(?m)^name: (?:Edited \d+ )?", f"name: Edited {number} ", text, count=1)
    )
    return file


def served(hub: Path, runs: int) -> list[Run]:
    """What edits take while the hub is served."""
    file = edited(hub, 0)
    call = [sys.executable, "-c", SERVED, str(hub), str(file), f"{AS_OF}", f"{runs}"]
    said = subprocess.run(call, capture_output=True, text=True, check=True).stdout
    lines = [line.split()[1:] for line in said.splitlines() if line.startswith("MEASURED")]
    return [Run(float(wall), float(used), 0) for wall, used in lines]


def measured(hub: Path, runs: int) -> Iterator[tuple[str, list[Run]]]:
    """(what was done, what it took each time)"""
    build, check = [*HEARTH, "build"], [*HEARTH, "check"]

    def times(before: Callable[[int], object], command: list[str]) -> list[Run]:
        found = []
        for number in range(runs):
            before(number)
            found.append(measure(command, hub))
        return found

    yield "`hearth check`, first", times(lambda _: shutil.rmtree(hub / ".cache", True), check)
    time.sleep(3)  # a file that is as new as a look at it is looked at again
    measure(check, hub)
    yield "`hearth check` again", times(lambda _: None, check)
    yield "build from nothing", times(lambda _: None, [*build, "--anew"])
    measure(build, hub)
    yield "one edit, by command", times(lambda number: edited(hub, number), build)
    time.sleep(3)
    edited(hub, runs)
    time.sleep(3)
    measure(build, hub)
    yield "nothing changed", times(lambda _: None, build)
    yield "one edit, while serving", served(hub, runs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, action="append", help="of 18,820 records; 0: sample")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}\n")
    print("| hub | what | wall s | processor s | peak MiB |\n|---|---|---|---|---|")
    for scale in given.scale or (0, 0.1, 1):
        with tempfile.TemporaryDirectory(prefix="hearth-bench-") as name:
            hub = large(Path(name), scale) if scale else sample(Path(name))
            of = f"{18_820 * scale:,.0f} records" if scale else "the sample"
            for what, runs in measured(hub, given.runs):
                wall, used, memory = (
                    statistics.median(getattr(run, field) for run in runs)
                    for field in ("wall", "processor", "memory")
                )
                print(f"| {of} | {what} | {wall:.2f} | {used:.2f} | {memory:.0f} |", flush=True)


if __name__ == "__main__":
    main()
