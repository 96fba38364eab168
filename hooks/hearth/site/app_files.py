"""What a device needs to put the hub on its home screen: a web manifest and icons, drawn from the
hub's own."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

from hearth.base.pictures import Gallery, Picture
from hearth.base.svg import NoSvgError, read_svg
from hearth.model.hub import Hub
from hearth.site.assets import THEME

MANIFEST = "site.webmanifest"
ICONS = "assets/hearth/icons"
OWN_ICON = "assets/images/favicon.svg"
PAPER = "#fbf8f4"


def app_files(hub: Hub, icon: str) -> dict[str, bytes]:
    """The manifest and the icons by their addresses from the site's root; ``icon`` is the one that
    the site's pages name, from there too."""
    # Pillow: only a build that makes the chrome anew draws.
    from hearth.site.app_icons import icons

    drawn = icons(*_source(hub.root, icon))
    return {MANIFEST: _manifest(hub), **{f"{ICONS}/{name}": raw for name, raw in drawn.items()}}


def _manifest(hub: Hub) -> bytes:
    """The web manifest (W3C, Web Application Manifest); addresses are relative to it."""
    name = hub.community.name
    sizes = (("icon-192", 192, "any"), ("icon-512", 512, "any"), ("maskable-512", 512, "maskable"))
    told = {
        "name": name,
        "short_name": name,
        "lang": hub.community.language,
        "dir": hub.words.direction,
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {
                "src": f"{ICONS}/{file}.png",
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for file, size, purpose in sizes
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _source(root: Path, icon: str) -> tuple[bytes, ...]:
    """Pictures to draw the icons from, the best first: the hub's own, one in PNG beside it, and
    the engine's."""
    path = PurePosixPath(icon)
    own = ".." not in path.parts and not path.is_absolute() and path.name
    names = dict.fromkeys((str(path), str(path.with_suffix(".png")))) if own else ()
    found = [_read(root / folder, name) for name in names for folder in ("content", "overrides")]
    return (*filter(None, found), (THEME / OWN_ICON).read_bytes())


def _read(folder: Path, name: str) -> bytes:
    """A picture below a folder, as it may be published; nothing when there is none."""
    if name.lower().endswith(".svg"):
        try:
            return read_svg(folder / name).content
        except (NoSvgError, OSError):
            return b""
    picture = Gallery(folder).draw(name, 512)
    return picture.content if isinstance(picture, Picture) else b""
