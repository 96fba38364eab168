"""What passes the check is published: every case without an error, and hubs made at random."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hubs
from case_files import Case, all_cases
from hearth.adapters import plain
from hearth.base.problems import CATALOGUE
from hearth.model.settings import read_settings
from hearth.site.build import read_hub
from hearth.site.builder import BuildFailedError, Order
from hearth.site.manifest import Manifest
from hearth.site.verify import verify

CASES = all_cases()
QUICK = 3
"""So many batches of cases are built each time; the soak test builds all."""
BUILDERS = ("mkdocs", "plain")


def passes(case: Case) -> bool:
    """Whether a case shows something that can be published, by the files of a hub alone."""
    codes = {found[1] for line in case.problems if (found := re.search(r"\[([a-z0-9-]+)\]$", line))}
    harmless = all(re.search(r"\((?:warning|note)\)$", CATALOGUE[code].title) for code in codes)
    own = all(path != "mkdocs.yml" and not path.startswith(".git") for path, *_ in case.files)
    return harmless and own and not case.changes


def batches() -> list[list[str]]:
    """The names of such cases, put together as far as no two name a file alike; many first."""
    found: list[tuple[set[str], list[str]]] = []
    for name, case in CASES.items():
        paths = {Path(path).stem.casefold() for path, *_ in case.files}
        if not passes(case):
            continue
        for taken, names in found:
            if not taken & paths:
                taken |= paths
                names.append(name)
                break
        else:
            found.append((paths, [name]))
    return sorted((names for _, names in found), key=len, reverse=True)


BATCHES = batches()


def built(root: Path, folder: Path, builder: str) -> list[str]:
    """What is wrong with the site of a hub that passes the check."""
    site, manifest = folder / "site", folder / "manifest.json"
    if builder == "mkdocs":
        words = (builder, str(root), str(site), str(manifest), "--strict")
        done = hubs.run(root, "hearth.adapters", *words)
        assert done.returncode == 0, done.stderr
    else:
        plain.build(Order(root, site, manifest, strict=True))
    return list(map(str, verify(site, Manifest.from_json(manifest.read_text(encoding="utf-8")))))


def laid(names: list[str], root: Path) -> Path:
    """A hub with the files of several cases."""
    hubs.minimal_hub(root, settings="search: false, workers: 1")
    for name in names:
        CASES[name].lay_over(root)
    return root


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds in this process see the tests' day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", hubs.EPOCH)


def test_many_cases_pass() -> None:
    """Else their sites would prove little."""
    assert sum(map(len, BATCHES)) > 80 and len(BATCHES[0]) > 15


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize("names", BATCHES[:QUICK], ids=lambda names: f"{len(names)} cases")
def test_what_passes_the_check_is_published(tmp_path: Path, names: list[str], builder: str) -> None:
    """By every builder, with nothing wrong in the site."""
    assert built(laid(names, tmp_path / "hub"), tmp_path, builder) == []


@pytest.mark.soak
@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize("names", BATCHES[QUICK:], ids=lambda names: names[0])
def test_whatever_passes_the_check_is_published(
    tmp_path: Path, names: list[str], builder: str
) -> None:
    """The same of all other cases."""
    assert built(laid(names, tmp_path / "hub"), tmp_path, builder) == []


# -- hubs made at random ---------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        *("Words", "*", "**b**", "`c`", "<b>x</b>", "<!-- note -->", "<p class=x>y</p>", "&amp;"),
        *("\n\n", "\n", "- ", "1. ", "# ", "## Part\n", "> ", "| a | b |\n|---|---|\n", "```\n"),
        *("[a](../bo/)", "[b](bo.yml)", "[c](../nobody/)", "[d](about.md)", "[e](nowhere.md)"),
        *("[f](#part)", "[g](https://example.org/)", "[h](http://[::1)", "[i](//[x)", "[j](<a b>)"),
        *("[k]: ../bo/\n", "![l](x.png)", "https://example.org/small/members/eve/", "<https://x>"),
        *("[m](../members/bo.yml)", "[n](/small/about/)", "[o](../../events/)", "{#x}", "[^1]"),
        *("<a href='../members/bo/'>p</a>", "<script>q</script>", "<img src=r.png>", "größe", "\t"),
        *("<!-- hearth: coming-up -->", "[s](größe.md)", "[t](our%20story.md)", "\u202e", "\x00"),
    ]
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
NAMES = st.text(
    st.sampled_from("ab é&'#%+ .-_~[](){}=,;!@$^ßI日😀?:*"), min_size=1, max_size=8
).map(lambda name: f"content/{name}.md")
TOPS = st.sampled_from(
    [
        *("", "title: A page\n", "title: [a]\n", "template: x.html\n", "template: main.html\n"),
        *("hide: [toc]\n", "icon: x/y\n", "description: 5\n", "status: new\n", "tags: [a]\n"),
        *("head_html: x\n", "date: soon\n", "search: {exclude: true}\n", "a: !!b c\n", "- a\n"),
    ]
)
ASSETS = st.sampled_from(
    [
        ("content/x.json", "{"),
        ("content/x.html", "<p>"),
        ("content/x.svg", "<svg onload='a()'/>"),
        ("content/y.svg", "<svg"),
        ("content/x.webmanifest", "["),
        ("content/about.md.orig", "# Old"),
        ("content/x.png", "no picture"),
        ("content/robots.txt", ""),
        ("content/x.txt", "words"),
        ("content/README.md", "# Read"),
        ("content/members.md", "# Members"),
    ]
)
HIDDEN = "name: Eve Sample\njoined: 2026-01-01\nvisible: hidden\n"


@st.composite
def hubs_at_random(draw: st.DrawFn) -> dict[str, str | bytes | None]:
    """Files to lay over the small hub: texts, pages with any name, and stray files."""
    text, words = draw(TEXTS), draw(TEXTS)
    files: dict[str, str | bytes | None] = {
        "members/eve.yml": HIDDEN,
        "members/cy.md": f"---\nname: Cy Model\njoined: 2026-03-15\n---\n{text}\n",
        "content/news/hello.md": f"---\ntitle: A hub\ndate: 2026-11-20\n---\nWords. {words}\n",
    }
    for name in draw(st.lists(NAMES, max_size=2)):
        top = draw(TOPS)
        fields = f"---\n{top}---\n" if top else ""
        files[name] = f"{fields}# Page\n\n{draw(TEXTS)}\n"
    files.update(draw(st.lists(ASSETS, max_size=2)))
    return files


def agree(files: dict[str, str | bytes | None]) -> None:
    """The check and the build say the same of a hub."""
    os.environ["SOURCE_DATE_EPOCH"] = hubs.EPOCH
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        quick = "search: false, workers: 1, pictures: false, insights: false, witnesses: 1"
        root = hubs.minimal_hub(folder / "hub", files, quick)
        assert read_settings(root)[1] == []
        verdict = read_hub(root, hubs.AS_OF)
        if not verdict.refusal:
            assert built(root, folder, "plain") == []
            return
        assert all(problem.line and problem.column for problem in verdict.reported)
        with pytest.raises(BuildFailedError, match="nothing was published"):
            plain.build(Order(root, folder / "site", None))


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_template_that_only_a_build_can_fill_fails_it_in_words(
    tmp_path: Path, builder: str
) -> None:
    """The check fills a few pages of each template; what another lacks is named by the build."""
    facts = "{% block facts %}{% if member.id == 'zoe' %}{{ member.naem }}{% endif %}{% endblock %}"
    files: dict[str, str | bytes | None] = {
        f"members/{name}.yml": f"name: {name.capitalize()} Sample\njoined: 2026-01-05\n"
        for name in (*(f"ada{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"), "zoe")
    }
    files["overrides/hearth/member.html"] = f'{{% extends "hearth/member.html" %}}\n{facts}\n'
    quick = "search: false, workers: 2, pictures: false, insights: false"
    root = hubs.minimal_hub(tmp_path / "hub", files, quick)
    assert not read_hub(root, hubs.AS_OF).refusal
    words = (builder, str(root), str(tmp_path / "site"), str(tmp_path / "manifest.json"))
    done = hubs.run(root, "hearth.adapters", *words)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "overrides/hearth/member.html:2:1  this file: cannot be filled" in done.stderr


AT_RANDOM = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@AT_RANDOM
@given(hubs_at_random())
def test_the_check_and_the_build_agree(files: dict[str, str | bytes | None]) -> None:
    """Of any hub: what is refused is refused by both, with a place, and what is not is
    published."""
    agree(files)


@pytest.mark.soak
@settings(AT_RANDOM, max_examples=1000)
@given(hubs_at_random())
def test_they_agree_of_a_thousand_hubs(files: dict[str, str | bytes | None]) -> None:
    """The same of many."""
    agree(files)
