"""The order of names in a language, and the letters they stand under in an index.

The rules are those of the Unicode CLDR, as far as names need them: signs before digits before
letters; accents and capitals only tell apart what is alike otherwise; letters that a language
counts as its own have their place in its alphabet; and the script of the language comes first.
Unlike there, signs at the beginning (quotation marks, ¿) do not count, and alef, waw and yeh with a
hamza stand with those without.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hearth.base.normalize import LETTERS

RULES = {
    "az": "&c<ç&e<ə&g<ğ&h<x<ı&k<q&o<ö&s<ş&u<ü",
    "bs hr sh sr": "&c<č<ć&d<dž<đ&l<lj&n<nj&s<š&z<ž",
    "cs": "&c<č&h<ch&r<ř&s<š&z<ž",
    "cy": "&c<ch&d<dd&f<ff&g<ng&l<ll&p<ph&r<rh&t<th",
    "da nb nn no": "&z<æ<<ä<ø<<ö<<ő<å<<aa&y<<ü<<ű&d<<đ<<ð&th<<þ",
    "eo": "&c<ĉ&g<ĝ&h<ĥ&j<ĵ&s<ŝ&u<ŭ",
    "es eu gl": "&n<ñ",
    "et": "&s<š<z<ž&w<õ<ä<ö<ü",
    "fi": "&z<å<ä<<æ<ö<<ø&y<<ü&d<<đ<<ð",
    "fil tl": "&n<ñ<ng",
    "fo": "&a<á&d<ð<<đ&i<í&o<ó&u<ú&y<ý<<ü&z<æ<<ä<ø<<ö<å<<aa",
    "hu": "&c<cs&d<dz<dzs&g<gy&l<ly&n<ny&o<ö<<ő&s<sz&t<ty&u<ü<<ű&z<zs",
    "ig": "&c<ch&g<gb<gh<gw&i<ị&k<kp<kw&n<ṅ<nw<ny&o<ọ&s<sh&u<ụ",
    "is": "&a<á&d<ð<<đ&e<é&i<í&o<ó&u<ú&y<ý&z<þ<æ<<ä<ö<<ø<å",
    "lt": "&c<č&i<<y&s<š&z<ž",
    "lv": "&c<č&g<ģ&i<y&k<ķ&l<ļ&n<ņ&r<ŗ&s<š&z<ž",
    "pl": "&a<ą&c<ć&e<ę&l<ł&n<ń&o<ó&s<ś&z<ź<ż",
    "ro": "&a<ă<â&i<î&s<ș<<ş&t<ț<<ţ",
    "sk": "&a<ä&c<č&h<ch&o<ô&r<ř&s<š&z<ž",
    "sl": "&c<č<ć&d<đ&s<š&z<ž",
    "sq": "&c<ç&d<dh&e<ë&g<gj&l<ll&n<nj&r<rr&s<sh&t<th&x<xh&z<zh",
    "sv": "&z<å<ä<<æ<<ę<ö<<ø<<ő<<œ<<ô&y<<ü<<ű&d<<đ<<ð&th<<þ",
    "tr": "&c<ç&g<ğ&h<ı&o<ö&s<ş&u<ü",
    "vi": "&a<ă<â&d<đ&e<ê&o<ô<ơ&u<ư",
    "yo": "&e<ẹ&g<gb&o<ọ&s<ṣ",
}
"""The letters of languages in the notation of the CLDR: after & an old letter, after < the next one
in the alphabet, after << one that stands with the letter before it."""
EVERYWHERE = {
    "latin": "&i<ı&z<þ",
    "cyrillic": "&г<ґ&д<ђ&е<є&и<і<ї<й&л<љ&н<њ&т<ћ&у<ў&ч<џ",
    "hebrew": "&כ<<ך&מ<<ם&נ<<ן&פ<<ף&צ<<ץ",
    "arabic": "&ب<پ&ت<<ة&ج<چ&ز<ژ&ك<<ک<گ&ي<<ى<<ی",
}
"""The same for scripts whose letters do not stand in the order of their alphabets in Unicode."""
SCRIPTS = {
    "am ti": "\u1200-\u137f",
    "ar ckb fa ps sd ug ur": "\u0600-\u06ff",
    "be bg kk ky mk mn ru sr tg uk": "\u0400-\u052f",
    "bn as": "\u0980-\u09ff",
    "el": "\u0370-\u03ff",
    "he yi": "\u0590-\u05ff",
    "hi mr ne": "\u0900-\u097f",
    "hy": "\u0530-\u058f",
    "ja": "\u3040-\u30ff\u3400-\u9fff",
    "ka": "\u10d0-\u10ff",
    "km": "\u1780-\u17ff",
    "ko": "\u1100-\u11ff",
    "ta": "\u0b80-\u0bff",
    "th": "\u0e00-\u0e7f",
    "zh": "\u3400-\u9fff",
}
"""The letters of languages that are not written in Latin ones."""
_SIGNS = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_IN_ORDER = {ord(sign): chr(at) for at, sign in enumerate(" " + _SIGNS, 1)}
_LIKE = dict(zip("“”„«»‘’‚‹›–—¿¡", '"""""' + "'''''" + "--?!", strict=True))
_SMALL_KANA = dict(zip("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ", strict=True))
_KATAKANA = {code: chr(code - 0x60) for code in range(0x30A1, 0x30F7)}
_KANA = str.maketrans(
    {code: _SMALL_KANA.get(kana, kana) for code, kana in _KATAKANA.items()}
    | {ord(small): kana for small, kana in _SMALL_KANA.items()}
    | {ord("ー"): ""}
)
"""Katakana as hiragana, and small ones as others; what lengthens a vowel is left out."""
_ROWS = "あかさたなはまやらわ"
_BEFORE_CONSONANT = re.compile("([\u0e40-\u0e44\u0ec0-\u0ec4])(.)")
"""Vowels of Thai and Lao that are written before the consonant they follow."""
_VIRAMA = 9
_LAST = "\U0010ffff"
_FOREIGN = 0x100
DIGITS, NO_LETTER = "0–9", "#"


@dataclass(frozen=True)
class SpelledName:
    """A name and how it is written in Latin letters: it is sorted by these among names of another
    script than its own."""

    name: str
    latin: str


class Collation:
    """The order of names in one language."""

    def __init__(self, language: str = "en") -> None:
        self.language = language.split("-")[0]
        self._turkic = self.language in ("tr", "az")
        self._keys: dict[str, str] = {}
        self._heads: dict[str, str] = {}
        self._weights: dict[str, str] = {}
        for rules in EVERYWHERE.values():  # letters of the language's own stand before these
            self._tailor(rules, _FOREIGN)
        self._tailor(_of(RULES, self.language))
        if self.language == "hu":  # ssz is two of the letter sz
            for letter, weight in [*self._weights.items()]:
                if len(letter) > 1:
                    self._weights[letter[0] + letter] = weight * 2
                    self._heads[weight * 2] = letter

    def key(self, text: str) -> str:
        """What the text is sorted by: equal for texts that differ in capitals alone."""
        if self._usual and text.isascii() and text[:1].isalnum():
            return text.lower().translate(_IN_ORDER)
        if text not in self._keys:
            self._keys[text] = self._worked_out(text)
        return self._keys[text]

    def _worked_out(self, text: str) -> str:
        bare = self._folded(text)
        bare = bare[_start(bare) or 0 :]
        order = self._letter.sub(lambda found: self._weights[found[0]], bare)
        order = order.translate(LETTERS).translate(_IN_ORDER)
        if self._script:  # no small letter stands before a capital, and no other capital is here
            order = self._script.sub(r"A\g<0>", order)
        return order if text.isascii() else f"{order}\0{text.casefold()}"

    def by(self, value: Any) -> Any:
        """The key of a whole value by which things are sorted: of each text in it, and the rest as
        it is."""
        if value.__class__ is str:
            return self.key(value)
        if value.__class__ is tuple:
            return tuple(map(self.by, value))
        if isinstance(value, SpelledName):
            return self.key(value.name if self._is_own(value.name) else value.latin)
        return value

    def letter(self, text: str) -> str:
        """What the text stands under in an index: a letter of the alphabet, a row of kana, a first
        consonant of Korean, a Chinese character."""
        bare = self._folded(text)
        if (start := _start(bare)) is None:
            return NO_LETTER
        if bare[start].isdigit():
            return DIGITS
        found = self._letter.match(bare, start)
        letter = self._heads[self._weights[found[0]]] if found else bare[start].translate(LETTERS)
        if "ぁ" <= letter <= "ゖ":
            return _ROWS[bisect(_ROWS, letter) - 1]
        if "\u1100" <= letter <= "\u1112":
            consonant = unicodedata.name(letter).split()[-1].removeprefix("SSANG")
            return unicodedata.lookup(f"HANGUL LETTER {consonant}")
        if self._turkic and letter == "i":
            return "İ"
        return letter.title() if found else letter[0].title()

    # -- how it is worked out --------------------------------------------------------------------

    def _tailor(self, rules: str, first: int = 0) -> None:
        """Note what stands for each letter of the rules in a key; letters after one of the old are
        counted from ``first``."""
        known = self._weights
        for rule in rules.split("&")[1:]:
            anchor, *steps = re.split("(<<?)", rule)
            begins = weight = known.get(anchor, anchor)
            self._heads.setdefault(weight, anchor)
            for place, (sign, letter) in enumerate(
                zip(steps[::2], steps[1::2], strict=True), first
            ):
                if sign == "<":
                    weight = f"{begins}{_LAST}{chr(0xE000 + place)}"
                    self._heads[weight] = letter
                known[letter] = weight

    @cached_property
    def _usual(self) -> bool:
        """Whether plain letters are sorted as everywhere."""
        return not self._turkic and not any(letter.isascii() for letter in self._weights)

    @cached_property
    def _letter(self) -> re.Pattern[str]:
        """Each letter of the rules, the longest first."""
        return re.compile("|".join(sorted(self._weights, key=len, reverse=True)))

    @cached_property
    def _script(self) -> re.Pattern[str] | None:
        own = _of(SCRIPTS, self.language)
        return re.compile(f"[{own}]") if own else None

    def _is_own(self, text: str) -> bool:
        """Whether a text begins in the script of the language."""
        first = next((char for char in self._folded(text) if char.isalpha()), "a")
        return bool(self._script.match(first)) if self._script else first < "\u0250"

    def _folded(self, text: str) -> str:
        """The text in small letters, without accents but those of the language's own letters."""
        if self._turkic:
            text = unicodedata.normalize("NFC", text).replace("I", "ı").replace("İ", "i")
        found: list[str] = []
        for char in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()):
            if unicodedata.combining(char) not in (0, _VIRAMA):
                whole = unicodedata.normalize("NFC", f"{found[-1]}{char}") if found else ""
                if whole in self._weights:
                    found[-1] = whole
            elif char >= "\x80" and unicodedata.category(char)[0] in "PSZC":
                found.append(_LIKE.get(char, "~"))
            else:
                found.append(char)
        return _BEFORE_CONSONANT.sub(r"\2\1", "".join(found).translate(_KANA))


def _start(text: str) -> int | None:
    """Where the first letter or digit stands."""
    return next((at for at, char in enumerate(text) if char.isalnum()), None)


def _of(table: Mapping[str, str], language: str) -> str:
    return next((value for names, value in table.items() if language in names.split()), "")
