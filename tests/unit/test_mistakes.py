"""Messages about mistakes of typing: what they are told by, beside the cases."""

from __future__ import annotations

import time
import unicodedata

import pytest

from hearth.base.confusables import LOOKS_LIKE
from hearth.base.yaml_mistakes import conflict_in, fence_in, mistakes_in, odd_spaces_in
from hearth.kinds import COMMUNITY, KINDS
from hearth.kinds.field_words import FIELD_WORDS, meant_field
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


def test_words_stand_for_fields() -> None:
    """Whatever a word of another language means is a field of some kind."""
    assert sorted(FIELD_WORDS.keys() - every_field()) == []


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


HARMLESS = (
    "key: value\n",
    "=======\n",
    "<<<<<<< a\n=======\n",
    "key:  \n",
    "a: [b,  \n",
    "- \u00a0\n",
    "```\n",
    "x" * 50,
    "a :" * 10,
    "  " * 40,
)


@pytest.mark.soak
@pytest.mark.parametrize("piece", HARMLESS)
def test_mistakes_are_looked_for_in_linear_time(piece: str) -> None:
    """Four times the text takes four times as long, not sixteen times."""

    def spent(times: int) -> float:
        text = piece * times
        best = 9.0
        for _ in range(3):
            began = time.perf_counter()
            for look in (conflict_in, fence_in):
                look(text)
            for find in (mistakes_in, odd_spaces_in):
                list(find(text))
            best = min(best, time.perf_counter() - began)
        return best

    short = spent(2_000)
    assert spent(8_000) < max(4 * 1.3 * short, 0.05)
