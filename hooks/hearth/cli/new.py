"""``hearth new``: a hub of one's own, from a few answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from hearth.base.format import count, listed
from hearth.base.problems import Problems
from hearth.base.zone_words import named_zone
from hearth.cli.shared.open_hub import open_hub
from hearth.cli.shared.options import OneOf, as_of, day_of
from hearth.cli.shared.terminal import show
from hearth.contribute.importing.preview import Preview
from hearth.contribute.importing.tables import UnreadableError
from hearth.contribute.importing.transforms import LostError, language
from hearth.kinds import KINDS
from hearth.starter.answers import Answers, contact_of, published_at, zones_of
from hearth.starter.begin import LAST, hub_files, lay_wheel, preset_words, write_files
from hearth.starter.imports import (
    FirstRecords,
    missing_fields,
    previewed,
    read_records,
    write_records,
)
from hearth.starter.layers import preset, preset_names
from hearth.starter.requirement import Requirement, requirement

Answer = TypeVar("Answer")
_DIR = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command()
@click.argument("folder", metavar="DIR", type=_DIR)
@click.option("--preset", type=OneOf(preset_names()), help="What kind of community it is.")
@click.option("--name", help="What it is called.")
@click.option("--headline", help="What it is, in one sentence.")
@click.option("--purpose", help="What it is there for, in two or three sentences.")
@click.option(
    "--internal/--open",
    default=None,
    help="Whether it is for the people of one organisation, behind a login, or for everybody.",
)
@click.option("--place", help='Where it is at home, such as "Porto, Portugal".')
@click.option("--zone", help="The time zone, such as Europe/Lisbon; else that of the place.")
@click.option("--languages", help="Which languages you speak, the main one first: en, pt.")
@click.option(
    "--topics", help="What you care about, separated by commas; else as the preset has it."
)
@click.option("--publish", help="Where it will be: owner/name on GitHub, or the site's address.")
@click.option("--contact", help="Where people can reach you: an address, or a shared mailbox.")
@click.option(
    "--from",
    "sources",
    multiple=True,
    metavar="[KIND:]FILE",
    help="A table of people, a calendar or a list of links to begin with; repeatable.",
)
@click.option("--with-samples", "samples", is_flag=True, help="Add invented people and events.")
@click.option(
    "--wheel", type=_FILE, help="The engine's wheel, to lie in the hub and be held by its hash."
)
@click.option("--yes", is_flag=True, help="Ask nothing: take what is given, else what is usual.")
@as_of
def new(
    folder: Path,
    sources: tuple[str, ...],
    samples: bool,
    wheel: Path | None,
    yes: bool,
    as_of: date | None,
    **given: Any,
) -> None:
    """Write a hub of your own into DIR, from a few answers.

    It is complete and builds at once, and nothing of the engine is in it. What is in DIR already
    stays as it is. Exit status: 0 when the hub is there, 1 when something stands in the way, 2 when
    the command was called wrongly.
    """
    if (folder / LAST).exists():
        raise click.ClickException(
            f"{folder / LAST} is there, so {folder} is a site already, and nothing was changed. "
            f"`hearth upgrade {folder}` brings a hub up to date."
        )
    day = day_of(as_of)
    records = [_read(source, day) for source in sources]
    answers = _asked(Interview(given, yes), samples)
    engine = requirement(wheel)
    _write(folder, answers, engine, day)
    for found in sorted(records, key=lambda found: list(KINDS).index(found.kind)):
        _bring_in(folder, found, day, yes)
    _, problems = open_hub(folder, day)
    _tell(folder, engine, problems)
    raise SystemExit(1 if problems.errors else 0)


@dataclass(frozen=True)
class Interview:
    """Questions to whoever starts a hub; what was given by an option is not asked."""

    given: Mapping[str, Any]
    silent: bool
    """Whether nothing is asked, and the usual answer is taken."""

    def text(self, key: str, question: str, usual: str) -> str:
        """An answer as it stands."""
        return self.read(key, question, usual, lambda text: " ".join(text.split()))

    def read(self, key: str, question: str, usual: str, read: Callable[[str], Answer]) -> Answer:
        """What an answer means; asked again while ``read`` does not understand it."""
        given = self.given.get(key)
        if given is not None or self.silent:
            try:
                return read(given if given is not None else usual)
            except (ValueError, LostError) as error:
                raise click.UsageError(f"--{key}: {error}") from None
        while True:
            answer = click.prompt(question, default=usual, show_default=bool(usual))
            try:
                return read(answer)
            except (ValueError, LostError) as error:
                click.secho(str(error), fg="red")


def _asked(ask: Interview, samples: bool) -> Answers:
    if ask.given["preset"] is None and not ask.silent:
        for name in preset_names():
            click.echo(f"  {name:14} {preset(name).about}")
    chosen = preset(ask.read("preset", "Which is nearest to yours?", "meetup", _preset_name))
    place = ask.text("place", "Where are you at home? Town and country, or nothing", "")
    usual = preset_words(chosen, place)
    internal = ask.given["internal"]
    if internal is None:
        internal = usual.get("internal") == "true"
        if not ask.silent:
            internal = click.confirm(
                "Is it for the people of one organisation alone, behind a login?", default=internal
            )
    address, repository = ask.read(
        "publish",
        "Where will it be published? owner/name on GitHub, an address, or nothing yet",
        "",
        lambda text: published_at(text) if text.strip() else ("", ""),
    )
    return Answers(
        chosen.name,
        ask.text("name", "What is it called?", usual["name"]),
        ask.text("headline", "What is it, in one sentence?", usual["headline"]),
        ask.text("purpose", "What is it there for?", usual["purpose"]),
        internal,
        place,
        _zone(ask, place),
        ask.read(
            "languages", "Which languages do you speak, the main one first?", "en", _languages
        ),
        ask.read("topics", _TOPICS.format(_labels(usual["topics"])), "", _parts),
        address,
        repository,
        ask.read(
            "contact", "Where can people reach you? An address, or nothing yet", "", contact_of
        ),
        samples,
    )


_TOPICS = "What do you care about? Separated by commas; nothing means: {}"


def _labels(topics: list[dict[str, str]]) -> str:
    return listed([topic["label"] for topic in topics])


def _preset_name(text: str) -> str:
    if text.strip() in preset_names():
        return text.strip()
    raise ValueError(f"{text!r} is not among {listed(preset_names())}.")


def _parts(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _languages(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(language(part) for part in _parts(text))) or ("en",)


def _zone(ask: Interview, place: str) -> str:
    """The zone of the place; asked for, or demanded, where its country has several."""
    likely = zones_of(place)
    if place and len(likely) != 1 and ask.silent and ask.given["zone"] is None:
        shown = f", such as {listed(likely[:3], 'or')}" if likely else ", such as Europe/Lisbon"
        raise click.UsageError(f"The time zone of {place} is not sure. Say --zone{shown}.")
    usual = likely[0] if likely else "UTC"
    return ask.read("zone", "Which time zone?", usual, _known_zone)


def _known_zone(text: str) -> str:
    if found := named_zone(text):
        return found
    raise ValueError(f"{text!r} is no time zone. Write continent and city, like Europe/Lisbon.")


def _write(folder: Path, answers: Answers, engine: Requirement, day: date) -> None:
    """Write the hub, and say what was there already."""
    files = hub_files(answers, engine, day)
    last = files.pop(LAST)
    _, left = write_files(folder, files)
    lay_wheel(folder, engine)
    write_files(folder, {LAST: last})
    for path in left:
        click.secho(f"{path} is there already, and stays as it is.", fg="yellow")


def _read(source: str, day: date) -> FirstRecords:
    before, _, name = source.partition(":")
    kind, file = (before, Path(name)) if before in KINDS else (None, Path(source))
    if not file.is_file():
        raise click.UsageError(f"There is no file {file}.")
    try:
        return read_records(file, day, kind)
    except UnreadableError as error:
        raise click.UsageError(f"{file} {error}") from None


def _bring_in(folder: Path, found: FirstRecords, day: date, silent: bool) -> None:
    """Write the records of a file, and say what was left out and why."""
    hub, _ = open_hub(folder, day)
    given: dict[str, str] = {}
    preview = previewed(hub, found, given)
    while not silent and (lacking := missing_fields(preview).keys() - given.keys()):
        given |= {field: _asked_for_all(found, preview, field) for field in sorted(lacking)}
        preview = previewed(hub, found, {field: it for field, it in given.items() if it})
    written = write_records(hub, preview)
    click.echo(f"{found.file.name}: {count(written, found.kind, KINDS[found.kind].plural)} written")
    for note in found.notes:
        click.secho(f"  {note}", fg="yellow")
    dated = KINDS[found.kind].asking.today
    if written and dated and dated not in found.plan.fields:
        click.secho(f"  {dated} is {day} in all of them: the file does not say it.", fg="yellow")
    _left_out(found, preview)


def _asked_for_all(found: FirstRecords, preview: Preview, field: str) -> str:
    """One answer for all rows in which a field is missing; empty when there is none."""
    rows = count(missing_fields(preview)[field], "row")
    question = f"{found.file.name}: {rows} without {field}. What holds for all? Nothing: left out"
    return str(click.prompt(question, default="", show_default=False)).strip()


def _left_out(found: FirstRecords, preview: Preview) -> None:
    left = [line for line in preview.lines if line.state == "left out"]
    for line in left:
        click.secho(f"  row {line.number}, {line.name}: {line.why[0]}", fg="yellow")
    if left:
        click.echo(
            f"  {count(len(left), 'row')} left out. "
            f"`hearth import {found.file} --kind {found.kind}` shows them again; its --set gives "
            "what is missing in all of them."
        )


def _tell(folder: Path, engine: Requirement, problems: Problems) -> None:
    """What was made, and what comes next."""
    if problems.errors or problems.warnings:
        show(problems)
    click.secho(f"{folder.resolve().name} is a hub; {engine.said}.", fg="green", bold=True)
    go = "" if folder == Path() else f"  cd {folder}\n"
    click.echo(f"\n{go}  make serve      shows it, anew after every change\n")
    click.echo("FIRST-MONTH.md says what to do next; README.md where everything is.")
