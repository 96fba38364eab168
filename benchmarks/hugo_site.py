"""Turn a hub into a Hugo site of the same records, pages and page chrome.

    python benchmarks/hugo_site.py HUB OUT

The hub must have been built: the chrome is taken from one of its own pages, so that both sites'
pages weigh the same.
"""

# ruff: noqa: I001 - the engine in this folder comes before an installed one  # noqa: RUF100

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "hooks"))

from large_hub import Fields, yaml

from hearth.model.hub import Hub, load_hub
from hearth.kinds import Record
from hearth.kinds.event import Event
from hearth.kinds.group import Group
from hearth.kinds.member import Member
from hearth.kinds.path import Path as LearningPath
from hearth.kinds.post import Post
from hearth.kinds.resource import Resource
from hearth.kinds.venue import Venue
from hearth.kinds.vocabulary import Topic
from hearth.wording import formatting
from hearth.outputs.feeds import appeared
from hearth.outputs.calendar_links import compose_links
from hearth.outputs.pages.event import agenda
from hearth.model.settings import read_settings
from hearth.views import library
from hearth.base.locale_data import COUNTRIES
from hearth.base.format import language_name

FOLDERS = {
    "member": "members",
    "event": "events",
    "resource": "resources",
    "post": "news",
    "path": "paths",
    "group": "groups",
    "venue": "venues",
}
INTERNAL = {"id", "path", "body", "aliases"}


# -- records as front matter -----------------------------------------------------------------------


def front_matter(hub: Hub, record: Record) -> Fields:
    """A record's own fields, and what Hugo cannot work out by itself, such as dates of a series in
    words."""
    fields: Fields = record.model_dump(mode="json", exclude=INTERNAL, exclude_defaults=True)
    fields = {
        "key": record.id,
        "title": record.heading,
        "edit": record.path,
        **fields,
        **_extra(hub, record),
    }
    for name in ("name", "added", "label"):
        fields.pop(name, None)
    if day := appeared(record) or record.added or record.reviewed:
        fields["date"] = day.isoformat()
    if record.aliases and record.KIND in FOLDERS:
        fields["aliases"] = [f"/{FOLDERS[record.KIND]}/{alias}/" for alias in record.aliases]
    # Names that mean something else to Hugo.
    for ours, theirs in (
        ("type", "kind"),
        ("url", "address"),
        ("path", "source"),
        ("lastmod", "changed"),
    ):
        if ours in fields:
            fields[theirs] = fields.pop(ours)
    return fields


def _extra(hub: Hub, record: Record) -> Fields:
    match record:
        case Member():
            return _member(record)
        case Event():
            return _event(hub, record)
        case Resource():
            return {
                "description": record.why,
                "level": record.level,
                "language": record.language,
                "cost": record.cost,
                "fresh": library.fresh(record, hub.as_of),
                "librarytypes": [record.type],
                "kind": record.type,
            }
        case Post():
            about = record.about
            named = (
                [*about.events, *about.groups, *about.resources, *about.members] if about else []
            )
            return {
                "description": record.summary,
                "newstypes": [record.type],
                "refers": [*named, *(one for one in record.authors if isinstance(one, str))],
            }
        case LearningPath():
            return {
                "description": record.summary,
                "refers": [
                    one for step in record.steps for one in (step.resource, step.event) if one
                ],
            }
        case Group():
            return {
                "description": record.purpose,
                "status": record.status,
                "leaders": [term.member for term in record.leads],
                "belong": [term.member for term in record.members],
                "kind": record.line.capitalize(),
            }
        case Venue():
            return {"description": record.summary}
        case Topic():
            return {"outputs": ["html", "rss"]}
    return {}


def _member(member: Member) -> Fields:
    helps = [
        *(offer.topic for offer in member.offers),
        *(member.mentoring.offers if member.mentoring else ()),
        *member.speaks_on,
    ]
    return {
        "description": member.headline,
        "kind": member.kind,
        "initials": formatting.initials(member.latin or member.name),
        "tone": formatting.tone(member.id),
        "sort_name": member.sort_name,
        "helps_with": list(dict.fromkeys(helps)),
        "elsewhere": [
            {"service": service, "address": address}
            for service, address in member.links.addresses()
        ]
        if member.links
        else [],
    }


