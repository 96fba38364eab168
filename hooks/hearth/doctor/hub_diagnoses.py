"""What the folder of a hub shows: settings, leftovers, history, timetables, what should be in no
repository."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hearth.base.git import commit_time, git, in_repository
from hearth.base.problems import Problems
from hearth.base.words import said, said_count
from hearth.base.zones import FOLDER
from hearth.doctor.diagnosis import Diagnosis, error, fine, warning
from hearth.model.config_file import CONFIG, ConfigFile
from hearth.model.hub import Hub
from hearth.site.inputs import is_pure

RESERVED = re.compile(
    r"(?:^|[/@.])(?:example\.(?:com|net|org)|localhost|127\.0\.0\.1|[\w-]+\.(?:example|invalid|test))"
    r"(?=[:/\"'\s,}\]]|$)"
)
"""Names that are kept for examples (RFC 2606, RFC 6761) and lead nobody anywhere."""
MADE = ("site", ".cache", ".venv")
"""What is made from the rest, so that it is in no repository."""
QUIET = timedelta(days=60)
"""After so long without a change, code hosts switch timetables off."""
NAMED = 5
"""So many files are named; of more, the number."""


@dataclass(frozen=True)
class Patient:
    """A hub that is looked at."""

    root: Path
    hub: Hub
    problems: Problems
    config: ConfigFile

    @property
    def day(self) -> date:
        return self.hub.as_of

    @property
    def values(self) -> Mapping[str, Any]:
        """What the configuration says."""
        return self.config.values if isinstance(self.config.values, dict) else {}

    @property
    def is_nowhere(self) -> bool:
        """Whether the site's address is one for examples."""
        return bool(RESERVED.search(f"/{urlsplit(self.hub.settings.site_url).netloc}"))

    @cached_property
    def has_history(self) -> bool:
        return in_repository(self.root) and git(self.root, "rev-parse", "HEAD").returncode == 0

    def tracked(self, *folders: str) -> list[str]:
        """The files below some folders that are in the repository."""
        if not self.has_history:
            return []
        return git(self.root, "ls-files", "-z", "--", *folders).stdout.split("\0")[:-1]

    @cached_property
    def workflows(self) -> Mapping[str, str]:
        """The text of each workflow by its path."""
        found = (
            file
            for place in (".github", ".forgejo", ".gitea")
            for file in sorted(self.root.glob(f"{place}/workflows/*.y*ml"))
        )
        return {
            file.relative_to(self.root).as_posix(): file.read_text("utf-8", "replace")
            for file in found
            if file.is_file()
        }


def hub_diagnoses(patient: Patient) -> Iterator[Diagnosis]:
    """Everything that is to be said of a hub's folder."""
    yield from _records(patient)
    yield from _address(patient)
    yield from _engine(patient)
    yield from _leftovers(patient)
    yield from _history(patient)
    yield from _private(patient)
    yield from _zones(patient)
    yield from _timetable(patient)
    yield from _depth(patient)
    yield from _coming(patient)


def _records(patient: Patient) -> Iterator[Diagnosis]:
    if wrong := len(patient.problems.errors):
        yield error(
            said("%(count)s in the hub's files.", count=said_count(wrong, "problem")),
            said("`hearth check` names each of them."),
        )
    else:
        yield fine(said("every file of the hub is right"))


def _address(patient: Patient) -> Iterator[Diagnosis]:
    address = urlsplit(patient.hub.settings.site_url)
    if patient.is_nowhere:
        yield error(
            said(
                "site_url is %(site_url)s, an address for examples.",
                site_url=patient.hub.settings.site_url,
            ),
            said(
                "Write in %(file)s where the site will be: calendars and feeds are made of it, "
                "and it must not change later.",
                file=CONFIG,
            ),
        )
    elif address.scheme != "https":
        yield warning(
            said("site_url does not begin with https://."),
            said("Most hosts offer a certificate for nothing."),
        )
    else:
        yield fine(said("site_url is an address of your own"))
    if not patient.hub.settings.edit_base:
        yield warning(
            said("%(file)s has no repo_url and edit_uri.", file=CONFIG),
            said("With them each page has a link to where it is edited."),
        )


def _engine(patient: Patient) -> Iterator[Diagnosis]:
    plugins = list(_names(patient.values.get("plugins") or ()))
    hooks = [Path(str(name)).name for name in patient.values.get("hooks") or ()]
    if "hearth" not in plugins and "hub.py" not in hooks:
        yield error(
            said("%(file)s does not name the engine.", file=CONFIG),
            said("Add the line `plugins: [hearth]`."),
        )
    elif is_pure(patient.config):
        yield fine(said("what an earlier build made can be used again"))
    else:
        others = [name for name in (*plugins, *hooks) if name not in ("hearth", "hub.py")]
        yield warning(
            said(
                "Other plugins, hooks or extensions (%(others)s) may look at anything, so each "
                "build makes everything again.",
                others=", ".join(others) or said("of Markdown"),
            ),
            said("Take out what you can do without."),
        )


def _names(given: Iterable[Any]) -> Iterator[str]:
    for item in given:
        yield from map(str, item) if isinstance(item, dict) else (str(item),)


