"""An export as files by name: a folder, a .zip, a .tar.gz, or one file. Nothing is unpacked to
disk, and what grows out of all proportion when it is unpacked is refused."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol, TextIO

from hearth.base.words import said
from hearth.contribute.importing.tables import UnreadableError

RATIO = 200
"""How many times its own size a file may have when it is unpacked; text has five to thirty."""
SMALL = 64 * 1024 * 1024
"""Up to so many bytes, whatever the ratio."""
FILES = 500_000


class Opens(Protocol):
    """Opens one file of an export."""

    def __call__(self, name: str) -> IO[bytes]: ...


@dataclass(frozen=True)
class ExportFiles:
    """The files of an export: their names, with / between folders, in order."""

    title: str
    """What the whole is called."""
    names: tuple[str, ...]
    opens: Opens

    def text(self, name: str) -> TextIO:
        """A file as text; signs that are none are replaced, for no text is kept."""
        return io.TextIOWrapper(self.opens(name), "utf-8-sig", errors="replace", newline="")

    def below(self, folder: str) -> ExportFiles:
        """The files of a folder, by their names there."""
        prefix = f"{folder}/" if folder else ""
        names = tuple(n.removeprefix(prefix) for n in self.names if n.startswith(prefix))
        return ExportFiles(self.title, names, lambda name: self.opens(f"{prefix}{name}"))


@contextmanager
def opened(path: Path) -> Iterator[ExportFiles]:
    """The files of an export, until it is closed; UnreadableError where it is none."""
    with ExitStack() as stack:
        try:
            yield _opened(path, stack)
        except (OSError, EOFError, zipfile.BadZipFile, tarfile.TarError, zlib.error) as wrong:
            if isinstance(wrong, OSError) and wrong.errno is not None:
                raise
            raise UnreadableError(said("cannot be unpacked: it is damaged.")) from None


def _opened(path: Path, stack: ExitStack) -> ExportFiles:
    if path.is_dir():
        return _of_folder(path)
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith(b"PK"):
        return _of_zip(stack.enter_context(zipfile.ZipFile(path)), path.name)
    if head.startswith(b"\x1f\x8b"):
        return _of_tar(path, stack)
    return ExportFiles(path.name, (path.name,), lambda name: path.open("rb"))


def _of_folder(root: Path) -> ExportFiles:
    found = {
        file.relative_to(root).as_posix(): file
        for file in root.rglob("*")
        if file.is_file() and not file.is_symlink()
    }
    return ExportFiles(root.name, tuple(sorted(found)), lambda name: found[name].open("rb"))


def _of_zip(file: zipfile.ZipFile, title: str) -> ExportFiles:
    infos = [info for info in file.infolist() if not info.is_dir()]
    _not_too_many(len(infos))
    _proportionate(sum(info.file_size for info in infos), _size(file))
    if any(info.flag_bits & 1 for info in infos):
        raise UnreadableError(said("is locked with a password. Unpack it first."))
    by_name = {info.filename: info for info in infos}

    def opens(name: str) -> IO[bytes]:
        # What the list at its end says may be a lie: no more is read than that.
        return _bounded(file.open(by_name[name]), by_name[name].file_size)

    return ExportFiles(title, tuple(sorted(by_name)), opens)


def _size(file: zipfile.ZipFile) -> int:
    return Path(str(file.filename)).stat().st_size


def _of_tar(path: Path, stack: ExitStack) -> ExportFiles:
    most = max(SMALL, RATIO * path.stat().st_size)
    raw: Any = stack.enter_context(gzip.GzipFile(path))
    stream = stack.enter_context(_bounded(raw, most))
    title = path.name
    file = stack.enter_context(tarfile.TarFile(fileobj=stream))
    by_name: dict[str, tarfile.TarInfo] = {}
    for info in file:
        _not_too_many(len(by_name))
        if info.isreg():
            by_name[info.name.removeprefix("./")] = info

    def opens(name: str) -> IO[bytes]:
        found = file.extractfile(by_name[name])
        assert found  # noqa: S101 - only regular files are listed
        return found

    # In the order in which they lie there: going back would unpack all of it again.
    return ExportFiles(title, tuple(by_name), opens)


def _not_too_many(count: int) -> None:
    if count > FILES:
        raise UnreadableError(said("holds more than %(most)s files.", most=f"{FILES:,}"))


def _proportionate(size: int, packed: int) -> None:
    if size > max(SMALL, RATIO * packed):
        raise UnreadableError(
            said("would be %(times)s times as large when it is unpacked.", times=size // packed)
        )


class _Bounded(io.RawIOBase):
    """A stream of which no more than so many bytes are read."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        self._stream, self._most = stream, most

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = 0) -> int:
        if offset > self._most:
            raise UnreadableError(said("is larger unpacked than it says."))
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: Any) -> int:
        piece = self._stream.read(len(buffer))
        if self._stream.tell() > self._most:
            raise UnreadableError(said("is larger unpacked than it says."))
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _bounded(stream: IO[bytes], most: int) -> IO[bytes]:
    return io.BufferedReader(_Bounded(stream, most))
