"""A build that uses what an earlier one made equals one from nothing, byte for byte, whatever
happened between them; and what is not there or is damaged is made again."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from itertools import count
from pathlib import Path
from time import time_ns
from typing import Any

import pytest
from click.testing import CliRunner

import hubs
from hearth.adapters import plain
from hearth.base.clock import as_of_day
from hearth.base.store import ENGINE, Store
from hearth.cli import check
from hearth.cli.main import main
from hearth.kinds import COMMUNITY, Record
from hearth.kinds.vocabulary import GlossaryTerm, Topic
from hearth.model.hub import Hub
from hearth.model.links import Target
from hearth.outputs.calendars import CalendarWriter, calendars, single_dates
from hearth.outputs.embeds import embeds
from hearth.outputs.embeds import write as write_embed
from hearth.outputs.face import appearing
from hearth.outputs.faces import list_indexes
from hearth.outputs.feed_writer import FeedWriter
from hearth.outputs.feeds import feeds
from hearth.read import load
from hearth.read.sources import SourceFile
from hearth.site import workshop, write
from hearth.site.build import SiteBuild, read_hub
from hearth.site.builder import BuildFailedError, Order
from hearth.site.dependencies import RecordSnapshot, take
from hearth.site.inputs import RACY, SEAL, Seal, store_of
from hearth.site.memory import RecordMemory
from hearth.site.publish import MANIFEST, NEW, swap, workspace
from hearth.site.shown import ShownDigests
from hearth.site.verify import verify
from hearth.views.planet import latest
from histories import History, Moment

HISTORIES, MANY = (24,), range(500)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small hub, on the day of the tests."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", hubs.EPOCH)
    return hubs.minimal_hub(tmp_path / "hub", settings="search: false, workers: 1")


def publish(root: Path, site: Path | None = None) -> workshop.Changes | None:
    """Publish the hub's site as ``hearth build`` does, in this process; how it changed."""
    target = site or root / "site"
    with workspace(target) as work:
        order = Order(root, work / NEW, work / MANIFEST, False, None, "plain", target)
        workshop.make(order, plain, as_of_day())
        changes: workshop.Changes | None = Store(work).get(workshop.CHANGES)
        manifest = workshop.Manifest.from_json((work / MANIFEST).read_text("utf-8"))
        only = changes.new | changes.changed if changes and changes.partial else None
        assert verify(work / NEW, manifest, only=only) == []
        assert verify(work / NEW, manifest) == []
        swap(work, target)
        workshop.keep(root, target, work, work / NEW)
    return changes


def anew(root: Path) -> Path:
    """The site of the hub as it is built from nothing."""
    site = root.parent / "anew"
    shutil.rmtree(site, ignore_errors=True)
    plain.build(Order(root, site, None))
    return site


def lay(moment: Moment, root: Path) -> None:
    """Make the hub's files those of a moment; none is touched that is right."""
    for path, content in moment.files.items():
        file = root / path
        if content is None:
            file.unlink(missing_ok=True)
            continue
        raw = content.encode() if isinstance(content, str) else content
        if not file.exists() or file.read_bytes() != raw:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(raw)
            let_rest(file)
    hook = hubs.REPOSITORY / "hooks" / "hub.py"
    config = hubs.CONFIG.format(hook=hook, settings=moment.settings, theme="")
    if (root / "mkdocs.yml").read_text("utf-8") != config:
        (root / "mkdocs.yml").write_text(config, "utf-8")
    began = datetime.combine(moment.day, time(), UTC)
    os.environ["SOURCE_DATE_EPOCH"] = f"{began.timestamp():.0f}"


_rested = count(1)


def let_rest(file: Path) -> None:
    """Have a file look as if it was changed long enough before a build that its time can be
    trusted, and after all others."""
    long_ago = time_ns() - 1000 * RACY + next(_rested)
    os.utime(file, ns=(long_ago, long_ago))


def live(root: Path, seed: int, changes: int = 5) -> int:
    """Live through a history, and compare at every moment; how many sites were compared."""
    compared = 0
    for moment in History(seed).moments(changes):
        lay(moment, root)
        try:
            site = anew(root)
        except BuildFailedError:
            with pytest.raises(BuildFailedError):
                publish(root)
            continue
        publish(root)
        assert hubs.different(site, root / "site") == [], (seed, moment.done)
        compared += 1
    return compared


