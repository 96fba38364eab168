"""``hearth import``, run as people run it; and published lists, imported by mapping files alone."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import hubs
from hearth.cli.main import main
from hearth.contribute.importing.mapping import read_mapping
from hearth.contribute.importing.transforms import OTHERS, PLAIN, WITH

MEMBERS = "name,joined,e-mail\nZoë Ünal,2026-03-03,z@example.org\nAda Example,2026-01-05,\nYve,,\n"
MAPPINGS = hubs.REPOSITORY / "benchmarks" / "mappings"
LISTS = os.environ.get("HEARTH_DATA")


def hearth(*words: str | Path) -> Result:
    return CliRunner().invoke(
        main, ["import", *map(str, words)], env={"SOURCE_DATE_EPOCH": hubs.EPOCH, "COLUMNS": "140"}
    )


def records(root: Path) -> dict[str, bytes]:
    """The files of a hub, without what is remembered of imports."""
    return {name: raw for name, raw in hubs.tree(root).items() if not name.startswith(".cache/")}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return hubs.minimal_hub(tmp_path / "hub")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "members.csv"
    file.write_text(MEMBERS, encoding="utf-8")
    return file


def test_without_write_nothing_is_written(root: Path, table: Path) -> None:
    """The preview says of each row what it is, and how many there are of each."""
    before = hubs.tree(root)
    result = hearth(table, "--kind", "member", "--folder", root)
    assert result.exit_code == 0 and hubs.tree(root) == before
    lines = [line.split() for line in result.output.splitlines()]
    assert ["2", "Zoë", "Ünal", "new", "members/zoe-unal.yml"] in lines
    assert ["3", "Ada", "Example", "known", "members/ada.yml"] in lines
    assert "4    Yve          left out  joined is missing" in result.output
    assert (
        "--set joined=…" in result.output and "personal contacts never are: e-mail" in result.output
    )
    assert "3 rows: 1 new, 1 known, 0 changed at the source, 1 left out" in result.output


def test_writing_twice_is_writing_once(root: Path, table: Path) -> None:
    """New files only, and the second time none: no byte changes."""
    before = hubs.tree(root)
    words = (table, "--kind", "member", "--folder", root, "--write")
    assert "1 written, 1 known" in hearth(*words).output
    after = records(root)
    assert (
        after.keys() - before.keys() == {"members/zoe-unal.yml"} and before.items() <= after.items()
    )
    assert (
        after["members/zoe-unal.yml"].decode()
        == "name: Zoë Ünal\njoined: 2026-03-03\nadded: 2026-11-23\n"
    )
    assert "0 written, 2 known" in hearth(*words).output
    assert records(root) == after
    assert (
        CliRunner()
        .invoke(main, ["check", str(root)], env={"SOURCE_DATE_EPOCH": hubs.EPOCH})
        .exit_code
        == 0
    )


def test_machines_read_it_as_json(root: Path, table: Path) -> None:
    """Every row, with its reasons."""
    told = json.loads(
        hearth(table, "--kind", "member", "--folder", root, "--format", "json").output
    )
    assert (
        told["counts"] == {"new": 1, "known": 1, "changed": 0, "left out": 1}
        and told["written"] == []
    )
    assert told["rows"][2] == {
        "row": 4,
        "what": "Yve",
        "state": "left out",
        "file": None,
        "why": ["joined is missing"],
    }


def test_a_table_of_markdown_keeps_its_cells(root: Path, tmp_path: Path) -> None:
    """A bar in a name does not break the table."""
    file = tmp_path / "m.csv"
    file.write_text("name,joined\nA|b,2026-01-01\n")
    text = hearth(file, "--kind", "member", "--folder", root, "--format", "markdown").output
    assert "| 2 | A\\|b | new | members/a-b.yml |\n" in text


def test_bookmarks_need_a_word_of_why(root: Path, tmp_path: Path) -> None:
    """It is asked for, and never made up."""
    file = tmp_path / "bookmarks.html"
    file.write_text(
        "<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT><H3>Welcome</H3><DL><p><DT><A "
        'HREF="https://example.org/new">New</A></DL></DL>'
    )
    assert "type is missing" in hearth(file, "--folder", root).output
    done = hearth(
        file, "--folder", root, "--set", "type=article", "--set", "why=We  read it.", "--write"
    )
    assert "1 written" in done.output
    assert (root / "content/resources/new.yml").read_text() == (
        "title: New\nurl: https://example.org/new\ntype: article\nwhy: We read it.\n"
        "added: 2026-11-23\ntopics: [onboarding]\n"
    )


@pytest.mark.parametrize(
    ("name", "text", "words", "told"),
    [
        ("a.csv", "name\n", (), "Say --kind member"),
        ("a.docx", "x", (), "can be imported end in"),
        ("a.csv", "", ("--kind", "member"), "does not name its columns"),
        ("a.csv", "name\n", ("--kind", "person"), "is not known here"),
        ("a.csv", "name\n", ("--kind", "member", "--set", "why"), "Write field=value"),
        ("a.csv", "name\n", ("--kind", "member", "--set", "nmae=x"), 'Did you mean "name"?'),
        (
            "a.csv",
            "name\n",
            ("--kind", "member", "--mapping", "none.yml"),
            "There is no mapping file",
        ),
        (None, "", ("--kind", "member"), "There is no file"),
    ],
)
def test_a_wrong_call_gives_2(
    root: Path, tmp_path: Path, name: str | None, text: str, words: tuple[str, ...], told: str
) -> None:
    """With a word about it and no traceback."""
    file = tmp_path / (name or "missing.csv")
    if name:
        file.write_text(text)
    result = hearth(file, "--folder", root, *words)
    assert result.exit_code == 2 and told in " ".join(result.output.replace("│", " ").split())


@pytest.mark.parametrize("file", sorted(MAPPINGS.glob("*.yml")), ids=lambda file: file.stem)
def test_the_mapping_files_of_published_lists_are_right(file: Path) -> None:
    """Each can be followed, and says its kind."""
    assert read_mapping(file.read_text(encoding="utf-8"), None).fields


COUNTS = {
    "community_tags": (153, 0, 13),
    "member_organisations": (707, 0, 15),
    "communities": (627, 0, 1),
    "conferences_with_calls": (58, 0, 0),
    "conferences_2024_2026": (1532, 499, 1),
}
"""Of each list: files written, rows that are known already (a conference is listed under each of
its subjects), rows left out."""


@pytest.mark.skipif(not LISTS, reason="HEARTH_DATA names no folder of published lists")
def test_published_lists_become_records_by_mapping_files_alone(root: Path) -> None:
    """Nearly all of each list is taken, and the hub stays right."""
    for name, expected in COUNTS.items():
        words = (
            f"{LISTS}/{name}.json",
            "--mapping",
            MAPPINGS / f"{name}.yml",
            "--folder",
            root,
            "--format",
            "json",
        )
        told = json.loads(hearth(*words, "--write").output)
        counts = told["counts"]
        assert (
            counts["new"],
            counts["known"] + counts["changed"],
            counts["left out"],
        ) == expected, name
        assert len(told["written"]) == counts["new"] and told["notes"] == []
        assert json.loads(hearth(*words).output)["counts"]["new"] == 0
    _, problems = hubs.load(root)
    assert list(map(str, problems.errors)) == []


def test_the_guide_explains_every_transform_and_its_mapping_file_is_right() -> None:
    """What a mapping file can say stands in the guide."""
    guide = (hubs.REPOSITORY / "content/guide/importing.md").read_text(encoding="utf-8")
    assert [
        name
        for name in (*PLAIN, *WITH, *OTHERS)
        if f"`{name}`" not in guide and f"`{{{name}:" not in guide
    ] == []
    examples = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    assert [read_mapping(each, None).kind for each in examples] == ["member", "event"]


def test_a_file_without_rows_is_an_error(root: Path, tmp_path: Path) -> None:
    """Said loudly, and with a status that a script sees."""
    file = tmp_path / "members.csv"
    file.write_text("name,joined\n", encoding="utf-8")
    result = hearth(file, "--kind", "member", "--folder", root)
    assert result.exit_code == 1 and "holds no rows" in result.output


def test_the_order_of_days_can_be_said(root: Path, tmp_path: Path) -> None:
    """Where the file itself does not show it; where it does, the preview says what it went by."""
    file = tmp_path / "members.csv"
    file.write_text("name,joined\nZoë,3/4/2026\n", encoding="utf-8")
    words = (file, "--kind", "member", "--folder", root)
    assert "can be two days" in hearth(*words).output
    assert "1 new" in hearth(*words, "--days", "day-first").output
    file.write_text("name,joined\nZoë,3/4/2026\nYve,13/4/2026\n", encoding="utf-8")
    assert 'are read day-first, as "13/4/2026" can only be' in hearth(*words).output


PEOPLE = (
    "Full name;Town;Country;Member since;Tags;Kind of help;E-mail\n"
    "Ada Long;Porto;Portugal;3.2.2024;Talks, Onboarding;x;ada@example.org\n"
    "Zed Model;;;;knitting;;\n"
    "=Sum Up;Porto;Portugal;5.2.2024;;;\n"
)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    return file


def test_what_is_not_certain_is_one_question(root: Path, people: Path) -> None:
    """Everything that rows lack at once, how the columns are taken, and what to do about both."""
    told = hearth(people, "--folder", root).output
    assert "Rows that say nothing of: joined (1)." in told and "--set joined=…" in told
    assert "Member since → joined" in told and "--save-mapping FILE" in told
    links = people.with_name("links.csv")
    links.write_text("title,url\nA,https://a.example.org\nB,https://b.example.org\n")
    told = hearth(links, "--folder", root).output
    assert "type (2), why (2)" in told and "--set 'type=…; why=…'" in told
    done = hearth(links, "--folder", root, "--set", "type=article; why=Read; and liked.")
    assert "2 rows: 2 new" in done.output


def test_at_a_terminal_one_answer_serves_the_whole_file(
    root: Path, people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is asked four times; Enter leaves the rows out."""
    for answer, told in (("joined=2026-01-01", "3 new"), ("", "2 new")):
        monkeypatch.setattr("hearth.cli.import_.is_asked", lambda: True)
        result = CliRunner().invoke(
            main,
            ["import", str(people), "--folder", str(root)],
            input=f"{answer}\n",
            env={"SOURCE_DATE_EPOCH": hubs.EPOCH, "COLUMNS": "140"},
        )
        assert result.exit_code == 0 and told in result.output, result.output


