"""Issue forms are made from the models, and a filled form becomes a record that is right, or
none."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import form_texts
import hubs
from hearth.base.strict_yaml import read_yaml
from hearth.contribute.drafts import Draft, DraftError, check_id, problems_of, text_of, write_new
from hearth.contribute.forms import (
    Form,
    answers,
    draft_from,
    form_files,
    forms,
    kind_of,
    named_files,
    removal_summary,
)
from hearth.kinds import KINDS
from hearth.kinds.form import FormError, Question
from hearth.kinds.vocabulary import Topic
from hearth.read.load import read_all
from hearth.read.records import model_at
from hearth.read.sources import split

LISTS = os.environ.get("HEARTH_DATA")
TOPICS = ("events-craft", "metrics", "onboarding")
FORMS = forms(TOPICS)
RECORDS = ("member", "event", "resource")
GITHUB_TYPES = {"markdown", "input", "textarea", "dropdown", "checkboxes"}

FILLED: dict[str, dict[str, str]] = {
    "member": {
        "name": "Di Rivers",
        "latin": "",
        "kind": "person",
        "pronouns": "she/her",
        "headline": "Keeps: the # archive",
        "place.city": "Nairobi",
        "place.country": "Kenya",
        "timezone": "Africa/Nairobi",
        "languages": "English, sw",
        "topics": "metrics, onboarding",
        "skills": "Cues\nSound, cheap",
        "offers": "- Onboarding: a first tour\nmetrics",
        "asks": "metrics: How: many?",
        "links.website": "https://example.org/di",
        "links.github": "di-rivers",
        "links.mastodon": "di@example.social",
        "body": "I came for the **cake**.\n\n### And stayed\n\nfor the people.",
        "visible": "public",
    },
    "event": {
        "title": "The quiet room",
        "summary": "A place to withdraw to.",
        "type": "workshop",
        "start": "2026-12-03 18:00",
        "duration": "90",
        "timezone": "Africa/Nairobi",
        "mode": "hybrid",
        "venue": "The Hall",
        "place.city": "",
        "place.country": "",
        "registration.url": "https://example.org/quiet",
        "hosts": "Ada Example, Gil Guest",
        "languages": "en",
        "topics": "events-craft",
        "body": "Bring a cushion.",
    },
    "resource": {
        "title": "How to listen",
        "url": "https://example.org/listen",
        "type": "guide",
        "why": "Short,\nand honest.",
        "summary": "Five habits.",
        "language": "German",
        "level": "beginner",
        "minutes": "15",
        "cost": "free",
        "authors": "Kim Writer\nLou, Jr.",
        "topics": "metrics",
        "curator": "ada",
    },
    "removal": {
        "what": "https://example.org/small/members/ada/",
        "which": "",
        "who": "I am the person shown",
        "wish": "Remove it",
    },
}
FILLED |= {key: form_texts.filled(key) for key, form in FORMS.items() if form.act}

OWN_TRICKS = (
    "---\nname: Mallory\n---",
    "a\n---\nvisible: hidden",
    "### Name\n\nMallory",
    "### Not a question\n\ntext",
    "../../../etc/passwd",
    "..\\..\\con",
    "/etc/passwd",
    "a\x00b",
    "\x1b[2Jgone",
    "a\u202eb",
    "!!python/object/apply:os.system [id]",
    "&a [*a, *a]",
    "<<: *x",
    "{a: b}",
    "- a\n- b",
    "name: x",
    "#",
    "~",
    "null",
    "yes",
    "'",
    '"',
    "`",
    "%",
    "@",
    "| x",
    "> x",
    "\\u0000",
    "\ufeff",
    "\u2028x",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "<!-- hearth: figures -->",
    "- [x] yes",
    "_No response_",
    "None",
    "x" * 5000,
    "x\n" * 500,
    "\t",
    "\r\nname: x\r\n",
    "\u0085name: x",
    "🦄" * 100,
    "a" + "\u0301" * 50,
    "$(id)",
    "`id`; rm -rf /",
    "\U000e0041",
)


def body_of(form: Form, filled: dict[str, str]) -> str:
    """The body that GitHub makes of a filled form."""
    parts = []
    for question in form.questions:
        text = filled.get(question.field) or "_No response_"
        if question.type == "checkboxes":
            text = filled.get(question.field) or "\n".join(
                f"- [X] {option}" for option in question.options
            )
        parts.append(f"### {question.label}\n\n{text}\n")
    return "\n".join(parts)


def record(root: Path, kind: str, filled: dict[str, str], record_id: str | None = None) -> Draft:
    """The draft that a filled form gives."""
    body = body_of(FORMS[kind], filled)
    assert kind_of(body, FORMS) == kind
    return draft_from(
        FORMS[kind], answers(FORMS[kind], body), read_all(root), hubs.AS_OF, record_id
    )


# -- the forms -------------------------------------------------------------------------------------


def test_the_forms_are_up_to_date() -> None:
    """``hearth forms`` would write what is there already."""
    folder = hubs.REPOSITORY / ".github" / "ISSUE_TEMPLATE"
    made = form_files(read_all(hubs.REPOSITORY).of(Topic))
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == made


@pytest.mark.parametrize("topics", [(), TOPICS, [f"topic-{n}" for n in range(300)]])
def test_the_forms_are_what_the_code_host_reads(topics: Any) -> None:
    """Names, unique ids and labels, options that are text and no two the same: what GitHub asks of
    a form."""
    for name, text in form_files(topics).items():
        form = yaml.safe_load(text)
        if name == "config.yml":
            continue
        assert form["name"] and form["description"] and form["title"] and form["labels"]
        elements = [element for element in form["body"] if element["type"] != "markdown"]
        assert {element["type"] for element in form["body"]} <= GITHUB_TYPES
        assert len({element["id"] for element in elements}) == len(elements)
        assert len({element["attributes"]["label"] for element in elements}) == len(elements)
        for element in elements:
            assert re.fullmatch(r"[a-z0-9_-]+", element["id"])
            assert isinstance(element["attributes"]["description"], str)
            if element["type"] in ("dropdown", "checkboxes"):
                options = element["attributes"]["options"]
                assert options and len({str(option) for option in options}) == len(options)
                assert all(
                    isinstance(option, dict if element["type"] == "checkboxes" else str)
                    for option in options
                )
                assert "None" not in options
            if element["type"] == "checkboxes":
                assert "validations" not in element


@pytest.mark.parametrize("kind", RECORDS)
def test_questions_fill_fields(kind: str) -> None:
    """Each is a field of the model, and all that the model requires is required or known without
    asking."""
    model, required = KINDS[kind].model, set()
    for question in FORMS[kind].questions:
        *parents, last = question.field.split(".")
        owner = model_at(model, tuple(parents))
        assert question.field == "agreement" or (owner is not None and last in owner.model_fields)
        required |= {question.field} if question.required else set()
    needed = {name for name, info in model.model_fields.items() if info.is_required()}
    assert needed - {"id", "path", "joined"} <= required


# -- filled forms ----------------------------------------------------------------------------------


def test_a_member_from_a_form(tmp_path: Path) -> None:
    """Every answer stands in its field; the hub's day is that of joining and of the consent."""
    draft = record(hubs.minimal_hub(tmp_path), "member", FILLED["member"])
    assert draft.path == "members/di-rivers.md"
    assert draft.fields == {
        "name": "Di Rivers",
        "kind": "person",
        "pronouns": "she/her",
        "headline": "Keeps: the # archive",
        "place": {"city": "Nairobi", "country": "KE"},
        "timezone": "Africa/Nairobi",
        "languages": ["en", "sw"],
        "topics": ["metrics", "onboarding"],
        "skills": ["Cues", "Sound, cheap"],
        "offers": [
            {"topic": "onboarding", "note": "a first tour", "since": "2026-11-23"},
            {"topic": "metrics", "since": "2026-11-23"},
        ],
        "asks": [{"topic": "metrics", "note": "How: many?", "since": "2026-11-23"}],
        "links": {
            "website": "https://example.org/di",
            "github": "di-rivers",
            "mastodon": "di@example.social",
        },
        "body": "I came for the **cake**.\n\n### And stayed\n\nfor the people.",
        "visible": "public",
        "added": "2026-11-23",
        "joined": "2026-11-23",
        "consent": {"date": "2026-11-23", "by": "Own issue form"},
    }


