"""The head of a page: Open Graph, JSON-LD, and links to its feeds and calendars."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hearth.model.hub import Hub
from hearth.outputs.card_texts import HEIGHT, WIDTH
from hearth.wording.safe import SafeHtml, html, joined, json_in_html
from hearth.wording.structured_data import absolute


@dataclass(frozen=True)
class Alternate:
    """Another form of a page's content: a media type, a title and an address relative to the site's
    root."""

    type: str
    title: str
    uri: str


def head(
    hub: Hub,
    url: str,
    title: str,
    description: str,
    things: Iterable[dict[str, Any]],
    alternates: Iterable[Alternate],
    image: str | None = None,
    og_type: str = "website",
    image_alt: str = "",
) -> SafeHtml:
    """The elements, one a line; none in an internal hub, where no machine from outside is to read
    the page."""
    if hub.settings.internal:
        return joined([])
    lines = [
        *(
            _property(name, value)
            for name, value in (
                ("og:type", og_type),
                ("og:site_name", hub.community.name),
                ("og:title", title),
                ("og:description", description),
                ("og:url", absolute(hub, url)),
                ("og:image", absolute(hub, image) if image else ""),
                ("og:image:width", str(WIDTH) if image_alt else ""),
                ("og:image:height", str(HEIGHT) if image_alt else ""),
                ("og:image:alt", image_alt),
            )
            if value
        ),
        html(
            '<meta name="twitter:card" content="%s">',
            "summary_large_image" if image_alt else "summary",
        ),
        *(
            html(
                '<link rel="alternate" type="%s" title="%s" href="%s">',
                item.type,
                item.title,
                absolute(hub, item.uri),
            )
            for item in alternates
        ),
    ]
    graph = [thing for thing in things if thing]
    if graph:
        data = json_in_html({"@context": "https://schema.org", "@graph": graph})
        lines.append(html('<script type="application/ld+json">%s</script>', data))
    return joined(lines, "\n")


def _property(name: str, value: str) -> SafeHtml:
    return html('<meta property="%s" content="%s">', name, value)
