"""Forms of the desk: what one asks, what became of what was sent, and how it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from hearth.base.words import Translations
from hearth.desk_site.desk import ManagerDesk
from hearth.wording.safe import ROOT_MARK, SafeHtml, html, joined, text

MANY = 2000
"""So many known answers can be offered while somebody types; more would be slow to load."""


@dataclass(frozen=True)
class Field:
    """A question of a form."""

    name: str
    label: str
    type: Literal["text", "prose", "date", "number", "select"] = "text"
    required: bool = False
    options: tuple[tuple[str, str], ...] = ()
    """(value, words): all there are for ``select``, and those that are known for a text."""
    hint: str = ""
    """What is good to know for who answers it."""


@dataclass(frozen=True)
class FormResult:
    """What became of what was sent."""

    told: str = ""
    """What was written and where; empty when nothing was."""
    wrong: Mapping[str, str] = field(default_factory=dict)
    """What is to be mended, by field; of the whole form under the empty name."""


@dataclass(frozen=True)
class DeskForm:
    """A form with what it holds."""

    title: str
    intro: str
    fields: tuple[Field, ...]
    take: Callable[[Mapping[str, str]], FormResult]
    """Write what was sent, or say what is wrong with it; without what was left empty."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What the fields hold before anybody has written anything."""


Opening = Callable[[ManagerDesk, tuple[str, ...], Mapping[str, str]], DeskForm | None]
"""Makes the form at an address, by the steps of the address and what was given along with it; None
when there is none."""


def form_html(
    form: DeskForm,
    words: Translations,
    values: Mapping[str, str],
    taken: FormResult,
    hidden: Mapping[str, str],
) -> SafeHtml:
    """The form with what was written in it; ``hidden`` goes along with it unseen."""
    shown = [one for one in form.fields if one.required or one.name in values]
    rest = [one for one in form.fields if one not in shown]
    unseen = (
        html('<input type="hidden" name="%s" value="%s">', name, value)
        for name, value in hidden.items()
    )
    back = html("%s%s", ROOT_MARK, hidden.get("_back", ""))
    return html(
        '<form method="post" class="hb-desk-form" novalidate>%s%s%s%s<p class="hb-desk-send">'
        '<button class="hb-btn hb-btn--go">%s</button> <a href="%s">%s</a></p></form>',
        joined(unseen),
        _summary(taken, words),
        joined(_field(one, values, taken, words) for one in shown),
        html(
            "<details%s><summary>%s</summary>%s</details>",
            html(" open") if any(one.name in taken.wrong for one in rest) else text(""),
            words("More, if you like"),
            joined(_field(one, values, taken, words) for one in rest),
        )
        if rest
        else text(""),
        words("Write it down"),
        back,
        words("Leave it"),
    )


def _summary(taken: FormResult, words: Translations) -> SafeHtml:
    if not taken.wrong:
        return text("")
    whole = html("<p>%s</p>", taken.wrong[""]) if taken.wrong.get("") else text("")
    return html(
        '<div class="hb-desk-wrong" role="alert"><p><strong>%s</strong></p>%s</div>',
        words("Nothing was written yet: something is to be mended first."),
        whole,
    )


def _field(
    one: Field, values: Mapping[str, str], taken: FormResult, words: Translations
) -> SafeHtml:
    value, wrong = values.get(one.name, ""), taken.wrong.get(one.name, "")
    beside = [f"{mark}-{one.name}" for mark, said in (("h", one.hint), ("w", wrong)) if said]
    marks = html(
        ' id="f-%s" name="%s"%s%s%s',
        one.name,
        one.name,
        html(" required") if one.required else text(""),
        html(' aria-invalid="true"') if wrong else text(""),
        html(' aria-describedby="%s"', " ".join(beside)) if beside else text(""),
    )
    hint = html('<p class="hb-desk-hint" id="h-%s">%s</p>', one.name, one.hint)
    told = html('<p class="hb-desk-why" id="w-%s">%s</p>', one.name, wrong) if wrong else text("")
    must = "" if one.required else words("may stay empty")
    label = html(
        '<label for="f-%s">%s%s</label>',
        one.name,
        one.label,
        html(" <small>%s</small>", must) if must else text(""),
    )
    return html(
        '<div class="hb-desk-field">%s%s%s%s</div>',
        label,
        hint if one.hint else text(""),
        _input(one, value, marks),
        told,
    )


def _input(one: Field, value: str, marks: SafeHtml) -> SafeHtml:
    if one.type == "select":
        empty = () if one.required else (("", ""),)
        return html("<select%s>%s</select>", marks, _options((*empty, *one.options), value))
    if one.type == "prose":
        return html('<textarea%s rows="9" dir="auto">%s</textarea>', marks, value)
    if not one.options or len(one.options) > MANY:
        return html('<input type="%s"%s value="%s" dir="auto">', one.type, marks, value)
    return html(
        '<input type="text"%s value="%s" list="l-%s" autocomplete="off" dir="auto">'
        '<datalist id="l-%s">%s</datalist>',
        marks,
        value,
        one.name,
        one.name,
        _options(one.options, ""),
    )


def _options(options: tuple[tuple[str, str], ...], chosen: str) -> SafeHtml:
    return joined(
        html(
            '<option value="%s"%s>%s</option>',
            value,
            html(" selected") if value and value == chosen else text(""),
            words,
        )
        for value, words in options
    )
