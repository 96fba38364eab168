"""Drafts for short channels: they fit, they say where to read on, and nothing that is not
public."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import hostile
from hearth.cli.main import main
from hearth.model.hub import Hub
from hearth.outputs.promotion import SHORT
from hearth.papers.social import MEDIUM, Drafts, fitted, of_event, of_post, sentences
from hearth.views.programme import prepared
from hearth.wording.safe import shorten
from hubs import small_hub

CANARY = "Canary"
FILES: dict[str, str | bytes | None] = {
    "content/assets/p.png": (
        Path(__file__).resolve().parents[2] / "overrides/assets/images/favicon.png"
    ).read_bytes(),
    "content/news/story.md": (
        "---\ntitle: Who answers first\ndate: 2026-11-10\ntype: story\n"
        "summary: One sentence. And a second one!\nauthors: [ada, mole]\n"
        "topics: [onboarding, events-craft]\noutcome: The crew looks on Mondays\n"
        "image: {src: assets/p.png, alt: A kettle, credit: Ada, licence: CC0-1.0}\n---\n"
        "The **first** paragraph, with [a link](https://example.org/).\n\n| a | b |\n|---|---|\n"
        "| 1 | 2 |\n\n" + "More. " * 400 + "\n"
    ),
    "content/news/same.md": "---\ntitle: Same\ndate: 2026-11-10\n---\nWords.\n",
    "content/news/secret.md": (
        "---\ntitle: Secret\ndate: 2026-11-10\nvisible: hidden\n---\nWords.\n"
    ),
    "events/same.yml": (
        "title: Same\nsummary: S.\nstart: 2026-12-01T18:00\ntimezone: UTC\nmode: online\n"
        "added: 2026-11-01\ntopics: [metrics]\nwhy_come: You take a list home.\nhosts: [mole]\n"
        "speakers: [bo]\nnot_public: [speakers]\n"
    ),
    "events/over.yml": (
        "title: Over\nsummary: S.\nstart: 2026-10-01T18:00\ntimezone: UTC\nmode: online\n"
        "added: 2026-09-01\n"
    ),
    "members/mole.yml": f"name: {CANARY} Mole\njoined: 2026-01-01\nvisible: hidden\n",
}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    return small_hub(tmp_path_factory.mktemp("hub"), FILES)


@pytest.fixture(scope="module")
def story(hub: Hub) -> Drafts:
    return of_post(hub.public(), hub.public().posts["story"])


def event_drafts(hub: Hub, name: str, **update: str) -> Drafts:
    public = hub.public()
    item = prepared(public, public.events[name])
    assert item
    return of_event(public, replace(item, event=item.event.model_copy(update=update)))


def test_a_story_in_three_lengths(story: Drafts) -> None:
    """Title, summary, what came of it, the beginning of the text; who wrote it, where it is, and
    what it is about."""
    tail = "\n\nBy Ada Example.\n\nhttps://example.org/small/news/story/\n\n#Onboarding #Events"
    said = (
        "Who answers first. One sentence. And a second one! The crew looks on Mondays. The first "
        "paragraph, with a link."
    )
    assert story.short == story.medium == said + tail
    assert story.long.startswith(
        "Who answers first\n\nBy Ada Example.\n\nOne sentence. And a second one!\n\n"
        "The first paragraph, with a link.\n\n"
    )
    assert story.long.endswith(
        "The crew looks on Mondays.\n\nhttps://example.org/small/news/story/\n\n#Onboarding #Events"
    )
    assert "More" not in story.long and "1 2" not in story.long
    assert (story.picture, story.alt) == ("https://example.org/small/assets/p.png", "A kettle")


def test_an_event_in_three_lengths(hub: Hub) -> None:
    """The kit's short and long text, and one between them."""
    found = event_drafts(hub, "same")
    assert found.medium == (
        "Same. S. You take a list home.\n\nTue 1 Dec 2026, 18:00 UTC, online.\n\n"
        "https://example.org/small/events/same/\n\n#Metrics"
    )
    assert found.short.endswith("#Metrics") and "When: Tuesday 1 December 2026" in found.long
    assert found.alt.startswith("Card with the words: Same.") and found.picture.endswith(
        "/cards/events/same.png"
    )


