"""``hearth check``: everything that is wrong with a hub, and fixes for what is certain."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import click

from hearth.base.git import prefix
from hearth.base.problem_formats import (
    FORMATS,
    Addresses,
    LineOf,
    as_github,
    as_json,
    as_sarif,
    as_text,
    unstyled,
)
from hearth.base.problems import Problem, Problems
from hearth.base.store import FOLDER, Store
from hearth.base.words import Translations
from hearth.cli.shared.changes import show_changes, write_changes
from hearth.cli.shared.open_hub import open_hub
from hearth.cli.shared.options import OneOf, as_of, config, day_of, folder
from hearth.cli.shared.terminal import give, styled
from hearth.cli.shared.tongue import _, count, listed, spoken, tell
from hearth.edit.apply_fixes import fixed_files
from hearth.kinds import KINDS
from hearth.model.config_file import CONFIG
from hearth.read.load import MANY
from hearth.read.sources import MAX_LIST_FILE
from hearth.review.changed_files import Changed, changed_since
from hearth.site.builder import Order
from hearth.site.fill import check_filling
from hearth.site.inputs import look
from hearth.site.links import check_links
from hearth.site.theme_words import check_language

GUIDE, ABOUT = "guide/problems.md", "guide/checking.md"
"""Pages of a hub's guide: every code, and how to check."""


@click.command()
@folder
@as_of
@config
@click.option(
    "--format",
    "form",
    type=OneOf(FORMATS),
    default="text",
    help=(
        "How to say it: text for people, github for annotations in a workflow, json for scripts, "
        "sarif for code scanning."
    ),
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the problems into this file instead of showing them.",
)
@click.option(
    "--changed-since",
    "revision",
    metavar="REVISION",
    help="Only what concerns files changed since REVISION (a branch, tag or commit of Git), "
    "committed or not: problems in"
    " them, and elsewhere references to them that are broken and records that are there twice "
    "with them.",
)
@click.option("--fix", is_flag=True, help="First mend what is certain, and show it.")
@click.option(
    "--dry-run",
    is_flag=True,
    help="With --fix: write nothing; exit with 1 when something would be mended.",
)
def check(
    folder: Path,
    as_of: date | None,
    config: Path | None,
    form: str,
    out: Path | None,
    revision: str | None,
    fix: bool,
    dry_run: bool,
) -> None:
    """Say everything that is wrong with the hub in FOLDER, all at once.

    Exit status: 0 when the hub can be published, 1 when a record must be mended, 2 when the command
    was called wrongly. Warnings alone give 0. With --changed-since, only the problems that are
    shown count.
    """
    if fix and form != "text":
        raise click.UsageError(
            _("--fix shows what it mends as text. Mend first, then ask for another format.")
        )
    _mend_first(folder, as_of, fix, dry_run)
    changed = _changed(folder, revision)
    examined = _examined(folder, as_of, config)
    everything = examined.problems
    problems = changed.concerns(everything) if changed else everything
    text = _written(form, folder, examined.addresses, problems, coloured=out is None)
    if out:
        give(text, out)
    elif text:
        click.echo(text)
    elsewhere = _elsewhere(
        len(everything.errors) - len(problems.errors),
        len(everything.warnings) - len(problems.warnings),
    )
    among = count(len(changed.files), "changed file") if changed else _counts(examined.counts)
    words = f"{_summary(problems, among)}{elsewhere}"
    # What a program reads stays alone on standard output.
    click.secho(
        words, fg="red" if problems.errors else "green", bold=True, err=form != "text" and not out
    )
    sys.exit(1 if problems.errors else 0)


def _mend_first(folder: Path, as_of: date | None, fix: bool, dry_run: bool) -> None:
    """What ``check`` does before it checks: mend what is certain, and show it."""
    if not fix:
        if dry_run:
            raise click.UsageError(_("--dry-run goes with --fix: it shows what would be mended."))
        return
    found = fixed_files(folder, day_of(as_of))
    show_changes(found)
    if dry_run and found:
        click.secho(_("%(files)s would be mended.", files=count(len(found), "file")), bold=True)
        sys.exit(1)
    if found:
        written = write_changes(folder, found)
        click.secho(_("%(files)s mended.", files=count(written, "file")), bold=True)


