"""Pictures on the site: pixels, words and size; nothing else that came with the file."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageFile

import hubs
from hearth.base.pictures import Gallery, Picture
from hearth.model.quarantine import judge
from hearth.site.build import SiteBuild
from hearth.site.builder import Report
from hearth.site.chrome import SiteChrome
from hearth.site.fill import PageFiller
from hearth.site.plan import SitePlan
from hearth.site.tree import SiteTree
from hearth.site.write import SiteWriter
from made_files import CANARY, MADE, SCRIPT, picture

FIGURE = (
    "image: {src: assets/hall.png, alt: 'A hall & chairs', credit: Bo Sample, licence: CC-BY-4.0}\n"
)
TELLING = MADE["telling"]()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small hub with a telling portrait, a group's picture, and the portrait of somebody
    hidden."""
    crew = str(hubs.BASE["content/groups/crew.yml"]) + FIGURE
    hidden = "name: Di Hidden\njoined: 2026-01-05\nvisible: hidden\navatar: assets/di.jpg\n"
    files: dict[str, str | bytes | None] = {
        "content/assets/ada.jpg": TELLING,
        "content/assets/di.jpg": TELLING,
        "content/assets/hall.png": picture("PNG", (2000, 1000)),
        "members/ada.yml": str(hubs.BASE["members/ada.yml"]) + "avatar: assets/ada.jpg\n",
        "members/di.yml": hidden,
        "content/groups/crew.yml": crew,
    }
    return hubs.built_once(tmp_path_factory, "pictures", files)


def test_what_a_file_tells_is_in_no_output(site: Path) -> None:
    """Neither the place a photograph was taken at nor the script behind it is published."""
    assert CANARY.encode() in TELLING and TELLING.count(SCRIPT) == 1
    for path, raw in hubs.tree(site).items():
        assert CANARY.encode() not in raw and SCRIPT not in raw, path


def test_a_portrait_is_turned_and_bare(site: Path) -> None:
    """A photograph held sideways is turned, and has no metadata left."""
    with Image.open(site / "assets/ada.jpg") as image:
        assert image.size == (16, 24)
        assert not image.getexif() and not {"icc_profile", "comment", "exif"} & image.info.keys()


def test_a_picture_nobody_may_see_is_not_published(site: Path) -> None:
    """The portrait of a hidden member is not among the files."""
    assert not (site / "assets/di.jpg").exists()


def test_a_figure_has_words_and_size(site: Path) -> None:
    """A picture says what it shows, who made it, under which licence, and how large it is; it comes
    when it is needed."""
    html = (site / "groups/crew/index.html").read_text(encoding="utf-8")
    figure = html[html.index("<figure") : html.index("</figure>")]
    for part in (
        'alt="A hall &amp; chairs"',
        'width="1600"',
        'height="800"',
        'loading="lazy"',
        "Bo Sample",
        "CC-BY-4.0",
    ):
        assert part in figure
    with Image.open(site / "assets/hall.png") as image:
        assert image.size == (1600, 800)


@pytest.mark.parametrize(
    ("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.webp", "WEBP")]
)
def test_the_same_file_gives_the_same_bytes(tmp_path: Path, name: str, kind: str) -> None:
    """A picture is drawn anew to the same bytes each time, whatever the mode of its pixels."""
    for mode in ("RGB", "L", "RGBA", "P", "CMYK"):
        if (kind, mode) in {("JPEG", "RGBA"), ("JPEG", "P"), ("PNG", "CMYK"), ("WEBP", "CMYK")}:
            continue
        into = io.BytesIO()
        Image.new(mode, (30, 20)).save(into, kind)
        (tmp_path / name).write_bytes(into.getvalue())
        assert Gallery(tmp_path).look(name) == Picture(name, 30, 20)
        drawn = [Gallery(tmp_path).draw(name) for _ in range(2)]
        assert isinstance(drawn[0], Picture) and isinstance(drawn[1], Picture)
        assert drawn[0] == drawn[1] == Picture(name, 30, 20)
        assert drawn[0].content == drawn[1].content != b""


def swapped() -> bytes:
    """A colour profile in which red is green and green is red."""
    raw = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    raw = raw.replace(b"rXYZ", b"?XYZ").replace(b"gXYZ", b"rXYZ").replace(b"?XYZ", b"gXYZ")
    return raw.replace("sRGB".encode("utf-16-be"), "RGBG".encode("utf-16-be"))


def linear() -> bytes:
    """A profile of greys in which half the number is half the light (ICC.1:2001-04)."""
    white = b"XYZ \0\0\0\0" + struct.pack(">3I", 0xF6D6, 0x10000, 0xD32D)
    words = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"grey\0" + bytes(79)
    tags = {b"desc": words, b"wtpt": white, b"kTRC": b"curv" + bytes(8)}
    table, content = struct.pack(">I", len(tags)), b""
    for name, value in tags.items():
        table += name + struct.pack(">II", 132 + 12 * len(tags) + len(content), len(value))
        content += value + bytes(-len(value) % 4)
    size = struct.pack(">I", 128 + len(table) + len(content))
    head = size + b"lcms\x02\x10\0\0mntrGRAYXYZ " + bytes(12) + b"acsp" + bytes(28)
    head += struct.pack(">3I", 0xF6D6, 0x10000, 0xD32D)
    return head.ljust(128, b"\0") + table + content