def test_a_mapping_is_proposed_changed_and_used_again(root: Path, people: Path) -> None:
    """The file it writes gives the same rows, with places for what is not known yet."""
    mapping = people.with_name("map.yml")
    first = hearth(people, "--folder", root, "--save-mapping", mapping, "--format", "json")
    text = mapping.read_text(encoding="utf-8")
    assert "name: {from: Full name, as: usual}" in text and "# rows that lack it: 1\n" in text
    assert "    Talks:\n" in text and "unused: [Kind of help]" in text and "E-mail" not in text
    again = hearth(people, "--folder", root, "--mapping", mapping, "--format", "json")
    lines = [json.loads(each.stdout)["rows"] for each in (first, again)]
    assert lines[0] == lines[1]
    # Whoever is hidden at the source stays hidden by a mapping that was only proposed.
    hidden = people.with_name("hidden.csv")
    hidden.write_text("name;joined;visible\nZoë;2026-01-01;hidden\n", encoding="utf-8")
    proposed = people.with_name("hidden.yml")
    hearth(hidden, "--folder", root, "--save-mapping", proposed)
    told = hearth(hidden, "--folder", root, "--mapping", proposed).output
    assert "its source says that it is not public" in told
    changed = text.replace("Talks:", "Talks: metrics").replace("knitting:", 'knitting: ""')
    mapping.write_text(changed.replace("joined:  #", "joined: 2026-01-02  #"), encoding="utf-8")
    hearth(people, "--folder", root, "--mapping", mapping, "--write")
    assert "topics: [metrics, onboarding]" in (root / "members/ada-long.yml").read_text()
    assert (root / "members/zed-model.yml").read_text() == (
        "name: Zed Model\njoined: 2026-01-02\nadded: 2026-11-23\n"
    )
    assert "is there already" in hearth(people, "--folder", root, "--save-mapping", mapping).output


