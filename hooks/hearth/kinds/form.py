"""The form by which people without Git give a record of a kind, as its descriptor says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

QuestionType = Literal["input", "textarea", "dropdown", "checkboxes"]
ONE_EACH = "One on each line."
NOTHING = "-"
"""An answer that takes out what stands there; an empty one leaves it."""


class FormError(Exception):
    """Why a filled form cannot be read, in words for whoever looks after the hub."""


FormChange = Callable[[Mapping[str, Any], Mapping[str, str], str], Mapping[str, Any]]
"""From the fields of a record as its file has them, the answers of a form and the day of writing to
the fields that change. Raises FormError when the answers do not fit the record."""


@dataclass(frozen=True)
class Question:
    """One question of a form."""

    field: str
    """The field of the record that the answer fills, dotted; a name of its own where there is
    none."""
    label: str
    type: QuestionType = "input"
    required: bool = False
    options: tuple[str, ...] = ()
    """What a dropdown offers; without any, the words that the field may hold."""
    several: bool = False
    help: str = ""
    """What to say beside the question, where the model has no field or says it for people who write
    files."""
    meant: tuple[str, ...] = ()
    """What each of the options stands for in a record, where it is told in another language."""
    by_topic: bool = False
    """Whether each line of the answer is a topic, a colon and a few words."""
    names: str = ""
    """The kind of the record that the answer names: by its page, its id or what it is called."""

    @property
    def id(self) -> str:
        return self.field.replace(".", "-").replace("_", "-")


@dataclass(frozen=True)
class Form:
    """One form; no other may begin with the same label, for by it a filled one is known."""

    name: str
    description: str
    title: str
    """What the title of a filled form begins with."""
    intro: str
    questions: tuple[Question, ...]
    kind: str = ""
    """The kind whose descriptor has the form, or what it is for when that is no record."""
    act: str = ""
    """What it does to a record that is there, which its first question names; empty for a form that
    gives a new one."""
    change: FormChange | None = None
    """What such a form changes; without it, each answer stands in the place of what was there."""

    account: Callable[[Any], str | None] | None = None
    """The account at the code host of whom the record tells, where nobody else is to ask."""

    @property
    def key(self) -> str:
        """By what the form is called: its file, its label and the command's option."""
        return self.act or self.kind


TOPICS = Question(
    "topics",
    "Topics",
    "dropdown",
    several=True,
    help="What it is about. Choose as many as fit.",
)
"""The question for topics of the hub, which every form asks alike."""
CONSENT = Question(
    "consent",
    "Consent",
    "checkboxes",
    True,
    ("I am the person or organisation named above, and I agree that this is published.",),
    help="Nothing is published without it; you can take it back at any time.",
)
"""For kinds whose records have a field `consent`, which then says when and how it was given."""
RIGHTS = Question(
    "agreement",
    "Agreement",
    "checkboxes",
    True,
    ("I may share this, and everybody named in it knows that they are.",),
    help="Never write an e-mail address or a telephone number.",
)
