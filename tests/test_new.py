"""``hearth new``: a hub of one's own that is right at once, and holds nothing of ours."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import hubs
from hearth.base.languages import LOCALE
from hearth.base.version import __version__
from hearth.cli.shared.open_hub import open_hub
from hearth.contribute.importing.recognise import likely_kind
from hearth.kinds.community import Community
from hearth.model.hub import Hub
from hearth.model.settings import SHARED, Settings
from hearth.outputs.pages.plan import plan
from hearth.read.records import INTERNAL
from hearth.starter.answers import Answers
from hearth.starter.begin import english_files
from hearth.starter.kept import MANIFEST
from hearth.starter.layers import DATA, preset_names
from new_hubs import DAY, installed, new, run

PRESETS = preset_names()
each = pytest.mark.parametrize("preset", PRESETS)
ENGINE = hubs.REPOSITORY / "hooks" / "hearth"


def opened(root: Path) -> tuple[Hub, list[str]]:
    """The hub, and everything that is wrong with it."""
    hub, problems = open_hub(root, hubs.AS_OF)
    return hub, list(map(str, [*problems.errors, *problems.warnings]))


# -- what is written -------------------------------------------------------------------------------


@each
@pytest.mark.parametrize("samples", [(), ("--with-samples",)], ids=["bare", "samples"])
def test_a_new_hub_has_no_problem(tmp_path: Path, preset: str, samples: tuple[str, ...]) -> None:
    """Neither by its records nor by what `hearth check` looks at besides, links and templates."""
    root = new(tmp_path / "hub", "--preset", preset, *samples)
    done = run("check", str(root))
    assert (done.exit_code, done.output.count("\n")) == (0, 1), done.output
    assert done.output.startswith("no problems in"), done.output


def test_the_place_in_an_organisation_is_asked_for(tmp_path: Path) -> None:
    """With what there is; nothing is an answer, and what is none is asked for again."""
    said = ["--preset=practice", "--name=Weavers", "--language=en", "--headline=We weave"]
    said += ["--purpose=To weave.", "--open", "--place=", "--zone=UTC", "--languages=en"]
    said += ["--topics=looms", "--publish=", "--contact="]
    done = run("new", str(tmp_path / "one"), *said, answers="sales\nmarketing\n")
    assert done.exit_code == 0, done.output
    assert "a community that belongs to marketing" in done.output
    assert "'sales' is not among customer-success, " in done.output
    assert "cares:" in (tmp_path / "one" / "private" / "stakeholders.yml").read_text("utf-8")
    done = run("new", str(tmp_path / "none"), *said, answers="\n")
    assert done.exit_code == 0 and not (tmp_path / "none" / "private").exists()


@pytest.mark.parametrize("kind", ["--open", "--internal"])
def test_a_page_is_edited_where_there_is_a_file(tmp_path: Path, kind: str) -> None:
    """An internal hub has no words of its own on subscribing."""
    root = new(tmp_path / "hub", "--preset", "company", kind, "--publish", "night/hub")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("# edit_uri:", "edit_uri:"), "utf-8")
    hub = opened(root)[0]
    edited = [page.source for page in plan(hub.public()) if page.source]
    assert "content/community.yml" in edited and "content/join.md" in edited
    assert [file for file in edited if not (root / file).is_file()] == []
    assert ("content/subscribe.md" in edited) is (kind == "--open")


LANGUAGES = sorted(file.stem for file in LOCALE.glob("*.po"))


@each
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_begins_in_every_language(tmp_path: Path, preset: str, language: str) -> None:
    """With nothing left in English, in the same parts, and without a problem."""
    words = ("--preset", preset, "--place", "Kisumu, Kenya", "--with-samples")
    root = new(tmp_path / "hub", *words, "--language", language)
    hub, problems = opened(root)
    assert problems == []
    english, _ = opened(new(tmp_path / "english", *words))
    assert {kind: list(found) for kind, found in hub.records.items()} == {
        kind: list(found) for kind, found in english.records.items()
    }
    answers = Answers(preset, "Us", "H", "P", language=language, samples=True)
    assert english_files(answers) == []
    assert set(_sentences(root)) & set(_sentences(tmp_path / "english")) == set()


def _sentences(root: Path) -> Iterator[str]:
    """The longer lines of the pages of a hub."""
    for file in sorted((root / "content").rglob("*.md")):
        lines = file.read_text("utf-8").splitlines()
        yield from (line for line in lines if line.count(" ") > 6 and "`" not in line)


@each
def test_a_new_hub_is_built_at_once(tmp_path: Path, preset: str) -> None:
    """Strictly, and verified, by the engine as an installed package."""
    root = new(tmp_path / "hub", "--preset", preset, "--place", "Kisumu, Kenya")
    site = hubs.built(root, tmp_path / "site", **installed(tmp_path))
    assert (site / "conduct" / "index.html").is_file()
    internal = "internal: true" in (root / "mkdocs.yml").read_text("utf-8")
    assert (site / "feeds").exists() != internal


@pytest.mark.parametrize(("builder", "theme"), [("plain", "material"), ("mkdocs", "hearth")])
def test_a_new_hub_is_built_by_other_ways_too(tmp_path: Path, builder: str, theme: str) -> None:
    """Without MkDocs, and without Material."""
    root = new(tmp_path / "hub", "--with-samples")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("name: material", f"name: {theme}"))
    site = hubs.built(root, tmp_path / "site", builder, **installed(tmp_path))
    assert (site / "speak" / "index.html").is_file()


def test_in_an_internal_hub_nothing_is_open(tmp_path: Path) -> None:
    """No feed, calendar, data or map of the site; every page says that it is internal and asks to
    stay away, and none leads to a form or names an address that is open; no workflow publishes."""
    root = new(tmp_path / "hub", "--preset", "internal", "--with-samples", "--publish", "ada/hub")
    site = hubs.built(root, tmp_path / "site", **installed(tmp_path))
    machine = [
        uri
        for uri in hubs.tree(site)
        if uri.endswith((".xml", ".gz", ".opml", ".json", ".ics")) or "feed" in uri
    ]
    # A single event's file, which its page offers, the index of the search within the site, and the
    # words of the lists, which name no address.
    words = "subscribe/take-along.json"
    own = ("calendars/events/", "search-index/", words)
    assert [uri for uri in machine if not uri.startswith(own)] == []
    assert json.loads((site / words).read_bytes())["lists"] == {}
    assert (site / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    for page in site.rglob("*.html"):
        said = page.read_bytes()
        assert b"noindex" in said and b"This hub is for its members alone." in said, page
        assert b"/issues/new" not in said and b"github.io" not in said, page
    for workflow in (root / ".github" / "workflows").iterdir():
        assert "pages: write" not in workflow.read_text("utf-8"), workflow.name


def test_any_preset_can_be_internal(tmp_path: Path) -> None:
    """And the one for an organisation open, but not by its other name."""
    inside = new(tmp_path / "inside", "--preset", "meetup", "--internal")
    assert opened(inside)[0].settings.internal
    assert not opened(new(tmp_path / "open", "--preset", "company", "--open"))[0].settings.internal
    never = run("new", str(tmp_path / "never"), "--preset", "internal", "--open", "--yes")
    assert never.exit_code == 2 and "never open" in never.output
    begun = new(tmp_path / "pack", "--preset", "internal", "--pack", "employees")
    assert "silo" in opened(begun)[0].terms and (begun / "private/stakeholders.yml").is_file()


@each
def test_the_engine_is_not_in_it(tmp_path: Path, preset: str) -> None:
    """No code at all: pages, records, settings, and one line that asks for the package."""
    root = new(tmp_path / "hub", "--preset", preset)
    endings = {path.suffix for path in root.rglob("*") if path.is_file()}
    assert endings <= {".md", ".yml", ".txt", ".lock", ".json", ""}
    assert f"hearth-hub=={__version__}\n" in (root / "requirements.txt").read_text("utf-8")
    assert "plugins: [hearth]" in (root / "mkdocs.yml").read_text("utf-8")


def test_every_setting_is_explained(tmp_path: Path) -> None:
    """Each that Hearth knows stands in mkdocs.yml, and each field of the community in its file,
    with words above it; taking the # away in front of a setting gives one that is right."""
    root = new(tmp_path / "hub", "--publish", "ada/hub")
    config = (root / "mkdocs.yml").read_text("utf-8")
    for name in Settings.model_fields.keys() - SHARED:
        assert re.search(rf"^    # .+\n    (# )?{name}: \S", config, re.MULTILINE), name
    community = (root / "content" / "community.yml").read_text("utf-8")
    for name in Community.model_fields.keys() - INTERNAL - OF_ANY_RECORD:
        assert re.search(rf"^(# )?{name}:", community, re.MULTILINE), name
    used = re.sub(r"^    # (\w+: )", r"    \1", config, flags=re.MULTILINE)
    (root / "overrides" / "hearth.py").write_text("")
    (root / "mkdocs.yml").write_text(used)
    assert opened(root)[1] == []


