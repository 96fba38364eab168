"""Forms for people without Git: issue forms made from the models, and filled ones read back into
records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import yaml

from hearth.contribute.drafts import Draft, choices, clean, headings, put
from hearth.kinds import KINDS
from hearth.kinds.vocabulary import Topic
from hearth.read.ids import propose_id
from hearth.read.load import LoadResult
from hearth.read.records import field_doc

MAX_BODY = 256 * 1024
"""More than any form on the web can send."""
MOST_OPTIONS = 100
"""Topics to choose from in a list; more are written by hand."""
REMOVAL = "removal"
EMPTY = ("_No response_", "*No response*")

Type = Literal["input", "textarea", "dropdown", "checkboxes"]


class FormError(Exception):
    """Why a filled form cannot be read, in words for whoever looks after the hub."""


@dataclass(frozen=True)
class Question:
    """One question of a form."""

    field: str
    """The field of the record that the answer fills, dotted; a name of its own where there is
    none."""
    label: str
    type: Type = "input"
    required: bool = False
    options: tuple[str, ...] = ()
    several: bool = False
    help: str = ""
    """What to say beside the question, where the model has no field or says it for people who write
    files."""

    @property
    def id(self) -> str:
        return self.field.replace(".", "-").replace("_", "-")


@dataclass(frozen=True)
class Form:
    """One issue form."""

    kind: str
    name: str
    description: str
    title: str
    intro: str
    questions: tuple[Question, ...]


_LINES = "One on each line."
_CONSENT = Question(
    "consent",
    "Consent",
    "checkboxes",
    True,
    ("I am the person or organisation named above, and I agree that this is published.",),
    help="Nothing is published without it; you can take it back at any time.",
)
_RIGHTS = Question(
    "agreement",
    "Agreement",
    "checkboxes",
    True,
    ("I may share this, and everybody named in it knows that they are.",),
    help="Never write an e-mail address or a telephone number.",
)


def forms(topics: Iterable[str]) -> dict[str, Form]:
    """The forms by kind; ``topics`` are the ids to choose from."""
    known = tuple(sorted(topics))
    if len(known) <= MOST_OPTIONS:
        about = Question(
            "topics",
            "Topics",
            "dropdown",
            options=known,
            several=True,
            help="What it is about. Choose as many as fit.",
        )
    else:
        about = Question(
            "topics", "Topics", help="What it is about: topics of the hub, separated by commas."
        )
    found = (_member(about), _event(about), _resource(about), _removal())
    return {form.kind: form for form in found}


def offered_topics(found: LoadResult) -> list[str]:
    """The topics a form may offer: those that everybody may know of."""
    return [topic_id for topic_id, topic in found.of(Topic).items() if topic.visible == "public"]


def _choice(kind: str, name: str, label: str, required: bool = False) -> Question:
    return Question(name, label, "dropdown", required, choices(KINDS[kind], name))


def _member(about: Question) -> Form:
    questions = (
        Question("name", "Your name", required=True),
        Question("latin", "Your name in Latin letters"),
        _choice("member", "kind", "Person or organisation"),
        Question("pronouns", "Pronouns"),
        Question("headline", "Headline"),
        Question("place.city", "City"),
        Question(
            "place.country", "Country", help="Its name in English, or its two letters, such as KE."
        ),
        Question("timezone", "Time zone"),
        Question(
            "languages",
            "Languages",
            help="Languages spoken: names in English or codes, separated by commas.",
        ),
        about,
        Question(
            "skills", "Skills", "textarea", help=f"What you can do, in your own words. {_LINES}"
        ),
        Question(
            "offers",
            "Offers",
            "textarea",
            help=f"What you can help with, each as `topic: a few words`. {_LINES}",
        ),
        Question(
            "asks",
            "Asks",
            "textarea",
            help=f"What you are looking for, each as `topic: a few words`. {_LINES}",
        ),
        Question("links.website", "Website"),
        Question("links.github", "GitHub"),
        Question("links.mastodon", "Mastodon"),
        Question(
            "body",
            "About you",
            "textarea",
            help="A few sentences that stand on your page, in Markdown.",
        ),
        _choice("member", "visible", "Who may see it"),
        _CONSENT,
    )
    return Form(
        "member",
        "Add yourself",
        "Get a page of your own in the hub.",
        "New member: ",
        (
            "Only your name and your consent are needed, and everybody can read what you write "
            "here. Say as much as you like: what you leave out is not shown."
        ),
        questions,
    )


def _event(about: Question) -> Form:
    questions = (
        Question("title", "Name of the event", required=True),
        Question("summary", "Summary", "textarea", True),
        _choice("event", "type", "Type of event"),
        Question("start", "Start", required=True),
        Question("duration", "Minutes", help="How long it takes, in minutes."),
        Question(
            "timezone",
            "Time zone",
            help=(
                "The zone of that local time, such as Europe/Berlin. Only a venue of the hub has "
                "one of its own."
            ),
        ),
        _choice("event", "mode", "In person, online or both", True),
        Question(
            "venue",
            "Venue",
            help=(
                "The name or the id of a venue of the hub. If there is none, give city and "
                "country below."
            ),
        ),
        Question("place.city", "City"),
        Question(
            "place.country", "Country", help="Its name in English, or its two letters, such as PT."
        ),
        Question(
            "registration.url",
            "Where to sign up",
            help="A full address. Never the address of the online room itself.",
        ),
        Question("hosts", "Hosts", help="Who invites: names, separated by commas."),
        Question(
            "languages",
            "Languages",
            help="Languages spoken: names in English or codes, separated by commas.",
        ),
        about,
        Question(
            "body",
            "Description",
            "textarea",
            help="What happens, what to bring, for whom it is: in Markdown.",
        ),
        _RIGHTS,
    )
    return Form(
        "event",
        "Announce an event",
        "Put an event into the hub's calendar.",
        "New event: ",
        (
            "Write the time as the clock on the wall shows it, and name the zone. An event in "
            "person needs a venue, or a city and a country."
        ),
        questions,
    )


def _resource(about: Question) -> Form:
    questions = (
        Question("title", "Title of the resource", required=True),
        Question(
            "url",
            "Address",
            required=True,
            help="Where it is: a full address that starts with https://.",
        ),
        _choice("resource", "type", "Type of resource", True),
        Question("why", "Why", "textarea", True),
        Question("summary", "What is in it", "textarea"),
        Question(
            "language",
            "Language",
            help="The language it is in: its name in English, or a code such as pt-BR.",
        ),
        _choice("resource", "level", "Level"),
        Question("minutes", "Minutes", help="How long it takes, in minutes."),
        _choice("resource", "cost", "Cost"),
        Question("authors", "Authors", "textarea", help=f"Who made it. {_LINES}"),
        about,
        Question("curator", "Recommended by", help="Your name in the hub, if you are a member."),
        _RIGHTS,
    )
    return Form(
        "resource",
        "Recommend a resource",
        "Share something that is worth other people's time.",
        "New resource: ",
        "The heart of it is why: what it gave you, and where it falls short.",
        questions,
    )


def _removal() -> Form:
    questions = (
        Question(
            "what",
            "What should be removed",
            required=True,
            help=(
                "The address of the page, or the name on it. A picture, a quote or a single line "
                "can be named below."
            ),
        ),
        Question(
            "which", "Which part", "textarea", help="Leave it empty when it is the whole page."
        ),
        Question(
            "who",
            "Who asks",
            "dropdown",
            True,
            (
                "I am the person shown",
                "I speak for the organisation shown",
                "I made what is shown",
                "Somebody else",
            ),
            help="Anybody may ask; who it is says how soon it can be done.",
        ),
        Question(
            "wish",
            "What would be right",
            "dropdown",
            options=("Remove it", "Hide it", "Correct it"),
            help="Hidden, a profile stays in the files and leaves the site.",
        ),
        Question(
            "understood",
            "Before you send it",
            "checkboxes",
            True,
            (
                (
                    "I know that this request can be read by everybody. Private reasons go to "
                    "the people named on the page Conduct."
                ),
            ),
            help="You need not give reasons.",
        ),
    )
    return Form(
        REMOVAL,
        "Ask for removal",
        "Have something about you taken down or corrected.",
        "Removal: ",
        "Whoever is shown may ask to be taken off, without giving reasons.",
        questions,
    )


# -- forms are written -----------------------------------------------------------------------------


def form_files(topics: Iterable[str]) -> dict[str, str]:
    """The name and text of each file in .github/ISSUE_TEMPLATE."""
    files = {f"{form.kind}.yml": _written(_issue_form(form)) for form in forms(topics).values()}
    return {**files, "config.yml": _written({"blank_issues_enabled": True})}


def _written(value: Any) -> str:
    note = "# Made from the models by `hearth forms`; changes by hand are lost.\n"
    return note + yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10**9)


def _issue_form(form: Form) -> dict[str, Any]:
    intro: dict[str, Any] = {"type": "markdown", "attributes": {"value": form.intro}}
    return {
        "name": form.name,
        "description": form.description,
        "title": form.title,
        "labels": [form.kind],
        "body": [
            intro,
            *(_element(form, question) for question in form.questions if _can_be_asked(question)),
        ],
    }


def _can_be_asked(question: Question) -> bool:
    """A choice needs something to choose from: a hub without topics does not ask for them."""
    return bool(question.options) or question.type not in ("dropdown", "checkboxes")


def _element(form: Form, question: Question) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": question.label}
    if words := question.help or _doc(form.kind, question.field):
        attributes["description"] = words
    if question.type == "dropdown":
        attributes |= {
            "options": list(question.options),
            **({"multiple": True} if question.several else {}),
        }
    if question.type == "checkboxes":
        attributes["options"] = [
            {"label": option, "required": question.required} for option in question.options
        ]
    element = {"type": question.type, "id": question.id, "attributes": attributes}
    if question.type != "checkboxes":
        element["validations"] = {"required": question.required}
    return element


def _doc(kind: str, name: str) -> str:
    words = field_doc(KINDS[kind].model, tuple(name.split("."))) if kind in KINDS else ""
    return " ".join(words.split())


# -- filled forms are read -------------------------------------------------------------------------


def kind_of(body: str, known: Mapping[str, Form]) -> str:
    """Which form a filled body is of: each begins with a question of its own. Raises FormError when
    it is none."""
    first = next((line.rstrip() for line in clean(body).split("\n") if line.strip()), "")
    for form in known.values():
        if first == f"### {form.questions[0].label}":
            return form.kind
    raise FormError(
        f"This is not a filled form: it does not begin with the first question of {_listed(known)}."
    )


def _listed(known: Iterable[str]) -> str:
    *others, last = known
    return f"{', '.join(others)} or {last}"


def answers(form: Form, body: str) -> dict[str, str]:
    """What was answered, by field; questions without an answer are left out.

    A line that is a question's heading opens its answer, once and in the form's order. A body in
    which one stands twice or elsewhere is refused: nobody could tell a question from an answer that
    imitates it.
    """
    places = {f"### {question.label}": place for place, question in enumerate(form.questions)}
    found: dict[int, list[str]] = {}
    latest = -1
    for line in clean(body).split("\n"):
        place = places.get(line.rstrip())
        if place is None:
            if latest >= 0:
                found[latest].append(line)
            elif line.strip():
                raise FormError(
                    "There is text before the first question. Leave the form's headings as "
                    "they are."
                )
        elif place <= latest:
            raise FormError(
                f'The heading "{form.questions[place].label}" stands twice or in the wrong '
                "place, so that it is not clear which answer is meant. Remove the one that "
                "is part of an answer."
            )
        else:
            latest = place
            found[place] = []
    texts = {
        form.questions[place].field: "\n".join(lines).strip() for place, lines in found.items()
    }
    given = {name: text for name, text in texts.items() if text and text not in EMPTY}
    given = {
        name: text for name, text in given.items() if text != "None" or name not in _dropdowns(form)
    }
    _require(form, given)
    return given


def _dropdowns(form: Form) -> set[str]:
    """The fields of the questions in which nothing chosen is written as None."""
    return {question.field for question in form.questions if question.type == "dropdown"}


def _require(form: Form, given: Mapping[str, str]) -> None:
    for question in form.questions:
        if not question.required:
            continue
        text = given.get(question.field, "")
        if question.type == "checkboxes":
            ticked = {line[5:].strip() for line in text.split("\n") if line[:5].lower() == "- [x]"}
            if not ticked >= set(question.options):
                raise FormError(f'"{question.label}" is not ticked.')
        elif not text:
            raise FormError(f'"{question.label}" has no answer.')


def draft_from(
    form: Form,
    given: Mapping[str, str],
    found: LoadResult,
    as_of: date,
    record_id: str | None = None,
) -> Draft:
    """The record that a filled form asks for."""
    kind = KINDS[form.kind]
    fields: dict[str, Any] = {}
    for question in form.questions:
        text = given.get(question.field, "")
        if not text or question.type == "checkboxes":
            continue
        if question.field in ("offers", "asks"):
            fields[question.field] = list(_notes(text, found, as_of))
        else:
            put(kind, fields, question.field, text, found)
    fields["added"] = as_of.isoformat()
    if form.kind == "member":
        fields |= {
            "joined": as_of.isoformat(),
            "consent": {"date": as_of.isoformat(), "by": "Own issue form"},
        }
    return Draft(kind, record_id or propose_id(kind, fields), fields, hints=False)


def _notes(text: str, found: LoadResult, as_of: date) -> Iterator[dict[str, str]]:
    """Lines of the form `topic: a few words`; the topic's label will do."""
    labels = headings(found, "topic")
    for line in filter(None, (re.sub(r"^[-*]\s+", "", line.strip()) for line in text.split("\n"))):
        topic, _, note = (" ".join(part.split()) for part in line.partition(":"))
        known = topic if topic in found.known_ids["topic"] else labels.get(topic.casefold(), topic)
        yield {"topic": known, **({"note": note} if note else {}), "since": as_of.isoformat()}


