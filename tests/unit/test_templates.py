"""Templates: divided into blocks, so that a hub changes one line of a page without a copy of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import FileSystemLoader, meta
from jinja2.defaults import DEFAULT_FILTERS, DEFAULT_NAMESPACE

import hubs
from hearth.contribute import template_reference as reference
from hearth.model.hub import Hub
from hearth.outputs.pages.page import Page
from hearth.outputs.pages.plan import plan
from hearth.outputs.render import Renderer
from hearth.read.template_files import OWN, TEMPLATES, template_names
from hearth.read.templates import FILTERS, Templates

NAMES = [name for name in template_names(TEMPLATES) if name != reference.MACROS]
MARK = re.compile("⟦(.*?)⟧")
ENGINE = Templates(FileSystemLoader(TEMPLATES))
SELDOM = {
    ("members.html", "empty"),
    ("resources.html", "empty"),
    ("subscribe.html", "internal"),
    ("page.html", "content"),
    ("parts/discussion.html", "discussion"),
}
"""Blocks that no page shows: the sample is neither empty nor behind a login, nor talked about
elsewhere; and what is in ``content`` every page says itself."""


@pytest.mark.parametrize("name", NAMES)
def test_every_template_has_blocks(name: str) -> None:
    """Whatever a template prints inside a frame of HTML can be changed by itself."""
    assert ENGINE.blocks([name])


def test_every_block_is_explained() -> None:
    """The guide says what each block holds, and of none that there is not."""
    assert sorted(set(ENGINE.blocks(NAMES))) == list(reference.BLOCKS)


def test_what_every_template_can_use_is_explained(hub: Hub) -> None:
    """The guide has every value and every filter that templates are given."""
    environment = Renderer(hub).environment
    assert environment.globals.keys() - DEFAULT_NAMESPACE.keys() == reference.EVERYWHERE
    assert sorted(environment.filters.keys() - DEFAULT_FILTERS.keys()) == list(FILTERS)


def name_of(page: Page) -> str:
    """The template that fills a page: the first of its names that there is."""
    names = [page.template] if isinstance(page.template, str) else page.template
    return next(name for name in names if name in NAMES)


def test_pages_have_the_values_of_their_templates(hub: Hub) -> None:
    """What the guide names as a value of a page or of a part in it is there on each such page."""
    trees = {name: ENGINE.tree(name) for name in NAMES}
    asked = {name: reference.asked(tree) for name, tree in trees.items()}
    for page in plan(hub):
        name, given = name_of(page), page.prepare(hub).values.keys()
        assert asked[name] <= given, page.url
        tree = trees[name]
        there = given | reference.worked_out(tree) | reference.FRAME.keys()
        for part in meta.find_referenced_templates(tree):
            assert asked[str(part)] <= there, page.url


def pages(hub: Hub) -> Iterator[tuple[str, str]]:
    """(address, body) of every page."""
    renderer = Renderer(hub)
    for page in plan(hub):
        view = page.prepare(hub)
        values = {"title": view.title, "crumbs": view.crumbs, "crumb": view.crumb, "text": "Words."}
        yield page.url, str(renderer.render(page.template, **{**values, **view.values}))


def test_a_line_more_in_every_block(hub: Hub, tmp_path: Path) -> None:
    """Each block of each template takes a line more, and nothing else on any page changes."""
    for name in NAMES:
        blocks = (
            f"{{% block {block} %}}{{{{ super() }}}}⟦{name} {block}⟧{{% endblock %}}"
            for block in ENGINE.blocks([name])
        )
        own = f'{{% extends "hearth/{name}" %}}{"".join(blocks)}'
        hubs.write(tmp_path, {f"{OWN}/{name}": own})
    plain, changed = dict(pages(hub)), dict(pages(replace(hub, root=tmp_path)))
    assert {url: MARK.sub("", body) for url, body in changed.items()} == plain
    seen = {tuple(mark.split()) for body in changed.values() for mark in MARK.findall(body)}
    apart = ("feeds/", "report", "editor", "embed", "record", "cards/record", "plain/")
    marked = {(name, block) for name in NAMES for block in ENGINE.blocks([name])}
    assert {key for key in marked - seen if not key[0].startswith(apart)} == SELDOM


def test_the_example_of_the_guide(small_site: Path, tmp_path: Path) -> None:
    """It changes profiles and no other file, and a build tells of a misspelt block beside it."""
    root = hubs.minimal_hub(
        tmp_path / "hub",
        {
            f"{OWN}/member.html": reference.EXAMPLE,
            f"{OWN}/group.html": '{% extends "hearth/group.html" %}{% block fcats %}{% endblock %}',
        },
    )
    done = hubs.build(root, tmp_path / "site", "--strict")
    assert done.returncode == 0, done.stderr
    assert f'{OWN}/group.html:1:43  block: "fcats" is not a block of' in done.stderr
    line = b"\n<div><dt>Days with us</dt><dd>322</dd></div>\n"
    ada = (tmp_path / "site/members/ada/index.html").read_bytes()
    assert ada.replace(line, b"") == (small_site / "members/ada/index.html").read_bytes() != ada
    profiles = [f"members/{name}/index.html" for name in ("ada", "bo", "cy", "lantern")]
    assert hubs.different(small_site, tmp_path / "site") == profiles
