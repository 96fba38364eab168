"""CODEOWNERS: who reviews which folder, from the team and the groups' leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hearth.model.hub import Hub

FOLDERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("*", ("manager",)),
    ("/members/", ("manager", "moderator")),
    ("/events/", ("events", "manager")),
    ("/content/", ("manager",)),
    ("/content/community.yml", ("leader", "manager")),
    ("/content/conduct.md", ("moderator", "leader")),
    ("/mkdocs.yml", ("administrator",)),
    ("/hooks/", ("administrator",)),
    ("/overrides/", ("administrator",)),
    ("/.github/", ("administrator",)),
)
"""Folders and the offices that look after them. On a code host the last line that fits a file
counts."""

HEAD = (
    "# Who is asked to look at a change, by folder. `hearth owners --out .github/CODEOWNERS` "
    "writes this "
    "file from the team in\n"
    "# content/community.yml and the leads of groups; only people who give a name on GitHub in "
    "their "
    "profile's links are in it.\n"
)


def owners(hub: Hub) -> str:
    """The file CODEOWNERS for a hub in its public form: on its day, the same for the same
    records."""
    lines = [f"{folder} {' '.join(names)}" for folder, names in _folders(hub) if names]
    return HEAD + "".join(f"{line}\n" for line in lines)


def _folders(hub: Hub) -> Iterator[tuple[str, list[str]]]:
    """Every folder with the names of its people, in the order of the file."""
    for folder, offices in FOLDERS:
        yield (
            folder,
            _names(hub, (member for office in offices for member in _holders(hub, office))),
        )
    for group in hub.groups.values():
        leads = (term.member for term in group.leads if term.runs_on(hub.as_of))
        yield f"/{group.path}", _names(hub, leads)


def _holders(hub: Hub, office: str) -> Iterator[str]:
    """The ids of those who hold an office today. ``events`` is any whose role in the team speaks of
    events."""
    for role in hub.community.team:
        fits = role.hat == office or (office == "events" and "event" in role.role.casefold())
        if fits and role.runs_on(hub.as_of):
            yield role.member


def _names(hub: Hub, members: Iterable[str]) -> list[str]:
    """The members' names on GitHub, each once and in order; without those who give none."""
    found = (hub.members[member].links for member in members if member in hub.members)
    return list(dict.fromkeys(f"@{links.github}" for links in found if links and links.github))
