"""The newsletter: what came since the last issue, in the order of its importance, and nothing that
is not public."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import html5lib
import pytest
from click.testing import CliRunner

import hostile
from hearth.base.history import FileChanges
from hearth.cli.main import main
from hearth.kinds.fields import Guest
from hearth.kinds.member import Member
from hearth.manage.desk.newsletter import IssueContents, issue_contents, place_of
from hearth.manage.private import Notes, read_notes
from hearth.manage.private.notes import Correction, Issue
from hearth.model.hub import Hub
from hearth.papers.newsletter import (
    FEW,
    MOST,
    UNSUBSCRIBE,
    NewsletterIssue,
    as_post,
    draft,
    harmless,
)
from hearth.papers.newsletter_mail import mail
from hearth.wording.safe import markdown
from hearth.wording.structured_data import absolute
from hubs import load, minimal_hub, small_hub, write

DAY = date(2026, 11, 23)
CANARY = "Canary"
"""Stands in everything that must not be told."""


def event(title: str, start: str, more: str = "", added: str = "2026-11-10") -> str:
    return (
        f"title: {title}\nsummary: A meeting.\nstart: {start}\ntimezone: Europe/Berlin\n"
        f"mode: online\nadded: {added}\n{more}"
    )


def post(title: str, day: str, kind: str, more: str = "") -> str:
    return f"---\ntitle: {title}\ndate: {day}\ntype: {kind}\n{more}---\nSome words.\n"


def resource(title: str, added: str, more: str = "") -> str:
    return (
        f"title: {title}\nurl: https://example.org/{title.lower()}\ntype: guide\nwhy: It helps.\n"
        f"added: {added}\n{more}"
    )


FILES: dict[str, str | bytes | None] = {
    # the base hub's own, out of the way
    "events/welcome-call.yml": None,
    "events/evening.yml": None,
    "content/news/hello.md": None,
    "content/paths/first-month.yml": None,
    # events
    "events/off.yml": event("Off", "2026-12-20T18:00", "status: cancelled\n", "2026-09-01"),
    "events/later-off.yml": event(
        "Later off", "2027-06-20T18:00", "status: postponed\n", "2026-09-01"
    ),
    "events/moved.yml": event("Moved", "2026-12-02T18:00", "status: moved-online\n", "2026-11-10"),
    "events/new-later.yml": event("New later", "2027-03-01T18:00"),
    "events/new.yml": event(
        "New",
        "2026-12-05T18:00",
        "hosts: [ada]\nregistration: {url: https://example.org/r, closes: 2026-12-01}\n",
    ),
    "events/someday.yml": event("Someday", "2027-05-01", "date_precision: month\n").replace(
        "timezone: Europe/Berlin\n", ""
    ),
    "events/gone-day.yml": event("Gone", "2026-10-01", "date_precision: month\n").replace(
        "timezone: Europe/Berlin\n", ""
    ),
    "events/known.yml": event(
        "Known",
        "2026-12-01T18:00",
        "calls: [{what: Talks, url: https://example.org/c, closes: 2026-12-10}]\n",
        "2026-09-01",
    ),
    "events/far.yml": event("Far", "2027-02-01T18:00", "", "2026-09-01"),
    "events/weekly.yml": event(
        "Weekly",
        "2026-01-07T18:00",
        (
            "repeats: {rule: weekly, moved: [{occurrence: 2026-11-25, status: cancelled}]}\n"
            "hosts: [bo]\n"
        ),
        "2026-01-01",
    ),
    "events/held.yml": event(
        "Held",
        "2026-11-18T18:00",
        "hosts: [ada]\nspeakers: [{guest: Gil Guest}, ada]\n",
        "2026-11-01",
    ),
    "events/not-held.yml": event(
        "Not held", "2026-11-19T18:00", "hosts: [bo]\nstatus: cancelled\n", "2026-11-01"
    ),
    # posts
    "content/news/prompt.md": post("Prompt", "2026-11-22", "prompt"),
    "content/news/plain.md": post("Plain", "2026-11-21", "news"),
    "content/news/recap.md": post("Recap", "2026-11-20", "recap"),
    "content/news/story.md": post("Story", "2026-11-02", "story"),
    "content/news/story-2.md": post("Story two", "2026-11-12", "story"),
    "content/news/decision.md": post("Decision", "2026-11-03", "decision"),
    "content/news/tomorrow.md": post("Tomorrow", "2026-11-24", "news"),
    "content/news/on-the-day.md": post("On the day of the last issue", "2026-11-01", "news"),
    "content/news/issue.md": post("Newsletter 6", "2026-11-05", "newsletter"),
    # people
    "members/dee.yml": (
        "name: Dee New\njoined: 2026-11-05\nheadline: Gardens\nasks:\n"
        "- {topic: metrics, note: How many?, since: 2026-11-06}\n"
    ),
    "members/eve.yml": (
        "name: Eve Written-Later\njoined: 2024-01-01\nadded: 2026-11-06\nasks:\n"
        "- {topic: onboarding, since: 2026-10-01}\n"
        "- {topic: metrics, since: 2026-09-01, responses: [{by: ada, date: 2026-09-02}]}\n"
        "- {topic: metrics, since: 2025-01-01}\n"
    ),
    "members/fay.yml": "name: Fay Gone\njoined: 2026-11-07\nleft: 2026-11-10\nstatus: alumni\n",
    "members/org.yml": "name: A new house\nkind: organisation\njoined: 2026-11-08\n",
    # library
    "content/resources/canvas.yml": resource("Canvas", "2026-10-01"),
    "content/resources/book.yml": resource("Book", "2026-11-09", "curator: ada\nminutes: 20\n"),
    "content/resources/old.yml": resource("Old", "2026-11-09", "replaced_by: book\n"),
    # nothing of this may be told
    "events/secret.yml": event(
        f"{CANARY} event",
        "2026-12-06T18:00",
        (
            "visible: hidden\nhosts: [ada]\n"
            f"calls: [{{what: {CANARY}, url: https://example.org/, closes: 2026-12-01}}]\n"
        ),
    ),
    "events/secret-off.yml": event(
        f"{CANARY} off", "2026-12-06T18:00", "visible: members\nstatus: cancelled\n"
    ),
    "events/secret-held.yml": event(
        f"{CANARY} held", "2026-11-15T18:00", "visible: hidden\nhosts: [ada]\n"
    ),
    "events/kept-back.yml": event(
        "Kept back",
        "2026-11-14T18:00",
        "hosts: [mole, ada]\nspeakers: [bo]\nnot_public: [speakers]\n",
        "2026-11-01",
    ),
    "content/news/secret.md": post(f"{CANARY} post", "2026-11-20", "story", "visible: hidden\n"),
    "content/news/by-mole.md": post("By one of us", "2026-11-10", "news", "authors: [mole, ada]\n"),
    "members/mole.yml": (
        f"name: {CANARY} Mole\njoined: 2026-11-05\nvisible: hidden\nasks:\n"
        f"- {{topic: metrics, note: {CANARY} ask}}\n"
    ),
    "members/shy.yml": (
        f"name: Shy\njoined: 2026-11-05\nheadline: {CANARY} headline\n"
        f"place: {{city: {CANARY}, country: KE}}\nasks:\n"
        f"- {{topic: metrics, note: {CANARY} ask}}\nnot_public: [headline, place, asks]\n"
    ),
    "content/resources/secret.yml": resource(f"{CANARY}", "2026-11-09", "visible: hidden\n"),
    "content/resources/by-mole.yml": resource("Found", "2026-11-09", "curator: mole\n"),
}
NOTES = Notes(
    newsletters=(Issue(number=6, date=date(2026, 11, 1)), Issue(number=5, date=date(2026, 10, 1))),
    corrections=(
        Correction(date=date(2026, 11, 10), wrong="Six people", right="Seven people", tell="yes"),
        Correction(date=date(2026, 11, 11), wrong=f"{CANARY} wrong", right=f"{CANARY} right"),
        Correction(date=date(2026, 10, 11), wrong="Told", right="Before", tell="yes"),
    ),
)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    return small_hub(tmp_path_factory.mktemp("hub"), FILES, DAY)


@pytest.fixture(scope="module")
def contents(hub: Hub) -> IssueContents:
    return issue_contents(hub, NOTES)


@pytest.fixture(scope="module")
def issue(hub: Hub, contents: IssueContents) -> NewsletterIssue:
    return draft(hub.public(), contents)


TAGS = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "div",
        "table",
        "tbody",
        "tr",
        "td",
        "p",
        "h1",
        "h2",
        "h3",
        "a",
        "span",
        "br",
    ]
)


def forms(issue: NewsletterIssue) -> dict[str, str]:
    return {
        "markdown": issue.markdown,
        "plain": issue.plain_text,
        "html": str(mail(issue)),
        "data": json.dumps(issue.data, ensure_ascii=False),
        "post": str(as_post(issue)),
    }


# -- what an issue holds, and in which order -------------------------------------------------------


def test_number_and_beginning_come_from_the_last_issue(contents: IssueContents) -> None:
    """What came after its day is new."""
    assert (contents.number, contents.since, contents.day) == (7, date(2026, 11, 1), DAY)


def test_the_order_of_importance(contents: IssueContents) -> None:
    """Off before moved; new ones by their day, those without one last; decisions, stories, recaps;
    who waits longest."""
    assert [item.title for item in contents.changed] == ["Weekly", "Off", "Later off", "Moved"]
    assert [item.title for item in contents.announced] == ["New", "New later", "Someday"]
    assert [deadline.title for deadline in contents.closing] == [
        "Last day to register: New",
        "Last day of the call: Talks, Known",
    ]
    assert [(item.title, item.first_day.day) for item in contents.coming] == [
        ("Known", 1),
        ("Weekly", 2),
    ]
    assert [post.title for post in contents.posts] == [
        "Decision",
        "Story two",
        "Story",
        "Recap",
        "Plain",
        "By one of us",
        "Prompt",
    ]
    assert [member.name for member in contents.members] == [
        "Dee New",
        "Eve Written-Later",
        "Shy",
        "A new house",
    ]
    assert [(member.id, ask.topic) for member, ask in contents.asks] == [
        ("eve", "onboarding"),
        ("dee", "metrics"),
    ]
    assert [resource.title for resource in contents.resources] == ["Book", "Found"]
    thanked = {
        one.item.title: [getattr(person, "name", None) or person.guest for person in one.people]
        for one in contents.thanks
    }  # type: ignore[union-attr]
    assert thanked == {
        "Weekly": ["Bo Sample"],
        "Held": ["Ada Example", "Gil Guest"],
        "Kept back": ["Ada Example"],
    }
    assert [note.right for note in contents.corrections] == ["Seven people"]


def test_the_sections_stand_in_that_order(issue: NewsletterIssue) -> None:
    """In every form."""
    headings = [
        "Please note",
        "Put right",
        "New events",
        "Last days",
        "Also coming",
        "Written by members",
        "To talk about",
        "New here",
        "Who can help?",
        "New in the library",
        "Thank you",
    ]
    assert [section.heading for section in issue.sections] == headings
    assert re.findall("^## (.*)", issue.markdown, re.MULTILINE) == headings
    assert re.findall("^(.*)\n---+$", issue.plain_text, re.MULTILINE) == [
        words.upper() for words in headings
    ]
    tree = html5lib.parse(str(mail(issue)), namespaceHTMLElements=False)
    assert [found.text for found in tree.iter("h2")] == headings


def test_the_subject_names_a_new_event(issue: NewsletterIssue) -> None:
    """And the words beside it say how much there is."""
    assert issue.subject == "Newsletter 7: New"
    assert (
        issue.preheader
        == "4 changed dates, 3 new events, 7 posts, 4 new members and 2 finds for the library"
    )


def test_the_first_issue_looks_back_a_month(hub: Hub) -> None:
    """Or as far as one says."""
    assert issue_contents(hub).number == 1 and issue_contents(hub).since == date(2026, 10, 24)
    assert [
        resource.title for resource in issue_contents(hub, NOTES, date(2026, 9, 1)).resources
    ] == [
        "Book",
        "Found",
        "Canvas",
    ]


def test_an_issue_that_was_sent_can_be_made_again() -> None:
    """On its own day it is that issue, not the next one."""
    notes = Notes(newsletters=(*NOTES.newsletters, Issue(number=7, date=DAY)))
    assert place_of(notes, DAY) == (7, date(2026, 11, 1))
    assert place_of(notes, date(2026, 11, 24)) == (8, DAY)


def test_each_event_is_thanked_for_once(tmp_path: Path) -> None:
    """Also when it is held on the day of an issue, or still goes on when that day begins where the
    hub counts its days."""
    late = (
        "title: {}\nsummary: Good.\nstart: {}\nduration: 120\ntimezone: America/Los_Angeles\n"
        "mode: online\nhosts: [ada]\n"
    )
    files = {
        f"events/{name}.yml": late.format(name.title(), start)
        for name, start in (
            ("before", "2026-10-10T18:00"),
            ("same", "2026-10-20T18:00"),
            ("eve", "2026-10-19T21:00"),
        )
    }
    whole = small_hub(tmp_path, files)
    issues = [
        (date(2026, 10, 20), date(2026, 9, 20)),
        (date(2026, 11, 20), date(2026, 10, 20)),
        (date(2026, 12, 20), date(2026, 11, 20)),
    ]
    thanked = [
        [one.item.title for one in issue_contents(replace(whole, as_of=day), None, since).thanks]
        for day, since in issues
    ]
    assert thanked[:2] == [["Before"], ["Same", "Eve"]] and not {"Before", "Same", "Eve"} & set(
        thanked[2]
    )


def test_a_change_is_told_once_where_history_knows_of_it(hub: Hub) -> None:
    """An event that was called off before the last issue, and not touched since, is not told
    again."""
    at = lambda day: FileChanges(2, datetime(2026, day[0], day[1], tzinfo=UTC))  # noqa: E731
    known = replace(hub, history={"events/off.yml": at((10, 5)), "events/moved.yml": at((11, 2))})
    assert [item.title for item in issue_contents(known, NOTES).changed] == [
        "Weekly",
        "Later off",
        "Moved",
    ]


def test_nothing_new_is_said_plainly(hub: Hub) -> None:
    """And what is coming is told all the same."""
    quiet = issue_contents(
        replace(hub, as_of=date(2028, 1, 3), history={}), Notes(), date(2027, 12, 20)
    )
    assert not quiet.is_news
    words = draft(hub.public(), quiet).plain_text
    said = "Nothing came and nothing changed since 20 December 2027."
    assert said in words and "ALSO COMING" in words
    assert as_post(draft(hub.public(), quiet))["summary"] == said


def test_long_sections_say_how_much_is_left(hub: Hub, contents: IssueContents) -> None:
    """With the page where the rest is."""
    many = replace(contents, resources=contents.resources * MOST, asks=contents.asks * FEW)
    found = {section.heading: section for section in draft(hub.public(), many).sections}
    assert (
        len(found["New in the library"].items) == MOST and found["New in the library"].left == MOST
    )
    assert len(found["Who can help?"].items) == FEW and found["Who can help?"].left == FEW
    assert (
        f"And {MOST} more: https://example.org/small/resources/"
        in draft(hub.public(), many).plain_text
    )


# -- nothing that is not public --------------------------------------------------------------------


@pytest.mark.parametrize("form", ["markdown", "plain", "html", "data", "post"])
def test_nothing_hidden_is_told(issue: NewsletterIssue, form: str) -> None:
    """Neither hidden records, nor fields that are kept back, nor what the private folder does not
    give free."""
    assert CANARY not in forms(issue)[form]


def test_the_whole_hub_would_not_tell_more(hub: Hub) -> None:
    """A letter is the same of the whole hub and of its public part."""
    for field in fields(IssueContents):
        assert repr(getattr(issue_contents(hub, NOTES), field.name)) == repr(
            getattr(issue_contents(hub.public(), NOTES), field.name)
        )


def test_the_post_leaves_out_what_is_only_for_the_day(issue: NewsletterIssue) -> None:
    """People who are new or wait for help, and last days; neither is there a place to
    unsubscribe."""
    words = as_post(issue)["body"]
    assert (
        "New here" not in words
        and "Dee New" not in words
        and "How many?" not in words
        and "Last days" not in words
    )
    assert "Someday" in words and UNSUBSCRIBE not in words and "Unsubscribe" not in words


# -- the forms -------------------------------------------------------------------------------------


def test_the_mail_is_whole_and_fetches_nothing(issue: NewsletterIssue) -> None:
    """An HTML parser finds no mistake; every element has its own style; nothing leads to another
    place than it says."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(str(mail(issue)))
    assert parser.errors == []
    names = [found for found in tree.iter() if isinstance(found.tag, str)]
    assert not [
        found.tag
        for found in names
        if found.tag in ("img", "script", "link", "form", "svg", "iframe")
    ]
    assert "url(" not in str(mail(issue)) and "@import" not in str(mail(issue))
    assert [
        found.tag
        for found in tree.iter()
        if found.tag in ("p", "a", "h1", "h2", "h3", "span") and not found.get("style")
    ] == []
    assert {found.get("role") for found in tree.iter("table")} == {"presentation"}
    site = "https://example.org/"
    assert all(
        found.get("href").startswith(site)
        for found in tree.iter("a")
        if found.get("href") != UNSUBSCRIBE
    )
    assert [found.get("href") for found in tree.iter("a")].count(UNSUBSCRIBE) == 1
    assert (
        len(str(mail(issue)).encode()) < 100_000
    )  # above 102 kB, a large mail service cuts a letter off


