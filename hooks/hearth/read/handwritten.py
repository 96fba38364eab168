"""Hand-written pages in content/: their titles, and the live blocks they name."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from hearth.base.problems import Problem
from hearth.base.similarity import did_you_mean
from hearth.base.strict_yaml import HIDDEN, Position, Where, YamlError, read_yaml
from hearth.base.words import Said, said, said_language
from hearth.kinds import KINDS
from hearth.read.content_files import (
    is_published,
    left_by_programs,
    no_page,
    not_published,
)
from hearth.read.ids import DEVICES, RESERVED
from hearth.read.sources import (
    MAX_FILE,
    PathType,
    at_top,
    decode,
    form_of,
    language_of,
    odd,
    walk,
)

BLOCK = re.compile(r"<!--\s*hearth:\s*(?:([\w-]+)\s*)?-->")
UNCLOSED = (
    "unclosed-comment",
    "",
    said("holds a comment that does not end"),
    said("Write --> where the words begin that are to be read."),
)
"""Code, field, what and cure of a comment of which nobody can tell how much it hides."""
BLOCKS = ("coming-up", "new-people", "worth-your-time", "asked", "news", "doors", "figures")
"""The live blocks a page can name in a comment: ``<!-- hearth: coming-up -->``."""

# As MkDocs has it, so that whatever it takes for fields has been looked at.
_FRONT_MATTER = re.compile(r"^-{3}[ \t]*\n(.*?\n)(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_TITLE = re.compile(r"^(?:title:[ \t]*|#[ \t]+)(\S.*)$", re.MULTILINE)

OVERRIDES = "overrides"
_TEMPLATES = ("main.html", "hearth.html")
"""Templates that a page can always ask for."""
_OF_THE_ENGINE = ("hearth", "head_html")
"""Fields by which the engine marks its own pages: their values are printed as they are."""
OWN_FOLDERS = frozenset(
    {"api", "calendars", "cards", "feeds", "listings", "schemas", "search-index"}
)
"""Folders of the site that hold nothing but what the hub makes."""
_LISTS = re.compile(rf"{'|'.join(sorted(RESERVED))}|\d{{4}}.*")


@dataclass(frozen=True)
class HandWritten:
    """A page below content/."""

    src_uri: str
    title: str
    translated: str = ""
    """The file below content/ that says it in the language of the site, when that is another."""

    @property
    def file(self) -> str:
        """The file below content/ in which its words stand."""
        return self.translated or self.src_uri

    @property
    def url(self) -> str:
        """Its address, relative to the site's root; its letters are as addresses have them (RFC
        3986, 2.1)."""
        stem = self.src_uri.removesuffix(".md")
        top = stem == "index" or stem.endswith("/index")
        return quote(stem.removesuffix("index") if top else f"{stem}/")


@dataclass
class ContentFolder:
    """What lies in content/ beside the records."""

    pages: dict[str, HandWritten] = field(default_factory=dict)
    """By their path below content/."""
    assets: set[str] = field(default_factory=set)
    """The paths of the files that are published beside the pages."""
    problems: list[Problem] = field(default_factory=list)
    translated: dict[str, dict[str, HandWritten]] = field(default_factory=dict)
    """By language, the pages that translate others, by the paths of those."""


def find_content(
    root: Path,
    records: frozenset[str],
    publish: Collection[str] = (),
    languages: Collection[str] = (),
) -> ContentFolder:
    """Pages and published files in content/, without the files that are ``records``, and what is
    wrong in the folder; ``publish`` are patterns of files that are published whatever their kind,
    ``languages`` those the hub speaks beside its first.

    The site builder reads this folder too, follows every link in it and trusts what stands at the
    top of pages: what it must not see is a problem here.
    """
    found = ContentFolder()
    taken: dict[str, str] = {}
    for path, form in walk(root, "content", hidden=True):
        src_uri = path.removeprefix("content/")
        if problem := _refused(root, path, form, records, languages):
            found.problems.append(problem)
        elif path in records or _is_draft(src_uri):
            continue
        elif path.endswith(".md") and not no_page(path.rsplit("/", 1)[-1]):
            page, wrong = _read_page(root, path)
            name, language = language_of(src_uri.removesuffix(".md"))
            if language and (language in languages or form_of(root / f"content/{name}.md")):
                page = HandWritten(f"{name}.md", page.title, src_uri)
                found.translated.setdefault(language, {})[page.src_uri] = page
                found.problems += wrong
                continue
            # Where names know no capitals (Windows, macOS), two such addresses would be one file.
            first = taken.setdefault(_alike(page.url), path)
            if first != path:
                wrong.append(_taken(path, first))
            found.problems += wrong
            found.pages[src_uri] = page
        else:
            _sort_in(path, publish, found)
    found.problems += _in_place_of_made(found.pages)
    for language, pages in found.translated.items():
        for src_uri in pages if language not in languages else ():
            found.problems.append(unspoken(f"content/{pages[src_uri].file}", language))
        for src_uri in pages.keys() - found.pages.keys() - generated():
            found.problems.append(untranslated(f"content/{pages.pop(src_uri).file}", src_uri))
    return found


def untranslated(path: str, name: str) -> Problem:
    """The problem with a translation of what is not there."""
    what, fix = said("translates what is not there"), said("Rename it, or remove it.")
    return at_top(path, "no-original", what, fix, value=name)


def unspoken(path: str, language: str) -> Problem:
    """The warning of a translation into a language in which the site is not published."""
    what = said(
        "translates into %(language)s, in which this site is not published",
        language=said_language(language),
    )
    fix = said("Write in content/community.yml: translations: [%(code)s]", code=language)
    return at_top(path, "unknown-translation", what, fix, value=language, severity="warning")


def _alike(url: str) -> str:
    return unicodedata.normalize("NFC", unquote(url)).casefold()


def _in_place_of_made(pages: Mapping[str, HandWritten]) -> Iterator[Problem]:
    """A page under another name than the one by which it gives words to a page the hub makes."""
    made = {_alike(HandWritten(src_uri, "").url): src_uri for src_uri in generated()}
    for src_uri, page in pages.items():
        name = made.get(_alike(page.url), src_uri)
        if name != src_uri:
            what = said("has the address of a page that the hub makes")
            fix = said("Rename it to %(name)s: then its words stand on that page.", name=name)
            yield at_top(f"content/{src_uri}", "address-taken", what, fix)


def _is_draft(src_uri: str) -> bool:
    """Whether a name says that nobody is to read the file, or that a program left it behind."""
    parts = src_uri.removeprefix(".well-known/").split("/")
    return any(part.startswith(("_", ".")) for part in parts) or left_by_programs(parts[-1])


def _sort_in(path: str, publish: Collection[str], found: ContentFolder) -> None:
    """Note a file that is no page: it is published, or it is said that it is not."""
    src_uri = path.removeprefix("content/")
    if any(path.startswith(f"{kind.folder}/") for kind in KINDS.values()):
        return  # beside records only the pictures they name are published; others are told there
    if is_published(src_uri, publish):
        found.assets.add(src_uri)
    else:
        found.problems.append(not_published(path))


def _read_page(root: Path, path: str) -> tuple[HandWritten, list[Problem]]:
    text, unreadable = decode(root / path, MAX_FILE, shown=path)
    wrong = (
        [unreadable] if unreadable else [*_front_matter(root, path, text), *_comments(path, text)]
    )
    src_uri = path.removeprefix("content/")
    return HandWritten(src_uri, _title(text) or src_uri), wrong


def _taken(path: str, first: str) -> Problem:
    what = said("has the same address as %(path)s", path=first)
    return at_top(path, "address-taken", what, said("Rename one of the two."))


def _title(text: str) -> str | None:
    title = _TITLE.search(_COMMENT.sub("", text))
    return title[1].rstrip().strip("\"'") if title else None


def _refused(
    root: Path,
    path: str,
    form: PathType,
    records: frozenset[str],
    languages: Collection[str],
) -> Problem | None:
    """Why nothing of that name can lie in content/."""
    name = path.rsplit("/", 1)[1]
    if form == "link" and name.startswith(".") and not (root / path).is_dir():
        return None  # an editor's mark that a file is open; it leads nowhere and is not published
    if problem := odd(path, form):
        return problem
    if path in records:
        return None
    folders = path.split("/")[1:]
    if HIDDEN.search(name):
        return at_top(
            path, "control-character", said("has an invisible character in its name"), _RENAME
        )
    if any(_windows_refuses(folder) for folder in folders):
        return at_top(path, "reserved-id", said("has a name that Windows cannot keep"), _RENAME)
    # Below a kind's section the hub itself has lists by year, type and so on.
    listed = (
        len(folders) > 1
        and any(folders[0] == kind.section for kind in KINDS.values())
        and _LISTS.fullmatch(folders[1].removesuffix(".md"))
    )
    of_languages = {language.lower() for language in languages}
    taken = folders[0].removesuffix(".md").casefold() in of_languages
    if taken or folders[0].casefold() in OWN_FOLDERS or (listed and folders[1] != "index.md"):
        return at_top(
            path,
            "address-taken",
            said("lies where the hub puts pages of its own"),
            said("Choose another folder."),
        )
    return None


_RENAME = said("Choose another name.")


def _windows_refuses(name: str) -> bool:
    """Whether a file, or the folder that its page becomes, cannot be kept there."""
    stem = name.removesuffix(".md")
    return (
        name.split(".")[0].casefold() in DEVICES
        or name.endswith((".", " "))
        or stem.endswith((".", " "))
        or bool(set('<>:"|?*\\') & set(name))
    )


def words_of(text: str) -> str:
    """The Markdown of a page, below whatever stands at its top."""
    found = _FRONT_MATTER.match(text)
    return text[found.end() :] if found else text


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The fields at the top of a page that was found right, and its Markdown."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    return read_yaml(found[1], None, 1) or {}, text[found.end() :]


def _front_matter(root: Path, path: str, text: str) -> Iterator[Problem]:
    """What the site builder's own reader would not say of the fields at the top of a page, or would
    choke on."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return
    positions: dict[Where, Position] = {}
    try:
        value = read_yaml(found[1], positions, 1)
    except YamlError as error:
        yield Problem(path, error.line, error.column, error.code, "", error.what, error.fix)
        return
    if value is not None and not isinstance(value, dict):
        what, fix = said("does not hold fields"), said("Write lines of the form `name: value`.")
        yield Problem(path, 2, 1, "not-a-mapping", "", what, fix)
        return
    for name, given in (value or {}).items():
        if wrong := _wrong_field(root, name, given):
            place = positions.get((name,), (2, 1))
            code, what, fix = wrong
            yield Problem(path, *place, code, name, what, fix, _line_of(given))