@pytest.mark.parametrize("kind", RECORDS)
def test_a_filled_form_becomes_a_right_file(kind: str, tmp_path: Path) -> None:
    """From the body of an issue to a hub that still has no problem."""
    root = hubs.minimal_hub(tmp_path)
    draft = record(root, kind, FILLED[kind])
    assert problems_of(root, draft, read_all(root), hubs.AS_OF).errors == []
    write_new(root, draft)
    hub, problems = hubs.load(root)
    assert problems.errors == [] and draft.id in hub.records[kind]


@pytest.mark.parametrize("kind", RECORDS)
def test_only_the_required_answers_are_needed(kind: str, tmp_path: Path) -> None:
    """Whoever says little still gets a record."""
    root = hubs.minimal_hub(tmp_path)
    needed = {question.field for question in FORMS[kind].questions if question.required}
    needed |= {"timezone", "venue"} if kind == "event" else set()
    draft = record(
        root, kind, {name: text for name, text in FILLED[kind].items() if name in needed}
    )
    assert problems_of(root, draft, read_all(root), hubs.AS_OF).errors == []


def test_line_ends_of_the_web_are_understood(tmp_path: Path) -> None:
    """Browsers send carriage returns."""
    form = FORMS["resource"]
    body = body_of(form, FILLED["resource"])
    assert answers(form, body.replace("\n", "\r\n")) == answers(form, body)


