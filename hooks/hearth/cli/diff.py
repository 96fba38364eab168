"""``hearth diff``: what a change does, in plain words."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from hearth.base.git import GitError, commit_time, export
from hearth.base.pictures import FORMATS
from hearth.cli.shared.extensions import load_for_comparison
from hearth.cli.shared.open_hub import hub_parts
from hearth.cli.shared.options import OneOf, as_of, compared_folder, day_of, extensions_from
from hearth.cli.shared.options import out as out_option
from hearth.cli.shared.terminal import give
from hearth.cli.shared.tongue import tell
from hearth.read.sources import IMAGE_ENDINGS
from hearth.review import change_words
from hearth.review.compare import Side, compare, read_side

UNSEEN = frozenset(IMAGE_ENDINGS) - FORMATS.keys()
"""Endings of pictures the hub refuses anyway: of these the name is enough."""
_FORMS = {
    "markdown": change_words.as_markdown,
    "text": change_words.as_text,
    "json": change_words.as_json,
}


def _at(folder: Path, revision: str, day: date) -> Side:
    """The hub as it was at a revision, read from a folder that is gone again afterwards."""
    with TemporaryDirectory(prefix="hearth-") as target:
        export(folder, revision, hub_parts(), Path(target), UNSEEN)
        return read_side(Path(target), day)


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@compared_folder
@extensions_from
@as_of
@click.option("--format", "form", type=OneOf(list(_FORMS)), default="text", help="How to say it.")
@out_option
def diff(
    base: str,
    head: str | None,
    folder: Path,
    extensions_from: Path | None,
    as_of: date | None,
    form: str,
    out: Path | None,
) -> None:
    """Say in plain words what changes in the hub between the revisions BASE and HEAD; without HEAD,
    up to the files as they are.

    Only what is public is told: of the rest, how much of it changes.

    Exit status: 0 when the hub can be published with the change, 1 when a record must be mended, 2
    when a revision is unknown, there is no repository, or the command was called wrongly.
    """
    day = day_of(as_of)
    load_for_comparison(folder, extensions_from)
    try:
        before = _at(folder, base, day)
        after = _at(folder, head, day) if head else read_side(folder, day)
        found = compare(before, after, commit_time(folder, head) if head else None)
    except GitError as error:
        raise click.UsageError(tell(error)) from None
    give(_FORMS[form](found), out)
    sys.exit(1 if found.errors else 0)
