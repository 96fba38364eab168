"""Rules that only show when all records are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hearth.handwritten import GENERATED
from hearth.kinds import Complaint, Record
from hearth.kinds.event import Event, clock_change_complaints
from hearth.kinds.fields import did_you_mean
from hearth.kinds.vocabulary import Topic
from hearth.problems import Problems, Severity
from hearth.reading import Found
from hearth.records import place
from hearth.schedule import expand
from hearth.sources import Source

Finding = tuple[Source, Complaint]
LAST_DAY = date(2199, 12, 31)
PICTURES = (".png", ".jpg", ".jpeg", ".webp")

Rule = Callable[[Path, Found], Iterator[Finding]]


def check(root: Path, found: Found, problems: Problems) -> None:
    """Add what each rule finds."""
    for rule, severity in RULES:
        for source, complaint in rule(root, found):
            problems.extend(place(root, source, [complaint], severity))


def _sources(found: Found, kind: str) -> Iterator[tuple[Source, Any]]:
    return ((source, record) for source, record in found.right() if source.kind == kind)


def _event_zones(root: Path, found: Found) -> Iterator[Finding]:
    """An event without a zone takes its venue's; there must be one, and the local time must exist in it."""
    venues = found.of("venue")
    event: Event
    for source, event in _sources(found, "event"):
        if event.timezone or event.whole_days or event.venue not in venues:
            continue
        zone = venues[event.venue].timezone
        if not zone:
            yield source, Complaint(("timezone",), "missing-zone", f"is missing, and {event.venue} has none either",
                                    "Name the zone of the local time, such as Europe/Berlin.")  # fmt: skip
        elif isinstance(event.start, datetime):
            for complaint in clock_change_complaints(event, zone):
                yield source, complaint


def _kinds_of_members(root: Path, found: Found) -> Iterator[Finding]:
    """Sponsors and employers are organisations; buddies and speakers are people."""
    organisations = {record.id for record in found.of("member").values() if record.kind == "organisation"}
    people = found.of("member").keys() - organisations
    for source, event in _sources(found, "event"):
        for index, name in enumerate(event.sponsors):
            if name in people:
                yield source, Complaint(("sponsors", index), "wrong-kind", "is a person", "Name an organisation.")
    for source, member in _sources(found, "member"):
        for index, item in enumerate(member.affiliations):
            if item.organisation in people:
                where = ("affiliations", index, "organisation")
                yield source, Complaint(where, "wrong-kind", "is a person", "Name an organisation.")
        if member.buddy in organisations:
            yield source, Complaint(("buddy",), "wrong-kind", "is an organisation", "Name a person.")


def _series(root: Path, found: Found) -> Iterator[Finding]:
    events = found.of("event").values()
    known = {event.series for event in events if event.series} | {event.id for event in events if event.repeats}
    for source, group in _sources(found, "group"):
        for index, name in enumerate(group.meets):
            if name not in known:
                fix = did_you_mean(name, sorted(known), "Write the `series` of some events.")
                yield source, Complaint(("meets", index), "unknown-series", "is not a series of events", fix)


def _pages_of_paths(root: Path, found: Found) -> Iterator[Finding]:
    pages = sorted(GENERATED | found.pages.keys())
    for source, path in _sources(found, "path"):
        for index, step in enumerate(path.steps):
            if step.page and step.page not in pages:
                fix = did_you_mean(step.page, pages, "Write a file's path below content/, such as join.md.")
                yield source, Complaint(("steps", index, "page"), "unknown-page", "is not a page of this site", fix)


def _one_address_each(root: Path, found: Found) -> Iterator[Finding]:
    seen: dict[str, Source] = {}
    for source, resource in _sources(found, "resource"):
        first = seen.setdefault(same_address(resource.url), source)
        if first is not source:
            yield source, Complaint(("url",), "duplicate-url", f"is already in {first.path}", "Keep one of the two.")


def same_address(url: str) -> str:
    """A form in which addresses of one page are most often equal."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"


def topic_words(topics: Iterable[Topic]) -> dict[str, str]:
    """Every word for a topic, in lower case, and the topic's id."""
    words: dict[str, str] = {}
    for topic in topics:
        for word in (topic.id, topic.label, *topic.synonyms):
            words.setdefault(word.casefold(), topic.id)
    return words


def _one_meaning_each(root: Path, found: Found) -> Iterator[Finding]:
    """No two topics share a word, and no two terms."""
    words: dict[str, str] = {}
    for topic_id in found.of("topic"):
        words.setdefault(topic_id, topic_id)
    for source, topic in _sources(found, "topic"):
        named: list[tuple[tuple[str | int, ...], str]] = [(("label",), topic.label)]
        named += [(("synonyms", index), word) for index, word in enumerate(topic.synonyms)]
        yield from _taken(source, topic, named, words)
    words = {}
    for source, term in _sources(found, "term"):
        named = [(("term",), term.term), *((("aliases", index), word) for index, word in enumerate(term.aliases))]
        yield from _taken(source, term, named, words)


