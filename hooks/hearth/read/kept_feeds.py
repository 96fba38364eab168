"""What members and groups post elsewhere: content/planet/KIND-ID.yml, which `hearth follow`
writes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from hearth.base.problems import Problem
from hearth.base.strict_yaml import YamlError, read_yaml
from hearth.base.words import said
from hearth.kinds import KINDS
from hearth.kinds.fields import Day, Line, Part, Summary, Url
from hearth.read.sources import MAX_FILE, decode, walk

FOLDER = "content/planet"
MOST = 20
"""So many entries of a feed are kept."""


class KeptEntry(Part):
    """What is kept of one entry of a feed: words and an address, nothing that a browser would run
    or fetch."""

    title: Line
    url: Url
    date: Day
    author: Line | None = None
    """Who wrote it, where the blog is not one person's."""
    summary: Summary | None = None
    licence: Url | None = None
    """The licence of Creative Commons under which its author gives it, if they do."""


class KeptFeed(Part):
    """What is kept of a feed elsewhere."""

    url: Url
    """Its address, as its owner's record had it then."""
    tag: Line | None = None
    """What its server calls that state (ETag), and when it was changed (Last-Modified)."""
    changed: Line | None = None
    failing: Day | None = None
    """The day since when it gives nothing that could be read; empty while it does."""
    shows: Line | None = None
    """What its owner wanted to be shown when it was read, if that was titles alone."""
    why: Line | None = None
    """What came instead: a status, or what went wrong (see hearth.base.web)."""
    entries: Annotated[list[KeptEntry], Field(max_length=MOST)] = []
    """The newest first."""

    def with_titles_alone(self) -> KeptFeed:
        """The same without any summary."""
        entries = [entry.model_copy(update={"summary": None}) for entry in self.entries]
        return self.model_copy(update={"entries": entries})

    def without_authors(self, names: Collection[str]) -> KeptFeed:
        """The same without the names of some authors."""
        if not any(entry.author in names for entry in self.entries):
            return self
        entries = [
            entry.model_copy(update={"author": None}) if entry.author in names else entry
            for entry in self.entries
        ]
        return self.model_copy(update={"entries": entries})


KeptFeeds = Mapping[tuple[str, str], KeptFeed]
"""By the kind and the id of the records whose they are."""


def path_of_feed(kind: str, record_id: str) -> str:
    """Where a record's feed is kept, below the hub's folder."""
    return f"{FOLDER}/{kind}-{record_id}.yml"


def kept_files(root: Path) -> dict[str, tuple[str, str]]:
    """The files of the hub below ``root``, each with the kind and the id of its owner."""
    found = {}
    for path, form in walk(root, FOLDER):
        kind, _, record_id = path.removeprefix(f"{FOLDER}/").removesuffix(".yml").partition("-")
        owned = kind in KINDS and KINDS[kind].followed_feed and path.endswith(".yml")
        if form == "file" and owned and path == path_of_feed(kind, record_id):
            found[path] = (kind, record_id)
    return found


def read_kept_feeds(root: Path) -> tuple[KeptFeeds, list[Problem]]:
    """What the files of the hub below ``root`` say; of one that is spoilt, nothing is shown."""
    feeds: dict[tuple[str, str], KeptFeed] = {}
    problems = []
    for path, owner in kept_files(root).items():
        found = _read(root, path)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            feeds[owner] = found
    return feeds, problems


def _read(root: Path, path: str) -> KeptFeed | Problem:
    text, problem = decode(root / path, MAX_FILE, shown=path)
    if problem:
        return replace(problem, severity="warning")
    try:
        return KeptFeed.model_validate(read_yaml(text))
    except YamlError as error:
        place = (error.line, error.column)
        return Problem(path, *place, error.code, "", error.what, error.fix, severity="warning")
    except ValidationError as error:
        where = ".".join(str(step) for step in error.errors()[0]["loc"])
        what = said("is not what `hearth follow` writes")
        fix = said("Delete the file: the next run writes it anew.")
        return Problem(path, 1, 1, "planet-file", where, what, fix, severity="warning")
