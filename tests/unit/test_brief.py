"""brief: one case for every line it can have; those lines are told and no others, and doing what a
line says takes it away."""

from __future__ import annotations

import json
import shlex
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import hubs
from hearth.cli.main import main
from hearth.manage.desk.brief import ORDER, PARTS, ROLES, Brief, BriefItem, brief
from hearth.manage.desk.brief.base import typed
from hearth.manage.figures import MetricContext
from hearth.manage.private import read_notes

Files = dict[str, str | bytes | None]
ATTENDED = "outcomes: {attended: {online: 9}, recap: told%s}\n"
EVENT = (
    "title: %s\nsummary: One of ours.\nstart: %sT18:00\nduration: 60\ntimezone: Europe/Berlin\n"
    "mode: online\nadded: 2026-01-01\nhosts: [%s]\n"
)

FILES: Files = {
    **dict.fromkeys(("content/paths/first-month.yml", "content/news/hello.md", "members/cy.md")),
    "content/community.yml": hubs.BASE["content/community.yml"]
    + """\
goals: [{title: Two hundred of us, metric: members, target: 200, by: 2027-06-30}]
team:
  - {member: ada, role: Manager, hat: manager, until: 2027-01-15, deputy: bo}
  - {member: bo, role: Administrator, hat: administrator}
  - {member: cy, role: Archivist, since: 2026-02-01, until: 2026-09-30, deputy: ada}
""",  # type: ignore[operator]
    # People: a newcomer, one of two years, one gone quiet, two to thank for an event and one for a
    # resource, one who asks.
    "members/cy.yml": (
        "name: Cy Model\njoined: 2026-03-15\nasks:\n  - topic: events-craft\n"
        "    since: 2026-10-01\n"
    ),
    "members/dee.yml": "name: Dee New\njoined: 2026-11-12\n",
    "members/eve.yml": "name: Eve Years\njoined: 2024-11-26\nreviewed: 2026-10-01\n",
    "members/fay.yml": "name: Fay Quiet\njoined: 2026-02-01\n",
    "members/gus.yml": "name: Gus Speaks\njoined: 2026-01-10\n",
    "members/hal.yml": (
        "name: Hal Helps\njoined: 2026-02-02\n"
        "offers: [{topic: events-craft}, {topic: onboarding}]\n"
    ),
    "members/ivy.yml": (
        "name: Ivy Hosts\njoined: 2026-02-03\ntopics: [events-craft, metrics, onboarding]\n"
    ),
    "members/jon.yml": (
        "name: Jon Reads\njoined: 2026-02-04\ntopics: [events-craft, metrics, onboarding]\n"
    ),
    **{
        f"content/news/told{n}.md": (
            f"---\ntitle: Told {n}\ndate: 2026-0{n}-01\nauthors: [fay]\n---\nIt was good.\n"
        )
        for n in (4, 5, 6)
    },
    "members/kim.yml": (
        "name: Kim Seeks\njoined: 2026-02-05\nopen_to: [introductions]\n"
        "mentoring: {seeks: [care]}\n"
    ),
    "members/lou.yml": (
        "name: Lou Mentors\njoined: 2026-02-06\nopen_to: [introductions]\n"
        "mentoring: {offers: [care]}\n"
    ),
    "content/topics.yml": hubs.BASE["content/topics.yml"]
    + "- {id: care, label: Care, description: Looking after people.}\n",  # type: ignore[operator]
    # Events to come: one without an agenda, one that lacks nothing yet.
    "events/welcome-call.yml": EVENT % ("Welcome call", "2026-12-03", "ada")
    + """\
topics: [metrics, onboarding]
online: {platform: Jitsi}
registration: {url: 'https://example.org/in'}
roles: {care_contact: ada, facilitator: bo}
access: {captions: 'yes'}
""",
    "events/evening.yml": """\
title: An evening in the hall
summary: Food and questions.
start: 2026-12-10T19:00
mode: in-person
venue: hall
hosts: [ada]
registration: {url: 'https://example.org/in'}
roles: {care_contact: ada, facilitator: bo}
access: {step_free: 'yes'}
""",
    # Events that are over: each was left without one thing.
    "events/talk.yml": EVENT % ("A talk", "2026-11-20", "ada") + "speakers: [gus]\n",
    "events/round.yml": EVENT % ("A round", "2026-11-12", "ivy")
    + "outcomes: {attended: {online: 9}}\n",
    "events/thankless.yml": EVENT % ("A thankless one", "2026-10-20", "hal") + ATTENDED % 4,
    "events/bare.yml": EVENT % ("A bare one", "2026-10-10", "ada")
    + "speakers: [cy]\n"
    + ATTENDED % 5,
    # The library: one thing recommended lately, two to check again.
    "content/resources/canvas.yml": hubs.BASE["content/resources/canvas.yml"].replace(
        "[metrics]", "[metrics, events-craft]"
    ),  # type: ignore[union-attr, arg-type]
    "content/resources/find.yml": (
        "title: A find\nurl: https://example.org/find\ntype: guide\nwhy: It helps.\n"
        "added: 2026-11-18\ncurator: jon\n"
    ),
    "content/resources/old.yml": (
        "title: An old text\nurl: https://example.org/old\ntype: guide\nwhy: It helps.\n"
        "added: 2026-01-01\n"
    ),
    "content/resources/timed.yml": (
        "title: A timed text\nurl: https://example.org/timed\ntype: guide\nwhy: It helps.\n"
        "added: 2026-10-01\nreview_after: 2026-11-01\n"
    ),
    "content/groups/crew.yml": (
        "name: Welcome crew\npurpose: Welcome.\n"
        "leads: [{member: ada, since: 2026-10-01, until: 2026-12-31}]\n"
    ),
    "content/groups/asleep.yml": "name: Asleep\npurpose: Rest.\nadded: 2026-01-01\n",
    "content/groups/paired.yml": (
        "name: Paired\ntype: programme\npurpose: To learn.\nlast_activity: 2026-11-01\n"
        "call: {closes: 2026-12-20}\nmembers:\n"
        "  - {member: eve, until: 2026-12-10}\n"
    ),
    "private/stakeholders.yml": (
        "- {role: Head of marketing, name: Dana, cares: Reach., every: 30, figures: [speakers]}\n"
        "- {role: Works council, id: council, cares: Nobody is measured., every: 90}\n"
    ),
    "private/told.yml": (
        "- {date: 2026-10-01, stakeholder: head of Marketing, what: A quarter}\n"
        "- {date: 2026-09-01, stakeholder: council, what: The rules}\n"
    ),
    "private/checklists.yml": "- {new_as: person, within: 20, steps: [Say hello]}\n",
    "private/cases/2026-1.yml": "received: 2026-11-22\nmay_see: [ada]\nwhat: A remark.\n",
    "private/thanks.yml": "- {date: 2026-10-12, to: cy, reason: A talk}\n",
    "private/people.yml": "- {member: gus, note: Likes tea.}\n",
    "private/applications.yml": (
        "- {programme: paired, name: Ida Near, received: 2026-11-20}\n"
        "- {programme: paired, name: Zoë Far, received: 2025-09-01, decision: withdrawn, "
        "decided: 2025-10-01}\n"
        "- {programme: paired, member: gus, received: 2026-10-01, decision: declined, "
        "decided: 2026-11-10}\n"
    ),
    "private/commitments.yml": (
        "- {member: bo, programme: paired, what: A talk, since: 2026-10-01, due: 2026-11-20}\n"
        "- {member: bo, programme: paired, what: A map, since: 2026-10-01, due: 2026-12-20}\n"
    ),
    "private/mentoring.yml": (
        "- mentor: ada\n  mentee: hal\n  since: 2026-07-01\n  until: 2026-12-10\n- mentor: bo\n"
        "  mentee: cy\n  since: 2026-02-01\n"
    ),
    "private/introductions.yml": (
        "- people: [eve, jon]\n  suggested: 2026-10-01\n  approved: 2026-10-03\n"
    ),
    "private/plans.yml": "- due: 2026-11-28\n  what: The call for talks\n  where: the list\n",
    "private/insights.yml": (
        "- insight: Newcomers do not know whom to ask\n  date: 2026-10-01\n  owner: ada\n"
        "  due: 2026-11-20\n- insight: Evenings are too late for some\n  date: 2026-10-02\n"
    ),
    "private/experiments.yml": (
        "- title: A shorter call\n  started: 2026-10-01\n  due: 2026-11-23\n"
    ),
}

