"""The document of needs, as text and as data, with what only the manager knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hearth.base.format import iso
from hearth.base.words import N_, Translations
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
    placed,
)
from hearth.wording.formatting import names

MISSING = {
    "person": N_("somebody who helps"),
    "resource": N_("a resource that was checked lately"),
    "event": N_("an event in the past year"),
}
BOARD = "board of needs"
LEGEND = N_(
    "Ask: people who asked within a year or look for a mentor; care: who name it as theirs; wait: "
    "questions that are open; help: who offer it; know: experts; read: resources whose last check "
    "still counts; held: events of the past year; soon: events to come."
)
SAID = N_("Said: interviews of the past year that named it.")
COLUMNS = ("Topic", "Ask", "Care", "Wait", "Help", "Know", "Read", "Held", "Soon", "Said")
"""Messages inside "board of needs"."""


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
    found, words = board(context), context.hub.words
    return Paper(
        words("What people need, %(day)s", day=words.long_day(context.day)),
        (
            *_gaps(words, found),
            *_topics(words, found),
            *_experts(context, found),
            *_decided(context),
            *_due(context),
        ),
        words.together(words.noted(LEGEND), words.noted(SAID)) if found else "",
        words.language,
    )


def _gaps(words: Translations, found: Sequence[Need]) -> Iterator[Piece]:
    gaps = [need for need in found if need.gap]
    yield heading(words("Gaps"))
    if not any(need.counted.wanted for need in found):
        yield paragraph(words("There is no topic that at least two people want."))
    elif not gaps:
        yield paragraph(
            words(
                "Whatever at least two people want has somebody who helps, something to read and "
                "an event."
            )
        )
    for need in gaps:
        yield heading(need.topic.label, 3)
        missing = words.listed([words.noted(MISSING[kind]) for kind in need.lacks], "or")
        yield paragraph(
            words(
                "%(wanted)s. There is not yet %(missing)s.",
                wanted=_wanted(words, need),
                missing=missing,
            )
        )
        yield from (_asked(words, member, ask) for member, ask in need.waiting)


def _wanted(words: Translations, need: Need) -> str:
    asking, caring = len(need.counted.asking), len(need.counted.interested)
    said = [words.count(asking, "person asks", "people ask")] if asking else []
    if caring:
        said.append(words.count(caring, "person cares about it", "people care about it"))
    if need.interviews:
        said.append(words.count(need.interviews, "interview named it", "interviews named it"))
    return words.listed(said)


def _asked(words: Translations, member: Member, ask: Ask) -> Block:
    since = words(", since %(day)s", day=words.short_day(ask.since)) if ask.since else ""
    return entry(Strong(member.name), since, f": {ask.note}" if ask.note else "")


def _topics(words: Translations, found: Sequence[Need]) -> Iterator[Piece]:
    if found:
        yield heading(words("Topic by topic"))
        columns = tuple(words.inside(BOARD, column) for column in COLUMNS)
        yield DataTable(columns, tuple(_row(need) for need in found))


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
        need.interviews,
    )


def _experts(context: MetricContext, found: Sequence[Need]) -> Iterator[Piece]:
    words, key = context.hub.words, context.hub.collation.key
    if found:
        yield heading(words("Who knows what"))
    by_label = sorted(found, key=lambda need: (key(need.topic.label), need.topic.id))
    for need in by_label:
        if need.experts:
            experts = "; ".join(_expert(words, expert) for expert in need.experts)
            yield entry(Strong(need.topic.label), f": {experts}")
    nobody = [need.topic.label for need in found if not need.experts]
    if nobody:
        topics = ", ".join(nobody)
        yield paragraph(words("Nobody yet, the most wanted first: %(topics)s.", topics=topics))


def _expert(words: Translations, expert: Expert) -> str:
    vouched = (
        words("vouched for by %(people)s", people=names(list(expert.vouched_by), words))
        if expert.vouched_by
        else words("nobody has vouched yet")
    )
    return f"{expert.member.name} ({vouched})"


def _decided(context: MetricContext) -> Iterator[Piece]:
    words, found, loose = context.hub.words, traces(context), undecided(context)
    if found:
        yield heading(words("Learned, decided, tried"))
    for trace in found:
        yield heading(trace.decision.title, 3)
        yield paragraph(
            words("Decided on %(day)s.", day=words.long_day(trace.decision.date)),
            f" {closed(trace.decision.outcome)}" if trace.decision.outcome else "",
        )
        yield entry(
            words("Builds on: %(posts)s", posts=_posts(words, trace.grounds))
            if trace.grounds
            else words("Builds on: nothing that it names. Which research note was it?")
        )
        if trace.results:
            yield entry(words("Led to: %(posts)s", posts=_posts(words, trace.results)))
        yield from (_tried(context, experiment) for experiment in trace.experiments)
    if loose:
        yield heading(words("Learned, and nothing decided yet"))
        yield from (entry(Strong(post.title), f", {words.long_day(post.date)}") for post in loose)


def _posts(words: Translations, posts: Sequence[Post]) -> str:
    return "; ".join(
        f"{post.title} ({words.noted(post.type)}, {words.short_day(post.date)})" for post in posts
    )


def _tried(context: MetricContext, found: Experiment) -> Block:
    words = context.hub.words
    state = (
        words("came out: %(outcome)s", outcome=found.outcome)
        if found.outcome
        else words("look at it on %(day)s", day=words.short_day(found.due))
    )
    title = placed(words("Tried: %(title)s"), title=Strong(found.title))
    return entry(*title, f"{_owner(context, found)}, {state}")


def _due(context: MetricContext) -> Iterator[Piece]:
    words, found = context.hub.words, experiments_due(context)
    if found:
        yield heading(words("Experiments to look at now"))
    for experiment in found:
        due = words("due %(day)s", day=words.short_day(experiment.due))
        said = [f", {due}{_owner(context, experiment)}."]
        if experiment.expects:
            said.append(words("Expected: %(what)s", what=closed(experiment.expects)))
        said.append(words("Write its outcome into experiments.yml."))
        yield entry(Strong(experiment.title), " ".join(said))


def _owner(context: MetricContext, found: Experiment) -> str:
    return f" ({context.hub.members[found.owner].name})" if found.owner else ""
