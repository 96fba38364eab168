"""Read places as people and programs write them: a name, a town, a region and a country, in the
forms that addresses have in their countries."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hearth.base.countries import NATIONS, Region, country_code, regions_called
from hearth.base.locale_data import COUNTRIES
from hearth.base.normalize import fold, word_set
from hearth.base.zone_words import cities, zone_countries

MAX_TEXT = 400


class NotAPlaceError(ValueError):
    """Why no town and country can be read for sure."""


@dataclass(frozen=True)
class WrittenPlace:
    """What a text says of where something is."""

    name: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    """Two letters."""
    note: str = ""
    """What was concluded from little, to be looked at."""


def read_place(text: str, country: str = "", zone: str = "", is_town: bool = False) -> WrittenPlace:
    """The place an address names; NotAPlaceError with the reason where that is not sure.

    ``country`` is known from elsewhere; the zone of the place tells what CA, DE or WA are.
    ``is_town`` says that a single word is a town and no hall.
    """
    parts = _split(text[:MAX_TEXT])
    if not parts:
        raise NotAPlaceError("says nothing")
    reading = _country_last(parts, country, zone_countries().get(zone, ""))
    if reading.country in _TOWN_STATES:
        name = COUNTRIES[reading.country].split(" SAR")[0]
        before = [part for part in reading.parts if fold(part) != fold(name)]
        return WrittenPlace(", ".join(before), name, "", reading.country)
    return _town(reading.parts, replace(reading, known=reading.known and not is_town))


def country_of_town(town: str) -> str:
    """The country of a town that is known without it, such as London; empty of others."""
    zone_name = cities().get(fold(town), "")
    known = zone_name.startswith(_OLD_WORLD) or fold(town) in _IN_AMERICA
    return zone_countries().get(zone_name, "") if known else ""


_OLD_WORLD = ("Europe/", "Asia/", "Africa/", "Australia/")
_IN_AMERICA = word_set(
    "new york|chicago|los angeles|denver|detroit|toronto|montreal|vancouver|mexico city|sao paulo"
    "|buenos aires|montevideo|bogota|lima|caracas|havana"
)
"""Towns there that are not also towns of Europe, as Halifax and Cordoba are."""


@dataclass(frozen=True)
class _Reading:
    parts: tuple[str, ...]
    """Those before the country and, where it says the country, the region."""
    country: str
    region: str = ""
    note: str = ""
    known: bool = False
    """Whether the country was known from elsewhere and the text does not say it."""


def _split(text: str) -> list[str]:
    flat = re.sub(r"[\n\r;|•·]+|\s[–—]\s", ",", text)
    flat = re.sub(r"\(([^()]*)\)\s*$", r",\1", flat.strip(" ,."))
    parts = [" ".join(part.split()).strip(" .-") for part in re.split("[,，、]", flat)]
    parts = [part for part in parts if part]
    if len(parts) == 1 and (found := re.fullmatch(r"(.{2,}) [-/] (.{2,})", parts[0])):
        return [found[1].strip(), found[2].strip()] if country_code(found[2]) else parts
    return parts


# -- the country ---------------------------------------------------------------------------------

_POSTCODES = {
    "US": r"\d{5}(?:-\d{4})?",
    "CA": r"[A-Z]\d[A-Z] ?\d[A-Z]\d",
    "AU": r"\d{4}",
    "GB": r"[A-Z]{1,2}\d[A-Z\d]?(?: ?\d[A-Z]{2})?",
    "IN": r"-? ?\d{3} ?\d{3}",
    "BR": r"\d{5}-?\d{3}",
    "JP": r"〒?\d{3}-?\d{4}",
    "IE": r"[A-Z]\d[\dW] ?[A-Z\d]{4}",
}
_SURE_POSTCODES = {
    "CA": re.compile(r"[A-Z]\d[A-Z] ?\d[A-Z]\d"),
    "GB": re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"),
}
"""Of a form that no other country's have."""
_ANY_POSTCODE = r"\d{3,6}(?:[ -]\d{2,4})?"


_TOWN_STATES = frozenset({"SG", "HK", "MO", "MC", "GI", "VA"})


def _country_last(parts: list[str], known: str, near: str) -> _Reading:
    """The country at the end of an address, or one that its last part leaves no doubt of."""
    last = parts[-1]
    bare = re.sub(rf" {_ANY_POSTCODE}$", "", last)
    if bare != last and len(bare) > 3 and country_code(bare) and not regions_called(bare):
        last = bare
    if known and not _says(last, known):
        other = country_code(last) if len(parts) > 1 and not _is_short(last) else None
        if other and other != known and not _is_region_of(last, known):
            raise NotAPlaceError(
                f'ends with "{last}", and the country is said to be {COUNTRIES[known]}'
            )
        return _Reading(tuple(parts), known, known=True)
    if not _is_short(last) and (code := country_code(last)) and not regions_called(last):
        return _Reading(tuple(parts[:-1]), code)
    if fold(last) in NATIONS and (known or "GB") == "GB":
        return _Reading(tuple(parts[:-1]), "GB", NATIONS[fold(last)])
    if known:
        return _Reading(tuple(parts[:-1]), known)
    return _by_last_part(parts, near)


