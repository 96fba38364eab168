"""Import attendance: from a list of who signed up and came to counts, and to a sheet that names
only who agreed.

Everybody else is a pseudonym: keyed, so that the same person is the same at the next event, and
nobody without the key can tell who it is. Names and addresses of the list are read, and written
nowhere.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from hearth.base.words import said
from hearth.contribute.importing.mapping import column_key
from hearth.contribute.importing.tables import Rows, UnreadableError
from hearth.kinds.field_words import yes_or_no
from hearth.manage.private import Notes

KEY = "HEARTH_ATTENDANCE_KEY"
SHORTEST = 16
"""Fewer characters could be guessed, and with them everybody on the list."""

MAIL = (
    "email",
    "e_mail",
    "mail",
    "email_address",
    "e_mail_address",
    "mail_address",
    "attendee_email",
    "participant_email",
    "user_email",
    "guest_email",
)
CAME = (
    "attended",
    "did_attend",
    "checked_in",
    "check_in",
    "checkin",
    "checked_in_at",
    "check_in_time",
    "check_in_date",
    "present",
    "joined",
    "joined_at",
    "join_time",
    "first_join",
    "attendance",
    "attendee_status",
    "attendance_status",
    "status",
)
SIGNED_UP = ("registered", "registered_at", "registration_time", "registration_date", "signed_up")
"""What columns are called that say it; an earlier name wins."""

_YES = frozenset(
    {
        "yes",
        "y",
        "true",
        "1",
        "x",
        "attended",
        "present",
        "joined",
        "came",
        "here",
        "checked_in",
        "check_in",
        "checked",
        "ja",
        "oui",
        "si",
        "sim",
    }
)
_NO = frozenset(
    {
        "no",
        "n",
        "false",
        "0",
        "absent",
        "no_show",
        "noshow",
        "attending",
        "going",
        "not_attended",
        "not_attending",
        "not_checked_in",
        "did_not_attend",
        "missed",
        "registered",
        "confirmed",
        "approved",
        "nein",
        "non",
        "nao",
    }
)
_OFF = frozenset(
    {
        "cancelled",
        "canceled",
        "declined",
        "deleted",
        "rejected",
        "refunded",
        "transferred",
        "unpaid",
        "waitlist",
        "waitlisted",
        "waiting",
        "pending",
        "invited",
        "not_going",
        "maybe",
    }
)
"""Words of somebody who never was expected; such rows do not count at all."""
_ADDRESS = re.compile(r"[^\s<>,;@]+@[^\s<>,;@]+")


def pseudonym(mail: str, secret: str) -> str:
    """What stands for a mail address under a key: HMAC-SHA256, its first twelve digits."""
    return f"~{hmac.digest(secret.encode(), normalised(mail).encode(), 'sha256').hex()[:12]}"


def normalised(mail: str) -> str:
    """The address in one of its spellings, without what stands around it; empty when there is none
    in the text."""
    found = _ADDRESS.search(unicodedata.normalize("NFKC", mail))
    bare = found[0].strip("\"'().").casefold().removeprefix("mailto:") if found else ""
    return unicodedata.normalize("NFKC", bare)


@dataclass(frozen=True)
class Attendee:
    """One person on the lists."""

    mail: str
    """Normalised; empty when the list gives none, so that the person is counted and cannot be known
    again."""
    registered: bool
    came: bool
    online: bool = False


@dataclass(frozen=True)
class Listed:
    """What one list says."""

    people: tuple[Attendee, ...]
    tells_sign_ups: bool
    """Whether it holds people who signed up, and not only people who came."""


def listed(
    rows: Rows, mail: str | None = None, came: str | None = None, without: bool | None = None
) -> Listed:
    """The people of a list, each row one; ``without`` says whether they came where no column does.

    UnreadableError, which repeats nothing of the rows, when it cannot be told who they are or
    whether they came.
    """
    if not rows.rows:
        raise UnreadableError(said("holds nobody."))
    names = list(dict.fromkeys(name for row in rows.rows for name in row.values))
    at, there, signed = (
        _column(names, MAIL, mail),
        _column(names, CAME, came),
        _column(names, SIGNED_UP, None),
    )
    if at is None:
        raise UnreadableError(
            said("has no column of mail addresses that is known here. Name it with --mail COLUMN.")
        )
    if there is None and without is None:
        raise UnreadableError(
            said(
                "has no column that tells who came. Name it with --attended COLUMN, or say "
                "--all-came when everybody on it came."
            )
        )
    wrong = [row.number for row in rows.rows if row.wrong]
    if wrong:
        raise UnreadableError(
            said(
                "has more cells in line %(number)s than its first line names columns.",
                number=wrong[0],
            )
        )
    people = []
    for row in rows.rows:
        answer = without if there is None else _answer(row.values.get(there), row.number, there)
        if answer is not None:
            stated = _answer(row.values.get(signed), row.number, signed) if signed else True
            people.append(Attendee(normalised(str(row.values.get(at) or "")), bool(stated), answer))
    tells_sign_ups = signed is not None or any(not person.came for person in people)
    return Listed(tuple(people), tells_sign_ups)


def _column(names: Sequence[str], known: Sequence[str], asked: str | None) -> str | None:
    if asked is not None:
        found = next((name for name in names if column_key(name) == column_key(asked)), None)
        if found is None:
            # A list without a first line of names begins with somebody's own.
            if "@" in "".join(names):
                raise UnreadableError(said("has no column %(asked)s.", asked=repr(asked)))
            raise UnreadableError(
                said(
                    "has no column %(asked)s. Its columns are: %(names)s.",
                    asked=repr(asked),
                    names=", ".join(names),
                )
            )
        return found
    by_name = {column_key(name): name for name in reversed(names)}
    return next((by_name[name] for name in known if name in by_name), None)


def _answer(cell: Any, number: int, column: str) -> bool | None:
    """Yes or no; None for somebody who was never expected. A day or an hour is a yes."""
    word = column_key(str(cell if cell is not None else ""))
    if word in _OFF:
        return None
    if yes_or_no(word) == "no" or word in _NO or not word:
        return False
    if yes_or_no(word) == "yes" or word in _YES or re.search(r"\d[\d_]*\d", word):
        return True
    raise UnreadableError(
        said(
            'says something in line %(number)s, column "%(column)s", that is neither a yes, a no '
            "nor a time. Write yes or no there, or name another column with --attended.",
            number=number,
            column=column,
        )
    )


def together(main: Listed, online: Listed | None = None) -> tuple[Attendee, ...]:
    """Each person once: rows with the same address are one. Who was in the room is not counted
    online too."""
    found: dict[str, Attendee] = {}
    nameless = count()
    for person, far in _each(main, online):
        name = person.mail or f"#{next(nameless)}"
        known = found.get(name, Attendee(person.mail, False, False))
        found[name] = Attendee(
            person.mail,
            known.registered or (person.registered and not far),
            known.came or person.came,
            known.online or (far and person.came and not known.came),
        )
    return tuple(found.values())


def _each(main: Listed, online: Listed | None) -> Iterator[tuple[Attendee, bool]]:
    yield from ((person, False) for person in main.people)
    yield from ((person, True) for person in (online.people if online else ()) if person.came)


@dataclass(frozen=True)
class Counts:
    """What may be told of an event without naming anybody: its `outcomes`. None is not known."""

    registered: int | None
    in_person: int | None
    online: int | None
    came: int
    nameless: int
    """Of those who came, how many the list gives no address for."""
    first_timers: int | None = None


def counted(people: Iterable[Attendee], mode: str, sign_ups: bool, two_lists: bool) -> Counts:
    """The counts of an event that is in-person, online or hybrid; a single list of a hybrid one
    does not tell who was where."""
    everybody = tuple(people)
    came = [person for person in everybody if person.came]
    far = sum(1 for person in came if person.online) if two_lists and mode == "hybrid" else None
    near = len(came) - far if far is not None else None
    return Counts(
        sum(1 for person in everybody if person.registered) if sign_ups else None,
        len(came) if mode == "in-person" else near,
        len(came) if mode == "online" else far,
        len(came),
        sum(1 for person in came if not person.mail),
    )


def named(notes: Notes, day: date) -> Mapping[str, str]:
    """The members who agreed, before a day was over, to stand on lists by name: by their
    pseudonyms."""
    agreed = (care for care in notes.people if care.is_named(day))
    return {name: care.member for care in agreed for name in care.pseudonyms}


def sheet(people: Iterable[Attendee], secret: str, names: Mapping[str, str]) -> dict[str, bool]:
    """Whether each came, by the member's id or the pseudonym; who has no address is left out."""
    found: dict[str, bool] = {}
    for person in people:
        if person.mail:
            stands_for = pseudonym(person.mail, secret)
            who = names.get(stands_for, stands_for)
            found[who] = found.get(who, False) or person.came
    return dict(sorted(found.items()))


def first_timers(came: Iterable[str], before: Collection[str], notes: Notes) -> int:
    """How many of those who came are on no earlier sheet, under any of the names they are known
    by."""
    groups = [
        frozenset({care.member, *care.pseudonyms}) for care in notes.people if care.pseudonyms
    ]
    known = frozenset(before).union(*(group for group in groups if not group.isdisjoint(before)))
    return sum(1 for person in came if person not in known)


def as_csv(people: Mapping[str, bool]) -> str:
    """The sheet as the private folder keeps it."""
    return "".join(
        [
            "person,attended\n",
            *(f"{who},{'yes' if came else 'no'}\n" for who, came in people.items()),
        ]
    )
