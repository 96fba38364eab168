"""What becomes of rows: new, known, changed at the source or left out; and files that are never
rewritten."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hubs
from hearth.base.strict_yaml import HIDDEN, read_yaml
from hearth.contribute.importing.columns import by_names
from hearth.contribute.importing.detect import read_rows
from hearth.contribute.importing.mapping import ImportPlan, MappingError, read_mapping
from hearth.contribute.importing.preview import Preview, RowResult, prepare
from hearth.edit.record_files import path_of, reads_back, text_of, to_yaml, write_new
from hearth.model.hub import Hub

Files = dict[str, str | bytes | None]


def seen(
    hub: Hub, kind: str, text: str, form: str = "csv", plan: ImportPlan | None = None, **given: str
) -> Preview:
    """What would become of the rows of a file."""
    rows = read_rows(form, text.encode(), plan).rows
    return prepare(
        hub,
        rows,
        plan or by_names(kind, dict.fromkeys(name for row in rows for name in row.values)),
        given,
    )


def states(preview: Preview) -> list[str]:
    return [line.state for line in preview.lines]


def write(hub: Hub, preview: Preview) -> Hub:
    """The hub after the new files are written, which must be right."""
    for line in preview.lines:
        if line.state == "new":
            write_new(hub.root, str(line.path), str(line.text))
    after, problems = hubs.load(hub.root)
    assert list(map(str, problems.errors)) == []
    return after


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    return hubs.small_hub(tmp_path)


MEMBERS = (
    "Full Name;E-Mail;Member since;City;Country;Website;GitHub;Interests;Mystery\n"
    "Zoë Ünal;z@example.org;3 March 2026;Ankara;Turkey;https://zoe.example.org;"
    "https://github.com/zoe;Metrics, knitting;?\n"
)


class TestColumns:
    def test_names_near_ours_are_understood(self, hub: Hub) -> None:
        (line,) = seen(hub, "member", MEMBERS).lines
        assert (line.state, line.path) == ("new", "members/zoe-unal.yml")
        assert read_yaml(str(line.text)) == {
            "name": "Zoë Ünal",
            "place": {"city": "Ankara", "country": "TR"},
            "joined": "2026-03-03",
            "links": {"website": "https://zoe.example.org", "github": "zoe"},
            "added": "2026-11-23",
            "topics": ["metrics"],
        }
        assert line.why == ('topics: no topic is called "knitting"',)

    def test_what_nothing_is_taken_from_is_told(self, hub: Hub) -> None:
        assert seen(hub, "member", MEMBERS).unused == ("E-Mail", "Mystery")

    @pytest.mark.parametrize(
        "column",
        ["E-Mail", "email address", "Phone", "Mobile number", "work_phone", "Address", "Birthday"],
    )
    def test_personal_contacts_are_not_imported(self, hub: Hub, column: str) -> None:
        preview = seen(hub, "member", f"name,joined,{column}\nZoë,2026-01-01,xyzzy\n")
        assert preview.unused == (column,) and "xyzzy" not in str(preview.lines[0].text)

    def test_a_mail_address_in_another_column_is_not_imported(self, hub: Hub) -> None:
        (line,) = seen(
            hub,
            "member",
            "name,joined,bio,mastodon\nZoë,2026-01-01,Write to z@example.org,zoe@example.social\n",
        ).lines
        assert "z@example.org" not in str(line.text) and "zoe@example.social" in str(line.text)
        assert line.why == ("body holds a mail address: personal contacts are not imported",)

    def test_events_from_a_table(self, hub: Hub) -> None:
        (line,) = seen(
            hub,
            "event",
            (
                "Event,Date,End date,Description,Where,Tags\n"
                'Camp,3.12.2026,5.12.2026,Two days out.,"Porto, Portugal",welcome\n'
            ),
        ).lines
        assert read_yaml(str(line.text)) == {
            "title": "Camp",
            "summary": "Two days out.",
            "start": "2026-12-03",
            "end": "2026-12-05",
            "all_day": "true",
            "mode": "in-person",
            "place": {"city": "Porto", "country": "PT"},
            "added": "2026-11-23",
            "topics": ["onboarding"],
        }

    def test_a_title_is_taken_as_it_stands(self, hub: Hub) -> None:
        """And a description without its HTML."""
        (line,) = seen(
            hub,
            "event",
            "title,start,mode,summary\nVec<T> & you,2026-12-05,online,<p>A &amp; <b>B</b></p>\n",
        ).lines
        found = read_yaml(str(line.text))
        assert (found["title"], found["summary"]) == ("Vec<T> & you", "A & B")

    def test_a_cell_that_looks_like_a_formula_is_text(self, hub: Hub) -> None:
        (line,) = seen(
            hub, "member", "name,joined,headline\nZoë,2026-01-01,\"=cmd|' /C calc'!A0\"\n"
        ).lines
        assert read_yaml(str(line.text))["headline"] == "=cmd|' /C calc'!A0"


class TestLeftOut:
    @pytest.mark.parametrize(
        ("kind", "text", "why"),
        [
            ("member", "name\nZoë\n", "joined is missing"),
            ("member", "name,joined\nZoë,3/4/2026\n", "joined is missing"),
            (
                "event",
                "title,start,mode,summary\nCall,2026-12-03 18:00,online,x\n",
                "timezone is missing",
            ),
            (
                "event",
                "title,start,where,summary\nCall,2026-12-03,Somewhere,x\n",
                "mode is missing",
            ),
            ("resource", "title,url,type\nA,https://example.org/a,book\n", "why is missing"),
            (
                "resource",
                "title,url,type,why\nA,javascript:alert(1),book,x\n",
                "url does not start with https: or http:",
            ),
        ],
    )
    def test_a_row_without_what_is_required_says_so(
        self, hub: Hub, kind: str, text: str, why: str
    ) -> None:
        (line,) = seen(hub, kind, text).lines
        assert (line.state, line.why[0], line.text) == ("left out", why, None)

    def test_what_was_lost_is_told_beside_it(self, hub: Hub) -> None:
        (line,) = seen(hub, "member", "name,joined\nZoë,3/4/2026\n").lines
        assert "can be two days" in line.why[1]

    def test_a_value_can_be_given_for_rows_that_have_none(self, hub: Hub) -> None:
        text = "title,url,type\nA,https://example.org/a,\nB,https://example.org/b,book\n"
        lines = seen(hub, "resource", text, type="article", why="We all read it.").lines
        assert [read_yaml(str(line.text))["type"] for line in lines] == ["article", "book"]

    def test_what_the_whole_hub_refuses_is_left_out(self, hub: Hub) -> None:
        """A rule between records holds for new ones too: here two topics would share a word."""
        lines = seen(
            hub, "topic", "label,description,synonyms\nCounting,x,metrics\nCare,y,\n"
        ).lines
        assert [line.state for line in lines] == ["left out", "new"]
        assert 'already means "metrics"' in lines[0].why[0]

    def test_a_wrong_value_does_not_cost_the_row(self, hub: Hub) -> None:
        (line,) = seen(
            hub, "member", "name,joined,website,timezone\nZoë,2026-01-01,nowhere,Mars\n"
        ).lines
        assert line.state == "new" and len(line.why) == 2 and "nowhere" not in str(line.text)


class TestKnown:
    @pytest.mark.parametrize(
        ("kind", "text"),
        [
            ("member", "name,joined\n ada  EXAMPLE ,2026-01-05\n"),
            (
                "event",
                (
                    "title,start,mode,timezone,summary\n"
                    "Welcome Call!,2026-12-03 18:00,online,Europe/Berlin,Meet the circle.\n"
                ),
            ),
            (
                "resource",
                (
                    "title,url,type,why\nA canvas,http://www.example.org/canvas/,guide,It asks "
                    "the right questions.\n"
                ),
            ),
            ("venue", "name,city,country\nthe hall,Nairobi,Kenya\n"),
        ],
    )
    def test_a_record_is_known_again(self, hub: Hub, kind: str, text: str) -> None:
        assert states(seen(hub, kind, text)) == ["known"]

    def test_a_row_can_repeat_another(self, hub: Hub) -> None:
        text = (
            "title,url,type,why,topics\nA,https://example.org/a,book,x,metrics\n"
            "B,https://www.example.org/a/,book,y,welcome\n"
        )
        first, second = seen(hub, "resource", text).lines
        why = ("same as row 2", "it says something else of: why")
        assert (second.state, second.path, second.why) == ("known", first.path, why)
        assert read_yaml(str(first.text))["topics"] == ["metrics", "onboarding"]

    def test_people_of_one_name_are_told_apart_by_their_links(self, hub: Hub) -> None:
        text = (
            "name,joined,github\nZoë,2026-01-01,zoe\nZoë,2026-01-01,zoey\nZoë,2026-01-01,\n"
            "Zoë,2026-01-01,zoey\n"
        )
        preview = seen(hub, "member", text)
        assert [(line.state, line.path) for line in preview.lines] == [
            ("new", "members/zoe.yml"),
            ("new", "members/zoe-2.yml"),
            ("known", "members/zoe.yml"),
            ("known", "members/zoe-2.yml"),
        ]
        assert states(seen(write(hub, preview), "member", text)) == ["known"] * 4

    @pytest.mark.parametrize("names", [("会議", "研究"), ("C", "C++", "C#"), ("😀", "😁")])
    def test_names_that_differ_are_two(self, hub: Hub, names: tuple[str, ...]) -> None:
        """Also where their ids would be the same."""
        text = "name,joined\n" + "".join(f"{name},2026-01-01\n" for name in names)
        for name in names:
            hub = write(hub, seen(hub, "member", f"name,joined\n{name},2026-01-01\n"))
        assert states(seen(hub, "member", text)) == ["known"] * len(names)
        assert len(hub.members) == 4 + len(names)

    def test_a_file_with_a_problem_is_neither_read_nor_replaced(self, tmp_path: Path) -> None:
        hubs.minimal_hub(tmp_path, {"members/zoe.yml": "nmae: Zoë\n"})
        (line,) = seen(hubs.load(tmp_path)[0], "member", "name,joined\nZoë,2026-01-01\n").lines
        assert line.state == "left out" and "mend it first" in line.why[0]


CAMP = "title,start,mode,summary\nCamp,{day},online,Out.\n"


class TestChanged:
    def changed(self, hub: Hub, day: str) -> RowResult:
        (line,) = seen(hub, "event", CAMP.format(day=day)).lines
        return line

    def test_a_new_day_is_shown_and_not_taken(self, hub: Hub) -> None:
        hub = write(hub, seen(hub, "event", CAMP.format(day="2026-12-05")))
        line = self.changed(hub, "2026-12-12")
        assert (line.state, line.path, line.text) == ("changed", "events/2026-12-camp.yml", None)
        assert line.why == ("start: the hub has 2026-12-05; the source 2026-12-12",)

    def test_a_move_into_another_month_is_shown(self, hub: Hub) -> None:
        hub = write(hub, seen(hub, "event", CAMP.format(day="2026-12-05")))
        for day in ("2027-01-20", "2026-11-25"):
            line = self.changed(hub, day)
            assert (line.state, line.path) == ("changed", "events/2026-12-camp.yml")

    def test_a_series_is_not_one_event_that_moved(self, hub: Hub) -> None:
        for day in ("2026-12-05", "2027-01-09"):
            hub = write(
                hub, seen(hub, "event", CAMP.format(day="2026-12-05") + f"Camp,{day},online,Out.\n")
            )
        line = self.changed(hub, "2027-02-06")
        assert (line.state, line.path) == ("new", "events/2027-02-camp.yml")

    def test_an_event_of_the_same_name_much_later_is_another(self, hub: Hub) -> None:
        hub = write(hub, seen(hub, "event", CAMP.format(day="2027-01-05")))
        assert self.changed(hub, "2027-06-05").path == "events/2027-06-camp.yml"

    def test_a_hand_edit_stays(self, hub: Hub) -> None:
        hub = write(hub, seen(hub, "event", CAMP.format(day="2026-12-05")))
        file = hub.root / "events/2026-12-camp.yml"
        file.write_text(
            file.read_text()
            .replace("title: Camp", "title: Our camp")
            .replace("Out.", "Out in the wood.")
        )
        before = hubs.tree(hub.root)
        hub, _ = hubs.load(hub.root)
        line = self.changed(hub, "2026-12-05")
        assert line.why == (
            "title: the hub has Our camp; the source Camp",
            "summary: the hub has Out in the wood.; the source Out.",
        )
        write(hub, seen(hub, "event", CAMP.format(day="2026-12-05")))
        assert hubs.tree(hub.root) == before

    def test_what_the_hub_says_beyond_the_source_is_no_difference(self, hub: Hub) -> None:
        (line,) = seen(
            hub,
            "resource",
            "title,url\nA canvas,https://example.org/canvas\n",
            type="book",
            why="x",
        ).lines
        assert (line.state, line.why) == ("known", ())

    def test_writing_replaces_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "members").mkdir()
        (tmp_path / "members/ada.yml").write_text("mine")
        with pytest.raises(FileExistsError):
            write_new(tmp_path, "members/ada.yml", "theirs")
        (tmp_path / "events").symlink_to(tmp_path / "members")
        with pytest.raises(FileExistsError):
            write_new(tmp_path, "events/x.yml", "theirs")
        assert {path.name for path in (tmp_path / "members").iterdir()} == {"ada.yml"}


class TestPlaces:
    @pytest.mark.parametrize(
        ("where", "expected"),
        [
            ("The Hall, Nairobi, Kenya", {"mode": "in-person", "venue": "hall"}),
            (
                "Town hall, 10115 Berlin, Germany",
                {
                    "mode": "in-person",
                    "place": {"name": "Town hall", "city": "Berlin", "country": "DE"},
                },
            ),
            ("Online", {"mode": "online"}),
            ("https://meet.example.org/secret", {"mode": "online"}),
            (
                "Edinburgh, Scotland",
                {
                    "mode": "in-person",
                    "place": {"city": "Edinburgh", "region": "Scotland", "country": "GB"},
                },
            ),
        ],
    )
    def test_a_location_becomes_a_place(
        self, hub: Hub, where: str, expected: dict[str, object]
    ) -> None:
        text = io.StringIO()
        csv.writer(text).writerows(
            [["title", "start", "summary", "location"], ["Camp", "2026-12-05", "Out.", where]]
        )
        (line,) = seen(hub, "event", text.getvalue()).lines
        found = read_yaml(str(line.text))
        assert {
            name: found[name] for name in ("mode", "venue", "place") if name in found
        } == expected
        assert "secret" not in str(line.text)

    def test_a_venue_is_known_in_its_own_script(self, tmp_path: Path) -> None:
        """And another name in that script is not taken for it."""
        hub = hubs.small_hub(
            tmp_path, {"events/venues/kaikan.yml": "name: 会館\ncity: Kyoto\ncountry: JP\n"}
        )
        lines = seen(
            hub,
            "event",
            "title,start,summary,location\nA,2026-12-05,x,会館\nB,2026-12-05,x,研究所\n",
        ).lines
        assert read_yaml(str(lines[0].text))["venue"] == "kaikan" and lines[1].state == "left out"


MAPPING = """\
kind: event
rows: list.events
required: [name]
id: [key]
skip: [{column: name, starts: "TBA", because: it has no name yet}]
fields:
  title: {from: name, as: [line, {without-end: " (new)"}]}
  summary: {text: "A meeting in {where.town}.", when: where.town}
  start: {from: at, as: day-first}
  mode:
    - {value: hybrid, when: [stream, where.town]}
    - {value: in-person, when: where.town}
  place.city: where.town
  place.country: {from: where.land, as: country}
  calls.0.what: {value: Talks, when: call}
  calls.0.url: call
  calls.0.closes: {from: until, as: day}
  topics:
    from: kinds
    as: [{split: "/"}, lower, {table: {count: metrics, meet: [events-craft, onboarding]}}, topic]
