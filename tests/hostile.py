"""Hostile text, and records that carry it in every field that holds words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import html5lib
import yaml
from pydantic import BaseModel

from hearth.base.strict_yaml import HIDDEN
from hearth.edit.location import annotation_at, choices, entry_of, mentions
from hearth.kinds import KINDS, Kind
from hearth.kinds.fields import Clock, ContactUrl, Country, Day, Guest, Language, Moment, Url, Zone
from hearth.kinds.path import Step
from hearth.model.links import refs
from hearth.read.records import INTERNAL, build, models_in
from record_texts import IDS

FIRES = "top.fired=1"
"""What hostile text does when it runs."""

STRINGS = tuple(
    text.replace("FIRE", FIRES)
    for text in (
        # text and elements
        "<script>FIRE</script>",
        "</script><script>FIRE</script>",
        "<img src=x onerror=FIRE>",
        "<svg onload=FIRE>",
        "<svg><script>FIRE</script></svg>",
        "<iframe srcdoc='<script>FIRE</script>'></iframe>",
        "<body onload=FIRE>",
        "<details open ontoggle=FIRE>",
        "<input autofocus onfocus=FIRE>",
        "<math><mtext><script>FIRE</script></mtext></math>",
        "<meta http-equiv=refresh content='0;url=javascript:FIRE'>",
        "<base href='https://evil.example/'>",
        "<form action='javascript:FIRE'><button>x",
        "<object data='javascript:FIRE'></object>",
        "<embed src='javascript:FIRE'>",
        "<style>*{background:url(javascript:FIRE)}</style>",
        "<link rel=stylesheet href=https://evil.example/x.css>",
        "<a href='javascript:FIRE'>x</a>",
        "<template><script>FIRE</script></template>",
        "<noscript><p title='</noscript><img src=x onerror=FIRE>'>",
        "<scr<script>ipt>FIRE</scr</script>ipt>",
        "<x/onclick=FIRE>x",
        "<<script>FIRE//<</script>",
        "<script\n>FIRE</script\n>",
        # attributes
        '" onmouseover="FIRE" x="',
        "' onfocus='FIRE' autofocus='",
        "x onerror=FIRE ",
        "` onerror=FIRE `",
        '"><script>FIRE</script>',
        "'><img src=x onerror=FIRE>",
        # the title, comments, data for scripts
        "</title><script>FIRE</script>",
        "--><script>FIRE</script><!-- -->",
        "x <!--<script>-->",
        "]]><script>FIRE</script>",
        "</textarea><script>FIRE</script>",
        '"}]}</script><script>FIRE</script>',
        "\\u003cscript\\u003eFIRE\\u003c/script\\u003e",
        '\\"};FIRE;//',
        "';FIRE;//",
        # entities that somebody may turn back
        "&lt;script&gt;FIRE&lt;/script&gt;",
        "&amp;lt;img src=x onerror=FIRE&amp;gt;",
        "&#60;script&#62;FIRE&#60;/script&#62;",
        "&quot; onmouseover=&quot;FIRE",
        "&#x6A;avascript:FIRE",
        # Markdown
        "[x](javascript:FIRE)",
        "![x](https://evil.example/x.png)",
        "[x](data:text/html,<script>FIRE</script>)",
        "<javascript:FIRE>",
        "[x]: javascript:FIRE\n\n[x]",
        "[x](https://e.example 'x\" onmouseover=\"FIRE')",
        "x{: onclick=FIRE }",
        '--8<-- ".git/config"',
        "[a](JaVaScRiPt&colon;FIRE)",
        "```\n</code></pre><script>FIRE</script>\n```",
        "| a |\n|---|\n| <img src=x onerror=FIRE> |",
        # template languages
        "{{ 7*7 }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{% include 'main.html' %}",
        "{# x #}",
        "${{ github.token }}",
        "${FIRE}",
        "#{FIRE}",
        # calendars, feeds, tables, shells
        "x\r\nATTENDEE:mailto:evil@example.org",
        "x\\nEND:VEVENT",
        "BEGIN:VALARM",
        ";X=1:2,3",
        '=HYPERLINK("https://evil.example")',
        "+1+1",
        "@SUM(1)",
        "$(touch fired)",
        "`touch fired`",
        "; touch fired",
        "../../../etc/passwd",
        "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
        # addresses
        "javascript:FIRE",
        "JAVASCRIPT:FIRE",
        "java\tscript:FIRE",
        "data:text/html,<script>FIRE</script>",
        "vbscript:FIRE",
        "//evil.example/x",
        "https://good.example@evil.example/",
        "https://evil.example\\@good.example/",
        'https://e.example/"onmouseover="FIRE',
        "https://e.example/'><script>FIRE</script>",
        "https://e.example/?a=1&b=<b>",
        # marks that the site's own machinery uses
        "\x00",
        "§title§",
        "{title}",
        "%s %(x)s",
        "<!-- hearth:upcoming --> coming",
        "hb-slot:title",
        "\u2028FIRE\u2029",
    )
)
"""One or more for each place text can land in."""

BENIGN = (
    "O'Brien",
    "Nguyễn Thị Ánh",
    "李小龍",
    "عبد الله",
    "שלום",
    "AT&T <3 C++",
    "a < b > c",
    '"quoted"',
    "5 % off; 1,2",
    "Zoë – Łódź",
    "#hashtag",
    "back\\slash",
    "e=mc²",
)
"""Text that looks dangerous to bad filters and is not."""

_EXAMPLES = (
    (Moment, "2026-12-03T18:00"),
    (Day, "2026-12-03"),
    (Clock, "18:30"),
    (Zone, "Africa/Nairobi"),
    (Country, "KE"),
    (Language, "sw"),
)
GIVEN: dict[str, Any] = {
    "src": "assets/p.png",
    "avatar": "assets/p.png",
    "organisation": "lantern",
    "sponsors": ["lantern"],
}
"""What must be a file, or an organisation."""
_PLAIN = "Words"
Where = tuple[str | int, ...]


class Blank:
    """Where words can stand, and what stands there when nothing hostile may."""

    def __init__(self, plain: str) -> None:
        self.plain = plain


def given(folder: str | None) -> list[str]:
    """Hostile strings that others collected, in the folder of public data."""
    if folder is None:
        return []
    entries = json.loads((Path(folder) / "hostile_strings.json").read_text(encoding="utf-8"))
    return [entry["text"] for entry in entries]


def readable(strings: Iterable[str]) -> list[str]:
    """The strings that a file may hold at all; the others are refused with the file."""
    return [text for text in strings if not HIDDEN.search(text)]


def form_of(kind: Kind) -> dict[str, Any]:
    """A record with every field that can stand beside the others, and a Blank wherever words can
    be."""
    form = _part(kind.model)
    while True:
        _, complaints = _checked(kind, plain(form))
        if not complaints:
            return form
        for complaint in complaints:
            _drop(form, complaint)


def blanks(value: Any, where: Where = ()) -> Iterator[tuple[Where, Blank]]:
    """Every place for words in a form."""
    if isinstance(value, Blank):
        yield where, value
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from blanks(inner, (*where, key))


def plain(form: Any) -> Any:
    """The form with harmless words."""
    return filled(form, {})


def filled(form: Any, words: dict[Where, str], where: Where = ()) -> Any:
    """The form with ``words`` in their places, harmless ones in the others."""
    if isinstance(form, Blank):
        return words.get(where, form.plain)
    if isinstance(form, dict):
        return {key: filled(inner, words, (*where, key)) for key, inner in form.items()}
    if isinstance(form, list):
        return [filled(inner, words, (*where, index)) for index, inner in enumerate(form)]
    return form


def records(kind: Kind, strings: list[str]) -> Iterator[tuple[dict[str, Any], dict[Where, str]]]:
    """(a right record, the words in it) so that each string meets each field; what a field refuses
    is left harmless."""
    form = form_of(kind)
    places = dict(blanks(form))
    for number in range(len(strings)):
        harmless = {
            where: f"{blank.plain}{number if '://' in blank.plain else ''}"
            for where, blank in places.items()
        }
        words = {
            where: strings[(number + shift) % len(strings)] for shift, where in enumerate(places)
        }
        while True:
            marked = {
                where: f"{text}{_mark(kind, where, number)}"
                for where, text in {**harmless, **words}.items()
            }
            fields = filled(form, marked)
            _, wrong = _checked(kind, fields)
            if not wrong:
                break
            bad = [
                where
                for where in words
                if any(
                    where[: len(place)] == place or place[: len(where)] == where for place in wrong
                )
            ]
            assert bad, wrong
            words = {where: text for where, text in words.items() if where not in bad}
        yield fields, words


def _mark(kind: Kind, where: Where, number: int) -> str:
    """What makes the words of topics and terms differ, of which no two may mean the same."""
    named = where[0] in ("label", "synonyms", "term", "aliases")
    return f" {number}.{len(where)}" if kind.name in ("topic", "term") and named else ""


def written(kind: Kind, fields: dict[str, Any]) -> str:
    """A record's file, as YAML writes it."""
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=100_000)


