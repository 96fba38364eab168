"""The page of the guide about templates, made from the templates: their blocks, and the values
they are filled with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from jinja2 import FileSystemLoader, meta, nodes

from hearth.read.template_files import TEMPLATES, template_names
from hearth.read.templates import FILTERS, Templates

TEMPLATES_PAGE = "content/guide/templates.md"

MACROS = "parts/macros.html"

BLOCKS = {
    "about": "what it is, in its own words, with its picture",
    "access": "who can get in, and how",
    "actions": "buttons; a block in `heading` where there is something to do at once",
    "agenda": "what happens when",
    "appearing": "records of other kinds that name it, where their kind says so",
    "asks": "what people look for and what they offer",
    "audience": "whom it is for",
    "blog": "what its owner posts elsewhere",
    "builds_on": "posts it builds on",
    "calendars": "calendars to subscribe to",
    "call": "who is called for, until when, and where to apply",
    "channels": "where people talk",
    "checklist": "what the hosts must not forget",
    "cohorts": "the cohorts of a programme and who was in them",
    "coming": "events or dates to come",
    "conduct": "what to do when something is wrong",
    "content": "the whole page but for the way back",
    "crumbs": "the way back to the pages above",
    "data": "the hub as data",
    "decisions": "what was decided, and on what grounds",
    "details": "what else is good to know before one comes to an event",
    "discussion": "where it is talked about, loaded by a press",
    "doors": "ways on from the front page",
    "embed": "the code with which other sites show it",
    "empty": "what is said when the list has nothing",
    "equipment": "rooms and what is in them",
    "events": "events to come and past ones",
    "expect": "what a newcomer can expect",
    "facts": "the list of facts, from inside it; on a card what stands below the title",
    "feeds": "feeds to read",
    "figures": "a few numbers",
    "filters": "what narrows the list",
    "forms": "where it is changed without Git",
    "gaps": "what is missing",
    "goals": "what is to be reached, and how far it is",
    "groups": "groups",
    "head": "the end of `<head>`, on pages that stand alone",
    "heading": "title and what stands with it; on a page with facts beside it, from inside it",
    "internal": "what is said instead on a hub for members alone",
    "learned": "what was learned, and what changed",
    "led_to": "posts that it led to",
    "legend": "small print",
    "links": "addresses and tags to copy",
    "list": "the records themselves",
    "map": "the map",
    "mentions": "where it came up",
    "method": "how it is counted, and what it does not say",
    "months": "the figure month by month",
    "needs": "what comes next and what it takes",
    "neighbours": "the one before and the one after",
    "notes": "room to write",
    "notice": "a warning or a word on its state; a block in `heading`",
    "numbers": "the numbers behind the figure",
    "organisers": "what is there for the hosts",
    "outcomes": "what came of it",
    "over": "what is over of what a reader kept",
    "pages": "links to the other pages of a long list",
    "past": "what is over",
    "paths": "paths",
    "people": "people",
    "picture": "a picture to share, and its description",
    "plain": "what stands there without a script",
    "posts": "posts",
    "questions": "questions that start a conversation",
    "reading": "how to read the figure",
    "related": "what is like it, or recommended",
    "reminders": "texts for the days before",
    "reports": "reports year by year",
    "resources": "resources",
    "roles": "who does what",
    "sections": "links to the parts of a list: letters, kinds, years",
    "series": "other dates of its series",
    "steps": "steps, one after the other",
    "stories": "what it was worth",
    "subjects": "the records it tells of",
    "subscribe": "its calendar and its feed",
    "terms": "glossary terms",
    "text": "what is written by hand in the page of that name below content/",
    "texts": "texts to copy",
    "titles": "subject lines to copy",
    "topics": "its topics",
    "undated": "events whose day is not fixed yet",
}
"""What each block holds, the same in every template that has it."""

VALUES = {
    "hub": "all public records: `hub.members`, `hub.events` and so on, by their ids",
    "community": "what content/community.yml says",
    "settings": "the maintainer's settings",
    "as_of": "the day the hub is built for",
    "root": "the way from the page to the site's root; `url` puts it before an address",
    "url(record)": "the address of a record, a date, or of a path such as `events/`",
    "card(record)": "its card; with a second value such as `line` another form of it",
    "picture(path)": "what is known of a picture: width and height",
    "prose(record)": "its text as HTML, with glossary terms explained",
    "when(date)": "a date in words: `day`, `clock`, `zone` and more",
    "where(date)": "where it is, in words",
    "next_of(event)": "its next date, or nothing",
    "person(id)": "a member or guest, or nothing",
    "people(ids)": "members and guests",
    "referring(record, kind)": "records of a kind that name it; fields can follow, to be named in",
    "names(people)": "their names as a phrase",
    "is_guest(person)": "whether somebody is a guest and no member",
    "initials(name)": "letters for a picture that is not there",
    "tone(id)": "a colour for it, the same each time",
    "ago(day)": "how long ago, in words",
    "headcount": "how many there are, the same on every page: `people`, `noun`, `countries`, "
    "`zones`, `beside`, `dates(items)`, and the numbers in `found`",
    "_(message)": "what Hearth says, in the hub’s language; beside it stands Jinja’s tag `trans`",
    "count(number, one)": "a number and its noun; the plural can be given as a third value",
    "figure_cell(value)": "a cell in a table of figures, as words",
    "fresh(resource)": "whether its last check still counts; nothing when it was never checked",
    "gone(resource)": "whether its address leads nowhere by now",
    "language(code)": "its name",
    "country(code)": "its name",
    "zone_place(zone)": "a time zone's city",
    "modes": "words for online, in person and hybrid",
    "statuses": "words and a note for each status of an event",
    "instead(event)": "what there is in place of an event or date that is off, or nothing",
    "alternatives": "words for how that was found",
    "called_off": "the statuses of events that will not take place",
    "subscription(calendar)": "ways to subscribe to a calendar",
    "embed_code(name, title)": "the code with which other sites show a part, or nothing",
    "topics_of(record)": "its topics",
    "page_url(path)": "the address of a page below content/",
    "page_title(path)": "its title",
    "m": f"the macros of `{MACROS}`, such as `m.cards(records)` and `m.section(id, title)`",
}
"""What every template can use, and how it is called."""

_TRANS = {"gettext", "ngettext", "pgettext"}
EVERYWHERE = {call.partition("(")[0] for call in VALUES} | _TRANS

FRAME = {
    "title": "the page's title",
    "crumbs": "the pages above it, as pairs of words and address",
    "crumb": "its name in that row, where it is not the title",
    "text": "what is written by hand in the page of that name, as HTML",
    "appearing": "records of other kinds that name it, each group with its heading",
    "blog": "on the page of a record, the newest entries of its owner's own feed",
}
"""What every template of a page can use beside those."""


HEAD = """\
---
title: Templates
description: Change one line of a page without a copy of it. Every template, its blocks and values.
---
<!-- Made from the templates by `hearth reference`; changes by hand are lost. -->
# Templates

