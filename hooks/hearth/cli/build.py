"""``hearth build``: build a site, verify it, and publish it or leave the old one."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from datetime import time as day_time
from pathlib import Path

import click

from hearth.adapters import BUILDERS
from hearth.base.store import Store
from hearth.cli.shared.open_hub import day_of
from hearth.cli.shared.options import NumberType, as_of, config, folder
from hearth.model.config_file import CONFIG, config_path
from hearth.model.settings import read_settings
from hearth.site.builder import Order
from hearth.site.inputs import Seal
from hearth.site.manifest import Manifest
from hearth.site.publish import (
    MANIFEST,
    NEW,
    OLD,
    BusyError,
    NotASiteError,
    SiteDifference,
    check_target,
    compare,
    locked,
    swap,
    workspace,
)
from hearth.site.verify import Fault, verify
from hearth.site.workshop import CHANGES, SEAL, keep, store_of
from hearth.wording.formatting import count

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2106, 2, 6)
"""What a packed file can tell of (RFC 1952): the builder notes the day in one, in seconds of 32
bits."""
LEAST = 1_000_000
"""With fewer bytes left on the disk than this, a site is not trusted: not every program says when
it could not write."""
SHOWN = 50
"""So many faults are shown; the rest is counted."""
_TROUBLE = re.compile(r"\[Errno (\d+)\]|\(os error (\d+)\)")
_TRACEBACK = re.compile(
    r"Traceback \(most recent call last\):|concurrent\.futures\.process\._RemoteTraceback:"
)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CURES = {
    **dict.fromkeys(
        _FULL, "the disk is full: make room (a build needs as much again as the site that is there)"
    ),
    errno.EROFS: "the place is read-only: make it writable, or name another with --site-dir",
    **dict.fromkeys(
        (errno.EACCES, errno.EPERM),
        "you may not write there: ask for the permission, or name another folder with --site-dir",
    ),
    **dict.fromkeys(
        (errno.EBUSY, errno.EXDEV),
        (
            "the target is a place where another disk or folder is mounted, and cannot be "
            "replaced: name a folder inside it with --site-dir"
        ),
    ),
    errno.EMFILE: "too many files are open: raise the limit (ulimit -n)",
    errno.ENOMEM: "the memory is full: end something else, or set workers: 1 in mkdocs.yml",
    errno.EIO: "the disk does not read or write: have it looked at",
}


class _FailedError(Exception):
    """The site was not replaced; carries why, in words for the maintainer."""


@click.command()
@folder
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    help="Where the site is published; else the folder `site` of the hub.",
)
@as_of
@config
@click.option(
    "--builder",
    type=click.Choice(list(BUILDERS)),
    default="mkdocs",
    help="What makes the site: MkDocs, if nothing is said.",
)
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
    if not config_path(folder, config).is_file():
        raise click.UsageError(f"There is no {CONFIG} in {folder}, so it is no hub.")
    target = _target(folder, site_dir, config)
    began, day = time.monotonic(), day_of(as_of)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise click.UsageError(
            f"The day is {day}, and no hub can be shown before {FIRST_DAY} or after "
            f"{LAST_DAY}. Set the clock."
        )
    try:
        check_target(target, folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        with locked(target, wait, _say_waiting) as lock:
            root = folder.resolve()
            order = Order(root, target, None, strict, config, builder, target if reuse else None)
            seal = store_of(root, target).get(SEAL) if reuse else None
            if isinstance(seal, Seal) and seal.holds(order, f"{day}"):
                manifest, difference = (seal.pages, seal.files), SiteDifference(0, 0, 0)
            else:
                manifest, difference = _publish(order, day, lock)
    except NotASiteError as error:
        raise click.UsageError(str(error)) from None
    except BusyError as error:
        _fail(
            f"Another build of {target} goes on ({error}). Wait for it, or call again with "
            "--wait 600."
        )
    except _FailedError as error:
        _fail(f"{error}\n{_kept(target)}")
    except OSError as error:
        cure = _CURES.get(error.errno or 0, "")
        _fail(
            f"{error.strerror or error} ({error.filename}){': ' + cure if cure else ''}.\n"
            f"{_kept(target)}"
        )
    click.secho(_summary(manifest, difference, time.monotonic() - began), fg="green", bold=True)


def _publish(order: Order, day: date, lock: int) -> tuple[tuple[int, int], SiteDifference]:
    """Make the site, verify it and put it in its place; returns how many pages and other files
    the hub has made, and how the site differs from the one before."""
    target = order.published or order.site_dir
    with workspace(target) as work:
        order = replace(order, site_dir=work / NEW, manifest=work / MANIFEST)
        manifest = _make(order, day, lock)
        changes = Store(work).get(CHANGES)
        workers = read_settings(order.root, order.config)[0].workers or os.cpu_count() or 1
        only = changes.new | changes.changed if changes and changes.partial else None
        faults = verify(work / NEW, manifest, workers, only)
        if faults:
            raise _FailedError(_fault_report(faults))
        if changes:
            difference = SiteDifference(*map(len, (changes.new, changes.changed, changes.gone)))
        else:
            difference = compare(work / NEW, target)
        swap(work, target)
        if order.published:
            left = work / NEW if (work / NEW).exists() else work / OLD
            keep(order.root, target, work, left)
    return (len(manifest.pages), len(manifest.files)), difference


def _target(folder: Path, site_dir: Path | None, config: Path | None) -> Path:
    """Where the site is published. Another configuration makes another site, which must not take
    the place of the hub's own by accident."""
    own = config is None or config == (folder / CONFIG).resolve()
    if site_dir or own:
        return (site_dir or folder / "site").resolve()
    raise click.UsageError(
        f"Say with --site-dir where the site of {config.name if config else ''} goes: "
        f"{folder / 'site'} is that of {CONFIG}."
    )


