"""Messages about mistakes of typing: what they are told by, beside the cases."""

from __future__ import annotations

import unicodedata

import pytest

from hearth.base.confusables import LOOKS_LIKE
from hearth.kinds import COMMUNITY, KINDS
from hearth.kinds.field_words import meant_field
from hearth.model.rules.names import skeleton
from hearth.read.records import models_in


def every_field() -> set[str]:
    """The names of all fields of all kinds and their parts."""
    waiting = [kind.model for kind in (*KINDS.values(), COMMUNITY)]
    names: set[str] = set()
    seen = set()
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen.add(model)
            names |= model.model_fields.keys()
            for info in model.model_fields.values():
                waiting += models_in(info.annotation)
    return names


@pytest.mark.parametrize(
    "word",
    [
        "Beigetreten",
        "membre depuis",
        "Membre-Depuis",
        "miembro_desde",
        "INGRESSOU",
        "Mitglied seit",
    ],
)
def test_a_word_is_known_however_it_is_spelt(word: str) -> None:
    """Capitals, accents, blanks and hyphens make no other word."""
    assert meant_field(word, ["name", "joined", "topics"]) == "joined"


def test_names_alike_have_one_skeleton() -> None:
    """Cyrillic, Greek and wide letters are those they look like; other names stay apart."""
    assert skeleton("\u0410d\u0430") == skeleton("Ada") == skeleton("\uff21da")
    assert skeleton("\u039fscar") == skeleton("Oscar") == skeleton("0scar")
    assert skeleton("Marnie") != skeleton("Mamie")
    assert skeleton("Ada") != skeleton("Ida")


def test_the_table_of_letters_is_of_other_letters() -> None:
    """No letter of ASCII is in it, and none twice."""
    chars = "".join(LOOKS_LIKE.values())
    assert len(set(chars)) == len(chars) > 300
    assert not any(char.isascii() for char in chars)
    assert all(unicodedata.category(char)[0] in "LN" for char in chars)
