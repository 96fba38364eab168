"""needs: what is asked for against what there is, who knows what, and how decisions came about; by
hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import hubs
from hearth.cli.main import main
from hearth.manage.desk.needs import Need, after, before, board, experiments_due, traces, undecided
from hearth.manage.figures import MetricContext
from hearth.manage.private import read_notes
from hearth.model.hub import Hub
from hearth.outputs.pages import exchange
from hearth.site.build import SiteBuild

DAY = "2026-11-23"
EVENT = (
    "title: {0}\nsummary: One.\nstart: {1}T18:00\nduration: 60\ntimezone: Europe/Berlin\n"
    "mode: online\ntopics: [{2}]\n{3}\n"
)
POST = "---\ntitle: {0}\ndate: {1}\ntype: {2}\n{3}\n---\nText.\n"

COMMUNITY: dict[str, str | bytes | None] = {
    "members/ada.yml": "name: Ada\njoined: 2026-01-05\ntopics: [onboarding]\n"
    "asks: [{topic: metrics, note: Which number?, since: 2026-05-01}, {topic: metrics, note: "
    "Settled, since: 2026-04-01, answered: 2026-04-02}]\n"
    "expert_in: [{topic: events-craft, vouched_by: [ada, bo]}]\n"
    "speaks_on: [onboarding]\nmentoring: {seeks: [metrics]}\n",
    "members/bo.yml": "name: Bo\njoined: 2026-02-10\n"
    "asks: [{topic: metrics, note: No day}, {topic: onboarding, since: 2024-01-01}]\n"
    "expert_in: [{topic: events-craft, vouched_by: [ada, cy]}, onboarding]\n"
    "offers: [{topic: events-craft}]\nspeaks_on: [onboarding]\nopen_to: [speaking]\n"
    "languages: [sw]\n",
    "members/dee.yml": "name: Dee Unseen\njoined: 2026-02-10\nvisible: hidden\ntopics: [metrics]\n"
    "offers: [{topic: metrics}]\nspeaks_on: [metrics]\nopen_to: [speaking]\n"
    "asks: [{topic: metrics, note: zaffre, since: 2026-06-01}]\n",
    "members/eli.yml": (
        "name: Eli\njoined: 2026-02-10\nnot_public: [asks]\n"
        "asks: [{topic: onboarding, note: gamboge, since: 2026-06-01}]\n"
    ),
    "members/fay.yml": (
        "name: Fay\njoined: 2024-02-10\nstatus: alumni\nleft: 2026-01-01\nexpert_in: [metrics]\n"
        "asks: [{topic: metrics, note: falu}]\n"
    ),
    "content/resources/canvas.yml": (
        f"{hubs.BASE['content/resources/canvas.yml']!s}visible: hidden\n"
    ),
    "events/welcome-call.yml": EVENT.format(
        "Welcome call", "2026-12-03", "onboarding", "repeats: {rule: weekly, until: 2026-12-20}"
    ),
    "events/held.yml": EVENT.format("Held", "2026-03-01", "onboarding", "speakers: [bo]"),
    "events/off.yml": EVENT.format("Off", "2026-12-01", "metrics", "status: cancelled"),
    "content/groups/crew.yml": f"{hubs.BASE['content/groups/crew.yml']!s}needs: [A draughtsman]\n",
    "content/news/hello.md": None,
    "content/news/study.md": POST.format("The study", "2026-03-01", "research", ""),
    "content/news/loose.md": POST.format("The loose end", "2026-04-01", "research", ""),
    "content/news/vantablack.md": POST.format(
        "vantablack", "2026-03-02", "research", "visible: hidden"
    ),
    "content/news/rule.md": POST.format(
        "The rule", "2026-05-01", "decision", "outcome: It holds\nfollows: [study, vantablack]"
    ),
    "content/news/result.md": POST.format("The result", "2026-06-01", "story", "follows: [rule]"),
    "content/news/later.md": POST.format(
        "Tomorrow", "2027-01-01", "story", "follows: [rule, loose]"
    ),
    "private/experiments.yml": "- {title: eburnean, started: 2026-05-10, due: 2026-11-23, "
    "decision: rule, owner: bo, "
    "expects: More}\n"
    "- {title: Over, started: 2026-05-01, due: 2026-06-01, decision: rule, outcome: Nothing}\n"
    "- {title: Runs, started: 2026-05-01, due: 2026-12-01}\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hubs.minimal_hub(tmp_path_factory.mktemp("needs"), COMMUNITY)


@pytest.fixture(scope="module")
def hub(folder: Path) -> Hub:
    hub, problems = hubs.load(folder)
    assert list(map(str, problems.errors)) == []
    return hub


@pytest.fixture(scope="module")
def context(hub: Hub) -> MetricContext:
    """What the manager sees."""
    notes, problems = read_notes(hub)
    assert list(problems) == []
    return MetricContext.of(hub, notes)


@pytest.fixture(scope="module")
def public(hub: Hub) -> MetricContext:
    """What everybody may see."""
    return MetricContext.of(hub.public())


def told(need: Need) -> tuple[object, ...]:
    waiting = [(member.id, ask.note) for member, ask in need.waiting]
    known = [
        (expert.member.id, [other.id for other in expert.vouched_by]) for expert in need.experts
    ]
    return (
        need.topic.id,
        need.gap,
        need.lacks,
        waiting,
        known,
        [item.first_day.isoformat() for item in need.coming],
    )


def test_the_board_of_the_manager_by_hand(context: MetricContext) -> None:
    """Gaps first; open asks with the oldest first and those without a day last; nobody who left;
    nothing called off."""
    assert [told(need) for need in board(context)] == [
        (
            "metrics",
            True,
            ("event",),
            [("ada", "Which number?"), ("dee", "zaffre"), ("bo", "No day")],
            [],
            [],
        ),
        (
            "onboarding",
            True,
            ("person", "resource"),
            [("bo", None), ("eli", "gamboge")],
            [("bo", [])],
            ["2026-12-03"],
        ),
        (
            "events-craft",
            False,
            ("resource", "event"),
            [],
            [("bo", ["ada", "cy"]), ("ada", ["bo"])],
            [],
        ),
    ]


def test_the_board_of_everybody_knows_only_what_is_public(public: MetricContext) -> None:
    """Hidden people, asks that are kept back and hidden resources neither stand there nor count."""
    assert [told(need) for need in board(public)] == [
        (
            "metrics",
            True,
            ("person", "resource", "event"),
            [("ada", "Which number?"), ("bo", "No day")],
            [],
            [],
        ),
        ("onboarding", False, ("person", "resource"), [("bo", None)], [("bo", [])], ["2026-12-03"]),
        (
            "events-craft",
            False,
            ("resource", "event"),
            [],
            [("bo", ["ada", "cy"]), ("ada", ["bo"])],
            [],
        ),
    ]
    assert [need.counted.demand for need in board(public)] == [2, 1, 0]


def test_a_decision_is_traced_both_ways(context: MetricContext, public: MetricContext) -> None:
    """To the research behind it, to what came of it, to what is tried; what is to come is not told
    yet."""
    (trace,) = traces(context)
    assert [post.id for post in trace.grounds] == ["study", "vantablack"]
    assert [post.id for post in trace.results] == ["result"]
    assert [found.title for found in trace.experiments] == ["Over", "eburnean"]
    assert [post.id for post in undecided(context)] == ["loose"]
    assert [found.title for found in experiments_due(context)] == ["eburnean"]
    (shown,) = traces(public)
    assert [post.id for post in shown.grounds] == ["study"] and shown.experiments == ()
    hub = public.hub
    assert before(hub, hub.posts["result"]) == (hub.posts["rule"],) and after(
        hub, hub.posts["study"]
    ) == (hub.posts["rule"],)


@pytest.fixture(scope="module")
def pages(hub: Hub) -> dict[str, str]:
    """Every page's body by its address, and every file for machines by its name."""
    site = SiteBuild(hub.public())
    bodies = {page.url: str(site.filler.slots(page)["body"]) for page in site.plan.pages}
    return bodies | {output.uri: str(output.content) for output in hubs.hub_files(site)}


