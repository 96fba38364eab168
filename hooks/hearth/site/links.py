"""Links in texts and pages, before anything is published: each leads somewhere, or it is told; and
a link to somebody who is not shown any more is taken out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from hearth.base.commonmark import render
from hearth.base.html_markdown import html_to_markdown
from hearth.base.html_tree import read_html
from hearth.base.problems import Problem
from hearth.base.similarity import did_you_mean
from hearth.base.words import N_, Said, said
from hearth.kinds import Kind, Record
from hearth.kinds.base import with_article
from hearth.model.config_file import config_path, read_config_file
from hearth.model.hub import Hub
from hearth.model.settings import site_config
from hearth.read.handwritten import BLOCK, BLOCKS, HandWritten, words_of
from hearth.read.sources import MAX_LIST_FILE, decode
from hearth.site.addresses import Destination, SiteAddresses, TextPlace, own_page, site_addresses
from hearth.site.fill import PageFiller
from hearth.site.heading_names import names_in
from hearth.wording.safe import ROOT

_ATTRIBUTES = {"href": ("a", "area", "link"), "src": (), "action": ("form",), "poster": ()}
"""Where an element names an address, and which elements do; all, where none is named."""
_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*\1[`~]*[ \t]*$|\Z)", re.M | re.S)
_SPAN = re.compile(r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")
_INLINE = re.compile(r"\]\([ \t]*(?:<([^<>\n]+)>|([^()\s<>\n]+(?:[ \t]+[^()\s<>\"'\n]+)*))")
_ELSEWHERE = re.compile(r"[a-zA-Z][\w+.-]*:|/|#|$")
_LINK = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_ID = re.compile(r'\b(?:id|name)="([^"]+)"')
NOT_SHOWN = "a page that is not public"
"""Stands for the address of such a page, where that was all that a link said."""


def check_links(hub: Hub, config: Path | None = None) -> list[Problem]:
    """What is wrong with the links in the texts and pages of a hub that can be published."""
    check = _Check(hub, config)
    found = check.of_navigation()
    for record in (*check.public, check.public.community):
        found += check.of_record(record)
    for page in check.public.pages.values():
        found += check.of_page(page)
    for edition in hub.editions():
        found += _in_translations(_Check(edition, config))
    return found


def _in_translations(check: _Check) -> Iterator[Problem]:
    """What is wrong with the links of texts that are translated."""
    public = check.public
    for record in public:
        if public.is_translated(record):
            yield from check.of_record(record)
    for page in public.pages.values():
        if page.translated:
            yield from check.of_page(page)


class _Check:
    """Looks at the links of one hub."""

    def __init__(self, hub: Hub, config: Path | None) -> None:
        self.hub, self.public, self.config = hub, hub.public(), config
        self.addresses = site_addresses(hub)
        self.texts: dict[str, str] = {}
        self.names: dict[str, frozenset[str] | None] = {}

    def of_navigation(self) -> list[Problem]:
        """What the navigation names and is no page."""
        config = read_config_file(self.hub.root, config_path(self.hub.root, self.config))[0]
        made = {page.src_uri for page in self.addresses.planned if page.landing}
        known = made | self.public.pages.keys() | self.addresses.files
        return [
            Problem(
                *place,
                "dead-link",
                "nav",
                said("is no page of this hub"),
                did_you_mean(path, sorted(known), said("Write a file's path below content/.")),
                path,
            )
            for path, place in config.scalars("nav")
            if not _ELSEWHERE.match(path)
            and posixpath.normpath(path) not in known
            # What is there and cannot be published is told where it lies.
            and not (file := self.hub.root / "content" / path).exists()
            and not file.is_symlink()
        ]

    def of_record(self, record: Record) -> Iterator[Problem]:
        place = place_of(self.public, record)
        for address in self.addresses.named_in(record.body):
            target = self.addresses.find(address, place)
            told = self._wrong(address, target, place)
            if not told and keeps_anchor(self.addresses, target):
                told = self._lost(target)
            if told:
                yield self._problem(record.path, "body", address, *told)

    def of_page(self, page: HandWritten) -> Iterator[Problem]:
        place = own_page(page)
        text = words_of(self._text(place.path))
        for address, sure in _in_page(text):
            target = self.addresses.find(address, place)
            told = self._wrong(address, target, place) or self._lost(target)
            if told:
                code, severity, what, fix = told
                yield self._problem(
                    place.path, "", address, code, severity if sure else "warning", what, fix
                )

    def _wrong(
        self, address: str, target: Destination, place: TextPlace
    ) -> tuple[str, str, Said, Said] | None:
        """Code, severity, what is wrong and cure of a link; None when it leads somewhere."""
        if target.state == "broken":
            what = said("is not an address")
            return "wrong-url", "error", what, said("Copy the address again.")
        if target.state == "gone" and target.kind:
            return self._of_gone(target.kind, target)
        if target.state == "dead":
            otherwise = said("Name a file as it lies beside this one, or take the link out.")
            near = did_you_mean(unquote(address), self._known(address, place), otherwise)
            return "dead-link", "error", said("leads nowhere"), near
        return None

    def _of_gone(self, kind: Kind, target: Destination) -> tuple[str, str, Said, Said]:
        name = target.anchor or target.url.rstrip("/").rpartition("/")[2]
        records = self.hub.records[kind.name].values()
        hidden = any(name in (record.id, *record.aliases) for record in records)
        message = (
            N_("leads to %(kind)s that is not shown; the words stay, without the link")
            if hidden
            else N_("leads to %(kind)s that is not there; the words stay, without the link")
        )
        what = said(message, kind=with_article(kind.name))
        fix = said("Take the link out, if that is to stay so.")
        if not hidden:
            fix = did_you_mean(name, sorted(self.public.records[kind.name]), fix)
        return "gone-link", "warning", what, fix

    def _known(self, address: str, place: TextPlace) -> list[str]:
        """What an address of that form could be, as it would be written here."""
        if address.endswith(".md"):
            folder = place.path.rpartition("/")[0]
            return [
                _from(folder, f"{path}.md")
                for path in self.addresses.sources
                if path.startswith("content/")
            ]
        return [_from(place.url.rstrip("/"), url) for url in self.addresses.pages]

    def _lost(self, target: Destination) -> tuple[str, str, Said, Said] | None:
        """The same of a link to a place on a page that is not there."""
        if target.state not in ("there", "here") or not target.anchor:
            return None
        # In a further language a heading may be named otherwise, or not be translated yet: then a
        # link leads to the top of its page.
        if self.public.origin:
            return None
        names, name = self._names_on(target.url), unquote(target.anchor)
        if names is None or name in names or name.startswith((":~:", "__", "hb-")) or name == "top":
            return None
        otherwise = said("Name a heading of that page as its address does.")
        fix = did_you_mean(name, sorted(names), otherwise)
        return "dead-link", "error", said("leads to no place on that page"), fix

    def _names_on(self, url: str) -> frozenset[str] | None:
        """The places on a page by their names; None when nobody knows them before it is built."""
        if url not in self.names:
            self.names[url] = self._look_for_names(url)
        return self.names[url]

    def _look_for_names(self, url: str) -> frozenset[str] | None:
        src_uri = self._by_url.get(url)
        made = next((page for page in self.addresses.planned if page.url == url), None)
        if made is None and src_uri is None:
            return None
        html, names = "", frozenset[str]()
        if src_uri is not None:
            if self._slugs_its_own_way:
                return None
            page = self.public.pages[src_uri]
            text = words_of(self._text(f"content/{page.file}"))
            names = names_in(text)
            blocks = "".join(found[0] for found in BLOCK.finditer(text) if found[1] in BLOCKS)
            html = self._filler.hand_written(page, blocks) if blocks else ""
        if made is not None:
            html += self._filler.slots(made)["body"]
        return names | frozenset(map(unescape, _ID.findall(html)))

    @cached_property
    def _by_url(self) -> dict[str, str]:
        return {page.url: src_uri for src_uri, page in self.public.pages.items()}

    @cached_property
    def _filler(self) -> PageFiller:
        return PageFiller(self.public)

    @cached_property
    def _slugs_its_own_way(self) -> bool:
        """Whether the maintainer has set how headings get their names."""
        given = site_config(self.hub.root, self.config).get("markdown_extensions") or []
        items = (
            given.items()
            if isinstance(given, dict)
            else (pair for item in given if isinstance(item, dict) for pair in item.items())
        )
        return any(
            str(name).endswith("toc") and {"slugify", "separator"} & set(options or ())
            for name, options in items
        )

    def _problem(
        self, path: str, field: str, address: str, code: str, severity: Any, what: Said, fix: Said
    ) -> Problem:
        line, column, written = _written_at(self._text(path), address)
        return Problem(path, line, column, code, field, what, fix, written, severity)

    def _text(self, path: str) -> str:
        if path not in self.texts:
            self.texts[path] = decode(self.hub.root / path, MAX_LIST_FILE)[0]
        return self.texts[path]


def keeps_anchor(addresses: SiteAddresses, target: Destination) -> bool:
    """Whether a record's text may lead to a place on a page: those on pages that the hub makes may
    go any day, unless each is a record."""
    lasting = target.url in addresses.anchored or target.url in addresses.public.page_urls
    return target.state == "there" and bool(target.anchor) and lasting


def place_of(public: Hub, record: Record) -> TextPlace:
    """Where the text of a record is read and written."""
    url = public.url(record).partition("#")[0] if record.KIND in public.records else ""
    return TextPlace(url, record.path)


def _in_page(text: str) -> Iterator[tuple[str, bool]]:
    """(an address a page names, whether it surely does), each once."""
    seen: set[str] = set()
    for element in read_html(render(text, raw=True)).walk():
        for name, owners in _ATTRIBUTES.items():
            address = element.attributes.get(name, "").strip()
            if address and address not in seen and (not owners or element.name in owners):
                seen.add(address)
                yield address, True
    # Python-Markdown knows links that CommonMark does not: with spaces in them, and in blocks that
    # are code elsewhere.
    bare = _SPAN.sub(_blank, _FENCE.sub(_blank, text))
    for found in _INLINE.finditer(bare):
        address = (found[1] or found[2]).strip()
        if address not in seen and quote(address, safe="%/:?#[]@!$&'()*+,;=~") not in seen:
            seen.add(address)
            start = bare.rfind("\n", 0, found.start()) + 1
            yield address, not bare[start:].startswith(("    ", "\t"))


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _written_at(text: str, address: str) -> tuple[int, int, str]:
    """Line and column of an address in a text, and how it is written there; the text's beginning
    when it is written in a way of its own."""
    for form in dict.fromkeys((address, unquote(address), unescape(address))):
        exact = re.compile(rf"(?:\]\(<?|\]:[ \t]*<?|=[\"']?|<)({re.escape(form)})(?=[)>\s\"'])")
        if found := exact.search(text):
            at = found.start(1)
            return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), form
    at = max(0, text.find(address))
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), address


def _from(folder: str, path: str) -> str:
    """A path from a folder, as a relative address."""
    here, there = folder.split("/") if folder else [], path.split("/")
    while here and len(there) > 1 and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "/".join([".."] * len(here) + there) or "./"


# -- what is published -----------------------------------------------------------------------------


class LinkSettler:
    """Makes links of a public hub's texts lead where they are meant to, and takes those out that
    lead to what is not shown."""

    def __init__(self, whole: Hub) -> None:
        self.public, self.addresses = whole.public(), site_addresses(whole)

    def hub(self) -> Hub:
        """The hub with texts in which every link into the site is a full address."""
        changed: dict[str, dict[str, Record]] = {}
        for record in self.public:
            if (body := self._settled(record)) != record.body:
                changed.setdefault(record.KIND, {})[record.id] = record.model_copy(
                    update={"body": body}
                )
        if not changed:
            return self.public
        records = {
            kind: {
                **by_id,
                **{name: changed.get(kind, {}).get(name, record) for name, record in by_id.items()},
            }
            for kind, by_id in self.public.records.items()
        }
        return replace(self.public, records=records)

    def _settled(self, record: Record) -> str:
        place = place_of(self.public, record)
        ends = {
            address: self._end(self.addresses.find(address, place), address)
            for address in self.addresses.named_in(record.body)
        }
        changes = {address: end for address, end in ends.items() if end != address}
        return change_links(record.body, changes) if changes else record.body

    def _end(self, target: Destination, address: str) -> str | None:
        if target.state == "gone":
            return None
        if target.state != "there":
            return address
        anchor = f"#{target.anchor}" if keeps_anchor(self.addresses, target) else ""
        return f"{self.public.settings.site_url}{target.url}{anchor}"

    def page(self, src_uri: str, html: str) -> str:
        """The HTML of a hand-written page with its links settled."""
        place = own_page(self.public.pages.get(src_uri) or HandWritten(src_uri, ""))
        return _TAG.sub(lambda tag: self._in_page(tag, place), html)

    def _in_page(self, tag: re.Match[str], place: TextPlace) -> str:
        address = unescape(tag["address"])
        target = self.addresses.find(address, place)
        if target.state == "gone":
            return _words(tag["words"], target)
        if target.state != "there" or target.direct:
            return tag[0]
        end = f"{ROOT}{target.url}{f'#{target.anchor}' if target.anchor else ''}"
        at, to = tag.span("address")
        start = tag.start()
        return f"{tag[0][: at - start]}{end}{tag[0][to - start :]}"


_TAG = re.compile(
    r"<a\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?\bhref=(?P<quote>[\"'])(?P<address>.*?)(?P=quote)[^<>]*>"
    r"(?P<words>.*?)</a>",
    re.DOTALL,
)


def _words(html: str, target: Destination) -> str:
    """The words of a link that is none any more; an address of what is not shown is no word."""
    return NOT_SHOWN if target.url and target.url.rstrip("/") in unescape(html) else html


def change_links(markdown: str, changes: dict[str, str | None]) -> str:
    """A Markdown text in which links lead elsewhere, or are words (None)."""
    html = render(markdown)

    def changed(found: re.Match[str]) -> str:
        address = unescape(found[1])
        if address not in changes:
            return found[0]
        end = changes[address]
        if end is None:
            return NOT_SHOWN if address in unescape(found[3]) else found[3]
        return f'<a href="{_escaped(end)}"{found[2]}>{found[3]}</a>'

    wanted = _LINK.sub(changed, html)
    plain = markdown
    for address, end in changes.items():
        if end is not None:
            plain = plain.replace(f"]({address}", f"]({end}")
    # Where the text alone shows what is to be changed, everything else in it stays as it is.
    return plain if render(plain) == wanted else html_to_markdown(wanted)


def _escaped(address: str) -> str:
    return address.replace("&", "&amp;").replace('"', "&quot;")
