"""Write a planned removal, whole or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hearth.contribute.forgetting.plan import RemovalPlan


class RemovalError(Exception):
    """Why nothing was changed."""


def write_plan(root: Path, plan: RemovalPlan) -> None:
    """Change and remove the files of a plan; on any failure every file is as it was. Raises
    NotWrittenError."""
    before = {**{file.path: file.before for file in plan.changed}, **dict(plan.removed)}
    for path, raw in before.items():
        there = (root / path).read_bytes() if (root / path).is_file() else b""
        if there != raw or (root / path).is_symlink():
            raise RemovalError(f"{path} was changed meanwhile")
    staged: dict[Path, Path] = {}
    done: list[str] = []
    try:
        for file in plan.changed:
            target = root / file.path
            staged[target] = _staged(target, file.after)
        for file in plan.changed:
            target = root / file.path
            staged[target].replace(target)
            done.append(file.path)
        for path, _ in plan.removed:
            (root / path).unlink()
            done.append(path)
    except OSError as error:
        for path in done:
            _restore(root / path, before[path])
        for new in staged.values():
            new.unlink(missing_ok=True)
        raise RemovalError(f"a file could not be written ({error.strerror})") from None


def _staged(target: Path, content: bytes) -> Path:
    """The content in a new file beside its target, with the target's mode."""
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as stream:
        stream.write(content)
    new = Path(stream.name)
    new.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o644)
    return new


def _restore(target: Path, content: bytes) -> None:
    if content:
        target.write_bytes(content)
    else:
        target.unlink(missing_ok=True)
