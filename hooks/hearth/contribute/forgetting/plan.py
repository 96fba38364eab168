"""Plan a removal: what is found, what changes, what a person must decide; nothing is written
here."""

from __future__ import annotations

import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

from hearth.base.problems import Problem
from hearth.base.reasons import reason
from hearth.base.strict_yaml import Where, YamlError, read_yaml
from hearth.base.words import said
from hearth.contribute.forgetting import notes
from hearth.contribute.forgetting.cases import without_their_cases
from hearth.contribute.forgetting.kept_feeds import is_kept_feed, without_mentions
from hearth.contribute.forgetting.mentions import FORMER, Mention, PersonNames, left, replaced
from hearth.edit.cutting import CannotCutError, cut, outermost, write
from hearth.edit.location import annotation_at
from hearth.edit.texts import FileChange, read_text
from hearth.kinds import COMMUNITY, KINDS, kind_named, top_folders
from hearth.kinds.fields import Guest
from hearth.kinds.member import Member
from hearth.model.hub import examine
from hearth.model.links import references
from hearth.model.rules.tombstones import (
    FILE,
    of_contact,
    of_name,
    read_tombstones,
    with_tombstone,
    words_of_member,
)
from hearth.model.settings import read_settings
from hearth.read.kept_feeds import kept_files
from hearth.read.load import LoadResult, read_all
from hearth.read.records import Checked, dotted, models_in
from hearth.read.sources import split

BESIDE = (
    "mkdocs.yml",
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "overrides",
    ".github",
    "reports",
)
"""What may name somebody too; it is looked through and left to a person."""
TEXTS = (".md", ".yml", ".yaml")
AUTHORED = frozenset({"authors", "speakers"})
"""Fields that say who made something: kept as a former member's, if that is wished."""
ALONE = {
    "hosts": "host",
    "speakers": "speaker",
    "authors": "author",
    "leads": "lead",
    "curator": "curator",
    "team": said("member of the team"),
}
"""Fields that people miss when nobody is left in them."""


class ForgetError(Exception):
    """Why nobody can be removed as asked, in words for who asks."""


@dataclass
class RemovalPlan:
    """What a removal does, and what it leaves to a person."""

    id: str
    name: str
    changed: list[FileChange] = field(default_factory=list)
    removed: list[tuple[str, bytes]] = field(default_factory=list)
    decide: list[str] = field(default_factory=list)
    """Sentences about what only a person can decide."""
    mentions: list[Mention] = field(default_factory=list)
    worse: list[Problem] = field(default_factory=list)
    """Errors the hub would have and does not have now; with any, nothing may be written."""

    @property
    def writes(self) -> list[str]:
        """The files that change or go."""
        return [*(file.path for file in self.changed), *(path for path, _ in self.removed)]


def make_plan(
    root: Path,
    member_id: str,
    keep_content: bool,
    as_of: date,
    salt: bytes,
    also: Iterable[str] = (),
    secret: str = "",
) -> RemovalPlan:
    """What it takes to remove a member from every file below ``root``; ``also`` are names, pages or
    addresses to mark.

    ``salt`` is for a hub that has forgotten nobody yet; by ``secret``, the key of the pseudonyms,
    their cases are known. Raises ForgetError.
    """
    found = read_all(root)
    member, own = _member(found, member_id)
    plan = RemovalPlan(member_id, member.name)
    target = (Member.KIND, member_id)
    person = _names(found, member)
    theirs = [own, *(file.path for file in found.translating if (file.kind, file.id) == target)]
    theirs += [path for path, owner in kept_files(root).items() if owner == target]
    texts = {
        path: (root / path).read_bytes()
        for path in _texts(root, top_folders())
        if path not in (*theirs, FILE)
    }
    after = {
        path: _changed(plan, path, raw, found, person, keep_content) for path, raw in texts.items()
    }
    private = read_settings(root)[0].private
    noted, talks = _noted(plan, root, private)
    theirs += talks
    after |= {
        path: _changed_notes(plan, root, root / private, path, raw, person)
        for path, raw in noted.items()
    }
    changed = {path: after[path] for path in noted}
    after |= _changed_cases(plan, changed, private, secret, as_of)
    texts |= noted
    plan.changed = [
        FileChange(path, texts[path], new) for path, new in after.items() if new != texts[path]
    ]
    pictures = [
        path
        for path in _pictures(member)
        if (root / path).is_file() and not (root / path).is_symlink()
    ]
    # A picture that another record shows stays: it is not only the person's.
    still = b"\n".join(after.values())
    plan.removed = [(path, (root / path).read_bytes()) for path in theirs]
    plan.removed += [
        (path, (root / path).read_bytes())
        for path in pictures
        if path.removeprefix("content/").encode() not in still
    ]
    _mark(plan, root, member, as_of, salt, also)
    _compare(plan, root, as_of)
    _look_for_mentions(plan, root, after, person)
    return plan