LINES: dict[tuple[str, str, str], Files | None] = {
    ("welcome", "Dee New", "came on 12 November, without a buddy"): None,
    ("settle-in", "Dee New", "new since 12 November, next: Say hello (0 of 1 done)"): None,
    ("thank", "Gus Speaks", "spoke for the first time at A talk"): None,
    ("thank", "Ivy Hosts", "hosted A round"): None,
    ("thank", "Jon Reads", "recommended A find"): None,
    ("anniversaries", "Eve Years", "has been here for 2 years on 26 November"): None,
    ("check-in", "Fay Quiet", "did 3 things in a year and nothing since 1 June"): None,
    (
        "introduce",
        "Kim Seeks and Lou Mentors",
        (
            "Kim Seeks looks for a mentor on Care; Lou Mentors would mentor on it. Both speak "
            "English; Kim Seeks and Lou Mentors named no language, so the hub's is taken"
        ),
    ): None,
    (
        "introduce",
        "Eve Years and Jon Reads",
        "approved, and not everybody has agreed, since 3 October",
    ): None,
    ("asks", "Cy Model", "asks about Events since 1 October – could help: Hal Helps"): None,
    (
        "cases",
        "Case 2026-1",
        "is due on 24 November: the answer to whoever reported it (Ada Example may open it)",
    ): None,
    ("events", "Welcome call", "Thu 3 December, in 10 days, lacks agenda"): {
        "events/welcome-call.yml": FILES["events/welcome-call.yml"] + "agenda: [{title: Hello}]\n"
    },  # type: ignore[operator]
    ("wrap-up", "A talk", "3 days ago, lacks attendance"): None,
    ("wrap-up", "A round", "11 days ago, lacks recap"): {
        "events/round.yml": FILES["events/round.yml"].replace("9}", "9}, recap: told6")
    },  # type: ignore[union-attr, arg-type]
    ("wrap-up", "A thankless one", "34 days ago, lacks thanks"): None,
    ("wrap-up", "A bare one", "44 days ago, lacks material"): {
        "events/bare.yml": FILES["events/bare.yml"].replace(
            "told5", "told5, notes: 'https://example.org/n'"
        )
    },  # type: ignore[union-attr, arg-type]
    ("spotlight", "Gus Speaks", "has never been featured"): None,
    ("mentoring", "Ada Example and Hal Helps", "end on 10 December: does it go on?"): None,
    ("mentoring", "Bo Sample and Cy Model", "have met since 1 February: does it go on?"): None,
    ("mentoring", "Paired", "terms: Eve Years until 10 December. Who goes on?"): {
        "content/groups/paired.yml": FILES["content/groups/paired.yml"].replace(
            "2026-12-10", "2027-12-10"
        )
    },  # type: ignore[union-attr, arg-type]
    (
        "applications",
        "Ida Near",
        "Paired, applied on 20 November: waits for word that it has arrived",
    ): None,
    (
        "applications",
        "Zoë Far",
        "Paired, applied on 1 September 2025: need not be kept any longer",
    ): (None),
    (
        "applications",
        "Gus Speaks",
        "Paired, applied on 1 October: waits to hear what was decided",
    ): None,
    ("commitments", "Bo Sample", "“A talk” (Paired) was due on 20 November"): None,
    ("gaps", "Onboarding", "3 members want it; it lacks a resource that was checked lately"): {
        "content/resources/find.yml": FILES["content/resources/find.yml"] + "topics: [onboarding]\n"
    },  # type: ignore[operator]
    ("gaps", "Events", "3 members want it, 1 of them asked; it lacks an event"): {
        "events/evening.yml": FILES["events/evening.yml"] + "topics: [events-craft]\n"
    },  # type: ignore[operator]
    ("gaps", "Metrics", "2 members want it; it lacks somebody who offers help"): {
        "members/gus.yml": FILES["members/gus.yml"] + "offers: [{topic: metrics}]\n"
    },  # type: ignore[operator]
    (
        "plans",
        "The call for talks",
        "for the list, is due on 28 November, nobody is named to write it",
    ): None,
    ("newsletter", "Issue 1", "no issue is noted yet"): None,
    ("stale", "Asleep", "no sign of life since 1 January"): None,
    ("stale", "An old text", "was to be checked on 30 June"): None,
    ("stale", "Lantern Foundation", "profile last looked at on 1 November 2025"): None,
    ("stale", "A timed text", "was to be checked on 1 November"): None,
    (
        "stakeholders",
        "Head of marketing (Dana)",
        "was told something last on 1 October, and wants to hear every 30 days",
    ): None,
    ("goals", "Two hundred of us", "12 of 200 people by 30 June 2027: behind"): {
        "content/community.yml": FILES["content/community.yml"].replace("target: 200", "target: 5")
    },  # type: ignore[union-attr, arg-type]
    (
        "insights",
        "Newcomers do not know whom to ask",
        "was due on 20 November; Ada Example has it",
    ): None,
    (
        "insights",
        "Evenings are too late for some",
        "learned on 2 October, has no day; nobody has taken it on",
    ): None,
    ("experiments", "A shorter call", "is due today"): None,
    ("roles", "Manager", "Ada Example's term ends on 15 January"): None,
    ("roles", "Administrator", "nobody stands in for Bo Sample"): None,
    ("roles", "Archivist", "nobody since 30 September"): {
        "content/community.yml": FILES["content/community.yml"]
        + "  - {member: eve, role: Archivist, deputy: ada}\n"
    },  # type: ignore[operator]
    ("roles", "Welcome crew", "Ada Example leads it until 31 December"): None,
    ("safety", "Reports", "nobody can see where to report something"): None,
    ("safety", "Answers", "nobody can see how soon a report is answered"): None,
    ("safety", "Moderator", "nobody in the team is one"): {
        "content/community.yml": FILES["content/community.yml"]
        + "  - {member: eve, role: Moderator, hat: moderator, deputy: ada}\n"
    },  # type: ignore[operator]
    ("safety", "Moderation in 2025", "is not counted yet; nought is a number too"): None,
}
"""Every line: its part, its name, its words; and what is done about it where that is more than
writing what it says."""