def test_nothing_hidden_is_told(hub: Hub, story: Drafts) -> None:
    """Neither hidden people nor fields that are kept back."""
    told = (
        json.dumps([story.data, event_drafts(hub, "same").data])
        + story.plain_text
        + str(story.html)
    )
    assert CANARY not in told and "Bo Sample" not in told


words = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=300
)


@settings(max_examples=200, deadline=None)
@given(
    title=words,
    said=st.lists(words, max_size=3),
    fact=words,
    tags=st.lists(st.just("#Tag"), max_size=3),
    limit=st.sampled_from([SHORT, MEDIUM]),
)
def test_whatever_is_written_fits(
    title: str, said: list[str], fact: str, tags: list[str], limit: int
) -> None:
    """And has the whole address."""
    found = fitted(title, said, fact, "https://example.org/a", tags, limit)
    assert len(found) <= limit and "https://example.org/a" in found


def test_an_address_that_fills_everything_stands_alone() -> None:
    """It is the one thing that cannot be cut."""
    address = f"https://example.org/{'a' * 260}"
    assert fitted("Title", ["Words."], "Fact.", address, ["#Tag"], SHORT) == address


def test_sentences_are_whole_or_not_there() -> None:
    """Only the first one is cut, when nothing else could be said."""
    long = "word " * 60
    assert (
        fitted("Title", ["First.", long], "", "https://example.org/", [], SHORT)
        == "Title. First.\n\nhttps://example.org/"
    )
    assert fitted("Title", [long], "", "https://example.org/", [], SHORT).startswith(
        "Title. word word"
    )
    assert sentences("One. Two! Three") == ["One.", "Two!", "Three."]


@pytest.mark.parametrize("text", ["👩🏽‍🚀", "🇰🇪🇵🇹", "é", "각", "👍🏿", "❤️", "क्षि", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "Z̷̛"])
def test_no_character_is_cut_in_two(text: str) -> None:
    """Wherever the limit falls: an emoji of several parts, a flag, an accent, a syllable."""
    for limit in range(1, len(text) + 3):
        cut = shorten(f"{text}{text}ab", limit).removesuffix("…")
        flags = [text[start : start + 2] for start in (0, 2)] if text[0] == "🇰" else [text]
        assert cut in {
            "",
            *("".join((flags * 2)[:count]) for count in range(1, 5)),
            f"{text}{text}a",
            f"{text}{text}ab",
        }


@pytest.mark.parametrize("text", [*hostile.STRINGS, *hostile.BENIGN])
def test_hostile_words_stay_words(hub: Hub, text: str) -> None:
    """In the page; and in the plain drafts they begin no line of their own."""
    public = hub.public()
    post = public.posts["story"].model_copy(
        update={"title": text, "summary": text, "outcome": text}
    )
    for found in (
        of_post(public, post),
        event_drafts(hub, "same", title=text, summary=text, why_come=text),
    ):
        hostile.assert_only(str(found.html), "p a")
        assert max(len(found.short), len(found.medium)) <= MEDIUM and len(found.short) <= SHORT
        assert "\u2028" not in found.medium and "\r" not in found.medium


def test_the_command_finds_events_and_posts(hub: Hub) -> None:
    """By their files; what is hidden, over or not there is refused with a word."""

    def run(*options: str) -> Result:
        return CliRunner().invoke(
            main, ["social", *options, "--folder", str(hub.root), "--as-of", "2026-11-23"]
        )

    assert "One sentence" in run("story").output
    assert json.loads(run("story", "--format", "json").output)["alt"] == "A kettle"
    assert run("same").exit_code == 2 and "Say events/same or news/same" in run("same").output
    assert (
        "take a list home" in run("events/same.yml").output
        and "Words." in run("content/news/same.md").output
    )
    assert "not public" in run("secret").output and run("secret").exit_code == 2
    assert "no date that is coming" in run("over").output
    assert 'Did you mean "story"?' in run("storry").output
