"""The document of what events lack: what to do for each, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hearth.base.words import Translations
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.views.readiness import CheckResult
from hearth.wording import formatting
from hearth.wording.document import Block, Code, Inline, Strong, entry, to_do


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


def checks(lines: Iterable[CheckResult], words: Translations) -> Iterator[Block]:
    """Each check as a box to tick, with what to do; what is done as an entry."""
    for line in lines:
        name = Strong(words.noted(line.check.name))
        if line.done:
            yield entry(name, f": {words('done')}")
        else:
            day = words.short_day(line.due)
            form = "was due on %(day)s" if line.state == "overdue" else "due on %(day)s"
            said = words.noted(form) % {"day": day}
            yield to_do(name, f" ({said}): ", *typed(words.noted(line.check.cure)))


def typed(said: str) -> Iterator[Inline]:
    """Words in which what is typed stands between backticks."""
    for index, part in enumerate(said.split("`")):
        if part:
            yield Code(part) if index % 2 else part