def _line_of(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _wrong_field(root: Path, name: str, value: Any) -> tuple[str, Said, Said] | None:
    """Code, what is wrong and cure of a field at the top of a page that the chrome would print or
    follow."""
    if name in _OF_THE_ENGINE:
        return "unknown-field", said("is a mark of the engine's own"), said("Remove it.")
    if name not in ("title", "description", "template") or value is None:
        return None
    if not isinstance(value, str):
        fix = said("Write it on one line: %(field)s: text.", field=name)
        return "wrong-type", said("must be text"), fix
    if name == "template" and value not in _TEMPLATES and not _is_template(root, value):
        fix = said("Name a file of %(folder)s/, or remove the line.", folder=OVERRIDES)
        return "unknown-file", said("is not a template of this hub"), fix
    return None


def _is_template(root: Path, name: str) -> bool:
    steps = name.split("/")
    plain = all(step not in ("", ".", "..") for step in steps) and "\\" not in name
    return plain and name.endswith(".html") and (root / OVERRIDES / name).is_file()


def _comments(path: str, text: str) -> list[Problem]:
    """Comments that do not end, and live blocks that are none."""
    problems = []
    # What stands in code is shown, not filled.
    bare = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
    ends = [end.start() for end in re.finditer("\n", text)]
    for found in _COMMENT.finditer(bare):
        block = BLOCK.fullmatch(found[0])
        line = bisect_left(ends, found.start())
        place = line + 1, found.start() - (ends[line - 1] if line else -1)
        if not found[0].endswith(">"):
            code, field, what, fix = UNCLOSED
            problems.append(Problem(path, *place, code, field, what, fix))
        elif block and (block[1] or "") not in BLOCKS:
            name = block[1] or ""
            known = said("Blocks are: %(names)s.", names=", ".join(BLOCKS))
            what, fix = said("is not a live block"), did_you_mean(name, list(BLOCKS), known)
            problems.append(Problem(path, *place, "unknown-block", "", what, fix, name))
    return problems


def generated() -> frozenset[str]:
    """Pages the hub makes itself, which other pages may link to."""
    return _GENERATED | {f"{kind.section}/index.md" for kind in KINDS.values()}


_GENERATED = frozenset(
    {
        "index.md",
        "join.md",
        "subscribe.md",
        *(f"{name}/index.md" for name in ("experts", "help-wanted", "needs", "speakers", "team")),
    }
)