def test_what_nobody_sees_does_not_spoil_a_mapping(root: Path, people: Path) -> None:
    """A column with a sign that no file may hold is left out of the file that is proposed."""
    mapping = people.with_name("map.yml")
    people.write_text("name;joined;to\u0007wn;x\u202ey\nZoë;2026-01-01;Porto;1\n", encoding="utf-8")
    hearth(people, "--folder", root, "--save-mapping", mapping)
    told = hearth(people, "--folder", root, "--mapping", mapping, "--format", "json")
    assert json.loads(told.stdout)["counts"]["new"] == 1


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("days: perhaps", "`days` is one of"),
        ("values: x", "lines of the form"),
        ("values: {topics: x}", "their word: our word"),
        ("defaults: {nmae: x}", 'Did you mean "name"?'),
    ],
)
def test_a_wrong_mapping_file_is_told(root: Path, people: Path, lines: str, told: str) -> None:
    mapping = people.with_name("map.yml")
    mapping.write_text(f"kind: member\nfields: {{name: Full name}}\n{lines}\n")
    result = hearth(people, "--folder", root, "--mapping", mapping)
    assert result.exit_code == 2 and told in " ".join(result.output.replace("│", " ").split())


def test_every_row_is_accounted_for(root: Path, people: Path) -> None:
    """Placed, joined or left out, and the sums agree; in a file for spreadsheets or machines."""
    table, data = people.with_name("a.csv"), people.with_name("a.json")
    told = hearth(people, "--folder", root, "--account", table, "--write").output
    sums = re.findall(r"^(\d+)  (rows read|placed|joined|left out)", told, re.MULTILINE)
    assert sums == [("3", "rows read"), ("2", "placed"), ("0", "joined"), ("1", "left out")]
    assert "1 × joined is missing" in told
    assert table.read_text(encoding="utf-8").splitlines() == [
        "row,what,became,file,why",
        '2,Ada Long,placed,members/ada-long.yml,"topics: no topic is called ""Talks"""',
        '3,Zed Model,left out,,"joined is missing; topics: no topic is called ""knitting"""',
        "4,'=Sum Up,placed,members/sum-up.yml,",
    ]
    hearth(people, "--folder", root, "--account", data)
    found = json.loads(data.read_text(encoding="utf-8"))
    assert found["counts"] == {"placed": 0, "joined": 2, "left out": 1} and found["read"] == 3


