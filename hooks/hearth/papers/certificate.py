"""A certificate of taking part in a programme, to print: what the hub and the notes say, and no
more."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.base.words import N_, Translations
from hearth.kinds.group import Group
from hearth.manage.desk.programmes import TakesPart
from hearth.manage.programmes import KEPT, KEPT_LATE
from hearth.model.hub import Hub
from hearth.papers.paper import Paper
from hearth.wording.document import Piece, Strong, closed, entry, heading, paragraph, placed

STYLE = """
.certificate{max-width:60rem;margin:1.5rem auto;padding:2.5rem clamp(1.25rem,6vw,5rem);
border:3px double var(--h-ember,var(--ember));border-radius:6px;text-align:center;page:certificate}
.certificate :is(h1,h2,p,li){text-align:center}
.certificate h2{border:0;margin-top:1.5rem;padding:0}
.certificate ul{padding:0!important;list-style:none!important}
.certificate strong{display:block;margin:.4rem 0;font:400 2.1rem/1.3 Georgia,serif}
@page certificate{size:A4 landscape;margin:12mm}
@media print{.certificate{max-width:none;margin:0;padding:8mm 18mm}
body:has(.certificate) .hb-desk-foot{display:none}}
"""
"""The look of a certificate, as a page alone and on the desk."""
TOOK_PART = N_("%(name)s took part in the programme")
TAKES_PART = N_("%(name)s takes part in the programme")
MOST = 6
"""So many things that were done are named; a certificate is one page."""
LINE = "____________________"
"""Where somebody signs."""


def certificate(hub: Hub, group: Group, who: TakesPart, cohort: str, words: Translations) -> Paper:
    """What a term was and what was done in it, in any language of the interface."""
    return Paper(
        words("Certificate"),
        tuple(_pieces(hub, group, who, cohort, words)),
        words(
            "Issued on %(day)s by %(community)s, %(url)s",
            day=words.long_day(hub.as_of),
            community=hub.community.name,
            url=hub.settings.site_url,
        ),
        words.language,
        STYLE,
        "certificate",
    )


def _pieces(
    hub: Hub, group: Group, who: TakesPart, cohort: str, words: Translations
) -> Iterator[Piece]:
    yield paragraph(*placed(words.noted(_sentence(hub, who)), name=Strong(who.term.member.name)))
    yield paragraph(f"{group.name}{f' – {cohort}' if cohort else ''}")
    if span := _span(who, words):
        yield paragraph(span)
    yield paragraph(closed(group.purpose))
    if done := _done(who):
        yield heading(words("What was done"))
        yield from (entry(line) for line in done[:MOST])
        if len(done) > MOST:
            yield entry(words("And %(number)s more.", number=len(done) - MOST))
    yield paragraph(words("With thanks,"))
    leads = [hub.members[term.member].name for term in group.leads if term.runs_on(hub.as_of)]
    for name in leads or [hub.community.name]:
        yield paragraph(f"{LINE} {name}")


def _sentence(hub: Hub, who: TakesPart) -> str:
    over = who.term.until is not None and who.term.until <= hub.as_of
    return TOOK_PART if over else TAKES_PART


def _span(who: TakesPart, words: Translations) -> str:
    since, until = who.term.since, who.term.until
    if since and until:
        first, last = words.long_day(since), words.long_day(until)
        return words("from %(first)s until %(last)s", first=first, last=last)
    return words("since %(day)s", day=words.long_day(since)) if since else ""


def _done(who: TakesPart) -> list[str]:
    """What was kept and done, each once, in order of time."""
    kept = [
        (note.done, note.what)
        for _, note, state in who.commitments
        if state in (KEPT, KEPT_LATE) and note.done
    ]
    deeds = [(note.date, note.what) for note in who.deeds]
    return list(dict.fromkeys(what for _, what in sorted([*kept, *deeds])))
