"""The command ``hearth``."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import Any

import click

from hearth import __version__
from hearth.cli.add import add
from hearth.cli.attendance import attendance
from hearth.cli.brief import brief
from hearth.cli.build import build
from hearth.cli.check import check
from hearth.cli.common import folder
from hearth.cli.desk import care, connectors, needs
from hearth.cli.diff import diff, owners
from hearth.cli.fix import fmt
from hearth.cli.forget import forget
from hearth.cli.forms import forms, from_issue
from hearth.cli.import_ import bring_in
from hearth.cli.insights import insights
from hearth.cli.introduce import introduce
from hearth.cli.newsletter import newsletter, plan, social
from hearth.cli.note import note, thank
from hearth.cli.organise import promote, ready, run_sheet
from hearth.cli.report import register, report
from hearth.cli.schemas import schemas
from hearth.contribute.field_reference import pages


class ByPerson(click.Group):
    """Lists the commands by who needs them, each with a sentence that is not cut off; says kindly
    what the disk refuses."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever reads has seen enough
                raise
            raise click.ClickException(
                f"{error.strerror or error}: {error.filename or 'the file'}"
            ) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for person, commands in COMMANDS.items():
            with formatter.section(person):
                formatter.write_dl(
                    [(command.name or "", words) for command, words in commands.items()]
                )


@click.group(cls=ByPerson, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="hearth")
def main() -> None:
    """Hearth turns a folder of YAML and Markdown files into a community hub."""


@main.command()
@folder
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing; exit with 1 when a page is not up to date.",
)
def reference(folder: Path, only_check: bool) -> None:
    """Write the field reference and the list of problems into the guide of the hub in FOLDER."""
    stale = [
        path
        for path, text in pages().items()
        if not (folder / path).is_file() or (folder / path).read_text(encoding="utf-8") != text
    ]
    for path in stale:
        click.echo(f"{path} is not up to date" if only_check else f"{path} written")
        if not only_check:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(pages()[path], encoding="utf-8")
    sys.exit(1 if only_check and stale else 0)


COMMANDS: dict[str, dict[click.Command, str]] = {
    "To contribute": {
        add: "Write a new record, by questions or by options.",
        check: "Say everything that is wrong, and mend what is certain (--fix).",
        fmt: "Put the fields of records into order.",
        diff: "Say in plain words what a change does.",
    },
    "To manage a community": {
        brief: "Say what waits this week, and what clears it.",
        insights: "Show how the community is doing, in figures that say what they count.",
        report: "Write the report to the organisation, on one page.",
        register: "Show what was learned, who takes it on, and what came of it.",
        needs: "Say what people ask for against what there is, and who knows what.",
        connectors: "Say who brings groups together, and who is the only link to others.",
        introduce: "Suggest whom to introduce to whom, and draw pairs for coffee.",
        care: "Show thanks, spotlight, onboarding, mentoring and programmes on one page.",
        thank: "Note that somebody was thanked.",
        note: "Add a note of any kind to the private folder.",
        ready: "Say what each coming event lacks, and by when.",
        plan: "Show what is to be told, what is late and what nobody has planned.",
        newsletter: "Draft the next issue of the newsletter.",
        promote: "Write the announcements of an event.",
        social: "Draft what tells of an event or a post elsewhere.",
        run_sheet: "Write the run sheet of an event.",
        attendance: "Turn the list of who came into counts and pseudonyms.",
        bring_in: "Bring records from spreadsheets, calendars and lists.",
        forget: "Remove a member from every file.",
    },
    "To maintain a hub": {
        build: "Build the site, verify it, and publish it at one stroke.",
        forms: "Write the issue forms for people without Git.",
        from_issue: "Make a record of a filled form.",
        schemas: "Tell editors what fields and ids there are.",
        owners: "Write who is asked about which folder.",
        reference: "Write the field reference and the list of problems.",
    },
}
for known in COMMANDS.values():
    for command in known:
        main.add_command(command)
