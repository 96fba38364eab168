"""What a removal does to cases of the person: those that are closed are reduced, open ones stay."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath

from hearth.base.strict_yaml import YamlError, read_yaml
from hearth.base.words import said
from hearth.contribute.importing.attendance import KEY
from hearth.manage.cases import pseudonym_in_cases, reduced
from hearth.manage.private.cases import LASTING, Case
from hearth.manage.private.writing import note_text
from hearth.read.records import build


def without_their_cases(
    texts: Mapping[str, bytes], private: str, person: str, secret: str, day: date
) -> tuple[dict[str, bytes], list[str]]:
    """(the files of cases that change, what only a person can decide) for the files of a private
    folder. Without the key nobody can tell whose case one is, and that is said."""
    changed, decide = dict[str, bytes](), list[str]()
    cases = {path: case for path, raw in texts.items() if (case := _case(path, raw, private))}
    if cases and not secret:
        decide.append(
            said(
                "Nobody can tell whether a case is theirs without the key of the pseudonyms in "
                "%(key)s: give it, or look through %(folder)s by hand.",
                key=KEY,
                folder=f"{private}/cases",
            )
        )
        return changed, decide
    mark = pseudonym_in_cases(person, secret)
    for path, case in cases.items():
        if mark not in case.people:
            continue
        if case.closed is None:
            decide.append(
                said(
                    "%(path)s is a case of theirs that is open, and stays. Once it is closed: "
                    "hearth case reduce %(number)s",
                    path=path,
                    number=PurePosixPath(path).stem,
                )
            )
            continue
        small = case if case.reduced else reduced(case, day)
        if mark in small.about and case.outcome in LASTING:
            decide.append(
                said("%(path)s still keeps their pseudonym: its outcome has no end.", path=path)
            )
        changed[path] = note_text(small).encode()
    return changed, decide


def _case(path: str, raw: bytes, private: str) -> Case | None:
    if PurePosixPath(path).parent != PurePosixPath(private, "cases"):
        return None
    try:
        fields = read_yaml(raw.decode())
    except (UnicodeDecodeError, YamlError):
        return None
    return build(Case, fields)[0] if isinstance(fields, dict) else None
