"""Find the record that an argument of a command names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar, cast

import click

from hearth.base.similarity import did_you_mean
from hearth.cli.shared.tongue import _
from hearth.kinds import KINDS, Record
from hearth.model.hub import Hub

R = TypeVar("R", bound=Record)


def record_named(hub: Hub, model: type[R], name: str) -> R:
    """The record of that id, or of the file of that name; a word about the nearest when there is
    none."""
    record_id = Path(name).stem
    records = cast(Mapping[str, R], hub.records[model.KIND])
    if record_id in records:
        return records[record_id]
    where = _(
        "Write the name of a file in %(folder)s/ without its ending.",
        folder=KINDS[model.KIND].folder,
    )
    fix = did_you_mean(record_id, hub.ids[model.KIND], where)
    raise click.UsageError(
        _("There is no %(kind)s %(name)s. %(fix)s", kind=model.KIND, name=repr(name), fix=fix)
    )
