"""A kind of record is one place: a kind that the engine does not know has everything that the
others have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree, html

import hubs
from hearth.adapters.mkdocs import build
from hearth.kinds import KINDS, OTHER_SECTIONS, registered
from hearth.kinds.descriptor import KindFeed, RecordFeeds
from hearth.model.hub import Hub
from hearth.outputs.editor_forms import forms
from hearth.outputs.face import Face
from hearth.outputs.faces import face_of, shown_by
from hearth.outputs.feed_writer import FeedWriter
from hearth.outputs.feeds import feeds
from hearth.outputs.pages.plan import plan
from hearth.outputs.render import Renderer
from hearth.outputs.search import search_record
from hearth.site.builder import Order
from hearth.site.manifest import Manifest
from hearth.site.verify import verify
from job_kind import FILES, JOB, Job, jobs

URL = "https://example.org/small/"
PAGE = "jobs/gardener/index.html"


def built(folder: Path, templates: bool) -> Path:
    """The site of the small hub with two jobs in it, built in this process, and as it promises to
    be."""
    root = hubs.minimal_hub(folder / "hub", FILES)
    with jobs(folder / "templates" if templates else None):
        return made(root, folder)


def made(root: Path, folder: Path) -> Path:
    """The site of a hub, built in this process."""
    order = Order(root, folder / "site", folder / "manifest.json", True)
    with pytest.MonkeyPatch.context() as day:
        day.setenv("SOURCE_DATE_EPOCH", hubs.EPOCH)
        build(order)
    manifest = Manifest.from_json(order.manifest.read_text(encoding="utf-8"))
    assert list(map(str, verify(order.site_dir, manifest))) == []
    return order.site_dir


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with jobs that have a page and a card of their own."""
    return built(tmp_path_factory.mktemp("jobs"), templates=True)


@pytest.fixture(scope="module")
def bare_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with jobs without any template."""
    return built(tmp_path_factory.mktemp("bare-jobs"), templates=False)


@pytest.fixture
def known() -> Iterator[None]:
    """The kind is known while the test runs."""
    with jobs():
        yield


def page(site: Path, uri: str) -> Any:
    """A page as a tree."""
    return html.fromstring((site / uri).read_bytes())


def words(found: list[Any]) -> list[str]:
    """What elements say."""
    return [" ".join(element.text_content().split()) for element in found]


def things(tree: Any) -> list[dict[str, Any]]:
    """The schema.org things of a page."""
    (script,) = tree.xpath("//script[@type='application/ld+json']")
    return json.loads(script.text)["@graph"]


def test_each_record_has_a_page(site: Path) -> None:
    """Made by the kind's own template, with its text, and a way to edit its file."""
    tree = page(site, PAGE)
    assert words(tree.xpath("//h1")) == ["Gardener of <threads>"]
    assert words(tree.xpath("//b[@class='t-closes']")) == ["24 December 2026"]
    assert words(tree.xpath("//strong")) == ["likes"]
    edit = tree.xpath("//a[contains(@href, '/source/edit/')]/@href")
    assert edit and edit[0].endswith("/content/jobs/gardener.md")


def test_machines_are_told_what_it_is(site: Path) -> None:
    """In the words of schema.org, with where the page stands."""
    job, crumbs = things(page(site, PAGE))
    assert (job["@type"], job["name"]) == ("JobPosting", "Gardener of <threads>")
    assert job["url"] == f"{URL}jobs/gardener/"
    assert [item["name"] for item in crumbs["itemListElement"]] == ["Jobs", "Gardener of <threads>"]


def test_a_list_can_be_narrowed(site: Path) -> None:
    """By what the descriptor says, each answer counted; the cards know what they answer."""
    tree = page(site, "jobs/index.html")
    assert words(tree.xpath("//h1")) == ["Work for people like us"]
    assert words(tree.xpath("//details[@class='hb-facet']/summary/h2")) == [
        "How much",
        "Where",
        "About",
    ]
    assert words(tree.xpath("//a[@data-facet]")) == [
        "full-time 1",
        "part-time 1",
        "Kenya 1",
        "Metrics 1",
    ]
    cells = tree.xpath("//*[@data-filter-list]/*")
    assert words(cells) == ["A host for evenings", "Gardener of <threads>"]
    assert [cell.get("data-facets") for cell in cells] == [
        "hours:full-time",
        "hours:part-time country:KE topic:metrics",
    ]
    assert {cell.get("data-text") for cell in cells} == {"December"}
    assert len(tree.xpath("//article[contains(@class, 't-job')]")) == 2


