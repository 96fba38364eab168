"""The kit: texts that tell others about an occurrence, made of nothing but what its record says."""

from __future__ import annotations

import html
import re
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import cmarkgfm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.kinds.event_parts import Online
from hearth.model.hub import Hub, load_hub
from hearth.model.schedule import Occurrence
from hearth.model.settings import read_settings
from hearth.outputs.promotion import SHORT, SUBJECT, Kit, kit, kit_markdown, kit_plain
from hearth.views.programme import prepared
from hearth.wording.document import Address, Link, Strong, Text, entry, heading, paragraph, written
from hearth.wording.safe import html_to_text, markdown
from hubs import REPOSITORY, small_hub

AS_OF = date(2026, 11, 23)
ADDRESS = "https://example.org/small/events/call/"
BASE = """\
title: A call
summary: We talk about what we make.
start: 2026-12-03T18:00
timezone: Europe/Berlin
mode: online
added: 2026-11-01
"""


def texts(found: Kit) -> dict[str, Text]:
    """Every text of a kit that there is, by its name."""
    values = {field.name: getattr(found, field.name) for field in fields(found)}
    return {name: value for name, value in values.items() if isinstance(value, Text)}


def everything(found: Kit) -> str:
    return "\n".join(
        [
            *(text.plain_text for text in texts(found).values()),
            *found.subjects,
            found.alt,
            *found.hashtags,
        ]
    )


def hub_with(root: Path, event: str) -> tuple[Hub, Occurrence]:
    hub = small_hub(root, {"events/call.yml": event}).public()
    item = hub.schedule.next_of(hub.events["call"])
    assert item
    return hub, item


def made(root: Path, event: str) -> Kit:
    return kit(*hub_with(root, event))


def without(event: str, *names: str) -> str:
    return "".join(line for line in event.splitlines(True) if not line.startswith(names))


@pytest.fixture(scope="module")
def sample() -> list[Kit]:
    """The kits of everything that is coming in the sample hub."""
    settings, _ = read_settings(REPOSITORY)
    hub = load_hub(REPOSITORY, settings, AS_OF, 1)[0].public()
    return [kit(hub, item) for event in hub.events.values() if (item := prepared(hub, event))]


@pytest.fixture(scope="module")
def plain_item(tmp_path_factory: pytest.TempPathFactory) -> tuple[Hub, Occurrence]:
    return hub_with(tmp_path_factory.mktemp("hub"), BASE)


# -- lengths ---------------------------------------------------------------------------------------


def test_the_short_text_fits_and_ends_with_the_address(sample: list[Kit]) -> None:
    """At most 280 characters in either form, the whole address among them."""
    for found in sample:
        for form in (found.short.plain_text, found.short.markdown):
            assert len(form) <= SHORT and form.endswith(found.address)


def test_the_medium_text_is_a_paragraph_or_two(sample: list[Kit]) -> None:
    """60 to 100 words of events that say what they are."""
    assert len(sample) > 20
    assert [
        found.title for found in sample if not 60 <= len(found.medium.plain_text.split()) <= 100
    ] == []


def test_three_subjects_say_three_things(sample: list[Kit]) -> None:
    """Each is at most 60 characters long, and no two are the same."""
    for found in sample:
        assert len(set(found.subjects)) == 3
        assert max(map(len, found.subjects)) <= SUBJECT


def test_nothing_is_said_of_what_is_not_stated(sample: list[Kit]) -> None:
    """No None, no empty brackets, no sentence without an end, no two stops."""
    for found in sample:
        assert re.findall(r"None|\(\)|: ?$|\.\. |,,| ,|  ", everything(found), re.MULTILINE) == []


PRINTABLE = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("*_`[]<>#&;:/.-+=|~!()\\\"' 1aw@\t\u00a0")),
        st.characters(exclude_categories=("Cs", "Cc")),
    ),
    min_size=1,
    max_size=300,
).map(lambda words: " ".join(words.split()) or "x")


@settings(max_examples=150, deadline=None)
@given(title=PRINTABLE, summary=PRINTABLE, why=PRINTABLE)
def test_whatever_is_written_fits(
    plain_item: tuple[Hub, Occurrence], title: str, summary: str, why: str
) -> None:
    """Any title and any summary: the short text is short, has the address, and no text fails."""
    hub, item = plain_item
    event = item.event.model_copy(update={"title": title, "summary": summary, "why_come": why})
    found = kit(hub, replace(item, event=event))
    for form in (found.short.plain_text, found.short.markdown):
        assert len(form) <= SHORT and form.endswith(ADDRESS)
    assert max(map(len, found.subjects)) <= SUBJECT
    said = found.long.plain_text.replace("\u2060", "")
    assert title in said and summary in said
    assert kit_plain(found) and kit_markdown(found)


