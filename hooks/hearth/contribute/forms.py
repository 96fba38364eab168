"""Issue forms made from the models, and filled ones parsed into records."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import yaml

from hearth.base.words import ENGLISH, N_, Translations, said, said_list
from hearth.contribute.drafts import Draft, choices, clean, headings, put
from hearth.kinds import KINDS, Kind
from hearth.kinds.form import CONSENT, TOPICS, Form, FormError, Question
from hearth.kinds.member import Member
from hearth.kinds.vocabulary import Topic
from hearth.model.rules.names import skeleton
from hearth.read.ids import propose_id
from hearth.read.load import LoadResult
from hearth.read.records import field_doc

MAX_BODY = 256 * 1024
"""More than any form on the web can send."""
WIDTH = 114
"""Of a line of the summary of a request."""
MOST_OPTIONS = 100
"""Topics to choose from in a list; more are written by hand."""
REMOVAL = "removal"
EMPTY = ("_No response_", "*No response*")


def forms(topics: Iterable[str], words: Translations = ENGLISH) -> dict[str, Form]:
    """The forms by their keys; ``topics`` are the ids to choose from."""
    about = _about(tuple(sorted(topics)))
    found = [
        _of(kind, form, about)
        for kind in KINDS.values()
        for form in (kind.asking.form, *kind.asking.changes)
        if form
    ]
    return {form.key: _told(form, words) for form in (*found, _removal())}


def _told(form: Form, words: Translations) -> Form:
    """A form in another language."""
    return replace(
        form,
        name=words.noted(form.name),
        description=words.noted(form.description),
        title=words.noted(form.title),
        intro=words.noted(form.intro),
        questions=tuple(_question_told(form.kind, one, words) for one in form.questions),
    )


def _question_told(kind: str, question: Question, words: Translations) -> Question:
    asked = replace(
        question,
        label=words.noted(question.label),
        help=words.noted(question.help or _doc(kind, question.field)),
    )
    if question.field == TOPICS.field:
        return asked
    options = tuple(map(words.noted, question.options))
    if question.type == "dropdown" and kind in KINDS:
        named = (words.noted(option.replace("-", " ")) for option in question.options)
        pairs = zip(question.options, named, strict=True)
        options = tuple(
            option if name == option.replace("-", " ") else name for option, name in pairs
        )
    return replace(asked, options=options, meant=question.options)


def offered_topics(found: LoadResult) -> list[str]:
    """The topics a form may offer: those that everybody may know of."""
    return [topic_id for topic_id, topic in found.of(Topic).items() if topic.visible == "public"]


def _about(topics: tuple[str, ...]) -> Question:
    """The question for topics: a list to choose from, unless it would be a long one."""
    if len(topics) <= MOST_OPTIONS:
        return replace(TOPICS, options=topics)
    words = N_("What it is about: topics of the hub, separated by commas.")
    return Question(TOPICS.field, TOPICS.label, help=words)


def _of(kind: Kind, form: Form, about: Question) -> Form:
    """The form of a kind, with the words to choose from."""
    return replace(
        form,
        kind=kind.name,
        questions=tuple(
            about if question == TOPICS else _with_choices(kind, question)
            for question in form.questions
        ),
    )


def _with_choices(kind: Kind, question: Question) -> Question:
    if question.type != "dropdown" or question.options:
        return question
    return replace(question, options=choices(kind, question.field))


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
        "Ask for removal",
        "Have something about you taken down or corrected.",
        "Removal: ",
        "Whoever is shown may ask to be taken off, without giving reasons.",
        questions,
        REMOVAL,
    )


# -- forms are written -----------------------------------------------------------------------------


def form_files(topics: Iterable[str], words: Translations = ENGLISH) -> dict[str, str]:
    """The name and text of each file in .github/ISSUE_TEMPLATE."""
    known = forms(topics, words).values()
    files = {f"{form.key}.yml": _written(_issue_form(form)) for form in known}
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
        "labels": [form.key],
        "body": [
            intro,
            *(_element(question) for question in form.questions if _can_be_asked(question)),
        ],
    }


def _can_be_asked(question: Question) -> bool:
    """A choice needs something to choose from: a hub without topics does not ask for them."""
    return bool(question.options) or question.type not in ("dropdown", "checkboxes")


def _element(question: Question) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": question.label}
    if question.help:
        attributes["description"] = question.help
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
    if form := _begun(body, known):
        return form.key
    raise FormError(
        said(
            "This is not a filled form: it does not begin with the first question of %(forms)s.",
            forms=said_list(known, "or"),
        )
    )


def filled_form(body: str, known: Mapping[str, Form], topics: Iterable[str]) -> Form:
    """The form that a body fills, which may have been opened when the forms were English still;
    raises FormError when it is none."""
    return _begun(body, known) or _begun(body, forms(topics)) or known[kind_of(body, known)]


def _begun(body: str, known: Mapping[str, Form]) -> Form | None:
    first = next((line.rstrip() for line in clean(body).split("\n") if line.strip()), "")
    return next((it for it in known.values() if first == f"### {it.questions[0].label}"), None)


def answers(form: Form, body: str) -> dict[str, str]:
    """What was answered, by field; questions without an answer are left out.

    A line that is a question's heading opens its answer, once and in the form's order. A body in
    which one stands twice or elsewhere is refused: nobody could tell a question from an answer that
    imitates it.
    """
    places = {f"### {question.label}": place for place, question in enumerate(form.questions)}
    found: dict[int, list[str]] = {}
    latest = -1
    for line, shown in _shown_lines(clean(body)):
        place = places.get(line.rstrip())
        if place is None:
            if latest >= 0:
                # A tick in a block of code or a comment is no tick.
                if shown or form.questions[latest].type != "checkboxes":
                    found[latest].append(line)
            elif line.strip():
                raise FormError(
                    said(
                        "There is text before the first question. Leave the form's headings as "
                        "they are."
                    )
                )
        elif place <= latest:
            raise FormError(
                said(
                    'The heading "%(heading)s" stands twice or in the wrong place, so that it is '
                    "not clear which answer is meant. Remove the one that is part of an answer.",
                    heading=form.questions[place].label,
                )
            )
        else:
            latest = place
            found[place] = []
    texts = {
        form.questions[place].field: "\n".join(lines).strip() for place, lines in found.items()
    }
    given = {name: text for name, text in texts.items() if text and text not in EMPTY}
    # GitHub writes "None" where nothing of a dropdown was chosen; as a name it may be an answer.
    given = {
        name: text for name, text in given.items() if text != "None" or name not in _dropdowns(form)
    }
    _require(form, given)
    return given


def _shown_lines(body: str) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it is shown as text: not in a block of code or a comment."""
    fence, comment = "", False
    for line in body.split("\n"):
        mark = re.match(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})", line) if not comment else None
        if fence:
            yield line, False
            if mark and mark[1].startswith(fence) and not line.strip(" `~"):
                fence = ""
            continue
        if mark:
            fence = mark[1]
            yield line, False
            continue
        opened = "<!--" in line and not comment
        yield line, not (comment or opened)
        rest = line[line.index("<!--") + 4 :] if opened else line
        comment = (comment or opened) and "-->" not in rest


