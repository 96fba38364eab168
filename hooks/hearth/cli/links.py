"""``hearth links``: whether the addresses that a hub names lead somewhere."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from hearth.base.whole_files import write_whole
from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import as_of, hub_options, out
from hearth.cli.shared.render_output import form_option, give_paper
from hearth.cli.shared.tongue import _
from hearth.edit.record_files import to_yaml
from hearth.edit.texts import replace_file
from hearth.follow.outward import Named, outward
from hearth.follow.proposals import Proposal, changes, proposals
from hearth.model.hub import Hub
from hearth.papers.links import as_data, paper
from hearth.read.looked_up import FILE, LookedUp, written

APART = 1.0
"""Seconds between two questions to one server."""
HEAD = "# Written by `hearth links`. Addresses that answer are not listed.\n"


@click.command()
@click.option("--offline", is_flag=True, help="Ask nobody: say what was seen when it last ran.")
@click.option("--only", metavar="WORD", help="Look up only addresses that contain this word.")
@click.option(
    "--private-network",
    "private",
    is_flag=True,
    help="Ask also for addresses that only your own network has, as an internal hub names them.",
)
@click.option(
    "--copies", is_flag=True, help="Ask archive.org whether it keeps copies of those that are dead."
)
@click.option("--write", is_flag=True, help="Keep what was seen, in content/links.yml.")
@click.option(
    "--propose",
    is_flag=True,
    help="Write new addresses of what moved for good into the records, and since when what is "
    "dead is gone; with --write.",
)
@hub_options
@as_of
@form_option
@out
def links(
    offline: bool,
    only: str | None,
    private: bool,
    copies: bool,
    write: bool,
    propose: bool,
    folder: Path,
    as_of: date | None,
    form: str | None,
    out: Path | None,
) -> None:
    """Look up every address elsewhere that the hub names, and say which lead nowhere, which moved,
    and which only a person can judge.

    An address counts as dead when it failed on several days, so let it run every week with --write.
    Servers are asked politely, one question a second each. Nothing is ever deleted.

    Exit status: 0, whatever was found.
    """
    hub = open_right_hub(folder, as_of)[0].public()
    named = outward(hub)
    found = hub.looked_up if offline else _seen(hub, named, only, private)
    kept = _copies(found, private) if copies and not offline else {}
    proposed = list(proposals(hub, named, found, kept))
    give_paper(paper(hub, named, found, proposed), as_data(named, found, proposed), form, out)
    if write and (named or (folder / FILE).exists()):
        write_whole(folder / FILE, HEAD + to_yaml(written(found)))
        click.echo(_("%(file)s written.", file=FILE), err=True)
    if write and propose:
        _write(folder, proposed)


def _seen(hub: Hub, named: Mapping[str, list[Named]], only: str | None, private: bool) -> LookedUp:
    # The client takes a while to import, and only this asks for anything.
    from hearth.base.web import Web, WebLimits
    from hearth.follow.lookup import kept_unseen, look_up, remembered

    asked = [url for url in named if not only or only in url]
    label = _("Looking up addresses …")
    # That somebody answers is enough: what a page says is not read.
    with Web(WebLimits(apart=APART, largest=1024, private=private)) as web:
        coming = look_up(web, asked)
        with click.progressbar(coming, len(asked), label, file=sys.stderr) as verdicts:
            seen = remembered(hub.looked_up, verdicts, hub.as_of)
    return kept_unseen(hub.looked_up, seen, asked) if only else seen


def _copies(found: LookedUp, private: bool) -> dict[str, str]:
    from hearth.base.web import Web, WebLimits
    from hearth.follow.copies import copies
    from hearth.follow.lookup import dead

    with Web(WebLimits(private=private)) as web:
        return copies(web, [each.url for each in dead(found)])


def _write(folder: Path, proposed: list[Proposal]) -> None:
    changed, left = changes(folder, proposed)
    for change in changed:
        wrong = replace_file(folder, change.path, change.before, change.after)
        told = f"{change.path} {wrong}" if wrong else _("%(file)s written.", file=change.path)
        click.echo(told, err=True)
    for each in left:
        field = ".".join(map(str, each.where))
        click.echo(
            _(
                "%(path)s: write %(field)s by hand: %(value)s",
                path=each.place.path,
                field=field,
                value=each.value,
            ),
            err=True,
        )
