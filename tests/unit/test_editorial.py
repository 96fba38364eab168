"""The editorial calendar: what is late, due and missing; each line says what clears it, and doing
that clears it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import hostile
from hearth.cli.main import main
from hearth.manage.desk.editorial import EditorialCalendar, calendar
from hearth.manage.private import Notes
from hearth.manage.private.notes import Issue, Plan
from hearth.model.hub import Hub
from hearth.papers import editorial
from hubs import load, minimal_hub, small_hub

DAY = date(2026, 11, 23)


def event(title: str, start: str, more: str = "") -> str:
    return (
        f"title: {title}\nsummary: A meeting.\nstart: {start}\ntimezone: Europe/Berlin\n"
        f"mode: online\nhosts: [ada]\nadded: 2026-01-01\n{more}"
    )


def post(day: str, kind: str, more: str = "") -> str:
    return f"---\ntitle: Words\ndate: {day}\ntype: {kind}\n{more}---\nSome words.\n"


FILES: dict[str, str | bytes | None] = {
    "events/welcome-call.yml": None,
    "events/evening.yml": None,
    "content/news/hello.md": None,
    "content/paths/first-month.yml": None,
    "events/near.yml": event("Near", "2026-12-05T18:00"),
    "events/far.yml": event("Far", "2027-02-05T18:00"),
    "events/off.yml": event("Off", "2026-12-05T18:00", "status: cancelled\n"),
    "events/hidden.yml": event("Hidden", "2026-12-05T18:00", "visible: hidden\n"),
    "events/weekly.yml": event("Weekly", "2026-11-25T18:00", "repeats: {rule: weekly}\n"),
    "events/untold.yml": event("Untold", "2026-11-02T18:00"),
    "events/told.yml": event("Told", "2026-11-03T18:00"),
    "events/long-ago.yml": event("Long ago", "2026-08-03T18:00"),
    "content/news/recap.md": post("2026-11-05", "recap", "about: {events: [told]}\n"),
    "content/news/story.md": post("2026-09-05", "story"),
    "content/news/first.md": post("2026-07-20", "news"),
    "content/news/prompt.md": post("2026-10-01", "prompt"),
}


def plan(due: str, what: str = "A word", **more: object) -> Plan:
    return Plan.model_validate({"due": due, "what": what, "where": "forum", **more})


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    return small_hub(tmp_path_factory.mktemp("hub"), FILES, DAY)


def of(hub: Hub, *plans: Plan, issues: tuple[str, ...] = ()) -> EditorialCalendar:
    sent = tuple(
        Issue(number=number, date=date.fromisoformat(day)) for number, day in enumerate(issues, 1)
    )
    return calendar(hub, Notes(plans=plans, newsletters=sent))


def titles(items: object) -> list[str]:
    return [item.title for item in items]  # type: ignore[attr-defined]


def test_plans_stand_in_order_of_their_days(hub: Hub) -> None:
    """Each with its number in the file; what was told long ago is left out."""
    found = of(
        hub,
        plan("2026-12-20"),
        plan("2026-11-23"),
        plan("2026-11-01"),
        plan("2026-10-01"),
        plan("2026-11-01", done="2026-11-02"),
        plan("2026-11-01", done="2026-10-02"),
        plan("2026-12-07"),
        plan("2026-12-08"),
    )
    numbers = {
        name: [entry.number for entry in getattr(found, name)]
        for name in ("late", "soon", "later", "done")
    }
    assert numbers == {"late": [4, 3], "soon": [2, 7], "later": [8, 1], "done": [5]}


def test_what_a_plan_leaves_open_is_named(hub: Hub) -> None:
    """Who, for whom, why and how."""
    bare, whole = of(
        hub, plan("2026-11-25"), plan("2026-11-26", who="ada", audience="All", why="So", how="Text")
    ).soon
    assert bare.missing == ("who", "audience", "why", "how") and whole.missing == ()


def test_an_event_nobody_tells_of(hub: Hub) -> None:
    """Within six weeks, public, not off; a plan that names it, or says its title, clears it."""
    assert titles(of(hub).unannounced) == ["Weekly", "Near"]
    assert titles(of(hub, plan("2026-11-24", event="near")).unannounced) == ["Weekly"]
    assert titles(of(hub, plan("2026-11-24", "Come NEAR", done="2026-11-24")).unannounced) == [
        "Weekly"
    ]
    assert titles(of(hub, plan("2026-12-06", event="near")).unannounced) == ["Weekly", "Near"], (
        "after the event is too late"
    )


def test_a_series_is_announced_for_its_next_date(hub: Hub) -> None:
    """A plan of last spring does not announce today's."""
    assert titles(of(hub, plan("2026-05-01", event="weekly")).unannounced) == ["Weekly", "Near"]
    assert titles(of(hub, plan("2026-11-20", event="weekly")).unannounced) == ["Near"]


def test_what_has_no_recap(hub: Hub) -> None:
    """Of the last two months."""
    assert titles(of(hub).without_recap) == ["Untold"]


