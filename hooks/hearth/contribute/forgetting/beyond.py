"""Copies that no command reaches when somebody is removed, and what to do about each."""

from __future__ import annotations

from collections.abc import Iterable

from hearth.base.words import said
from hearth.kinds import KINDS
from hearth.kinds.member import Member


def out_of_reach(paths: Iterable[str], site_url: str, member_id: str) -> list[tuple[str, str]]:
    """(where the person may still be, what to do there); ``paths`` are the person's own files."""
    files = " ".join(f"--path {path}" for path in paths)
    page = f"{site_url}{KINDS[Member.KIND].url(member_id)}"
    return [*_of_files(files), *_of_others(page), *_of_the_team()]


def _of_files(files: str) -> list[tuple[str, str]]:
    return [
        (said("The published site"), said("It changes with the next build. Publish now.")),
        (said("The history of the files"), _of_history(files)),
        (
            said("The code host"),
            (
                said(
                    "Pull requests, issues (the request for removal too) and cached views keep "
                    "what they show. On GitHub, only its support can remove cached views and "
                    "references in pull requests."
                )
            ),
        ),
        (
            said("Forks and clones"),
            (
                said(
                    "They are other people's. Ask their owners; one merge from an old one brings "
                    "the history back, and `hearth check` then warns."
                )
            ),
        ),
    ]


def _of_others(page: str) -> list[tuple[str, str]]:
    """Copies that people and machines have made of the site."""
    return [
        (
            said("Feed readers and calendars"),
            (
                said(
                    "A reader may keep entries it has fetched. Subscribed calendars drop what is "
                    "gone when they ask again; files that were downloaded stay."
                )
            ),
        ),
        (
            said("Search engines"),
            (
                said(
                    "They notice when they come again and find nothing at %(page)s. Most have a "
                    "form to report an outdated result; use it for that address.",
                    page=page,
                )
            ),
        ),
        (
            said("Web archives"),
            said(
                "Ask them, naming %(page)s. The Wayback Machine is asked by e-mail to "
                "info@archive.org.",
                page=page,
            ),
        ),
    ]


def _of_the_team() -> list[tuple[str, str]]:
    return [
        (
            said("Attendance under a pseudonym"),
            (
                said(
                    "Nobody can tell which is theirs without the key and the address. With a new "
                    "key, what was noted before says nothing about what comes."
                )
            ),
        ),
        (
            said("E-mail, chats, lists you import from"),
            (
                said(
                    "Newsletters that were sent stay sent. Remove the person from the lists you "
                    "import, or the import will name them, and leave them out, each time."
                )
            ),
        ),
    ]


def _of_history(files: str) -> str:
    return said(
        "Every earlier state is kept by Git. To rewrite it, in a fresh clone: git filter-repo "
        "--invert-paths %(files)s; for the name in other files, git filter-repo --replace-text. "
        "Then push with --force, branches and tags, and let everybody clone anew. Merge or close "
        "pull requests before.",
        files=files,
    )
