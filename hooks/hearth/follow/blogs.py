"""What members and groups post on sites of their own: of each feed that a record names, the newest
titles and summaries are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urljoin

from pydantic import ValidationError

from hearth.base.html_markdown import markdown_to_text
from hearth.base.licences import forbids_excerpts, licence_in
from hearth.base.words import N_, said
from hearth.contribute.importing.tables import Row
from hearth.follow.fetching import Answered, given_of
from hearth.follow.memory import SourceMemory
from hearth.follow.outward import is_example
from hearth.kinds import KINDS, Record
from hearth.kinds.fields import MAX_LINE
from hearth.kinds.lenient import one_line
from hearth.kinds.source import FollowedSource
from hearth.model.hub import Hub
from hearth.model.links import Target
from hearth.model.rules.tombstones import Tombstones, of_name
from hearth.read.kept_feeds import MOST, KeptEntry, KeptFeed, kept_files, path_of_feed
from hearth.views.planet import TITLES, shows_titles_alone

SUMMARY = 280
"""Characters of a summary at most."""
MONTH = 30
"""After so many days without an answer a feed is named as dead."""
NO_TITLE = N_("it has neither a title nor a text")
NO_ADDRESS = N_("it has no address on the web")
NO_DAY = N_("it has no day")
TO_COME = N_("its day is still to come")
REMOVED = N_("its author was removed here")
NAMES_REMOVED = N_("it names somebody who was removed here")


@dataclass(frozen=True)
class FollowedBlog:
    """A feed that a record names as its owner's own."""

    owner: Record
    url: str
    kept: KeptFeed
    """What is kept of that address."""
    titles: bool = False
    """Whether its owner wants titles alone to be shown."""

    @property
    def path(self) -> str:
        """The file in which it is kept."""
        return path_of_feed(self.owner.KIND, self.owner.id)

    @property
    def source(self) -> FollowedSource:
        """The feed, as it is asked for."""
        return FollowedSource(id=self.owner.id, path=self.path, type="feed", url=self.url)

    @property
    def memory(self) -> SourceMemory:
        """What is known of its server's last answer."""
        # Whoever wants summaries again gets those of what is there already, too.
        anew = bool(self.kept.shows) and not self.titles
        tag, changed = ("" if anew else text or "" for text in (self.kept.tag, self.kept.changed))
        return SourceMemory(tag=tag, changed=changed, given=given_of(self.source))

    @property
    def is_asked(self) -> bool:
        """Whether somebody is there who can be asked."""
        return not is_example(self.url)


@dataclass(frozen=True)
class BlogTaking:
    """What came of asking for one feed, or is known of it."""

    blog: FollowedBlog
    kept: KeptFeed
    """What is kept of it afterwards."""
    asked: bool = False
    new: tuple[KeptEntry, ...] = ()
    """Those of its entries that were not kept before."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """How many entries were left out, by the reason."""
    notes: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether its file is to be written: what its server calls that state is no reason."""
        return _said(self.kept) != _said(self.blog.kept)

    def is_dead(self, day: date) -> bool:
        """Whether it has not answered for a month."""
        return self.kept.failing is not None and (day - self.kept.failing).days >= MONTH


def followed_blogs(hub: Hub) -> list[FollowedBlog]:
    """The feeds of all who are shown on the site, where the hub follows any."""
    return list(_followed(hub.public())) if hub.settings.blogs else []


def _followed(hub: Hub) -> Iterator[FollowedBlog]:
    for kind in KINDS.values():
        for record in hub.records[kind.name].values() if kind.followed_feed else ():
            if url := getattr(record, kind.followed_feed):
                kept = hub.kept_feeds.get((record.KIND, record.id))
                known = kept if kept and kept.url == url else KeptFeed(url=url)
                yield FollowedBlog(record, url, known, shows_titles_alone(record))


def stale_files(hub: Hub, blogs: list[FollowedBlog]) -> list[str]:
    """The files that keep what nobody names any more, or what is not shown; of an owner whose own
    file is wrong just now, nobody knows."""
    named = {blog.path for blog in blogs}
    found = kept_files(hub.root).items()
    return sorted(path for path, owner in found if path not in named and not _is_wrong(hub, owner))


def _is_wrong(hub: Hub, owner: Target) -> bool:
    """Whether a record is left out of the hub, though there is a file of it."""
    kind, record_id = owner
    folder = f"{KINDS[kind].folder}/"
    files = (path for path in hub.source_paths if path.startswith(folder))
    names = {path.rsplit("/", 1)[1].partition(".")[0] for path in files}
    return record_id not in hub.records[kind] and record_id in names


