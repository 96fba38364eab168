"""``hearth translations``: what a hub says in its further languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hearth.base.git import in_repository
from hearth.base.history import read_history
from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import as_of, hub_options, out
from hearth.cli.shared.render_output import form_option, give_paper
from hearth.cli.shared.tongue import _
from hearth.kinds import top_folders
from hearth.manage.desk.translations import KnownChanges
from hearth.papers.translations import as_data, paper
from hearth.review.changed_files import changed_since


@click.command()
@click.argument("language", required=False)
@hub_options
@as_of
@form_option
@out
def translations(
    language: str | None, folder: Path, as_of: date | None, form: str | None, out: Path | None
) -> None:
    """Say what is translated into LANGUAGE, what was changed since, and what is missing; without
    it, into each language the site is published in.

    The languages stand in content/community.yml under translations. What changed since is known
    from Git.

    Exit status: 0; 2 when the hub does not speak the language.
    """
    hub = open_right_hub(folder, as_of)[0]
    if not hub.translations:
        raise click.UsageError(
            _(
                "This site is published in one language. Name further ones in "
                "content/community.yml, such as translations: [he, pt-BR]."
            )
        )
    if language and language not in hub.translations:
        raise click.UsageError(
            _(
                '"%(language)s" is none of %(languages)s, the further languages of this hub.',
                language=language,
                languages=", ".join(hub.translations),
            )
        )
    languages = [language] if language else list(hub.translations)
    known = _known(folder, hub.as_of)
    give_paper(paper(hub, languages, known), as_data(hub, languages, known), form, out)


def _known(root: Path, today: date) -> KnownChanges:
    if not in_repository(root):
        return KnownChanges({}, today)
    try:
        now = changed_since(root, "HEAD").files
    except ValueError:  # no commit yet: nothing is older than anything
        return KnownChanges({}, today)
    return KnownChanges(read_history(root, top_folders())[0], today, now)
