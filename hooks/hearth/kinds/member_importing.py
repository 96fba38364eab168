"""Import members: names in one column or several, profiles on services, days that are months."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from hearth.base.locale_data import COUNTRIES
from hearth.base.normalize import fold, word_set, words
from hearth.base.profiles import NotAProfileError, profile_name, service_of
from hearth.base.words import said
from hearth.base.written_places import NotAPlaceError, country_of_town, read_place
from hearth.kinds.descriptor import SPLIT, Fields, Find, Importing, Matching, taken_whole
from hearth.kinds.lenient import one_line

_SERVICES = ("github", "gitlab", "mastodon", "bluesky", "linkedin", "orcid", "youtube")
_OF_A_PROFILE = (
    *("url", "link", "profile", "profile_url", "handle", "username", "user", "name", "id"),
    *("account", "page", "address", "profil", "adresse", "konto", "compte", "perfil", "usuario"),
)
_MORE_SERVICES = {"mastodon": ("fediverse", "activitypub"), "orcid": ("orcid_id", "orcid_i_d")}
LOOSE = frozenset({"first_name", "middle_name", "last_name", "nickname", "family_name_first"})


def _columns_of_services() -> dict[str, tuple[str, ...]]:
    return {
        f"links.{service}": tuple(
            name
            for word in (service, *_MORE_SERVICES.get(service, ()))
            for name in (word, *(f"{word}_{more}" for more in _OF_A_PROFILE))
        )
        for service in _SERVICES
    }


def _settle(fields: dict[str, Any], notes: list[str], find: Find, given: Fields) -> None:
    _settle_name(fields)
    _settle_no_name(fields, notes)
    _settle_joined(fields)
    _settle_links(fields, notes)
    _settle_place(fields, notes, str(given.get("place.country") or ""))


def _settle_name(fields: dict[str, Any]) -> None:
    """The full name, from the parts in which tables hold it."""
    first, middle, last, nick, family_first = (
        one_line(fields.pop(name, None)) or ""
        for name in ("first_name", "middle_name", "last_name", "nickname", "family_name_first")
    )
    name = one_line(fields.get("name")) or ""
    if first and name and not last:
        # Where given names have a column of their own, "Name" is often the family's.
        words = fold(name).split()
        last = "" if fold(first).split()[0] in words else name
        name = "" if last else name
    given = " ".join(filter(None, (first, middle)))
    whole = f"{last}{given}" if _is_cjk(last + given) else " ".join(filter(None, (given, last)))
    if family_first and last:
        whole = " ".join(filter(None, (last, given)))
    if found := name or whole or nick:
        fields["name"] = found


_NO_NAME = word_set(
    "n.n.|nn|n. n.|n/a|na|tba|tbd|tbc|none|null|nobody|unknown|anonymous|anon|vacant|vacancy|open"
    "|deleted|deleted user|former user|former member|removed user|guest|user|test|test test"
    "|test user|name|xxx|unbekannt|anonym|offen|unbesetzt|vakant|frei|niemand|inconnu|inconnue"
    "|anonyme|poste vacant|desconocido|desconocida|anonimo|anonima|vacante|desconhecido"
    "|desconhecida|vago|vaga|אנונימי|לא ידוע|פנוי|مجهول|غير معروف|شاغر|匿名|不明|未定|空席"
)
_NO_LETTER = re.compile(r"[\d\s?!.,;:_*#/()+=<>|&%$@~\"'…–—-]*")
_ADDRESS = re.compile(r"\w+://\S+|www\.\S+", re.IGNORECASE)


def _settle_no_name(fields: dict[str, Any], notes: list[str]) -> None:
    """Take out what stands in the place of a name and is none: N.N., Vacant, a number."""
    name = fields.get("name")
    if not isinstance(name, str):
        return
    plain = fold(name).strip(" []()<>{}*-–—?!\"'")
    if plain in _NO_NAME or _NO_LETTER.fullmatch(plain) or _ADDRESS.fullmatch(plain):
        del fields["name"]
        notes.append(said('name: "%(text)s" is nobody\'s name', text=one_line(name, 40)))


def _is_cjk(text: str) -> bool:
    """Whether a name is written in the scripts that put the family's name first without a blank."""
    return bool(text) and all(
        "\u3040" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7af" for sign in text
    )


def _settle_joined(fields: dict[str, Any]) -> None:
    """A month or a year is its first day, said to be no more than that."""
    joined = str(fields.get("joined") or "")
    if len(joined) in (4, 7):
        fields["joined"] = f"{joined}-01-01"[:10] if len(joined) == 4 else f"{joined}-01"
        fields["joined_precision"] = "year" if len(joined) == 4 else "month"


