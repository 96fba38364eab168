"""Published lists become a hub: what each field is made from, and that nothing goes by without a
word."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

import hubs

sys.path.insert(0, str(hubs.REPOSITORY / "benchmarks"))

from hearth.base.strict_yaml import read_yaml
from hearth.model.hub import load_hub
from hearth.model.settings import read_settings
from real_hub import events, groups, organisations, topics, words
from real_hub.conversion import convert
from real_hub.fitting import fitted
from real_hub.mapping import Field, Noted, RowDraft, Table, apply, lost
from real_hub.writing import files, to_yaml, write

LISTS = os.environ.get("HEARTH_DATA")


class TestWords:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("Agile Aragón", "agile-aragon"),
            ("#esLibre", "eslibre"),
            ("C++ & C# day", "cpp-csharp-day"),
            (".NET foundation meetups", "dotnet-foundation-meetups"),
            ("Straße in Łódź", "strasse-in-lodz"),
            ("Women's Tech", "womens-tech"),
            ("会議", "event"),
        ],
    )
    def test_an_id_is_plain_letters_digits_and_hyphens(self, name: str, expected: str) -> None:
        assert words.slug(name, "event") == expected

    def test_an_id_is_cut_between_words(self) -> None:
        assert words.slug("conference " * 9) == "-".join(["conference"] * 5)

    def test_an_id_is_handed_out_once(self) -> None:
        ids = words.Ids("event")
        assert [ids.take("JSConf", "Oslo") for _ in range(3)] == [
            "jsconf",
            "jsconf-oslo",
            "jsconf-oslo-2",
        ]
        assert ids.take("Index") == "index-2"  # a name the engine keeps for itself

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("U.S.A.", "US"),
            ("UK", "GB"),
            ("Korea", "KR"),
            ("Czech Republic", "CZ"),
            ("Russia", "RU"),
            ("España", "ES"),
            ("pt", "PT"),
            ("Atlantis", None),
        ],
    )
    def test_a_country_is_found_by_its_names(self, name: str, code: str | None) -> None:
        assert words.country(name) == code

    def test_a_language_is_found_by_its_code_and_by_a_common_mistake(self) -> None:
        assert [words.language(code) for code in ("EN", " JP", "UK", "xx")] == [
            "en",
            "ja",
            "uk",
            None,
        ]

    def test_days_are_read_in_the_forms_the_lists_use(self) -> None:
        found = [
            words.day(text)
            for text in ("2026-09-30 23:59:00", "18/10/2024", "TBA", "31/02/2024", None)
        ]
        assert found == ["2026-09-30", "2024-10-18", None, None, None]

    def test_a_line_is_one_line_and_shows_all_it_holds(self) -> None:
        assert words.one_line(" Conferencia\nde\u2028Agilidad ") == "Conferencia de Agilidad"
        assert words.one_line("one two three", 9) == "one two…"


class TestMapping:
    TABLE = Table(
        kind="member",
        source="list.json",
        fields=(
            Field("name", ("name",), words.one_line, required=True),
            Field("links.website", ("site",), words.one_line),
            Field(
                "skills",
                ("skills",),
                lambda names: [name or lost("skill without a name") for name in names or []],
            ),
        ),
        homeless={"fax": "nobody has one"},
        unused=frozenset({"row"}),
    )

    def test_fields_stand_where_their_names_say(self) -> None:
        draft = apply(self.TABLE, {"name": "Ada", "site": "https://example.org", "row": 1})
        assert draft == RowDraft({"name": "Ada", "links": {"website": "https://example.org"}})

    def test_a_row_without_what_is_required_is_left_out(self) -> None:
        assert apply(self.TABLE, {"name": " "}).left_out == "without name"

    def test_what_is_lost_is_told(self) -> None:
        draft = apply(
            self.TABLE, {"name": "Ada", "skills": ["knots", ""], "fax": "1", "telex": "2"}
        )
        assert draft.fields == {"name": "Ada", "skills": ["knots"]}
        assert draft.notes == (
            "fax not carried over: nobody has one",
            "telex not carried over: the table does not know this column",
            "skill without a name",
        )

    def test_the_engine_refuses_a_value_and_not_its_record(self) -> None:
        fields = {
            "name": "Ada",
            "joined": "2026-01-05",
            "links": {"website": "example"},
            "languages": ["en", "??"],
        }
        fit = fitted("member", "ada", RowDraft(fields))
        assert fit.fields == {"name": "Ada", "joined": "2026-01-05", "languages": ["en"]}
        assert fit.notes == (
            "languages is not a language code: left away",
            "links.website does not start with https: or http:: left away",
        )

    def test_a_record_nothing_can_be_taken_from_is_left_out(self) -> None:
        assert fitted("member", "ada", RowDraft({"name": "Ada"})).left_out == "joined is missing"


class TestEvents:
    def test_a_town_its_state_and_its_country(self) -> None:
        assert events.place("Austin, TX", "U.S.A.") == {
            "city": "Austin",
            "region": "TX",
            "country": "US",
        }
        assert events.place("Edinburgh", "Scotland") == {
            "city": "Edinburgh",
            "region": "Scotland",
            "country": "GB",
        }
        assert events.place(None, None) is None
        assert events.place("Poseidonis", "Atlantis") == lost('country "Atlantis" is not known')

    def test_a_place_in_one_text(self) -> None:
        assert events.named_place("Utrecht, Netherlands") == {"city": "Utrecht", "country": "NL"}
        assert events.named_place("Hong Kong, China") == {"city": "Hong Kong", "country": "HK"}
        assert events.named_place("Online") is None

    @pytest.mark.parametrize(
        ("online", "city", "expected"),
        [
            (True, None, "online"),
            (True, "Rome", "hybrid"),
            (False, "Rome", "in-person"),
            (None, "Rome", "in-person"),
            (False, None, lost(events.NO_PLACE)),
        ],
    )
    def test_how_people_take_part(
        self, online: bool | None, city: str | None, expected: Any
    ) -> None:
        assert events.mode(online, city) == expected

    def test_a_conference_is_an_event_of_whole_days_without_a_zone(self) -> None:
        row = {
            "name": "Accessibility  Days",
            "url": "https://example.org",
            "startDate": "2024-05-16",
            "endDate": "2024-05-17",
            "city": "Rome",
            "country": "Italy",
            "online": True,
            "locales": "IT, EN",
            "offersSignLanguageOrCC": True,
            "cocUrl": "https://example.org/coc",
            "cfpUrl": "https://example.org/cfp",
            "cfpEndDate": "2024-02-10",
            "topic": "networking",
            "year": 2024,
        }
        assert apply(events.CONFERENCES, row) == RowDraft(
            {
                "title": "Accessibility Days",
                "type": "conference",
                "start": "2024-05-16",
                "end": "2024-05-17",
                "all_day": "true",
                "mode": "hybrid",
                "place": {"city": "Rome", "country": "IT"},
                "url": "https://example.org",
                "calls": [
                    {"what": "Talks", "url": "https://example.org/cfp", "closes": "2024-02-10"}
                ],
                "languages": ["it", "en"],
                "access": {"captions": events.EITHER, "sign_language": events.EITHER},
                "policies": {"conduct": "https://example.org/coc"},
                "topics": ["meeting-people"],
            }
        )

    def test_a_call_closes_on_its_extended_day_and_midnight_ends_the_day_before(self) -> None:
        found = events.calls_with_times(
            None, "https://example.org", "2026-05-24 00:00:00", None, "TBA", "2026-06-07 23:59:00"
        )
        assert [item.value for item in found] == [
            {"what": "Talks", "url": "https://example.org", "closes": "2026-05-23"},
            None,
            {"what": "Workshops", "url": "https://example.org", "closes": "2026-06-07"},
        ]
        extended = events.calls_with_times(
            "https://example.org/cfp",
            None,
            "2026-05-10 23:59:00",
            "2026-05-17 23:59:00",
            None,
            None,
        )
        assert extended[0].value["closes"] == "2026-05-17"

    def test_no_town_lives_by_utc(self) -> None:
        assert events.zone("UTC", "Online") == "UTC"
        assert events.zone("UTC", "Jakarta, Indonesia") == lost("zone UTC of an event in a town")
        assert events.zone("Asia/Tokyo", "Hiroshima, Japan") == "Asia/Tokyo"

    def test_a_conference_listed_under_two_topics_is_one_event(self) -> None:
        first = {
            "title": "PyData Kraków",
            "start": "2026-07-13",
            "place": {"city": "Kraków", "country": "PL"},
            "topics": ["python"],
        }
        again = {
            **first,
            "title": "Pydata Krakow",
            "topics": ["data"],
            "url": "https://example.org",
        }
        (one,) = events.merged([RowDraft(first), RowDraft(again)])
        assert one.fields == {**first, "topics": ["python", "data"], "url": "https://example.org"}

    def test_one_name_on_one_day_in_two_towns_is_two_events(self) -> None:
        berlin = {
            "title": "Summit",
            "start": "2025-11-13",
            "place": {"city": "Berlin"},
            "url": "https://example.org",
        }
        assert (
            len(
                events.merged(
                    [RowDraft(berlin), RowDraft({**berlin, "place": {"city": "Yokohama"}})]
                )
            )
            == 2
        )

    def test_listings_that_differ_are_told(self) -> None:
        one = {
            "title": "Summit",
            "start": "2025-11-13",
            "url": "https://example.org/a",
            "place": {"city": "Bonn"},
        }
        other = {**one, "url": "https://example.org/b", "place": {"city": "Bonn", "country": "DE"}}
        both = events.together(RowDraft(one), RowDraft(other))
        assert both.fields == {**one, "place": {"city": "Bonn", "country": "DE"}}
        assert both.notes == ("listings of one event differ in url: the first one is kept",)

    def test_events_of_one_title_are_a_series(self) -> None:
        drafts = [RowDraft({"title": title}) for title in ("JSConf 2024", "JSConf 2025", "OSConf")]
        assert [draft.fields.get("series") for draft in events.in_series(drafts)] == [
            "jsconf",
            "jsconf",
            None,
        ]

    def test_a_summary_says_what_is_known(self) -> None:
        fields = {
            "type": "conference",
            "mode": "hybrid",
            "place": {"city": "Rome", "country": "IT"},
            "topics": ["css", "ux"],
        }
        made = events.with_summary(RowDraft(fields), {"css": "CSS", "ux": "UX/UI"})
        assert made.fields["summary"] == "Conference in Rome, Italy and online about CSS and UX/UI."


class TestTopics:
    def test_a_word_belongs_to_one_topic_and_labels_win(self) -> None:
        found = topics.without_clashes(
            {
                "js-frameworks": RowDraft({"label": "JS Frameworks", "synonyms": ["React", "spa"]}),
                "react": RowDraft({"label": "React", "synonyms": ["SPA", "reactjs"]}),
            }
        )
        assert [draft.fields["synonyms"] for draft in found.values()] == [["spa"], ["reactjs"]]
        assert [len(draft.notes) for draft in found.values()] == [1, 1]

    def test_tags_and_free_words_become_topics_where_they_name_one(self) -> None:
        known = {"go": "go", "golang": "go", "open source": "open-source"}
        assert topics.tagged(["golang"], "Go, Open  Source, amigos", known) == [
            "go",
            "open-source",
            lost("words of a free-text subject that name no topic"),
        ]

    def test_a_subject_without_a_topic_is_told(self) -> None:
        assert topics.sorted_in(["general", "dotnet", "weaving"], topics.CONFERENCE_TOPICS) == [
            "csharp",
            lost('no topic for "weaving"'),
        ]


class TestGroups:
    ROW = {
        "id": 200,
        "name": "GDG Jaén ",
        "status": "unknown",
        "lastReviewed": "26/05/2025",
        "communityType": "tech-meetup",
        "eventFormat": "in-person",
        "location": "Jaén ",
        "topics": "",
        "tags": [],
        "targetAudience": [],
        "communityUrl": "https://example.org/jaen",
        "langs": ["es"],
        "parentId": 207,
        "latLon": {"lat": None, "lon": None},
        "urls": {"eventsUrl": "https://example.org/jaen", "github": "https://example.org/code"},
    }

    def test_a_community_is_a_group(self) -> None:
        draft = apply(groups.table({}), self.ROW)
        assert draft.fields == {
            "name": "GDG Jaén",
            "type": "chapter",
            "status": "paused",
            "purpose": "Encuentros de tecnología en Jaén.",
            "channels": [
                {"label": "Web", "url": "https://example.org/jaen"},
                {"label": "GitHub", "url": "https://example.org/code"},
            ],
            "reviewed": "2025-05-26",
            "body": "- Lugar: Jaén\n- Formato: presencial\n- Idiomas: es",
        }
        assert "state unknown: given as paused" in draft.notes

    def test_its_own_words_stay_as_they_are(self) -> None:
        assert groups.purpose("Para aprender.", "hacklab", "Vigo", None) == "Para aprender."

    def test_a_hidden_one_is_left_out(self) -> None:
        assert (
            apply(groups.table({}), {**self.ROW, "hidden": True}).left_out
            == "marked as hidden in the source"
        )


class TestOrganisations:
    def test_an_organisation_is_a_member(self) -> None:
        row = {
            "name": "Zalando (supporter)",
            "tier": "End User Supporter and Contributor",
            "homepage_url": "https://example.org",
            "joined": "2017-04-01",
            "enduser": False,
        }
        assert apply(organisations.TABLE, row) == RowDraft(
            {
                "name": "Zalando",
                "kind": "organisation",
                "headline": "End User Supporter and Contributor",
                "joined": "2017-04-01",
                "links": {"website": "https://example.org"},
            }
        )

    def test_a_placeholder_is_left_out(self) -> None:
        assert apply(
            organisations.TABLE, {"name": "Non-Public Organization Moose", "joined": None}
        ).left_out


class TestWriting:
    @pytest.mark.parametrize(
        "text", ["no", "null", "- a: b", "🥃 # x", "'\"", "2026-12-03", "@x", "a\nb", "é: ü"]
    )
    def test_what_is_written_reads_back_as_it_was(self, text: str) -> None:
        assert read_yaml(to_yaml({"name": text})) == {"name": text}

    def test_a_folder_that_holds_something_else_is_not_touched(self, tmp_path: Path) -> None:
        (tmp_path / "diary.txt").write_text("mine")
        with pytest.raises(FileExistsError, match="were not made here"):
            write(tmp_path, {"mkdocs.yml": ""})
        assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]

    def test_a_second_conversion_takes_the_first_away(self, tmp_path: Path) -> None:
        write(tmp_path, {"a.yml": "1", "b.yml": "1"})
        write(tmp_path, {"b.yml": "2"})
        assert sorted(path.name for path in tmp_path.glob("*.yml")) == ["b.yml"]


@pytest.fixture(scope="module")
def converted() -> Any:
    """Records and account of the published lists."""
    return convert(Path(LISTS or ""), "2026-11-23")


@pytest.mark.skipif(LISTS is None, reason="HEARTH_DATA names no folder of lists")
class TestTheWholeHub:
    def test_every_row_is_accounted_for(self, converted: Any) -> None:
        _, account = converted
        gone = sum(account.left_out.values()) + sum(account.joined.values())
        assert (
            sum(account.read.values()) + sum(account.made.values())
            == sum(account.written.values()) + gone
        )

    def test_the_engine_takes_all_of_it(self, converted: Any, tmp_path: Path) -> None:
        records, _ = converted
        write(tmp_path / "hub", files(records))
        settings, wrong = read_settings(tmp_path / "hub")
        hub, problems = load_hub(tmp_path / "hub", settings, hubs.AS_OF, 1)
        assert [*wrong, *problems.errors] == []
        # 2,090 listings, of which 501 are of an event that another one gives too.
        assert len(hub.events) > 1500
        assert len(hub.members) >= 700
        assert len(hub.groups) >= 600
        assert len(hub.topics) >= 150

    def test_the_same_lists_give_the_same_bytes(self, converted: Any) -> None:
        records, _ = converted
        again, _ = convert(Path(LISTS or ""), "2026-11-23")
        assert files(again) == files(records)

    def test_nothing_shown_is_only_noted(self, converted: Any) -> None:
        records, _ = converted
        assert not any(
            isinstance(value, Noted)
            for by_id in records.values()
            for fields in by_id.values()
            for value in fields.values()
        )
