"""Every figure counted again by SQL, from tables written beside the records: 400 people, three
years, three days."""

from __future__ import annotations

import statistics
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import hubs
from community import Community, community
from hearth.manage.desk.programmes import programme_contents
from hearth.manage.figures import FIGURES, MetricContext, measure
from hearth.manage.private import read_notes

DAYS = (date(2025, 3, 31), date(2026, 2, 28), hubs.AS_OF)

VIEWS = """
create temp view done as select act.* from act join day where act.day <= day.d;
create temp view deed as select done.* from done join person on person.id = done.person
  where kind <> 'join' and not team;
create temp view gift as select * from deed where gives;
create temp view year_all as select done.* from done, day where done.day > date(d, '-365 day');
create temp view belongs as select id, team from person, day where joined <= d
  and ("left" is null or "left" > d);
create temp view held as select occasion.* from occasion, day where day <= d and not off;
create temp view lately as select held.* from held, day where held.day > date(d, '-365 day');
create temp view came as select lately.object, type, there, room, registered, first,
  coalesce(coalesce(there, far) + iif(mode = 'hybrid', far, 0),
  nullif((select count(*) from present where present.object = lately.object), 0)) as heads
    from lately;
create temp view kept as select resource.*, coalesce(reviewed, added) as checked, d,
  gone is not null and gone <= d as dead,
  coalesce(reviewed, added) <= d
    and d <= coalesce(review_after, date(coalesce(reviewed, added), '+180 day')) as fresh
  from resource, day where added <= d;
create temp view need as select topic, count(distinct id) as wanted from (
    select topic, person as id from wish union all select topic, person from ask, day
        where since > date(d, '-365 day') and since <= d)
  where id in (select id from belongs) group by topic;
create temp view part as select object, person, max(weight) as weight from (
    select object, person, day,
        case kind when 'attend' then 0.5 when 'speak' then 2 when 'author' then 2 else 3 end
        as weight from done
      where kind in ('host', 'organise', 'moderate', 'project', 'lead', 'speak', 'author', 'attend')
    union all select object, person, day, 2 from slot where person = 'Gil Guest'
    union all select object, person, day, 0.5 from present), day
  where day > date(d, '-365 day') and day <= d group by object, person;
create temp view met as select one.person as one, other.person as other from part one
  join part other on one.object = other.object and one.person < other.person
    where (select count(*) from part third where third.object = one.object
        and third.weight >= min(one.weight, other.weight)) <= 25
  union select person, substr(object, 5, 4) from year_all where kind = 'answer'
  union select person, substr(object, 8) from year_all where kind = 'buddy'
  union select mentor, mentee from pair, day where since <= d
  union select substr(people, 1, 4), substr(people, 6) from introduction, day
    where introduction.met > date(d, '-365 day') and introduction.met <= d;
create temp view tie as select distinct min(one, other) as one, max(one, other) as other from met
  where one <> other and one in (select id from belongs) and other in (select id from belongs);
create temp view node as select distinct person as id from year_all where kind <> 'join'
  and person in (select id from belongs)
  union select one from tie union select other from tie;
create temp view circles as select person, circle from belonging, day where since <= d
  union select member, programme from term, day where since <= d and d <= until;
create temp view ended as select term.*, exists (select 1 from term as later
    where later.member = term.member and later.programme = term.programme
      and later.since > term.until and later.since <= date(term.until, '+90 day')
      and later.since <= d) as went,
  (select answer from last_talk as talk where talk.member = term.member
      and talk.programme = term.programme and talk.until = term.until and talk.day <= d) as said,
  date(term.until, '+90 day') < d as past from term, day where until < d;
create temp view promised as select commitment.*, case
    when done <= d and done <= due then 'kept' when done <= d then 'late'
    when dropped <= d then 'dropped' when due < d then 'overdue' else 'open' end as state
  from commitment, day where since <= d;
create temp view applied as select programme, received, iif(decided <= d, decision, null)
    as decision, iif(told <= d, told, null) as told
  from application, day where received <= d and received > date(d, '-365 day')
    and not (coalesce(decision, '') = 'withdrawn' and decided <= d);
create temp view lately_spent as select effort.* from effort, day
  where day <= d and day > date(d, '-365 day');
create temp view lately_elsewhere as select elsewhere.* from elsewhere, day
  where day <= d and day > date(d, '-365 day');
create temp view grouped as select one, other, exists (select 1 from circles a join circles b
  on a.circle = b.circle where a.person = one and b.person = other) as inside
  from tie where one in (select person from circles) and other in (select person from circles);
create temp view way as
  select id as person, 0 as step, joined as day from person, day where joined <= d and not team
  union all select lesson.person, 1, min(lesson.day) from lesson, day where lesson.day <= d
    group by lesson.person
  union all select person, 2, min(day) from deed group by person
  union all select deed.person, 3, min(deed.day) from deed join (select person, min(day) as day
    from deed group by person) first on first.person = deed.person and deed.day > first.day
    group by deed.person
  union all select person, 4, min(day) from deed where kind in ('author', 'ask') group by person
  union all select person, 5, min(day) from gift group by person
  union all select person, 6, min(day) from gift where kind in ('host', 'lead', 'mentor')
    group by person;
create temp view arrival as select way.person, step.step, min(way.day) as day, max(way.step) as at
  from way join (select distinct step from way) step on way.step >= step.step
  where person in (select person from way where step = 0) group by way.person, step.step;
create temp view heard as select person, max(day) as day from (select person, day from deed
  union all select person, day from way) group by person;
create temp view cohort as select id as person, joined,
  date(joined, 'start of month', '-' || ((cast(strftime('%m', joined) as int) - 1) % 3) || ' month',
  '+3 month', '-1 day') as closes
  from person, day where joined <= d and not team;
create temp view year as select deed.* from deed, day where deed.day > date(d, '-365 day');
"""
"""What the questions below are asked of; the table ``day`` holds the day alone."""

