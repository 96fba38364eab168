"""Profiles on services and web addresses, in every usual form."""

from __future__ import annotations

import pytest

from hearth.base.profiles import NotAProfileError, profile_name, web_address
from hearth.base.urls import same_address


@pytest.mark.parametrize(
    ("service", "name", "forms"),
    [
        (
            "github",
            "ada",
            ("ada", "@ada", "github.com/ada", "https://www.github.com/ada/?tab=repositories"),
        ),
        ("github", "ada", ("https://gist.github.com/ada", "https://github.com/orgs/ada/people")),
        ("gitlab", "ada", ("ada", "https://gitlab.com/ada/project")),
        (
            "mastodon",
            "ada@social.example.org",
            (
                "@ada@social.example.org",
                "https://social.example.org/@ada",
                "social.example.org/@ada/112",
                "https://social.example.org/users/ada",
                "https://other.example.org/@ada@social.example.org",
                "acct:ada@social.example.org",
                "https://elk.zone/social.example.org/@ada",
            ),
        ),
        (
            "bluesky",
            "ada.bsky.social",
            ("@ada.bsky.social", "Ada.bsky.social", "https://bsky.app/profile/ada.bsky.social/"),
        ),
        (
            "linkedin",
            "in/ada-example",
            (
                "ada-example",
                "in/ada-example",
                "https://de.linkedin.com/in/ada-example/en?originalSubdomain=de",
                "www.linkedin.com/in/ada-example/",
            ),
        ),
        ("linkedin", "company/example", ("https://www.linkedin.com/company/example/about/",)),
        (
            "orcid",
            "0000-0002-1825-0097",
            (
                "0000000218250097",
                "http://orcid.org/0000-0002-1825-0097",
                "ORCID: 0000-0002-1825-0097",
            ),
        ),
        ("youtube", "@ada", ("@ada", "ada", "https://www.youtube.com/@ada/videos")),
    ],
)
def test_every_form_of_a_profile_gives_the_name(
    service: str, name: str, forms: tuple[str, ...]
) -> None:
    """As a member's file has it."""
    assert {profile_name(service, form) for form in forms} == {name}


@pytest.mark.parametrize(
    ("service", "text"),
    [
        ("mastodon", "@ada"),
        ("mastodon", "https://social.example.org/about"),
        ("youtube", "https://www.youtube.com/channel/UCabcdefghij"),
        ("youtube", "UCabcdefghijklmnopqrstuv"),
        ("bluesky", "did:plc:abc"),
        ("github", "https://example.org/ada"),
        ("linkedin", "https://www.linkedin.com/feed/"),
        ("orcid", "1234"),
    ],
)
def test_what_shows_no_name_is_told(service: str, text: str) -> None:
    """Instead of a name that is none."""
    with pytest.raises(NotAProfileError):
        profile_name(service, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("example.org", "https://example.org"),
        ("www.example.org/b?x=1", "https://www.example.org/b?x=1"),
        ("HTTP://example.org/?utm_source=meetup&x=1#a", "http://example.org/?x=1#a"),
        ("feed://example.org/feed.xml", "http://example.org/feed.xml"),
        ("feed:https://example.org/feed.xml", "https://example.org/feed.xml"),
        ("Ada", "Ada"),
        ("mailto:ada@example.org", "mailto:ada@example.org"),
    ],
)
def test_a_web_address_gets_its_scheme_and_loses_its_trackers(text: str, expected: str) -> None:
    """Other texts stay: the checker speaks of them."""
    assert web_address(text) == expected


def test_addresses_are_compared_without_trackers() -> None:
    """What tells where a click came from leads to no other page."""
    plain = same_address("https://example.org/a?x=1")
    assert same_address("https://www.example.org/a/?utm_source=b&x=1&fbclid=abc") == plain
    assert same_address("https://example.org/a?x=2") != plain