def made(root: Path) -> Brief:
    hub, problems = hubs.load(root, history={})
    notes, wrong = read_notes(hub)
    assert [*map(str, problems.errors), *map(str, wrong)] == []
    return brief(MetricContext.of(hub, notes))


def told(one: Brief) -> dict[tuple[str, str, str], BriefItem]:
    return {
        (part.about.id, line.name, line.text): line for part in one.parts for line in part.lines
    }


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub with one case for each line."""
    return hubs.minimal_hub(tmp_path_factory.mktemp("brief"), FILES)


@pytest.fixture(scope="module")
def whole(root: Path) -> Brief:
    return made(root)


def test_exactly_these_lines(whole: Brief) -> None:
    """One for each case, in the order of the parts; nothing more."""
    assert list(told(whole)) == list(LINES)
    assert [part.about.id for part in whole.parts] == list(ORDER) and set(ORDER) == set(PARTS)
    assert whole.quiet == () and whole.waiting == len(LINES)


SAID = {"NUMBER": "0", "ID": "ada", "WORDS": "It was liked", "URL": "https://example.org/report"}
"""What is said in the places of a command that are left open."""


def do(root: Path, line: BriefItem) -> None:
    """What a line says: type its command."""
    words = [
        f"{name}={SAID.get(value, value)}" if sign else name
        for name, sign, value in (
            word.partition("=") for word in shlex.split(line.cure.command)[1:]
        )
    ]
    done = CliRunner().invoke(main, [*words, "--folder", str(root), "--as-of", "2026-11-23"])
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("case", LINES, ids=lambda case: f"{case[0]}: {case[1]}")
def test_what_clears_a_line_clears_it(root: Path, whole: Brief, case: tuple[str, str, str]) -> None:
    """Done what it says, the line is gone, and every other one is there as before."""
    line, by_hand = told(whole)[case], LINES[case]
    assert line.cure.command or (line.cure.file and line.cure.do)
    try:
        if by_hand:
            assert line.cure.file in (*by_hand, "members/", "")
            hubs.write(root, by_hand)
        else:
            do(root, line)
        left = told(made(root))
    finally:
        notes = {file.relative_to(root).as_posix() for file in (root / "private").rglob("*.yml")}
        paths = {*notes, *(by_hand or ()), line.cure.file} - {"members/", ""}
        hubs.write(root, {path: FILES.get(path, hubs.BASE.get(path)) for path in paths})
    assert sorted(left) == sorted(other for other in LINES if other != case)


def test_every_command_that_is_named_is_there(whole: Brief) -> None:
    """With the options it is named with."""
    cures = [line.cure for line in told(whole).values()]
    for words in filter(None, (*(cure.command for cure in cures), *(cure.see for cure in cures))):
        program, name, *rest = shlex.split(words)
        params = main.get_command(click.Context(main), name).params
        options = {option for parameter in params for option in parameter.opts}
        assert program == "hearth" and {word for word in rest if word.startswith("--")} <= options


def test_what_is_alike_is_one_thing(tmp_path: Path) -> None:
    """With what tells them all, one by one."""
    files: Files = {
        f"members/new{n}.yml": f"name: New {n}\njoined: 2026-11-{10 + n}\n" for n in range(1, 10)
    }
    hubs.minimal_hub(tmp_path, files)
    done = run(tmp_path, "--role", "moderator")
    assert "Welcome (9) – New 1, New 2, New 3 and 6 more" in " ".join(done.stdout.split())
    assert "hearth brief --part welcome" in done.stdout
    alone = run(tmp_path, "--part", "welcome")
    assert alone.stdout.count("New ") == 9 and " more" not in alone.stdout
    assert alone.stdout.index("New 9") < alone.stdout.index("New 1 ")


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(
        main, ["brief", "--folder", str(folder), "--as-of", "2026-11-23", *words]
    )


@pytest.mark.parametrize("role", ROLES)
def test_each_hat_has_its_own_parts(root: Path, role: str) -> None:
    """Everything is for somebody, nobody gets everything, and a brief for one hat holds its parts
    alone."""
    given = json.loads(run(root, "--role", role, "--format", "json").stdout)
    ids = [part["id"] for part in given["parts"]]
    assert ids == [name for name in ORDER if role in PARTS[name].roles] and 0 < len(ids) < len(
        ORDER
    )
    assert all(
        set(about.roles) & set(ROLES) == set(about.roles) != set() for about in PARTS.values()
    )


QUIET = {
    "asked three weeks ago": ("private/people.yml", "- {member: fay, checked_in: 2026-11-01}\n"),
    "not to be asked yet": ("private/people.yml", "- {member: fay, next_check: 2026-11-24}\n"),
    "did something since": (
        "content/news/more.md",
        "---\ntitle: More\ndate: 2026-09-01\nauthors: [fay]\n---\nNew.\n",
    ),
    "has left": (
        "members/fay.yml",
        "name: Fay Quiet\njoined: 2026-02-01\nstatus: alumni\nleft: 2026-09-01\n",
    ),
}


@pytest.mark.parametrize("why", QUIET)
def test_whom_not_to_ask_after(root: Path, why: str) -> None:
    """Care has its days: nobody is asked twice in a season, or before the day that was agreed."""
    path, text = QUIET[why]
    hubs.write(root, {path: text})
    try:
        assert "check-in" in [about.id for about in made(root).quiet]
    finally:
        hubs.write(root, {path: FILES.get(path)})


def test_a_note_with_a_name_that_is_a_little_off(tmp_path: Path) -> None:
    """Is named, here and on the page; a block in it could be overlooked, so nobody is
    introduced."""
    hubs.minimal_hub(
        tmp_path,
        {"private/peple.yml": "- {member: cy, blocks: [bo]}\n", "private/mine.yml": "Milk\n"},
    )
    done = run(tmp_path)
    assert 'Did you mean "people.yml"' in done.stderr and "mine.yml" not in done.output
    assert (
        "Something may be missing, because of mistakes in people.yml and peple.yml"
        in run(tmp_path, "--format", "html").stdout
    )
    refused = CliRunner().invoke(main, ["introduce", "--folder", str(tmp_path)])
    assert refused.exit_code == 1 and "Put people.yml right first" in refused.output


def test_who_was_asked_after_long_ago_can_be_asked_again(root: Path) -> None:
    """The day takes the place of the old one, in the entry that there is: a second would take the
    place of all it says of blocks."""
    hubs.write(
        root,
        {
            "private/people.yml": (
                "- {member: fay, blocks: [gus], checked_in: 2026-02-01} # be kind\n"
            )
        },
    )
    try:
        (line,) = [line for (part, _, _), line in told(made(root)).items() if part == "check-in"]
        do(root, line)
        kept = (root / "private/people.yml").read_text(encoding="utf-8")
    finally:
        hubs.write(root, {"private/people.yml": FILES["private/people.yml"]})
    assert kept == "- {member: fay, blocks: [gus], checked_in: 2026-11-23} # be kind\n"


def test_what_is_typed_is_safe_to_paste() -> None:
    """A title with signs that a shell obeys stays one word; others stand between plain quotation
    marks."""
    for words in ("A talk", "it's", '"$(rm -rf ~)"', "`id`", "50 % off!", "a\\b", "-n", "李娜", ""):
        assert shlex.split(typed("hearth", "thank", "ada", "--for", words)) == [
            "hearth",
            "thank",
            "ada",
            "--for",
            words,
        ]
        assert shlex.split(typed(f"step={words}")) == [f"step={words}"]
    assert typed("hearth", "note", "step=A talk") == 'hearth note step="A talk"'


def test_who_is_kept_apart_is_not_named_as_help(tmp_path: Path) -> None:
    """An ask does not name somebody who must not be brought together with who asks."""
    files: Files = {
        "members/bo.yml": (
            "name: Bo Sample\njoined: 2026-02-10\nwelcomed: 2026-02-11\nasks: [{topic: metrics}]\n"
        ),
        "members/cy.md": None,
        "members/cy.yml": "name: Cy Model\njoined: 2026-03-15\noffers: [{topic: metrics}]\n",
    }
    hubs.minimal_hub(tmp_path, files)
    assert "could help: Cy Model" in run(tmp_path, "--part", "asks").stdout
    for said in (
        "- {member: cy, blocks: [bo]}\n",
        "- {member: bo, blocks: [cy]}\n",
        "- {member: cy, blocks: [boo]}\n",
    ):
        hubs.write(tmp_path, {"private/people.yml": said})
        assert "nobody offers help" in run(tmp_path, "--part", "asks").stdout, (
            "a wrong file could say so too"
        )


def test_a_day_in_the_past_knows_nothing_of_later_ones(tmp_path: Path) -> None:
    """What was settled, answered, sent, learned, taken on or told later waits on that day, and who
    came later asks nothing."""
    team = "team: [{member: ada, role: Care, hat: moderator, deputy: bo, since: 2026-09-01}]\n"
    hub = hubs.small_hub(
        tmp_path,
        {
            "members/cy.yml": (
                "name: Cy Model\njoined: 2026-03-15\n"
                "asks: [{topic: metrics, since: 2026-05-01, responses: [{by: bo, date: "
                "2026-08-01}], answered: 2026-08-02}]\n"
            ),
            "members/cy.md": None,
            "members/dee.yml": "name: Dee Late\njoined: 2026-10-01\nasks: [{topic: metrics}]\n",
            "members/eve.yml": "name: Eve New\njoined: 2026-06-28\nwelcomed: 2026-07-02\n",
            "members/fay.yml": "name: Fay Years\njoined: 2024-06-30\n",
            "private/thanks.yml": "- {date: 2026-07-03, to: fay, reason: Two years}\n",
            "private/plans.yml": (
                "- {due: 2026-06-29, what: The call, where: chat, done: 2026-07-01}\n"
            ),
            "content/community.yml": hubs.BASE["content/community.yml"] + team,  # type: ignore[operator]
            "private/newsletters.yml": (
                "- {number: 1, date: 2026-04-01}\n- {number: 2, date: 2026-08-15}\n"
            ),
            "private/insights.yml": (
                "- {date: 2026-05-05, insight: Calls work, due: 2026-06-20, closed: 2026-08-01}\n"
                "- {date: 2026-08-05, insight: Learned later}\n"
            ),
        },
        date(2026, 6, 30),
    )
    made = brief(MetricContext.of(hub, read_notes(hub)[0]))
    lines = {one.about.id: [(line.subject, line.text) for line in one.lines] for one in made.parts}
    assert lines["asks"] == [
        ("member/cy", "asks about Metrics since 1 May – nobody offers help with it")
    ]
    assert [name for part in ("welcome", "anniversaries", "plans") for name, _ in lines[part]] == [
        "member/eve",
        "member/fay",
        "plan/1",
    ]
    assert lines["newsletter"] == [("newsletter/2", "the last one was sent on 1 April")]
    assert [text.partition(";")[0] for _, text in lines["insights"]] == ["was due on 20 June"]
    assert ("office/moderator", "nobody in the team is one") in lines["safety"]


def test_it_is_kept_as_markdown_and_as_a_page(root: Path) -> None:
    """By the week of ISO 8601; the same bytes the second time, and nothing else is left in the
    folder."""
    kept = root / "reports"
    done = run(root, "--keep", "--format", "markdown")
    assert done.exit_code == 0, done.output
    first = {file.name: file.read_text(encoding="utf-8") for file in kept.iterdir()}
    assert sorted(first) == ["brief-2026-W48.html", "brief-2026-W48.md"]
    assert first["brief-2026-W48.md"].strip() == done.stdout.strip()
    whole = run(root, "--all", "--format", "markdown").stdout.splitlines()
    for _, name, text in LINES:
        assert any(name in told and text in told for told in whole), name
    assert (
        run(root, "--keep").exit_code == 0
        and run(root, "--role", "leader", "--keep").exit_code == 0
    )
    leader = (kept / "brief-2026-W48-leader.md").read_text(encoding="utf-8")
    assert leader.count("\n## ") == 2 and "**Welcome: " not in leader
    for file in kept.glob("*-leader.*"):
        file.unlink()
    assert {file.name: file.read_text(encoding="utf-8") for file in kept.iterdir()} == first


def test_what_people_wrote_stays_text(tmp_path: Path) -> None:
    """In Markdown, in HTML and on the terminal."""
    name = "<b>*Eve*</b> [bold]"
    hubs.minimal_hub(tmp_path, {"members/eve.yml": f"name: '{name}'\njoined: 2026-11-20\n"})
    assert name in run(tmp_path).stdout
    assert "\\<b>\\*Eve\\*\\</b>" in run(tmp_path, "--format", "markdown").stdout
    page = run(tmp_path, "--format", "html").stdout
    assert "&lt;b&gt;*Eve*" in page and "<b>" not in page


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--part", "welcom"), 'Did you mean "welcome"'),
        (
            ("--part", "welcome", "--role", "leader"),
            "Welcome is not for the leader. It is for the manager and the moderator.",
        ),
        (("--part", "welcome", "--keep"), "One part is not kept"),
    ],
)
def test_wrong_calls(root: Path, words: tuple[str, ...], told: str) -> None:
    """A part that is not there, one for another hat, and one that would take the place of the
    whole."""
    done = run(root, *words)
    assert done.exit_code == 2 and told in done.output


@pytest.mark.parametrize(
    ("joined", "day", "words"),
    [
        ("2024-02-29", "2025-02-24", "1 year on 28 February"),
        ("2024-02-29", "2028-02-29", "4 years today"),
        ("2020-01-02", "2026-12-29", "7 years on 2 January"),
        ("2020-01-02", "2026-01-03", None),
        ("2026-11-23", "2026-11-23", None),
    ],
)
def test_anniversaries(tmp_path: Path, joined: str, day: str, words: str | None) -> None:
    """On leap days, over the turn of a year, and not before a year is over."""
    hubs.minimal_hub(
        tmp_path,
        {
            "members/eve.yml": f"name: Eve Years\njoined: {joined}\n",
            "members/ada.yml": "name: Ada\njoined: 2019-06-01\n",
        },
    )
    done = run(tmp_path, "--as-of", day, "--part", "anniversaries")
    assert (
        (f"Eve Years – has been here for {words}" in done.stdout)
        if words
        else "Eve" not in done.stdout
    )


def test_a_gap_is_filled_by_what_it_lacks_first(tmp_path: Path) -> None:
    """Somebody who helps, else a resource, else an event; a resource that is there is not asked
    for."""
    wants = {
        f"members/{name}.yml": (
            f"name: {name.title()} Wants\njoined: 2026-02-10\ntopics: [events-craft]\n"
        )
        for name in ("ada", "bo")
    }
    helps = {
        "members/cy.md": None,
        "members/cy.yml": "name: Cy Helps\njoined: 2026-03-15\noffers: [{topic: events-craft}]\n",
    }
    text = {
        "content/resources/canvas.yml": (
            "title: Text\nurl: https://example.org/t\ntype: guide\nwhy: Good.\n"
            "added: 2026-11-01\ntopics: [events-craft]\n"
        )
    }
    cures = []
    for files in (wants, {**wants, **helps}, {**wants, **helps, **text}):
        context = MetricContext.of(hubs.small_hub(tmp_path / str(len(cures)), files))
        cures.append(
            next(
                line.cure
                for line in PARTS["gaps"].lines(context)
                if line.subject == "topic/events-craft"
            )
        )
    assert [(cure.file, cure.command) for cure in cures] == [
        ("members/", ""),
        ("", "hearth add resource --set topics=events-craft"),
        ("", "hearth add event --set topics=events-craft"),
    ]


def test_a_term_in_a_programme_can_stand_in_a_profile(tmp_path: Path) -> None:
    """And ends there; terms in other groups are nobody's business here."""
    hub = hubs.small_hub(
        tmp_path,
        {
            "content/groups/envoys.yml": (
                "name: Ambassadors\npurpose: To go out.\ntype: programme\nstatus: active\n"
                "cohort: '2026'\n"
            ),
            "members/bo.yml": (
                "name: Bo Sample\njoined: 2026-02-10\n"
                "groups: [{group: envoys, until: 2026-12-10}, {group: crew, until: 2026-12-10}]\n"
            ),
        },
    )
    lines = list(PARTS["mentoring"].lines(MetricContext.of(hub)))
    assert [(line.name, line.text) for line in lines] == [
        ("Ambassadors", "2026: Bo Sample until 10 December. Who goes on?")
    ]