def _dropdowns(form: Form) -> set[str]:
    """The fields of the questions in which nothing chosen is written as None."""
    return {question.field for question in form.questions if question.type == "dropdown"}


def _require(form: Form, given: Mapping[str, str]) -> None:
    for question in form.questions:
        if not question.required:
            continue
        text = given.get(question.field, "")
        if question.type == "checkboxes":
            # A box that is ticked reads "- [X]" in GitHub's forms.
            ticked = {line[5:].strip() for line in text.split("\n") if line[:5].lower() == "- [x]"}
            if not ticked >= set(question.options):
                raise FormError(said('"%(question)s" is not ticked.', question=question.label))
        elif not text:
            raise FormError(said('"%(question)s" has no answer.', question=question.label))


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
        if question.by_topic:
            fields[question.field] = list(_notes(text, found, as_of))
        else:
            put(kind, fields, question.field, meant(question, text), found)
    today = as_of.isoformat()
    fields["added"] = today
    if kind.asking.today:
        fields[kind.asking.today] = today
    if any(question.field == CONSENT.field for question in form.questions):
        fields[CONSENT.field] = {"date": today, "by": "Own issue form"}
    return Draft(kind, record_id or propose_id(kind, fields), fields, hints=False)


def meant(question: Question, text: str) -> str:
    """An answer as records have it, where it was chosen in another language."""
    meant = dict(zip(question.options, question.meant, strict=False))
    return ", ".join(meant.get(part, part) for part in text.split(", ")) if meant else text


