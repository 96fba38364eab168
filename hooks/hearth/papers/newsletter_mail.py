"""A newsletter issue as HTML for mail programs: tables, inline styles, nothing to be fetched.

Mail programs drop style sheets and scripts and know little of newer layout, so each element carries
its own style, and columns are cells of tables. The only style sheet says the colours of a dark
screen; where it is dropped, the page stays light.
"""

from __future__ import annotations

from hearth.base.words import Translations
from hearth.papers.newsletter import UNSUBSCRIBE, Item, NewsletterIssue, Section, left
from hearth.wording.safe import SafeHtml, from_the_right, html, joined, text, vouched

WIDTH = 600
"""Pixels the letter is wide at most; on a narrow screen it takes what there is."""
# Each style says !important, to win over those the elements carry.
DARK = (
    "@media "
    "(prefers-color-scheme:dark){.p{background:#191614!important}.c{background:#231f1c!important}"
    ".i{color:#f1ebe4!important}.s{color:#b3a89d!important}.e{color:#ff9a6e!important}.l{border-color:#38312c!important}}"
)
_FONT = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;"
_SERIF = "font-family:Georgia,'Times New Roman',serif;"
_HOLDS = "overflow-wrap:anywhere;word-break:break-word;"
_TABLE = 'role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"'
# The preheader: shown in lists of mail beside the subject, and not in the letter itself.
_HIDDEN = "display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:#fbf8f4;"
# Outlook for Windows knows no max-width: comments it alone reads give it a table of that width.
_OUTLOOK_TABLE = (
    f'<table role="presentation" width="{WIDTH}" cellpadding="0" cellspacing="0" border="0">'
)
_CARD = (
    f"max-width:{WIDTH}px;background:#ffffff;border:1px solid #e9e1d8;border-radius:8px;"
    "border-collapse:separate;"
)
_FOOT = (
    "padding:18px 20px 24px 20px;border-top:1px solid #e9e1d8;color:#6a625b;"
    f"{_FONT}font-size:14px;line-height:1.5;{_HOLDS}"
)
_PAGE = f"""<!doctype html>
<html lang="%s"%s>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="robots" content="noindex">
<title>%s</title>
<style>%s</style>
</head>
<body%s class="p" style="margin:0;padding:0;background:#fbf8f4;">
<div style="{_HIDDEN}">%s</div>
<table {_TABLE.replace("%", "%%")} class="p" style="background:#fbf8f4;border-collapse:collapse;">
<tr><td align="center" style="padding:20px 10px;">
<!--[if mso]>{_OUTLOOK_TABLE}<tr><td><![endif]-->
<table {_TABLE.replace("%", "%%")} class="c l" style="{_CARD}">
<tr><td style="padding:28px 20px 8px 20px;{_FONT}{_HOLDS}">
%s
</td></tr>
%s
<tr><td class="s l" style="{_FOOT}">
%s
</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</body>
</html>
"""


def mail(draft: NewsletterIssue) -> SafeHtml:
    """The whole issue."""
    top = html(
        '<p class="s" style="margin:0 0 4px '
        f'0;color:#6a625b;{_FONT}font-size:14px;line-height:1.4;">%s</p>\n'
        '<h1 class="i" style="margin:0 0 12px '
        f'0;color:#23201d;{_SERIF}font-size:28px;line-height:1.2;font-weight:bold;">%s</h1>\n'
        '<p class="i" style="margin:0 0 12px '
        f'0;color:#23201d;{_FONT}font-size:16px;line-height:1.55;">%s</p>',
        draft.words("Newsletter %(number)s", number=draft.number),
        draft.community,
        draft.opening,
    )
    sections = joined((_section(draft.words, section) for section in draft.sections), "\n")
    return html(
        _PAGE,
        draft.language,
        from_the_right(draft.language),
        draft.subject,
        vouched(DARK),
        from_the_right(draft.language),
        draft.preheader,
        top,
        sections,
        _foot(draft),
    )


def _section(words: Translations, section: Section) -> SafeHtml:
    more = (
        _link(section.more, left(words, section), "font-size:15px;") if section.left else text("")
    )
    return html(
        '<tr><td class="l" style="padding:20px 20px 8px 20px;border-top:1px solid '
        f'#e9e1d8;{_FONT}{_HOLDS}">\n'
        '<h2 class="i" style="margin:0 0 14px '
        f'0;color:#23201d;{_SERIF}font-size:20px;line-height:1.25;font-weight:bold;">%s</h2>\n%s\n'
        "%s</td></tr>",
        section.heading,
        joined(map(_item, section.items), "\n"),
        html('<p style="margin:0 0 14px 0;">%s</p>\n', more) if section.left else more,
    )


def _item(item: Item) -> SafeHtml:
    """One thing; beside the day it takes place, where there is one."""
    words = _words(item)
    if item.leaf is None:
        return html('<div style="margin:0 0 16px 0;">\n%s</div>', words)
    month, number = item.leaf
    return html(
        f'<table {_TABLE.replace("%", "%%")} style="border-collapse:collapse;margin:0 0 16px '
        '0;"><tr>\n'
        '<td width="48" valign="top" style="width:48px;"><div class="l" style="padding:6px '
        f'0;border:1px solid #e9e1d8;border-radius:6px;text-align:center;{_FONT}">'
        '<span class="e" '
        'style="display:block;color:#b8431f;font-size:12px;line-height:1.2;">%s</span>'
        '<span class="i" '
        f'style="display:block;color:#23201d;{_SERIF}font-size:20px;line-height:1.2;">%s</span></div></td>\n'
        f'<td valign="top" style="padding:0 14px;{_FONT}{_HOLDS}">\n%s</td>\n</tr></table>',
        month,
        number,
        words,
    )


def _words(item: Item) -> SafeHtml:
    mark = (
        html('<span class="i" style="color:#23201d;">%s: </span>', item.mark)
        if item.mark
        else text("")
    )
    title = (
        _link(item.url, item.title)
        if item.url
        else html('<span class="i" style="color:#23201d;">%s</span>', item.title)
    )
    head = html(
        (
            '<h3 style="margin:0 0 3px '
            f'0;{_FONT}font-size:17px;line-height:1.3;font-weight:bold;">%s%s</h3>\n'
        ),
        mark,
        title,
    )
    return joined(
        [head, _line(item.fact, "s", "#6a625b", 15), _line(item.words, "i", "#23201d", 16)]
    )


def _line(words: str, tone: str, colour: str, size: int) -> SafeHtml:
    if not words:
        return text("")
    return html(
        (
            f'<p class="{tone}" style="margin:0 0 3px '
            f'0;color:{colour};{_FONT}font-size:{size}px;line-height:1.5;">%s</p>\n'
        ),
        words,
    )


def _link(url: str, words: str, style: str = "") -> SafeHtml:
    return html(
        f'<a class="e" href="%s" style="color:#b8431f;text-decoration:underline;{style}">%s</a>',
        url,
        words,
    )


def _foot(draft: NewsletterIssue) -> SafeHtml:
    note = html("%s<br>\n", draft.note) if draft.note else text("")
    return html(
        "%s<br>\n%s%s %s",
        _link(draft.site, draft.community),
        note,
        draft.words("You get this because you asked for it."),
        _link(UNSUBSCRIBE, draft.words("Unsubscribe")),
    )
