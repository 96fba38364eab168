"""Read and validate the private folder; problems are reported like those of the hub's own files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from hearth.base.problems import Problem, Problems
from hearth.base.similarity import did_you_mean, nearest
from hearth.base.strict_yaml import YamlError, read_yaml
from hearth.base.words import Said, said
from hearth.kinds.base import Complaint
from hearth.kinds.event import Event
from hearth.kinds.fields import Part
from hearth.kinds.member import Member
from hearth.manage.private import activity
from hearth.manage.private.notes import FILES, FOLDERS, PSEUDONYM, Attendance, Notes
from hearth.model.hub import Hub
from hearth.model.links import references, unknown_references
from hearth.model.rules import topic_words
from hearth.read.records import build, place
from hearth.read.sources import ListFile, Source, decode

ATTENDANCE = "attendance"
_SHEET = re.compile(r"(?P<event>[a-z0-9-]+?)(@(?P<day>\d{4}-\d{2}-\d{2}))?")
_ID = re.compile("[a-z0-9-]+")
_YES = frozenset({"yes", "true", "1", "x"})


def read_notes(hub: Hub) -> tuple[Notes, Problems]:
    """What lies in the hub's private folder, and everything that is wrong with it; empty notes when
    there is none.

    ``hub`` must be the whole hub, not its public part: notes may speak of anybody in it.
    """
    folder = hub.root / hub.settings.private
    problems = Problems()
    lists = {name: _read_list(hub, folder, name, model, problems) for name, model in FILES.items()}
    folders = {
        name: dict(_read_folder(hub, folder, name, model, problems))
        for name, model in FOLDERS.items()
    }
    attendance = tuple(_attendance(hub, folder, problems))
    acts = dict(_activity(folder, problems))
    misnamed = _misnamed(folder)
    for name, meant in misnamed.items():
        problems.extend(
            [
                _at_top(
                    name,
                    "unknown-id",
                    said("is no list of notes, so nothing of it is read"),
                    said('Did you mean "%(name)s"?', name=meant),
                )
            ]
        )
    wrong = frozenset({problem.path for problem in problems} | {*misnamed.values()})
    return Notes.of(lists, attendance, wrong, folders, acts), problems


def _misnamed(folder: Path) -> dict[str, str]:
    """Files that nobody reads because their names are a little off, and what was meant; others are
    nobody's business."""
    known = [f"{name}.yml" for name in FILES]
    there = sorted(file.name for file in folder.glob("*.y*ml")) if folder.is_dir() else []
    near = {
        name: nearest(name.casefold(), known, cutoff=0.85) for name in there if name not in known
    }
    return {name: meant for name, meant in near.items() if meant}


def _read_list(
    hub: Hub, folder: Path, name: str, model: type[Part], problems: Problems
) -> list[Any]:
    """The good entries of one file."""
    path = f"{name}.yml"
    value = _value(folder, path, problems) if (folder / path).is_file() else None
    if value is None:
        return []
    if not isinstance(value, list):
        problems.extend(
            [
                _at_top(
                    path,
                    "not-a-list",
                    said("does not hold a list"),
                    said("Start each note with `- `."),
                )
            ]
        )
        return []
    listed = ListFile()
    sources = [
        Source(name, "", path, item, None, (index,), listed) for index, item in enumerate(value)
    ]
    notes = (_note(hub, folder, source, model, problems) for source in sources)
    return [note for note in notes if note is not None]


def _read_folder(
    hub: Hub, folder: Path, name: str, model: type[Part], problems: Problems
) -> Iterator[tuple[str, Any]]:
    """The good files of one folder, by their names without ending."""
    for file in sorted((folder / name).glob("*.yml")):
        path = f"{name}/{file.name}"
        value = _value(folder, path, problems)
        if value is not None:
            note = _note(hub, folder, Source(name, file.stem, path, value), model, problems)
            if note is not None:
                yield file.stem, note


def _value(folder: Path, path: str, problems: Problems) -> Any:
    """What a file says; None, and a problem, when it cannot be read."""
    text, problem = decode(folder / path, shown=path)
    if problem:
        problems.extend([problem])
        return None
    try:
        return read_yaml(text)
    except YamlError as error:
        problems.extend(
            [Problem(path, error.line, error.column, error.code, "", error.what, error.fix)]
        )
        return None


def _note(hub: Hub, folder: Path, source: Source, model: type[Part], problems: Problems) -> Any:
    """One entry, or None with a problem when something is wrong with it."""
    if not isinstance(source.fields, dict):
        entry = f" in entry {int(source.prefix[0]) + 1}" if source.prefix else ""
        what = f"holds no fields{entry}"
        problems.extend([_at_top(source.path, "not-a-mapping", what, "Write `name: value`.")])
        return None
    note, complaints = checked(hub, source.fields, model)
    if complaints:
        problems.extend(place(folder, source, complaints))
        return None
    return note


