"""picture: the card of an event says what it can, in the fonts of the hub, and nothing stops it."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageOps

from hearth.outputs.card_texts import CardTexts
from hearth.outputs.fonts import (
    ABOVE,
    STRONG,
    TEXT,
    TITLE,
    FontFace,
    drawable,
    legible,
    line_mask,
    shortened,
    width,
)
from hearth.outputs.picture import LEFT, MODES, PAPER, RIGHT, STUB, draw

WALK = CardTexts(
    community="Community Circle",
    title="Winter walk",
    day="Thu 10 December 2026",
    clock="17:30–19:15 Berlin (CET)",
    where="Studio Nord, Berlin and online",
    mode="hybrid",
    mode_words="hybrid",
    month="Dec",
    number="10",
)
CLEAN = tuple(bytes.fromhex(PAPER[1:]))
LONG = (
    "Measuring belonging without a survey, and what we should never try to infer from what "
    "people trusted us with. "
)
AWKWARD = {
    "five thousand characters": (LONG * 50)[:5000],
    "one long word": (
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 4
    ),
    "no spaces, wide": "W" * 300,
    "tall capitals": "ỄỘẪ " * 40,
    "accents without end": "e" + "\u0301" * 500 + " walk",
}


def seen(picture: CardTexts) -> Image.Image:
    """The picture as somebody else's eyes get it."""
    return Image.open(io.BytesIO(draw(picture))).convert("RGB")


def colours(image: Image.Image, box: tuple[int, int, int, int]) -> set[object]:
    return {colour for _, colour in image.crop(box).getcolors(100_000) or []}


def test_it_is_a_png_of_the_usual_size() -> None:
    """Services ask for 1200 × 630 pixels; nothing else stands in the file than the picture."""
    image = Image.open(io.BytesIO(draw(WALK)))
    assert (image.format, image.size, image.mode, image.info) == ("PNG", (1200, 630), "P", {})


@pytest.mark.parametrize(
    "title", ["Winter walk", LONG[:90], (LONG * 3)[:300], "Nguyễn Thị Ánh kể chuyện ở Đà Nẵng" * 3]
)
def test_it_is_small(title: str) -> None:
    """A picture weighs less than 40 KB, with a title of any length."""
    assert len(draw(replace(WALK, title=title))) < 40_000


def test_the_same_words_make_the_same_bytes() -> None:
    """Nothing but the words decides, not what was drawn before; and other words make another
    picture."""
    first = draw(WALK)
    other = draw(replace(WALK, title="Summer walk"))
    assert draw(CardTexts(**vars(WALK))) == first != other


@pytest.mark.parametrize("face", [TITLE, TEXT, STRONG])
@pytest.mark.parametrize(
    "words",
    [
        "Łódź: zażółć gęślą jaźń",
        "Nguyễn Thị Ánh, Đà Nẵng",
        "Ìbàdàn",
        "Çeşme, İzmir",
        "Ğ",
        "10–12 “quoted” … · 1,5 €",
        "תל אביב־יפו, יום ג׳",
    ],
)
def test_every_letter_of_our_languages_has_ink(face: FontFace, words: str) -> None:
    """Polish, Vietnamese, Yoruba, Turkish and Hebrew names come out whole: each letter alone leaves
    ink, and none is lost."""
    assert legible(words, face) == words
    assert [char for char in words if char != " " and not line_mask(char, face, 40).getbbox()] == []


def test_an_accent_stands_on_its_letter() -> None:
    """An accent with no letter of its own in Unicode is set above the letter it follows and makes
    it no wider."""
    plain, accented = line_mask("ọ", TITLE, 80).getbbox(), line_mask("ọ́", TITLE, 80).getbbox()
    assert plain and accented
    assert (accented[0], accented[2], accented[3]) == (plain[0], plain[2], plain[3])
    assert accented[1] < plain[1]
    capital = line_mask("Ọ́", TITLE, 80).getbbox()
    assert capital and capital[1] < accented[1]
    assert width("ọ́", TITLE) == width("ọ", TITLE)


@pytest.mark.parametrize(
    "title",
    [
        "コミュニティの集い",
        "مرحبا",
        "Встреча",
        "नमस्ते",
        "한국어",
        "Hello 東京",
        "\U00030000",
    ],
)
def test_a_title_that_cannot_be_written_is_left_out(title: str) -> None:
    """Where a letter would be missing, no boxes are drawn: the day takes the title's place."""
    assert not drawable(title)
    assert draw(replace(WALK, title=title)) == draw(replace(WALK, title=""))


def test_a_card_from_the_right_is_a_mirror_with_words_in_it() -> None:
    """The stub is at the right and the words begin beside it; they are no mirror writing."""
    hebrew = replace(WALK, title="שלום", month="", number="", direction="rtl")
    there, here = seen(hebrew), seen(replace(hebrew, direction="ltr"))
    assert there.getpixel((1199, 5)) == here.getpixel((0, 5)) != there.getpixel((0, 5))
    words = (LEFT, 120, RIGHT, 300)
    found, turned = (_ink(image.crop(words)) for image in (here, ImageOps.mirror(there)))
    assert found.size == turned.size
    assert found.tobytes() == ImageOps.mirror(turned).tobytes() != turned.tobytes()


