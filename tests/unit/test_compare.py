"""compare: two states of a hub, and what is said of the difference."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cmarkgfm import github_flavored_markdown_to_html

import hubs
from hearth.review import change_words
from hearth.review.compare import Comparison, compare, read_side

Files = dict[str, str | bytes | None]
CALL = str(hubs.BASE["events/welcome-call.yml"])


def compared(
    tmp_path: Path, after: Files, before: Files | None = None, at: datetime | None = None
) -> Comparison:
    """What laying ``after`` over the small hub with ``before`` does to it."""
    old = hubs.minimal_hub(tmp_path / "old", before)
    new = hubs.minimal_hub(tmp_path / "new", {**(before or {}), **after})
    return compare(read_side(old, hubs.AS_OF), read_side(new, hubs.AS_OF), at)


def lines(found: Comparison) -> list[str]:
    """The report in the terminal, without its headings."""
    return [
        line.removeprefix("- ") for line in change_words.as_text(found).splitlines()[2:] if line
    ]


def said(found: Comparison) -> str:
    return change_words.as_text(found)


def test_nothing_is_said_plainly(tmp_path: Path) -> None:
    """A change that the hub does not show is told in one sentence."""
    assert lines(compared(tmp_path, {"README.md": "x"})) == [
        "Nothing that the hub shows changes. No problems."
    ]


def test_an_event_is_new(tmp_path: Path) -> None:
    """With its day and where it is."""
    day = (
        "title: Ambassadors' day\nsummary: For all.\nstart: 2026-12-12\nmode: hybrid\n"
        "venue: hall\nadded: 2026-11-20\n"
    )
    found = compared(tmp_path, {"events/day.yml": day})
    assert lines(found)[0] == "It adds 1 event. No problems."
    assert (
        "Adds the event Ambassadors' day (Sat 12 December 2026, in The Hall, Nairobi and online)"
        in lines(found)
    )


def test_people_who_are_new_are_one_line(tmp_path: Path) -> None:
    """However many they are, five are named."""
    new: Files = {f"members/p{n}.yml": f"name: Person {n}\njoined: 2026-11-20\n" for n in range(7)}
    assert (
        "7 people are new to the hub: Person 0, Person 1, Person 2, Person 3, Person 4 and 2 more"
        in lines(compared(tmp_path, new))
    )


def test_entries_of_blogs_are_told(tmp_path: Path) -> None:
    """Those that are new by their titles, of those that go only how many; of who is hidden none."""
    urls = {name: f"https://{name}.example.org/feed" for name in ("ada", "bo")}
    before: Files = {
        "members/ada.yml": f"name: Ada\njoined: 2026-01-05\nfeed: {urls['ada']}\n",
        "members/bo.yml": f"name: Bo\njoined: 2026-01-05\nvisible: hidden\nfeed: {urls['bo']}\n",
    }

    def kept(name: str, *days: int) -> Files:
        entries = ", ".join(
            f"{{title: T{day}, url: 'https://a.example.org/{day}', date: 2026-11-0{day}}}"
            for day in days
        )
        text = f"url: {urls[name]}\nentries: [{entries}]\n"
        return {f"content/planet/member-{name}.yml": text}

    after = {**kept("ada", 3, 2), **kept("bo", 9)}
    found = compared(tmp_path, after, {**before, **kept("ada", 2, 1)})
    assert (
        lines(found)[0] == "It adds 1 entry of a blog and removes 1 entry of a blog. No problems."
    )
    assert "Ada: T3" in lines(found) and "T9" not in change_words.as_json(found)


def test_a_start_is_told_before_and_after(tmp_path: Path) -> None:
    """The day is left away when it stays."""
    one = compared(tmp_path / "a", {"events/welcome-call.yml": CALL.replace("18:00", "19:00")})
    other = compared(
        tmp_path / "b", {"events/welcome-call.yml": CALL.replace("12-03T18:00", "12-04T18:00")}
    )
    assert "Changes the event Welcome call: start: 18:00 → 19:00" in lines(one)
    assert (
        "Changes the event Welcome call: start: Thu 3 December 2026, 18:00 → Fri 4 December "
        "2026, 18:00"
    ) in lines(other)
    assert "The calendar of 1 topic changes (Onboarding)" in lines(one)


def test_short_values_are_told_and_long_ones_are_named(tmp_path: Path) -> None:
    """Underscores are no words."""
    text = (
        CALL.replace("summary: Meet the circle.", f"summary: {'Meet the circle. ' * 8}")
        + "why_come: For cake\n"
    )
    assert "Changes the event Welcome call: summary; why come: nothing → For cake" in lines(
        compared(tmp_path, {"events/welcome-call.yml": text})
    )


def test_a_rule_is_told_in_words(tmp_path: Path) -> None:
    """And single dates are told as such."""
    weekly, biweekly = (
        CALL + "repeats: {rule: weekly}\n",
        CALL + "repeats: {rule: weekly, interval: 2}\n",
    )
    skipped = CALL + "repeats: {rule: weekly, skip: [2026-12-10]}\n"
    event = "events/welcome-call.yml"
    assert "repetition: every thursday → every two weeks on thursday" in said(
        compared(tmp_path / "a", {event: biweekly}, {event: weekly})
    )
    assert "single dates of the series" in said(
        compared(tmp_path / "b", {event: skipped}, {event: weekly})
    )


def test_of_people_only_fields_are_named(tmp_path: Path) -> None:
    """What they wrote stays on their page."""
    found = compared(
        tmp_path, {"members/bo.yml": "name: Bo Sample\njoined: 2026-02-10\nheadline: Secretary\n"}
    )
    assert "Changes the person Bo Sample: headline" in lines(found)
    assert "Secretary" not in said(found) + change_words.as_json(found)


@pytest.mark.parametrize(
    "form", [change_words.as_text, change_words.as_markdown, change_words.as_json]
)
def test_what_is_not_public_is_a_number(tmp_path: Path, form: object) -> None:
    """Hidden profiles, fields that are kept back or serve the work, and people who go are never
    named."""
    before: Files = {
        "members/secret.yml": "name: Zed Secret\njoined: 2026-01-01\nvisible: hidden\n",
        "members/part.yml": (
            "name: Yan Part\njoined: 2026-01-01\nnot_public: [headline]\nheadline: One\n"
        ),
        "members/shy.yml": "name: Xia Shy\njoined: 2026-01-01\n",
        "members/gone.yml": "name: Wim Gone\njoined: 2026-01-01\n",
    }
    after: Files = {
        "members/secret.yml": (
            "name: Zed Secret\njoined: 2026-01-01\nvisible: hidden\nheadline: Two\n"
        ),
        "members/part.yml": (
            "name: Yan Part\njoined: 2026-01-01\nnot_public: [headline]\nheadline: Quokka\n"
        ),
        "members/shy.yml": "name: Xia Shy\njoined: 2026-01-01\nvisible: members\n",
        "members/gone.yml": None,
        "members/new.yml": "name: Val New\njoined: 2026-11-01\nvisible: hidden\n",
        "members/cy.md": (
            "---\nname: Cy Model\njoined: 2026-03-15\nwelcomed: 2026-11-01\n---\n"
            "I keep the archive.\n"
        ),
    }
    found = compared(tmp_path, after, before)
    assert found.not_public == 5
    told = form(found)  # type: ignore[operator]
    for word in ("Secret", "secret", "Part", "Quokka", "Shy", "shy", "Gone", "gone", "Val", "Cy"):
        assert word not in told
    assert "5 records change in what is not public" in told


def test_problems_of_people_who_may_be_hidden_are_a_number(tmp_path: Path) -> None:
    """A file that cannot be read might say that it is not public; one that says nothing of it is
    named."""
    hidden = "name: Zed\njoined: soon\nvisible: hidden\n"
    found = compared(tmp_path / "a", {"members/zed.yml": hidden, "members/yan.yml": "name: [\n"})
    assert "zed" not in said(found).lower() and "yan" not in said(found)
    assert "2 problems in what may not be public: “hearth check” names it." in said(found)
    assert "members/new.yml:2:9" in said(
        compared(tmp_path / "b", {"members/new.yml": "name: New\njoined: soon\n"})
    )


@pytest.mark.parametrize("visible", ["visible: hidden", "not_public: [description]"])
def test_a_list_that_holds_what_is_not_public_is_a_number(tmp_path: Path, visible: str) -> None:
    """Though the record in it is wrong, and others in the list are known to all."""
    topics = (
        f"{hubs.BASE['content/topics.yml']}- id: merger\n  label: The merger\n"
        f"  description: Soon.\n  {visible}\n  added: Quokka\n"
    )
    found = compared(tmp_path / "a", {"content/topics.yml": topics})
    assert "quokka" not in said(found).lower() and "1 problem in what may not be public" in said(
        found
    )
    found = compared(
        tmp_path / "b", {"content/topics.yml": topics.replace(visible, "visible: public")}
    )
    assert "content/topics.yml:" in said(found)


def test_a_cure_names_nobody_who_is_hidden(tmp_path: Path) -> None:
    """Though the nearest id is theirs."""
    hidden: Files = {"members/zedekiah.yml": "name: Zed\njoined: 2026-01-01\nvisible: hidden\n"}
    found = compared(
        tmp_path, {"events/welcome-call.yml": CALL.replace("[ada]", "[zedekia]")}, hidden
    )
    assert "zedekia" not in change_words.as_markdown(found) + change_words.as_json(found)
    assert "1 problem in what may not be public" in said(found)


def test_problems_are_counted_and_placed(tmp_path: Path) -> None:
    """New ones first, and against what was there before."""
    old: Files = {
        "content/resources/bad.yml": "title: Bad\nurl: x\ntype: guide\nwhy: Y\nadded: 2026-11-01\n"
    }
    found = compared(
        tmp_path, {"events/welcome-call.yml": CALL.replace("onboarding", "onbording")}, old
    )
    assert "2 problems, 1 more than before. 1 reference leads nowhere." in lines(found)[0]
    placed = lines(found)[-2:]
    assert (
        placed[0].startswith("events/welcome-call.yml:8:10 new: topics[0]")
        and "as before" in placed[1]
    )


def test_a_record_with_a_problem_is_left_out_not_removed(tmp_path: Path) -> None:
    """And what refers to it is not said to have changed; when it is mended, that is said."""
    broken: Files = {"events/venues/hall.yml": "name: The Hall\ncity: Nairobi\ncountry: XX\n"}
    found = compared(tmp_path / "a", broken)
    assert [(change.what, change.record.id) for change in found.changes] == [("left out", "hall")]
    assert (
        "Leaves out the venue The Hall until the problem in events/venues/hall.yml is mended"
        in lines(found)
    )
    back = compared(
        tmp_path / "b", {"events/venues/hall.yml": str(hubs.BASE["events/venues/hall.yml"])}, broken
    )
    assert [(change.what, change.record.id) for change in back.changes] == [("mended", "hall")]


def test_a_renamed_event_is_named_as_such(tmp_path: Path) -> None:
    """With what it means for calendars, and for its address unless there is an alias."""
    path: Files = {"content/paths/first-month.yml": None}
    moved: Files = {
        "events/welcome-call.yml": None,
        "events/hello-call.yml": CALL.replace("18:00", "19:00"),
    }
    found = compared(tmp_path / "a", moved, path)
    assert [
        (change.what, change.before.id, change.record.id)
        for change in found.changes
        if change.before
    ] == [("renamed", "welcome-call", "hello-call")]
    assert "identity in calendars" in said(found) and "“aliases: [welcome-call]”" in said(found)
    assert "start: 18:00 → 19:00" in said(found)
    named = {
        **moved,
        "events/hello-call.yml": CALL.replace("Welcome", "Hello") + "aliases: [welcome-call]\n",
    }
    assert "identity in calendars" in said(kept := compared(tmp_path / "b", named, path))
    assert "old address" not in said(kept)


def test_an_event_that_goes_could_be_cancelled(tmp_path: Path) -> None:
    """A coming event that is deleted is worth a word."""
    found = compared(tmp_path, {"events/evening.yml": None})
    assert any(
        "An event goes without a word: An evening in the hall" in line for line in lines(found)
    )
    assert any(
        line.startswith("Removes the event An evening in the hall (Thu 10 December 2026")
        for line in lines(found)
    )


def test_a_late_change_is_told_in_hours(tmp_path: Path) -> None:
    """Counted from the change; what starts later than a day after it is in time."""
    moved: Files = {"events/welcome-call.yml": CALL.replace("18:00", "19:00")}
    late = compared(tmp_path / "a", moved, at=datetime(2026, 12, 2, 22, 0, tzinfo=UTC))
    assert (
        "A late change: Welcome call starts in 20 hours (Thu 3 December 2026, 19:00–20:00 Berlin)."
        in said(late)
    )
    early = compared(tmp_path / "b", moved, at=datetime(2026, 12, 2, 17, 0, tzinfo=UTC))
    assert "late change" not in said(early)


def test_a_late_change_is_about_dates(tmp_path: Path) -> None:
    """Not about other words of the event, and not about a later date of its series."""
    at = datetime(2026, 12, 3, 12, 0, tzinfo=UTC)
    event = "events/welcome-call.yml"
    assert not compared(tmp_path / "a", {event: CALL.replace("Meet", "See")}, at=at).late
    weekly, skipped = (
        CALL + "repeats: {rule: weekly}\n",
        CALL + "repeats: {rule: weekly, skip: [2026-12-17]}\n",
    )
    assert not compared(tmp_path / "b", {event: skipped}, {event: weekly}, at).late


def test_without_the_instant_the_day_tells(tmp_path: Path) -> None:
    """What starts today or tomorrow is late; what was called off was to start."""
    soon = CALL.replace("2026-12-03T18:00", "2026-11-24T18:00")
    found = compared(
        tmp_path,
        {"events/welcome-call.yml": soon + "status: cancelled\n"},
        {"events/welcome-call.yml": soon},
    )
    assert "Welcome call was to start tomorrow (Tue 24 November 2026" in said(found)


def test_far_from_greenwich_the_day_is_its_own(tmp_path: Path) -> None:
    """What starts tomorrow in UTC and the day after where it happens is in two days."""
    soon = CALL.replace("2026-12-03T18:00", "2026-11-25T08:00").replace(
        "Europe/Berlin", "Pacific/Auckland"
    )
    assert "Welcome call starts in 2 days (Wed 25 November 2026" in said(
        compared(tmp_path, {"events/welcome-call.yml": soon})
    )


def test_a_folder_that_is_renamed(tmp_path: Path) -> None:
    """Each record is found again under its new name."""
    resource = "title: R{}\nurl: https://example.org/{}\ntype: guide\nwhy: Y\nadded: 2026-11-01\n"
    old: Files = {f"content/resources/a{n}.yml": resource.format(n, n) for n in range(300)}
    new: Files = dict.fromkeys(old)
    new |= {path.replace("/a", "/b"): text for path, text in old.items()}
    base, head = (
        hubs.minimal_hub(tmp_path / "old", old),
        hubs.minimal_hub(tmp_path / "new", {**new}),
    )
    found = compare(read_side(base, hubs.AS_OF), read_side(head, hubs.AS_OF))
    pairs = [
        (change.before.id[1:], change.record.id[1:]) for change in found.changes if change.before
    ]
    assert len(pairs) == 300 and all(one == other for one, other in pairs)
    assert {change.what for change in found.changes} == {"renamed"}


def test_pages_settings_and_the_community(tmp_path: Path) -> None:
    """What is no record is told too, and a new address of the site with what it does."""
    config = hubs.CONFIG.format(hook="x", settings="page_size: 20", theme="").replace(
        "org/small/\n", "org/large/\n", 1
    )
    community = str(hubs.BASE["content/community.yml"]).replace("Good company", "Fine company")
    found = compared(
        tmp_path,
        {
            "mkdocs.yml": config,
            "content/about.md": "# About us\n",
            "content/community.yml": community,
        },
    )
    text = said(found)
    assert "Changes the page About us" in text
    assert "Changes the settings: site url, namespace, page size" in text
    assert (
        "Changes the description of the community: headline: Good company for a test → Fine company"
        in text
    )
    assert "subscribers would see all of it twice" in text


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """Nobody is called by a comment, nothing is linked, drawn or run, and no line is added to
    it."""
    title = (
        "@team #1 <img src=x onerror=a> **b** [c](https://e.vil) ![d](https://e.vil/x) `e` | "
        "www.e.vil ~~f~~"
    )
    event = (
        f"title: '{title}'\nsummary: x\nstart: 2026-12-12\nmode: online\nadded: 2026-11-20\n"
        "topics: ['@all #2']\n"
    )
    good = event.replace("topics: ['@all #2']\n", "")
    found = compared(
        tmp_path,
        {
            "events/bad.yml": event,
            "events/good.yml": good,
            "members/m.yml": f"name: '{title}'\njoined: 2026-11-20\n",
        },
    )
    text = change_words.as_markdown(found)
    html = github_flavored_markdown_to_html(text)
    for sign in ("<a ", "<img", "<code", "<del", "<table"):
        assert sign not in html
    assert "@team" not in html and "@all" not in html and "#1" not in html and "#2" not in html
    assert html.count("<h2>") == 1 and html.count("<h3>") == 2


def test_a_long_report_ends(tmp_path: Path) -> None:
    """About forty lines, and the number of the rest."""
    new: Files = {
        f"content/resources/r{n}.yml": (
            f"title: R{n}\nurl: https://example.org/{n}\ntype: guide\nwhy: Y\nadded: 2026-11-01\n"
        )
        for n in range(60)
    }
    text = said(compared(tmp_path, new))
    assert len(text.splitlines()) < 45 and "- and 38 more" in text


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    """The same two states give the same words."""
    after: Files = {
        "members/zoe.yml": "name: Zoe\njoined: 2026-11-01\n",
        "members/abe.yml": "name: Abe\njoined: 2026-11-01\n",
    }
    one, other = (
        compared(tmp_path / "a", after),
        compared(tmp_path / "b", dict(reversed(after.items()))),
    )
    assert change_words.as_json(one) == change_words.as_json(other)
    assert change_words.as_markdown(one) == change_words.as_markdown(other)


def test_the_data_says_the_same(tmp_path: Path) -> None:
    """As JSON the fields stand apart."""
    told = json.loads(
        change_words.as_json(
            compared(tmp_path, {"events/welcome-call.yml": CALL.replace("18:00", "19:00")})
        )
    )
    assert told["changes"] == [
        {
            "what": "changed",
            "kind": "event",
            "id": "welcome-call",
            "was": "welcome-call",
            "title": "Welcome call",
            "fields": [
                {
                    "field": "start",
                    "before": "Thu 3 December 2026, 18:00",
                    "after": "Thu 3 December 2026, 19:00",
                }
            ],
        }
    ]
    assert told["problems"]["errors"] == 0 and told["calendars"] == {
        "topic": ["onboarding"],
        "group": [],
    }