QUESTIONS = {
    "members": "select count(*) from belongs",
    "newcomers": """select count(*) from (select person, min(day) as first from gift
        group by person), quarter
        where first between opens and closes""",
    "active_90": "select count(distinct person) from deed, day where deed.day > date(d, '-90 day')",
    "active_180": (
        "select count(distinct person) from deed, day where deed.day > date(d, '-180 day')"
    ),
    "active_365": "select count(distinct person) from year",
    "modes": """select round(100.0 * count(*) filter (where high > 1) / count(*), 1) from
        (select belongs.id, max(coalesce(mode, 0)) as high from belongs left join year
            on year.person = belongs.id where not team group by belongs.id)""",
    "moves": """with half as (select person,
            max(mode) filter (where deed.day <= date(d, '-182 day')) as before,
            max(mode) filter (where deed.day > date(d, '-182 day')) as after from deed, day
            where deed.day > date(d, '-364 day') group by person),
        stayed as (select id from person, day where joined <= date(d, '-364 day')
            and ("left" is null or "left" > d) and not team)
        select round(100.0 * count(*) filter (where coalesce(after, 0) > coalesce(before, 0))
            / count(*), 1) from stayed left join half on person = id""",
    "second_act": """with first as (select person, min(day) as day from deed group by person)
        select round(100.0 * count(*) filter (where exists (select 1 from deed
            where deed.person = first.person and deed.day > first.day
            and deed.day <= date(first.day, '+90 day'))) / count(*), 1) from first, day
                where first.day > date(d, '-455 day') and first.day <= date(d, '-90 day')""",
    "inactive": """select count(*) from (select max(day) as last from deed group by person), day
        where last > date(d, '-360 day') and last <= date(d, '-180 day')""",
    "returned": """select count(*) from (select person,
        min(deed.day) filter (where deed.day > date(d, '-90 day')) as back,
        max(deed.day) filter (where deed.day <= date(d, '-90 day')) as gone from deed, day
            group by person) where julianday(back) - julianday(gone) > 180""",
    "occasional": """select round(100.0 * count(*) filter (where n = 1) / count(*), 1) from
        (select count(*) as n from year where gives group by person)""",
    "absence_factor": """with ranked as (select person, count(*) as n from done, day where gives
        and done.day > date(d, '-365 day')
            and person in (select id from person) group by person),
        summed as (select sum(n) over (order by n desc, person) as upto,
            row_number() over (order by n desc, person) as place from ranked)
        select min(place) from summed where upto * 2 >= (select sum(n) from ranked)""",
    "organisations": """select count(distinct organisation) from year join person
        on person.id = year.person where gives and organisation <> ''""",
    "types": "select count(*) from year where gives",
    "first_step": """select round(100.0 * count(*) filter (where exists (select 1 from deed
        where deed.person = id and deed.day <= date(joined, '+90 day'))) / count(*), 1)
        from person, day where not team and joined > date(d, '-455 day')
            and joined <= date(d, '-90 day')""",
    "journey": """select round(100.0 * count(*) filter (where step = 5)
        / count(*) filter (where step = 0), 1)
        from arrival where person in (select id from belongs)""",
    "still_there": """with size as (select closes, count(*) as n from cohort group by closes),
        row as (select closes, iif(n < 5, substr(closes, 1, 4), closes) as name from size),
        told as (select closes from row join day where (select max(closes) from row as other
            where other.name = row.name) <= date(d, '-450 day'))
        select round(100.0 * count(*) filter (where exists (select 1 from deed
        where deed.person = cohort.person and deed.day between date(joined, '+361 day')
            and date(joined, '+450 day'))) / count(*), 1)
        from cohort where closes in (select closes from told)""",
    "retention": """with start as (select person, min(day) as day from deed group by person),
        cohort as (select person, cast(substr(day, 1, 4) as int) * 4
            + (cast(substr(day, 6, 2) as int) - 1) / 3 as q from start),
        later as (select distinct person, cast(substr(day, 1, 4) as int) * 4
            + (cast(substr(day, 6, 2) as int) - 1) / 3 as q from deed)
        select round(100.0 * count(*) filter (where exists (select 1 from later
            where later.person = cohort.person and later.q = cohort.q + 4)) / count(*), 1)
        from cohort, quarter where cohort.q + 4 <= number""",
    "events_held": "select count(*) from lately",
    "cancelled": """select round(100.0 * sum(off) / count(*), 1) from occasion, day where day <= d
        and day > date(d, '-365 day')""",
    "attendance": "select middle(heads) from came where heads is not null",
    "fill": (
        "select round(100.0 * sum(there) / sum(room), 1) from came where there is not null and "
        "room is not null"
    ),
    "show_up": (
        "select round(100.0 * sum(heads) / sum(registered), 1) from came where heads is not null "
        "and registered > 0"
    ),
    "first_timers": """with early as (select person, min(day) as day from done where kind <> 'join'
        group by person),
        new as (select present.object, count(*) as heads,
            count(*) filter (where early.day is null or early.day >= present.day) as fresh
            from present left join early on early.person = present.person group by object),
        told as (select iif(first is not null and came.heads is not null, first, fresh) as fresh,
            iif(first is not null and came.heads is not null, came.heads, new.heads) as heads
            from came left join new on new.object = came.object)
        select round(100.0 * sum(fresh) / sum(heads), 1) from told where fresh is not null""",
    "speakers": (
        "select count(distinct person) from slot where object in (select object from lately)"
    ),
    "time_fair": """select round(100.0 * sum(by_day) / count(*), 1) from lately join fair
        on fair.object = lately.object
        join (select zone from belongs join person on person.id = belongs.id where zone <> '') lived
            on lived.zone = fair.zone where mode <> 'in-person'""",
    "access": """with coming as (select mode, access from occasion, day where day > d and not off
        and series is not null group by event having day = min(day))
        select round(100.0 * sum(access * iif(mode = 'online', 1, 2))
            / sum(case mode when 'online' then 4 when 'hybrid' then 8 else 7 end), 1)
            from coming""",
    "conduct_coverage": "select round(100.0 * sum(care) / count(*), 1) from lately",
    "followup": """select round(100.0 * count(*) filter (where told <= d) / count(*), 1)
        from held, day
        where day <= date(d, '-15 day') and day >= date(d, '-365 day')""",
    "fresh": (
        "select round(100.0 * sum(fresh) / count(*), 1) from kept where not dead and checked <= d"
    ),
    "dead_links": ("select round(100.0 * sum(dead) / count(*), 1) from kept where dead or fresh"),
    "curators": (
        "select count(distinct person) from done, day where kind = 'curate' and done.day > "
        "date(d, '-365 day')"
    ),
    "coverage": """select round(100.0 * count(*) filter (
            where topic in (select topic from offer, day where since <= d
                and person in (select id from belongs))
            and topic in (select topic from kept where fresh and not dead)
            and topic in (select topic from about where object in (select object from lately)))
        / count(*), 1) from need where wanted >= 2""",
    "first_answer": """select middle(julianday(first) - julianday(since))
        from (select since, (select min(response.day) from response
            where response.person = ask.person and response.number = ask.number and by <> ask.person
                and response.day <= d) as first
        from ask, day where since > date(d, '-365 day') and since <= d) where first is not null""",
    "isolates": (
        "select count(*) from node where id not in (select one from tie union select other from "
        "tie)"
    ),
    "crossing": "select round((sum(not inside) - sum(inside)) * 1.0 / count(*), 2) from grouped",
    "introductions": """select round(100.0 * count(*) filter (where met <= d) / count(*), 1)
        from introduction, day
        where suggested > date(d, '-365 day') and suggested <= d""",
    "mentoring": "select count(distinct mentee) from pair, day where since <= d",
    "buddies": (
        "select round(100.0 * count(*) filter (where buddy <> '') / count(*), 1) from person, "
        "day where joined > date(d, '-365 day') and joined <= d"
    ),
    "stories": (
        "select count(*) from post, day where type = 'story' and cycle <> '' and day <= d and "
        "day > date(d, '-365 day')"
    ),
    "conduct_reports": (
        "select max(reports, (select count(*) from report, day where cast(strftime('%Y', received) "
        "as int) = cast(strftime('%Y', d, '+1 day') as int) - 1)) from moderation, day where year "
        "= cast(strftime('%Y', d, '+1 day') as int) - 1"
    ),
    "belonging": """select round(100.0 * sum((answer - low) * 1.0 / (high - low) * number)
        / sum(number), 1) from said where asking = (select id from asking, day
        where measure = 'belonging' and ended <= d and ended > date(d, '-365 day')
        order by ended desc, id desc limit 1)""",
    "event_feedback": """select round(100.0 * sum((answer - low) * 1.0 / (high - low) * number)
        / sum(number), 1) from said where asking in (select id from asking, day
        where measure = 'event' and ended <= d and ended > date(d, '-365 day'))""",
    "survey_response": """select round(100.0 * sum(answered) / sum(asked), 1) from asking, day
        where asked is not null and ended <= d and ended > date(d, '-365 day')""",
    "interviews": """select count(distinct id) from talk, day
        where day <= d and day > date(d, '-365 day')""",
    "programme_answers": (
        "select middle(julianday(told) - julianday(received)) from applied where told is not null"
    ),
    "programme_kept": """select round(100.0 * count(*) filter (where state = 'kept')
        / count(*) filter (where state <> 'dropped'), 1) from promised, day
        where due < d and due > date(d, '-365 day')""",
    "programme_renewed": """select round(100.0 * sum(went) / count(*)
        filter (where went or past or said = 'stops'), 1) from ended, day
        where until > date(d, '-365 day')""",
    "programme_hours": "select round(sum(hours), 1) from lately_spent",
    "data_quality": """with filled as (select sum(heads is not null) * 1.0 / count(*) as share
        from came
        union all select avg(registered is not null) from came where room is not null
        union all select avg(zone <> '') from belongs join person on person.id = belongs.id
        union all select 0
        union all select avg(organisation <> '') from belongs join person on person.id = belongs.id
        union all select avg(consent) from belongs join person on person.id = belongs.id
        union all select avg(welcomed is not null) from belongs join person
            on person.id = belongs.id
        union all select 1 union all select 1
        union all select avg(reviewed is not null) from kept where not dead
        union all select avg(checker <> '') from kept where not dead
        union all select avg(suggested <> '') from kept where not dead
        union all select avg(curator <> '') from kept where not dead
        union all select avg(cycle <> '') from post, day where type = 'story' and day <= d
            and day > date(d, '-365 day'))
        select round(100.0 * count(*) filter (where share >= 0.6) / count(*), 1) from filled""",
}
"""The value of each figure; `quarter` holds the last complete quarter."""

