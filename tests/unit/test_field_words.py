"""field_words: columns and answers in the languages of the catalogues."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from test_mistakes import every_field

import hubs
from hearth.base.languages import LOCALE, words_for
from hearth.base.strict_yaml import read_yaml
from hearth.base.written_times import NotATimeError, read_time
from hearth.contribute.importing.columns import by_evidence, by_names
from hearth.contribute.importing.detect import read_rows
from hearth.contribute.importing.preview import prepare
from hearth.kinds import KINDS
from hearth.kinds.event_times import LOOSE
from hearth.kinds.field_words import (
    _PART_OF,
    FIELDS,
    UNSPOKEN,
    answer,
    fields_meant,
    in_kind,
    meant_field,
    yes_or_no,
)
from hearth.kinds.member_importing import LOOSE as PARTS_OF_NAMES

LANGUAGES = sorted(file.stem for file in LOCALE.glob("*.po"))


def imported(root: Path, kind: str, text: str, language: str = "") -> dict[str, Any]:
    """The only row's file."""
    rows = read_rows("csv", text.encode()).rows
    plan = by_names(kind, dict.fromkeys(name for row in rows for name in row.values), language)
    (line,) = prepare(hubs.small_hub(root), rows, by_evidence(plan, rows).plan, {}).lines
    assert line.state == "new", line.why
    return dict(read_yaml(str(line.text).removeprefix("---\n").partition("\n---\n")[0]))


@pytest.mark.parametrize(
    ("language", "columns", "cells"),
    [
        ("de", "Name;Beigetreten;Stadt;Land", "3. Dezember 2025"),
        ("de", "Vorname;Nachname;Mitglied seit;Wohnort;Land", "3.12.2025"),
        ("es", "Nombre;Apellidos;Miembro desde;Ciudad;País", "3 de diciembre de 2025"),
        ("fr", "Prénom;Nom;Date d’adhésion;Ville;Pays", "3 décembre 2025"),
        ("pt-BR", "Nome;Sobrenome;Membro desde;Cidade;País", "3 de dezembro de 2025"),
        ("pt-PT", "Nome;Apelido;Aderiu em;Localidade;País", "3 de dezembro de 2025"),
        ("he", "שם פרטי;שם משפחה;תאריך הצטרפות;עיר;מדינה", "3 בדצמבר 2025"),
        ("ar", "الاسم;تاريخ الانضمام;المدينة;البلد", "٣ ديسمبر ٢٠٢٥"),
        ("ja", "氏名;入会日;都市;国", "2025年12月3日"),
    ],
)
def test_a_table_of_people_is_understood(
    language: str, columns: str, cells: str, tmp_path: Path
) -> None:
    """Without a mapping file, also where the hub has another language."""
    names = ["Grace"] + ["Hopper"] * (len(columns.split(";")) - 4)
    text = f"{columns}\n{';'.join(names)};{cells};Porto;PT\n"
    for hub_language in (language, "en"):
        found = imported(tmp_path, "member", text, hub_language)
        assert found["name"] == " ".join(names)
        assert found["joined"] == "2025-12-03"
        assert found["place"] == {"city": "Porto", "country": "PT"}


@pytest.mark.parametrize(
    ("columns", "day", "mode"),
    [
        ("Titel;Datum;Uhrzeit;Zeitzone;Form;Beschreibung", "3. Dezember 2026", "in Präsenz"),
        (
            "Título;Fecha;Hora;Zona horaria;Modalidad;Descripción",
            "3 dic 2026",
            "presencial",
        ),
        ("Titre;Date;Heure;Fuseau horaire;Modalité;Description", "3 décembre 2026", "sur place"),
        (
            "Título;Data;Horário;Fuso horário;Modalidade;Descrição",
            "3 dez. 2026",
            "Presencial",
        ),
        ("כותר;תאריך;שעה;אזור זמן;אופן;תיאור", "יום ה׳, 3 בדצמבר 2026", "פנים אל פנים"),
        ("اسم الفعالية;التاريخ;الوقت;المنطقة الزمنية;النمط;الوصف", "3 ديسمبر 2026", "حضوري"),
        ("タイトル;開催日;時刻;タイムゾーン;開催形式;説明", "2026年12月3日(木)", "対面"),
    ],
)
def test_a_table_of_events_is_understood(columns: str, day: str, mode: str, tmp_path: Path) -> None:
    """Names, days and the words of choices."""
    text = f"{columns};city;country\nCamp;{day};18:30;Europe/Lisbon;{mode};Two days;Porto;PT\n"
    found = imported(tmp_path, "event", text)
    assert (found["title"], found["summary"]) == ("Camp", "Two days")
    assert found["start"] == "2026-12-03T18:30"
    assert found["mode"] == "in-person"


