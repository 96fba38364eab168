"""Links from a page to the forms that change it, filled in with what stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any
from urllib.parse import urlencode, urlsplit

from hearth.kinds import KINDS, Kind, Record
from hearth.kinds.form import Form
from hearth.model.hub import Hub

LONGEST = 4000
"""Characters of an address; what is longer is not filled in, since servers refuse it."""


@dataclass(frozen=True)
class FormLink:
    """A form, and where it is filled in."""

    label: str
    url: str
    is_own: bool
    """Whether only those of whom the page tells are to ask."""


def form_links(hub: Hub, record: Record) -> list[FormLink]:
    """The forms that change a record; none where its files lie at no host that has such forms."""
    base = _base(hub)
    return [
        FormLink(hub.words.noted(form.name), _address(base, form, record), bool(form.account))
        for form in (KINDS[record.KIND].asking.changes if base else ())
    ]


def blank_links(hub: Hub, kind: Kind, *acts: str) -> list[FormLink]:
    """Some of the forms that change records of a kind, with nothing filled in."""
    base = _base(hub)
    return [
        FormLink(hub.words.noted(form.name), f"{base}?template={form.key}.yml", bool(form.account))
        for form in (kind.asking.changes if base else ())
        if form.act in acts
    ]


def _base(hub: Hub) -> str:
    """Where forms are filled in; empty where the hub's files lie at no host that has them, or the
    hub does not want them."""
    wanted = hub.settings.forms
    if not (not hub.settings.internal if wanted is None else wanted):
        return ""
    host = urlsplit(hub.settings.edit_base or "")
    if host.hostname != "github.com":
        return ""
    return f"https://github.com/{'/'.join(host.path.split('/')[1:3])}/issues/new"


def _address(base: str, form: Form, record: Record) -> str:
    first = {"template": f"{form.key}.yml", form.questions[0].id: record.id}
    for given in ({**first, **dict(_stated(form, record))}, first):
        url = f"{base}?{urlencode(given)}"
        if len(url) <= LONGEST:
            break
    return url


def _stated(form: Form, record: Record) -> Iterator[tuple[str, str]]:
    """What the record says already, by question; nothing for a form that adds to it."""
    for question in form.questions[1:] if form.change is None else ():
        value: Any = reduce(_part, question.field.split("."), record)
        if isinstance(value, list):
            value = ("\n" if question.type == "textarea" else ", ").join(map(str, value))
        if value:
            yield question.id, str(value)


def _part(whole: Any, name: str) -> Any:
    return getattr(whole, name, None)
