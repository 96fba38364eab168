"""hearth introduce: reasons and letters to read, and a file in the private folder that keeps what stands in it."""

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
from hearth.private import read_notes
from hearth.private.noting import NotKeptError, added, with_field
from hearth.strict_yaml import read_yaml

OPEN = "joined: 2025-01-05\nopen_to: [introductions, coffee]\n"
PEOPLE: dict[str, str | bytes | None] = {
    "members/ana.yml": f"name: Ana *Star*\n{OPEN}languages: [en]\nasks: [{{topic: metrics, note: What is <b>enough</b>?}}]\n",
    "members/ben.yml": f"name: Ben Sample\n{OPEN}languages: [en]\noffers: [{{topic: metrics, note: A canvas and an hour}}]\n",
    "members/eve.yml": "name: Eve Canary\njoined: 2025-01-05\noffers: [{topic: metrics}]\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub in which Ana asks what Ben offers, and Eve wants no introductions; nothing is written into it."""
    return hubs.minimal_hub(tmp_path_factory.mktemp("introduce"), PEOPLE)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The same hub, to write into."""
    return hubs.minimal_hub(tmp_path / "hub", PEOPLE)


def introduce(folder: Path, *options: str, day: str = "2026-11-23") -> Result:
    return CliRunner().invoke(main, ["introduce", *options, "--folder", str(folder), "--as-of", day])


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
        "You ask about Metrics; Ben Sample offers it. In the words of Ben Sample: “A canvas and an hour”. You both speak English."
        in text
    )
    assert (
        "Ana *Star* asks about Metrics; you offer it. In the words of Ana *Star*: “What is <b>enough</b>?” You both speak English."
        in text
    )
    assert "hearth introduce --mark ana ben accepted" in text and "Eve" not in text


def test_what_people_wrote_stays_text_in_markdown(folder: Path) -> None:
    """Neither markup nor emphasis comes of it, in HTML neither."""
    shown = cmarkgfm.github_flavored_markdown_to_html(introduce(folder, "--format", "markdown").stdout)
    assert "<em>" not in shown and "Ana *Star*" in shown and "&lt;b&gt;enough" in shown
    page = introduce(folder, "--format", "html").stdout
    assert "<b>" not in page and "<h2>Ana *Star* and Ben Sample</h2>" in page


def test_as_data(folder: Path) -> None:
    """Everything that is said, by ids."""
    (one,) = json.loads(introduce(folder, "--format", "json").stdout)
    assert (one["asker"], one["offerer"], one["topics"][0]["wanted"]) == ("ana", "ben", "metrics")
    assert one["reasons"] and set(one["letters"]) == {"asker", "offerer", "both"}


def test_from_suggested_to_useful(own: Path) -> None:
    """Each step is noted with its day; what is kept is not suggested again; marking what is not there is refused."""
    assert "there is no" in introduce(own, "--mark", "ana", "ben", "met").stderr
    assert introduce(own, "--keep").exit_code == 0
    assert introduce(own, "--format", "json").stdout == "[]\n"
    for day, step in (("24", "approved"), ("25", "accepted"), ("27", "met"), ("28", "useful")):
        done = introduce(own, "--mark", "ben", "members/ana.yml", step, day=f"2026-11-{day}")
        assert done.exit_code == 0 and f": {step}, " in done.stdout
    (note,) = read_notes(hubs.load(own)[0])[0].introductions
    told = note.model_dump(mode="json", exclude_defaults=True)
    assert told == {"people": ["ana", "ben"], "topics": ["metrics"], "suggested": "2026-11-23", "approved": "2026-11-24",
                    "accepted": "2026-11-25", "met": "2026-11-27", "useful": "yes"}  # fmt: skip
    assert "no introduction of ana and bo" in introduce(own, "--mark", "ana", "bo", "met").stderr


def test_coffee_is_drawn_and_kept(own: Path) -> None:
    """For all, or for a group; the next draw says that they meet again."""
    assert "Ana \\*Star\\* and Ben Sample" in introduce(own, "--coffee", "--keep", "--format", "markdown").stdout
    again = json.loads(introduce(own, "--coffee", "--format", "json", day="2026-12-23").stdout)
    assert again["cups"][0]["again"] and "last on 23 Nov 2026" in again["cups"][0]["reasons"][-1]
    assert json.loads(introduce(own, "--coffee", "crew", "--format", "json").stdout) == {"cups": [], "left_over": []}
    assert "kind: coffee" in (own / "private" / "introductions.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["people.yml", "introductions.yml"])
def test_nothing_is_suggested_while_a_block_could_be_overlooked(own: Path, path: str) -> None:
    """A mistake in the notes it hangs on stops it; one elsewhere is only told."""
    hubs.write(own, {"private/thanks.yml": "- {}\n"})
    assert introduce(own).exit_code == 0
    hubs.write(own, {f"private/{path}": "- {member: ana, block: [ben]}\n"})
    for options in ((), ("--coffee",)):
        done = introduce(own, *options)
        assert done.exit_code == 1 and "could be overlooked" in done.stderr and "Ana" not in done.output


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (("--mark", "ana", "ben", "acepted"), '"accepted"'),
        (("--mark", "ana", "bem", "accepted"), '"ben"'),
        (("--mark", "ana", "accepted"), "two or three people"),
        (("--mark",), "is no step"),
        (("ana", "ben"), "go with --mark"),
        (("--coffee", "crww"), '"crew"'),
        (("--limit", "0"), "--limit"),
    ],
)
def test_wrong_calls_are_answered_with_what_is_right(folder: Path, call: tuple[str, ...], words: str) -> None:
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
    calls = [line for block in re.findall(r"```sh\n(.*?)```", guide, re.DOTALL) for line in block.splitlines()]
    for call in calls:
        done = CliRunner().invoke(main, shlex.split(call, comments=True)[1:])
        assert done.exit_code == 0 and "private/people" not in done.stderr, (call, done.output)
    assert len(calls) == 8 and "met: 2026-11-23" in (tmp_path / "private" / "introductions.yml").read_text(
        encoding="utf-8"
    )


NOTE = {"people": ["ana", "ben"], "suggested": "2026-11-23"}
TEXTS = {
    "an empty file": "",
    "comments alone": "# Who should meet\n",
    "block style": "# Who\n- people: [ada, bo]  # both asked\n  suggested: 2026-01-01  # by phone\n",
    "no line end": "- people:\n    - ada\n    - bo\n  suggested: 2026-01-01",
    "moved in": "  # Who\n  - suggested: '2026-01-01'\n    people: [ada, bo]\n    topics: [metrics]\n",
    "entries in braces": "- {people: [ada, bo], suggested: 2026-01-01}  # short\n",
    "a step taken": '- people: [ada, bo]\n  suggested: 2026-01-01\n  met: "2026-02-02" # twice\n',
}


@pytest.mark.parametrize("style", TEXTS)
def test_what_stands_in_the_file_is_kept(style: str) -> None:
    """Every line with its comment; only lines are added, or one value is."""
    text = TEXTS[style]
    before = read_yaml(text) or []
    longer = added(text, [NOTE])
    assert read_yaml(longer) == [*before, NOTE] and longer.startswith(text)
    if before:
        changed = with_field(text, 0, "met", "2026-11-24")
        assert read_yaml(changed) == [{**before[0], "met": "2026-11-24"}]
        assert _comments(changed) == _comments(text)


def _comments(text: str) -> list[str]:
    return [line.split("#")[1] for line in text.splitlines() if "#" in line]


@pytest.mark.parametrize("text", ["[]\n", "[{people: [ada, bo], suggested: 2026-01-01}]\n", "- people: [ada]\n...\n"])
def test_what_cannot_be_changed_safely_is_left_alone(text: str) -> None:
    """And said."""
    with pytest.raises(NotKeptError, match="by hand"):
        added(text, [NOTE])


def test_line_ends_and_marks_are_kept(own: Path) -> None:
    """As the file had them."""
    file = own / "private" / "introductions.yml"
    file.parent.mkdir()
    file.write_bytes(b"\xef\xbb\xbf# Who\r\n- people: [ada, bo]\r\n  suggested: 2026-01-01\r\n")
    assert introduce(own, "--keep").exit_code == 0
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf# Who\r\n") and raw.count(b"\n") == raw.count(b"\r\n") == 6
