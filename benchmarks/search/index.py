"""Make the search index of a hub, and print what that takes and how large it is.

python benchmarks/search/index.py HUB
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "hooks"))

from hearth.outputs import Output
from hearth.outputs.insights import findable
from hearth.outputs.search import search_records
from hearth.site.build import SiteBuild, read_hub
from hearth.site.search_index import search_index

AS_OF = date(2026, 11, 30)


def peak() -> int:
    """The most memory the process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def sizes(files: list[Output]) -> None:
    """Print how large the files of each sort are."""
    by_name = {file.uri.rpartition("/")[2].split(".")[0]: len(file.content) for file in files}
    print("\n| files | number | kB in all | mean | largest |\n|---|---|---|---|---|")
    contents = json.loads(gzip.decompress(files[-1].content))
    contents["that names the others"] = ["index"]
    for name in ("terms", "pages", "topics", "that names the others"):
        found = [by_name[file] / 1000 for file in contents[name]]
        mean = sum(found) / len(found)
        print(f"| {name} | {len(found)} | {sum(found):.0f} | {mean:.1f} | {max(found):.1f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("hub", type=Path)
    hub = SiteBuild(read_hub(parser.parse_args().hub, AS_OF).hub).hub
    before, start = peak(), time.process_time()
    records = [*search_records(hub), *findable(hub)]
    told = time.process_time()
    files = list(search_index(records))
    done = time.process_time()
    print("| records | records made in s | index in processor s | MiB more | files |")
    print("|---|---|---|---|---|")
    took = f"{told - start:.2f} | {done - told:.2f} | {peak() - before}"
    print(f"| {len(records)} | {took} | {len(files)} |")
    sizes(files)


if __name__ == "__main__":
    main()
