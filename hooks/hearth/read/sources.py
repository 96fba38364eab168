"""Read files into sources: fields, text and the position of every value; what cannot be read is a
problem."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from hearth.base.locale_data import LANGUAGES
from hearth.base.problems import Problem
from hearth.base.strict_yaml import (
    HIDDEN,
    Position,
    Where,
    YamlError,
    mistake_error,
    read_yaml,
)
from hearth.base.words import Said, said
from hearth.base.yaml_mistakes import (
    Mistake,
    conflict_in,
    fence_in,
    hashes_in,
    mistakes_in,
    odd_spaces_in,
)
from hearth.kinds import KINDS, Kind
from hearth.read.ids import ID, MAX_ID, RESERVED, slug

MAX_FILE = 256 * 1024
MAX_LIST_FILE = 4 * 1024 * 1024
MAX_FOLDERS = 10
"""How deep folders may lie in each other: deeper ones would exhaust whoever walks through them."""

RECORD_ENDINGS = (".yml", ".yaml", ".md")
IMAGE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".svg")

# The first line of three hyphens closes the fields, and there may be none between.
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?P<fields>(?:(?!---[ \t]*(?:\n|\Z))[^\n]*+\n)*+)"
    r"---[ \t]*(?:\n(?P<body>.*))?\Z",
    re.DOTALL,
)

# A text below the fields of a file that cannot have one.
_WITH_BODY = re.compile(r"---[ \t]*\n(?:[^\n]*\n)*?---[ \t]*\n\s*(?![\w-]+:\s|#|-\s|\Z)(?=\S)")

Reading = tuple[Any, dict[Where, Position]]
"""What a file holds, and where each value in it stands."""


class ListFile:
    """A file of several records, read a second time at the first problem in it, and once for all of
    them."""

    def __init__(self) -> None:
        self._records: list[Reading] | None = None

    def record(self, root: Path, path: str, index: int) -> Reading:
        """The fields of one of its records, and where each value stands."""
        if self._records is None:
            value, positions = _read_again(root, path)
            self._records = [(item, {}) for item in value]
            for where, place in positions.items():
                if where and isinstance(where[0], int):
                    self._records[where[0]][1][where[1:]] = place
        return self._records[index]


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
    listed: ListFile | None = field(default=None, compare=False, repr=False)

    def positions(self, root: Path) -> dict[Where, Position]:
        """Where each value stands; read again from the file, since only problems need it."""
        return self.again(root)[1]

    def again(self, root: Path) -> tuple[dict[str, Any], dict[Where, Position]]:
        """The fields as the file has them, and where each value stands."""
        if self.listed:
            return self.listed.record(root, self.path, int(self.prefix[0]))
        return _read_again(root, self.path)

    def without_fields(self) -> Source:
        """The source as it is kept: what its file says can be read again."""
        return Source(self.kind, self.id, self.path, {}, None, self.prefix, self.listed)


def _read_again(root: Path, path: str) -> Reading:
    text = decode(root / path)[0]
    found: dict[Where, Position] = {}
    fields, body, offset = split(text, path)
    value = read_yaml(fields, found, offset)
    if body and body.strip():
        blank = len(body) - len(body.lstrip())
        found["body",] = (text[: len(text) - len(body) + blank].count("\n") + 1, 1)
    return value, found


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
        return _named(self.path)[0]

    @property
    def language(self) -> str:
        """The language it translates a record into, which stands before its ending; none of a
        record's own file."""
        return _named(self.path)[1]


_TRANSLATED = re.compile(r"(.+)\.([a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2}|-\d{3})?)")


def language_of(name: str) -> tuple[str, str]:
    """(the rest, language) of a file's name without its ending: ("ada", "he") for ada.he."""
    found = _TRANSLATED.fullmatch(name)
    if found and found[2].split("-")[0] in LANGUAGES:
        return found[1], found[2]
    return name, ""


def _named(path: str) -> tuple[str, str]:
    return language_of(os.path.splitext(path.rsplit("/", 1)[1])[0])


