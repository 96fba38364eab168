"""The promotion kit of an occurrence: announcements, subject lines, reminders."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hearth.kinds.event import CALLED_OFF
from hearth.kinds.fields import Guest
from hearth.kinds.member import Member
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.wording import event_facts, formatting
from hearth.wording.document import (
    Address,
    Block,
    Inline,
    Link,
    Strong,
    Text,
    closed,
    entry,
    flat,
    heading,
    paragraph,
    sentences,
    written,
)
from hearth.wording.event_facts import SignUp, Time, near_day
from hearth.wording.merge_marks import broken, encoded
from hearth.wording.safe import shorten
from hearth.wording.structured_data import absolute

SHORT = 280
"""Characters a short text has at most, in either form."""
SUBJECT = 60
MEDIUM_WORDS = 100
"""A medium text takes in further sentences while it stays below this."""
_PREFIXES = {
    "tentative": "Not certain yet: ",
    "rescheduled": "New date: ",
    "postponed": "Postponed: ",
    "moved-online": "Now online: ",
    "cancelled": "Cancelled: ",
}


@dataclass(frozen=True)
class Kit:
    """What an organiser copies into chats, letters and calendars of others."""

    title: str
    address: str
    """The full address of the event's page."""
    short: Text
    medium: Text
    long: Text
    subjects: tuple[str, str, str]
    """Subject lines: what it is, when it is, why one should come."""
    alt: str
    """What the event's picture shows, for people who cannot see it."""
    hashtags: tuple[str, ...]
    week_before: Text | None
    """None when it does not take place as announced."""
    day_before: Text | None


def kit(hub: Hub, item: Occurrence) -> Kit:
    """The texts for an occurrence, made of nothing but what its record says."""
    address, time = encoded(absolute(hub, item)), event_facts.time(hub, item)
    on = item.status not in CALLED_OFF
    return Kit(
        title=broken(item.title),
        address=address,
        short=_short(hub, item, time, address),
        medium=_medium(hub, item, time, address) if on else _off(hub, item, time, address),
        long=_long(hub, item, time, address)
        if on
        else _off(hub, item, time, address, with_heading=True),
        subjects=_subjects(item, time),
        alt=broken(_alt(hub, item, time)),
        hashtags=hashtags(hub, item.event.topics),
        week_before=_reminder(hub, item, time, address, 7) if on else None,
        day_before=_reminder(hub, item, time, address, 1) if on else None,
    )


# -- short -----------------------------------------------------------------------------------------


def _short(hub: Hub, item: Occurrence, time: Time, address: str) -> Text:
    """Title, what it is, when and where, address: the title gives way before the address does."""
    off = item.status in CALLED_OFF
    fact = f"{time.brief}, {event_facts.where(hub, item)}."
    fact = f"It was planned for {fact}" if off else fact[0].upper() + fact[1:]
    below = [paragraph(fact), paragraph(Address(address))]
    taken = written(below)

    def opening(size: int, about: str) -> Block:
        title = _PREFIXES.get(item.status, "") + shorten(flat(item.title), size)
        return paragraph(Strong(title), _joint(title) if about else "", about)

    def fits(size: int, about: str) -> bool:
        first = written([opening(size, about)])
        return (
            max(
                len(first.markdown) + len(taken.markdown),
                len(first.plain_text) + len(taken.plain_text),
            )
            + 2
            <= SHORT
        )

    whole = len(item.title)
    size = whole if fits(whole, "") else _largest(lambda size: fits(size, ""), whole)
    if not size:
        return written(below[-1:])
    about = "" if off or size < whole else _about(item, lambda words: fits(size, words))
    return written([opening(size, about), *below])


def _about(item: Occurrence, fits: Callable[[str], bool]) -> str:
    """What can be said in full, else the beginning of the summary, else nothing."""
    summary = closed(flat(item.summary))
    whole = [summary, *([closed(flat(item.event.why_come))] if item.event.why_come else [])]
    if found := next(filter(fits, whole), None):
        return found
    size = _largest(lambda size: fits(shorten(summary, size)), len(summary))
    # A handful of words of a long sentence says nothing, and a whole sentence more than the half of
    # two.
    sentence = next(
        (end for end in range(size, 39, -1) if summary[end - 1 : end + 1] in (". ", "! ", "? ")), 0
    )
    if sentence and fits(summary[:sentence]):
        return summary[:sentence]
    return re.sub(r"[,;:–—-]+…$", "…", shorten(summary, size)) if size >= 40 else ""


