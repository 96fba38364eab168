"""Load every file of a hub, each by itself; in several processes when there are many."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Protocol, TypeVar

from hearth.base.problems import Problem, Problems
from hearth.base.processes import can_fork
from hearth.base.similarity import NameSet
from hearth.base.words import said
from hearth.kinds import COMMUNITY, KINDS, SOURCE, Record, top_folders
from hearth.kinds.community import Community
from hearth.kinds.source import FollowedSource
from hearth.read.handwritten import HandWritten, find_content, unspoken, untranslated
from hearth.read.kept_feeds import kept_files
from hearth.read.looked_up import FILE as LOOKED_UP
from hearth.read.own_words import OwnWords
from hearth.read.records import Checked, check_source, fits
from hearth.read.sources import (
    RECORD_ENDINGS,
    Source,
    SourceFile,
    at_top,
    find_files,
    form_of,
    odd,
    read_file,
    walk,
)
from hearth.read.translations import Translation, read_translation

MANY = 2_000
"""From this many files on, further processes pay for themselves."""

R = TypeVar("R", bound=Record)
Read = tuple[list[Source], list[Problem]]


@dataclass(frozen=True)
class FileRead:
    """What a file says, as far as it follows from the file alone."""

    sources: tuple[Checked, ...]
    problems: tuple[Problem, ...]


class Memory(Protocol):
    """Remembers what files said, so that those that are as they were are not read again."""

    def recall(self, file: SourceFile) -> FileRead | None:
        """What a file says, if it is as it was."""

    def note(self, file: SourceFile, said: FileRead) -> None:
        """Remember what a file says that was read."""


@dataclass
class LoadResult:
    """What reading every file gave."""

    sources: list[Checked] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    community: Community | None = None
    files: list[SourceFile] = field(default_factory=list)
    pages: dict[str, HandWritten] = field(default_factory=dict)
    assets: frozenset[str] = frozenset()
    """The paths below content/ of the files that are published beside the pages."""
    translations: dict[str, Translation] = field(default_factory=dict)
    """What is said in the hub's further languages, in their order."""
    followed: list[FollowedSource] = field(default_factory=list)
    """What the hub follows elsewhere."""
    translating: list[SourceFile] = field(default_factory=list)
    """The files that translate records, into whatever language."""

    def spoken(self, own_words: Mapping[str, OwnWords]) -> dict[str, Translation]:
        """What is said in further languages, with the community's own words in each."""
        told = self.translations.items()
        return {name: replace(one, own_words=own_words[name]) for name, one in told}

    @cached_property
    def known_ids(self) -> Mapping[str, NameSet]:
        """Every id that a file gives, whether or not its record is right or can even be read."""
        ids: dict[str, set[str]] = {kind: set() for kind in KINDS}
        for file in self.files:
            if file.kind in ids and not file.is_list:
                ids[file.kind].add(file.id)
        for checked in self.sources:
            if checked.source.kind in ids:
                ids[checked.source.kind].add(checked.source.id)
        return {kind: NameSet(found) for kind, found in ids.items()}

    def right(self) -> Iterator[tuple[Source, Record]]:
        """Sources whose record is right by itself."""
        for checked in self.sources:
            if checked.record is not None:
                yield checked.source, checked.record

    def in_order(self) -> list[Checked]:
        """The sources by kind and id, however their files are ordered."""
        order = {kind: place for place, kind in enumerate(KINDS)}
        return sorted(
            self.sources,
            key=lambda checked: (order.get(checked.source.kind, len(order)), checked.source.id),
        )

    def right_of(self, model: type[R]) -> Iterator[tuple[Source, R]]:
        """The sources of a model whose record is right by itself, with the record."""
        return ((source, record) for source, record in self.right() if isinstance(record, model))

    def of(self, model: type[R]) -> dict[str, R]:
        """The records of a model that are right by themselves, by id."""
        return {source.id: record for source, record in self.right_of(model)}

    def good_records(self, problems: Problems) -> dict[str, dict[str, Record]]:
        """The records by kind and id, without those of files that have an error."""
        bad = {problem.path for problem in problems.errors}
        good: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
        for source, record in sorted(self.right(), key=lambda pair: pair[0].id):
            # A mistake in a file that lists records is one record's; the others in the list stay.
            if source.kind in good and (source.path not in bad or source.prefix):
                good[source.kind][source.id] = record
        return good


