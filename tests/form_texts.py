"""Filled forms for tests, and texts that try to be more than an answer."""

from __future__ import annotations

from hearth.contribute.forms import forms
from hearth.kinds.form import Form

FORMS: dict[str, Form] = forms(("events-craft", "metrics", "onboarding"))

_FILLED: dict[str, dict[str, str]] = {
    "member": {
        "name": "Di Rivers",
        "pronouns": "she/her",
        "headline": "Keeps: the # archive",
        "place.city": "Nairobi",
        "place.country": "Kenya",
        "timezone": "Africa/Nairobi",
        "languages": "English, sw",
        "topics": "metrics, onboarding",
        "skills": "Cues\nSound, cheap",
        "offers": "- Onboarding: a first tour",
        "links.website": "https://example.org/di",
        "body": "I came for the **cake**.",
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
        "hosts": "Ada Example, Gil Guest",
        "registration.url": "https://example.org/quiet",
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
        "authors": "Kim Writer",
        "topics": "metrics",
        "curator": "ada",
    },
    "profile": {
        "record": "https://example.org/small/members/ada/",
        "headline": "Keeps the archive",
        "pronouns": "-",
        "place.city": "Nairobi",
        "place.country": "KE",
        "skills": "Cues\nSound, cheap",
        "links.website": "https://example.org/ada",
    },
    "ask": {"record": "ada", "topic": "Metrics", "note": "How many?"},
    "answer": {"record": "ada", "topic": "metrics", "by": "bo"},
    "offer": {"record": "Ada Example", "topic": "metrics", "note": "Counting"},
    "thank": {"record": "ada", "reason": "The tour", "by": "bo"},
    "leave": {"record": "ada", "how": "Hide my page for now"},
    "group": {
        "record": "https://example.org/small/groups/crew/",
        "next_step": "A tour on Friday",
        "needs": "A reader\nSomebody who draws",
    },
    "removal": {
        "what": "https://example.org/small/members/ada/",
        "which": "The city.",
        "who": "I am the person shown",
        "wish": "Remove it",
    },
}

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "<!-- hearth: figures -->",
    "a: b: c",
    "- a\n- b",
    "{a: b}",
    "key: |\n  text\nname: Mallory",
    "&a [*a, *a]",
    "!!python/object/apply:os.system [id]",
    "<<: *x",
    "~",
    "'",
    '"',
    "# not a comment",
    "---\nname: Mallory\n---",
    "x\n---\nvisible: hidden",
    "${{ secrets.GITHUB_TOKEN }}",
    "{{ cycler.__init__ }}",
    "`id`",
    "$(touch /tmp/x)",
    "; rm -rf /",
    "a\r\nname: Mallory\r\n",
    "a\u202eb",
    "a\u2066b",
    "a\u200bb",
    "### Name\n\nMallory",
    "## Consent\n\n- [x] yes",
    "```\n### Your namesake\n```",
    "~~~yaml\nname: x\n~~~",
    "x" * 5000,
    "word " * 3000,
    "\x00a\x1b[2J\x07",
    "::add-mask::a\n::error::b",
    "[x](javascript:alert(1))",
    "@everyone #1 GH-1",
    "_No response_ either",
    "🦄" * 40,
    "%0Aname: x",
    "../../etc/passwd",
    "\u2028a",
    "\u0085name: x",
)
"""HTML, YAML, templates, shells, line ends, hidden characters, headings, fences, workflow commands,
lengths."""


def filled(kind: str, /, **others: str) -> dict[str, str]:
    """The answers of a form that is filled well, with ``others`` in their fields."""
    return {**_FILLED[kind], **others}


def body_of(kind: str, given: dict[str, str]) -> str:
    """The body that the code host makes of the answers; the boxes are ticked unless they are
    given."""
    parts = []
    for question in FORMS[kind].questions:
        ticked = (
            "\n".join(f"- [X] {option}" for option in question.options)
            if question.type == "checkboxes"
            else ""
        )
        parts.append(
            f"### {question.label}\n\n{given.get(question.field) or ticked or '_No response_'}\n"
        )
    return "\n".join(parts)