def find_files(root: Path) -> tuple[list[SourceFile], list[Problem]]:
    """Every file that should hold records, sorted, and problems with files that cannot."""
    files: list[SourceFile] = []
    problems: list[Problem] = []
    folders = {kind.folder for kind in KINDS.values()}
    for kind in KINDS.values():
        # The folder of one kind may lie in another's (events/venues/ in events/): what is in it, or
        # in the file that lists it, is not of the outer kind.
        inner = {
            name
            for folder in folders
            if folder.startswith(f"{kind.folder}/")
            for name in (folder, f"{folder}.yml")
        }
        for path, form in walk(root, kind.folder, inner):
            problem = odd(path, form) or _unknown_type(root, path, kind) or _picture(path)
            if problem:
                problems.append(problem)
            # A link or a device is refused, but its id counts as taken: references to it are right.
            if not _is_other(path) and (form != "file" or not problem):
                files.append(SourceFile(kind.name, path, readable=form == "file"))
        # Only below a folder: members.yml at the top of a hub could be anybody's.
        for path in _lists(root, kind) if "/" in kind.folder else ():
            if problem := odd(path, form_of(root / path) or "file"):
                problems.append(problem)
            else:
                files.append(SourceFile(kind.name, path, is_list=True))
    return files, problems


def _lists(root: Path, kind: Kind) -> Iterator[str]:
    """The file that lists all records of a kind, and those that translate it."""
    folder, _, name = kind.folder.rpartition("/")
    for file in sorted((root / folder).glob(f"{name}*.yml")):
        if language_of(file.stem)[0] == name:
            yield f"{folder}/{file.name}"


PathType = Literal["file", "link", "other", "deep"]
"""What stands at a path: only files are read, whatever else there is waits, leads out or never
ends."""


def form_of(path: Path) -> PathType | None:
    """What stands at ``path``; None when nothing does."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return None
    return "file" if stat.S_ISREG(mode) else "link" if stat.S_ISLNK(mode) else "other"


def odd(path: str, form: PathType) -> Problem | None:
    """The problem with what is no plain file, or cannot even be named."""
    if not path.isprintable() and any("\udc80" <= char <= "\udcff" for char in path):
        shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        return at_top(
            shown, "not-utf-8", said("has a name that is not written in UTF-8"), said("Rename it.")
        )
    if form == "link":
        return at_top(
            path, "symbolic-link", said("is a symbolic link"), said("Put the file itself here.")
        )
    if form == "deep":
        return at_top(
            path,
            "unreadable-file",
            said("lies more than %(limit)s folders deep", limit=MAX_FOLDERS),
            said("Move it further up."),
        )
    if form == "other":
        return at_top(
            path, "unreadable-file", said("is neither a file nor a folder"), said("Remove it.")
        )
    return None


def walk(
    root: Path, folder: str, leave_out: Collection[str] = (), hidden: bool = False, depth: int = 0
) -> Iterator[tuple[str, PathType]]:
    """(path relative to the root, what it is) of everything below a folder that is no folder,
    sorted.

    What begins with a dot or an underscore is passed over unless ``hidden`` is set.
    """
    try:
        # The system gives entries in an order of its own, which differs from machine to machine.
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if (entry.name.startswith((".", "_")) and not hidden) or path in leave_out:
            continue
        if entry.is_symlink():
            yield path, "link"
        elif not entry.is_dir():
            yield path, "file" if entry.is_file() else "other"
        elif depth == MAX_FOLDERS:
            yield path, "deep"
        else:
            yield from walk(root, path, leave_out, hidden, depth + 1)


def _is_other(path: str) -> bool:
    """Whether a file in a folder of records is none by its nature: a picture, a note to readers of
    the folder, a page."""
    name = path.rsplit("/", 1)[1]
    stem, ending = os.path.splitext(name)
    is_page = name == "index.md" and path.startswith("content/")
    return stem.lower() == "readme" or ending.lower() in IMAGE_ENDINGS or is_page


_TEXT_ENDINGS = re.compile(r"\.(txt|text|ya?ml|md|markdown|mdx|json|toml)$", re.IGNORECASE)
_DOCUMENTS = re.compile(r"\.(docx?|odt|rtf|pages|pdf|html?)$", re.IGNORECASE)


def _unknown_type(root: Path, path: str, kind: Kind) -> Problem | None:
    """The problem with a file that is no record by its name, though it may be one by its text."""
    if _is_other(path) or path.endswith(RECORD_ENDINGS):
        return None
    folder, _, name = path.rpartition("/")
    right = f"{folder}/{slug(_bare(name), 'name')}.yml"
    if _TEXT_ENDINGS.search(name) and _names_fields(decode(root / path, MAX_FILE)[0], kind):
        what = said("has the fields of a record, and an ending by which it is not read")
        return at_top(path, "unknown-file-type", what, said('Call it "%(right)s".', right=right))
    fix = said('Remove it, or write the record as "%(right)s".', right=right)
    if _DOCUMENTS.search(name):
        fix = said('Save its text alone, without formatting, as "%(right)s".', right=right)
    return at_top(
        path,
        "unknown-file-type",
        said("is neither .yml nor .md and was not read"),
        fix,
        severity="warning",
    )


def _bare(name: str) -> str:
    """A file's name without any of its endings."""
    while _TEXT_ENDINGS.search(name) or _DOCUMENTS.search(name):
        name = name.rpartition(".")[0]
    return name


