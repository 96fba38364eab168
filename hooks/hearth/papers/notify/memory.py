"""What each channel knows: content/notified/NAME.yml, which `hearth notify` writes."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from hearth.base.strict_yaml import YamlError, read_yaml
from hearth.base.whole_files import write_whole
from hearth.edit.record_files import to_yaml
from hearth.papers.notify.notices import ChannelMemory, ToldEntry
from hearth.read.sources import decode, form_of

FOLDER = "content/notified"
HEAD = "# Written by `hearth notify`: what this channel was told, so that nothing is told twice.\n"


class UnreadableMemoryError(Exception):
    """That what a channel knows cannot be read, so that nobody can say what would be new to it."""


def path_of(channel: str) -> str:
    """Where it lies, below the hub's folder."""
    return f"{FOLDER}/{channel}.yml"


def read_known(root: Path, channel: str) -> ChannelMemory | None:
    """What a channel knows; None when it never was told anything.

    A file that cannot be read is an error and not a beginning: else everything was told again.
    """
    file = root / path_of(channel)
    form = form_of(file)
    if form is None:
        return None
    try:
        entries: Any = read_yaml(decode(file)[0]) if form == "file" else None
        return {
            str(each["key"]): ToldEntry(
                *(str(each[name]) for name in ("state", "until")),
                *(str(each.get(name) or "") for name in ("time", "place")),
            )
            for each in entries["told"] or ()
        }
    except (YamlError, AttributeError, KeyError, TypeError, ValueError):
        raise UnreadableMemoryError(path_of(channel)) from None


def keep(root: Path, channel: str, known: ChannelMemory) -> None:
    """Write what a channel knows now, whole or not at all."""
    file = root / path_of(channel)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, written(known))


def written(known: ChannelMemory) -> str:
    """What the file says of it."""
    entries = [
        {"key": key, **{name: value for name, value in asdict(told).items() if value}}
        for key, told in sorted(known.items())
    ]
    return HEAD + to_yaml({"told": entries})
