"""Copies that no command reaches when somebody is removed, and what to do about each."""

from __future__ import annotations

from collections.abc import Iterable

from hearth.kinds import KINDS
from hearth.kinds.member import Member


def out_of_reach(paths: Iterable[str], site_url: str, member_id: str) -> list[tuple[str, str]]:
    """(where the person may still be, what to do there); ``paths`` are the person's own files."""
    files = " ".join(f"--path {path}" for path in paths)
    page = f"{site_url}{KINDS[Member.KIND].url(member_id)}"
    return [
        ("The published site", "It changes with the next build. Publish now."),
        ("The history of the files", _of_history(files)),
        (
            "The code host",
            (
                "Pull requests, issues (the request for removal too) and cached views keep what "
                "they show. On GitHub, only its support can remove cached views and references "
                "in pull requests."
            ),
        ),
        (
            "Forks and clones",
            (
                "They are other people's. Ask their owners; one merge from an old one brings the "
                "history back, and `hearth check` then warns."
            ),
        ),
        (
            "Feed readers and calendars",
            (
                "A reader may keep entries it has fetched. Subscribed calendars drop what is "
                "gone when they ask again; files that were downloaded stay."
            ),
        ),
        (
            "Search engines",
            (
                f"They notice when they come again and find nothing at {page}. Most have a form "
                "to report an outdated result; use it for that address."
            ),
        ),
        (
            "Web archives",
            f"Ask them, naming {page}. The Wayback Machine is asked by e-mail to info@archive.org.",
        ),
        (
            "Attendance under a pseudonym",
            (
                "Nobody can tell which is theirs without the key and the address. With a new "
                "key, what was noted before says nothing about what comes."
            ),
        ),
        (
            "E-mail, chats, lists you import from",
            (
                "Newsletters that were sent stay sent. Remove the person from the lists you "
                "import, or the import will name them, and leave them out, each time."
            ),
        ),
    ]


def _of_history(files: str) -> str:
    return (
        "Every earlier state is kept by Git. To rewrite it, in a fresh clone: git filter-repo "
        f"--invert-paths {files}; for the name in other files, git filter-repo --replace-text. "
        "Then push with --force, branches and tags, and let everybody clone anew. Merge or close "
        "pull requests before."
    )
