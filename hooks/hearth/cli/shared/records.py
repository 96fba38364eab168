"""Find the record that an argument of a command names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar, cast

import click

from hearth.base.similarity import did_you_mean
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
    where = f"Write the name of a file in {KINDS[model.KIND].folder}/ without its ending."
    fix = did_you_mean(record_id, hub.ids[model.KIND], where)
    raise click.UsageError(f"There is no {model.KIND} {name!r}. {fix}")
