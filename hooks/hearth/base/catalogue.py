"""Read translations in the format of GNU gettext: a .po file, as translators write it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from gettext import c2py

CONTEXT = "\x04"
"""What stands between a message's context and its words, as in compiled catalogues of gettext."""
Message = tuple[str, str, str]
"""(context, words, words for several)"""
_LINE = re.compile(r'^(?:(msg\w+(?:\[\d\])?) )?(".*")$', re.MULTILINE)
_PLURALS = re.compile(r"plural=([^;\n]+)")


@dataclass(frozen=True)
class Catalogue:
    """Messages and what they are in another language."""

    messages: Mapping[str, tuple[str, ...]]
    """For each message its translation, or one for each form of the plural."""
    formula: str = "n != 1"
    """Which of the forms goes with the number n, as gettext writes it."""

    def __reduce__(self) -> tuple[type[Catalogue], tuple[Mapping[str, tuple[str, ...]], str]]:
        return Catalogue, (self.messages, self.formula)

    @cached_property
    def plural(self) -> Callable[[int], int]:
        """Which of the forms goes with a number."""
        return c2py(self.formula)


NO_CATALOGUE = Catalogue({})


def read_catalogue(text: str) -> Catalogue:
    """The messages of a .po file that are translated; what is marked as fuzzy is not."""
    messages: dict[str, tuple[str, ...]] = {}
    for entry in text.split("\n\n"):
        said = _said(entry)
        forms = tuple(words for name, words in said.items() if name.startswith("msgstr"))
        if forms and all(forms) and not re.search("^#,.*fuzzy", entry, re.MULTILINE):
            context = said["msgctxt"] + CONTEXT if "msgctxt" in said else ""
            messages[context + said.get("msgid", "")] = forms
    header, *_ = messages.pop("", ("",))
    formula = _PLURALS.search(header)
    return Catalogue(messages, formula[1].strip()) if formula else Catalogue(messages)


def _said(entry: str) -> dict[str, str]:
    """What one entry of a file says under each of its keywords."""
    found: dict[str, str] = {}
    name = ""
    for keyword, quoted in _LINE.findall(entry):
        name = keyword or name
        # C and JSON escape what occurs here alike; most of it escapes nothing.
        words = json.loads(quoted) if "\\" in quoted else quoted[1:-1]
        found[name] = found.get(name, "") + words
    return found


def read_messages(text: str) -> list[Message]:
    """The messages of a .po file, translated or not."""
    said = (_said(entry) for entry in text.split("\n\n"))
    return [
        (one.get("msgctxt", ""), one["msgid"], one.get("msgid_plural", ""))
        for one in said
        if one.get("msgid")
    ]


def written(messages: Iterable[Message]) -> str:
    """Messages as the entries of a template to translate."""
    return "\n".join(map(_entry, sorted(set(messages))))


def _entry(message: Message) -> str:
    context, one, several = message
    lines = [f"msgctxt {_quoted(context)}"] if context else []
    lines.append(f"msgid {_quoted(one)}")
    if several:
        lines += [f"msgid_plural {_quoted(several)}", 'msgstr[0] ""', 'msgstr[1] ""']
    else:
        lines.append('msgstr ""')
    if "%(" in one + several:
        lines.insert(0, "#, python-format")
    return "".join(f"{line}\n" for line in lines)


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
