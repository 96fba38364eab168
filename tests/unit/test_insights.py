"""Public figures on pages and as data: nothing of the manager's, no small number of people, and
what is hidden is not unknown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import html

import hubs
from hearth.manage.figures import FIGURES, Figure, MetricContext, measure
from hearth.manage.figures.base import HIDDEN, SMALL, Answer, Definition, Table
from hearth.model.hub import Hub
from hearth.model.settings import Settings
from hearth.outputs import insights as told
from hearth.outputs.insights import (
    as_csv,
    as_data,
    findable,
    insight_files,
    insights,
    public_figures,
)
from hearth.outputs.pages.insights import pages
from hearth.outputs.render import Renderer
from hearth.site.build import SiteBuild
from hearth.wording import metric_format as words
from hearth.wording.charts import chart

CANARY = "canary"
"""In every private note of the hub."""


def files() -> dict[str, str | bytes | None]:
    """A hub in which three people left, twelve joined, and of forty events thirteen say how many
    came."""
    made: dict[str, str | bytes | None] = {
        f"members/p{at}.yml": f"name: Person {at}\njoined: 2026-0{1 + at % 6}-03\n"
        for at in range(12)
    }
    for at in range(3):
        made[f"members/gone{at}.yml"] = (
            f"name: Gone {at}\njoined: 2025-03-01\nstatus: alumni\nleft: 2026-09-0{at + 1}\n"
        )
    for at in range(40):
        day = date(2026, 1, 5) + timedelta(days=7 * at)
        came = "outcomes: {attended: {in_person: 8}}\n" if at < 13 else ""
        made[f"events/e{at}.yml"] = (
            f"title: Evening {at}\nsummary: One of many.\nstart: {day}T18:00\nduration: 60\n"
            "mode: in-person\nvenue: hall\n"
            f"hosts: [p{at % 12}]\nspeakers: [p{(at + 1) % 12}]\n{came}"
        )
    made["private/mentoring.yml"] = "- {mentor: p1, mentee: p2, since: 2026-05-01}\n"
    made["private/thanks.yml"] = f"- {{date: 2026-05-01, to: p1, reason: {CANARY}}}\n"
    return made


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    return hubs.small_hub(tmp_path_factory.mktemp("insights"), files()).public()


@pytest.fixture(scope="module")
def bodies(hub: Hub) -> dict[str, str]:
    """Every page of insights by its address, as the HTML of its body."""
    renderer, found = Renderer(hub), {}
    for page in pages(hub):
        view = page.prepare(hub)
        body = renderer.render(
            page.template,
            title=view.title,
            crumbs=view.crumbs,
            crumb=view.crumb,
            text="",
            **view.values,
        )
        found[page.url] = f"{view.description}\n{body}"
    return found


@pytest.fixture(scope="module")
def outputs(hub: Hub) -> dict[str, str]:
    return {output.uri: output.content.decode() for output in insight_files(hub)}


def numbers(output: str) -> Iterator[Any]:
    yield from json.loads(output)["figures"]


def test_every_public_figure_has_its_page_and_no_other(bodies: dict[str, str]) -> None:
    secret = {about.id for about in FIGURES.values() if about.manager}
    assert secret, "there are figures for the manager alone"
    assert bodies.keys() == {"insights/"} | {
        f"insights/{name}/" for name in FIGURES.keys() - secret
    }


def test_the_managers_figures_and_notes_are_in_no_output(
    bodies: dict[str, str], outputs: dict[str, str]
) -> None:
    everything = "\n".join([*bodies.values(), *outputs.values()])
    assert CANARY not in everything
    for about in FIGURES.values():
        if about.manager:
            assert f"insights/{about.id}" not in everything
            assert not any(
                figure["id"] == about.id for figure in numbers(outputs["insights/metrics.json"])
            )
            assert f"insights/{about.id}.csv" not in outputs


def test_a_public_build_reads_no_private_note(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real = Path.open

    def watched(self: Path, *arguments: Any, **options: Any) -> Any:
        opened.append(str(self))
        return real(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", watched)
    insights.__wrapped__(hub)  # type: ignore[attr-defined]
    assert not [path for path in opened if "/private" in path]


@pytest.mark.parametrize("seen_by", ["members", "hidden"])
def test_what_is_not_for_everybody_is_not_counted(
    hub: Hub, outputs: dict[str, str], tmp_path: Path, seen_by: str
) -> None:
    """Records of members only, and hidden ones, change no byte; in an internal hub what members may
    see counts for them."""
    own: dict[str, str | bytes | None] = {
        "members/zed.yml": (
            "name: Zed Unseen\njoined: 2026-05-05\ntopics: [metrics]\n"
            "offers: [{topic: metrics}]\nasks: [{topic: onboarding, since: 2026-10-10}]\n"
        ),
        "events/zz.yml": (
            "title: Unseen\nsummary: Not for all.\nstart: 2026-10-10T18:00\n"
            "timezone: Europe/Berlin\nmode: online\nhosts: [zed]\n"
            "outcomes: {attended: {online: 50}}\n"
        ),
        "content/resources/zz.yml": (
            "title: Unseen\nurl: https://example.org/zz\ntype: guide\nwhy: Good.\n"
            "added: 2026-10-10\ncurator: zed\ntopics: [metrics]\n"
        ),
        "content/news/zz.md": (
            "---\ntitle: Unseen\ndate: 2026-10-10\ntype: story\nauthors: [zed]\nvisible: SEEN\n"
            "---\nText.\n"
        ),
        "content/groups/zz.yml": "name: Unseen\npurpose: To be unseen.\nleads: [zed]\n",
    }
    shut = {
        path: f"{text}visible: {seen_by}\n"
        if path.endswith(".yml")
        else str(text).replace("SEEN", seen_by)
        for path, text in own.items()
    }
    whole = hubs.small_hub(tmp_path, {**files(), **shut})
    assert {
        output.uri: output.content.decode() for output in insight_files(whole.public())
    } == outputs
    inside = replace(whole, settings=whole.settings.model_copy(update={"internal": True})).public()
    more = insights(inside).figures["members"].now.n - insights(hub).figures["members"].now.n
    assert more == (seen_by == "members")


def test_small_numbers_of_people_are_hidden_everywhere(
    hub: Hub, outputs: dict[str, str], bodies: dict[str, str]
) -> None:
    """Three people left in September: no table, course, file or page says that they are three."""
    left = {row[0]: row[3] for row in insights(hub).figures["members"].now.table.rows}  # type: ignore[union-attr]
    assert left["2026-09"] == HIDDEN
    assert left["2026-08"] == 0
    assert "2026-09,15,0,<5,<5" in outputs["insights/members.csv"]
    cells = html.fromstring(bodies["insights/members/"]).xpath("//tr[th='2026-09']/td/text()")
    assert cells[2:] == [HIDDEN, HIDDEN]
    for figure in numbers(outputs["insights/metrics.json"]):
        about = FIGURES[figure["id"]]
        if about.personal and about.unit == "people":
            seen = [
                figure,
                *(figure["course"]),
                *([figure["a_year_ago"]] if figure["a_year_ago"] else []),
            ]
            assert not [
                one for one in seen if one["value"] is not None and 0 < one["value"] < SMALL
            ]
            assert not [
                one for one in seen if one["state"] == "hidden" and one["value"] is not None
            ]


def test_shares_of_few_people_are_hidden_in_tables_and_courses() -> None:
    table = Table(
        ("Cohort", "People", "+1"),
        (("a", 9, 66.7), ("b", 10, 50.0), ("c", 3, None)),
        "none",
        (1,),
        (2,),
    )
    figure = Figure(definition(unit="%"), Answer(60.0, 19, table=table), None).public()
    assert figure.now.table
    assert figure.now.table.rows == (("a", 9, "hidden"), ("b", 10, 50.0), ("c", HIDDEN, None))
    answers = (
        Answer(50.0, 12),
        Figure(definition(unit="%"), Answer(50.0, 8), None).public().now,
        Answer(None, 0),
    )
    course = told.Course((hubs.AS_OF,) * 3, answers)
    assert course.values(definition(unit="%")) == (50.0, "hidden", None)
    assert (
        chart(Table(("a", "b"), (("x", 5), ("y", "hidden"), ("z", 6)), "line"), "t").count("<rect")
        == 0
    )


def test_the_data_equal_what_was_measured(hub: Hub, outputs: dict[str, str]) -> None:
    measured = {
        name: figure.public()
        for name, figure in measure(MetricContext.of(hub), public_figures()).items()
    }
    data = json.loads(outputs["insights/metrics.json"])
    assert data["as_of"] == hubs.AS_OF.isoformat()
    assert [figure["id"] for figure in data["figures"]] == list(measured)
    for figure in data["figures"]:
        now, before = measured[figure["id"]].now, measured[figure["id"]].before
        assert figure["value"] == (now.value if now.enough else None)
        assert figure["state"] == words.state(now)
        assert (figure["a_year_ago"] or {}).get("value") == (
            before.value if before and before.enough else None
        )
        assert (figure["table"] or {}).get("rows") == (
            json.loads(json.dumps(now.table.rows)) if now.table else None
        )
        if figure["course"]:
            assert figure["course"][-1] == {
                "day": hubs.AS_OF.isoformat(),
                "state": figure["state"],
                "value": figure["value"],
            }
    lines = list(csv.DictReader(io.StringIO(outputs["insights/metrics.csv"])))
    assert [(line["figure"], line["state"]) for line in lines] == [
        (one["id"], one["state"]) for one in data["figures"]
    ]


def test_a_course_equals_the_figure_on_each_day(hub: Hub) -> None:
    course = insights(hub).courses["members"]
    assert [day for day in course.days if day.month == 2] == [date(2026, 2, 28)]
    later = replace(hub, as_of=date(2026, 5, 31))
    assert (
        course.answers[course.days.index(later.as_of)].value
        == measure(MetricContext.of(later), ["members"])["members"].now.value
    )


def test_with_too_many_acts_there_are_no_months(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "ACTS", 3)
    assert insights.__wrapped__(hub).courses == {}  # type: ignore[attr-defined]


def test_the_same_hub_gives_the_same_files(hub: Hub, outputs: dict[str, str]) -> None:
    again = replace(hub)  # which keeps nothing of what was worked out before
    assert {output.uri: output.content.decode() for output in insight_files(again)} == outputs


def test_too_little_is_said_with_its_numbers(bodies: dict[str, str]) -> None:
    """Thirteen of forty events say how many came: no figure, but a sentence, on the card and on the
    page."""
    for url in ("insights/", "insights/attendance/"):
        assert "not enough data (13 of 40 events" in bodies[url]


def test_every_page_says_what_a_reader_needs(hub: Hub, bodies: dict[str, str]) -> None:
    for name in public_figures():
        page, about = html.fromstring(bodies[f"insights/{name}/"]), FIGURES[name]
        assert page.xpath("string(//h1)") == about.question
        text = " ".join(page.text_content().split())
        for needed in (
            about.title,
            about.definition,
            about.source,
            "Counted over",
            "A year ago",
            "How to read it",
        ):
            assert " ".join(needed.split()) in text
        table = insights(hub).figures[name].now.table
        assert bool(page.xpath("//table")) == bool(
            (table and table.rows) or page.xpath("//h2[@id='months']")
        )
        assert all(
            chart.getparent().getnext() is not None for chart in page.xpath("//*[@role='img']")
        ), "a table beside it"


def test_figures_that_cannot_be_told_are_folded_at_the_end(bodies: dict[str, str]) -> None:
    """Each says why; no card is without a value, and no figure is lost."""
    page = html.fromstring(bodies["insights/"])
    (fold,) = page.xpath("//details[contains(summary, 'Figures that cannot be told')]")
    assert not fold.get("open") and not fold.xpath("following::article")
    told, untold = page.xpath("//article"), fold.xpath(".//li")
    assert all(card.xpath(".//p[@class='hb-value']/b/text()") for card in told)
    assert untold and all(line.xpath("a/@href") and line.xpath("small/text()") for line in untold)
    assert f"{len(told) + len(untold)} figures" in page.text_content()


def test_a_hub_of_few_says_why_little_is_told(tmp_path: Path, bodies: dict[str, str]) -> None:
    """And one of many does not."""
    site = SiteBuild(hubs.small_hub(tmp_path).public())
    (page,) = [page for page in site.plan.pages if page.url == "insights/"]
    assert "Most cannot be told yet" in str(site.filler.slots(page)["body"])
    assert "Most cannot be told yet" not in bodies["insights/"]


def test_the_search_finds_each_page(hub: Hub, bodies: dict[str, str]) -> None:
    assert {record.url for record in findable(hub)} == bodies.keys() - {"insights/"}


def test_pages_can_be_switched_off(hub: Hub) -> None:
    quiet = replace(hub, settings=Settings(insights=False))
    assert list(findable(quiet)) == []
    assert list(pages(quiet)) == []
    assert list(insight_files(quiet)) == []


def test_an_internal_hub_has_the_pages_and_no_data_for_machines(hub: Hub) -> None:
    internal = replace(hub, settings=Settings(internal=True, search=False))
    site = SiteBuild(internal)
    assert "insights/" in {page.url for page in site.plan.pages}
    assert not [output.uri for output in hubs.hub_files(site) if output.uri.startswith("insights/")]
    body = Renderer(internal).render(
        "insights.html",
        title="",
        crumbs=(),
        crumb="",
        text="",
        sections={},
        untold=[],
        total=0,
        young=False,
    )
    assert "metrics.json" not in body


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\n=1"])
def test_no_cell_of_a_csv_is_a_formula(cell: str) -> None:
    (heading,), (shown,) = csv.reader(io.StringIO(as_csv([cell], [[cell]]), newline=""))
    assert heading == shown
    assert shown.startswith("'")


def test_numbers_in_a_csv_stay_numbers() -> None:
    assert as_csv(["a"], [[-1, None, HIDDEN, "two, three"]]) == 'a\n-1,,<5,"two, three"\n'


def definition(**changes: Any) -> Definition:
    return replace(FIGURES["members"], **changes)


@pytest.mark.parametrize(
    ("unit", "now", "before", "said"),
    [
        ("people", 12, 9, "3 more than a year ago"),
        ("people", 9, 12, "3 fewer than a year ago"),
        ("%", 50.0, 49.0, "1 point higher than a year ago"),
        ("days", 2.5, 4.0, "1.5 days shorter than a year ago"),
        ("ratio", 0.2, 0.27, "0.07 lower than a year ago"),
        ("things", 4, 4, "as a year ago"),
        ("things", 4, None, ""),
    ],
)
def test_changes_in_words(unit: str, now: float, before: float | None, said: str) -> None:
    figure = Figure(definition(unit=unit), Answer(now, 20), Answer(before, 20))
    assert words.change_words(figure) == said


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(1, 9), "1 person"),
        (Answer(12345, 9), "12 345 people"),
        (Answer(None, 0), "not known"),
        (Answer(None, 8, note="hidden: too few people", hidden=True), "hidden: too few people"),
        (Answer(9, 9, 13, 40, "events"), "not enough data (13 of 40 events)"),
        (None, "not known"),
    ],
)
def test_values_in_words(answer: Answer | None, said: str) -> None:
    assert words.value_words(definition(), answer) == said


def test_hostile_labels_stay_text_on_a_page(hub: Hub) -> None:
    table = Table(
        ("<b>a</b>", "<b>b</b>"), (("<script>x</script>", 5), ("b", "<i>"), ("c", None)), "none"
    )
    body = (
        Renderer(hub)
        .template("parts/macros.html")
        .module.numbers_beside("", table, '"><script>', 9)
    )  # type: ignore[attr-defined]
    assert not html.fromstring(body).xpath("//script | //b | //i")
    assert "not known" in body


def test_data_have_no_number_json_does_not_know(hub: Hub) -> None:
    json.dumps(as_data(hub, insights(hub)), allow_nan=False)