def _event(hub: Hub, event: Event) -> Fields:
    item = hub.schedule.next_of(event)
    if item is None:
        raise SystemExit(f"{event.path} has no day: this comparison needs one")
    past = item.ends_at <= hub.schedule.day_began
    dates = [
        found
        for found in hub.schedule.by_event[event.id]
        if found is not item and found.ends_at > hub.schedule.day_began
    ]
    people = [*event.guests_and_members, *_roles(event)]
    return {
        "description": event.summary,
        "status": event.status,
        "past": past,
        "when": vars(formatting.when(hub, item)),
        "where": formatting.where(hub, item),
        "length": formatting.length(item.minutes),
        "more_dates": [formatting.when(hub, other).day for other in dates[:4]],
        "compose": [
            {"service": service, "address": address}
            for service, address in compose_links(hub, item)
        ]
        if not past
        else [],
        "agenda": [
            {"clock": slot.clock, **point.model_dump(mode="json", exclude_defaults=True)}
            for day in agenda(event)
            for slot in day.slots
            for point in slot.points
        ],
        "cast": [
            one if isinstance(one, str) else one.model_dump(mode="json", exclude_none=True)
            for one in event.guests_and_members
        ],
        "people": list(
            dict.fromkeys(one for one in [*people, *event.sponsors] if isinstance(one, str))
        ),
        "results": event.outcomes.resources if event.outcomes else [],
        "eventtypes": [event.type],
        "eventyears": [str(item.first_day.year)] if past else [],
    }


def _roles(event: Event) -> list[Any]:
    return [one for one in vars(event.roles).values() if one] if event.roles else []


def pages(hub: Hub) -> Iterator[tuple[str, str]]:
    """(path below content/, text) of every page."""
    for kind, folder in FOLDERS.items():
        for record in hub.records[kind].values():
            yield f"{folder}/{record.id}.md", _page(front_matter(hub, record), record.body)
    for topic in hub.topics.values():
        yield f"topics/{topic.id}/_index.md", _page(front_matter(hub, topic), topic.body)
    for folder in (*FOLDERS.values(), "topics"):
        yield f"{folder}/_index.md", _page({"title": folder.capitalize(), "edit": folder}, "")
    for name, page in hub.pages.items():
        text = (hub.root / "content" / name).read_text(encoding="utf-8").split("\n---\n", 1)[-1]
        fields = {"title": page.title, "edit": f"content/{name}"}
        yield (
            ("_index.md" if name == "index.md" else name),
            _page(fields, re.sub(r"^# .*\n", "", text.lstrip())),
        )
    yield (
        "glossary.md",
        _page({"title": "Glossary", "edit": "content/glossary.yml"}, _glossary(hub)),
    )


def _glossary(hub: Hub) -> str:
    return "\n\n".join(f"**{term.term}**: {term.definition}" for term in hub.terms.values())


def _page(fields: Fields, body: str) -> str:
    return f"---\n{yaml(fields)}\n---\n{body}\n"


# -- the page chrome -------------------------------------------------------------------------------

_JSON_LD = (
    '{{ if .IsPage }}<script type="application/ld+json">'
    '{{ dict "@context" "https://schema.org" "@graph" (slice '
    '(dict "@type" "Thing" "name" .Title "url" .Permalink "description" .Params.description) '
    '(dict "@type" "BreadcrumbList" "itemListElement" (slice '
    '(dict "@type" "ListItem" "position" 1 "name" .CurrentSection.Title '
    '"item" .CurrentSection.Permalink) '
    '(dict "@type" "ListItem" "position" 2 "name" .Title "item" .Permalink)))) '
    "| jsonify | safeJS }}</script>{{ end }}"
)
_HEAD = """<meta property="og:type" content="article">
<meta property="og:site_name" content="{{ site.Title }}">
<meta property="og:title" content="{{ .Title }}">
<meta property="og:description" content="{{ .Params.description }}">
<meta property="og:url" content="{{ .Permalink }}">
<meta name="twitter:card" content="summary">
{{ with .OutputFormats.Get "RSS" -}}
<link rel="alternate" type="application/rss+xml" title="{{ $.Title }}" href="{{ .Permalink }}">
{{ end }}"""
_MAIN = """<div class="hb-page">
{{ if .IsPage }}<nav class="hb-crumbs" aria-label="You are here"><ol>
<li><a href="{{ .CurrentSection.RelPermalink }}">{{ .CurrentSection.Title }}</a></li>
<li aria-current="page">{{ .Title }}</li>
</ol></nav>
{{ end }}{{ block "main" . }}{{ end }}
</div>"""


