"""Find ways to reach somebody privately in texts that are to be published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hearth.base.words import said

_DOT = (
    r"\.| ?(?:[\[({] ?(?:dot|punkt|point|punto|ponto|\.) ?[\])}]) ?| (?:DOT|dot|punkt|point|punto) "
)
_MAIL = re.compile(
    r"(?<![^\s@/:])[^\s@/:]+@[^\s@]+\.[A-Za-z]{2,}"
    r"|(?<![\w.+-])[\w.+-]+(?: ?(?:[\[({<] ?(?:at|ät|@|arroba|arobase) ?[\])}>]) ?)"
    rf"[\w-]+(?:{_DOT})[\w.-]*\w"
    rf"|(?<![\w.+-])[\w.+-]+ (?:AT|at) [\w-]+(?: DOT | dot | punkt | punto )\w+"
)
"""A mail address, also as people write it to hide it from programs. A long run of letters is tried
from its beginning alone, so that time grows with the text and no faster."""
_NO_CONTACT = re.compile(
    r"https?://(?!(?:www\.|api\.|web\.)?(?:wa\.me|whatsapp\.com|signal\.me|t\.me/\+))\S+"
    r"|(?<![\w.@])@[\w.-]+@[\w.-]+"
)
"""Addresses of pages that are no telephone numbers, and names on the Fediverse."""
_HOME = re.compile(
    r"(?<![\w.-])[\w.-]+(?:stra(?:ß|ss)e|str\.|gasse|allee|platz|weg|damm"
    r"|ufer) ?\d{1,4} ?[a-z]?\b[^.\n]{0,20}\b\d{5}\b"
    r"|\b\d{5} [^\W\d_][\w-]+[,;]? [\w.-]+(?:stra(?:ß|ss)e|str\.|gasse|allee|platz|weg|damm"
    r"|ufer) ?\d{1,4}"
    r"|\b(?:live[sd]?|wohn(?:t|e|haft)|habite|vive|vivo|moro|mora|home) (?:at|in|in der|am|au|en"
    r"|na|no)?:? ?"
    r"(?:\d{1,5},? (?:[^\W\d_][\w'’-]* ){1,4}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|way"
    r"|close|court)\b"
    r"|[\w.-]+(?:stra(?:ß|ss)e|str\.|gasse|allee|platz|weg) ?\d{1,4}"
    r"|(?:\d{1,4},? )?(?:rue|avenue|calle|rua|avenida) [^,.\n]{2,40})",
    re.IGNORECASE,
)
"""Where somebody lives, by street and number."""
_AROUND_MAIL = re.compile(
    r"[\s<(\[,;:-]{0,9}(?:mailto:)?(?<![^\s@/:<(\[])[^\s@/:<(\[]+@"
    r"[^\s@]+\.[A-Za-z]{2,}[\s>)\]]*"
)
_NAMES = ("name", "first_name", "last_name")
_BETWEEN = r"[ \u00a0()/.\u2010-\u2013-]{0,3}"
_NO_DAY = r"(?!\d{4}-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2}|\d{4} ?[-–/])"
_NAMED = (
    r"tel|telefon\w*|tel[eé]fono\w*|t[eé]l[eé]phone|phone|mobiles?|m[oó]vil|celular|handy|fon|fax"
    r"|cell|sms|whats ?app|signal|anrufen?|portable"
    r"|telem[oó]vel|טלפון|נייד|هاتف|جوال|電話|携帯"
)
_PHONE = re.compile(
    rf"(?<![\w/=.-])(?:\+|00)[1-9](?:{_BETWEEN}\d){{7,13}}(?![\w/-])"
    r"|(?<![\w/=.-])\(?0[1-9]\d{0,4}\)?[ /-]{1,2}\d(?:[ /-]?\d){4,9}(?![\w/-])"
    r"|(?<![\w/=.-])(?:\(\d{3}\) ?|\d{3}[.-])\d{3}[ .-]\d{4}(?![\w-])"
    r"|(?<![\w/=.-])0\d{2,4}(?:\.\d{2,4}){2,4}(?![\w.-])|(?<![\w/=.-])\d{3} \d{4} \d{4}(?![\w-])"
    r"|(?:wa\.me/|t\.me/\+|(?:whatsapp|signal|viber)[^\s]{0,40}?(?:phone=|number=|/p/#?)"
    r"|tel:)\+?\d{6,15}"
    rf"|(?<!\w)(?:{_NAMED})(?!\w)[^\d\n]{{0,14}}{_NO_DAY}\d(?:{_BETWEEN}\d){{5,13}}(?!\d)",
    re.IGNORECASE,
)
"""A telephone number, by its form or by the word before it."""


def contact_in(name: str, value: Any) -> str:
    """What is told of a field whose texts hold a private contact; empty of others."""
    if name == "links.mastodon":
        return ""  # looks like a mail address and is none
    values = value if isinstance(value, list) else [value]
    texts = [_NO_CONTACT.sub(" ", each) for each in values if isinstance(each, str)]
    if any(map(_MAIL.search, texts)):
        return said("%(name)s holds a mail address: personal contacts are not imported", name=name)
    if any(map(_PHONE.search, texts)) and (
        not name.startswith("links.") or any(map(_DIALS.search, texts))
    ):
        return said(
            "%(name)s holds a telephone number: personal contacts are not imported", name=name
        )
    if name in ("body", "headline") and any(map(_HOME.search, texts)):
        return said("%(name)s says where somebody lives: it is not imported", name=name)
    return ""


_DIALS = re.compile(
    r"wa\.me|whatsapp|signal\.me|t\.me/\+|^\s*tel:|^\+?[\d ()./-]{7,}$", re.IGNORECASE
)
"""What among somebody's links is a telephone number, and no name on a service with figures."""


