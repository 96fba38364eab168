"""Make the vendored WOFF2 subsets of Fraunces and Inter, and of their companions in Hebrew. Needs
fontTools and brotli.

    npm pack @fontsource-variable/{fraunces,inter,frank-ruhl-libre,heebo}
    python subset_fonts.py PACKAGES OUT  # each unpacked into a folder of its name in PACKAGES

Five files a family, told apart by unicode-range, so that a reader fetches the others than the first
only when a name on the page needs them. Of the weight axis stays what the style sheet uses.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

# Common: what most names in extended Latin are written with, in Central Europe, Turkish and
# Romanian, and the long vowels of Māori, Hawaiian and romanised Japanese.
COMMON = "ĀāĂăĄąĆćČčĎďĐđĒēĘęĚěĞğĪīİŁłŃńŇňŌōŐőŘřŚśŞşŠšŢţŤťŪūŮůŰűŹźŻżŽžȘșȚț"
# More: Baltic, Yoruba, Igbo, Hausa, romanised Sanskrit and Arabic: letters and marks only, without
# the phonetic and historic blocks that double the file.
RANGES = {
    "latin": (
        "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,"
        "U+2000-206F,U+20AC,U+2122,U+2190-2193,U+2212,U+2215,U+2605-2606,U+FEFF,U+FFFD"
    ),
    "latin-ext": ",".join(f"U+{ord(letter):04X}" for letter in COMMON),
    "latin-more": (
        "U+0100-0130,U+0132-0151,U+0154-017F,U+0186,U+018E-0190,U+0192,U+0197-0199,U+01B3-01B4,"
        "U+01CD-01DC,U+01E6-01E7,U+01EA-01EB,U+01FC-01FF,U+0200-021B,U+0226-0233,U+0237,U+0253-0254,"
        "U+0257,U+0259,U+025B,U+0269,U+0272,U+028B,U+02B0-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,"
        "U+02DD,U+0300-0303,U+0305-0307,U+030A-0328,U+1E00-1E9F,U+20A0-20AB,U+20AD-20C0,U+2113"
    ),
    "vietnamese": (
        "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,"
        "U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB"
    ),
    "hebrew": "U+0591-05F4,U+20AA",
}
SOURCES = {"latin-more": "latin-ext"}
"""The package's own part a file is cut from, where it is not called the same."""
COMPANIONS = {"fraunces": "frank-ruhl-libre", "inter": "heebo"}
"""Families that go with ours and have Hebrew, which ours do not."""
FEATURES = "kern,ccmp,locl,mark,mkmk,tnum,lnum"
WEIGHTS = "wght=400:700"


def subset(packages: Path, family: str, part: str, out: Path) -> None:
    """Cut one file of a family out of the package's own."""
    name = COMPANIONS[family] if part == "hebrew" else family
    source = packages / name / "files" / f"{name}-{SOURCES.get(part, part)}-wght-normal.woff2"
    target = out / f"{family}-{part}.woff2"
    _run("fontTools.varLib.instancer", source, WEIGHTS, f"--output={target}")
    options = [f"--unicodes={_letters(part)}", f"--layout-features={FEATURES}"]
    options += ["--flavor=woff2", "--no-hinting", "--drop-tables+=DSIG", f"--output-file={target}"]
    _run("fontTools.subset", target, *options)


def _letters(part: str) -> str:
    """What a file holds: what is common is not in two."""
    return RANGES[part] if part != "latin-more" else ",".join(_without(RANGES[part], COMMON))


def _without(ranges: str, letters: str) -> list[str]:
    spans = (span.removeprefix("U+").split("-") for span in ranges.split(","))
    found = (code for span in spans for code in range(int(span[0], 16), int(span[-1], 16) + 1))
    return [f"U+{code:04X}" for code in found if chr(code) not in letters]


def _run(tool: str, *arguments: object) -> None:
    subprocess.run([sys.executable, "-m", tool, *map(str, arguments)], check=True)


def main() -> None:
    """Cut all files and copy the licences."""
    packages, out = map(Path, sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    for family, companion in COMPANIONS.items():
        for part in RANGES:
            subset(packages, family, part, out)
        for name in (family, companion):
            shutil.copy(packages / name / "LICENSE", out / f"LICENSE-{name}.txt")


if __name__ == "__main__":
    main()