OF_ANY_RECORD = {"body", "added", "reviewed", "aliases", "topics", "image", "discussion"}
"""Fields of any record, which say nothing of a community."""


def test_what_is_answered_stands_in_the_hub(tmp_path: Path) -> None:
    """Name, purpose, zone, languages, topics and addresses."""
    root = new(
        tmp_path / "hub",
        *("--preset", "practice", "--name", "Night Librarians", "--purpose", "We keep the light."),
        *("--place", "Lyon, France", "--languages", "French, en", "--topics", "Maps, Night shifts"),
        *("--publish", "Night/hub", "--contact", "desk@example.org"),
    )
    hub, problems = opened(root)
    assert problems == []
    community = hub.community
    assert (community.name, community.purpose) == ("Night Librarians", "We keep the light.")
    assert (community.language, community.timezone) == ("fr", "Europe/Paris")
    assert community.contact == community.conduct.contact == "mailto:desk@example.org"
    assert list(hub.topics) == ["maps", "night-shifts"]
    assert hub.settings.site_url == "https://night.github.io/hub/"
    assert hub.settings.edit_base == "https://github.com/Night/hub/edit/main/"
    assert "français ou anglais" in (root / "content" / "conduct.md").read_text("utf-8")
    form = (root / ".github" / "ISSUE_TEMPLATE" / "event.yml").read_text("utf-8")
    assert "- night-shifts\n" in form


