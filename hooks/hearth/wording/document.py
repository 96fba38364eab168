"""A document that is composed once and rendered as Markdown and as plain text, with contributors'
text escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hearth.base.words import ENGLISH, Translations
from hearth.wording.merge_marks import JOINER, broken, encoded


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
class FilledIn(Link):
    """A link whose address the service that sends it fills in."""


@dataclass(frozen=True)
class Address:
    """An address written out, so that a chat or a mailer makes it a link."""

    url: str


@dataclass(frozen=True)
class Code:
    """What is typed as it stands, such as a command."""

    text: str
    does: str = ""
    """What comes of it, in a word or two, for where a link does for it."""


@dataclass(frozen=True)
class Below:
    """The rest of an entry, on a line of its own and less loud."""

    parts: tuple[Inline, ...]


Inline = str | Strong | Link | Address | Code | Below


@dataclass(frozen=True)
class Block:
    """A paragraph, or what its mark makes of it: a heading or one entry of a list."""

    parts: tuple[Inline, ...]
    mark: str = ""


@dataclass(frozen=True)
class DataTable:
    """A table: headings, and a line of cells for each row. None is not known."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """The rows as words; what is not known is a dash."""
        return [tuple(map(cell_text, row)) for row in self.rows]


Piece = Block | DataTable


@dataclass(frozen=True)
class Text:
    """The same words in two forms."""

    markdown: str
    plain_text: str


_PLACE = re.compile(r"%\((\w+)\)s")


def placed(message: str, **parts: Inline) -> tuple[Inline, ...]:
    """A message whose places are not filled yet, with a part in each of them: a link or what is
    typed stands where the language wants it."""
    pieces = _PLACE.split(message)
    found = (parts[piece] if index % 2 else piece for index, piece in enumerate(pieces))
    return tuple(part for part in found if part != "")


def paragraph(*parts: Inline) -> Block:
    """Parts joined without anything between them."""
    return Block(parts)


def entry(*parts: Inline) -> Block:
    """One entry of a list."""
    return Block(parts, "- ")


def to_do(*parts: Inline) -> Block:
    """One entry of a list that can be ticked."""
    return Block(parts, "- [ ] ")


def heading(words: str, level: int = 2) -> Block:
    """A heading of its own line."""
    return Block((words,), f"{'#' * level} ")


def written(blocks: Sequence[Piece]) -> Text:
    """The blocks as Markdown and as plain text."""
    return Text(_joined(blocks, _markdown), _joined(blocks, _plain_text))


def cell_text(cell: str | float | None, words: Translations = ENGLISH) -> str:
    """What stands in a cell of any table; a dash where it is not known."""
    if cell is None:
        return "–"
    return flat(cell) if isinstance(cell, str) else words.number(cell)


def sentences(*said: str) -> str:
    """What is there of ``said``, each closed with a full stop unless it closes itself."""
    return " ".join(closed(words) for words in said if words)


def closed(words: str) -> str:
    """The words with a mark at their end."""
    return (
        words if words.rstrip("\"'”’)»").endswith((".", "!", "?", "…", "。", "؟")) else f"{words}."
    )


_SPECIAL = re.compile(
    r"[\\`*_\[\]<~]"
    r"|&(?=#?\w+;)"  # would be read as a character's name
    r"|(?<!\w)#"
    r"|:(?=//)|(?<=www)\.",  # would become a link, which keeps the backslashes after it
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[\\`*_\[\]<~&#:@-]|www\.", re.IGNORECASE)
"""What text has in which something is special, or calls somebody."""
_SPACE = re.compile(r"\s{2,}|[^\S ]")
_LINE_START = re.compile(r"^(\d+(?=[.)])|(?=[-+>=|:]))(.)")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BARE = re.compile(r"[\w:/.~?=%+-]+", re.ASCII)


def flat(text: str) -> str:
    """The text with single spaces for whatever parts its words."""
    return _SPACE.sub(" ", text)


# Code hosts and chats turn @name, #1 and mail addresses into messages and links, escaped or not.
_CALLS = re.compile(r"@(?=[^\s\u2060])|#(?=\d)|\b(?:GH-|mailto:|xmpp:)(?=\w)", re.IGNORECASE)


def escaped(text: str) -> str:
    """Text as it reads the same within a line of Markdown; nobody is called by it."""
    plain = broken(flat(text))
    if not _SIGNS.search(plain):
        return plain
    return _SPECIAL.sub(r"\\\g<0>", _CALLS.sub(f"\\g<0>{JOINER}", plain))


def _joined(blocks: Sequence[Piece], form: Callable[[Piece], str]) -> str:
    """Entries of a list line by line, everything else apart."""
    text = ""
    for before, block in zip([None, *blocks], blocks, strict=False):
        text += ("\n" if in_one_list(before, block) else "\n\n" if text else "") + form(block)
    return text


def in_one_list(before: Piece | None, block: Piece) -> bool:
    """Whether both are entries of the same list."""
    marks = [piece.mark if isinstance(piece, Block) else "" for piece in (before, block)]
    return marks[0] == marks[1] and marks[1].startswith("-")


def _markdown(block: Piece) -> str:
    if isinstance(block, DataTable):
        lines = [tuple(map(flat, block.columns)), *block.cells]
        shown = [
            "| " + " | ".join(escaped(cell).replace("|", "\\|") for cell in line) + " |"
            for line in lines
        ]
        return "\n".join([shown[0], "|" + "---|" * len(block.columns), *shown[1:]])
    line = "".join(map(_markdown_part, block.parts)).strip()
    return block.mark + _LINE_START.sub(r"\1\\\2", line)


def _markdown_part(part: Inline) -> str:
    if isinstance(part, Strong):
        return f"**{escaped(part.text.strip())}**" if part.text.strip() else ""
    if isinstance(part, Link):
        address = re.sub(r"[()]", r"\\\g<0>", _ENTITY.sub("&amp;", _url(part)))
        return f"[{escaped(part.text)}]({address})"
    if isinstance(part, Code):
        ticks = "`" * (1 + max(map(len, re.findall("`+", part.text)), default=0))
        pad = " " if part.text[:1] == "`" or part.text[-1:] == "`" else ""
        return f"{ticks}{pad}{flat(part.text)}{pad}{ticks}"
    if isinstance(part, Below):  # two blanks break the line, and a margin keeps it within the entry
        return f"  \n  {''.join(map(_markdown_part, part.parts))}"
    if isinstance(part, Address):
        url = encoded(part.url)
        return url if _BARE.fullmatch(url) else f"<{_ENTITY.sub('&amp;', url)}>"
    return escaped(part)


def _plain_text(block: Piece) -> str:
    if isinstance(block, DataTable):
        lines = [block.columns, *block.cells]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)
    mark = "" if block.mark.startswith("#") else block.mark
    return mark + "".join(map(_plain_part, block.parts)).strip()


def _plain_part(part: Inline) -> str:
    if isinstance(part, Link):
        return f"{broken(flat(part.text))}: {_url(part).removeprefix('mailto:')}"
    if isinstance(part, Below):
        return f"\n  {''.join(map(_plain_part, part.parts))}"
    if isinstance(part, Address):
        return encoded(part.url)
    if isinstance(part, Code):
        return flat(part.text)
    return broken(flat(part.text).strip() if isinstance(part, Strong) else flat(part))


def _url(link: Link) -> str:
    return link.url if isinstance(link, FilledIn) else encoded(link.url)
