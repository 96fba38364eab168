"""``hearth new``: a hub of one's own, from a few answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from hearth.base.languages import words_for
from hearth.base.problems import Problems
from hearth.base.zone_words import named_zone
from hearth.cli.shared.open_hub import open_hub
from hearth.cli.shared.options import OneOf, as_of, day_of
from hearth.cli.shared.packs import add_pack
from hearth.cli.shared.terminal import show
from hearth.cli.shared.tongue import (
    _,
    asked_for,
    count,
    listed,
    speaking,
    tell,
    usual_language,
    words_now,
)
from hearth.contribute.importing.preview import Preview
from hearth.contribute.importing.tables import UnreadableError
from hearth.contribute.importing.transforms import LostError, language
from hearth.kinds import KINDS
from hearth.starter.answers import Answers, contact_of, published_at, zones_of
from hearth.starter.begin import (
    LAST,
    english_files,
    hub_files,
    lay_wheel,
    preset_words,
    write_files,
)
from hearth.starter.imports import (
    FirstRecords,
    missing_fields,
    previewed,
    read_records,
    write_records,
)
from hearth.starter.layers import INTERNAL, preset, preset_names
from hearth.starter.packs import Pack, pack, pack_names
from hearth.starter.requirement import Requirement, requirement

Answer = TypeVar("Answer")
_DIR = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command()
@click.argument("folder", metavar="DIR", type=_DIR)
@click.option(
    "--preset",
    type=OneOf((*preset_names(), INTERNAL)),
    help="What kind of community it is; internal is for one organisation, and never open to all.",
)
@click.option("--name", help="What it is called.")
@click.option(
    "--language",
    help="In which language the hub speaks, such as de; else the first of --languages, else yours.",
)
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
@click.option(
    "--pack",
    "place_pack",
    type=OneOf(pack_names()),
    help="Its place in an organisation: begin with the stakeholders, goals and words of it.",
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
    place_pack: str | None,
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
            _(
                "%(file)s is there, so %(folder)s is a site already, and nothing was changed. "
                "`hearth upgrade %(folder)s` brings a hub up to date.",
                file=folder / LAST,
                folder=folder,
            )
        )
    day = day_of(as_of)
    records = [_read(source, day) for source in sources]
    ask = Interview({**given, "pack": place_pack}, yes)
    language = _language(ask)
    # Who asks for a language by LANGUAGE keeps it; others go on in that of their hub.
    with speaking(words_now() if asked_for() else words_for(language)):
        answers = _asked(ask, samples, language)
        chosen = _place(ask, language)
        _begin(folder, answers, requirement(wheel), records, day, yes, chosen)


def _begin(
    folder: Path,
    answers: Answers,
    engine: Requirement,
    records: list[FirstRecords],
    day: date,
    yes: bool,
    chosen: Pack | None,
) -> None:
    """Write the hub, bring in what it begins with, and say what was made."""
    _write(folder, answers, engine, day)
    for found in sorted(records, key=lambda found: list(KINDS).index(found.kind)):
        _bring_in(folder, found, day, yes)
    if chosen:
        add_pack(open_hub(folder, day)[0], chosen)
    problems = open_hub(folder, day)[1]
    _tell(folder, engine, problems)
    _tell_english(answers)
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
                raise click.UsageError(f"--{key}: {tell(error)}") from None
        while True:
            answer = click.prompt(question, default=usual, show_default=bool(usual))
            try:
                return read(answer)
            except (ValueError, LostError) as error:
                click.secho(tell(error), fg="red")


def _language(ask: Interview) -> str:
    """The language of the hub."""
    if ask.given["languages"] and not ask.given["language"]:
        return ask.read("languages", "", "", _languages)[0]
    question = _("In which language does your hub speak?")
    return ask.read("language", question, usual_language(), language)


def _asked(ask: Interview, samples: bool, language: str) -> Answers:
    if ask.given["preset"] is None and not ask.silent:
        for name in preset_names():
            click.echo(f"  {name:14} {preset(name, language).about}")
    name = ask.read("preset", _("Which is nearest to yours?"), "meetup", _preset_name)
    chosen = preset(name, language)
    place = ask.text("place", _("Where are you at home? Town and country, or nothing"), "")
    usual = preset_words(chosen, place, words_for(language))
    internal = _is_internal(ask, name)
    if internal is None:
        internal = usual.get("internal") == "true"
        if not ask.silent:
            internal = click.confirm(
                _("Is it for the people of one organisation alone, behind a login?"),
                default=internal,
            )
    address, repository = ask.read(
        "publish",
        _("Where will it be published? owner/name on GitHub, an address, or nothing yet"),
        "",
        lambda text: published_at(text) if text.strip() else ("", ""),
    )
    if internal and repository:
        address = ""  # GitHub's address of it is open to all
    return Answers(
        chosen.name,
        ask.text("name", _("What is it called?"), usual["name"]),
        ask.text("headline", _("What is it, in one sentence?"), usual["headline"]),
        ask.text("purpose", _("What is it there for?"), usual["purpose"]),
        internal,
        place,
        _zone(ask, place),
        language,
        ask.read(
            "languages",
            _("Which languages do you speak, the main one first?"),
            language,
            _languages,
        ),
        ask.read(
            "topics",
            _(
                "What do you care about? Separated by commas; nothing means: %(topics)s",
                topics=_labels(usual["topics"]),
            ),
            "",
            _parts,
        ),
        address,
        repository,
        ask.read(
            "contact", _("Where can people reach you? An address, or nothing yet"), "", contact_of
        ),
        samples,
    )


def _place(ask: Interview, language: str) -> Pack | None:
    """What goes with the place of the community in an organisation, where it has one."""
    if ask.given["pack"] is None and not ask.silent:
        for name in pack_names():
            click.echo(f"  {name:18} {pack(name, language).about}")
    question = _(
        "Has it one of these places in an organisation? Stakeholders, goals and words come along. "
        "Or nothing"
    )
    chosen = ask.read("pack", question, "", _pack_name)
    return pack(chosen, language) if chosen else None


def _pack_name(text: str) -> str:
    if text.strip() in ("", *pack_names()):
        return text.strip()
    raise ValueError(
        _("%(text)s is not among %(presets)s.", text=repr(text), presets=listed(pack_names()))
    )


def _is_internal(ask: Interview, preset_name: str) -> bool | None:
    """Whether the hub is for one organisation alone; None where nobody has said."""
    given: bool | None = ask.given["internal"]
    if preset_name != INTERNAL:
        return given
    if given is False:
        raise click.UsageError(_("--preset internal is never open. Say --preset company --open."))
    return True


def _labels(topics: list[dict[str, str]]) -> str:
    return listed([topic["label"] for topic in topics])


def _preset_name(text: str) -> str:
    if text.strip() in (*preset_names(), INTERNAL):
        return text.strip()
    raise ValueError(
        _(
            "%(text)s is not among %(presets)s.",
            text=repr(text),
            presets=listed(preset_names()),
        )
    )


def _parts(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _languages(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(language(part) for part in _parts(text))) or ("en",)


def _zone(ask: Interview, place: str) -> str:
    """The zone of the place; asked for, or demanded, where its country has several."""
    likely = zones_of(place)
    if place and len(likely) != 1 and ask.silent and ask.given["zone"] is None:
        raise click.UsageError(
            _(
                "The time zone of %(place)s is not sure. Say --zone, such as %(zones)s.",
                place=place,
                zones=listed(likely[:3], "or") if likely else "Europe/Lisbon",
            )
        )
    usual = likely[0] if likely else "UTC"
    return ask.read("zone", _("Which time zone?"), usual, _known_zone)


def _known_zone(text: str) -> str:
    if found := named_zone(text):
        return found
    raise ValueError(
        _(
            "%(text)s is no time zone. Write continent and city, like Europe/Lisbon.",
            text=repr(text),
        )
    )


def _write(folder: Path, answers: Answers, engine: Requirement, day: date) -> None:
    """Write the hub, and say what was there already."""
    files = hub_files(answers, engine, day)
    last = files.pop(LAST)
    left = write_files(folder, files)[1]
    lay_wheel(folder, engine)
    write_files(folder, {LAST: last})
    for path in left:
        click.secho(_("%(path)s is there already, and stays as it is.", path=path), fg="yellow")


def _read(source: str, day: date) -> FirstRecords:
    before, _sign, name = source.partition(":")
    kind, file = (before, Path(name)) if before in KINDS else (None, Path(source))
    if not file.is_file():
        raise click.UsageError(_("There is no file %(file)s.", file=file))
    try:
        return read_records(file, day, kind)
    except UnreadableError as error:
        raise click.UsageError(_("%(file)s %(why)s", file=file, why=error)) from None


def _bring_in(folder: Path, found: FirstRecords, day: date, silent: bool) -> None:
    """Write the records of a file, and say what was left out and why."""
    hub = open_hub(folder, day)[0]
    given: dict[str, str] = {}
    preview = previewed(hub, found, given)
    while not silent and (lacking := missing_fields(preview).keys() - given.keys()):
        given |= {field: _asked_for_all(found, preview, field) for field in sorted(lacking)}
        preview = previewed(hub, found, {field: it for field, it in given.items() if it})
    written = write_records(hub, preview)
    told = count(written, found.kind, KINDS[found.kind].plural)
    click.echo(_("%(file)s: %(records)s written", file=found.file.name, records=told))
    for note in found.notes:
        click.secho(f"  {tell(note)}", fg="yellow")
    dated = KINDS[found.kind].asking.today
    if written and dated and dated not in found.plan.fields:
        click.secho(
            "  "
            + _(
                "%(field)s is %(day)s in all of them: the file does not say it.",
                field=dated,
                day=day,
            ),
            fg="yellow",
        )
    _left_out(found, preview)


def _asked_for_all(found: FirstRecords, preview: Preview, field: str) -> str:
    """One answer for all rows in which a field is missing; empty when there is none."""
    rows = count(missing_fields(preview)[field], "row")
    question = _(
        "%(file)s: %(rows)s without %(field)s. What holds for all? Nothing: left out",
        file=found.file.name,
        rows=rows,
        field=field,
    )
    return str(click.prompt(question, default="", show_default=False)).strip()


def _left_out(found: FirstRecords, preview: Preview) -> None:
    left = [line for line in preview.lines if line.state == "left out"]
    for line in left:
        told = _(
            "row %(number)s, %(name)s: %(why)s",
            number=line.number,
            name=line.name,
            why=line.why[0],
        )
        click.secho(f"  {told}", fg="yellow")
    if left:
        click.echo(
            "  "
            + _(
                "%(rows)s left out. `hearth import %(file)s --kind %(kind)s` shows them again; "
                "its --set gives what is missing in all of them.",
                rows=count(len(left), "row"),
                file=found.file,
                kind=found.kind,
            )
        )


def _tell_english(answers: Answers) -> None:
    """Say which files of the hub are not in its language."""
    if found := english_files(answers):
        click.secho(
            _(
                "Not translated into %(language)s yet, and written in English: %(files)s.",
                language=words_now().language_name(answers.language),
                files=", ".join(found),
            ),
            fg="yellow",
        )


def _tell(folder: Path, engine: Requirement, problems: Problems) -> None:
    """What was made, and what comes next."""
    if problems.errors or problems.warnings:
        show(problems)
    click.secho(
        _("%(name)s is a hub; %(engine)s.", name=folder.resolve().name, engine=engine.said),
        fg="green",
        bold=True,
    )
    go = "" if folder == Path() else f"  cd {folder}\n"
    click.echo(f"\n{go}  make serve      {_('shows it, anew after every change')}\n")
    click.echo(_("FIRST-MONTH.md says what to do next; README.md where everything is."))
