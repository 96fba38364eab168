"""The search index: what a text is found by, and the files in which it lies."""

from __future__ import annotations

import gzip
import json
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import Any

import pytest

from hearth.base.words import ENGLISH
from hearth.model.hub import Hub
from hearth.outputs import Output
from hearth.outputs.search import (
    SearchRecord,
    landing_record,
    page_records,
    search_record,
    search_records,
)
from hearth.outputs.search_terms import LEVELS, phrase, record_terms, stem, terms
from hearth.site import search_index as module
from hearth.site.search_index import INDEX, search_index


def record(title: str, text: str = "", **more: Any) -> SearchRecord:
    """A search record of an invented page."""
    return SearchRecord(
        f"{title.replace(' ', '-')}/", title, more.pop("kind", "page"), text, **more
    )


def read(files: Sequence[Output]) -> dict[str, Any]:
    """What the files hold, by their names without folder and endings."""
    return {
        file.uri.removeprefix("search-index/").removesuffix(".json.gz"): json.loads(
            gzip.decompress(file.content)
        )
        for file in files
    }


def unpacked(postings: list[int]) -> dict[int, int]:
    """The level of each record that a term finds."""
    found, rest = {}, iter(postings)
    for level in rest:
        number = 0
        for step in islice(rest, next(rest)):
            number += step
            found[number] = level
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sinéad O'Brien", {"sinead", "obrien", "o", "brien"}),
        ("a member’s e-mail", {"a", "members", "member", "email", "e", "mail"}),
        ("Łódź, İzmir, Straße, ÅNGSTRÖM", {"lodz", "izmir", "strasse", "angstrom"}),
        ("Γιώργος ΓΙΏΡΓΟΣ", {"γιωργοσ"}),
        ("鈴木 花子", {"鈴木", "花子"}),
        ("實踐社群", {"實踐", "踐社", "社群"}),
        ("ไทย", {"ไท", "ทย"}),
        ("हिन्दी में", {"हिन्दी", "में"}),
        ("أنظّم", {"انظم"}),
        ("한국어", {"한국어"}),
        ("1-2-4-All", {"124all", "1", "2", "4", "all"}),
        ("<b>&amp; -- ' §", {"b", "amp"}),
    ],
)
def test_a_text_is_cut_into_terms(text: str, found: set[str]) -> None:
    """Without accents and capitals, in all scripts; what is joined counts as one and as two."""
    assert set(terms(text)) == found


def test_a_title_is_a_term_as_a_whole() -> None:
    """In the words that are asked for, without what is joined."""
    assert phrase("Code of Conduct") == "code of conduct"
    assert phrase("Sinéad O'Brien's") == "sinead o brien"


@pytest.mark.parametrize(
    "family",
    [
        "measure measures measured measuring",
        "community communities",
        "moderate moderation moderator moderators moderating",
        "mentor mentors mentoring mentorship",
        "plan plans planned planning",
        "class classes",
        "newsletter newsletters",
    ],
)
def test_forms_of_a_word_have_one_stem(family: str) -> None:
    """Whoever types one finds the others."""
    assert len(set(map(stem, family.split()))) == 1


@pytest.mark.parametrize(
    "pair", ["news new", "bus bu", "this thi", "rust rus", "wing w", "李娜 李"]
)
def test_other_words_have_other_stems(pair: str) -> None:
    """What only looks like a form is a word of its own."""
    one, other = pair.split()
    assert stem(one) != stem(other)


def test_a_title_says_more_than_a_text() -> None:
    """A word that is all of a title says most; one among many in a text says least."""
    alone = record_terms(record("Moderation")).levels["moderation"]
    among = record_terms(record("Moderation of large forums")).levels["moderation"]
    named = record_terms(record("Trolls", words=("moderation",))).levels["moderation"]
    said = record_terms(record("Trolls", f"moderation {'and more ' * 60}")).levels["moderation"]
    assert LEVELS >= alone > named > among > said >= 1


def test_the_same_records_give_the_same_bytes(hub: Hub) -> None:
    """Whatever their order."""
    records = list(search_records(hub))
    assert list(search_index(records)) == list(search_index(reversed(records)))


def test_nothing_to_find_is_no_file() -> None:
    """An empty hub has no index."""
    assert list(search_index([])) == []


