"""``hearth follow``: what is new at the sources that a hub follows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hearth.base.whole_files import write_whole
from hearth.base.words import said
from hearth.cli.shared.open_hub import open_right_hub, opened_again
from hearth.cli.shared.options import as_of, hub_options, out
from hearth.cli.shared.render_output import form_option, give_paper
from hearth.cli.shared.tongue import _
from hearth.edit.kept_feeds import written_feed
from hearth.edit.record_files import write_new
from hearth.edit.texts import replace_file
from hearth.follow.blogs import (
    BlogTaking,
    followed_blogs,
    known_of,
    stale_files,
    take_blog,
)
from hearth.follow.memory import SourceMemory, path_of_memory, read_memory, written
from hearth.follow.taking import Taking, take, unchanged
from hearth.kinds import SOURCE
from hearth.kinds.source import FollowedSource
from hearth.model.hub import Hub
from hearth.model.rules.tombstones import read_tombstones
from hearth.papers.follow import as_data, paper
from hearth.read.readings import Readings

if TYPE_CHECKING:
    from hearth.follow.fetching import Answered

APART = 1.0
"""Seconds between two questions to one server."""
SIDE_BY_SIDE = 16
"""So many sources are asked at the same time."""


@click.command()
@click.argument("source", required=False)
@click.option("--offline", is_flag=True, help="Ask nobody: say what is known of each source.")
@click.option("--trusted", is_flag=True, help="Only the sources that are trusted.")
@click.option("--blogs", "only_blogs", is_flag=True, help="Only the blogs of members and groups.")
@click.option(
    "--private-network",
    "private",
    is_flag=True,
    help="Ask also for addresses that only your own network has, as an internal hub names them.",
)
@click.option("--write", is_flag=True, help="Write new records and what changed.")
@hub_options
@as_of
@form_option
@out
def follow(
    source: str | None,
    offline: bool,
    trusted: bool,
    only_blogs: bool,
    private: bool,
    write: bool,
    folder: Path,
    as_of: date | None,
    form: str | None,
    out: Path | None,
) -> None:
    """Ask SOURCE, or every source in content/sources.yml and every blog of a member or a group,
    for what is new, and say what would become of it.

    What was changed in the hub by hand stays, field by field, and is said. What a source names no
    more is never deleted. Nothing is written without --write.

    Exit status: 0, also when sources do not answer; 2 when there is no such source.
    """
    readings = Readings(folder)
    hub = open_right_hub(folder, as_of, readings)[0]
    chosen = [] if only_blogs else _chosen(hub, source, trusted)
    blogs = [] if source or trusted else followed_blogs(hub)
    found = [unchanged(hub, each, read_memory(folder, each.id)) for each in chosen]
    taken = [known_of(blog) for blog in blogs]
    if not offline:
        known = [(each.source, each.memory) for each in found]
        known += [(blog.source, blog.memory) for blog in blogs if blog.is_asked]
        answers = _answers(known, hub.as_of, private)
        of_blogs = iter(answers[len(found) :])
        found = []
        for each, answer in zip(chosen, answers, strict=False):
            found.append(_taken(hub, each, answer, readings))
            if write and _write(folder, found[-1]) and len(found) < len(chosen):
                # The next source may know what this one brought.
                hub = opened_again(hub, readings)
        stones = read_tombstones(folder)[0]
        taken = [
            take_blog(blog, next(of_blogs), hub.as_of, stones) if blog.is_asked else known_of(blog)
            for blog in blogs
        ]
        if write and not (source or trusted):
            _write_blogs(folder, taken, stale_files(hub, blogs))
    give_paper(paper(hub, found, taken), as_data(hub, found, taken), form, out)


def _chosen(hub: Hub, source: str | None, trusted: bool) -> list[FollowedSource]:
    return [
        each
        for each in _named(hub, source)
        if (each.trust or not trusted) and (not each.paused or source)
    ]


def _named(hub: Hub, source: str | None) -> list[FollowedSource]:
    if source and source not in hub.followed:
        raise click.UsageError(
            _("There is no source %(source)s in %(file)s.", source=source, file=SOURCE.list_file)
        )
    return [hub.followed[source]] if source else list(hub.followed.values())


def _answers(
    known: list[tuple[FollowedSource, SourceMemory]], day: date, private: bool
) -> list[Answered]:
    """What each source answers; all are asked side by side."""
    # The client and the readers take a while to import.
    from hearth.base.web import Web, WebLimits
    from hearth.follow.fetching import fetch

    with (
        Web(WebLimits(apart=APART, private=private)) as web,
        ThreadPoolExecutor(SIDE_BY_SIDE) as pool,
    ):
        return list(pool.map(lambda one: fetch(web, one[0], one[1], day), known))


def _taken(hub: Hub, source: FollowedSource, answer: Answered, readings: Readings) -> Taking:
    url = answer.moved
    moved = (said("It moved for good to %(url)s: write that as its url.", url=url),) if url else ()
    if answer.rows is None:
        return unchanged(hub, source, answer.memory, (*moved, *answer.notes))
    taking = take(hub, source, answer.memory, answer.rows, readings)
    return replace(taking, notes=(*moved, *taking.notes))


def _write(folder: Path, taking: Taking) -> bool:
    """Write what was taken; whether any record changed."""
    for change in taking.files:
        wrong = ""
        if change.before:
            wrong = replace_file(folder, change.path, change.before, change.after) or ""
        else:
            write_new(folder, change.path, change.after.decode())
        told = f"{change.path} {wrong}" if wrong else _("%(file)s written.", file=change.path)
        click.echo(told, err=True)
    memory = folder / path_of_memory(taking.source.id)
    memory.parent.mkdir(parents=True, exist_ok=True)
    write_whole(memory, written(taking.memory))
    return bool(taking.files)


def _write_blogs(folder: Path, taken: list[BlogTaking], stale: list[str]) -> None:
    """Write what blogs say now, and take away what is nobody's any more."""
    for taking in taken:
        if taking.is_changed:
            file = folder / taking.blog.path
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, written_feed(taking.kept))
            click.echo(_("%(file)s written.", file=taking.blog.path), err=True)
    for path in stale:
        (folder / path).unlink()
        click.echo(_("%(file)s deleted.", file=path), err=True)
