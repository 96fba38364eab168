"""The promotion kit of an occurrence: announcements, subject lines, reminders."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hearth.base.words import ENGLISH, N_, Translations
from hearth.kinds.event import CALLED_OFF
from hearth.kinds.fields import Guest
from hearth.kinds.member import Member
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.views.reminders import DAYS_BEFORE
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
_TITLES = {
    "tentative": N_("Not certain yet: %(event)s"),
    "rescheduled": N_("New date: %(event)s"),
    "postponed": N_("Postponed: %(event)s"),
    "moved-online": N_("Now online: %(event)s"),
    "cancelled": N_("Cancelled: %(event)s"),
}
"""How a title is said that does not stand as announced."""


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
        subjects=_subjects(hub.words, item, time),
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
    fact = (
        hub.words(
            "It was planned for %(time)s, %(place)s.", **_when_and_where(hub, item, time.brief)
        )
        if off
        else fact[0].upper() + fact[1:]
    )
    below = [paragraph(fact), paragraph(Address(address))]
    taken = written(below)

    def opening(size: int, about: str) -> Block:
        title = _titled(hub.words, item, shorten(flat(item.title), size))
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


def _titled(words: Translations, item: Occurrence, title: str) -> str:
    """A title with what is out of the ordinary."""
    form = _TITLES.get(item.status)
    return words.noted(form) % {"event": title} if form else title


def _when_and_where(hub: Hub, item: Occurrence, time: str) -> dict[str, str]:
    return {"time": time, "place": event_facts.where(hub, item)}


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
        event_facts.notice(item, hub.words),
        shorten(flat(item.summary), 240),
        shorten(flat(event.why_come or ""), 200),
    )
    fact = _when_and_where(hub, item, time.full)
    says = [
        hub.words("It takes place from %(time)s, %(place)s.", **fact)
        if time.spans
        else hub.words("It takes place on %(time)s, %(place)s.", **fact)
    ]
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
            paragraph(hub.words("All about it:"), " ", Address(address)),
        ]
    )


def _more(hub: Hub, item: Occurrence) -> Iterator[str]:
    """Further sentences, the weightiest first."""
    words, event = hub.words, item.event
    people = formatting.names(hub.people(item.speakers), words)
    hosts = formatting.names(hub.people(event.hosts), words)
    if people:
        yield words("You will hear %(people)s.", people=people)
    elif hosts:
        form = words.plural(
            "Your host is %(hosts)s.", "Your hosts are %(hosts)s.", len(event.hosts)
        )
        yield form % {"hosts": hosts}
    yield from filter(None, [_invited(words, item, hub.as_of)])
    if event.registration and event.registration.cost:
        yield _sentence(words("Cost: %(cost)s", cost=event.registration.cost))
    if way := event_facts.online_way(hub, item):
        yield _sentence(words("Online: %(way)s", way=way))
    if again := formatting.repetition(event, words):
        yield words("It comes again %(rule)s.", rule=f"{again[0].lower()}{again[1:]}")
    if event.audience:
        yield _sentence(words("It is for %(people)s", people=words.listed(list(event.audience))))
    if event.languages:
        said = event_facts.languages(event, words)
        yield words("We speak %(languages)s.", languages=said)
    if access := event_facts.access_words(hub, item):
        yield _sentence(words("Access: %(access)s", access=access))


def _sentence(words: str) -> str:
    return closed(flat(words))


def _invited(words: Translations, item: Occurrence, day: date) -> str:
    """What a reader of ``day`` can do to register, in a sentence."""
    found = event_facts.sign_up(item, day)
    if found is None:
        return ""
    if found.day is None:
        return words("Please register.")
    form = {
        "later": N_("Registration opens on %(day)s."),
        "open": N_("Please register by %(day)s."),
        "closed": N_("Registration closed on %(day)s."),
    }[found.state]
    return words.noted(form) % {"day": near_day(found.day, words)}


_SIGN_UP = {
    "later": N_("opens on %(day)s"),
    "open": N_("until %(day)s"),
    "closed": N_("closed on %(day)s"),
}


def _sign_up_words(words: Translations, found: SignUp) -> str:
    """opens on Monday 2 November, until Monday 7 December, closed on Monday 7 December"""
    if not found.day:
        return ""
    return words.noted(_SIGN_UP[found.state]) % {"day": near_day(found.day, words)}


# -- long ------------------------------------------------------------------------------------------


def _long(hub: Hub, item: Occurrence, time: Time, address: str) -> Text:
    event = item.event
    blocks = [heading(item.title)]
    if notice := event_facts.notice(item, hub.words):
        blocks.append(paragraph(Strong(notice)))
    blocks.append(paragraph(item.summary))
    if event.why_come:
        blocks.append(paragraph(Strong(hub.words("Why come:")), " ", event.why_come))
    blocks += [
        entry(Strong(hub.words("%(label)s:", label=label)), " ", *parts)
        for label, parts in _facts(hub, item, time)
    ]
    blocks += [paragraph(*parts) for parts in _asks(hub, item)]
    blocks.append(
        paragraph(hub.words("Everything about it, also for your calendar:"), " ", Address(address))
    )
    return written(blocks)


def _facts(hub: Hub, item: Occurrence, time: Time) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    """(label, words) of each fact that is stated."""
    words, event, registration = hub.words, item.event, item.event.registration
    yield words("When"), (time.full,)
    if again := formatting.repetition(event, words):
        yield words("Again"), (again,)
    yield from _places(hub, item)
    yield from _people(hub, item)
    if event.audience:
        yield words("For"), (words.listed(list(event.audience)),)
    if event.level and event.level != "any":
        yield words("Level"), (words.noted(event.level),)
    if event.languages:
        yield (
            words.plural("Language", "Languages", len(event.languages)),
            (event_facts.languages(event, words),),
        )
    if registration and registration.cost:
        yield words("Cost"), (registration.cost,)
    yield from _registration(hub, item)
    if access := event_facts.access_words(hub, item):
        yield words("Access"), (access,)
    if event.policies and event.policies.photo:
        yield words("Photos"), (event.policies.photo,)
    for call in event.calls:
        if call.closes and call.closes.last >= hub.as_of:
            day = near_day(call.closes, words)
            said = words("%(call)s, until %(day)s.", call=call.what, day=day)
            yield words("Call"), (said, " ", Link(words("Answer it"), call.url))


def _places(hub: Hub, item: Occurrence) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    words, spot = hub.words, formatting.place(hub, item, full=True)
    if spot:
        yield words("Where"), (spot,)
        if item.room:
            yield words("Room"), (item.room,)
        venue = hub.venues.get(item.venue or "")
        if venue and venue.transport:
            yield words("Getting there"), (venue.transport,)
    elif item.mode != "online":
        yield words("Where"), (words("in person"),)
    url = formatting.open_link(item)
    if url:
        yield words("Online"), (Link(words("Take part"), url),)
    elif item.mode != "in-person":
        yield words("Online"), (event_facts.online_way(hub, item) or words("yes"),)


def _people(hub: Hub, item: Occurrence) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    words, speakers, hosts = hub.words, hub.people(item.speakers), hub.people(item.event.hosts)
    if speakers:
        own = {formatting.names([person]) for person in speakers} == {
            formatting.names([person]) for person in hosts
        }
        yield (
            words("With your hosts") if own else words("With"),
            (words.listed([_introduced(person) for person in speakers]),),
        )
        hosts = [] if own else hosts
    if hosts:
        yield words("Hosted by"), (formatting.names(hosts, words),)


def _introduced(person: Member | Guest) -> str:
    """A guest with the words that say who it is: nobody can look them up here."""
    name = formatting.names([person])
    return f"{name} ({person.headline})" if isinstance(person, Guest) and person.headline else name


def _registration(hub: Hub, item: Occurrence) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    words = hub.words
    if found := event_facts.sign_up(item, hub.as_of):
        said = _sign_up_words(words, found)
        joint = "; " if said and found.url else ""
        here = (joint, Link(words("register here"), found.url)) if found.url else ()
        yield words("Registration"), (said, *here)
    if places := event_facts.places(item, words):
        yield words.inside("seats", "Places"), (places,)


def _asks(hub: Hub, item: Occurrence) -> Iterator[tuple[Inline, ...]]:
    """Whom to ask, and how people treat each other."""
    words, hosts = hub.words, formatting.names(hub.people(item.event.hosts)[:2], hub.words)
    need = words("Do you need something that is not named here, or have a question?")
    if contact := hub.community.contact:
        ask = words("Ask %(hosts)s, or", hosts=hosts) if hosts else words("Please")
        yield f"{need} {ask} ", Link(words("write to us"), contact)
    elif hosts:
        yield (f"{need} {words('Ask %(hosts)s.', hosts=hosts)}",)
    if rules := hub.rules_of(item.event):
        yield words("How we treat each other:"), " ", Address(rules)


# -- cancelled, postponed --------------------------------------------------------------------------


def _off(hub: Hub, item: Occurrence, time: Time, address: str, with_heading: bool = False) -> Text:
    """The same for everybody: what is off, what happens now, whom to ask."""
    words, title = hub.words, flat(item.title)
    fact = _when_and_where(hub, item, time.full)
    said = sentences(
        words("It was planned for %(time)s, %(place)s.", **fact), event_facts.notice(item, words)
    )
    sorry = words(
        "We are sorry if you had made plans. Please pass this on to others who meant to come."
    )
    blocks = (
        [heading(title)]
        if with_heading
        else [paragraph(Strong(_titled(words, item, shorten(title, 120))))]
    )
    blocks += [paragraph(said), paragraph(sorry)]
    blocks += [paragraph(*parts) for parts in list(_asks(hub, item))[:-1]] if with_heading else []
    return written(
        [*blocks, paragraph(words("Its page says what comes next:"), " ", Address(address))]
    )


# -- subjects, picture, tags, reminders ------------------------------------------------------------


def _subjects(words: Translations, item: Occurrence, time: Time) -> tuple[str, str, str]:
    """What, when, why; each says something else."""
    title = broken(flat(item.title))
    dated = words("%(day)s: %(event)s", day=time.nearly, event=title)
    why = broken(flat(item.event.why_come or item.summary))
    return (
        shorten(_titled(words, item, title), SUBJECT),
        shorten(_titled(words, item, dated), SUBJECT),
        shorten(_titled(words, item, why), SUBJECT),
    )


def _alt(hub: Hub, item: Occurrence, time: Time) -> str:
    title = _titled(hub.words, item, shorten(flat(item.title), 120))
    return hub.words(
        "Card with the words: %(title)s %(time)s, %(place)s. %(community)s.",
        title=closed(title),
        **_when_and_where(hub, item, time.brief),
        community=hub.community.name,
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
    words, day = hub.words, item.first_day - timedelta(days=days)
    ahead = words.noted(DAYS_BEFORE[days]) % {"event": shorten(flat(item.title), 160)}
    blocks = [paragraph(Strong(ahead))]
    if days > 1 and item.event.why_come:
        blocks.append(paragraph(closed(item.event.why_come)))
    fact = _when_and_where(hub, item, time.full)
    meet = (
        words("We meet from %(time)s, %(place)s.", **fact)
        if time.spans
        else words("We meet on %(time)s, %(place)s.", **fact)
    )
    blocks.append(paragraph(meet))
    blocks += [paragraph(*parts) for parts in _way_in(hub, item, day)]
    if days == 1 and item.event.registration:
        blocks.append(
            paragraph(
                words(
                    "If you cannot come after all, tell us: somebody else may be glad of your "
                    "place."
                )
            )
        )
    return written([*blocks, paragraph(hub.words("All about it:"), " ", Address(address))])


def _way_in(hub: Hub, item: Occurrence, day: date) -> Iterator[tuple[Inline, ...]]:
    """How to take part, as it is on the day the reminder is sent."""
    words, found = hub.words, event_facts.sign_up(item, day)
    if found and found.state == "open":
        still = words("You can still register.")
        if found.day:
            until = near_day(found.day, words)
            still = words("You can still register until %(day)s.", day=until)
        yield (still, " ", Link(words("Register here"), found.url)) if found.url else (still,)
    venue = hub.venues.get(item.venue or "") if item.mode != "online" else None
    if venue and venue.transport:
        yield (words("Getting there: %(way)s", way=closed(venue.transport)),)
    if link := formatting.open_link(item):
        yield words("Online:"), " ", Link(words("Take part"), link)
    elif way := event_facts.online_way(hub, item):
        yield (words("Online: %(way)s", way=closed(way)),)


# -- as one document -------------------------------------------------------------------------------


def kit_markdown(kit: Kit, words: Translations = ENGLISH) -> str:
    """The whole kit as one Markdown document."""
    return _document(kit, words, lambda text: text.markdown, "## ")


def kit_plain(kit: Kit, words: Translations = ENGLISH) -> str:
    """The whole kit as plain text."""
    return _document(kit, words, lambda text: text.plain_text, "")


def _document(kit: Kit, words: Translations, form: Callable[[Text], str], mark: str) -> str:
    """Each text below the words that say what it is for; a form is the text's own, so nothing is
    escaped twice."""
    lines = [paragraph(line) for line in (*kit.subjects,)]
    subjects = form(written([entry(*block.parts) for block in lines]))
    parts = [
        (words("Short, for chat and social media"), form(kit.short)),
        (words("Medium, for a post or a forum"), form(kit.medium)),
        (words("Long, for a letter or an e-mail"), form(kit.long)),
        (words("Subject lines"), subjects),
        (words("A week before"), form(kit.week_before) if kit.week_before else ""),
        (words("The day before"), form(kit.day_before) if kit.day_before else ""),
        (words("What the picture shows"), form(written([paragraph(kit.alt)]))),
        (words("Hashtags"), " ".join(kit.hashtags)),
    ]
    return "\n\n".join(f"{mark}{title}\n\n{text}" for title, text in parts if text) + "\n"
