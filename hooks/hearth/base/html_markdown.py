"""The prose of an HTML text as Markdown: paragraphs, headings, lists, tables, code, emphasis and
links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import urlsplit

from hearth.base.commonmark import render
from hearth.base.html_tree import BLOCKS, OPAQUE, Element, read_html

SCHEMES = frozenset({"http", "https", "mailto"})
_STRONG, _EM, _DEL = frozenset({"b", "strong"}), frozenset({"i", "em"}), frozenset({"s", "del"})
_MARKS = {"strong": "**", "em": "*", "struck": "~~"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SPACE = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v\n]*|[ \t\r\f\v]+")
_WEIGHT = re.compile(r"(?<![\w-])font-weight\s*:\s*(bold|[6-9]00|normal|[1-5]00)", re.IGNORECASE)
_SLANT = re.compile(r"(?<![\w-])font-style\s*:\s*(italic|oblique|normal)", re.IGNORECASE)
_STRUCK = re.compile(r"(?<![\w-])text-decoration[a-z-]*\s*:[^;]*line-through", re.IGNORECASE)
_WORD_LEVEL = re.compile(r"mso-list\s*:[^;]*\blevel(\d)", re.IGNORECASE)
_WORD_MARK = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_BULLET = re.compile(r"\s*[·•▪§■●◦‣⁃][\s\u00a0]+")
_LISTED = re.compile(
    r"\s*(?:[·•▪§■●◦‣⁃o○□➢❖✓*–-]|(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])\s*[\s\u00a0]{2,}"
)
_NUMBER = re.compile(r"\W*(\d{1,9}|[a-zA-Z]{1,5})[.)]")
_WEB = re.compile(
    r"""(?:(?<![a-zA-Z])https?://|(?<![^\s\x00*_~("'])www\.)[\w-]+\.[^\s<>\[\]()`\\"\x00]+"""
)
_DIGITS_BELOW = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_DIGITS_ABOVE = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_SMALL = {"sub": _DIGITS_BELOW, "sup": _DIGITS_ABOVE}


@dataclass(frozen=True)
class _Run:
    """A piece of a line and how it is written."""

    text: str
    strong: bool = False
    em: bool = False
    struck: bool = False
    code: bool = False
    href: str = ""
    title: str = ""

    @property
    def is_break(self) -> bool:
        return self.text == "\n" and not self.code


@dataclass(frozen=True)
class _Block:
    """Lines of Markdown that stand by themselves."""

    kind: str
    lines: tuple[str, ...]


def html_to_markdown(html: str) -> str:
    """The Markdown that says what an HTML text says; what is no prose is left out."""
    return "\n".join(_joined(_blocks(read_html(html), _Run("")))).strip("\n")


def markdown_to_text(text: str) -> str:
    """The words of a Markdown text, without its signs."""
    return " ".join(_all_text(read_html(render(text))).split())


# -- blocks ----------------------------------------------------------------------------------------


def _joined(blocks: Iterable[_Block], tight: bool = False) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if lines and not tight:
            lines.append("")
        lines += block.lines
    return lines


def _blocks(element: Element, style: _Run) -> list[_Block]:
    """What stands in an element, block by block; lines between blocks are paragraphs."""
    found: list[_Block] = []
    runs: list[_Run] = []
    waiting: list[Element] = []

    def end_line() -> None:
        found.extend(_paragraphs(runs))
        runs.clear()

    def end_list() -> None:
        found.extend(_word_list(waiting, style))
        waiting.clear()

    for child in element.children:
        if isinstance(child, Element) and _holds_blocks(child):
            end_line()
            if _word_level(child):
                waiting.append(child)
                continue
            end_list()
            found += _block(child, _styled(child, style), found)
        elif isinstance(child, Element) or child.strip() or not waiting:
            if isinstance(child, Element) or child.strip():
                end_list()
            runs += _runs(child, style)
    end_line()
    end_list()
    return found