_PROSE = ("summary", "body", "why")
_CALLED = ("title", "name")
_ASIDE = re.compile(r" ?[\[({（][^\])}）]*[\])}）]| ?(?: [-–—|]|[,;:]) ?[^-–—|,;:]*$")
"""What stands beside a title: in brackets, or at its end behind a sign."""
_SENTENCES = re.compile(r"(?<=[.!?])\s+")


def without_contacts(fields: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The fields of what is no person, without the sentences that hold a private contact, and what
    is told of them: lists that people keep for themselves say whom to call."""
    kept, notes = dict(fields), []
    for name in _CALLED:
        text = fields.get(name)
        if isinstance(text, str) and _is_contact(text):
            kept[name] = _called(text)
            notes.append(
                said(
                    "%(name)s: what holds a mail address or a telephone number is left away",
                    name=name,
                )
            )
    for name in _PROSE:
        text = fields.get(name)
        if not isinstance(text, str) or not _is_contact(text):
            continue
        lines = (_SENTENCES.split(line) for line in text.split("\n"))
        plain = [" ".join(each for each in line if not _is_contact(each)) for line in lines]
        kept[name] = re.sub(r"\n{3,}", "\n\n", "\n".join(plain)).strip()
        notes.append(
            said(
                "%(name)s: what holds a mail address or a telephone number is left away", name=name
            )
        )
        if not kept[name] or _is_contact(kept[name]):
            del kept[name]
    return kept, tuple(notes)


def _called(text: str) -> str:
    """A title without what stands beside it to say whom to call, or without the contact alone."""
    while _is_contact(text) and (aside := _last_aside(text)):
        text = f"{text[: aside.start()]}{text[aside.end() :]}".strip()
    plain = _PHONE.sub("", _AROUND_MAIL.sub(" ", text)) if _is_contact(text) else text
    return " ".join(plain.split()).strip(" -–—|,;:")


def _last_aside(text: str) -> re.Match[str] | None:
    """The part beside a title that holds a contact."""
    return next((each for each in _ASIDE.finditer(text) if _is_contact(each.group())), None)


def _is_contact(text: str) -> bool:
    plain = _NO_CONTACT.sub(" ", text)
    return bool(_MAIL.search(plain) or _PHONE.search(plain))


def beside_contact(name: str, value: Any) -> str:
    """What a person is called beside how they can be reached: Ada, of Ada <ada@example.org>."""
    if name not in _NAMES or not isinstance(value, str):
        return ""
    rest = _called(_AROUND_MAIL.sub(" ", value).strip())
    return rest if re.search(r"[^\W\d_]", rest) and not _is_contact(rest) else ""