def _member(found: LoadResult, member_id: str) -> tuple[Member, str]:
    """The member and the file, also of one that is wrong in part."""
    for checked in found.sources:
        if checked.source.kind == Member.KIND and checked.source.id == member_id:
            record = checked.record or (
                checked.sketch if {"name"} <= checked.given_fields else None
            )
            if record is not None:
                return cast(Member, record), checked.source.path
            raise ForgetError(
                said(
                    "%(path)s cannot be read well enough to know who it is. Mend it first, see "
                    "`hearth check`.",
                    path=checked.source.path,
                )
            )
    near = found.known_ids[Member.KIND].nearest(member_id)
    fix = (
        said('Did you mean "%(name)s"?', name=near)
        if near
        else said("Write the name of a file in members/ without its ending.")
    )
    raise ForgetError(said('There is no member "%(id)s". %(fix)s', id=member_id, fix=fix))


def _names(found: LoadResult, member: Member) -> PersonNames:
    """What a member is known by, in every language of the hub."""
    target = (Member.KIND, member.id)
    told = [one.records[target] for one in found.translations.values() if target in one.records]
    others = (other for other in found.of(Member).values() if other.id != member.id)
    return PersonNames.of(member, others, [record.heading for record in told])


def _texts(root: Path, names: Iterable[str], endings: tuple[str, ...] = TEXTS) -> Iterator[str]:
    """Every text file below folders of the hub, also drafts, never through a link."""
    for name in names:
        start = root / name
        for file in sorted(start.rglob("*")) if start.is_dir() else [start]:
            path = file.relative_to(root)
            linked = any((root / part).is_symlink() for part in (path, *path.parents[:-1]))
            if file.suffix in endings and file.is_file() and not linked:
                yield path.as_posix()


def _notes(plan: RemovalPlan, root: Path, private: str) -> Iterator[str]:
    """The files of the private folder."""
    if not (root / private).resolve().is_relative_to(root.resolve()):
        plan.decide.append(
            said(
                "The private folder %(private)s lies outside the hub's: look through it by hand.",
                private=private,
            )
        )
        return
    yield from _texts(root, [private], (*TEXTS, ".csv"))


# -- one file ------------------------------------------------------------------------------------


def _changed(
    plan: RemovalPlan, path: str, raw: bytes, found: LoadResult, person: PersonNames, keep: bool
) -> bytes:
    """The file without the person: first references, each in its place, then what the text says."""
    try:
        before = read_text(raw)
    except UnicodeDecodeError:
        plan.decide.append(
            said("%(path)s is not written in UTF-8 and was not looked at.", path=path)
        )
        return raw
    text = before.text
    for checked in (item for item in found.sources if item.source.path == path):
        text = _without_references(plan, text, checked, keep)
    if is_kept_feed(path):
        text = without_mentions(text, person)
    text = replaced(text, person)
    return (
        before.with_text(text, keep_ends=text.count("\n") == before.text.count("\n"))
        if text != before.text
        else raw
    )


def _changed_notes(
    plan: RemovalPlan, root: Path, private: Path, path: str, raw: bytes, person: PersonNames
) -> bytes:
    """A file of the private folder without the person; what is no notes is left to a person."""
    if not notes.is_notes(private, root / path):
        return raw
    try:
        before = read_text(raw)
        text = replaced(notes.without(private, root / path, before.text, person.id), person)
    except (UnicodeDecodeError, CannotCutError) as why:
        plan.decide.append(
            said(
                "%(path)s: take %(id)s out by hand: %(why)s.",
                path=path,
                id=person.id,
                why=reason(why),
            )
        )
        return raw
    return (
        before.with_text(text, keep_ends=text.count("\n") == before.text.count("\n"))
        if text != before.text
        else raw
    )