def test_the_last_import_is_taken_back(root: Path, people: Path, table: Path) -> None:
    """One after the other, byte for byte, without Git; what was changed by hand stays, and is
    said."""
    before = records(root)
    hearth(people, "--folder", root, "--write")
    between = records(root)
    hearth(table, "--kind", "member", "--folder", root, "--write")
    assert "1 file removed" in hearth("--undo", "--folder", root).output
    assert records(root) == between
    changed = root / "members/ada-long.yml"
    changed.write_text(changed.read_text() + "headline: mine\n")
    (root / "members/sum-up.yml").unlink()
    told = hearth("--undo", "--folder", root).output
    assert "ada-long.yml was changed since, and stays" in told and "sum-up.yml was gone" in told
    assert records(root) == before | {"members/ada-long.yml": changed.read_bytes()}
    result = hearth("--undo", "--folder", root)
    assert result.exit_code == 1 and "no import to take back" in result.output


def test_folders_an_import_made_go_with_it(root: Path, people: Path) -> None:
    """Those that were there stay, and so does whatever else was put into a new one."""
    shutil.rmtree(root / "content/resources")
    links = people.with_name("links.csv")
    links.write_text("title,url,type,why\nA,https://a.example.org,article,Read.\n")
    assert "1 written" in hearth(links, "--folder", root, "--write").output
    hearth("--undo", "--folder", root)
    assert not (root / "content/resources").exists() and (root / "content").is_dir()


def test_what_is_remembered_cannot_reach_out_of_the_hub(root: Path, people: Path) -> None:
    """A memory that names files elsewhere is no memory of ours."""
    hearth(people, "--folder", root, "--write")
    (memory,) = (root / ".cache/hearth/imports").glob("*.json")
    digest = hashlib.sha256(people.read_bytes()).hexdigest()
    told = json.loads(memory.read_text())
    memory.write_text(json.dumps({**told, "files": {"../people.csv": digest}}))
    assert hearth("--undo", "--folder", root).exit_code == 1 and people.exists()
