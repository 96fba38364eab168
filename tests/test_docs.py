"""The documentation is a contract: what exists is documented, what is documented exists."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from PIL import Image

from hearth.base.field_docs import field_docs
from hearth.base.problems import CATALOGUE
from hearth.cli.main import main
from hearth.contribute import field_reference
from hearth.contribute.accessibility_statement import ACCESSIBILITY_PAGE
from hearth.contribute.template_reference import TEMPLATES_PAGE
from hearth.kinds import COMMUNITY, KINDS
from hearth.read.records import INTERNAL, models_in
from hubs import REPOSITORY

GUIDE = REPOSITORY / "content" / "guide"
PAGES = sorted(
    [
        *REPOSITORY.glob("*.md"),
        *GUIDE.rglob("*.md"),
        *REPOSITORY.glob("overrides/*.md"),
        *REPOSITORY.glob("benchmarks/*.md"),
    ]
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^()\s]+)\)")


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["make serve", "make test", "make check"])
def test_the_readme_says_how_to_start(command: str) -> None:
    """The commands a newcomer needs stand in the README and in the Makefile."""
    assert command in text(REPOSITORY / "README.md")
    assert re.search(rf"^{command.split()[1]}:.*## ", text(REPOSITORY / "Makefile"), re.MULTILINE)


def test_the_readme_is_short() -> None:
    """One screen and a half: what it is, how to begin, what each person gets, the map."""
    assert len(text(REPOSITORY / "README.md").splitlines()) <= 75
    assert (REPOSITORY / ".github" / "home.webp").stat().st_size < 64 * 1024


def test_the_map_names_everything_at_the_top() -> None:
    """Every folder and file of the repository's top level, and nothing that is not there."""
    readme = text(REPOSITORY / "README.md")
    told = readme[readme.index("## The map") : readme.index("## Licence")]
    named = {name.rstrip("/") for name in re.findall(r"`([^`]+)`", told)}
    listed = subprocess.check_output(["git", "ls-files"], cwd=REPOSITORY, text=True).splitlines()
    tops = {path.split("/")[0] for path in listed} - {".gitignore", "LICENSE", "README.md"}
    assert tops <= {name.split("/")[0] for name in named}
    assert [name for name in named if not (REPOSITORY / name).exists()] == []


def test_every_page_of_the_guide_stands_in_a_group() -> None:
    """Once, under tutorials, how-to, reference or explanation; decisions are linked from a page."""
    nav = yaml.safe_load(text(REPOSITORY / "mkdocs.yml").replace("!", ""))["nav"]
    (front, *groups) = next(item["Guide"] for item in nav if "Guide" in item)
    assert front == "guide/index.md"
    assert [name for group in groups for name in group] == [
        *("Tutorials", "How to", "Reference", "Explanation"),
    ]
    listed = re.findall(r"guide/([\w-]+\.md)", str(groups))
    assert sorted(listed) == sorted({page.name for page in GUIDE.glob("*.md")} - {"index.md"})


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_problem_is_explained(code: str) -> None:
    """With why it matters and, where there is one, an example that is right."""
    assert f"\n## {code}\n" in text(GUIDE / "problems.md")
    entry = CATALOGUE[code]
    assert entry.title and entry.why.endswith((".", ":")) and entry.right


@pytest.mark.parametrize("kind", [*KINDS.values(), COMMUNITY], ids=lambda kind: kind.name)
def test_every_field_is_explained(kind: object) -> None:
    """Each field of each kind and of its parts has a row of its own and a sentence."""
    page = text(GUIDE / "fields.md")
    section = page[page.index(f"## {kind.name.capitalize()}\n") :]  # type: ignore[attr-defined]
    section = section[:found] if (found := section.find("\n## ", 3)) > 0 else section
    waiting, seen = [kind.model], set()  # type: ignore[attr-defined]
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, field in model.model_fields.items():
            if name not in INTERNAL:
                assert f"`{name}`" in section, f"{model.__name__}.{name}"
                assert field_docs(model).get(name), f"{model.__name__}.{name}"
            waiting += models_in(field.annotation)


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """The pages of the guide that are made from the code."""
    return field_reference.pages()


@pytest.mark.parametrize(
    "path",
    [
        field_reference.FIELDS_PAGE,
        field_reference.PROBLEMS_PAGE,
        TEMPLATES_PAGE,
        ACCESSIBILITY_PAGE,
    ],
)
def test_the_reference_is_up_to_date(made: dict[str, str], path: str) -> None:
    """``hearth reference`` would write what is there already."""
    assert text(REPOSITORY / path) == made[path]


