"""Places in the forms that addresses have in their countries."""

from __future__ import annotations

import pytest

from hearth.base.countries import country_code
from hearth.base.written_places import NotAPlaceError, read_place


@pytest.mark.parametrize(
    ("text", "city", "region", "country"),
    [
        ("Hall, Porto, Portugal", "Porto", "", "PT"),
        ("1000-001 Lisboa, Portugal", "Lisboa", "", "PT"),
        ("Example Hall, Beispielweg 20, 10179 Berlin, Deutschland", "Berlin", "", "DE"),
        ("D-10115 Berlin, DE", "Berlin", "", "DE"),
        ("München, Bayern, Germany", "München", "Bayern", "DE"),
        ("69003 Lyon Cedex 03, France", "Lyon", "", "FR"),
        ("Via Esempio 1, 20121 Milano MI, Italia", "Milano", "MI", "IT"),
        ("Roma (RM), Italy", "Roma", "RM", "IT"),
        ("Calle Ejemplo 1, 28013 Madrid, Madrid, España", "Madrid", "Madrid", "ES"),
        ("Dam 1, 1012 JS Amsterdam, NLD", "Amsterdam", "", "NL"),
        ("111 22 Stockholm, Sverige", "Stockholm", "", "SE"),
        ("00-950 Warszawa, Polska", "Warszawa", "", "PL"),
        ("110 00 Praha 1, Česko", "Praha", "", "CZ"),
        ("8001 Zürich, Schweiz", "Zürich", "", "CH"),
        ("10 Example Street, London SW1A 2AA, UK", "London", "", "GB"),
        ("London SW1A 1AA", "London", "", "GB"),
        ("Oxford, Oxfordshire, United Kingdom", "Oxford", "Oxfordshire", "GB"),
        ("Cardiff, Wales", "Cardiff", "Wales", "GB"),
        ("Dublin 2, D02 X285, Ireland", "Dublin", "", "IE"),
        ("1 Example St, Sydney NSW 2000, Australia", "Sydney", "New South Wales", "AU"),
        ("Perth WA 6000", "Perth", "Western Australia", "AU"),
        ("Toronto, ON M5V 2T6", "Toronto", "Ontario", "CA"),
        ("Vancouver, BC, CA", "Vancouver", "British Columbia", "CA"),
        ("San Francisco, CA 94103", "San Francisco", "California", "US"),
        ("New York, NY 10001, USA", "New York", "New York", "US"),
        ("Seattle, Washington, United States", "Seattle", "Washington", "US"),
        ("Av. Exemplo, 1578, São Paulo - SP, 01310-200, Brasil", "São Paulo", "São Paulo", "BR"),
        ("Bengaluru, Karnataka 560001, India", "Bengaluru", "Karnataka", "IN"),
        ("1-1 Example, Tokyo 100-8111, Japan", "Tokyo", "", "JP"),
        ("東京, 日本", "東京", "", "JP"),
        ("Nairobi, KEN", "Nairobi", "", "KE"),
        ("Marina Hall, Singapore 018956", "Singapore", "", "SG"),
        ("Berlin (Germany)", "Berlin", "", "DE"),
    ],
)
def test_addresses_of_many_countries(text: str, city: str, region: str, country: str) -> None:
    """Postal codes before and after the town, regions, countries in many languages."""
    found = read_place(text)
    assert (found.city, found.region, found.country) == (city, region, country)


@pytest.mark.parametrize(
    ("text", "zone", "country", "region"),
    [
        ("San Francisco, CA", "America/Los_Angeles", "US", "California"),
        ("Wilmington, DE", "America/New_York", "US", "Delaware"),
        ("Berlin, DE", "Europe/Berlin", "DE", ""),
        ("Casablanca, MA", "Africa/Casablanca", "MA", ""),
        ("Milano, MI", "Europe/Rome", "IT", "MI"),
        ("Seattle, WA", "America/Los_Angeles", "US", "Washington"),
        ("Perth, WA", "Australia/Perth", "AU", "Western Australia"),
        ("Atlanta, Georgia", "America/New_York", "US", "Georgia"),
        ("Tbilisi, Georgia", "Asia/Tbilisi", "GE", ""),
    ],
)
def test_the_zone_tells_what_an_abbreviation_means(
    text: str, zone: str, country: str, region: str
) -> None:
    """A state is no country."""
    found = read_place(text, zone=zone)
    assert (found.country, found.region) == (country, region)


@pytest.mark.parametrize("text", ["San Francisco, CA", "Wilmington, DE", "Atlanta, Georgia"])
def test_without_evidence_no_country_is_chosen(text: str) -> None:
    """The reader says between which it is."""
    with pytest.raises(NotAPlaceError, match="which can be"):
        read_place(text)


def test_a_conclusion_is_noted() -> None:
    """So that somebody can look at it."""
    assert read_place("Austin, TX").note == '"TX" is read as Texas, United States'
    assert "concluded: United States" in read_place("Portland, Oregon").note
    assert read_place("Vancouver, BC, Canada").note == ""


def test_what_is_known_of_the_country_helps() -> None:
    """And what speaks against it is told; one word can be a hall."""
    assert read_place("Paris, Texas", "US").region == "Texas"
    assert read_place("Lyon", "FR", is_town=True).city == "Lyon"
    with pytest.raises(NotAPlaceError, match="said to be France"):
        read_place("Berlin, Germany", "FR")
    with pytest.raises(NotAPlaceError, match="give the town too"):
        read_place("Example Centre", "CA")


@pytest.mark.parametrize(
    "text",
    ["Online", "Room 12", "Berlin", "", "Paris, fr", ",,,", "Example, Granada", "Example, Madrid"],
)
def test_what_names_no_country_is_no_place(text: str) -> None:
    """Nothing is made up."""
    with pytest.raises(NotAPlaceError):
        read_place(text)


@pytest.mark.parametrize(
    ("name", "code"),
    [("DEU", "DE"), ("deu", "DE"), ("Allemagne", "DE"), ("Vietnam", "VN"), ("Türkiye", "TR")],
)
def test_countries_have_many_names(name: str, code: str) -> None:
    """In codes of two and three letters, and in many languages."""
    assert country_code(name) == code