COVERED = {
    "organisations": """select count(distinct id) filter (where organisation <> ''),
        count(distinct id) from year join person on person.id = year.person
        where gives""",
    "attendance": "select count(heads), count(*) from came",
    "fill": (
        "select count(*) filter (where there is not null and room is not null), count(*) from "
        "lately where mode <> 'online'"
    ),
    "show_up": (
        "select count(*) filter (where heads is not null and registered > 0), count(*) from came "
        "where registered is not null or room is not null"
    ),
    "first_timers": """select count(*) filter (where first is not null and heads is not null
        or object in (select object from present)), count(*) from came""",
    "time_fair": (
        "select count(*) filter (where zone <> ''), count(*) from belongs join person on "
        "person.id = belongs.id"
    ),
    "crossing": "select (select count(*) from grouped), count(*) from tie",
    "fresh": "select count(*) filter (where checked <= d), count(*) from kept where not dead",
    "dead_links": "select count(*) filter (where dead or fresh), count(*) from kept",
    "belonging": """select (select sum(number) from said where asking = id), answered * questions
        from asking, day where measure = 'belonging' and ended <= d
        and ended > date(d, '-365 day') order by ended desc, id desc limit 1""",
    "event_feedback": """select sum((select sum(number) from said where asking = id)),
        sum(answered * questions) from asking, day where measure = 'event' and ended <= d
        and ended > date(d, '-365 day')""",
    "survey_response": """select count(asked), count(*) from asking, day
        where ended <= d and ended > date(d, '-365 day')""",
    "programme_answers": "select count(told), count(decision) from applied",
}
"""(how many tell, of how many) for figures that need something to be told."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Community, Path]:
    """The community and the folder of its files."""
    found = community()
    found.tables.create_aggregate("middle", 1, Middle)
    return found, hubs.minimal_hub(tmp_path_factory.mktemp("four-hundred"), found.files)


@pytest.fixture(scope="module", params=DAYS, ids=str)
def on_a_day(
    request: pytest.FixtureRequest, made: tuple[Community, Path]
) -> tuple[MetricContext, Community]:
    """What figures are computed from on the day, and tables that know the day."""
    told, folder = made
    hub, problems = hubs.load(folder, request.param)
    notes, wrong = read_notes(hub)
    assert [*problems.errors, *wrong] == []
    _set_day(told, request.param)
    return MetricContext.of(hub, notes), told


def _set_day(told: Community, day: date) -> None:
    tables = told.tables
    names = [
        name
        for name, kind in tables.execute("select name, type from sqlite_temp_master").fetchall()
        if kind == "view"
    ]
    tables.executescript(
        "".join(f"drop view temp.{name};" for name in names)
        + "drop table if exists day; drop table if exists quarter;"
    )
    tables.execute("create table day as select ? as d", [str(day)])
    months = (day.month - 1) // 3 * 3
    over = (
        months + 3
        if (day.month % 3, day.day) == (0, 31) or (day.month, day.day) in ((6, 30), (9, 30))
        else months
    )
    year, over = (day.year, over) if over else (day.year - 1, 12)
    closes = f"date('{year}-01-01', '+{over} month', '-1 day')"
    opens = f"date('{year}-01-01', '+{over - 3} month')"
    tables.executescript(
        f"create table quarter as select {opens} as opens, {closes} as closes, "
        f"{year * 4 + over // 3 - 1} as number; {VIEWS}"
    )


class Middle:
    """The median, which SQLite lacks."""

    def __init__(self) -> None:
        self.values: list[float] = []

    def step(self, value: float | None) -> None:
        """One more value; what is not known is left out."""
        self.values += [] if value is None else [value]

    def finalize(self) -> float | None:
        return round(float(statistics.median(self.values)), 1) if self.values else None


def ask(told: Community, question: str) -> Any:
    """The one value a question gives."""
    return told.tables.execute(question).fetchone()[0]


def test_the_ledger_holds_every_act_and_no_other(on_a_day: tuple[MetricContext, Community]) -> None:
    """Row by row."""
    context, told = on_a_day
    acts = {
        (act.person, act.kind, str(act.day), act.object)
        for act in context.everything.acts
        if act.person in context.persons
    }
    assert acts == set(told.tables.execute("select person, kind, day, object from done"))


@pytest.mark.parametrize("name", QUESTIONS)
def test_figures_equal_sql(on_a_day: tuple[MetricContext, Community], name: str) -> None:
    """Each figure's value on each day."""
    context, told = on_a_day
    assert FIGURES[name].compute(context).value == ask(told, QUESTIONS[name])