def test_records_in_json_are_understood_by_the_same_words(tmp_path: Path) -> None:
    """Keys of a list of records are the names of its columns."""
    text = '[{"氏名": "佐藤 健", "ふりがな": "さとう けん", "入会日": "2025年12月3日"}]'
    rows = read_rows("json", text.encode()).rows
    plan = by_names("member", dict.fromkeys(name for row in rows for name in row.values), "ja")
    (line,) = prepare(hubs.small_hub(tmp_path), rows, by_evidence(plan, rows).plan, {}).lines
    assert "sorted_as: さとう けん" in str(line.text)
    assert "joined: 2025-12-03" in str(line.text)


def test_a_word_of_two_meanings_is_said_and_not_guessed() -> None:
    """Unless the hub's language has one of them."""
    rows = read_rows("csv", b"Nombre,Estado\nAda,Jalisco\n").rows
    unsure = by_names("member", ["Nombre", "Estado"], "es")
    assert "place.region" not in unsure.fields
    assert by_evidence(unsure, rows).notes == (
        'The column "Estado" can be place.region or status: say which in a mapping file.',
    )
    assert "place.region" in by_names("member", ["Nome", "Estado"], "pt-BR").fields
    assert by_names("member", ["Estado"]).unsure


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_one_language_mean_one_field_of_a_kind(language: str) -> None:
    """But for the few that people use for two things."""
    from hearth.base.languages import in_all_languages
    from hearth.contribute.importing.columns import _known

    twice = {("es", "Estado")}
    for name, (words,) in in_all_languages("column")[language].items():
        for word in words.split(" | "):
            meant = fields_meant(word, language)
            assert name in meant
            for kind in KINDS.values():
                if len(in_kind(meant, _known(kind))) > 1:
                    assert (language, word) in twice, (kind.name, word, meant)


def test_every_word_is_for_a_field() -> None:
    """Of some kind, or for a part of one."""
    columns = {*every_field(), *LOOSE, *PARTS_OF_NAMES, "location", "address"}
    assert {*FIELDS, *_PART_OF.values()} <= columns
    assert UNSPOKEN.keys() <= set(FIELDS)


@pytest.mark.parametrize(
    ("word", "field"),
    [("Beigetreten", "joined"), ("תאריך_הצטרפות", "joined"), ("Vorname", "name"), ("国", None)],
)
def test_a_word_in_a_file_is_a_field_of_its_record(word: str, field: str | None) -> None:
    """Only among those that can stand there."""
    assert meant_field(word, ["name", "joined", "topics"]) == field


def test_answers_are_understood_in_every_language() -> None:
    """What is none of them stays."""
    assert {yes_or_no(word) for word in ("Ja", "sí", "OUI", "sim", "כן", "نعم", "はい")} == {"yes"}
    assert {yes_or_no(word) for word in ("Nein", "NO", "não", "לא", "لا", "いいえ")} == {"no"}
    assert yes_or_no("vielleicht") == "vielleicht"
    assert answer("Organización", ("person", "organisation")) == "organisation"
    assert answer("débutant", ("beginner", "advanced")) == "beginner"


@pytest.mark.parametrize("language", [*LANGUAGES, "en"])
def test_days_are_read_as_a_hub_writes_them(language: str) -> None:
    """Every month, in each of the forms."""
    words = words_for(language)
    for month in range(1, 13):
        day = date(2026, month, 12 + month)
        for written in (words.long_day(day), words.short_day(day), words.day_in_week(day)):
            assert read_time(written) == day.isoformat()
        assert read_time(words.month(day)) == day.isoformat()[:7]


def test_a_day_of_the_week_is_not_believed_against_the_date() -> None:
    """3 December 2026 is a Thursday."""
    for text in ("יום שני, 3 בדצמבר 2026", "الاثنين، 3 ديسمبر 2026", "Montag, 3. Dezember 2026"):
        with pytest.raises(NotATimeError, match="another day of the week"):
            read_time(text)
    assert read_time("3 كانون الأول 2026") == read_time("3 décembre 2026") == "2026-12-03"
