"""The run sheet of an event: minute marks, roles, questions, reminders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from hearth.base.derived import once
from hearth.base.words import ENGLISH, N_, Translations
from hearth.kinds.event_parts import AgendaItem
from hearth.kinds.fields import Guest, Person
from hearth.kinds.member import Member
from hearth.kinds.post import Post
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.views.programme import ProgrammePoint, end_is_stated, later, passed, points
from hearth.wording import event_facts, formatting
from hearth.wording.document import (
    Address,
    Block,
    Inline,
    Strong,
    entry,
    heading,
    paragraph,
    to_do,
    written,
)
from hearth.wording.statuses import STATUSES
from hearth.wording.structured_data import absolute

BLANK = "______________"
"""A line to write on."""
EVERYWHERE = frozenset({"room", "online"})
SIDES = {"room": N_("room"), "online": N_("online"), "both": N_("room + online")}
BEFORE = {"in-person": (45, 15), "online": (20, 10), "hybrid": (60, 15)}
"""Minutes before the start at which the team meets and the doors open: a usual plan, to be changed
by hand."""
ROLES = {
    "facilitator": N_("Facilitator"),
    "remote_host": N_("Remote host"),
    "av": N_("Sound and picture"),
    "greeter": N_("Greeter"),
    "notes": N_("Notes"),
    "care_contact": N_("Care contact"),
}
TASKS = {
    "facilitator": N_("Leads through the session."),
    "remote_host": N_("Looks after people who take part online."),
    "av": N_("Sound, picture, stream."),
    "greeter": N_("Welcomes people at the door or in the waiting room."),
    "notes": N_("Writes down what matters."),
}
EMPTY_ROWS = 4
"""Lines to write on, where no agenda is written yet."""
QUESTIONS_ASKED = 2
"""Questions of the community that are added to the event's own."""
_MAKING = (
    N_("What would you like to have in your hands when we are done?"),
    N_("Where did you get stuck the last time you tried this?"),
    N_("What is the smallest step you could take next week?"),
)
_LISTENING = (
    N_("What did you hear that you want to try?"),
    N_("Where is it different in your own place?"),
    N_("What would you still need to know before you begin?"),
)
_MEETING = (
    N_("What brought you here today?"),
    N_("What are you looking after at the moment, and who helps you?"),
    N_("Whom should somebody else in this room meet?"),
)
QUESTIONS = {
    **dict.fromkeys(("workshop", "clinic", "course", "sprint"), _MAKING),
    **dict.fromkeys(("talk", "panel", "conference", "ask-me-anything"), _LISTENING),
    **dict.fromkeys(("meetup", "unconference", "call", "social", "retreat"), _MEETING),
}
"""Questions that are good company at any event of a type."""


@dataclass(frozen=True)
class ProgrammeRow:
    """One line of the programme."""

    kind: str
    """day, before, point, free, empty or end"""
    title: str
    clock: str = ""
    """The event's own local time; empty when it is not known."""
    minute: str = ""
    """0′, +45′: since the day's start; a minus sign before it."""
    length: str = ""
    """How long it is planned to take."""
    where: str = ""
    who: str = ""
    note: str = ""
    warning: str = ""
    """5 min over: what does not fit."""


@dataclass(frozen=True)
class Assignment:
    """A task and who has taken it."""

    title: str
    task: str
    name: str = ""
    """Empty while nobody has."""


@dataclass(frozen=True)
class CareContact:
    """Whom to turn to when something is wrong, and by which rules."""

    contact: str
    """The care contact's name; empty when none is named."""
    conduct: str
    """The full address of the rules; empty where nobody wrote any."""
    report: str
    """Where to report something; empty when the community has not said."""
    promise: str


@dataclass(frozen=True)
class RunSheet:
    """Everything that stands on the sheet, in its order."""

    title: str
    status: str
    """A word when it is not simply scheduled."""
    when: str
    where: str
    room: str
    online: str
    address: str
    places: str
    zone: str
    """Whose clock the times are of."""
    places_told: bool
    """Whether the programme says where each point is."""
    rows: tuple[ProgrammeRow, ...]
    planned: bool
    """Whether there is an agenda."""
    roles: tuple[Assignment, ...]
    care: CareContact
    own_questions: tuple[str, ...]
    asked_questions: tuple[str, ...]
    """Asked in the community's posts about one of the event's topics."""
    good_questions: tuple[str, ...]
    checklist: tuple[tuple[str, tuple[str, ...]], ...]
    """(before, during or after; what to do)"""


