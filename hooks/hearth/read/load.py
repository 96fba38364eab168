"""Load every file of a hub, each by itself; in several processes when there are many."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Protocol, TypeVar

from hearth.base.problems import Problem, Problems
from hearth.base.processes import can_fork
from hearth.base.similarity import NameSet
from hearth.kinds import COMMUNITY, KINDS, Record, top_folders
from hearth.kinds.community import Community
from hearth.read.handwritten import HandWritten, find_content
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
)

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
    found = LoadResult(problems=problems, files=files)
    for said in _said(root, [file for file in files if file.readable], workers, memory):
        found.sources.extend(said.sources)
        found.problems.extend(said.problems)
    _read_community(root, found)
    _refuse_duplicates(root, found)
    found.problems.extend(_beside_folders(root))
    content = find_content(root, frozenset(file.path for file in found.files), publish)
    found.pages, found.assets = content.pages, frozenset(content.assets)
    found.problems.extend(content.problems)
    return found


def _said(
    root: Path, files: list[SourceFile], workers: int, memory: Memory | None
) -> Iterator[FileRead]:
    """What each file says, in the order of the files."""
    recalled = [memory.recall(file) if memory else None for file in files]
    unknown = [file for file, said in zip(files, recalled, strict=True) if said is None]
    reading = zip(unknown, _each(root, unknown, workers), strict=True)
    for said in recalled:
        if said is None:
            file, (sources, wrong) = next(reading)
            said = _checked(root, sources, wrong)
            if memory:
                memory.note(file, said)
        yield said


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
                file.path, "missing-file", "is missing", "Write it with name, headline and purpose."
            )
        )
        return
    said = _checked(root, *read_file(root, file))
    found.problems.extend(said.problems)
    found.files.append(file)
    found.sources.extend(said.sources)
    found.community = next(
        (one.record for one in said.sources if isinstance(one.record, Community)), None
    )


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
    what = f"has the fields of a record ({kinds[0].name}), and lies where none is read"
    fix = f"Move it to {kinds[0].folder}/{path.rsplit('/', 1)[1]}."
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
    cure = "Rename one of the two."
    if not source.prefix:
        return at_top(
            source.path, "duplicate-id", f"has the same id as {first.path}", cure, value=source.id
        )
    line, column = source.positions(root).get(("id",), (1, 1))
    where = (
        f"line {first.positions(root).get((), (1, 1))[0]}"
        if first.path == source.path
        else first.path
    )
    return Problem(
        source.path, line, column, "duplicate-id", "id", f"is already in {where}", cure, source.id
    )