@pytest.mark.parametrize("seed", HISTORIES)
def test_a_history_leaves_what_a_build_from_nothing_makes(root: Path, seed: int) -> None:
    """Edits, renames, deletions, references, people who hide, settings, templates, days."""
    assert live(root, seed) > 3


@pytest.mark.soak
@pytest.mark.parametrize("seed", MANY)
def test_so_do_five_hundred(root: Path, seed: int) -> None:
    """The same of many."""
    assert live(root, seed) > 0


# -- what is made again ----------------------------------------------------------------------------


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the jobs that are done."""
    names: list[str] = []
    do = write.SiteWriter._do

    def noted(self: write.SiteWriter, jobs: Any) -> Any:
        jobs = list(jobs)
        names.extend(job.name for job in jobs)
        return do(self, jobs)

    monkeypatch.setattr(write.SiteWriter, "_do", noted)
    return names


def test_nothing_is_made_of_what_has_not_changed(root: Path, made: list[str]) -> None:
    publish(root)
    first = len(made)
    made.clear()
    changes = publish(root)
    assert first > 50 and made == []
    assert changes == workshop.Changes(frozenset(), frozenset(), frozenset(), partial=True)


def test_an_edit_makes_no_list_that_does_not_show_it(root: Path, made: list[str]) -> None:
    """Of feeds, calendars, months and lists, those that hold what changed."""
    publish(root)
    made.clear()
    words = "A text about the first contact of a community with people who come to it."
    text = (root / "content/resources/canvas.yml").read_text("utf-8")
    (root / "content/resources/canvas.yml").write_text(f"{text}summary: {words}\n", "utf-8")
    publish(root)
    assert {"feed resources", "feed all", "resources/canvas/"} <= set(made)
    assert not [name for name in made if name.startswith(("calendars/", "events/", "members/"))]
    assert "feed events" not in made and "feed news" not in made


def test_one_edit_makes_few_pages(root: Path, made: list[str]) -> None:
    """Of the records, only those that show the one that changed."""
    publish(root)
    made.clear()
    hubs.write(root, {"members/cy.md": "---\nname: Cy Model\njoined: 2026-03-15\n---\nNew.\n"})
    changes = publish(root)
    of_people = {name for name in made if name.startswith(("members/", "resources/c", "events/w"))}
    assert changes and "members/cy/index.html" in changes.changed
    assert "members/cy/" in of_people and not {"members/ada/", "members/bo/"} & of_people


def test_a_blog_makes_only_pages_that_show_it(root: Path, made: list[str]) -> None:
    """Whatever of it changes, the site equals one from nothing; no other profile is made again."""
    feed = "https://ada.example.org/feed"
    ada = {"members/ada.yml": f"name: Ada\njoined: 2026-01-05\nfeed: {feed}\n"}
    kept = "".join(
        f"- {{title: T{day}, url: 'https://ada.example.org/{day}', date: 2026-11-0{day}}}\n"
        for day in range(6, 0, -1)
    )
    hubs.write(root, {**ada, "content/planet/member-ada.yml": f"url: {feed}\nentries:\n{kept}"})
    publish(root)
    for old, new in (("T6", "Newest"), ("T1", "Oldest"), (f"url: {feed}", "url: https://a.org/")):
        file = root / "content/planet/member-ada.yml"
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
        made.clear()
        publish(root)
        # With its last entry the planet's page goes, which any page may lead to.
        still = (root / "site/planet").exists()
        assert not (still and {"members/bo/", "feed all"} & set(made)), old
        assert hubs.different(anew(root), root / "site") == [], old
    assert not (root / "site/planet").exists()


def test_the_builder_is_asked_only_for_what_it_looks_at(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Hub] = []
    chrome = plain.chrome

    def noted(order: Order, hub: Hub) -> Any:
        asked.append(hub)
        return chrome(order, hub)

    monkeypatch.setattr(plain, "chrome", noted)
    publish(root)
    hubs.write(root, {"members/bo.yml": "name: Bo Changed\njoined: 2026-02-10\nbuddy: ada\n"})
    publish(root)
    assert len(asked) == 1
    hubs.write(root, {"content/about.md": "# About us\n\nOther words.\n"})
    publish(root)
    assert len(asked) == 2


def test_a_seal_holds_until_something_changes(root: Path) -> None:
    """Then nothing at all needs to be read."""
    late = (root / "members/bo.yml").stat().st_mtime_ns + 1000 * RACY
    os.utime(root / "members/bo.yml", ns=(late, late))
    publish(root)
    order = Order(root, root / "site", None, False, None, "plain", root / "site")
    store = store_of(root, root / "site")

    def seal() -> Seal:
        found = store.get(SEAL)
        assert isinstance(found, Seal)
        return found

    day = f"{hubs.AS_OF}"
    assert not seal().holds(order, day)  # a file is as new as the site
    for path in sorted(root.rglob("*.*")):
        if path.is_file() and ".cache" not in path.parts and "site" not in path.parts:
            old = late - 2000 * RACY
            os.utime(path, ns=(old, old))
    publish(root)
    assert seal().holds(order, day) and not seal().holds(order, "2026-11-24")
    hubs.write(root, {"members/bo.yml": "name: Bo Sample\njoined: 2026-02-10\n"})
    assert not seal().holds(order, day)
    publish(root)
    (root / "site/index.html").write_text("Somebody's own words.", "utf-8")
    assert not seal().holds(order, day)


def test_a_large_hub_that_is_as_it_was_is_not_read_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check says of it what it said before; a small one has no store."""
    read: list[Path] = []
    opened = check.open_hub

    def noted(folder: Path, *more: Any) -> Any:
        read.append(folder)
        return opened(folder, *more)

    monkeypatch.setattr(check, "open_hub", noted)
    hubs.write(root, {"members/bo.yml": "name: Bo\njoined: soon\n"})
    call = ["check", str(root), "--format", "json"]
    said = [CliRunner().invoke(main, call).output for _ in range(2)]
    assert len(read) == 2 and not (root / ".cache").exists()
    monkeypatch.setattr(check, "MANY", 1)
    past = time_ns() - 3 * RACY
    for path in root.rglob("*.*"):
        if path.is_file():
            os.utime(path, ns=(past, past))
    said += [CliRunner().invoke(main, call).output for _ in range(3)]
    assert len(read) == 3 and len(set(said)) == 1 and "joined" in said[0]
    hubs.write(root, {"members/bo.yml": "name: Bo\njoined: 2026-01-01\n"})
    assert "joined" not in CliRunner().invoke(main, call).output and len(read) == 4


