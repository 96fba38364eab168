"""One build in a process of its own: ``hearth build`` starts it, and verifies what it leaves."""

from __future__ import annotations

import importlib
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from hearth.adapters import BUILDERS
from hearth.base.clock import as_of_day
from hearth.base.memory import gc_paused
from hearth.site.builder import BuildFailedError, Order

if TYPE_CHECKING:
    from hearth.model.hub import Hub
    from hearth.site.build import SiteBuild
    from hearth.site.chrome import SiteChrome
    from hearth.site.workshop import Builder

FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("name", type=click.Choice(list(BUILDERS)))
@click.argument("root", type=FOLDER)
@click.argument("site_dir", type=FOLDER)
@click.argument("manifest", type=FOLDER)
@click.option("--strict/--no-strict", default=False)
@click.option("--config", type=FOLDER)
@click.option("--published", type=FOLDER)
def main(
    name: str,
    root: Path,
    site_dir: Path,
    manifest: Path,
    strict: bool,
    config: Path | None,
    published: Path | None,
) -> None:
    """Have the builder NAME make the site of the hub in ROOT."""
    with gc_paused(lasting=True):  # the engine's code is no garbage
        from hearth.site.workshop import make

    folders = root.resolve(), site_dir.resolve(), manifest.resolve()
    order = Order(*folders, strict, config, name, published)
    try:
        make(order, _Adapter(name), as_of_day())
    except ModuleNotFoundError as error:
        if not error.name or error.name.split(".")[0] == "hearth":
            raise
        sys.exit(f"{BUILDERS[name]} needs the package {error.name}, which is not installed here.")
    except BuildFailedError as error:
        sys.exit(str(error) or 1)


class _Adapter:
    """The adapter of that name, imported only when it is asked for anything: a build that needs no
    builder is over before most of them are there."""

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def _module(self) -> Builder:
        return cast("Builder", importlib.import_module(f"hearth.adapters.{self.name}"))

    def build(self, order: Order) -> None:
        self._module.build(order)

    def chrome(self, order: Order, hub: Hub) -> tuple[SiteBuild, SiteChrome]:
        return self._module.chrome(order, hub)


if __name__ == "__main__":
    main()
