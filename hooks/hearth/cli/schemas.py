"""The command that tells editors what the hub knows."""

from __future__ import annotations

import json
from pathlib import Path

import click

from hearth.cli.common import folder
from hearth.outputs.schemas import editor_schemas, with_settings
from hearth.reading import read_all

SCHEMAS = Path(".hearth") / "schemas"
SETTINGS = Path(".vscode") / "settings.json"


@click.command()
@folder
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Where to; else FOLDER/.hearth/schemas.")
def schemas(folder: Path, out: Path | None) -> None:
    """Write JSON Schemas with the ids of the hub in FOLDER, so that an editor completes and checks its YAML files.

    VS Code is told of them in .vscode/settings.json; whatever else stands there is kept.
    """
    target = out or folder / SCHEMAS
    target.mkdir(parents=True, exist_ok=True)
    found = editor_schemas(read_all(folder))
    for name, schema in found.items():
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"{len(found)} schemas written into {target}")
    if target.resolve().is_relative_to(folder.resolve()):
        _tell_editor(folder, target.resolve().relative_to(folder.resolve()).as_posix())


def _tell_editor(folder: Path, schemas: str) -> None:
    """Add the schemas to VS Code's settings; show what to add where they cannot be changed without loss."""
    file = folder / SETTINGS
    try:
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        changed = with_settings(text, schemas)
    except ValueError:
        click.secho(f"{file} is not plain JSON and stays as it is. Add this to it:", fg="yellow")
        click.echo(with_settings("", schemas))
        return
    if changed != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(changed, encoding="utf-8", newline="\n")
        click.echo(f"{file} written")
