"""Print HTML to PDF with the machine's Chromium."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from hearth.base.words import said

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PATIENCE = 60
"""Seconds a browser has for a page."""
_PAGE = re.compile(rb"/Type\s*/Page\b")


class NoPdfError(Exception):
    """Why there is no PDF, in words for whoever asked for it."""


def pdf_of(page: str) -> bytes:
    """A page that stands alone as PDF. The browser gets a profile of its own, no network, and a
    minute at most."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise NoPdfError(
            said(
                "No Chromium or Chrome was found here. Write the report with --out report.html and "
                "print that from a browser: it is one page of A4."
            )
        )
    with tempfile.TemporaryDirectory(prefix="hearth-") as folder:
        source, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_text(page, encoding="utf-8")
        # Root, as in most containers, cannot have Chromium's sandbox; the page is the hub's own,
        # and without script.
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        options = [
            "--headless",
            *(["--no-sandbox"] if root else []),
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-extensions",
            "--no-first-run",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={target}",
        ]
        try:
            subprocess.run(
                [browser, *options, source.as_uri()],
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
        except (subprocess.TimeoutExpired, OSError) as error:
            raise NoPdfError(
                said(
                    "%(browser)s did not print the page (%(name)s). Write HTML and print that "
                    "from a browser.",
                    browser=browser,
                    name=error.__class__.__name__,
                )
            ) from None
        if not target.is_file():
            raise NoPdfError(
                said(
                    "%(browser)s did not print the page. Write HTML and print that from a browser.",
                    browser=browser,
                )
            )
        return target.read_bytes()


def pages_in(pdf: bytes) -> int:
    """How many pages a PDF of Chromium's has."""
    return len(_PAGE.findall(pdf))
