"""Histories of a hub, made at random: what its files are after each of a few changes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from hubs import AS_OF, BASE, Files

PEOPLE = ("ada", "bo", "cy", "dee", "eve", "fay")
EVENTS = ("welcome-call", "evening", "monthly", "workshop")
RESOURCES = ("canvas", "handbook", "checklist", "gone-by")
TOPICS = ("onboarding", "metrics", "events-craft")
WORDS = (
    "circle",
    "lurker",
    "archive",
    "kitchen",
    "welcome",
    "CoC",
    "größe",
    "[Bo](/small/members/bo/)",
)
SETTINGS = (
    "search: false, workers: 1, pictures: false, witnesses: 1",
    "search: true, workers: 1, pictures: false, witnesses: 1",
    "search: false, workers: 1, pictures: true, witnesses: 1",
    "search: false, workers: 1, pictures: false, witnesses: 0, insights: false",
    "search: false, workers: 1, pictures: false, witnesses: 1, page_size: 2",
    "search: false, workers: 1, pictures: false, witnesses: 1, internal: true",
    "search: false, workers: 1, pictures: false, shells: false",
)


@dataclass
class Moment:
    """A hub's files on a day."""

    files: Files
    settings: str = SETTINGS[0]
    day: date = AS_OF
    done: list[str] = field(default_factory=list)
    """What was changed to come here, for whoever reads of a failure."""