def reached(ties: dict[str, set[str]], start: str, without: str = "") -> set[str]:
    """Everybody there is a way to."""
    found, waiting = {start}, [start]
    while waiting:
        fresh = ties[waiting.pop()] - found - {without}
        found |= fresh
        waiting += fresh
    return found


def test_the_network_equals_a_walk(on_a_day: tuple[MetricContext, Community]) -> None:
    """Its largest part, its size, and everybody without whom it would fall apart, found by leaving
    each away in turn."""
    context, told = on_a_day
    ties: dict[str, set[str]] = {
        name: set() for (name,) in told.tables.execute("select id from node")
    }
    for one, other in told.tables.execute("select one, other from tie"):
        ties[one].add(other)
        ties[other].add(one)
    largest = max(len(reached(ties, name)) for name in ties)
    answer = FIGURES["network"].compute(context)
    assert answer.table is not None and answer.value == round(100 * largest / len(ties), 1)
    told_of = {name: (people, number) for name, people, _, number in answer.table.rows}
    assert told_of["active or tied"] == (len(ties), None)
    assert told_of["ties"] == (None, sum(map(len, ties.values())) / 2)
    cut = {
        name
        for name, around in ties.items()
        if around and not around <= reached(ties, min(around), without=name)
    }
    assert FIGURES["connectors"].compute(context).value == len(cut)


