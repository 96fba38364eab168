"""Commands as links: what a paper tells to type leads, on the desk, to the page or the form that
does the same."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

from hearth.base.words import N_
from hearth.desk_site.desk import ManagerDesk, to
from hearth.desk_site.note_titles import TITLES
from hearth.desk_site.pack_form import TITLE
from hearth.kinds import KINDS
from hearth.papers.paper import Contents, Drawing, Paper
from hearth.wording.document import Below, Block, Code, Inline, Link, Piece
from hearth.wording.safe import html

PAGES = {
    "brief": ("", N_("This week")),
    "care": ("care/", N_("Care")),
    "connectors": ("connectors/", N_("Connectors")),
    "follow": ("sources/", N_("Sources")),
    "insights": ("insights/", N_("Insights")),
    "introduce": ("introductions/", N_("Introductions")),
    "journeys": ("journeys/", N_("Journeys")),
    "links": ("links/", N_("Links")),
    "needs": ("needs/", N_("Needs")),
    "plan": ("plan/", N_("Content plan")),
    "programme": ("programmes/", N_("Programmes")),
    "ready": ("events/", N_("Events")),
    "register": ("register/", N_("Lessons")),
    "report": ("report/", N_("Report")),
    "stakeholders": ("stakeholders/", N_("Stakeholders")),
}
"""Commands that a page of the desk does for, with its address and title."""


DONE = "hb-done"
"""The form that the buttons of a page belong to."""


@dataclass(frozen=True)
class _Call:
    """A command as it was typed."""

    name: str
    given: tuple[str, ...]
    options: Mapping[str, str]
    settings: tuple[str, ...] = ()
    """What every ``--set`` says."""


def _call(command: str) -> _Call | None:
    """What a command asks for; None for what is no command of the engine."""
    try:
        start, *words = shlex.split(command)
    except ValueError:
        return None
    if start != "hearth" or not words:
        return None
    name, *rest = words
    given, options, settings = list[str](), dict[str, str](), list[str]()
    while rest:
        word = rest.pop(0)
        if not word.startswith("--"):
            given.append(word)
        else:
            follows = bool(rest) and not rest[0].startswith("--")
            options[word[2:]] = rest.pop(0) if follows else ""
            settings += [options[word[2:]]] if word == "--set" else []
    return _Call(name, tuple(given), options, tuple(settings))


def _open(value: str) -> bool:
    """Whether it stands for what somebody has yet to say: MEMBER, …"""
    return not value or value.isupper() or "…" in value


def _form(kind: str, fields: Mapping[str, str], here: str) -> tuple[str, str] | None:
    """The form of a kind of note, filled with what is known."""
    if kind not in TITLES:
        return None
    said = {name: value for name, value in fields.items() if not _open(value)}
    return f"do/note/{kind}/?{urlencode({**said, 'back': here})}", TITLES[kind]


def _note(call: _Call, here: str) -> tuple[str, str] | None:
    kind, *fields = call.given or ("",)
    pairs = (field.partition("=") for field in fields)
    return _form(kind, {name: value for name, _, value in pairs}, here)


def _thank(call: _Call, here: str) -> tuple[str, str] | None:
    names = {"for": "reason", "event": "event", "by": "by"}
    said = {names[name]: value for name, value in call.options.items() if name in names}
    return _form("thanks", {"to": call.given[0] if call.given else "", **said}, here)


def _introduce(call: _Call, here: str) -> tuple[str, str] | None:
    people = call.options.get("mark")
    if people is None:
        return _form("introductions", {}, here) if "keep" in call.options else PAGES["introduce"]
    *others, step = call.given or ("",)
    fields = {"people": ", ".join((people, *others)), "step": step, "back": here}
    return f"do/step/?{urlencode(fields)}", N_("Introductions")


def _add(call: _Call, here: str) -> tuple[str, str] | None:
    """The form of a new record, with what is known of it."""
    kind = call.given[0] if call.given else ""
    if kind not in KINDS or not KINDS[kind].asking.fields:
        return None
    pairs = (setting.partition("=") for setting in call.settings)
    fields = {name: value for name, _, value in pairs if not _open(value)}
    return f"do/add/{kind}/?{urlencode({**fields, 'back': here})}", N_("Write it down")


def _set(call: _Call, here: str) -> tuple[str, str] | None:
    """The form for fields of a record, or for those of a note in its list; what is to be said yet
    is asked for."""
    file, *fields = call.given or ("",)
    pairs = (field.partition("=") for field in fields)
    values = {name: "" if _open(value) else value for name, _, value in pairs}
    kind, entry = Path(file).stem, call.options.get("entry")
    if entry is None:
        return f"do/set/{file}/?{urlencode({**values, 'back': here})}", N_("Write it down")
    if kind not in TITLES or not entry.isdigit():
        return None
    asked = urlencode({**values, "back": here})
    return f"do/change/{kind}/{int(entry) - 1}/?{asked}", TITLES[kind]


def _plan(call: _Call, here: str) -> tuple[str, str] | None:
    if call.options.get("done", "").isdigit():
        number = int(call.options["done"]) - 1
        asked = urlencode({"done": "today", "back": here})
        return f"do/change/plans/{number}/?{asked}", N_("Write it down")
    if "add" in call.options:
        fields = {"what" if name == "add" else name: it for name, it in call.options.items()}
        return _form("plans", fields, here)
    return PAGES["plan"]


def _brief(call: _Call, _: str) -> tuple[str, str] | None:
    part = call.options.get("part") or call.options.get("role")
    return (f"week/{part}/", N_("Each of them")) if part else PAGES["brief"]


def _pack(_: _Call, here: str) -> tuple[str, str] | None:
    return f"do/pack/?{urlencode({'back': here})}", TITLE


def _event(call: _Call, _: str) -> tuple[str, str] | None:
    event = call.given[0] if call.given else ""
    return PAGES["ready"] if _open(event) else (f"events/{event}/", N_("Events"))


def _programme(call: _Call, here: str) -> tuple[str, str] | None:
    """The page or the form that does for one of its actions."""
    action, programme, who = (*call.given, "", "", "")[:3]
    back = urlencode({"back": here})
    if action == "accept":
        return f"do/accept/{who}/?{back}", N_("Accept")
    if action == "renew":
        return None if _open(who) else (f"do/renew/{programme}/{who}/?{back}", N_("Goes on"))
    if action == "let-go":
        return f"do/let-go/{programme}/?{back}", N_("Let go of old applications")
    if action == "certificate":
        if _open(who):
            return None
        return f"programmes/{programme}.{who}/", N_("Certificate")
    return (f"programmes/{programme}/", N_("Programmes")) if programme else PAGES["programme"]


def _report(call: _Call, _: str) -> tuple[str, str] | None:
    reader = call.options.get("for", "")
    return PAGES["report"] if _open(reader) else (f"report/{reader}/", N_("Report"))


def _insights(call: _Call, _: str) -> tuple[str, str] | None:
    name = call.options.get("figure", "")
    return PAGES["insights"] if _open(name) else (f"insights/{name}/", N_("Insights"))


WAYS: dict[str, Callable[[_Call, str], tuple[str, str] | None]] = {
    **{name: lambda call, _: PAGES[call.name] for name in PAGES},
    "add": _add,
    "brief": _brief,
    "insights": _insights,
    "introduce": _introduce,
    "note": _note,
    "pack": _pack,
    "plan": _plan,
    "programme": _programme,
    "promote": _event,
    "ready": _event,
    "report": _report,
    "run-sheet": _event,
    "set": _set,
    "thank": _thank,
}
"""Where each command leads that the desk can do."""


def way(desk: ManagerDesk, command: str, here: str) -> Link | None:
    """The link that does for a command; None when the desk cannot do it."""
    call = _call(command)
    found = WAYS[call.name](call, here) if call and call.name in WAYS else None
    if found is None or (found[0].startswith("do/") and not desk.forms):
        return None
    return to(found[0], desk.words.noted(found[1]))


def with_ways(desk: ManagerDesk, paper: Paper, here: str) -> tuple[Piece | Drawing | Contents, ...]:
    """The pieces of a paper, with links in place of commands; ``here`` is where they lead back."""
    return tuple(
        replace(piece, parts=tuple(_led(desk, piece.parts, here)))
        if isinstance(piece, Block)
        else piece
        for piece in paper.pieces
    )


BETWEEN = " · "
"""What parts what stands below a line; nothing is parted where nothing follows."""


def _led(desk: ManagerDesk, parts: tuple[Inline, ...], here: str) -> Iterator[Inline]:
    for part in parts:
        if isinstance(part, Below):
            led = [one for one in _led(desk, part.parts, here) if one != ""]
            yield Below(tuple(led[:-1] if led and led[-1] == BETWEEN else led))
        elif isinstance(part, Code) and part.text in desk.waiting:
            yield _done(desk, part.text)
        elif isinstance(part, Code) and desk.forms and part.text in desk.hub.members:
            yield to(f"people/{part.text}/", part.text)
        elif isinstance(part, Code):
            link = way(desk, part.text, here)
            yield replace(link, text=part.does or link.text) if link else part
        else:
            yield part


def _done(desk: ManagerDesk, item: str) -> Inline:
    """A button that notes a line of the brief as done, for a form that the page has once; nothing
    where nobody would take it."""
    if not desk.forms:
        return ""
    said = desk.words("Done")
    button = '<button form="%s" name="item" value="%s" aria-label="%s: %s">%s</button>'
    return html(button, DONE, item, said, item, said)
