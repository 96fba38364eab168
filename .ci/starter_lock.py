"""Writes what a hub installs: of requirements.lock, the packages that the engine itself needs.

python .ci/starter_lock.py            writes the list into the starter
python .ci/starter_lock.py --check    exits with 1 when the one there is not up to date
"""

from __future__ import annotations

import re
import sys
import tomllib
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "hooks/hearth/starter/data/base/requirements.lock"
HEAD = """\
# What the engine needs, as it was tested, each held by its hashes. `hearth upgrade` brings newer.
"""


def locked() -> dict[str, str]:
    """What the lock says of each package, by its name."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.findall(r"^[^\s#].*\n(?:    .*\n)*", text, re.MULTILINE)
    found: dict[str, str] = {}
    for entry in entries:  # some packages are there in a version for each age of Python
        name = canonicalize_name(re.split("[=; ]", entry)[0])
        found[name] = found.get(name, "") + entry
    return found


def needed(lock: dict[str, str]) -> list[str]:
    """The engine's dependencies and theirs, on any system, as far as they are locked."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting, found = list(project["dependencies"]), set()
    while waiting:
        wanted = Requirement(waiting.pop())
        name = canonicalize_name(wanted.name)
        of_extra = wanted.marker and "extra" in str(wanted.marker)
        if name in found or name not in lock or of_extra:
            continue
        found.add(name)
        with suppress(PackageNotFoundError):  # for another system than this one
            waiting += requires(name) or ()
    return sorted(found)


def main() -> int:
    """0 when the list is up to date, or was brought up to date."""
    lock = locked()
    text = HEAD + "".join(lock[name] for name in needed(lock))
    if "--check" in sys.argv[1:]:
        return int(not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != text)
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
