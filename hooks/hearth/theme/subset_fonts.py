"""Make the vendored WOFF2 subsets of Fraunces and Inter. Needs fontTools and brotli.

    npm pack @fontsource-variable/fraunces @fontsource-variable/inter # unpack each into its own
    folder python subset_fonts.py FRAUNCES_PACKAGE INTER_PACKAGE OUT

Three files a family, told apart by unicode-range, so that a reader fetches the second and third
only when a name on the page needs them. The weight axis stays whole.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

# Extended: Polish, Czech, Turkish, Romanian, Baltic, Yoruba, Igbo, Hausa, romanised Sanskrit and
# Arabic: letters and marks only, without the phonetic and historic blocks that double the file.
RANGES = {
    "latin": (
        "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,"
        "U+2190-2193,U+2212,U+2215,U+2605-2606,U+FEFF,U+FFFD"
    ),
    "latin-ext": (
        "U+0100-0130,U+0132-0151,U+0154-017F,U+0186,U+018E-0190,U+0192,U+0197-0199,U+01B3-01B4,U+01CD-01DC,U+01E6-01E7,"
        "U+01EA-01EB,U+01FC-01FF,U+0200-021B,U+0226-0233,U+0237,U+0253-0254,U+0257,U+0259,U+025B,U+0269,U+0272,U+028B,"
        "U+02B0-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD,U+0300-0303,U+0305-0307,U+030A-0328,U+1E00-1E9F,"
        "U+20A0-20AB,U+20AD-20C0,U+2113"
    ),
    "vietnamese": (
        "U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,"
        "U+0323,U+0329,U+1EA0-1EF9,U+20AB"
    ),
}
FEATURES = "kern,liga,clig,calt,ccmp,locl,mark,mkmk,tnum,lnum,case,frac"


def subset(package: Path, family: str, part: str, out: Path) -> None:
    """Cut one file of a family out of the package's own."""
    source = package / "files" / f"{family}-{part}-wght-normal.woff2"
    options = [
        f"--unicodes={RANGES[part]}",
        "--flavor=woff2",
        f"--output-file={out / f'{family}-{part}.woff2'}",
    ]
    options += [f"--layout-features={FEATURES}", "--no-hinting", "--drop-tables+=DSIG"]
    subprocess.run([sys.executable, "-m", "fontTools.subset", str(source), *options], check=True)


def main() -> None:
    """Cut all files and copy the licences."""
    fraunces, inter, out = map(Path, sys.argv[1:4])
    out.mkdir(parents=True, exist_ok=True)
    for package, family in ((fraunces, "fraunces"), (inter, "inter")):
        for part in RANGES:
            subset(package, family, part, out)
        shutil.copy(package / "LICENSE", out / f"LICENSE-{family}.txt")


if __name__ == "__main__":
    main()
