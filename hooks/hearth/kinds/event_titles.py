"""Titles that say whether an event takes place: CANCELLED: Camp, Treffen (verschoben)."""

from __future__ import annotations

import re
from typing import Any

from hearth.base.normalize import underscored, words
from hearth.base.words import said
from hearth.kinds.field_words import answers

MORE = {
    "cancelled": words(
        "cancelled|canceled|called off|fallt aus|faellt aus|entfallt|ausfall|abgesagt|suspendido"
        "|suspendida|anulado|anulada|suspenso|suspensa|annule|annulee|supprime|deprogramme|annullato"
        "|annullata|geannuleerd|מבוטל|בוטל|בוטלה|מבוטלת|ملغى|ملغي|ملغاة|الغيت|تم الغاء|تم الالغاء"
        "|開催中止|中止|キャンセル|休止"
    ),
    "postponed": words(
        "postponed|verschoben|verlegt|reporte|reportee|aplazado|aplazada|pospuesto|pospuesta|adiado"
        "|adiada|rinviato|נדחה|נדחתה|مؤجل|مؤجلة|تاجل|تاجيل|開催延期|延期"
    ),
    "rescheduled": words("rescheduled|new date|neuer termin|nouvelle date|nueva fecha|nova data"),
    "moved-online": words("moved online|now online"),
}
"""What says of an event that it does not take place as announced, by what it then is."""
_STATES = tuple(MORE)
_WORD = r"(?P<word>[^\W\d_][^\W\d_'’ ]*(?: [^\W\d_]+){0,2})"
_OPEN, _CLOSE = r"[\[({（［【*<]+ ?", r"[!.]? ?[\])}）］】*>]+"
_FORMS = (
    re.compile(rf"^{_OPEN}{_WORD}{_CLOSE}[ :–—-]*(?P<rest>.+)$"),
    re.compile(rf"^[^\w\s]*\s*{_WORD} ?(?:[:!：！]+|\s[-–—|/]+(?=\s)) ?(?P<rest>.+)$"),
    re.compile(rf"^(?P<rest>.+?) ?{_OPEN}{_WORD}{_CLOSE}$"),
    re.compile(rf"^(?P<rest>.+?)(?:\s[-–—|/]+|[:!,：！])\s?{_WORD}[!.！]*$"),
)
_CAPITALS = re.compile(r"^(?P<word>[^\W\d_a-z]{6,}) (?P<rest>.+)$")


def settle_title(fields: dict[str, Any], notes: list[str]) -> None:
    """Take what a title says of the event's state out of it, into its status; a title that may say
    it in another way is told of."""
    title = fields.get("title")
    if not isinstance(title, str):
        return
    plain = " ".join(title.split())
    meant = _meanings()
    for form in (*_FORMS, *([_CAPITALS] if not plain.isupper() else [])):
        found = form.match(plain)
        state = meant.get(underscored(found["word"])) if found else None
        if found and state and re.search(r"\w", found["rest"]):
            fields["title"] = found["rest"].strip(" -–—|:")
            fields["status"] = state
            notes.append(said('title: "%(word)s" is its status', word=found["word"]))
            return
    words_ = [underscored(word) for word in re.findall(r"[^\W\d_]+", plain)]
    if not fields.get("status") and (mark := next((word for word in words_ if word in meant), "")):
        notes.append(said('title: "%(word)s": does it take place? It has no status', word=mark))


def _meanings() -> dict[str, str]:
    """What words for a state mean, in every language."""
    said_ = {underscored(word): state for state, each in MORE.items() for word in each}
    return {**answers(_STATES), **said_}
