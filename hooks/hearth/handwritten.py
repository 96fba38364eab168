"""Pages that people write themselves in content/: which there are, what they are called, which live blocks they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from hearth.kinds import KINDS
from hearth.kinds.fields import did_you_mean
from hearth.problems import Problem
from hearth.sources import linked

BLOCK = re.compile(r"<!--\s*hearth:\s*([\w-]*)\s*-->")
BLOCKS = ("coming-up", "new-people", "worth-your-time", "asked", "news", "doors", "figures")
"""The live blocks a page can name in a comment: ``<!-- hearth: coming-up -->``."""

_CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r"^(?:title:\s*|#\s+)(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class HandWritten:
    """A page below content/."""

    src_uri: str
    title: str

    @property
    def url(self) -> str:
        """Its address, relative to the site's root."""
        stem = self.src_uri.removesuffix(".md")
        return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"


def find_pages(root: Path, records: frozenset[str]) -> tuple[dict[str, HandWritten], list[Problem]]:
    """Pages by their path below content/, without the files that are ``records``, and what is wrong with their blocks."""
    pages: dict[str, HandWritten] = {}
    problems: list[Problem] = []
    content = root / "content"
    for file in sorted(content.rglob("*.md")):
        src_uri = file.relative_to(content).as_posix()
        draft = any(part.startswith(("_", ".")) for part in src_uri.split("/"))
        if draft or f"content/{src_uri}" in records:
            continue
        if any(path.is_symlink() for path in (file, *file.parents) if content in path.parents):
            problems.append(linked(f"content/{src_uri}"))
            continue
        text = file.read_text(encoding="utf-8", errors="replace")
        title = _TITLE.search(text)
        pages[src_uri] = HandWritten(src_uri, title[1].strip("\"'") if title else src_uri)
        problems += _unknown_blocks(f"content/{src_uri}", text)
    return pages, problems


def _unknown_blocks(path: str, text: str) -> list[Problem]:
    problems = []
    # What stands in code is shown, not filled.
    bare = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
    for found in BLOCK.finditer(bare):
        if found[1] not in BLOCKS:
            before = text[: found.start()]
            line, column = before.count("\n") + 1, found.start() - before.rfind("\n")
            fix = did_you_mean(found[1], list(BLOCKS), f"Blocks are: {', '.join(BLOCKS)}.")
            problems.append(Problem(path, line, column, "unknown-block", "", "is not a live block", fix, found[1]))
    return problems


GENERATED = frozenset(
    {f"{kind.section}/index.md" for kind in KINDS.values()} | {"index.md", "join.md", "subscribe.md", "team/index.md"}
)
"""Pages the hub makes itself, which other pages may link to."""
