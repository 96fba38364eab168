"""ties and network: who is tied to whom, checked by hand and against a search that tries
everything."""

from __future__ import annotations

from datetime import date
from itertools import pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hubs
from hearth.manage.figures import FIGURES, MetricContext
from hearth.manage.figures.network import connectors, groups_of, only_links
from hearth.manage.figures.ties import FINE, Ties, betweenness, components, single_bridges, ties
from hearth.manage.private import read_notes

Files = dict[str, str | bytes | None]


def graph(*lines: str, **weights: float) -> Ties:
    """A graph of words like "ab", each a tie of weight 1; ``ab=2`` gives a tie a weight of its
    own."""
    found: dict[str, dict[str, float]] = {}
    for pair in (*lines, *weights):
        for one, other in (pair, pair[::-1]):
            found.setdefault(one, {})[other] = weights.get(pair, 1.0)
    return {one: dict(sorted(others.items())) for one, others in sorted(found.items())}


def tried(ties: Ties) -> dict[str, float]:
    """Betweenness by trying every way there is."""
    total = dict.fromkeys(ties, 0.0)
    people = len(ties)
    for start in ties:
        for end in ties:
            ways = _ways(ties, start, end) if start < end else []
            shortest = min((length for length, _ in ways), default=0)
            best = [way for length, way in ways if length == shortest]
            for way in best:
                for person in way[1:-1]:
                    total[person] += 2 / len(best)
    return {
        person: share / ((people - 1) * (people - 2)) if people > 2 else 0.0
        for person, share in total.items()
    }


def _ways(ties: Ties, start: str, end: str) -> list[tuple[int, tuple[str, ...]]]:
    """(length, people) of every way between two that meets nobody twice."""
    between = [person for person in ties if person not in (start, end)]
    ways = []
    for count in range(len(between) + 1):
        for middle in permutations(between, count):
            way = (start, *middle, end)
            steps = list(pairwise(way))
            if all(other in ties[one] for one, other in steps):
                ways.append((sum(round(FINE / ties[one][other]) for one, other in steps), way))
    return ways


def fallen_apart(ties: Ties) -> dict[str, int]:
    """Single bridges by taking each person away and counting who no longer reaches the most."""
    found = {}
    for person in ties:
        around = [part for part in components(ties, without=person) if part & ties[person].keys()]
        if len(around) > 1:
            found[person] = sum(map(len, around[1:]))
    return found


graphs = st.dictionaries(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))
    .filter(lambda pair: pair[0] < pair[1])
    .map("".join),
    st.sampled_from([0.5, 1.0, 2.0]),
    min_size=1,
    max_size=9,
).map(lambda found: graph(**found))


@settings(max_examples=60, deadline=None)
@given(graphs)
def test_betweenness_is_what_trying_every_way_gives(found: Ties) -> None:
    """On any small graph, ways of equal length included."""
    assert betweenness(found) == pytest.approx(tried(found))


@settings(max_examples=100, deadline=None)
@given(graphs)
def test_single_bridges_are_what_taking_people_away_gives(found: Ties) -> None:
    """The same people, and the same number cut off."""
    assert single_bridges(found) == fallen_apart(found)


def test_a_line_and_a_star_by_hand() -> None:
    """The middle of three lies on the only way; of a star with four ends, on all six; strong ties
    are short ways."""
    assert betweenness(graph("ab", "bc")) == {"a": 0.0, "b": 1.0, "c": 0.0}
    assert single_bridges(graph("ab", "ac", "ad", "ae")) == {"a": 3}
    assert betweenness(graph("ab", "ac", "ad", "ae"))["a"] == 1.0
    assert betweenness(graph("ab", "bc", "ac"))["b"] == 0.0
    assert betweenness(graph(ab=4, bc=4, ac=1))["b"] == 1.0
    assert components(graph("ab", "cd", "de")) == [frozenset("cde"), frozenset("ab")]
    assert betweenness({}) == {} and single_bridges({}) == {}


