"""The content security policy (CSP Level 3) of every page: a second defence behind the escaping.

The scripts that may run are those of a page without any content, each by its hash; so nothing a
record says can make its way onto the list. Every page of a site has the same policy. Templates know
it as ``wall``.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field

REDIRECT_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"
"""A page that only leads on needs nothing at all."""
OWN_FILES = "script-src-elem 'self' 'unsafe-inline'"
"""A second policy, in force beside the first and not instead of it: what a known script loads comes
from this site too."""

_REST = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; frame-src 'none'; object-src "
    "'none'; base-uri 'none'; form-action 'self'"
)
_NO_FRAMES = "frame-src 'none'"
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
_OPENING = re.compile(r"<script\b[^>]*>")
_SRC = re.compile(r'\bsrc="([^"]*)"')
_TYPE = re.compile(r'\btype="([^"]*)"')
_RUNS = frozenset({"", "module", "text/javascript", "application/javascript"})


@dataclass(frozen=True)
class ContentPolicy:
    """Which scripts may run on a site's pages, and the policies that say so."""

    inline: tuple[str, ...] = ()
    """Hashes of what stands between script tags."""
    files: dict[str, str] = field(default_factory=dict)
    """Hashes of script files by their address from the site's root."""

    @classmethod
    def allowing(cls, blank: str, content: Callable[[str], bytes | None]) -> ContentPolicy:
        """The policy that lets the scripts of ``blank``, a page without content, run; ``content``
        gives a file's bytes."""
        inline, files = [], {}
        for attributes, body in _SCRIPT.findall(blank):
            kind = _TYPE.search(attributes)
            if (kind[1] if kind else "") not in _RUNS:
                continue
            source = _SRC.search(attributes)
            if source is None:
                inline.append(_hash(body.encode()))
            elif (raw := content(_from_root(source[1]))) is not None:
                files[_from_root(source[1])] = _hash(raw)
        return cls(tuple(dict.fromkeys(inline)), files)

    @property
    def policies(self) -> tuple[str, ...]:
        """The policies of a page, all of which hold; none when no script is known, as while
        serving."""
        hashes = sorted({*self.inline, *self.files.values()})
        if not hashes:
            return ()
        # strict-dynamic lets a known script load another, such as what reads the search index.
        known = " ".join(f"'{known}'" for known in hashes)
        return (f"script-src 'strict-dynamic' {known}; {_REST}", OWN_FILES)

    def framing(self, origin: str) -> tuple[str, ...]:
        """The policies of a page that may show frames of one other site."""
        return tuple(framing(policy, origin) for policy in self.policies)

    def seal(self, html: str) -> str:
        """Script tags of the theme, with the hash of each known file: browsers run a file by its
        hash only when told it."""

        def sealed(tag: re.Match[str]) -> str:
            source = _SRC.search(tag[0])
            known = self.files.get(_from_root(source[1])) if source else None
            return f'{tag[0][:-1]} integrity="{known}">' if known else tag[0]

        return _OPENING.sub(sealed, html)


def framing(policy: str, origin: str) -> str:
    """The text with its first policy letting in frames of one other site; ``origin`` is empty where
    there is none."""
    return (
        policy.replace(_REST, _REST.replace(_NO_FRAMES, f"frame-src {origin}"), 1)
        if origin
        else policy
    )


NO_POLICY = ContentPolicy()
"""None, for a site that is being written and reloads itself by a script of its own."""


def _from_root(address: str) -> str:
    """The address of a script from the site's root, wherever the page is that names it."""
    return address[address.find("assets/") :] if "assets/" in address else address.lstrip("./")


def _hash(raw: bytes) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(raw).digest()).decode()}"
