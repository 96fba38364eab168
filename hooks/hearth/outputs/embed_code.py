"""The code of a frame that shows an embed, for people to copy into pages of their own."""

from __future__ import annotations

from dataclasses import dataclass

from hearth.model.hub import Hub
from hearth.wording.safe import html
from hearth.wording.structured_data import absolute

FOLDER = "embed/"
HEIGHT = 480
"""Pixels of a frame; what does not fit is scrolled to."""
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
"""All that an embed may do where it is shown: open a link in a tab of its own, which then is a page
like any other."""


@dataclass(frozen=True)
class EmbedCode:
    """What somebody copies, and where to look first at what it shows."""

    title: str
    url: str
    code: str


def offered(hub: Hub) -> bool:
    """Whether other sites can show parts of the hub."""
    return hub.settings.embeds and not hub.settings.internal


def frame_title(hub: Hub, heading: str) -> str:
    """What a frame is called, in the list of frames and tabs of the page around it."""
    return f"{hub.community.name}: {heading}"


def embed_code(hub: Hub, name: str, heading: str) -> EmbedCode | None:
    """The frame for the embed of that name; None where the hub offers none."""
    if not offered(hub):
        return None
    url = f"{FOLDER}{name}/"
    code = html(
        '<iframe src="%s" title="%s" width="100%%" height="%s" frameborder="0" loading="lazy" '
        'sandbox="%s"></iframe>',
        *(absolute(hub, url), frame_title(hub, heading), HEIGHT, SANDBOX),
    )
    return EmbedCode(heading, url, str(code))