def _fail(words: str) -> None:
    click.secho(words, fg="red", err=True)
    sys.exit(1)


def _say_waiting(holder: str) -> None:
    click.echo(f"Another build of this site goes on ({holder}). Waiting for it ...", err=True)


def _kept(target: Path) -> str:
    return f"{target} is as it was." if target.exists() else "Nothing was published."


def _make(order: Order, day: date, lock: int) -> Manifest:
    """Have the builder make the new site, and return its manifest."""
    strict = "--strict" if order.strict else "--no-strict"
    paths = map(str, (order.root, order.site_dir, order.manifest))
    more = [*(("--config", str(order.config)) if order.config else ())]
    more += ("--published", str(order.published)) if order.published else ()
    command = [sys.executable, "-m", "hearth.adapters", order.builder, *paths, strict, *more]
    began = datetime.combine(day, day_time(), UTC)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(began.timestamp()))}
    # What still runs after this process was killed keeps the lock, and with it its workspace.
    inherited = () if os.name == "nt" else (lock,)
    running = subprocess.Popen(
        command,
        cwd=order.root,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        pass_fds=inherited,
    )
    try:
        trouble = _pass_on(running)
        status = running.wait()
    finally:
        with suppress(ProcessLookupError):
            running.kill()
        running.wait()
    if shutil.disk_usage(order.site_dir.parent).free < LEAST:
        raise _FailedError(_could_not_write(errno.ENOSPC))
    if status:
        raise _FailedError(_why(BUILDERS[order.builder], status, trouble))
    assert order.manifest  # noqa: S101 - it was ordered
    return Manifest.from_json(order.manifest.read_text(encoding="utf-8"))


def _pass_on(running: subprocess.Popen[str]) -> str:
    """Show what the builder says, but for tracebacks; return everything from the first of them on,
    or what was said last."""
    kept: list[str] = []
    broken = False
    assert running.stderr is not None  # noqa: S101 - it was asked for
    for line in running.stderr:
        broken = broken or bool(_TRACEBACK.match(line))
        if broken:
            kept.append(line)
        else:
            kept = [line]
            if not line.startswith(
                ("INFO    -  Cleaning", "INFO    -  Building", "INFO    -  Documentation")
            ):
                click.echo(line, nl=False, err=True)
    return "".join(kept)


def _why(name: str, status: int, trouble: str) -> str:
    """Why the builder of that name failed."""
    if status < 0:
        return (
            f"The build was ended from outside (signal {-status}). When that was not you, the "
            "memory may have been full."
        )
    codes = [int(one or other) for one, other in _TROUBLE.findall(trouble)]
    if known := next((code for code in codes if code in _CURES), None):
        return _could_not_write(known)
    if _TRACEBACK.search(trouble):
        return f"{trouble}{name} failed in a way that nobody foresaw; the lines above say where."
    return f"{name} did not finish; the lines above say why."


def _could_not_write(code: int) -> str:
    return f"The site could not be written: {os.strerror(code)}; {_CURES[code]}."


def _fault_report(faults: list[Fault]) -> str:
    lines = [str(fault) for fault in faults[:SHOWN]]
    more = [f"... and {count(len(faults) - SHOWN, 'more fault')}"] if len(faults) > SHOWN else []
    return "\n".join(
        [*lines, *more, f"The new site has {count(len(faults), 'fault')}, so it is not published."]
    )


def _summary(made_of: tuple[int, int], difference: SiteDifference, seconds: float) -> str:
    pages, files = made_of
    made = f"{count(pages, 'page')} and {count(files, 'other file')} of the hub in {seconds:.1f} s"
    return (
        f"{made}; of all files {difference.new} are new, {difference.changed} changed, "
        f"{difference.gone} gone"
    )
