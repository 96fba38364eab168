"""quarantine: wrong records are left out when the maintainer says so, and what remains is whole."""

from __future__ import annotations

from pathlib import Path

import hubs
from hearth.model.hub import Hub
from hearth.model.links import references
from hearth.model.quarantine import Verdict, judge
from hubs import BASE

ON = "quarantine"


def verdict(root: Path, files: dict[str, str | bytes | None], setting: str = ON) -> Verdict:
    return judge(*hubs.load(hubs.minimal_hub(root, files), on_bad_record=setting))


def ids(hub: Hub) -> set[str]:
    return {record.id for record in hub}


def dead(hub: Hub) -> list[object]:
    return [
        target
        for record in (*hub, hub.community)
        for _, target in references(record)
        if target[1] not in hub.records[target[0]]
    ]


def test_without_the_setting_nothing_is_published(tmp_path: Path) -> None:
    """The rule is to fail, and every problem is told."""
    found = verdict(tmp_path, {"members/ada.yml": "name: Ada\n"}, "fail")
    assert found.refusal == "1 problem in the hub's files; nothing was published"
    assert [problem.path for problem in found.reported] == [
        "members/ada.yml"
    ] and found.report == []


def test_a_good_hub_stays_as_it_is(tmp_path: Path) -> None:
    """Nothing is left out, and nothing is said."""
    found = verdict(tmp_path, {})
    assert (
        ids(found.hub) == ids(hubs.load(tmp_path)[0]) and found.report == [] and not found.refusal
    )


def test_a_wrong_record_is_left_out_loudly(tmp_path: Path) -> None:
    """With its problems, the number of files and the setting that did it; all references to it are
    cut."""
    found = verdict(tmp_path, {"members/ada.yml": "name: Ada Example\njoined: 3.12.2026\n"})
    assert not found.refusal and "ada" not in ids(found.hub) and dead(found.hub) == []
    assert (found.hub.members["bo"].buddy, found.hub.events["welcome-call"].hosts) == (None, [])
    assert found.report[0].startswith(
        'WARNING -  Left out: members/ada.yml:2:9  joined: "3.12.2026" is not a date.'
    )
    assert found.report[-1] == (
        "WARNING -  1 file holds records that are left out of the site, because mkdocs.yml "
        "says on_bad_record: quarantine"
    )


def test_who_names_nobody_is_left_out_alone(tmp_path: Path) -> None:
    """A reference to an id that no file gives is the mistake of the record that makes it."""
    found = verdict(
        tmp_path, {"members/bo.yml": "name: Bo Sample\njoined: 2026-02-10\nbuddy: adda\n"}
    )
    assert ids(hubs.load(tmp_path)[0]) - ids(found.hub) == set() and "bo" not in ids(found.hub)
    assert "ada" in ids(found.hub) and dead(found.hub) == []


def test_what_means_nothing_alone_goes_too(tmp_path: Path) -> None:
    """An event whose zone was its venue's, then a path of that event alone, until nothing more must
    go."""
    path = "title: An evening\nfor_whom: New people\nsteps:\n  - event: evening\n    note: Come.\n"
    found = verdict(
        tmp_path, {"events/venues/hall.yml": "name: Hall\n", "content/paths/evening-path.yml": path}
    )
    assert {"hall", "evening", "evening-path"}.isdisjoint(ids(found.hub)) and dead(found.hub) == []
    assert [line for line in found.left_out if "[" not in line] == [
        "events/evening.yml:1:1  evening: its time has no zone without the venue that is left out.",
        "content/paths/evening-path.yml:1:1  evening-path: what it is made of is left out.",
    ]
    assert found.report[-1].startswith("WARNING -  3 files hold")


def test_a_step_goes_with_its_target(tmp_path: Path) -> None:
    """The other steps of the path stay, and no step is left that says nothing."""
    found = verdict(tmp_path, {"content/resources/canvas.yml": "title: A canvas\n"})
    assert [step.event or step.do for step in found.hub.paths["first-month"].steps] == [
        "welcome-call",
        "Say hello.",
    ]


def test_of_a_list_only_the_wrong_record_goes(tmp_path: Path) -> None:
    """The others in the file are right, and of two with one id the first."""
    glossary = (
        f"{BASE['content/glossary.yml']}- id: lost\n  term: lost\n  definition: Nowhere.\n"
        "  see: [nothing]\n- id: lurker\n  term: other\n  definition: Again.\n"
    )
    found = verdict(tmp_path, {"content/glossary.yml": glossary})
    assert set(found.hub.terms) == {"lurker", "code-of-conduct"}
    assert len(found.left_out) == 2


def test_what_is_no_record_still_stops_everything(tmp_path: Path) -> None:
    """The community itself, hand-written pages, and lists of which nobody can tell what they
    hold."""
    for path, text in (
        ("content/community.yml", "name: [\n"),
        ("content/about.md", "<!-- hearth: nothing -->\n"),
        ("content/glossary.yml", "- id: [\n"),
    ):
        found = verdict(tmp_path / Path(path).stem, {path: text})
        assert found.refusal.startswith("1 problem") and found.report == []