def test_the_reference_can_be_checked(made: dict[str, str], tmp_path: Path) -> None:
    """``hearth reference`` writes all pages, ``--check`` tells whether they are as they should
    be."""
    (tmp_path / "content" / "guide").mkdir(parents=True)
    run = CliRunner().invoke
    assert run(main, ["reference", "--check", str(tmp_path)]).exit_code == 1
    assert run(main, ["reference", str(tmp_path)]).exit_code == 0
    assert run(main, ["reference", "--check", str(tmp_path)]).exit_code == 0
    assert {path: text(tmp_path / path) for path in made} == made


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_links_between_documents_hold(page: Path) -> None:
    """Every relative link leads to a file, and to a heading where it names one."""
    broken = []
    for address in LINK.findall(re.sub(r"```.*?```|`[^`]*`", "", text(page), flags=re.DOTALL)):
        file, _, anchor = address.partition("#")
        if re.match(r"[a-z]+:", address) or (
            page.is_relative_to(GUIDE) and not file.endswith(".md")
        ):
            continue
        target = (page.parent / file).resolve() if file else page
        if (not target.exists() and not _generated(target)) or (
            anchor and target.suffix == ".md" and target.exists() and anchor not in _anchors(target)
        ):
            broken.append(address)
    assert broken == []


PICTURE = re.compile(r"!\[([^\]]*)\]\(([^()\s]+)\)(?:\{ width=(\d+) height=(\d+))?")


@pytest.mark.parametrize("page", sorted(GUIDE.glob("*.md")), ids=lambda page: page.name)
def test_pictures_of_the_guide_are_small_and_described(page: Path) -> None:
    """Each says what it shows and keeps its place while it loads; none weighs much."""
    for alt, path, width, height in PICTURE.findall(text(page)):
        file = page.parent / path
        with Image.open(file) as picture:
            wide, high = picture.size
        assert len(alt) > 30 and int(width) * high == int(height) * wide, path
        assert file.stat().st_size <= 60_000, path


def _generated(target: Path) -> bool:
    """Whether a page below content/ is one the hub makes itself."""
    from hearth.read.handwritten import generated

    content = REPOSITORY / "content"
    return target.is_relative_to(content) and target.relative_to(content).as_posix() in generated()


def _anchors(page: Path) -> set[str]:
    """The anchors that headings give, as the site builder and the code host make them."""
    headings = re.findall(r"^#+ (.+?)(?: \{#([\w-]+)\})?$", text(page), re.MULTILINE)
    return {
        own or re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", words).strip().lower())
        for words, own in headings
    }


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_smallest_file_is_right(kind: object, tmp_path: Path) -> None:
    """What the field reference shows as a smallest file has no problem."""
    from hubs import load, minimal_hub

    example, folder = kind.example, kind.folder  # type: ignore[attr-defined]
    path = (
        f"{folder}.yml"
        if example.startswith("- id")
        else f"{folder}/smallest{'.md' if example.startswith('---') else '.yml'}"
    )
    _, problems = load(
        minimal_hub(
            tmp_path,
            {
                path: example,
                **(
                    {"content/resources/canvas.yml": None, "content/paths/first-month.yml": None}
                    if kind.name == "topic"
                    else {}
                ),
            },
        )
    )  # type: ignore[attr-defined]
    assert [str(problem) for problem in problems.errors if problem.path == path] == []


@pytest.mark.parametrize("path", ["README.md", "CHANGELOG.md", "LICENSE"])
def test_a_project_has_its_papers(path: str) -> None:
    """What it is, what changed, and under which terms."""
    assert text(REPOSITORY / path).strip()


def test_the_map_of_the_engine_is_true() -> None:
    """``make map`` would draw what the guide shows already."""
    command = [sys.executable, str(REPOSITORY / ".ci" / "engine_map.py"), "--check"]
    assert subprocess.run(command, check=False).returncode == 0


@pytest.mark.parametrize(
    "page", sorted((GUIDE / "decisions").glob("*.md")), ids=lambda page: page.stem
)
def test_a_decision_is_short(page: Path) -> None:
    """A title, three parts and at most 25 lines."""
    lines = text(page).splitlines()
    assert len(lines) <= 25 and lines[0].startswith("# ")
    assert [line for line in lines if line.startswith("## ")] == [
        "## Context",
        "## Decision",
        "## Consequences",
    ]


@pytest.mark.parametrize(
    "page",
    [GUIDE / "engine.md", *sorted((GUIDE / "decisions").glob("*.md"))],
    ids=lambda page: page.stem,
)
def test_what_is_said_of_the_engine_is_there(page: Path) -> None:
    """Every module and folder that is named lies in the engine, or at the top."""
    named = set(re.findall(r"`([\w.-]+(?:/[\w.-]+)*(?:/|\.py))`", text(page)))
    known = (REPOSITORY, REPOSITORY / "hooks" / "hearth")
    assert [
        name for name in sorted(named) if not any((folder / name).exists() for folder in known)
    ] == []