@pytest.mark.parametrize("name", COVERED)
def test_coverage_equals_sql(on_a_day: tuple[MetricContext, Community], name: str) -> None:
    """And where fewer than six of ten tell, there is no figure."""
    context, told = on_a_day
    answer = FIGURES[name].compute(context)
    covered, total = told.tables.execute(COVERED[name]).fetchone()
    assert (answer.covered, answer.total, answer.enough) == (covered, total, covered >= 0.6 * total)


@pytest.fixture(scope="module")
def today(made: tuple[Community, Path]) -> MetricContext:
    """What figures are computed from on the last day."""
    hub, _ = hubs.load(made[1])
    return MetricContext.of(hub, read_notes(hub)[0])


def test_looking_back_gives_what_was_said_then(
    on_a_day: tuple[MetricContext, Community], today: MetricContext
) -> None:
    """Looked at from a later day, each figure that the records tell of is what it was: its numbers,
    table and note."""
    then = today.at(on_a_day[0].day)
    dated = [about for about in FIGURES.values() if about.dated]
    assert [about.id for about in dated if about.compute(then) != about.compute(on_a_day[0])] == []


def test_cells_of_quarters_that_are_not_over_are_blank(
    on_a_day: tuple[MetricContext, Community],
) -> None:
    """A cohort's curve ends with the last quarter that all of it can have had."""
    context, told = on_a_day
    table = FIGURES["retention"].compute(context).table
    last = ask(told, "select number from quarter")
    cohorts = [row for row in table.rows if "Q" in row[0]] if table else []
    for name, _, *cells in cohorts:
        known = last - (4 * int(name[:4]) + int(name[-1]) - 1)
        assert [cell is None for cell in cells] == [step > known for step in range(len(cells))], (
            name
        )
    assert cohorts


