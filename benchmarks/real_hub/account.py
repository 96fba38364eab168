"""The account a conversion gives: what it read and wrote, what it left out, and what it changed on
the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from hearth.kinds import KINDS


@dataclass
class Account:
    """Counts by kind and reason."""

    read: Counter[str] = field(default_factory=Counter)
    """Rows by source."""
    written: Counter[str] = field(default_factory=Counter)
    """Records by kind."""
    joined: Counter[str] = field(default_factory=Counter)
    """Listings of a record that another listing gives already, by kind."""
    made: Counter[str] = field(default_factory=Counter)
    """Records that no row gives, by kind."""
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    noted: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str], str] = field(default_factory=dict)
    """For every reason and note, the first record or row it was told of."""

    def leave_out(self, kind: str, reason: str, name: str) -> None:
        """Count a row or record that is not in the hub."""
        self.left_out[kind, reason] += 1
        self.examples.setdefault((kind, reason), name)

    def note(self, kind: str, note: str, name: str) -> None:
        """Count something told of a record that is in the hub."""
        self.noted[kind, note] += 1
        self.examples.setdefault((kind, note), name)

    def lines(self) -> Iterator[str]:
        """The account in words, the largest numbers first."""
        yield "read: " + ", ".join(
            f"{count} rows of {source}" for source, count in self.read.items()
        )
        written = sum(self.written.values())
        yield f"written: {written} records: " + ", ".join(
            f"{count} {KINDS[kind].plural}" for kind, count in self.written.items()
        )
        for kind, count in self.joined.items():
            yield f"joined: {count} listings of {KINDS[kind].plural} that another listing gives too"
        for kind, count in self.made.items():
            yield f"made: {count} {KINDS[kind].plural} that no list gives"
        for (kind, reason), count in _largest(self.left_out):
            named = kind if count == 1 else KINDS[kind].plural
            yield f"left out: {count} {named}, {reason} ({self._example(kind, reason, count)})"
        for (kind, note), count in _largest(self.noted):
            yield (
                f"{kind}: {note}: {count}\N{MULTIPLICATION SIGN} "
                f"({self._example(kind, note, count)})"
            )

    def _example(self, kind: str, words: str, count: int) -> str:
        return f"{'first: ' if count > 1 else ''}{self.examples[kind, words]}"


def _largest(counts: Counter[tuple[str, str]]) -> list[tuple[tuple[str, str], int]]:
    return sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
