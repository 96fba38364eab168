"""``hearth report``: the report to the organisation, as text or PDF."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from hearth.base.similarity import did_you_mean
from hearth.base.whole_files import write_whole
from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import as_of, hub_options, out
from hearth.cli.shared.private_notes import right_notes
from hearth.cli.shared.render_output import form_option, give_paper
from hearth.cli.shared.terminal import busy
from hearth.cli.shared.tongue import _, tell
from hearth.manage.desk.periods import Period, last_period, period_named
from hearth.manage.desk.report import audiences
from hearth.manage.desk.report import report as make_report
from hearth.model.hub import Hub
from hearth.papers.pdf import NoPdfError, pages_in, pdf_of
from hearth.papers.report import SIZES, report_data, report_paper


@click.command()
@click.option(
    "--for",
    "audience",
    default="everyone",
    metavar="WHOM",
    help="Whose questions come first: everyone, brand, customers, employees, department, "
    "volunteers, practice, or a stakeholder.",
)
@click.option(
    "--half", is_flag=True, help="The last half-year that is over, and not the last quarter."
)
@click.option(
    "--period", "name", metavar="2026-Q3", help="Another quarter, or a half-year such as 2026-H1."
)
@click.option(
    "--pdf",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Print it into this file; needs Chromium or Chrome.",
)
@hub_options
@as_of
@form_option
@out
def report(
    audience: str,
    half: bool,
    name: str | None,
    pdf: Path | None,
    folder: Path,
    as_of: date | None,
    form: str | None,
    out: Path | None,
) -> None:
    """Write the report to the organisation: one page with goals, figures and what they mean,
    stories, and what is asked for.

    It tells of the last quarter that is over. It names nobody, and hides small numbers. What it
    asks for and a foreword stand in report.yml in the private folder.
    """
    if out and out.suffix.lower() == ".pdf":
        raise click.UsageError(_("--out writes words. To print it, say --pdf %(out)s.", out=out))
    hub = open_right_hub(folder, as_of)[0]
    period = _period(hub, name, half)
    notes = right_notes(hub)
    _check(audience, audiences(notes))
    with busy("Counting …"):
        found = make_report(hub, notes, period, audience)
    for text in found.left_out:
        click.secho(
            _("Left out, because it names somebody: %(text)s", text=text), fg="yellow", err=True
        )
    if pdf:
        try:
            _print(pdf, [str(report_paper(hub, found, size).html) for size in SIZES])
        except NoPdfError as wrong:
            raise click.ClickException(tell(wrong)) from None
    if not pdf or form or out:
        give_paper(report_paper(hub, found), report_data(found, hub.words), form, out)


def _check(audience: str, known: Iterable[str]) -> None:
    """End the command where nobody is called so."""
    if audience not in (names := list(known)):
        fix = did_you_mean(audience, names, _("It can be %(choices)s.", choices=", ".join(names)))
        raise click.UsageError(
            _("%(word)s is not known here. %(fix)s", word=repr(audience), fix=fix)
        )


def _period(hub: Hub, name: str | None, half: bool) -> Period:
    if name and half:
        raise click.UsageError(
            _("--half is the last half-year; --period names one. Give one of the two.")
        )
    if name is None:
        return last_period(hub.as_of, 2 if half else 4)
    period = period_named(name)
    if period is None:
        raise click.UsageError(
            _(
                "%(period)s is no period. Write a quarter like %(quarter)s, or a half-year like "
                "%(half)s.",
                period=repr(name),
                quarter=last_period(hub.as_of, 4).name,
                half=last_period(hub.as_of, 2).name,
            )
        )
    if period.first > hub.as_of:
        raise click.UsageError(
            _("%(name)s has not begun on %(as_of)s.", name=period.name, as_of=hub.as_of)
        )
    if period.last > hub.as_of:
        click.secho(
            _(
                "%(name)s is not over on %(as_of)s: the report tells of what was so far.",
                name=period.name,
                as_of=hub.as_of,
            ),
            fg="yellow",
            err=True,
        )
    return period


def _print(file: Path, forms: list[str]) -> None:
    """The first of the forms, each in a smaller print than the one before, that fits on one page;
    else the last."""
    for form in forms:
        printed = pdf_of(form)
        if pages_in(printed) == 1:
            break
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, printed)
    click.echo(_("%(file)s written", file=file))
    if (pages := pages_in(printed)) > 1:
        click.secho(
            _(
                "It has %(pages)s pages. Shorten the purpose, the foreword or what is asked for.",
                pages=pages,
            ),
            fg="yellow",
            err=True,
        )
