"""Builds the wheel and the source archive of the newest commit, and proves that anybody gets the
same ones.

    python .ci/package.py dist

Both are built twice, in folders of other names with other rights, and the wheel once more from the
source archive: the sums must be equal. The time in them is that of the commit.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def git(*words: str) -> bytes:
    return subprocess.run(["git", "-C", str(ROOT), *words], check=True, capture_output=True).stdout


def built(source: Path, target: Path, *kinds: str) -> dict[str, str]:
    """Name and sum of what is built of a folder into another."""
    epoch = git("log", "-1", "--format=%ct").decode().strip()
    options = [word for kind in kinds for word in ("-t", kind)]
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(target), *options]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch}
    subprocess.run(command, cwd=source, env=environment, check=True, capture_output=True)
    return sums(target)


def sums(folder: Path) -> dict[str, str]:
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.glob("hearth_hub-*"))
    }


def unpacked(archive: tarfile.TarFile, folder: Path) -> Path:
    """What is in an archive, or the one folder that is."""
    archive.extractall(folder, filter="data")
    inside = list(folder.iterdir())
    return inside[0] if len(inside) == 1 else folder


def build_twice(space: Path) -> tuple[Path, list[dict[str, str]]]:
    """Where the packages lie, and the sums of each time that they were built."""
    packed, found = git("archive", "--format=tar", "HEAD"), []
    for name, mask in (("one", 0o022), ("another/deeper", 0o077)):
        before = os.umask(mask)
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            source = unpacked(archive, space / name)
        found.append(built(source, space / f"{name}-made", "wheel", "sdist"))
        os.umask(before)
    first = space / "one-made"
    (archived,) = first.glob("*.tar.gz")
    with tarfile.open(archived) as archive:
        source = unpacked(archive, space / "archived")
    wheel = built(source, space / "archived-made", "wheel")
    found.append({**found[0], **wheel})
    return first, found


def main(target: Path) -> None:
    """Put the packages into ``target``, when they are the same each time."""
    with tempfile.TemporaryDirectory() as folder:
        made, found = build_twice(Path(folder))
        if any(other != found[0] for other in found):
            sys.exit(f"Built again, the packages are others: {found}")
        target.mkdir(parents=True, exist_ok=True)
        for file in made.iterdir():
            shutil.copy(file, target)
    for name, checksum in found[0].items():
        print(f"{checksum}  {name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
