"""Quarantine: leave invalid records, and what depends on them, out of a publication when the
maintainer asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hearth.base.problems import Problem, Problems
from hearth.base.strict_yaml import YamlError, read_yaml
from hearth.base.words import Said, said
from hearth.kinds import COMMUNITY, Record, list_files
from hearth.model.hub import Hub
from hearth.model.links import Target
from hearth.read.sources import decode


@dataclass(frozen=True)
class Verdict:
    """What can be published of a hub in which something may be wrong."""

    hub: Hub
    """The hub to publish."""
    reported: tuple[Problem, ...]
    """Problems that are not dealt with: all warnings, and errors that stop the publication."""
    left_out: tuple[str, ...] = ()
    """A line for every problem that keeps a record off the site, and for every record that goes
    with another."""
    files: int = 0
    """How many files hold what is left out."""

    @property
    def refusal(self) -> str:
        """Why nothing can be published; nothing when something can."""
        count = sum(problem.severity == "error" for problem in self.reported)
        message = self.hub.words.plural(
            "%(number)s problem in the hub's files; nothing was published",
            "%(number)s problems in the hub's files; nothing was published",
            count,
        )
        return message % {"number": count} if count else ""

    @property
    def report(self) -> list[str]:
        """What a maintainer must see of what is left out, line by line; nothing when nothing is."""
        if not self.left_out:
            return []
        words = self.hub.words
        last = words.plural(
            "%(number)s file holds records that are left out of the site, because mkdocs.yml says "
            "on_bad_record: quarantine",
            "%(number)s files hold records that are left out of the site, because mkdocs.yml says "
            "on_bad_record: quarantine",
            self.files,
        ) % {"number": self.files}
        lines = [words("Left out: %(line)s", line=line) for line in self.left_out]
        return [f"WARNING -  {line}" for line in (*lines, last)]


def judge(hub: Hub, problems: Problems) -> Verdict:
    """What the hub's own setting makes of the problems in it."""
    if hub.settings.on_bad_record != "quarantine":
        return Verdict(hub, tuple(problems))
    # The community itself, hand-written pages and mkdocs.yml are no records: nothing can stand in
    # for them. And of a list that cannot be read nobody knows which records it holds: without the
    # topics, say, half the hub would be wrong.
    wrong = {problem.path for problem in problems.errors}
    unreadable = {path for path in list_files().keys() & wrong if not _beginnings(hub.root / path)}
    records = hub.source_paths - {f"{COMMUNITY.folder}/community.yml"} - unreadable
    errors = [problem for problem in problems.errors if problem.path in records]
    reported = tuple(
        problem
        for problem in problems
        if problem.severity != "error" or problem.path not in records
    )
    left, gone = without_records(hub, _named_in_lists(hub, errors))
    lines = [
        *(problem.told(hub.words) for problem in errors),
        *(f"{record.path}:1:1  {hub.words.told(why)}" for record, why in gone),
    ]
    files = {problem.path for problem in errors} | {record.path for record, _ in gone}
    return Verdict(left, reported, tuple(lines), len(files))


def without_records(hub: Hub, targets: Iterable[Target]) -> tuple[Hub, list[tuple[Record, Said]]]:
    """The hub without some records and without what means nothing without them; and which went too,
    and why."""
    rest, gone = hub.leave_out(frozenset(targets)), []
    # What is left out may empty what referred to it: again, until nothing more goes.
    while meaningless := list(_meaningless(rest)):
        gone += meaningless
        rest = rest.leave_out(frozenset((record.KIND, record.id) for record, _ in meaningless))
    return rest, gone


def _meaningless(hub: Hub) -> Iterator[tuple[Record, Said]]:
    """Records that say nothing, or nothing certain, without those they referred to."""
    timeless = {
        (event.KIND, event.id)
        for event in hub.events.values()
        if not event.whole_days and not hub.zone(event)
    }
    for record in hub:
        if (record.KIND, record.id) in timeless:
            why = said("its time has no zone without the venue that is left out")
            yield record, said("%(field)s: %(what)s.", field=record.id, what=why)
        elif _is_emptied(record):
            why = said("what it is made of is left out")
            yield record, said("%(field)s: %(what)s.", field=record.id, what=why)


def _is_emptied(record: Record) -> bool:
    """Whether nothing is left of a list that its kind requires."""
    return any(getattr(record, name) == [] for name in _required(type(record)))


@cache
def _required(model: type[Record]) -> tuple[str, ...]:
    return tuple(name for name, field in model.model_fields.items() if field.is_required())


def _named_in_lists(hub: Hub, errors: list[Problem]) -> Iterator[Target]:
    """The records that errors in files of several records are about: each goes to the last record
    that begins above it."""
    lists = list_files()
    for path in sorted({problem.path for problem in errors} & lists.keys()):
        begins = _beginnings(hub.root / path)
        for problem in errors:
            if problem.code == "duplicate-id":
                continue  # the second is not among the records, and the first is right
            above = [record_id for line, record_id in begins if line <= problem.line]
            if problem.path == path and above and above[-1] in hub.records[lists[path].name]:
                yield lists[path].name, above[-1]


def _beginnings(file: Path) -> list[tuple[int, str]]:
    """(line, id) of every record in a file of several, in its order; nothing of a file that cannot
    be read."""
    try:
        places: dict[tuple[str | int, ...], tuple[int, int]] = {}
        value = read_yaml(decode(file)[0], places)
    except (OSError, YamlError):
        return []
    if not isinstance(value, list):
        return []
    return [
        (places[index,][0], str(item.get("id", "")) if isinstance(item, dict) else "")
        for index, item in enumerate(value)
        if (index,) in places
    ]
