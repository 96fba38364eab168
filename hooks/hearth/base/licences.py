"""Read what feeds say of their rights: licences of Creative Commons, and words that forbid more
than a title."""

from __future__ import annotations

import re

_ADDRESS = re.compile(
    r"creativecommons\.org/(?P<kind>licenses|publicdomain)/(?P<name>by(?:-nc)?(?:-sa|-nd)?|zero"
    r"|mark)"
    r"/(?P<version>\d\.\d)(?:/(?P<land>[a-z]{2})(?![a-z]))?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\bCC[ -](?P<name>BY(?:-NC)?(?:-SA|-ND)?|0|Zero)[ -](?P<version>\d\.\d)\b", re.IGNORECASE
)
_WORKS = {"zero": "CC0", "mark": "Public Domain Mark"}
_FORBIDS = re.compile(
    r"\b(?:no|not|without) (?:\w+ ){0,4}(?:re-?publi\w+|re-?produc\w+|syndicat\w+|aggregat\w+"
    r"|re-?use"
    r"|redistribut\w+|excerpt\w*|quot\w+)|\bpersonal use only\b|\bprivate use only\b"
    r"|\b(?:keine?|nicht|ohne) (?:\w+ ){0,4}(?:weiterverbreit\w*|wiedergabe|wiedergegeben"
    r"|vervielfältig\w*"
    r"|übernahme|übernommen|nachdruck|aggregat\w*)|\bnachdruck verboten\b"
    r"|\bnur für den privaten gebrauch\b"
    r"|\breproduction (?:\w+ ){0,3}interdite\b|\busage privé (?:uniquement|seulement)\b"
    r"|\bprohibida (?:\w+ ){0,3}reproducción\b|\bproibida (?:\w+ ){0,3}reprodução\b|無断転載"
    r"|転載禁止",
    re.IGNORECASE,
)


def licence_in(text: str) -> str:
    """The address of the licence of Creative Commons that a text names with its version; empty
    where it names none."""
    if found := _ADDRESS.search(text):
        land = f"{found['land'].lower()}/" if found["land"] else ""
        kind, name = found["kind"].lower(), found["name"].lower()
        return f"https://creativecommons.org/{kind}/{name}/{found['version']}/{land}"
    if found := _NAMED.search(text):
        name = found["name"].lower()
        if name in ("0", "zero"):
            return f"https://creativecommons.org/publicdomain/zero/{found['version']}/"
        return f"https://creativecommons.org/licenses/{name}/{found['version']}/"
    return ""


def licence_name(url: str) -> str:
    """What a licence is called: CC BY-SA 4.0."""
    found = _ADDRESS.search(url)
    if not found:
        return ""
    name = found["name"].lower()
    land = f" {found['land'].upper()}" if found["land"] else ""
    return f"{_WORKS.get(name, f'CC {name.upper()}')} {found['version']}{land}"


def forbids_excerpts(text: str) -> bool:
    """Whether words on rights forbid that more than a title is shown elsewhere: "no republication",
    "personal use only". That all rights are reserved is said of everything, and forbids no summary
    that a feed itself gives away."""
    return bool(_FORBIDS.search(text)) and not licence_in(text)