def _ink(image: Image.Image) -> Image.Image:
    """What is not paper, as narrow as it is."""
    difference = ImageChops.difference(image, Image.new("RGB", image.size, CLEAN))
    return image.crop(difference.getbbox())


def test_a_card_without_words_has_the_mark_alone() -> None:
    """In a language whose letters are not there, a number by itself would say nothing."""
    arabic = CardTexts("حلقة", "لقاء", "الثلاثاء", "", "", "hybrid", "مدمجة", month="", number="1")
    assert draw(arabic) == draw(replace(arabic, number=""))


@pytest.mark.parametrize(
    "title",
    [
        "🎉 Winter walk 👩🏽‍💻🇩🇪",
        "Winter\u200b walk\u0000",
        "  Winter\n\twalk ",
        "Winter\u202e walk\ud800",
        "Ｗｉｎｔｅｒ walk",
        "Winter walk ★",
        "W\u00adinter walk\ufe0f",
    ],
)
def test_what_is_not_a_letter_is_dropped(title: str) -> None:
    """Emoji, signs the fonts lack and what is invisible leave the words as they are; wide letters
    become plain ones."""
    assert legible(title) == "Winter walk"


def test_accents_are_composed_first() -> None:
    """A name typed with loose accents is the same name."""
    assert legible("Nguye\u0302\u0303n") == legible("Nguyễn")


@pytest.mark.parametrize("nothing", ["", "🎉", " ", "— !", "\u0301"])
def test_signs_alone_are_no_title(nothing: str) -> None:
    """Without a letter or number there is nothing to read."""
    assert not drawable(nothing)


@pytest.mark.parametrize("words", AWKWARD.values(), ids=AWKWARD)
def test_the_margins_stay_clean(words: str) -> None:
    """However long the words are, nothing reaches the edges or the gap beside the stub."""
    image = seen(
        replace(
            WALK,
            title=words,
            where=words,
            community=words,
            clock=words,
            mode_words=words,
            status=words,
        )
    )
    for box in (
        (RIGHT + 8, 0, 1200, 630),
        (STUB + 1, 0, LEFT - 8, 630),
        (STUB + 1, 0, 1200, 50),
        (STUB + 1, 590, 1200, 630),
    ):
        assert colours(image, box) == {CLEAN}
    assert colours(image, (LEFT, 120, RIGHT, 400)) > {CLEAN}


def test_a_long_title_keeps_off_the_facts() -> None:
    """Between the title and the day there is paper."""
    image = seen(replace(WALK, title=AWKWARD["five thousand characters"]))
    assert colours(image, (STUB + 1, 364, 1200, 384)) == {CLEAN}


def test_what_is_cut_ends_in_an_ellipsis() -> None:
    """Shortened words fit the room and say that there is more; words that fit are left alone."""
    cut = shortened(LONG, TEXT, 20)
    assert cut.endswith("…") and LONG.startswith(cut[:-1]) and width(cut, TEXT) <= 20
    assert LONG[len(cut) - 1] in " ,"
    assert shortened("Porto", TEXT, 20) == "Porto"


def test_a_date_that_does_not_stand_is_struck_out() -> None:
    """Called off is told by a line through the number too, not by colour alone."""
    across = [(x, 215) for x in range(50, 200)]
    struck, plain = (seen(replace(WALK, called_off=off)) for off in (True, False))
    assert {struck.getpixel(at) for at in across} == {(0xA3, 0x25, 0x2C)}
    assert len({plain.getpixel(at) for at in across}) > 1


@pytest.mark.parametrize("called_off", [False, True])
@pytest.mark.parametrize("mode", [*MODES, "", "elsewhere"])
@pytest.mark.parametrize("date", [("Dec", "10"), ("Dec", ""), ("", "10"), ("", "")])
def test_every_combination_can_be_drawn(called_off: bool, mode: str, date: tuple[str, str]) -> None:
    """Modes, states and dates meet freely: every pair of colours is in the palette."""
    month, number = date
    image = seen(
        replace(WALK, mode=mode, called_off=called_off, status="News", month=month, number=number)
    )
    assert image.size == (1200, 630)


@given(words=st.text(max_size=80), other=st.text(st.characters(max_codepoint=0x24F), max_size=40))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_no_text_stops_it(words: str, other: str) -> None:
    """Whatever the words contain, a picture comes out."""
    for one, two in ((words, other), (other, words)):
        picture = CardTexts(one, two, one, two, one, two, one, two, one, two)
        assert draw(picture).startswith(b"\x89PNG")


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_what_is_legible_has_ink_and_stays_so(words: str) -> None:
    """Every character that is kept can be drawn, and cleaning twice changes nothing."""
    line = legible(words)
    assert legible(line) == line
    assert [char for char in line if char != " " and not line_mask(char, TITLE, 20).getbbox()] == []


def test_the_baseline_is_where_it_is_said_to_be() -> None:
    """Capitals stand on it."""
    box = line_mask("H", TITLE, 100).getbbox()
    assert box and box[3] == round(ABOVE * 100)
