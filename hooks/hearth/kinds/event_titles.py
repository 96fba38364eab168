"""Titles that say whether an event takes place: CANCELLED: Camp, Treffen (verschoben)."""

from __future__ import annotations

import re
from typing import Any

from hearth.base.normalize import fold, underscored, words
from hearth.base.words import said
from hearth.kinds.descriptor import NoRecordError
from hearth.kinds.field_words import answers

MORE = {
    "cancelled": words(
        "cancelled|canceled|called off|fallt aus|faellt aus|entfallt|ausfall|abgesagt|suspendido"
        "|suspendida|anulado|anulada|suspenso|suspensa|annule|annulee|supprime|deprogramme"
        "|annullato"
        "|annullata|geannuleerd|מבוטל|בוטל|בוטלה|מבוטלת|ملغى|ملغي|ملغاة|الغيت|تم الغاء|تم الالغاء"
        "|開催中止|中止|キャンセル|休止|zruseno|zrusene|отменено|отменен|отменена|отменяется"
        "|скасовано"
        "|odwolane|odwołane|installt|installd|avlyst|aflyst|peruttu|peruutettu|elmarad|iptal"
        "|iptal edildi"
        "|취소|취소됨|取消|已取消|ακυρωθηκε|ακυρωνεται|anulat|anulata"
    ),
    "postponed": words(
        "postponed|verschoben|verlegt|reporte|reportee|aplazado|aplazada|pospuesto|pospuesta|adiado"
        "|adiada|rinviato|uitgesteld|odlozeno|przelozone|przełożone|перенесено|перенесен|연기"
        "|연기됨|推迟"
        "|uppskjutet|utsatt|udsat|siirretty|ertelendi|elhalasztva|נדחה|נדחתה|مؤجل|مؤجلة|تاجل"
        "|تاجيل|開催延期|延期"
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
_NO_TITLE = re.compile(
    r"[\W_]*|tb[acd]|t\.b\.[acd]\.?|n\.n\.|to be (?:announced|confirmed|decided)|reserved|blocked"
    r"|hold"
    r"|placeholder|platzhalter|reserviert|reserve|reservado|a confirmar|por confirmar|a confirmer"
    r"|offen|未定|שמור|محجوز|title|titel"
)
"""What stands in the place of a title and is none."""
_PRIVATE_WORDS = (
    r"private?|privé|privado|confidential|vertraulich|internal|intern(?:e|es|o|a)?|not public"
    r"|non[- ]public"
    r"|nicht öffentlich|nichtöffentlich|non publique?|no público|não público|not for publication"
    r"|no publicar|ne pas publier|nicht veröffentlichen|פרטי|לא פומבי|פנימי|خاص|غير علني|داخلي"
    r"|非公開|内部"
)
_NOT_PUBLIC = re.compile(
    rf"^{_OPEN}(?:{_PRIVATE_WORDS}){_CLOSE}|^(?:{_PRIVATE_WORDS}) ?[:：]"
    rf"|{_OPEN}(?:{_PRIVATE_WORDS}){_CLOSE}$",
    re.IGNORECASE,
)
"""A title that says of itself that it is not for everybody: Private: …, … (internal)."""
_CAPITALS = re.compile(r"^(?P<word>[^\W\d_a-z]{6,}) (?P<rest>.+)$")


_FALLS_OUT = re.compile(
    r"^(?P<rest>.+?),? (?P<word>(?:leider )?(?:f[aä]llt|faellt) (?:leider |heute )?aus|entf[aä]llt|"
    r"(?:is|has been|was) (?:cancel+ed|called off|postponed)|(?:est|sera|a été) (?:annulé"
    r"|reporté)e?|"
    r"(?:wurde|ist|wird) (?:leider )?(?:abgesagt|verschoben))[!.]*$",
    re.IGNORECASE,
)
"""A title that is a sentence on whether the event takes place."""


def settle_title(fields: dict[str, Any], notes: list[str]) -> None:
    """Take what a title says of the event's state out of it, into its status; a title that may say
    it in another way is told of."""
    title = fields.get("title")
    if not isinstance(title, str):
        return
    plain = " ".join(title.split())
    meant = _meanings()
    if _NO_TITLE.fullmatch(fold(plain)):
        raise NoRecordError(said('title: "%(text)s" says that it is not known yet', text=plain))
    if found := _NOT_PUBLIC.search(plain):
        raise NoRecordError(
            said('its title says that it is not public ("%(text)s")', text=found[0].strip())
        )
    if found := _FALLS_OUT.match(plain):
        moved = re.search(r"postponed|report|verschoben", found["word"], re.IGNORECASE)
        fields |= {"title": found["rest"], "status": "postponed" if moved else "cancelled"}
        notes.append(said('title: "%(word)s" is its status', word=found["word"]))
        return
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