@pytest.mark.parametrize(
    "body",
    [
        "### Name\n\nDi\n\n### Consent\n\n```\n- [x] yes\n```\n",
        "### Name\n\nDi\n\n### Consent\n\n<!--\n- [x] yes\n-->\n",
        "### Name\n\nDi\n<!--\n\n### Consent\n\n- [x] yes\n",
        "### Name\n\nDi\n~~~~\n~~~\n\n### Consent\n\n- [x] yes\n",
    ],
)
def test_a_tick_that_nobody_sees_is_none(body: str) -> None:
    """In a block of code or a comment it is shown as text, or not at all."""
    consent = Question("consent", "Consent", "checkboxes", required=True, options=("yes",))
    form = Form("Di", "", "", "", (Question("name", "Name"), consent))
    with pytest.raises(FormError, match="not ticked"):
        answers(form, body)
    assert answers(form, "### Name\n\n```a```\n\n### Consent\n\n- [x] yes\n")["name"] == "```a```"


@pytest.mark.parametrize("tick", ["- [ ] I am the person", "nonsense", "- [x] Something else"])
def test_no_consent_no_record(tick: str) -> None:
    """A box that is not ticked, or ticked beside other words, is none."""
    with pytest.raises(FormError, match="not ticked"):
        answers(FORMS["member"], body_of(FORMS["member"], {**FILLED["member"], "consent": tick}))


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("", "not a filled form"),
        ("Hello, please add me", "not a filled form"),
        ("### Your name\n\nDi\n", "not ticked"),
        ("### Your name\n\n_No response_\n", "no answer"),
    ],
)
def test_what_is_no_filled_form_is_refused(body: str, word: str) -> None:
    """In words for whoever looks after the hub."""
    with pytest.raises(FormError, match=word):
        answers(FORMS[kind_of(body, FORMS)], body)


@pytest.mark.parametrize("kind", FORMS)
def test_an_answer_cannot_pose_as_a_question(kind: str) -> None:
    """A heading that stands twice, or in another place, makes the form unclear, and it is
    refused."""
    form = FORMS[kind]
    for question in form.questions:
        for other in form.questions:
            fake = f"text\n\n### {other.label}\n\nfalse"
            with pytest.raises(FormError):
                answers(form, body_of(form, {**FILLED[kind], question.field: fake}))


def tricks(form: Form) -> Iterator[str]:
    """Own hostile texts, answers that pose as questions, and the published texts where they are at
    hand."""
    yield from OWN_TRICKS
    yield from (f"x\n### {question.label}\n\nMallory" for question in form.questions)


def published() -> list[str]:
    """Hostile texts that others have collected, where they are at hand."""
    file = Path(LISTS or "") / "hostile_strings.json"
    return (
        [entry["text"] for entry in json.loads(file.read_text(encoding="utf-8"))]
        if LISTS and file.is_file()
        else []
    )


