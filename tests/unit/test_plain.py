"""The plain builder: what it takes from mkdocs.yml, links between pages, navigation, files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html

import hubs
from hearth.adapters.plain import build
from hearth.adapters.plain_chrome import ChromePage, NavItem, navigation
from hearth.adapters.plain_config import read_config
from hearth.adapters.plain_markdown import MarkdownPages, relative
from hearth.read.handwritten import HandWritten
from hearth.site.builder import BuildFailedError, Order


def config_of(tmp_path: Path, text: str) -> Any:
    hubs.write(tmp_path, {"mkdocs.yml": text})
    return read_config(tmp_path, None, hubs.load(tmp_path)[0])


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Builds the small hub with files laid over it; gives the site's files."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", hubs.EPOCH)

    def make(files: dict[str, Any], more: str = "", without: str = "") -> dict[str, bytes]:
        root = hubs.minimal_hub(tmp_path / "hub", files, settings="search: false, pictures: false")
        config = (root / "mkdocs.yml").read_text()
        kept = [line for line in config.splitlines() if not (without and line.startswith(without))]
        (root / "mkdocs.yml").write_text("\n".join([*kept, more, ""]))
        build(Order(root, tmp_path / "site", strict=True))
        return hubs.tree(tmp_path / "site")

    return make


@pytest.mark.parametrize(
    ("url", "page", "address"),
    [
        ("members/", "about/", "../members/"),
        ("about/", "", "about/"),
        ("", "guide/first/", "../../"),
        ("", "", "./"),
        ("guide/", "guide/first/", "../"),
        ("guide/first/", "guide/first/", "./"),
        ("guide/first/", "guide/second/", "../first/"),
        ("guide/first/", "guide/", "first/"),
        ("assets/a.png", "guide/first/", "../../assets/a.png"),
        ("guide/a.png", "guide/", "a.png"),
    ],
)
def test_addresses_are_relative(url: str, page: str, address: str) -> None:
    """So that a site works wherever it lies."""
    assert relative(url, page) == address


@pytest.mark.parametrize(
    ("link", "becomes"),
    [
        ("roles.md", "../roles/"),
        ("roles.md#one", "../roles/#one"),
        ("./roles.md?a=b#one", "../roles/?a=b#one"),
        ("../index.md", "../../"),
        ("../members/index.md", "../../members/"),
        ("../assets/a%20b.png", "../../assets/a%20b.png"),
        ("#here", "#here"),
        ("https://example.org/roles.md", "https://example.org/roles.md"),
        ("//example.org/roles.md", "//example.org/roles.md"),
        ("/roles.md", "/roles.md"),
        ("roles/", "roles/"),
        ("gone.md", "gone.md"),
        ("../../outside.md", "../../outside.md"),
    ],
)
def test_links_to_files_become_addresses(tmp_path: Path, link: str, becomes: str) -> None:
    """Of pages and pictures; what leads elsewhere or nowhere stays as it is."""
    page = {"content/guide/first.md": f"---\ntitle: First\n---\n\n# One\n\n[x](<{link}>)\n"}
    hubs.write(tmp_path, page)
    targets = {
        "guide/roles.md": "guide/roles/",
        "index.md": "",
        "members/index.md": "members/",
        "assets/a b.png": "assets/a%20b.png",
    }
    pages = MarkdownPages(tmp_path, config_of(tmp_path, "site_name: x\n"), targets)
    text = pages.read(HandWritten("guide/first.md", "First"))
    assert html.fromstring(text.html).xpath("//a/@href") == [becomes]
    assert text.fields == {"title": "First"} and text.heading == "One"


def test_extensions_are_those_of_mkdocs(tmp_path: Path) -> None:
    """A list, a mapping, with options or without; what MkDocs turns on by itself comes first."""
    forms = ("[attr_list, {toc: {permalink: true}}]", "{attr_list: , toc: {permalink: true}}")
    for form in forms:
        config = config_of(tmp_path, f"markdown_extensions: {form}\ntheme: material\n")
        assert config.extensions == ["toc", "tables", "fenced_code", "attr_list"]
        assert config.markdown_extensions["toc"] == {"permalink": True}


@pytest.mark.parametrize(
    "text", ["nav: members/index.md\n", "extra: [header_items]\n", "copyright: [a]\n"]
)
def test_settings_of_another_form_are_named(tmp_path: Path, text: str) -> None:
    """By the file and the setting, and no traceback."""
    name = text.split(":")[0]
    with pytest.raises(BuildFailedError, match=rf"^mkdocs.yml: {name}"):
        config_of(tmp_path, text)


def test_a_setting_that_a_template_cannot_use_is_told(made: Any) -> None:
    """As what it is for that template, and no traceback."""
    with pytest.raises(BuildFailedError, match=r"^404.html cannot be filled: slice indices"):
        made({}, "  header_items: many")


def test_an_unknown_extension_is_named(made: Any) -> None:
    """Rather than left out: pages would look broken."""
    with pytest.raises(BuildFailedError, match=r"markdown_extensions .*nosuchthing"):
        made({}, "markdown_extensions: [nosuchthing]", without="markdown_extensions")


def test_the_navigation_is_that_of_mkdocs() -> None:
    """Pages by their own titles or by the one given, sections, other sites; a page that is not
    there is a problem."""
    problems: list[str] = []
    nav = [
        "about.md",
        {"People": "members/index.md"},
        {"Guide": ["guide/first.md", {"Deeper": [{"Second": "guide/second.md"}]}]},
        {"Elsewhere": "https://example.org/"},
        {"Gone": "gone.md"},
        {"Empty": []},
    ]
    titles = {"about.md": "About us", "members/index.md": "Members", "guide/first.md": "First"}
    pages = {
        src: ChromePage(HandWritten(src, "").url, titles.get(src, "2"), {}, "")
        for src in (*titles, "guide/second.md")
    }
    second = NavItem("Second", "guide/second/", is_page=True)
    first = NavItem("First", "guide/first/", is_page=True)
    assert list(navigation(nav, pages, problems)) == [
        NavItem("About us", "about/", is_page=True),
        NavItem("People", "members/", is_page=True),
        NavItem("Guide", children=(first, NavItem("Deeper", children=(second,)))),
        NavItem("Elsewhere", "https://example.org/"),
    ]
    assert problems == ['mkdocs.yml: nav names "gone.md", and there is no such page']


def test_without_a_navigation_there_are_the_sections(made: Any) -> None:
    """Each by its title, the page's own marked."""
    page = html.fromstring(made({}, without="nav")["members/ada/index.html"])
    links = page.xpath("//nav[@id='hb-nav']//a")
    assert {"../", "../../events/"} <= {link.get("href") for link in links}
    assert all(link.text_content().strip() for link in links)
    assert [link.get("href") for link in links if link.get("aria-current")] == ["../"]