def test_a_change_leaves_most_files_alone(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word more in one text changes the file in which it stands, and the one that names them."""
    monkeypatch.setattr(module, "_SHARD", 4_000)
    records = list(search_records(hub))
    last = records[-1]
    more = SearchRecord(**{**vars(last), "text": f"{last.text} zygote"})
    before = {file.uri for file in search_index(records)}
    after = {file.uri for file in search_index([*records[:-1], more])}
    assert len(before) > 40
    assert 1 <= len(after - before) <= 2


def test_each_form_stands_in_the_file_of_its_place(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word that is typed is looked for in one file: there it is found with all its records, and
    so are the titles with a word that begins so."""
    monkeypatch.setattr(module, "_SHARD", 2_000)
    monkeypatch.setattr(module, "_STARTED", 9)
    records = module._in_order(search_records(hub))
    files = read(list(search_index(records)))
    index = files["index"]
    starts = [start.encode("utf-16-be") for start in index["starts"]]
    assert starts == sorted(starts) and starts[0] == b"" and len(starts) > 20

    def place(term: str) -> dict[str, Any]:
        at = bisect_right(starts, term.encode("utf-16-be")) - 1
        found: dict[str, Any] = files[index["terms"][at]]
        return found

    split = {start[:end] for start in index["starts"] for end in range(1, len(start))}
    for number, each in enumerate(records[::7]):
        for term, level in record_terms(each).levels.items():
            (postings,) = (
                postings
                for start, ends, postings in place(term)["terms"]
                if term in {start + end for end in ends.split(" ")}
            )
            assert unpacked(postings)[number * 7] >= level
        for name in record_terms(each).names:
            for beginning in split & {name[:end] for end in range(1, len(name) + 1)}:
                found = unpacked(place(beginning)["started"][beginning])
                assert number * 7 in found or len(found) == module._STARTED
                assert len(found) <= module._STARTED


def test_results_lie_in_their_order() -> None:
    """By kinds, then by addresses: so a number tells the kind, and where title and address are."""
    records = [record("b", "x"), record("Ada", "x" * 300, kind="person"), record("a", line="Line")]
    files = read(list(search_index(records)))
    index = files["index"]
    assert index["count"] == 3 and index["kinds"] == [["person", 1], ["page", 2]]
    ada, a, b = files[index["pages"][0]]
    assert ada[:2] == ["Ada/", "Ada"] and len(ada[2]) <= 110
    assert a == ["a/", "a", "Line"] and b == ["b/", "b", "x"]


def test_topics_narrow_results() -> None:
    """Each topic has the records that carry it."""
    records = [record("a", topics=("X", "Y")), record("b"), record("c", topics=("Y",))]
    files = read(list(search_index(records)))
    assert files[files["index"]["topics"][0]] == [["X", 0], ["Y", 0, 2]]


def test_the_index_is_named_last(hub: Hub) -> None:
    """Whoever reads it while it is written never meets a name that is not there yet."""
    assert [file.uri for file in search_index(search_records(hub))][-1] == INDEX


def test_a_page_is_found_by_its_sections() -> None:
    """Each with its address, under the page's title."""
    html = (
        '<h1 id="top">Guide<a class="headerlink" href="#top">¶</a></h1>'
        '<p>First <a href="x/">words</a>.</p>'
        '<h2 id="how">How &amp; why<a class="headerlink" href="#how">¶</a></h2><p>Second.</p>'
        "<h2>Nowhere</h2><p>Third.</p>"
    )
    page, section = page_records("guide/how-to/", "Guide", html)
    assert (page.url, page.line, page.words) == ("guide/how-to/", "First words.", ("how to",))
    assert "Second." in page.text and "¶" not in page.text
    assert (section.url, section.title, section.line) == ("guide/how-to/#how", "How & why", "Guide")
    assert section.text == "Second. Nowhere Third."


def test_a_list_is_found_by_what_leads_to_it() -> None:
    """By its kind's plural too, and by what visitors call it."""
    page = landing_record(ENGLISH, "resources/", "What we read", "Good things", "<p>Since 2024</p>")
    assert "resources" in page.words and page.kind == "page" and page.text == "Since 2024"
    assert "become a member" in landing_record(ENGLISH, "join/", "Take part", "", "").words


def test_single_dates_are_found(hub: Hub) -> None:
    """A date of a series has its page and counts for less than the series."""
    found = {each.url: each for each in search_records(hub)}
    series, date = found["events/welcome-call/"], found["events/welcome-call/2026-12-01/"]
    assert date.title == "Welcome call, Tue 1 December 2026" and date.weight < series.weight


def test_marks_of_a_text_are_no_words(hub: Hub) -> None:
    """Where links lead is not what a text says."""
    member = hub.members["amina-odhiambo"]
    body = "See [the map](https://hidden.example/zygote) and *this*."
    text = search_record(hub, member.model_copy(update={"body": body})).text
    assert "See the map and this" in text and "zygote" not in text