def _leftovers(patient: Patient) -> Iterator[Diagnosis]:
    """What samples bring along: their records, and addresses for examples."""
    samples = [record.path for record in patient.hub if record.id.startswith("sample-")]
    if samples:
        yield error(
            said("Invented records are still there: %(paths)s.", paths=_listed(samples)),
            said("Delete them before anybody takes them for people."),
        )
    named = [path for path in _texts(patient) if RESERVED.search(_read(patient.root / path))]
    told = {*samples, *([CONFIG] if patient.is_nowhere else [])}
    if named := [path for path in named if path not in told]:
        yield warning(
            said("Addresses for examples stand in %(paths)s.", paths=_listed(named)),
            said("Write real ones, or none."),
        )
    if not samples and not named:
        yield fine(said("nothing of a sample is left"))


def _texts(patient: Patient) -> list[str]:
    """The files a community writes, without those that only explain."""
    pages = (f"content/{page}" for page in patient.hub.pages if not page.startswith("guide/"))
    paths = {record.path for record in patient.hub} | {CONFIG, "content/community.yml", *pages}
    return sorted(paths)


def _read(file: Path) -> str:
    """What stands in a text, without the lines that are comments of YAML."""
    try:
        lines = file.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    return "\n".join(line for line in lines if not line.lstrip().startswith("# "))


def _history(patient: Patient) -> Iterator[Diagnosis]:
    if not patient.has_history:
        yield warning(
            said("The hub has no history of Git."),
            said(
                "Without one, calendars do not know that an event was changed, unless it says so "
                "by `revision`."
            ),
        )
        return
    if git(patient.root, "rev-parse", "--is-shallow-repository").stdout.strip() == "true":
        yield error(
            said("The history is cut off: this is a shallow clone."),
            said(
                "Calendars count an event's changes by it. Call `git fetch --unshallow`; in a "
                "workflow, set `fetch-depth: 0`."
            ),
        )
    else:
        yield fine(said("the whole history is there"))
    last = commit_time(patient.root, "HEAD").date()
    if patient.day - last > QUIET:
        yield warning(
            said("Nothing has changed since %(last)s.", last=last),
            said(
                "Code hosts switch timetables off after sixty days without a change: look "
                "whether the site is still built every night."
            ),
        )


def _private(patient: Patient) -> Iterator[Diagnosis]:
    private = patient.hub.settings.private
    inside = not Path(private).is_absolute() and not private.startswith("..")
    if told := patient.tracked(*([private] if inside else []), "reports"):
        yield error(
            said(
                "What only the team may see is in the repository: %(paths)s.",
                paths=_listed(told),
            ),
            said(
                "Take it out (`git rm -r --cached`), add the folder to .gitignore, and clean the "
                "history: whoever has a copy of it can read it."
            ),
        )
    else:
        yield fine(said("nothing private is in the repository"))
    if made := patient.tracked(*MADE):
        yield warning(
            said(
                "What is made from the rest is in the repository: %(paths)s.",
                paths=_listed(made),
            ),
            said(
                "Take it out, and add %(folder)s to .gitignore.",
                folder=", ".join(f"/{name}/" for name in MADE),
            ),
        )


def _zones(patient: Patient) -> Iterator[Diagnosis]:
    with (FOLDER / "tzdata.zi").open(encoding="utf-8") as file:
        found = re.search(r"(\d{4})([a-z])", file.readline())
    if not found:
        return
    # Some releases come within a year; governments move clocks on a few weeks' notice.
    if patient.day.year - int(found[1]) > 1 or (
        patient.day.year > int(found[1]) and patient.day.month > 6
    ):
        yield warning(
            said("The time zones are those of %(version)s.", version=found[0]),
            said(
                "Renew the package tzdata: clocks may have been moved since, and with them your "
                "events."
            ),
        )
    else:
        yield fine(said("the time zones are those of %(version)s", version=found[0]))


def _timetable(patient: Patient) -> Iterator[Diagnosis]:
    if not patient.workflows:
        return
    if any(re.search(r"^\s+schedule:", text, re.MULTILINE) for text in patient.workflows.values()):
        yield fine(said("a workflow has a timetable"))
    else:
        yield warning(
            said("No workflow builds the site every night."),
            said(
                "Without it, what is over stays under what is coming until somebody changes a file."
            ),
        )


def _depth(patient: Patient) -> Iterator[Diagnosis]:
    """Workflows that build from a history that is cut off."""
    cut = [
        path
        for path, text in patient.workflows.items()
        if re.search(r"hearth build|make (?:build|site)", text)
        and "actions/checkout@" in text
        and not re.search(r"fetch-depth: *[\"']?0", text)
    ]
    if cut:
        yield error(
            said(
                "The site is built from a history that is cut off, by %(paths)s.",
                paths=_listed(cut),
            ),
            said(
                "Give `fetch-depth: 0` to its step actions/checkout: calendars count an event's "
                "changes by the history."
            ),
        )


def _coming(patient: Patient) -> Iterator[Diagnosis]:
    if patient.hub.events and not patient.hub.schedule.upcoming:
        yield warning(
            said("No event is coming."),
            said("A hub whose last date is over looks as if nobody were there."),
        )


def _listed(paths: list[str]) -> str:
    shown = ", ".join(paths[:NAMED])
    more = len(paths) - NAMED
    return said("%(paths)s and %(more)s more", paths=shown, more=more) if more > 0 else shown
