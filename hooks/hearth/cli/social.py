"""``hearth social``: drafts for social media of an event or a post."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hearth.base.similarity import did_you_mean
from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import as_of, hub_options, out
from hearth.cli.shared.render_output import form_for, form_option, give_paper
from hearth.cli.shared.terminal import give
from hearth.cli.shared.tongue import _
from hearth.kinds import KINDS
from hearth.kinds.event import Event
from hearth.kinds.post import Post
from hearth.model.hub import Hub
from hearth.papers.social import Drafts, of_event, of_post
from hearth.views.programme import prepared


@click.command()
@click.argument("subject", metavar="EVENT|POST")
@hub_options
@as_of
@form_option
@out
def social(
    subject: str, folder: Path, as_of: date | None, form: str | None, out: Path | None
) -> None:
    """Draft what tells of EVENT or POST elsewhere: in 280 characters, in 500, and at length, with
    hashtags and alt text.

    Give the name of the file; the whole path when an event and a post have the same name. As text,
    each draft stands as it is to be copied. Exit status: 0, or 2 when there is no such event or
    post, or when it is not public.
    """
    hub = open_right_hub(folder, as_of)[0]
    drafts = _drafts(hub, subject)
    if form_for(form, out) == "text":  # not laid out for the terminal: it is copied from there
        give(drafts.plain_text, out)
    else:
        give_paper(drafts, drafts.data, form, out)


def _drafts(hub: Hub, subject: str) -> Drafts:
    known, folder = Path(subject).stem, Path(subject).parent.name
    kinds = {
        kind: folder in ("", KINDS[kind].folder.split("/")[-1]) and known in hub.records[kind]
        for kind in (Event.KIND, Post.KIND)
    }
    if all(kinds.values()):
        raise click.UsageError(
            _(
                "There is an event %(known)s and a post %(known)s. Say events/%(known)s or "
                "news/%(known)s.",
                known=known,
            )
        )
    if not any(kinds.values()):
        names = frozenset((*hub.events, *hub.posts))
        fix = did_you_mean(
            known,
            names,
            _("Write the name of a file in events/ or content/news/ without its ending."),
        )
        raise click.UsageError(
            _("There is no event and no post %(subject)s. %(fix)s", subject=repr(subject), fix=fix)
        )
    public = hub.public()
    if known in public.posts and kinds[Post.KIND]:
        return of_post(public, public.posts[known])
    if known not in public.events or not kinds[Event.KIND]:
        raise click.UsageError(_("%(known)s is not public, so nothing is told of it.", known=known))
    item = prepared(public, public.events[known])
    if item is None:
        raise click.UsageError(
            _(
                "%(known)s has no date that is coming and not cancelled. Tell of its recap "
                "instead.",
                known=known,
            )
        )
    return of_event(public, item)