WITHIN = (90, 90, 90, 60, 90, 90)
"""Days within which people go on from each step."""
STEPS = """select count(*) filter (where member),
    count(*) filter (where member and arrival.at = :step),
    count(*) filter (where member and arrival.at = :step and heard.day <= date(d, :late)),
    count(*) filter (where arrival.day > date(d, :early) and arrival.day <= date(d, :late)),
    count(*) filter (where arrival.day > date(d, :early) and arrival.day <= date(d, :late)
        and onward.day <= date(arrival.day, :time)),
    count(*) filter (where arrival.day > date(d, :late)),
    middle(iif(arrival.day > date(d, :early) and arrival.day <= date(d, :late),
        julianday(onward.day) - julianday(arrival.day), null))
  from (select *, person in (select id from belongs) as member from arrival) arrival, day
    join heard on heard.person = arrival.person
    left join arrival onward on onward.person = arrival.person and onward.step = :step + 1
  where arrival.step = :step"""


def test_the_steps_of_journeys_equal_sql(on_a_day: tuple[MetricContext, Community]) -> None:
    """Each step's row; a milestone that nothing tells of has none."""
    context, told = on_a_day
    table = FIGURES["journey"].compute(context).table
    assert table and len(table.rows) == len(WITHIN) + 1
    for step, days in enumerate(WITHIN):
        asked = {"step": step, "early": f"-{days + 365} day", "late": f"-{days} day"}
        found = told.tables.execute(STEPS, {**asked, "time": f"+{days} day"}).fetchone()
        assert table.rows[step][1:] == found, table.rows[step][0]


