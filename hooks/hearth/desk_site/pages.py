"""Every page of the desk, in the order of its navigation.

A new page is a function that makes a Paper of a ManagerDesk, and one entry in PAGES.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hearth.base.words import N_
from hearth.desk_site.desk import ManagerDesk, to
from hearth.desk_site.events import event_paper, events_paper, organised
from hearth.desk_site.notes import list_paper, notes_paper
from hearth.desk_site.page import DeskPage
from hearth.desk_site.people import known_people, people_paper, person_paper
from hearth.follow.blogs import followed_blogs, known_of
from hearth.follow.memory import read_memory
from hearth.follow.outward import outward
from hearth.follow.proposals import proposals
from hearth.follow.taking import Taking
from hearth.manage.desk.brief import ORDER, ROLES, brief
from hearth.manage.desk.candidates import find_candidates
from hearth.manage.desk.care import care
from hearth.manage.desk.connectors import bridges, other_links
from hearth.manage.desk.editorial import calendar
from hearth.manage.desk.goals import goal_states
from hearth.manage.desk.introductions import FEW, suggest
from hearth.manage.desk.journeys import journeys_contents
from hearth.manage.desk.periods import last_period
from hearth.manage.desk.programmes import last_part, parts_of, programme_contents
from hearth.manage.desk.register import register
from hearth.manage.desk.report import audiences, report
from hearth.manage.desk.snapshots import read_snapshots
from hearth.manage.figures import FIGURES, Figure
from hearth.manage.private.notes import FILES
from hearth.manage.private.stakeholders import standings, told_to_nobody
from hearth.manage.programmes import programmes
from hearth.papers import connectors, editorial, follow, links, needs
from hearth.papers.brief import brief_paper, part_title
from hearth.papers.care import care_paper
from hearth.papers.cases import cases_paper
from hearth.papers.certificate import certificate
from hearth.papers.insights import figure_paper, insights_paper
from hearth.papers.interviews import notebook_paper
from hearth.papers.introductions import introductions_paper
from hearth.papers.journeys import journeys_paper
from hearth.papers.paper import Paper
from hearth.papers.programmes import DOINGS, programme_paper, programmes_paper
from hearth.papers.register import register_paper
from hearth.papers.report import READER, report_paper
from hearth.papers.stakeholders import stakeholders_paper
from hearth.papers.surveys import survey_paper, surveys_paper
from hearth.wording.document import Inline, Link, Strong, entry, heading, paragraph

MOST = 200
"""Pieces of a page that may tell of everybody; in a large community more would never be read."""
QUARTERS = 4
"""A report on the desk tells of the last quarter that is over."""


def _week(desk: ManagerDesk) -> Paper:
    paper, words = brief_paper(desk.brief), desk.words
    hats = [to(f"week/{role}/", words.inside("hat", role)) for role in ROLES]
    parts = [
        to(f"week/{part.about.id}/", part_title(part, words))
        for part in desk.brief.parts
        if part.lines
    ]
    more = [heading(words("By hat and by part")), *(entry(link) for link in (*hats, *parts))]
    return replace(paper, pieces=(*paper.pieces, *more))


def _part_of_week(desk: ManagerDesk, name: str) -> Paper | None:
    if name in ROLES:
        return brief_paper(brief(desk.context, name))
    if name not in ORDER:
        return None
    paper = brief_paper(brief(desk.context, None, name))
    if len(paper.pieces) <= MOST:
        return paper
    more = desk.words("And %(number)s more.", number=len(paper.pieces) - MOST)
    return replace(paper, pieces=(*paper.pieces[:MOST], paragraph(more)))


def _introductions(desk: ManagerDesk) -> Paper:
    open_to = len(find_candidates(desk.context, "introductions").people)
    return introductions_paper(desk.hub, suggest(desk.context, FEW), open_to)


def _connectors(desk: ManagerDesk) -> Paper:
    return connectors.paper(desk.context, bridges(desk.context), other_links(desk.context))


def _plan(desk: ManagerDesk) -> Paper:
    return editorial.paper(desk.hub, calendar(desk.hub, desk.notes))


def _links(desk: ManagerDesk) -> Paper:
    hub, named = desk.public, outward(desk.public)
    proposed = list(proposals(hub, named, hub.looked_up, {}))
    return links.paper(hub, named, hub.looked_up, proposed)


def _sources(desk: ManagerDesk) -> Paper:
    followed = desk.hub.followed.values()
    found = [Taking(each, read_memory(desk.hub.root, each.id)) for each in followed]
    return follow.paper(desk.hub, found, [known_of(blog) for blog in followed_blogs(desk.hub)])


def _insights(desk: ManagerDesk) -> Paper:
    figures, words = desk.figures, desk.words
    goals = goal_states(desk.hub.community.goals, figures, desk.hub.as_of)

    def named(figure: Figure) -> object:
        return to(f"insights/{figure.about.id}/", words.noted(figure.about.title))

    return insights_paper(figures.values(), goals, words, named)  # type: ignore[arg-type]


def _figure(desk: ManagerDesk, name: str) -> Paper | None:
    if name not in FIGURES:
        return None
    return figure_paper(desk.figures[name], read_snapshots(desk.hub)[0], desk.words)


def _survey(desk: ManagerDesk, name: str) -> Paper | None:
    found = desk.notes.surveys.get(name)
    return survey_paper(desk.hub, found) if found else None


def _stakeholders(desk: ManagerDesk) -> Paper:
    found = standings(desk.notes, desk.hub.as_of)

    def named(figure: Figure) -> Link:
        return to(f"insights/{figure.about.id}/", desk.words.noted(figure.about.title))

    return stakeholders_paper(
        desk.hub, found.values(), desk.figures, told_to_nobody(desk.notes), named
    )


def _report(desk: ManagerDesk, audience: str = "everyone") -> Paper | None:
    if audience not in audiences(desk.notes):
        return None
    period = last_period(desk.hub.as_of, QUARTERS)
    paper = report_paper(desk.hub, report(desk.hub, desk.notes, period, audience))
    return replace(paper, pieces=(paragraph(*_readers(desk, audience)), *paper.pieces))


def _readers(desk: ManagerDesk, audience: str) -> Iterator[Inline]:
    """For whom a report is, and the reports for others."""
    yield f"{desk.words('For whom')}: "
    for place, (name, (_, preset)) in enumerate(audiences(desk.notes).items()):
        yield " · " if place else ""
        called = desk.words.inside(READER, preset.reader)
        yield Strong(called) if name == audience else to(f"report/{name}/", called)


def _programmes(desk: ManagerDesk) -> Paper:
    found = programme_contents(desk.context)
    return programmes_paper(desk.hub, found, lambda name, words: to(f"programmes/{name}/", words))


BETWEEN = "."
"""What stands between a programme and a member in the name of a certificate; ids have none."""


def _programme_names(desk: ManagerDesk) -> Iterator[str]:
    for group in programmes(desk.hub):
        yield group.id
        yield from (f"{group.id}{BETWEEN}{name}" for name in parts_of(desk.context, group))


def _programme(desk: ManagerDesk, name: str) -> Paper | None:
    """One programme, or the certificate of somebody who takes part."""
    programme, _, member = name.partition(BETWEEN)
    found = programme_contents(desk.context, programme)
    if not found or not member:
        each = DOINGS if desk.forms else ("certificate",)
        return programme_paper(desk.hub, found[0], each) if found else None
    part = last_part(desk.context, found[0].group, member)
    return certificate(desk.hub, found[0].group, *part, desk.words) if part else None


PAGES = (
    DeskPage(
        "",
        N_("This week"),
        "week",
        _week,
        below="week/",
        names=lambda _: (*ORDER, *ROLES),
        one=_part_of_week,
    ),
    DeskPage(
        "notes/",
        N_("Notes"),
        "week",
        notes_paper,
        below="notes/",
        names=lambda _: FILES,
        one=list_paper,
    ),
    DeskPage(
        "people/",
        N_("People"),
        "people",
        people_paper,
        ("people",),
        ("member",),
        below="people/",
        names=known_people,
        one=person_paper,
    ),
    DeskPage(
        "care/",
        N_("Care"),
        "people",
        lambda desk: care_paper(desk.hub, care(desk.context)),
        ("thanks", "featured", "onboarding", "mentoring", "ambassadors"),
    ),
    DeskPage(
        "journeys/",
        N_("Journeys"),
        "people",
        lambda desk: journeys_paper(desk.hub, journeys_contents(desk.context)),
        ("milestones", "experiments"),
    ),
    DeskPage(
        "programmes/",
        N_("Programmes"),
        "people",
        _programmes,
        ("applications", "commitments", "efforts"),
        below="programmes/",
        names=_programme_names,
        one=_programme,
    ),
    DeskPage("cases/", N_("Cases"), "people", lambda desk: cases_paper(desk.hub, desk.notes.cases)),
    DeskPage("introductions/", N_("Introductions"), "people", _introductions, ("introductions",)),
    DeskPage("connectors/", N_("Connectors"), "people", _connectors),
    DeskPage(
        "events/",
        N_("Events"),
        "events",
        events_paper,
        records=("event",),
        below="events/",
        names=organised,
        one=event_paper,
    ),
    DeskPage("plan/", N_("Content plan"), "content", _plan, ("plans", "newsletters"), ("post",)),
    DeskPage(
        "needs/",
        N_("Needs"),
        "content",
        lambda desk: needs.paper(desk.context),
        ("experiments",),
        ("resource",),
    ),
    DeskPage(
        "interviews/",
        N_("Interviews"),
        "content",
        lambda desk: notebook_paper(desk.hub, desk.notes),
    ),
    DeskPage("links/", N_("Links"), "content", _links),
    DeskPage("sources/", N_("Sources"), "content", _sources),
    DeskPage(
        "insights/",
        N_("Insights"),
        "results",
        _insights,
        below="insights/",
        names=lambda _: FIGURES,
        one=_figure,
    ),
    DeskPage(
        "surveys/",
        N_("Surveys"),
        "results",
        lambda desk: surveys_paper(desk.hub, desk.notes, lambda name: to(f"surveys/{name}/", name)),
        below="surveys/",
        names=lambda desk: desk.notes.surveys,
        one=_survey,
    ),
    DeskPage(
        "register/",
        N_("Lessons"),
        "results",
        lambda desk: register_paper(desk.hub, register(desk.hub, desk.notes)),
        ("insights",),
    ),
    DeskPage(
        "stakeholders/",
        N_("Stakeholders"),
        "results",
        _stakeholders,
        ("told", "stakeholders"),
    ),
    DeskPage(
        "report/",
        N_("Report"),
        "results",
        lambda desk: _report(desk) or Paper("", ()),
        ("report",),
        below="report/",
        names=lambda desk: audiences(desk.notes),
        one=_report,
    ),
)
"""The first page of each group is the one that the group leads to."""