def _checked(kind: Kind, fields: dict[str, Any]) -> tuple[Any, list[Where]]:
    record, complaints = build(kind.model, {**fields, "id": "x", "path": "x.yml"})
    if record is not None and kind.rules:
        complaints = list(kind.rules(record))
    return record, [
        tuple(step for step in complaint.field if step != "#key") for complaint in complaints
    ]


def _part(model: type[BaseModel], depth: int = 0) -> dict[str, Any]:
    left_out = (
        *INTERNAL,
        "aliases",
        "visible",
        "not_public",
        "status",
        "repeats",
        "all_day",
        "date_precision",
        "kind",
        "fold",
        "series",
        "meets",
    )
    return {
        name: GIVEN.get(name) or _value(annotation_at(model, (name,)), depth)
        for name in model.model_fields
        if name not in left_out
    }


def _value(annotation: Any, depth: int) -> Any:
    entry = entry_of(annotation)
    if entry is not None:
        return [_value(entry, depth)]
    if words := choices(annotation):
        return words[0]
    if Guest in models_in(annotation):
        return {
            "guest": Blank(_PLAIN),
            "headline": Blank(_PLAIN),
            "url": Blank("https://example.org/guest"),
        }
    if kind := next(refs(annotation), None):
        return IDS[kind]
    if Step in models_in(annotation):  # exactly one of several
        return {
            "url": Blank("https://example.org/x"),
            "title": Blank(_PLAIN),
            "note": Blank(_PLAIN),
        }
    if "DeadlineDay" in str(annotation):
        return "2026-12-03"
    if parts := models_in(annotation):
        return _part(parts[0], depth + 1)
    for alias, example in _EXAMPLES:
        if mentions(annotation, alias):
            return example
    if mentions(annotation, ContactUrl) or mentions(annotation, Url):
        return Blank("https://example.org/x")
    if re.search(r"\b(int|float)\b", str(annotation)):
        return "40"
    if re.search(r"\bbool\b", str(annotation)):
        return "no"
    return Blank(_PLAIN)


def _drop(form: Any, where: Where) -> None:
    """Take away the innermost thing that is complained about."""
    *outer, last = where
    for step in outer:
        inner = form[step]
        if not isinstance(inner, dict | list):
            break
        form = inner
    if isinstance(form, list) or last not in form:
        raise AssertionError(f"{where} cannot be taken away")
    del form[last]


ALL = tuple(kind for kind in KINDS.values())


FRAME = frozenset(["html", "head", "meta", "title", "style", "body", "main", "h1", "h2"])


def assert_only(page: str, more: str) -> None:
    """A page that stands alone has no elements but its frame and those named, and nothing in it
    acts by itself."""
    nodes = [
        node
        for node in html5lib.parse(page, namespaceHTMLElements=False).iter()
        if isinstance(node.tag, str)
    ]
    assert {node.tag for node in nodes} <= FRAME | set(more.split())
    assert [name for node in nodes for name in node.attrib if name.startswith("on")] == []
