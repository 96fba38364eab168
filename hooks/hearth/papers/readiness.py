"""The document of what events lack: what to do for each, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hearth.base.words import Translations
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.views.readiness import CheckResult
from hearth.wording import formatting
from hearth.wording.document import Below, Block, Code, Inline, Strong, paragraph, to_do


def facts(hub: Hub, item: Occurrence) -> str:
    """When and how an event is held, and how far away that is."""
    words, days = hub.words, (item.first_day - hub.as_of).days
    far = (
        words("today")
        if days == 0
        else words("in %(days)s", days=words.count(days, "day"))
        if days > 0
        else words("%(days)s ago", days=words.count(-days, "day"))
    )
    mode = words.noted(formatting.MODES[item.mode])
    return f"{formatting.day(item, words)}, {far}, {mode}"


def checks(found: Iterable[CheckResult], words: Translations) -> Iterator[Block]:
    """Each check that is not done as a box to tick, with what to do; those that are in one line."""
    lines = list(found)
    yield from (_to_do(line, words) for line in lines if not line.done)
    if done := [words.noted(line.check.name) for line in lines if line.done]:
        label = words("%(label)s:", label=words("Done"))
        yield paragraph(Strong(label), f" {words.listed(done)}.")


def _to_do(line: CheckResult, words: Translations) -> Block:
    name, day = Strong(words.noted(line.check.name)), words.short_day(line.due)
    form = "was due on %(day)s" if line.state == "overdue" else "due on %(day)s"
    said = words.noted(form) % {"day": day}
    below = [Below(("→ ", Code(set_by(line))))] if line.check.fields(line.item) else []
    return to_do(name, f" ({said}): ", *typed(words.noted(line.check.cure)), *below)


def set_by(line: CheckResult) -> str:
    """The command that sets what a check asks for."""
    fields = line.check.fields(line.item)
    given = " ".join(f"{name}={value}" for name, value in fields.items())
    return f"hearth set {line.item.event.path} {given}"


def typed(said: str) -> Iterator[Inline]:
    """Words in which what is typed stands between backticks."""
    for index, part in enumerate(said.split("`")):
        if part:
            yield Code(part) if index % 2 else part