"""


class TestMappingFiles:
    def test_fields_come_from_where_the_file_says(self, hub: Hub) -> None:
        row = {
            "key": "E 7",
            "name": "Camp (new)",
            "at": "3/12/2026",
            "stream": False,
            "where": {"town": "Porto", "land": "Portugal"},
            "call": "https://example.org/call",
            "until": "2026-11-30",
            "kinds": "Count/Meet/Dance",
            "left": 1,
        }
        rows = [
            row,
            {"key": "E 8", "name": "TBA 2"},
            {"key": "e-7", "name": "Camping", "at": "3/12/2026", "where": {"town": "Porto"}},
            {},
        ]
        preview = seen(
            hub,
            "event",
            json.dumps({"list": {"events": rows}}),
            "json",
            read_mapping(MAPPING, None),
        )
        first, skipped, same, empty = preview.lines
        assert read_yaml(str(first.text)) == {
            "title": "Camp",
            "summary": "A meeting in Porto.",
            "start": "2026-12-03",
            "all_day": "true",
            "mode": "in-person",
            "place": {"city": "Porto", "country": "PT"},
            "added": "2026-11-23",
            "topics": ["metrics", "events-craft", "onboarding"],
            "calls": [{"what": "Talks", "url": "https://example.org/call", "closes": "2026-11-30"}],
        }
        assert first.path == "events/e-7.yml" and first.why == (
            'topics: "dance" is not in the table of the mapping file',
            "start says no time: it is taken for a whole day",
        )
        assert (skipped.state, skipped.why) == ("left out", ("it has no name yet",))
        assert (empty.state, empty.why) == ("left out", ("its name is empty",))
        assert same.state == "left out"  # its place has no country
        assert preview.unused == ("left",)

    def test_rows_with_one_id_are_one_record(self, hub: Hub) -> None:
        plan = read_mapping(
            "kind: member\nid: n\nfields: {name: a, joined: {value: '2026-01-01'}}", None
        )
        text = '[{"n": 1, "a": "Zoë"}, {"n": 1, "a": "Zoë U."}, {"n": 2, "a": "Zoë"}]'
        assert [line.path for line in seen(hub, "member", text, "json", plan).lines] == [
            "members/1.yml",
            "members/1.yml",
            "members/2.yml",
        ]
        hub = write(hub, seen(hub, "member", text, "json", plan))
        assert states(seen(hub, "member", text, "json", plan)) == ["known"] * 3

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("fields: {name: a}", "say `kind:`"),
            ("kind: member", "needs `fields:`"),
            ("kind: member\nfeilds: {}\nfields: {}", 'Did you mean "fields"'),
            ("kind: member\nfields: {nmae: a}", 'Did you mean "name"'),
            ("kind: member\nfields: {place.town: a}", "not a field"),
            ("kind: member\nfields: {name: {from: a, as: lowr}}", 'Did you mean "lower"'),
            ("kind: member\nfields: {name: {from: a, as: prefix}}", "needs a word"),
            ("kind: member\nfields: {name: {from: a, as: {cut: x}}}", "number of letters"),
            ("kind: member\nfields: {name: {from: a, as: {table: x}}}", "their word: our word"),
            ("kind: member\nfields: {name: {from: a, value: b}}", "exactly one"),
            ("kind: member\nfields: {name: {fro: a}}", "takes a column"),
            ("kind: member\nfields: {name: E-Mail}", "personal contact"),
            ("kind: member\nskip: [a]\nfields: {name: a}", "entry of `skip`"),
            ("kind: [", "line 1 breaks off"),
        ],
    )
    def test_a_wrong_file_is_explained(self, text: str, word: str) -> None:
        with pytest.raises(MappingError, match=word):
            read_mapping(text, None)

    def test_the_kind_asked_for_is_the_files(self) -> None:
        with pytest.raises(MappingError, match="--kind says event"):
            read_mapping("kind: member\nfields: {name: a}", "event")


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
CLEAN = TEXT.filter(lambda text: not HIDDEN.search(text) and "\r" not in text)
NOT_NULL = CLEAN.filter(lambda text: bool(text))


class TestAnyCell:
    @given(
        st.recursive(
            NOT_NULL,
            lambda inner: (
                st.lists(inner, min_size=1, max_size=3)
                | st.dictionaries(NOT_NULL, inner, min_size=1, max_size=3)
            ),
            max_leaves=6,
        )
    )
    def test_what_is_written_reads_back(self, value: object) -> None:
        assert read_yaml(to_yaml({"field": value})) == {"field": value}

    @given(fields=st.dictionaries(st.sampled_from(["name", "headline", "body"]), NOT_NULL))
    def test_a_file_with_a_text_reads_back(self, fields: dict[str, str]) -> None:
        given = {"joined": "2026-01-01", **fields}
        assert reads_back(path_of("member", "zoe", given), text_of("member", given), given)

    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(rows=st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT), min_size=1, max_size=4))
    def test_no_cell_makes_a_wrong_file(
        self, tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
    ) -> None:
        """And what was written is known the second time."""
        root = tmp_path_factory.mktemp("hub")
        hub = hubs.small_hub(root)
        text = io.StringIO()
        csv.writer(text).writerows([("name", "headline", "skills", "bio"), *rows])
        first = seen(hub, "member", text.getvalue(), joined="2026-01-01")
        after = write(hub, first)
        again = seen(after, "member", text.getvalue(), joined="2026-01-01")
        assert "new" not in states(again)
        assert [line.state == "left out" for line in again.lines] == [
            line.state == "left out" for line in first.lines
        ]
