"""Draw the portraits of the sample's people, who are invented: no photograph, nobody's face.

    python .ci/portraits.py          # writes content/assets/people/*.webp

Simple shapes in a few colours, the same file from the same line of the table. Drawn for this
sample and given away under CC0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

PEOPLE = Path(__file__).parents[1] / "content" / "assets" / "people"
SIDE, FINE = 224, 4
"""Pixels along a side, and how many times as many it is drawn with, so that edges are smooth."""
Box = tuple[float, float, float, float]

INK = "#2b2320"
SKIN = {
    "1": ("#f6d7c3", "#e9b79b"),
    "2": ("#efc4a2", "#dc9f78"),
    "3": ("#d9a57c", "#bf8459"),
    "4": ("#b97f56", "#9a6340"),
    "5": ("#8f5b3d", "#74452c"),
    "6": ("#6b4230", "#543122"),
}
"""Skin, and its shade."""
GROUND = {
    "ember": ("#f6cdb8", "#f1b797"),
    "pine": ("#bfdcd2", "#a3cbbd"),
    "plum": ("#d8c8e8", "#c5aedd"),
    "sun": ("#f5dfae", "#edcd86"),
    "sky": ("#c3d8ea", "#a8c5de"),
    "rose": ("#f2cbd0", "#e7b0b8"),
}
"""The ground, and the disc on it."""


@dataclass(frozen=True)
class Look:
    """What a portrait is made of."""

    ground: str
    skin: str
    hair: str
    """Its colour, or that of a scarf around it."""
    cut: str
    clothes: str
    neck: str = "round"
    """The neckline: round, collar, high."""
    beard: str = ""
    beard_hair: str = ""
    """Its colour, where that of the hair is not seen."""
    glasses: str = ""
    earrings: str = ""
    eyes: str = "open"


class Sheet:
    """A drawing in units of a 240th of its side."""

    def __init__(self, ground: str) -> None:
        self.scale = SIDE * FINE / 240
        self.image = Image.new("RGB", (SIDE * FINE,) * 2, ground)
        self.pen = ImageDraw.Draw(self.image)

    def oval(self, x: float, y: float, rx: float, ry: float, fill: str) -> None:
        self.pen.ellipse(self.pixels((x - rx, y - ry, x + rx, y + ry)), fill)

    def block(self, box: Box, radius: float, fill: str) -> None:
        self.pen.rounded_rectangle(self.pixels(box), radius * self.scale, fill)

    def pie(self, x: float, y: float, rx: float, ry: float, turn: Sequence[int], fill: str) -> None:
        """The part of an oval between two angles, cut straight across."""
        self.pen.chord(self.pixels((x - rx, y - ry, x + rx, y + ry)), turn[0], turn[1], fill)

    def arc(
        self, x: float, y: float, rx: float, ry: float, turn: Sequence[int], line: Line
    ) -> None:
        box = self.pixels((x - rx, y - ry, x + rx, y + ry))
        self.pen.arc(box, turn[0], turn[1], line[0], round(line[1] * self.scale))

    def shape(self, points: Sequence[tuple[float, float]], fill: str) -> None:
        self.pen.polygon([(x * self.scale, y * self.scale) for x, y in points], fill)

    def pixels(self, box: Box) -> Box:
        """A box of units in pixels of the drawing."""
        left, top, right, bottom = (edge * self.scale for edge in box)
        return left, top, right, bottom


Line = tuple[str, float]
"""Colour and width."""


def behind(sheet: Sheet, look: Look) -> None:
    """What of the hair, or of a scarf, lies behind the head."""
    hair = look.hair
    if look.cut in ("long", "fringe"):
        sheet.block((70, 70, 170, 190), 46, hair)
    elif look.cut == "bob":
        sheet.block((70, 62, 170, 150), 44, hair)
    elif look.cut == "curls":
        for x, y, r in [(78, 92, 26), (162, 92, 26), (72, 122, 24), (168, 122, 24)]:
            sheet.oval(x, y, r, r, hair)
        for x, y, r in [(92, 66, 28), (120, 56, 30), (148, 66, 28), (82, 146, 20), (158, 146, 20)]:
            sheet.oval(x, y, r, r, hair)
    elif look.cut == "afro":
        sheet.oval(120, 90, 62, 58, hair)
    elif look.cut == "bun":
        sheet.oval(120, 46, 22, 20, hair)
    elif look.cut == "braid":
        for n in range(5):
            sheet.oval(170 - 2 * (n % 2), 128 + 16 * n, 11 - n * 0.8, 11, hair)
    elif look.cut == "scarf":
        sheet.block((66, 56, 174, 190), 50, hair)
        sheet.block((58, 160, 182, 230), 40, hair)


def body(sheet: Sheet, look: Look) -> None:
    """Shoulders, neck and what is worn."""
    skin, shade = SKIN[look.skin]
    sheet.block((44, 182, 196, 300), 48, look.clothes)
    sheet.block((102, 140, 138, 196), 16, shade)
    if look.neck == "round":
        sheet.pie(120, 184, 26, 20, (0, 180), shade)
    elif look.neck == "collar":
        sheet.shape([(100, 184), (140, 184), (120, 212)], skin)
        sheet.shape([(98, 180), (120, 206), (106, 220), (90, 192)], "#fffaf2")
        sheet.shape([(142, 180), (120, 206), (134, 220), (150, 192)], "#fffaf2")
    else:
        sheet.block((96, 166, 144, 200), 12, look.clothes)


def head(sheet: Sheet, look: Look) -> None:
    """The head without its face."""
    skin, shade = SKIN[look.skin]
    if look.cut != "scarf":
        for x in (78, 162):
            sheet.oval(x, 116, 9, 12, shade)
    sheet.oval(120, 108, 43, 50, skin)


def beard(sheet: Sheet, look: Look) -> None:
    """A beard that leaves cheeks and mouth free."""
    skin, _ = SKIN[look.skin]
    hair = look.beard_hair or look.hair
    if look.beard == "full":
        sheet.pie(120, 110, 43, 50, (5, 175), hair)
        sheet.oval(120, 108, 35, 21, skin)
        sheet.pie(120, 133, 19, 9, (180, 360), hair)
    elif look.beard == "short":
        sheet.pie(120, 137, 19, 18, (0, 180), hair)


def face(sheet: Sheet, look: Look) -> None:
    """Cheeks, eyes, nose and mouth."""
    _, shade = SKIN[look.skin]
    for x in (94, 146):
        sheet.oval(x, 125, 8, 5, shade)
    for x in (103, 137):
        if look.eyes == "open":
            sheet.oval(x, 110, 4.2, 5, INK)
            sheet.oval(x + 1.4, 108.4, 1.3, 1.3, "#ffffff")
        else:
            sheet.arc(x, 112, 7, 6, (190, 350), (INK, 3))
        sheet.arc(x, 104, 9, 8, (215, 325), (INK, 2.6))
    sheet.arc(120, 117, 5, 5, (20, 160), (shade, 3))
    sheet.pie(120, 133, 13, 11, (0, 180), "#fffaf2" if look.eyes == "open" else "#8c2f2b")


def before(sheet: Sheet, look: Look) -> None:
    """What of the hair lies over the forehead."""
    hair, skin = look.hair, SKIN[look.skin][0]
    if look.cut in ("bob", "long"):
        sheet.pie(120, 100, 46, 46, (188, 352), hair)
    if look.cut in ("short", "braid", "bun"):
        high = 30 if look.cut == "short" else 36
        sheet.pie(120, 102, 46, 48, (180, 360), hair)
        sheet.oval(120, 110, 41, high, skin)
    if look.cut in ("long", "bob"):
        sheet.shape([(75, 92), (120, 62), (98, 100), (78, 128)], hair)
        sheet.shape([(165, 92), (120, 62), (142, 100), (162, 128)], hair)
    elif look.cut == "fringe":
        sheet.pie(120, 100, 47, 48, (180, 360), hair)
        sheet.block((76, 84, 164, 100), 8, hair)
    elif look.cut == "side":
        sheet.pie(120, 98, 46, 45, (186, 354), hair)
        sheet.shape([(74, 94), (96, 50), (166, 72), (150, 84), (104, 82)], hair)
        sheet.oval(104, 62, 30, 16, hair)
    elif look.cut in ("curls", "afro"):
        for x, y, r in [(90, 74, 15), (106, 66, 16), (124, 64, 16), (142, 70, 15), (154, 82, 11)]:
            sheet.oval(x, y, r, r, hair)
    elif look.cut == "bald":
        for x in (79, 161):
            sheet.oval(x, 100, 5, 14, hair)
    elif look.cut == "scarf":
        sheet.pie(120, 98, 48, 46, (180, 360), hair)
        for side in (-1, 1):
            sheet.shape(
                [
                    (120 + 48 * side, 96),
                    (120 + 38 * side, 96),
                    (120 + 40 * side, 130),
                    (120 + 18 * side, 162),
                    (120 + 50 * side, 164),
                ],
                hair,
            )
        sheet.pie(120, 150, 40, 34, (0, 180), hair)
        sheet.pie(120, 134, 36, 26, (30, 150), skin)
    elif look.cut == "hat":
        sheet.pie(120, 88, 46, 46, (180, 360), hair)
        sheet.block((70, 78, 170, 96), 9, SHADED[hair])


SHADED = {"#5b3f7a": "#452e5f", "#1f5c50": "#17463d", "#b8431f": "#8f3215"}
"""A hat's brim, by the hat's colour."""


def worn(sheet: Sheet, look: Look) -> None:
    """Glasses and earrings."""
    if look.glasses:
        for x in (102, 138):
            sheet.arc(x, 111, 15, 14, (0, 360), (look.glasses, 3.4))
        sheet.arc(120, 110, 5, 5, (200, 340), (look.glasses, 3.4))
    if look.earrings:
        for x in (77, 163):
            sheet.oval(x, 134, 5, 5, look.earrings)


def portrait(look: Look) -> Image.Image:
    """A person as far as the shoulders."""
    ground, disc = GROUND[look.ground]
    sheet = Sheet(ground)
    sheet.oval(120, 120, 96, 96, disc)
    for part in (behind, body, head, beard, before, face, worn):
        part(sheet, look)
    shown = sheet.image.crop(sheet.pixels((22, 24, 218, 220)))
    return shown.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


LOOKS = {
    "amina-odhiambo": Look("sun", "6", "#241a17", "afro", "#b8431f", earrings="#edb63b"),
    "anouk-de-vries": Look("sky", "1", "#d9b36a", "bob", "#2f4a6d", "collar"),
    "aroha-ngata": Look("pine", "4", "#2a1d18", "long", "#1f5c50", earrings="#f1ebe4"),
    "charlotte-dubois": Look("rose", "1", "#8a4b2a", "fringe", "#7a2f45", "high"),
    "fatima-zahra-alami": Look("plum", "3", "#5b3f7a", "scarf", "#3d2a54", eyes="shut"),
    "giorgos-papadakis": Look("sky", "3", "#3a2d27", "side", "#35566b", "collar", "full"),
    "hana-suzuki": Look("ember", "2", "#231c1b", "bob", "#5a6b4e", glasses="#3a2d27"),
    "isla-mackenzie": Look("pine", "1", "#b5532a", "curls", "#2d5f57", "high", eyes="shut"),
    "jonas-theil": Look("sun", "1", "#7a5a3a", "side", "#4a4540", "round", glasses="#2b2320"),
    "kwame-mensah": Look("ember", "6", "#1d1614", "short", "#e0a22f", "round", "short"),
    "leilani-kealoha": Look("rose", "4", "#1f1714", "braid", "#c0503c", earrings="#f5dfae"),
    "li-na": Look("sky", "2", "#1e1919", "long", "#b14a55", "collar"),
    "lucas-ferreira": Look("pine", "4", "#2a1c16", "curls", "#284b63", beard="short"),
    "marcus-whitfield": Look("plum", "5", "#cfc8c2", "bald", "#4a3a63", "collar", "full"),
    "mateo-rojas": Look(
        "sun", "3", "#1f5c50", "hat", "#8f5a2b", beard="short", beard_hair="#2a1d18"
    ),
    "mei-lin-chen": Look("rose", "2", "#2a2322", "bun", "#5b3f7a", glasses="#7a2f45"),
    "priya-raman": Look("ember", "4", "#201715", "braid", "#8a2f5a", earrings="#edb63b"),
    "olena-koval": Look("sky", "1", "#caa15a", "braid", "#3f6a8a", "high"),
    "rosa-salgado": Look("plum", "3", "#bdb4ad", "bun", "#a3402c", eyes="shut"),
    "samuel-okafor": Look("pine", "6", "#191311", "short", "#f1ebe4", "collar", glasses="#8f5a2b"),
    "sinead-obrien": Look("ember", "1", "#a8431f", "long", "#1f5c50"),
    "tomasz-wilk": Look("sky", "1", "#b08a55", "short", "#6b3a2c", "high", "full"),
}


def main() -> None:
    """Write all portraits."""
    PEOPLE.mkdir(parents=True, exist_ok=True)
    for name, look in LOOKS.items():
        portrait(look).save(PEOPLE / f"{name}.webp", quality=84, method=6)


if __name__ == "__main__":
    main()
