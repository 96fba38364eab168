"""Addresses elsewhere: looked up, remembered, and what follows from it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import hubs
from hearth.base.strict_yaml import read_yaml
from hearth.base.web import Web, WebLimits
from hearth.cli.links import links
from hearth.follow.copies import copies
from hearth.follow.lookup import LinkVerdict, look_up, remembered
from hearth.follow.outward import outward
from hearth.follow.proposals import changes, proposals
from hearth.read.looked_up import FILE, LookedUp, read_looked_up
from playing_server import Answer, playing
from unhurried import Unhurried

DAY = date(2026, 11, 2)


def client() -> Web:
    limits = WebLimits(private=True, apart=0.0)
    return Unhurried(limits, slow=["/slow"], wait=lambda seconds: None)


def moved(to: str, status: int = 301) -> Answer:
    return Answer(status, b"", {"Location": to})


VERDICTS: dict[str, tuple[Answer, tuple[str, str]]] = {
    "/fine": (Answer(), ("fine", "")),
    "/no-head": (Answer(not_to="HEAD"), ("fine", "")),
    "/large": (Answer(200, b"x" * 9_000_000), ("fine", "")),
    "/gone": (Answer(410), ("failing", "410")),
    "/lost": (Answer(404), ("failing", "404")),
    "/broken": (Answer(500), ("failing", "500")),
    "/slow": (Answer(200, b"x" * 400, drip=0.01, not_to="HEAD"), ("failing", "timeout")),
    "/cut": (Answer(hang_up=True), ("unsure", "wrong-answer")),
    "/locked": (Answer(403), ("unsure", "403")),
    "/busy": (Answer(429), ("unsure", "429")),
    "/later": (Answer(503), ("unsure", "503")),
    "/no-bots": (Answer(999), ("unsure", "999")),
    "/moved": (moved("/fine"), ("moved", "301")),
    "/moved-often": (moved("/moved", 308), ("moved", "308")),
    "/aside": (moved("/fine", 302), ("fine", "")),
    "/home": (moved("/"), ("fine", "")),
    "/to-nothing": (moved("/lost"), ("failing", "404")),
    "/round": (moved("/round"), ("failing", "loop")),
    "/": (Answer(), ("fine", "")),
}


def test_what_each_answer_means() -> None:
    """A refusal to programs is no sign that a page is gone, and a temporary redirect is no new
    address; neither is a front page."""
    with playing({path: answer for path, (answer, _) in VERDICTS.items()}) as server:
        with client() as web:
            seen = {each.url: each for each in look_up(web, [server.url + p for p in VERDICTS])}
        found = {
            path: (seen[server.url + path].state, seen[server.url + path].why) for path in VERDICTS
        }
        assert found == {path: meant for path, (_, meant) in VERDICTS.items()}
        assert seen[f"{server.url}/moved-often"].to == f"{server.url}/fine"
        # What answers to a question for its head is not asked for the rest.
        assert ("GET", "/fine") not in {(method, path) for method, path, _ in server.asked[:1]}


def test_only_days_of_failing_make_an_address_dead() -> None:
    """Three of them, and a week; one on which it answers begins the story anew."""

    def after(*states: str, every: int = 3) -> LookedUp:
        found = LookedUp()
        for number, state in enumerate(states):
            day = DAY + timedelta(days=number * every)
            found = remembered(found, [LinkVerdict("https://a.community/", state, "404")], day)  # type: ignore[arg-type]
        return found

    def is_dead(found: LookedUp) -> bool:
        return any(each.is_dead for each in found.findings.values())

    assert not is_dead(after("failing"))
    assert not is_dead(after("failing", "failing"))
    assert is_dead(after("failing", "failing", "failing"))
    assert not is_dead(after("failing", "failing", "failing", every=1))
    assert not is_dead(after("failing", "failing", "fine", "failing"))
    assert not is_dead(after("failing", "unsure", "failing", "failing"))
    assert not is_dead(after("failing", "failing", "failing", every=0))
    assert not is_dead(after("failing", "failing", "failing", every=90))
    assert after("failing", "fine").findings == {}


def hub_with(folder: Path, **resources: str) -> Any:
    """A hub whose library has resources at some addresses."""
    files = {
        f"content/resources/{name}.yml": f"title: Text {name}\nurl: {url}\ntype: article\n"
        "why: It helps.\nadded: 2026-10-01\n"
        for name, url in resources.items()
    }
    return hubs.minimal_hub(folder, files)


def test_addresses_are_found_wherever_they_stand(tmp_path: Path) -> None:
    """In fields and in texts, without the part after the #; not the hub's own, nor examples'."""
    root = hubs.minimal_hub(
        tmp_path,
        {
            "content/page.md": "# Page\n\nSee [it](https://a.community/x#part) and\n"
            "<https://b.community/>, not [home](https://example.org/a).\n",
            "content/resources/one.yml": "title: One\nurl: https://a.community/x\ntype: article\n"
            "why: It helps.\n",
            "events/over.yml": "title: Over\nsummary: It was.\nstart: 2026-01-05 18:00\n"
            "end: 2026-01-05 19:00\ntimezone: Europe/Berlin\nmode: online\n"
            "online: {url: https://call.community/, reveal: public}\noutcomes:\n"
            "  recording: https://video.community/1\n",
        },
    )
    hub, problems = hubs.load(root)
    assert problems.errors == []
    found = outward(hub.public())
    named = {url: [(each.path, each.field) for each in those] for url, those in found.items()}
    assert named["https://a.community/x"] == [
        ("content/resources/one.yml", "url"),
        ("content/page.md", "body"),
    ]
    assert named["https://b.community/"] == [("content/page.md", "body")]
    assert named["https://video.community/1"] == [("events/over.yml", "outcomes.recording")]
    assert "https://call.community/" not in named  # where one met for what is over
    assert not any("example.org" in url for url in named)


