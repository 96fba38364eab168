"""The strategy page: purpose, goals, and how far they are reached."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.base.words import Translations
from hearth.manage.desk.goals import GoalState, goal_states
from hearth.manage.figures.base import Definition, unit
from hearth.model.hub import Hub
from hearth.outputs.insights import Insights, insights
from hearth.outputs.pages.page import Page, PageView
from hearth.wording import metric_format as words
from hearth.wording.charts import meter, sparkline


def pages(hub: Hub) -> Iterator[Page]:
    yield Page(
        "strategy/", "strategy.html", _strategy, landing=True, source="content/community.yml"
    )


def _strategy(hub: Hub) -> PageView:
    community = hub.community
    goals: list[dict[str, object]] = []
    if community.goals:
        public = insights(hub)
        goals = [
            _goal(hub, public, goal)
            for goal in goal_states(community.goals, public.figures, hub.as_of)
        ]
    return PageView(
        title=hub.words("What we are here for"),
        description=hub.words(
            "%(purpose)s What %(community)s wants to reach, and how far it has come.",
            purpose=community.purpose,
            community=community.name,
        ),
        values={"goals": goals},
    )


def _goal(hub: Hub, public: Insights, stand: GoalState) -> dict[str, object]:
    """A goal as the page shows it."""
    goal, figure = stand.goal, stand.figure
    shown: dict[str, object] = {
        "goal": goal,
        "state": stand.state,
        "target": hub.words.number(goal.target),
        "owner": hub.members.get(goal.owner or ""),
        "late": goal.by is not None and goal.by < hub.as_of and stand.state != "reached",
    }
    if figure is None:
        return {
            **shown,
            "about": None,
            "value": "",
            "why": hub.words("not told in public"),
            "change": "",
            "running": "",
            "line": "",
        }
    return {
        **shown,
        "about": figure.about,
        "value": hub.words.number(stand.value) if stand.value is not None else "",
        "unit": hub.words.noted(
            unit(figure.about, goal.target if stand.value is None else stand.value)
        ),
        "target": _target(hub.words, figure.about, goal.target),
        "why": words.value_words(figure.about, figure.now, hub.words),
        "change": words.change_words(figure, hub.words),
        "direction": words.direction(figure),
        "running": words.running_words(figure.now, hub.words),
        "meter": meter(stand.value, goal.target),
        "line": sparkline(public.course(figure).values(figure.about)),
    }


def _target(said: Translations, about: Definition, target: float) -> str:
    return f"{said.number(target)} %" if about.unit == "%" else said.number(target)