def _is_short(text: str) -> bool:
    return bool(re.fullmatch("[A-Za-z]{2}", text))


def _says(text: str, country: str) -> bool:
    return country_code(text) == country and (
        len(text) != 2 or text.isupper() or text in ("Uk", "uk")
    )


def _is_region_of(text: str, country: str) -> bool:
    return any(region.country == country for region in regions_called(text))


def _by_last_part(parts: list[str], near: str) -> _Reading:
    """The country where only an abbreviation, a region or a postal code tells."""
    last = parts[-1]
    for country, form in _SURE_POSTCODES.items():
        if form.search(last):
            return _Reading(tuple(parts), country)
    word, postcode = last, ""
    if found := re.fullmatch(rf"(?:(.+) )?([A-Z]{{2,3}}|[^\d]{{4,}}) ({_ANY_POSTCODE})", last):
        word, postcode = found[2], found[3]
    possible = _possible(word, postcode, near)
    if len(parts) == 1 and word == last and not postcode:
        possible = [each for each in possible if not each[1]]
    if not possible and len(parts) == 1 and (found := re.fullmatch(r"(\S.*) ([A-Z]{2,3})", last)):
        possible = [each for each in _possible(found[2], "", near) if each[1]]
        word = found[2]
    chosen = _chosen(possible, parts, near)
    if chosen is None:
        raise NotAPlaceError(_why_not(word, possible))
    country, region = chosen
    if not region:
        return _Reading(tuple(parts[:-1]), country)
    is_code = fold(word) != fold(region)
    note = (
        f'"{word}" is read as {region}, {COUNTRIES[country]}'
        if is_code
        else f'from "{word}" the country is concluded: {COUNTRIES[country]}'
    )
    return _Reading(tuple(parts), country, note=note)


def _possible(word: str, postcode: str, near: str) -> list[tuple[str, str]]:
    """(country, region) of everything a last word can stand for."""
    found = [
        (region.country, region.name)
        for region in regions_called(word)
        if (
            region.country in ("US", "CA", "AU", near)
            if region.by_code
            else fold(word) not in _ALSO_TOWNS
        )
    ]
    code = country_code(word)
    if code and (len(word) != 2 or word.isupper()) and not postcode:
        found.append((code, ""))
    if not postcode:
        return found
    fits = [each for each in found if re.fullmatch(_POSTCODES.get(each[0], "!"), postcode)]
    return [each for each in fits if each[0] in ("US", "CA", "AU", "IN", "BR", "JP")]


def _chosen(possible: list[tuple[str, str]], parts: list[str], near: str) -> tuple[str, str] | None:
    """The one that the zone, the town or the region before it speaks for."""
    if len(possible) == 1:
        return possible[0]
    before = parts[-2] if len(parts) > 1 else ""
    if _BEFORE_TOWN.fullmatch(before):  # in no country with states is a postal code before the town
        possible = [each for each in possible if not each[1]]
        if len(possible) == 1:
            return possible[0]
    town = re.sub(r"[\d-]+", "", before).strip()
    hints = (
        near,
        *{region.country for region in regions_called(before) if len(parts) > 2},
        zone_countries().get(cities().get(fold(town), ""), ""),
    )
    for hint in filter(None, hints):
        fits = [each for each in possible if each[0] == hint]
        if len(fits) == 1:
            return fits[0]
    return None


def _why_not(word: str, possible: list[tuple[str, str]]) -> str:
    if not possible:
        return "names no country that is known here"
    names = [
        f"{region} ({COUNTRIES[country]})" if region else COUNTRIES[country]
        for country, region in possible
    ]
    return f'ends with "{word}", which can be {" or ".join(names)}: write the country in full'


# -- region and town -----------------------------------------------------------------------------