def run_sheet(hub: Hub, item: Occurrence) -> RunSheet:
    """The sheet of an occurrence, its times on the event's own clock."""
    words, event, rows = hub.words, item.event, tuple(_rows(hub, item))
    return RunSheet(
        title=item.title,
        status="" if item.status == "scheduled" else words.noted(STATUSES[item.status].words),
        when=event_facts.time(hub, item).full,
        where=formatting.place(hub, item, full=True),
        room=(item.room or "") if item.mode != "online" else "",
        online=formatting.open_link(item)
        or event_facts.online_way(hub, item)
        or (words("yes") if item.mode != "in-person" else ""),
        address=absolute(hub, item),
        places=event_facts.places(item, words),
        zone=event_facts.zone_words(words, formatting.when(hub, item).place),
        places_told=item.mode == "hybrid" or any(row.where for row in rows),
        rows=rows,
        planned=bool(event.agenda),
        roles=tuple(_roles(hub, item)),
        care=_care(hub, item),
        own_questions=tuple(event.prompts),
        asked_questions=_asked(hub, item),
        good_questions=tuple(map(words.noted, QUESTIONS[event.type][: 2 if event.prompts else 3])),
        checklist=(
            (words("Before"), tuple(_to_do_before(words, item, hub.as_of))),
            (words("During"), tuple(_to_do_during(words, item))),
            (words("After"), tuple(_to_do_after(words, item))),
        ),
    )


# -- the programme ---------------------------------------------------------------------------------


def _rows(hub: Hub, item: Occurrence) -> list[ProgrammeRow]:
    """The agenda between doors and end, with what is free and what does not fit."""
    found = points(item.event, item)
    if all(point.starts for point in found):
        found.sort(key=lambda point: point.starts)  # type: ignore[arg-type,return-value]
    several = item.first_day != item.last_day and bool(found)
    rows = _Programme(hub, item, several)
    rows.open()
    for point in found:
        rows.add(point)
    rows.close()
    return rows.rows


