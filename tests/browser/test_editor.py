"""The web editor in a browser: what a newcomer writes there is a file the check accepts."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import hubs
from hearth.base.strict_yaml import read_yaml
from hearth.cli.main import main
from hearth.kinds import KINDS
from hearth.model.settings import Editor
from hearth.outputs.editor import SCRIPTS, editor, id_rules
from hearth.outputs.render import Renderer
from hearth.read.ids import RESERVED, propose_id
from hearth.site.files import Folder

pytestmark = pytest.mark.browser

GITLAB = {"name": "gitlab", "repo": "circle/hub", "auth_type": "pkce", "app_id": "x"}
SHORT = "name: Ada Example\njoined: 2026-01-05\nexpert_in: [onboarding]\nlanguages: [en, pt-BR]\n"
"""A member whose file says things shortly."""


def publish(root: Path, site: Path, backend: dict[str, str]) -> None:
    """Write the editor's files of the hub in ``root`` below ``site``."""
    hub = hubs.load(root, editor=Editor.model_validate({"backend": backend}))[0].public()
    for output in editor(hub, Renderer(hub)):
        Folder(site).write(output)
    icon = site / "assets" / "images" / "favicon.svg"
    icon.parent.mkdir(parents=True)
    icon.write_bytes(
        (hubs.REPOSITORY / "hooks/hearth/theme/assets/images/favicon.svg").read_bytes()
    )


def field(page: Any, name: str) -> Any:
    """The input of the field of that name."""
    return page.locator(f"[id^={name}-field]").first


def choose(page: Any, name: str, words: str) -> None:
    """Choose what begins with ``words`` from the field's list."""
    field(page, name).fill(words)
    page.keyboard.press("Enter")


def save(page: Any, key: str) -> tuple[str, str]:
    """Save what is open; give the path and the content of the file that would be proposed."""
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_function("key => window.repoFilesUnpublished[key]", arg=key)
    page.get_by_text("Changes saved").wait_for()
    file = page.evaluate("key => window.repoFilesUnpublished[key].diffs[0]", key)
    return file["path"], file["content"]


def write_a_member(page: Any) -> tuple[str, str]:
    """A new member whose name is no id; a headline is written and taken back, a place is given."""
    page.evaluate("location.hash = '#/collections/member/new'")
    field(page, "name").fill("Åsa O'Hara-Žižek J.")
    field(page, "headline").fill("Keeps the archive: all of it")
    field(page, "pronouns").fill("she")
    field(page, "pronouns").fill("")
    choose(page, "languages", "Swedish")
    choose(page, "topics", "Metrics")
    return save(page, "member/asa-ohara-zizek-j")


def write_an_event(page: Any) -> tuple[str, str]:
    """A new event of a whole day with a host who is a member."""
    page.evaluate("location.hash = '#/collections/event'")
    page.get_by_role("heading", name="Events", exact=True).wait_for()
    page.evaluate("location.hash = '#/collections/event/new'")
    field(page, "title").fill("Open day & C++")
    field(page, "summary").fill("Come and see.")
    field(page, "start").fill("2027-03-05T00:00")
    choose(page, "mode", "online")
    field(page, "all_day").click()
    page.get_by_role("button", name="Add hosts").click()
    choose(page, "person", "Ada")
    return save(page, "event/2027-03-open-day-cpp")


def change_a_member(page: Any) -> tuple[str, str]:
    """An existing member, who is given pronouns."""
    page.evaluate("location.hash = '#/collections/member'")
    page.get_by_text("Ada Example").click()
    field(page, "pronouns").fill("she/her")
    return save(page, "member/ada")


