"""Make a new site, verify it and put it in the place of the one that is there."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time

import click

from hearth.adapters import BUILDERS
from hearth.base.store import Store
from hearth.cli.shared.tongue import _, count, words_now
from hearth.cli.shared.trouble import CURES
from hearth.model.settings import read_settings
from hearth.site.builder import BuildFailedError, Order
from hearth.site.inputs import store_of
from hearth.site.manifest import Manifest
from hearth.site.publish import MANIFEST, NEW, OLD, SiteDifference, compare, swap, workspace
from hearth.site.verify import Fault, verify
from hearth.site.workshop import (
    CHANGES,
    STATE,
    BuilderNeededError,
    HubRead,
    NoBuilder,
    keep,
    make,
)

LEAST = 1_000_000
"""With fewer bytes left on the disk than this, a site is not trusted: not every program says when
it could not write."""
SHOWN = 50
"""So many faults are shown; the rest is counted."""
_TROUBLE = re.compile(r"\[Errno (\d+)\]|\(os error (\d+)\)")
_TRACEBACK = re.compile(
    r"Traceback \(most recent call last\):|concurrent\.futures\.process\._RemoteTraceback:"
)


class NoNewSiteError(Exception):
    """The site was not replaced; carries why, in words for the maintainer."""


def publish(
    order: Order, day: date, lock: int, found: HubRead | None = None
) -> tuple[tuple[int, int], SiteDifference]:
    """Make the site, verify it and put it in its place; returns how many pages and other files
    the hub has made, and how many files are new, changed and gone since the site before.

    Raises NoNewSiteError and OSError; the site is as it was then.
    """
    target = order.published or order.site_dir
    with workspace(target) as work:
        order = replace(order, site_dir=work / NEW, manifest=work / MANIFEST)
        manifest = _remade(order, day, found) or _make(order, day, lock)
        changes = Store(work).get(CHANGES)
        workers = read_settings(order.root, order.config)[0].workers or os.cpu_count() or 1
        only = changes.new | changes.changed if changes and changes.partial else None
        faults = verify(work / NEW, manifest, workers, only)
        if faults:
            raise NoNewSiteError(_fault_report(faults))
        if changes:
            difference = SiteDifference(*map(len, (changes.new, changes.changed, changes.gone)))
        else:
            difference = compare(work / NEW, target)
        swap(work, target)
        if order.published:
            left = work / NEW if (work / NEW).exists() else work / OLD
            keep(order.root, target, work, left)
    return (len(manifest.pages), len(manifest.files)), difference


def _remade(order: Order, day: date, found: HubRead | None) -> Manifest | None:
    """Have what is kept brought up to date in this process, where no builder has to run; None where
    one has to, or where anything else is in the way: then a process of its own says what."""
    assert order.manifest  # noqa: S101 - it is ordered
    if not order.published or not store_of(order.root, order.published).holds(STATE):
        return None
    try:
        make(order, NoBuilder(), day, found)
    except (BuilderNeededError, BuildFailedError):
        shutil.rmtree(order.site_dir, ignore_errors=True)
        return None
    return Manifest.from_json(order.manifest.read_text(encoding="utf-8"))


def _make(order: Order, day: date, lock: int) -> Manifest:
    """Have the builder make the new site, and return its manifest."""
    strict = "--strict" if order.strict else "--no-strict"
    paths = map(str, (order.root, order.site_dir, order.manifest))
    more = [*(("--config", str(order.config)) if order.config else ())]
    more += ("--published", str(order.published)) if order.published else ()
    command = [sys.executable, "-m", "hearth.adapters", order.builder, *paths, strict, *more]
    began = datetime.combine(day, time(), UTC)
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
        raise NoNewSiteError(_could_not_write(errno.ENOSPC))
    if status:
        raise NoNewSiteError(_why(BUILDERS[order.builder], status, trouble))
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
        return _(
            "The build was ended from outside (signal %(number)s). When that was not you, the "
            "memory may have been full.",
            number=-status,
        )
    codes = [int(one or other) for one, other in _TROUBLE.findall(trouble)]
    if known := next((code for code in codes if code in CURES), None):
        return _could_not_write(known)
    if _TRACEBACK.search(trouble):
        return trouble + _(
            "%(name)s failed in a way that nobody foresaw; the lines above say where.", name=name
        )
    return _("%(name)s did not finish; the lines above say why.", name=name)


def _could_not_write(code: int) -> str:
    return _(
        "The site could not be written: %(reason)s; %(cure)s.",
        reason=os.strerror(code),
        cure=words_now().noted(CURES[code]),
    )


def _fault_report(faults: list[Fault]) -> str:
    lines = [str(fault) for fault in faults[:SHOWN]]
    rest = count(len(faults) - SHOWN, "more fault") if len(faults) > SHOWN else ""
    more = [_("... and %(faults)s", faults=rest)] if rest else []
    found = count(len(faults), "fault")
    end = _("The new site has %(faults)s, so it is not published.", faults=found)
    return "\n".join([*lines, *more, end])