MENU = """\
nav:
  - People:
      - Members: members/index.md
      - Groups: groups/index.md
  - One page:
      - Events: events/index.md
  - Conduct with us: conduct.md
  - Come in: join.md
"""


def test_a_menu_has_sections_and_the_doors_that_every_page_needs(made: Any) -> None:
    """A section is a link to its first page and all of them behind a button; Join is a button in
    the header; the rules, and where to say that something is wrong, end every menu."""
    files = {
        "content/conduct.md": "# Rules\n",
        "content/community.yml": hubs.BASE["content/community.yml"]
        + "conduct: {contact: mailto:care@example.org}\n",
    }
    site = made(files, MENU)
    page = html.fromstring(site["members/ada/index.html"])
    entries = page.xpath("//nav[@id='hb-nav']/ul/li[not(@hidden)]")
    assert [entry.xpath("string(a)") for entry in entries] == [
        *("People", "One page", "Come in", "Conduct with us", "Report something")
    ]
    rows = entries[0].xpath("details/ul/li/a")
    assert [row.get("href") for row in rows] == ["../", "../../groups/"]
    assert [row.get("aria-current") for row in rows] == ["true", None]
    assert page.xpath("//a[@class='hb-join']/@href") == ["../../join/"]
    assert len(page.xpath("//a[@href='mailto:care@example.org']")) == 2
    conduct = html.fromstring(site["conduct/index.html"])
    current = conduct.xpath("//nav[@id='hb-nav']//a[@aria-current='page']")
    assert [link.text for link in current] == ["Conduct with us"]


def test_what_is_not_published_is_not_published(made: Any) -> None:
    """Records, drafts, leftovers, hidden files, what mkdocs.yml excludes; other files are, and the
    community's own win over the engine's."""
    files = {
        "content/_draft.md": "# Secret\n",
        "content/notes.txt": "secret",
        "content/notes.txt~": "secret",
        "content/.hidden": "secret",
        "content/inner/plan.css": "secret {}",
        "content/inner/plan.md": "# Secret\n",
        "content/groups/crew.txt": "secret",
        "content/robots.txt": "told",
        "overrides/assets/hearth/base.css": "body { color: red; }",
        "overrides/assets/own.css": "p {}",
        "overrides/other.html": "secret",
    }
    site = made(files, "draft_docs: |\n  inner/\nextra_css: [assets/own.css]")
    assert site["robots.txt"] == b"told"
    assert site["assets/hearth/base.css"] == b"body { color: red; }"
    assert [path for path in site if path.endswith((".yml", ".md", ".py", "~"))] == []
    assert [path for path, raw in site.items() if b"secret" in raw.lower()] == []
    assert (
        "inner/plan.css" not in site and "notes.txt" not in site and "groups/crew.txt" not in site
    )
    assert b'<link rel="stylesheet" href="../assets/own.css">' in site["about/index.html"]


