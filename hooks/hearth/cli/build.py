"""``hearth build``: build a site, verify it, and publish it or leave the old one."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

import click

from hearth.cli.shared.options import (
    NumberType,
    as_of,
    builder,
    config,
    day_of,
    folder,
    refuse_no_hub,
)
from hearth.cli.shared.tongue import _, count, tell
from hearth.cli.shared.trouble import told
from hearth.model.config_file import CONFIG
from hearth.site.builder import Order
from hearth.site.inputs import SEAL, Seal, store_of
from hearth.site.publish import BusyError, NotASiteError, SiteDifference, check_target, locked

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2106, 2, 6)
"""What a packed file can tell of (RFC 1952): the builder notes the day in one, in seconds of 32
bits."""


@click.command()
@folder
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    help="Where the site is published; else the folder `site` of the hub.",
)
@as_of
@config
@builder
@click.option(
    "--reuse/--anew",
    default=True,
    help="Whether what an earlier build made serves again where it is right; it does.",
)
@click.option(
    "--wait",
    type=NumberType(0, 86_400, whole=False),
    default=0,
    metavar="SECONDS",
    help=(
        "How long to wait for another build of the same site; without it, the command gives up "
        "at once."
    ),
)
@click.option(
    "--strict/--no-strict",
    default=True,
    help="Whether a warning of the builder stops the build; it does.",
)
def build(
    folder: Path,
    site_dir: Path | None,
    as_of: date | None,
    config: Path | None,
    builder: str,
    reuse: bool,
    wait: float,
    strict: bool,
) -> None:
    """Build the site of the hub in FOLDER, verify it, and only then put it in the place of the one
    that is there.

    Exit status: 0 when the new site is there, 1 when something is wrong and the site is as it was,
    2 when the command was called wrongly.
    """
    refuse_no_hub(folder, config)
    target = _target(folder, site_dir, config)
    began, day = time.monotonic(), day_of(as_of)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise click.UsageError(
            _(
                "The day is %(day)s, and no hub can be shown before %(first_day)s or after "
                "%(last_day)s. Set the clock.",
                day=day,
                first_day=FIRST_DAY,
                last_day=LAST_DAY,
            )
        )
    try:
        check_target(target, folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        with locked(target, wait, _say_waiting) as lock:
            root = folder.resolve()
            order = Order(root, target, None, strict, config, builder, target if reuse else None)
            seal = store_of(root, target).get(SEAL) if reuse else None
            if isinstance(seal, Seal) and seal.holds(order, f"{day}"):
                made, difference = (seal.pages, seal.files), SiteDifference(0, 0, 0)
            else:
                made, difference = _publish(order, day, lock)
    except NotASiteError as error:
        raise click.UsageError(tell(error)) from None
    except BusyError as error:
        _fail(
            _(
                "Another build of %(target)s goes on (%(error)s). Wait for it, or call again with "
                "--wait 600.",
                target=target,
                error=error,
            )
        )
    except _NoNewSiteError as error:
        _fail(f"{error}\n{_kept(target)}")
    except OSError as error:
        _fail(f"{told(error)}\n{_kept(target)}")
    click.secho(_summary(made, difference, time.monotonic() - began), fg="green", bold=True)


class _NoNewSiteError(Exception):
    """The site was not replaced; carries why, in words for the maintainer."""


def _publish(order: Order, day: date, lock: int) -> tuple[tuple[int, int], SiteDifference]:
    """Have a new site in the place of the old one."""
    # Most of the engine: a build that has nothing to do is over before it would be there.
    from hearth.cli.shared import new_site

    try:
        return new_site.publish(order, day, lock)
    except new_site.NoNewSiteError as error:
        raise _NoNewSiteError(str(error)) from None


def _target(folder: Path, site_dir: Path | None, config: Path | None) -> Path:
    """Where the site is published. Another configuration makes another site, which must not take
    the place of the hub's own by accident."""
    own = config is None or config == (folder / CONFIG).resolve()
    if site_dir or own:
        return (site_dir or folder / "site").resolve()
    raise click.UsageError(
        _(
            "Say with --site-dir where the site of %(other)s goes: %(folder)s is that of "
            "%(config)s.",
            other=config.name if config else "",
            folder=folder / "site",
            config=CONFIG,
        )
    )


def _fail(words: str) -> None:
    click.secho(words, fg="red", err=True)
    sys.exit(1)


def _say_waiting(holder: str) -> None:
    click.echo(
        _("Another build of this site goes on (%(holder)s). Waiting for it ...", holder=holder),
        err=True,
    )


def _kept(target: Path) -> str:
    return (
        _("%(target)s is as it was.", target=target)
        if target.exists()
        else _("Nothing was published.")
    )


def _summary(counts: tuple[int, int], difference: SiteDifference, seconds: float) -> str:
    pages, files = counts
    return _(
        "%(pages)s and %(files)s of the hub in %(seconds)s s; of all files %(new)s are new, "
        "%(changed)s changed, %(gone)s gone",
        pages=count(pages, "page"),
        files=count(files, "other file"),
        seconds=f"{seconds:.1f}",
        new=difference.new,
        changed=difference.changed,
        gone=difference.gone,
    )
