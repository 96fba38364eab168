"""Suggest introductions: match what one asks for with what another offers, weighed by how rare the
help is.

First come the conditions that nothing outweighs, then a score for each pair that is left, then a
choice in which nobody is asked too much. A suggestion says why it is made, in sentences that may be
told to both.
"""

from __future__ import annotations

import heapq
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log
from zlib import crc32

from hearth.base.words import N_, Translations
from hearth.kinds.vocabulary import Topic
from hearth.manage.desk.assignment import ChosenPairs, Edge, auction
from hearth.manage.desk.candidates import (
    UNKNOWN_HOURS,
    Candidates,
    brought_together,
    find_candidates,
    pair,
)
from hearth.manage.figures import MetricContext

COOL_DOWN = 180
"""Days after the last step of an introduction in which the same people are not brought together
again."""
FEW = 5
"""So many are suggested at a time."""
MONTH = 30
ASKER_MOST, OFFERER_MOST = 3, 2
"""To how many others a person is introduced as the one who asks, and as the one who helps, within a
month."""
STRENGTH = {
    ("ask", "offer"): 1.0,
    ("ask", "mentor"): 1.0,
    ("ask", "expert"): 0.5,
    ("seek", "mentor"): 1.0,
    ("seek", "offer"): 0.5,
    ("seek", "expert"): 0.5,
}
"""How well what one gives (an offer, mentoring, knowing it well) answers what the other wants (an
ask, a mentor)."""
NEAR = 0.5
"""What a topic is worth that is the parent of the one wanted, or part of it."""
RECIPROCITY = 0.5
"""What it is worth that the one who helps is helped too."""
BONUS = 0.25
"""For people of different groups, and for a newcomer."""
PER_HOUR = 0.04
"""The share that is lost by each hour between their clocks."""
LOOKED_AT, KEPT = 200, 100
"""For each wish at most so many offers are looked at, those with the nearest clocks; of all of them
so many are kept for the choice. So the work grows with the number of wishes. Only somebody whose
hundred best are all taken by others can miss anything."""


@dataclass(frozen=True)
class Hit:
    """Something one wants and the other gives."""

    wanted: str
    """A topic."""
    want: str
    """ask or seek (a mentor)"""
    given: str
    """The same topic, its parent or a part of it."""
    give: str
    """offer, mentor or expert"""
    weight: float


@dataclass(frozen=True)
class Suggestion:
    """Two members who should meet, and why."""

    asker: str
    offerer: str
    hits: tuple[Hit, ...]
    """What the asker wants and the offerer gives, the weightiest first."""
    back: tuple[Hit, ...]
    """What the offerer wants and the asker gives."""
    score: float
    reasons: tuple[str, ...]
    """Sentences without their full stops."""
    languages: str = ""
    """The languages both speak, in words."""

    @property
    def topics(self) -> tuple[str, ...]:
        """What it is about: the topics wanted, on either side."""
        return tuple(dict.fromkeys(hit.wanted for hit in (*self.hits, *self.back)))


def suggest(context: MetricContext, limit: int = 5) -> tuple[Suggestion, ...]:
    """The best introductions of the day, the best first.

    They are chosen for everybody first and cut off then: so nobody loses their only match to
    somebody who has others.
    """
    table = ExchangeTable(find_candidates(context, "introductions"))
    weights = scored_pairs(table)
    best = sorted(assign(table, weights).pairs, key=lambda edge: (-weights[edge], edge))
    return tuple(_suggestion(table, edge, weights[edge]) for edge in best[:limit])


def assign(table: ExchangeTable, weights: Mapping[Edge, float]) -> ChosenPairs:
    """The choice among the candidates for everybody, within what each has left of the month."""
    asking = {name: ASKER_MOST - table.load[name] for name in table.candidates.people}
    helping = {name: OFFERER_MOST - table.load[name] for name in table.candidates.people}
    for care in table.candidates.context.notes.people:
        if care.most_introductions is not None:
            helping[care.member] = care.most_introductions - table.load[care.member]
    return auction(weights, asking, helping)


