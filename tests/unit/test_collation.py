"""collation: the order of names in a language, and the letters they stand under."""

from __future__ import annotations

from pathlib import Path

import pytest

import hubs
from hearth.base.collation import Collation, SpelledName
from hearth.outputs.pages.plan import plan
from hearth.site.fill import PageFiller
from hearth.views.directory import in_order


@pytest.mark.parametrize(
    ("language", "in_this_order", "letters"),
    [
        ("en", "10 2 Diátaxis Discourse Élodie eve Łukasz Øre ozzy Zoe Δelta", "00DDEELOOZΔ"),
        ("da", "Abe Éa Übe Yde Zoe Äpple Ærø Øre Aase Åse", "AEYYZÆÆØÅÅ"),
        ("nb", "Zoe Ærø Öre Øre Åse", "ZÆØØÅ"),
        ("sv", "Aase Abe Über Ydre Zoe Åse Ärlig Öre Øre", "AAYYZÅÄÖÖ"),
        ("de-AT", "Ähre Arger Ärger Otto Oz Özlem Strasse Straße Zoe", "AAAOOOSSZ"),
        ("es", "Nora Nz Ñandú Ocho", "NNÑO"),
        ("pt-BR", "Ana Ângela Anita Bia", "AAAB"),
        ("et", "Sa Šura Zoe Žan Ta Wa Õie Ära Öö Üle Xa", "SŠZŽTWÕÄÖÜX"),
        ("lt", "Ina Ypa Ira Jonas Sa Šarūnas", "IIIJSŠ"),
        ("pl", "Lena Lz Łucja Zoe Źrebak Żaneta", "LLŁZŹŻ"),
        ("ro", "Sz Șerban Tz Țepeș", "SȘTȚ"),
        ("tr", "çay Ilgaz Irmak Işık icat İnci su Şule", "ÇIIIİİSŞ"),
        ("is", "Az Ása Þór Ævar Ösp", "AÁÞÆÖ"),
        ("vi", "An Ạn Ăn Ấm Ân Dz Đa", "AAĂÂÂDĐ"),
        ("ru", "Елена Ёлка Жук Иван Ия Йод Zoe", "ЕЕЖИИЙZ"),
        ("uk", "Гай Ірма Їжак Йосип", "ГІЇЙ"),
        ("he", "אבי דנה כא ךף לא שרה noa Zoe", "אדככלשNZ"),
        ("ar", "أحمد بدر تا ةب نور Zoe", "ابتتنZ"),
        ("fa", "بدر پری تا کامران گلی لاله", "بپتكگل"),
        (
            "ja",
            "あい からす ガラス きゃく さとう サーバー たなか わ ん 田中 Tanaka",
            "あかかかささたわわ田T",
        ),
        ("ko", "가나 간 까 나라 하나 Zoe", "ㄱㄱㄱㄴㅎZ"),
        ("zh", "李 王 Zoe", "李王Z"),
        ("hi", "कमल कला का खग", "कककख"),
        ("th", "กาม เกม ขาว", "กกข"),
        ("ka", "ანა ბექა", "აბ"),
    ],
)
def test_names_stand_in_the_order_and_under_the_letters_of_a_language(
    language: str, in_this_order: str, letters: str
) -> None:
    """As dictionaries and indexes of the language have them."""
    names = in_this_order.split()
    rules = Collation(language)
    assert sorted(sorted(names, reverse=True), key=rules.key) == names
    assert [rules.letter(name)[0] for name in names] == list(letters)


@pytest.mark.parametrize(
    ("language", "in_this_order", "letters"),
    [
        ("cs", "Cyril Čapek Hora Chata Iva", ["C", "Č", "H", "Ch", "I"]),
        ("hu", "Czuczor Csaba Zoltán Zsófia", ["C", "Cs", "Z", "Zs"]),
        ("hr", "Dz Džana Đuro Luka Ljubo", ["D", "Dž", "Đ", "L", "Lj"]),
    ],
)
def test_two_signs_can_be_one_letter(language: str, in_this_order: str, letters: list[str]) -> None:
    """Of the alphabet, with a place of its own."""
    names = in_this_order.split()
    rules = Collation(language)
    assert sorted(sorted(names), key=rules.key) == names
    assert [rules.letter(name) for name in names] == letters


def test_capitals_do_not_count_and_signs_before_a_name_neither() -> None:
    """Words of several are in order by their first."""
    rules = Collation()
    assert rules.key("ADA") == rules.key("ada")
    names = ["3D", "Ada Zola", "Adam", "“Bea”", "-x-", "¿Ya?", "Zoe"]
    assert sorted(sorted(names), key=rules.key) == names
    assert [rules.letter(name) for name in names] == ["0–9", "A", "A", "B", "X", "Y", "Z"]


def test_what_has_no_letter_is_no_mistake() -> None:
    """Nor is what has none at all."""
    rules = Collation("sv")
    assert rules.letter("🌱") == rules.letter("") == rules.letter("\u0301") == "#"
    assert sorted(["a", "🌱", "", "\u0301b"], key=rules.key) == ["", "🌱", "a", "\u0301b"]


def test_a_name_in_another_script_is_sorted_by_its_latin_letters() -> None:
    """In its own script it is sorted as it is written."""
    name = SpelledName("נועה", "Noa")
    assert Collation("en").by(name) == Collation("en").key("Noa")
    assert Collation("he").by((0, name)) == (0, Collation("he").key("נועה"))
    assert Collation("da").by(SpelledName("Øre", "Ore")) == Collation("da").key("Øre")


def test_the_directory_and_the_glossary_follow_the_hub(tmp_path: Path) -> None:
    """By its language, and by what somebody wants to be sorted by."""
    members = {
        f"members/{name.lower()}.yml": f"name: {words}\njoined: 2026-01-05\n"
        for name, words in {
            "Asa": "Åse Y",
            "Zoe": "Zoe Z",
            "Bo": "Bo Sample",
            "Jan": "Jan Aal\nsorted_as: Aal Jan",
        }.items()
    }
    terms = "".join(
        f"- id: {name}\n  term: {term}\n  definition: D.\n"
        for name, term in {"arkiv": "arkiv", "abent": "åbent hus", "zine": "zine"}.items()
    )
    community = "name: Kreds\nheadline: H\npurpose: P\nlanguage: da\n"
    hub = hubs.small_hub(
        tmp_path, {**members, "content/glossary.yml": terms, "content/community.yml": community}
    ).public()
    names = [member.name for member in in_order(hub, hub.members.values())]
    assert names[-3:-1] == ["Jan Aal", "Åse Y"]  # an organisation comes last
    page = next(page for page in plan(hub) if page.url == "glossary/")
    body = PageFiller(hub).slots(page)["body"]
    assert body.index(">arkiv<") < body.index(">zine<") < body.index(">åbent hus<")
    assert '<a href="#letter-3"><bdi>Å</bdi></a>' in body
