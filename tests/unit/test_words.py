"""words: what the engine says, in the hub's language, and English where nothing is translated."""

from __future__ import annotations

import pickle
from datetime import date, time
from pathlib import Path

import pytest
from jinja2 import DictLoader

from hearth.base import languages as module
from hearth.base.catalogue import read_catalogue
from hearth.base.languages import words_for
from hearth.base.words import (
    NOTHING,
    Said,
    Translations,
    said,
    said_count,
    said_day,
    said_list,
    said_many,
    said_row,
    said_together,
    said_weekday,
)
from hearth.outputs.template_code import TemplateEnvironment
from hearth.wording.document import Code, placed

CATALOGUE = r"""
msgid ""
msgstr ""
"Language: eo\n"
"Plural-Forms: nplurals=3; plural=n == 1 ? 0 : n < 5 ? 1 : 2;\n"

#, python-format
msgid "%(num)s person"
msgid_plural "%(num)s people"
msgstr[0] "unu persono"
msgstr[1] "%(num)s personoj"
msgstr[2] "multaj (%(num)s) personoj"

msgid ""
"Find your "
"way in"
msgstr "Trovu \"la\" vojon"

msgctxt "of a month"
msgid "May"
msgstr "Majo"

#, python-format
msgid "is one of %(names)s"
msgstr "estas unu el %(names)s"

#, python-format
msgid "%(many)s thing is %(state)s"
msgid_plural "%(many)s things are %(state)s"
msgstr[0] "%(many)s afero estas %(state)s"
msgstr[1] "%(many)s aferoj estas %(state)s"
msgstr[2] "multaj (%(many)s) aferoj estas %(state)s"

msgid "here"
msgstr "tie"

msgid "Read %(name)s."
msgstr "Legu: <b>%(name)s</b>"

#, fuzzy
msgid "Doubtful"
msgstr "Dubinda"

msgid "Open"
msgstr ""

#~ msgid "Gone"
#~ msgstr "For"
"""
DAY = date(2026, 12, 3)


@pytest.fixture
def esperanto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Translations:
    """Words of a language that has a small catalogue."""
    (tmp_path / "eo.po").write_text(CATALOGUE, encoding="utf-8")
    monkeypatch.setattr(module, "LOCALE", tmp_path)
    return words_for("eo")


def filled(words: Translations, template: str, **values: object) -> str:
    environment = TemplateEnvironment(
        words=words, loader=DictLoader({"t": template}), autoescape=True
    )
    return environment.get_template("t").render(**values)


def test_a_message_is_said_in_the_hubs_language(esperanto: Translations) -> None:
    """Over several lines and with quotes, by its context, and with its values."""
    assert esperanto("Find your way in") == 'Trovu "la" vojon'
    assert esperanto.inside("of a month", "May") == "Majo"
    assert esperanto("Read %(name)s.", name="X") == "Legu: <b>X</b>"


@pytest.mark.parametrize("message", ["May", "Doubtful", "Open", "Gone", "Never heard of"])
def test_what_is_not_translated_is_english(esperanto: Translations, message: str) -> None:
    """Word by word: what is missing, empty, in doubt, gone or only known in another place."""
    assert esperanto(message) == message


@pytest.mark.parametrize(
    ("many", "said"),
    [(1, "unu persono"), (3, "3 personoj"), (1200, "multaj (1\xa0200) personoj")],
)
def test_numbers_take_the_plural_of_the_language(
    esperanto: Translations, many: int, said: str
) -> None:
    """As the catalogue's own formula counts, and with the language's own digits."""
    assert esperanto.count(many, "person", "people") == said


@pytest.mark.parametrize(
    ("many", "said"), [(1, "1 thing"), (0, "0 things"), (1200, "1 200 things")]
)
def test_english_counts_without_a_catalogue(many: int, said: str) -> None:
    """An s is added where no other plural is given."""
    assert Translations().count(many, "thing").replace("\u202f", " ") == said.replace("\u202f", " ")


@pytest.mark.parametrize(
    ("asked", "found"),
    [("de-AT", "de"), ("de", "de"), ("pt", "pt-BR"), ("pt-PT", "pt-PT"), ("en-GB", ""), ("it", "")],
)
def test_a_relative_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str, found: str
) -> None:
    """The language itself, then the one it is a form of, then another form, then English."""
    for name in ("de", "pt-BR", "pt-PT"):
        (tmp_path / f"{name}.po").write_text(f'msgid "a"\nmsgstr "{name}"\n', encoding="utf-8")
    monkeypatch.setattr(module, "LOCALE", tmp_path)
    assert words_for(asked)("a") == (found or "a")


