"""A language of letters that English does not have: what is still English on a page of it stands
out."""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Callable
from functools import cache

import hubs

COLLECT = runpy.run_path(str(hubs.REPOSITORY / ".ci" / "messages.py"))
LETTERS = str.maketrans(
    "aeioucdlnrstyzgkhmwbpfvjqxAEIOUCDLNRSTYZGKHMWBPFVJQX",
    "äëïöüçðłñřşţýžğķħɱŵƀþƒʋĵɋӿÄËÏÖÜÇÐŁÑŘŞŢÝŽĞĶĦⱮŴɃÞƑƲĴɊӾ",
)
_KEPT = re.compile(r"(%\(\w+\)s|%%|<[^>]*>|\{[^{}]*\}|`[^`]*`|--[\w-]+)")


def pseudo(message: str) -> str:
    """A message that can be told from English at a glance."""
    parts = _KEPT.split(message)
    return "".join(part if _KEPT.fullmatch(part) else part.translate(LETTERS) for part in parts)


def pseudo_catalogue(said: Callable[[str], str] = pseudo) -> str:
    """Every message as ``said`` says it, and the plurals of English."""
    entries = ['msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);"\n']
    for context, one, several in _all():
        entry = COLLECT["written"]([(context, one, several)])
        for form in (one, several):
            entry = re.sub(
                '^(msgstr.*) ""$', _filled(said(form)), entry, count=1, flags=re.MULTILINE
            )
        entries.append(entry)
    return "\n".join(entries)


@cache  # every module of the engine is looked through for them
def _all() -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = COLLECT["_once"](COLLECT["messages"]())
    return found


def _filled(words: str) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{found[1]} {json.dumps(words, ensure_ascii=False)}"