def _changed(folder: Path, revision: str | None) -> Changed | None:
    if revision is None:
        return None
    try:
        return changed_since(folder, revision)
    except ValueError as error:
        raise click.UsageError(tell(error)) from None


@dataclass(frozen=True)
class _Examined:
    """What a look at the whole hub has given."""

    problems: Problems
    counts: dict[str, int]
    """How many records of each kind there are."""
    addresses: Addresses


def _examined(folder: Path, as_of: date | None, config: Path | None) -> _Examined:
    """The whole hub looked at; what was found last time, where a large hub is as it was."""
    order = Order(folder.resolve(), folder.resolve() / "site", config=config)
    inputs = look(order, day_of(as_of).isoformat())
    store = Store(order.root / FOLDER / "check")
    kept = store.get(f"{config.name if config else CONFIG}")
    if isinstance(kept, tuple) and kept[0] == inputs and isinstance(kept[1], _Examined):
        return kept[1]
    found = _examine(folder, as_of, config)
    if len(inputs.files) >= MANY:  # a small one is read in no time, and stays without a store
        store.put(f"{config.name if config else CONFIG}", (inputs.settled(store.now()), found))
    return found


def _examine(folder: Path, as_of: date | None, config: Path | None) -> _Examined:
    hub, problems = open_hub(folder, as_of, config)
    problems.extend(check_links(hub, config))
    problems.extend(check_language(hub, config))
    problems.extend(check_filling(hub))
    site, pages = hub.settings.site_url, hub.pages
    addresses = Addresses(
        guide=f"{site}{GUIDE.removesuffix('.md')}/" if site and GUIDE in pages else "",
        home=f"{site}{ABOUT.removesuffix('.md')}/" if site and ABOUT in pages else site,
    )
    return _Examined(problems, {name: len(hub.records[name]) for name in KINDS}, addresses)


def _written(
    form: str, folder: Path, addresses: Addresses, problems: Problems, coloured: bool
) -> str:
    words = spoken(folder)
    if form == "text":
        return as_text(problems, lines_of(folder), styled if coloured else unstyled, words)
    if form in ("github", "sarif"):
        addresses = replace(addresses, prefix=prefix(folder))
    forms: dict[str, Callable[[Problems, Addresses, Translations], str]] = {
        "github": as_github,
        "json": as_json,
        "sarif": as_sarif,
    }
    return forms[form](problems, addresses, words)


def lines_of(root: Path) -> LineOf:
    """A reader of the lines in which problems stand; it gives nothing for what is missing, a link,
    or too large."""

    @cache
    def lines(path: str) -> list[str]:
        file = root / path
        try:
            if file.is_symlink() or not file.is_file() or file.stat().st_size > MAX_LIST_FILE:
                return []
            text = file.read_bytes().decode("utf-8-sig", "replace")
        except (OSError, ValueError):
            return []
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def line_of(problem: Problem) -> str | None:
        found = lines(problem.path)
        return found[problem.line - 1] if 0 < problem.line <= len(found) else None

    return line_of


def _counts(numbers: dict[str, int]) -> str:
    return ", ".join(count(many, name, KINDS[name].plural) for name, many in numbers.items())


def _elsewhere(errors: int, warnings: int) -> str:
    """How much there is that the change does not concern."""
    parts = [count(errors, "problem")] if errors else []
    parts += [count(warnings, "warning")] if warnings else []
    return f" {_('(%(problems)s in other files)', problems=listed(parts))}" if parts else ""


def _summary(problems: Problems, among: str) -> str:
    errors, warnings = len(problems.errors), len(problems.warnings)
    noun = count(errors, "problem") if errors else _("no problems")
    if not warnings:
        return _("%(problems)s in %(records)s", problems=noun, records=among)
    return _(
        "%(problems)s, %(warnings)s in %(records)s",
        problems=noun,
        warnings=count(warnings, "warning"),
        records=among,
    )
