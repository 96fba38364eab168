"""Embeds: small pages without scripts that other sites show in a frame, of what is coming, a group,
a topic, a path, and what is new in the library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from hearth.base.derived import once
from hearth.kinds import Record
from hearth.kinds.path import Step
from hearth.kinds.resource import Resource
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.outputs import Output
from hearth.outputs.embed_code import FOLDER, frame_title, offered
from hearth.outputs.render import Renderer
from hearth.views import library
from hearth.wording import formatting
from hearth.wording.safe import rooted, shorten
from hearth.wording.statuses import STATUSES
from hearth.wording.structured_data import absolute

STYLE = f"{FOLDER}embed.css"
SHOWN = 6
"""Dates or resources in one embed at most: what fits into a column beside other things."""
_RULES = Path(__file__).with_name("embed.css")


@dataclass(frozen=True)
class EmbedLine:
    """A line of an embed: what it is of, where it leads, and what is said below."""

    title: str
    url: str = ""
    """From the site's root, or a full address; nothing leads nowhere."""
    about: str = ""
    time: str = ""
    """The date in words, and when it begins for machines."""
    start: str = ""
    mark: str = ""
    """What must not be missed, such as that it is cancelled."""
    language: str = ""
    """Of the title, when it is not the hub's."""


@dataclass(frozen=True)
class Embed:
    """One embed: its name (part of its address), heading, the page it is of, and its lines."""

    name: str
    heading: str
    page: str
    lines: tuple[EmbedLine, ...]
    lead: str = ""
    ordered: bool = False
    nothing: str = ""
    """What it says without lines."""

    @property
    def url(self) -> str:
        """Its address, relative to the site's root."""
        return f"{FOLDER}{self.name}/"


def embeds(hub: Hub) -> Iterator[Embed]:
    """Every embed of the hub, those of groups and paths at their former names too, so that none
    breaks on somebody else's page; an internal hub has none."""
    if not offered(hub):
        return
    words, coming = hub.words, _coming(hub)
    soon = hub.schedule.one_each(hub.schedule.upcoming)
    nothing = words("Nothing is planned yet")
    yield Embed("coming", words("Coming up"), "events/", _dates(hub, soon), nothing=nothing)
    new = tuple(_resource(hub, item) for item in library.newest(hub, SHOWN))
    library_empty = words("Nothing here yet")
    yield Embed("new", words("New in the library"), "resources/", new, nothing=library_empty)
    for topic in hub.topics.values():
        heading = words("Events about {}").format(words.among(topic.label))
        dates = _dates(hub, coming["topic", topic.id])
        yield Embed(f"topics/{topic.id}", heading, hub.url(topic), dates, nothing=nothing)
    for group in hub.groups.values():
        dates, none = _dates(hub, coming["group", group.id]), words("No date yet")
        for name in (group.id, *group.aliases):
            yield Embed(
                f"groups/{name}", group.name, hub.url(group), dates, group.purpose, nothing=none
            )
    for path in hub.paths.values():
        steps, lead = tuple(_step(hub, step) for step in path.steps), path.summary or ""
        for name in (path.id, *path.aliases):
            yield Embed(f"paths/{name}", path.title, hub.url(path), steps, lead, ordered=True)


@once
def _coming(hub: Hub) -> defaultdict[tuple[str, str], list[Occurrence]]:
    """The next dates by topic, one of each event, and by group, all of them."""
    found: defaultdict[tuple[str, str], list[Occurrence]] = defaultdict(list)
    for item in hub.schedule.upcoming:
        for group in hub.groups_of(item.event):
            found["group", group].append(item)
    for item in hub.schedule.one_each(hub.schedule.upcoming):
        for topic in item.event.topics:
            found["topic", topic].append(item)
    return found


def _dates(hub: Hub, items: Iterable[Occurrence]) -> tuple[EmbedLine, ...]:
    return tuple(_date(hub, item) for item in islice(items, SHOWN))


def _date(hub: Hub, item: Occurrence) -> EmbedLine:
    time, status = formatting.when(hub, item), STATUSES[item.status]
    clock = f", {time.clock} {time.abbreviation}" if time.clock else ""
    return EmbedLine(
        item.title,
        hub.url(item),
        formatting.where(hub, item),
        f"{time.day}{clock}",
        time.start,
        hub.words.noted(status.words) if item.status != "scheduled" else "",
        _language(hub, item.event),
    )


def _resource(hub: Hub, resource: Resource) -> EmbedLine:
    about = f"{_facts(hub, resource)} · {shorten(resource.why)}"
    return EmbedLine(resource.title, hub.url(resource), about, language=_language(hub, resource))


def _facts(hub: Hub, resource: Resource) -> str:
    kind = hub.words.noted(resource.type)
    length = formatting.length(resource.minutes, hub.words) if resource.minutes else ""
    return " · ".join(filter(None, (kind[:1].upper() + kind[1:], length)))


def _step(hub: Hub, step: Step) -> EmbedLine:
    """A step as the path's own page shows it."""
    if resource := hub.resources.get(step.resource or ""):
        title, about = step.title or resource.title, _facts(hub, resource)
        return EmbedLine(title, hub.url(resource), about, language=_language(hub, resource))
    if event := hub.events.get(step.event or ""):
        title = step.title or event.title
        return EmbedLine(title, hub.url(event), hub.words("Event"), language=_language(hub, event))
    if step.page and (page := hub.pages.get(step.page)):
        return EmbedLine(step.title or page.title, page.url, hub.words("Page"))
    if step.url:
        return EmbedLine(step.title or step.url, step.url, hub.words("Elsewhere"))
    return EmbedLine(step.title or step.do or "", about=hub.words("To do"))


def _language(hub: Hub, record: Record) -> str:
    return "" if hub.is_translated(record) else hub.origin


# -- files -----------------------------------------------------------------------------------------


def write(renderer: Renderer, embed: Embed) -> Iterator[Output]:
    """The page of an embed."""
    hub = renderer.hub
    page = renderer.render(
        "embed.html",
        embed=embed,
        language=hub.words.language,
        direction=hub.words.direction,
        policy=_policy(hub.settings.site_url),
        title=frame_title(hub, embed.heading),
        canonical=absolute(hub, embed.page),
    )
    yield Output(f"{embed.url}index.html", rooted(page, "../" * embed.url.count("/")).encode())


def style() -> Output:
    """The style sheet of all embeds."""
    return Output(STYLE, _RULES.read_bytes())


def _policy(site_url: str) -> str:
    """An embed's content policy: a style sheet from the site, and nothing else.

    The address stands beside 'self', which some browsers take for no site at all in a sandbox.
    """
    parts = urlsplit(site_url)
    site = f" {parts.scheme}://{parts.netloc}" if parts.netloc and parts.netloc.isascii() else ""
    return f"default-src 'none'; style-src 'self'{site}; base-uri 'none'; form-action 'none'"
