"""The page of an event that comes again: all of its dates, the further ones folded by year."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import html

from hearth.outputs.pages.event import LISTED, _repeating
from hearth.outputs.render import Renderer
from hubs import small_hub

WEEKLY = """\
title: Long table
summary: We eat together.
start: 2025-01-02T18:00
duration: 60
timezone: Europe/Berlin
mode: online
added: 2024-11-01
repeats: {rule: weekly, count: 130}
"""


def test_further_dates_unfold_by_year(tmp_path: Path) -> None:
    """Each date once, with a link to its page; how many more there are is said before they unfold,
    and what was is told from the latest on; one year alone is not named."""
    hub = small_hub(tmp_path, {"events/table.yml": WEEKLY}).public()
    event = hub.events["table"]
    view = _repeating(hub, event)
    frame = {"title": view.title, "crumbs": (), "crumb": ""}
    page = html.fromstring(str(Renderer(hub).render("event-series.html", **frame, **view.values)))
    links = {link.get("href").split("/")[-2] for link in page.xpath("//ul[@class='hb-dates']//a")}
    assert links == {str(item.original) for item in hub.schedule.by_event["table"]}
    coming, past = page.xpath("//details[@class='hb-fold']")
    counted = [
        int(re.findall(r"\d+", fold.find("summary").text_content())[0]) for fold in (coming, past)
    ]
    assert sum(counted) + 2 * LISTED == 130
    years = [[head.text for head in fold.iter("h3")] for fold in (coming, past)]
    assert years == [[], ["2026", "2025"]]
