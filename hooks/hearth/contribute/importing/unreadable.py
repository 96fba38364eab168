"""Why a file cannot be read as rows, and how large one may be."""

from __future__ import annotations

from hearth.base.words import said

MAX_BYTES = 16 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 500


class UnreadableError(Exception):
    """A file that cannot be read as rows; says why and what to do."""


def too_many_rows() -> UnreadableError:
    """What is said of a file with more rows than anybody could look through."""
    return UnreadableError(
        said("holds more than %(max_rows)s rows. Split it.", max_rows=f"{MAX_ROWS:,}")
    )
