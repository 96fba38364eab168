"""Validation: every file below tests/cases is a rule."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import hubs
from case_files import Case, all_cases, value_of
from hearth.base.languages import LOCALE
from hearth.base.problems import CATALOGUE, Problem, Problems
from hearth.base.words import Said
from hearth.model.settings import read_settings
from hearth.site.extensions import load_extensions
from hearth.site.fill import check_filling
from hearth.site.links import check_links

CASES = all_cases()
LISTS = ("topics.yml", "glossary.yml")
"""Files of several records, of which one may be wrong."""
COLLECTED = {
    json.loads(quoted)
    for quoted in re.findall(
        r'^msgid (".*")$', (LOCALE / "hearth.pot").read_text(encoding="utf-8"), re.MULTILINE
    )
}
"""The messages that translators are given."""


def test_the_small_hub_has_no_problems(tmp_path: Path) -> None:
    """What cases are laid over is right itself."""
    _, problems = hubs.load(hubs.minimal_hub(tmp_path))
    assert list(map(str, problems)) == []


def untold(problems: Problems) -> list[str]:
    """What problems say that no catalogue can have: words that are only English, and messages that
    are not collected."""
    plain = [words for one in problems for words in (one.what, one.fix) if type(words) is str]
    return [*plain, *(message for one in problems for message in messages(one) - COLLECTED)]


def messages(problem: Problem) -> set[str]:
    """Every message that a problem says, also in the place of a value of another."""
    waiting, found = [problem.message], set[str]()
    while waiting:
        said = waiting.pop()
        if said.how in ("__call__", "numbered"):
            found.add(said.given[0])
        given = [*said.given, *said.values.values()]
        given += [word for words in given if isinstance(words, tuple) for word in words]
        waiting += [one for one in given if isinstance(one, Said)]
    return found


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case(case: Case, tmp_path: Path) -> None:
    """The files of a case give exactly its problems and values; no record whose own file has an
    error is in the hub. Whatever is said can be said in another language."""
    root = hubs.minimal_hub(tmp_path)
    case.lay_over(root)
    hub, problems = hubs.load(root, history=case.history or None)
    wrong = {problem.path for problem in problems.errors}
    assert [
        record.path for record in hub if record.path in wrong and not record.path.endswith(LISTS)
    ] == []
    assert [target for target in hub.links if target[1] not in hub.records[target[0]]] == []
    settings, wrong = read_settings(root)
    problems.extend(wrong + load_extensions(settings.extensions, root))
    problems.extend(check_links(hub))
    problems.extend(check_filling(hub))
    assert list(map(str, problems)) == case.problems
    assert untold(problems) == []
    given = [line.partition(" = ")[0] for line in case.values]
    assert [f"{place} = {value_of(hub, place)}" for place in given] == case.values


def test_every_code_has_a_case() -> None:
    """Whatever the catalogue names can happen, and a case shows how."""
    shown = {
        found[1]
        for case in CASES.values()
        for line in case.problems
        if (found := re.search(r"\[([a-z0-9-]+)\]$", line))
    }
    assert sorted(CATALOGUE.keys() - shown) == []
    assert sorted(shown - CATALOGUE.keys()) == []


def test_every_case_states_its_rule() -> None:
    """The first line of a case is a sentence."""
    assert [
        name for name, case in CASES.items() if not re.fullmatch(r"[A-Z`].*\.", case.rule)
    ] == []
