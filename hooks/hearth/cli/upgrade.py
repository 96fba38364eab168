"""``hearth upgrade``: bring a hub up to date with the engine that is installed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from hearth.base.git import git
from hearth.base.version import __version__
from hearth.base.whole_files import write_whole
from hearth.cli.shared.changes import show_changes, write_changes
from hearth.cli.shared.open_hub import open_hub
from hearth.cli.shared.options import as_of, folder
from hearth.cli.shared.tongue import _, count, tell, words_now
from hearth.contribute.forms import offered_topics
from hearth.edit.format_files import COMMUNITY_FILE
from hearth.edit.record_files import write_new
from hearth.edit.texts import FileChange, read_text
from hearth.read.load import read_all
from hearth.starter.begin import lay_wheel
from hearth.starter.earlier import ENGINE, dispensable, runs_from
from hearth.starter.kept import MANIFEST, Beginning, ManifestError, kept_files, manifest_text
from hearth.starter.migrations import Texts, migrated, waiting_for
from hearth.starter.requirement import Requirement, requirement
from hearth.starter.upgrade import (
    Renewal,
    changes_since,
    known_beginning,
    numbers,
    old_wheel,
    renewals,
    texts_of,
)


@click.command()
@folder
@click.option("--dry-run", is_flag=True, help="Write nothing: show what would change.")
@click.option(
    "--wheel",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The engine's wheel, to lie in the hub and be held by its hash.",
)
@as_of
def upgrade(folder: Path, dry_run: bool, wheel: Path | None, as_of: date | None) -> None:
    """Bring the hub in FOLDER up to date with this version of the engine.

    Says what is new for a hub, renews Makefile, workflows, forms and requirements, and brings the
    records into the newest form. What the community changed stays: changes are joined, and where
    both changed the same lines, the new file is laid beside. Exit status: 0 when the hub is up to
    date, 1 when something waits for a person, 2 when the command was called wrongly.
    """
    if not (folder / COMMUNITY_FILE).is_file():
        raise click.UsageError(
            _(
                "There is no %(file)s in %(folder)s, so it is no hub.",
                file=COMMUNITY_FILE,
                folder=folder,
            )
        )
    if runs_from(folder):
        raise click.ClickException(
            _(
                "The engine that runs lies in this folder (%(engine)s), so it is no newer than "
                "the hub. Install the package, and call its `hearth upgrade`.",
                engine=ENGINE,
            )
        )
    plan = _planned(folder, requirement(wheel), as_of)
    _tell(plan)
    changes = list(plan.changes(folder))
    if dry_run:
        show_changes([change for change in changes if change.path != LOCK])
        click.secho(_("Nothing is written."), bold=True)
        sys.exit(0 if plan.nothing else 1)
    _write(folder, plan, changes)
    problems = open_hub(folder, as_of)[1]
    _say_what_waits(folder, plan, len(problems.errors))
    sys.exit(1 if plan.waiting or problems.errors else 0)


LOCK = "requirements.lock"
"""A file whose changes nobody reads line by line."""


@dataclass(frozen=True)
class UpgradePlan:
    """Everything that an upgrade does to a hub."""

    before: Beginning
    engine: Requirement
    kept: dict[str, str]
    """What this version writes of the files that are kept up to date."""
    renewals: list[Renewal]
    migrations: list[str]
    texts: Texts
    """Settings and records that change."""
    dispensable: list[str]

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to be done."""
        done = [it for it in self.renewals if not it.stays]
        return not (done or self.texts or self.before.version != __version__)

    @property
    def waiting(self) -> list[str]:
        """Files that a person has to look at."""
        return [it.target for it in self.renewals if it.beside]

    def changes(self, folder: Path) -> Iterator[FileChange]:
        """The files that are there and change."""
        new = {it.target: it.text for it in self.renewals if it.text is not None} | {**self.texts}
        for path, text in sorted(new.items()):
            if (folder / path).is_file():
                raw = (folder / path).read_bytes()
                yield FileChange(path, raw, read_text(raw).with_text(text, keep_ends=False))