def test_topics_in_any_script_have_ids_of_their_own(tmp_path: Path) -> None:
    """Also where no letter of them can stand in an address, and where two are alike."""
    root = new(tmp_path / "hub", "--name", "دائرة", "--topics", "音楽, 映画, Talks, talks!, index")
    hub, problems = opened(root)
    assert problems == [] and hub.community.name == "دائرة"
    assert [topic.label for topic in hub.topics.values()] == sorted(
        ("音楽", "映画", "Talks", "talks!", "index"), key=lambda label: IDS[label]
    )


IDS = {
    "index": "index-2",
    "Talks": "talks",
    "talks!": "talks-2",
    "音楽": "topic",
    "映画": "topic-2",
}

HOSTILE = '# <img src=x onerror=alert(1)> @{purpose} *a* "b": [c] & \\ {{ d }} {% e %}'


def test_what_is_answered_stays_words(tmp_path: Path) -> None:
    """Whatever it is: in YAML, in Markdown and on the page; nothing in it is filled in again."""
    words = ("--name", HOSTILE, "--headline", HOSTILE, "--purpose", f"{HOSTILE} {'long ' * 40}end.")
    root = new(tmp_path / "hub", *words, "--topics", "<b>: #1")
    hub, problems = opened(root)
    assert problems == []
    assert hub.community.name == hub.community.headline == HOSTILE
    assert hub.community.purpose.startswith(HOSTILE)
    site = hubs.built(root, tmp_path / "site", **installed(tmp_path))
    assert [page for page in site.rglob("*.html") if b"<img src=x" in page.read_bytes()] == []
    assert b"{{ d }} {% e %}" in (site / "index.html").read_bytes()


# -- nothing of ours -------------------------------------------------------------------------------


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w']+", re.sub(r"\]\(\S+\)", "]", text).lower())


