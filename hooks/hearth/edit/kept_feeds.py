"""Write what is kept of feeds elsewhere."""

from __future__ import annotations

from hearth.edit.record_files import to_yaml
from hearth.read.kept_feeds import KeptFeed

HEAD = "# Written by `hearth follow`: what is newest at a feed elsewhere; changes are lost.\n"


def written_feed(kept: KeptFeed) -> str:
    """What the file says of a feed."""
    fields = kept.model_dump(mode="json", exclude_defaults=True)
    return HEAD + to_yaml(fields)