def _planned(folder: Path, engine: Requirement, as_of: date | None) -> UpgradePlan:
    try:
        before = known_beginning(folder)
    except ManifestError as error:
        raise click.ClickException(tell(error)) from None
    if numbers(before.version) > numbers(__version__):
        raise click.ClickException(
            _(
                "This hub was brought up to date by %(version)s, and %(installed)s is installed. "
                "Install what requirements.txt names.",
                version=before.version,
                installed=__version__,
            )
        )
    hub = open_hub(folder, as_of)[0]
    topics = offered_topics(read_all(folder))
    kept = kept_files(before.preset, hub.settings.internal, topics, engine, hub.community.language)
    texts = texts_of(folder)
    return UpgradePlan(
        before,
        engine,
        kept,
        [*renewals(folder, before.files, kept), *old_wheel(folder, before.files, kept)],
        [migration.said for migration in waiting_for(texts)],
        migrated(texts),
        dispensable(folder),
    )


def _tell(plan: UpgradePlan) -> None:
    if plan.nothing:
        click.secho(
            _("This hub is up to date with %(version)s.", version=__version__),
            fg="green",
            bold=True,
        )
        return
    click.echo(
        _(
            "This hub was written by %(version)s; %(installed)s is installed.",
            version=plan.before.version,
            installed=__version__,
        )
    )
    if news := changes_since(plan.before.version, words_now().language):
        click.secho("\n" + _("What is new for a hub"), bold=True)
        for line in news:
            click.echo(f"- {line}")
    if plan.renewals:
        click.secho("\n" + _("Files that are kept up to date"), bold=True)
    for renewal in plan.renewals:
        waits = renewal.beside or renewal.stays
        click.echo(f"- {renewal.path}: ", nl=False)
        click.secho(tell(renewal.said), fg="yellow" if waits else "green")
    if plan.migrations:
        click.secho("\n" + _("Settings and records"), bold=True)
        changed = _("%(files)s changed.", files=count(len(plan.texts), "file"))
        for line in (*map(tell, plan.migrations), changed):
            click.echo(f"- {line}")
    click.echo()


def _write(folder: Path, plan: UpgradePlan, changes: list[FileChange]) -> None:
    """Write everything, what says that it is done last."""
    if plan.nothing:
        return
    lay_wheel(folder, plan.engine)
    rest = [change for change in changes if change.path != COMMUNITY_FILE]
    if write_changes(folder, rest) < len(rest):
        raise click.ClickException(_("Not everything was written. Mend that, and call it again."))
    # It says in which form the others are.
    write_changes(folder, [change for change in changes if change.path == COMMUNITY_FILE])
    for renewal in plan.renewals:
        if renewal.stays:
            continue
        if renewal.text is None:
            (folder / renewal.path).unlink()
        elif not (folder / renewal.target).exists():
            write_new(folder, renewal.target, renewal.text)
    manifest = manifest_text(plan.before.preset, plan.kept)
    (folder / MANIFEST).parent.mkdir(exist_ok=True)
    write_whole(folder / MANIFEST, manifest)


def _say_what_waits(folder: Path, plan: UpgradePlan, problems: int) -> None:
    for path in plan.waiting:
        click.secho(
            _("Look at %(path)s, take over what you like, and delete it.", path=path), fg="yellow"
        )
    if git(folder, "check-ignore", "--quiet", MANIFEST).returncode == 0:
        click.secho(
            _(
                "%(file)s is ignored by Git, and the next upgrade needs it: take the line out of "
                ".gitignore, or make it /.hearth/schemas/.",
                file=MANIFEST,
            ),
            fg="yellow",
        )
    if plan.dispensable:
        click.secho(
            _(
                "The engine is a package now. These are not needed any more; look whether "
                "anything of yours is in them, then: git rm -r %(files)s",
                files=" ".join(plan.dispensable),
            ),
            fg="yellow",
        )
    if problems:
        click.secho(
            _(
                "%(problems)s in the hub's files: see `hearth check`.",
                problems=count(problems, "problem"),
            ),
            fg="red",
        )
