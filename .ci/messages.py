"""Collects the messages that the engine says into hooks/hearth/locale/hearth.pot.

python .ci/messages.py            writes the file
python .ci/messages.py --check    exits with 1 when it is not true any more
python .ci/messages.py --update   writes it, adds to each catalogue what is new, and takes out what
                                  nobody says any more
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, get_args

from jinja2 import nodes

from hearth.base.catalogue import Message, read_messages, written
from hearth.base.field_docs import field_docs
from hearth.base.problems import CATALOGUE
from hearth.cli.main import COMMANDS
from hearth.cli.shared.told_help import paragraphs
from hearth.contribute.drafts import hint
from hearth.contribute.forms import forms
from hearth.kinds import COMMUNITY, KINDS
from hearth.kinds.base import with_article
from hearth.kinds.event import TYPES
from hearth.kinds.field_words import ANSWER, ANSWERS, COLUMN, FIELDS
from hearth.kinds.form import TOPICS
from hearth.manage.cases import OUTCOME_WORDS
from hearth.manage.desk.brief import PARTS, ROLES
from hearth.manage.desk.care import FIRST
from hearth.manage.desk.goals import GoalStanding
from hearth.manage.desk.report import PRESETS, SAYINGS
from hearth.manage.figures import FIGURES, care, events, people
from hearth.manage.figures.base import unit
from hearth.manage.ledger import KINDS as ACTS
from hearth.manage.private.notes import FILES
from hearth.model.settings import Settings
from hearth.outputs.search import headings
from hearth.outputs.template_code import TemplateEnvironment
from hearth.papers.needs import BOARD, COLUMNS
from hearth.papers.report import READER
from hearth.read.records import cures
from hearth.review.change_words import THE_COMMUNITY
from hearth.views.readiness import AFTER, BEFORE
from hearth.wording.formatting import REPETITION

ENGINE = Path(__file__).resolve().parent.parent / "hooks" / "hearth"
LOCALE = ENGINE / "locale"
POT = LOCALE / "hearth.pot"
HEAD = """# What Hearth says itself; .ci/messages.py writes it.
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
SHOWN = frozenset({"type", "status", "level", "cost", "open_to", "kind"})
"""The fields of records whose choices pages show in words."""
SAYING = frozenset({"_", "N_", "plural_of", "said", "said_many", "said_count"})
"""Functions that are given a message."""
CHECKS = (*BEFORE, *AFTER)


def messages() -> set[Message]:
    """All that the engine says."""
    found = {("", words, "") for words in (*_choices(), *_problems(), *_asked())}
    found |= {(COLUMN, name, "") for name in FIELDS} | {(ANSWER, word, "") for word in ANSWERS}
    found.update((context, words, "") for context, words in _in_context())
    found.update(("", one, several) for one, several in _counted())
    for file in ENGINE.rglob("*.html"):
        if "templates" in file.parts:
            found.update(_in_template(file.read_text(encoding="utf-8")))
    for file in ENGINE.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        found.update(_in_module(text))
        if "cli" in file.parts:
            found.update(_in_command(ast.parse(text)))
    found.update(("", f"%(num)s {kind.name}", f"%(num)s {kind.plural}") for kind in KINDS.values())
    found.update(
        ("", words, "") for part in COMMANDS.items() for words in (part[0], *part[1].values())
    )
    return {message for message in found if any(char.isalpha() for char in message[1])}


def _choices() -> Iterator[str]:
    """The words of fields with a choice, and what lists of records are called."""
    yield from (heading for _, heading in headings())
    for figure in FIGURES.values():
        yield from (figure.title, figure.question, figure.section, figure.unit, unit(figure, 1))
        yield from (figure.definition, figure.source)
    yield from (about.title for about in PARTS.values())
    yield from (act.words for act in ACTS.values())
    yield from (preset.opening for preset in PRESETS.values())
    yield from (check.cure for check in CHECKS)
    for kind in KINDS.values():
        listing = kind.listing
        yield kind.noun if isinstance(kind.noun, str) else ""
        yield from (kind.name, *(block.title for block in kind.blocks))
        filters = (words for one in listing.filters for words in (one.title,))
        orders = (one.title for one in listing.orders)
        yield from (kind.crumb[0], listing.title, listing.purpose, listing.order_title)
        yield from (*filters, *orders)
        if kind.feed:
            yield from (kind.feed.title, kind.feed.purpose, kind.feed.called or kind.plural)
        if kind.record_feeds:
            yield kind.record_feeds.purpose
        for name, about in kind.model.model_json_schema()["properties"].items():
            if name in SHOWN:
                yield from (str(word).replace("-", " ") for word in _enums(about))


