"""Turns a folder of published lists into a hub and builds it: ``python benchmarks/real_hub.py LISTS
HUB --build``."""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT / "benchmarks"), str(PROJECT / "hooks")]

from hearth.base.clock import as_of_day  # noqa: E402, RUF100
from real_hub.conversion import convert  # noqa: E402, RUF100
from real_hub.writing import files, write  # noqa: E402, RUF100


def main(arguments: Sequence[str] | None = None) -> int:
    """Convert, check and, if wanted, build; 0 when the hub is right."""
    options = _options(arguments)
    records, account = convert(options.lists, options.added)
    write(options.hub, files(records))
    print("\n".join(account.lines()))
    checked = subprocess.run(
        [sys.executable, "-m", "hearth", "check", str(options.hub)], env=_environment(), check=False
    )
    if checked.returncode or not options.build:
        return checked.returncode
    return build(options.hub)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lists", type=Path, help="the folder with the lists")
    parser.add_argument(
        "hub", type=Path, help="the folder to write the hub into: a new one, or one written before"
    )
    parser.add_argument(
        "--build", action="store_true", help="build the site strictly, and say what it took"
    )
    parser.add_argument(
        "--added",
        default=as_of_day().isoformat(),
        help="the day the records came to the hub; else today",
    )
    return parser.parse_args(arguments)


def build(hub: Path) -> int:
    """Build the site as a maintainer would; print time, memory and size."""
    begin, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=hub,
        env=_environment(),
        check=False,
    )
    seconds = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode == 0:
        sizes = {path: path.stat().st_size for path in (hub / "site").rglob("*") if path.is_file()}
        pages = sum(path.suffix == ".html" for path in sizes)
        size = sum(sizes.values()) / 1e6
        print(
            f"built in {seconds:.1f} s ({work:.1f} s of processors): {pages} pages, "
            f"{len(sizes)} files, {size:.0f} MB; largest process {after.ru_maxrss // 1024} MB"
        )
    return done.returncode


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(PROJECT / "hooks"), "NO_MKDOCS_2_WARNING": "1"}


if __name__ == "__main__":
    sys.exit(main())
