"""The document of introductions and coffee pairs, with a message for each person; nothing of it is
published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from hearth.base.words import N_, Translations
from hearth.manage.desk.candidates import Candidates
from hearth.manage.desk.coffee import Cup, Draw, Lot
from hearth.manage.desk.introductions import YOU, Hit, Suggestion, hit_words, hours_words, spoken
from hearth.model.hub import Hub
from hearth.papers.paper import Paper
from hearth.wording.document import (
    Code,
    Inline,
    Piece,
    entry,
    heading,
    paragraph,
    placed,
    sentences,
)

NOTHING_LEFT = N_("None of them offers what another asks for, or nothing is left to suggest.")
PROMISE = N_(
    "Shall I? I will pass on how to reach you only when both of you have said yes. A no is just as "
    "good, and needs no reason."
)


def introductions_paper(hub: Hub, found: Sequence[Suggestion], people: int) -> Paper:
    """Suggestions with their reasons and letters; ``people`` is how many are open to
    introductions."""
    words = hub.words
    pieces: list[Piece] = []
    if found:
        pieces.append(
            paragraph(
                *placed(
                    words(
                        "Ask each of them first, apart from the other. Contacts are passed on when "
                        "both have said yes. Note what you suggest with %(command)s, so that each "
                        "step can be noted afterwards."
                    ),
                    command=Code("hearth introduce --keep"),
                )
            )
        )
    else:
        pieces.append(
            paragraph(
                *_open_to_introductions(words, people),
                *((" ", words.noted(NOTHING_LEFT)) if people else ()),
            )
        )
    for one in found:
        pieces += _suggested(hub, one)
    title = words("Introductions, %(day)s", day=words.long_day(hub.as_of))
    return Paper(title, tuple(pieces), language=words.language)


def _open_to_introductions(words: Translations, people: int) -> tuple[Inline, ...]:
    if not people:
        return placed(
            words(
                "Nobody is open to introductions yet. Members say so in %(field)s of their "
                "profiles."
            ),
            field=Code("open_to"),
        )
    return (
        words.count(
            people, "person is open to introductions.", "people are open to introductions."
        ),
    )


def _open_to_coffee(words: Translations, people: int) -> tuple[Inline, ...]:
    if not people:
        return placed(
            words("Nobody is open to coffee yet. Members say so in %(field)s of their profiles."),
            field=Code("open_to"),
        )
    return (words.count(people, "person is open to coffee.", "people are open to coffee."),)


def _suggested(hub: Hub, one: Suggestion) -> Iterator[Piece]:
    words = hub.words
    names = [hub.members[name].name for name in (one.asker, one.offerer)]
    yield heading(words.listed(names))
    yield from (entry(sentences(reason)) for reason in one.reasons)
    both = words("both, when they have agreed")
    for reader, text in zip((*names, both), messages(hub, one), strict=True):
        yield heading(words("To %(reader)s", reader=reader), 3)
        yield from map(paragraph, text)
    command = Code(f"hearth introduce --mark {one.asker} {one.offerer} accepted")
    yield paragraph(*placed(words("Afterwards: %(command)s"), command=command))


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
    common = _common_languages(hub, one)
    promise = hub.words.noted(PROMISE)
    first = (
        _hello(hub.words, asker, offerer),
        sentences(*to_asker, *common),
        promise,
        _from(hub),
    )
    second = (
        _hello(hub.words, offerer, asker),
        sentences(*to_offerer, *common),
        promise,
        _from(hub),
    )
    third = (
        hub.words(
            "Hello %(one)s and %(other)s, both of you said yes, so here you are.",
            one=asker,
            other=offerer,
        ),
        sentences(*to_both, *common),
        hub.words("Twenty minutes are a good start. Tell me afterwards whether it was of use."),
        _from(hub),
    )
    return first, second, third


def _common_languages(hub: Hub, one: Suggestion) -> list[str]:
    """What both speak, where both say so."""
    asker, offerer = hub.members[one.asker], hub.members[one.offerer]
    if not (asker.languages and offerer.languages and one.languages):
        return []
    return [hub.words("You both speak %(languages)s", languages=one.languages)]


def _hello(words: Translations, reader: str, other: str) -> str:
    return words(
        "Hello %(reader)s, you said that introductions are welcome, and I would like to introduce "
        "%(other)s to you.",
        reader=reader,
        other=other,
    )


def _from(hub: Hub) -> str:
    return hub.words("For %(community)s", community=hub.community.name)


def _matches(hub: Hub, hits: Sequence[Hit], asker: str, offerer: str) -> Iterator[str]:
    for hit in hits:
        said = hit_words(hub.words, hub.topics, hit, asker, offerer)
        yield said[0].upper() + said[1:] if asker == YOU else said


def _words(hub: Hub, name: str, field: str, hits: Sequence[Hit]) -> list[str]:
    """What a member wrote beside asks or offers, while the site shows it."""
    member = hub.members[name]
    if field in member.not_public:
        return []
    topics = {hit.wanted if field == "asks" else hit.given for hit in hits}
    said = member.waiting_asks(hub.as_of) if field == "asks" else member.offers
    return [
        hub.words("In the words of %(name)s: “%(note)s”", name=member.name, note=item.note)
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
    words, seated = hub.words, sum(map(len, found.cups)) + len(found.alone)
    drawn = words.count(len(found.cups), "cup")
    pieces: list[Piece] = [
        paragraph(
            *_open_to_coffee(words, seated),
            *(
                (" ", words("The lot of this day has drawn %(cups)s.", cups=drawn))
                if seated
                else ()
            ),
        )
    ]
    if found.again:
        pieces.append(
            paragraph(
                words.count(
                    len(found.again),
                    "cup could not be drawn without people who were brought together before.",
                    "cups could not be drawn without people who were brought together before.",
                )
            )
        )
    if found.alone:
        names = words.listed([hub.members[name].name for name in found.alone])
        left = words(
            "Left over, because of languages or of what you noted: %(people)s.", people=names
        )
        pieces.append(paragraph(left))
    for cup in found.cups:
        pieces += [heading(words.listed([hub.members[name].name for name in cup]))]
        pieces += [entry(sentences(reason)) for reason in coffee_reasons(lot, cup)]
        pieces += [paragraph(words("To each: %(letter)s", letter=coffee_message(hub, cup)))]
    day = words.long_day(hub.as_of)
    title = (
        words("Coffee among %(group)s, %(day)s", group=hub.groups[group].name, day=day)
        if group
        else words("Coffee, %(day)s", day=day)
    )
    return Paper(title, tuple(pieces), language=words.language)


def coffee_reasons(lot: Lot, cup: Cup) -> list[str]:
    """What is said for, or against, drawing some people together."""
    people, found = lot.candidates, []
    words = people.context.hub.words
    for one, other in combinations(cup, 2):
        both = words.listed([people.people[one].name, people.people[other].name])
        names = f"{both}: " if len(cup) > 2 else ""
        said = [
            spoken(people, one, other),
            hours_words(people, one, other),
            _interests(people, one, other),
        ]
        if last := lot.last(one, other):
            day = words.short_day(last)
            said.append(words("They were brought together before, last on %(day)s", day=day))
        found += [f"{names}{reason}" for reason in said if reason]
    return found


def _interests(people: Candidates, one: str, other: str) -> str:
    topics = people.context.hub.topics
    common = [
        topics[topic].label
        for topic in people.people[one].topics
        if topic in people.people[other].topics
    ]
    words = people.context.hub.words
    return words("Both care about %(topics)s", topics=words.listed(common)) if common else ""


def coffee_message(hub: Hub, cup: Cup) -> str:
    """What to write to each of a cup."""
    names = hub.words.listed([hub.members[name].name for name in cup])
    return hub.words(
        "Hello from %(community)s! The lot has drawn %(people)s for a coffee, online or wherever "
        "you meet. Would you like to? I will pass on how to reach you when all of you have said "
        "yes.",
        community=hub.community.name,
        people=names,
    )


def coffee_data(found: Draw, lot: Lot) -> dict[str, object]:
    """The same as data."""
    cups = [
        {"people": list(cup), "again": cup in found.again, "reasons": coffee_reasons(lot, cup)}
        for cup in found.cups
    ]
    return {"cups": cups, "left_over": list(found.alone)}
