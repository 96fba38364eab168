"""The notebook of interviews as a document, and the draft of a post made of what may be
published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hearth.base.words import N_, Translations
from hearth.kinds.community import SMALL
from hearth.manage.asking import interviews_by_topic, quotes_to_publish
from hearth.manage.private import Notes
from hearth.manage.private.interviews import ResearchInterview
from hearth.model.hub import Hub
from hearth.papers.paper import Paper
from hearth.wording.document import (
    Block,
    Code,
    DataTable,
    Piece,
    entry,
    heading,
    paragraph,
    placed,
    written,
)

CONSENT = {
    "topics": N_("topics are counted"),
    "quotes": N_("quotes without the name"),
    "named": N_("quotes with the name"),
}
"""What was agreed, in words."""
ASK_FIRST = N_(
    "Before anything is written down, say what it is for, what you write and who reads it, and ask "
    "what may become of it: `topics` (only that a topic came up is counted), `quotes` (quotes are "
    "published without the name) or `named` (with the name). It can be taken back at any time. "
    "Without a yes nothing is kept."
)


def notebook_paper(hub: Hub, notes: Notes) -> Paper:
    """Every interview with what was agreed, and what came up how often."""
    words = hub.words
    title = words("Interviews, %(day)s", day=words.long_day(hub.as_of))
    pieces = (*_came_up(hub, notes), *_talks(hub, notes)) if notes.interviews else _begin(words)
    return Paper(title, tuple(pieces), "", words.language)


def _begin(words: Translations) -> Iterator[Piece]:
    yield paragraph(words.noted(ASK_FIRST).replace("`", ""))
    begin = placed(words("%(command)s begins one."), command=Code("hearth interview new"))
    yield paragraph(*begin)


def _came_up(hub: Hub, notes: Notes) -> Iterator[Piece]:
    words, counted = hub.words, interviews_by_topic(notes, hub.as_of)
    rows = tuple(
        (hub.topics[name].label, number, len(quotes_to_publish(notes, name)))
        for name, number in sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    )
    if rows:
        columns = (words("Topic"), words("Interviews within a year"), words("Quotes to publish"))
        yield DataTable(columns, rows)


def _talks(hub: Hub, notes: Notes) -> Iterator[Piece]:
    words = hub.words
    yield heading(words("Interviews"))
    columns = (words("Number"), words("Day"), words("Agreed"), words("Topics"))
    yield DataTable(columns, tuple(_row(hub, *item) for item in notes.interviews.items()))


def _row(hub: Hub, number: str, talk: ResearchInterview) -> tuple[str, ...]:
    words = hub.words
    return (
        number,
        words.short_day(talk.date),
        words.noted(CONSENT[talk.consent]),
        words.listed(sorted(hub.topics[name].label for name in talk.named_topics)),
    )


def interview_paper(hub: Hub, number: str, talk: ResearchInterview) -> Paper:
    """One interview whole."""
    words = hub.words
    facts = [
        (N_("Day"), words.long_day(talk.date)),
        (N_("With"), hub.members[talk.member].name if talk.member else ""),
        (N_("Asked by"), hub.members[talk.by].name if talk.by else ""),
        (N_("Agreed"), words.noted(CONSENT[talk.consent])),
    ]
    pieces: list[Piece] = [entry(f"{words.noted(name)}: {value}") for name, value in facts if value]
    for topic in sorted(talk.named_topics):
        pieces.append(heading(hub.topics[topic].label))
        for quote in (one for one in talk.quotes if one.topic == topic):
            kept = "" if quote.publish == "yes" else f" ({words('stays in the notebook')})"
            pieces.append(entry(words("“%(text)s”", text=quote.said), kept))
    if talk.note:
        pieces += [heading(words("Note")), paragraph(talk.note)]
    title = words("Interview %(number)s", number=number)
    return Paper(title, tuple(pieces), "", words.language)


def research_post(hub: Hub, notes: Notes, topic: str, author: str | None) -> dict[str, Any]:
    """The fields of a research note about a topic: how many interviews named it, and quotes whose
    consent allows it; a small number of interviews is hidden."""
    words, label = hub.words, hub.topics[topic].label
    title = words("What members say about %(topic)s", topic=label)
    return {
        "title": title,
        "date": hub.as_of.isoformat(),
        "type": "research",
        "topics": [topic],
        **({"authors": [author]} if author else {}),
        "body": written(list(_body(hub, notes, topic, words))).markdown,
    }


def _body(hub: Hub, notes: Notes, topic: str, words: Translations) -> Iterator[Block]:
    number = interviews_by_topic(notes, hub.as_of)[topic]
    yield paragraph(
        words("In fewer than five interviews within a year this topic came up.")
        if number < SMALL
        else words("In %(number)s interviews within a year this topic came up.", number=number)
    )
    for talk, quote in quotes_to_publish(notes, topic):
        named = talk.consent == "named" and talk.member in hub.members
        who = hub.members[talk.member].name if named and talk.member else words("a member")
        yield entry(words("“%(text)s” – %(who)s", text=quote.said, who=who))


def notebook_data(notes: Notes) -> list[dict[str, Any]]:
    """The interviews as data."""
    talks: Mapping[str, ResearchInterview] = notes.interviews
    return [{"number": name, **talk.model_dump(mode="json")} for name, talk in talks.items()]
