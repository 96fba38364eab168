"""Fill shells: the HTML for each slot of a page."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice

from hearth.base.problems import Problem
from hearth.model.hub import Hub
from hearth.outputs.discussion import page_discussion
from hearth.outputs.face import appearing
from hearth.outputs.head import head
from hearth.outputs.pages import front
from hearth.outputs.pages.page import Page, PageView
from hearth.outputs.pages.plan import plan
from hearth.outputs.render import Renderer, TemplateFaultError
from hearth.read.handwritten import BLOCK, HandWritten
from hearth.read.template_files import OWN, template_names
from hearth.read.templates import check_templates
from hearth.site.foreign_words import ForeignWords
from hearth.views.planet import latest
from hearth.wording import structured_data
from hearth.wording.safe import SafeHtml, html, joined, rooted, spoken, text, vouched

Slots = dict[str, SafeHtml]
"""HTML for each slot of a page, by the slot's name; and in ``frames``, whose frames its policy lets
in."""


class PageFiller:
    """Makes what goes into the pages of one hub."""

    def __init__(self, hub: Hub) -> None:
        self.hub, self.renderer, self.foreign = hub, Renderer(hub), ForeignWords(hub)
        self._views: dict[str, PageView] = {}

    def view(self, page: Page) -> PageView:
        """What a page shows; kept until the page is filled."""
        if page.url not in self._views:
            self._views[page.url] = page.prepare(self.hub)
        return self._views[page.url]

    def slots(self, page: Page, words: str = "", title: str | None = None) -> Slots:
        """HTML for each slot of a page; ``words`` and ``title`` are what a hand-written page of its
        name says."""
        view = self._views.pop(page.url, None) or page.prepare(self.hub)
        if title:
            view.title = title
        talk = page_discussion(self.hub, view.record)
        body = self.renderer.render(
            page.template,
            title=view.title,
            crumbs=view.crumbs,
            crumb=view.crumb,
            text=self._words(page, words) if words else text(""),
            appearing=list(appearing(self.hub, view.record)),
            blog=latest(self.hub, view.record),
            talk=talk,
            **view.values,
        )
        return {
            "url": text(page.url),
            "title": text(view.title),
            "description": text(view.description),
            "head": self._head(page, view),
            # Templates write addresses from the root; a page may be served from any folder.
            "body": rooted(self._told(view, body), _way_up(page.url)),
            "edit": text(page.source or ""),
            "frames": text(talk.origin if talk else ""),
        }

    def hand_written(self, page: HandWritten, words: str) -> SafeHtml:
        """The HTML of a hand-written page with its live blocks filled and first uses of glossary
        terms explained."""
        told = self._explained(words)
        if self.hub.origin and not page.translated:
            told = joined([self._untranslated(), spoken(told, self.hub.origin)])
        return rooted(told, _way_up(page.url))

    # -- in a further language ---------------------------------------------------------------------

    def _told(self, view: PageView, body: SafeHtml) -> SafeHtml:
        """What stands on a page; in a further language with marks at all that is not translated,
        and a notice above a record that is not."""
        if not self.hub.origin:
            return body
        told = self.foreign.marked(body)
        missing = view.record and not self.hub.is_translated(view.record)
        return joined([self._untranslated(), told]) if missing else told

    def _untranslated(self) -> SafeHtml:
        words = self.hub.words
        told = words(
            "This page is not translated yet. You read it in %(language)s.",
            language=words.language_name(self.hub.origin),
        )
        return html('<p class="hb-untranslated">%s</p>', told)

    def _words(self, page: Page, words: str) -> SafeHtml:
        """What a hand-written page says above what the hub shows at its address."""
        own, told = self.hub.pages.get(page.src_uri), self._explained(words)
        foreign = self.hub.origin and not (own and own.translated)
        return spoken(told, self.hub.origin) if foreign else told

    def _explained(self, words: str) -> SafeHtml:
        return self.renderer.explain(self._blocks(words))

    def _blocks(self, words: str) -> SafeHtml:
        """The HTML the site builder made of a page, with its live blocks filled."""
        if not BLOCK.search(words):
            return vouched(words)
        values = front.home_values(self.hub)

        def block(found: re.Match[str]) -> SafeHtml:
            return html(
                '<div class="hb-page">%s</div>',
                self.renderer.render(f"blocks/{found[1]}.html", **values),
            )

        return vouched(BLOCK.sub(block, words))

    def _head(self, page: Page, view: PageView) -> SafeHtml:
        crumbs = [*view.crumbs, (view.title, page.url)]
        things = (
            [*view.things, structured_data.breadcrumbs(self.hub, crumbs)]
            if view.crumbs
            else view.things
        )
        return head(
            self.hub,
            page.url,
            view.title,
            view.description,
            things,
            view.alternates,
            view.image,
            view.og_type,
            view.image_alt,
        )


LOOKED_AT = 25
"""So many pages of each template are filled to see whether the hub's own templates can be."""


def check_filling(hub: Hub) -> list[Problem]:
    """What the hub's own templates ask for and nothing gives, as far as a few pages of each
    template show."""
    if not template_names(hub.root / OWN):
        return []
    if any(problem.severity == "error" for problem in check_templates(hub.root)):
        return []  # what cannot be read as a template cannot be filled either
    filler, of_template = PageFiller(hub.public()), defaultdict(list)
    for page in plan(filler.hub):
        of_template[page.template].append(page)
    found: dict[Problem, None] = {}
    for pages in of_template.values():
        for page in islice(pages, LOOKED_AT):
            try:
                filler.slots(page)
            except TemplateFaultError as fault:
                found[fault.problem] = None
    return [*found]


def _way_up(url: str) -> str:
    """From a page to the site's root."""
    return "../" * url.count("/") or "./"