def _holds_blocks(element: Element) -> bool:
    waiting = [element]
    while waiting:
        node = waiting.pop()
        if node.name in BLOCKS:
            return True
        waiting += node.elements()
    return False


def _block(element: Element, style: _Run, before: list[_Block]) -> list[_Block]:
    name = element.name
    if name in _HEADINGS:
        return _heading(element, style)
    if name in ("ul", "ol", "menu", "dir"):
        return _list(element, style, before)
    if name == "pre":
        return [_code_block(element)]
    if name == "hr":
        return [_Block("rule", ("* * *",))]
    if name == "blockquote":
        lines = _joined(_blocks(element, style))
        return [_Block("quote", tuple(f"> {line}".rstrip() for line in lines))] if lines else []
    if name == "table":
        return _table(element, style)
    if name in ("summary", "dt", "caption"):
        return _blocks(element, replace(style, strong=True))
    return _blocks(element, style)


def _paragraphs(runs: list[_Run]) -> Iterator[_Block]:
    """Paragraphs of the runs; two breaks in a row end one."""
    part: list[_Run] = []
    for run in [*runs, _Run("\n"), _Run("\n")]:
        if run.is_break and part and part[-1].is_break:
            if text := _line(part[:-1]):
                yield _Block("paragraph", tuple(_at_line_starts(text).split("\n")))
            part = []
        elif part or not (run.is_break or (not run.code and not run.text.strip())):
            if run.is_break and _is_blank(part):
                continue
            part.append(run)


def _is_blank(runs: list[_Run]) -> bool:
    return all(not run.text.strip() for run in runs)


def _heading(element: Element, style: _Run) -> list[_Block]:
    runs = [replace(run, text=" ") if run.is_break else run for run in _inside(element, style)]
    text = " ".join(_line(runs).split("\n"))
    if not text:
        return []
    text = re.sub(r"(#+)$", r"\\\1", text)
    return [_Block("heading", (f"{'#' * _HEADINGS[element.name]} {text}",))]


def _code_block(element: Element) -> _Block:
    code = next(element.elements(), None)
    language = element.attributes.get("lang", "")
    if code and code.attributes.get("class", "").startswith("language-"):
        language = code.attributes["class"].split()[0].removeprefix("language-")
    text = _all_text(element).removesuffix("\n")
    text = text.removeprefix("\n") if not code else text
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    language = "" if re.search(r"[`\s]", language) else language
    lines = text.split("\n") if text else []
    return _Block("code", (f"{fence}{language}", *lines, fence))


def _list(element: Element, style: _Run, before: list[_Block]) -> list[_Block]:
    numbered = element.name == "ol"
    # Two lists in a row are two only when their signs differ.
    one, other = (".", ")") if numbered else ("-", "*")
    kind = other if before and before[-1].kind == one else one
    start = element.attributes.get("start", "")
    number = int(start) if re.fullmatch(r"\d{1,9}", start) else 1
    items = list(_items(element))
    blocks_of = [_blocks(item, _styled(item, style)) for item in items]
    loose = any(inner.name == "p" for item in items for inner in item.elements()) or any(
        sum(block.kind == "paragraph" for block in blocks) > 1 for blocks in blocks_of
    )
    lines: list[str] = []
    for blocks in blocks_of:
        if lines and loose:
            lines.append("")
        lines += _item(f"{number}{kind}" if numbered else kind, blocks, loose)
        number += 1
    return [_Block(kind, tuple(lines))] if lines else []


def _items(element: Element) -> Iterator[Element]:
    """The items of a list; what lies between them, as lists in lists do at times, belongs to the
    one before."""
    item: Element | None = None
    for child in element.children:
        if isinstance(child, Element) and child.name == "li":
            if item:
                yield item
            item = Element("li", child.attributes, list(child.children))
        elif isinstance(child, Element) or child.strip():
            item = item or Element("li")
            item.children.append(child)
    if item:
        yield item


