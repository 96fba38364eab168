"""Render templates with records: the only place where records meet Jinja, which escapes every
value."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from traceback import walk_tb
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, UndefinedError

from hearth.base.format import zone_place
from hearth.base.problems import Problem
from hearth.base.similarity import did_you_mean
from hearth.base.words import Translations, said
from hearth.kinds import KINDS, Record
from hearth.kinds.event import CALLED_OFF
from hearth.kinds.fields import Guest
from hearth.kinds.vocabulary import GlossaryTerm
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.outputs.calendar_links import subscription
from hearth.outputs.compiled_templates import CompiledTemplates
from hearth.outputs.embed_code import embed_code
from hearth.outputs.faces import face_of
from hearth.outputs.pages.page import Template as Names
from hearth.outputs.template_code import TemplateEnvironment
from hearth.read.handwritten import HandWritten
from hearth.read.template_files import OWN
from hearth.read.templates import template_loader
from hearth.views import library
from hearth.views.glossary import Glossary
from hearth.views.instead import instead
from hearth.wording import formatting
from hearth.wording.counts import Headcount
from hearth.wording.document import cell_text
from hearth.wording.safe import (
    ROOT_MARK,
    SafeHtml,
    filled,
    html,
    isolated,
    markdown,
    shorten,
    spoken,
    text,
    vouched,
)
from hearth.wording.statuses import INSTEAD, STATUSES


class TemplateFaultError(Exception):
    """A template of the hub's own cannot be filled; carries the problem, and the hub's words."""

    def __init__(self, problem: Problem, words: Translations) -> None:
        super().__init__(problem)
        self.problem, self.words = problem, words


class Renderer:
    """Fills templates for one hub. Cards and texts are made once and used on every page that shows
    them."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.glossary = Glossary(tuple(hub.terms.values()))
        self._cards: dict[tuple[str, str, str], SafeHtml] = {}
        self._urls: dict[tuple[str, str], SafeHtml] = {}
        self._templates: dict[Names, Template] = {}
        self._prose: dict[tuple[str, str], SafeHtml] = {}
        self._times: dict[tuple[str, date], formatting.When] = {}

    @cached_property
    def environment(self) -> Environment:
        words = self.hub.words
        environment = TemplateEnvironment(
            words=words,
            loader=template_loader(self.hub.root),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            # A misspelt name in a template ends the build, and is no empty place on a page.
            undefined=StrictUndefined,
            auto_reload=False,
            bytecode_cache=CompiledTemplates(),
        )
        environment.globals.update(self._words())
        environment.filters.update(
            host=formatting.host,
            long_day=words.long_day,
            short_day=words.short_day,
            shorten=shorten,
            bdi=self.apart,
            duration=lambda minutes: formatting.length(minutes, words),
        )
        # Loaded once: importing it in every template would run it again for every page.
        environment.globals["m"] = environment.get_template("parts/macros.html").module
        return environment

    def _words(self) -> dict[str, Any]:
        """What templates can call."""
        hub = self.hub
        return {
            "hub": hub,
            "community": hub.community,
            "settings": hub.settings,
            "as_of": hub.as_of,
            "root": ROOT_MARK,
            "url": self.url,
            "card": self.card,
            "picture": hub.pictures.get,
            "prose": self.prose,
            "when": self.when,
            "where": lambda item: formatting.where(hub, item),
            "next_of": hub.schedule.next_of,
            "person": hub.person,
            "people": hub.people,
            "referring": lambda record, kind, *fields: hub.referring(
                record, KINDS[kind].model, *fields
            ),
            "names": lambda people: vouched(formatting.names(people, hub.words, self.apart)),
            "is_guest": lambda person: isinstance(person, Guest),
            "initials": formatting.initials,
            "tone": formatting.tone,
            "ago": lambda day: formatting.ago(day, hub.as_of, hub.words),
            "count": hub.words.count,
            "headcount": Headcount(hub),
            "figure_cell": cell_text,
            "fresh": lambda resource: library.fresh(resource, hub.as_of),
            "gone": lambda resource: resource.is_gone(hub.as_of),
            "language": hub.words.language_name,
            "country": hub.words.country,
            "zone_place": zone_place,
            "modes": formatting.MODES,
            "statuses": STATUSES,
            "called_off": CALLED_OFF,
            "instead": lambda subject, near=False: instead(hub, subject, near),
            "alternatives": INSTEAD,
            "subscription": lambda calendar: subscription(hub, calendar),
            "embed_code": lambda name, heading: embed_code(hub, name, heading),
            "topics_of": lambda record: [
                hub.topics[topic] for topic in record.topics if topic in hub.topics
            ],
            "page_url": lambda src_uri: self._page(src_uri).url,
            "page_title": lambda src_uri: self._page(src_uri).title,
        }

    def apart(self, words: object) -> SafeHtml:
        """Words of a record among the hub's own."""
        return isolated(words, self.hub.words.direction)

    def url(self, target: Record | Occurrence | str) -> SafeHtml:
        """A link's address: a record's page, or an address relative to the site's root."""
        if isinstance(target, str):
            return html("%s%s", ROOT_MARK, target)
        if isinstance(target, Occurrence):
            return html("%s%s", ROOT_MARK, self.hub.url(target))
        key = (target.KIND, target.id)
        found = self._urls.get(key)
        if found is None:
            found = self._urls[key] = html("%s%s", ROOT_MARK, self.hub.url(target))
        return found

    def _page(self, src_uri: str) -> HandWritten:
        """The page at a path below content/; one that the hub makes itself has its folder's name
        for a title."""
        made = HandWritten(
            src_uri, src_uri.removesuffix("/index.md").removesuffix(".md").capitalize()
        )
        return self.hub.pages.get(src_uri, made)

    def render(self, template: Names, **values: Any) -> SafeHtml:
        """A filled template; links inside the site still begin with ROOT. Raises TemplateFaultError
        for what one of the hub's own asks for and nothing gives."""
        try:
            return filled(self.template(template), values)
        except TemplateFaultError:
            raise
        except Exception as error:
            if (problem := self._fault(error, values)) is None:
                raise
            raise TemplateFaultError(problem, self.hub.words) from None

    def _fault(self, error: Exception, values: dict[str, Any]) -> Problem | None:
        """What is wrong with the hub's own template, if one was being filled."""
        own = self.hub.root / OWN
        frames = [
            (frame.f_code.co_filename, line)
            for frame, line in walk_tb(error.__traceback__)
            if frame.f_code.co_filename.startswith(f"{own}/")
        ]
        if not frames:
            return None
        file, line = frames[-1]
        words = re.sub(r"'[\w.]+\.(\w+) object'", r"a \1", str(error)) or type(error).__name__
        fix = said("The page Templates of the guide has what templates can use.")
        unknown = re.fullmatch(r"'(\w+)' is undefined", words)
        if unknown and isinstance(error, UndefinedError):
            known = [*values, *self.environment.globals]
            fix = did_you_mean(unknown[1], known, fix)
        path = file.removeprefix(f"{self.hub.root}/")
        what = said("cannot be filled: %(words)s", words=words)
        return Problem(path, line, 1, "wrong-template", "", what, fix)

    def template(self, names: Names) -> Template:
        """A template, or the first that there is of several, read once."""
        found = self._templates.get(names)
        if found is None:
            found = self._templates[names] = self.environment.get_or_select_template(
                names if isinstance(names, str) else list(names)
            )
        return found

    def card(self, subject: Record | Occurrence, form: str = "card") -> SafeHtml:
        """A record's or an occurrence's card, or another small ``form`` of it."""
        record = subject.event if isinstance(subject, Occurrence) else subject
        known = form if record is subject else f"{form}@{subject.original}"  # type: ignore[union-attr]
        key = (record.KIND, record.id, known)
        if key not in self._cards:
            templates = (f"cards/{record.KIND}-{form}.html", f"cards/record-{form}.html")
            values = face_of(record).values(self.hub, subject)
            self._cards[key] = self.render(templates, **values)
        return self._cards[key]

    def when(self, item: Occurrence) -> formatting.When:
        """The time of a date in words."""
        key = (item.event.id, item.original)
        if key not in self._times:
            self._times[key] = formatting.when(self.hub, item)
        return self._times[key]

    def prose(self, record: Record) -> SafeHtml:
        """The record's own text as HTML, with the first use of each glossary term explained."""
        if not record.body:
            return text("")
        key = (record.KIND, record.id)
        if key not in self._prose:
            words = markdown(record.body, self.hub.settings.site_url)
            told = self.explain(words)
            translated = self.hub.is_translated(record)
            self._prose[key] = told if translated else spoken(told, self.hub.origin)
        return self._prose[key]

    def explain(self, words: SafeHtml) -> SafeHtml:
        """HTML with the first use of each glossary term linked and defined."""
        return vouched(self.glossary.mark(words, self._term))

    def _term(self, term: GlossaryTerm, words: str) -> str:
        return html(
            '<a class="hb-term" href="%s" data-definition="%s">%s</a>',
            self.url(term),
            shorten(term.definition, 240),
            vouched(words),  # a piece of HTML text, and therefore escaped already
        )