def test_a_language_without_a_catalogue_is_english_throughout() -> None:
    """Days of one language among words of another help nobody."""
    assert words_for("it").long_day(DAY) == "3 December 2026"


def test_days_numbers_and_names_are_those_of_the_language(esperanto: Translations) -> None:
    """As the Unicode CLDR has them."""
    assert esperanto.month_name(12) == "Decembro"
    assert esperanto.weekday_name(0) == "lundo"
    assert esperanto.country("DE") == "Germanujo"
    assert esperanto.language_name("pt-BR")
    assert esperanto.listed(["a", "b"]) == "a kaj b"
    assert {esperanto.long_day(DAY), esperanto.short_day(DAY), esperanto.day_month(DAY)}
    assert esperanto.days(DAY, DAY) != Translations().days(DAY, DAY)


def test_languages_keep_their_months_to_themselves() -> None:
    """However many are asked for in one process, and in whatever order."""
    asked = {name: words_for(name) for name in ("he", "ar", "ja", "de", "pt-BR")}
    assert {name: words.month_name(12) for name, words in asked.items()} == {
        "he": "דצמבר",
        "ar": "ديسمبر",
        "ja": "12月",
        "de": "Dezember",
        "pt-BR": "dezembro",
    }
    assert [asked[name].short_month(3) for name in ("de", "he", "de")] == ["Mär", "מרץ", "Mär"]


def test_words_go_to_other_processes(esperanto: Translations) -> None:
    """As the hub that has them does."""
    assert pickle.loads(pickle.dumps(esperanto))("Find your way in") == 'Trovu "la" vojon'  # noqa: S301


@pytest.mark.parametrize(
    ("language", "direction"), [("he", "rtl"), ("ar-EG", "rtl"), ("de", "ltr")]
)
def test_some_languages_are_written_from_the_right(language: str, direction: str) -> None:
    assert Translations(language).direction == direction


def test_templates_say_messages_and_escape_their_values(esperanto: Translations) -> None:
    """A message in a tag is HTML, one in a call is text; what stands in them is text in both."""
    inside = "{% trans name=name %}Read {{ name }}.{% endtrans %}"
    assert filled(esperanto, inside, name="<i>") == "Legu: <b>&lt;i&gt;</b>"
    called = '{{ _("Read %(name)s.", name=name) }}'
    assert filled(esperanto, called, name="<i>") == "Legu: &lt;b&gt;&lt;i&gt;&lt;/b&gt;"
    quoted = """<a title="{{ _('Find your way in') }}">"""
    assert filled(esperanto, quoted) == '<a title="Trovu &#34;la&#34; vojon">'


def test_templates_count(esperanto: Translations) -> None:
    """By the forms of the language, or in English."""
    many = "{% trans num=n %}{{ num }} person{% pluralize %}{{ num }} people{% endtrans %}"
    assert filled(esperanto, many, n=2) == "2 personoj"
    assert filled(Translations(), many, n=2) == "2 people"
    place = '{% trans "of a month" %}May{% endtrans %}'
    assert filled(esperanto, place) == "Majo"


def test_a_catalogue_may_have_no_header() -> None:
    """Then it counts as English does."""
    assert read_catalogue('msgid "a"\nmsgstr "b"').plural(2) == 1


@pytest.mark.parametrize(
    ("language", "cycle", "hours"),
    [
        ("en", None, "18:05–19:30"),
        ("en", "h12", "6:05 pm – 7:30 pm"),
        ("de", None, "18:05–19:30"),
        ("fr", "h12", "6:05 PM – 7:30 PM"),
        ("ar", "h23", "\u206618:05–19:30\u2069"),
        ("he", None, "\u206618:05–19:30\u2069"),
        ("ar", None, "\u20676:05 م – 7:30 م\u2069"),
    ],
)
def test_hours_are_told_as_the_language_tells_them(
    language: str, cycle: str | None, hours: str
) -> None:
    """Or as the hub wants it; a range keeps its order among words from the right."""
    words = words_for(language, hour_cycle=cycle)
    start, end = time(18, 5), time(19, 30)
    assert words.hours(start, end).replace("\u202f", " ") == hours


