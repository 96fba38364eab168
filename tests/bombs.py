"""Texts that are made to choke a reader: each is as large as a file may be, or larger where it is
not to be read at all.

Run as a program, it reads each text as a member's record in a hub of its own, and says as JSON what
came of it; with the word ``cases``, each wrong file of tests/cases.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

SIZE = 256 * 1024
LIST_SIZE = 4 * 1024 * 1024


def _filled(piece: str, before: str = "", size: int = SIZE) -> str:
    return before + piece * ((size - len(before.encode())) // len(piece.encode()))


def _merges(levels: int) -> str:
    lines = ["a0: &a0 {x: 1}"]
    lines += [
        f"a{level}: &a{level} {{<<: [*a{level - 1}, *a{level - 1}]}}" for level in range(1, levels)
    ]
    return "\n".join(lines)


def _staircase() -> str:
    lines, size, depth = [], 0, 0
    while size < SIZE - 4 * depth:
        lines.append(f"{' ' * depth}a:")
        size += depth + 3
        depth += 1
    return "\n".join(lines)[:SIZE]


RECORDS: dict[str, str] = {
    "brackets": _filled("["),
    "braces": _filled("{"),
    "braces with keys": _filled("{a: "),
    "brackets and braces": _filled("[{"),
    "pairs of brackets": _filled("[],", "name: ["),
    "dashes": _filled("- "),
    "question marks": _filled("? "),
    "colons": _filled(": "),
    "dashes and question marks": _filled("- ? "),
    "a staircase": _staircase(),
    "a line of one value": _filled("a", "name: "),
    "a quoted line of one value": _filled("a", 'name: "')[:-1] + '"',
    "a folded value of short lines": _filled("  a\n", "name: >\n"),
    "a folded value of blank lines": _filled("\n", "name: >\n"),
    "a plain value of short lines": _filled(" a\n", "name:\n"),
    "a quoted value of blank lines": _filled("\n", 'name: "a')[:-1] + '"',
    "comments": _filled("#\n"),
    "one long comment": _filled("#"),
    "blank lines": _filled("\n"),
    "spaces": _filled(" "),
    "anchors": _filled("- &a b\n"),
    "one long anchor": _filled("a", "name: &"),
    "aliases": _filled("*a,", "a: &a 1\nb: ["),
    "a bomb of aliases": "\n".join(
        [
            "a: &a [x]",
            *(
                f"{b}: &{b} [{','.join(['*' + a] * 9)}]"
                for a, b in zip("abcdefgh", "bcdefghi", strict=True)
            ),
        ]
    ),
    "a bomb of merges": _merges(25),
    "tags": _filled("!!str ", "name: "),
    "one long tag": _filled("a", "name: !"),
    "directives": _filled("%YAML 1.1\n"),
    "documents": _filled("---\n"),
    "a long unknown field": _filled("n", "")[:-3] + ": a",
    "many unknown fields": "\n".join(f"nam{number}: x" for number in range(9000)),
    "many unknown topics": "topics:\n"
    + "\n".join(f"- onboardin{number}" for number in range(9000)),
    "many wrong choices": "open_to:\n" + "\n".join(f"- speakin{number}" for number in range(9000)),
    "many wrong days": "asks:\n"
    + "\n".join(f"- {{topic: metrics, since: {number}}}" for number in range(5000)),
    "many empty fields": "\n".join(f"nam{number}:" for number in range(18000)),
    "one key again and again": _filled("name: a\n"),
    "a long zone": _filled("a", "timezone: "),
    "a long country": _filled("a", "place: {city: x, country: ")[:-1] + "}",
    "a long choice": _filled("a", "kind: "),
    "a long day": _filled("1", "joined: "),
    "a long number": _filled("9", "place: {latitude: ")[:-1] + "}",
    "a long address": _filled("a", "feed: https://example.org/"),
    "a long mailbox": _filled("a@", "headline: "),
    "an address of brackets": _filled("[", "feed: https://"),
    "quotes that never close": _filled("'", 'name: "'),
    "escapes": _filled("\\u0041", 'name: "')[:-6] + '"',
    "percent signs": _filled("%"),
    "tabs": _filled("\t"),
    "bars": _filled("|\n"),
    "carriage returns": _filled("\r"),
    "returns and line feeds": _filled("\r\n"),
}
"""What stands in a member's file."""