def scored_pairs(
    table: ExchangeTable, looked_at: int = LOOKED_AT, kept: int = KEPT
) -> dict[Edge, float]:
    """Pairs (asker, offerer) that nothing stands against, with their scores; each two people once,
    the better way round."""
    found: dict[Edge, float] = {}
    for asker in table.wants:
        offerers = {
            name for name in table.givers_for(asker, looked_at) if table.may_introduce(asker, name)
        }
        scored = ((-table.score(asker, name), name) for name in offerers)
        found |= {
            (asker, name): -score for score, name in heapq.nsmallest(kept, scored) if score < 0
        }
    return found


class ExchangeTable:
    """What each candidate wants and gives, and what two of them would have of each other."""

    def __init__(self, people: Candidates) -> None:
        self.candidates = people
        self.topics = people.context.hub.topics

    @cached_property
    def wants(self) -> Mapping[str, Mapping[str, str]]:
        """The topics each wants help with: ask, or seek for a mentor; nobody without any."""
        day = self.candidates.context.day
        found = {}
        for name, member in self.candidates.people.items():
            sought = dict.fromkeys(member.mentoring.seeks if member.mentoring else (), "seek")
            asks = (ask.topic for ask in member.waiting_asks(day))
            if wants := {**sought, **dict.fromkeys(asks, "ask")}:
                found[name] = wants
        return found

    @cached_property
    def gives(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """The topics each can help with, and by what: offer, mentor, expert."""
        found = {}
        for name, member in self.candidates.people.items():
            gives: defaultdict[str, list[str]] = defaultdict(list)
            for offer in member.offers:
                gives[offer.topic].append("offer")
            for topic in member.mentoring.offers if member.mentoring else ():
                gives[topic].append("mentor")
            for known in member.expert_in:
                gives[known.topic].append("expert")
            found[name] = {topic: tuple(dict.fromkeys(ways)) for topic, ways in gives.items()}
        return found

    @cached_property
    def rarity(self) -> Mapping[str, float]:
        """What help with a topic is worth: ln(1 + N/df) for df of N people who can give it."""
        counts = Counter(topic for gives in self.gives.values() for topic in gives)
        return {
            topic: log(1 + len(self.candidates.people) / count) for topic, count in counts.items()
        }

    @cached_property
    def near(self) -> Mapping[str, tuple[tuple[str, float], ...]]:
        """For each topic those that answer it: itself, its parent, its parts."""
        found = {topic: [(topic, 1.0)] for topic in self.topics}
        for name, topic in self.topics.items():
            if topic.parent in found:
                found[name].append((topic.parent, NEAR))
                found[topic.parent].append((name, NEAR))
        return {topic: tuple(others) for topic, others in found.items()}

    @cached_property
    def _givers(self) -> Mapping[str, list[tuple[tuple[float, int], str]]]:
        """Who gives each topic, by their clock; those with the same clock in an order that has no
        meaning."""
        found: defaultdict[str, list[tuple[tuple[float, int], str]]] = defaultdict(list)
        for name, gives in self.gives.items():
            for topic in gives:
                found[topic].append((self._spot(name), name))
        return {topic: sorted(givers) for topic, givers in found.items()}

    def _spot(self, name: str) -> tuple[float, int]:
        return self.candidates.offsets[name] or 0.0, crc32(name.encode())

    def givers_for(self, asker: str, most: int = LOOKED_AT) -> Iterator[str]:
        """Who gives what somebody wants; of too many the nearest by the clock, and not the same
        ones for all."""
        for wanted in self.wants[asker]:
            for topic, _ in self.near[wanted]:
                givers = self._givers.get(topic, [])
                middle = bisect(givers, (self._spot(asker), "")) - most // 2
                chosen = range(middle, middle + most) if len(givers) > most else range(len(givers))
                yield from (givers[index % len(givers)][1] for index in chosen)

    @cached_property
    def _answers(self) -> Mapping[str, Mapping[tuple[str, str], Hit]]:
        """For each person the best that they give for every topic wanted, as an ask or as a mentor
        sought."""
        return {name: self._answers_of(gives) for name, gives in self.gives.items()}

    def _answers_of(self, gives: Mapping[str, tuple[str, ...]]) -> dict[tuple[str, str], Hit]:
        found: dict[tuple[str, str], Hit] = {}
        for given, ways in gives.items():
            for wanted, share in self.near[given]:
                for want, give in ((want, give) for want in ("ask", "seek") for give in ways):
                    hit = Hit(
                        wanted, want, given, give, STRENGTH[want, give] * share * self.rarity[given]
                    )
                    found[wanted, want] = max(
                        hit,
                        found.get((wanted, want), hit),
                        key=lambda one: (one.weight, one.given, one.give),
                    )
        return found

    def hits(self, asker: str, offerer: str) -> list[Hit]:
        """What the one wants and the other gives; each topic wanted once."""
        answers = self._answers[offerer]
        return [answers[want] for want in self.wants.get(asker, {}).items() if want in answers]

    def score(self, asker: str, offerer: str) -> float:
        """How good it would be to introduce the two; nothing when the one who asks gives more than
        they get.

        Of two who give the same, the first by id is the one who asks.
        """
        got, given = (
            sum(hit.weight for hit in hits)
            for hits in (self.hits(asker, offerer), self.hits(offerer, asker))
        )
        if (-given, offerer) < (-got, asker):
            return 0.0
        people = self.candidates
        newcomer = asker in people.newcomers or offerer in people.newcomers
        good = got + RECIPROCITY * given + BONUS * (people.crosses(asker, offerer) + newcomer)
        hours = people.apart(asker, offerer)
        return round(good * (1 - PER_HOUR * min(UNKNOWN_HOURS if hours is None else hours, 12)), 6)

    def may_introduce(self, one: str, other: str) -> bool:
        """Whether nothing stands against it: what ``Candidates`` says, that they know each other,
        or that they were brought together lately."""
        return (
            self.candidates.may_meet(one, other)
            and pair(one, other) not in self._lately
            and not self.candidates.tied(one, other)
        )

    @cached_property
    def _lately(self) -> frozenset[frozenset[str]]:
        since = self.candidates.context.since(COOL_DOWN)
        return frozenset(
            two for two, note in brought_together(self.candidates.context) if note.last_step > since
        )

    @cached_property
    def load(self) -> Counter[str]:
        """In how many introductions of the last month each stands that were not declined."""
        context = self.candidates.context
        since = context.since(MONTH)
        return Counter(
            person
            for note in context.notes.introductions
            if note.kind == "introduction"
            and since < note.suggested <= context.day
            and not note.declined
            for person in set(note.people)
        )


# -- why -------------------------------------------------------------------------------------------


def _suggestion(table: ExchangeTable, edge: Edge, score: float) -> Suggestion:
    asker, offerer = edge
    hits, back = _in_order(table.hits(asker, offerer)), _in_order(table.hits(offerer, asker))
    return Suggestion(
        asker,
        offerer,
        hits,
        back,
        score,
        tuple(_reasons(table, asker, offerer, hits, back)),
        common_languages(table.candidates, asker, offerer),
    )


def _in_order(hits: list[Hit]) -> tuple[Hit, ...]:
    return tuple(sorted(hits, key=lambda hit: (-hit.weight, hit.wanted)))


def _reasons(
    table: ExchangeTable, asker: str, offerer: str, hits: tuple[Hit, ...], back: tuple[Hit, ...]
) -> Iterator[str]:
    people, words = table.candidates.people, table.candidates.context.hub.words
    a, b = people[asker].name, people[offerer].name
    yield from (hit_words(words, table.topics, hit, a, b) for hit in hits)
    yield from (hit_words(words, table.topics, hit, b, a) for hit in back)
    yield spoken(table.candidates, asker, offerer)
    if hours := hours_words(table.candidates, asker, offerer):
        yield hours
    if table.candidates.crosses(asker, offerer):
        yield words("They are in different groups")
    for name in (asker, offerer):
        if name in table.candidates.newcomers:
            yield words("%(name)s is new here", name=people[name].name)
    yield words("No event or work they shared is on record")


YOU = "you"
"""Stands for the reader in the place of a name."""
_WANTS = {
    "ask": (N_("%(name)s asks about %(topic)s"), N_("you ask about %(topic)s")),
    "seek": (
        N_("%(name)s looks for a mentor on %(topic)s"),
        N_("you look for a mentor on %(topic)s"),
    ),
}
_GIVES = {
    "offer": (
        N_("%(wants)s; %(name)s offers it"),
        N_("%(wants)s; you offer it"),
        N_("%(wants)s; %(name)s offers %(topic)s, of which it is part"),
        N_("%(wants)s; you offer %(topic)s, of which it is part"),
        N_("%(wants)s; %(name)s offers %(topic)s, which is part of it"),
        N_("%(wants)s; you offer %(topic)s, which is part of it"),
    ),
    "mentor": (
        N_("%(wants)s; %(name)s would mentor on it"),
        N_("%(wants)s; you would mentor on it"),
        N_("%(wants)s; %(name)s would mentor on %(topic)s, of which it is part"),
        N_("%(wants)s; you would mentor on %(topic)s, of which it is part"),
        N_("%(wants)s; %(name)s would mentor on %(topic)s, which is part of it"),
        N_("%(wants)s; you would mentor on %(topic)s, which is part of it"),
    ),
    "expert": (
        N_("%(wants)s; %(name)s is at home in it"),
        N_("%(wants)s; you are at home in it"),
        N_("%(wants)s; %(name)s is at home in %(topic)s, of which it is part"),
        N_("%(wants)s; you are at home in %(topic)s, of which it is part"),
        N_("%(wants)s; %(name)s is at home in %(topic)s, which is part of it"),
        N_("%(wants)s; you are at home in %(topic)s, which is part of it"),
    ),
}
"""Of the same topic, of one that the wanted one is part of, and of a part of it: by a name, and by
the reader."""


def hit_words(
    words: Translations, topics: Mapping[str, Topic], hit: Hit, asker: str, offerer: str
) -> str:
    """Ana asks about Metrics; Ben offers it. Either may be ``YOU``."""
    wanted, given = topics[hit.wanted], topics[hit.given]
    wants = words.noted(_WANTS[hit.want][asker == YOU]) % {"name": asker, "topic": wanted.label}
    which = 0 if given == wanted else 1 if wanted.parent == given.id else 2
    gives = words.noted(_GIVES[hit.give][2 * which + (offerer == YOU)])
    return gives % {"wants": wants, "name": offerer, "topic": given.label}


def spoken(people: Candidates, one: str, other: str) -> str:
    """The languages two people have in common, and whose are only supposed."""
    words = people.context.hub.words
    said = words("Both speak %(languages)s", languages=common_languages(people, one, other))
    silent = [
        people.people[name].name for name in (one, other) if not people.people[name].languages
    ]
    if not silent:
        return said
    form = words.plural(
        "%(said)s; %(people)s named no language, so the hub's is taken",
        "%(said)s; %(people)s named no language, so the hub's is taken",
        len(silent),
    )
    return form % {"said": said, "people": words.listed(silent)}


def common_languages(people: Candidates, one: str, other: str) -> str:
    """English and Polish"""
    words = people.context.hub.words
    common = sorted(people.languages[one] & people.languages[other])
    names = [words.language_name(code) for code in common]
    return words.listed(names)


def hours_words(people: Candidates, one: str, other: str) -> str:
    """How far apart their clocks are; nothing when it is not known."""
    words, hours = people.context.hub.words, people.apart(one, other)
    if hours is None:
        return ""
    if not hours:
        return words("The same time of day")
    form = words.plural(
        "%(number)s hour apart", "%(number)s hours apart", 1 if hours == 1 else max(2, int(hours))
    )
    return form % {"number": words.number(hours)}
