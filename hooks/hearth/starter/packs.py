"""Packs: the stakeholders, goals and words that go with a community's place in an organisation, and
what of them a hub does not have yet.

A pack is one file in ``data/packs``. Nothing that a person wrote is changed by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from dateutil.relativedelta import relativedelta
from pydantic import Field

from hearth.base.normalize import fold
from hearth.base.strict_yaml import read_yaml
from hearth.base.words import N_, Said, said
from hearth.contribute.importing.files import refused
from hearth.edit.cutting import CannotCutError, append
from hearth.edit.record_files import field_order, write_new
from hearth.edit.texts import read_text, replace_file
from hearth.kinds.community import METRICS, Community
from hearth.kinds.fields import Line, Part, Summary, one_of, one_of_list
from hearth.kinds.vocabulary import GlossaryTerm
from hearth.manage.private import Notes
from hearth.manage.private.notes import AUDIENCES, Stakeholder
from hearth.manage.private.stakeholders import standings
from hearth.model.hub import Hub
from hearth.starter.layers import DATA, text

FOLDER = "packs"
COMMUNITY = "content/community.yml"
GLOSSARY = "content/glossary.yml"
STAKEHOLDER, GOAL, WORD = N_("stakeholder"), N_("goal"), N_("word")


class PackGoal(Part):
    """A goal that fits a place."""

    title: Line
    metric: one_of_list(METRICS)  # type: ignore[valid-type]
    target: float
    months: Annotated[int, Field(ge=1, le=36)]
    """How many months it may take."""


class PackTerm(Part):
    """A word that is used in a place."""

    id: Line
    term: Line
    aliases: list[Line] = []
    definition: Summary


class Pack(Part):
    """What goes with a community's place in an organisation."""

    about: Line
    """Which place it is for."""
    report: one_of(*AUDIENCES)  # type: ignore[valid-type]
    """The shape of the report that fits, and with it the order of the figures."""
    stakeholders: list[Stakeholder]
    goals: list[PackGoal]
    terms: list[PackTerm]
    cautions: list[Summary]
    """What the place tempts one to do wrong."""


@dataclass(frozen=True)
class PackItem:
    """One thing of a pack, and what becomes of it in a hub."""

    what: str
    """A message: what it is."""
    name: str
    path: str
    """The file in which it stands then."""
    fields: Mapping[str, Any]
    left: Said | str = ""
    """Why it is left out; empty when it is added."""


@dataclass(frozen=True)
class PackPlan:
    """Everything of a pack, and the texts of the hub's files with what is added to them."""

    items: tuple[PackItem, ...]
    texts: Mapping[str, str]
    stakeholders: tuple[Stakeholder, ...]
    """Those to be noted in the private folder."""


def pack_names() -> tuple[str, ...]:
    """The packs there are."""
    return tuple(sorted(file.name.removesuffix(".yml") for file in (DATA / FOLDER).iterdir()))


def pack(name: str, language: str = "en") -> Pack:
    """The pack of that name, in a language if it is translated, else in English."""
    return Pack.model_validate(read_yaml(text(f"{FOLDER}/{name}.yml", language)))


def pack_plan(hub: Hub, notes: Notes, chosen: Pack) -> PackPlan:
    """What a pack would add to a hub; nothing is written."""
    files = {path: _text(hub.root, path) for path in (COMMUNITY, GLOSSARY)}
    found = [
        *_stakeholders(hub, notes, chosen),
        *_goals(hub, chosen),
        *_terms(hub, chosen),
    ]
    items, texts = list[PackItem](), dict[str, str]()
    for item in found:
        if not item.left and item.path in files:
            before = texts.get(item.path, files[item.path])
            item, texts[item.path] = _written(item, before)
        items.append(item)
    texts = {path: text for path, text in texts.items() if text != files[path]}
    if wrong := refused(hub, texts):
        texts = {path: text for path, text in texts.items() if path not in wrong}
        items = [_left(item, wrong[item.path]) if item.path in wrong else item for item in items]
    by_id = {one.id: one for one in chosen.stakeholders}
    added = (item.fields["id"] for item in items if item.what == STAKEHOLDER and not item.left)
    return PackPlan(tuple(items), texts, tuple(by_id[name] for name in added))


def write_texts(root: Path, plan: PackPlan) -> Iterator[str]:
    """Write the hub's files of a plan; yields why one of them could not be written."""
    for path, after in plan.texts.items():
        file = root / path
        if not file.exists():
            write_new(root, path, after)
            continue
        raw = file.read_bytes()
        new = read_text(raw).with_text(after, keep_ends=False)
        if why := replace_file(root, path, raw, new):
            yield f"{path} {why}."


def _text(root: Path, path: str) -> str:
    file = root / path
    return read_text(file.read_bytes()).text if file.is_file() else ""


def _left(item: PackItem, why: Said | str) -> PackItem:
    return PackItem(item.what, item.name, item.path, item.fields, item.left or why)


def _written(item: PackItem, before: str) -> tuple[PackItem, str]:
    """The item, and the text with it where it can be added to that."""
    try:
        if item.what == GOAL:
            order = field_order(Community.KIND)
            return item, append(before, item.path, ("goals",), item.fields, order)
        return item, append(before, item.path, (), item.fields, field_order(GlossaryTerm.KIND))
    except CannotCutError as error:
        return _left(item, error.args[0]), before


def _stakeholders(hub: Hub, notes: Notes, chosen: Pack) -> Iterator[PackItem]:
    path = f"{hub.settings.private}/stakeholders.yml"
    known = standings(notes, hub.as_of)
    taken = {fold(name) for one in known.values() for name in (one.key, one.about.role)}
    why = said("the file has a mistake; put it right first")
    for one in chosen.stakeholders:
        fields = one.model_dump(exclude_defaults=True)
        there = taken & {fold(str(one.id)), fold(one.role)}
        left = why if "stakeholders.yml" in notes.wrong else _there(bool(there))
        yield PackItem(STAKEHOLDER, one.role, path, fields, left)


def _goals(hub: Hub, chosen: Pack) -> Iterator[PackItem]:
    known = {goal.metric: goal.title for goal in hub.community.goals}
    for goal in chosen.goals:
        left = (
            said('"%(title)s" has the same figure', title=known[goal.metric])
            if goal.metric in known
            else ""
        )
        yield PackItem(GOAL, goal.title, COMMUNITY, _goal(goal, hub.as_of), left)


def _goal(goal: PackGoal, day: date) -> dict[str, str]:
    by = day + relativedelta(months=goal.months, day=31)
    target = f"{goal.target:g}"
    return {"title": goal.title, "metric": goal.metric, "target": target, "by": by.isoformat()}


def _terms(hub: Hub, chosen: Pack) -> Iterator[PackItem]:
    known = {
        fold(name) for term in hub.terms.values() for name in (term.id, term.term, *term.aliases)
    }
    for term in chosen.terms:
        names = {fold(name) for name in (term.id, term.term, *term.aliases)}
        fields = term.model_dump(exclude_defaults=True)
        yield PackItem(WORD, term.term, GLOSSARY, fields, _there(bool(names & known)))


def _there(there: bool) -> Said | str:
    return said("is there already") if there else ""
