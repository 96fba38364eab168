"""Apply every certain fix to a hub's files: check, fix, and check again, until nothing certain is
left."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from hearth.base.problems import Problem
from hearth.base.similarity import NameSet
from hearth.base.strict_yaml import YamlError, read_yaml
from hearth.base.yaml_mistakes import conflict_in, fence_in, mistakes_in, odd_spaces_in
from hearth.edit import addresses, blanks, choices, dates, places, references, shapes
from hearth.edit.fixes import Fix, apply
from hearth.edit.layout import lay_out, readable
from hearth.edit.location import Known, Location, RecordFile
from hearth.edit.texts import FileChange, read_text
from hearth.kinds import top_folders
from hearth.kinds.event import Event
from hearth.kinds.venue import Venue
from hearth.kinds.vocabulary import Topic
from hearth.model import rules
from hearth.model.hub import examine
from hearth.read.handwritten import generated
from hearth.read.load import LoadResult
from hearth.read.sources import SourceFile, decode, split

Fixer = Callable[[Location, str], list[Fix]]

FIXERS: Mapping[str, Fixer] = {
    "unknown-topic": references.reference,
    "unknown-id": references.reference,
    "unknown-series": references.series,
    "unknown-page": references.page,
    "unknown-choice": choices.choice,
    "wrong-answer": choices.answer,
    "wrong-rule": choices.weekday,
    "wrong-date": dates.day,
    "wrong-time": dates.moment,
    "offset-in-time": dates.offset,
    "unknown-zone": places.zone,
    "former-zone": places.zone,
    "unknown-country": places.country,
    "unknown-language": places.language,
    "wrong-url": addresses.url,
    "wrong-handle": addresses.handle,
    "not-a-list": shapes.listed,
    "unknown-field": shapes.field_name,
    "curly-quotes": shapes.without_quotes,
}
"""What may fix a problem, by its code."""

STYLE_FIXERS: Mapping[str, Fixer] = {
    "spelling": choices.respelled,
    "seconds": dates.seconds,
    "following": addresses.unfollowed,
}
"""What is understood as it stands, and still written as it should be."""

PASSES = 12
"""How often a hub is checked again at most; each pass fixes what the one before brought to
light."""


def fixed_files(root: Path, as_of: date) -> list[FileChange]:
    """What the record files below ``root`` would be with everything certain fixed; nothing is
    written there.

    A second run over the result finds nothing more to fix.
    """
    fixes = find_fixes(root, as_of)
    if not fixes:
        return []
    # In a copy, since a fix may bring a new problem to light and nothing may be written yet.
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        copied = _copy(root, copy)
        touched: set[str] = set()
        for _ in range(PASSES):
            changed = _apply_to_files(copy, fixes)
            touched |= changed
            fixes = find_fixes(copy, as_of) if changed else []
            if not fixes:
                break
        found = (
            FileChange(path, copied[path], (copy / path).read_bytes()) for path in sorted(touched)
        )
        return [file for file in found if file.before != file.after]


def _copy(root: Path, copy: Path) -> dict[str, bytes]:
    """Bring every text below the folders of records into another folder; return their bytes by
    path."""
    copied = {}
    for folder in top_folders():
        for file in sorted((root / folder).rglob("*")):
            path = file.relative_to(root).as_posix()
            if file.suffix not in (".md", ".yml", ".yaml"):
                continue
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            if file.is_symlink():
                (copy / path).symlink_to("nowhere")  # not read, but its id is taken
            elif file.is_file():
                copied[path] = file.read_bytes()
                (copy / path).write_bytes(copied[path])
    return copied


def _apply_to_files(root: Path, fixes: Iterable[Fix]) -> set[str]:
    """Write the fixes into their files; a file that could no longer be read afterwards is left as
    it is."""
    of_file: defaultdict[str, list[Fix]] = defaultdict(list)
    for fix in fixes:
        of_file[fix.path].append(fix)
    changed = set()
    for path, found in of_file.items():
        before = read_text((root / path).read_bytes())
        text = apply(before.text, found)
        # Two fixes can be right by themselves and break a file together.
        if text != before.text and readable(text, path):
            (root / path).write_bytes(before.with_text(text))
            changed.add(path)
    return changed


def find_fixes(root: Path, as_of: date) -> list[Fix]:
    """Every fix for the files below ``root`` as they stand, in order."""
    found, problems = examine(root, as_of)
    known = _known(found)
    of_file: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        of_file[problem.path].append(problem)
    fixes: set[Fix] = set()
    for file in found.files:
        if file.readable and not (root / file.path).is_symlink():
            fixes.update(_of_file(root, file, of_file[file.path], known))
    return sorted(fixes)


def _known(found: LoadResult) -> Known:
    events = found.of(Event).values()
    series = {event.series for event in events if event.series} | {
        event.id for event in events if event.repeats
    }
    zones = {venue.id: venue.timezone for venue in found.of(Venue).values() if venue.timezone}
    pages = NameSet(generated() | found.pages.keys())
    return Known(
        found.known_ids,
        rules.topic_words(found.of(Topic).values()),
        NameSet(series),
        pages,
        zones,
    )


def _of_file(root: Path, file: SourceFile, problems: list[Problem], known: Known) -> Iterator[Fix]:
    if decode(root / file.path)[1]:
        return  # not a text that people can see as it is
    text = read_text((root / file.path).read_bytes()).text
    if certain := list(_of_mistakes(file.path, text)):
        yield from certain
        return
    try:
        layout = lay_out(text, file.path)
    except YamlError as error:
        if error.code in ("yaml-tab", "yaml-syntax"):
            yield from _without_tabs(file.path, text, error.code)
        return
    record_file = RecordFile(file.path, file.kind, file.is_list, layout)
    yield from blanks.blanks(file.path, layout)
    yield from _of_problems(record_file, problems, known)
    yield from _of_habits(record_file, known)


def _of_mistakes(path: str, text: str) -> Iterator[Fix]:
    """What was typed wrongly and can have been meant in one way alone."""
    start, found = 0, [mistake for mistake in (conflict_in(text), fence_in(text)) if mistake]
    if not found:
        try:
            fields, _, before = split(text, path)
        except YamlError:
            return
        start = text.index("\n") + 1 if before else 0
        found = list(odd_spaces_in(fields) if _has_fields(fields) else mistakes_in(fields))
    for mistake in found:
        if mistake.text is not None:
            yield Fix(path, start + mistake.start, start + mistake.end, mistake.text, mistake.code)


def _has_fields(text: str) -> bool:
    """Whether a text reads as fields, or as a list of records."""
    try:
        return not isinstance(read_yaml(text), str)
    except YamlError:
        return False


def _without_tabs(path: str, text: str, code: str) -> Iterator[Fix]:
    try:
        fields, _, before = split(text, path)
    except YamlError:
        return
    start = text.index("\n") + 1 if before else 0
    yield from shapes.without_tabs(path, text, start, start + len(fields), code)


def _of_problems(file: RecordFile, problems: list[Problem], known: Known) -> Iterator[Fix]:
    for problem in problems:
        fixer = FIXERS.get(problem.code)
        where = file.layout.at(problem.line, problem.column, keys=problem.code == "unknown-field")
        if fixer and where:
            yield from fixer(Location(file, where, known), problem.code)


def _of_habits(file: RecordFile, known: Known) -> Iterator[Fix]:
    for where in file.layout.tokens:
        location = Location(file, where, known)
        if where and where[-1] != "#key" and isinstance(location.value, str):
            for code, fixer in STYLE_FIXERS.items():
                yield from fixer(location, code)