def test_a_hand_written_page_has_its_own_words(made: Any) -> None:
    """Its title and description are text and nothing else; without a heading it gets one; a page
    of a section's name gives the section its words; live blocks are filled."""
    files = {
        "content/about.md": (
            "---\ntitle: A <b>bold</b> & brave\ndescription: 'So \"so\"'\n---\nHi.\n"
        ),
        "content/members/index.md": "# Us\n\nA few words of ours.\n",
        "content/extra.md": "# Extra\n\n<!-- hearth: coming-up -->\n",
    }
    site = made(files)
    page = html.fromstring(site["about/index.html"])
    assert page.xpath("string(//title)") == "A bold & brave - Small Circle"
    assert page.xpath("string(//h1)") == "A bold & brave"
    assert page.xpath("//meta[@name='description']/@content") == ['So "so"']
    edit = "https://example.org/small/source/edit/main/content/"
    assert page.xpath("//a[@rel='edit']/@href") == [f"{edit}about.md"]
    assert b"A few words of ours." in site["members/index.html"]
    assert b"Welcome call" in site["extra/index.html"]


def test_a_page_shows_its_pictures(made: Any) -> None:
    """Drawings too, which are published without what could run in them."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><script>run()</script><circle r="2"/></svg>'
    files = {
        "content/about.md": "# About\n\n![a dot](assets/dot.svg)\n",
        "content/assets/dot.svg": drawing,
    }
    site = made(files)
    assert b'src="../assets/dot.svg"' in site["about/index.html"]
    assert b"circle" in site["assets/dot.svg"] and b"run()" not in site["assets/dot.svg"]


def test_what_lay_in_the_folder_is_gone(made: Any, tmp_path: Path) -> None:
    hubs.write(tmp_path, {"site/index.html": "old", "site/old/index.html": "old"})
    site = made({})
    assert "old/index.html" not in site and b"Small Circle" in site["index.html"]


def test_a_line_more_in_the_frame(made: Any) -> None:
    """A hub's own main.html is that of MkDocs: each block takes a line, on every page but
    those for other sites, and nothing else changes."""
    before = made({})
    names = ("site_meta", "styles", "extrahead", "header", "container", "footer", "scripts")
    blocks = (f"{{% block {name} %}}{{{{ super() }}}}[{name}]{{% endblock %}}" for name in names)
    after = made({"overrides/main.html": '{% extends "hearth.html" %}' + "".join(blocks)})
    pages = [path for path in after if path.endswith(".html") and path[:6] != "embed/"]
    assert len(pages) > 20
    for path in pages:
        page = after[path].decode()
        assert [page.count(f"[{name}]") for name in names] == [1] * 7, path
        for name in names:
            page = page.replace(f"[{name}]", "")
        assert page == before[path].decode(), path


def test_a_mistake_in_a_template_is_told(made: Any) -> None:
    """With its file."""
    with pytest.raises(BuildFailedError, match=r"overrides/main.html cannot be filled: "):
        made({"overrides/main.html": '{% extends "hearth.html" %}{% block content %}'})


def test_scripts_of_the_hub_run(made: Any) -> None:
    """Each is named as MkDocs names it, and its hash stands in the policy."""
    own = {"content/own.js": "1;", "content/own.mjs": "2;"}
    page = made(own, "extra_javascript: [own.js, {path: own.mjs, type: module, defer: true}]")
    scripts = html.fromstring(page["about/index.html"]).xpath("//body//script")
    assert [script.get("src") for script in scripts[-2:]] == ["../own.js", "../own.mjs"]
    assert [script.get("type") for script in scripts[-2:]] == [None, "module"]
    assert all(script.get("integrity") for script in scripts[-2:])


def test_languages_are_named(made: Any) -> None:
    """Those of ``extra.alternate``, the page's own marked."""
    languages = "[{name: English, link: ./, lang: en}, {name: Deutsch, link: /de/, lang: de}]"
    page = html.fromstring(made({}, f"  alternate: {languages}")["about/index.html"])
    links = page.xpath("//*[@class='hb-languages']//a")
    assert [link.get("href") for link in links] == ["../", "/de/"]
    assert [link.get("aria-current") for link in links] == ["true", None]


def test_the_frame_speaks_the_hub_s_language(made: Any) -> None:
    """Except where mkdocs.yml has a word of its own."""
    german = f"{hubs.BASE['content/community.yml']}language: de\n"
    own = "  theme_words: {footer: Wir}"
    page = html.fromstring(made({"content/community.yml": german}, own)["about/index.html"])
    assert page.get("lang") == "de"
    assert page.find_class("hb-skip")[0].text == "Zum Inhalt"
    assert page.xpath("//footer//nav/@aria-label") == ["Wir"]
    assert page.xpath("//body/@data-word-copy") == ["Kopieren"]
