"""Pictures on the site: pixels, words and size; nothing else that came with the file."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

import hubs
from hearth.base.pictures import Gallery, Picture
from hearth.model.quarantine import judge
from hearth.site.build import SiteBuild
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
        looked = Gallery(tmp_path).look(name)
        assert looked == Picture(name, 30, 20)
        assert Gallery(tmp_path).published(looked) == Gallery(tmp_path).published(looked)


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