The pages of a hub are templates filled with records, and each template is divided into blocks with
names. To change a page, fill one of its blocks anew. This file adds a line to the facts of every
profile when it is saved as `overrides/hearth/member.html`:

"""

EXAMPLE = """\
{% extends "hearth/member.html" %}
{% block facts %}
{{ super() }}
<div><dt>Days with us</dt><dd>{{ (as_of - member.joined).days }}</dd></div>
{% endblock %}
"""

RULES = """
It extends the engine's template of the same name, which is why `hearth/` stands before it: without
that it would extend itself. `{{ super() }}` is what the block holds already: write before or after
it, or leave it out to put something else in its place. What you do not fill stays as it is, also
when a new version of Hearth changes it. `hearth check` tells of a block whose name is misspelt.

- Cards, parts and live blocks are templates too: what you change in
  `overrides/hearth/cards/member-card.html` changes wherever the card of a member is shown.
- A block sees the values in the tables below, and nothing that is set in another block. Whatever it
  prints is escaped. A value named after a kind, such as `member`, is that record, with everything
  in the [field reference](fields.md).
- The frame around every page, its header, navigation and footer, belongs to the theme: extend
  `hearth.html` in `overrides/main.html`.
- Where a block is not enough, a file that extends nothing takes the place of the whole template. It
  is then yours to look after.

## Templates and their blocks

Every page also has the blocks of `page.html`, and the values of the parts it includes. Templates in
`blocks/` are live blocks, those in `feeds/` what a feed says of a record. `record` stands for any
kind that has no template of its own name.
"""


def templates_page() -> str:
    """The page as it should be in the guide."""
    lines = [
        f"{HEAD}```jinja\n{EXAMPLE}```\n{RULES}",
        *_table("template | blocks | values", _templates()),
        "## What a block holds",
        "",
        *_table("block | holds", _rows(BLOCKS)),
        "## What every page has",
        "",
        *_table("value | is", _rows(FRAME)),
        "## What every template can use",
        "",
        *_table("value | is", _rows(VALUES)),
        f"Beside Jinja's own filters there are {_listed(FILTERS)}. `bdi` keeps a name apart from "
        "words around it that may run the other way; an element that holds nothing else says "
        '`dir="auto"`.',
        "",
    ]
    return "\n".join(lines)


def _table(head: str, rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield from (f"| {head} |", f"|{'---|' * (head.count('|') + 1)}")
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _templates() -> Iterator[tuple[str, str, str]]:
    templates = Templates(FileSystemLoader(TEMPLATES))
    for name in template_names(TEMPLATES):
        if name != MACROS:
            tree = templates.tree(name)
            values = asked(tree) | worked_out(tree)
            yield f"`{name}`", _listed(templates.blocks([name])), _listed(sorted(values)) or "–"


def asked(tree: nodes.Template) -> set[str]:
    """The values that a template must be given, beside those that every template has."""
    optional = {
        test.node.name
        for test in tree.find_all(nodes.Test)
        if test.name == "defined" and isinstance(test.node, nodes.Name)
    }
    inner = {name for node in tree.find_all((nodes.Assign, nodes.Macro)) for name in _set(node)}
    return meta.find_undeclared_variables(tree) - inner - optional - EVERYWHERE - FRAME.keys()


def worked_out(tree: nodes.Template) -> set[str]:
    """The values that a template works out above its blocks, for all of them."""
    found = (node for node in tree.body if isinstance(node, nodes.Assign))
    return {name for node in found for name in _set(node)} - FRAME.keys()


def _set(node: nodes.Node) -> set[str]:
    if isinstance(node, nodes.Macro):
        return {node.name}
    return {name.name for name in node.find_all(nodes.Name) if name.ctx == "store"}


def _rows(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((f"`{name}`", words) for name, words in values.items())


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
