"""The command ``hearth``, run as people run it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import hubs
from hearth import __version__
from hearth.base.problems import CATALOGUE
from hearth.cli.main import main
from hearth.model import hub as hub_module

LINE = re.compile(
    r"(?P<path>[^:\n]+):(?P<line>\d+):(?P<column>\d+)  (?P<message>.+) \[(?P<code>[a-z0-9-]+)\]"
)


def hearth(*words: str, **environment: str) -> Result:
    """The command with these words on the day of the tests."""
    return CliRunner().invoke(
        main, words, env={"SOURCE_DATE_EPOCH": hubs.EPOCH, "COLUMNS": "60", **environment}
    )


def test_a_good_hub_gives_0(tmp_path: Path) -> None:
    """And says how much there is."""
    result = hearth("check", str(hubs.minimal_hub(tmp_path)))
    assert (result.exit_code, result.output.strip()) == (
        0,
        (
            "no problems in 4 members, 2 events, 1 venue, 1 resource, 1 path, 1 group, 1 post, 3 "
            "topics, 2 terms"
        ),
    )


def test_a_bad_hub_gives_1(tmp_path: Path) -> None:
    """One line a problem, place first, code last; the number of problems at the end."""
    result = hearth(
        "check", str(hubs.minimal_hub(tmp_path, {"members/ada.yml": "nmae: Ada\njoined: soon\n"}))
    )
    *lines, last = result.output.splitlines()
    assert result.exit_code == 1
    assert [
        (found["path"], found["line"], found["code"])
        for line in lines
        if (found := LINE.fullmatch(line))
    ] == [("members/ada.yml", "1", "unknown-field"), ("members/ada.yml", "2", "wrong-date")]
    assert last.startswith("2 problems in ")


def test_a_problem_shows_its_place(tmp_path: Path) -> None:
    """Below its line stand the source line and a caret, except where something is missing."""
    result = hearth(
        "check", str(hubs.minimal_hub(tmp_path, {"members/ada.yml": "nmae: Ada\njoined: soon\n"}))
    )
    assert [line for line in result.output.splitlines()[:-1] if not LINE.fullmatch(line)] == [
        "    1 | nmae: Ada",
        "      | ^",
        "    2 | joined: soon",
        "      |         ^",
    ]


def test_one_problem_is_one(tmp_path: Path) -> None:
    """Singular and plural."""
    assert (
        "\n1 problem in "
        in hearth("check", str(hubs.minimal_hub(tmp_path, {"members/bo.yml": "name: Bo\n"}))).output
    )


def test_a_warning_gives_0(tmp_path: Path) -> None:
    """What harms nobody is said and counted, and does not stop anything."""
    result = hearth("check", str(hubs.minimal_hub(tmp_path, {"members/notes.txt": "x"})))
    assert result.exit_code == 0
    assert "[unknown-file-type]" in result.output and "no problems, 1 warning in" in result.output


@pytest.mark.parametrize(
    "words",
    [
        ("check", "/no/such/folder"),
        ("check", "--as-of", "yesterday"),
        ("check", "--nonsense"),
        ("nonsense",),
    ],
)
def test_a_wrong_call_gives_2(words: tuple[str, ...]) -> None:
    """With a word about it and no traceback."""
    result = hearth(*words)
    assert result.exit_code == 2 and "Error:" in result.output and "Traceback" not in result.output


def test_a_wrong_day_is_explained(tmp_path: Path) -> None:
    """The value, and how to write it."""
    for value in ("3.12.2026", "2026-02-30", "tomorrow"):
        result = hearth("check", str(tmp_path), "--as-of", value)
        assert result.exit_code == 2
        assert f"'{value}' is not a day. Write year-month-day, like 2026-12-03." in " ".join(
            result.output.split()
        )


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_that_no_record_can_have_is_refused(tmp_path: Path, day: str) -> None:
    """Before anything is reckoned back from it into no year at all."""
    result = hearth("insights", "--folder", str(tmp_path), "--as-of", day)
    assert result.exit_code == 2 and "is not a day from 1900 to 2199" in " ".join(
        result.output.split()
    )


def test_a_wrong_epoch_is_explained(tmp_path: Path) -> None:
    """The environment can be wrong as well as the command."""
    result = hearth("check", str(hubs.minimal_hub(tmp_path)), SOURCE_DATE_EPOCH="yesterday")
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH is 'yesterday'" in result.output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("check", "--format", "jsn"), "'jsn' is not known here. Did you mean \"json\"?"),
        (("add", "membr"), "'membr' is not known here. Did you mean \"member\"?"),
        (("report", "--for", "x"), "'x' is not known here. It can be everyone,"),
        (("from-issue", "--kind", "membr"), "There is no form 'membr'. Did you mean \"member\"?"),
        (("build", "--wait", "x"), "'x' is not a number from 0 to 86400."),
        (("build", "--wait", "nan"), "'nan' is not a number from 0 to 86400."),
        (("introduce", "--limit", "2.5"), "'2.5' is not a whole number from 1 to 1000."),
        (("plan", "--done", "0"), "'0' is not a whole number from 1 to 10000."),
    ],
)
def test_a_wrong_value_is_told_what_is_right(words: tuple[str, ...], message: str) -> None:
    """Before anything is read or written."""
    result = hearth(*words, COLUMNS="200")
    assert result.exit_code == 2 and message in result.output, result.output


HUBLESS = [
    ["ready"],
    ["promote", "x"],
    ["run-sheet", "x"],
    ["owners"],
    ["insights"],
    ["report"],
    ["register"],
    ["brief"],
    ["care"],
    ["needs"],
    ["connectors"],
    ["introduce"],
    ["thank", "ada", "--for", "x"],
    ["note", "thanks", "to=ada"],
    ["plan"],
    ["newsletter"],
    ["social", "x"],
]
"""Calls of commands that only tell of what a hub has."""


@pytest.mark.parametrize("words", HUBLESS, ids=lambda words: words[0])
def test_a_folder_without_a_hub_gives_no_noughts(words: list[str], tmp_path: Path) -> None:
    """It is said to be none, with what would make it one and how to name another."""
    result = hearth(*words, "--folder", str(tmp_path), COLUMNS="300")
    assert result.exit_code == 2, result.output
    assert (
        f"{tmp_path} is no hub: there is none of mkdocs.yml, content, events, members in it."
        in result.output
    )
    assert "--folder" in result.output and list(tmp_path.iterdir()) == []


def test_any_part_makes_a_hub(tmp_path: Path) -> None:
    """A hub that has only begun is one, with a word about what it lacks."""
    hubs.write(tmp_path, {"members/ada.yml": hubs.BASE["members/ada.yml"]})
    result = hearth("insights", "--folder", str(tmp_path))
    assert (
        result.exit_code == 0 and "in the hub's files: what is wrong is left out" in result.stderr
    )


@pytest.mark.parametrize(("workers", "asked"), [(1, 1), (3, 3), (0, os.cpu_count() or 1)])
def test_files_are_read_by_as_many_processes_as_the_maintainer_sets(
    workers: int, asked: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nought is one a processor."""
    seen = []
    read = hub_module.read_all
    monkeypatch.setattr(
        hub_module,
        "read_all",
        lambda root, workers, *more: seen.append(workers) or read(root, 1, *more),
    )
    assert (
        hearth("check", str(hubs.minimal_hub(tmp_path, settings=f"workers: {workers}"))).exit_code
        == 0
    )
    assert seen == [asked]


