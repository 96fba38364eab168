"""Hand-written pages in content/: their titles, and the live blocks they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from hearth.base.problems import Problem
from hearth.base.similarity import did_you_mean
from hearth.base.strict_yaml import YamlError, read_yaml
from hearth.kinds import KINDS
from hearth.read.ids import DEVICES, RESERVED
from hearth.read.sources import MAX_FILE, PathType, at_top, decode, odd, walk

BLOCK = re.compile(r"<!--\s*hearth:\s*([\w-]*)\s*-->")
BLOCKS = ("coming-up", "new-people", "worth-your-time", "asked", "news", "doors", "figures")
"""The live blocks a page can name in a comment: ``<!-- hearth: coming-up -->``."""

# As MkDocs has it, so that whatever it takes for fields has been looked at.
_FRONT_MATTER = re.compile(r"^-{3}[ \t]*\n(.*?\n)(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r"^(?:title:\s*|#\s+)(.+?)\s*$", re.MULTILINE)

OWN_FOLDERS = frozenset({"api", "calendars", "cards", "feeds", "pagefind", "schemas"})
"""Folders of the site that hold nothing but what the hub makes."""
_LISTS = re.compile(rf"{'|'.join(sorted(RESERVED))}|\d{{4}}.*")


@dataclass(frozen=True)
class HandWritten:
    """A page below content/."""

    src_uri: str
    title: str

    @property
    def url(self) -> str:
        """Its address, relative to the site's root."""
        stem = self.src_uri.removesuffix(".md")
        return (
            stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"
        )


def find_pages(root: Path, records: frozenset[str]) -> tuple[dict[str, HandWritten], list[Problem]]:
    """Pages by their path below content/, without the files that are ``records``, and what is wrong
    in the folder.

    The site builder reads this folder too, follows every link in it and trusts what stands at the
    top of pages: what it must not see is a problem here.
    """
    pages: dict[str, HandWritten] = {}
    problems: list[Problem] = []
    taken: dict[str, str] = {}
    for path, form in walk(root, "content", hidden=True):
        src_uri = path.removeprefix("content/")
        if problem := _refused(root, path, form, records):
            problems.append(problem)
            continue
        draft = any(part.startswith(("_", ".")) for part in src_uri.split("/"))
        if draft or path in records or not path.endswith(".md"):
            continue
        text, unreadable = decode(root / path, MAX_FILE, shown=path)
        wrong = (
            [unreadable]
            if unreadable
            else [*_front_matter(path, text), *_unknown_blocks(path, text)]
        )
        page = HandWritten(src_uri, _title(text) or src_uri)
        # Where names know no capitals (Windows, macOS), two such addresses would be one file.
        first = taken.setdefault(page.url.casefold(), path)
        if first != path:
            wrong.append(
                at_top(
                    path,
                    "address-taken",
                    f"has the same address as {first}",
                    "Rename one of the two.",
                )
            )
        problems += wrong
        pages[src_uri] = page
    return pages, problems


def _title(text: str) -> str | None:
    title = _TITLE.search(text)
    return title[1].strip("\"'") if title else None


def _refused(root: Path, path: str, form: PathType, records: frozenset[str]) -> Problem | None:
    """Why nothing of that name can lie in content/."""
    name = path.rsplit("/", 1)[1]
    if form == "link" and name.startswith(".") and not (root / path).is_dir():
        return None  # an editor's mark that a file is open; it leads nowhere and is not published
    if problem := odd(path, form):
        return problem
    if path in records:
        return None
    folders = path.split("/")[1:]
    if any(
        folder.split(".")[0].casefold() in DEVICES or folder.endswith((".", " "))
        for folder in folders
    ):
        return at_top(
            path, "reserved-id", "has a name that Windows cannot keep", "Choose another name."
        )
    # Below a kind's section the hub itself has lists by year, type and so on.
    listed = (
        len(folders) > 1
        and any(folders[0] == kind.section for kind in KINDS.values())
        and _LISTS.fullmatch(folders[1].removesuffix(".md"))
    )
    if folders[0].casefold() in OWN_FOLDERS or (listed and folders[1] != "index.md"):
        return at_top(
            path,
            "address-taken",
            "lies where the hub puts pages of its own",
            "Choose another folder.",
        )
    return None


def _front_matter(path: str, text: str) -> list[Problem]:
    """What the site builder's own reader would not say of the fields at the top of a page, or would
    choke on."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return []
    try:
        value = read_yaml(found[1], None, 1)
    except YamlError as error:
        return [Problem(path, error.line, error.column, error.code, "", error.what, error.fix)]
    if value is None or isinstance(value, dict):
        return []
    return [
        Problem(
            path,
            2,
            1,
            "not-a-mapping",
            "",
            "does not hold fields",
            "Write lines of the form `name: value`.",
        )
    ]


def _unknown_blocks(path: str, text: str) -> list[Problem]:
    problems = []
    # What stands in code is shown, not filled.
    bare = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
    for found in BLOCK.finditer(bare):
        if found[1] not in BLOCKS:
            before = text[: found.start()]
            line, column = before.count("\n") + 1, found.start() - before.rfind("\n")
            fix = did_you_mean(found[1], list(BLOCKS), f"Blocks are: {', '.join(BLOCKS)}.")
            problems.append(
                Problem(
                    path, line, column, "unknown-block", "", "is not a live block", fix, found[1]
                )
            )
    return problems


def generated() -> frozenset[str]:
    """Pages the hub makes itself, which other pages may link to."""
    return _GENERATED | {f"{kind.section}/index.md" for kind in KINDS.values()}


_GENERATED = frozenset(
    {"index.md", "join.md", "subscribe.md", "team/index.md", "needs/index.md", "experts/index.md"}
)