# -- what goes wrong -------------------------------------------------------------------------------


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def turned(path: Path) -> None:
    raw = bytearray(path.read_bytes() or b"x")
    raw[len(raw) // 2] ^= 1
    path.write_bytes(bytes(raw))


@pytest.mark.parametrize(
    ("name", "hurt"),
    [
        (workshop.STATE, cut),
        (workshop.STATE, turned),
        (SEAL, Path.unlink),
        (workshop.STANDBY, turned),
        (workshop.STANDBY, Path.unlink),
    ],
    ids=["state cut", "state turned", "seal gone", "standby turned", "standby gone"],
)
def test_a_damaged_store_is_made_again(root: Path, name: str, hurt: Any) -> None:
    publish(root)
    hubs.write(root, {"members/bo.yml": "name: Bo Changed\njoined: 2026-02-10\nbuddy: ada\n"})
    publish(root)
    folder = store_of(root, root / "site").folder
    found = [folder / name] if (folder / name).is_file() else sorted((folder / name).rglob("*.*"))
    for path in [path for path in found if path.is_file()][::7]:
        hurt(path)
    hubs.write(root, {"members/bo.yml": "name: Bo Again\njoined: 2026-02-10\nbuddy: ada\n"})
    publish(root)
    assert hubs.different(anew(root), root / "site") == []


def test_a_site_that_somebody_changed_is_made_again(root: Path) -> None:
    publish(root)
    (root / "site/members/bo/index.html").write_text("Mine.", "utf-8")
    (root / "site/extra.html").write_text("Mine.", "utf-8")
    publish(root)
    assert hubs.different(anew(root), root / "site") == []


def test_another_version_of_the_engine_makes_everything_again(
    root: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(root)
    made.clear()
    monkeypatch.setattr("hearth.base.store.engine_stamp", lambda: b"another")
    publish(root)
    assert len(made) > 50


def test_a_build_that_fails_leaves_site_and_store(root: Path, made: list[str]) -> None:
    publish(root)
    right = (root / "members/bo.yml").read_text("utf-8")
    hubs.write(root, {"members/bo.yml": "name: [Bo]\n"})
    with pytest.raises(BuildFailedError):
        publish(root)
    hubs.write(root, {"members/bo.yml": right})
    made.clear()
    publish(root)
    assert made == []


def test_a_file_may_lie_where_a_folder_was(root: Path) -> None:
    """And the other way round."""
    for there in ("look.css", "look.css/more.css", "look.css"):
        shutil.rmtree(root / "content/look", ignore_errors=True)
        hubs.write(root, {f"content/look/{there}": "p {}"})
        publish(root)
        assert hubs.different(anew(root), root / "site") == []
        assert (root / "site/look" / there).is_file()


def test_two_sites_of_a_hub_have_a_store_each(root: Path) -> None:
    publish(root)
    publish(root, root / "other")
    hubs.write(root, {"members/bo.yml": "name: Bo Changed\njoined: 2026-02-10\nbuddy: ada\n"})
    publish(root, root / "other")
    publish(root)
    assert hubs.different(root / "other", root / "site") == []


# -- what depends on what --------------------------------------------------------------------------


EVERYWHERE = {Topic.KIND, GlossaryTerm.KIND, COMMUNITY.name}
"""Kinds whose records any page may show."""


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> set[Target]:
    """The records of which some field was read."""
    found: set[Target] = set()

    def watched(record: Record, name: str) -> Any:
        value = object.__getattribute__(record, name)
        if name in type(record).model_fields and type(record).KIND not in EVERYWHERE:
            found.add((type(record).KIND, object.__getattribute__(record, "__dict__")["id"]))
        return value

    monkeypatch.setattr(Record, "__getattribute__", watched, raising=False)
    return found


def forget(site: SiteBuild) -> None:
    """Have cards and texts made again."""
    for kept in ("_cards", "_prose", "_urls"):
        getattr(site.filler.renderer, kept).clear()


def test_pages_show_only_records_that_they_depend_on(read: set[Target]) -> None:
    """Every page of a record is made while it is watched which records are read."""
    site = SiteBuild(read_hub(hubs.REPOSITORY, hubs.AS_OF, 1).hub)
    pages = [page for page in site.plan.pages if page.about]
    for page in site.plan.pages:
        site.filler.slots(page)  # what is worked out once for all pages is known now
    snapshot = take(site.hub, site.plan.pages)
    seen = 0
    for page in pages:
        forget(site)
        read.clear()
        site.filler.slots(page)
        seen += len(read)
        assert page.about
        assert read <= snapshot.shown_by(page.about), page.url
    assert len(pages) > 250 and seen > 1000


class Noted(ShownDigests):
    """Digests that tell which records they are of."""

    def __init__(self, snapshot: RecordSnapshot) -> None:
        super().__init__(snapshot)
        self.records: set[Target] = set()

    def near(self, target: Target) -> bytes:
        self.records |= {target, *self.snapshot.carded.get(target, ())}
        return super().near(target)


def test_other_pages_show_only_records_of_their_views(read: set[Target]) -> None:
    """Lists, months, topics and all the others are made from their views while it is watched."""
    site = SiteBuild(read_hub(hubs.REPOSITORY, hubs.AS_OF, 1).hub)
    snapshot, seen, unnamed = take(site.hub, site.plan.pages), 0, set()
    for page in site.plan.pages:
        site.filler.slots(page)  # what is worked out once for all pages is known now
    for page in site.plan.pages:
        if page.about or page.open:
            continue
        view, digests = site.filler.view(page), Noted(snapshot)
        hub, record = site.hub, view.record
        shown = view, list(appearing(hub, record)), latest(hub, record)
        if not digests.digest(shown):
            unnamed.add(page.section)
            continue
        forget(site)
        read.clear()
        site.filler.slots(page)
        seen += len(read)
        assert read <= digests.records, page.url
    assert seen > 1000 and unnamed <= {"insights"}


def told(site: SiteBuild) -> Iterator[tuple[str, object, Callable[[], object]]]:
    """(name, what it holds, how it is written) of feeds, calendars, embeds and lists for
    browsers."""
    hub, renderer = site.hub, site.filler.renderer
    for feed in feeds(hub):
        yield feed.name, feed, lambda it=feed: list(FeedWriter(renderer).write(it))
    for calendar in (*calendars(hub).values(), *single_dates(hub)):
        yield calendar.name, calendar, lambda it=calendar: CalendarWriter(hub).write(it)
    for embed in embeds(hub):
        yield embed.url, embed, lambda it=embed: list(write_embed(renderer, it))
    for index in list_indexes(hub):
        yield index.name, index.items, lambda it=index: list(it.outputs())


def test_feeds_calendars_and_lists_show_only_records_of_theirs(read: set[Target]) -> None:
    """They are written while it is watched; so are the lists for browsers, with small pages."""
    whole = read_hub(hubs.REPOSITORY, hubs.AS_OF, 1).hub
    settings = whole.settings.model_copy(update={"page_size": 3})
    site = SiteBuild(replace(whole, settings=settings))
    snapshot, seen = take(site.hub, site.plan.pages), 0
    wanted = [*told(site)]
    for name, holds, write_it in wanted:
        digests = Noted(snapshot)
        assert digests.digest(holds), name
        forget(site)
        read.clear()
        write_it()
        seen += len(read)
        assert read <= digests.records, name
    assert len(wanted) > 150 and seen > 1000


def test_templates_ask_the_hub_for_little() -> None:
    """What they take from it is in the view, in what any page may show, or found by a record that
    is: nothing else could be missed when it changes."""
    found: set[str] = set()
    for path in (ENGINE / "templates").rglob("*.html"):
        found |= set(re.findall(r"\bhub\.(\w+(?:\.\w+)?)", path.read_text("utf-8")))
    assert found <= {
        *("js", "page_urls", "people", "topics", "terms", "url", "members", "posts", "resources"),
        *("schedule.by_event", "schedule.day_began", "schedule.occurrences"),
    }


def test_files_that_are_as_they_were_are_not_read_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither while a hub is followed nor by the next command, be it a copy with other times; what
    is kept and damaged is."""
    opened: list[str] = []
    read_file = load.read_file

    def noted(root: Path, file: SourceFile) -> Any:
        opened.append(file.path)
        return read_file(root, file)

    monkeypatch.setattr(load, "read_file", noted)
    order = Order(root, root / "site", None, published=root / "site")
    for path in root.rglob("*.*"):
        let_rest(path)
    memory = RecordMemory(root)

    def reads(memory: RecordMemory) -> set[str]:
        opened.clear()
        verdict = workshop.read(order, hubs.AS_OF, memory).verdict
        assert {"ada", "bo", "cy"} < verdict.hub.members.keys() and not verdict.refusal
        return {path for path in opened if path.startswith(("members/", "events/"))}

    assert "members/bo.yml" in reads(memory)
    assert reads(memory) == reads(RecordMemory(root)) == set()
    hubs.write(root, {"members/bo.yml": "name: Bo Changed\njoined: 2026-02-10\n"})
    assert reads(memory) == {"members/bo.yml"} == reads(memory)  # it may change once more
    let_rest(root / "members/bo.yml")
    assert reads(memory) == {"members/bo.yml"}
    for path in root.rglob("*.*"):
        let_rest(path)
    assert reads(RecordMemory(root)) == set()
    for shard in (root / ".cache/hearth/records").iterdir():
        shard.write_bytes(shard.read_bytes()[:-1])
    assert {"members/ada.yml", "members/cy.md"} <= reads(RecordMemory(root))


def test_a_file_that_was_written_twice_in_a_moment_is_read(root: Path) -> None:
    """First with the same words, so that what is kept is right of it, and then with others, before
    its time can tell; by the same command and by the next one."""
    order = Order(root, root / "site", None, published=root / "site")
    for path in root.rglob("*.*"):
        let_rest(path)

    def name(memory: RecordMemory) -> str:
        return str(workshop.read(order, hubs.AS_OF, memory).verdict.hub.members["bo"].name)

    for memories in ([RecordMemory(root)] * 3, [RecordMemory(root) for _ in range(3)]):
        words = (root / "members/bo.yml").read_text("utf-8")
        before = name(memories[0])
        hubs.write(root, {"members/bo.yml": words})
        assert name(memories[1]) == before
        hubs.write(root, {"members/bo.yml": f"name: {before} Else\njoined: 2026-02-10\n"})
        assert name(memories[2]) == f"{before} Else"
        let_rest(root / "members/bo.yml")


def test_what_shows_a_record_is_what_it_is_shown_by() -> None:
    """Both directions of the graph are the same arrows."""
    hub = SiteBuild(read_hub(hubs.REPOSITORY, hubs.AS_OF, 1).hub).hub
    snapshot = take(hub, [])
    for target in snapshot.stamps:
        assert all(
            target in snapshot.showing(other)
            for other in snapshot.shown_by(target) & snapshot.stamps.keys()
        )
