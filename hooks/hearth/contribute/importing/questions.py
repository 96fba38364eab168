"""Questions of a form, which stand where other tables have the names of columns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hearth.base.normalize import fold, word_set
from hearth.contribute.importing.mapping import column_key

_STAMPS = word_set(
    "timestamp|zeitstempel|horodateur|marca_temporal|marca_de_tiempo|carimbo_de_data_hora"
    "|carimbo_de_data|tijdstempel|informazioni_cronologiche|תאריך_ושעה|חותמת_זמן|טאימסטמפ"
    "|طابع_زمني|الطابع_الزمني|タイムスタンプ"
)
"""What forms call the moment of an answer."""
_AROUND = word_set(
    "what|is|s|are|whats|your|the|please|enter|tell|us|give|which|in|do|you|live|a|an|link|to|of|and"
    "|wie|ist|lautet|dein|deine|ihr|ihre|bitte|gib|welcher|welche|wohnst|du|wohnen|sie|die|der"
    "|quel|quelle|est|votre|ton|ta|vos|tes|veuillez|indiquer|dans|le|la|l|habitez|vous"
    "|cual|es|tu|su|tus|sus|cuales|son|por|favor|indica|en|que|vives|el"
    "|qual|e|o|seu|sua|teu|tua|quais|sao|os|as|informe|em|voce|mora"
    "|מה|מהו|מהי|את|ה|שלך|אנא|ציין|ما|هو|هي|من|فضلك"
)
"""Words around what a question asks for, which ask for nothing themselves."""
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\*+\s*$")
_POLITE = re.compile(r"を?(?:教えてください|入力してください|記入してください)。?$|^お(?=名前|住)")


def stamp_of(columns: Iterable[str]) -> str | None:
    """The column that says when a form was answered, if it begins with one."""
    first = next(iter(columns), "")
    return first if column_key(first) in _STAMPS else None


def asked(column: str) -> str:
    """What a question asks for, in the words a column would have: `full name` of `What is your full
    name?`; empty when the column is no question, or asks for more than one thing."""
    text = _POLITE.sub("", _ASIDE.sub("", column).strip().rstrip(" ?:.*!？"))
    words = re.findall(r"[^\W_]+", text)
    left = [word for word in words if fold(word) not in _AROUND]
    found = " ".join(left)
    return found if found and found != column and len(left) <= 3 else ""
