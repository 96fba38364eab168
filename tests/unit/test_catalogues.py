"""The catalogues in hooks/hearth/locale: true to what the engine says, and safe to fill in."""

from __future__ import annotations

import re
import runpy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import hubs
from hearth.base.catalogue import Catalogue, read_catalogue
from hearth.base.languages import LOCALE
from hearth.outputs.pages.plan import plan
from hearth.site.fill import PageFiller

COLLECT = runpy.run_path(str(hubs.REPOSITORY / ".ci" / "messages.py"))
CATALOGUES = sorted(LOCALE.glob("*.po"))
_PLACE = re.compile(r"%\(\w+\)s|%%|{\w*(?:!r)?}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@pytest.fixture(scope="module")
def messages() -> list[tuple[str, str, str]]:
    """All that the engine says."""
    found: list[tuple[str, str, str]] = COLLECT["_once"](COLLECT["messages"]())
    return found


def read(file: Path) -> Catalogue:
    return read_catalogue(file.read_text(encoding="utf-8"))


def test_the_template_for_translators_is_true(messages: Any) -> None:
    """It has every message; `python .ci/messages.py` writes it anew."""
    text = COLLECT["HEAD"] + COLLECT["written"](messages)
    assert COLLECT["POT"].read_text(encoding="utf-8") == text


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_a_catalogue_is_whole(file: Path, messages: Any) -> None:
    """Every message has its translation, and nothing is translated that nobody says."""
    known = {f"{context}\x04{one}" if context else one for context, one, _ in messages}
    assert read(file).messages.keys() == known


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_a_translation_keeps_the_places_and_marks_of_its_message(file: Path, messages: Any) -> None:
    """A place that is missing would be a value lost, a new one would end the build, and a new tag
    or quote could break the page."""
    catalogue = read(file)
    for context, one, several in messages:
        forms = catalogue.messages.get(f"{context}\x04{one}" if context else one, ())
        for form in forms:
            assert set(_PLACE.findall(form)) <= set(_PLACE.findall(one + several)), one
            assert sorted(_TAG.findall(form)) == sorted(_TAG.findall(one)), one
            quotes = max(_TAG.sub("", said).count('"') for said in (one, several))
            assert _TAG.sub("", form).count('"') <= quotes, one
        if not several:
            assert set(_PLACE.findall(one)) == set(_PLACE.findall(forms[0] if forms else one)), one


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_each_number_has_its_form(file: Path, messages: Any) -> None:
    """As many forms as the language counts by."""
    catalogue = read(file)
    forms = {catalogue.plural(many) for many in range(200)}
    for _, one, several in messages:
        if several and one in catalogue.messages:
            assert len(catalogue.messages[one]) == len(forms), one


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.stem)
def test_every_page_can_be_made_in_the_language(file: Path, tmp_path: Path) -> None:
    """Of a small hub; its home page says what is coming up."""
    hub = hubs.small_hub(tmp_path / "hub").public()
    hub = replace(hub, community=hub.community.model_copy(update={"language": file.stem}))
    filler = PageFiller(hub)
    made = {page.url: filler.slots(page)["body"] for page in plan(hub)}
    assert hub.words("Coming up") in made[""]
    assert hub.words.direction == ("rtl" if file.stem in ("ar", "he") else "ltr")
