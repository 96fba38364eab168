"""Every file of a hub, read and checked by itself; in several processes when there are many."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from hearth.handwritten import HandWritten, find_pages
from hearth.kinds import COMMUNITY, KINDS, Record
from hearth.kinds.community import Community
from hearth.problems import Problem, Problems
from hearth.records import check_source
from hearth.sources import Source, SourceFile, at_top, find_files, read_file

MANY = 2_000
"""From this many files on, further processes pay for themselves."""

Read = tuple[list[tuple[Source, Record | None]], list[Problem]]


@dataclass
class Found:
    """What reading every file gave: sources with their records (None where the record is wrong), and problems."""

    pairs: list[tuple[Source, Record | None]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    community: Community | None = None
    source_paths: frozenset[str] = frozenset()
    pages: dict[str, HandWritten] = field(default_factory=dict)

    @property
    def known_ids(self) -> Mapping[str, Mapping[str, Source]]:
        """Every id that a file gives, whether or not its record is right."""
        ids: dict[str, dict[str, Source]] = {kind: {} for kind in KINDS}
        for source, _ in self.pairs:
            if source.kind in ids:
                ids[source.kind][source.id] = source
        return ids

    def checked(self) -> Iterator[tuple[Source, Record]]:
        """Sources whose record is right by itself."""
        for source, record in self.pairs:
            if record is not None:
                yield source, record

    def of(self, kind: str) -> dict[str, Any]:
        return {source.id: record for source, record in self.checked() if source.kind == kind}

    def source_of(self, record: Record) -> Source:
        return next(source for source, other in self.pairs if other is record)

    def good_records(self, problems: Problems) -> dict[str, dict[str, Record]]:
        """The records by kind and id, without those of files that have an error."""
        bad = {(problem.path) for problem in problems.errors}
        good: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
        for source, record in sorted(self.checked(), key=lambda pair: pair[0].id):
            # A list file's mistakes are each one record's: the others in the list stay.
            if source.kind in good and (source.path not in bad or source.prefix):
                good[source.kind][source.id] = record
        return good


def read_all(root: Path, workers: int = 1) -> Found:
    """Read and check every file below ``root``."""
    files, problems = find_files(root)
    found = Found(problems=problems, source_paths=frozenset(file.path for file in files))
    for pairs, wrong in _each(root, files, workers):
        found.pairs.extend(pairs)
        found.problems.extend(wrong)
    _read_community(root, found)
    _refuse_twins(found)
    found.pages, wrong_blocks = find_pages(root, found.source_paths)
    found.problems.extend(wrong_blocks)
    return found


def _each(root: Path, files: list[SourceFile], workers: int) -> Iterator[Read]:
    read = partial(_read_one, root)
    if workers < 2 or len(files) < MANY or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(read, files)
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork")) as pool:
        yield from pool.map(read, files, chunksize=max(50, len(files) // (workers * 8)))


def _read_one(root: Path, file: SourceFile) -> Read:
    sources, problems = read_file(root, file)
    pairs: list[tuple[Source, Record | None]] = []
    for source in sources:
        record, wrong = check_source(root, source)
        problems = problems + wrong
        pairs.append((source, record))
    return pairs, problems


def _read_community(root: Path, found: Found) -> None:
    file = SourceFile(COMMUNITY.name, f"{COMMUNITY.folder}/community.yml")
    if not (root / file.path).is_file():
        found.problems.append(at_top(file.path, "missing-file", "is missing", "Write it with name, headline and purpose."))
        return
    pairs, wrong = _read_one(root, file)
    found.pairs.extend(pairs)
    found.problems.extend(wrong)
    found.source_paths |= {file.path}
    for _, record in pairs:
        if isinstance(record, Community):
            found.community = record


def _refuse_twins(found: Found) -> None:
    """Two records of a kind cannot share an id; the first file in order keeps it."""
    seen: dict[tuple[str, str], Source] = {}
    for index, (source, _) in enumerate(found.pairs):
        first = seen.setdefault((source.kind, source.id), source)
        if first is not source:
            what = f"has the same id as {first.path}"
            found.problems.append(at_top(source.path, "duplicate-id", what, "Rename one of the two.", value=source.id))
            found.pairs[index] = (source, None)
