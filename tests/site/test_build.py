"""The build: the same bytes of a large hub too, honest shells, and no harm when something is
wrong."""

from __future__ import annotations

import base64
import hashlib
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

import hubs
from hearth.cli.main import main
from hearth.site.assets import assets
from site_pages import jumps, pages

BAD = {"members/ada.yml": "name: Ada Example\njoined: 3.12.2026\n"}
LINE = 'members/ada.yml:2:9  joined: "3.12.2026" is not a date.'


@pytest.mark.soak
def test_the_sample_hub_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """A hub of hundreds of records too, with its search index."""
    hubs.built(hubs.REPOSITORY, tmp_path / "again", PYTHONHASHSEED="5", TZ="Pacific/Chatham")
    assert hubs.different(site, tmp_path / "again") == []


def test_shells_and_theme_give_the_same_pages(small_site: Path, tmp_path: Path) -> None:
    """A page made by filling a shell is equal, byte for byte, to the one the theme renders."""
    root = hubs.minimal_hub(tmp_path / "hub", settings="shells: false")
    assert hubs.different(small_site, hubs.built(root, tmp_path / "site")) == []


def test_the_sample_hub_s_shells_are_honest(site: Path, tmp_path: Path) -> None:
    """Every page of a real hub too, not only those that each build compares; nor do hashes and the
    machine's zone show."""
    config = (
        (hubs.REPOSITORY / "mkdocs.yml")
        .read_text()
        .replace("extra:\n", "extra:\n  hearth: {shells: false, search: false}\n", 1)
    )
    for name in (".git", "content", "members", "events", "hooks", "overrides"):
        (tmp_path / name).symlink_to(hubs.REPOSITORY / name)
    (tmp_path / "mkdocs.yml").write_text(config)
    hubs.built(tmp_path, tmp_path / "full", PYTHONHASHSEED="5", TZ="Pacific/Chatham")
    assert [
        uri
        for uri in hubs.different(site, tmp_path / "full")
        if not uri.startswith("search-index/")
    ] == []


DISHONEST = "<!-- {{ page.meta.title | length }} letters -->{{ page.content }}"


def test_a_theme_that_looks_at_titles_gets_full_pages(tmp_path: Path) -> None:
    """Where a shell would lie, the section is rendered in full, with a word about it, and every
    page is right."""
    root = hubs.minimal_hub(tmp_path / "hub", {"overrides/partials/content.html": DISHONEST})
    done = hubs.build(root, tmp_path / "site")
    assert done.returncode == 0 and "rendering in full" in done.stderr
    assert "Traceback" not in done.stderr
    for member, name in (
        ("ada", "Ada Example"),
        ("bo", "Bo Sample"),
        ("cy", "Cy Model"),
        ("lantern", "Lantern Foundation"),
    ):
        assert (
            f"<!-- {len(name)} letters -->"
            in (tmp_path / "site" / "members" / member / "index.html").read_text()
        )
    assert [uri for uri in hubs.tree(tmp_path / "site") if "hearthxslot" in uri] == []


def test_the_joined_script_is_the_one_that_may_run(small_site: Path) -> None:
    """A page names the hash of the script as it is served, and the parts are not served."""
    assert {uri: (small_site / uri).read_bytes() for uri in assets()} == assets()
    assert script_hash(small_site, "hub.js") == hashed(assets()["assets/hearth/hub.js"])
    assert [
        uri for uri in hubs.tree(small_site) if Path(uri).name[:2].isdigit() and "hearth" in uri
    ] == []


def test_a_hub_s_own_style_sheet_and_script_are_served_whole(tmp_path: Path) -> None:
    """What lies in the overrides under the name of a joined file takes its place, hash and all."""
    own = {
        "overrides/assets/hearth/hearth.css": "body { color: teal }\n",
        "overrides/assets/hearth/hub.js": "document.title = 'Ours';\n",
    }
    site = hubs.built(hubs.minimal_hub(tmp_path / "hub", own), tmp_path / "site")
    for path, content in own.items():
        assert (site / path.removeprefix("overrides/")).read_text() == content
    assert script_hash(site, "hub.js") == hashed(own["overrides/assets/hearth/hub.js"].encode())


def script_hash(site: Path, name: str) -> str:
    """The hash under which the front page lets a script of the theme run."""
    page = html.fromstring((site / "index.html").read_bytes())
    (script,) = page.xpath(f"//script[contains(@src, 'assets/hearth/{name}')]")
    (policy, _) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert f"'{script.get('integrity')}'" in policy
    return str(script.get("integrity"))