def test_what_is_written_there_passes_the_check(
    reader: Callable[..., Any], serve: Callable[[Path], str], tmp_path: Path
) -> None:
    """A member, an event and a change, saved without a request to elsewhere, are files ``hearth
    check`` accepts."""
    root = hubs.minimal_hub(tmp_path / "hub", {"members/ada.yml": SHORT})
    publish(root, tmp_path / "site", {"name": "test-repo"})
    page, home = reader(), serve(tmp_path / "site")
    page.add_init_script(
        f"window.repoFiles = {json.dumps({'members': {'ada.yml': {'content': SHORT}}})}"
    )
    page.goto(f"{home}editor/")
    page.get_by_role("button", name="Login").click()
    page.get_by_role("heading", name="Members", exact=True).wait_for()
    files = dict(write(page) for write in (write_a_member, write_an_event, change_a_member))
    written = {path: read_yaml(content) for path, content in files.items()}
    assert written["members/asa-ohara-zizek-j.yml"] == {
        "name": "Åsa O'Hara-Žižek J.",
        "joined": "2026-11-23",
        "headline": "Keeps the archive: all of it",
        "languages": ["sv"],
        "added": "2026-11-23",
        "topics": ["metrics"],
    }
    event = written["events/2027-03-open-day-cpp.yml"]
    assert (event["start"], event["all_day"], event["hosts"]) == ("2027-03-05", "true", ["ada"])
    assert written["members/ada.yml"] == {**read_yaml(SHORT), "pronouns": "she/her"}
    hubs.write(root, files)
    done = CliRunner().invoke(main, ["check", "--as-of", hubs.AS_OF.isoformat(), str(root)])
    assert done.exit_code == 0, done.output
    assert [
        url for url in page.requested if not url.startswith((home, f"blob:{home}", "data:"))
    ] == []
    assert page.wrong == []


def test_before_somebody_logs_in_nobody_else_is_asked(
    reader: Callable[..., Any], serve: Callable[[Path], str], tmp_path: Path
) -> None:
    """The page of an editor that works with a forge loads from the site alone."""
    publish(hubs.minimal_hub(tmp_path / "hub"), tmp_path / "site", GITLAB)
    page, home = reader(), serve(tmp_path / "site")
    page.goto(f"{home}editor/")
    page.get_by_role("button", name="Login with GitLab").wait_for()
    page.wait_for_timeout(500)
    assert [url for url in page.requested if not url.startswith((home, "data:"))] == []
    assert page.wrong == []


DATED = {"start": "2026-12-03T18:00", "date": "2027-01-09"}
NAMED: list[tuple[str, dict[str, Any]]] = [
    *(
        ("resource", {"title": title})
        for title in (
            "C++ and C# for .NET",
            "F# first",
            "Objective-C#x .NETwork",
            "Ørsted & Søren",
            "O'Hara’s Straße",
            "ΆλφΑ beta",
            "50% off – 3½ hours",
            "x--y",
            "ffi ﬃ ǅ K Å",
            "a" * 80,
            "ab " * 40,
            "word " * 12 + "andmore",
            f"{'a' * 64} b",
            "#",
            "c#",
        )
    ),
    ("member", {"name": "山田花子", "latin": "Yamada Hanako"}),
    ("topic", {"label": "Metrics"}),
    ("term", {"term": "CoP"}),
    ("event", {"title": "Open day", **DATED}),
    ("event", {"title": "Every week", **DATED, "repeats": {"rule": "weekly"}}),
    ("event", {"title": "word " * 12, **DATED}),
    ("post", {"title": "Now", **DATED}),
    ("post", {"title": "No day"}),
    ("group", {"name": "One", **DATED}),
    *(("venue", {"name": name}) for name in sorted(RESERVED)),
]
"""Kinds and fields of new records."""


def test_ids_are_those_of_the_other_ways(browser: Any) -> None:
    """A record has the same id by the editor as by a form, an import or ``hearth add``; every sign
    and letter counts alike."""
    chars = [
        char
        for char in map(chr, range(0x110000))
        if unicodedata.category(char) not in ("Cn", "Co", "Cs", "Lo")
    ]
    cases = NAMED + [
        ("member", {"name": f"x{char}y {char}c++"}) for char in (*chars, "ª", "º", "अ", "字")
    ]
    page = browser.new_page()
    script = (SCRIPTS / "ids.js").read_text(encoding="utf-8")
    made = page.evaluate(
        f"([rules, cases]) => {{ {script}\nconst id = hearthIds(rules);\n"
        "return cases.map(([kind, fields]) => id(kind, fields)) }",
        [id_rules(), cases],
    )
    page.close()
    wrong = {
        str(fields): (theirs, ours)
        for (kind, fields), theirs in zip(cases, made, strict=True)
        if theirs != (ours := propose_id(KINDS[kind], fields))
        and not (theirs == "" and ours.startswith(f"{kind}-"))
    }
    assert wrong == {}
    # What holds no Latin letter is asked for, since somebody is there to say.
    assert [fields for (_, fields), theirs in zip(NAMED, made, strict=False) if not theirs] == [
        {"title": "#"}
    ]
