"""Commands for people who look at contributions."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from hearth.base.clock import as_of_day
from hearth.base.git import GitError, commit_time, export
from hearth.base.pictures import FORMATS
from hearth.cli.common import PARTS, OneOf, as_of, folder_option, give, open_right_hub
from hearth.cli.common import out as out_option
from hearth.read.sources import IMAGE_ENDINGS
from hearth.review import change_words
from hearth.review.compare import Side, compare, read_side
from hearth.review.owners import owners as make_owners

UNSEEN = frozenset(IMAGE_ENDINGS) - FORMATS.keys()
"""Endings of pictures the hub refuses anyway: of these the name is enough."""
_FORMS = {
    "markdown": change_words.markdown,
    "text": change_words.plain,
    "json": change_words.as_json,
}


def _at(folder: Path, revision: str, day: date) -> Side:
    """The hub as it was at a revision, read from a folder that is gone again afterwards."""
    with TemporaryDirectory(prefix="hearth-") as target:
        export(folder, revision, PARTS, Path(target), UNSEEN)
        return read_side(Path(target), day)


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@folder_option
@as_of
@click.option("--format", "form", type=OneOf(list(_FORMS)), default="text", help="How to say it.")
@out_option
def diff(
    base: str, head: str | None, folder: Path, as_of: date | None, form: str, out: Path | None
) -> None:
    """Say in plain words what changes in the hub between the revisions BASE and HEAD; without HEAD,
    up to the files as they are.

    Only what is public is told: of the rest, how much of it changes.

    Exit status: 0 when the hub can be published with the change, 1 when a record must be mended, 2
    when a revision is unknown, there is no repository, or the command was called wrongly.
    """
    try:
        day = as_of or as_of_day()
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    try:
        before = _at(folder, base, day)
        after = _at(folder, head, day) if head else read_side(folder, day)
        found = compare(before, after, commit_time(folder, head) if head else None)
    except GitError as error:
        raise click.UsageError(str(error)) from None
    give(_FORMS[form](found), out)
    sys.exit(1 if found.errors else 0)


@click.command()
@folder_option
@as_of
@out_option
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing; exit with 1 when the file is not up to date.",
)
def owners(folder: Path, as_of: date | None, out: Path | None, only_check: bool) -> None:
    """Write who is asked to look at a change to which folder, as a file CODEOWNERS.

    It comes from the team in content/community.yml and the leads of groups, by the names on GitHub
    in their profiles.

    Exit status: 0; 1 when --check finds the file different; 2 when the command was called wrongly.
    """
    text = make_owners(open_right_hub(folder, as_of)[0].public())
    if not only_check:
        give(text if out else text.rstrip("\n"), out)
        return
    file = out or folder / ".github" / "CODEOWNERS"
    current = file.is_file() and file.read_text(encoding="utf-8") == text
    click.echo(f"{file} is {'' if current else 'not '}up to date")
    sys.exit(0 if current else 1)
