"""field_docs: what stands below fields in their classes."""

from __future__ import annotations

from hearth.base.field_docs import field_docs
from hearth.kinds.fields import Part


class Base(Part):
    """A part."""

    name: str
    """What it is
    called."""
    bare: int = 0


class Derived(Base):
    name: str
    """Another sentence."""

    class Inner(Part):
        deep: int = 0
        """How deep."""


def test_sentences_below_fields() -> None:
    """They are found by the field's name, laid out as docstrings are; a field without has none."""
    assert field_docs(Base) == {"name": "What it is\ncalled."}


def test_sentences_are_inherited() -> None:
    """As fields are, and one's own come first."""
    assert field_docs(Derived) == {"name": "Another sentence."}
    assert field_docs(Derived.Inner) == {"deep": "How deep."}


def test_classes_in_functions() -> None:
    """A class that is made in a function has sentences too, and one without a source has none."""

    class Local(Base):
        size: int = 0
        """How large."""

    assert field_docs(Local) == {"name": "What it is\ncalled.", "size": "How large."}
    assert field_docs(type("Made", (), {"__module__": "nowhere"})) == {}


def test_schemas_say_them() -> None:
    """A JSON Schema has each sentence on one line."""
    fields = Derived.model_json_schema()["properties"]
    assert fields["name"]["description"] == "Another sentence."
    assert Base.model_json_schema()["properties"]["name"]["description"] == "What it is called."
    assert "description" not in fields["bare"]
