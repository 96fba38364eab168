"""Text files: normalise line ends and restore them, show differences, replace a file atomically."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from hearth.base.whole_files import write_whole
from hearth.base.words import said

_ENDS = re.compile(r"\r\n|\r|\n")
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class FileText:
    """The text of a file with plain line ends, and what its bytes had beside it."""

    text: str
    marked: bool
    """Whether the file starts with a byte order mark."""
    ends: tuple[str, ...]
    """The line end of each line."""

    @property
    def usual_end(self) -> str:
        """The line end most lines have."""
        return Counter(self.ends).most_common(1)[0][0] if self.ends else "\n"

    def with_text(self, text: str, keep_ends: bool = True) -> bytes:
        """The file's bytes with another text: each line keeps its end, or all get the usual one."""
        lines = text.split("\n")
        own = self.ends if keep_ends else ()
        ends = [*own[: len(lines) - 1], *[self.usual_end] * (len(lines) - 1 - len(own)), ""]
        joined = "".join(line + end for line, end in zip(lines, ends, strict=True))
        return (_MARK if self.marked else b"") + joined.encode()


@dataclass(frozen=True)
class FileChange:
    """A file before and after."""

    path: str
    before: bytes
    after: bytes

    def diff(self) -> list[str]:
        """The lines of a unified diff, without line ends."""
        pair = [
            raw.decode("utf-8-sig").splitlines(keepends=True) for raw in (self.before, self.after)
        ]
        found = difflib.unified_diff(pair[0], pair[1], self.path, self.path)
        return [shown for line in found for shown in _shown(line)]


def _shown(line: str) -> list[str]:
    """A line of a diff, with a word where it is only the line end that differs."""
    bare = line.rstrip("\r\n")
    return [bare] if line.endswith(("\n", "\r")) else [bare, "\\ No newline at end of file"]


def read_text(raw: bytes) -> FileText:
    """The text in a file's bytes, which are UTF-8."""
    marked = raw.startswith(_MARK)
    text = raw.decode("utf-8-sig")
    return FileText(_ENDS.sub("\n", text), marked, tuple(_ENDS.findall(text)))


def replace_file(root: Path, path: str, before: bytes, after: bytes) -> str | None:
    """Put ``after`` in the place of the file in one step, keeping its mode; or say why it was left
    alone."""
    file = root
    for part in path.split("/"):
        file /= part
        if file.is_symlink():
            return said("is a symbolic link")
    try:
        if file.read_bytes() != before:
            return said("was changed meanwhile")
        write_whole(file, after)
    except OSError as error:
        return said("could not be written (%(strerror)s)", strerror=error.strerror)
    return None