def checked(
    hub: Hub, fields: dict[str, Any], model: type[Part]
) -> tuple[Part | None, list[Complaint]]:
    """The note that fields make, and everything that is wrong with it, what it refers to
    included."""
    note, complaints = build(model, fields)
    if note is not None:
        words = topic_words(hub.topics.values())
        complaints = list(unknown_references(references(note), hub.ids, words))
    return note, complaints


def _at_top(path: str, code: str, what: Said, fix: Said) -> Problem:
    return Problem(path, 1, 1, code, "", what, fix)


def _attendance(hub: Hub, folder: Path, problems: Problems) -> Iterator[Attendance]:
    """Every sheet below attendance/: one for each event, or for each date of a series
    (EVENT@DAY.csv)."""
    for file in sorted((folder / ATTENDANCE).glob("*.csv")):
        shown = f"{ATTENDANCE}/{file.name}"
        named = occurrence_named(hub, file.stem)
        if named is None:
            fix = did_you_mean(
                file.stem.split("@")[0],
                hub.ids[Event.KIND],
                said("Name it EVENT.csv, or EVENT@DAY.csv."),
            )
            problems.extend(
                [
                    _at_top(
                        shown,
                        "unknown-id",
                        said("is not named after an event, or a date of a series"),
                        fix,
                    )
                ]
            )
            continue
        event, original = named
        text, problem = decode(file, shown=shown)
        if problem:
            problems.extend([problem])
            continue
        present, absent = _people(hub, shown, text, problems)
        yield Attendance(event, original, present, absent)


def _activity(
    folder: Path, problems: Problems
) -> Iterator[tuple[str, tuple[activity.ActivityRow, ...]]]:
    """The acts of each service, without rows that are none."""
    for file in sorted((folder / activity.FOLDER).glob("*.csv")):
        shown = f"{activity.FOLDER}/{file.name}"
        text, problem = decode(file, shown=shown)
        if problem:
            problems.extend([problem])
            continue
        rows = []
        for line, row in activity.read(text):
            if row:
                rows.append(row)
            else:
                what, fix = said("is no act"), said("Make the table with `hearth activity`.")
                problems.extend([Problem(shown, line, 1, "unreadable-file", "", what, fix)])
        yield file.stem, tuple(rows)


def occurrence_named(hub: Hub, name: str) -> tuple[str, date | None] | None:
    """(event's id, original day in a series) that EVENT or EVENT@DAY means; None when there is no
    such occurrence."""
    found = _SHEET.fullmatch(name)
    event = hub.events.get(found["event"]) if found else None
    if found is None or event is None or bool(found["day"]) != bool(event.repeats):
        return None
    if event.repeats is None:
        return event.id, None
    days = {
        item.original.isoformat(): item.original for item in hub.schedule.by_event.get(event.id, ())
    }
    return (event.id, days[found["day"]]) if found["day"] in days else None


def _rows(path: str, rows: csv.DictReader[str], problems: Problems) -> Iterator[dict[str, str]]:
    """The rows of a sheet, up to one that is none."""
    try:
        yield from rows
    except csv.Error:
        what, fix = (
            said("holds something that no table does"),
            said("Make it with `hearth attendance`."),
        )
        problems.extend([Problem(path, rows.line_num + 1, 1, "unreadable-file", "", what, fix)])


def _people(
    hub: Hub, path: str, text: str, problems: Problems
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(who came, who had registered and did not) by the columns ``person`` and ``attended``."""
    rows = csv.DictReader(io.StringIO(text))
    if "person" not in (rows.fieldnames or ()):
        what, fix = said("has no column `person`"), said("Make it with `hearth attendance`.")
        problems.extend([_at_top(path, "missing-field", what, fix)])
        return (), ()
    came: dict[str, bool] = {}
    for row in _rows(path, rows, problems):
        person = (row.get("person") or "").strip()
        if person in hub.members or PSEUDONYM.fullmatch(person):
            # Who stands twice on a sheet came if one of the lines says so.
            came[person] = (
                came.get(person, False) or (row.get("attended") or "yes").strip().lower() in _YES
            )
        else:
            what = said("is neither a member's id nor a pseudonym")
            fix = did_you_mean(
                person, hub.ids[Member.KIND], said("Make the sheet with `hearth attendance`.")
            )
            # A name or a mail address that stands there is repeated nowhere.
            shown = person if _ID.fullmatch(person) else None
            problems.extend(
                [Problem(path, rows.line_num, 1, "unknown-id", "person", what, fix, shown)]
            )
    return tuple(sorted(p for p, there in came.items() if there)), tuple(
        sorted(p for p, there in came.items() if not there)
    )
