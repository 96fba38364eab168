"""No work is done twice: how often the costly steps are taken is counted, not timed.

A file is parsed once, a record validated once, a text rendered once, a card filled once, and the
theme is gone through for no page that a shell can be filled for.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cmarkgfm import cmark

import hubs
from hearth.base import strict_yaml
from hearth.model.hub import Hub, load_hub
from hearth.model.settings import read_settings
from hearth.outputs import render
from hearth.outputs.feed_writer import FeedWriter
from hearth.outputs.feeds import feeds
from hearth.read import records
from hearth.site.build import SiteBuild
from hearth.site.plan import SitePlan

Counts = Counter[Any]


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Counts]:
    """Counts the calls of a function, by what ``key`` makes of their arguments."""

    def counting(owner: Any, name: str, key: Callable[..., object]) -> Counts:
        calls: Counts = Counter()
        real = getattr(owner, name)

        def counted(*arguments: Any, **named: Any) -> Any:
            calls[key(*arguments, **named)] += 1
            return real(*arguments, **named)

        monkeypatch.setattr(owner, name, counted)
        return calls

    return counting


def sample() -> tuple[Hub, set[str]]:
    """The sample hub, and the files of which something is told."""
    settings, _ = read_settings(hubs.REPOSITORY)
    hub, problems = load_hub(hubs.REPOSITORY, settings, hubs.AS_OF, 1)
    return hub, {problem.path for problem in problems}


def test_each_file_is_parsed_once(count: Callable[..., Counts]) -> None:
    """Places of values are looked up only in files of which something is told."""
    quick = count(strict_yaml, "_read_quickly", lambda text, most: text)
    careful = count(strict_yaml, "_Reader", lambda text, *rest: text)
    hub, told = sample()
    assert len(quick) == quick.total()
    assert quick.total() <= len(hub.source_paths) + len(hub.kept_feeds)
    assert len(careful.keys() & quick.keys()) <= len(told)


def test_each_record_is_validated_once(count: Callable[..., Counts]) -> None:
    """By the model of its kind."""
    built = count(records, "build", lambda model, fields: (model.KIND, fields["id"]))
    hub, _ = sample()
    assert built == Counter(dict.fromkeys([(r.KIND, r.id) for r in (*hub, hub.community)], 1))


def test_each_text_and_each_card_is_made_once(count: Callable[..., Counts]) -> None:
    """Whatever number of pages and feeds show it."""
    hub, _ = sample()
    texts = count(cmark, "parser_feed", lambda parser, text: text)
    filled = count(render, "filled", lambda template, values: template.name)
    build = SiteBuild(hub, processes=1)
    for page in build.plan.pages:
        build.filler.slots(page)
    writer = FeedWriter(build.filler.renderer)
    for feed in feeds(build.hub):
        list(writer.write(feed))
    bodies = [record.body for record in build.hub if record.body]
    assert {text: texts[text] for text in bodies} == dict.fromkeys(bodies, 1)
    assert texts.total() == len(bodies)
    shown = Counter(name.partition("/")[0] for name in filled.elements())
    once = shown["cards"] + shown["feeds"] + len(build.plan.pages)
    assert filled.total() == once, "a page needs one template, and each of its cards one"
    for kind, by_id in build.hub.records.items():
        dates = sum(kind == item.event.KIND for item in build.hub.schedule.occurrences)
        for name in (f"feeds/{kind}.html", f"cards/{kind}-card.html"):
            assert filled[name] <= len(by_id) + dates, name


def test_the_theme_is_gone_through_for_shells_alone(tmp_path: Path) -> None:
    """A hub of three times the members has as many pages that the site builder renders."""
    member = "name: Member {0}\njoined: 2026-01-05\n"
    rendered = []
    for number in (20, 60):
        files = {f"members/m-{i}.yml": member.format(i) for i in range(number)}
        plan = SitePlan(hubs.small_hub(tmp_path / str(number), files).public())
        assert len(plan.pages) > number
        rendered.append((len(plan.rendered), len(plan.shells)))
    assert rendered[0] == rendered[1]


@pytest.mark.parametrize(
    ("command", "without"),
    [
        ("build", ["pydantic", "jinja2", "lxml.etree", "PIL", "hearth.kinds"]),
        ("add", ["PIL", "urllib.request", "jinja2", "hearth.outputs.render", "multiprocessing"]),
        ("brief", ["PIL", "jinja2", "hearth.outputs.render", "multiprocessing"]),
        ("check", ["PIL", "mkdocs", "multiprocessing"]),
    ],
)
def test_a_command_starts_without_what_it_may_not_need(command: str, without: list[str]) -> None:
    """A build with nothing to do is over before the kinds of records would be there."""
    told = f"import sys, hearth.cli.{command}; print(*sys.modules)"
    python = [sys.executable, "-c", told]
    done = subprocess.run(python, check=True, capture_output=True, text=True, timeout=60)
    assert set(done.stdout.split()) & set(without) == set()
