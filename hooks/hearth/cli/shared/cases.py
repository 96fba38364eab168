"""What ``hearth case`` shares between its actions: who may open a case, who is meant, and how it is
written."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

import click

from hearth.cli.shared.private_notes import right_note, write_alone
from hearth.cli.shared.tongue import _, listed
from hearth.contribute.importing.attendance import KEY, SHORTEST
from hearth.manage.cases import pseudonym_in_cases
from hearth.manage.private import Notes
from hearth.manage.private.cases import Case
from hearth.model.hub import Hub

_MARK = re.compile("[A-Z]|~[0-9a-f]{12}")


def secret() -> str:
    """The key of the pseudonyms; empty where there is none that is long enough."""
    key = os.environ.get(KEY, "").strip()
    return key if len(key) >= SHORTEST else ""


def case_named(notes: Notes, number: str | None) -> tuple[str, Case]:
    """The case of a number; ends the command where there is none."""
    if number is None or number not in notes.cases:
        raise click.UsageError(
            _(
                "There is no case %(number)s. Cases are: %(numbers)s.",
                number=number or "",
                numbers=", ".join(notes.cases) or _("none yet"),
            )
        )
    return number, notes.cases[number]


def opened(hub: Hub, notes: Notes, number: str | None, me: str | None) -> tuple[str, Case]:
    """The case of a number, for somebody who may open it; ends the command for anybody else."""
    name, case = case_named(notes, number)
    if case.may_see and me not in case.may_see:
        people = listed([hub.members[person].name for person in case.may_see], "or")
        raise click.UsageError(
            _(
                "Case %(number)s is for %(people)s alone. Say who you are with --as ID.",
                number=name,
                people=people,
            )
        )
    return name, case


def mark(hub: Hub, person: str) -> str:
    """What stands for a person in a case: a pseudonym, which needs the key, or a capital letter as
    it was given."""
    if _MARK.fullmatch(person):
        return person
    key = secret()
    if not key:
        raise click.UsageError(
            _(
                "Nobody is named in a case. Put the key of the pseudonyms into %(key)s, a long "
                "random text that you keep like a password, or let a capital letter stand for "
                "the person.",
                key=KEY,
            )
        )
    return pseudonym_in_cases(person, key)


def without_names(hub: Hub, text: str) -> str:
    """The text with pseudonyms in the place of members' full names; without the key, a word about
    each name that stands in it."""
    low, key = text.casefold(), secret()
    for member in hub.members.values():
        name = member.name
        if " " not in name or name.casefold() not in low:
            continue
        if key:
            stands = pseudonym_in_cases(member.id, key)
            text = re.sub(re.escape(name), stands, text, flags=re.IGNORECASE)
            said = _("%(mark)s stands for %(name)s there.", mark=stands, name=name)
        else:
            said = _("The text names %(name)s: say it without the name.", name=name)
        click.secho(said, fg="yellow", err=True)
    return text


def write_case(hub: Hub, number: str, case: Case, **fields: object) -> tuple[Case, Path]:
    """Write a case with some fields changed, when it is right; the case and its file."""
    told = {
        name: value
        for name, value in {**case.model_dump(mode="json"), **fields}.items()
        if value not in (None, [])
    }
    found: Case = right_note(hub, Case, told)
    return found, write_alone(hub, "cases", number, found)


def members_named(hub: Hub, ids: Iterable[str]) -> list[str]:
    """Ids of members, each once, as files are named too."""
    return list(dict.fromkeys(Path(name).stem for name in ids))
