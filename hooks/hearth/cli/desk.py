"""``hearth desk``: the desk as a private site, on this machine or as files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hearth.cli.shared.open_hub import open_hub, open_right_hub
from hearth.cli.shared.options import NumberType, as_of, chosen_config, day_of, hub_options
from hearth.cli.shared.private_notes import right_notes
from hearth.cli.shared.terminal import busy
from hearth.cli.shared.tongue import _, tell
from hearth.desk_site.desk import ManagerDesk
from hearth.desk_site.server import HOST, DeskServer
from hearth.desk_site.site import DeskSite
from hearth.desk_site.static import NoPlaceError, refuse_public, write_desk
from hearth.manage.private.folder import goes_into_git
from hearth.model.config_file import config_path, read_config_file
from hearth.model.settings import read_settings
from hearth.site.builder import Order
from hearth.site.inputs import Inputs, look, stats


@click.command()
@click.option(
    "--build",
    "into",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write it into this folder as files, without forms, and serve nothing.",
)
@click.option(
    "--port", type=NumberType(0, 65_535), default=8010, help="Where to serve it on this machine."
)
@click.option("--open", "opened", is_flag=True, help="Open it in the browser.")
@hub_options
@as_of
def desk(folder: Path, as_of: date | None, into: Path | None, port: int, opened: bool) -> None:
    """Open the desk as a private site: this week, people, events, content and results as pages,
    with forms that write what the other commands write.

    Only this machine sees it, and only by the address that is told: it holds a secret. Nothing of
    it is ever part of the hub's site.
    """
    if into is not None:
        _write(folder, as_of, into)
        return
    open_right_hub(folder, as_of)
    day_of(as_of)
    server = DeskServer(KeptDesk(folder.resolve(), as_of, chosen_config()).site)
    try:
        serving = server.listen(port)
    except OSError as error:
        raise click.ClickException(
            _(
                "%(host)s:%(port)s cannot be had (%(strerror)s). Name another port: --port 8011.",
                host=HOST,
                port=port,
                strerror=error.strerror or error,
            )
        ) from None
    click.secho(_("Your desk (Ctrl+C ends it):"), fg="green", bold=True)
    click.echo(server.address)
    if opened:
        click.launch(server.address)
    try:
        serving.serve_forever()
    except KeyboardInterrupt:
        serving.server_close()


def _write(folder: Path, as_of: date | None, into: Path) -> None:
    hub, problems = open_right_hub(folder, as_of)
    right_notes(hub)
    config = read_config_file(hub.root, config_path(hub.root, chosen_config()))[0].values
    named = config if isinstance(config, dict) else {}
    public = tuple(Path(str(named[name])) for name in ("site_dir", "docs_dir") if name in named)
    try:
        refuse_public(hub, into, public)
    except NoPlaceError as error:
        raise click.UsageError(tell(error)) from None
    if goes_into_git(hub, into.resolve() / "index.html"):
        click.secho(
            _(
                "%(place)s is not ignored by Git: whoever reads the hub's repository would read "
                "your desk.",
                place=into,
            ),
            fg="yellow",
            err=True,
        )
    with busy(_("Laying out the desk …")):
        many = write_desk(DeskSite(ManagerDesk.of(hub, problems)), into)
    click.echo(_("%(pages)s pages written into %(folder)s", pages=many, folder=into))


class KeptDesk:
    """A desk that is read anew when its hub, its notes or the day changed."""

    def __init__(self, root: Path, day: date | None, config: Path | None) -> None:
        self.root, self.day, self.config = root, day, config
        self.seen: tuple[Inputs, object] | None = None
        self.made: DeskSite | None = None

    def site(self) -> DeskSite:
        """The desk as it is now."""
        day = day_of(self.day)
        order = Order(self.root, self.root / "site", config=self.config, builder="plain")
        private = read_settings(self.root, self.config)[0].private
        # The private folder may lie outside of the hub's.
        seen = look(order, f"{day}"), stats(self.root / private)
        if self.made is None or seen != self.seen:
            hub, problems = open_hub(self.root, day, self.config)
            self.made, self.seen = DeskSite(ManagerDesk.of(hub, problems, forms=True)), seen
        return self.made