def runs(text: str, length: int = 7) -> set[tuple[str, ...]]:
    """Every row of so many words."""
    words = words_of(text)
    return set(zip(*(words[start:] for start in range(length)), strict=False))


def texts(folder: Path, *patterns: str) -> Iterator[str]:
    for pattern in patterns:
        for file in folder.glob(pattern):
            yield file.read_text("utf-8")


@pytest.fixture(scope="module")
def sample_words(hub: Hub) -> tuple[set[tuple[str, ...]], set[str]]:
    """(rows of words that only this repository's example has, names of everybody and everything in
    it)"""
    content = hubs.REPOSITORY / "content"
    found = texts(content, "*.md", "*.yml", "news/*", "groups/*", "paths/*")
    records = texts(hubs.REPOSITORY, "members/*", "events/*.*", "events/venues/*")
    rows = set().union(*map(runs, [*found, *records]))
    kinds = ("member", "event", "venue", "group", "path", "post")
    names = {record.heading for kind in kinds for record in hub.records[kind].values()}
    return rows, {*names, hub.community.name, "the Circle", "Circle Days"}


def test_no_words_of_the_example_are_in_the_starter(
    sample_words: tuple[set[tuple[str, ...]], set[str]],
) -> None:
    """No seven words in a row that stand in the example's pages and records, and none of its
    names."""
    rows, names = sample_words
    folder = ENGINE / "starter" / "data"
    found: dict[str, list[str]] = {}
    for file in sorted(folder.rglob("*.*")):
        if file.suffix not in (".md", ".yml") or "workflows" in file.parts:
            continue
        text = file.read_text("utf-8")
        shared = [" ".join(row) for row in runs(text) & rows]
        shared += [name for name in names if re.search(rf"\b{re.escape(name)}\b", text)]
        found |= {file.name: shared} if shared else {}
    assert found == {}


def test_samples_say_that_they_are_invented(tmp_path: Path) -> None:
    """On every page, and in every sample person's own words."""
    root = new(tmp_path / "hub", "--with-samples")
    hub, _ = opened(root)
    assert "invented" in (hub.community.sample or "")
    assert hub.members and all("invented" in (member.body or "") for member in hub.members.values())
    assert len(hub.records["event"]) >= 2 and hub.records["resource"]
    site = hubs.built(root, tmp_path / "site", **installed(tmp_path))
    pages = [
        page for page in site.rglob("index.html") if b"http-equiv=refresh" not in page.read_bytes()
    ]
    assert [page for page in pages if b"is invented" not in page.read_bytes()] == []


# -- never over anything ---------------------------------------------------------------------------


def test_a_hub_is_not_begun_twice(tmp_path: Path) -> None:
    """The second time it refuses, says what to do, and changes nothing."""
    root = new(tmp_path / "hub")
    before = hubs.tree(root)
    done = run("new", str(root), "--yes", "--preset", "company", "--with-samples")
    assert done.exit_code == 1 and "hearth upgrade" in done.output
    assert hubs.tree(root) == before


def test_what_was_there_stays(tmp_path: Path) -> None:
    """A folder that is no hub gets what it lacks, and is told what was left alone."""
    root = tmp_path / "hub"
    hubs.write(root, {"README.md": "Mine.\n", "members/ada.yml": "name: Ada\njoined: 2026-01-01\n"})
    done = run("new", str(root), "--yes")
    assert done.exit_code == 0 and "README.md is there already" in done.output
    assert (root / "README.md").read_text() == "Mine.\n"
    assert list(opened(root)[0].members) == ["ada"]


def test_who_was_interrupted_goes_on(tmp_path: Path) -> None:
    """A hub whose last file is missing is completed by the same command."""
    whole, half = new(tmp_path / "whole"), new(tmp_path / "half")
    (half / "mkdocs.yml").unlink()
    (half / "Makefile").unlink()
    new(half)
    assert hubs.tree(half) == hubs.tree(whole)


# -- questions -------------------------------------------------------------------------------------

