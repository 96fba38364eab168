"""What the community manager looks at now and then: care, needs, and who holds the community
together. Each is one paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hearth.cli.common import as_of, busy, folder_option, open_right_hub, out, right_notes
from hearth.cli.render_output import form_option, give_paper
from hearth.manage.desk.care import care as look
from hearth.manage.desk.connectors import bridges, other_links
from hearth.manage.figures import MetricContext
from hearth.papers import connectors as network
from hearth.papers import needs as wanted
from hearth.papers.care import care_data, care_paper


def _context(folder: Path, as_of: date | None) -> MetricContext:
    hub, _ = open_right_hub(folder, as_of)
    return MetricContext.of(hub, right_notes(hub))


@click.command()
@folder_option
@as_of
@form_option
@out
def care(folder: Path, as_of: date | None, form: str | None, out: Path | None) -> None:
    """Show who was thanked and who was not, whose turn in the spotlight it is, who settles in, who
    mentors whom, and the programmes.

    It is made of the hub and of the lists in the private folder, and meant for the manager alone.
    """
    context = _context(folder, as_of)
    with busy("Looking after everybody …"):
        found = look(context)
    give_paper(care_paper(context.hub, found), care_data(found), form, out)


@click.command()
@folder_option
@as_of
@form_option
@out
def needs(folder: Path, as_of: date | None, form: str | None, out: Path | None) -> None:
    """Say what people ask for against what there is, topic by topic, who knows what, and what was
    decided and tried.

    The hub has a page of it too; here stands also what only you know: hidden profiles and the
    experiments of your notes.
    """
    context = _context(folder, as_of)
    with busy("Holding what is asked against what there is …"):
        paper, data = wanted.paper(context), wanted.data(context)
    give_paper(paper, data, form, out)


@click.command()
@folder_option
@as_of
@form_option
@out
def connectors(folder: Path, as_of: date | None, form: str | None, out: Path | None) -> None:
    """Say who brings groups together, and who is the only link to others: people to thank, and not
    to overload.

    It looks at what people did together within a year. It is for you alone: no page of the hub
    shows it.
    """
    context = _context(folder, as_of)
    with busy("Following who works with whom …"):
        found, others = bridges(context), other_links(context)
    give_paper(network.paper(context, found, others), network.data(found, others), form, out)
