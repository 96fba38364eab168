"""Charts are drawings that hold whatever a table holds: well-formed, escaped, the same each time,
with gaps for what is not known."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from hearth.manage.figures.base import HIDDEN, Table
from hearth.wording.charts import TODAY, chart, meter, sparkline

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</title><script>alert(1)</script>" onload="alert(1)'


def drawn(table: Table, title: str = "A figure") -> ET.Element:
    return ET.fromstring(chart(table, title))  # noqa: S314 - our own drawing


def line(*points: float | str | None, name: str = "People") -> Table:
    return Table(
        ("Month", name),
        tuple((f"2026-{at:02}", point) for at, point in enumerate(points, 1)),
        "line",
    )


def words(drawing: ET.Element) -> list[str]:
    return [element.text or "" for element in drawing.iter(f"{SVG}text")]


def ways(drawing: ET.Element) -> list[str]:
    """The paths of the lines, markers apart."""
    return [path.get("d", "") for path in drawing.iter(f"{SVG}path") if path.get("vector-effect")]


@pytest.mark.parametrize("kind", ["line", "bars"])
def test_hostile_text_stays_text(kind: str) -> None:
    table = Table((HOSTILE, HOSTILE), ((HOSTILE, 5), (HOSTILE, HIDDEN), (HOSTILE, 7)), kind)  # type: ignore[arg-type]
    drawing = drawn(table, HOSTILE)
    assert drawing[0].text == HOSTILE
    known = {f"{SVG}{name}" for name in ("svg", "title", "desc", "line", "text", "path", "rect")}
    assert {element.tag for element in drawing.iter()} <= known
    assert not any(
        name.startswith("on") or name == "style"
        for element in drawing.iter()
        for name in element.attrib
    )


@pytest.mark.parametrize("kind", ["line", "bars"])
def test_a_drawing_says_what_it_shows(kind: str) -> None:
    table = Table(
        ("Month", "People"), (("May", 5), ("June", None), ("July", HIDDEN), ("August", 9)), kind
    )  # type: ignore[arg-type]
    drawing = drawn(table, "Members")
    assert drawing.get("role") == "img"
    assert (drawing[0].tag, drawing[0].text, drawing[1].tag) == (
        f"{SVG}title",
        "Members",
        f"{SVG}desc",
    )
    assert re.search(r"People.*9.*1 hidden and 1 not known", drawing[1].text or "")


def test_not_known_is_a_gap_and_not_nought() -> None:
    drawing = drawn(line(6, 7, None, 8, 9))
    (way,) = ways(drawing)
    assert way.count("M") == 2
    assert way.count("L") == 2
    assert "2026-03" not in "".join(element.text or "" for element in drawing.iter(f"{SVG}title"))
    lowest = max(float(y) for y in re.findall(r" ([\d.]+)", way))
    assert lowest < 14 + 168, "nothing was drawn at nought"


def test_a_point_alone_is_a_marker() -> None:
    drawing = drawn(line(*([None] * 20), 6, *([None] * 20), 7, 8))
    assert (
        sum(1 for path in drawing.iter(f"{SVG}path") if not path.get("vector-effect")) == 3
    )  # it, the last, the legend


def test_a_hidden_number_is_shown_as_hidden() -> None:
    assert f"{HIDDEN}: hidden, too few people" in words(drawn(line(6, HIDDEN, 8)))
    bars = drawn(Table(("Kind", "People"), (("spoke", HIDDEN), ("wrote", 9)), "bars"))
    assert HIDDEN in words(bars)
    assert [
        bar.get("stroke-dasharray")
        for bar in bars.iter(f"{SVG}rect")
        if "hb-c1" in bar.get("class", "")
    ] == [
        "3 3",
        None,
    ]


@pytest.mark.parametrize(
    "table",
    [
        Table(("Month", "People"), (), "line"),
        Table(("Month", "People"), (), "bars"),
        Table(("Month", "People"), (("May", 5),), "none"),
        Table(("Month",), (("May",),), "line"),
        line(None, None),
        line(HIDDEN, None),
        line(float("nan"), float("inf")),
    ],
)
def test_nothing_to_draw_draws_nothing(table: Table) -> None:
    assert chart(table, "A figure") == ""


@pytest.mark.parametrize("kind", ["line", "bars"])
@pytest.mark.parametrize(
    "points",
    [
        (5,),
        (0,),
        (0, 0),
        (-3, -8),
        (-1e18, 1e18),
        (1e-9, 2e-9),
        (0.1, None, -0.2),
        (10**30, 1),
        tuple(range(500)),
    ],
)
def test_any_numbers_can_be_drawn(kind: str, points: tuple[float | None, ...]) -> None:
    table = Table(("Month", "n"), tuple((f"m{at}", point) for at, point in enumerate(points)), kind)  # type: ignore[arg-type]
    drawing = drawn(table)
    assert float(drawing.get("height", "")) < 1000
    for element in drawing.iter():
        for name in ("x", "y", "x1", "x2", "y1", "y2", "width", "height"):
            value = element.get(name, "0")
            assert re.fullmatch(r"-?\d+(\.\d+)?%?", value), (name, value)
            assert not value.endswith("%") or 0 <= float(value[:-1]) <= 100


def test_long_labels_are_cut_for_the_drawing_alone() -> None:
    long = "a name that goes on and on " * 4
    drawing = drawn(Table(("Kind", "n"), ((long, 3), ("字" * 60, 2)), "bars"))
    shown = [said for said in words(drawing) if said.endswith("…")]
    assert [len(said) for said in shown] == [34, 17]
    assert long in (drawing[1].text or "")


def test_series_are_told_apart_without_colour() -> None:
    table = Table(("Q", "a", "b", "c"), (("Q1", 5, 6, 7), ("Q2", 8, 9, 10)), "line")
    drawing = drawn(table)
    dashes = [
        path.get("stroke-dasharray")
        for path in drawing.iter(f"{SVG}path")
        if path.get("vector-effect")
    ]
    assert len(dashes) == len(set(dashes)) == 3
    markers = {
        path.get("d") for path in drawing.iter(f"{SVG}path") if not path.get("vector-effect")
    }
    assert len(markers) == 3
    assert {"a: 8 (Q2)", "b: 9 (Q2)", "c: 10 (Q2)"} <= set(words(drawing))


def test_the_legend_says_of_when_the_last_number_is() -> None:
    assert "People: 7 (2026-02)" in words(drawn(line(6, 7, None)))
    assert "People: <5 (2026-03)" in words(drawn(line(6, 7, HIDDEN)))
    assert "People: 9" in words(
        drawn(Table(("End of", "People"), (("2026-01", 8), (TODAY, 9)), "line"))
    )


def test_series_of_another_size_or_unit_stand_in_the_table_alone() -> None:
    table = Table(
        ("Month", "Members", "Joined", "%", "Gone"),
        (("May", 400, 4, 300, 380), ("June", 410, 6, 310, 390)),
        "line",
    )
    assert len(ways(drawn(table))) == 2


def test_of_many_bars_the_first_are_drawn() -> None:
    rows = tuple((f"k{at}", 100 - at) for at in range(30))
    assert "and 10 more, in the table" in words(drawn(Table(("Kind", "n"), rows, "bars")))


def test_the_same_table_gives_the_same_drawing() -> None:
    table = line(6, HIDDEN, None, 8.25)
    assert chart(table, "A figure") == chart(table, "A figure")


def test_a_sparkline_is_decoration_with_gaps() -> None:
    drawing = ET.fromstring(sparkline((3, 4, None, 6, 6)))  # noqa: S314
    assert drawing.get("aria-hidden") == "true"
    assert drawing[0].get("d", "").count("M") == 2
    assert sparkline((None, 5, HIDDEN)) == ""
    assert sparkline((None, None, None, 5, 6)) == ""


@pytest.mark.parametrize(
    ("value", "target"), [(3, 6), (8, 6), (None, 6), (0, 0), (-5, 5), (5, -5), (1e30, 1)]
)
def test_a_meter_lies_within_its_track(value: float | None, target: float) -> None:
    drawing = ET.fromstring(meter(value, target))  # noqa: S314
    for element in drawing.iter():
        start, width = (float(element.get(name, "0").rstrip("%")) for name in ("x", "width"))
        assert start >= 0
        assert start + width <= 100.01
