"""The paper about the addresses elsewhere that a hub names: which lead nowhere, which moved, and
which only a person can judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from hearth.base.web import WHY
from hearth.base.words import Translations
from hearth.follow.outward import Named
from hearth.follow.proposals import Proposal
from hearth.model.hub import Hub
from hearth.papers.paper import Paper
from hearth.read.looked_up import SPAN, TIMES, LinkFinding, LookedUp
from hearth.wording.document import Code, Piece, entry, heading, paragraph

NamedIn = Mapping[str, Sequence[Named]]


def paper(hub: Hub, named: NamedIn, found: LookedUp, proposed: Sequence[Proposal]) -> Paper:
    """What is known of a hub's addresses, what leads nowhere first."""
    words = hub.words
    pieces = [
        paragraph(_when(words, len(named), found)),
        *_part(hub, named, found, words("Lead nowhere"), lambda each: each.is_dead),
        *_part(hub, named, found, words("Failed"), _may_be_dead),
        *_part(hub, named, found, words("Moved for good"), lambda each: each.state == "moved"),
        *_part(
            hub, named, found, words("Only a person can tell"), lambda each: each.state == "unsure"
        ),
        *_proposed(hub, proposed),
    ]
    return Paper(words("Links"), tuple(pieces))


def _when(words: Translations, many: int, found: LookedUp) -> str:
    number = words.number(many)
    if not found.day:
        return words(
            "%(all)s addresses elsewhere, which were never looked up all together.", all=number
        )
    day = words.long_day(found.day)
    return words("%(all)s addresses elsewhere, looked up on %(day)s.", all=number, day=day)


def as_data(named: NamedIn, found: LookedUp, proposed: Sequence[Proposal]) -> dict[str, object]:
    """The same as data."""
    return {
        "looked_up": found.day and found.day.isoformat(),
        "addresses": len(named),
        "findings": [
            {
                **each.model_dump(mode="json", exclude_none=True),
                "dead": each.is_dead,
                "in": [{"path": place.path, "field": place.field} for place in named.get(url, ())],
            }
            for url, each in sorted(found.findings.items())
        ],
        "proposed": [
            {"path": each.place.path, "field": ".".join(map(str, each.where)), "value": each.value}
            for each in proposed
        ],
    }


def _may_be_dead(finding: LinkFinding) -> bool:
    return finding.state == "failing" and not finding.is_dead


def _part(
    hub: Hub, named: NamedIn, found: LookedUp, title: str, belongs: Callable[[LinkFinding], bool]
) -> Iterator[Piece]:
    those = [found.findings[url] for url in sorted(found.findings) if url in named]
    those = [each for each in those if belongs(each)]
    if not those:
        return
    words = hub.words
    yield heading(title)
    if any(map(_may_be_dead, those)):
        yield paragraph(
            words(
                "An address counts as dead when it failed on %(times)s days, %(span)s or more days "
                "apart.",
                times=TIMES,
                span=SPAN,
            )
        )
    for each in those:
        yield entry(
            Code(each.url),
            *((" → ", Code(each.to)) if each.to else ()),
            f" ({_why(words, each)}; {words('since %(day)s', day=words.long_day(each.since))}): ",
            ", ".join(f"{place.path} {place.field}" for place in named[each.url]),
        )


def _why(words: Translations, finding: LinkFinding) -> str:
    known = WHY.get(finding.why)
    return words.noted(known) if known else words("status %(status)s", status=finding.why)


def _proposed(hub: Hub, proposed: Sequence[Proposal]) -> Iterator[Piece]:
    if proposed:
        yield heading(hub.words("Could be written"))
    for each in proposed:
        field = ".".join(map(str, each.where))
        yield entry(Code(each.place.path), ": ", Code(f"{field}: {each.value}"))
