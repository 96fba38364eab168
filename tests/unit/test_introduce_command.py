"""hearth introduce: reasons and letters to read, and a file in the private folder that keeps what
stands in it."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import cmarkgfm
import pytest
from click.testing import CliRunner, Result

import hubs
from hearth.cli.main import main
from hearth.manage.desk.introductions import suggest
from hearth.manage.figures import MetricContext
from hearth.manage.private import read_notes

OPEN = "joined: 2025-01-05\nopen_to: [introductions, coffee]\n"
PEOPLE: dict[str, str | bytes | None] = {
    "members/ana.yml": (
        f"name: Ana *Star*\n{OPEN}languages: [en]\n"
        f"asks: [{{topic: metrics, note: What is <b>enough</b>?}}]\n"
    ),
    "members/ben.yml": (
        f"name: Ben Sample\n{OPEN}languages: [en]\n"
        f"offers: [{{topic: metrics, note: A canvas and an hour}}]\n"
    ),
    "members/eve.yml": "name: Eve Canary\njoined: 2025-01-05\noffers: [{topic: metrics}]\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub in which Ana asks what Ben offers, and Eve wants no introductions; nothing is written
    into it."""
    return hubs.minimal_hub(tmp_path_factory.mktemp("introduce"), PEOPLE)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The same hub, to write into."""
    return hubs.minimal_hub(tmp_path / "hub", PEOPLE)


def introduce(folder: Path, *options: str, day: str = "2026-11-23") -> Result:
    return CliRunner().invoke(
        main, ["introduce", *options, "--folder", str(folder), "--as-of", day]
    )


def test_it_says_whom_and_why_and_what_to_write(folder: Path, tmp_path: Path) -> None:
    """In plain text as people wrote it, to each apart, and to both."""
    out = tmp_path / "reports" / "introductions.txt"
    assert introduce(folder, "--format", "text", "--out", str(out)).exit_code == 0
    text = out.read_text(encoding="utf-8")
    assert (
        "- Ana *Star* asks about Metrics; Ben Sample offers it." in text
        and "- No event or work they shared is on record." in text
    )
    assert (
        "You ask about Metrics; Ben Sample offers it. In the words of Ben Sample: “A canvas "
        "and an hour”. You both speak English."
    ) in text
    assert (
        "Ana *Star* asks about Metrics; you offer it. In the words of Ana *Star*: “What is "
        "<b>enough</b>?” You both speak English."
    ) in text
    assert "hearth introduce --mark ana ben accepted" in text and "Eve" not in text


def test_what_people_wrote_stays_text_in_markdown(folder: Path) -> None:
    """Neither markup nor emphasis comes of it, in HTML neither."""
    shown = cmarkgfm.github_flavored_markdown_to_html(
        introduce(folder, "--format", "markdown").stdout
    )
    assert "<em>" not in shown and "Ana *Star*" in shown and "&lt;b&gt;enough" in shown
    page = introduce(folder, "--format", "html").stdout
    assert "<b>" not in page and ">Ana *Star* and Ben Sample</h2>" in page


def test_as_data(folder: Path) -> None:
    """Everything that is said, by ids."""
    (one,) = json.loads(introduce(folder, "--format", "json").stdout)
    assert (one["asker"], one["offerer"], one["topics"][0]["wanted"]) == ("ana", "ben", "metrics")
    assert one["reasons"] and set(one["letters"]) == {"asker", "offerer", "both"}


def test_from_suggested_to_useful(own: Path) -> None:
    """Each step is noted with its day; what is kept is not suggested again; marking what is not
    there is refused."""
    assert "Note it with --keep first" in introduce(own, "--mark", "ana", "ben", "met").stderr
    assert introduce(own, "--keep").exit_code == 0
    assert introduce(own, "--format", "json").stdout == "[]\n"
    for day, step in (("24", "approved"), ("25", "accepted"), ("27", "met"), ("28", "useful")):
        done = introduce(own, "--mark", "ben", "members/ana.yml", step, day=f"2026-11-{day}")
        assert done.exit_code == 0 and f": {step}, " in done.stdout
    (note,) = read_notes(hubs.load(own)[0])[0].introductions
    told = note.model_dump(mode="json", exclude_defaults=True)
    assert told == {
        "people": ["ana", "ben"],
        "topics": ["metrics"],
        "suggested": "2026-11-23",
        "approved": "2026-11-24",
        "accepted": "2026-11-25",
        "met": "2026-11-27",
        "useful": "yes",
    }
    assert "says useful already" in introduce(own, "--mark", "ana", "ben", "not-useful").stderr
    assert "No introduction of ana and bo" in introduce(own, "--mark", "ana", "bo", "met").stderr


def test_the_latest_introduction_goes_on(own: Path) -> None:
    """Of several of the same people, whatever their order; the rest of the file stays, comments
    too."""
    text = (
        "# Who\n- people: [ben, ana]  # by phone\n  suggested: 2026-03-01\n- people: [ana, ben]\n"
        "  suggested: 2025-01-01\n"
    )
    hubs.write(own, {"private/introductions.yml": text})
    assert introduce(own, "--mark", "ana", "ben", "declined").exit_code == 0
    written = (own / "private" / "introductions.yml").read_text(encoding="utf-8")
    assert written == text.replace("2026-03-01\n", "2026-03-01\n  declined: 2026-11-23\n")


def test_coffee_is_drawn_and_kept(own: Path) -> None:
    """For all, or for a group; the next draw says that they meet again."""
    assert (
        "Ana \\*Star\\* and Ben Sample"
        in introduce(own, "--coffee", "--keep", "--format", "markdown").stdout
    )
    again = json.loads(introduce(own, "--coffee", "--format", "json", day="2026-12-23").stdout)
    assert again["cups"][0]["again"] and "last on 23 Nov 2026" in again["cups"][0]["reasons"][-1]
    assert json.loads(introduce(own, "--coffee", "crew", "--format", "json").stdout) == {
        "cups": [],
        "left_over": [],
    }
    assert "kind: coffee" in (own / "private" / "introductions.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["people.yml", "introductions.yml"])
def test_nothing_is_suggested_while_a_block_could_be_overlooked(own: Path, path: str) -> None:
    """A mistake in the notes it hangs on stops it; one elsewhere is only told."""
    hubs.write(own, {"private/thanks.yml": "- {}\n"})
    assert introduce(own).exit_code == 0
    hubs.write(own, {f"private/{path}": "- {member: ana, block: [ben]}\n"})
    for options in ((), ("--coffee",)):
        done = introduce(own, *options)
        assert (
            done.exit_code == 1
            and "could be overlooked" in done.stderr
            and "Ana" not in done.output
        )
    hub, _ = hubs.load(own)
    assert suggest(MetricContext.of(hub, read_notes(hub)[0])) == ()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (("--mark", "ana", "ben", "acepted"), '"accepted"'),
        (("--mark", "ana", "bem", "accepted"), '"ben"'),
        (("--mark", "ana", "accepted"), "No introduction of ana"),
        (("--mark",), "which step: hearth introduce --mark ANA BEN accepted"),
        (("--mark", "ana", "ben", "accepted", "--limit", "2"), "without the other options"),
        (("--coffee", "--limit", "2"), "--limit is for introductions"),
        (("ana", "ben"), "go with --mark"),
        (("--coffee", "crww"), '"crew"'),
        (("--limit", "0"), "--limit"),
    ],
)
def test_wrong_calls_are_answered_with_what_is_right(
    folder: Path, call: tuple[str, ...], words: str
) -> None:
    """With exit status 2, and nothing written."""
    done = introduce(folder, *call)
    assert done.exit_code == 2 and words in done.stderr and not (folder / "private").exists()


def test_the_guide_s_commands_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other, on the sample hub."""
    for name in ("members", "events", "content", "mkdocs.yml"):
        (tmp_path / name).symlink_to(hubs.REPOSITORY / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", hubs.EPOCH)
    guide = (hubs.REPOSITORY / "content" / "guide" / "introductions.md").read_text(encoding="utf-8")
    care = re.search(r"```yaml\n(# private/people.yml\n.*?)```", guide, re.DOTALL)
    assert care
    hubs.write(tmp_path, {"private/people.yml": care[1]})
    calls = [
        line
        for block in re.findall(r"```sh\n(.*?)```", guide, re.DOTALL)
        for line in block.splitlines()
    ]
    for call in calls:
        done = CliRunner().invoke(main, shlex.split(call, comments=True)[1:])
        assert done.exit_code == 0 and "private/people" not in done.stderr, (call, done.output)
    assert len(calls) == 8 and "met: 2026-11-23" in (
        tmp_path / "private" / "introductions.yml"
    ).read_text(encoding="utf-8")
