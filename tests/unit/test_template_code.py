"""template_code: what templates become means what Jinja means."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from hearth.outputs.template_code import TemplateEnvironment

BASE = """{% block a %}base {{ words }}{% endblock %}|{% block b %}{{ f('&') }}{% endblock %}"""
PAGE = """{% extends "base.html" %}
{% macro card(name, form="x", more=none) %}
<i>{{ name }}{{ form }}{{ more }}{% if caller is defined %}{{ caller() }}{% endif %}</i>
{% endmacro %}
{% block a %}
{{ super() }}
{% for n in things recursive %}{{ loop.index }}{{ n.name }}{{ loop(n.parts) }}{% endfor %}
{{ card("<b>") }}{{ card("n", form="<f>") }}{{ card(*["a", "b"], **{"more": 1}) }}
{% call card(words) %}{{ words }}&{{ safe }}{% endcall %}
{% set text %}{{ words }}{{ safe }}{% endset %}
{{ text }}{{ [words, safe] | join("<") }}{{ words ~ safe }}
{% endblock %}
{% block b %}
{{ f(words) | upper }}{{ things[0].name }}{{ number }}{{ none }}{{ f(things[0].name).lower() }}
{% endblock %}"""
VALUES = {
    "words": "<'\"&>",
    "safe": Markup("<b>&amp;</b>"),
    "number": 1.5,
    "things": [{"name": "A&B", "parts": [{"name": "c", "parts": []}]}, {"name": "d", "parts": []}],
    "f": lambda text: f"{text}!",
}


def filled(kind: type[Environment], values: dict[str, Any]) -> str:
    loader = DictLoader({"base.html": BASE, "page.html": PAGE})
    environment = kind(loader=loader, autoescape=True, undefined=StrictUndefined)
    return environment.get_template("page.html").render(**values)


def test_pages_are_as_jinja_fills_them() -> None:
    """Blocks, macros, callers, loops in themselves and arguments of every form give the same."""
    assert filled(TemplateEnvironment, VALUES) == filled(Environment, VALUES)
    assert "&lt;&#39;&#34;&amp;&gt;" in filled(TemplateEnvironment, VALUES)


@pytest.mark.parametrize("missing", VALUES)
def test_what_is_missing_ends_the_build(missing: str) -> None:
    """A misspelt name is no empty place, whether it is printed, called or walked through."""
    values = {name: value for name, value in VALUES.items() if name != missing}
    with pytest.raises(UndefinedError):
        filled(TemplateEnvironment, values)