def _item(sign: str, blocks: list[_Block], loose: bool) -> list[str]:
    lines = _joined(blocks, tight=not loose and not _needs_gaps(blocks))
    if not lines or lines in (["[ ]"], ["[x]"]):
        return []  # a sign alone would make a heading of the line above it
    indent = " " * (len(sign) + 1)
    return [
        f"{sign} {lines[0]}",
        *(f"{indent}{line}".rstrip() if line else "" for line in lines[1:]),
    ]


def _needs_gaps(blocks: list[_Block]) -> bool:
    """Whether two blocks of an item would run into each other without a blank line."""
    kinds = [block.kind for block in blocks]
    return any(one == other or {one, other} & {"table", "quote"} for one, other in pairwise(kinds))


def _table(element: Element, style: _Run) -> list[_Block]:
    rows = [
        [cell for cell in row.elements() if cell.name in ("td", "th")] for row in _rows(element)
    ]
    rows = [row for row in rows if row]
    around = _blocks(Element("div", {}, list(_around_cells(element))), style)
    if not rows or max(map(len, rows)) == 1:  # a table that only lays out its text
        return [*around, *(block for row in rows for block in _blocks(row[0], style))]
    width = max(map(len, rows))
    lines = [_row([_cell(cell, style) for cell in row], width) for row in rows]
    signs = [_alignment(cell) for cell in rows[0]]
    lines.insert(1, _row(signs + ["---"] * (width - len(signs)), width))
    return [*around, _Block("table", tuple(lines))]


def _around_cells(element: Element) -> Iterator[Element | str]:
    """What stands in a table and in none of its cells: a caption, and slips."""
    for child in element.children:
        if isinstance(child, Element) and child.name in ("thead", "tbody", "tfoot", "tr"):
            yield from _around_cells(child)
        elif isinstance(child, str) or child.name not in ("td", "th"):
            yield child


def _rows(element: Element) -> Iterator[Element]:
    for child in element.elements():
        if child.name == "tr":
            yield child
        elif child.name in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _row(cells: list[str], width: int) -> str:
    return f"| {' | '.join(cells + [''] * (width - len(cells)))} |"


def _alignment(cell: Element) -> str:
    return {"left": ":--", "right": "--:", "center": ":-:"}.get(
        cell.attributes.get("align", ""), "---"
    )


def _cell(cell: Element, style: _Run) -> str:
    runs: list[_Run] = []
    for child in cell.children:
        apart = isinstance(child, Element) and _holds_blocks(child)
        runs += [_Run(" ")] if apart else []
        runs += _runs(child, style)
        runs += [_Run(" ")] if apart else []
    one_line = [replace(run, text=" ") if run.is_break else run for run in runs]
    return re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", " ".join(_line(one_line).split("\n")))


# -- lists as Word writes them ---------------------------------------------------------------------


def _word_level(element: Element) -> int:
    """How deep a paragraph of a word processor lies in a list; 0 when it lies in none."""
    if element.name not in ("p", "div", "li"):
        return 0
    found = _WORD_LEVEL.search(element.attributes.get("style", ""))
    if found:
        return int(found[1])
    return 1 if element.name == "p" and _word_mark(element) else 0


def _word_mark(paragraph: Element) -> str:
    """The sign a paragraph begins with, as far as it is one of a list: Word writes a gap behind
    it, and other programs keep that when they lose everything else."""
    text = _all_text(paragraph)
    listed = "MsoListParagraph" in paragraph.attributes.get("class", "")
    found = (_LISTED if listed else _BULLET).match(text)
    return found[0] if found and text[found.end() :].strip() else ""


def _word_list(paragraphs: list[Element], style: _Run) -> list[_Block]:
    """Such paragraphs in a row as one list, with others below its items."""
    if not paragraphs:
        return []
    top, levels = Element("body"), [0]
    lists = [top]
    for paragraph in paragraphs:
        level, name = _word_level(paragraph), "ol" if _is_numbered(paragraph) else "ul"
        while levels[-1] > level or (levels[-1] == level and lists[-1].name != name):
            levels.pop()
            lists.pop()
        if levels[-1] < level:
            inner, above = Element(name), list(lists[-1].elements())
            (above[-1] if above and lists[-1] is not top else lists[-1]).children.append(inner)
            levels.append(level)
            lists.append(inner)
        item = Element("li", {"style": paragraph.attributes.get("style", "")})
        item.attributes["style"] = _WORD_LEVEL.sub("", item.attributes["style"])
        item.children = _without_mark(paragraph)
        lists[-1].children.append(item)
    found: list[_Block] = []
    for child in top.elements():
        found += _block(child, style, found)
    return found


