"""The forms by which people give a profile, and change what stands on one, without Git."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearth.base.words import said
from hearth.kinds.form import CONSENT, NOTHING, ONE_EACH, TOPICS, Form, FormError, Question

_BLOG = Question(
    "feed",
    "Feed of your blog",
    help="Its address (RSS or Atom): the newest titles then stand on your page.",
)
FORM = Form(
    "Add yourself",
    "Get a page of your own in the hub.",
    "New member: ",
    (
        "Only your name and your consent are needed, and everybody can read what you write "
        "here. Say as much as you like: what you leave out is not shown."
    ),
    questions=(
        Question("name", "Your name", required=True),
        Question("latin", "Your name in Latin letters"),
        Question("kind", "Person or organisation", "dropdown"),
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
        TOPICS,
        Question(
            "skills", "Skills", "textarea", help=f"What you can do, in your own words. {ONE_EACH}"
        ),
        Question(
            "offers",
            "Offers",
            "textarea",
            help=f"What you can help with, each as `topic: a few words`. {ONE_EACH}",
            by_topic=True,
        ),
        Question(
            "asks",
            "Asks",
            "textarea",
            help=f"What you are looking for, each as `topic: a few words`. {ONE_EACH}",
            by_topic=True,
        ),
        Question("links.website", "Website"),
        _BLOG,
        Question("links.github", "GitHub"),
        Question("links.mastodon", "Mastodon"),
        Question(
            "body",
            "About you",
            "textarea",
            help="A few sentences that stand on your page, in Markdown.",
        ),
        Question("visible", "Who may see it", "dropdown"),
        CONSENT,
    ),
)


def _whose(label: str, help: str = "The address of the page, or the name on it.") -> Question:  # noqa: A002
    return Question("record", label, required=True, help=help, names="member")


def _account(member: Any) -> str | None:
    return member.links.github if member.links else None


_WHO = Question(
    "by",
    "Your page",
    required=True,
    help="Its address, or your name as it stands there.",
    names="member",
)
_TOPIC = Question("topic", "Topic", required=True, help="One topic of the hub.", names="topic")
_NOTE = Question("note", "In a few words", required=True, help="What exactly it is about.")
_READ = "Everybody can read what you write here. Somebody of the team looks at it first."


def _added(name: str, fields: Mapping[str, Any], entry: dict[str, str]) -> dict[str, Any]:
    return {name: [*fields.get(name, ()), {key: value for key, value in entry.items() if value}]}


def _asked(fields: Mapping[str, Any], given: Mapping[str, str], day: str) -> dict[str, Any]:
    return _added("asks", fields, {"topic": given["topic"], "note": given["note"], "since": day})


def _offered(fields: Mapping[str, Any], given: Mapping[str, str], day: str) -> dict[str, Any]:
    return _added("offers", fields, {"topic": given["topic"], "note": given["note"], "since": day})


def _thanked(fields: Mapping[str, Any], given: Mapping[str, str], day: str) -> dict[str, Any]:
    return _added("thanks", fields, {"by": given["by"], "reason": given["reason"], "date": day})


def _answered(fields: Mapping[str, Any], given: Mapping[str, str], day: str) -> dict[str, Any]:
    """The answer stands beside the newest ask about the topic that waits."""
    asks = [dict(ask) for ask in fields.get("asks", ())]
    waiting = [ask for ask in asks if ask.get("topic") == given["topic"] and "answered" not in ask]
    if not waiting:
        raise FormError(
            said("There is no open question about %(topic)s on that page.", topic=given["topic"])
        )
    waiting[-1]["responses"] = [*waiting[-1].get("responses", ()), {"by": given["by"], "date": day}]
    return {"asks": asks}


_ALUMNI = "Keep my page and say that I was a member"
_HIDDEN = "Hide my page for now"


def _left(_: Mapping[str, Any], given: Mapping[str, str], day: str) -> dict[str, Any]:
    if given["how"] == _HIDDEN:
        return {"visible": "hidden"}
    return {"status": "alumni", "left": day}


CHANGES = (
    Form(
        "Change your profile",
        "Change what stands on your page.",
        "Profile: ",
        (
            f"What you leave empty stays as it is; a single {NOTHING} takes out what stands there. "
            f"{_READ}"
        ),
        (
            _whose("Your page"),
            Question("headline", "Headline"),
            Question("pronouns", "Pronouns"),
            Question("pronunciation", "Pronunciation"),
            Question("place.city", "City"),
            Question("place.country", "Country"),
            Question("timezone", "Time zone"),
            Question("languages", "Languages", help="Codes or names, separated by commas."),
            Question("topics", "Topics", help="Topics of the hub, separated by commas."),
            Question("skills", "Skills", "textarea", help=f"In your own words. {ONE_EACH}"),
            Question("links.website", "Website"),
            _BLOG,
            Question("links.github", "GitHub"),
            Question("links.mastodon", "Mastodon"),
            Question(
                "body",
                "About you",
                "textarea",
                help="A few sentences that stand on your page, in Markdown.",
            ),
        ),
        act="profile",
        account=_account,
    ),
    Form(
        "Ask the community",
        "Say what you are looking for; it stands on your page until somebody has helped.",
        "Ask: ",
        _READ,
        (_whose("Who is looking for something"), _TOPIC, _NOTE),
        act="ask",
        account=_account,
        change=_asked,
    ),
    Form(
        "Answer somebody",
        "Say that you have answered what somebody is looking for.",
        "Answer: ",
        f"Write to them first; here only that you did is noted. {_READ}",
        (
            _whose("Whom you have answered"),
            _TOPIC,
            _WHO,
        ),
        act="answer",
        change=_answered,
    ),
    Form(
        "I can help",
        "Say what others may ask you for.",
        "Offer: ",
        _READ,
        (_whose("Who can help"), _TOPIC, _NOTE),
        act="offer",
        account=_account,
        change=_offered,
    ),
    Form(
        "Thank somebody",
        "Say thank you to a member where others see it.",
        "Thanks: ",
        _READ,
        (
            _whose("Whom you thank"),
            Question("reason", "What for", required=True, help="In one line."),
            _WHO,
        ),
        act="thank",
        change=_thanked,
    ),
    Form(
        "Leave",
        "Say that you leave, or want to be seen no more.",
        "Leave: ",
        (
            "You need not give reasons. To have everything about you taken down, choose the form "
            '"Ask for removal" instead.'
        ),
        (
            _whose("The page of who leaves"),
            Question(
                "how",
                "What becomes of the page",
                "dropdown",
                True,
                (_ALUMNI, _HIDDEN),
                help="Hidden, it stays in the files and leaves the site.",
            ),
        ),
        act="leave",
        account=_account,
        change=_left,
    ),
)
"""Forms that change a profile; by its first question a filled one is known."""
