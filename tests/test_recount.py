"""Every figure counted again by SQL, from tables written beside the records: 400 people, three years, three days."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import hubs
from community import Community, community
from hearth.figures import FIGURES, Ground
from hearth.private import read_notes

DAYS = (date(2025, 3, 31), date(2026, 2, 28), hubs.AS_OF)

VIEWS = """
create temp view done as select act.* from act join day where act.day <= day.d;
create temp view deed as select done.* from done join person on person.id = done.person where kind <> 'join' and not team;
create temp view gift as select * from deed where gives;
create temp view belongs as select id, team from person, day where joined <= d and ("left" is null or "left" > d);
create temp view held as select occasion.* from occasion, day where day <= d and not off;
create temp view year as select deed.* from deed, day where deed.day > date(d, '-365 day');
"""
"""What the questions below are asked of; the table ``day`` holds the day alone."""

QUESTIONS = {
    "members": "select count(*) from belongs",
    "newcomers": """select count(*) from (select person, min(day) as first from gift group by person), quarter
        where first between opens and closes""",
    "active_90": "select count(distinct person) from deed, day where deed.day > date(d, '-90 day')",
    "active_180": "select count(distinct person) from deed, day where deed.day > date(d, '-180 day')",
    "active_365": "select count(distinct person) from year",
    "modes": """select round(100.0 * count(*) filter (where high > 1) / count(*), 1) from
        (select belongs.id, max(coalesce(mode, 0)) as high from belongs left join year on year.person = belongs.id where not team group by belongs.id)""",
    "moves": """with half as (select person, max(mode) filter (where deed.day <= date(d, '-182 day')) as before,
            max(mode) filter (where deed.day > date(d, '-182 day')) as after from deed, day where deed.day > date(d, '-364 day') group by person),
        stayed as (select id from person, day where joined <= date(d, '-364 day') and ("left" is null or "left" > d) and not team)
        select round(100.0 * count(*) filter (where coalesce(after, 0) > coalesce(before, 0)) / count(*), 1) from stayed left join half on person = id""",
    "second_act": """with first as (select person, min(day) as day from deed group by person)
        select round(100.0 * count(*) filter (where exists (select 1 from deed where deed.person = first.person and deed.day > first.day
            and deed.day <= date(first.day, '+90 day'))) / count(*), 1) from first, day where first.day > date(d, '-455 day') and first.day <= date(d, '-90 day')""",
    "inactive": """select count(*) from (select max(day) as last from deed group by person), day
        where last > date(d, '-360 day') and last <= date(d, '-180 day')""",
    "returned": """select count(*) from (select person, min(deed.day) filter (where deed.day > date(d, '-90 day')) as back,
        max(deed.day) filter (where deed.day <= date(d, '-90 day')) as gone from deed, day group by person) where julianday(back) - julianday(gone) > 180""",
    "occasional": """select round(100.0 * count(*) filter (where n = 1) / count(*), 1) from
        (select count(*) as n from year where gives group by person)""",
    "absence_factor": """with ranked as (select person, count(*) as n from done, day where gives and done.day > date(d, '-365 day')
            and person in (select id from person) group by person),
        summed as (select sum(n) over (order by n desc, person) as upto, row_number() over (order by n desc, person) as place from ranked)
        select min(place) from summed where upto * 2 >= (select sum(n) from ranked)""",
    "organisations": """select count(distinct organisation) from year join person on person.id = year.person where gives and organisation <> ''""",
    "types": "select count(*) from year where gives",
    "retention": """with start as (select person, min(day) as day from deed group by person),
        cohort as (select person, cast(substr(day, 1, 4) as int) * 4 + (cast(substr(day, 6, 2) as int) - 1) / 3 as q from start),
        later as (select distinct person, cast(substr(day, 1, 4) as int) * 4 + (cast(substr(day, 6, 2) as int) - 1) / 3 as q from deed)
        select round(100.0 * count(*) filter (where exists (select 1 from later where later.person = cohort.person and later.q = cohort.q + 4)) / count(*), 1)
        from cohort, quarter where cohort.q + 4 <= number""",
}
"""The value of each figure; `quarter` holds the last complete quarter."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Community, Path]:
    """The community and the folder of its files."""
    found = community()
    return found, hubs.minimal_hub(tmp_path_factory.mktemp("four-hundred"), found.files)


@pytest.fixture(scope="module", params=DAYS, ids=str)
def on_a_day(request: pytest.FixtureRequest, made: tuple[Community, Path]) -> tuple[Ground, Community]:
    """What figures are computed from on the day, and tables that know the day."""
    told, folder = made
    hub, problems = hubs.load(folder, request.param)
    notes, wrong = read_notes(hub)
    assert [*problems.errors, *wrong] == []
    _set_day(told, request.param)
    return Ground.of(hub, notes), told


def _set_day(told: Community, day: date) -> None:
    tables = told.tables
    names = [
        name for name, kind in tables.execute("select name, type from sqlite_temp_master").fetchall() if kind == "view"
    ]
    tables.executescript(
        "".join(f"drop view temp.{name};" for name in names) + "drop table if exists day; drop table if exists quarter;"
    )
    tables.execute("create table day as select ? as d", [str(day)])
    months = (day.month - 1) // 3 * 3
    over = months + 3 if (day.month % 3, day.day) == (0, 31) or (day.month, day.day) in ((6, 30), (9, 30)) else months
    year, over = (day.year, over) if over else (day.year - 1, 12)
    closes = f"date('{year}-01-01', '+{over} month', '-1 day')"
    opens = f"date('{year}-01-01', '+{over - 3} month')"
    tables.executescript(
        f"create table quarter as select {opens} as opens, {closes} as closes, {year * 4 + over // 3 - 1} as number; {VIEWS}"
    )


def ask(told: Community, question: str) -> Any:
    """The one value a question gives."""
    return told.tables.execute(question).fetchone()[0]


def test_the_ledger_holds_every_act_and_no_other(on_a_day: tuple[Ground, Community]) -> None:
    """Row by row."""
    ground, told = on_a_day
    acts = {
        (act.person, act.kind, str(act.day), act.object)
        for act in ground.everything.acts
        if act.person in ground.persons
    }
    assert acts == set(told.tables.execute("select person, kind, day, object from done"))


@pytest.mark.parametrize("name", QUESTIONS)
def test_figures_equal_sql(on_a_day: tuple[Ground, Community], name: str) -> None:
    """Each figure's value on each day."""
    ground, told = on_a_day
    assert FIGURES[name].compute(ground).value == ask(told, QUESTIONS[name])


def test_every_figure_has_a_question() -> None:
    """A figure that nobody counts again is none."""
    assert sorted(FIGURES) == sorted(QUESTIONS)
