"""Files become sources: fields, text and the position of every value; what cannot be read becomes a problem."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hearth.ids import ID, MAX_ID, RESERVED, slug
from hearth.kinds import KINDS
from hearth.problems import Problem
from hearth.strict_yaml import HIDDEN, Position, Where, YamlError, read_yaml

MAX_FILE = 256 * 1024
MAX_LIST_FILE = 4 * 1024 * 1024

RECORD_ENDINGS = (".yml", ".yaml", ".md")
IMAGE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".svg")

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<fields>.*?\n)??---[ \t]*(?:\n(?P<body>.*))?\Z", re.DOTALL)


@dataclass(frozen=True)
class Source:
    """One record as its file gives it."""

    kind: str
    id: str
    path: str
    fields: dict[str, Any]
    body: str | None = None
    prefix: Where = ()
    """Where the record stands in a file that lists several."""

    def positions(self, root: Path) -> dict[Where, Position]:
        """Where each value stands; read again from the file, since only problems need it."""
        return self.again(root)[1]

    def again(self, root: Path) -> tuple[dict[str, Any], dict[Where, Position]]:
        """The fields as the file has them, and where each value stands."""
        text = decode(root / self.path)[0]
        found: dict[Where, Position] = {}
        fields, body, offset = split(text, self.path)
        value = read_yaml(fields, found, offset)
        if body and body.strip():
            blank = len(body) - len(body.lstrip())
            found["body",] = (text[: len(text) - len(body) + blank].count("\n") + 1, 1)
        for step in self.prefix:
            value = value[step]
        depth = len(self.prefix)
        return value, {where[depth:]: place for where, place in found.items() if where[:depth] == self.prefix}

    def without_fields(self) -> Source:
        """The source as it is kept: what its file says can be read again."""
        return Source(self.kind, self.id, self.path, {}, None, self.prefix)


@dataclass(frozen=True)
class SourceFile:
    """A file that should hold one record, or all records of a kind as a list."""

    kind: str
    path: str
    is_list: bool = False
    readable: bool = True
    """False for a file that is refused as it is; its id still counts as taken."""

    @property
    def id(self) -> str:
        """The id its name gives."""
        return os.path.splitext(self.path.rsplit("/", 1)[1])[0]


def find_files(root: Path) -> tuple[list[SourceFile], list[Problem]]:
    """Every file that should hold records, sorted, and problems with files that cannot."""
    files: list[SourceFile] = []
    problems: list[Problem] = []
    folders = {kind.folder for kind in KINDS.values()}
    for kind in KINDS.values():
        inner = {
            name for folder in folders if folder.startswith(f"{kind.folder}/") for name in (folder, f"{folder}.yml")
        }
        for path, is_link in _walk(root, kind.folder, inner):
            problem = linked(path) if is_link else _unknown_type(path)
            if problem:
                problems.append(problem)
            if not _is_other(path) and (is_link or not problem):
                files.append(SourceFile(kind.name, path, readable=not is_link))
        list_file = root / f"{kind.folder}.yml"
        if "/" in kind.folder and list_file.is_symlink():
            problems.append(linked(f"{kind.folder}.yml"))
        elif "/" in kind.folder and list_file.is_file():
            files.append(SourceFile(kind.name, f"{kind.folder}.yml", is_list=True))
    return files, problems


def linked(path: str) -> Problem:
    """The problem with a symbolic link."""
    return at_top(path, "symbolic-link", "is a symbolic link", "Put the file itself here.")


def _walk(root: Path, folder: str, leave_out: set[str]) -> Iterator[tuple[str, bool]]:
    """(path relative to the root, whether it is a symbolic link) of every file below a folder, sorted."""
    try:
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.name.startswith((".", "_")) or path in leave_out:
            continue
        if entry.is_symlink():
            yield path, True
        elif entry.is_dir():
            yield from _walk(root, path, leave_out)
        else:
            yield path, False


def _is_other(path: str) -> bool:
    """Whether a file in a folder of records is none by its nature: a picture, a note to readers of the folder, a page."""
    name = path.rsplit("/", 1)[1]
    stem, ending = os.path.splitext(name)
    is_page = name == "index.md" and path.startswith("content/")
    return stem.lower() == "readme" or ending.lower() in IMAGE_ENDINGS or is_page


def _unknown_type(path: str) -> Problem | None:
    if _is_other(path) or path.endswith(RECORD_ENDINGS):
        return None
    return at_top(
        path, "unknown-file-type", "is neither .yml nor .md and was not read", "Rename it.", severity="warning"
    )


def at_top(path: str, code: str, what: str, fix: str, **more: Any) -> Problem:
    """A problem with a file as a whole."""
    return Problem(path, 1, 1, code, "", what, fix, **more)


def read_file(root: Path, file: SourceFile) -> tuple[list[Source], list[Problem]]:
    """The sources in one file, or the problem that makes it unreadable."""
    text, problem = decode(root / file.path, MAX_LIST_FILE if file.is_list else MAX_FILE, shown=file.path)
    if problem:
        return [], [problem]
    try:
        fields, body, offset = split(text, file.path)
        value = read_yaml(fields, None, offset)
    except YamlError as error:
        return [], [Problem(file.path, error.line, error.column, error.code, "", error.what, error.fix)]
    if value is None:
        return [], [at_top(file.path, "empty-file", "is empty", "Write the required fields, or remove the file.")]
    if file.is_list:
        return _from_list(root, file, value)
    if not isinstance(value, dict):
        return [], [
            at_top(file.path, "not-a-mapping", "does not hold fields", "Write lines of the form `name: value`.")
        ]
    wrong = _wrong_id(file.id)
    if wrong:
        return [], [at_top(file.path, *wrong, value=file.id)]
    return [Source(file.kind, file.id, file.path, value, body)], []


def _from_list(root: Path, file: SourceFile, value: Any) -> tuple[list[Source], list[Problem]]:
    """Sources from a file that lists records, each with its own ``id``."""
    if not isinstance(value, list):
        return [], [at_top(file.path, "not-a-list", "does not hold a list", "Start each record with `- id: …`.")]
    sources: list[Source] = []
    problems: list[Problem] = []
    for index, item in enumerate(value):
        record_id = str(item.get("id", "")) if isinstance(item, dict) else ""
        wrong = (
            _wrong_id(record_id) if record_id else ("missing-field", "is missing", "Start each record with `- id: …`.")
        )
        if wrong is None:
            fields = {name: field for name, field in item.items() if name != "id"}
            sources.append(Source(file.kind, record_id, file.path, fields, None, (index,)))
            continue
        positions = Source(file.kind, "", file.path, {}, None, (index,)).positions(root)
        line, column = positions.get(("id",), positions.get((), (1, 1)))
        code, what, fix = wrong
        problems.append(Problem(file.path, line, column, code, "id", what, fix, record_id or None))
    return sources, problems


def _wrong_id(record_id: str) -> tuple[str, str, str] | None:
    """Why a name cannot be an id: code, what is wrong, what to do."""
    if record_id.lower() in RESERVED:
        return "reserved-id", "is a reserved name", "Choose another name."
    if ID.fullmatch(record_id) and len(record_id) <= MAX_ID:
        return None
    proposed = slug(record_id)
    fix = f'Call it "{proposed}".' if proposed else "Use lower-case letters a to z, digits and hyphens."
    return "wrong-id", "cannot be part of an address", fix


def decode(file: Path, limit: int = MAX_LIST_FILE, shown: str = "") -> tuple[str, Problem | None]:
    """A file's text with plain line ends, or the problem that keeps it from being read."""
    with open(file, "rb") as stream:
        raw = stream.read()
    if len(raw) > limit:
        return "", at_top(shown, "too-large", f"is larger than {limit // 1024} KiB", "Shorten it.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        return "", Problem(
            shown, line, column, "not-utf-8", "", "is not written in UTF-8", "Save it again with the encoding UTF-8."
        )
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    hidden = HIDDEN.search(text)
    if hidden:
        before_text = text[: hidden.start()]
        line, column = before_text.count("\n") + 1, hidden.start() - before_text.rfind("\n")
        what = f"holds the invisible character U+{ord(hidden.group()):04X}"
        return "", Problem(shown, line, column, "control-character", "", what, "Remove it.")
    return text, None


def split(text: str, path: str) -> tuple[str, str | None, int]:
    """The text's YAML, its body (None in a YAML file), and how many lines stand before the YAML."""
    if not path.endswith(".md"):
        return text, None, 0
    if not text.strip():
        return "", None, 0
    found = _FRONT_MATTER.match(text)
    if not found:
        raise YamlError("no-front-matter", "has no fields at its top", "Start it with a line `---`, the fields, and another line `---`.", 1, 1)  # fmt: skip
    fields = found["fields"] or ""
    return fields, found["body"] or "", 1