def test_thanks_are_for_the_event_and_to_members(tmp_path: Path) -> None:
    """Thanks said before it are for something else, and a guest is thanked elsewhere than in the
    notes."""
    lead = EVENT % ("Talk", "2026-10-20", "ada") + "speakers: [{guest: Gil Guest}]\n"
    guests = lead.replace("hosts: [ada]", "hosts: [{guest: Hal Host}]")
    for name, text, day, asked in (
        ("early", lead, "2026-10-19", True),
        ("there", lead, "2026-10-20", False),
        ("guests", guests, "2026-10-19", False),
    ):
        hub = hubs.small_hub(
            tmp_path / name,
            {
                "events/talk.yml": text,
                "private/thanks.yml": f"- {{date: {day}, to: ada, reason: Good}}\n",
            },
        )
        lines = PARTS["wrap-up"].lines(MetricContext.of(hub, read_notes(hub)[0]))
        assert [
            ("thanks" in line.text) for line in lines if line.subject.startswith("event/talk")
        ] == [asked], name


def test_a_profile_grows_old_from_the_day_it_was_written(tmp_path: Path) -> None:
    """Not from the day somebody joined, when it was written later."""
    hub = hubs.small_hub(
        tmp_path,
        {
            "members/ada.yml": "name: Ada Old\njoined: 2024-01-05\nadded: 2024-02-01\n",
            "members/bo.yml": "name: Bo New\njoined: 2024-01-05\nadded: 2026-02-01\n",
        },
    )
    lines = [
        line.subject
        for line in PARTS["stale"].lines(MetricContext.of(hub))
        if line.subject.startswith("member/")
    ]
    assert "member/ada" in lines and "member/bo" not in lines