def base_template(page: str, base: str) -> str:
    """The layout around every page: a page of the hub, with Hugo's fields where its own contents
    were."""
    if "{{" in page:
        raise SystemExit("the page's chrome holds {{, which Hugo would read as its own")
    for pattern, replacement in (
        (
            r'<meta name="description" content="[^"]*">',
            '<meta name="description" content="{{ .Params.description }}">',
        ),
        (r'<link rel="canonical" href="[^"]*">', '<link rel="canonical" href="{{ .Permalink }}">'),
        (r"<title>[^<]*</title>", "<title>{{ .Title }} - {{ site.Title }}</title>"),
        (r'<meta property="og:type".*?(?=\s*<script type="module")', _HEAD + _JSON_LD),
        (r'<div class="hb-page">.*</div>(?=\s*</article>)', _MAIN),
        (r'(href="[^"]*/edit/main/)[^"]*(" rel="edit")', r"\1{{ .Params.edit }}\2"),
    ):
        page, found = re.subn(
            pattern,
            replacement.replace("\\", "\\\\") if r"\1" not in replacement else replacement,
            page,
            count=1,
            flags=re.DOTALL,
        )
        if not found:
            raise SystemExit(f"the hub's page has nothing like {pattern}")
    return (
        page.replace('"../../', f'"{base}')
        .replace('"../.."', f'"{base}"')
        .replace('"../"', f'"{base}members/"')
    )


def write_site(root: Path, out: Path, as_of: date) -> int:
    """Write the Hugo site of the hub in ``root``; return how many pages it has."""
    settings, _ = read_settings(root)
    hub, problems = load_hub(root, settings, as_of)
    if problems.errors:
        raise SystemExit("the hub has problems; run hearth check")
    hub = hub.public()
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(HERE / "hugo" / "layouts", out / "layouts")
    base = "/" + settings.site_url.split("://", 1)[1].split("/", 1)[1]
    example = root / "site" / hub.url(next(iter(hub.members.values()))) / "index.html"
    (out / "layouts" / "baseof.html").write_text(
        base_template(example.read_text(encoding="utf-8"), base), encoding="utf-8"
    )
    config = (HERE / "hugo" / "hugo.yaml").read_text(encoding="utf-8")
    (out / "hugo.yaml").write_text(f"baseURL: {settings.site_url}\n{config}", encoding="utf-8")
    shutil.copytree(root / "site" / "assets", out / "static" / "assets")
    _write_names(hub, out / "data")
    count = 0
    for name, text in pages(hub):
        target = out / "content" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        count += 1
    return count


def _write_names(hub: Hub, folder: Path) -> None:
    """Names of countries and languages, which records give as codes."""
    codes = {
        code
        for record in hub
        for code in (*getattr(record, "languages", ()), getattr(record, "language", "en"))
    }
    folder.mkdir(parents=True)
    (folder / "countries.yaml").write_text(
        yaml({f'"{code}"': name for code, name in COUNTRIES.items()}) + "\n", encoding="utf-8"
    )
    (folder / "languages.yaml").write_text(
        yaml({f'"{code}"': language_name(code) for code in sorted(codes)}) + "\n", encoding="utf-8"
    )


def main() -> None:
    """Read the arguments and write the site."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("hub", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 23))
    given = parser.parse_args()
    print(f"{given.out}: {write_site(given.hub, given.out, given.as_of)} pages")


if __name__ == "__main__":
    main()
