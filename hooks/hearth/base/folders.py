"""What lies below a folder."""

from __future__ import annotations

import os
from pathlib import Path


def files_below(folder: Path) -> tuple[dict[str, int], list[str]]:
    """(size of every plain file by its path below ``folder``, paths of what is neither file nor
    folder)."""
    sizes: dict[str, int] = {}
    odd: list[str] = []
    waiting = [""]
    while waiting:
        base = waiting.pop()
        with os.scandir(folder / base) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{base}{entry.name}/")
                elif entry.is_file(follow_symlinks=False):
                    sizes[f"{base}{entry.name}"] = entry.stat(follow_symlinks=False).st_size
                else:
                    odd.append(f"{base}{entry.name}")
    return sizes, odd
