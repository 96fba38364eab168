"""What a page's head says beside its title: Open Graph, JSON-LD, feeds and calendars that belong to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hearth.hub import Hub
from hearth.outputs.picture import HEIGHT, WIDTH
from hearth.outputs.safe import SafeHtml, json_in_html, text
from hearth.outputs.structured import absolute


@dataclass(frozen=True)
class Alternate:
    """Another form of a page's content: a media type, a title and an address relative to the site's root."""

    type: str
    title: str
    uri: str


def head(
    hub: Hub, url: str, title: str, description: str, things: Iterable[dict[str, Any]], alternates: Iterable[Alternate],
    image: str | None = None, og_type: str = "website", image_alt: str = "",
) -> SafeHtml:  # fmt: skip
    """The elements, one a line; none in an internal hub, where no machine from outside is to read the page."""
    if hub.settings.internal:
        return SafeHtml("")
    lines = [
        *(_property(name, value) for name, value in (
            ("og:type", og_type),
            ("og:site_name", hub.community.name),
            ("og:title", title),
            ("og:description", description),
            ("og:url", absolute(hub, url)),
            ("og:image", absolute(hub, image) if image else ""),
            ("og:image:width", str(WIDTH) if image_alt else ""),
            ("og:image:height", str(HEIGHT) if image_alt else ""),
            ("og:image:alt", image_alt),
        ) if value),
        f'<meta name="twitter:card" content="{"summary_large_image" if image_alt else "summary"}">',
        *(f'<link rel="alternate" type="{text(item.type)}" title="{text(item.title)}" href="{text(absolute(hub, item.uri))}">'
          for item in alternates),
    ]  # fmt: skip
    graph = [thing for thing in things if thing]
    if graph:
        data = json_in_html({"@context": "https://schema.org", "@graph": graph})
        lines.append(f'<script type="application/ld+json">{data}</script>')
    return SafeHtml("\n".join(lines))


def _property(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{text(value)}">'