BODIES: dict[str, str] = {
    "brackets in the text": _filled("["),
    "pictures in the text": _filled("!["),
    "stars in the text": _filled("*a "),
    "backticks in the text": _filled("`a``"),
    "quotes in the text": _filled("> "),
    "lists in the text": _filled("- "),
    "angles in the text": _filled("<a "),
    "links in the text": _filled("[a](b "),
    "rules in the text": _filled("---\n"),
}
"""What stands below a member's front matter."""

PAGES: dict[str, str] = {
    "brackets above a page": f"---\ntitle: {_filled('[')[:-40]}\n---\n# Page\n",
    "merges above a page": f"---\n{_merges(25)}\n---\n# Page\n",
    "aliases above a page": "---\na: &a [x]\nb: *a\n---\n# Page\n",
    "a tag above a page": "---\na: !!python/object/apply:os.getcwd []\n---\n# Page\n",
    "one key twice above a page": "---\ntitle: a\ntitle: b\n...\n# Page\n",
    "a list above a page": "---\n- a\n---\n# Page\n",
    "dots that end what stands above a page": "---\ntitle: [\n...\n# Page\n",
    "a page of 10 MB": "a" * 10_000_000,
}
"""What stands in a page that somebody wrote by hand."""

LISTS: dict[str, str] = {
    "brackets in a list": _filled("[", size=LIST_SIZE),
    "dashes in a list": _filled("- ", size=LIST_SIZE),
    "comments in a list": _filled("#\n", size=LIST_SIZE),
    "a line of one value in a list": _filled("a", "- id: ", size=LIST_SIZE),
    "many wrong entries of a list": "\n".join(
        f"- {{id: a{number}, label: x}}" for number in range(6000)
    ),
    "many wrong ids of a list": "\n".join(f"- id: A{number}" for number in range(6000)),
    "one id again and again": "- {id: a, label: b, description: c}\n" * 4000,
}
"""What stands in content/topics.yml."""


def everything() -> dict[str, tuple[str, str]]:
    """(path, text) of every bomb by its name."""
    front = "---\nname: Ada Example\njoined: 2026-01-05\n---\n"
    return {
        **{name: ("members/ada.yml", text) for name, text in RECORDS.items()},
        **{name: ("members/ada.md", (front + text)[:SIZE]) for name, text in BODIES.items()},
        **{name: ("content/page.md", text) for name, text in PAGES.items()},
        **{name: ("content/topics.yml", text) for name, text in LISTS.items()},
        "a file of 10 MB": ("members/ada.yml", "name: " + "a" * 10_000_000),
        "a list of 10 MB": ("content/topics.yml", "- id: " + "a" * 10_000_000),
    }


def peak_memory() -> int:
    """MiB of this process at its largest; where the system tells it, not those of the process that
    started it."""
    status = Path("/proc/self/status")
    told = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return (int(told[1]) if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // 1024


def weigh(name: str, lay: Callable[[Path], object], path: str | None = None) -> None:
    """Read a hub that something wrong was laid into, and print what came of it, or of its file at
    ``path``."""
    import hubs
    from hearth.model.settings import read_settings

    with tempfile.TemporaryDirectory() as folder:
        root = hubs.minimal_hub(Path(folder))
        lay(root)
        began, spent = time.perf_counter(), time.process_time()
        problems = [*hubs.load(root, history={})[1], *read_settings(root)[1]]
        took, spent = time.perf_counter() - began, time.process_time() - spent
        said = [[one.line, one.column, one.code] for one in problems if path in (None, one.path)]
        found = {
            "name": name,
            "seconds": round(took, 2),
            "spent": round(spent, 2),
            "peak": peak_memory(),
        }
        found |= {"said": said[:3], "count": len(said)}
        print(json.dumps(found), flush=True)


def throw(path: str, text: str, root: Path) -> None:
    """Put a bomb into a hub."""
    (root / "members" / "ada.yml").unlink()
    (root / path).write_bytes(text.encode())


def main(words: list[str]) -> None:
    """Weigh each bomb, or those that are named, or each case."""
    if words == ["cases"]:
        from case_files import all_cases

        for name, case in all_cases().items():
            if case.problems:
                weigh(name, case.lay_over)
        return
    for name, (path, text) in everything().items():
        if not words or name in words:
            weigh(name, partial(throw, path, text), path)


if __name__ == "__main__":
    main(sys.argv[1:])
