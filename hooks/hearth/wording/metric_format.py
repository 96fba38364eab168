"""Format figures: the value or why there is none, the change, and how to read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from hearth.base.words import ENGLISH, N_, Translations, plural_of
from hearth.manage.figures.base import (
    ENOUGH,
    FEW,
    HIDDEN,
    SMALL,
    Answer,
    Definition,
    Figure,
    Running,
    unit,
)
from hearth.wording.document import cell_text

_CHANGES = {
    "%": (
        plural_of(
            "%(number)s point higher than a year ago", "%(number)s points higher than a year ago"
        ),
        plural_of(
            "%(number)s point lower than a year ago", "%(number)s points lower than a year ago"
        ),
    ),
    "days": (
        plural_of(
            "%(number)s day longer than a year ago", "%(number)s days longer than a year ago"
        ),
        plural_of(
            "%(number)s day shorter than a year ago", "%(number)s days shorter than a year ago"
        ),
    ),
    "ratio": (
        plural_of("%(number)s higher than a year ago", "%(number)s higher than a year ago"),
        plural_of("%(number)s lower than a year ago", "%(number)s lower than a year ago"),
    ),
    "": (
        plural_of("%(number)s more than a year ago", "%(number)s more than a year ago"),
        plural_of("%(number)s fewer than a year ago", "%(number)s fewer than a year ago"),
    ),
}
"""How a change is told, up and down, by the unit."""
AnswerState = Literal["known", "hidden", "too little", "unknown"]


def state(answer: Answer | None) -> AnswerState:
    """Whether there is a value to show; what is hidden is known, and not told."""
    if answer is None or answer.value is None:
        return "hidden" if answer and answer.hidden else "unknown"
    return "known" if answer.enough else "too little"


def value_words(about: Definition, answer: Answer | None, words: Translations = ENGLISH) -> str:
    """A value with its unit, or why there is none."""
    which = state(answer)
    if answer is None or which == "unknown":
        return words("not known")
    if which == "hidden":
        return words.noted(answer.note)
    if which == "too little":
        return words("not enough data (%(covered)s)", covered=_covered(about, answer, words))
    value = answer.value or 0
    return f"{words.number(value)} {words.noted(unit(about, value))}".rstrip()


def running_words(answer: Answer, words: Translations = ENGLISH) -> str:
    """in 2026 Q3; 4 so far in 2026 Q4; nothing for figures that are not of whole quarters."""
    now = answer.running
    if now is None:
        return ""
    return words(
        "in %(quarter)s; %(number)s so far in %(running)s",
        quarter=words.among(now.whole),
        number=cell_text(now.value, words),
        running=words.among(now.name),
    )


def so_far(running: Running, words: Translations = ENGLISH) -> str:
    """4 so far"""
    return words("%(number)s so far", number=cell_text(running.value, words))


def note_words(answer: Answer, words: Translations = ENGLISH) -> str:
    """What a reader of a number should know: of which quarter it is, or what its note says."""
    if state(answer) == "known" and answer.running:
        return running_words(answer, words)
    return words.noted(answer.note) if answer.hidden else answer.note


def change_words(figure: Figure, words: Translations = ENGLISH) -> str:
    """How the value differs from that of a year ago; nothing when either is not known."""
    if figure.change is None or figure.before is None:
        return ""
    change = round(figure.change, 2)
    if not change:
        return words("as a year ago")
    up, down = _CHANGES.get(figure.about.unit, _CHANGES[""])
    size = abs(change)
    form = words.plural(*(up if change > 0 else down), 1 if size == 1 else max(2, int(size)))
    return form % {"number": words.number(size)}


def direction(figure: Figure) -> Literal["better", "worse", "other", ""]:
    """Whether a change is for the better; "other" when neither way is, nothing without a change."""
    if not figure.change:
        return ""
    if figure.about.better == "neither":
        return "other"
    return "better" if (figure.change > 0) == (figure.about.better == "up") else "worse"


def window_words(about: Definition, words: Translations = ENGLISH) -> str:
    """The time a figure tells of."""
    if about.window is None:
        return words("how things are on the day")
    if about.window in (364, 365, 366):
        return words("the last %(number)s days, about a year", number=about.window)
    return words("the last %(number)s days", number=about.window)


def counted(about: Definition, some: int) -> int | str:
    """How many things or people; a small number of people is hidden, and so is whether there were
    any."""
    return HIDDEN if about.personal and some < SMALL else some


def counted_words(about: Definition, answer: Answer, words: Translations = ENGLISH) -> str:
    """Over how many it was counted."""
    return cell_text(counted(about, answer.n), words)


def coverage_words(about: Definition, answer: Answer, words: Translations = ENGLISH) -> str:
    """How many of the things asked say what the figure needs; nothing when all do by their
    nature."""
    share = answer.coverage
    if share is None:
        return ""
    covered = _covered(about, answer, words)
    said = words("%(covered)s (%(percent)s %%)", covered=covered, percent=round(100 * share))
    return said.replace(" %", "\N{NO-BREAK SPACE}%")


def _covered(about: Definition, answer: Answer, words: Translations) -> str:
    some, every = counted(about, answer.covered or 0), counted(about, answer.total)
    return words(
        "%(some)s of %(all)s %(things)s",
        some=cell_text(some, words),
        all=cell_text(every, words),
        things=answer.of,
    )


def reading(figure: Figure, words: Translations = ENGLISH) -> Iterator[str]:
    """What somebody should know who reads a figure for the first time, a sentence or two at a
    time."""
    about, now = figure.about, figure.now
    yield {
        "up": words("More is better here, as far as a number can say."),
        "down": words("Less is better here, as far as a number can say."),
        "neither": words("Neither more nor less is good by itself: ask what lies behind it."),
    }[about.better]
    if about.window:
        form = (
            N_(
                "It looks back %(number)s days from the day of the page, and a year ago means the "
                "same number of days, a year earlier."
            )
            if about.dated
            else N_("It looks back %(number)s days from the day of the page.")
        )
        yield words.noted(form) % {"number": about.window}
    if now.coverage is not None:
        yield words(
            "Not every record says what it needs. Below %(percent)s %% of them there is no figure, "
            "because missing is not nought.",
            percent=f"{100 * ENOUGH:.0f}",
        )
    if about.personal:
        form = (
            N_(
                "Numbers of people below %(small)s, and shares of fewer than %(few)s are hidden, "
                "so that nobody can be recognised."
            )
            if about.unit == "%"
            else N_(
                "Numbers of people below %(small)s are hidden, so that nobody can be recognised."
            )
        )
        yield words.noted(form) % {"small": SMALL, "few": FEW}
    if not about.dated:
        yield words(
            "The records do not tell what it was earlier, so there is no comparison with a year "
            "ago."
        )
    if now.total == 0 and now.n == 0 and state(now) == "unknown":
        yield words("There is nothing yet that it could be computed from.")
