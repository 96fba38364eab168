"""What follows from looking addresses up: a new address where one moved for good, a day where one
is dead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag

from hearth.base.strict_yaml import Where, YamlError, read_yaml
from hearth.edit.cutting import CannotCutError, put
from hearth.edit.record_files import field_order
from hearth.edit.texts import FileChange, read_text
from hearth.follow.outward import Named
from hearth.model.hub import Hub
from hearth.read.looked_up import LinkFinding, LookedUp
from hearth.read.sources import split

OWN = ("url",)
"""The field of a record that is its own address."""
GONE, COPY = "gone", "archived"
"""The fields of a record that say since when its address is dead, and where a copy is kept."""


@dataclass(frozen=True)
class Proposal:
    """A field that could be written."""

    place: Named
    where: Where
    value: str
    because: LinkFinding


def proposals(
    hub: Hub,
    named: Mapping[str, list[Named]],
    found: LookedUp,
    copies: Mapping[str, str] | None = None,
) -> Iterator[Proposal]:
    """What could be written into the hub's records, in the order of the addresses. ``copies`` are
    where archives keep dead ones."""
    for url, finding in sorted(found.findings.items()):
        for place in named.get(url, ()):
            if finding.state == "moved" and finding.to and _can_move(place, finding.to, named):
                fragment = urldefrag(place.url).fragment
                value = f"{finding.to}#{fragment}" if fragment else finding.to
                yield Proposal(place, place.where, value, finding)
            elif finding.is_dead:
                yield from _given_up(place, finding, (copies or {}).get(url))


def _can_move(place: Named, to: str, named: Mapping[str, list[Named]]) -> bool:
    """A text is a person's; and no two records are the same page."""
    if place.where == OWN:
        return all(other.where != OWN for other in named.get(to, ()))
    return place.where != ("body",)


def _given_up(place: Named, finding: LinkFinding, copy: str | None) -> Iterator[Proposal]:
    """Only a record that has the field for it, and whose own address it is, can say so."""
    fields = type(place.record).model_fields if place.record else {}
    if GONE not in fields or place.where != OWN or getattr(place.record, GONE):
        return
    yield Proposal(place, (GONE,), finding.since.isoformat(), finding)
    if copy and not getattr(place.record, COPY):
        yield Proposal(place, (COPY,), copy, finding)


def changes(root: Path, found: Iterable[Proposal]) -> tuple[list[FileChange], list[Proposal]]:
    """What the files below ``root`` would be with the proposals in them, and those that only a
    person can write."""
    of_file: defaultdict[str, list[Proposal]] = defaultdict(list)
    for proposal in found:
        of_file[proposal.place.path].append(proposal)
    changed, left = [], []
    for path, those in sorted(of_file.items()):
        raw = (root / path).read_bytes()
        before = read_text(raw)
        text = before.text
        for proposal in those:
            try:
                text = _with(text, proposal)
            except (CannotCutError, YamlError, KeyError, IndexError, TypeError):
                left.append(proposal)
        if text != before.text:
            changed.append(FileChange(path, raw, before.with_text(text)))
    return changed, left


def _with(text: str, proposal: Proposal) -> str:
    record, path = proposal.place.record, proposal.place.path
    if record is None:
        raise CannotCutError
    value = read_yaml(split(text, path)[0])
    prefix: Where = ()
    if isinstance(value, list):  # the file lists several records
        prefix = (next(at for at, entry in enumerate(value) if entry.get("id") == record.id),)
    where = (*prefix, *proposal.where)
    return put(text, path, where, proposal.value, field_order(record.KIND))