@pytest.mark.parametrize("command", ["check", "reference"])
def test_a_folder_that_is_not_there_stays_away(command: str, tmp_path: Path) -> None:
    """Neither command makes the folder it cannot find."""
    result = hearth(command, str(tmp_path / "nowhere"))
    assert result.exit_code == 2
    assert "There is no folder" in result.output
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_that_is_no_hub_is_explained(tmp_path: Path) -> None:
    """The one file that is missing is named."""
    result = hearth("check", str(tmp_path))
    assert (
        result.exit_code == 1
        and "content/community.yml:1:1" in result.output
        and "[missing-file]" in result.output
    )


@pytest.mark.parametrize("words", [(), ("check",)])
def test_help_says_what_it_is_for(words: tuple[str, ...]) -> None:
    """--help and -h, with a sentence about each command."""
    for option in ("--help", "-h"):
        result = hearth(*words, option)
        assert result.exit_code == 0 and "Usage:" in result.output
    for name in main.commands:  # type: ignore[attr-defined]
        command = main.get_command(click.Context(main), name)  # type: ignore[attr-defined]
        assert command.help and all(
            option.help for option in command.params if isinstance(option, click.Option)
        )


def test_help_lists_every_command_by_person() -> None:
    """None is left out, and no sentence is cut off."""
    lines = hearth("--help").output
    assert [
        title
        for title in (
            *("To contribute:", "To look after people:", "To run events and tell of them:"),
            *("To learn and to report:", "To maintain a hub:"),
        )
        if title not in lines
    ] == []
    for name in main.commands:  # type: ignore[attr-defined]
        assert f"\n  {name} " in lines
    assert "..." not in lines.partition("To contribute:")[2]


