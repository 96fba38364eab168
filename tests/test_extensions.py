"""The doors: what a hub's own file and installed packages add, as the guide shows it."""

from __future__ import annotations

import json
import re
import sys
import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import hearth
import hubs
from hearth.cli.main import main
from hearth.kinds import KINDS
from hearth.manage.figures import FIGURES
from hearth.site.extensions import GROUPS, load_extensions

GUIDE = (hubs.REPOSITORY / "content" / "guide" / "extending.md").read_text(encoding="utf-8")
ON = "extensions: [overrides]"


def shown(title: str, language: str = "python") -> list[str]:
    """The code that the guide shows under a heading."""
    section = re.split(r"^## ", GUIDE.split(f"\n## {title}\n", 1)[1], maxsplit=1, flags=re.M)[0]
    return re.findall(rf"^```{language}\n(.*?)^```", section, flags=re.M | re.S)


def extended(root: Path, code: str, files: hubs.Files | None = None) -> Path:
    """A small hub whose own file holds the code."""
    return hubs.minimal_hub(root, {"overrides/hearth.py": code, **(files or {})}, settings=ON)


def run(*words: str | Path) -> str:
    """What a command says that succeeds."""
    done = CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Nothing that a test has loaded stays."""
    yield
    load_extensions([], None)


class TestWhatTheGuideShows:
    def test_a_kind(self, tmp_path: Path) -> None:
        """It is checked, added, published with a page, a list and a block, and is data."""
        (code,), (record,) = shown("A kind of record"), shown("A kind of record", "yaml")
        root = extended(tmp_path / "hub", code, {"content/jobs/gardener.yml": record})
        answers = (
            "title=Cook",
            "summary=Soup.",
            "organisation=lantern",
            "apply=https://example.org/c",
        )
        options = [word for answer in answers for word in ("--set", answer)]
        run("add", "job", "--folder", root, "--as-of", "2026-11-23", "--yes", *options)
        assert "2 jobs" in run("check", root, "--as-of", "2026-11-23")
        done = hubs.build(root, tmp_path / "site")
        assert done.returncode == 0, done.stderr
        site = tmp_path / "site"
        assert "Gardener of threads" in (site / "jobs" / "index.html").read_text()
        assert "Jobs here" in (site / "members" / "lantern" / "index.html").read_text()
        data = json.loads((site / "api" / "jobs.json").read_text())
        assert [job["id"] for job in data["jobs"]] == ["cook", "gardener"]
        assert (site / "jobs" / "cook" / "index.html").is_file()

    def test_a_figure(self, tmp_path: Path) -> None:
        """It is counted, told, and can be a goal."""
        (code,) = shown("A figure")
        goal = "goals:\n- {title: T, metric: days_without_newcomer, target: 30}\n"
        goal = f"{hubs.BASE['content/community.yml']!s}{goal}"
        root = extended(tmp_path, code, {"content/community.yml": goal})
        run("check", root, "--as-of", "2026-11-23")
        words = ("insights", "--folder", root, "--as-of", "2026-11-23", "--format", "json")
        (told,) = (one for one in json.loads(run(*words)) if one["id"] == "days_without_newcomer")
        assert told["now"]["value"] == (hubs.AS_OF - date(2026, 3, 15)).days

    def test_an_output(self, tmp_path: Path) -> None:
        """It is a file of the site."""
        (code,) = shown("An output")
        root = extended(tmp_path / "hub", code)
        done = hubs.build(root, tmp_path / "site")
        assert done.returncode == 0, done.stderr
        sizes = json.loads((tmp_path / "site" / "api" / "topic-sizes.json").read_text())
        assert sizes.keys() == {"events-craft", "metrics", "onboarding"} and sizes["onboarding"] > 1

    def test_a_source(self, tmp_path: Path) -> None:
        """Its rows become records like those of any table."""
        (code,) = shown("A source")
        root = extended(tmp_path, code)
        cards = tmp_path / "people.vcf"
        cards.write_text("BEGIN:VCARD\nFN:Dee Newman\nEND:VCARD\n")
        run("import", cards, "--folder", root, "--set", "joined=2026-11-01", "--write")
        assert "name: Dee Newman" in (root / "members" / "dee-newman.yml").read_text()


class TestWhatIsLoaded:
    def test_nothing_that_is_not_named(self, tmp_path: Path) -> None:
        """A file alone does nothing: the maintainer turns it on."""
        root = hubs.minimal_hub(tmp_path, {"overrides/hearth.py": "raise SystemExit('run')\n"})
        run("check", root, "--as-of", "2026-11-23")

    def test_nothing_of_a_change_that_is_proposed(self, tmp_path: Path) -> None:
        """`hearth diff` runs no file of what it compares."""
        _, problems = hearth.open_hub(extended(tmp_path, "import hearth\n"), hubs.AS_OF)
        assert not problems.errors
        (warning,) = load_extensions(["overrides"], None)
        assert warning.severity == "warning" and "--extensions-from" in warning.fix

    def test_no_link_to_another_file(self, tmp_path: Path) -> None:
        """The own file is a file of the hub, and no way out of it."""
        outside = tmp_path / "outside.py"
        outside.write_text("raise RuntimeError\n")
        root = extended(tmp_path / "hub", "")
        (root / "overrides" / "hearth.py").unlink()
        (root / "overrides" / "hearth.py").symlink_to(outside)
        _, problems = hearth.open_hub(root, hubs.AS_OF)
        assert [problem.code for problem in problems.errors] == ["broken-extension"]

    def test_anew_when_it_has_changed(self, tmp_path: Path) -> None:
        """What was registered before goes when the file says something else."""
        (code,) = shown("A figure")
        root = extended(tmp_path, code)
        hearth.open_hub(root, hubs.AS_OF)
        hearth.open_hub(root, hubs.AS_OF)
        assert "days_without_newcomer" in FIGURES
        (root / "overrides" / "hearth.py").write_text("")
        hearth.open_hub(root, hubs.AS_OF)
        assert "days_without_newcomer" not in FIGURES

    @pytest.mark.parametrize("group", GROUPS)
    def test_a_package(self, group: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """An entry point of any of the groups, by its name."""
        (code,) = shown("A figure")
        info = tmp_path / "jobs-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: jobs\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[{group}]\njobs = hearth_jobs:THINGS\n")
        offered = code.replace("hearth.register(\n", "THINGS = [\n").rstrip().rstrip(")") + "]\n"
        (tmp_path / "hearth_jobs.py").write_text(offered)
        monkeypatch.syspath_prepend(str(tmp_path))
        root = hubs.minimal_hub(tmp_path / "hub", settings="extensions: [jobs]")
        _, problems = hearth.open_hub(root, hubs.AS_OF)
        assert list(map(str, problems.errors)) == [] and "days_without_newcomer" in FIGURES
        sys.modules.pop("hearth_jobs")


BROKEN = {
    "what is not installed": (
        "jbos",
        "",
        'mkdocs.yml:1:1  extra.hearth.extensions: "jbos" is not installed',
    ),
    "a slip in its own name": ("overides", "", 'Did you mean "overrides"?'),
    "what cannot be read": ("overrides", "def f(:\n", "overrides/hearth.py:1:"),
    "what fails": (
        "overrides",
        "x = 1\n1 / 0\n",
        "overrides/hearth.py:2:1  this file: failed: ZeroDivisionError",
    ),
    "what is nothing we know": (
        "overrides",
        "import hearth\nhearth.register(3)\n",
        "3 is none of Kind, Face",
    ),
    "a name that is taken": (
        "overrides",
        "import hearth\nhearth.register(hearth.KINDS['member'])\n",
        "overrides/hearth.py:2:1",
    ),
}


@pytest.mark.parametrize(("name", "code", "said"), BROKEN.values(), ids=BROKEN)
def test_what_cannot_be_loaded(name: str, code: str, said: str, tmp_path: Path) -> None:
    """It is a problem with its place, and the check fails."""
    files: hubs.Files = {"overrides/hearth.py": code} if code else {}
    root = hubs.minimal_hub(tmp_path, files, settings=f"extensions: [{name}]")
    done = CliRunner().invoke(main, ["check", str(root), "--as-of", "2026-11-23"])
    assert done.exit_code == 1 and said in textwrap.dedent(done.output)


def test_registered_for_a_while() -> None:
    """For tests of an extension: afterwards nothing is left of it."""
    source = hearth.ImportSource("cards", ("vcf",), lambda raw, plan: hearth.Rows(()))
    with hearth.registered(source):
        assert "cards" in hearth.SOURCES
    assert "cards" not in hearth.SOURCES


def test_every_public_name_is_there_and_explained() -> None:
    """What the face promises can be had, and the guide tells of it."""
    told = set(
        re.findall(
            r"`(\w+)(?:\([^`]*\))?`", GUIDE.split("## What you may rely on")[1].split("\n## ")[0]
        )
    )
    names = set(hearth.__all__) - {"__version__"}
    assert [name for name in names if getattr(hearth, name) is None] == []
    assert names - told == set()
    assert KINDS is hearth.KINDS
