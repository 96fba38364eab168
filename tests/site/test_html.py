"""Pages as HTML: valid, complete, in order."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import html5lib
import pytest
from lxml import etree

from hearth.model.hub import Hub
from site_pages import URL, jumps, ordinary, pages


def test_every_page_is_valid(site: Path) -> None:
    """A strict parser of HTML stumbles over no page; test_vnu.py asks a stricter one."""
    seen: set[bytes] = set()
    wrong = {}
    for file in sorted(site.rglob("*.html")):
        raw = file.read_bytes()
        # What stands outside the article is the same on the pages of one shell and is read once.
        chrome, inner = _chrome(raw)
        part = raw if chrome not in seen else b"<!doctype html><title>x</title><body>" + inner
        seen.add(chrome)
        try:
            html5lib.HTMLParser(strict=True).parse(part, transport_encoding="utf-8")
        except html5lib.html5parser.ParseError as error:
            wrong[file.relative_to(site).as_posix()] = str(error)
    assert wrong == {}


def _chrome(raw: bytes) -> tuple[bytes, bytes]:
    found = re.search(rb"<article.*</article>", raw, re.DOTALL)
    if not found:
        return raw, b""
    head_less = re.sub(rb"<head>.*?</head>", b"", raw.replace(found[0], b""), flags=re.DOTALL)
    return re.sub(rb'(href|src|content|data-[a-z]+)="[^"]*"', b"", head_less), found[0]


def test_every_page_says_what_it_is(site: Path) -> None:
    """One h1, a title, a language, a description, and its own address as the canonical one."""
    for url, page in ordinary(site).items():
        assert len(page.xpath("//h1")) == 1, url
        assert page.xpath("string(//h1)").strip(), url
        assert page.xpath("string(//title)").strip(), url
        assert page.get("lang"), url
        assert [
            meta.strip() != "" for meta in page.xpath("//meta[@name='description']/@content")
        ] == [True], url
        assert page.xpath("//link[@rel='canonical']/@href") == [URL + url], url


def test_titles_tell_pages_apart(site: Path) -> None:
    """No two pages have one title and one description."""
    told = Counter(
        (page.xpath("string(//title)"), page.xpath("string(//meta[@name='description']/@content)"))
        for page in ordinary(site).values()
    )
    assert [words for words, number in told.items() if number > 1] == []


def test_ids_are_unique(site: Path) -> None:
    """An anchor leads to one place."""
    for url, page in pages(site).items():
        assert [
            name for name, number in Counter(page.xpath("//@id")).items() if number > 1
        ] == [], url


def test_references_between_elements_hold(site: Path) -> None:
    """Labels, descriptions and controls name elements that are there."""
    for url, page in pages(site).items():
        ids = set(page.xpath("//@id"))
        named = {
            word
            for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for", "list")
            for value in page.xpath(f"//@{attribute}")
            for word in value.split()
        }
        assert named - ids - {"__search"} == set(), url


def test_pictures_have_words(site: Path) -> None:
    """Every picture has an alternative text, be it empty, and a size."""
    for url, page in pages(site).items():
        assert page.xpath("//img[not(@alt)]") == [], url


def test_links_have_words(site: Path) -> None:
    """No link or button is without a name."""
    for url, page in pages(site).items():
        for element in page.xpath("//a[@href] | //button"):
            words = (
                element.xpath("string()").strip()
                or element.get("aria-label")
                or "".join(element.xpath(".//img/@alt | .//svg/title/text()"))
            )
            assert words, (url, element.attrib)


@pytest.mark.parametrize("folder", ["site", "small_site"])
def test_headings_go_down_one_by_one(folder: str, request: pytest.FixtureRequest) -> None:
    """Nothing is skipped on the way from h1 down, on pages with little on them either."""
    for url, page in pages(request.getfixturevalue(folder)).items():
        assert jumps(page) == [], url


def words(line: str) -> set[str]:
    return set(re.findall(r"[\w-]+", line))


TYPED = words(
    "text search url tel email password date month week time datetime-local number range "
    "color hidden"
)
ROLES = words(
    "alert article banner button cell checkbox complementary contentinfo definition dialog "
    "document feed figure form grid gridcell group heading img link list listbox listitem "
    "main menu menubar menuitem menuitemradio navigation none note option presentation radio "
    "radiogroup region row rowgroup search searchbox separator status switch tab table "
    "tablist tabpanel term textbox timer toolbar tooltip"
)
ARIA = words(
    "atomic busy checked colcount colindex colspan controls current describedby description "
    "details disabled errormessage expanded flowto haspopup hidden invalid keyshortcuts "
    "label labelledby level live modal multiselectable orientation owns placeholder posinset "
    "pressed readonly relevant required roledescription rowcount rowindex rowspan selected "
    "setsize sort valuemax valuemin valuenow valuetext"
)
INTERACTIVE = (
    "self::a[@href] or self::button or self::select or self::textarea or self::summary or "
    "self::label or self::input[not(@type='hidden')]"
)
STRUCTURE = {
    "a field to type into alone completes what is typed": (
        "//input[@autocomplete]"
        f"[not({' or '.join(f'@type={kind!r}' for kind in sorted(TYPED))})]"
        " | //button[@autocomplete]"
    ),
    "the first heading stands in no second article": "//article//article//h1",
    "nothing to press lies in something to press": (
        f"//*[self::a[@href] or self::button or self::summary]//*[{INTERACTIVE}]"
    ),
    "a list holds items": (
        "//*[self::ul or self::ol]/*[not(self::li or self::script or self::template)]"
    ),
    "an item lies in a list": (
        "//li[not(parent::ul or parent::ol or parent::menu or parent::template)]"
    ),
    "a list of definitions holds terms and definitions": (
        "//dl/*[not(self::dt or self::dd or self::div or self::script or self::template)]"
    ),
    "a field has a name": (
        "//*[self::input[not(@type='hidden' or @type='submit' or @type='button')] or "
        "self::select or self::textarea][not(@aria-label or @aria-labelledby or "
        "ancestor::label)][not(@id = //label/@for)][not(contains(@class, 'md-toggle'))]"
    ),
    "no element has a look of its own that HTML dropped": (
        "//@align | //@bgcolor | //@border | //@valign | //center | //font | //big | //tt | "
        "//strike"
    ),
    "a label of a nameless element is heard by nobody": (
        "//*[self::div or self::span][@aria-label or @aria-labelledby][not(@role)]"
    ),
}
"""What the Nu checker would say, as far as an XPath can: rule, and what breaks it."""


@pytest.mark.parametrize("rule", STRUCTURE)
def test_the_structure_is_html_s(site: Path, rule: str) -> None:
    """No page has an element where it must not be."""
    find = etree.XPath(STRUCTURE[rule])
    assert {url: found for url, page in pages(site).items() if (found := find(page))} == {}


LANDMARKS = (
    "//nav",
    "//aside",
    "//section[@aria-label or @aria-labelledby]",
    "//*[@role='search']",
)


def test_landmarks_of_a_kind_have_names_of_their_own(site: Path) -> None:
    """Who jumps from one to the next hears which it is."""
    for url, page in pages(site).items():
        names = Counter(
            (kind, one.get("aria-label") or one.get("aria-labelledby") or "")
            for kind in LANDMARKS
            for one in page.xpath(kind)
        )
        assert [name for name, number in names.items() if number > 1] == [], url


def test_header_and_footer_are_those_of_every_page(site: Path) -> None:
    """The same links and buttons in the same order; a page that can be changed leads to that at the
    end. What other sites show has neither."""
    seen = Counter()
    for url, page in ordinary(site).items():
        ends = page.xpath(
            "//header[contains(@class, 'hb-top')] | //footer[contains(@class, 'hb-foot')]"
        )
        assert len(ends) == (0 if url.startswith("embed/") else 2), url
        seen[
            tuple(
                " ".join(one.text_content().split()) or one.get("aria-label")
                for end in ends
                for one in end.xpath(".//a[not(@rel='edit')] | .//button | .//summary")
            )
        ] += 1
    assert len(seen) == (2 if () in seen else 1), seen


def test_words_of_aria_are_real(site: Path) -> None:
    """A role or an attribute that does not exist helps nobody."""
    for url, page in pages(site).items():
        assert {word for role in page.xpath("//@role") for word in role.split()} <= ROLES, url
        names = {
            name
            for element in page.xpath("//*[@*[starts-with(name(), 'aria-')]]")
            for name in element.attrib
        }
        assert {name[5:] for name in names if name.startswith("aria-")} <= ARIA, url


def test_times_are_written_for_machines(site: Path) -> None:
    """datetime holds a day, a month, a year, an instant with its offset, or a duration."""
    form = re.compile(
        r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?|\d{4}-W\d\d|\d\d:\d\d"
        r"|P[\dTYMDHS]+"
    )
    for url, page in pages(site).items():
        assert [
            value for value in page.xpath("//time/@datetime") if not form.fullmatch(value)
        ] == [], url


def things(page: Any) -> list[dict[str, Any]]:
    """What a page says in JSON-LD."""
    return [
        thing
        for script in page.xpath("//script[@type='application/ld+json']/text()")
        for thing in json.loads(script)["@graph"]
    ]


def test_events_are_told_to_machines(site: Path, hub: Hub) -> None:
    """schema.org/Event with what search engines require; a start with a time has its offset."""
    shown = [
        (event, item)
        for event in hub.events.values()
        for item in hub.schedule.by_event.get(event.id, [None])
    ]
    for event, item in shown:
        thing = next(
            thing
            for thing in things(pages(site)[hub.url(item or event)])
            if thing["@type"] == "Event"
        )
        assert thing.keys() >= {
            "name",
            "startDate",
            "location",
            "eventStatus",
            "eventAttendanceMode",
            "description",
            "url",
            "organizer",
        }, event.id
        assert re.fullmatch(
            r"\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2})?)?", thing["startDate"]
        ), event.id
        assert all(
            thing[name].startswith("https://schema.org/Event") or "AttendanceMode" in thing[name]
            for name in ("eventStatus", "eventAttendanceMode")
        )
        for place in thing["location"]:
            assert place.get("address") or place.get("url"), event.id


def test_members_are_told_to_machines(site: Path, hub: Hub) -> None:
    """Persons and organisations, with the address of their page."""
    for member in hub.members.values():
        thing = next(
            thing
            for thing in things(pages(site)[f"members/{member.id}/"])
            if thing["@type"] in ("Person", "Organization")
        )
        assert thing["@type"] == ("Person" if member.kind == "person" else "Organization")
        assert (thing["name"], thing["url"]) == (member.name, f"{URL}members/{member.id}/")


def test_the_way_down_is_told_to_machines(site: Path) -> None:
    """Breadcrumbs count from one and end with the page itself."""
    with_crumbs = 0
    for url, page in ordinary(site).items():
        for thing in things(page):
            if thing["@type"] == "BreadcrumbList":
                with_crumbs += 1
                items = thing["itemListElement"]
                assert [item["position"] for item in items] == list(range(1, len(items) + 1)), url
                assert items[-1]["item"] == URL + url and all(item["name"] for item in items), url
    assert with_crumbs > 100


def test_the_glossary_is_told_to_machines(site: Path, hub: Hub) -> None:
    """A set of defined terms."""
    thing = next(
        thing for thing in things(pages(site)["glossary/"]) if thing["@type"] == "DefinedTermSet"
    )
    assert [term["name"] for term in thing["hasDefinedTerm"]] == [
        term.term for term in hub.terms.values()
    ]
    assert all(
        term["@type"] == "DefinedTerm"
        and term["description"]
        and term["url"].startswith(f"{URL}glossary/#")
        for term in thing["hasDefinedTerm"]
    )


def test_what_machines_are_told_has_no_empty_values(site: Path) -> None:
    """What is not known is not said."""

    def empty(value: Any) -> bool:
        if isinstance(value, dict):
            return not value or any(map(empty, value.values()))
        return value in (None, "") or (
            isinstance(value, list) and (not value or any(map(empty, value)))
        )

    assert [url for url, page in ordinary(site).items() if any(map(empty, things(page)))] == []


@pytest.mark.parametrize(
    "name", ["og:title", "og:description", "og:url", "og:type", "og:site_name"]
)
def test_shared_links_have_words(site: Path, name: str) -> None:
    """What a chat shows of a link is there on every page."""
    for url, page in ordinary(site).items():
        assert [
            value.strip() != "" for value in page.xpath(f"//meta[@property='{name}']/@content")
        ] == [True], url
