"""Rules that take all records, not one alone."""

from __future__ import annotations

from hearth.base.problems import Problems, Severity
from hearth.base.strict_yaml import Where
from hearth.kinds import Complaint
from hearth.model.rules import duplicates, events, names, records, tombstones, upkeep
from hearth.model.rules.facts import Facts, Rule
from hearth.model.rules.records import topic_words
from hearth.read.content_files import flaws
from hearth.read.records import place
from hearth.read.sources import Source

RULES: tuple[tuple[Rule, Severity], ...] = (
    (events.zones, "error"),
    (records.kinds_of_members, "error"),
    (records.series, "error"),
    (records.pages_of_paths, "error"),
    (records.one_address_each, "error"),
    (records.one_meaning_each, "error"),
    (records.topic_cycles, "error"),
    (events.repetitions, "error"),
    (records.aliases, "error"),
    (records.one_place_each, "error"),
    (records.pictures, "error"),
    (records.discussions, "error"),
    (records.kinds_of_sources, "error"),
    (records.added, "warning"),
    (records.days_to_come, "warning"),
    (names.plain_names, "warning"),
    (names.distinct_names, "warning"),
    (events.first_days, "warning"),
    (events.clock_changes, "warning"),
    (events.people_in_two_places, "warning"),
    (events.unclear_days, "warning"),
    (events.groups_in_two_places, "warning"),
    (events.full_rooms, "warning"),
    (events.late_changes, "warning"),
    (duplicates.members, "warning"),
    (duplicates.events, "warning"),
    (upkeep.series_of_a_year, "warning"),
    (upkeep.late_registration, "warning"),
    (upkeep.old_checks, "warning"),
    (upkeep.gone_for_good, "warning"),
    (tombstones.returned, "warning"),
)


def check(facts: Facts, problems: Problems) -> None:
    """Add what each rule finds."""
    problems.extend(tombstones.read_tombstones(facts.root)[1])
    for src in sorted(facts.copied):
        problems.extend(list(flaws(facts.root, f"content/{src}")))
    for rule, severity in RULES:
        # A file is read again for the places in it, once for all that a rule finds there.
        of_source: dict[tuple[str, Where], tuple[Source, list[Complaint]]] = {}
        for source, complaint in rule(facts):
            found = of_source.setdefault((source.path, source.prefix), (source, []))
            found[1].append(complaint)
        for source, complaints in of_source.values():
            problems.extend(place(facts.root, source, complaints, severity))


__all__ = ["RULES", "Facts", "check", "topic_words"]
