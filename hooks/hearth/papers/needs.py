"""The document of needs, as text and as data, with what only the manager knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hearth.base.format import count, iso, listed, long_day, short_day
from hearth.kinds.member import Ask, Member
from hearth.kinds.post import Post
from hearth.manage.desk.needs import Expert, Need, Trace, board, experiments_due, traces, undecided
from hearth.manage.figures import MetricContext
from hearth.manage.private.notes import Experiment
from hearth.papers.paper import Paper
from hearth.wording.document import (
    Block,
    DataTable,
    Piece,
    Strong,
    closed,
    entry,
    heading,
    paragraph,
)
from hearth.wording.formatting import names

MISSING = {
    "person": "somebody who helps",
    "resource": "a resource that was checked lately",
    "event": "an event in the past year",
}
LEGEND = (
    "Ask: people who asked within a year or look for a mentor; care: who name it as theirs; wait: "
    "questions that are open; help: who offer it; know: experts; read: resources whose last check "
    "still counts; held: events of the past year; soon: events to come."
)
COLUMNS = ("Topic", "Ask", "Care", "Wait", "Help", "Know", "Read", "Held", "Soon")


# -- as data ---------------------------------------------------------------------------------------


def as_data(context: MetricContext) -> dict[str, object]:
    """The board as data."""
    return {
        "topics": [_need_data(need) for need in board(context)],
        "decisions": [_trace_data(trace) for trace in traces(context)],
        "research_without_a_decision": [post.id for post in undecided(context)],
        "experiments_due": [_experiment_data(found) for found in experiments_due(context)],
    }


def _need_data(need: Need) -> dict[str, object]:
    found = need.counted
    return {
        "topic": need.topic.id,
        "label": need.topic.label,
        "gap": need.gap,
        "lacks": list(need.lacks),
        "asking": list(found.asking),
        "interested": list(found.interested),
        "offering": list(found.offering),
        "waiting": [
            {"member": member.id, "note": ask.note, "since": iso(ask.since)}
            for member, ask in need.waiting
        ],
        "experts": [
            {"member": expert.member.id, "vouched_by": [other.id for other in expert.vouched_by]}
            for expert in need.experts
        ],
        "fresh_resources": list(found.fresh),
        "events_within_a_year": list(found.events),
        "coming": [
            {"event": item.event.id, "day": item.first_day.isoformat()} for item in need.coming
        ],
    }


def _trace_data(trace: Trace) -> dict[str, object]:
    return {
        "decision": trace.decision.id,
        "title": trace.decision.title,
        "day": trace.decision.date.isoformat(),
        "outcome": trace.decision.outcome,
        "builds_on": [post.id for post in trace.grounds],
        "led_to": [post.id for post in trace.results],
        "experiments": [_experiment_data(found) for found in trace.experiments],
    }


def _experiment_data(found: Experiment) -> dict[str, object]:
    return {
        "title": found.title,
        "expects": found.expects,
        "started": found.started.isoformat(),
        "due": found.due.isoformat(),
        "owner": found.owner,
        "decision": found.decision,
        "outcome": found.outcome,
    }


# -- in words --------------------------------------------------------------------------------------


def paper(context: MetricContext) -> Paper:
    """The board as a page, with what only the manager knows."""
    found = board(context)
    return Paper(
        f"What people need, {long_day(context.day)}",
        (
            *_gaps(found),
            *_topics(found),
            *_experts(context, found),
            *_decided(context),
            *_due(context),
        ),
        LEGEND if found else "",
    )


def _gaps(found: Sequence[Need]) -> Iterator[Piece]:
    gaps = [need for need in found if need.gap]
    yield heading("Gaps")
    if not any(need.counted.wanted for need in found):
        yield paragraph("There is no topic that at least two people want.")
    elif not gaps:
        yield paragraph(
            "Whatever at least two people want has somebody who helps, something to read and "
            "an event."
        )
    for need in gaps:
        yield heading(need.topic.label, 3)
        yield paragraph(
            f"{_wanted(need)}. There is not yet "
            f"{' or '.join(MISSING[kind] for kind in need.lacks)}."
        )
        yield from (_asked(member, ask) for member, ask in need.waiting)


def _wanted(need: Need) -> str:
    asking, caring = len(need.counted.asking), len(need.counted.interested)
    said = [count(asking, "person asks", "people ask")] if asking else []
    return listed(
        [*said, *([f"{count(caring, 'person cares', 'people care')} about it"] if caring else [])]
    )


def _asked(member: Member, ask: Ask) -> Block:
    since = f", since {short_day(ask.since)}" if ask.since else ""
    return entry(Strong(member.name), since, f": {ask.note}" if ask.note else "")


def _topics(found: Sequence[Need]) -> Iterator[Piece]:
    if found:
        yield heading("Topic by topic")
        yield DataTable(COLUMNS, tuple(_row(need) for need in found))


def _row(need: Need) -> tuple[str | float | None, ...]:
    counts = need.counted
    return (
        need.topic.label,
        len(counts.asking),
        len(counts.interested),
        len(need.waiting),
        len(counts.offering),
        len(need.experts),
        len(counts.fresh),
        len(counts.events),
        len(need.coming),
    )


def _experts(context: MetricContext, found: Sequence[Need]) -> Iterator[Piece]:
    if found:
        yield heading("Who knows what")
    key = context.hub.collation.key
    by_label = sorted(found, key=lambda need: (key(need.topic.label), need.topic.id))
    for need in by_label:
        if need.experts:
            yield entry(Strong(need.topic.label), f": {'; '.join(map(_expert, need.experts))}")
    nobody = [need.topic.label for need in found if not need.experts]
    if nobody:
        yield paragraph(f"Nobody yet, the most wanted first: {', '.join(nobody)}.")


def _expert(expert: Expert) -> str:
    vouched = (
        f"vouched for by {names(list(expert.vouched_by))}"
        if expert.vouched_by
        else "nobody has vouched yet"
    )
    return f"{expert.member.name} ({vouched})"


def _decided(context: MetricContext) -> Iterator[Piece]:
    found, loose = traces(context), undecided(context)
    if found:
        yield heading("Learned, decided, tried")
    for trace in found:
        yield heading(trace.decision.title, 3)
        yield paragraph(
            f"Decided on {long_day(trace.decision.date)}.",
            f" {closed(trace.decision.outcome)}" if trace.decision.outcome else "",
        )
        yield entry(
            "Builds on: ",
            _posts(trace.grounds) or "nothing that it names. Which research note was it?",
        )
        if trace.results:
            yield entry("Led to: ", _posts(trace.results))
        yield from (_tried(context, experiment) for experiment in trace.experiments)
    if loose:
        yield heading("Learned, and nothing decided yet")
        yield from (entry(Strong(post.title), f", {long_day(post.date)}") for post in loose)


def _posts(posts: Sequence[Post]) -> str:
    return "; ".join(f"{post.title} ({post.type}, {short_day(post.date)})" for post in posts)


def _tried(context: MetricContext, found: Experiment) -> Block:
    state = (
        f"came out: {found.outcome}" if found.outcome else f"look at it on {short_day(found.due)}"
    )
    return entry("Tried: ", Strong(found.title), f"{_owner(context, found)}, {state}")


def _due(context: MetricContext) -> Iterator[Piece]:
    found = experiments_due(context)
    if found:
        yield heading("Experiments to look at now")
    for experiment in found:
        expects = f" Expected: {closed(experiment.expects)}" if experiment.expects else ""
        owner = _owner(context, experiment)
        yield entry(
            Strong(experiment.title),
            (
                f", due {short_day(experiment.due)}{owner}.{expects} Write its outcome into "
                "experiments.yml."
            ),
        )


def _owner(context: MetricContext, found: Experiment) -> str:
    return f" ({context.hub.members[found.owner].name})" if found.owner else ""