@pytest.mark.parametrize(
    "words", [("schemas", "--out"), ("forms", "--out"), ("insights", "--format", "json", "--out")]
)
def test_what_the_disk_refuses_is_said_in_a_line(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Exit status 1, what is wrong and where; no traceback."""
    root = hubs.minimal_hub(tmp_path / "hub")
    (tmp_path / "file").write_text("")
    where = ["--folder", str(root)] if words[0] == "insights" else [str(root)]
    result = hearth(*words, str(tmp_path / "file" / "deep" / "x"), *where)
    assert result.exit_code == 1 and isinstance(result.exception, SystemExit)
    assert "Error: " in result.output and str(tmp_path / "file") in result.output


def test_the_version_is_told() -> None:
    """--version names the command and its version."""
    assert __version__ in hearth("--version").output


@pytest.mark.parametrize("line", [99, 1233])
def test_places_are_printed_as_they_are(tmp_path: Path, line: int) -> None:
    """Numbers between colons, words between colons and names in brackets are no signs for the
    terminal."""
    files = {
        "members/ada.yml": "#\n" * line + "name: ':smile: [red]'\njoined: ':heart:'\n",
        "members/[bold]x.yml": "name: x\n",
    }
    result = hearth("check", str(hubs.minimal_hub(tmp_path, files)))
    assert f'members/ada.yml:{line + 2}:9  joined: ":heart:" is not a date.' in result.output
    assert 'members/[bold]x.yml:1:1  this file: "[bold]x" cannot' in result.output


def test_long_lines_are_not_broken(tmp_path: Path) -> None:
    """A problem stays on its line, however narrow the terminal."""
    result = hearth(
        "check",
        str(
            hubs.minimal_hub(
                tmp_path,
                {
                    "events/venues/hall.yml": (
                        "name: H\ncity: N\ncountry: KE\ntimezone: Africa/Nairobi\nzzz: 1\n"
                    )
                },
            )
        ),
    )
    first, *excerpt, _ = result.output.splitlines()
    assert LINE.fullmatch(first) and [line[:8] for line in excerpt] == ["    5 | ", "      | "]


MISTAKES = (
    ("members/amina-odhiambo.md", r"^joined: .*$", "joined: 3.12.2026", "wrong-date"),
    ("members/dana-levi.yml", r"^name:", "nmae:", "unknown-field"),
    (
        "events/2026-12-measuring-belonging.md",
        r"^timezone: .*$",
        "timezone: Berlin time",
        "unknown-zone",
    ),
    ("events/2026-12-ambassadors-day.md", r"^mode: .*$", "mode: onsite", "unknown-choice"),
    (
        "content/resources/art-of-gathering.yml",
        r"^url: .*$",
        "url: javascript:alert(1)",
        "wrong-url",
    ),
    ("content/groups/welcome-crew.md", r"^name: .*$", "name: [Welcome crew]", "wrong-type"),
    ("content/news/2026-11-hub-is-open.md", r"^title: .*$", "title: We: are open", "yaml-syntax"),
    (
        "content/paths/first-ninety-days.md",
        r"resource: \S+",
        "resource: no-such-thing",
        "unknown-id",
    ),
    ("events/venues/acacia-hall.md", r"^country: .*$", "country: Kenya", "unknown-country"),
    (
        "content/resources/orbit-model.yml",
        r"^type: .*$",
        "type: article\ntype: guide",
        "duplicate-key",
    ),
)


def test_ten_mistakes_are_ten_problems(tmp_path: Path) -> None:
    """Seeded into a real hub, all are found at once, each in its file, at its line, with its
    code."""
    for name in ("content", "members", "events", "mkdocs.yml"):
        source = hubs.REPOSITORY / name
        shutil.copytree(source, tmp_path / name) if source.is_dir() else shutil.copy(
            source, tmp_path / name
        )
    expected = set()
    for path, pattern, wrong, code in MISTAKES:
        file = tmp_path / path
        text, changed = re.subn(
            pattern, lambda _, wrong=wrong: wrong, file.read_text(), count=1, flags=re.MULTILINE
        )
        assert changed, path
        file.write_text(text)
        line = next(
            number
            for number, one in enumerate(text.splitlines(), 1)
            if wrong.splitlines()[-1] in one
        )
        expected.add((path, line, code))
    result = hearth("check", str(tmp_path))
    found = {
        (line["path"], int(line["line"]), line["code"]) for line in LINE.finditer(result.output)
    }
    assert result.exit_code == 1
    # That a required field under a wrong name is missing as well goes without saying.
    assert found == expected


def test_it_is_a_module_too(tmp_path: Path) -> None:
    """``python -m hearth`` is the same command."""
    environment = {**os.environ, "PYTHONPATH": str(hubs.REPOSITORY / "hooks")}
    done = subprocess.run(
        [sys.executable, "-m", "hearth", "check", str(hubs.minimal_hub(tmp_path))],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.startswith("no problems in"), done.stderr) == (0, True, "")


def test_codes_are_those_of_the_catalogue(tmp_path: Path) -> None:
    """What is printed can be looked up."""
    result = hearth(
        "check",
        str(hubs.minimal_hub(tmp_path, {"members/ada.yml": "a: [\n", "members/B o.yml": "x"})),
    )
    codes = {line["code"] for line in LINE.finditer(result.output)}
    assert codes and codes <= CATALOGUE.keys()


WRONG: dict[str, str | bytes | None] = {
    "members/ada.yml": "name: Ada\njoined: soon\n",
    "members/notes.txt": "x",
}


def test_json_stands_alone_on_standard_output(tmp_path: Path) -> None:
    """So that a script can read it; the sum is said beside it, and the exit status is the same."""
    result = hearth("check", str(hubs.minimal_hub(tmp_path, WRONG)), "--format", "json")
    assert result.exit_code == 1 and result.stderr.startswith("1 problem, 1 warning in ")
    rows = json.loads(result.stdout)
    assert [
        (row["path"], row["line"], row["severity"], row["code"], row["value"]) for row in rows
    ] == [
        ("members/ada.yml", 2, "error", "wrong-date", "soon"),
        ("members/notes.txt", 1, "warning", "unknown-file-type", None),
    ]
    assert {row["url"] for row in rows} == {None}, "this hub has no guide"


def test_addresses_lead_into_the_hub_s_own_guide(tmp_path: Path) -> None:
    """Where it has the page that explains the codes."""
    root = hubs.minimal_hub(tmp_path, {**WRONG, "content/guide/problems.md": "# Problems\n"})
    rows = json.loads(hearth("check", str(root), "--format", "json").stdout)
    assert rows[0]["url"] == "https://example.org/small/guide/problems/#wrong-date"


def test_annotations_are_commands_on_lines(tmp_path: Path) -> None:
    """For a workflow, and nothing else on standard output."""
    result = hearth("check", str(hubs.minimal_hub(tmp_path, WRONG)), "--format", "github")
    assert result.exit_code == 1
    assert [line.split(",title=")[0] for line in result.stdout.splitlines()] == [
        "::error file=members/ada.yml,line=2,col=9",
        "::warning file=members/notes.txt,line=1,col=1",
    ]


def test_a_report_can_be_written_into_a_file(tmp_path: Path) -> None:
    """In every form, in a folder that need not be there yet; what is written is what would be
    shown."""
    root = hubs.minimal_hub(tmp_path / "hub", WRONG)
    for form in ("text", "github", "json", "sarif"):
        out = tmp_path / "reports" / f"problems.{form}"
        result = hearth("check", str(root), "--format", form, "--out", str(out))
        assert result.exit_code == 1 and f"{out} written" in result.output.replace("\n", "")
        shown = hearth("check", str(root), "--format", form).stdout
        assert out.read_text(encoding="utf-8").strip() and shown.startswith(
            out.read_text(encoding="utf-8")
        )
        assert "\x1b" not in out.read_text(encoding="utf-8")
    assert json.loads(out.read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_a_form_that_is_not_there_is_explained(tmp_path: Path) -> None:
    """By naming those that are."""
    result = hearth("check", str(hubs.minimal_hub(tmp_path)), "--format", "xml")
    assert result.exit_code == 2
    assert "'xml' is not known here. It can be text, github, json, sarif." in " ".join(
        result.output.split()
    )


def committed(root: Path) -> None:
    """Make a repository of a folder, with everything in it in one commit."""
    who = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "All"]):
        subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)


def test_only_what_changed_is_checked(tmp_path: Path) -> None:
    """Old problems elsewhere are counted and do not stop a change; what the change breaks elsewhere
    does."""
    root = hubs.minimal_hub(tmp_path, WRONG)
    committed(root)
    result = hearth("check", str(root), "--changed-since", "HEAD")
    assert (result.exit_code, result.output.strip()) == (
        0,
        "no problems in 0 changed files (1 problem and 1 warning in other files)",
    )
    (root / "members" / "cy.md").write_text("---\nname: Cy\njoined: later\n---\n")
    (root / "content" / "resources" / "canvas.yml").unlink()
    result = hearth("check", str(root), "--changed-since", "main")
    found = {(line["path"], line["code"]) for line in LINE.finditer(result.output)}
    assert result.exit_code == 1
    assert found == {
        ("members/cy.md", "wrong-date"),
        ("content/paths/first-month.yml", "unknown-id"),
    }
    others = "(1 problem and 1 warning in other files)"
    assert result.output.splitlines()[-1] == f"2 problems in 1 changed file {others}"


def test_annotations_name_files_from_the_top_of_the_repository(tmp_path: Path) -> None:
    """A hub may be one folder of several."""
    root = hubs.minimal_hub(tmp_path / "our" / "hub", WRONG)
    committed(tmp_path)
    result = hearth("check", str(root), "--format", "github")
    assert result.stdout.startswith("::error file=our/hub/members/ada.yml,line=2,")


def test_a_revision_git_does_not_know_is_explained(tmp_path: Path) -> None:
    """With status 2; so is a folder without a history."""
    root = hubs.minimal_hub(tmp_path)
    result = hearth("check", str(root), "--changed-since", "main")
    assert result.exit_code == 2 and "no Git repository" in " ".join(result.output.split())
    committed(root)
    result = hearth("check", str(root), "--changed-since", "mian")
    assert result.exit_code == 2 and "Git knows no revision 'mian'." in " ".join(
        result.output.split()
    )


def ready(root: Path, *arguments: str) -> Result:
    return hearth("ready", *arguments, "--folder", str(root), COLUMNS="220")


HYBRID = {
    "events/evening.yml": (
        "title: An evening\nsummary: Food.\nstart: 2026-12-03T19:00\nmode: hybrid\nvenue: hall\n"
        "hosts: [ada]\nadded: 2026-11-10\n"
    )
}


def test_ready_names_what_an_event_lacks_and_what_to_do(tmp_path: Path) -> None:
    """A hybrid event without a remote host, ten days out, with the day that was due and the field
    to fill in."""
    done = ready(hubs.minimal_hub(tmp_path, HYBRID))
    words = " ".join(done.output.split())
    assert done.exit_code == 0 and "An evening, Thu 3 December 2026, in 10 days, hybrid" in words
    assert (
        "remote host was due on 19 Nov 2026 Find somebody" in words
        and "roles: {remote_host}" in words
    )


def test_ready_tells_one_event_whole(tmp_path: Path) -> None:
    """By its id or by its file, with what is done already."""
    root = hubs.minimal_hub(
        tmp_path,
        {**HYBRID, "members/bo.yml": "name: Bo\njoined: 2026-02-10\ntimezone: Asia/Tokyo\n"},
    )
    for name in ("evening", "events/evening.yml"):
        done = ready(root, name)
        assert (
            "venue" in done.output
            and "done" in done.output
            and "0 of 1 members" in " ".join(done.output.split())
        )


def test_ready_speaks_json_and_markdown(tmp_path: Path) -> None:
    """For a script, and for a file."""
    root = hubs.minimal_hub(tmp_path, HYBRID)
    rows = json.loads(ready(root, "evening", "--format", "json").output)
    assert {row["check"]: row["state"] for row in rows}["remote host"] == "overdue" and rows[0][
        "file"
    ] == "events/evening.yml"
    assert ready(root, "--out", str(tmp_path / "reports" / "ready.md")).exit_code == 0
    assert (
        "- [ ] **remote host** (was due on 19 Nov 2026)"
        in (tmp_path / "reports" / "ready.md").read_text()
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["evenin"], 'Did you mean "evening"?'),
        (["zzz"], "Write the name of a file in events/"),
        (["off"], "off is cancelled: nothing is due."),
        (["some-day"], "The day of some-day is not fixed yet"),
        (["--format", "xml"], "It can be text, markdown, json."),
        (["--as-of", "soon"], "is not a day"),
    ],
)
def test_ready_explains_a_wrong_argument(tmp_path: Path, arguments: list[str], words: str) -> None:
    """Status 2, and a cure."""
    more = {
        "events/off.yml": HYBRID["events/evening.yml"] + "status: cancelled\n",
        "events/some-day.yml": (
            "title: Some day\nsummary: S\nstart: 2027-05-01\nmode: online\n"
            "date_precision: month\nadded: 2026-11-10\n"
        ),
    }
    done = ready(hubs.minimal_hub(tmp_path, {**HYBRID, **more}), *arguments)
    assert done.exit_code == 2 and words in " ".join(done.output.split())


def test_ready_is_glad_when_nothing_is_lacking(tmp_path: Path) -> None:
    """An empty calendar needs nothing."""
    files = {
        "events/evening.yml": None,
        "events/welcome-call.yml": None,
        "content/paths/first-month.yml": None,
    }
    assert "Nothing is lacking" in ready(hubs.minimal_hub(tmp_path, files)).output


def test_ready_warns_of_clashes(tmp_path: Path) -> None:
    """What people or rooms cannot do stands below what is lacking."""
    clash = (
        HYBRID["events/evening.yml"]
        .replace("title: An evening", "title: Another")
        .replace("hosts: [ada]", "speakers: [bo]")
    )
    root = hubs.minimal_hub(
        tmp_path,
        {
            "events/evening.yml": HYBRID["events/evening.yml"] + "speakers: [bo]\n",
            "events/other.yml": clash,
        },
    )
    for words in ((), ("other",), ("--format", "markdown")):
        assert '"bo" speaks at evening at the same time' in ready(root, *words).output
    assert "speaks at" not in ready(root, "evening").output


def test_organisers_hear_of_records_left_out(tmp_path: Path) -> None:
    """A broken file does not stop a report, and is not passed over in silence."""
    root = hubs.minimal_hub(tmp_path, {**HYBRID, "members/bo.yml": "name: Bo\n"})
    done = ready(root)
    assert done.exit_code == 0 and "1 problem in the hub's files" in done.stderr


@pytest.mark.parametrize("command", ["promote", "run-sheet"])
def test_texts_for_organisers(tmp_path: Path, command: str) -> None:
    """Shown, or written into a file; an event that is over or not there has a word for it."""
    root = hubs.minimal_hub(tmp_path, HYBRID)
    shown = hearth(command, "evening", "--folder", str(root))
    assert shown.exit_code == 0 and "An evening" in shown.output and "Acacia" not in shown.output
    written = hearth(
        command,
        "events/evening.yml",
        "--folder",
        str(root),
        "--out",
        str(tmp_path / "out" / "it.md"),
    )
    assert (
        written.exit_code == 0
        and (tmp_path / "out" / "it.md").read_text().strip() == shown.output.strip()
    )
    for arguments, words in (
        (["evning"], 'Did you mean "evening"?'),
        (["evening", "--as-of", "2027-03-01"], "no date that is coming"),
    ):
        wrong = hearth(command, *arguments, "--folder", str(root))
        assert wrong.exit_code == 2 and words in " ".join(wrong.output.split())