def test_cohorts_equal_sql(on_a_day: tuple[MetricContext, Community]) -> None:
    """How many of a quarter were still there, and nothing where it cannot be known yet."""
    context, told = on_a_day
    table = FIGURES["still_there"].compute(context).table
    cohorts = [row for row in table.rows if "Q" in str(row[0])] if table else []
    assert any(None in row for row in cohorts) and any(None not in row for row in cohorts)
    for name, people, *cells in cohorts:
        closes = f"date('{str(name)[:4]}-01-01', '+{3 * int(str(name)[-1])} month', '-1 day')"
        for cell, (first, last) in zip(
            cells[::2], ((91, 180), (181, 270), (361, 450)), strict=True
        ):
            assert (people, cell) == told.tables.execute(f"""select count(*),
                iif(date(closes, '+{last} day') <= d, count(*) filter (where exists (select 1
                from deed where deed.person = cohort.person and deed.day
                between date(joined, '+{first} day') and date(joined, '+{last} day'))), null)
                from cohort, day where closes = {closes}""").fetchone()  # noqa: S608


PROGRAMMES = {
    "programme_answers": """select count(*), count(*) filter (where decision = 'accepted'),
        count(*) filter (where decision = 'declined'),
        count(*) filter (where decision = 'waiting-list'), count(*) filter (where decision is null)
        from applied where programme = :programme""",
    "programme_kept": """select count(*) filter (where state = 'kept'),
        count(*) filter (where state = 'late'), count(*) filter (where state = 'overdue'),
        count(*) filter (where state = 'dropped') from promised, day
        where programme = :programme and due < d and due > date(d, '-365 day')""",
    "programme_renewed": """select count(*) filter (where went),
        count(*) filter (where not went and (past or said = 'stops')),
        count(*) filter (where not went and not past and coalesce(said, '') <> 'stops')
        from ended, day where programme = :programme and until > date(d, '-365 day')""",
    "programme_hours": """select (select round(sum(hours), 1) from lately_spent
            where programme = :programme), (select round(sum(cost), 2) from lately_spent
            where programme = :programme), count(*), sum(result),
        (select count(distinct member) from brought, day where programme = :programme
            and day <= d and day > date(d, '-365 day'))
        from lately_elsewhere where programme = :programme""",
}
"""The rows of the tables behind figures of programmes."""


