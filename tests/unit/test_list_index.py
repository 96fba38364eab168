"""outputs.list_index: the columns by which a list of several pages is narrowed in a browser."""

from __future__ import annotations

import gzip
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hearth.kinds.descriptor import Filter, SortOrder
from hearth.outputs.faces import list_indexes
from hearth.outputs.list_columns import ENDS, SIGNS, Column, packed, tables_of, written
from hearth.outputs.list_index import ListIndex, derived_address, named_pages, ranks
from hubs import BASE, load, minimal_hub, small_hub


def unpacked(text: str) -> list[int]:
    """As the browser's script reads them."""
    numbers, high = [], 0
    for sign in text:
        value = SIGNS.index(sign)
        if value < ENDS:
            numbers.append(high * ENDS + value)
            high = 0
        else:
            high = high * (len(SIGNS) - ENDS) + value - ENDS + 1
    return numbers


def test_numbers_come_back() -> None:
    """Whatever their size, and with one letter below 64."""
    numbers = [*range(3000), 99_999, 1_000_000]
    assert unpacked(packed(numbers)) == numbers
    assert len(packed(range(64))) == 64
    assert json.dumps(SIGNS) == f'"{SIGNS}"'


def numbered(column: dict[str, Any]) -> list[list[int]]:
    """The numbers of each row, as the browser's script reads them."""
    gaps = iter(unpacked(column["which"]))
    rows = []
    for many in unpacked(column["many"]):
        row = [-1]
        for _ in range(many):
            row.append(row[-1] + 1 + next(gaps))
        rows.append(row[1:])
    return rows


def read(made: dict[str, Any]) -> dict[str, list[set[str]]]:
    """The answers of every item to each filter, as the browser's script finds them."""
    found: dict[str, list[set[str]]] = {}
    for name, column in made["filters"].items():
        table = [key or derived_address(label) for key, label in made["names"][column["names"]]]
        values = [table[place] for place in unpacked(column["values"])]
        rows = numbered(column)
        if "of" in column:
            base = numbered(made["filters"].get(column["of"], made["words"]))
            rows = [rows[known[0]] if known else [] for known in base]
        found[name] = [{values[number] for number in row} for row in rows]
    for name, column in made["filters"].items():
        for part in column.get("with", ()):
            found[name] = [
                own | theirs for own, theirs in zip(found[name], found[part], strict=True)
            ]
    return found


def test_the_most_frequent_value_comes_first() -> None:
    """A row names each of its values once, by what lies between them."""
    found = Column([["b", "a"], [], ["b", "b"], ["c", "b"]])
    assert found.values == ["b", "a", "c"]
    made = found.packed()
    assert unpacked(made["many"]) == [2, 0, 1, 2]
    assert numbered(made) == [[0, 1], [], [0], [0, 2]]
    assert Column([["b"], ["a"]], {"a": "A"}).values == ["a", "b"]


def test_what_follows_stands_once() -> None:
    """A country is told by the town, all topics with those of the talks; and all come back."""
    columns = {
        "country": Column([["PT"], ["PT"], ["ES"], [], ["PT"], ["ES"]]),
        "talks": Column([["a"], [], ["b"], [], [], []], {"a": "A"}, "topic"),
        "topic": Column([["c", "a"], ["c"], ["b"], [], ["a"], []], {"c": "C", "d": "D"}, "topic"),
        "alone": Column([["x"], ["y"], [], ["x"], ["y"], ["y"]]),
    }
    words = Column([["Porto"], ["Faro"], ["Vigo"], [], ["Porto"], ["Vigo"]])
    tables = tables_of(columns.values())
    made = written(columns, words, tables)
    names = {name: [[key, label] for key, label in table.items()] for name, table in tables.items()}
    assert made["country"]["of"] == ""
    assert made["topic"]["with"] == ["talks"]
    assert "of" not in made["alone"]
    assert len(unpacked(made["country"]["which"])) == 3
    assert [made[name]["offered"] for name in columns] == [0, 1, 2, 0]
    back = read(
        {"filters": made, "names": names, "words": {"values": words.values, **words.packed()}}
    )
    assert back == {name: [*map(set, column.rows)] for name, column in columns.items()}


def test_equal_keys_have_one_rank() -> None:
    assert ranks([5, 3, 5, 9]) == [1, 0, 1, 2]


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Ada Lovelace", "ada-lovelace"),
        ("  Sinéad O'Brien!", "sinead-o-brien"),
        ("İzmir", "izmir"),
        ("Łucja", ""),
        ("李娜", ""),
        ("", ""),
    ],
)
def test_an_address_follows_from_a_title(title: str, address: str) -> None:
    """Only where every browser would find the same."""
    assert derived_address(title) == address


def member(name: str, more: str = "") -> str:
    return f"name: {name}\njoined: 2026-11-01\n{more}"


PEOPLE = {f"members/person-{number}.yml": member(f"Person {number}") for number in range(8)}


