"""The page around everything on the desk: head, navigation in five groups, search, foot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hearth.desk_site.desk import ManagerDesk
from hearth.desk_site.page import GROUPS, DeskPage
from hearth.wording.safe import (
    ROOT_MARK,
    SafeHtml,
    from_the_right,
    html,
    joined,
    rooted,
    text,
    vouched,
)

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
"""What a page of the desk may load: its own files, and nothing from anywhere else."""
_FLAME = vouched(
    '<svg class="hb-flame" viewBox="0 0 32 32" width="30" height="30" aria-hidden="true"><circle '
    'cx="16" cy="16" r="14.4" fill="none" stroke="currentColor" stroke-width="2.2"/><path '
    'fill="currentColor" d="M16.6 6.2c.7 3.7-1.1 5.3-3 7.3-1.8 1.9-3.4 3.7-3.4 6.4 0 3.4 2.6 5.9 '
    "5.9 5.9 3.4 0 5.8-2.5 5.8-5.6 0-3.2-1.9-4.8-2.4-7.7-.9.5-1.5 1.4-1.7 2.6-1-2.3-.2-4.9-1.2-8.9Z"
    '"/></svg>'
)
_SUN = vouched(
    '<svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="7" fill="none" '
    'stroke="currentColor" stroke-width="1.7"/><path d="M10 3a7 7 0 0 1 0 14Z" '
    'fill="currentColor"/></svg>'
)
_INNER = re.compile('((?:href|action)="\x00[^"?#]*)(?=["?#])')


def shell(
    desk: ManagerDesk,
    pages: Sequence[DeskPage],
    title: str,
    content: SafeHtml,
    page: DeskPage | None = None,
    query: str = "",
) -> SafeHtml:
    """A whole page; its links still begin with ROOT."""
    words, group = desk.words, page.group if page else ""
    return html(
        '<!doctype html>\n<html lang="%s" class="no-js">\n<head>\n<meta charset="utf-8">\n%s'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex, nofollow, noarchive">\n'
        '<meta name="referrer" content="same-origin">\n<title>%s</title>\n%s</head>\n'
        '<body dir="%s" class="hb-desk">\n<a class="hb-skip" href="#hb-content">%s</a>\n%s\n%s\n'
        '<main class="md-main" id="hb-content" tabindex="-1"><div class="md-main__inner md-grid">'
        '<div class="hb-page">\n%s\n</div></div></main>\n<footer class="hb-desk-foot">%s</footer>\n'
        "</body>\n</html>\n",
        words.language,
        _policy(desk),
        f"{title} - {desk.hub.community.name}",
        _files(),
        "rtl" if from_the_right(words.language) else "ltr",
        words("Skip to content"),
        _header(desk, pages, group, query),
        _section(desk, pages, page),
        content,
        words("For the team's eyes only: it may say of people what nobody else should read."),
    )


def _policy(desk: ManagerDesk) -> SafeHtml:
    """The policy of a page that no server sends it along with."""
    if desk.forms:
        return text("")
    return html('<meta http-equiv="Content-Security-Policy" content="%s">\n', POLICY)


def _files() -> SafeHtml:
    sheets = ("base.css", "hearth.css", "desk.css", "papers.css")
    links = [
        html('<link rel="stylesheet" href="%sassets/hearth/%s">\n', ROOT_MARK, name)
        for name in sheets
    ]
    fonts = [
        html(
            '<link rel="preload" href="%sassets/hearth/fonts/%s-latin.woff2" as="font" '
            'type="font/woff2" crossorigin>\n',
            ROOT_MARK,
            name,
        )
        for name in ("inter", "fraunces")
    ]
    icon = html('<link rel="icon" href="%sassets/hearth/favicon.svg">\n', ROOT_MARK)
    script = html('<script src="%sassets/hearth/desk.js"></script>\n', ROOT_MARK)
    return joined([icon, *fonts, *links, script])


def _header(desk: ManagerDesk, pages: Sequence[DeskPage], group: str, query: str) -> SafeHtml:
    words = desk.words
    first = {page.group: page for page in reversed(pages)}
    entries = (
        _link(first[name].address, words.noted(title), name == group)
        for name, title in GROUPS.items()
    )
    return html(
        '<header class="md-header hb-top"><div class="hb-top__in">'
        '<a class="hb-brand" href="%s">%s<span>%s</span></a>'
        '<nav class="hb-desk-groups" aria-label="%s"><ul>%s</ul></nav>'
        '<form role="search" class="hb-desk-find" action="%ssearch/"><input type="search" name="q" '
        'value="%s" aria-label="%s" placeholder="%s" dir="auto"></form>'
        '<button type="button" class="hb-tool" data-scheme-button data-needs-script '
        'aria-label="%s">%s</button></div></header>',
        ROOT_MARK,
        _FLAME,
        words("%(community)s: desk", community=desk.hub.community.name),
        words("Main"),
        joined(entries),
        ROOT_MARK,
        query,
        words("Search the desk"),
        words("Search the desk"),
        words("Light or dark"),
        _SUN,
    )


def _section(desk: ManagerDesk, pages: Sequence[DeskPage], page: DeskPage | None) -> SafeHtml:
    """The pages of the group in which one is; nothing where it is the only one."""
    near = [one for one in pages if page and one.group == page.group]
    if page is None or len(near) < 2:
        return text("")
    links = (_link(one.address, desk.words.noted(one.title), one is page) for one in near)
    label = desk.words.noted(GROUPS[page.group])
    return html(
        '<nav class="hb-desk-pages" aria-label="%s"><ul>%s</ul></nav>', label, joined(links)
    )


def _link(address: str, words: str, current: bool) -> SafeHtml:
    mark = html(' aria-current="true"') if current else text("")
    return html('<li><a href="%s%s"%s>%s</a></li>', ROOT_MARK, address, mark, words)


def placed_at(page: SafeHtml, address: str, files: bool = False) -> SafeHtml:
    """A page as it stands at an address of the desk; as ``files`` its links name the file in each
    folder, so that they lead on without a server."""
    if files:
        page = vouched(_INNER.sub(_file, str(page)))
    return rooted(page, "../" * address.count("/") or "./")


def _file(found: re.Match[str]) -> str:
    place = found[1]
    return f"{place}index.html" if place.endswith(("/", "\x00")) else place