def read_all(
    root: Path, workers: int = 1, publish: Collection[str] = (), memory: Memory | None = None
) -> LoadResult:
    """Read and check every file below ``root``; ``publish`` are patterns of files in content/ that
    are published whatever their kind. What ``memory`` recalls is not read again."""
    files, problems = find_files(root)
    own = [file for file in files if not file.language]
    found = LoadResult(problems=problems, files=own)
    unchanged = set()
    for file, file_read, recalled in _said(root, own, workers, memory):
        found.sources.extend(file_read.sources)
        found.problems.extend(file_read.problems)
        unchanged |= {file.path} if recalled else set()
    _read_community(root, found)
    _read_followed(root, found)
    _refuse_duplicates(root, found)
    found.problems.extend(_beside_folders(root))
    told = _Translated(root, found, unchanged, memory)
    found.translating = [*_of_community(root), *(file for file in files if file.language)]
    told.read(found.translating)
    languages = found.community.translations if found.community else ()
    records = frozenset(file.path for file in (*found.files, *found.translating)) | {LOOKED_UP}
    records |= {path for path, form in walk(root, SOURCE.folder) if form == "file"}
    records |= kept_files(root).keys()
    content = find_content(root, records, publish, languages)
    found.pages, found.assets = content.pages, frozenset(content.assets)
    found.problems.extend(content.problems)
    found.translations = {
        language: told.translation(language, content.translated) for language in languages
    }
    return found


def _said(
    root: Path, files: list[SourceFile], workers: int, memory: Memory | None
) -> Iterator[tuple[SourceFile, FileRead, bool]]:
    """Each file in its place, what it says, and whether that was recalled."""
    readable = [file for file in files if file.readable]
    recalled = [memory.recall(file) if memory else None for file in readable]
    unknown = [
        file for file, file_read in zip(readable, recalled, strict=True) if file_read is None
    ]
    reading = zip(unknown, _each(root, unknown, workers), strict=True)
    for file, file_read in zip(readable, recalled, strict=True):
        if file_read is not None:
            yield file, file_read, True
            continue
        _, (sources, wrong) = next(reading)
        file_read = _checked(root, sources, wrong)
        if memory:
            memory.note(file, file_read)
        yield file, file_read, False


class _Translated:
    """Reads what the hub's records say in further languages."""

    def __init__(
        self, root: Path, found: LoadResult, unchanged: set[str], memory: Memory | None
    ) -> None:
        """``unchanged`` are the files of records that are as they were."""
        self.root, self.found, self.unchanged, self.memory = root, found, unchanged, memory
        self.sources: dict[str, list[Checked]] = {}
        self.originals = {(file.kind, file.id): file for file in found.files}

    def read(self, files: list[SourceFile]) -> None:
        """Read files that translate records, each with the one it translates."""
        languages = self.found.community.translations if self.found.community else ()
        for file in files if self.found.community else ():
            if not file.readable:
                continue
            file_read = self._said(file)
            self.found.problems.extend(file_read.problems)
            if file.language in languages:
                self.sources.setdefault(file.language, []).extend(file_read.sources)
            else:
                self.found.problems.append(unspoken(file.path, file.language))

    def _said(self, file: SourceFile) -> FileRead:
        original = self.originals.get((file.kind, file.id))
        if original is None:
            return FileRead((), (untranslated(file.path, file.id),))
        # It says the same only as long as the original does.
        recalls = self.memory and original.path in self.unchanged
        file_read = self.memory.recall(file) if self.memory and recalls else None
        if file_read is None:
            sources, problems = read_translation(self.root, file, original)
            file_read = FileRead(tuple(sources), tuple(problems))
            if self.memory:
                self.memory.note(file, file_read)
        return file_read

    def translation(
        self, language: str, pages: Mapping[str, Mapping[str, HandWritten]]
    ) -> Translation:
        """All that is said in a language."""
        right = [(one.source, one.record) for one in self.sources.get(language, ()) if one.record]
        records = {(source.kind, source.id): record for source, record in right}
        community = records.pop((COMMUNITY.name, COMMUNITY.name), None)
        assert community is None or isinstance(community, Community)  # noqa: S101
        return Translation(records, pages.get(language, {}), community)


def _of_community(root: Path) -> Iterator[SourceFile]:
    """The files that translate what is said of the community."""
    for file in sorted((root / COMMUNITY.folder).glob("community.*.yml")):
        found = SourceFile(COMMUNITY.name, f"{COMMUNITY.folder}/{file.name}")
        if found.language:
            yield found