def _names_fields(text: str, kind: Kind) -> bool:
    """Whether lines of a text begin with the names of all fields that a kind requires."""
    names = set(re.findall(r"^[ \t\"'{]*([A-Za-z_]+)[\"']?[ \t]*[:=]", text, re.MULTILINE))
    fields = kind.model.model_fields
    required = {name for name in fields if fields[name].is_required()} - {"id", "path"}
    return bool(required & {name.lower() for name in names})


def _picture(path: str) -> Problem | None:
    """The warning of a picture among records, where none is shown from."""
    if path.startswith("content/") or not path.lower().endswith(IMAGE_ENDINGS):
        return None
    name = path.rsplit("/", 1)[1]
    return at_top(
        path,
        "misplaced-picture",
        said("lies where no picture is shown from"),
        said(
            "Move it to content/assets/%(name)s and write in the record: "
            "image: {src: assets/%(name)s, alt: …, credit: …, licence: …}",
            name=name,
        ),
        severity="warning",
    )


def at_top(path: str, code: str, what: Said, fix: Said, **more: Any) -> Problem:
    """A problem with a file as a whole."""
    return Problem(path, 1, 1, code, "", what, fix, **more)


def read_file(root: Path, file: SourceFile) -> tuple[list[Source], list[Problem]]:
    """The sources in one file, or the problem that makes it unreadable."""
    text, problem = decode(
        root / file.path, MAX_LIST_FILE if file.is_list else MAX_FILE, shown=file.path
    )
    if problem:
        return [], [problem]
    try:
        refuse_mistakes(text, file.path)
        fields, body, offset = split(text, file.path)
        # Without positions: most files need none, and one with a problem is read again for them.
        value = read_yaml(fields, None, offset)
        if not isinstance(value, list if file.is_list else dict) and value is not None:
            _refuse_first(mistakes_in(fields), fields, offset)
    except YamlError as error:
        return [], [
            Problem(file.path, error.line, error.column, error.code, "", error.what, error.fix)
        ]
    if value is None:
        return [], [
            at_top(
                file.path,
                "empty-file",
                said("is empty"),
                said("Write the required fields, or remove the file."),
            )
        ]
    lost = [_lost(file.path, mistake, fields, offset) for mistake in hashes_in(fields)]
    if file.is_list:
        sources, problems = _from_list(root, file, value)
        return sources, [*problems, *lost]
    if not isinstance(value, dict):
        return [], [
            at_top(
                file.path,
                "not-a-mapping",
                said("does not hold fields"),
                said("Write lines of the form `name: value`."),
            )
        ]
    wrong = _wrong_id(file.id)
    if wrong:
        return [], [at_top(file.path, *wrong, value=file.id)]
    return [Source(file.kind, file.id, file.path, value, body)], lost


def _lost(path: str, mistake: Mistake, text: str, lines_before: int) -> Problem:
    """The warning of a line of which a part is not read."""
    line = text.count("\n", 0, mistake.start) + 1 + lines_before
    place, words = (line, mistake.column + 1), (mistake.what, mistake.fix)
    return Problem(path, *place, mistake.code, "", *words, severity="warning")


def _from_list(root: Path, file: SourceFile, value: Any) -> tuple[list[Source], list[Problem]]:
    """Sources from a file that lists records, each with its own ``id``."""
    if not isinstance(value, list):
        return [], [
            at_top(
                file.path,
                "not-a-list",
                said("does not hold a list"),
                said("Start each record with `- id: …`."),
            )
        ]
    listed = ListFile()
    sources: list[Source] = []
    problems: list[Problem] = []
    for index, item in enumerate(value):
        record_id = str(item.get("id", "")) if isinstance(item, dict) else ""
        wrong = (
            _wrong_id(record_id)
            if record_id
            else ("missing-field", said("is missing"), said("Start each record with `- id: …`."))
        )
        if wrong is None:
            fields = {name: field for name, field in item.items() if name != "id"}
            sources.append(Source(file.kind, record_id, file.path, fields, None, (index,), listed))
            continue
        positions = listed.record(root, file.path, index)[1]
        line, column = positions.get(("id",), positions.get((), (1, 1)))
        code, what, fix = wrong
        problems.append(Problem(file.path, line, column, code, "id", what, fix, record_id or None))
    return sources, problems


