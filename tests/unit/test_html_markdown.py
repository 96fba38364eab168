"""html_markdown: HTML that people paste says the same as Markdown."""

from __future__ import annotations

import re
import time
import timeit
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.base.commonmark import render
from hearth.base.html_markdown import html_to_markdown, markdown_to_text
from hearth.base.html_tree import read_html

PASTED = {
    "paragraphs": ("<p>One<p>Two</p>\n<div>Three</div>", "One\n\nTwo\n\nThree"),
    "breaks": ("One<br>two<br><br>Three<br/>", "One\\\ntwo\n\nThree"),
    "marks": ("<b>a</b> <i>b</i> <s>c</s> <u>d</u> <tt>e*</tt>", "**a** *b* ~~c~~ d `e*`"),
    "marks in marks": ("<i>a <b>b</b></i>", "*a **b***"),
    "marks across blocks": ("<b><p>a</p><p>b</p></b>", "**a**\n\n**b**"),
    "spaces within marks": ("a<b> b </b>c", "a **b** c"),
    "signs within marks": ("<b>Note:</b>text", "**Note**:text"),
    "marks of nothing": ("a<b> </b>b<i></i>", "a b"),
    "marks by style": (
        '<span style="font-weight:700">a</span> <span style="font-style: italic">b</span>',
        "**a** *b*",
    ),
    "marks taken back": ('<b style="font-weight:normal">a <b>b</b></b>', "a **b**"),
    "headings": ("<h1>A <b>b</b></h1><h3>C#</h3>", "# A **b**\n\n### C\\#"),
    "links": ('<a href="https://example.org/a b">x</a>', "[x](<https://example.org/a b>)"),
    "links that run": ('<a href="java\nscript:alert(1)">x</a>', "x"),
    "links to a disk": ('<a href="file:///C:/x.doc">x</a>', "x"),
    "addresses": (
        "<p>See https://example.org/x.</p>",
        "See [https://example.org/x](https://example.org/x).",
    ),
    "lists": ("<ul><li>a<li>b<ol start=3><li>c</ol></ul>", "- a\n- b\n  3. c"),
    "lists that are loose": ("<ul><li><p>a</p></li><li><p>b</p></li></ul>", "- a\n\n- b"),
    "lists in lists": ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"),
    "lists in a row": ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
    "lists by signs": ("<p>•\xa0one</p><p>• two</p>", "- one\n- two"),
    "quotes": ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
    "code": ('<pre lang="py"><code>a `b`\n```\n</code></pre>', "````py\na `b`\n```\n````"),
    "tables": (
        "<table><tr><th>a</th><th align=right>b|c</th></tr><tr><td>1</td></tr></table>",
        "| a | b\\|c |\n| --- | --: |\n| 1 |  |",
    ),
    "tables that lay out": ("<table><tr><td><p>a</p><p>b</p></td></tr></table>", "a\n\nb"),
    "definitions": ("<dl><dt>a</dt><dd>b</dd></dl>", "**a**\n\nb"),
    "small figures": ("H<sub>2</sub>O, m<sup>2</sup>, 1<sup>st</sup>", "H₂O, m², 1st"),
    "pictures": ('<img src="x.png" alt="A view"> <img src="y.png">', "A view"),
    "signs of Markdown": (
        "<p>* a_b_ `c` [d](e) 1 &lt; 2 &amp;amp; #</p><p>1. x</p><p># y</p><p>- z</p>",
        "\\* a_b\\_ \\`c\\` \\[d\\](e) 1 < 2 \\&amp; #\n\n1\\. x\n\n\\# y\n\n\\- z",
    ),
    "what is no prose": (
        "<style>p {}</style><script>x</script><xml><w:x>y</w:x></xml><!-- z --><p>a</p>",
        "a",
    ),
    "what never ends": ("<p>a<b>b", "a**b**"),
}
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>T</title>
<style>x</style></head><body lang=EN-US><!--StartFragment--><p class=MsoNormal><span lang=EN-US>I
like <b style='mso-bidi-font-weight:normal'>gardens</b>.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>One</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span
style='mso-list:Ignore'>o<span>&nbsp;</span></span>Below</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>2.</span>Two</p><!--EndFragment--></body></html>"""
DOCS = """<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2
dir="ltr"><span style="font-weight:400">Plan</span></h2><p dir="ltr"><span>Some </span><span
style="font-weight:700">bold</span></p><br><ul><li dir="ltr" aria-level="1"><p
dir="ltr"><span>One</span></p></li></ul></b>"""
MAIL = """<div class="WordSection1"><div style='font-family:Calibri'>Hello,<br><br>see
<a href="https://example.org/">this</a>.</div><div><br></div><div>Ada</div></div>"""
NOTES = """<div><b><h1>Title</h1></b></div><div>Line<span class="Apple-converted-space">&nbsp;
</span>one</div><div><br></div><ul class="Apple-dash-list"><li>a</li><li>b</li></ul>"""
OFFICE = """<p style="margin-bottom: 0in; line-height: 100%"><font face="Liberation Serif"><font
size="3">A <i>word</i></font></font></p><ol><li><p>One</p></li></ol>"""


@pytest.mark.parametrize(("html", "markdown"), PASTED.values(), ids=PASTED)
def test_prose_stays(html: str, markdown: str) -> None:
    """Each form of prose has its form in Markdown."""
    assert html_to_markdown(html) == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (WORD, "I\nlike **gardens**.\n\n1. One\n   - Below\n2. Two"),
        (DOCS, "## Plan\n\nSome **bold**\n\n- One"),
        (MAIL, "Hello,\n\nsee\n[this](https://example.org/).\n\nAda"),
        (NOTES, "# **Title**\n\nLine\none\n\n- a\n- b"),
        (OFFICE, "A *word*\n\n1. One"),
    ],
    ids=["Word", "Google Docs", "Outlook", "Apple Notes", "LibreOffice"],
)
def test_what_programs_paste(html: str, markdown: str) -> None:
    """Word processors, mail and notes, each with its own way of saying the same."""
    assert html_to_markdown(html) == markdown


SIGNS = "a|word|two words|*|**|_|`|``|~~|[|](|](https://e.org/)|)|!|<|>|\"|'|.|:|é|日本|&|&amp;|\\"
TAGS = "<b>|</b>|<i>|</i>|<br>|<p>|</p>|<!-- c -->|<div>|</div>|<ul><li>|</li></ul>|</a>|<td>"
STARTS = "# |- |* |1. |2) |> |---|===|+|=|| |--|[x]: https://e.org|www.e.org|a@b.org|[x]|e_f"
PIECES = st.lists(
    st.sampled_from(
        [
            *SIGNS.split("|"),
            *TAGS.split("|"),
            *STARTS.split("|"),
            *(" ", "    ", "\t", "\n", "\n\n", "\n- ", "\n\n- ", "\n  - ", "\n> ", "\n1. "),
            *("|", "\xa0", "```\n", "~~~\n", '<a href="x y">', "https://e.org/x_y"),
        ]
    ),
    max_size=30,
).map("".join)


def shape(html: str) -> str:
    """HTML without spaces that nobody sees, and without marks: a link in bold is a bold link."""
    html = re.sub(r"</?(?:strong|em|del)>", "", html)
    tag = r"\s*(</?(?:p|ul|ol|li|table|thead|tbody|tr|td|th|blockquote|pre|h\d|hr|br)\b[^>]*>)\s*"
    return re.sub(tag, r"\1", re.sub(r"\s+", " ", html)).strip()


def words(html: str) -> str:
    """Its letters and signs in their order."""

    def texts(element: object) -> str:
        children = element if isinstance(element, str) else element.children  # type: ignore[attr-defined]
        return element if isinstance(element, str) else "".join(map(texts, children))

    return re.sub(r"\s+", "", texts(read_html(html)))


@settings(max_examples=300)
@given(PIECES)
def test_nothing_is_lost_and_nothing_comes_alive(text: str) -> None:
    """Of any text, the Markdown has all words and no more, and said once more it is the same."""
    html = render(text, raw=True)
    shown = render(html_to_markdown(html))
    assert words(shown) == words(html)
    assert shape(render(html_to_markdown(shown))) == shape(shown)


@pytest.mark.parametrize(
    "piece",
    ["<b>a ", "<p>", "<ul><li>", "<", "<!--", "<a '", "</", "<b>!!</b>a", "**", "<td>x", "\\"],
)
def test_it_takes_time_in_proportion(piece: str) -> None:
    """Twice the text takes about twice the time."""

    def seconds(characters: int, tries: int = 3) -> float:
        html = (piece * characters)[:characters]
        run = partial(html_to_markdown, html)
        return min(timeit.repeat(run, number=1, repeat=tries, timer=time.process_time))

    quick = seconds(30_000, tries=1) < 0.15
    assert quick or seconds(30_000) < max(0.15, 12 * seconds(5_000))


def test_the_words_of_markdown() -> None:
    """Without its signs."""
    assert markdown_to_text("**A** [b](c)\n\n- d & e") == "A b d & e"
