"""What is kept of feeds elsewhere, without entries that name a person."""

from __future__ import annotations

from pydantic import ValidationError

from hearth.base.strict_yaml import YamlError, read_yaml
from hearth.contribute.forgetting.mentions import PersonNames, replaced
from hearth.edit.kept_feeds import written_feed
from hearth.read.kept_feeds import FOLDER, KeptFeed


def is_kept_feed(path: str) -> bool:
    """Whether a file keeps what `hearth follow` found at a feed."""
    return path.startswith(f"{FOLDER}/")


def without_mentions(text: str, person: PersonNames) -> str:
    """The file without entries whose title, summary or author is the person's name: words of others
    are not rewritten, and a title without its name would say something else."""
    try:
        kept = KeptFeed.model_validate(read_yaml(text))
    except (YamlError, ValidationError):
        return text
    entries = [
        entry
        for entry in kept.entries
        if not any(
            told and replaced(told, person) != told
            for told in (entry.title, entry.summary, entry.author)
        )
    ]
    if len(entries) == len(kept.entries):
        return text
    return written_feed(kept.model_copy(update={"entries": entries}))
