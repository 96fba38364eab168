"""Write a planned removal, whole or not at all.

What is to be written is laid down beside the hub first. From the moment it is there in full the
removal is decided: whoever is stopped later finds it finished by the next call.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from hearth.base.git import git
from hearth.base.whole_files import sync_folder, write_whole
from hearth.base.words import said
from hearth.contribute.forgetting.plan import RemovalPlan

NAME = "hearth-removal"
STEPS = "steps.json"


class RemovalError(Exception):
    """Why nothing was changed."""


def write_plan(root: Path, plan: RemovalPlan) -> None:
    """Change and remove the files of a plan; on any failure every file is as it was. Raises
    RemovalError."""
    before = {**{file.path: file.before for file in plan.changed}, **dict(plan.removed)}
    for path, raw in before.items():
        there = (root / path).read_bytes() if (root / path).is_file() else b""
        if there != raw or (root / path).is_symlink():
            raise RemovalError(said("%(path)s was changed meanwhile", path=path))
    journal = _journal(root)
    try:
        _decide(journal, plan)
        _apply(root, journal)
    except OSError as error:
        for path, raw in before.items():
            _restore(root / path, raw)
        shutil.rmtree(journal, ignore_errors=True)
        raise RemovalError(
            said("a file could not be written (%(strerror)s)", strerror=error.strerror)
        ) from None
    shutil.rmtree(journal)


def finish_removal(root: Path) -> int | None:
    """Finish a removal that was decided and cut off; the number of its files, or None when there
    is none. One that was not decided yet leaves nothing."""
    journal = _journal(root)
    for draft in journal.parent.glob(f"{journal.name}-*"):
        shutil.rmtree(draft, ignore_errors=True)
    if not journal.is_dir():
        return None
    count = _apply(root, journal)
    shutil.rmtree(journal)
    return count


def _journal(root: Path) -> Path:
    """Where steps are laid down: in Git's own folder, into which no contributor can write; without
    Git, beside the hub's files."""
    found = git(root, "rev-parse", "--absolute-git-dir")
    folder = found.stdout.strip() if found.returncode == 0 else ""
    return Path(folder) / NAME if folder else root / f".{NAME}"


def _decide(journal: Path, plan: RemovalPlan) -> None:
    """Lay down every step, and give them their name when they are on the disk."""
    draft = Path(tempfile.mkdtemp(prefix=f"{journal.name}-", dir=journal.parent))
    try:
        steps: list[tuple[str, str | None]] = []
        for number, file in enumerate(plan.changed):
            write_whole(draft / str(number), file.after, mode=0o600)
            steps.append((file.path, str(number)))
        steps += [(path, None) for path, _ in plan.removed]
        write_whole(draft / STEPS, json.dumps(steps), mode=0o600)
        draft.rename(journal)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    sync_folder(journal.parent)


def _apply(root: Path, journal: Path) -> int:
    """Do every step; one that is done already is done again."""
    steps = json.loads((journal / STEPS).read_text(encoding="utf-8"))
    for path, name in steps:
        if name is None:
            (root / path).unlink(missing_ok=True)
        else:
            write_whole(root / path, (journal / name).read_bytes())
    return len(steps)


def _restore(target: Path, content: bytes) -> None:
    if not content:
        target.unlink(missing_ok=True)
    elif not target.is_file() or target.read_bytes() != content:
        target.write_bytes(content)