def hashed(content: bytes) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"


def test_a_hub_without_settings_for_the_theme_builds_the_same(
    small_site: Path, tmp_path: Path
) -> None:
    """Neither a folder of overrides nor a navigation is needed."""
    root = hubs.minimal_hub(tmp_path / "hub", settings="search: false")
    config = (
        (root / "mkdocs.yml")
        .read_text()
        .replace("custom_dir: overrides, ", "")
        .replace("nav: [", "not_in_nav: '*'\nnav: [")
    )
    (root / "mkdocs.yml").write_text(config)
    site = hubs.built(root, tmp_path / "site")
    assert [
        uri for uri in hubs.different(small_site, site) if not uri.startswith("search-index/")
    ] == []


def test_a_hub_without_a_navigation_has_honest_shells(tmp_path: Path) -> None:
    """Generated pages do not crowd the automatic navigation, and nothing falls back."""
    root = hubs.minimal_hub(tmp_path / "hub", settings="search: false")
    config = "".join(
        line
        for line in (root / "mkdocs.yml").read_text().splitlines(keepends=True)
        if not line.startswith("nav:")
    )
    (root / "mkdocs.yml").write_text(config)
    hubs.built(root, tmp_path / "site")
    assert "Ada Example" not in (tmp_path / "site" / "about" / "index.html").read_text()


def test_the_smallest_hub_builds(tmp_path: Path) -> None:
    """A community file and nothing else, verified; what its pages say instead of records stands
    under headings in order."""
    root = hubs.minimal_hub(
        tmp_path / "hub",
        {
            path: None
            for path in hubs.BASE
            if not path.startswith(("content/community", "overrides"))
        },
    )
    (root / "mkdocs.yml").write_text(
        "".join(
            line
            for line in (root / "mkdocs.yml").read_text().splitlines(keepends=True)
            if not line.startswith("nav:")
        )
    )
    done = CliRunner().invoke(
        main, ["build", str(root), "--as-of", "2026-11-23"], env={"NO_MKDOCS_2_WARNING": "1"}
    )
    assert done.exit_code == 0, done.output
    assert "Small Circle" in (root / "site" / "index.html").read_text()
    assert {
        url: found for url, page in pages(root / "site").items() if (found := jumps(page))
    } == {}


def test_a_bad_record_stops_the_build(tmp_path: Path) -> None:
    """The problem is printed, the exit status is 1, and the site that was there is untouched."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("published yesterday")
    done = hubs.build(hubs.minimal_hub(tmp_path / "hub", BAD), tmp_path / "site")
    assert done.returncode == 1
    assert LINE in done.stderr and "Traceback" not in done.stderr
    assert hubs.tree(tmp_path / "site") == {"index.html": b"published yesterday"}


def test_every_problem_is_printed(tmp_path: Path) -> None:
    """All at once, so that one round of mending is enough."""
    files = {**BAD, "members/bo.yml": "name: Bo\n", "events/evening.yml": "title: [\n"}
    done = hubs.build(hubs.minimal_hub(tmp_path / "hub", files), tmp_path / "site")
    for path in files:
        assert f"{path}:" in done.stderr


def test_a_warning_stops_nothing(tmp_path: Path) -> None:
    """Something to mend that harms nobody is told, and the site is built, under --strict too."""
    resource = hubs.BASE["content/resources/canvas.yml"].replace("added: 2026-10-01\n", "")  # type: ignore[union-attr,arg-type]
    done = hubs.build(
        hubs.minimal_hub(
            tmp_path / "hub", {"content/resources/canvas.yml": resource}, settings="search: false"
        ),
        tmp_path / "site",
        "--strict",
    )
    assert done.returncode == 0 and "[missing-added]" in done.stderr


@pytest.fixture
def adapter(monkeypatch: pytest.MonkeyPatch) -> object:
    """hooks/hub.py as the site builder loads it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", hubs.EPOCH)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.syspath_prepend(str(hubs.REPOSITORY / "hooks"))
    monkeypatch.delitem(sys.modules, "hub", raising=False)
    import hub

    yield hub
    sys.modules.pop("hub", None)


