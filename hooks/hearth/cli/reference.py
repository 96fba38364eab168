"""``hearth reference``: the pages of the guide that are made from the code."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hearth.base.whole_files import write_whole
from hearth.cli.shared.options import folder
from hearth.cli.shared.tongue import _
from hearth.contribute.field_reference import pages


@click.command()
@folder
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing; exit with 1 when a page is not up to date.",
)
def reference(folder: Path, only_check: bool) -> None:
    """Write the pages about fields, problems, templates and accessibility into the guide of the hub
    in FOLDER."""
    stale = [
        path
        for path, text in pages().items()
        if not (folder / path).is_file() or (folder / path).read_text(encoding="utf-8") != text
    ]
    for path in stale:
        click.echo(
            _("%(file)s is not up to date", file=path)
            if only_check
            else _("%(file)s written", file=path)
        )
        if not only_check:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            write_whole(folder / path, pages()[path])
    sys.exit(1 if only_check and stale else 0)