def _noted(plan: RemovalPlan, root: Path, private: str) -> tuple[dict[str, bytes], list[str]]:
    """(the files of the private folder, those of interviews with the person, which go)"""
    texts = {path: (root / path).read_bytes() for path in _notes(plan, root, private)}
    talks = [
        path
        for path, raw in texts.items()
        if notes.is_interview_with(
            root / private, root / path, raw.decode("utf-8", "replace"), plan.id
        )
    ]
    return {path: raw for path, raw in texts.items() if path not in talks}, talks


def _changed_cases(
    plan: RemovalPlan, texts: dict[str, bytes], private: str, secret: str, as_of: date
) -> dict[str, bytes]:
    """The files of the person's cases that change; what stays is left to a person."""
    changed, decide = without_their_cases(texts, private, plan.id, secret, as_of)
    plan.decide += decide
    return changed


def _without_references(plan: RemovalPlan, text: str, checked: Checked, keep: bool) -> str:
    """The text of a file in which one record no longer refers to the person."""
    record, source = checked.record or checked.sketch, checked.source
    if record is None or source.kind not in (*KINDS, COMMUNITY.name):
        return text
    model = kind_named(source.kind).model
    named = [where for where, target in references(record) if target == (Member.KIND, plan.id)]
    # From the last to the first, so that what is taken out moves nothing that is still to come.
    for where in reversed(named):
        try:
            value = read_yaml(split(text, source.path)[0])
            at = _as_written(value, (*source.prefix, *where))
            if _value(value, at) != plan.id:
                continue
            inner = at[len(source.prefix) :]
            if keep and _takes_guest(model, inner) and _field_of(inner) in AUTHORED:
                text = write(text, source.path, at, f"{{guest: {FORMER}}}", {"guest": FORMER})
                continue
            top = outermost(model, value, at, len(source.prefix))
            text = cut(text, source.path, top)
            if str(top[-1]) in ALONE and len(top) == len(source.prefix) + 1:
                plan.decide.append(
                    said(
                        "%(path)s has no %(alone)s any more: name somebody else, or leave it so.",
                        path=source.path,
                        alone=ALONE[str(top[-1])],
                    )
                )
        except CannotCutError as why:
            plan.decide.append(
                said(
                    "%(path)s: take `%(where)s` out by hand: %(why)s.",
                    path=source.path,
                    where=dotted(where),
                    why=reason(why),
                )
            )
        except YamlError:
            break
    return text


def _as_written(value: Any, where: Where) -> Where:
    """Where a reference stands in the file: a bare id may stand for fields of its own."""
    for depth, step in enumerate(where):
        if isinstance(value, str):
            return where[:depth]
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return where[:depth]
    return where


def _value(value: Any, where: Where) -> Any:
    for step in where:
        value = value[step]
    return value


def _field_of(where: Where) -> str:
    return next((step for step in reversed(where) if isinstance(step, str)), "")


def _takes_guest(model: Any, where: Where) -> bool:
    return Guest in models_in(annotation_at(model, where))


# -- the person's own files, and their marks -------------------------------------------------------


def _pictures(member: Member) -> list[str]:
    own = dict.fromkeys(src for _, src in member.pictures)
    return [f"content/{src}" for src in own if ".." not in src.split("/")]


def _mark(
    plan: RemovalPlan, root: Path, member: Member, as_of: date, salt: bytes, also: Iterable[str]
) -> None:
    """Add the marks by which the person is known again."""
    stones, wrong = read_tombstones(root)
    if wrong:
        raise ForgetError(f"{wrong[0]}")
    more = [of_contact(text) if "@" in text or "://" in text else of_name(text) for text in also]
    before = (root / FILE).read_bytes() if (root / FILE).is_file() else b""
    text = read_text(before).text
    marked = with_tombstone(text, stones.salt or salt, as_of, [*words_of_member(member), *more])
    plan.changed.append(FileChange(FILE, before, marked.encode()))


# -- the hub is no worse than before ---------------------------------------------------------------