class _Programme:
    """The rows as they are written, one after the other; it knows until when each side is busy."""

    def __init__(self, hub: Hub, item: Occurrence, several: bool) -> None:
        self.hub, self.item, self.several, self.words = hub, item, several, hub.words
        self.start = item.start if isinstance(item.start, datetime) else None
        self.zero = self.start
        """Minutes are counted from here: the start, and on later days the first point."""
        self.day: date | None = None
        self.busy: dict[str, tuple[datetime, int]] = {}
        """For each side: until when it is busy, and by which row."""
        self.began: datetime | None = None
        """When the last point began."""
        self.known = True
        """Whether it is known when the last point is over."""
        self.rows: list[ProgrammeRow] = []
        lanes = {lane for point in item.event.agenda if (lane := _lane(point))}
        self.everywhere = EVERYWHERE | lanes

    def open(self) -> None:
        """What comes before the start."""
        if not self.start:
            self.rows = [] if self.item.event.agenda else [ProgrammeRow("empty", "")] * EMPTY_ROWS
            return
        team, doors = BEFORE[self.item.mode]
        greeter = self._name("greeter")
        if self.several:
            self._new_day(self.start.date(), self.start)
        if self.item.mode == "online":
            self._before(
                team, self.words("Team meets, sound and screen check"), self._name("facilitator")
            )
            self._before(doors, self.words("The online room opens"), greeter)
        else:
            self._before(team, self.words("Team arrives: room, sound, signs"), self._name("av"))
            words = (
                self.words("Doors and online room open")
                if self.item.mode == "hybrid"
                else self.words("Doors open, arriving")
            )
            self._before(doors, words, greeter)
        self.busy = dict.fromkeys(self.everywhere, (self.start, -1))
        if not self.item.event.agenda:
            self.rows.append(
                self._timed(
                    ProgrammeRow(
                        "point",
                        self.words.inside("programme", "Start"),
                        who=self._name("facilitator"),
                    ),
                    self.start,
                )
            )
            self.rows += [ProgrammeRow("empty", "")] * EMPTY_ROWS

    def _before(self, minutes: int, title: str, who: str) -> None:
        if self.start:
            self.rows.append(
                self._timed(ProgrammeRow("before", title, who=who), later(self.start, -minutes))
            )

    def add(self, point: ProgrammePoint) -> None:
        """One point of the agenda, after the free time before it."""
        day = point.starts.date() if point.starts else self._moved(point.day)
        if self.several and day != self.day and (point.starts or point.item.day):
            self._new_day(day, point.starts)
        sides = self._sides(point.item)
        together = point.starts is not None and point.starts == self.began
        if point.starts and not together:
            self._compare(point.starts, sides)
        self.began = point.starts
        row = ProgrammeRow(
            "point",
            point.item.title,
            length=self.words("%(minutes)s min", minutes=point.item.minutes)
            if point.item.minutes
            else "",
            where=self._where(point.item),
            who=self.words.listed(
                [_called(person) for person in self.hub.people(point.item.speakers)]
            ),
            note=point.item.abstract or "",
        )
        self.rows.append(self._timed(row, point.starts))
        self.known = point.ends is not None
        if point.ends:
            self._occupy(sides, point.ends, together)

    def _occupy(self, sides: frozenset[str], until: datetime, together: bool) -> None:
        """Keep the sides busy with the last row, of points side by side with the longest."""
        for side in sides:
            if not together or side not in self.busy or self.busy[side][0] <= until:
                self.busy[side] = (until, len(self.rows) - 1)

    def close(self) -> None:
        """The end, when it is stated, and what is left or missing until then."""
        end = self.item.end
        if not self.start or not isinstance(end, datetime):
            return
        if not end_is_stated(self.item):
            self.rows.append(ProgrammeRow("end", self.words("End (not stated)")))
            return
        if self.item.event.agenda and (not self.several or self.day == end.date()):
            self._compare(end, self.everywhere, N_("%(minutes)s min over the end"))
        self.rows.append(
            self._timed(ProgrammeRow("end", self.words.inside("programme", "End")), end)
        )

    def _compare(
        self, moment: datetime, sides: frozenset[str], over: str = N_("%(minutes)s min over")
    ) -> None:
        """Say what is free before ``moment`` on every side, and what of ``sides`` is still busy
        then."""
        if not self.busy:
            return
        latest = max(until for until, _ in self.busy.values())
        if self.known and latest < moment:
            free = self.words("%(minutes)s min free", minutes=passed(latest, moment))
            self.rows.append(self._timed(ProgrammeRow("free", free), latest))
        until, row = max(
            (self.busy[side] for side in sides if side in self.busy), default=(moment, -1)
        )
        if until > moment and row >= 0:
            warning = self.words.noted(over) % {"minutes": passed(moment, until)}
            self.rows[row] = replace(self.rows[row], warning=warning)

    def _moved(self, day: date) -> date:
        """A day of the event as the occurrence has it."""
        return day + (self.item.first_day - self.item.event.first_day)

    def _new_day(self, day: date, moment: datetime | None) -> None:
        first = self.day is None
        self.day, self.busy, self.known = day, {}, moment is not None
        self.zero = self.start if first and self.start else moment
        self.rows.append(ProgrammeRow("day", event_facts.near_day(day, self.words)))

    def _timed(self, row: ProgrammeRow, moment: datetime | None) -> ProgrammeRow:
        if moment is None:
            return row
        minute = _mark(passed(self.zero, moment)) if self.zero else ""
        return replace(row, clock=self.words.clock(moment), minute=minute)

    def _sides(self, point: AgendaItem) -> frozenset[str]:
        """What is busy with a point: its track or room, its side of a hybrid event, or all."""
        if lane := _lane(point):
            return frozenset({lane})
        one_side = self.item.mode == "hybrid" and point.where in EVERYWHERE
        return frozenset({str(point.where)}) if one_side else self.everywhere

    def _where(self, point: AgendaItem) -> str:
        side = SIDES.get(point.where or "", "") if self.item.mode == "hybrid" else ""
        return " · ".join(
            part for part in (point.track, point.room, self.words.noted(side)) if part
        )

    def _name(self, role: str) -> str:
        roles = self.item.event.roles
        return _named(self.hub, getattr(roles, role) if roles else None)