def _joint(title: str) -> str:
    """What stands between a title and the sentence after it."""
    if title.endswith((".", "!", "?", "…")):
        return " "
    return ". " if ":" in title else ": "


def _largest(fits: Callable[[int], bool], limit: int) -> int:
    """The largest size up to ``limit`` that fits, found by halving; 0 when none does."""
    found, low, high = 0, 1, limit
    while low <= high:
        middle = (low + high) // 2
        if fits(middle):
            found, low = middle, middle + 1
        else:
            high = middle - 1
    return found


# -- medium ----------------------------------------------------------------------------------------


def _medium(hub: Hub, item: Occurrence, time: Time, address: str) -> Text:
    """A paragraph that invites, a paragraph with the facts, the address; what fits of the rest by
    its weight."""
    event = item.event
    invites = sentences(
        event_facts.notice(item),
        shorten(flat(item.summary), 240),
        shorten(flat(event.why_come or ""), 200),
    )
    says = [f"It takes place {time.preposition} {time.full}, {event_facts.where(hub, item)}."]
    words = len(f"{item.title} {invites} {says[0]}".split()) + 4
    for more in _more(hub, item):
        if words + len(more.split()) <= MEDIUM_WORDS:
            says.append(more)
            words += len(more.split())
    title = Strong(shorten(flat(item.title), 120))
    return written(
        [
            paragraph(title, _joint(title.text).replace(":", "."), invites),
            paragraph(" ".join(says)),
            paragraph("All about it: ", Address(address)),
        ]
    )


def _more(hub: Hub, item: Occurrence) -> Iterator[str]:
    """Further sentences, the weightiest first."""
    event = item.event
    people = formatting.names(hub.people(item.speakers))
    hosts = formatting.names(hub.people(event.hosts))
    if people:
        yield f"You will hear {people}."
    elif hosts:
        yield f"Your {'hosts are' if len(event.hosts) > 1 else 'host is'} {hosts}."
    yield from filter(None, [_invited(item, hub.as_of)])
    if event.registration and event.registration.cost:
        yield _sentence(f"Cost: {event.registration.cost}")
    if way := event_facts.online_way(item):
        yield _sentence(f"Online: {way}")
    if again := formatting.repetition(event):
        yield f"It comes again {again[0].lower()}{again[1:]}."
    if event.audience:
        yield _sentence(f"It is for {formatting.listed(list(event.audience))}")
    if event.languages:
        yield f"We speak {event_facts.languages(event)}."
    if access := event_facts.access(hub, item):
        yield _sentence("Access: " + "; ".join(f"{what}: {how}" for what, how in access))


def _sentence(words: str) -> str:
    return closed(flat(words))


def _invited(item: Occurrence, day: date) -> str:
    """What a reader of ``day`` can do to register, in a sentence."""
    found = event_facts.sign_up(item, day)
    if found is None:
        return ""
    if found.state != "open":
        return f"Registration {_sign_up_words(found)}."
    return f"Please register by {near_day(found.day)}." if found.day else "Please register."


def _sign_up_words(found: SignUp) -> str:
    """opens on Monday 2 November, until Monday 7 December, closed on Monday 7 December"""
    words = {"later": "opens on", "open": "until", "closed": "closed on"}[found.state]
    return f"{words} {near_day(found.day)}" if found.day else ""


# -- long ------------------------------------------------------------------------------------------


def _long(hub: Hub, item: Occurrence, time: Time, address: str) -> Text:
    event = item.event
    blocks = [heading(item.title)]
    if notice := event_facts.notice(item):
        blocks.append(paragraph(Strong(notice)))
    blocks.append(paragraph(item.summary))
    if event.why_come:
        blocks.append(paragraph(Strong("Why come:"), " ", event.why_come))
    blocks += [entry(Strong(f"{label}:"), " ", *parts) for label, parts in _facts(hub, item, time)]
    blocks += [paragraph(*parts) for parts in _asks(hub, item)]
    blocks.append(paragraph("Everything about it, also for your calendar: ", Address(address)))
    return written(blocks)


