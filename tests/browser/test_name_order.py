"""The order of names, held against that of a browser, which has the CLDR's own rules."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from hearth.base.collation import RULES, Collation

pytestmark = pytest.mark.browser

LATIN = [*"abcdefghijklmnopqrstuvwxyz", "é", "à", "ô", "ü", "3", "-", " "]
SCRIPTS = {
    "el": list("αάβγδεέζηθικλμνξοπρσςτυφχψω"),
    "he": list("אבגדהוזחטיכךלמםנןסעפףצץקרשתabc"),
    "hi": list("कखगघचछजझटठडढतथदधनपफबभमयरलवशषसह"),
    "ja": list(
        "あいうえおかがきくけこさしすせそたちつてとなにはひふほぱまみむやゆよらりるわんアガサタナ"
    ),
    "ko": list("가각나다라마바사아자차카타파하"),
    "ru": list("абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    "th": list("กขคงจฉชซดตทนบปผพฟมยรลวสหอ"),
    "uk": list("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
}
SPOKEN = ("de", "en", "fr", "pt-BR", "pt-PT")


def alphabet(language: str) -> list[str]:
    """Signs and letters that names of a language are written with."""
    own = next((rules for names, rules in RULES.items() if language in names.split()), "")
    return SCRIPTS.get(language) or LATIN + re.findall(r"(?<=<)[^&<]+", own)


@pytest.mark.parametrize(
    "language", sorted({*SCRIPTS, *SPOKEN, *" ".join(RULES).split()} - {"sh", "sr"})
)
def test_names_stand_in_the_order_of_a_browser(page: Any, language: str) -> None:
    """With the letters of the language; by what is alike but for accents nothing is said."""
    known = "(language) => Intl.Collator.supportedLocalesOf(language).length"
    if not page.evaluate(known, language):
        pytest.skip("the browser knows no order of this language")
    chance = random.Random(7)  # noqa: S311 - not for secrets
    letters = alphabet(language)
    drawn = ("".join(chance.choices(letters, k=chance.randint(1, 5))) for _ in range(400))
    # A browser takes the first half of å for the second of aa.
    names = sorted({name.strip("- ") for name in drawn if not re.search("aa|aå", name)})
    ordered = page.evaluate(
        "([language, names]) => names.sort(new Intl.Collator(language).compare)",
        [language, names],
    )
    keys = [Collation(language).key(name).partition("\0")[0] for name in ordered]
    pairs = zip(ordered, ordered[1:], keys, keys[1:], strict=False)
    assert [(one, other) for one, other, key, after in pairs if key > after] == []
