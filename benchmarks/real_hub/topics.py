"""Tags of a directory of communities become topics; the topics of conferences are sorted into
them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from real_hub.mapping import Field, Noted, Row, RowDraft, Table, lost
from real_hub.words import one_line, slug

TAGS = Table(
    kind="topic",
    source="community_tags.json",
    fields=(
        Field("label", ("label",), one_line, required=True),
        Field("description", ("description",), lambda text: one_line(text, 400), required=True),
        Field("synonyms", ("synonyms",), lambda words: [one_line(word) for word in words or []]),
    ),
    homeless={"category": "a topic has no category, and a wider topic must be a topic itself"},
    unused=frozenset({"id"}),
)

ADDED: tuple[Row, ...] = (
    {
        "id": "api",
        "label": "APIs",
        "description": "Designing, publishing and running interfaces between programs.",
    },
    {
        "id": "cfml",
        "label": "CFML",
        "description": "The ColdFusion Markup Language and its engines.",
    },
    {
        "id": "clojure",
        "label": "Clojure",
        "description": "A Lisp on the Java platform and in the browser.",
    },
    {
        "id": "data",
        "label": "Data",
        "description": "Storing, moving and understanding data, and learning from it.",
    },
    {
        "id": "devops",
        "label": "DevOps",
        "description": "Building, delivering and running software as one task.",
    },
    {
        "id": "graphql",
        "label": "GraphQL",
        "description": "A query language for interfaces and its servers and clients.",
    },
    {
        "id": "identity",
        "label": "Digital Identity",
        "description": "Signing in, access and identity of people and machines.",
    },
    {
        "id": "leadership",
        "label": "Leadership",
        "description": "Leading people and teams that make software.",
    },
    {
        "id": "meeting-people",
        "label": "Meeting People",
        "description": "Gatherings one goes to above all to meet others.",
    },
    {
        "id": "performance",
        "label": "Performance",
        "description": "Software that answers quickly and wastes little.",
    },
    {
        "id": "sre",
        "label": "Site Reliability",
        "description": "Keeping services up, and learning when they were not.",
    },
    {
        "id": "tech-comm",
        "label": "Technical Communication",
        "description": "Documentation and writing about technology.",
    },
    {
        "id": "testing",
        "label": "Software Testing",
        "description": "Finding out whether software does what it should.",
    },
)
"""Subjects of conferences that the vocabulary has no word for."""

_SAME = (
    "accessibility",
    "android",
    "api",
    "cfml",
    "clojure",
    "cpp",
    "css",
    "data",
    "devops",
    "elixir",
    "graphql",
    "groovy",
    "haskell",
    "identity",
    "ios",
    "iot",
    "java",
    "javascript",
    "kotlin",
    "leadership",
    "performance",
    "php",
    "python",
    "ruby",
    "rust",
    "scala",
    "sre",
    "tech-comm",
    "testing",
    "typescript",
)
CONFERENCE_TOPICS: dict[str, tuple[str, ...]] = {name: (name,) for name in _SAME} | {
    "dotnet": ("csharp",),
    "general": (),
    "golang": ("go",),
    # Here it means meeting people; the vocabulary's topic of that id means cables.
    "networking": ("meeting-people",),
    "opensource": ("open-source",),
    "product": ("product-management",),
    "security": ("cybersecurity",),
    "ux": ("ux-ui",),
}
"""A conference list's subjects in the hub's topics. Equal words are no proof of equal meaning, so
each is named."""

CALL_TOPICS: dict[str, tuple[str, ...]] = {
    "BIZ": ("python",),
    "CAMP": ("python",),
    "DATA": ("python", "data"),
    "PY": ("python",),
    "SCIPY": ("python", "data-science"),
    "WEB": ("python",),
}


def without_clashes(drafts: Mapping[str, RowDraft]) -> dict[str, RowDraft]:
    """The topics, each word in one of them only: ids and labels win over synonyms, then the first
    one wins."""
    owner = {topic_id.casefold(): topic_id for topic_id in drafts}
    for topic_id, draft in drafts.items():
        owner.setdefault(draft.fields["label"].casefold(), topic_id)
    kept = {}
    for topic_id, draft in drafts.items():
        synonyms = list(dict.fromkeys(draft.fields.get("synonyms", [])))
        own = [word for word in synonyms if owner.setdefault(word.casefold(), topic_id) == topic_id]
        notes = ("synonym dropped: another topic has the word",) * (len(synonyms) - len(own))
        kept[topic_id] = RowDraft({**draft.fields, "synonyms": own}, draft.notes + notes)
    return kept


def words_of(topics: Mapping[str, RowDraft]) -> dict[str, str]:
    """Every word for a topic, in lower case, and the topic's id."""
    found: dict[str, str] = {}
    for topic_id, draft in topics.items():
        for word in (topic_id, draft.fields["label"], *draft.fields.get("synonyms", [])):
            found.setdefault(word.casefold(), topic_id)
    return found


def sorted_in(names: Sequence[str], table: Mapping[str, tuple[str, ...]]) -> list[Any]:
    """Topics for a source's own subjects."""
    found: list[Any] = []
    for name in names:
        found += table[name] if name in table else [lost(f'no topic for "{name}"')]
    return _each_once(found)


def tagged(tags: list[str] | None, free: str | None, words: Mapping[str, str]) -> list[Any]:
    """Topics from tags, and from words in a free text where they are words for a topic."""
    found: list[Any] = [
        words.get(tag.casefold()) or lost("tag that is no topic") for tag in tags or []
    ]
    for word in (free or "").split(","):
        if text := one_line(word):
            topic = words.get(text.casefold()) or words.get(slug(text))
            found.append(topic or lost("words of a free-text subject that name no topic"))
    return _each_once(found)


def _each_once(found: list[Any]) -> list[Any]:
    plain = dict.fromkeys(item for item in found if not isinstance(item, Noted))
    return [*plain, *(item for item in found if isinstance(item, Noted))]