def test_every_form_has_one_place_to_leave(issue: NewsletterIssue) -> None:
    """For the sending service to fill in."""
    assert (
        issue.markdown.count(UNSUBSCRIBE)
        == issue.plain_text.count(UNSUBSCRIBE)
        == str(mail(issue)).count(UNSUBSCRIBE)
        == 1
    )


def test_the_same_bytes(hub: Hub, issue: NewsletterIssue) -> None:
    """Of the same hub on the same day."""
    assert forms(draft(hub.public(), issue_contents(hub, NOTES))) == forms(issue)


def _said(hub: Hub, contents: IssueContents, text: str) -> NewsletterIssue:
    """An issue in which everything that somebody wrote is ``text``."""
    community = hub.community.model_copy(update={"name": text, "sample": text})
    words: dict[str, Any] = dict.fromkeys(("title", "summary", "why", "name", "headline"), text)

    def with_text(record: Any) -> Any:
        words["authors"] = [Guest.model_construct(guest=text)] if record.KIND == "post" else [text]
        return record.model_copy(
            update={name: words[name] for name in words.keys() & type(record).model_fields.keys()}
        )

    item = replace(contents.changed[1], event=with_text(contents.changed[1].event))
    member = with_text(contents.members[0])
    letter = replace(
        contents,
        changed=(item,),
        announced=(item, item.event),
        coming=(item,),
        closing=(replace(contents.closing[0], title=f"Last day: {text}", record=item.event),),
        posts=tuple(map(with_text, contents.posts)),
        members=(member,),
        asks=((member, contents.asks[0][1].model_copy(update={"note": text})),),
        resources=tuple(map(with_text, contents.resources)),
        thanks=(
            replace(
                contents.thanks[0], item=item, people=(member, Guest.model_construct(guest=text))
            ),
        ),
        corrections=(
            contents.corrections[0].model_copy(
                update={"wrong": text, "right": text, "where": text}
            ),
        ),
    )
    return draft(replace(hub.public(), community=community), letter, text)