def _lane(point: AgendaItem) -> str:
    """What may run beside others: a track, else what is in a room of its own."""
    named = point.track or point.room
    return f"lane {named}" if named else ""


def _mark(minutes: int) -> str:
    """0′, +45′, −15′"""
    return f"{'−' if minutes < 0 else '+' if minutes else ''}{abs(minutes)}′"


# -- people ----------------------------------------------------------------------------------------


def _named(hub: Hub, person: Person | None) -> str:
    return hub.words.listed([_called(found) for found in hub.people([person])]) if person else ""


def _called(person: Member | Guest) -> str:
    """The name, and in Latin letters too when it is written only in others: somebody has to read it
    out."""
    name = formatting.names([person])
    latin = None if isinstance(person, Guest) else person.latin
    return f"{name} ({latin})" if latin and not re.search("[A-Za-z]", name) else name


def _roles(hub: Hub, item: Occurrence) -> Iterator[Assignment]:
    """Every task that goes with the way of meeting, filled or not; the care contact has a box of
    its own."""
    stated = item.event.roles
    for name, title in ROLES.items():
        person = _named(hub, getattr(stated, name) if stated else None)
        wanted = name != "remote_host" or item.mode != "in-person"
        if name != "care_contact" and (person or wanted):
            yield Assignment(hub.words.noted(title), hub.words.noted(TASKS[name]), person)


def _care(hub: Hub, item: Occurrence) -> CareContact:
    event, conduct = item.event, hub.community.conduct
    return CareContact(
        contact=_named(hub, event.roles.care_contact if event.roles else None),
        conduct=hub.rules_of(event) or "",
        report=(conduct.contact or "").removeprefix("mailto:"),
        promise=conduct.promise or "",
    )


# -- questions -------------------------------------------------------------------------------------


@once
def _prompts_by_topic(hub: Hub) -> dict[str, list[Post]]:
    """The community's questions of each topic, newest first."""
    found: dict[str, list[Post]] = {}
    prompts = (post for post in hub.posts.values() if post.type == "prompt")
    for post in sorted(prompts, key=lambda post: (-post.date.toordinal(), post.id)):
        for topic in post.topics:
            found.setdefault(topic, []).append(post)
    return found


def _asked(hub: Hub, item: Occurrence) -> tuple[str, ...]:
    by_topic = _prompts_by_topic(hub)
    posts = [
        post for topic in item.event.topics for post in by_topic.get(topic, ())[:QUESTIONS_ASKED]
    ]
    titles = dict.fromkeys(post.title for post in posts)
    return tuple(title for title in titles if title not in item.event.prompts)[:QUESTIONS_ASKED]


# -- things to remember ----------------------------------------------------------------------------


def _to_do_before(words: Translations, item: Occurrence, as_of: date) -> Iterator[str]:
    """What is to be done before people come, as far as this event needs it."""
    event, mode = item.event, item.mode
    access = event.access
    registration = event.registration
    if registration and registration.closes and registration.closes >= as_of:
        yield words(
            "Registration closes on %(day)s: write to everybody with all they need",
            day=event_facts.near_day(registration.closes, words),
        )
    elif registration:
        yield words("Write to everybody who registered, a week and a day before")
    yield words("Fill every empty role on this sheet")
    if mode != "in-person" and not formatting.open_link(item):
        yield words("Send the link to those who take part online")
    if mode != "online":
        yield words("Room: chairs, signs to the door and the toilets, way without steps, water")
    if mode == "hybrid":
        yield words("Test that each side hears and sees the other; have a second line ready")
    elif mode == "online":
        yield words("Test sound, screen sharing and the waiting room")
    if access and access.captions and access.captions != "no":
        yield words("Captions are promised: switch them on and look at them")
    for name, task in (
        ("sign_language", N_("Interpreters know agenda and names")),
        ("childcare", N_("Childcare is ready before the doors open")),
        ("dietary", N_("Food is ordered as promised, and labelled")),
    ):
        answer = getattr(access, name) if access else None
        if answer and answer != "no" and (name == "sign_language" or mode != "online"):
            yield words.noted(task)


