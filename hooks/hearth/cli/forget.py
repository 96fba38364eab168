"""``hearth forget``: remove a member from every file."""

from __future__ import annotations

import secrets
import sys
from datetime import date
from pathlib import Path

import click

from hearth.cli.shared.cases import secret
from hearth.cli.shared.changes import show_changes
from hearth.cli.shared.options import as_of, day_of, folder_option
from hearth.cli.shared.terminal import problem_line
from hearth.cli.shared.tongue import _, ngettext, tell
from hearth.contribute.forgetting.beyond import out_of_reach
from hearth.contribute.forgetting.plan import ForgetError, RemovalPlan, make_plan
from hearth.contribute.forgetting.writing import RemovalError, finish_removal, write_plan
from hearth.model.rules.tombstones import FILE
from hearth.model.settings import read_settings

SHOWN = 40
"""Lines that may still speak of the person; more are counted."""


@click.command()
@click.argument("member_id", metavar="ID")
@click.option(
    "--keep-content",
    is_flag=True,
    help=(
        "Keep what was written and said as a former member's; else it stays without an author or "
        "speaker."
    ),
)
@click.option(
    "--also",
    multiple=True,
    metavar="TEXT",
    help=(
        "Another name, e-mail address or page to know the person by in an import; repeatable. It "
        "is kept as a hash."
    ),
)
@click.option("--dry-run", is_flag=True, help="Show the plan and write nothing.")
@click.option("--yes", is_flag=True, help="Do not ask, for scripts.")
@folder_option
@as_of
def forget(
    member_id: str,
    keep_content: bool,
    also: tuple[str, ...],
    dry_run: bool,
    yes: bool,
    folder: Path,
    as_of: date | None,
) -> None:
    """Remove the member ID: the file, the picture, and every reference to it in every other file.

    Shows what would change and asks. Everything is written, or nothing. What only a person can
    decide, and what no command reaches, is named. A hashed mark stays, so that no import, form or
    old branch brings the person back by accident.

    Exit status: 0 when it is done or only shown, 1 when it was not done, 2 when the command was
    called wrongly.
    """
    if (finished := finish_removal(folder)) is not None:
        click.echo(
            ngettext(
                "A removal that was cut off is finished: %(files)s files.",
                "A removal that was cut off is finished: %(files)s files.",
                finished,
                files=finished,
            )
        )
    try:
        plan = make_plan(
            folder, member_id, keep_content, day_of(as_of), secrets.token_bytes(16), also, secret()
        )
    except ForgetError as error:
        raise click.UsageError(tell(error)) from None
    _show(plan)
    if plan.worse:
        for problem in plan.worse:
            click.secho(problem_line(problem), fg="red", err=True)
        click.secho(
            _("Nothing was written: the hub would have errors that it does not have now."),
            fg="red",
            err=True,
        )
        sys.exit(1)
    if not dry_run:
        if not yes and not click.confirm(
            _("Remove %(name)s from %(files)s files?", name=plan.name, files=len(plan.writes)),
            default=False,
        ):
            click.echo(_("Nothing was written."))
            sys.exit(1)
        _write(folder, plan)
    _tell_the_rest(folder, plan)
    click.secho(
        _("Nothing is written yet.")
        if dry_run
        else _("Done: %(files)s files. Publish it now.", files=len(plan.writes)),
        bold=True,
    )


def _write(folder: Path, plan: RemovalPlan) -> None:
    try:
        write_plan(folder, plan)
    except RemovalError as error:
        click.secho(_("Nothing was written: %(error)s.", error=error), fg="red", err=True)
        sys.exit(1)


def _show(plan: RemovalPlan) -> None:
    show_changes(plan.changed)
    for path, _raw in plan.removed:
        click.secho(_("%(path)s is removed", path=path), fg="red")
    click.echo(_("%(file)s keeps hashed marks of the person and the date.", file=FILE))


def _tell_the_rest(folder: Path, plan: RemovalPlan) -> None:
    if plan.decide or plan.mentions:
        click.secho("\n" + _("For you to decide"), bold=True)
    for sentence in plan.decide:
        click.echo(f"  {tell(sentence)}")
    for mention in plan.mentions[:SHOWN]:
        click.echo(
            "  "
            + _(
                '%(path)s:%(line)s has the word "%(word)s": %(text)s',
                path=mention.path,
                line=mention.line,
                word=mention.word,
                text=tell(mention.text)[:100],
            )
        )
    if (more := len(plan.mentions) - SHOWN) > 0:
        click.echo("  " + _("… and %(number)s more lines.", number=more))
    click.secho("\n" + _("What this cannot reach"), bold=True)
    site_url = read_settings(folder)[0].site_url
    for where, what in out_of_reach([path for path, _raw in plan.removed], site_url, plan.id):
        click.echo(f"  {tell(where)}: {tell(what)}")
