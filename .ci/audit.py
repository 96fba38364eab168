"""Asks whether anything is known against the locked packages: all of them, those for other machines
than this one too.

    python .ci/audit.py

pip-audit passes over packages whose marker does not fit the machine it runs on, and takes no
package in two versions. So it is given the lock without markers, in as many lists as some package
has versions, and what it answered about is counted.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
_ENTRY = re.compile(r"(?P<name>\S+)==(?P<version>\S+)(?: ; [^\\\n]+?)?(?P<rest> \\\n.*)", re.DOTALL)


def lists(lock: str) -> list[dict[str, str]]:
    """The lock's entries without their markers by name, in lists that have each name once."""
    found: list[dict[str, str]] = []
    for entry in re.split(r"\n(?=\S)", lock.strip()):
        match = _ENTRY.fullmatch(entry)
        if match is None:
            raise ValueError(f"{entry.splitlines()[0]} is not pinned by version and hash")
        place = next((one for one in found if match["name"] not in one), None)
        if place is None:
            found.append(place := {})
        place[match["name"]] = f"{match['name']}=={match['version']}{match['rest']}\n"
    return found


def answers(entries: Iterable[str]) -> list[dict[str, Any]]:
    """What pip-audit says of each of the packages."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "requirements.txt")
        file.write_text("".join(entries), encoding="utf-8")
        words = [
            "--requirement",
            str(file),
            "--require-hashes",
            "--disable-pip",
            "--format",
            "json",
        ]
        done = subprocess.run(
            [sys.executable, "-m", "pip_audit", *words], capture_output=True, text=True, check=False
        )
    if done.returncode not in (0, 1) or not done.stdout:
        sys.exit(done.stderr or "pip-audit said nothing.")
    found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    return found


def known(found: list[dict[str, Any]]) -> list[str]:
    """What is known against packages, a line each."""
    return [
        (
            f"{package['name']} {package['version']}: {fault['id']}, mended in "
            f"{', '.join(fault['fix_versions']) or 'none'}"
        )
        for package in found
        for fault in package.get("vulns", ())
    ]


def main() -> None:
    """Ask about every list, and end with 1 when something is known, or when some package was not
    asked about."""
    asked = lists(LOCK.read_text(encoding="utf-8"))
    found = [package for one in asked for package in answers(one.values())]
    locked, told = sum(map(len, asked)), sum("vulns" in package for package in found)
    faults = known(found)
    print(
        "\n".join(
            [
                *faults,
                (
                    f"{told} of {locked} locked packages were asked about; {len(faults)} faults "
                    "are known."
                ),
            ]
        )
    )
    sys.exit(bool(faults) or told != locked)


if __name__ == "__main__":
    main()