def test_of_many_people_a_sample_is_near(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rings of sixty joined by one person: hers is the most, the same every time, and near one
    half."""
    monkeypatch.setattr("hearth.manage.figures.ties.MANY", 100)
    monkeypatch.setattr("hearth.manage.figures.ties.PIVOTS", 40)
    lines: dict[str, dict[str, float]] = {
        f"{side}{number:02}": {f"{side}{(number + step) % 60:02}": 1.0 for step in (1, -1)}
        for side in "ab"
        for number in range(60)
    }
    lines["x"] = {"a00": 1.0, "b00": 1.0}
    lines["a00"]["x"] = lines["b00"]["x"] = 1.0
    over = betweenness(lines)
    assert over == betweenness(lines) and over["x"] == pytest.approx(0.5, abs=0.05)
    assert set(sorted(over, key=over.__getitem__)[-3:]) == {"x", "a00", "b00"}
    assert single_bridges(lines)["x"] == 60


DAY = "2026-11-23"
EVENT = (
    "title: {0}\nsummary: One.\nstart: {1}T18:00\nduration: 60\ntimezone: Europe/Berlin\n"
    "mode: online\n{2}\n"
)


def people(*names: str) -> Files:
    return {
        f"members/{name}.yml": f"name: {name.capitalize()}\njoined: 2025-01-01\n" for name in names
    }


def context(folder: Path, files: Files) -> MetricContext:
    bare: Files = {
        "content/news/hello.md": None,
        "content/groups/crew.yml": None,
        "members/bo.yml": "name: Bo\njoined: 2025-01-01\n",
    }
    hub = hubs.small_hub(folder, {**bare, **files})
    notes, problems = read_notes(hub)
    assert list(problems) == []
    return MetricContext.of(hub, notes)


def test_a_tie_weighs_what_was_done_together(tmp_path: Path) -> None:
    """By the lesser of two parts, shared among those who did as much, and halved after half a
    year."""
    files = people("dee", "eli", "fay") | {
        "events/now.yml": EVENT.format("Now", DAY, "hosts: [ada, bo]\nspeakers: [dee]"),
        "private/attendance/now.csv": "person\neli\n~0123456789ab\n",
        "events/then.yml": EVENT.format(
            "Then", "2026-05-27", "hosts: [ada, fay]"
        ),  # 180 days before
        "events/long-ago.yml": EVENT.format("Long ago", "2025-11-20", "hosts: [bo, fay]"),
        "events/soon.yml": EVENT.format("Soon", "2026-12-01", "hosts: [bo, fay]"),
    }
    found = ties(context(tmp_path, files))
    assert found["ada"] == pytest.approx({"bo": 3.0, "dee": 2 / 2, "eli": 0.5 / 4, "fay": 3 * 0.5})
    assert found["dee"] == pytest.approx({"ada": 2 / 2, "bo": 2 / 2, "eli": 0.5 / 4})
    assert found["fay"] == pytest.approx({"ada": 1.5})


def test_what_is_done_for_somebody_ties_two(tmp_path: Path) -> None:
    """Answers, buddies, pairs of mentors while they last, introductions that met, and thanks;
    nothing else that is noted."""
    files = people("dee", "eli", "fay", "gus", "hal") | {
        "members/dee.yml": (
            "name: Dee\njoined: 2026-11-23\nbuddy: ada\n"
            f"asks: [{{topic: metrics, responses: [{{by: bo, date: {DAY}}}]}}]\n"
        ),
        "private/mentoring.yml": (
            "- {mentor: ada, mentee: eli, since: 2024-03-01}\n"
            "- {mentor: ada, mentee: hal, since: 2024-03-01, until: 2025-03-01}\n"
        ),
        "private/introductions.yml": f"- {{people: [eli, fay, gus], suggested: 2026-10-01, "
        "accepted: 2026-10-03, met: "
        f"{DAY}}}\n"
        "- {people: [bo, hal], suggested: 2026-10-01, accepted: 2026-10-03}\n",
        "private/thanks.yml": (
            f"- {{date: {DAY}, to: gus, by: bo, reason: The chairs}}\n"
            f"- {{date: {DAY}, to: hal, reason: The tea}}\n"
        ),
    }
    found = ties(context(tmp_path, files))
    assert found == {
        "ada": {"dee": 3.0, "eli": 3.0},
        "bo": {"dee": 2.0, "gus": 1.0},
        "dee": {"ada": 3.0, "bo": 2.0},
        "eli": {"ada": 3.0, "fay": 1.5, "gus": 1.5},
        "fay": {"eli": 1.5, "gus": 1.5},
        "gus": {"bo": 1.0, "eli": 1.5, "fay": 1.5},
    }


@pytest.mark.parametrize(("there", "tied"), [(24, True), (25, False)])
def test_a_crowd_ties_nobody_but_its_hosts(tmp_path: Path, there: int, tied: bool) -> None:
    """Up to twenty-five people at an event are tied by having been there; its hosts in any case."""
    guests = [f"g{number}" for number in range(there - 1)]
    files = people(*guests) | {
        "events/now.yml": EVENT.format("Now", DAY, "hosts: [ada, bo]"),
        "private/attendance/now.csv": "\n".join(["person", *guests]),
    }
    found = ties(context(tmp_path, files))
    assert found["ada"]["bo"] == 3.0 and ("g0" in found["ada"]) is tied


def test_who_left_and_who_is_no_member_is_not_in_it(tmp_path: Path) -> None:
    """Guests, organisations and alumni take their ties along."""
    files = people("dee") | {
        "members/dee.yml": "name: Dee\njoined: 2025-01-01\nstatus: alumni\nleft: 2026-11-01\n",
        "events/now.yml": EVENT.format(
            "Now", "2026-10-01", "hosts: [ada, dee]\nspeakers: [{guest: Gil}]"
        ),
    }
    assert ties(context(tmp_path, files)) == {"ada": {}}


BRIDGE = people("dee", "eli", "fay", "gus") | {
    "content/groups/west.yml": (
        "name: West\npurpose: One.\nmembers: [ada, bo, dee, {member: fay, until: 2026-01-01}]\n"
    ),
    "content/groups/east.yml": "name: East\npurpose: Two.\nmembers: [eli, fay, gus]\n",
    "events/west.yml": EVENT.format("West", DAY, "hosts: [ada, bo, dee]"),
    "events/between.yml": EVENT.format("Between", DAY, "hosts: [dee, eli]"),
    "events/east.yml": EVENT.format("East", DAY, "hosts: [eli, fay]"),
    "content/resources/alone.yml": (
        "title: Alone\nurl: https://example.org/a\ntype: guide\nwhy: It helps.\n"
        "added: 2026-11-01\ncurator: gus\n"
    ),
}


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> MetricContext:
    """Three in the west, two in the east, tied by dee and eli; gus works alone."""
    return context(tmp_path_factory.mktemp("bridge"), BRIDGE)


def test_the_figures_of_a_bridge_by_hand(bridge: MetricContext) -> None:
    """Five of six hang together by five ties of fifteen; two are single bridges, and one tie
    crosses."""
    answers = {
        name: FIGURES[name].compute(bridge)
        for name in ("network", "isolates", "crossing", "connectors")
    }
    assert {name: answer.value for name, answer in answers.items()} == {
        "network": 83.3,
        "isolates": 1,
        "crossing": -0.6,
        "connectors": 2,
    }
    assert [row[1:] for row in answers["network"].table.rows] == [
        (6, None, None),
        (5, 83.3, None),
        (1, 16.7, None),
        (1, 16.7, None),
        (None, None, 5),
        (None, None, 33.3),
        (None, None, 1),
        (None, None, 2.0),
    ]
    assert [row[1] for row in answers["isolates"].table.rows] == [5, 1, 1]  # cy was not seen
    assert answers["crossing"].table.rows == (("East", 3, 1, 1, 0.0), ("West", 3, 3, 1, -0.5))
    assert answers["connectors"].table.rows == (("Dee", 3, 2), ("Eli", 2, 1))
    assert answers["crossing"].coverage == 1.0


def test_connectors_say_what_would_fall_apart(bridge: MetricContext) -> None:
    """Who is over the most ways, and the parts around them without them."""
    dee, eli = connectors(bridge)
    assert (dee.person, dee.cut_off, dee.parts) == (
        "dee",
        2,
        (frozenset({"ada", "bo"}), frozenset({"eli", "fay"})),
    )
    assert (eli.person, eli.cut_off, eli.parts) == (
        "eli",
        1,
        (frozenset({"ada", "bo", "dee"}), frozenset({"fay"})),
    )
    assert [found.person for found in only_links(bridge)] == ["dee", "eli"]
    assert groups_of(bridge)["fay"] == {"east"}


def test_a_year_ago_nothing_of_it_was_there(bridge: MetricContext) -> None:
    """What lies after the day asked about ties nobody."""
    assert ties(bridge.at(date(2025, 11, 23))) == {}
    assert FIGURES["network"].compute(bridge.at(date(2025, 11, 23))).value is None
