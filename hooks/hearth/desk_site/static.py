"""The desk as files: for a repository that only the team reads, or a folder of one's own."""

from __future__ import annotations

import json
from pathlib import Path

from hearth.base.words import said
from hearth.desk_site.site import SEARCH, DeskSite, desk_files
from hearth.manage.private.folder import PUBLISHED, put
from hearth.model.hub import Hub

WRITTEN = "desk-files.json"
"""Names every file of the desk, so that the next one takes away what is left over."""


class NoPlaceError(Exception):
    """Why the desk may not be written there, in words for whoever asked for it."""


def refuse_public(hub: Hub, folder: Path, site_dirs: tuple[Path, ...]) -> None:
    """Raise NoPlaceError for a folder that is published, that holds the hub, or that holds
    something else than a desk."""
    root, place = hub.root.resolve(), folder.resolve()
    published = [(root / name).resolve() for name in PUBLISHED] + [
        (root / site).resolve() for site in site_dirs
    ]
    if root.is_relative_to(place) or any(
        place.is_relative_to(other) or other.is_relative_to(place) for other in published
    ):
        raise NoPlaceError(
            said(
                "%(folder)s is among what is published, or holds it. Name another folder.",
                folder=str(folder),
            )
        )
    if folder.exists() and not folder.is_dir():
        raise NoPlaceError(said("%(folder)s is no folder.", folder=str(folder)))
    if folder.is_dir() and any(folder.iterdir()) and not (folder / WRITTEN).is_file():
        raise NoPlaceError(
            said(
                "%(folder)s holds other files. Name a folder that is empty or not there yet.",
                folder=str(folder),
            )
        )


def write_desk(site: DeskSite, folder: Path) -> int:
    """Write every page of a desk into a folder, and take away what an earlier desk left there.
    Returns the number of pages."""
    made = desk_files()
    for address in site.addresses:
        page = site.page(address)
        if page is not None:
            made[f"{address}index.html"] = str(page).encode()
    made[f"{SEARCH}index.html"] = str(site.search(None)).encode()
    made["robots.txt"] = b"User-agent: *\nDisallow: /\n"
    before = _written(folder)
    made[WRITTEN] = (json.dumps(sorted(made), indent=0) + "\n").encode()
    for name, content in made.items():
        put(folder / name, content)
    for name in before - made.keys():
        (folder / name).unlink(missing_ok=True)
    return sum(name.endswith(".html") for name in made)


def _written(folder: Path) -> set[str]:
    """The files that an earlier desk says it wrote, none of which lies elsewhere."""
    try:
        names = json.loads((folder / WRITTEN).read_text("utf-8"))
    except (OSError, ValueError):
        return set()
    if not isinstance(names, list):
        return set()
    inside = (name for name in names if isinstance(name, str))
    return {name for name in inside if (folder / name).resolve().is_relative_to(folder.resolve())}
