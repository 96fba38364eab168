"""The desk as a site: each page by its address, forms, and a search over all of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from hearth.base.normalize import fold
from hearth.desk_site.desk import ManagerDesk
from hearth.desk_site.form import DeskForm, FormResult, form_html
from hearth.desk_site.forms import FORMS
from hearth.desk_site.note_titles import TITLES
from hearth.desk_site.page import DeskPage, addresses, found
from hearth.desk_site.pages import PAGES
from hearth.desk_site.shell import placed_at, shell
from hearth.desk_site.ways import DONE, with_ways
from hearth.papers.certificate import STYLE as CERTIFICATE
from hearth.papers.paper import Paper, body
from hearth.site.assets import THEME, assets
from hearth.wording.document import Block, DataTable, written
from hearth.wording.safe import ROOT_MARK, SafeHtml, html, joined, text

SEARCH = "search/"
"""Where the search lies."""
MOST = 100
"""So many lines found are shown."""
OWN = ("desk.css", "desk.js")
"""Files that only the desk has."""


@dataclass(frozen=True)
class SaidLine:
    """Something that a page of the desk says."""

    address: str
    title: str
    words: str


@dataclass(frozen=True, eq=False)
class DeskSite:
    """The pages of one desk; each is made once."""

    desk: ManagerDesk
    _made: dict[str, tuple[DeskPage, Paper] | None] = field(default_factory=dict)

    def at(self, address: str) -> tuple[DeskPage, Paper] | None:
        """What lies at an address."""
        if address not in self._made:
            self._made[address] = found(PAGES, self.desk, address)
        return self._made[address]

    def page(self, address: str, told: str = "", token: str = "") -> SafeHtml | None:
        """A page, with what was just written above it; ``token`` goes along with its buttons."""
        here = self.at(address)
        if here is None:
            return None
        page, paper = here
        foot = html('<p class="hb-desk-note">%s</p>', paper.foot) if paper.foot else text("")
        content = html(
            "%s%s\n%s",
            _told(told),
            _framed(
                paper,
                html(
                    "<h1>%s</h1>\n%s\n%s\n%s",
                    paper.title,
                    self._write(page, address),
                    body(with_ways(self.desk, paper, address)),
                    foot,
                ),
            ),
            self._done(address, token),
        )
        return self._whole(address, paper.title, content, page)

    def _write(self, page: DeskPage, address: str) -> SafeHtml:
        """The forms that go with a page; nothing where nobody takes what they send."""
        words = self.desk.words
        forms = {f"note/{kind}": words.noted(TITLES[kind]) for kind in page.notes}
        forms |= {f"add/{kind}": words.noted(kind).capitalize() for kind in page.records}
        if not forms or not self.desk.forms or address != page.address:
            return text("")
        links = (
            html(
                '<a class="hb-btn hb-btn--small" href="%sdo/%s/?back=%s">+ %s</a>',
                ROOT_MARK,
                form,
                address,
                title,
            )
            for form, title in forms.items()
        )
        label = words("Write down")
        return html('<nav class="hb-desk-do" aria-label="%s">%s</nav>', label, joined(links, " "))

    def _done(self, address: str, token: str) -> SafeHtml:
        """The form that buttons among the words of a page belong to."""
        if not self.desk.forms:
            return text("")
        return html(
            '<form id="%s" method="post" action="%sdo/done/"><input type="hidden" name="_form" '
            'value="%s"><input type="hidden" name="_back" value="%s"></form>',
            DONE,
            ROOT_MARK,
            token,
            address,
        )

    def form(self, steps: tuple[str, ...], given: Mapping[str, str]) -> DeskForm | None:
        """The form below ``do/`` by the steps of its address and what was given along with it."""
        opening = FORMS.get(steps[0]) if steps and self.desk.forms else None
        return opening(self.desk, steps[1:], given) if opening else None

    def form_page(
        self,
        address: str,
        form: DeskForm,
        values: Mapping[str, str],
        hidden: Mapping[str, str],
        taken: FormResult | None = None,
    ) -> SafeHtml:
        """A form with what was written in it, and what is wrong with that."""
        shown = form_html(form, self.desk.words, values, taken or FormResult(), hidden)
        content = html(
            '<h1>%s</h1>\n<p class="hb-desk-note">%s</p>\n%s', form.title, form.intro, shown
        )
        return self._whole(address, form.title, content, None)

    def message(self, address: str, title: str, said: str) -> SafeHtml:
        """A page that says one thing."""
        return self._whole(address, title, html("<h1>%s</h1><p>%s</p>", title, said), None)

    def search(self, query: str | None) -> SafeHtml:
        """What the desk says with every word of a question; everything for None, which a script
        chooses from."""
        words, wanted = self.desk.words, fold(query or "").split()
        lines = [one for one in self.lines if all(word in fold(one.words) for word in wanted)]
        shown = lines if query is None else lines[:MOST] if wanted else []
        entries = (
            html(
                '<li><a href="%s%s">%s</a> <span>%s</span></li>\n',
                ROOT_MARK,
                one.address,
                one.title,
                one.words,
            )
            for one in shown
        )
        many = words.number(len(lines)) if wanted else ""
        content = html(
            '<h1>%s</h1>\n<p role="status" data-found>%s</p>\n<ul class="hb-desk-found"%s>%s</ul>',
            words("Search the desk"),
            many,
            html(" data-lines") if query is None else text(""),
            joined(entries),
        )
        return self._whole(SEARCH, words("Search the desk"), content, None, query or "")

    @cached_property
    def lines(self) -> tuple[SaidLine, ...]:
        """Everything that the desk's pages say, line by line, where it is said first."""
        said: dict[str, SaidLine] = {}
        for line in (line for address in self.addresses for line in self._lines(address)):
            said.setdefault(line.words, line)
        return tuple(said.values())

    def _lines(self, address: str) -> Iterator[SaidLine]:
        here = self.at(address)
        if here is None:
            return
        paper = here[1]
        yield SaidLine(address, paper.title, paper.title)
        for piece in paper.pieces:
            if isinstance(piece, DataTable):
                yield from (SaidLine(address, paper.title, " · ".join(row)) for row in piece.cells)
            elif isinstance(piece, Block):
                plain = written([piece]).plain_text.replace("\x00", "")
                yield SaidLine(address, paper.title, plain.removeprefix("- ").removeprefix("[ ] "))

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Of all pages that something leads to."""
        return tuple(addresses(PAGES, self.desk))

    def _whole(
        self, address: str, title: str, content: SafeHtml, page: DeskPage | None, query: str = ""
    ) -> SafeHtml:
        whole = shell(self.desk, PAGES, title, content, page, query)
        return placed_at(whole, address, files=not self.desk.forms)


def _told(told: str) -> SafeHtml:
    if not told:
        return text("")
    return html('<p class="hb-desk-told" role="status">%s</p>\n', told)


def _framed(paper: Paper, content: SafeHtml) -> SafeHtml:
    """What a paper says, in the frame that it has."""
    return html('<div class="%s">%s</div>', paper.frame, content) if paper.frame else content


def desk_files() -> dict[str, bytes]:
    """Styles, script and fonts by their addresses from the desk's root."""
    theme = THEME / "assets" / "hearth"
    served = [theme / "base.css", *sorted((theme / "fonts").glob("*.woff2"))]
    own = Path(__file__).parent
    return {
        "assets/hearth/favicon.svg": (THEME / "assets" / "images" / "favicon.svg").read_bytes(),
        "assets/hearth/hearth.css": assets()["assets/hearth/hearth.css"],
        **{
            f"assets/hearth/{file.relative_to(theme).as_posix()}": file.read_bytes()
            for file in served
        },
        **{f"assets/hearth/{name}": (own / name).read_bytes() for name in OWN},
        "assets/hearth/papers.css": CERTIFICATE.encode(),
    }