@pytest.mark.parametrize(
    ("issues", "due"),
    [
        ((), None),
        (("2026-11-03",), "quiet"),
        (("2026-11-02",), date(2026, 11, 30)),
        (("2026-10-20", "2026-09-01"), date(2026, 11, 17)),
        (("2026-10-20", "2026-12-01"), date(2026, 11, 17)),
    ],
)
def test_when_the_newsletter_is_due(
    hub: Hub, issues: tuple[str, ...], due: date | str | None
) -> None:
    """28 days after the last, unless the setting says otherwise; it is said a week ahead."""
    newsletter = of(hub, issues=issues).newsletter
    assert ("quiet" if newsletter is None else newsletter.due) == due


def test_a_community_without_a_newsletter(hub: Hub) -> None:
    """Is not reminded of one."""
    silent = replace(hub, settings=hub.settings.model_copy(update={"newsletter_days": 0}))
    assert of(silent).newsletter is None and of(silent, issues=("2026-01-01",)).newsletter is None


def test_a_month_without_a_question_or_a_story(hub: Hub) -> None:
    """Only whole months count, and only since there are posts."""
    found = of(hub)
    assert found.no_prompt and found.prompt == date(2026, 10, 1)
    assert found.months == (date(2026, 10, 1), date(2026, 8, 1), date(2026, 7, 1))
    earlier = calendar(replace(hub, as_of=date(2026, 10, 20)), Notes())
    assert not earlier.no_prompt and earlier.months == (date(2026, 8, 1), date(2026, 7, 1))


def test_every_line_says_what_clears_it(hub: Hub) -> None:
    """And a page without any says so."""
    words = editorial.paper(hub, of(hub, plan("2026-11-20", event="near", who="ada"))).markdown
    lines = [line for line in words.splitlines() if line.startswith("- ")]
    assert len(lines) == 6 and all("`hearth " in line for line in lines)
    assert (
        "- [ ] **A word: Near**, Friday 20 November, forum, by Ada Example. **Missing:** for "
        "whom, why and how."
    ) in words
    assert "event weekly --due 2026-11-23 --where CHANNEL" in words
    empty = EditorialCalendar((), (), (), (), (), (), None, None, False, ())
    assert "Nothing is planned, and nothing is missing." in editorial.paper(hub, empty).plain_text


@pytest.mark.parametrize("text", [*hostile.STRINGS, *hostile.BENIGN])
def test_hostile_words_stay_words(hub: Hub, text: str) -> None:
    """Whatever a plan says."""
    note = plan("2026-11-25").model_copy(
        update={"what": text, "where": text, "audience": text, "why": text, "how": text}
    )
    hostile.assert_only(
        str(editorial.paper(hub, of(hub, note)).html), "ul li strong code footer label input span"
    )


def run(root: Path, *options: str) -> Result:
    return CliRunner().invoke(
        main, ["plan", "--folder", str(root), "--as-of", "2026-11-23", *options]
    )


def test_the_command_notes_plans(tmp_path: Path) -> None:
    """Adding one clears the gap; telling it moves it; what is wrong is refused and nothing is
    written."""
    root = minimal_hub(tmp_path)
    before = json.loads(run(root, "--format", "json").output)
    assert [gap["event"] for gap in before["unannounced"]] == ["welcome-call", "evening"]
    assert (
        run(
            root,
            "--add",
            "Invitation",
            "--event",
            "evening",
            "--due",
            "2026-11-24",
            "--where",
            "chat",
        ).exit_code
        == 0
    )
    found = json.loads(run(root, "--format", "json").output)
    assert [gap["event"] for gap in found["unannounced"]] == ["welcome-call"]
    assert found["soon"] == [
        {
            "number": 1,
            "due": "2026-11-24",
            "what": "Invitation",
            "where": "chat",
            "event": "evening",
            "missing": ["who", "audience", "why", "how"],
        }
    ]
    assert "noted as told" in run(root, "--done", "1").output
    assert json.loads(run(root, "--format", "json").output)["done"][0]["done"] == "2026-11-23"
    text = (root / "private/plans.yml").read_text()
    for wrong, said in (
        (("--done", "1"), "says done already"),
        (("--done", "2"), "has no note 2"),
        (
            ("--add", "X", "--due", "2026-11-24", "--where", "chat", "--who", "adda"),
            'Did you mean "ada"?',
        ),
        (("--add", "X"), "due: is missing"),
        (("--why", "X"), "--why goes with --add"),
    ):
        done = run(root, *wrong)
        assert done.exit_code in (1, 2) and said in done.output, done.output
    assert (root / "private/plans.yml").read_text() == text
    (root / "private/plans.yml").write_text(text + "- what: no day\n")
    assert "not numbered rightly" in run(root, "--done", "1").output


def test_nothing_of_the_plans_is_public(tmp_path: Path) -> None:
    """The hub that the site is made of does not know of them."""
    root = minimal_hub(
        tmp_path, {"private/plans.yml": "- {due: 2026-11-25, what: Canary, where: forum}\n"}
    )
    hub, problems = load(root)
    assert list(problems) == [] and "Canary" not in repr(hub) and "Canary" in run(root).output
