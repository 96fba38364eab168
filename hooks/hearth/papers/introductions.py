"""The document of introductions and coffee pairs, with a message for each person; nothing of it is
published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from hearth.base.format import long_day, short_day
from hearth.manage.desk.candidates import Candidates
from hearth.manage.desk.coffee import Cup, Draw, Lot
from hearth.manage.desk.introductions import YOU, Hit, Suggestion, hit_words, hours_words, spoken
from hearth.model.hub import Hub
from hearth.papers.paper import Paper
from hearth.wording.document import Code, Piece, entry, heading, paragraph, sentences
from hearth.wording.formatting import count, listed

PROMISE = (
    "I will pass on how to reach you only when both of you have said yes. A no is just as good, "
    "and needs no reason."
)


def introductions_paper(hub: Hub, found: Sequence[Suggestion], people: int) -> Paper:
    """Suggestions with their reasons and letters; ``people`` is how many are open to
    introductions."""
    pieces: list[Piece] = []
    if found:
        pieces.append(
            paragraph(
                (
                    "Ask each of them first, apart from the other. Contacts are passed on when "
                    "both have said yes. Note what you suggest with "
                ),
                Code("hearth introduce --keep"),
                ", so that each step can be noted afterwards.",
            )
        )
    else:
        pieces.append(
            paragraph(
                *_open(people, "introductions"),
                " None of them offers what another asks for, or nothing is left to suggest."
                if people
                else "",
            )
        )
    for one in found:
        pieces += _suggested(hub, one)
    return Paper(f"Introductions, {long_day(hub.as_of)}", tuple(pieces), language="en")


def _open(people: int, what: str) -> tuple[str | Code, ...]:
    if not people:
        return (
            f"Nobody is open to {what} yet. Members say so in ",
            Code("open_to"),
            " of their profiles.",
        )
    return (f"{count(people, 'person is', 'people are')} open to {what}.",)


def _suggested(hub: Hub, one: Suggestion) -> Iterator[Piece]:
    names = [hub.members[name].name for name in (one.asker, one.offerer)]
    yield heading(listed(names))
    yield from (entry(sentences(reason)) for reason in one.reasons)
    for title, text in zip(
        (*names, "both, when they have agreed"), messages(hub, one), strict=True
    ):
        yield heading(f"To {title}", 3)
        yield from map(paragraph, text)
    yield paragraph(
        "Afterwards: ", Code(f"hearth introduce --mark {one.asker} {one.offerer} accepted")
    )


def messages(hub: Hub, one: Suggestion) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What to write to who asks, to who helps, and to both when they have agreed; each by
    paragraphs."""
    asker, offerer = (hub.members[name].name for name in (one.asker, one.offerer))
    asked, offered = (
        _words(hub, one.asker, "asks", one.hits),
        _words(hub, one.offerer, "offers", one.hits),
    )
    to_asker = [
        *_matches(hub, one.hits, YOU, offerer),
        *offered,
        *_matches(hub, one.back, offerer, YOU),
    ]
    to_offerer = [
        *_matches(hub, one.hits, asker, YOU),
        *asked,
        *_matches(hub, one.back, YOU, asker),
    ]
    to_both = [
        *_matches(hub, one.hits, asker, offerer),
        *asked,
        *offered,
        *_matches(hub, one.back, offerer, asker),
    ]
    certain = hub.members[one.asker].languages and hub.members[one.offerer].languages
    common = [
        f"You b{reason[1:]}"
        for reason in one.reasons
        if certain and reason.startswith("Both speak")
    ]
    first = (
        _hello(asker, offerer),
        sentences(*to_asker, *common),
        f"Shall I? {PROMISE}",
        _from(hub),
    )
    second = (
        _hello(offerer, asker),
        sentences(*to_offerer, *common),
        f"Shall I? {PROMISE}",
        _from(hub),
    )
    third = (
        f"Hello {asker} and {offerer}, both of you said yes, so here you are.",
        sentences(*to_both, *common),
        "Twenty minutes are a good start. Tell me afterwards whether it was of use.",
        _from(hub),
    )
    return first, second, third


def _hello(reader: str, other: str) -> str:
    return (
        f"Hello {reader}, you said that introductions are welcome, and I would like to introduce "
        f"{other} to you."
    )


def _from(hub: Hub) -> str:
    return f"For {hub.community.name}"