@pytest.mark.parametrize("text", [*hostile.STRINGS, *hostile.BENIGN])
def test_hostile_words_stay_words(hub: Hub, contents: IssueContents, text: str) -> None:
    """In every place of every form."""
    issue = _said(hub, contents, text)
    tree = html5lib.parse(str(mail(issue)), namespaceHTMLElements=False)
    found = [node for node in tree.iter() if isinstance(node.tag, str)]
    assert {node.tag for node in found} <= TAGS
    assert not [name for node in found for name in node.attrib if name.startswith("on")]
    links = {node.get("href") for node in tree.iter("a")} - {UNSUBSCRIBE}
    assert all(link.startswith("https://example.org/") for link in links)
    marked = set(re.findall(r'href="([^"]*)"', str(markdown(issue.markdown)))) - {
        "%7B%7Bunsubscribe%7D%7D"
    }
    assert all(link.startswith(("https://example.org/", "mailto:")) for link in marked)
    assert len(issue.plain_text.splitlines()) == len(
        _said(hub, contents, "x").plain_text.splitlines()
    )


@pytest.mark.parametrize(
    "text",
    [
        "{{ subscriber.email }}",
        "*|EMAIL|*",
        "{% if x %}",
        "${x}",
        "<%= x %>",
        "%%email%%",
        "[[name]]",
        "{$name}",
        "{first_name}",
        "[email]",
        "[subscriber:email]",
        "%EMAIL%",
        "%recipient.email%",
        "-email-",
        "my -first_name- is",
        "$[FNAME|there]$",
        "@EMAIL@",
        "<<name>>",
        "|EMAIL|",
    ],
)
def test_a_sending_service_finds_nothing_to_fill_in(text: str) -> None:
    """In what contributors wrote; the words look the same."""
    assert harmless(text) != text and harmless(text).replace("\u2060", "") == text
    assert not re.search(r"\{\{|\{%|\$\{|\*\||<%|%%|\[\[|\{\$|\|\*|%>", harmless(text))
    usual = "a { b } [ ] 50 % of 5% * | $ 5, well-known, a@b, #1, on-line-free @ x"
    assert harmless(usual) == usual