def known_of(blog: FollowedBlog) -> BlogTaking:
    """What is known of a feed that nobody asks for."""
    return BlogTaking(blog, blog.kept)


def take_blog(blog: FollowedBlog, answer: Answered, day: date, stones: Tombstones) -> BlogTaking:
    """What becomes of a feed's answer; one that gives nothing leaves what is kept. Nothing is taken
    that somebody wrote who was removed from the hub."""
    notes = answer.notes
    if answer.moved:
        moved = said("It moved for good to %(url)s: write that as `feed`.", url=answer.moved)
        notes = (moved, *notes)
    kept = _still_kept(blog, stones)
    if failed := answer.memory.failed:
        since = blog.kept.failing or day
        kept = kept.model_copy(update={"failing": since, "why": failed})
        return BlogTaking(blog, kept, True, notes=notes)
    well = kept.model_copy(update={"failing": None, "why": None})
    if answer.rows is None:
        return BlogTaking(blog, well, True, notes=notes)
    return replace(_taken(blog, well, answer, day, stones), notes=notes)


def _still_kept(blog: FollowedBlog, stones: Tombstones) -> KeptFeed:
    """What is kept, as its owner wants it now, and without who was removed since."""
    kept = blog.kept.with_titles_alone() if blog.titles else blog.kept
    entries = [entry for entry in kept.entries if not _names_removed(entry, stones)]
    return kept.model_copy(update={"entries": entries, "shows": TITLES if blog.titles else None})


def _names_removed(entry: KeptEntry, stones: Tombstones) -> bool:
    told = (entry.title, entry.author, entry.summary)
    return any(text and stones.named_in(text) for text in told)


def _taken(
    blog: FollowedBlog, well: KeptFeed, answer: Answered, day: date, stones: Tombstones
) -> BlogTaking:
    found: dict[str, KeptEntry] = {}
    left_out: Counter[str] = Counter()
    for row in answer.rows.rows if answer.rows else ():
        removed = row.author and stones.of([of_name(row.author)])
        entry = REMOVED if removed else _entry(blog, row, day)
        if isinstance(entry, KeptEntry) and _names_removed(entry, stones):
            entry = NAMES_REMOVED
        if isinstance(entry, str):
            left_out[entry] += 1
        else:
            found.setdefault(entry.url, entry)
    if not found:
        return BlogTaking(blog, well, True, left_out=left_out)
    newest = sorted(found.values(), key=lambda one: (-one.date.toordinal(), one.url))[:MOST]
    before = {entry.url for entry in blog.kept.entries}
    new = tuple(entry for entry in newest if entry.url not in before)
    tag, changed = (text[:MAX_LINE] or None for text in (answer.memory.tag, answer.memory.changed))
    kept = well.model_copy(update={"entries": newest, "tag": tag, "changed": changed})
    return BlogTaking(blog, kept, True, new, left_out)


def _entry(blog: FollowedBlog, row: Row, day: date) -> KeptEntry | str:
    """An entry as it is kept, or why it is left out."""
    values = row.values
    if not (title := one_line(values.get("title"))):
        return NO_TITLE
    if not (url := _address(blog.url, str(values.get("url") or "").strip())):
        return NO_ADDRESS
    text = one_line(markdown_to_text(str(values.get("summary") or "")), SUMMARY)
    alone = blog.titles or text == title or forbids_excerpts(row.rights)
    given = {
        "title": title,
        "url": url,
        "date": values.get("date"),
        "summary": None if alone else text,
        "licence": licence_in(row.rights) or None,
    }
    try:
        entry = KeptEntry.model_validate({**given, "author": _author(blog.owner, row.author)})
    except ValidationError as wrong:
        return NO_DAY if wrong.errors()[0]["loc"] == ("date",) else NO_ADDRESS
    return entry if entry.date <= day else TO_COME


def _author(owner: Record, name: str) -> str | None:
    """Who wrote an entry of a blog that is not one person's; no mailbox stands for a name."""
    told = one_line(name)
    alone = KINDS[owner.KIND].is_person(owner) or told == owner.heading
    return None if alone or not told or "@" in told else told


def _address(base: str, link: str) -> str:
    """Where an entry leads; feeds may name it from where they stand."""
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return ""


def _said(kept: KeptFeed) -> tuple[object, ...]:
    return kept.url, kept.failing, kept.entries, kept.shows