def _compare(plan: RemovalPlan, root: Path, as_of: date) -> None:
    """Check a copy of the hub before and after; new errors stop the removal, new warnings are for a
    person."""
    with tempfile.TemporaryDirectory(prefix="hearth-") as folder:
        copy = Path(folder)
        for path in _texts(root, top_folders()):
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            (copy / path).write_bytes((root / path).read_bytes())
        # Counted, since the same problem may stand twice in a file.
        before = Counter(map(_key, examine(copy, as_of)[1]))
        for file in plan.changed:
            (copy / file.path).parent.mkdir(parents=True, exist_ok=True)
            (copy / file.path).write_bytes(file.after)
        for path, _ in plan.removed:
            (copy / path).unlink(missing_ok=True)
        for problem in examine(copy, as_of)[1]:
            before[_key(problem)] -= 1
            if before[_key(problem)] >= 0:
                continue
            if problem.severity == "error":
                plan.worse.append(problem)
            else:
                plan.decide.append(
                    said("%(path)s: %(message)s", path=problem.path, message=problem.message)
                )


def _key(problem: Problem) -> tuple[str, ...]:
    """A problem without its line and place in a list, which move when something before it goes."""
    return problem.path, problem.code, re.sub(r"\[\d+\]", "", problem.field), problem.value or ""


# -- what may still speak of the person ------------------------------------------------------------


def _look_for_mentions(
    plan: RemovalPlan, root: Path, after: dict[str, bytes], person: PersonNames
) -> None:
    touched = {file.path for file in plan.changed}
    for path, raw in after.items():
        plan.mentions += left(path, raw.decode("utf-8", "replace"), person, closely=path in touched)
    for path in _beside(root):
        plan.mentions += left(
            path, (root / path).read_bytes().decode("utf-8", "replace"), person, closely=False
        )
    own = {*after, *_beside(root), *(path for path, _ in plan.removed), FILE}
    _look_elsewhere(plan, root, own, person)


NOT_OURS = frozenset({"hooks", "tests", "benchmarks", "site", "node_modules", "__pycache__"})
"""Folders of programs and of what they make: they are named, not looked through."""
LARGE = 4 * 1024 * 1024


def _look_elsewhere(plan: RemovalPlan, root: Path, known: set[str], person: PersonNames) -> None:
    """Name every other text that may speak of the person, and every file that is called after
    them; say which were not looked into."""
    ids = "|".join(map(re.escape, (person.id, *person.former)))
    named = re.compile(rf"(?<![a-z0-9-])(?:{ids})(?![a-z0-9-])", re.IGNORECASE)
    closed: Counter[str] = Counter()
    for path in _everything(root):
        gone = any(path == other for other, _ in plan.removed)
        if not gone and (hit := named.search(Path(path).name)):
            plan.mentions.append(Mention(path, 1, hit[0], said("(the file's name)")))
        if path in known or path.startswith(".github/"):
            continue
        raw = (root / path).read_bytes() if (root / path).stat().st_size <= LARGE else b"\0"
        try:
            text = raw.decode("utf-8-sig") if b"\0" not in raw else None
        except UnicodeDecodeError:
            text = None
        if text is None:
            closed[Path(path).suffix or said("without an ending")] += 1
        else:
            plan.mentions += left(path, text, person, closely=False)
    skipped = [name for name in sorted(NOT_OURS) if (root / name).is_dir()]
    if closed:
        kinds = ", ".join(f"{number} {ending}" for ending, number in sorted(closed.items()))
        plan.decide.append(
            said("Files that are no text were not looked into: %(kinds)s.", kinds=kinds)
        )
    if skipped:
        plan.decide.append(
            said(
                "Folders of programs were not looked into: %(skipped)s.", skipped=", ".join(skipped)
            )
        )


def _everything(root: Path) -> Iterator[str]:
    """Every plain file of the hub but what programs keep for themselves, sorted."""
    for folder, names, files in os.walk(root):
        inside = Path(folder)
        names[:] = sorted(
            name
            for name in names
            if not name.startswith(".") and not (inside == root and name in NOT_OURS)
        )
        for name in sorted(files):
            file = inside / name
            if not file.is_symlink() and file.is_file():
                yield file.relative_to(root).as_posix()


def _beside(root: Path) -> Iterator[str]:
    yield from _texts(root, BESIDE)
    for name in ("CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS"):
        if (root / name).is_file() and not (root / name).is_symlink():
            yield name
