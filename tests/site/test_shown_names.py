"""What readers of pages are not shown: names that only files and programs know."""

from __future__ import annotations

import re
from pathlib import Path

from site_pages import ordinary

NAME = re.compile(r"(?<![\w/.@-])[a-z]+(?:_[a-z0-9]+)+(?![\w/@])")


def test_no_page_shows_the_name_of_a_field(site: Path) -> None:
    """The guide may, which explains the files; a page says in words what a field means."""
    shown = {
        url: found
        for url, page in ordinary(site).items()
        if not url.startswith("guide/")
        for part in page.xpath("//*[@class='hb-page']")
        if (found := NAME.findall(" ".join(part.xpath(".//text()[not(ancestor::script)]"))))
    }
    assert shown == {}