def _facts(hub: Hub, item: Occurrence, time: Time) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    """(label, words) of each fact that is stated."""
    event, registration = item.event, item.event.registration
    yield "When", (time.full,)
    if again := formatting.repetition(event):
        yield "Again", (again,)
    yield from _places(hub, item)
    yield from _people(hub, item)
    if event.audience:
        yield "For", (formatting.listed(list(event.audience)),)
    if event.level and event.level != "any":
        yield "Level", (event.level,)
    if event.languages:
        yield (
            ("Language" if len(event.languages) == 1 else "Languages"),
            (event_facts.languages(event),),
        )
    if registration and registration.cost:
        yield "Cost", (registration.cost,)
    yield from _registration(hub, item)
    if access := event_facts.access(hub, item):
        yield "Access", ("; ".join(f"{what}: {how}" for what, how in access),)
    if event.policies and event.policies.photo:
        yield "Photos", (event.policies.photo,)
    for call in event.calls:
        if call.closes and call.closes.last >= hub.as_of:
            yield (
                "Call",
                (f"{call.what}, until {near_day(call.closes)}. ", Link("Answer it", call.url)),
            )


def _places(hub: Hub, item: Occurrence) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    spot = formatting.place(hub, item, full=True)
    if spot:
        yield "Where", (spot,)
        if item.room:
            yield "Room", (item.room,)
        venue = hub.venues.get(item.venue or "")
        if venue and venue.transport:
            yield "Getting there", (venue.transport,)
    elif item.mode != "online":
        yield "Where", ("in person",)
    url = formatting.open_link(item)
    if url:
        yield "Online", (Link("Take part", url),)
    elif item.mode != "in-person":
        yield "Online", (event_facts.online_way(item) or "yes",)


def _people(hub: Hub, item: Occurrence) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    speakers, hosts = hub.people(item.speakers), hub.people(item.event.hosts)
    if speakers:
        own = {formatting.names([person]) for person in speakers} == {
            formatting.names([person]) for person in hosts
        }
        yield (
            "With your hosts" if own else "With",
            (formatting.listed([_introduced(person) for person in speakers]),),
        )
        hosts = [] if own else hosts
    if hosts:
        yield "Hosted by", (formatting.names(hosts),)


def _introduced(person: Member | Guest) -> str:
    """A guest with the words that say who it is: nobody can look them up here."""
    name = formatting.names([person])
    return f"{name} ({person.headline})" if isinstance(person, Guest) and person.headline else name


def _registration(hub: Hub, item: Occurrence) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    if found := event_facts.sign_up(item, hub.as_of):
        words = _sign_up_words(found)
        joint = "; " if words and found.url else ""
        here = (joint, Link("register here", found.url)) if found.url else ()
        yield "Registration", (words, *here)
    if places := event_facts.places(item):
        yield "Places", (places,)


def _asks(hub: Hub, item: Occurrence) -> Iterator[tuple[Inline, ...]]:
    """Whom to ask, and how people treat each other."""
    hosts = formatting.names(hub.people(item.event.hosts)[:2])
    need = "Do you need something that is not named here, or have a question?"
    if contact := hub.community.contact:
        yield f"{need} {f'Ask {hosts}, or' if hosts else 'Please'} ", Link("write to us", contact)
    elif hosts:
        yield (f"{need} Ask {hosts}.",)
    if rules := hub.rules_of(item.event):
        yield ("How we treat each other: ", Address(rules))


# -- cancelled, postponed --------------------------------------------------------------------------


def _off(hub: Hub, item: Occurrence, time: Time, address: str, with_heading: bool = False) -> Text:
    """The same for everybody: what is off, what happens now, whom to ask."""
    title = flat(item.title)
    said = (
        f"It was planned for {time.full}, {event_facts.where(hub, item)}. "
        f"{event_facts.notice(item)}"
    )
    sorry = "We are sorry if you had made plans. Please pass this on to others who meant to come."
    blocks = (
        [heading(title)]
        if with_heading
        else [paragraph(Strong(f"{_PREFIXES[item.status]}{shorten(title, 120)}"))]
    )
    blocks += [paragraph(said), paragraph(sorry)]
    blocks += [paragraph(*parts) for parts in list(_asks(hub, item))[:-1]] if with_heading else []
    return written([*blocks, paragraph("Its page says what comes next: ", Address(address))])


# -- subjects, picture, tags, reminders ------------------------------------------------------------


