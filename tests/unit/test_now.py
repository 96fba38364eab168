"""What is told as of now is of now: running quarters, days of figures, ends of terms, and what is
gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from lxml import html

import hubs
from hearth.kinds.community import Goal
from hearth.manage.desk.brief.upkeep import stale
from hearth.manage.desk.goals import goal_states
from hearth.manage.desk.periods import Period
from hearth.manage.desk.report import SAYINGS, report
from hearth.manage.figures import FIGURES, Figure, MetricContext, measure
from hearth.manage.figures.base import HIDDEN, Answer, Running
from hearth.manage.private import Notes
from hearth.model.hub import Hub
from hearth.outputs.pages.plan import plan
from hearth.outputs.render import Renderer
from hearth.papers.report import goal_said, going, report_paper, said
from hearth.wording.metric_format import note_words, running_words

GONE = (
    "title: Away\nurl: https://example.org/{0}\ntype: guide\nwhy: It was good.\nadded: 2026-11-01\n"
)
FILES: dict[str, str | bytes | None] = {
    "content/resources/away.yml": f"{GONE.format('away')}gone: 2026-11-02\n",
    "content/resources/better.yml": f"{GONE.format('b')}gone: 2026-11-02\nreplaced_by: canvas\n",
    "content/resources/later.yml": f"{GONE.format('later')}gone: 2027-11-02\n",
    "members/bo.yml": "name: Bo Sample\njoined: 2026-02-10\n"
    "groups: [{group: crew, role: scribe, until: 2027-01-31}]\n",
    "content/groups/crew.yml": "name: Welcome crew\npurpose: Nobody goes by unnoticed.\n"
    "leads: [{member: ada, role: first lead, since: 2026-01-05, until: 2027-02-28}]\n"
    "members: [{member: cy, until: 2026-10-31}]\n",
    "content/community.yml": str(hubs.BASE["content/community.yml"])
    + "team: [{member: ada, role: Host, until: 2027-03-31}]\n",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    return hubs.small_hub(tmp_path_factory.mktemp("now"), FILES)


def words(hub: Hub, url: str) -> str:
    """What a page says."""
    page = next(page for page in plan(hub) if page.url == url)
    view = page.prepare(hub)
    values = {"title": view.title, "crumbs": view.crumbs, "crumb": view.crumb, "text": ""}
    body = html.fromstring(str(Renderer(hub).render(page.template, **{**values, **view.values})))
    return " ".join(body.text_content().split())


def newcomers(value: float, so_far: float) -> Figure:
    running = Running("2026 Q3", "2026 Q4", so_far)
    answer = Answer(value, 20, note="2026 Q3", running=running)
    return Figure(FIGURES["newcomers"], answer, None)


def test_the_running_quarter_stands_beside_the_last_whole_one(hub: Hub) -> None:
    """A figure of whole quarters says which it is of, and what the one that runs has so far."""
    now = MetricContext.of(hub).at(date(2026, 11, 23))
    answer = measure(now, ["newcomers"])["newcomers"].now
    assert answer.running and (answer.running.whole, answer.running.name) == ("2026 Q3", "2026 Q4")
    ended = measure(now.at(date(2026, 9, 30)), ["newcomers"])["newcomers"].now
    assert ended.running is None, "on its last day a quarter is whole"
    later = measure(now.at(date(2026, 12, 31)), ["newcomers"])["newcomers"].now
    assert later.note == "2026 Q4"


def test_few_of_the_running_quarter_are_hidden() -> None:
    """In public a small number so far is none, like every small number of people."""
    assert running_words(newcomers(7, 3).now) == "in 2026 Q3; 3 so far in 2026 Q4"
    public = newcomers(7, 3).public().now
    assert public.running and public.running.value == HIDDEN
    assert note_words(public) == f"in 2026 Q3; {HIDDEN} so far in 2026 Q4"
    assert running_words(newcomers(7, 0).public().now) == "in 2026 Q3; 0 so far in 2026 Q4"


def test_a_goal_on_a_quarter_tells_both() -> None:
    """The last whole quarter, by which it is measured, and the one that runs."""
    goal = Goal(title="Six", metric="newcomers", target=6)
    (state,) = goal_states([goal], {"newcomers": newcomers(5, 4)}, date(2026, 11, 23))
    told = goal_said(state).words
    assert told == "5 people in 2026 Q3; 4 so far in 2026 Q4; the aim is 6"


def test_a_report_of_a_past_period_names_its_day(small: Hub) -> None:
    """Figures of an earlier day are no news of today, and goals are."""
    aim = Goal(title="Many", metric="members", target=1)
    community = small.community.model_copy(update={"goals": [aim]})
    hub = replace(small, community=community)
    past = report(hub, Notes(), Period(2026, 4, 3), "everyone")
    assert going(past) == "How it was going on 30 September 2026"
    fresh = next(figure for figure in past.figures if figure.about.id == "fresh")
    assert said(fresh, past).words.endswith(", on 23 November 2026")
    assert "How it was going on 30 September 2026" in str(report_paper(hub, past).html)
    running = report(hub, Notes(), Period(2026, 4, 4), "everyone")
    assert going(running) == "How it is going"
    assert not said(fresh, running).words.endswith("2026")


@pytest.mark.parametrize("name", SAYINGS)
def test_one_of_a_kind_has_words_of_its_own(name: str, small: Hub) -> None:
    """No report says 1 people."""
    about = FIGURES[name]
    figure = Figure(about, Answer(1, 1), None)
    told = said(figure, report(small, Notes(), Period(2026, 4, 4), "everyone"))
    first = told.words.split()[0]
    assert told.number in ("1", "1 %")
    assert (first == "of") == (about.unit == "%")
    assert first not in ("people", "events", "organisations", "days", "different")


def test_what_is_gone_wants_something_to_use_instead(small: Hub) -> None:
    """Nobody is asked to look at it again: brief and pages ask for a replacement."""
    found = {item.subject: item for item in stale(MetricContext.of(small))}
    assert "leads nowhere since" in found["resource/away"].text
    assert "replaced_by" in str(found["resource/away"].cure)
    assert not {"resource/better", "resource/later"} & found.keys()
    assert "no longer there" not in words(small, "resources/")
    assert "Do you know what to use instead?" in words(small, "resources/away/")


def test_a_term_shows_its_end(small: Hub) -> None:
    """Where somebody's office or membership is shown, so is its last day."""
    group = words(small, "groups/crew/")
    assert "first lead · since 5 January 2026, until 28 February 2027" in group
    assert "Bo Sample until 31 January 2027" in group
    assert "Cy Model" not in group
    assert "until 31 March 2027" in words(small, "team/")
    ada = words(small, "members/ada/")
    assert "Host, until 31 March 2027" in ada
    assert "Welcome crew (first lead, until 28 February 2027)" in ada
    assert "(until 31 October 2026)" in words(small, "members/cy/")