def _taken(source: Source, record: Record, named: list[tuple[Any, str]], words: dict[str, str]) -> Iterator[Finding]:
    for where, word in named:
        owner = words.setdefault(word.casefold(), record.id)
        if owner != record.id:
            yield source, Complaint(where, "duplicate-word", f'already means "{owner}"', "Keep it in one of the two.")


def _topic_circles(root: Path, found: Found) -> Iterator[Finding]:
    topics: dict[str, Topic] = found.of("topic")
    for source, topic in _sources(found, "topic"):
        seen = {topic.id}
        parent = topic.parent
        while parent in topics:
            if parent in seen:
                yield source, Complaint(("parent",), "topic-circle", "leads in a circle", "Remove one of the parents.")
                break
            seen.add(parent)
            parent = topics[parent].parent


def _repetitions(root: Path, found: Found) -> Iterator[Finding]:
    """A rule gives days, and days that are skipped or moved are among them."""
    event: Event
    for source, event in _sources(found, "event"):
        if event.repeats is None:
            continue
        given = {
            moment.date() if isinstance(moment, datetime) else moment
            for moment in expand(event.repeats, event.start, LAST_DAY)
        }
        if not given - set(event.repeats.skip):
            yield (
                source,
                Complaint(("repeats",), "no-occurrence", "leaves no day", "Give a later `until`, or skip less."),
            )
            continue
        named: list[tuple[tuple[str | int, ...], date]] = [
            (("repeats", "skip", index), day) for index, day in enumerate(event.repeats.skip)
        ]
        named += [
            (("repeats", "moved", index, "occurrence"), change.occurrence)
            for index, change in enumerate(event.repeats.moved)
        ]
        for where, day in named:
            if day not in given and min(given) <= day <= max(given):
                yield (
                    source,
                    Complaint(
                        where,
                        "wrong-rule",
                        "is not a day the rule gives",
                        "Write the day the event would have by its rule.",
                    ),
                )


def _aliases(root: Path, found: Found) -> Iterator[Finding]:
    """A former id leads to one record, and to none that has it now."""
    seen: dict[tuple[str, str], str] = {}
    for source, record in found.right():
        if source.kind not in found.known_ids or source.kind == "term":
            continue
        for index, alias in enumerate(record.aliases):
            owner = alias if alias in found.known_ids[source.kind] else seen.setdefault((source.kind, alias), source.id)
            if owner != source.id or alias == source.id:
                yield (
                    source,
                    Complaint(
                        ("aliases", index), "duplicate-id", f"already leads to {owner}", "Remove it here or there."
                    ),
                )


def _pictures(root: Path, found: Found) -> Iterator[Finding]:
    """A picture lies in content/, is a plain file, and is of a kind that browsers show and that cannot hold a script."""
    for source, record in found.right():
        image, avatar = getattr(record, "image", None), getattr(record, "avatar", None)
        for where, src in ((("image", "src"), image.src if image else None), (("avatar",), avatar)):
            if src and (wrong := _wrong_picture(root / "content", src)):
                yield source, Complaint(where, "unknown-file", *wrong)


def _wrong_picture(content: Path, src: str) -> tuple[str, str] | None:
    parts = src.split("/")
    if ".." in parts or src.startswith("/") or "\\" in src or not src.lower().endswith(PICTURES):
        return "cannot be shown", f"Name a file below content/ that ends in {', '.join(PICTURES)}."
    file = content.joinpath(*parts)
    if file.is_symlink() or not file.is_file():
        return "is not a file below content/", "Add the file, or correct its name."
    return None


def _added(root: Path, found: Found) -> Iterator[Finding]:
    for kind in ("event", "resource"):
        for source, record in _sources(found, kind):
            if record.added is None:
                yield source, Complaint(("added",), "missing-added", "is missing: it stays out of feeds and of what is new",
                                        "Add the day it came to the hub.")  # fmt: skip


RULES: tuple[tuple[Rule, Severity], ...] = (
    (_event_zones, "error"),
    (_kinds_of_members, "error"),
    (_series, "error"),
    (_pages_of_paths, "error"),
    (_one_address_each, "error"),
    (_one_meaning_each, "error"),
    (_topic_circles, "error"),
    (_repetitions, "error"),
    (_aliases, "error"),
    (_pictures, "error"),
    (_added, "warning"),
)
