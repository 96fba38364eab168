"""The web manifest and the icons that a device puts on its home screen."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

import hubs
from hearth.site.app_files import ICONS, MANIFEST, app_files

SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2">'
    '<rect width="2" height="2" fill="#00f"/>{}</svg>'
)


def png(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(file, "PNG")
    return file.getvalue()


def middle(files: dict[str, bytes]) -> object:
    """The colour in the middle of the largest icon."""
    return (
        Image.open(io.BytesIO(files[f"{ICONS}/icon-512.png"])).convert("RGB").getpixel((256, 256))
    )


def test_every_page_leads_to_them(site: Path) -> None:
    """In the head, by an address relative to the page."""
    for file in site.rglob("*.html"):
        page = html.parse(str(file)).getroot()
        if page.xpath("//link[@rel='icon']") and file.name != "404.html":
            for rel, uri in (
                ("manifest", MANIFEST),
                ("apple-touch-icon", f"{ICONS}/apple-touch-icon.png"),
            ):
                (href,) = page.xpath(f"//link[@rel='{rel}']/@href")
                assert (file.parent / href).resolve() == (site / uri).resolve(), file


def test_the_manifest_says_what_devices_ask_for(site: Path) -> None:
    """Its addresses are relative to itself, and each icon is as large as it says."""
    told = json.loads((site / MANIFEST).read_bytes())
    assert (told["name"], told["lang"], told["dir"]) == ("Community Circle", "en", "ltr")
    assert (told["start_url"], told["scope"]) == ("./", "./")
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
    for icon in told["icons"]:
        with Image.open(site / icon["src"]) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]


@pytest.mark.parametrize("name", ["maskable-512", "apple-touch-icon"])
def test_no_device_fills_what_is_transparent(site: Path, name: str) -> None:
    """Icons that a device cuts or lays on black go to their edges."""
    with Image.open(site / f"{ICONS}/{name}.png") as image:
        assert image.mode == "RGB" and image.getpixel((0, 0)) == (184, 67, 31)


@pytest.mark.parametrize(
    ("files", "colour"),
    [
        ({"overrides/my/icon.svg": SQUARE.format("")}, (0, 0, 255)),
        ({"content/my/icon.svg": SQUARE.format("")}, (0, 0, 255)),
        (
            {
                "overrides/my/icon.svg": SQUARE.format("<text/>"),
                "overrides/my/icon.png": png("#0f0"),
            },
            (0, 255, 0),
        ),
        ({"overrides/my/icon.svg": "no drawing", "content/my/icon.png": png("#0f0")}, (0, 255, 0)),
        ({"overrides/my/icon.svg": SQUARE.format("<text/>")}, None),
        ({"overrides/my/icon.png": b"no picture"}, None),
        ({}, None),
    ],
)
def test_icons_are_drawn_from_the_hub_s_own(
    tmp_path: Path, files: hubs.Files, colour: tuple[int, ...] | None
) -> None:
    """From its icon, from one in PNG beside it where that cannot be drawn, or else the engine's."""
    hub = hubs.small_hub(tmp_path, files)
    found = middle(app_files(hub, "my/icon.svg"))
    assert found == (colour or middle(app_files(hub, "")))


@pytest.mark.parametrize(
    "icon", ["../secret.png", "/etc/passwd", "../../x.svg", "https://e.org/a.svg"]
)
def test_no_icon_is_read_from_elsewhere(tmp_path: Path, icon: str) -> None:
    """What is not below the hub's folders is passed over."""
    hub = hubs.small_hub(
        tmp_path / "hub", {"secret.png": png("#0f0"), "../x.svg": SQUARE.format("")}
    )
    assert middle(app_files(hub, icon)) == middle(app_files(hub, ""))


@pytest.mark.parametrize("builder", ["mkdocs", "plain"])
def test_a_hub_s_own_manifest_stays(tmp_path: Path, builder: str) -> None:
    """A file of the hub at one of the addresses is served instead; an internal hub has them too."""
    files: hubs.Files = {"content/site.webmanifest": '{"name": "Ours"}'}
    root = hubs.minimal_hub(tmp_path / "hub", files, settings="internal: true")
    site = hubs.built(root, tmp_path / "site", builder)
    assert (site / MANIFEST).read_text() == '{"name": "Ours"}'
    assert (site / f"{ICONS}/apple-touch-icon.png").is_file()
