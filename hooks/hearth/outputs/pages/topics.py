"""Pages of topics, and the glossary."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.kinds.vocabulary import TERM, TOPIC, GlossaryTerm, Topic
from hearth.model.hub import Hub
from hearth.outputs.calendars import calendars
from hearth.outputs.face import Face
from hearth.outputs.pages.page import Page, PageView, calendar_alternate, feed_alternates, section
from hearth.views import topics
from hearth.wording import structured_data
from hearth.wording.structured_data import Thing


class TopicFace(Face[Topic]):
    """The topics as a tree, and a page for each."""

    def lists(self, hub: Hub) -> Iterator[Page]:
        # The card of a topic counts what refers to it.
        yield Page("topics/", "topics.html", self._topics, landing=True, open=True)

    def _topics(self, hub: Hub) -> PageView:
        ordered = hub.in_order(self.kind, hub.topics.values())
        children: dict[str, list[Topic]] = {}
        for topic in ordered:
            if topic.parent:
                children.setdefault(topic.parent, []).append(topic)
        return PageView(
            title=hub.words.noted(self.kind.listing.title),
            description=hub.words(
                "%(number)s topics, each with its people, events, resources and open questions.",
                number=len(ordered),
            ),
            values={
                "topics": [topic for topic in ordered if not topic.parent],
                "children": children,
                "total": len(ordered),
            },
        )

    def view(self, hub: Hub, record: Topic) -> PageView:
        found = topics.topic_view(hub, record)
        parent = [(found.parent.label, hub.url(found.parent))] if found.parent else []
        return PageView(
            title=hub.words("%(topic)s: people, events, resources", topic=record.label),
            description=record.description,
            values={
                "topic": record,
                "view": found,
                "calendar": calendars(hub).get(f"topics/{record.id}"),
            },
            crumbs=[section(hub, self.kind), *parent],
            alternates=[
                *feed_alternates(f"topics/{record.id}", record.label),
                *calendar_alternate(hub, f"topics/{record.id}"),
            ],
            record=record,
        )


FACE = TopicFace(TOPIC)


class TermFace(Face[GlossaryTerm]):
    """The glossary: all terms on one page."""

    def lists(self, hub: Hub) -> Iterator[Page]:
        yield Page(
            "glossary/",
            "glossary.html",
            self._glossary,
            landing=True,
            source=self.kind.list_file,
        )

    def _glossary(self, hub: Hub) -> PageView:
        letters: dict[str, list[GlossaryTerm]] = {}
        for term in hub.in_order(self.kind, hub.terms.values()):
            letters.setdefault(hub.collation.letter(term.sort_name), []).append(term)
        return PageView(
            title=hub.words("Glossary"),
            description=hub.words(
                "%(number)s words of community work, explained.", number=len(hub.terms)
            ),
            values={"letters": letters, "total": len(hub.terms)},
            things=[structured_data.glossary(hub)],
        )

    def thing(self, hub: Hub, record: GlossaryTerm) -> Thing:
        return structured_data.defined_term(hub, record)


GLOSSARY = TermFace(TERM)
