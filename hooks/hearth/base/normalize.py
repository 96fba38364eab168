"""Words without what people leave out when they type them: capitals and accents. Two foldings, one
closer than the other.

``fold`` keeps every letter that is one of its own: København and Kobenhavn stay two. It decides
whether two texts say the same. ``latin`` writes such letters as a keyboard without them would, ø as
o and þ as th: for ids, for names of columns, and where likeness is only a reason to ask.
"""

from __future__ import annotations

import re
import unicodedata

LETTERS = str.maketrans(
    {
        "æ": "ae",
        "đ": "d",
        "ð": "d",
        "ı": "i",
        "ł": "l",
        "ŋ": "n",
        "ø": "o",
        "œ": "oe",
        "ß": "ss",
        "þ": "th",
    }
)
"""Letters that only some Latin alphabets have, as all have them."""


def fold(text: str) -> str:
    """The text in small letters without accents; signs, blanks and letters of their own stay."""
    if text.isascii():
        return text.lower()
    # Unfolding can bring capitals to light, and folding accents.
    unfolded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(char for char in unfolded if not unicodedata.combining(char))


def latin(text: str) -> str:
    """As ``fold``, and letters that only some Latin alphabets have become those that all have;
    other scripts stay."""
    return fold(text).translate(LETTERS)


def hyphenated(text: str) -> str:
    """As ``fold``, and the words joined by hyphens."""
    return re.sub(r"[\s_-]+", "-", fold(text).strip())


def underscored(text: str) -> str:
    """As ``latin``, and the words joined by underscores: what names of columns are told apart
    by."""
    return re.sub(r"[\W_]+", "_", latin(text)).strip("_")


def words(text: str) -> tuple[str, ...]:
    """The words of a table that are parted by bars, in their order."""
    return tuple(text.split("|"))


def word_set(text: str) -> frozenset[str]:
    """The words of a table that are parted by bars."""
    return frozenset(text.split("|"))