ANSWERS = """\

nonsense
practice
Accra, Ghana
n
somewhere
https://hub.example.org/x
Bookbinders
We bind.
So that books hold.

klingon
English

not an address
desk@example.org

"""


def test_it_asks_and_asks_again(tmp_path: Path) -> None:
    """What is not given is asked; an answer that means nothing is asked for again, with a word."""
    done = run("new", str(tmp_path / "hub"), answers=ANSWERS)
    assert done.exit_code == 0, done.output
    for word in ("'nonsense' is not among", "'somewhere' is neither", "klingon", "is no address"):
        assert word in done.output
    hub, problems = opened(tmp_path / "hub")
    assert problems == [] and hub.community.name == "Bookbinders"
    assert hub.community.timezone == "Africa/Accra"
    assert hub.settings.site_url == "https://hub.example.org/x/"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--preset", "metup"), "meetup"),
        (("--place", "Austin, Texas, USA"), "Say --zone"),
        (("--zone", "Mars/Base"), "is no time zone"),
        (("--publish", "my site"), "owner/name"),
        (("--languages", "xx"), "--languages"),
        (("--from", "missing.csv"), "missing.csv"),
    ],
)
def test_a_wrong_option_is_told_before_anything_is_written(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    """In words that say what is right."""
    done = run("new", str(tmp_path / "hub"), "--yes", *words)
    assert done.exit_code == 2 and said in done.output, done.output
    assert not (tmp_path / "hub").exists()


# -- records to begin with -------------------------------------------------------------------------

PEOPLE = "Name,City,Country,Interests\nAda Example,Porto,Portugal,Talks\nBo Sample,,,\n"
CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//t//t//EN
BEGIN:VEVENT
UID:1@example.org
SUMMARY:Spring evening
DESCRIPTION:We show what we made.
DTSTART;TZID=Europe/Lisbon:20270304T190000
DTEND;TZID=Europe/Lisbon:20270304T210000
LOCATION:Old Mill\\, Porto\\, Portugal
END:VEVENT
END:VCALENDAR
"""
LINKS = "Title,Link,Type,Why\nA good book,https://example.org/book,book,It made us laugh.\n"


def test_it_begins_with_what_is_there(tmp_path: Path) -> None:
    """A table of people, a calendar and a list of links become records, each as what it is."""
    hubs.write(tmp_path, {"p.csv": PEOPLE, "c.ics": CALENDAR, "l.csv": LINKS})
    files = [word for name in ("l.csv", "c.ics", "p.csv") for word in ("--from", tmp_path / name)]
    root = new(tmp_path / "hub", "--place", "Porto, Portugal", *map(str, files))
    hub, problems = opened(root)
    assert problems == []
    assert sorted(hub.members) == ["ada-example", "bo-sample"]
    assert hub.members["ada-example"].topics == ["talks"]
    assert len(hub.records["event"]) == len(hub.records["resource"]) == 1


def test_rows_that_lack_something_are_told(tmp_path: Path) -> None:
    """With the row, the reason, and the command that shows them again; the hub is there."""
    hubs.write(tmp_path, {"l.csv": "Title,Link\nA good book,https://example.org/book\n"})
    done = run("new", str(tmp_path / "hub"), "--yes", "--from", str(tmp_path / "l.csv"))
    assert done.exit_code == 0 and "A good book" in done.output
    assert "hearth import" in done.output and "--set" in done.output
    assert opened(tmp_path / "hub")[1] == []


def test_what_rows_lack_is_asked_once(tmp_path: Path) -> None:
    """One answer for all of them; they are left out without one."""
    links = "Title,Link\nOne,https://example.org/1\nTwo,https://example.org/2\n"
    hubs.write(tmp_path, {"l.csv": links})
    words = ("new", str(tmp_path / "hub"), "--from", str(tmp_path / "l.csv"))
    done = run(*words, answers="\n" * 13 + "book\nWe all read it.\n" + "\n" * 5)
    assert done.exit_code == 0 and "2 resources written" in done.output, done.output
    hub, _ = opened(tmp_path / "hub")
    assert {record.why for record in hub.resources.values()} == {"We all read it."}


@pytest.mark.parametrize(
    ("columns", "kind"),
    [
        ("Name, E-mail", "member"),
        ("First name, Last name, Company", "member"),
        ("Name, Website, City, Bio", "member"),
        ("Event, Date", "event"),
        ("Name, Date, Location", "event"),
        ("Subject, Start Date, Start Time", "event"),
        ("Title, URL, Description", "resource"),
        ("Name, Link, Why", "resource"),
        ("Name, URL", None),
        ("Name, Colour, Weight", None),
        ("Number, Amount", None),
    ],
)
def test_columns_tell_what_rows_are(columns: str, kind: str | None) -> None:
    """Where they do for sure; a name with an address may be a person's or a page's."""
    assert likely_kind(columns.split(", ")) == kind


def test_what_columns_do_not_tell_can_be_said(tmp_path: Path) -> None:
    """Before the name of the file."""
    hubs.write(tmp_path, {"l.csv": "Name,URL\nAda Example,https://example.org/ada\n"})
    done = run("new", str(tmp_path / "hub"), "--yes", "--from", str(tmp_path / "l.csv"))
    assert done.exit_code == 2 and "--from member:l.csv" in done.output
    root = new(tmp_path / "hub", "--from", f"member:{tmp_path / 'l.csv'}")
    assert list(opened(root)[0].members) == ["ada-example"]


@pytest.mark.parametrize("text", ["Colour,Weight\nred,3\n", ""], ids=["other", "empty"])
def test_a_table_of_something_else_is_refused(tmp_path: Path, text: str) -> None:
    """Before anything is written."""
    hubs.write(tmp_path, {"t.csv": text})
    done = run("new", str(tmp_path / "hub"), "--yes", "--from", str(tmp_path / "t.csv"))
    assert done.exit_code == 2 and "t.csv" in done.output
    assert not (tmp_path / "hub").exists()


# -- how it is installed, checked and published ----------------------------------------------------


def test_a_wheel_is_laid_beside_and_held_by_its_hash(tmp_path: Path) -> None:
    """So that every machine installs the same without any index."""
    wheel = tmp_path / f"hearth_hub-{__version__}-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    root = new(tmp_path / "hub", "--wheel", str(wheel))
    line = (root / "requirements.txt").read_text("utf-8").splitlines()[-1]
    digest = hashlib.sha256(b"a wheel").hexdigest()
    assert line == f"./wheels/{wheel.name} --hash=sha256:{digest}"
    assert (root / "wheels" / wheel.name).read_bytes() == b"a wheel"


def test_the_lock_of_a_hub_is_up_to_date() -> None:
    """It holds what the engine needs in the versions that are tested here."""
    command = [sys.executable, str(hubs.REPOSITORY / ".ci" / "starter_lock.py"), "--check"]
    assert subprocess.run(command, check=False).returncode == 0


@pytest.fixture(scope="module", params=["open", "internal"])
def workflows(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workflows of a hub."""
    root = new(tmp_path_factory.mktemp("hub"), f"--{request.param}", "--publish", "ada/hub")
    return root / ".github" / "workflows"


def test_a_checker_of_workflows_finds_nothing_in_a_hub(workflows: Path) -> None:
    """zizmor, in its strictest mood but one, without asking the network."""
    program = Path(sys.executable).with_name("zizmor")
    command = [program, "--offline", "--no-progress", "--persona", "pedantic", workflows]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_hub_is_checked_published_and_rebuilt_each_night(workflows: Path) -> None:
    """Each in a workflow of its own, with the store of the last build, and without the engine's
    tests."""
    read = {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in workflows.iterdir()}
    assert read.keys() == {
        *("check", "publish", "nightly", "form-to-pull-request"),
        *("links", "follow", "propose"),
    }
    assert "pull_request" in read["check"][True] and "schedule" in read["nightly"][True]
    assert read["nightly"]["jobs"].popitem()[1]["uses"] == "./.github/workflows/publish.yml"
    assert ".cache/hearth" in str(read["publish"]) and "pytest" not in str(read)


def test_an_internal_hub_is_built_in_a_private_repository_alone(tmp_path: Path) -> None:
    """Before anything is fetched, the workflow asks whether others can read what it keeps; that of
    an open hub asks whether there is a place to publish."""
    program = "#!/bin/sh\necho $ANSWER\n"
    hubs.write(tmp_path, {"bin/gh": program})
    (tmp_path / "bin" / "gh").chmod(0o755)
    for layer, answers in {"internal": (1, 0), "base": (0, 0)}.items():
        file = DATA / layer / "dot-github" / "workflows" / "publish.yml"
        first = yaml.safe_load(file.read_text("utf-8"))["jobs"]["build"]["steps"][0]
        for answer, status in zip(("false", "true"), answers, strict=True):
            variables = {
                "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
                "ANSWER": answer,
                "GITHUB_REPOSITORY": "ada/hub",
                "GITHUB_OUTPUT": str(tmp_path / "output"),
            }
            command = ["bash", "-e", "-c", first["run"]]
            done = subprocess.run(command, env=variables, capture_output=True, check=False)
            assert done.returncode == status, (layer, answer)
    assert (tmp_path / "output").read_text() == "on=false\non=true\n"


@pytest.mark.parametrize("name", ["form-to-pull-request", "links", "follow", "propose"])
def test_what_proposes_does_so_as_here(name: str) -> None:
    """By the same workflow, which is tested here; one calls another by the sign that every checker
    knows."""
    theirs = DATA / "base" / "dot-github" / "workflows" / f"{name}.yml"
    ours = hubs.REPOSITORY / ".github" / "workflows" / f"{name}.yml"
    hub = theirs.read_text("utf-8").replace(" # zizmor: ignore[self-repository]", "")
    assert hub.replace("uses: ./", "uses: $/") == ours.read_text("utf-8")


def test_a_hub_that_names_nothing_elsewhere_hears_nothing_of_links(tmp_path: Path) -> None:
    """Nothing is looked up or kept, so that its workflow has nothing to propose; and without
    sources none is asked."""
    root = new(tmp_path / "hub")
    assert run("links", "--folder", str(root), "--offline", "--write").exit_code == 0
    assert not (root / "content" / "links.yml").exists()
    for name in ("links", "follow"):
        jobs = yaml.safe_load((root / f".github/workflows/{name}.yml").read_text("utf-8"))["jobs"]
        assert jobs["propose"]["if"] == "needs.look.outputs.found == 'yes'"


def test_a_change_is_judged_as_here() -> None:
    """By the checker of its branch: the step that lays records beside settings is the one that is
    tested here."""
    base = DATA / "base" / "dot-github" / "workflows" / "check.yml"
    ours = hubs.REPOSITORY / ".github" / "workflows" / "check.yml"
    laid = [_step(text.read_text("utf-8"), "Lay the change's records") for text in (base, ours)]
    assert laid[0] == laid[1]


def _step(workflow: str, name: str) -> str:
    steps = yaml.safe_load(workflow)["jobs"]["check"]["steps"]
    return next(str(step["run"]) for step in steps if step.get("name", "").startswith(name))


def test_the_makefile_has_what_is_promised(tmp_path: Path) -> None:
    """serve, check and build, each with a word, and no command of the engine's developers."""
    makefile = (new(tmp_path / "hub") / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    assert targets >= {"serve", "check", "build"} and not targets & {"test", "lint", "bench"}


def test_what_was_written_is_kept_for_an_upgrade(tmp_path: Path) -> None:
    """The manifest has the version, the answers, and each kept file as it was written."""
    root = new(tmp_path / "hub", "--name", "Ours")
    found = json.loads((root / MANIFEST).read_text("utf-8"))
    assert (found["version"], found["preset"]) == (__version__, "meetup")
    for path, lines in found["files"].items():
        assert (root / path).read_text("utf-8") == "\n".join(lines)
    assert found["files"].keys() >= {"Makefile", "requirements.lock", ".github/workflows/check.yml"}
    assert not [path for path in found["files"] if path.startswith(("content/", "mkdocs.yml"))]
    assert DAY not in (root / MANIFEST).read_text("utf-8")