def test_the_pages_show_gaps_experts_and_traces(pages: dict[str, str]) -> None:
    """A gap calls for somebody; an expert stands with who vouches; a post leads both ways."""
    assert (
        "Nobody offers help yet: could you?" in pages["needs/"]
        and "2 people ask" in pages["needs/"]
    )
    assert "Which number?" in pages["needs/"] and "Settled" not in pages["needs/"]
    assert (
        'news/study/" dir="auto">The study</a> (research)' in pages["needs/"]
        and "The loose end" in pages["needs/"]
    )
    assert (
        "vouched for by Ada and Cy Model" in pages["experts/"]
        and "nobody has vouched yet" in pages["experts/"]
    )
    assert "Metrics</a>" in pages["experts/"][pages["experts/"].index("Nobody yet") :]
    assert "What it builds on" in pages["news/rule/"] and "What it led to" in pages["news/rule/"]
    assert "What it led to" in pages["news/study/"] and "What it led to" not in pages["news/loose/"]


def test_help_wanted_is_one_page(pages: dict[str, str]) -> None:
    """What waits, the newest first, with who offers help; what is settled, older than a year or of
    somebody who left is not wanted; who seeks a mentor is told, and groups that look for
    something."""
    page = pages["help-wanted/"]
    assert page.index("Which number?") < page.index("No day") < page.index("A draughtsman")
    assert [words for words in ("Settled", "falu", "Onboarding</a>") if words in page] == []
    mentored = page[page.index("A mentor") :]
    assert mentored.index("Ada</a>") < mentored.index("Nobody offers help yet")
    offered = page[page.index("A draughtsman") :]
    assert offered.index("Can help") < offered.index("events-craft/") < offered.index("Bo</a>")