@pytest.mark.parametrize(
    ("until", "told"),
    [("2026-11-22", False), ("2026-11-23", True), ("2027-02-21", True), ("2027-02-22", False)],
)
def test_the_end_of_a_lead_is_told_as_long_as_it_can_be_minded(
    tmp_path: Path, until: str, told: bool
) -> None:
    """From ninety days before to the last day; of a group that is at rest, never."""
    group = "name: Crew\npurpose: To welcome.\nstatus: {}\nleads: [{{member: ada, until: {}}}]\n"
    for status, expected in (("active", told), ("paused", False)):
        hub = hubs.small_hub(
            tmp_path / status, {"content/groups/crew.yml": group.format(status, until)}
        )
        lines = PARTS["roles"].lines(MetricContext.of(hub))
        assert bool([line for line in lines if line.subject == "group/crew"]) == expected


def test_an_event_that_lacks_several_things_says_where_all_of_them_stand(
    whole: Brief, tmp_path: Path
) -> None:
    """And one that lacks a single thing, nothing but how to mend it."""
    other = brief(
        MetricContext.of(
            hubs.small_hub(tmp_path, {"events/talk.yml": EVENT % ("Talk", "2026-10-20", "ada")})
        )
    )
    parts = [
        part for part in (*whole.parts, *other.parts) if part.about.id in ("events", "wrap-up")
    ]
    lines = [line for part in parts for line in part.lines]
    several = {line.text: " and " in line.text.partition("lacks ")[2] for line in lines}
    assert set(several.values()) == {True, False}
    assert {line.text: line.cure.see.startswith("hearth ready") for line in lines} == several