def _subjects(item: Occurrence, time: Time) -> tuple[str, str, str]:
    """What, when, why; each says something else."""
    title, prefix = broken(flat(item.title)), _PREFIXES.get(item.status, "")
    brief = time.brief
    day = re.sub(r" \d{4}\b", "", brief.split(" (")[0])
    day = re.sub(r"(\d\d:\d\d) .*", r"\1", day)
    why = broken(flat(item.event.why_come or item.summary))
    return (
        shorten(prefix + title, SUBJECT),
        shorten(f"{prefix}{day}: {title}", SUBJECT),
        shorten(prefix + why, SUBJECT),
    )


def _alt(hub: Hub, item: Occurrence, time: Time) -> str:
    where = event_facts.where(hub, item)
    prefix = _PREFIXES.get(item.status, "")
    title = shorten(flat(item.title), 120)
    return (
        f"Card with the words: {closed(prefix + title)} {time.brief}, {where}. "
        f"{hub.community.name}."
    )


def hashtags(hub: Hub, topics: Iterable[str]) -> tuple[str, ...]:
    """The topics in capitals of words, which a screen reader can read out; three at most."""
    labels = [hub.topics[topic].label for topic in topics if topic in hub.topics]
    tags = [
        "".join(word[:1].upper() + word[1:] for word in re.findall(r"\w+", label))
        for label in labels
    ]
    return tuple(f"#{tag}" for tag in dict.fromkeys(tags) if tag)[:3]


def _reminder(hub: Hub, item: Occurrence, time: Time, address: str, days: int) -> Text:
    """A text to send ``days`` before: when, where, how to get in, whom to tell when plans
    change."""
    day = item.first_day - timedelta(days=days)
    ahead = "Tomorrow:" if days == 1 else "In a week:"
    blocks = [paragraph(Strong(f"{ahead} {shorten(flat(item.title), 160)}"))]
    if days > 1 and item.event.why_come:
        blocks.append(paragraph(closed(item.event.why_come)))
    blocks.append(
        paragraph(f"We meet {time.preposition} {time.full}, {event_facts.where(hub, item)}.")
    )
    blocks += [paragraph(*parts) for parts in _way_in(hub, item, day)]
    if days == 1 and item.event.registration:
        blocks.append(
            paragraph(
                "If you cannot come after all, tell us: somebody else may be glad of your place."
            )
        )
    return written([*blocks, paragraph("All about it: ", Address(address))])


def _way_in(hub: Hub, item: Occurrence, day: date) -> Iterator[tuple[Inline, ...]]:
    """How to take part, as it is on the day the reminder is sent."""
    found = event_facts.sign_up(item, day)
    if found and found.state == "open":
        still = f"You can still register{f' until {near_day(found.day)}' if found.day else ''}. "
        yield (still, Link("Register here", found.url)) if found.url else (still,)
    venue = hub.venues.get(item.venue or "") if item.mode != "online" else None
    if venue and venue.transport:
        yield (f"Getting there: {closed(venue.transport)}",)
    if link := formatting.open_link(item):
        yield ("Online: ", Link("Take part", link))
    elif way := event_facts.online_way(item):
        yield (f"Online: {closed(way)}",)


# -- as one document -------------------------------------------------------------------------------


def kit_markdown(kit: Kit) -> str:
    """The whole kit as one Markdown document."""
    return _document(kit, lambda text: text.markdown, "## ")


def kit_plain(kit: Kit) -> str:
    """The whole kit as plain text."""
    return _document(kit, lambda text: text.plain_text, "")


def _document(kit: Kit, form: Callable[[Text], str], mark: str) -> str:
    """Each text below the words that say what it is for; a form is the text's own, so nothing is
    escaped twice."""
    lines = [paragraph(line) for line in (*kit.subjects,)]
    subjects = form(written([entry(*block.parts) for block in lines]))
    parts = [
        ("Short, for chat and social media", form(kit.short)),
        ("Medium, for a post or a forum", form(kit.medium)),
        ("Long, for a letter or an e-mail", form(kit.long)),
        ("Subject lines", subjects),
        ("A week before", form(kit.week_before) if kit.week_before else ""),
        ("The day before", form(kit.day_before) if kit.day_before else ""),
        ("What the picture shows", form(written([paragraph(kit.alt)]))),
        ("Hashtags", " ".join(kit.hashtags)),
    ]
    return "\n\n".join(f"{mark}{title}\n\n{text}" for title, text in parts if text) + "\n"
