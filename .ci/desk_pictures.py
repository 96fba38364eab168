"""Take the pictures of the desk in the guide, of the sample with an invented private folder.

    python .ci/desk_pictures.py      # writes content/assets/guide/desk-*.webp

Nobody in them exists: the members are the sample's, and the notes are those of `hearth example`.
Given away under CC0.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "content" / "assets" / "guide"
DAY = "2026-12-14"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDE, PHONE = (1024, 640), (390, 780)
VIEWS = {
    "desk-week": ("", WIDE),
    "desk-journeys": ("journeys/", WIDE),
    "desk-programmes": ("programmes/mentoring-programme/", WIDE),
    "desk-insights": ("insights/", WIDE),
    "desk-phone": ("", PHONE),
}
"""A picture's name, which page of the desk it shows, and how large a window is."""


@contextmanager
def a_desk() -> Iterator[str]:
    """The address of the desk of a copy of the sample, with an example to look after."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("content", "events", "members"):
            shutil.copytree(ROOT / name, Path(folder, name))
        shutil.copy(ROOT / "mkdocs.yml", folder)
        hearth = [sys.executable, "-m", "hearth"]
        day = ["--folder", folder, "--as-of", DAY]
        subprocess.run([*hearth, "example", *day], check=True, stdout=subprocess.DEVNULL)
        serving = subprocess.Popen(
            [*hearth, "desk", *day, "--port", "0"], stdout=subprocess.PIPE, text=True
        )
        try:
            told = serving.stdout or ()
            yield next(line.strip() for line in told if line.startswith("http"))
        finally:
            serving.terminate()
            serving.wait()


def take(page: Page, address: str) -> None:
    """Every picture, by day, as WebP."""
    page.goto(address)
    base = page.url
    PICTURES.mkdir(exist_ok=True)
    for name, (path, (width, height)) in VIEWS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(base + path)
        with Image.open(io.BytesIO(page.screenshot())) as picture:
            picture.save(PICTURES / f"{name}.webp", quality=62, method=6)


def main() -> None:
    program = next(filter(None, map(shutil.which, BROWSERS)))
    with a_desk() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        take(browser.new_page(color_scheme="light", reduced_motion="reduce"), address)
        browser.close()


if __name__ == "__main__":
    main()