@pytest.mark.parametrize("name", PROGRAMMES)
def test_tables_of_programmes_equal_sql(
    on_a_day: tuple[MetricContext, Community], name: str
) -> None:
    """Each programme's row."""
    context, told = on_a_day
    table = FIGURES[name].compute(context).table
    assert table and len(table.rows) == 3
    for number, row in enumerate(table.rows):
        asked = {"programme": f"programme-{number}"}
        assert row[1:] == told.tables.execute(PROGRAMMES[name], asked).fetchone()


COHORT = """with part as (select term.* from term, cohort_of as c, day
    where c.programme = :programme and c.name = :name and term.programme = :programme
    and (term.since between c.since and c.until
      or c.since between term.since and term.until)),
  agreed as (select promised.* from promised, cohort_of as c where c.programme = :programme
    and c.name = :name and promised.programme = :programme
    and promised.since between c.since and c.until
    and promised.member in (select member from part)),
  over as (select ended.* from ended join part on ended.member = part.member
    and ended.since = part.since and ended.programme = part.programme)
select (select count(*) from part),
  (select coalesce(round(sum(hours), 1), 0) from effort, cohort_of as c, day
    where effort.programme = :programme and c.programme = :programme and c.name = :name
    and day <= d and day between c.since and c.until),
  (select count(*) from agreed where state = 'kept'),
  (select count(*) from agreed where state = 'overdue'),
  (select count(*) from elsewhere as e, day where coalesce(programme, :programme) = :programme
    and day <= d
    and exists (select 1 from part where part.member = e.member
      and e.day between part.since and part.until)),
  (select count(*) from over where went),
  (select count(distinct member) from part, day where member in (select person from done, day
    where kind <> 'join' and done.day > date(d, '-90 day')))"""


def test_cohorts_of_programmes_equal_sql(on_a_day: tuple[MetricContext, Community]) -> None:
    """What each took and brought."""
    context, told = on_a_day
    seen = 0
    for found in programme_contents(context):
        for one in found.cohorts:
            asked = {"programme": found.group.id, "name": one.cohort.name}
            assert (
                len(one.terms),
                one.hours,
                one.commitments["kept"],
                one.commitments["overdue"],
                one.deeds,
                one.outcomes["went-on"],
                one.still,
            ) == told.tables.execute(COHORT, asked).fetchone()
            seen += 1
    assert seen >= 3


def test_small_numbers_are_hidden_in_public(on_a_day: tuple[MetricContext, Community]) -> None:
    """No count of people between one and four, and no share of fewer than ten, is left."""
    for figure in measure(on_a_day[0]).values():
        shown, personal = figure.public(), figure.about.personal
        for answer in (shown.now, shown.before):
            if answer and figure.about.unit == "people":
                assert answer.value is None or answer.value == 0 or answer.value >= 5
            if answer and answer.value is not None and figure.about.unit == "%" and personal:
                assert answer.n >= 10
            table = answer.table if answer else None
            for row in table.rows if table else ():
                assert all(
                    row[column] in (0, "<5", "hidden", None) or abs(row[column]) >= 5
                    for column in table.personal
                )
                few = table.shares and row[table.personal[0]] in ("<5", *range(10))
                assert not few or {row[column] for column in table.shares} <= {"hidden", None}


def test_every_figure_has_a_question() -> None:
    """A figure that nobody counts again is none."""
    assert sorted(FIGURES) == sorted([*QUESTIONS, "network", "connectors"])
