"""What pages say in English though their hub speaks another language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from itertools import islice
from pathlib import Path

import pytest

import hubs
from community import community
from hearth.base import languages
from hearth.base.zones import zone_names
from hearth.manage.desk.brief import brief
from hearth.manage.desk.candidates import find_candidates
from hearth.manage.desk.care import care
from hearth.manage.desk.coffee import Lot, draw
from hearth.manage.desk.connectors import bridges, other_links
from hearth.manage.desk.editorial import calendar
from hearth.manage.desk.introductions import suggest
from hearth.manage.desk.newsletter import issue_contents
from hearth.manage.desk.periods import last_period
from hearth.manage.desk.register import register
from hearth.manage.desk.report import PRESETS, report
from hearth.manage.figures import MetricContext
from hearth.manage.private import Notes
from hearth.manage.private.reading import read_notes
from hearth.model.hub import Hub
from hearth.outputs.pages.plan import plan
from hearth.outputs.promotion import kit, kit_plain
from hearth.outputs.run_sheet import run_sheet, run_sheet_markdown
from hearth.papers import connectors, editorial, needs
from hearth.papers.brief import brief_paper
from hearth.papers.care import care_paper
from hearth.papers.introductions import coffee_paper, introductions_paper
from hearth.papers.newsletter import draft
from hearth.papers.newsletter_mail import mail
from hearth.papers.paper import Paper
from hearth.papers.register import register_paper
from hearth.papers.report import report_paper
from hearth.papers.social import of_event, of_post
from hearth.site.fill import PageFiller
from pseudo_words import pseudo_catalogue
from test_cli_determinism import NOTES, with_open_doors

_PROSE = re.compile(r'<div class="hb-prose">.*?</div>|<(script|style|svg)\b.*?</\1>', re.DOTALL)
_TYPED = re.compile(
    r"<code>.*?</code>|<(?:style|script|svg)\b.*?</(?:style|script)>|\{\{\w+\}\}", re.DOTALL
)
"""What is typed as it stands."""
_SAID = re.compile(r"<[^>]*?(?:aria-label|title|placeholder|alt)=\"([^\"]*)\"|>([^<]+)<")
_WORD = re.compile(r"(?<![\w.@/#-])[A-Za-z]{3,}(?![\w@/])")
NAMES = {
    "atom",
    "eat",
    "fastmail",
    "feed",
    "rss",
    "google",
    "outlook",
    "microsoft",
    "thunderbird",
    "json",
    "csv",
    "cet",
    "example",
    "utc",
}
"""What is called so in every language."""


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hub:
    """The small hub in a language of letters that English does not have."""
    (tmp_path / "ru.po").write_text(pseudo_catalogue(), encoding="utf-8")
    monkeypatch.setattr(languages, "LOCALE", tmp_path)
    hub = hubs.small_hub(tmp_path / "hub").public()
    return replace(hub, community=hub.community.model_copy(update={"language": "ru"}))


def own_words(hub: Hub) -> set[str]:
    """All words that people wrote in the hub."""
    files = [hub.root / path for path in hub.source_paths]
    text = " ".join(file.read_text(encoding="utf-8") for file in files)
    return {word.casefold() for word in re.findall("[A-Za-z]+", text)}


def own_notes(hub: Hub) -> set[str]:
    """All words of the private notes."""
    files = (hub.root / "private").rglob("*.*")
    return set(re.findall("[a-z]+", " ".join(file.read_text() for file in files).casefold()))


def english(hub: Hub) -> Iterator[tuple[str, str]]:
    """(template, piece of text) of what one page of each template says in English by itself."""
    filler, written, seen = PageFiller(hub), own_words(hub) | NAMES, set()
    for page in plan(hub):
        name = page.template if isinstance(page.template, str) else page.template[0]
        if name in seen:
            continue
        seen.add(name)
        slots = filler.slots(page)
        html = f"<title>{slots['title']}</title>{slots['body']}"
        yield from ((name, words) for words in english_in(_TYPED.sub("", html), written))


def english_in(html: str, written: set[str]) -> Iterator[str]:
    """The pieces of a page with a word that nobody wrote into the hub."""
    for said in _SAID.finditer(_PROSE.sub("", html)):
        words = " ".join(unescape(said[1] or said[2]).split())
        if any(word.casefold() not in written for word in _WORD.findall(words)):
            yield words


def papers(hub: Hub, notes: Notes) -> Iterator[tuple[str, str]]:
    """(name, HTML) of everything that commands write for people."""
    context, public = MetricContext.of(hub, notes), hub.public()
    yield "brief", brief_paper(brief(context)).html
    for audience in PRESETS:
        told = report_paper(hub, report(hub, notes, last_period(hub.as_of, 4), audience))
        yield "report", told.html
        yield "report", Paper.html.fget(told)  # type: ignore[attr-defined]
    yield "register", register_paper(hub, register(hub, notes)).html
    yield "needs", needs.paper(context).html
    yield "connectors", connectors.paper(context, bridges(context), other_links(context)).html
    yield "care", care_paper(hub, care(context)).html
    yield "plan", editorial.paper(hub, calendar(hub, notes)).html
    yield "introductions", introductions_paper(hub, suggest(context, 20), 20).html
    lot = Lot(find_candidates(context, "coffee"))
    yield "coffee", coffee_paper(hub, draw(context), lot, None).html
    issue = draft(public, issue_contents(hub, notes))
    yield "newsletter", mail(issue)
    yield "newsletter as text", f"<p>{issue.plain_text}</p>"
    for item in islice(public.schedule.one_each(public.schedule.upcoming), 12):
        yield "kit", f"<p>{kit_plain(kit(public, item), hub.words)}</p>"
        yield "social", of_event(public, item).html
        yield "run sheet", f"<p>{run_sheet_markdown(run_sheet(public, item), hub.words)}</p>"
    yield "social", of_post(public, next(iter(public.posts.values()))).html


CASES: hubs.Files = {
    "events/off.yml": (
        "title: Off\nsummary: Off.\nstart: 2026-12-05\nend: 2026-12-07\nstatus: cancelled\n"
        "mode: hybrid\nvenue: v1\nadded: 2026-11-20\nhosts: [p003, p004]\n"
    ),
    "events/moved.yml": (
        "title: Moved\nsummary: Moved.\nstart: 2026-12-08T10:00\nend: 2026-12-09T12:00\n"
        "status: rescheduled\nprevious_start: 2026-12-01\nmode: online\nadded: 2026-11-20\n"
        "timezone: Asia/Tokyo\nonline: {platform: Zoom, reveal: registered}\n"
        "registration: {url: 'https://example.org/r', closes: 2026-12-04T18:00Z, cost: free, "
        "capacity: {online: 20}}\naccess: {captions: yes, recording: no}\n"
        "agenda: [{title: A, minutes: 30}, {title: B, start: '11:00', minutes: 120}]\n"
        "calls: [{what: Talks, url: 'https://example.org/c', closes: 2026-12-02 AoE}]\n"
        "languages: [de, fr]\nlevel: beginner\n"
        "repeats: {rule: monthly, on: [last friday], count: 4}\n"
    ),
}
"""What the community of the tests does not have by chance."""


@pytest.fixture(scope="module")
def busy_files() -> hubs.Files:
    """A community in which everything is going on."""
    files = with_open_doors(community().files)
    return {**files, **NOTES, **CASES}


def test_no_page_is_english(elsewhere: Hub) -> None:
    """Each message that pages say goes through the catalogues."""
    assert sorted(set(english(elsewhere))) == []


def test_no_paper_is_english(
    busy_files: hubs.Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does anything that commands write for people stay English; what is typed does."""
    (tmp_path / "ru.po").write_text(pseudo_catalogue(), encoding="utf-8")
    monkeypatch.setattr(languages, "LOCALE", tmp_path)
    about = hubs.BASE["content/community.yml"]
    spoken = {"content/community.yml": f"{about}language: ru\n"}
    hub = hubs.load(hubs.minimal_hub(tmp_path / "hub", {**busy_files, **spoken}))[0]
    places = {word.casefold() for zone in zone_names() for word in re.findall("[A-Za-z]+", zone)}
    written = own_words(hub) | own_notes(hub) | places | NAMES
    found = {
        (name, words)
        for name, html in papers(hub, read_notes(hub)[0])
        for words in english_in(_TYPED.sub("", str(html)), written)
    }
    assert sorted(found) == []
