"""Find ways to reach somebody privately in texts that are to be published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hearth.base.words import said

_MAIL = re.compile(r"[^\s@/:]+@[^\s@]+\.[A-Za-z]{2,}")
_NO_CONTACT = re.compile(r"https?://\S+|(?<![\w.@])@[\w.-]+@[\w.-]+")
"""Addresses of pages, and names on the Fediverse."""
_AROUND_MAIL = re.compile(r"[\s<(\[,;:-]*(?:mailto:)?[^\s@/:<(\[]+@[^\s@]+\.[A-Za-z]{2,}[\s>)\]]*")
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
    if not name.startswith("links.") and any(map(_PHONE.search, texts)):
        return said(
            "%(name)s holds a telephone number: personal contacts are not imported", name=name
        )
    return ""


_PROSE = ("summary", "body", "why")
_SENTENCES = re.compile(r"(?<=[.!?])\s+")


def without_contacts(fields: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The fields of what is no person, without the sentences that hold a private contact, and what
    is told of them: lists that people keep for themselves say whom to call."""
    kept, notes = dict(fields), []
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


def _is_contact(text: str) -> bool:
    plain = _NO_CONTACT.sub(" ", text)
    return bool(_MAIL.search(plain) or _PHONE.search(plain))


def beside_mail(name: str, value: Any) -> str:
    """What a person is called beside their mail address: Ada, of Ada <ada@example.org>."""
    return _AROUND_MAIL.sub(" ", value).strip() if name in _NAMES and isinstance(value, str) else ""