def _problems() -> Iterator[str]:
    """What problems say beside the messages in the code: of codes, kinds and fields."""
    for entry in CATALOGUE.values():
        yield from (entry.short_title, entry.why)
    for kind in (*KINDS.values(), COMMUNITY):
        yield from (kind.name, with_article(kind.name), *cures(kind.model))
    for name in Settings.model_fields:
        yield " ".join(field_docs(Settings).get(name, "").split())


def _asked() -> Iterator[str]:
    """What contributors are asked: by forms, and by the command that adds a record."""
    for form in forms(()).values():
        yield from (form.name, form.description, form.title, form.intro)
        for question in form.questions:
            chosen = question.options if form.kind not in KINDS or not question.meant else ()
            yield from (question.label, question.help, *chosen)
            if question.type == "checkboxes":
                yield from question.options
            elif question.type == "dropdown":
                yield from (option.replace("-", " ") for option in question.options)
    yield TOPICS.help
    for check in CHECKS:
        yield from (check.name, check.cure)
    for model in FILES.values():
        docs = (model.__doc__ or "", *field_docs(model).values())
        yield from (" ".join(text.split()) for text in docs)
    for kind in KINDS.values():
        names = (*kind.asking.fields, *kind.asking.hints, *kind.asking.from_page)
        yield from (hint(kind, name) for name in names)


def _counted() -> Iterator[tuple[str, str]]:
    """(words for one, words for several): what follows the numbers of a report, and what records
    are called."""
    for saying in SAYINGS.values():
        yield (saying.one, saying.words) if saying.one else (saying.words, "")
    for kind in KINDS.values():
        nouns = (kind.noun if isinstance(kind.noun, str) and kind.noun else kind.name,)
        for noun in (*nouns, *(("person", "organisation") if kind.personal else ())):
            yield f"%(num)s {noun}", f"%(num)s {kind.called_together(noun)}"


def _in_context() -> Iterator[tuple[str, str]]:
    """(context, words) of names that stand in tables of figures, and of rules of repetition."""
    yield from REPETITION
    yield from OUTCOME_WORDS.values()
    yield from ((people.TAKING_PART, level) for level in people.LEVELS)
    yield from ((people.ACT, kind) for kind in ACTS)
    yield from ((care.VALUE, cycle) for cycle in care.CYCLES)
    yield from ((events.TYPE, name) for name in TYPES)
    yield from ((READER, preset.reader) for preset in PRESETS.values())
    yield from (("check", check.name) for check in CHECKS)
    yield from (("hat", role) for role in ROLES)
    yield from (("new as", name) for name in ("person", "organisation", "team", *FIRST))
    yield from ((BOARD, column) for column in COLUMNS)
    yield "", THE_COMMUNITY
    yield from (("", state) for state in get_args(GoalStanding))


def _enums(about: Any) -> Iterator[str]:
    if isinstance(about, dict):
        yield from about.get("enum", ())
        about = list(about.values())
    for part in about if isinstance(about, list) else ():
        yield from _enums(part)


def _in_template(text: str) -> Iterator[Message]:
    tree = TemplateEnvironment(autoescape=True).parse(text)
    for call in tree.find_all(nodes.Call):
        asked = call.node
        name = getattr(asked, "name", "")
        if isinstance(asked, nodes.Getattr) and getattr(asked.node, "name", "") == "_":
            name = asked.attr
        words = [str(one.value) for one in call.args if isinstance(one, nodes.Const)]
        yield from _message(name, words)


