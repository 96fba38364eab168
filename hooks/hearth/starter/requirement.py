"""How a hub names the engine it was started with, so that every machine installs the same."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from hearth.base.version import __version__
from hearth.base.words import said

DISTRIBUTION = "hearth-hub"
WHEELS = "wheels"
"""The folder of a hub in which a wheel lies that no index has."""


@dataclass(frozen=True)
class Requirement:
    """The line by which a hub installs the engine."""

    line: str
    said: str
    """What to tell about it."""
    wheel: Path | None = None
    """A file that has to lie in the hub's folder of wheels."""


def requirement(wheel: Path | None = None) -> Requirement:
    """The engine by its version: as the wheel that is given, else the one it was installed from,
    else as an index has it."""
    found = wheel or _installed_from()
    if found:
        digest = hashlib.sha256(found.read_bytes()).hexdigest()
        line = f"./{WHEELS}/{found.name} --hash=sha256:{digest}"
        return Requirement(
            line,
            said("the engine lies beside, as %(wheels)s/%(name)s", wheels=WHEELS, name=found.name),
            found,
        )
    told = said(
        "%(distribution)s %(version)s is taken from the package index, by its version; a wheel "
        "that is given with --wheel is held by its hash",
        distribution=DISTRIBUTION,
        version=__version__,
    )
    return Requirement(f"{DISTRIBUTION}=={__version__}", told)


def _installed_from() -> Path | None:
    """The wheel on this machine that the engine was installed from (PEP 610), if it was."""
    try:
        told = json.loads(distribution(DISTRIBUTION).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return None
    parts = urlsplit(str(told.get("url", "")))
    file = Path(url2pathname(parts.path))
    is_wheel = parts.scheme == "file" and file.suffix == ".whl" and file.is_file()
    return file if is_wheel else None
