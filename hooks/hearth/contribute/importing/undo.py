"""Remember what imports wrote, and take the last one back.

What is remembered are names of files and digests of what was written, in a folder that Git passes
over; nothing of what the files say.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from hearth.base.store import FOLDER, Store
from hearth.base.whole_files import write_whole

IMPORTS = f"{FOLDER}/imports"
KEPT = 50
"""So many imports are remembered."""


@dataclass(frozen=True)
class PastImport:
    """An import that can be taken back."""

    source: str
    """The name of the file that was imported."""
    day: str
    files: Mapping[str, str]
    """The digest of what was written, by path."""
    folders: Sequence[str]
    """Those that were made for the files, the innermost last."""


@dataclass(frozen=True)
class TakenBack:
    """What was done to take an import back."""

    of: PastImport
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    """Files that were changed since, and are left."""
    gone: tuple[str, ...]
    """Files that were not there any more."""


def digest_of(text: str) -> str:
    """By which a file is known that says what was written."""
    return sha256(text.encode()).hexdigest()


def new_folders(root: Path, paths: Collection[str]) -> list[str]:
    """The folders that have to be made for files, the innermost last."""
    around = {up.as_posix() for path in paths for up in list(PurePosixPath(path).parents)[:-1]}
    return sorted(folder for folder in around if not (root / folder).exists())


def remember(root: Path, past: PastImport, at: Path | None = None) -> Path:
    """Keep what an import wrote, and say where; ``at`` is where it was kept before."""
    store = Store(root / IMPORTS)
    store.make()
    numbers = [int(file.stem) for file in _kept(root)]
    file = at or store.folder / f"{max(numbers, default=0) + 1:06}.json"
    write_whole(file, json.dumps(past.__dict__, ensure_ascii=False, indent=1) + "\n")
    for old in _kept(root)[:-KEPT]:
        old.unlink()
    return file


def _kept(root: Path) -> list[Path]:
    """The files of what is remembered, the last import last."""
    found = (root / IMPORTS).glob("*.json")
    return sorted(file for file in found if file.stem.isdecimal())


def forget_import(file: Path) -> None:
    """Forget an import that wrote nothing."""
    file.unlink(missing_ok=True)


def take_back(root: Path) -> TakenBack | None:
    """Remove what the last import wrote and nobody has changed since; None where none is
    remembered."""
    for file in reversed(_kept(root)):
        past = _read(file)
        if past is not None:
            done = _taken_back(root, past)
            file.unlink()
            return done
        file.unlink()
    return None


def _read(file: Path) -> PastImport | None:
    try:
        value: Any = json.loads(file.read_text(encoding="utf-8"))
        past = PastImport(value["source"], value["day"], value["files"], value["folders"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    names = [*past.files, *past.folders]
    return past if all(map(_is_inside, names)) else None


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _taken_back(root: Path, past: PastImport) -> TakenBack:
    removed, changed, gone = [], [], []
    for path, written in past.files.items():
        file = root / path
        if not file.is_file():
            gone.append(path)
        elif file.is_symlink() or sha256(file.read_bytes()).hexdigest() != written:
            changed.append(path)
        else:
            file.unlink()
            removed.append(path)
    for folder in reversed(past.folders):
        place = root / folder
        if place.is_dir() and not place.is_symlink() and not any(place.iterdir()):
            place.rmdir()
    return TakenBack(past, tuple(removed), tuple(changed), tuple(gone))