def _in_module(text: str) -> Iterator[Message]:
    tree = ast.parse(text)
    # Where something else is called "words", those of the hub are an attribute.
    names = ("self",) if "words" in set(_defined(tree)) else ("self", "words")

    def is_words(node: ast.expr) -> bool:
        return getattr(node, "attr", "") == "words" or getattr(node, "id", "") in names

    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        asked = call.func
        name = "_" if is_words(asked) else getattr(asked, "id", "")
        if name not in SAYING:
            name = ""
        if isinstance(asked, ast.Attribute) and is_words(asked.value) and not is_words(asked):
            name = asked.attr
        for words in product(*filter(None, map(_said, call.args))):
            yield from _message(name, list(words))


def _said(argument: ast.expr) -> list[str]:
    """What an argument can say: its text, or one of two."""
    if isinstance(argument, ast.IfExp):
        return [*_said(argument.body), *_said(argument.orelse)]
    value = argument.value if isinstance(argument, ast.Constant) else None
    return [value] if isinstance(value, str) else []


def _in_command(tree: ast.Module) -> Iterator[Message]:
    """What a module of the command line says by itself: the help of commands and of options, and
    what is counted."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and _is_command(node):
            yield from (("", part, "") for part in paragraphs(ast.get_docstring(node) or ""))
        elif isinstance(node, ast.keyword) and node.arg == "help":
            if isinstance(node.value, ast.Constant):
                yield "", " ".join(str(node.value.value).split()), ""
            elif isinstance(node.value, ast.JoinedStr):
                raise ValueError(f"A help in line {node.lineno} is not the same for all.")
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("count", "ngettext"):
            words = [one.value for one in node.args if isinstance(one, ast.Constant)]
            texts = [word for word in words if isinstance(word, str)]
            yield from _message(getattr(node.func, "id", ""), texts)


def _is_command(node: ast.FunctionDef) -> bool:
    made = (one.func if isinstance(one, ast.Call) else one for one in node.decorator_list)
    return any(getattr(one, "attr", "") in ("command", "group") for one in made)


def _defined(tree: ast.Module) -> Iterator[str]:
    """The names that a module imports, and those of its functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (one.asname or one.name for one in node.names)
        elif isinstance(node, ast.FunctionDef):
            yield node.name


def _message(name: str, words: list[str]) -> Iterator[Message]:
    match name, words:
        case (("_" | "N_" | "gettext" | "noted" | "said"), [one]):
            yield "", one, ""
        case (("inside" | "pgettext"), [context, one]):
            yield context, one, ""
        case (("plural" | "plural_of" | "ngettext" | "said_many"), [one, several, *_]):
            yield "", one, several
        case (("count" | "said_count"), [one]):
            yield "", f"%(num)s {one}", f"%(num)s {one}s"
        case (("count" | "said_count"), [one, several]):
            yield "", f"%(num)s {one}", f"%(num)s {several}"


def _once(found: set[Message]) -> list[Message]:
    """Each message once: one that is counted somewhere is counted everywhere."""
    counted = {message[:2] for message in found if message[2]}
    return [message for message in found if message[2] or message[:2] not in counted]


def update(catalogue: Path, found: list[Message]) -> None:
    """Add to a catalogue, at its end, what it does not have yet, and take out what nobody says any
    more."""
    head, *entries = catalogue.read_text(encoding="utf-8").rstrip().split("\n\n")
    wanted = {message[:2]: message for message in found}
    there = {message: entry for entry in entries for message in read_messages(entry)}
    kept = [entry for message, entry in there.items() if wanted.get(message[:2]) == message]
    new = [message for message in found if message not in there]
    text = "\n\n".join([head, *kept, *([written(new).rstrip()] if new else [])])
    catalogue.write_text(f"{text}\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    found = _once(messages())
    text = HEAD + written(found)
    if "--check" in arguments:
        return int(text != POT.read_text(encoding="utf-8"))
    POT.write_text(text, encoding="utf-8")
    if "--update" in arguments:
        for catalogue in sorted(LOCALE.glob("*.po")):
            update(catalogue, found)
    print(f"{len(found)} messages")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