def test_who_could_speak_is_one_page(pages: dict[str, str]) -> None:
    """Who is glad to be asked comes first, with languages and where they spoke on it last."""
    page = pages["speakers/"]
    assert page.index("Bo</a>") < page.index("glad to be asked</small>") < page.index("Ada</a>")
    assert "Swahili" in page and "Held</a>, 1 March 2026" in page
    assert page.count("glad to be asked</small>") == 1


def test_many_topics_are_named_alone(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond as many as fit, a topic is a link to its own page."""
    monkeypatch.setattr(exchange, "TOPICS", 0)
    shown = [page.prepare(hub.public()).values for page in exchange.pages(hub)]
    assert [[topic.id for topic in values["further"]] for values in shown] == [
        ["metrics", "events-craft"],
        ["onboarding"],
    ]


@pytest.mark.parametrize("canary", ["zaffre", "Dee Unseen", "gamboge", "vantablack", "eburnean"])
def test_nothing_that_is_not_public_is_published(pages: dict[str, str], canary: str) -> None:
    """Neither hidden people and posts, nor asks kept back, nor experiments of the manager's
    notes."""
    assert [url for url, body in pages.items() if canary in body] == []


def test_an_empty_hub_says_so(tmp_path: Path) -> None:
    """Pages without topics, experts and gaps are pages still."""
    hub = hubs.small_hub(tmp_path, {"members/ada.yml": "name: Ada\njoined: 2026-01-05\n"})
    site = SiteBuild(hub.public())
    bodies = {
        page.url: str(site.filler.slots(page)["body"])
        for page in site.plan.pages
        if page.url in ("needs/", "experts/", "help-wanted/", "speakers/")
    }
    assert (
        "Nothing is known to be missing" in bodies["needs/"]
        and "Nobody says yet" in bodies["experts/"]
    )
    assert "No open question" in bodies["help-wanted/"] and "Nobody says" in bodies["speakers/"]


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_the_command_tells_the_manager_everything(folder: Path, form: str) -> None:
    """What is hidden too, and the experiments, in each form."""
    done = CliRunner().invoke(
        main, ["needs", "--folder", str(folder), "--as-of", DAY, "--format", form]
    )
    assert done.exit_code == 0
    assert [
        word for word in ("zaffre", "gamboge", "vantablack", "eburnean") if word not in done.stdout
    ] == []
    if form == "json":
        found = json.loads(done.stdout)
        assert [topic["topic"] for topic in found["topics"]] == [
            "metrics",
            "onboarding",
            "events-craft",
        ]
        assert found["decisions"][0]["builds_on"] == ["study", "vantablack"] and found[
            "research_without_a_decision"
        ] == ["loose"]
        assert [experiment["title"] for experiment in found["experiments_due"]] == ["eburnean"]