def _without_mark(paragraph: Element) -> list[Element | str]:
    """What stands in a paragraph behind the sign of its list."""
    children = [child for child in paragraph.children if not _is_word_mark(child)]
    if len(children) < len(paragraph.children):
        return children
    return _cut(paragraph, len(_word_mark(paragraph)))[0].children


def _cut(element: Element, count: int) -> tuple[Element, int]:
    """An element without its first characters, and how many are still to go."""
    left: list[Element | str] = []
    for child in element.children:
        if isinstance(child, str):
            left.append(child[count:])
            count = max(0, count - len(child))
        else:
            inner, count = _cut(child, count) if count else (child, 0)
            left.append(inner)
    return Element(element.name, element.attributes, left), count


def _is_word_mark(child: Element | str) -> bool:
    """Whether it is the bullet or number of an item, which Word writes as words."""
    if not isinstance(child, Element):
        return False
    return bool(_WORD_MARK.search(child.attributes.get("style", ""))) or (
        len(list(child.elements())) == 1
        and not any(isinstance(part, str) and part.strip() for part in child.children)
        and _is_word_mark(next(child.elements()))
    )


def _is_numbered(paragraph: Element) -> bool:
    mark = next((child for child in paragraph.elements() if _is_word_mark(child)), None)
    text = _all_text(mark) if mark else _word_mark(paragraph)
    # "o" alone is the bullet of Word's second level.
    return bool(_NUMBER.match(text))


# -- what stands on a line -------------------------------------------------------------------------


def _styled(element: Element, style: _Run) -> _Run:
    """How the text of an element is written."""
    name, css = element.name, element.attributes.get("style", "")
    weight, slant = _WEIGHT.search(css), _SLANT.search(css)
    strong = style.strong or name in _STRONG
    em = style.em or name in _EM
    if weight:
        strong = weight[1].lower() not in ("normal", "100", "200", "300", "400", "500")
    if slant:
        em = slant[1].lower() != "normal"
    struck = style.struck or name in _DEL or name == "strike" or bool(_STRUCK.search(css))
    styled = replace(style, strong=strong, em=em, struck=struck)
    if name in ("code", "kbd", "samp", "tt"):
        return replace(styled, code=True)
    if name == "a" and (href := _address(element.attributes.get("href", ""))):
        return replace(styled, href=href, title=element.attributes.get("title", ""))
    return styled


def _address(href: str) -> str:
    """An address that may be linked to; nothing for others."""
    address = re.sub(r"[\x00-\x20\x7f]+", "", href)
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return ""
    if scheme and scheme not in SCHEMES:
        return ""
    return re.sub(r"[\x00-\x1f\x7f]+", "", href.strip())


def _inside(element: Element, style: _Run) -> list[_Run]:
    return [run for child in element.children for run in _runs(child, style)]


def _runs(node: Element | str, style: _Run) -> list[_Run]:
    if isinstance(node, str):
        if style.code:
            return [replace(style, text=node.replace("\n", " "))]
        return list(_with_addresses(_SPACE.sub(_one_space, node), style))
    if node.name == "br":
        return [replace(style, text="\n", code=False)]
    if node.name == "img":
        return list(_with_addresses(node.attributes.get("alt", ""), style))
    if node.name == "input":
        return _box(node, style)
    if node.name in OPAQUE or _is_word_mark(node):
        return []
    if node.name in _SMALL and (small := _all_text(node)).isascii():
        sign = small.strip().translate(_SMALL[node.name])
        if sign and not any(char.isascii() for char in sign):
            return [replace(_styled(node, style), text=sign)]
    if node.name == "q":
        return [replace(style, text="“"), *_inside(node, style), replace(style, text="”")]
    return _inside(node, _styled(node, style))