def _notes(text: str, found: LoadResult, as_of: date) -> Iterator[dict[str, str]]:
    """Lines of the form `topic: a few words`; the topic's label will do."""
    ids, labels = found.known_ids[Topic.KIND], headings(found, KINDS[Topic.KIND])
    for line in filter(None, (re.sub(r"^[-*]\s+", "", line.strip()) for line in text.split("\n"))):
        topic, _, note = (" ".join(part.split()) for part in line.partition(":"))
        known = topic if topic in ids else labels.get(topic.casefold(), topic)
        yield {"topic": known, **({"note": note} if note else {}), "since": as_of.isoformat()}


def same_name(draft: Draft, found: LoadResult) -> list[str]:
    """The files of public records that people would take for the one drafted, where those are of
    people."""
    name = skeleton(str(draft.fields.get(draft.kind.title_field, ""))).casefold()
    return [
        source.path
        for source, record in found.right()
        if draft.kind.personal
        and source.kind == draft.kind.name
        and record.visible == "public"
        and skeleton(record.heading).casefold() == name
    ]


# -- requests for removal --------------------------------------------------------------------------


def removal_summary(
    given: Mapping[str, str], found: LoadResult, words: Translations = ENGLISH
) -> str:
    """What is asked for, which files it may mean, and what to do; for whoever looks after the hub.

    No line begins with words of the request: in the log of a workflow, one that begins with ::
    would be a command.
    """
    lines = [words("A request for removal. Nothing was changed."), ""]
    for question in _removal().questions:
        if question.type != "checkboxes":
            text = given.get(question.field, words("not stated"))
            lines += [
                f"{words.noted(question.label)}:",
                *(f"  | {line[:200]}" for line in text.split("\n")[:40]),
            ]
    files = named_files(given.get("what", ""), found)
    lines += [
        "",
        words("It may mean:"),
        *(f"    {path}" for path in files or [words("no record that is known; ask")]),
    ]
    lines += [
        "",
        words("What to do:"),
        *_step(1, words("Make sure who asks. Whoever is shown need not give reasons.")),
        *_step(2, words("To hide a member, set `visible: hidden` in the file.")),
        *_how_to_remove(files, words),
        *_step(
            4,
            words(
                "Publish, then say in the issue that it is done. The command names what it cannot "
                "reach: older versions in the history of the files, copies, search engines. The "
                "guide's page Privacy says what to do about each."
            ),
        ),
    ]
    return "\n".join(lines)


def _step(number: int, text: str) -> list[str]:
    """A step of what is to be done, over as many lines as it takes."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=f"    {number}. ",
        subsequent_indent="       ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _how_to_remove(files: list[str], words: Translations) -> list[str]:
    """The command for each member that may be meant, and what to do about anything else."""
    folder = f"{KINDS[Member.KIND].folder}/"
    members = [
        path.removeprefix(folder).rpartition(".")[0] for path in files if path.startswith(folder)
    ]
    lines = [f"       hearth forget {member} --dry-run" for member in members]
    first = words(
        "To remove a member with every reference to it, look at the plan first, then run it "
        "without --dry-run:"
    )
    other = words(
        "To remove another record, delete its file; `hearth check` names what still refers to it."
    )
    return [*_step(3, first), *lines, f"       {other}"] if lines else _step(3, other)


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