def _wrong_id(record_id: str) -> tuple[str, Said, Said] | None:
    """Why a name cannot be an id: code, what is wrong, what to do."""
    if record_id.lower() in RESERVED:
        return "reserved-id", said("is a reserved name"), said("Choose another name.")
    if ID.fullmatch(record_id) and len(record_id) <= MAX_ID:
        return None
    proposed = slug(record_id)
    fix = (
        said('Call it "%(right)s".', right=proposed)
        if proposed
        else said("Use lower-case letters a to z, digits and hyphens.")
    )
    return "wrong-id", said("cannot be part of an address"), fix


def decode(file: Path, limit: int = MAX_LIST_FILE, shown: str = "") -> tuple[str, Problem | None]:
    """A file's text with plain line ends, or the problem that keeps it from being read."""
    try:
        # Asked first: what is no file could keep the reader waiting for ever, and what is too large
        # is never read.
        if problem := odd(shown, form_of(file) or "file"):
            return "", problem
        with open(file, "rb") as stream:
            raw = stream.read(limit + 1)
    except OSError as error:
        return "", at_top(
            shown,
            "unreadable-file",
            said("cannot be read (%(reason)s)", reason=error.strerror),
            said("Give everybody leave to read it."),
        )
    if len(raw) > limit:
        return "", at_top(
            shown,
            "too-large",
            said("is larger than %(limit)s KiB", limit=limit // 1024),
            said("Shorten it."),
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        return "", Problem(
            shown,
            line,
            column,
            "not-utf-8",
            "",
            said("is not written in UTF-8"),
            said("Save it again with the encoding UTF-8."),
        )
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    hidden = HIDDEN.search(text)
    if hidden:
        before_text = text[: hidden.start()]
        line, column = before_text.count("\n") + 1, hidden.start() - before_text.rfind("\n")
        what = said("holds the invisible character U+%(code)s", code=f"{ord(hidden.group()):04X}")
        return "", Problem(shown, line, column, "control-character", "", what, said("Remove it."))
    return text, None


def refuse_mistakes(text: str, path: str) -> None:
    """Raise YamlError for what makes a file something else than its author meant, even where it
    could be read."""
    whole = (conflict_in(text), fence_in(text))
    _refuse_first((mistake for mistake in whole if mistake), text)
    if not path.endswith(".md"):
        _refuse_first(odd_spaces_in(text), text)
        if found := _WITH_BODY.match(text):
            raise YamlError(
                "yaml-documents",
                said("holds a text below its fields, which only a file that ends in .md can"),
                said(
                    'Call it "%(right)s".', right=f"{path.rsplit('/', 1)[1].rsplit('.', 1)[0]}.md"
                ),
                found[0].count("\n"),
                1,
            )
    elif found := _FRONT_MATTER.match(text):
        _refuse_first(odd_spaces_in(found["fields"]), found["fields"], 1)


def _refuse_first(mistakes: Iterable[Mistake], text: str, lines_before: int = 0) -> None:
    for mistake in mistakes:
        raise mistake_error(mistake, text, lines_before)


def split(text: str, path: str) -> tuple[str, str | None, int]:
    """The text's YAML, its body (None in a YAML file), and how many lines stand before the YAML."""
    if not path.endswith(".md"):
        return text, None, 0
    if not text.strip():
        return "", None, 0
    found = _FRONT_MATTER.match(text)
    if not found:
        raise _no_front_matter(text)
    return found["fields"], found["body"] or "", 1


def _no_front_matter(text: str) -> YamlError:
    """Why the fields at the top of a Markdown file are not found."""
    lines = text.split("\n")
    first = next(number for number, line in enumerate(lines) if line.strip())
    opened = re.fullmatch(r"[-–—]+|[*_=]{3,}|\+{3}", lines[first].strip())
    line, what = first + 1, said("has no fields at its top")
    fix = said("Start it with a line `---`, the fields, and another line `---`.")
    if lines[first].strip() == "---" and first:
        line, what = 1, said("has empty lines above its fields")
        fix = said("Remove them: the first line is `---`.")
    elif lines[first].rstrip() == "---":
        field = re.compile(r"\s|[\w-]+:(\s|$)|-\s|#|$")
        rest = enumerate(lines[1:], 2)
        line = next((number for number, text in rest if not field.match(text)), len(lines))
        what = said("has no line `---` that ends the fields")
        fix = said("Write a line of three hyphens between the fields and the text: ---")
    elif opened:
        what = said("has another line above its fields than three hyphens")
        fix = said("Write three hyphens, alone on the line: ---")
    elif "---" in (text.strip() for text in lines[first:]):
        what = said("has text above its fields")
        fix = said("Move it below them: the first line is `---`.")
    return YamlError("no-front-matter", what, fix, line, 1)
