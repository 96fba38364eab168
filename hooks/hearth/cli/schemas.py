"""``hearth schemas``: JSON Schemas for editors, with the ids of the hub."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click

from hearth.base.whole_files import write_whole
from hearth.cli.shared.editor_schemas import SCHEMAS
from hearth.cli.shared.options import folder
from hearth.cli.shared.tongue import _
from hearth.outputs.schemas import editor_schemas, with_mappings, with_settings
from hearth.read.load import read_all

EDITORS = {".vscode/settings.json": with_settings, ".idea/jsonSchemas.xml": with_mappings}
"""Where editors keep what they know of schemas, and what adds ours to it."""


@click.command()
@folder
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to; else FOLDER/.hearth/schemas.",
)
def schemas(folder: Path, out: Path | None) -> None:
    """Write JSON Schemas with the ids of the hub in FOLDER, so that an editor completes and checks
    its YAML files.

    VS Code is told of them in .vscode/settings.json, JetBrains' editors in .idea/jsonSchemas.xml;
    whatever else stands there is kept.
    """
    target = out or folder / SCHEMAS
    target.mkdir(parents=True, exist_ok=True)
    found = editor_schemas(read_all(folder))
    for name, schema in found.items():
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        write_whole(target / name, text)
    click.echo(_("%(number)s schemas written into %(folder)s", number=len(found), folder=target))
    if target.resolve().is_relative_to(folder.resolve()):
        place = target.resolve().relative_to(folder.resolve()).as_posix()
        for file, add in EDITORS.items():
            _tell_editor(folder / file, place, add)


def _tell_editor(file: Path, schemas: str, add: Callable[[str, str], str]) -> None:
    """Add the schemas to an editor's settings; show what to add where they cannot be changed
    without loss."""
    try:
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        changed = add(text, schemas)
    except ValueError:
        click.secho(
            _(
                "%(file)s cannot be changed without loss and stays as it is. Add this to it:",
                file=file,
            ),
            fg="yellow",
        )
        click.echo(add("", schemas))
        return
    if changed != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, changed)
        click.echo(_("%(file)s written", file=file))
