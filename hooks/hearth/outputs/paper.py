"""A page that stands alone: what a command has to say, as Markdown, as text and as HTML that prints well."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from hearth.outputs.safe import SafeHtml, html, joined, text, vouched
from hearth.outputs.writing import Address, Block, Code, Link, Part, Piece, Rows, Strong, flat, heading, written

STYLE = """
:root{color-scheme:light dark;--paper:#fbf8f4;--card:#fff;--ink:#23201d;--soft:#6a625b;--line:#e9e1d8;--ember:#b8431f}
@media (prefers-color-scheme:dark){:root{--paper:#191614;--card:#231f1c;--ink:#f1ebe4;--soft:#b3a89d;--line:#38312c;--ember:#ff9a6e}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
main{max-width:46rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1,h2,h3{font-family:Georgia,serif;line-height:1.2;margin:2rem 0 .6rem;break-after:avoid}
h1{font-size:2rem;margin-top:0} h2{font-size:1.35rem;border-top:1px solid var(--line);padding-top:1.2rem} h3{font-size:1.1rem}
a{color:var(--ember)} p,ul{margin:.5rem 0} ul{padding-left:1.2rem} li{margin:.3rem 0}
code{background:var(--card);border:1px solid var(--line);border-radius:4px;padding:.05em .35em;font-size:.88em;overflow-wrap:anywhere}
.wide{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.35rem .7rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:600} .number{text-align:right}
figure{margin:1rem 0} figcaption,footer{color:var(--soft);font-size:.9rem}
footer{border-top:1px solid var(--line);margin-top:2.5rem;padding-top:.8rem}
.box{list-style:none;margin-left:-1.2rem} .box::before{content:"☐ "}
@media print{@page{size:A4;margin:14mm}:root{--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#ccc;--ember:#8a2f12}
main{max-width:none;padding:0} body{font-size:10.5pt} li,tr,figure{break-inside:avoid} .wide{overflow:visible}}
"""
"""The look of a page alone: no script, no font or picture from elsewhere."""


@dataclass(frozen=True)
class Drawing:
    """A picture that shows what a table beside it says; only HTML has it."""

    svg: SafeHtml
    caption: str = ""


@dataclass(frozen=True)
class Paper:
    """What is said, from its title to its foot."""

    title: str
    pieces: tuple[Piece | Drawing, ...]
    foot: str = ""
    language: str = "en"

    @property
    def markdown(self) -> str:
        """As Markdown; what contributors wrote stays text."""
        return written(self._words).markdown

    @property
    def plain(self) -> str:
        """As plain text."""
        return written(self._words).plain

    @property
    def _words(self) -> list[Piece]:
        said = [piece for piece in self.pieces if not isinstance(piece, Drawing)]
        return [heading(self.title, 1), *said, *([Block((self.foot,))] if self.foot else [])]

    @property
    def html(self) -> SafeHtml:
        """As a page that stands alone."""
        foot = html("<footer>%s</footer>", self.foot) if self.foot else text("")
        return html(
            '<!doctype html>\n<html lang="%s">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="robots" content="noindex">\n<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n<h1>%s</h1>\n%s\n%s</main>\n</body>\n</html>\n',
            self.language, self.title, vouched(STYLE), self.title, body(self.pieces), foot,
        )  # fmt: skip


def body(pieces: Sequence[Piece | Drawing]) -> SafeHtml:
    """The pieces as HTML, entries of a list together."""
    return joined((_together(list(group)) for _, group in groupby(pieces, _lies_in)), "\n")


def _lies_in(piece: Piece | Drawing) -> object:
    """Equal for neighbours that lie in one list, and for no others."""
    return "list" if isinstance(piece, Block) and piece.mark.startswith("-") else id(piece)


def _together(group: list[Piece | Drawing]) -> SafeHtml:
    first = group[0]
    if isinstance(first, Drawing):
        caption = html("<figcaption>%s</figcaption>", first.caption) if first.caption else text("")
        return html("<figure>%s%s</figure>", first.svg, caption)
    if isinstance(first, Rows):
        return _table(first)
    if first.mark.startswith("-"):
        return html("<ul>%s</ul>", joined(map(_entry, group)))  # type: ignore[arg-type]
    level = len(first.mark.strip())
    return html(f"<h{level}>%s</h{level}>" if level else "<p>%s</p>", parts(first.parts))


def _entry(block: Block) -> SafeHtml:
    return html('<li class="box">%s</li>' if "[" in block.mark else "<li>%s</li>", parts(block.parts))


def _table(rows: Rows) -> SafeHtml:
    """Columns that hold numbers alone stand to the right."""
    right = [all(isinstance(row[index], int | float | None) for row in rows.rows) for index in range(len(rows.columns))]
    head = _cells(rows.columns, right, lambda: '<th scope="col"%s>%s</th>')
    lines = (html("<tr>%s</tr>\n", _cells(line, right, lambda: "<td%s>%s</td>")) for line in rows.cells)
    return html(
        '<div class="wide"><table>\n<thead><tr>%s</tr></thead>\n<tbody>\n%s</tbody></table></div>', head, joined(lines)
    )


def _cells(cells: Iterable[str], right: list[bool], form: Callable[[], str]) -> SafeHtml:
    marks = (html(' class="number"') if number else text("") for number in right)
    return joined(html(form(), mark, flat(cell)) for mark, cell in zip(marks, cells, strict=True))


def parts(said: Iterable[Part]) -> SafeHtml:
    """Parts of a line as HTML."""
    return joined(map(_part, said))


def _part(part: Part) -> SafeHtml:
    if isinstance(part, Link):
        return html('<a href="%s">%s</a>', part.url, part.text)
    if isinstance(part, Address):
        return html('<a href="%s">%s</a>', part.url, part.url)
    if isinstance(part, Strong):
        return html("<strong>%s</strong>", part.text)
    return html("<code>%s</code>", part.text) if isinstance(part, Code) else text(part)