def test_while_serving_good_records_stay(tmp_path: Path, adapter: object) -> None:
    """A slip while writing takes its own record away and leaves the rest of the hub to look at."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    root = hubs.minimal_hub(tmp_path / "hub", BAD, settings="search: false")
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    pages = hubs.tree(tmp_path / "site")
    assert "members/bo/index.html" in pages and "members/ada/index.html" not in pages
    assert b"An evening in the hall" in pages["events/evening/index.html"]


def test_a_slip_that_is_mended_comes_back(tmp_path: Path, adapter: object) -> None:
    """The next build of a server sees the files as they are then."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    root = hubs.minimal_hub(tmp_path / "hub", BAD, settings="search: false")
    for name, there in (("members/ada.yml", False), (None, True)):
        if name is None:
            hubs.write(root, {"members/ada.yml": hubs.BASE["members/ada.yml"]})
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
        config.plugins.on_startup(command="serve", dirty=False)
        build(config)
        assert ("members/ada/index.html" in hubs.tree(tmp_path / "site")) is there


def test_long_lists_take_several_pages(tmp_path: Path) -> None:
    """Every member is on exactly one page of the directory, every resource on one of the library;
    the last may be full or not."""
    many: dict[str, str | bytes | None] = {}
    for number in range(20):
        many[f"members/m{number:02}.yml"] = f"name: Member {number:02}\njoined: 2026-01-05\n"
        many[f"content/resources/r{number:02}.yml"] = (
            f"title: Book {number:02}\nurl: https://example.org/{number:02}\ntype: book\n"
            "why: W.\nadded: 2026-10-01\n"
        )
    root = hubs.minimal_hub(tmp_path / "hub", many, settings="search: false, page_size: 6")
    site = hubs.built(root, tmp_path / "site")
    for section, name, records in (("members", "Member", 24), ("resources", "Book", 21)):
        files = (
            site / section / "index.html",
            *sorted((site / section / "page").rglob("index.html")),
        )
        lists = [page.read_text() for page in files]
        assert len(lists) == -(-records // 6)
        for number in range(20):
            assert sum(f">{name} {number:02}<" in page for page in lists) == 1


HOSTILE = [
    "hearthxslotxbodyx",
    "a title with {{ braces }} and {% tags %}",
    "\\\\1 \\\\g<0> $1",
    "100 % #hash &amp; <b>",
    "̷̢zalgo",
    "ﷺ",
    "-",
    "0",
]


@pytest.mark.parametrize("builder", ["mkdocs", "plain"])
def test_words_of_templates_are_words(tmp_path: Path, builder: str) -> None:
    """What would mean something to a template or a shell means nothing in a name."""
    members = {
        f"members/dee{at}.yml": f"name: '{name}'\njoined: 2026-11-20\n"
        for at, name in enumerate(HOSTILE)
    }
    site = hubs.built(
        hubs.minimal_hub(tmp_path / "hub", {**members}, settings="search: false"),
        tmp_path / "site",
        builder,
    )
    shown = [
        html.fromstring((site / f"members/dee{at}/index.html").read_bytes()).xpath("string(//h1)")
        for at in range(len(HOSTILE))
    ]
    assert shown == HOSTILE


def test_a_former_id_leads_to_the_present_one(tmp_path: Path) -> None:
    """Whoever kept an old address arrives; search engines and the sitemap do not keep it."""
    member = hubs.BASE["members/ada.yml"] + "aliases: [ada-before]\n"  # type: ignore[operator]
    root = hubs.minimal_hub(
        tmp_path / "hub", {"members/ada.yml": member}, settings="search: false, insights: false"
    )
    pages = hubs.tree(hubs.built(root, tmp_path / "site"))
    old = pages["members/ada-before/index.html"].decode()
    assert 'content="0; url=../../members/ada/"' in old and "noindex" in old
    assert "ada-before" not in pages["sitemap.xml"].decode()


@pytest.mark.parametrize("asked", [", features: [navigation.instant]", ""], ids=["whole", "lean"])
def test_a_feature_of_the_theme_brings_all_of_it(tmp_path: Path, asked: str) -> None:
    """Instant navigation changes pages without loading a style sheet anew, so all have the same."""
    root = hubs.minimal_hub(tmp_path / "hub", settings="search: false", theme=asked)
    site = hubs.built(root, tmp_path / "site")
    for page in ("members/ada/index.html", "members/index.html", "about/index.html"):
        text = (site / page).read_text("utf-8")
        whole = bool(asked) or page.startswith("about/")
        assert ("assets/javascripts/bundle" in text) == whole, page
        assert ("assets/stylesheets/main" in text) == whole, page