def test_a_long_title_gives_way(tmp_path: Path) -> None:
    """Of 300 characters the beginning is kept, and the address and the day are whole."""
    short = made(tmp_path, BASE.replace("A call", "Long words " * 27)).short.plain_text
    assert short.startswith("Long words Long words") and "…" in short
    assert "Thu 3 Dec 2026, 18:00 Berlin time (17:00 UTC)" in short and short.endswith(ADDRESS)


def test_a_whole_sentence_says_more_than_half_of_two(tmp_path: Path) -> None:
    """Where the summary is too long for a chat, it ends where a sentence ends."""
    event = BASE.replace(
        "We talk about what we make.",
        f"We talk about what we make and for whom. {'And more ' * 20}",
    )
    assert (
        "A call: We talk about what we make and for whom.\n"
        in made(tmp_path, event).short.plain_text
    )


def test_a_title_and_a_sentence_are_told_apart(tmp_path: Path) -> None:
    """A title that asks needs no colon, and none gets two."""
    for title, words in (
        ("Who decides?", "Who decides? We talk"),
        ("'Circle: a talk'", "Circle: a talk. We talk"),
    ):
        assert made(tmp_path, BASE.replace("A call", title)).short.plain_text.startswith(words)


# -- Markdown --------------------------------------------------------------------------------------


def read_back(text: str) -> str:
    """What a reader of GitHub's dialect sees."""
    return html.unescape(
        re.sub(r"<[^>]*>", "", cmarkgfm.github_flavored_markdown_to_html(text, 0))
    ).strip()


@settings(max_examples=400, deadline=None)
@given(PRINTABLE)
def test_a_contributor_s_text_stays_text(words: str) -> None:
    """In a paragraph, in bold, in a list, in a heading, behind a link: what was written is what is
    read."""
    for block in (
        paragraph(words),
        paragraph(Strong(words), ": ", words),
        entry(words),
        entry(Strong("When:"), " ", words),
        heading(words),
        paragraph(Link(words, "https://example.org/a_(b)?x=1&copy;=2")),
    ):
        source = "".join(part if isinstance(part, str) else part.text for part in block.parts)
        said = read_back(written([block]).markdown).replace("\u2060", "")
        assert said == source.strip().replace("\u2060", "")


@pytest.mark.parametrize(
    "title",
    [
        "*Stars* and __lines__",
        "[A link](https://example.org)",
        "<b>Bold</b> & `code`",
        "# 1. A heading",
        "~~gone~~ &amp; back",
        "https://example.org/a_b_c is where",
        "1) - + > |",
    ],
)
def test_the_hub_s_own_renderer_shows_the_title_as_it_is(
    plain_item: tuple[Hub, Occurrence], title: str
) -> None:
    """A kit's Markdown, pasted into a page of the hub, shows the record's words."""
    hub, item = plain_item
    found = kit(hub, replace(item, event=item.event.model_copy(update={"title": title})))
    for text in texts(found).values():
        assert title in html_to_text(markdown(text.markdown))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a_(b)?x=1&copy;=2",
        "https://example.org/*a*/(b",
        "https://example.org/~a/_b_/",
    ],
)
def test_an_address_stays_whole(address: str) -> None:
    """Behind words and written out, a contributor's address leads where it is meant to lead."""
    for part in (Link("Register", address), Address(address)):
        shown = cmarkgfm.github_flavored_markdown_to_html(
            written([paragraph("See ", part)]).markdown, 0
        )
        (found,) = re.findall(r'href="([^"]*)"', shown)
        assert unquote(html.unescape(found)) == address


# -- times -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            "duration: 90\n",
            "on Thursday 3 December 2026, 18:00–19:30 Berlin time (CET), 17:00–18:30 UTC",
        ),
        ("", "on Thursday 3 December 2026, 18:00 Berlin time (CET), 17:00 UTC"),
        (
            "end: 2026-12-04T01:00\n",
            (
                "from Thursday 3 December 2026, 18:00, to Friday 4 December 2026, 01:00, Berlin "
                "time (CET), Thursday 17:00 to Friday 00:00 UTC"
            ),
        ),
    ],
)
def test_when(tmp_path: Path, change: str, words: str) -> None:
    """Weekday, the event's own clock with its zone, the same in UTC; no end that nobody stated."""
    assert words in made(tmp_path, BASE + change).medium.plain_text