class History:
    """A hub that changes by chance, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - not for secrets
        self.now = Moment(dict(BASE))
        for name in ("dee", "eve"):
            self.now.files[f"members/{name}.yml"] = self._member(name)
        for name in EVENTS[2:]:
            self.now.files[f"events/{name}.yml"] = self._event(name)
        for name in RESOURCES[1:]:
            self.now.files[f"content/resources/{name}.yml"] = self._resource(name)

    def moments(self, changes: int) -> Iterator[Moment]:
        """The hub at first, and after each of a few steps of one or two changes."""
        yield self.now
        steps = (
            *(self._edit_member, self._edit_event, self._edit_resource, self._edit_page),
            *(self._edit_member, self._edit_event, self._edit_resource, self._edit_post),
            *(self._edit_words, self._remove, self._rename, self._hide, self._tomorrow),
            *(self._edit_settings, self._edit_template, self._edit_words),
            *(self._edit_community, self._nothing, self._edit_blog),
        )
        for _ in range(changes):
            self.now.done = []
            for step in self.chance.sample(steps, self.chance.choice((1, 1, 2))):
                self.now.done.append(step.__name__)
                step()
            yield self.now

    # -- records -----------------------------------------------------------------------------------

    def _lives(self, folder: str, names: tuple[str, ...]) -> list[str]:
        found = (name for name in names if self.now.files.get(f"{folder}/{name}.yml"))
        return [*found, *(("cy",) if folder == "members" else ())]

    def _some(self, names: list[str] | tuple[str, ...], most: int = 2) -> str:
        count = self.chance.randint(0, min(most, len(names)))
        return f"[{', '.join(self.chance.sample(list(names), count))}]"

    def _words(self, linked: bool = True) -> str:
        known = WORDS if linked else WORDS[:-1]
        return " ".join(self.chance.choices(known, k=self.chance.randint(1, 6)))

    def _member(self, name: str) -> str:
        people = [other for other in self._lives("members", PEOPLE) if other != name]
        more = f"buddy: {self.chance.choice(people)}\n" if people and self._maybe() else ""
        more += f"feed: https://{name}.community/feed\n" if self._maybe() else ""
        more += "timezone: Asia/Tokyo\n" if self._maybe() else ""
        more += f"expert_in: [{{topic: {self.chance.choice(TOPICS)}}}]\n" if self._maybe() else ""
        return (
            f"name: {name.capitalize()} {self.chance.choice(('Example', 'Sample', 'Model'))}\n"
            f"joined: 2026-0{self.chance.randint(1, 9)}-11\n"
            f"headline: Keeps the {self.chance.choice(('archive', 'kitchen', 'door'))}\n"
            f"topics: {self._some(TOPICS)}\n{more}"
        )

    def _event(self, name: str) -> str:
        start = AS_OF + timedelta(days=self.chance.randint(-60, 60))
        people = self._lives("members", PEOPLE)
        rule = "repeats: {rule: monthly, until: 2027-03-01}\n" if name == "monthly" else ""
        series = "" if rule or self._maybe() else "series: monthly\n"
        group = "group: crew\n" if self._maybe() else ""
        return (
            f"title: {name.capitalize()} {self.chance.choice(('one', 'two'))}\n"
            f"summary: '{self._words(False)}'\nstart: {start}T18:00\nduration: 60\n"
            f"timezone: Europe/Berlin\nmode: {self.chance.choice(('online', 'hybrid'))}\n"
            f"venue: hall\nadded: 2026-09-01\ntopics: {self._some(TOPICS)}\n"
            f"hosts: {self._some(people)}\nspeakers: {self._some(people)}\n{rule}{series}{group}"
        )

    def _resource(self, name: str) -> str:
        curator = f"curator: {self.chance.choice(self._lives('members', PEOPLE))}\n"
        return (
            f"title: The {name} {self.chance.randint(1, 3)}\nurl: https://example.org/{name}\n"
            f"type: {self.chance.choice(('guide', 'tool'))}\nwhy: '{self._words(False)}'\n"
            f"added: 2026-1{self.chance.randint(0, 1)}-01\ntopics: {self._some(TOPICS, 3)}\n"
            f"{curator if self._maybe() else ''}"
        )

    def _maybe(self) -> bool:
        return self.chance.random() < 0.5

    # -- changes -----------------------------------------------------------------------------------

    def _edit_member(self) -> None:
        name = self.chance.choice([name for name in PEOPLE if name != "cy"])
        self.now.files[f"members/{name}.yml"] = self._member(name)

    def _edit_event(self) -> None:
        name = self.chance.choice(EVENTS)
        self.now.files[f"events/{name}.yml"] = self._event(name)

    def _edit_resource(self) -> None:
        name = self.chance.choice(RESOURCES)
        self.now.files[f"content/resources/{name}.yml"] = self._resource(name)

    def _edit_blog(self) -> None:
        """What is kept of somebody's feed is another, or gone; it may be nobody's."""
        name = self.chance.choice(("bo", "dee", "eve"))
        path, url = f"content/planet/member-{name}.yml", f"https://{name}.community"
        entries = "".join(
            f"  - {{title: '{self._words(False)}', url: '{url}/{number}', "
            f"date: {AS_OF - timedelta(days=self.chance.randint(-9, 90))}}}\n"
            for number in range(self.chance.randint(1, 6))
        )
        gone = self.now.files.get(path) and self._maybe()
        self.now.files[path] = None if gone else f"url: {url}/feed\nentries:\n{entries}"

    def _edit_post(self) -> None:
        kind = self.chance.choice(("news", "prompt"))
        head = (
            f"title: We say {self.chance.randint(1, 3)}\ndate: 2026-11-2{self.chance.randint(0, 9)}"
        )
        self.now.files["content/news/hello.md"] = (
            f"---\n{head}\ntype: {kind}\nauthors: [ada]\ntopics: {self._some(TOPICS)}\n"
            f"---\n{self._words()}\n"
        )

    def _edit_page(self) -> None:
        name = self.chance.choice(("about", "extra", "members/index", "join"))
        known = self.now.files.get(f"content/{name}.md")
        text: str | None = f"# A page\n\n{self._words()}\n\n## Part {self.chance.randint(1, 2)}\n"
        gone = known and name != "about" and self._maybe()
        self.now.files[f"content/{name}.md"] = None if gone else text

    def _edit_words(self) -> None:
        path = self.chance.choice(("content/glossary.yml", "content/topics.yml"))
        text = str(self.now.files[path])
        marks = ("in short", "that is", "so to speak")
        for mark in marks:
            text = text.replace(f", {mark}", "")
        ends = ("does not post", "what matters")
        for end in ends:
            text = text.replace(f"{end}.", f"{end}, {self.chance.choice(marks)}.")
        self.now.files[path] = text

    def _remove(self) -> None:
        """Somebody whom others may name goes, and so do the names."""
        name = self.chance.choice(("dee", "eve", "fay"))
        self.now.files[f"members/{name}.yml"] = None
        for path, text in self.now.files.items():
            if isinstance(text, str) and path.endswith((".yml", ".md")):
                lines = [line for line in text.splitlines() if not _names(line, name)]
                self.now.files[path] = "\n".join(lines) + "\n"

    def _rename(self) -> None:
        """A resource's file gets another name, and the old one leads there."""
        old, new = self.chance.sample(RESOURCES[1:], 2)
        text = self.now.files.get(f"content/resources/{old}.yml")
        if isinstance(text, str) and "aliases" not in text:
            self.now.files[f"content/resources/{old}.yml"] = None
            url = text.replace(f"example.org/{old}", f"example.org/{new}")
            self.now.files[f"content/resources/{new}.yml"] = f"{url}aliases: [{old}]\n"

    def _hide(self) -> None:
        name = self.chance.choice(("bo", "dee", "eve"))
        text = self.now.files.get(f"members/{name}.yml")
        if isinstance(text, str):
            shown = text.replace("visible: hidden\n", "")
            self.now.files[f"members/{name}.yml"] = (
                shown if shown != text else f"{text}visible: hidden\n"
            )

    def _tomorrow(self) -> None:
        self.now.day += timedelta(days=self.chance.choice((1, 1, 7, 40)))

    def _edit_settings(self) -> None:
        self.now.settings = self.chance.choice(SETTINGS)

    def _edit_template(self) -> None:
        path = "overrides/hearth/cards/member-card.html"
        card = '<li class="own"><a href="{{ url(member) }}">{{ member.name }}</a></li>\n'
        self.now.files[path] = None if self.now.files.get(path) else card

    def _edit_words(self) -> None:
        path = "overrides/words.yml"
        self.now.files[path] = None if self.now.files.get(path) else "Members: The crew\n"

    def _edit_community(self) -> None:
        path, text = "content/community.yml", str(self.now.files["content/community.yml"])
        head = text.split("headline:")[0]
        self.now.files[path] = (
            f"{head}headline: Good company, take {self.chance.randint(1, 3)}\n"
            "purpose: To show in a few records what a hub needs.\n"
        )

    def _nothing(self) -> None:
        """A build of what is there already."""


def _names(line: str, name: str) -> bool:
    """Whether a line refers to somebody by an id."""
    key, _, value = line.partition(": ")
    listed = value.strip("[]").split(", ")
    return key in ("buddy", "curator", "hosts", "speakers") and name in listed