def test_hostile_records_pass_through_harmless(hub: Hub, contents: IssueContents) -> None:
    """Fields of records, not only of drafts, are taken for what they are."""
    bad = "{{x}} <b>\u2028y"
    member: Member = hub.members["dee"].model_copy(update={"name": bad, "headline": bad})
    words = forms(draft(hub.public(), replace(contents, members=(member,))))
    assert "{{x}}" not in "".join(words.values()).replace(UNSUBSCRIBE, "")
    assert "<b>" not in words["html"] and "\u2028" not in words["plain"]


# -- the command -----------------------------------------------------------------------------------


def run(root: Path, *options: str) -> Any:
    return CliRunner().invoke(
        main, ["newsletter", "--folder", str(root), "--as-of", "2026-11-23", *options]
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return minimal_hub(tmp_path)


def test_an_issue_with_nothing_in_it_is_not_published(folder: Path) -> None:
    """Nor noted as sent in the same call."""
    done = run(folder, "--publish", "--sent", "--as-of", "2025-01-01")
    assert (
        done.exit_code == 1
        and "nothing was published" in done.output
        and not (folder / "private").exists()
    )


def test_an_issue_is_kept_published_and_noted(folder: Path) -> None:
    """In three forms, as a post that is right, and in the private folder with the comments that
    stood there."""
    notes = folder / "private" / "newsletters.yml"
    notes.parent.mkdir()
    notes.write_text("# on Mondays\n- number: 3\n  date: 2026-11-02  # the long one\n")
    done = run(folder, "--keep", "--publish", "--sent", "--opening", "Dear all <3")
    assert done.exit_code == 0, done.output
    assert {file.name for file in (folder / "reports").iterdir()} == {
        f"newsletter-4.{ending}" for ending in ("md", "html", "txt")
    }
    assert "Dear all &lt;3" in (folder / "reports" / "newsletter-4.html").read_text()
    hub, problems = load(folder)
    assert list(map(str, problems)) == []
    issue = hub.posts["2026-11-newsletter-4"]
    assert (issue.type, issue.date) == ("newsletter", DAY) and issue.body.startswith(
        "Dear all \\<3"
    )
    assert notes.read_text().startswith(
        "# on Mondays\n- number: 3\n  date: 2026-11-02  # the long one\n- number: 4\n"
        "  date: 2026-11-23\n"
    )
    assert read_notes(hub)[0].newsletters[-1].number == 4
    again = run(folder, "--sent")
    assert (
        again.exit_code == 1
        and "Newsletter 4 is noted as sent on 2026-11-23 already" in again.output
    )
    assert run(folder, "--publish").exit_code == 1


def test_the_next_issue_begins_where_the_last_ended(folder: Path) -> None:
    """And says so as data."""
    write(folder, {"private/newsletters.yml": "- {number: 4, date: 2026-11-23}\n"})
    done = CliRunner().invoke(
        main, ["newsletter", "--folder", str(folder), "--as-of", "2026-12-01", "--format", "json"]
    )
    assert (
        json.loads(done.output)["number"] == 5
        and "23 November" in json.loads(done.output)["opening"]
    )


def test_a_day_to_come_is_refused(folder: Path) -> None:
    """Nothing can be new since then."""
    done = run(folder, "--since", "2026-11-23")
    assert done.exit_code == 2 and "is not before" in done.output
    assert absolute(load(folder)[0], "") == "https://example.org/small/"