@pytest.mark.parametrize(
    ("language", "weekday", "month"),
    [
        ("en", ("Thu", "rsday"), ("Dec", "ember")),
        ("de", ("Do", "nnerstag"), ("Dez", "ember")),
        ("fr", ("jeu", "di"), ("déc", "embre")),
        ("he", ("יום חמישי", ""), ("דצמבר", "")),
        ("ar", ("الخميس", ""), ("ديسمبر", "")),
        ("ja", ("木", "曜日"), ("12月", "")),
    ],
)
def test_names_of_days_are_cut_where_the_language_does(
    language: str, weekday: tuple[str, str], month: tuple[str, str]
) -> None:
    words = words_for(language)
    assert (words.weekday_parts(3), words.month_parts(12)) == (weekday, month)


@pytest.mark.parametrize(
    ("language", "name", "shown"),
    [
        ("en", "Ada", "Ada"),
        ("en", "עדה", "\u2068עדה\u2069"),
        ("he", "עדה", "עדה"),
        ("he", "Ada", "\u2068Ada\u2069"),
        ("he", "2026", "2026"),
    ],
)
def test_names_are_kept_apart_in_plain_text(language: str, name: str, shown: str) -> None:
    """Only where they run the other way: calendars and feeds show the characters to some
    programs."""
    assert words_for(language).among(name) == shown


def test_what_is_said_without_a_hub_is_english_text() -> None:
    """It is equal to it, found by it, and sorted and joined like it."""
    text = said("Read %(name)s.", name="X")
    assert text == "Read X." and {text: 1}["Read X."] == 1
    assert f"{text}!" == "Read X.!"
    assert not NOTHING


def test_what_was_said_can_be_told_in_another_language(esperanto: Translations) -> None:
    """With the values in its places, of which those that were said are told with it; what is not
    translated stays English, and so does text that nobody said."""
    assert esperanto.told(said("Read %(name)s.", name="here")) == "Legu: <b>here</b>"
    assert esperanto.told(said("Read %(name)s.", name=said("here"))) == "Legu: <b>tie</b>"
    assert esperanto.told(said("Write %(name)s.", name=said("here"))) == "Write tie."
    assert esperanto.told("Find your way in") == "Find your way in"


def test_numbers_lists_and_days_are_told_as_the_language_has_them(
    esperanto: Translations,
) -> None:
    """Also within a sentence, and several sentences in a row."""
    words = said_list(["a", said("here")], "or")
    state = said("here")
    assert esperanto.told(said("is one of %(names)s", names=words)) == "estas unu el a aŭ tie"
    told = [
        esperanto.told(
            said_many("%(many)s thing is %(state)s", "%(many)s things are %(state)s", many, **given)
        )
        for many in (1, 7)
        for given in [{"many": many, "state": state}]
    ]
    assert told == ["1 afero estas tie", "multaj (7) aferoj estas tie"]
    assert esperanto.told(said_count(3, "person", "people")) == "3 personoj"
    assert esperanto.told(said_row([state, "b"])) == "tie, b"
    assert esperanto.told(said_together(state, NOTHING, state)) == "tie tie"
    assert said_day(DAY) == "3 December 2026"
    assert said_weekday(0) == "Monday"
    assert esperanto.told(said_weekday(0)) == "lundo"


def test_what_was_said_is_kept_with_its_message(esperanto: Translations) -> None:
    """A store gives it back as it was, whatever its values were made of."""
    error = ValueError(said("here"))
    for value in ("X", DAY, said("here"), error, OSError("gone")):
        text = said("Read %(name)s.", name=value)
        kept = pickle.loads(pickle.dumps(text))  # noqa: S301
        assert kept == text and isinstance(kept, Said)
        assert esperanto.told(kept) == esperanto.told(text)
    assert esperanto.told(said("Read %(name)s.", name=error)) == "Legu: <b>tie</b>"


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("fr", "1er décembre 2026", "2 décembre 2026"),
        ("pt-BR", "1º de dezembro de 2026", "2 de dezembro de 2026"),
        ("pt-PT", "1 de dezembro de 2026", "2 de dezembro de 2026"),
        ("de", "1. Dezember 2026", "2. Dezember 2026"),
    ],
)
def test_the_first_of_a_month(language: str, first: str, second: str) -> None:
    """French and Brazilian Portuguese count it, and the other days not."""
    words = words_for(language)
    assert words.long_day(date(2026, 12, 1)) == first
    assert words.long_day(date(2026, 12, 2)) == second


def test_a_part_stands_where_the_language_wants_it() -> None:
    """What is typed is not cut off from its sentence."""
    command = Code("hearth")
    assert placed("Type %(command)s now", command=command) == ("Type ", command, " now")
    assert placed("%(command)s %(what)s", command=command, what="x") == (command, " ", "x")
