"""The format of a case of fixes: files to lay over the small hub, what becomes of them, and what is
left.

    One sentence that states the rule.
    --- members/ada.yml
    topics: welcome
    +++ members/ada.yml
    topics: [onboarding]
    === left
    missing-field

A file without a part ``+++`` stays byte for byte. After a path may stand ``(escaped)``: Python's
escapes such as ``\\x20`` and ``\\r`` give bytes, and a backslash at its end takes a line's end
away. ``=== left`` lists the codes of the problems that remain; without it there are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "fixes"
_HEADER = re.compile(r"(---|\+\+\+) (\S+)(?: \((escaped)\))?")


@dataclass
class FixCase:
    """Files before and after."""

    rule: str
    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


def read_case(file: Path) -> FixCase:
    """The case in a file."""
    rule, _, rest = file.read_text(encoding="utf-8").partition("\n")
    case = FixCase(rule)
    rest, _, left = rest.partition("=== left\n")
    case.left = left.split()
    parts = re.split(r"^((?:---|\+\+\+) \S.*)\n", rest, flags=re.MULTILINE)[1:]
    for header, text in zip(parts[::2], parts[1::2], strict=True):
        found = _HEADER.fullmatch(header)
        assert found, header
        side = case.before if found[1] == "---" else case.after
        side[found[2]] = _bytes(text, bool(found[3]))
    case.after = {**case.before, **case.after}
    return case


def _bytes(text: str, escaped: bool) -> bytes:
    if not escaped:
        return text.encode()
    return re.sub(rb"\\(x[0-9a-f]{2}|r|t|\n)", _unescaped, text.encode())


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1] == b"\n":
        return b""
    return _ESCAPES.get(found[1]) or bytes([int(found[1][1:], 16)])


_ESCAPES = {b"r": b"\r", b"t": b"\t"}


def all_cases() -> dict[str, FixCase]:
    """Every case by its name."""
    return {file.stem: read_case(file) for file in sorted(FOLDER.glob("*.txt"))}
