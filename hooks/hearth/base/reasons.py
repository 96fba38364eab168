"""Why something failed, in the words in which it was said."""

from __future__ import annotations


def reason(error: Exception) -> str:
    """What an error says, so that it can still be told in another language where that is so."""
    said = error.args[0] if len(error.args) == 1 else None
    return said if isinstance(said, str) else str(error)