def indexes(tmp_path: Path, files: dict[str, str | bytes | None]) -> dict[str, str]:
    """The files of all lists of a public hub with six on a page."""
    hub, problems = load(minimal_hub(tmp_path, files), page_size=6)
    assert problems.errors == []
    indexes = list_indexes(hub.public())
    return {made.uri: made.content.decode() for index in indexes for made in index.outputs()}


def test_a_list_of_one_page_has_no_index(tmp_path: Path) -> None:
    """What it shows is all there is."""
    assert indexes(tmp_path, {}) == {}


def test_an_index_names_every_page(tmp_path: Path) -> None:
    """In the order of the list, with the lines in blocks beside it."""
    files = indexes(
        tmp_path,
        {
            **PEOPLE,
            "members/x-1.yml": member("Zoë Zuse", "headline: Counts stars\nlanguages: [de, sw]"),
        },
    )
    made = json.loads(files["listings/members.json"])
    pages = list(named_pages(made))
    assert pages[-3:-1] == ["members/person-7/", "members/x-1/"]
    assert len(pages) == len(made["titles"].split("\n")) == len(unpacked(made["words"]["many"]))
    assert (
        json.loads(files["listings/members/0.json"])[pages.index("members/x-1/")] == "Counts stars"
    )
    assert {"de", "sw"} == read(made)["language"][pages.index("members/x-1/")]
    assert list(files) == ["listings/members.json", "listings/members/0.json"]


WITHHELD = "not_public: [headline, languages, place, mentoring, offers, speaks_on]"


def test_what_is_withheld_is_in_no_column(tmp_path: Path) -> None:
    """Nor is who is not public."""
    kept = (
        "headline: canary\nlanguages: [tlh, sw]\nplace: {city: Canary, country: IS}\n"
        "mentoring: {offers: [metrics]}\noffers: [{topic: metrics}]\nspeaks_on: [metrics]\n"
    )
    files = indexes(
        tmp_path,
        {
            **PEOPLE,
            "members/open.yml": member("Open", f"{kept}{WITHHELD}"),
            "members/of-group.yml": member("Of Group", "groups: [canary-group]"),
            "content/groups/canary-group.yml": "name: Canary\npurpose: Ca.\nvisible: hidden\n",
            "members/canary.yml": member("Canary", "visible: hidden\n"),
            "members/canary-two.yml": member("Canary Two", "visible: members\n"),
        },
    )
    text = "".join(files.values())
    made = json.loads(files["listings/members.json"])
    assert "canary" not in text.lower()
    found = {name: set().union(*rows) for name, rows in read(made).items()}
    assert "sw" not in found["language"]
    assert "IS" not in found["country"]
    assert not found["region"]
    for name in ("helps", "mentors", "speaks", "topic"):
        assert "metrics" not in found[name], name


def test_an_index_of_events_knows_when_they_are_over(tmp_path: Path) -> None:
    """And each date's own address."""
    series = f"{BASE['events/welcome-call.yml']}repeats: {{rule: weekly, count: 8}}\n"
    files = indexes(tmp_path, {"events/welcome-call.yml": series})
    made = json.loads(files["listings/events.json"])
    assert len(made["ends"]) == len(set(named_pages(made))) > 6
    assert min(made["ends"]) == "2026-12-03T18:00:00Z"


@dataclass(frozen=True)
class Somebody:
    name: str
    topics: tuple[str, ...]
    languages: tuple[str, ...]
    country: str
    joined: int


def test_ten_thousand_people_fit_into_120_kilobytes(tmp_path: Path) -> None:
    """Compressed, as they go over the wire."""
    some = random.Random(14)  # noqa: S311
    letters = "aaabcdeeeefghiiijklmnnooprrsstuvwyz"

    def word() -> str:
        return "".join(some.choices(letters, k=some.randint(4, 8))).capitalize()

    names, topics = [word() for _ in range(2500)], [f"topic-{number}" for number in range(60)]
    people = [
        Somebody(
            f"{some.choice(names)} {some.choice(names)}",
            tuple(some.sample(topics, some.randint(0, 2))),
            ("en", *some.choices(("es", "fr", "de", "pt", "sw"), k=some.randint(0, 1))),
            some.choices(names[:80], weights=range(80, 0, -1))[0],
            some.randint(0, 60),
        )
        for _ in range(10_000)
    ]
    filters = (
        Filter("topic", "Topic", lambda one: one.topics),
        Filter("language", "Language", lambda one: one.languages),
        Filter("country", "Country", lambda one: (one.country,)),
    )
    index = ListIndex(
        "members",
        "members/",
        sorted(people, key=lambda one: one.name),
        small_hub(tmp_path),
        filters,
        title=lambda one: one.name,
        url=lambda one: f"members/{derived_address(one.name)}/",
        line=lambda one: one.country,
        words=lambda one: (),
        orders=(SortOrder("newest", "Newest first", lambda one: one.joined),),
    )
    first, *blocks = index.outputs()
    assert len(gzip.compress(first.content, 6)) <= 120_000
    assert len(blocks) == 200
