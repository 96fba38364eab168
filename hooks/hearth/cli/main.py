"""The command ``hearth``: lists the commands, and imports the one that is called."""

from __future__ import annotations

import errno
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from hearth.base.memory import gc_paused
from hearth.base.version import __version__
from hearth.cli.shared.told_help import in_words, speak_for_click
from hearth.cli.shared.tongue import _, hub_in, speaking, spoken

COMMANDS = {
    "To contribute": {
        "add": "Write a new record, by questions or by options.",
        "check": "Say everything that is wrong, and mend what is certain (--fix).",
        "fmt": "Put the fields of records into order.",
        "diff": "Say in plain words what a change does.",
    },
    "To look after people": {
        "desk": "Open all of this as pages and forms, for the team alone.",
        "example": "Write an invented private folder, to see the desk.",
        "brief": "Say what waits this week, and what clears it.",
        "care": "Show thanks, spotlight, onboarding, mentoring and programmes on one page.",
        "case": "Keep reports of misconduct: what is due, who may see, what came of it.",
        "programme": "Look after programmes: who applied, who takes part, what came of it.",
        "introduce": "Suggest whom to introduce to whom, and draw pairs for coffee.",
        "connectors": "Say who brings groups together, and who is the only link to others.",
        "thank": "Note that somebody was thanked.",
        "note": "Add a note of any kind to the private folder.",
        "set": "Set fields of a record or a note, without opening its file.",
        "forget": "Remove a member from every file.",
    },
    "To run events and tell of them": {
        "ready": "Say what each coming event lacks, and by when.",
        "notify": "Tell chats and others elsewhere what is new, or draft it.",
        "run-sheet": "Write the run sheet of an event.",
        "attendance": "Turn the list of who came into counts and pseudonyms.",
        "activity": "Turn exports of chats and forums into acts by pseudonym.",
        "promote": "Write the announcements of an event.",
        "social": "Draft what tells of an event or a post elsewhere.",
        "plan": "Show what is to be told, what is late and what nobody has planned.",
        "newsletter": "Draft the next issue of the newsletter.",
        "import": "Bring records from spreadsheets, calendars and lists.",
        "follow": "Take what is new from calendars and feeds elsewhere.",
        "translations": "Say what is translated, what is old, and what is missing.",
    },
    "To learn and to report": {
        "insights": "Show how the community is doing, in figures that say what they count.",
        "journeys": "Show how far members have come, and who stalls where.",
        "needs": "Say what people ask for against what there is, and who knows what.",
        "interview": "Keep a notebook of interviews, by what people agreed to.",
        "survey": "Ask short questions, and count what came of them.",
        "register": "Show what was learned, who takes it on, and what came of it.",
        "stakeholders": "Show who wants to hear of the community, and when they last did.",
        "report": "Write the report to the organisation, on one page.",
    },
    "To maintain a hub": {
        "new": "Write a hub of your own, from a few answers.",
        "pack": "Add stakeholders, goals and words that go with a place in an organisation.",
        "upgrade": "Bring a hub up to date with this version, without touching what is yours.",
        "build": "Build the site, verify it, and publish it at one stroke.",
        "serve": "Show the site while it is written, anew after every change.",
        "export": "Write the hub as Markdown pages, for another site builder.",
        "links": "Look up every address elsewhere, and say which lead nowhere.",
        "doctor": "Look at the hub and at what is published, and say what is amiss.",
        "words": "List what Hearth says, to say it in words of your own.",
        "forms": "Write the issue forms for people without Git.",
        "from-issue": "Make a record of a filled form.",
        "schemas": "Tell editors what fields and ids there are.",
        "owners": "Write who is asked about which folder.",
        "reference": "Write the pages about fields, problems, templates and accessibility.",
    },
}
"""Every command with a sentence for the help. ``hearth x-y`` is the command ``x_y`` of the module
``hearth.cli.x_y``, which is imported only when it is called."""


def module_of(command: str) -> str:
    """The module of a command, and the name of its function there."""
    name = command.replace("-", "_")
    return f"{name}_" if iskeyword(name) else name


class ByPerson(click.Group):
    """Lists the commands by who needs them, each with a sentence that is not cut off; says kindly
    what the disk refuses."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **more: Any) -> Any:
        with speaking(spoken(hub_in(sys.argv[1:] if args is None else args))):
            speak_for_click()
            return super(ByPerson, in_words(self)).main(args, *rest, **more)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever reads has seen enough
                raise
            name = error.filename or _("the file")
            raise click.ClickException(f"{error.strerror or error}: {name}") from None

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands:
            return None
        name = module_of(cmd_name)
        with gc_paused(lasting=True):  # code is no garbage
            command: click.Command = getattr(import_module(f"hearth.cli.{name}"), name)
        return in_words(command, ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for person, commands in COMMANDS.items():
            with formatter.section(_(person)):
                formatter.write_dl([(name, _(what)) for name, what in commands.items()])


@click.group(
    cls=ByPerson,
    # Click suggests what was meant out of these; get_command gives the commands themselves.
    commands=[click.Command(name) for commands in COMMANDS.values() for name in commands],
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="hearth")
def main() -> None:
    """Hearth turns a folder of YAML and Markdown files into a community hub."""