def _with_addresses(text: str, style: _Run) -> Iterator[_Run]:
    """A text whose addresses are links, as GitHub's dialect has it (6.9)."""
    at = 0
    for found in () if style.href else _WEB.finditer(text):
        address = found[0].rstrip("?!.,:*_~'\")")
        href = f"http://{address}" if address.startswith("www.") else address
        if not _address(href):
            continue
        yield replace(style, text=text[at : found.start()])
        yield replace(style, text=address, href=href)
        at = found.start() + len(address)
    yield replace(style, text=text[at:])


def _box(node: Element, style: _Run) -> list[_Run]:
    """A box to tick, as lists of tasks have them."""
    if node.attributes.get("type", "").lower() != "checkbox":
        return []
    return [replace(style, text=_BOXES["checked" in node.attributes])]


_BREAK = "\ue002"
"""Stands for a break until lines are put together."""
_BOXES = ("\ue000", "\ue001")
"""Stand for boxes until the signs around them are escaped."""


def _one_space(found: re.Match[str]) -> str:
    return "\x00" if "\n" in found[0] else " "


def _all_text(element: Element) -> str:
    return "".join(
        child if isinstance(child, str) else "\n" if child.name == "br" else _all_text(child)
        for child in element.children
    )


def _line(runs: list[_Run]) -> str:
    """The Markdown of a line, with breaks in it."""
    text = "".join(_written(_merged(_trimmed(runs)), frozenset()))
    text = re.sub("[ \u00a0\x00]*\ue002[ \u00a0\x00]*", _BREAK, text)
    text = _emphasised(text.replace("\x00", "\n"))
    text = re.sub(r"[ \u00a0]*\n[ \u00a0]*", "\n", text).strip(" \n\u00a0")
    return text.replace(_BREAK, "\\\n").replace(_BOXES[0], "[ ]").replace(_BOXES[1], "[x]")


def _trimmed(runs: list[_Run]) -> list[_Run]:
    """Runs without breaks at either end, and without text that nobody sees."""
    kept = [run for run in runs if run.text]
    while kept and (kept[-1].is_break or not kept[-1].text.strip("\x00 \u00a0")):
        kept.pop()
    while kept and (kept[0].is_break or not kept[0].text.strip("\x00 \u00a0")):
        kept.pop(0)
    return kept


def _merged(runs: list[_Run]) -> list[_Run]:
    """Neighbours that are written alike are one; spaces are one each."""
    found: list[_Run] = []
    for run in runs:
        text = run.text if run.code or run.is_break else _spaces(run.text)
        run = replace(run, text=text)
        if not text.strip("\x00 \u00a0") and not run.is_break and not run.href:
            if found and found[-1].is_break:
                continue
            # What is only space has no weight of its own.
            like = found[-1] if found else run
            run = replace(like, text=text, code=False, href=run.href, title=run.title)
        if found and found[-1].text[-1:] in _GAPS and not (run.code or found[-1].code):
            run = replace(run, text=run.text.lstrip(" \x00"))
        alike = bool(found) and replace(found[-1], text="") == replace(run, text="")
        if alike and not (found[-1].is_break or run.is_break):
            found[-1] = replace(run, text=found[-1].text + run.text)
        elif run.text:
            found.append(run)
    return found


def _spaces(text: str) -> str:
    """Spaces that cannot be broken hold words together only where they are alone."""
    text = re.sub(r"[ \u00a0]*\x00[ \u00a0\x00]*", "\x00", text)
    return re.sub(r"[ \u00a0]{2,}", " ", text)


