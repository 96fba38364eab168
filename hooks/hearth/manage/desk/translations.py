"""What of a hub is said in each of its further languages, what is not, and what was written before
its original changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from hearth.base.history import History
from hearth.kinds import COMMUNITY
from hearth.model.hub import Hub

PAGES = "page"
"""What pages that people wrote are counted as."""


@dataclass(frozen=True)
class TranslationState:
    """A record or a page, and how it stands with a language."""

    kind: str
    """The name of its kind, or ``PAGES``."""
    path: str
    """Its file, relative to the hub's folder."""
    id: str
    """Of a record; empty for a page."""
    translated: str = ""
    """The file that translates it; empty while there is none."""
    changed: date | None = None
    """When the original changed after the translation, and so the day from which that is old."""


@dataclass(frozen=True)
class KnownChanges:
    """What Git knows of files."""

    history: History
    today: date
    changed_now: Collection[str] = ()
    """Those that are not committed as they are."""

    def outdated(self, original: str, translation: str) -> date | None:
        """The day a file changed after the one that translates it; None when it did not, or nobody
        knows. Files of one commit were changed together."""
        if translation in self.changed_now:
            return None
        if original in self.changed_now:
            return self.today
        first, second = self.history.get(original), self.history.get(translation)
        return first.last.date() if first and second and first.last > second.last else None


def translatables(hub: Hub, language: str, known: KnownChanges) -> Iterator[TranslationState]:
    """Everything public that can be said in a further language of the hub, and how it stands."""
    told, public = hub.translations[language], hub.public()
    # What everybody reads comes first.
    file = told.community.path if told.community else ""
    yield _one(COMMUNITY.name, public.community.path, "", file, known)
    for src_uri, page in public.pages.items():
        found = told.pages.get(src_uri)
        file = f"content/{found.file}" if found else ""
        yield _one(PAGES, f"content/{page.file}", "", file, known)
    for record in public:
        translation = told.records.get((record.KIND, record.id))
        file = translation.path if translation else ""
        yield _one(record.KIND, record.path, record.id, file, known)


def _one(kind: str, path: str, name: str, file: str, known: KnownChanges) -> TranslationState:
    outdated = known.outdated(path, file) if file else None
    return TranslationState(kind, path, name, file, outdated)
