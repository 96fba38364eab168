"""Who holds the community together, for the manager's eyes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click

from hearth.cli.common import as_of, busy, folder_option, open_right_hub, out, right_notes
from hearth.cli.papers import form_option, give_paper
from hearth.desk.connectors import Bridge, bridges, other_links
from hearth.figures import FIGURES, Ground
from hearth.outputs.paper import Paper
from hearth.outputs.writing import Block, Piece, Rows, Strong, closed, entry, heading, paragraph
from hearth.words import long_day


@click.command()
@folder_option
@as_of
@form_option
@out
def connectors(folder: Path, as_of: date | None, form: str | None, out: Path | None) -> None:
    """Say who brings groups together, and who is the only link to others: people to thank, and not to overload.

    It looks at what people did together within a year. It is for you alone: no page of the hub shows it.
    """
    hub, _ = open_right_hub(folder, as_of)
    ground = Ground.of(hub, right_notes(hub))
    with busy("Following who works with whom …"):
        found, others = bridges(ground), other_links(ground)
    give_paper(_paper(ground, found, others), _plain(found, others), form, out)


def _plain(found: Iterable[Bridge], others: Iterable[Bridge]) -> dict[str, list[dict[str, object]]]:
    return {"connectors": [_as_data(bridge) for bridge in found], "only_links": [_as_data(bridge) for bridge in others]}


def _as_data(bridge: Bridge) -> dict[str, object]:
    return {"person": bridge.member.id, "name": bridge.member.name, "why": bridge.why, "without_them": bridge.note, "cut_off": bridge.cut_off,
            "did_within_a_year": bridge.does, "office": bridge.office}  # fmt: skip


def _paper(ground: Ground, found: list[Bridge], others: list[Bridge]) -> Paper:
    pieces: list[Piece] = []
    if found:
        pieces.append(paragraph("Many of the shortest ways between people lead over these. Thank them, spread what they carry, and give each a second."))  # fmt: skip
        pieces += [block for bridge in found for block in _person(bridge)]
    else:
        pieces.append(paragraph("Nobody stands between others: too few people did something together within the year."))
    if others:
        pieces += [heading("The only link to somebody"), *(_line(bridge) for bridge in others)]
    pieces += [heading("The network"), _figures(ground)]
    foot = "Made of what people did together within a year; having been at the same event is an occasion to meet, no proof of it. For the manager alone."  # fmt: skip
    return Paper(f"People to thank, and not to overload, {long_day(ground.day)}", tuple(pieces), foot)


def _person(bridge: Bridge) -> Iterator[Block]:
    yield heading(bridge.member.name)
    yield paragraph(closed(bridge.why[:1].upper() + bridge.why[1:]))
    yield entry(Strong("Without them:"), f" {closed(bridge.note)}")
    if bridge.does:
        yield entry(Strong("Within the year:"), f" {closed(bridge.does)}")
    if bridge.office:
        yield entry(Strong("Office:"), f" {closed(bridge.office)}")


def _line(bridge: Bridge) -> Block:
    return entry(Strong(bridge.member.name), f": {closed(bridge.note)}")


def _figures(ground: Ground) -> Rows:
    table = FIGURES["network"].compute(ground).table
    return Rows(table.columns, table.rows) if table else Rows((), ())
