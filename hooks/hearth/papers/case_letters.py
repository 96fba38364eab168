"""Letters about a case as drafts: to whoever reported, to whom it is about, to the community."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from hearth.base.words import N_, Translations
from hearth.manage.cases import DECISION, deadlines
from hearth.manage.private.cases import Case
from hearth.model.hub import Hub
from hearth.papers.cases import outcome_said, people_said
from hearth.papers.paper import Paper
from hearth.wording.document import Block, entry, paragraph

ADAPT = N_("A draft. Say it in your own words, and read it aloud before you send it.")
AGAIN = N_(
    "If you think that we were wrong, tell us: somebody who had no part in the decision reads "
    "everything afresh."
)
FILL = "[…]"
"""What only a person can write."""


def letter(hub: Hub, number: str, case: Case, to: str, words: Translations) -> Paper:
    """The draft of a letter of LETTERS, in any language of the interface."""
    title, write = LETTERS[to]
    return Paper(
        words.noted(title),
        tuple(write(hub, number, case, words)),
        words.noted(ADAPT),
        words.language,
    )


def _receipt(hub: Hub, number: str, case: Case, words: Translations) -> Iterator[Block]:
    due = [one.day for one in deadlines(case, hub.community.conduct) if one.what == DECISION]
    yield paragraph(words("Thank you for telling us."))
    yield paragraph(
        words(
            "Your report reached us on %(day)s; we call it case %(number)s. It is read by "
            "%(people)s and by nobody else.",
            day=words.long_day(case.received),
            number=number,
            people=people_said(hub, case, words),
        )
    )
    yield paragraph(
        words(
            "Apart from stopping what is still going on, we do nothing with what you told us "
            "before we have talked with you."
        )
    )
    if due:
        yield paragraph(
            words(
                "By %(day)s you hear what we have decided, or why we need longer.",
                day=words.long_day(due[0]),
            )
        )
    yield paragraph(
        words(
            "If you are in danger, call the emergency services first. You can write to us at any "
            "time, and add to what you said or take it back."
        )
    )


def _more(hub: Hub, number: str, case: Case, words: Translations) -> Iterator[Block]:
    yield paragraph(
        words(
            "Thank you again for your report. To understand it well we would like to ask you a few "
            "things. Answer only what you want to."
        )
    )
    yield entry(words("What happened, where and when, in your own words?"))
    yield entry(words("Who was there, or saw it?"))
    yield entry(words("Is it still going on?"))
    yield entry(words("What would you like to happen, and what are you afraid of?"))
    yield entry(words("May we name you to the other person? Unless you say yes, we do not."))


def _to_reporter(hub: Hub, number: str, case: Case, words: Translations) -> Iterator[Block]:
    yield paragraph(
        words(
            "We have looked into what you told us on %(day)s, and have decided.",
            day=words.long_day(case.received),
        )
    )
    yield from _decided(case, words)
    days = hub.community.conduct.ask_back_after
    if days:
        day = (case.closed or hub.as_of) + timedelta(days=days)
        yield paragraph(
            words(
                "Around %(day)s we ask you whether it has stopped, and whether we did right by "
                "you. If it goes on before that, tell us at once.",
                day=words.long_day(day),
            )
        )
    yield paragraph(words.noted(AGAIN))


def _to_reported(hub: Hub, number: str, case: Case, words: Translations) -> Iterator[Block]:
    yield paragraph(words("We had a report about something that you did, and have decided."))
    yield paragraph(words("What we were told, and what you told us: %(text)s", text=FILL))
    yield from _decided(case, words)
    yield paragraph(
        words(
            "We do not say who reported it. Please do not try to find out, and do not get back at "
            "anybody for it."
        )
    )
    yield paragraph(words.noted(AGAIN))


def _decided(case: Case, words: Translations) -> Iterator[Block]:
    outcome = outcome_said(words, case.outcome) if case.outcome else FILL
    yield paragraph(words("What we found: %(text)s", text=FILL))
    yield paragraph(words("What we decided: %(text)s", text=outcome))


def _to_all(hub: Hub, number: str, case: Case, words: Translations) -> Iterator[Block]:
    yield paragraph(
        words("Something happened among us that some of you have noticed. It is dealt with.")
    )
    yield paragraph(
        words(
            "We tell no details and name nobody, which protects everybody it concerns. Please do "
            "not guess in public."
        )
    )
    contact = (hub.community.conduct.contact or FILL).removeprefix("mailto:")
    yield paragraph(
        words(
            "If it touched you, or you know more about it, tell us: %(contact)s",
            contact=contact,
        )
    )
    yield paragraph(words("Once a year we say how many reports there were and how long they took."))


Letter = Callable[[Hub, str, Case, Translations], Iterator[Block]]
LETTERS: dict[str, tuple[str, Letter]] = {
    "receipt": (N_("Your report has reached us"), _receipt),
    "more": (N_("A few questions about your report"), _more),
    "to-reporter": (N_("What came of your report"), _to_reporter),
    "to-reported": (N_("A report about something that you did"), _to_reported),
    "to-all": (N_("About something that happened among us"), _to_all),
}
"""What a letter is called, and what it says."""