# -- requests for removal --------------------------------------------------------------------------


def removal_summary(given: Mapping[str, str], found: LoadResult) -> str:
    """What is asked for, which files it may mean, and what to do; for whoever looks after the hub.

    No line begins with words of the request: in the log of a workflow, one that begins with ::
    would be a command.
    """
    lines = ["A request for removal. Nothing was changed.", ""]
    for question in _removal().questions:
        if question.type != "checkboxes":
            text = given.get(question.field, "not stated")
            lines += [
                f"{question.label}:",
                *(f"  | {line[:200]}" for line in text.split("\n")[:40]),
            ]
    files = named_files(given.get("what", ""), found)
    lines += [
        "",
        "It may mean:",
        *(f"    {path}" for path in files or ["no record that is known; ask"]),
    ]
    lines += [
        "",
        "What to do:",
        "    1. Make sure who asks. Whoever is shown need not give reasons.",
        "    2. To hide a member, set `visible: hidden` in the file.",
        *_how_to_remove(files),
        (
            "    4. Publish, then say in the issue that it is done. The command names what it "
            "cannot reach: older versions in"
        ),
        (
            "       the history of the files, copies, search engines. The guide's page Privacy "
            "says what to do about each."
        ),
    ]
    return "\n".join(lines)


def _how_to_remove(files: list[str]) -> list[str]:
    """The command for each member that may be meant, and what to do about anything else."""
    folder = f"{KINDS['member'].folder}/"
    members = [
        path.removeprefix(folder).rpartition(".")[0] for path in files if path.startswith(folder)
    ]
    lines = [f"       hearth forget {member} --dry-run" for member in members]
    first = [
        (
            "    3. To remove a member with every reference to it, look at the plan first, then "
            "run it without --dry-run:"
        )
    ]
    other = (
        "To remove another record, delete its file; `hearth check` names what still refers to it."
    )
    return [*first, *lines, f"       {other}"] if lines else [f"    3. {other}"]


def named_files(text: str, found: LoadResult) -> list[str]:
    """The files of the records whose page, id or name a text gives."""
    words = {text.strip().casefold(), *re.findall(r"[a-z0-9-]+", text.casefold())}
    sections = {kind.name: kind.section for kind in KINDS.values()}
    paths = {
        source.path
        for source, record in found.right()
        if source.kind in sections
        and (
            record.heading.casefold() == text.strip().casefold()
            or text.strip() == source.id
            or {source.id, sections[source.kind]} <= words
        )
    }
    return sorted(paths)