def test_it_appears_where_the_kind_says(site: Path) -> None:
    """On the page of whom it refers to in a field; on no other."""
    lantern = page(site, "members/lantern/index.html")
    assert "Jobs here" in words(lantern.xpath("//h2"))
    assert lantern.xpath("//article[contains(@class, 't-job')]//a/@href") == [
        "../../jobs/host/",
        "../../jobs/gardener/",
    ]
    assert "Jobs here" not in words(page(site, "members/ada/index.html").xpath("//h2"))


def test_it_can_be_searched(site: Path, known: None, tmp_path: Path) -> None:
    """By its words, under the heading that the kind names."""
    hub = hubs.small_hub(tmp_path, FILES)
    record = search_record(hub, hub.records["job"]["gardener"])
    assert (record.url, record.kind, record.topics) == ("jobs/gardener/", "job", ("Metrics",))
    assert record.text.split("\n") == [
        "Keep the archive in order.",
        "part-time",
        "job",
        "Whoever **likes** order will like this.",
    ]
    offered = json.loads(page(site, PAGE).xpath("//dialog/@data-kinds")[0])
    assert ["job", "Paid work"] in offered


@pytest.mark.parametrize("feed", ["jobs", "all", "topics/metrics"])
def test_it_is_told_in_feeds(site: Path, feed: str) -> None:
    """In that of the kind, that of everything and that of a topic it is about."""
    items = etree.parse(site / f"feeds/{feed}.rss.xml").findall(".//item")
    found = {item.findtext("link"): item.findtext("title") for item in items}
    title = "Gardener of <threads> (Keep the archive in order.)"
    assert found[f"{URL}jobs/gardener/"] == title


def test_it_is_data(site: Path) -> None:
    """A file of its own, by a schema of its own, without what is nobody's business."""
    data = json.loads((site / "api/jobs.json").read_text("utf-8"))
    jsonschema.validate(data, json.loads((site / "schemas/job.published.json").read_text("utf-8")))
    assert {job["page"] for job in data["jobs"]} == {f"{URL}jobs/gardener/", f"{URL}jobs/host/"}
    assert "Somebody of the team" not in (site / "api/jobs.json").read_text("utf-8")
    assert json.loads((site / "schemas/job.json").read_text("utf-8"))["title"] == "job"
    assert json.loads((site / "api/index.json").read_text("utf-8"))["kinds"]["jobs"]["count"] == 2


def test_it_stands_in_the_sitemap(site: Path) -> None:
    """With the day it was added, and its list too."""
    tree = etree.parse(site / "sitemap.xml").getroot()
    found = {url.findtext("{*}loc"): url.findtext("{*}lastmod") for url in tree}
    assert found[f"{URL}jobs/gardener/"] == "2026-11-20"
    assert f"{URL}jobs/" in found


def test_the_web_editor_asks_for_it(known: None, tmp_path: Path) -> None:
    """With a form made from the model."""
    hub = hubs.small_hub(tmp_path, FILES)
    form = next(form for form in forms(hub) if form["name"] == "job")
    assert (form["folder"], form["identifier_field"]) == ("content/jobs", "title")
    fields = {field["name"]: field for field in form["fields"]}
    assert fields["hours"]["options"] == ["full-time", "part-time"]
    assert fields["organisation"]["required"] and not fields["closes"]["required"]


def test_without_templates_a_page_shows_the_fields(bare_site: Path) -> None:
    """As facts with links, escaped, without what is nobody's business; cards have the heading."""
    tree = page(bare_site, PAGE)
    assert words(tree.xpath("//h1")) == ["Gardener of <threads>"]
    facts = dict(zip(words(tree.xpath("//dt")), words(tree.xpath("//dd")), strict=True))
    assert facts == {
        "Organisation": "Lantern Foundation",
        "Hours": "part-time",
        "Country": "Kenya",
        "Closes": "24 December 2026",
        "Apply": "example.org",
    }
    assert tree.xpath("//dd/a/@href") == ["../../members/lantern/", "https://example.org/apply"]
    cards = page(bare_site, "jobs/index.html").xpath("//*[@data-filter-list]//h3")
    assert words(cards) == ["A host for evenings", "Gardener of <threads>"]


def test_a_kind_is_known_for_a_while() -> None:
    """Once it is no longer registered, nothing is left of it."""
    with jobs():
        assert "job" in KINDS
    assert "job" not in KINDS