def test_utc_names_its_day_where_it_is_another(tmp_path: Path) -> None:
    """Morning in Auckland is the evening before in UTC."""
    event = (
        BASE.replace("Europe/Berlin", "Pacific/Auckland").replace("T18:00", "T08:00")
        + "duration: 60\n"
    )
    found = made(tmp_path, event)
    assert "08:00–09:00 Auckland time (NZDT), Wednesday 19:00 to 20:00 UTC" in found.long.plain_text
    assert "08:00 Auckland time (Wednesday 19:00 UTC)" in found.short.plain_text


def test_utc_is_said_once(tmp_path: Path) -> None:
    """An event in UTC has one time."""
    found = made(tmp_path, BASE.replace("Europe/Berlin", "UTC") + "duration: 60\n")
    assert "18:00 UTC, online" in found.short.plain_text
    assert "Thursday 3 December 2026, 18:00–19:00 UTC" in found.long.plain_text
    assert found.long.plain_text.count("UTC") == 1


@pytest.mark.parametrize(
    ("start", "words"),
    [
        ("2026-12-03\n", "on Thursday 3 December 2026"),
        (
            "2026-12-03\nend: 2026-12-05\n",
            "from Thursday 3 December 2026 to Saturday 5 December 2026",
        ),
    ],
)
def test_whole_days(tmp_path: Path, start: str, words: str) -> None:
    """Days without a clock."""
    event = without(BASE.replace("2026-12-03T18:00\n", start), "timezone")
    assert f"It takes place {words}, online." in made(tmp_path, event).medium.plain_text


# -- taking part -----------------------------------------------------------------------------------


def test_no_registration_is_not_mentioned(tmp_path: Path) -> None:
    """Where nothing is said about registering, the texts say nothing either."""
    assert "egist" not in everything(made(tmp_path, BASE))


@pytest.mark.parametrize("reveal", ["registered", "members"])
def test_a_link_that_is_not_public_is_nowhere(
    plain_item: tuple[Hub, Occurrence], reveal: str
) -> None:
    """Even if a record held it, it is not in any text; how to get it is."""
    hub, item = plain_item
    online = Online.model_construct(
        platform="Jitsi", url="https://example.org/secret", reveal=reveal
    )
    found = kit(hub, replace(item, event=item.event.model_copy(update={"online": online})))
    assert "secret" not in kit_markdown(found) + kit_plain(found)
    way = "is for members" if reveal == "members" else "comes after registering"
    assert f"Jitsi; the link {way}" in found.long.plain_text


def test_a_public_link_is_there(tmp_path: Path) -> None:
    """Everybody may know it, so it stands in the letter and in the reminders."""
    found = made(
        tmp_path,
        BASE + "online: {platform: Jitsi, url: https://example.org/room, reveal: public}\n",
    )
    assert found.day_before
    for text in (found.long, found.day_before):
        assert "https://example.org/room" in text.plain_text
        assert "[Take part](https://example.org/room)" in text.markdown


REGISTRATION = (
    "registration: {url: https://example.org/sign-up, opens: 2026-11-01, closes: 2026-12-01, "
    "cost: EUR 5}\n"
)


def test_reminders_know_their_day(tmp_path: Path) -> None:
    """A week before one can still register; the day before that is over and is not held out to
    anybody."""
    found = made(tmp_path, BASE + REGISTRATION)
    assert found.week_before and found.day_before
    assert (
        "You can still register until Tuesday 1 December. Register here: "
        "https://example.org/sign-up"
    ) in found.week_before.plain_text
    assert "sign-up" not in found.day_before.plain_text
    assert (
        "In a week: A call" in found.week_before.plain_text
        and "Tomorrow: A call" in found.day_before.plain_text
    )


@pytest.mark.parametrize(
    ("registration", "words"),
    [
        (REGISTRATION, "until Tuesday 1 December; register here: https://example.org/sign-up"),
        (
            REGISTRATION.replace("opens: 2026-11-01", "opens: 2026-11-25"),
            "opens on Wednesday 25 November; register here",
        ),
        (
            REGISTRATION.replace("closes: 2026-12-01", "closes: 2026-11-20"),
            "closed on Friday 20 November\n",
        ),
        (
            "registration: {url: https://example.org/sign-up}\n",
            "Registration: register here: https://example.org/sign-up",
        ),
    ],
)
def test_registration(tmp_path: Path, registration: str, words: str) -> None:
    """What can be done on the hub's day, and until when; no link where it is closed."""
    long = made(tmp_path, BASE + registration).long.plain_text
    assert words in long
    assert ("sign-up" in long) == ("closed" not in words)