def test_a_community_without_a_newsletter(tmp_path: Path) -> None:
    """Is not asked for one; with another rhythm, it is asked in its time."""
    issue = "- {number: 7, date: 2026-11-09}\n"
    hubs.minimal_hub(tmp_path / "none", settings="newsletter_days: 0")
    hubs.minimal_hub(
        tmp_path / "fortnightly", {"private/newsletters.yml": issue}, settings="newsletter_days: 14"
    )
    hubs.minimal_hub(tmp_path / "monthly", {"private/newsletters.yml": issue})
    told = {
        name: run(tmp_path / name, "--part", "newsletter").stdout
        for name in ("none", "fortnightly", "monthly")
    }
    assert "Issue 8 – the last one was sent on 9 November" in told["fortnightly"]
    assert "Nothing waits" in told["none"] and "Nothing waits" in told["monthly"]


def test_a_term_that_is_followed_is_no_matter(tmp_path: Path) -> None:
    """Who comes after is named already; two who hold one office stand in for each other."""
    team = (
        "team:\n  - {member: ada, role: Manager, until: 2026-12-31}\n"
        "  - {member: cy, role: Manager}\n  - {member: bo, role: Manager, since: 2027-01-01}\n"
    )
    hubs.minimal_hub(tmp_path, {"content/community.yml": hubs.BASE["content/community.yml"] + team})  # type: ignore[operator]
    assert "Nothing waits" in run(tmp_path, "--part", "roles").stdout


def test_the_guide_tells_of_every_part() -> None:
    """By its id and title, with its definition and its roles, what is lost and for how long."""
    guide = (hubs.REPOSITORY / "content" / "guide" / "weekly-brief.md").read_text(encoding="utf-8")
    for about in PARTS.values():
        assert (
            f"### {about.title}\n\n`{about.id}`, for the {', '.join(about.roles)}\n\n"
            f"{about.definition}\n"
        ) in guide
        loses = about.loses
        row = f"| {about.title} | {loses.words} | {loses.gravity} | {about.minutes} |"
        assert f"{row}\n" in guide