@pytest.mark.parametrize("kind", RECORDS)
@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.soak)])
def test_hostile_text_stays_in_its_field(kind: str, every: int, tmp_path: Path) -> None:
    """In any field: either there is no record, or its file is right and every other field is as it
    was.

    Each text goes into every third question, and each question gets every third text; in `make
    soak` all get all.
    """
    root = hubs.minimal_hub(tmp_path)
    found = read_all(root)
    honest = record(root, kind, FILLED[kind])
    written = refused = 0
    questions = FORMS[kind].questions
    for place, question in enumerate(questions):
        # Of the many, each goes into three of the fields.
        many = [
            text for number, text in enumerate(published()) if (number - place) % len(questions) < 3
        ]
        own = [
            text for number, text in enumerate(tricks(FORMS[kind])) if (number + place) % every == 0
        ]
        for text in (*own, *many):
            filled = {**FILLED[kind], question.field: text}
            try:
                given = answers(FORMS[kind], body_of(FORMS[kind], filled))
                draft = draft_from(FORMS[kind], given, found, hubs.AS_OF)
                check_id(draft.id, draft.kind, found)
                if problems_of(root, draft, found, hubs.AS_OF).errors:
                    raise DraftError
            except (FormError, DraftError):
                refused += 1
                continue
            written += 1
            _confined(draft, honest, question.field)
    assert written > 100 / every and refused > 100 / every


def _confined(draft: Draft, honest: Draft, changed: str) -> None:
    assert re.fullmatch(
        rf"{KINDS[draft.kind.name].folder}/[a-z0-9]+(-[a-z0-9]+)*\.(yml|md)", draft.path
    )
    fields, body, _ = split(text_of(draft), draft.path)
    read = {**read_yaml(fields), **({"body": body.strip()} if body else {})}
    top = changed.split(".")[0]
    assert {name: value for name, value in read.items() if name != top} == {
        name: value for name, value in honest.fields.items() if name != top
    }
    if "." in changed:
        inner = changed.split(".")[1]
        assert {name: value for name, value in read.get(top, {}).items() if name != inner} == {
            name: value for name, value in honest.fields.get(top, {}).items() if name != inner
        }


def test_hostile_texts_make_files_that_pass(tmp_path: Path) -> None:
    """What is written is written for good: the hub with all of them has no problem."""
    root = hubs.minimal_hub(tmp_path)
    found, names = read_all(root), []
    for number, text in enumerate((*tricks(FORMS["member"]), *published())):
        for field in ("name", "headline", "body", "skills"):
            given = {**FILLED["member"], field: text}
            try:
                known = answers(FORMS["member"], body_of(FORMS["member"], given))
                draft = draft_from(FORMS["member"], known, found, hubs.AS_OF, f"m{number}-{field}")
                if not problems_of(root, draft, found, hubs.AS_OF).errors:
                    names.append(write_new(root, draft).stem)
            except (FormError, DraftError):
                continue
    hub, problems = hubs.load(root)
    assert [str(problem) for problem in problems.errors] == []
    assert len(names) > 50 and set(names) <= hub.members.keys()


# -- removal ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("https://example.org/small/members/ada/", ["members/ada.yml"]),
        ("ada example", ["members/ada.yml"]),
        ("canvas", ["content/resources/canvas.yml"]),
        ("https://example.org/small/events/welcome-call/", ["events/welcome-call.yml"]),
        ("../../etc/passwd", []),
        ("", []),
    ],
)
def test_a_request_names_files(text: str, files: list[str], tmp_path: Path) -> None:
    """By the page's address, the id or the name; nothing else is guessed."""
    assert named_files(text, read_all(hubs.minimal_hub(tmp_path))) == files


def test_a_request_for_removal_is_summed_up(tmp_path: Path) -> None:
    """What is asked, by whom, which file it means, and that nothing has changed."""
    given = answers(FORMS["removal"], body_of(FORMS["removal"], FILLED["removal"]))
    text = removal_summary(given, read_all(hubs.minimal_hub(tmp_path)))
    for word in (
        "Nothing was changed",
        "I am the person shown",
        "members/ada.yml",
        "not stated",
        "visible: hidden",
    ):
        assert word in text