def _matches(hub: Hub, hits: Sequence[Hit], asker: str, offerer: str) -> Iterator[str]:
    for hit in hits:
        words = hit_words(hub.topics, hit, asker, offerer)
        yield (
            words[0].upper() + words[1:]
            if YOU in (asker, offerer) and words.startswith(YOU)
            else words
        )


def _words(hub: Hub, name: str, field: str, hits: Sequence[Hit]) -> list[str]:
    """What a member wrote beside asks or offers, while the site shows it."""
    member = hub.members[name]
    if field in member.not_public:
        return []
    topics = {hit.wanted if field == "asks" else hit.given for hit in hits}
    said = member.waiting_asks(hub.as_of) if field == "asks" else member.offers
    return [
        f"In the words of {member.name}: “{item.note}”"
        for item in said
        if item.topic in topics and item.note
    ]


def introductions_data(hub: Hub, found: Sequence[Suggestion]) -> list[dict[str, object]]:
    """The same as data."""
    return [
        {
            "asker": one.asker,
            "offerer": one.offerer,
            "score": one.score,
            "reasons": list(one.reasons),
            "topics": [_hit_data(hit) for hit in one.hits],
            "in_return": [_hit_data(hit) for hit in one.back],
            "letters": dict(
                zip(
                    ("asker", "offerer", "both"),
                    ("\n\n".join(text) for text in messages(hub, one)),
                    strict=True,
                )
            ),
        }
        for one in found
    ]


def _hit_data(hit: Hit) -> dict[str, object]:
    return {
        "wanted": hit.wanted,
        "as": hit.want,
        "given": hit.given,
        "by": hit.give,
        "weight": round(hit.weight, 6),
    }


# -- coffee ----------------------------------------------------------------------------------------


def coffee_paper(hub: Hub, found: Draw, lot: Lot, group: str | None) -> Paper:
    """Cups with what is said for them, and a letter for each."""
    who = f" among {hub.groups[group].name}" if group else ""
    seated = sum(map(len, found.cups)) + len(found.alone)
    pieces: list[Piece] = [
        paragraph(
            *_open(seated, "coffee"),
            f" The lot of this day has drawn {count(len(found.cups), 'cup')}." if seated else "",
        )
    ]
    if found.again:
        pieces.append(
            paragraph(
                f"{count(len(found.again), 'cup')} could not be drawn without people who "
                "were brought together before."
            )
        )
    if found.alone:
        names = listed([hub.members[name].name for name in found.alone])
        pieces.append(paragraph(f"Left over, because of languages or of what you noted: {names}."))
    for cup in found.cups:
        pieces += [heading(listed([hub.members[name].name for name in cup]))]
        pieces += [entry(sentences(reason)) for reason in coffee_reasons(lot, cup)]
        pieces += [paragraph("To each: ", coffee_message(hub, cup))]
    return Paper(f"Coffee{who}, {long_day(hub.as_of)}", tuple(pieces), language="en")


def coffee_reasons(lot: Lot, cup: Cup) -> list[str]:
    """What is said for, or against, drawing some people together."""
    people, found = lot.candidates, []
    for one, other in combinations(cup, 2):
        names = (
            f"{people.people[one].name} and {people.people[other].name}: " if len(cup) > 2 else ""
        )
        said = [
            spoken(people, one, other),
            hours_words(people, one, other),
            _interests(people, one, other),
        ]
        if last := lot.last(one, other):
            said.append(f"They were brought together before, last on {short_day(last)}")
        found += [f"{names}{words}" for words in said if words]
    return found


def _interests(people: Candidates, one: str, other: str) -> str:
    topics = people.context.hub.topics
    common = [
        topics[topic].label
        for topic in people.people[one].topics
        if topic in people.people[other].topics
    ]
    return f"Both care about {listed(common)}" if common else ""


def coffee_message(hub: Hub, cup: Cup) -> str:
    """What to write to each of a cup."""
    names = listed([hub.members[name].name for name in cup])
    return (
        f"Hello from {hub.community.name}! The lot has drawn {names} for a coffee, online or "
        "wherever you meet. "
        "Would you like to? I will pass on how to reach you when all of you have said yes."
    )


def coffee_data(found: Draw, lot: Lot) -> dict[str, object]:
    """The same as data."""
    cups = [
        {"people": list(cup), "again": cup in found.again, "reasons": coffee_reasons(lot, cup)}
        for cup in found.cups
    ]
    return {"cups": cups, "left_over": list(found.alone)}