@pytest.mark.parametrize(
    ("name", "mode", "colour", "profile", "shown"),
    [
        ("a.png", "RGB", (200, 60, 20), swapped(), (60, 200, 20)),
        ("a.jpg", "RGB", (200, 60, 20), swapped(), (60, 200, 20)),
        ("a.webp", "RGB", (200, 60, 20), swapped(), (60, 200, 20)),
        ("a.png", "RGBA", (200, 60, 20, 90), swapped(), (60, 200, 20, 90)),
        ("a.png", "L", 128, linear(), 188),
        ("a.jpg", "L", 128, linear(), 188),
        ("a.png", "L", 128, swapped(), 128),
        ("a.png", "RGB", (200, 60, 20), linear(), (200, 60, 20)),
        ("a.png", "RGB", (200, 60, 20), b"no profile at all", (200, 60, 20)),
        ("a.png", "RGB", (200, 60, 20), swapped()[:300], (200, 60, 20)),
    ],
)
def test_a_profile_is_heeded_and_left_out(
    tmp_path: Path, name: str, mode: str, colour: Any, profile: bytes, shown: Any
) -> None:
    """The colours are those the file's own profile explains; a profile of another kind or none
    changes nothing."""
    into = io.BytesIO()
    kind = Image.registered_extensions()[f".{name.split('.')[1]}"]
    more = {"lossless": True, "quality": 100} if kind == "WEBP" else {"quality": 98}
    Image.new(mode, (24, 16), colour).save(into, kind, icc_profile=profile, **more)
    (tmp_path / name).write_bytes(into.getvalue())
    drawn = Gallery(tmp_path).draw(name)
    assert isinstance(drawn, Picture)
    with Image.open(io.BytesIO(drawn.content)) as image:
        assert (image.mode, "icc_profile" in image.info) == (mode, False)
        found = image.getpixel((12, 8))
    pairs = zip(found, shown, strict=True) if isinstance(shown, tuple) else [(found, shown)]
    assert max(abs(one - other) for one, other in pairs) <= 3


def test_each_picture_is_decoded_once_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the check has drawn is what is written, whoever names it and however often."""
    files: dict[str, str | bytes | None] = {
        "content/assets/ada.jpg": TELLING,
        "content/assets/hall.png": picture("PNG", (2000, 1000)),
        "members/ada.yml": str(hubs.BASE["members/ada.yml"]) + "avatar: assets/ada.jpg\n" + FIGURE,
        "members/bo.yml": str(hubs.BASE["members/bo.yml"]) + "avatar: assets/ada.jpg\n",
    }
    decoded: list[str] = []
    load = ImageFile.ImageFile.load

    def noted(image: ImageFile.ImageFile) -> Any:
        if image.tile:  # what is decoded already has none left
            decoded.append(image.format or "")
        return load(image)

    monkeypatch.setattr(ImageFile.ImageFile, "load", noted)
    hub, _ = hubs.load(hubs.minimal_hub(tmp_path, files), draw=True, shells=False)
    plan = SitePlan(hub.public())
    tree, filler = SiteTree(tmp_path / "site"), PageFiller(plan.hub)
    SiteWriter(plan, filler, tree, SiteChrome(), {}).write(1, Report())
    assert sorted(decoded) == ["JPEG", "PNG"]
    assert {shown.src: shown.content for shown in plan.pictures} == {
        src: (tmp_path / "site" / src).read_bytes() for src in ("assets/ada.jpg", "assets/hall.png")
    }


@pytest.mark.parametrize("size", [(640, 480), (4096, 4096)])
def test_usual_forms_of_a_picture_are_taken(tmp_path: Path, size: tuple[int, int]) -> None:
    """Pictures in passes, of greys, colours or inks, are no bombs."""
    for mode in ("L", "RGB", "CMYK"):
        into = io.BytesIO()
        Image.new(mode, size).save(into, "JPEG", progressive=True, quality=40)
        (tmp_path / "a.jpg").write_bytes(into.getvalue())
        assert Gallery(tmp_path).look("a.jpg", 480) == Picture(
            "a.jpg", 480, 480 * size[1] // size[0]
        )


@pytest.mark.parametrize(
    "fields",
    [
        "avatar: assets/ada.jpg\njoined: soon\n",
        "avatar: assets/ada.jpg\nimage: {src: assets/hall.png}\njoined: 2026-01-05\n",
    ],
    ids=["wrong day", "wrong picture"],
)
def test_a_wrong_record_keeps_its_picture_back(tmp_path: Path, fields: str) -> None:
    """What a record names that is left out in quarantine has not been looked at, and is not
    copied."""
    files: dict[str, str | bytes | None] = {
        "content/assets/ada.jpg": TELLING,
        "content/assets/hall.png": TELLING,
        "members/ada.yml": f"name: Ada Example\n{fields}",
    }
    hub, problems = hubs.load(hubs.minimal_hub(tmp_path, files), on_bad_record="quarantine")
    assert problems.errors
    site = SiteBuild(judge(hub, problems).hub.public())
    named = {src for src in ("assets/ada.jpg", "assets/hall.png") if src in fields}
    assert {src for src in named if site.plan.leaves_out(src, False)} == named
    assert not named & {shown.src for shown in site.plan.pictures}