@pytest.mark.parametrize("part", ["name", "plural", "folder", "section"])
def test_nothing_of_a_kind_may_be_another_s(part: str) -> None:
    """Two kinds of one name, folder or address would take each other's records."""
    taken = getattr(KINDS["member"], part)
    with (
        pytest.raises(ValueError, match=f'the {part} "{taken}" of member|KIND is "job"'),
        registered(replace(JOB, **{part: taken})),
    ):
        pass
    assert "job" not in KINDS


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"plural": "open jobs"}, "not one word"),
        ({"name": "work"}, 'KIND is "job"'),
        ({"section": "team"}, 'the section "team"'),
        ({"feed": replace(JOB.feed or KindFeed("", "", ""), name="all")}, 'the feed "all"'),
    ],
)
def test_a_kind_that_would_not_work_is_refused(changes: dict[str, Any], wrong: str) -> None:
    """With what is wrong about it."""
    with pytest.raises(ValueError, match=wrong), registered(replace(JOB, **changes)):
        pass


def test_all_sections_of_the_site_are_known(hub: Hub) -> None:
    """So that a kind from outside cannot take one."""
    of_kinds = {kind.section for kind in KINDS.values()} | {""}
    assert {page.section for page in plan(hub)} - of_kinds <= OTHER_SECTIONS


class Offers(Face[Job]):
    """A face of its own."""

    def texts(self, hub: Hub, record: Job) -> list[str]:
        return [hub.members[record.organisation].name]

    def authors(self, hub: Hub, record: Job) -> list[Any]:
        return [hub.members[record.organisation]]


def test_a_face_of_its_own_says_more(tmp_path: Path) -> None:
    """What the search finds a record by, and who wrote it."""
    with jobs() as kind, shown_by(Offers(kind)):
        hub = hubs.small_hub(tmp_path, FILES)
        job = hub.records["job"]["gardener"]
        assert "Lantern Foundation" in search_record(hub, job).text
        writer = FeedWriter(Renderer(hub))
        feed = next(feed for feed in feeds(hub) if feed.name == "jobs")
        *_, made = writer.write(feed)
        told = {item["title"]: item["authors"] for item in json.loads(made.content)["items"]}
        assert set(told) == {
            "Gardener of <threads> (Keep the archive in order.)",
            "A host for evenings (Open the hall and close it again.)",
        }
        assert list(told.values()) == [[{"name": "Lantern Foundation"}]] * 2
    assert face_of(KINDS["member"]).kind is KINDS["member"]


def test_a_long_list_takes_several_pages(tmp_path: Path) -> None:
    """Each names its number; facets without pages of their own are offered on none."""
    files = {f"content/jobs/job-{n}.yml": FILES["content/jobs/host.yml"] for n in range(7)}
    with jobs():
        root = hubs.minimal_hub(tmp_path, {**FILES, **files})
        hub = hubs.load(root, page_size=6)[0].public()
        found = [page for page in plan(hub) if page.url.startswith("jobs/") and not page.source]
        assert [page.url for page in found] == ["jobs/", "jobs/page/2/"]
        assert [page.landing for page in found] == [True, False]
        views = [page.prepare(hub) for page in found]
        assert [len(view.values["records"]) for view in views] == [6, 3]
        assert views[1].title == "Work for people like us, page 2"


def test_records_can_have_places_on_the_list_alone(tmp_path: Path) -> None:
    """Then the list has all of them on one page, each at its anchor."""
    root = hubs.minimal_hub(tmp_path / "hub", FILES)
    with registered(replace(JOB, anchored=True)):
        site = made(root, tmp_path)
    tree = page(site, "jobs/index.html")
    assert [cell.get("id") for cell in tree.xpath("//*[@data-filter-list]/*")] == [
        "host",
        "gardener",
    ]
    assert tree.xpath("//*[@data-filter-list]//h3/a/@href") == [
        "../jobs/#host",
        "../jobs/#gardener",
    ]
    assert not (site / "jobs/host").exists()


def test_each_record_can_have_a_feed(tmp_path: Path) -> None:
    """Of what refers to it; the page that lists all feeds has them too."""
    root = hubs.minimal_hub(tmp_path / "hub", FILES)
    with registered(replace(JOB, record_feeds=RecordFeeds("All about {}"))):
        site = made(root, tmp_path)
    assert etree.parse(site / "feeds/jobs/host.rss.xml").findtext(".//description") == (
        "All about A host for evenings"
    )
