"""A standalone document of a command: as Markdown, as text, and as HTML that prints well."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from hearth.wording.document import (
    Address,
    Below,
    Block,
    Code,
    DataTable,
    Inline,
    Link,
    Piece,
    Strong,
    flat,
    heading,
    written,
)
from hearth.wording.safe import SafeHtml, from_the_right, html, joined, text, vouched

STYLE = """
:root{color-scheme:light dark;--paper:#fbf8f4;--card:#fff;--ink:#23201d;--soft:#6a625b;
--line:#e9e1d8;--ember:#b8431f}
@media (prefers-color-scheme:dark){:root{--paper:#191614;--card:#231f1c;--ink:#f1ebe4;
--soft:#b3a89d;--line:#38312c;--ember:#ff9a6e}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
main{max-width:46rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1,h2,h3{font-family:Georgia,serif;line-height:1.2;margin:2rem 0 .6rem;break-after:avoid}
h1{font-size:2rem;margin-top:0} h2{font-size:1.35rem;border-top:1px solid var(--line);
padding-top:1.2rem} h3{font-size:1.1rem}
h1,h2,h3,p,li,th,td{unicode-bidi:plaintext;
text-align:-webkit-match-parent;text-align:match-parent}
a{color:var(--ember)} p,ul{margin:.5rem 0} ul{padding-inline-start:1.2rem} li{margin:.3rem 0}
code{background:var(--card);border:1px solid var(--line);border-radius:4px;padding:.05em .35em;
font-size:.88em;overflow-wrap:anywhere}
.wide{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
th,td{text-align:start;padding:.35rem .7rem .35rem 0;border-bottom:1px solid var(--line);
vertical-align:top}
th{color:var(--soft);font-weight:600} .number{text-align:end}
figure{margin:1rem 0} figcaption,footer{color:var(--soft);font-size:.9rem}
footer{border-top:1px solid var(--line);margin-top:2.5rem;padding-top:.8rem}
h1+p{color:var(--soft);font-size:1.08rem}
p,li,h1,h2,h3,td,th,a{unicode-bidi:plaintext}
nav{display:flex;flex-wrap:wrap;gap:.4rem;margin:1.2rem 0 0}
nav a{background:var(--card);border:1px solid var(--line);border-radius:2rem;padding:.15rem .8rem;
font-size:.88rem;text-decoration:none;white-space:nowrap}
nav a:hover,nav a:focus-visible{border-color:var(--ember)}
.boxes{list-style:none;padding:0;background:var(--card);border:1px solid var(--line);
border-radius:12px;overflow:hidden;margin:.8rem 0}
.box{margin:0;padding:.7rem 1rem .75rem} .box+.box{border-top:1px solid var(--line)}
.box label{display:grid;grid-template-columns:auto 1fr;gap:.7rem;cursor:pointer;
overflow-wrap:anywhere}
.box input{width:1.1rem;height:1.1rem;margin:.22rem 0 0;accent-color:var(--ember);cursor:pointer}
li>small{display:block;color:var(--soft);font-size:.86rem}
.box small{display:block;margin:.3rem 0 0 1.8rem;color:var(--soft);font-size:.86rem;
line-height:1.7;overflow-wrap:anywhere}
.box code{background:var(--paper);-webkit-box-decoration-break:clone;box-decoration-break:clone}
.box:has(:checked){opacity:.55} .box:has(:checked) span{text-decoration:line-through}
.hb-c1{stroke:var(--ember)} .hb-c-fill.hb-c1{fill:var(--ember)} .hb-c-fill{stroke:none}
.hb-c-soft{fill:var(--soft)} .hb-c-grid{stroke:var(--line)} .hb-c-track{fill:var(--line)}
@media screen and (prefers-color-scheme:dark){.hb-c2:not(.hb-c-fill){stroke:#7fd0bd}
.hb-c-fill.hb-c2{fill:#7fd0bd} .hb-c3:not(.hb-c-fill){stroke:#c9aee8} .hb-c-fill.hb-c3{fill:#c9aee8}
.hb-c4:not(.hb-c-fill){stroke:#f0c36a} .hb-c-fill.hb-c4{fill:#f0c36a}}
@media print{@page{size:A4;margin:14mm}:root{--paper:#fff;--card:#fff;--ink:#000;--soft:#444;
--line:#ccc;--ember:#8a2f12}
main{max-width:none;padding:0} nav{display:none} body{font-size:10.5pt}
li,tr,figure{break-inside:avoid} .wide{overflow:visible}}
"""
"""The look of a page alone: no script, no font or picture from elsewhere."""


@dataclass(frozen=True)
class Drawing:
    """A picture that shows what a table beside it says; only HTML has it."""

    svg: SafeHtml
    caption: str = ""


@dataclass(frozen=True)
class Contents:
    """Links to headings further down, by their words; only HTML has it."""

    headings: tuple[str, ...]


@dataclass(frozen=True)
class Paper:
    """What is said, from its title to its foot."""

    title: str
    pieces: tuple[Piece | Drawing | Contents, ...]
    foot: str = ""
    language: str = "en"
    style: str = ""
    """More rules for its look as a page alone."""
    frame: str = ""
    """What the rules call the frame around it."""

    @property
    def markdown(self) -> str:
        """As Markdown; what contributors wrote stays text."""
        return written(self._words).markdown

    @property
    def plain_text(self) -> str:
        """As plain text."""
        return written(self._words).plain_text

    @property
    def _words(self) -> list[Piece]:
        said = [piece for piece in self.pieces if not isinstance(piece, Drawing | Contents)]
        return [heading(self.title, 1), *said, *([Block((self.foot,))] if self.foot else [])]

    @property
    def html(self) -> SafeHtml:
        """As a page that stands alone."""
        foot = html("<footer>%s</footer>", self.foot) if self.foot else text("")
        return html(
            '<!doctype html>\n<html lang="%s"%s>\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="robots" content="noindex">\n<title>%s</title>\n<style>%s</style>\n'
            "</head>\n<body>\n<main%s>\n<h1>%s</h1>\n%s\n%s</main>\n</body>\n</html>\n",
            self.language,
            from_the_right(self.language),
            self.title,
            vouched(STYLE + self.style),
            html(' class="%s"', self.frame) if self.frame else text(""),
            self.title,
            body(self.pieces),
            foot,
        )


def body(pieces: Sequence[Piece | Drawing | Contents]) -> SafeHtml:
    """The pieces as HTML, entries of a list together."""
    return joined((_together(list(group)) for _, group in groupby(pieces, _lies_in)), "\n")


def _lies_in(piece: Piece | Drawing | Contents) -> object:
    """Equal for neighbours that lie in one list, and for no others."""
    return "list" if isinstance(piece, Block) and piece.mark.startswith("-") else id(piece)


def _together(group: list[Piece | Drawing | Contents]) -> SafeHtml:
    first = group[0]
    if isinstance(first, Contents):
        links = (html('<a href="#%s">%s</a>', _anchor(words), words) for words in first.headings)
        return html('<nav aria-label="Parts">%s</nav>', joined(links, "\n"))
    if isinstance(first, Drawing):
        caption = html("<figcaption>%s</figcaption>", first.caption) if first.caption else text("")
        return html("<figure>%s%s</figure>", first.svg, caption)
    if isinstance(first, DataTable):
        return _table(first)
    if first.mark.startswith("-"):
        boxes = html(' class="boxes"') if "[" in first.mark else text("")
        return html("<ul%s>%s</ul>", boxes, joined(map(_entry, group)))  # type: ignore[arg-type]
    level = len(first.mark.strip())
    if not level:
        return html("<p>%s</p>", parts(first.parts))
    anchor = _anchor("".join(part for part in first.parts if isinstance(part, str)))
    return html(
        f"<h{level}%s>%s</h{level}>",
        # Those are led to; further down one may stand several times.
        html(' id="%s"', anchor) if anchor and level == 2 else text(""),
        parts(first.parts),
    )


def _anchor(words: str) -> str:
    """What a heading is linked by."""
    return re.sub("[^a-z0-9]+", "-", words.lower()).strip("-")


def _entry(block: Block) -> SafeHtml:
    """An entry; one that can be ticked has a box, which its words belong to, and what stands below
    does not."""
    if "[" not in block.mark:
        return html("<li>%s</li>", parts(block.parts))
    below = [part for part in block.parts if isinstance(part, Below)]
    words = [part for part in block.parts if not isinstance(part, Below)]
    box = '<li class="box"><label><input type="checkbox"><span>%s</span></label>%s</li>'
    return html(box, parts(words), parts(below))


def _table(rows: DataTable) -> SafeHtml:
    """Columns that hold numbers alone stand to the right."""
    right = [
        all(isinstance(row[index], int | float | None) for row in rows.rows)
        for index in range(len(rows.columns))
    ]
    head = _cells(rows.columns, right, lambda: '<th scope="col"%s>%s</th>')
    lines = (
        html("<tr>%s</tr>\n", _cells(line, right, lambda: "<td%s>%s</td>")) for line in rows.cells
    )
    return html(
        '<div class="wide" tabindex="0"><table>\n<thead><tr>%s</tr></thead>\n<tbody>\n%s</tbody>'
        "</table></div>",
        head,
        joined(lines),
    )


def _cells(cells: Iterable[str], right: list[bool], form: Callable[[], str]) -> SafeHtml:
    marks = (html(' class="number"') if number else text("") for number in right)
    return joined(html(form(), mark, flat(cell)) for mark, cell in zip(marks, cells, strict=True))


def parts(said: Iterable[Inline]) -> SafeHtml:
    """Parts of a line as HTML."""
    return joined(map(_part, said))


def _part(part: Inline) -> SafeHtml:
    if isinstance(part, Link):
        return html('<a href="%s">%s</a>', part.url, part.text)
    if isinstance(part, Address):
        return html('<a href="%s">%s</a>', part.url, part.url)
    if isinstance(part, Below):
        return html("<small>%s</small>", parts(part.parts))
    if isinstance(part, Strong):
        return html("<strong>%s</strong>", part.text)
    return html("<code>%s</code>", part.text) if isinstance(part, Code) else text(part)
