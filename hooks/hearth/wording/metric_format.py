"""Format figures: the value or why there is none, the change, and how to read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from hearth.base.format import number
from hearth.base.words import N_
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

AnswerState = Literal["known", "hidden", "too little", "unknown"]


def state(answer: Answer | None) -> AnswerState:
    """Whether there is a value to show; what is hidden is known, and not told."""
    if answer is None or answer.value is None:
        return "hidden" if answer and answer.note.startswith("hidden") else "unknown"
    return "known" if answer.enough else "too little"


def value_words(about: Definition, answer: Answer | None) -> str:
    """A value with its unit, or why there is none."""
    which = state(answer)
    if answer is None or which == "unknown":
        return N_("not known")
    if which == "hidden":
        return answer.note
    if which == "too little":
        return f"not enough data ({_covered(about, answer)})"
    return f"{number(answer.value or 0)} {unit(about, answer.value or 0)}".rstrip()


def running_words(answer: Answer) -> str:
    """in 2026 Q3; 4 so far in 2026 Q4; nothing for figures that are not of whole quarters."""
    now = answer.running
    if now is None:
        return ""
    return f"in {now.whole}; {so_far(now)} in {now.name}"


def so_far(running: Running) -> str:
    """4 so far"""
    return f"{cell_text(running.value)} so far"


def note_words(answer: Answer) -> str:
    """What a reader of a number should know: of which quarter it is, or what its note says."""
    return running_words(answer) if state(answer) == "known" and answer.running else answer.note


def change_words(figure: Figure) -> str:
    """How the value differs from that of a year ago; nothing when either is not known."""
    if figure.change is None or figure.before is None:
        return ""
    change = round(figure.change, 2)
    if not change:
        return N_("as a year ago")
    what = {
        "%": ("points", "higher", "lower"),
        "days": ("days", "longer", "shorter"),
        "ratio": ("", "higher", "lower"),
    }
    measure, more, less = what.get(figure.about.unit, ("", "more", "fewer"))
    words = (number(abs(change)), measure.removesuffix("s") if abs(change) == 1 else measure)
    return f"{' '.join(filter(None, words))} {more if change > 0 else less} than a year ago"


def direction(figure: Figure) -> Literal["better", "worse", "other", ""]:
    """Whether a change is for the better; "other" when neither way is, nothing without a change."""
    if not figure.change:
        return ""
    if figure.about.better == "neither":
        return "other"
    return "better" if (figure.change > 0) == (figure.about.better == "up") else "worse"


def window_words(about: Definition) -> str:
    """The time a figure tells of."""
    if about.window is None:
        return "how things are on the day"
    if about.window in (364, 365, 366):
        return f"the last {about.window} days, about a year"
    return f"the last {about.window} days"


def counted(about: Definition, some: int) -> int | str:
    """How many things or people; a small number of people is hidden, and so is whether there were
    any."""
    return HIDDEN if about.personal and some < SMALL else some


def counted_words(about: Definition, answer: Answer) -> str:
    """Over how many it was counted."""
    return cell_text(counted(about, answer.n))


def coverage_words(about: Definition, answer: Answer) -> str:
    """How many of the things asked say what the figure needs; nothing when all do by their
    nature."""
    share = answer.coverage
    return "" if share is None else f"{_covered(about, answer)} ({round(100 * share)} %)"


def _covered(about: Definition, answer: Answer) -> str:
    some, of = counted(about, answer.covered or 0), counted(about, answer.total)
    return f"{cell_text(some)} of {cell_text(of)} {answer.of}"


def reading(figure: Figure) -> Iterator[str]:
    """What somebody should know who reads a figure for the first time, a sentence or two at a
    time."""
    about, now = figure.about, figure.now
    yield {
        "up": "More is better here, as far as a number can say.",
        "down": "Less is better here, as far as a number can say.",
        "neither": "Neither more nor less is good by itself: ask what lies behind it.",
    }[about.better]
    if about.window:
        again = (
            ", and a year ago means the same number of days, a year earlier" if about.dated else ""
        )
        yield f"It looks back {about.window} days from the day of the page{again}."
    if now.coverage is not None:
        yield (
            f"Not every record says what it needs. Below {100 * ENOUGH:.0f} % of them there is "
            "no figure, because missing is not nought."
        )
    if about.personal:
        few = f", and shares of fewer than {FEW}" if about.unit == "%" else ""
        yield f"Numbers of people below {SMALL}{few} are hidden, so that nobody can be recognised."
    if not about.dated:
        yield (
            "The records do not tell what it was earlier, so there is no comparison with a year "
            "ago."
        )
    if now.total == 0 and now.n == 0 and state(now) == "unknown":
        yield "There is nothing yet that it could be computed from."