def test_a_room_and_online(tmp_path: Path) -> None:
    """A hybrid event names both ways, the venue's address and access facts, and how many places
    there are."""
    event = BASE.replace("mode: online", "mode: hybrid\nvenue: hall") + (
        "room: Upstairs\nonline: {reveal: registered}\n"
        "access: {captions: yes, step_free: by the yard}\n"
        "registration: {capacity: {in_person: 20, online: 30}}\n"
    )
    found = made(tmp_path, event)
    for words in (
        "Where: The Hall, Nairobi, Kenya",
        "Room: Upstairs",
        "Online: The link comes after registering",
        "Places: 20 in the room and 30 online",
        "step-free: by the yard; captions: yes",
    ):
        assert words in found.long.plain_text
    assert "at The Hall, Nairobi, and online" in found.short.plain_text


def test_guests_are_introduced(tmp_path: Path) -> None:
    """A guest has no page here, so the letter says who it is."""
    found = made(
        tmp_path,
        BASE + "speakers: [ada, {guest: Gil Guest, headline: Keeper of bees}]\nhosts: [bo]\n",
    )
    assert "With: Ada Example and Gil Guest (Keeper of bees)" in found.long.plain_text
    assert "Hosted by: Bo Sample" in found.long.plain_text
    assert "You will hear Ada Example and Gil Guest." in found.medium.plain_text


def test_one_date_of_a_series_speaks_for_itself(tmp_path: Path) -> None:
    """Its own title, summary, speakers and time, and how often it comes."""
    event = BASE + (
        "speakers: [ada]\nrepeats:\n  rule: monthly\n  on: first thursday\n  moved:\n"
        "    - occurrence: 2026-12-03\n"
        "      start: 2026-12-04T20:00\n      title: A call at night\n"
        "      summary: This once late.\n      speakers: [bo]\n"
    )
    found = made(tmp_path, event)
    assert found.title == "A call at night"
    assert (
        "This once late." in found.medium.plain_text
        and "You will hear Bo Sample." in found.medium.plain_text
    )
    assert "Friday 4 December 2026, 20:00" in found.long.plain_text
    assert "It was planned for Thursday 3 December before." in found.long.plain_text
    assert "Again: Every first Thursday of the month" in found.long.plain_text
    assert found.short.plain_text.startswith("New date: A call at night")


@pytest.mark.parametrize(
    ("status", "word"), [("cancelled", "Cancelled"), ("postponed", "Postponed")]
)
def test_what_is_off_is_not_advertised(tmp_path: Path, status: str, word: str) -> None:
    """Every text says so first, no reminder is written, and nobody is asked to register."""
    found = made(tmp_path, BASE + REGISTRATION + f"status: {status}\nwhy_come: It is good.\n")
    assert (found.week_before, found.day_before) == (None, None)
    assert all(line.startswith(f"{word}: ") for line in found.subjects)
    for text in (found.short, found.medium):
        assert (
            text.plain_text.startswith(f"{word}: A call")
            and "It was planned for Thu" in text.plain_text
        )
    assert (
        "register" not in found.short.plain_text + found.medium.plain_text + found.long.plain_text
    )


def test_moved_online(tmp_path: Path) -> None:
    """The old place is not named any more."""
    event = BASE.replace("mode: online", "mode: in-person\nvenue: hall") + "status: moved-online\n"
    found = made(tmp_path, event)
    assert "Hall" not in everything(found)
    assert found.short.plain_text.startswith("Now online: A call")


# -- as documents ----------------------------------------------------------------------------------


def test_the_kit_as_one_document(tmp_path: Path) -> None:
    """Every text is in it once, below a heading, in its own form."""
    found = made(tmp_path, BASE.replace("A call", "A *call*") + "topics: [events-craft, metrics]\n")
    document = kit_markdown(found)
    for text in texts(found).values():
        assert document.count(text.markdown) == 1
    assert r"- A \*call\*" in document and "#Events #Metrics" in document
    assert "A *call*" in kit_plain(found) and "\\" not in kit_plain(found)


def test_a_card_is_described_by_its_words(tmp_path: Path) -> None:
    """Title, time, place and community, in one sentence each."""
    alt = made(tmp_path, BASE).alt
    assert alt == (
        "Card with the words: A call. Thu 3 Dec 2026, 18:00 Berlin time (17:00 UTC), online. "
        "Small Circle."
    )