_ALSO_TOWNS = word_set(
    "new york|berlin|hamburg|bremen|wien|vienna|salzburg|bern|berne|geneve|geneva|genf"
    "|zurich|luzern|lucerne|fribourg|freiburg|neuchatel|schaffhausen|solothurn|glarus"
    "|zug|schwyz|st. gallen|sankt gallen|sao paulo|rio de janeiro|delhi|chandigarh"
    "|ciudad de mexico|mexico city|cdmx|tokyo|kyoto|osaka|東京都|京都府|大阪府|nagano|niigata"
    "|fukuoka|hiroshima|nagasaki|kumamoto|okayama|nara|chiba|saitama|shizuoka|kagoshima"
    "|kochi|oita|toyama|fukui|gifu|wakayama|tokushima|miyazaki|saga|yamaguchi|yamagata"
    "|fukushima|akita|aomori|tottori|madrid|murcia|barcelona|valencia|sevilla|malaga"
    "|granada|alicante|zaragoza|a coruna|groningen|utrecht|aguascalientes|chihuahua"
    "|campeche|colima|durango|guanajuato|oaxaca|puebla|queretaro|san luis potosi"
    "|veracruz|zacatecas|tlaxcala|durham|puducherry"
)
"""Names that are a region's and its town's."""
_ALL_TOWN = word_set(
    "berlin|hamburg|bremen|wien|vienna|tokyo|東京都|delhi|chandigarh|mexico city"
    "|ciudad de mexico|cdmx"
)
"""Of which the region is hardly more than the town."""
_BEFORE_TOWN = re.compile(
    r"(?:[A-Z]{1,3}[- ])?(?:\d{4} ?[A-Z]{2}|\d{2}-\d{3}|\d{4}-\d{3}|\d{3} \d{2}|\d{3,6})"
    r"\s+(?P<town>\D.*)"
)
_DISTRICT = re.compile(r"\s+(?:\d{1,2}(?:e|er|ème|th)?|cedex(?: \d+)?)$", re.IGNORECASE)


def _town(parts: tuple[str, ...], reading: _Reading) -> WrittenPlace:
    """The town, and what stands before it as the place's name."""
    left, region, note = list(parts), reading.region, reading.note
    marked = _with_postcode_before(left, reading.country)
    if marked is not None:
        region = region or ", ".join(
            _region_name(part, reading.country) for part in left[marked + 1 :]
        )
        left = left[: marked + 1]
    while left:
        words, found = _without_codes(left.pop(), reading.country, left[-1] if left else "")
        region = region or (found.name if found else "")
        if found and not words:
            continue
        if words and _is_town(words):
            name = ", ".join(left)
            if fold(words) in _ALSO_TOWNS and left and not re.search(r"\d", left[-1]):
                note = note or _town_or_region(words, reading.country, region, left[-1])
            alone = reading.known and not left and not region
            if alone and not _known_town(words, reading.country):
                raise NotAPlaceError("can be a town or the name of a place: give the town too")
            return WrittenPlace(name, words, region, reading.country, note)
        if words:
            break
    raise NotAPlaceError("names no town")


def _town_or_region(words: str, country: str, region: str, before: str) -> str:
    if region or not _is_region_of(words, country) or fold(words) in _ALL_TOWN:
        return ""
    return f'"{words}" is read as the town'


def _known_town(words: str, country: str) -> bool:
    return zone_countries().get(cities().get(fold(words), "")) == country


def _with_postcode_before(parts: list[str], country: str) -> int | None:
    """Which part is a postal code with its town behind it, where one is."""
    if country in ("US", "CA", "AU", "GB", "IN", "BR", "JP"):
        return None
    for index in range(len(parts) - 1, max(-1, len(parts) - 4), -1):
        if (found := _BEFORE_TOWN.fullmatch(parts[index])) and _is_town(
            _DISTRICT.sub("", found["town"])
        ):
            return index
    return None


def _region_name(text: str, country: str) -> str:
    own = [region for region in regions_called(text) if region.country == country]
    return own[0].name if own else text


def _without_codes(part: str, country: str, before: str) -> tuple[str, Region | None]:
    """A part without its postal code and its region; a town can stand before it."""
    words = part
    if found := _BEFORE_TOWN.fullmatch(words):
        words = found["town"]
    form = _POSTCODES.get(country, _ANY_POSTCODE)
    words = re.sub(rf"(?:^|[ -]+){form}$", "", words).strip(" -")
    words = _DISTRICT.sub("", words)
    if not words:
        return "", Region(country, "", False)
    whole = _region_of(words, country)
    named_before = fold(before).endswith(fold(words))
    if whole and before and (whole.by_code or named_before or fold(words) not in _ALSO_TOWNS):
        return "", whole
    if found := re.fullmatch(r"(.*?\S)(?: ?- ?| |/| ?\()([A-Z]{2,4})\)?", words):
        inside = _region_of(found[2], country)
        if inside and inside.by_code:
            return found[1].strip(" -("), inside
    if country == "GB" and before and words.casefold().endswith("shire"):
        return "", Region(country, words, False)
    return words, None


def _region_of(words: str, country: str) -> Region | None:
    own = (region for region in regions_called(words) if region.country == country)
    return next(own, None)


def _is_town(words: str) -> bool:
    return not any(sign.isdigit() for sign in words) and len(words) <= 80 and "http" not in words
