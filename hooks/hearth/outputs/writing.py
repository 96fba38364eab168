"""Text that is composed once and given twice, as Markdown and as plain text; what contributors wrote stays text in both."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Strong:
    """Words that stand out where that is possible."""

    text: str


@dataclass(frozen=True)
class Link:
    """An address behind words; in plain text it follows them."""

    text: str
    url: str


@dataclass(frozen=True)
class Address:
    """An address written out, so that a chat or a mailer makes it a link."""

    url: str


Part = str | Strong | Link | Address


@dataclass(frozen=True)
class Block:
    """A paragraph, or what its mark makes of it: a heading or one entry of a list."""

    parts: tuple[Part, ...]
    mark: str = ""


@dataclass(frozen=True)
class Text:
    """The same words in two forms."""

    markdown: str
    plain: str


def paragraph(*parts: Part) -> Block:
    """Parts joined without anything between them."""
    return Block(parts)


def entry(*parts: Part) -> Block:
    """One entry of a list."""
    return Block(parts, "- ")


def to_do(*parts: Part) -> Block:
    """One entry of a list that can be ticked."""
    return Block(parts, "- [ ] ")


def heading(words: str, level: int = 2) -> Block:
    """A heading of its own line."""
    return Block((words,), f"{'#' * level} ")


def written(blocks: Sequence[Block]) -> Text:
    """The blocks as Markdown and as plain text."""
    return Text(_joined(blocks, _markdown), _joined(blocks, _plain))


def sentences(*said: str) -> str:
    """What is there of ``said``, each closed with a full stop unless it closes itself."""
    return " ".join(closed(words) for words in said if words)


def closed(words: str) -> str:
    """The words with a mark at their end."""
    return words if words.rstrip("\"'”’)»").endswith((".", "!", "?", "…", "。", "؟")) else f"{words}."


_SPECIAL = re.compile(
    r"[\\`*_\[\]<~]"
    r"|&(?=#?\w+;)"  # would be read as a character's name
    r"|(?<!\w)#"
    r"|:(?=//)|(?<=www)\.",  # would become a link, which keeps the backslashes after it
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s{2,}|[^\S ]")
_LINE_START = re.compile(r"^(\d+(?=[.)])|(?=[-+>=|:]))(.)")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BARE = re.compile(r"[\w:/.~?=%+-]+", re.ASCII)


def flat(text: str) -> str:
    """The text with single spaces for whatever parts its words."""
    return _SPACE.sub(" ", text)


def escaped(text: str) -> str:
    """Text as it reads the same within a line of Markdown."""
    return _SPECIAL.sub(r"\\\g<0>", flat(text))


def _joined(blocks: Sequence[Block], form: Callable[[Block], str]) -> str:
    """Entries of a list line by line, everything else apart."""
    text = ""
    for before, block in zip([None, *blocks], blocks, strict=False):
        between = "\n" if before and before.mark == block.mark and block.mark.startswith("-") else "\n\n"
        text += (between if text else "") + form(block)
    return text


def _markdown(block: Block) -> str:
    line = "".join(map(_markdown_part, block.parts)).strip()
    return block.mark + _LINE_START.sub(r"\1\\\2", line)


def _markdown_part(part: Part) -> str:
    if isinstance(part, Strong):
        return f"**{escaped(part.text.strip())}**" if part.text.strip() else ""
    if isinstance(part, Link):
        address = re.sub(r"[()]", r"\\\g<0>", _ENTITY.sub("&amp;", part.url))
        return f"[{escaped(part.text)}]({address})"
    if isinstance(part, Address):
        return part.url if _BARE.fullmatch(part.url) else f"<{_ENTITY.sub('&amp;', part.url)}>"
    return escaped(part)


def _plain(block: Block) -> str:
    mark = "" if block.mark.startswith("#") else block.mark
    return mark + "".join(map(_plain_part, block.parts)).strip()


def _plain_part(part: Part) -> str:
    if isinstance(part, Link):
        return f"{flat(part.text)}: {part.url.removeprefix('mailto:')}"
    if isinstance(part, Address):
        return part.url
    return flat(part.text).strip() if isinstance(part, Strong) else flat(part)
