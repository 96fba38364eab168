"""Write a mapping file (YAML) of how a file was understood, to be looked at, changed and used
again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from hearth.base.strict_yaml import HIDDEN
from hearth.base.words import said, said_list
from hearth.contribute.importing.columns import usual_steps
from hearth.contribute.importing.mapping import From, ImportPlan, column_text
from hearth.contribute.importing.tables import Row
from hearth.contribute.importing.transforms import LostError, Topics, applied
from hearth.contribute.importing.withheld import judges
from hearth.edit.location import annotation_at, choices
from hearth.kinds import KINDS

_SAFE = re.compile(r"[^\W\d_][\w ./()-]*[\w)]|[^\W\d_]")
_NO_TEXT = frozenset({"yes", "no", "true", "false", "null", "on", "off", "y", "n"})
_WITH_DAYS = ("day", "time", "deadline")
MOST_WORDS = 40
"""Words of a field that are listed for somebody to say what they are here."""


def mapping_text(
    plan: ImportPlan,
    source: str,
    order: str,
    lacking: Mapping[str, int],
    strange: Mapping[str, Sequence[str]],
    unused: Iterable[str],
) -> str:
    """The mapping as a file: ``lacking`` fields with the number of rows that say nothing of them,
    and ``strange`` words by the field they stand for, each with a place for an answer."""
    file = HIDDEN.sub("", source)
    lines = [f"# {said('How %(file)s is taken; change what is not right.', file=file)}"]
    lines += [f"kind: {plan.kind}"]
    lines += [f"rows: {_word(plan.rows)}"] if plan.rows else []
    lines += _listed("required", plan.required) + _listed("id", plan.id_from)
    lines += [f"days: {order or plan.order}"] if order or plan.order else []
    lines += _skips(plan)
    # A file that names a column which keeps rows from being shown has to answer for them itself.
    kept = {name: tuple(_kept(plan, ways)) for name, ways in plan.fields.items()}
    fields = [f"  {name}: {_ways(plan, name, ways)}" for name, ways in kept.items() if ways]
    lines += ["fields:", *fields] if fields else ["fields: {}"]
    lines += _defaults(plan, lacking) + _values(plan, strange)
    lines += _listed("unused", tuple(filter(_can_stand, unused)))
    return "\n".join(lines) + "\n"


def strange_words(
    plan: ImportPlan, rows: Sequence[Row], topics: Topics
) -> dict[str, tuple[str, ...]]:
    """The words of the source that no choice and no topic of the hub is called by, by field."""
    found: dict[str, dict[str, None]] = {}
    for name, ways in plan.fields.items():
        known = choices(annotation_at(KINDS[plan.kind].model, tuple(name.split("."))))
        for way in ways:
            steps = [step for step, _ in way.steps]
            if not way.column or not (known or "topic" in steps or "word" in steps):
                continue
            for text in dict.fromkeys(column_text(row.values, way.column) for row in rows):
                for word in _strange(way, text, topics, known):
                    found.setdefault(name, {})[word] = None
    return {name: tuple(words)[:MOST_WORDS] for name, words in found.items()}


def _strange(way: From, text: str, topics: Topics, known: Sequence[str]) -> Iterator[str]:
    """The parts of a text that come to nothing known."""
    parts = [text] if text else []
    for step, more in way.steps:
        if step == "split":
            parts = [each for part in parts for each in applied(step, more, part, topics)]
    rest = [step for step in way.steps if step[0] != "split"]
    for part in parts:
        made = [part]
        try:
            for step, more in rest:
                made = [each for one in made for each in applied(step, more, one, topics)]
        except LostError:
            yield part
            continue
        if known and any(each not in known for each in made):
            yield part


def _kept(plan: ImportPlan, ways: Iterable[From]) -> Iterator[From]:
    kind = KINDS[plan.kind]
    named = (way for way in ways if all(map(_can_stand, way.columns)))
    return (way for way in named if not (way.column and judges(kind, way.column)))


def _can_stand(text: str) -> bool:
    """Whether a text can stand in a file at all: signs that nobody sees cannot."""
    return not HIDDEN.search(text)


def _word(text: str) -> str:
    """A text as YAML has it on one line."""
    plain = _SAFE.fullmatch(text) and text.casefold() not in _NO_TEXT
    return text if plain else json.dumps(text, ensure_ascii=False)


def _listed(name: str, words: Sequence[str]) -> list[str]:
    return [f"{name}: [{', '.join(map(_word, words))}]"] if words else []


def _skips(plan: ImportPlan) -> list[str]:
    return ["skip:"] * bool(plan.skip) + [
        f"  - {{column: {_word(each.column)}, starts: {_word(each.starts)}, "
        f"because: {_word(str(each.because))}}}"
        for each in plan.skip
    ]


def _ways(plan: ImportPlan, name: str, ways: Sequence[From]) -> str:
    written = [_way(plan, name, way) for way in ways]
    return written[0] if len(written) == 1 else f"[{', '.join(written)}]"


def _way(plan: ImportPlan, name: str, way: From) -> str:
    if way.column is not None:
        parts = [f"from: {_word(way.column)}"]
    elif way.text is not None:
        parts = [f"text: {_word(way.text)}"]
    else:
        parts = [f"value: {_word(way.value or '')}"]
    if steps := _steps(plan, name, way):
        parts.append(f"as: {steps[0]}" if len(steps) == 1 else f"as: [{', '.join(steps)}]")
    if way.when:
        parts.append(f"when: [{', '.join(map(_word, way.when))}]")
    return f"{{{', '.join(parts)}}}"


def _steps(plan: ImportPlan, name: str, way: From) -> list[str]:
    usual = [_without_order(step) for step in usual_steps(KINDS[plan.kind], name)]
    steps = [_without_order(step) for step in way.steps if step[0] != "ours"]
    if not usual or steps[: len(usual)] != usual:
        return [_step(*step) for step in steps]
    return ["usual", *(_step(*step) for step in steps[len(usual) :])]


def _without_order(step: tuple[str, Any]) -> tuple[str, Any]:
    """A step without which number of a day is the month, which is said once for the file."""
    return (step[0], None) if step[0] in _WITH_DAYS else step


def _step(name: str, more: Any) -> str:
    if more is None:
        return name
    if isinstance(more, Mapping):
        words = (f"{_word(str(theirs))}: {_ours(ours)}" for theirs, ours in more.items())
        return f"{{{name}: {{{', '.join(words)}}}}}"
    return f"{{{name}: {_word(str(more))}}}"


def _ours(value: Any) -> str:
    return f"[{', '.join(map(_word, value))}]" if isinstance(value, list) else _word(str(value))


def _defaults(plan: ImportPlan, lacking: Mapping[str, int]) -> list[str]:
    lines = [f"  {name}: {_word(value)}" for name, value in plan.defaults.items()]
    for name, rows in lacking.items():
        words = choices(annotation_at(KINDS[plan.kind].model, tuple(name.split("."))))
        known = f": {said_list(words, 'or')}" if words else ""
        told = said("rows that lack it: %(number)s", number=rows)
        lines.append(f"  {name}:  # {told}{known}")
    return ["defaults:"] * bool(lines) + lines


def _values(plan: ImportPlan, strange: Mapping[str, Sequence[str]]) -> list[str]:
    lines = []
    for name in dict.fromkeys((*plan.words, *strange)):
        lines.append(f"  {name}:")
        mine = plan.words.get(name, {})
        words = {**dict.fromkeys(filter(_can_stand, strange.get(name, ())), ""), **mine}
        lines += [
            f"    {_word(theirs)}:{f' {_word(ours)}' if ours else ''}"
            for theirs, ours in words.items()
        ]
    return ["values:"] * bool(lines) + lines
