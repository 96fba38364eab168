"""The engine's theme; its style sheet and script are many parts in the sources, one file each for a
reader."""

from __future__ import annotations

import re
from pathlib import Path

PARTS = Path(__file__).parent.parent / "assets"
"""A folder for each file that is joined, named like it."""
THEME = Path(__file__).parent.parent / "theme"
"""The engine's theme: its templates, and the files that are served as they are."""
_OPENING = re.compile(rb"\A/\*.*?\*/\s*", re.DOTALL)


def assets() -> dict[str, bytes]:
    """The joined files by their address from the site's root."""
    folders = sorted(path for path in PARTS.iterdir() if path.is_dir())
    return {f"assets/hearth/{folder.name}": joined(folder) for folder in folders}


def joined(folder: Path) -> bytes:
    """The numbered parts in a folder, in their order, each without the comment that opens it."""
    parts = sorted(folder.glob(f"[0-9]*{folder.suffix}"))
    return b"\n".join(_OPENING.sub(b"", part.read_bytes()) for part in parts)