def _written(runs: list[_Run], applied: frozenset[str]) -> Iterator[str]:
    """The runs with marks around them; marks that reach furthest are outermost."""
    at = 0
    while at < len(runs):
        run = runs[at]
        best, end = "", at
        for name in ("href", *_MARKS):
            if name not in applied and getattr(run, name):
                reach = _reach(runs, at, name)
                if reach > end:
                    best, end = name, reach
        if not best:
            yield _run_text(run)
            at += 1
            continue
        inside = "".join(_written(runs[at:end], applied | {best}))
        yield _link(inside, run) if best == "href" else _marked(inside, best)
        at = end


def _reach(runs: list[_Run], at: int, name: str) -> int:
    """The first place behind ``at`` where a mark is another one."""
    wanted = (getattr(runs[at], name), runs[at].title if name == "href" else "")
    end = at
    while end < len(runs):
        run = runs[end]
        if (getattr(run, name), run.title if name == "href" else "") != wanted:
            break
        end += 1
    return end


_OPEN = {"strong": "\ue010", "em": "\ue011", "struck": "\ue012"}
_CLOSE = {"strong": "\ue020", "em": "\ue021", "struck": "\ue022"}
_SIGN = {**{sign: name for name, sign in _OPEN.items()}, **{s: n for n, s in _CLOSE.items()}}
_GAPS = (" ", "\x00")
_OUTSIDE = f" \x00\u00a0{_BREAK}"


def _marked(text: str, name: str) -> str:
    """A text between signs that stand for its marks; spaces at its ends stand outside of them."""
    inner = text.strip(_OUTSIDE)
    if not inner:
        return text
    start = text.index(inner)
    return f"{text[:start]}{_OPEN[name]}{inner}{_CLOSE[name]}{text[start + len(inner) :]}"


def _link(text: str, run: _Run) -> str:
    inner = text.strip(_OUTSIDE)
    if not inner:
        return text
    start = text.index(inner)
    address = run.href
    if re.search(r"[\s<>()\\]", address) or not address:
        safe = address.replace("\n", "").replace("\\", "\\\\")
        address = f"<{safe.replace('<', '%3C').replace('>', '%3E')}>"
    address = re.sub(r"&(?=#?\w+;)", r"\\&", address)
    title = ""
    if words := " ".join(run.title.split()):
        title = f' "{_escape(words)}"'.replace("\n", " ")
    # No mark may move into what belongs to the link.
    head, tail = f"{_FIXED}[{_END}", f"{_FIXED}]({address}{title}){_END}"
    return f"{text[:start]}{head}{inner}{tail}{text[start + len(inner) :]}"


def _run_text(run: _Run) -> str:
    if run.is_break:
        return _BREAK
    if run.code:
        return _code(run.text)
    return _escape(run.text, linked=bool(run.href))


def _code(text: str) -> str:
    if not text.strip(" "):
        return text
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    while fence in re.findall("`+", text):
        fence += "`"
    padded = f" {text} " if text[:1] == "`" or text[-1:] == "`" else text
    if text[0] == " " == text[-1]:
        padded = f" {text} "
    # What stands in code is as it is: neither marks nor escapes are to be looked for in it.
    return f"{_FIXED}{fence}{padded}{fence}{_END}"


_SPECIAL = re.compile(
    r"""[\\*`~\[]|(?<![^\W_])_|_(?![^\W_])|<(?=[a-zA-Z/!?])|&(?=\#?\w+;)|\](?=[(\[:]|$)|!(?=$|\[)"""
)
_SPECIAL_IN_LINKS = re.compile(rf"\]|{_SPECIAL.pattern}")
_INNER_ADDRESS = re.compile(r"(?<=[a-z]):(?=//)")


def _escape(text: str, linked: bool = False) -> str:
    """Text in which no sign means anything; within a link, no bracket does either."""
    text = re.sub("[\ue000-\ue0ff]", lambda box: box[0] if box[0] in _BOXES else "", text)
    if not linked:
        return _SPECIAL.sub(r"\\\g<0>", text)
    # Within a link an address would be a link of its own, unless the text begins with it.
    scheme, colon, _ = text.partition(":")
    plain = f"{scheme}{colon}" if scheme in SCHEMES else ""
    escaped = _SPECIAL_IN_LINKS.sub(r"\\\g<0>", text.removeprefix(plain))
    return plain + _INNER_ADDRESS.sub(r"\:", escaped)