def run(root: Path, day: date, *options: str) -> Any:
    """`hearth links` on a day; what it found, as data."""
    result = CliRunner().invoke(
        links,
        [
            "--folder",
            str(root),
            "--as-of",
            str(day),
            "--private-network",
            "--format",
            "json",
            *options,
        ],
        catch_exceptions=False,
    )
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_a_month_of_looking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What failed for weeks is proposed as gone and counted, what moved for good gets its new
    address, and all else stays byte for byte."""
    monkeypatch.setattr("hearth.cli.links.APART", 0.0)
    play = {
        "/fine": Answer(),
        "/new": Answer(),
        "/moved": moved("/new"),
        "/twin": moved("/fine"),
        "/lost": Answer(404),
        "/shy": Answer(403),
    }
    names = {"fine": "fine", "moved": "moved#part", "twin": "twin", "lost": "lost", "shy": "shy"}
    with playing(play) as server:
        root = hub_with(tmp_path, **{name: f"{server.url}/{path}" for name, path in names.items()})
        before = {file.name: file.read_text() for file in (root / "content/resources").iterdir()}
        first = run(root, DAY, "--write")
        assert [each["state"] for each in first["findings"]] == [
            *("failing", "moved", "unsure", "moved")
        ]
        assert not any(each["dead"] for each in first["findings"])
        run(root, DAY + timedelta(days=7), "--write")
        last = run(root, DAY + timedelta(days=14), "--write", "--propose")
    assert [each["dead"] for each in last["findings"]] == [True, False, False, False]
    after = {file.name: file.read_text() for file in (root / "content/resources").iterdir()}
    lost = before.pop("lost.yml").replace("added:", f"gone: {DAY}\nadded:")
    assert after.pop("lost.yml") == lost
    assert after.pop("moved.yml") == before.pop("moved.yml").replace("/moved#", "/new#")
    assert after == before  # the twin's new address is another's, so a person decides
    looked_up, problems = read_looked_up(root)
    assert problems == [] and looked_up.day == DAY + timedelta(days=14)
    assert (root / FILE).read_text().count("- url:") == 4
    assert hubs.load(root)[1].errors == []


def test_what_is_not_looked_up_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --only, and without the network."""
    monkeypatch.setattr("hearth.cli.links.APART", 0.0)
    with playing({}) as server:
        root = hub_with(tmp_path, a=f"{server.url}/a", b=f"{server.url}/b")
        run(root, DAY, "--write")
        found = run(root, DAY + timedelta(days=7), "--write", "--only", "/a")
        assert [each["times"] for each in found["findings"]] == [2, 1]
        asked = len(server.asked)
        assert run(root, DAY, "--offline")["findings"] == found["findings"]
        assert len(server.asked) == asked


def test_a_look_at_some_is_no_look_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not asked for is not known, and no day is made up."""
    monkeypatch.setattr("hearth.cli.links.APART", 0.0)
    with playing({}) as server:
        root = hub_with(tmp_path, a=f"{server.url}/a", b=f"{server.url}/b")
        assert run(root, DAY, "--offline")["looked_up"] is None
        run(root, DAY, "--write", "--only", "/a")
    found, problems = read_looked_up(root)
    assert problems == [] and found.day is None and len(found.findings) == 1
    assert not found.knows(f"{server.url}/b", None)


def test_a_record_that_cannot_be_written_is_left(tmp_path: Path) -> None:
    """A list of many on one line is a person's work; it is told, and nothing is broken."""
    root = hub_with(tmp_path, a="https://a.community/")
    file = root / "content/resources/a.yml"
    file.write_text(
        "{title: A, url: https://a.community/, type: article, why: It helps.}\n", encoding="utf-8"
    )
    hub, _ = hubs.load(root)
    found = LookedUp()
    for week in range(3):
        verdict = LinkVerdict("https://a.community/", "failing", "404")
        found = remembered(found, [verdict], DAY + timedelta(days=7 * week))
    proposed = list(proposals(hub, outward(hub), found))
    changed, left = changes(root, proposed)
    assert (changed, left) == ([], proposed)


def test_a_copy_is_known_by_the_archive_alone() -> None:
    """It is asked for the newest copy; whatever else it says is none."""
    kept = {"available": True, "status": "200", "url": "http://web.archive.org/web/1/https://a/"}

    class Archive:
        def ask(self, url: str, method: str = "GET", headers: object = None) -> Any:
            closest = {
                "a": kept,
                "b": {**kept, "status": "404"},
                "c": {**kept, "url": "https://evil.community/"},
            }
            named = closest.get(url[-1])
            body = {"archived_snapshots": {"closest": named} if named else {}}
            return type("R", (), {"status": 200, "body": json.dumps(body).encode()})

    copy = "https://web.archive.org/web/1/https://a/"
    assert copies(Archive(), ["https://a", "https://b", "https://c", "https://d"]) == {
        "https://a": copy
    }


def test_the_file_is_read_back_as_it_was(tmp_path: Path) -> None:
    """And one that somebody spoilt is told, not taken for nothing found."""
    root = hub_with(tmp_path, a="https://a.community/")
    (root / FILE).write_text("looked_up: 2026-11-02\naddresses: [{url: a}]\n", encoding="utf-8")
    assert [problem.code for problem in read_looked_up(root)[1]] == ["links-file"]
    assert read_yaml((root / FILE).read_text())