def _settle_links(fields: dict[str, Any], notes: list[str]) -> None:
    """Several addresses in one cell, each where it belongs; the first of no service is the own
    site."""
    told = taken_whole(fields, "links")
    own = fields.get("links") or {}
    told = f"{own.pop('website', '')} {told}"
    for text in re.split(r"[\s,;|]+", told):
        service = service_of(text) or "website"
        if not text:
            continue
        try:
            name = profile_name(service, text)
        except NotAProfileError as wrong:
            notes.append(f'links: "{one_line(text, 60)}" {wrong}')
            continue
        if own.setdefault(service, name) != name:
            notes.append(f'links: "{one_line(text, 60)}" has no field left')
    if own:
        fields["links"] = dict(sorted(own.items(), key=lambda each: each[0] != "website"))
    else:
        fields.pop("links", None)


def _settle_place(fields: dict[str, Any], notes: list[str], usual: str) -> None:
    """A town that carries its region and its country, or of which the country is known; ``usual``
    is that of towns of which nothing says it."""
    if whole := taken_whole(fields, "place"):
        parts = fields.setdefault("place", {})
        parts["city"] = ", ".join(filter(None, (parts.get("city"), whole)))
    place = fields.get("place")
    city = str(place.get("city") or "") if isinstance(place, dict) else ""
    if not isinstance(place, dict) or not city:
        return
    if "," not in city:
        _settle_country(fields, place, notes, usual)
        return
    try:
        found = read_place(city, str(place.get("country") or ""), is_town=True)
    except NotAPlaceError as wrong:
        notes.append(f'place: "{one_line(city, 80)}" {wrong}')
        return
    if found.note:
        notes.append(f"place: {found.note}")
    more = {"region": found.region, "country": found.country}
    fields["place"] = {
        name: value for name, value in (more | place | {"city": found.city}).items() if value
    }


def _settle_country(
    fields: dict[str, Any], place: dict[str, Any], notes: list[str], usual: str
) -> None:
    """The country of a town that stands alone, or what to do where it is not known."""
    city = str(place["city"])
    if place.get("country") or place.get("region"):
        return
    if code := country_of_town(city):
        place["country"] = code
        notes.append(f'place: from "{city}" the country is concluded: {COUNTRIES[code]}')
    elif not usual:
        del fields["place"]
        notes.append(
            f'place: "{one_line(city, 80)}" has no country: give it for all with '
            "--set place.country=…"
        )


_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": words(
        "full_name|display_name|member|member_name|real_name|fullname|name_and_surname"
        "|organisation|organization|company"
    ),
    "first_name": words(
        "firstname|given_name|givenname|given_names|forename|forenames|first|fname|first_names"
        "|preferred_first_name|nombre|nome|voornaam|roepnaam|fornavn|fornamn|etunimi|imie|jmeno"
        "|utonev|keresztnev|prenume|имя|ονομα|이름"
    ),
    "middle_name": words(
        "middlename|middle|middle_names|middle_initial|tussenvoegsel|infix|mellomnavn|mellannamn"
        "|mellemnavn|отчество"
    ),
    "last_name": words(
        "lastname|surname|family_name|familyname|last|lname|nom|cognome|achternaam|etternavn"
        "|efternamn|efternavn|sukunimi|nazwisko|prijmeni|vezeteknev|csaladnev|nume"
        "|nume_de_familie|фамилия|επωνυμο|성"
    ),
    "nickname": words("nick|nick_name|alias|pseudo|soprannome|bijnaam|screen_name"),
    "joined": words(
        "join_date|date_joined|joined_at|joined_on|member_since|since|joined_date"
        "|date_of_joining|membership_start|joined_group_on|created_at|registered|registered_at"
        "|registration_date|signed_up|signup_date|user_registered|date_registered"
        "|member_since_date|beitritt_am|date_adhesion|fecha_alta|data_iscrizione|medlem_siden"
        "|medlem_sedan|member_from|date_of_entry"
    ),
    "headline": words("tagline|role|job_title"),
    "links.website": words(
        "website|url|homepage|homepage_url|site|web|link|website_url|personal_website|web_site|blog"
    ),
    "languages": words("language"),
    "skills": words("skill"),
    "body": words("description"),
    **_columns_of_services(),
}


def importing(apart: Callable[[Fields, Fields], bool]) -> Importing:
    """How rows of other tools become members; ``apart`` tells whether two of one name are two."""
    return Importing(
        columns=_COLUMNS,
        loose=LOOSE,
        steps={
            "skills": SPLIT,
            "open_to": SPLIT,
            **{f"links.{service}": (("handle", service),) for service in (*_SERVICES, "website")},
        },
        settle=_settle,
        matching=Matching(apart=apart),
    )