_STARTS = re.compile(
    r"^(?:(?P<sign>[#>+=-]|:-)|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$))", re.MULTILINE
)


def _at_line_starts(text: str) -> str:
    """Lines none of which begins as a heading, a list, a quote, a rule or a table does."""

    def escaped(found: re.Match[str]) -> str:
        if found["sign"]:
            return f"\\{found['sign']}"
        return f"{found['number']}\\{found['dot']}"

    text = _STARTS.sub(escaped, text)
    return re.sub(r"^\|", r"\\|", text, flags=re.MULTILINE)


# -- marks -----------------------------------------------------------------------------------------

_FIXED, _END = "\ue030", "\ue031"
"""Stand around what marks cannot be moved into."""
_UNIT = re.compile(rf"{_FIXED}[^{_END}]*{_END}|\\.|.", re.DOTALL)


def _emphasised(text: str) -> str:
    """The text with its marks, each only where readers of Markdown take it for one (CommonMark,
    6.2): marks move over signs that would keep them from it, and go where that does not help."""
    units = _UNIT.findall(text)
    other = _pairs(units)
    for start in [place for place, unit in enumerate(units) if unit in _OPEN.values()]:
        _settle(units, start, other[start])
    other = _pairs(units)
    for place, unit in enumerate(units):
        if unit in _CLOSE.values() and units[place + 1 : place + 2] in ([sign] for sign in _STARS):
            units[place + 1] = units[other[place + 1]] = ""  # ** and * would be read as ***
    joined = "".join(_MARKS[_SIGN[unit]] if unit in _SIGN else unit for unit in units)
    return joined.replace(_FIXED, "").replace(_END, "")


_STARS = (_OPEN["strong"], _OPEN["em"])


def _pairs(units: list[str]) -> dict[int, int]:
    """The place of the other sign of each pair."""
    waiting: list[int] = []
    other: dict[int, int] = {}
    for place, unit in enumerate(units):
        if unit in _OPEN.values():
            waiting.append(place)
        elif unit in _CLOSE.values():
            start = waiting.pop()
            other[start], other[place] = place, start
    return other


def _settle(units: list[str], start: int, end: int) -> None:
    """Move the signs of a pair to where they are marks, or take them away."""
    at, to = start, end
    while at < to and not _binds(_char(units, at, -1), _char(units, at, 1)):
        if not _can_be_passed(units[at + 1]):
            break
        units[at], units[at + 1] = units[at + 1], units[at]
        at += 1
    while at < to and not _binds(_char(units, to, 1), _char(units, to, -1)):
        if not _can_be_passed(units[to - 1]):
            break
        units[to], units[to - 1] = units[to - 1], units[to]
        to -= 1
    whole = _binds(_char(units, at, -1), _char(units, at, 1)) and _binds(
        _char(units, to, 1), _char(units, to, -1)
    )
    if not whole or to - at < 2:
        units[at] = units[to] = ""


def _binds(outside: str, inside: str) -> bool:
    """Whether a mark between two characters holds on to the inner one."""
    if not inside or inside.isspace():
        return False
    return not _is_sign(inside) or not outside or outside.isspace() or _is_sign(outside)


def _char(units: list[str], at: int, step: int) -> str:
    """The next character in a direction that is no mark; nothing where the text ends."""
    at += step
    while 0 <= at < len(units) and (units[at] in _SIGN or not units[at]):
        at += step
    if not 0 <= at < len(units) or units[at] == _BREAK:
        return ""
    unit = units[at].strip(_FIXED + _END)
    return unit[0] if step > 0 else unit[-1]


def _can_be_passed(unit: str) -> bool:
    """Whether a mark may move over it: over a sign, but not into a link, code or another mark."""
    return unit not in _SIGN and not unit.startswith(_FIXED) and bool(unit) and _is_sign(unit[-1])


def _is_sign(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"