def _to_do_during(words: Translations, item: Occurrence) -> Iterator[str]:
    event, mode = item.event, item.mode
    yield words("Welcome newcomers by name; say how long it takes and when the breaks are")
    yield words("Name the care contact and where the rules are")
    recorded = event.access.recording if event.access else None
    if recorded and recorded != "no":
        yield words(
            "Recording (%(recorded)s): say so, and ask before you press the button",
            recorded=formatting.answer(recorded, words),
        )
    elif recorded:
        yield words("Say that nothing is recorded")
    if event.policies and event.policies.photo:
        yield words("Photos: %(policy)s", policy=event.policies.photo)
    if mode == "hybrid":
        yield words(
            "First question of each round from those online; repeat questions from the room"
        )
    if mode != "in-person":
        yield words("Keep an eye on the chat and read it out")
    heads = {
        "in-person": N_("Count heads in the room, and who is here for the first time"),
        "online": N_("Count heads online, and who is here for the first time"),
        "hybrid": N_("Count heads in the room and online, and who is here for the first time"),
    }
    yield words.noted(heads[mode])
    yield words("Five minutes before the end: what comes next, and when we meet again")


def _to_do_after(words: Translations, item: Occurrence) -> Iterator[str]:
    yield words("Thank hosts, speakers and everybody with a role, by name")
    yield words(
        "Same day: write down numbers and one sentence of feedback, and add them to the event"
    )
    recorded = item.event.access.recording if item.event.access else None
    if recorded and recorded != "no":
        yield words(
            "Within a week: share notes, slides and recording, and a recap for those who were not "
            "there"
        )
    else:
        yield words(
            "Within a week: share notes and slides, and a recap for those who were not there"
        )
    yield words("Write to everybody who came for the first time")
    yield words("Ask the team: what do we keep, what do we change?")


# -- as a document ---------------------------------------------------------------------------------


def run_sheet_markdown(sheet: RunSheet, words: Translations = ENGLISH) -> str:
    """The whole sheet as one Markdown document."""
    return written(list(run_sheet_blocks(sheet, words))).markdown + "\n"


def run_sheet_blocks(sheet: RunSheet, words: Translations) -> Iterator[Block]:
    """The sheet piece by piece, its title first."""

    def labelled(label: str, *parts: Inline) -> Block:
        return entry(Strong(words("%(label)s:", label=label)), " ", *parts)

    yield heading(words("Run sheet: %(title)s", title=sheet.title), 1)
    if sheet.status:
        yield paragraph(Strong(f"{sheet.status}."))
    for label, fact in (
        (words("When"), sheet.when),
        (words("Where"), sheet.where),
        (words("Room"), sheet.room),
        (words("Online"), sheet.online),
        (words.inside("seats", "Places"), sheet.places),
    ):
        if fact:
            yield labelled(label, fact)
    programme = words("Programme")
    yield heading(f"{programme} ({sheet.zone})" if sheet.zone else programme)
    for row in sheet.rows:
        yield heading(row.title, 3) if row.kind == "day" else _line(row)
    yield heading(words("Roles"))
    for role in sheet.roles:
        yield labelled(role.title, role.name or Address(BLANK))
    yield heading(words("If something is wrong"))
    yield labelled(words("Care contact"), sheet.care.contact or Address(BLANK))
    if sheet.care.conduct:
        yield labelled(words("How we treat each other"), Address(sheet.care.conduct))
    if sheet.care.report:
        yield labelled(words.inside("conduct", "Report"), Address(sheet.care.report))
    if sheet.care.promise:
        yield paragraph(sheet.care.promise)
    yield heading(words("Questions that start a conversation"))
    for question in (*sheet.own_questions, *sheet.asked_questions, *sheet.good_questions):
        yield entry(question)
    for part, tasks in sheet.checklist:
        yield heading(part)
        for task in tasks:
            yield to_do(task)
    yield heading(words("Notes"))
    yield paragraph(words("%(label)s:", label=words("Its page")), " ", Address(sheet.address))


def _line(row: ProgrammeRow) -> Block:
    time = " ".join(part for part in (row.clock, f"({row.minute})" if row.minute else "") if part)
    title: Inline = row.title if row.kind == "free" else Strong(row.title)
    tail = "".join(
        f" · {part}" for part in (row.length, row.where, row.who, row.note, row.warning) if part
    )
    return entry(f"{time} " if time else "", title, tail) if row.title else entry(Address(BLANK))
