"""One build in a process of its own: ``hearth build`` starts it, and verifies what it leaves."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import cast

import click

from hearth.adapters import BUILDERS
from hearth.site.builder import Builder, BuildFailedError, Order

FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("name", type=click.Choice(list(BUILDERS)))
@click.argument("root", type=FOLDER)
@click.argument("site_dir", type=FOLDER)
@click.argument("manifest", type=FOLDER)
@click.option("--strict/--no-strict", default=False)
@click.option("--config", type=FOLDER)
def main(
    name: str, root: Path, site_dir: Path, manifest: Path, strict: bool, config: Path | None
) -> None:
    """Have the builder NAME make the site of the hub in ROOT."""
    order = Order(root.resolve(), site_dir.resolve(), manifest.resolve(), strict, config)
    try:
        builder = cast(Builder, importlib.import_module(f"hearth.adapters.{name}"))
        builder.build(order)
    except ModuleNotFoundError as error:
        if not error.name or error.name.split(".")[0] == "hearth":
            raise
        sys.exit(f"{BUILDERS[name]} needs the package {error.name}, which is not installed here.")
    except BuildFailedError as error:
        sys.exit(str(error) or 1)


if __name__ == "__main__":
    main()