def _each(root: Path, files: list[SourceFile], workers: int) -> Iterator[Read]:
    """What each file holds, in the order of the files; many are read by several processes while the
    first are checked."""
    read = partial(read_file, root)
    # Only forked workers pay: others would import the engine first, which takes longer.
    if workers < 2 or len(files) < MANY or not can_fork():
        yield from map(read, files)
        return
    # Small hubs, which are most, do without these modules.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork")) as pool:
        # Several shares for each worker, so that none waits long for the last; not too small ones,
        # because handing over costs as well.
        yield from pool.map(read, files, chunksize=max(50, len(files) // (workers * 16)))


def _checked(root: Path, sources: list[Source], problems: list[Problem]) -> FileRead:
    """What a file says whose sources were read with some problems."""
    checked = [check_source(root, source) for source in sources]
    told = [problem for _, wrong in checked for problem in wrong]
    return FileRead(tuple(source for source, _ in checked), (*problems, *told))


def _read_community(root: Path, found: LoadResult) -> None:
    file = SourceFile(COMMUNITY.name, f"{COMMUNITY.folder}/community.yml")
    form = form_of(root / file.path)
    if form and (problem := odd(file.path, form)):
        found.problems.append(problem)
        return
    if not form:
        found.problems.append(
            at_top(
                file.path,
                "missing-file",
                said("is missing"),
                said("Write it with name, headline and purpose."),
            )
        )
        return
    file_read = _checked(root, *read_file(root, file))
    found.problems.extend(file_read.problems)
    found.files.append(file)
    found.sources.extend(file_read.sources)
    found.community = next(
        (one.record for one in file_read.sources if isinstance(one.record, Community)), None
    )


def _read_followed(root: Path, found: LoadResult) -> None:
    file = SourceFile(SOURCE.name, SOURCE.list_file, is_list=True)
    form = form_of(root / file.path)
    if not form:
        return
    if problem := odd(file.path, form):
        found.problems.append(problem)
        return
    file_read = _checked(root, *read_file(root, file))
    found.problems.extend(file_read.problems)
    found.files.append(file)
    found.sources.extend(file_read.sources)
    right = (one.record for one in file_read.sources)
    found.followed = [record for record in right if isinstance(record, FollowedSource)]


LOOKED_AT = 20
"""So many files of a folder that is no kind's are looked at."""


def _beside_folders(root: Path) -> Iterator[Problem]:
    """Warnings of records in folders at the top of a hub that are called otherwise than those that
    are read: people/ada.yml."""
    known = set(top_folders())
    for path in sorted(root.iterdir()):
        if path.name in known or path.name.startswith((".", "_")) or path.is_symlink():
            continue
        files = path.glob("*") if path.is_dir() else ()
        named = sorted(file for file in files if file.suffix in RECORD_ENDINGS)
        for file in named[:LOOKED_AT]:
            if found := _record_beside(root, f"{path.name}/{file.name}"):
                yield found


def _record_beside(root: Path, path: str) -> Problem | None:
    sources, _ = read_file(root, SourceFile("", path))
    kinds = [kind for source in sources for kind in KINDS.values() if fits(kind, source)]
    if len(kinds) != 1:
        return None
    what = said(
        "has the fields of a record (%(kind)s), and lies where none is read",
        kind=said(kinds[0].name),
    )
    fix = said("Move it to %(path)s.", path=f"{kinds[0].folder}/{path.rsplit('/', 1)[1]}")
    return at_top(path, "wrong-folder", what, fix, severity="warning")


def _refuse_duplicates(root: Path, found: LoadResult) -> None:
    """Two records of a kind cannot share an id; the first file in order keeps it."""
    seen: dict[tuple[str, str], Source] = {}
    for index, checked in enumerate(found.sources):
        source = checked.source
        first = seen.setdefault((source.kind, source.id), source)
        if first is not source:
            found.problems.append(_duplicate(root, source, first))
            found.sources[index] = Checked(source, None)


def _duplicate(root: Path, source: Source, first: Source) -> Problem:
    cure = said("Rename one of the two.")
    if not source.prefix:
        return at_top(
            source.path,
            "duplicate-id",
            said("has the same id as %(path)s", path=first.path),
            cure,
            value=source.id,
        )
    line, column = source.positions(root).get(("id",), (1, 1))
    where: str = first.path
    if first.path == source.path:
        where = said("line %(line)s", line=first.positions(root).get((), (1, 1))[0])
    return Problem(
        source.path,
        line,
        column,
        "duplicate-id",
        "id",
        said("is already in %(path)s", path=where),
        cure,
        source.id,
    )
