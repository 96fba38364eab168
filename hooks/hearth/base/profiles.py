"""Names on services, from every form in which people and programs write a profile."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from hearth.base.urls import without_trackers


class NotAProfileError(ValueError):
    """Why a text names nobody on a service; the words follow the text in quotation marks."""


def profile_name(service: str, text: str) -> str:
    """The name on a service, from the name or from an address of the profile."""
    words = text.strip().strip("<>")
    found = _READERS.get(service, _last_part)(words)
    if not found:
        raise NotAProfileError(f"is no name on {service}")
    return found


def web_address(text: str) -> str:
    """An address with its scheme and without what only tells where a click came from; other texts
    as they are."""
    words = text.strip().strip("<>")
    if re.match(r"feed:(?!//)", words, re.IGNORECASE):
        words = words[5:]  # feed:https://…
    words = re.sub(r"^feed(s?)://", r"http\1://", words, flags=re.IGNORECASE)
    if re.fullmatch(r"(?:[a-z0-9_-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", words, re.IGNORECASE):
        words = f"https://{words}"
    words = re.sub(r"^(https?)://", lambda found: found.group().lower(), words, flags=re.IGNORECASE)
    return without_trackers(words) if words.startswith(("https://", "http://")) else words


def service_of(text: str) -> str:
    """The service on which an address is a profile, or a name on the Fediverse; empty of others."""
    words = text.strip().strip("<>")
    for service, hosts in _HOSTS.items():
        if _path(words, *hosts):
            return service
    return "mastodon" if _FEDIVERSE.fullmatch(words) else ""


_HOSTS = {
    "github": ("github.com",),
    "gitlab": ("gitlab.com",),
    "bluesky": ("bsky.app",),
    "linkedin": ("linkedin.com",),
    "orcid": ("orcid.org",),
    "youtube": ("youtube.com",),
}
_FEDIVERSE = re.compile(r"@[\w.-]+@[\w.-]+\.\w+|https?://[\w.-]+/@[\w.-]+")


def _path(text: str, *hosts: str) -> list[str] | None:
    """The parts of an address's path on one of the hosts or below it; None for what is none."""
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    host = (parts.hostname or "").lower()
    if not any(host == known or host.endswith(f".{known}") for known in hosts):
        return None
    return [unquote(part) for part in parts.path.split("/") if part]


def _last_part(text: str) -> str:
    found = re.fullmatch(r"https?://(?:www\.)?[^/]+/(?P<name>.+?)/?(?:\?.*)?", text)
    return found["name"] if found else text.removeprefix("@") if text.count("@") == 1 else text


def _first_part(*hosts: str, skipping: tuple[str, ...] = ()) -> Callable[[str], str]:
    def read(text: str) -> str:
        path = _path(text, *hosts)
        if path is None:
            return "" if "://" in text or "/" in text else text.removeprefix("@")
        return next((part for part in path if part not in skipping), "").removeprefix("@")

    return read


def _mastodon(text: str) -> str:
    words = text.removeprefix("acct:").removeprefix("web+mastodon://").removeprefix("@")
    if re.fullmatch(r"[\w.-]+@[\w.-]+\.\w+", words):
        return words
    found = re.fullmatch(r"(?:https?://)?([\w.-]+\.\w+)(?::\d+)?/([^?#]*)(?:[?#].*)?", words)
    if not found:
        raise NotAProfileError("names no instance: write name@instance")
    host, path = found[1].lower().removeprefix("www."), found[2].strip("/").split("/")
    if host in ("elk.zone", "main.elk.zone", "phanpy.social") and len(path) > 1 and "." in path[0]:
        host, path = path[0], path[1:]
    for part in path:
        if named := re.fullmatch(r"@([\w.-]+)(?:@([\w.-]+\.\w+))?", part):
            return f"{named[1]}@{named[2] or host}"
    if len(path) > 1 and path[-2] in ("users", "u", "profile", "c", "accounts"):
        return f"{path[-1]}@{host}"
    return ""


def _bluesky(text: str) -> str:
    path = _path(text, "bsky.app", "deer.social", "staging.bsky.app")
    name = path[1] if path and len(path) > 1 and path[0] == "profile" else text
    name = name.removeprefix("@").rstrip("/").lower()
    if path == [] or name.startswith("did:") or "/" in name:
        return ""
    return name


def _linkedin(text: str) -> str:
    path = _path(text, "linkedin.com")
    if path is None:
        if "://" in text:
            return ""
        path = [part for part in re.split("[?#]", text)[0].split("/") if part]
        if len(path) == 1:
            path = ["in", path[0].removeprefix("@")]
    if len(path) < 2 or path[0] not in ("in", "company"):
        return ""
    return f"{path[0]}/{path[1]}"


def _orcid(text: str) -> str:
    found = re.fullmatch(
        r"(?:https?://)?(?:www\.)?(?:orcid\.org/)?(?:orcid(?: id)?:? ?)?"
        r"(\d{4})[- ]?(\d{4})[- ]?(\d{4})[- ]?(\d{3}[\dXx])/?(?:[?#].*)?",
        text,
        re.IGNORECASE,
    )
    return "-".join(part.upper() for part in found.groups()) if found else ""


def _youtube(text: str) -> str:
    path = _path(text, "youtube.com", "youtu.be")
    if path is None and not re.fullmatch(r"UC[\w-]{22}", text):
        return text if text.startswith("@") else "" if "/" in text else f"@{text}"
    name = path[0] if path else ""
    if not name.startswith("@"):
        raise NotAProfileError("does not show the name with the @, which the channel's page shows")
    return name


_READERS: dict[str, Callable[[str], str]] = {
    "website": web_address,
    "github": _first_part("github.com", skipping=("orgs", "sponsors", "users")),
    "gitlab": _first_part("gitlab.com", skipping=("groups", "users")),
    "mastodon": _mastodon,
    "bluesky": _bluesky,
    "linkedin": _linkedin,
    "orcid": _orcid,
    "youtube": _youtube,
}
