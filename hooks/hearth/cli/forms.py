"""``hearth forms``: the issue forms for people without Git."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hearth.base.languages import words_for
from hearth.base.whole_files import write_whole
from hearth.cli.shared.options import folder
from hearth.cli.shared.tongue import _, language_of
from hearth.contribute.forms import form_files, offered_topics
from hearth.read.load import read_all

TEMPLATES = Path(".github") / "ISSUE_TEMPLATE"


@click.command()
@folder
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to; else FOLDER/.github/ISSUE_TEMPLATE.",
)
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing; exit with 1 when a form is not up to date.",
)
def forms(folder: Path, out: Path | None, only_check: bool) -> None:
    """Write the issue forms by which people without Git add themselves, an event or a resource, or
    ask for removal.

    They are made from the models and from the topics of the hub in FOLDER. A config.yml that is
    there is left as it is.
    """
    target = out or folder / TEMPLATES
    files = form_files(offered_topics(read_all(folder)), words_for(language_of(folder)))
    if (target / "config.yml").exists():
        del files["config.yml"]
    stale = [name for name, text in files.items() if not _says(target / name, text)]
    for name in stale:
        click.echo(
            _("%(file)s is not up to date", file=target / name)
            if only_check
            else _("%(file)s written", file=target / name)
        )
        if not only_check:
            target.mkdir(parents=True, exist_ok=True)
            write_whole(target / name, files[name])
    sys.exit(1 if only_check and stale else 0)


def _says(file: Path, text: str) -> bool:
    return file.is_file() and file.read_bytes() == text.encode()
