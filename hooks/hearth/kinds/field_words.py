"""What people call fields, and what they answer, in other languages than English.

The words come from the catalogues: messages with the context ``column`` are the names of fields,
those with ``answer`` are values; bars part the words that a language has for one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from hearth.base.languages import in_all_languages, nearest_catalogue
from hearth.base.normalize import underscored, words

COLUMN, ANSWER = "column", "answer"
FIELDS = words(
    "about|abstract|access|added|address|affiliations|agenda|all_day|answered|asks|audience"
    "|authors|avatar|body|capacity|city|closes|consent|contact|cost|country|credit|date|definition"
    "|description|duration|end|end_date|end_time|equipment|first_name|groups|headline|hosts|image"
    "|joined|kind|label|language|languages|last_name|latin|left|level|licence|links|location"
    "|members|minutes|mode|name|needs|nickname|note|offers|opens|organisation|place|pronouns"
    "|pronunciation|published|purpose|region|registration|repeats|role|room|series|since|skills"
    "|sorted_as|source|speakers|sponsors|start|start_date|start_time|status|summary|synonyms|term"
    "|timezone|title|topics|transport|type|until|url|venue|visible|website|welcomed|why"
)
"""Fields, and columns that say a part of one, with words in the catalogues."""
ANSWERS = words("cancelled|hybrid|in person|no|online|postponed|yes")
"""Values with more words there than those that Hearth says itself."""
UNSPOKEN: Mapping[str, str] = {
    "added": "aggiunto toegevoegd",
    "address": "indirizzo adres",
    "audience": "doelgroep",
    "authors": "autori",
    "body": "testo tekst",
    "city": "citta plaats",
    "contact": "contatto",
    "cost": "prezzo prijs",
    "country": "paese",
    "duration": "durata duur",
    "end": "fine einde",
    "groups": "gruppi groepen",
    "image": "immagine afbeelding",
    "joined": "iscritto lid_sinds",
    "language": "taal",
    "languages": "lingue talen",
    "level": "livello",
    "licence": "license licenza",
    "members": "membri leden",
    "minutes": "minuti",
    "name": "naam",
    "offers": "offerte biedt",
    "organisation": "organization organizzazione organisatie",
    "place": "luogo",
    "published": "pubblicato",
    "purpose": "scopo doel",
    "registration": "iscrizione",
    "role": "ruolo",
    "since": "dal sinds",
    "skills": "vaardigheden",
    "source": "bron",
    "speakers": "relatori",
    "start": "inizio",
    "summary": "sommario samenvatting",
    "timezone": "tijdzone",
    "title": "titolo",
    "topics": "argomenti onderwerpen",
    "type": "soort",
    "website": "sito",
}
"""Words of languages without a catalogue: Italian, Dutch and American English."""
_PART_OF = {
    "first_name": "name",
    "last_name": "name",
    "nickname": "name",
    "start_date": "start",
    "start_time": "start",
    "end_date": "end",
    "end_time": "end",
    "location": "place",
    "description": "body",
}
"""The field of a record that such columns say, or a part of it."""

ByWord = Mapping[str, frozenset[str]]


@cache  # the catalogues are part of the engine and never change
def _spoken(context: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    return in_all_languages(context)


@cache
def _fields() -> Mapping[str, ByWord]:
    """By language, the fields that each word can mean."""
    spoken = {
        language: {name: forms[0].split(" | ") for name, forms in messages.items()}
        for language, messages in _spoken(COLUMN).items()
    }
    spoken[""] = {name: said.split() for name, said in UNSPOKEN.items()}
    return {language: _turned(named) for language, named in spoken.items()}


def _turned(named: Mapping[str, Iterable[str]]) -> ByWord:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, said in named.items():
        for word in said:
            found[underscored(word)].add(name)
    return {word: frozenset(names) for word, names in found.items()}


def fields_meant(word: str, language: str = "") -> frozenset[str]:
    """The fields that a word of another language can mean: in one language, where the word is of
    that, else in any."""
    by_language, key = _fields(), underscored(word)
    if own := by_language.get(nearest_catalogue(language), {}).get(key):
        return own
    return frozenset().union(*(found.get(key, ()) for found in by_language.values()))


def in_kind(names: Iterable[str], known: Mapping[str, str]) -> tuple[str, ...]:
    """Of names of fields those that are ``known``, as they are called there."""
    found = (known.get(name) or known.get(_PART_OF.get(name, "")) for name in sorted(names))
    return tuple(dict.fromkeys(filter(None, found)))


def meant_field(key: str, names: Iterable[str]) -> str | None:
    """The only one of the fields that a word of another language means, or None."""
    meant, known = fields_meant(key), {name: name for name in names}
    found = in_kind(meant & known.keys() or meant, known)
    return found[0] if len(found) == 1 else None


@cache
def answers(values: tuple[str, ...]) -> Mapping[str, str]:
    """Words of all languages for the values of a field, by the value; none that could be two of
    them."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for context in (ANSWER, ""):
        for messages in _spoken(context).values():
            for value in values:
                for form in messages.get(value.replace("-", " "), ()):
                    for word in form.split(" | "):
                        found[underscored(word)].add(value)
    return {word: next(iter(meant)) for word, meant in found.items() if len(meant) == 1}


def yes_or_no(text: str) -> str:
    """yes or no, where a text says it in any language, else the text."""
    return answer(text, ("yes", "no"))


def answer(text: str, values: Collection[str]) -> str:
    """The one of the values that a text means in any language, else the text."""
    return answers(tuple(values)).get(underscored(text), text)
