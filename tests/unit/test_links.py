"""links: references found in the models, turned round, and taken out."""

from __future__ import annotations

from hearth.kinds.community import Community
from hearth.kinds.event import Event
from hearth.kinds.member import Member
from hearth.kinds.path import Path
from hearth.model.links import Reference, references, reverse, without


def event(**fields: object) -> Event:
    return Event.model_validate(
        {
            "id": "e",
            "path": "events/e.yml",
            "title": "E",
            "summary": "S",
            "start": "2026-12-03",
            "mode": "online",
            **fields,
        }
    )


def member(record_id: str, **fields: object) -> Member:
    return Member.model_validate(
        {
            "id": record_id,
            "path": f"members/{record_id}.yml",
            "name": record_id,
            "joined": "2026-01-05",
            **fields,
        }
    )


RICH = event(
    hosts=["ada"],
    speakers=["bo", {"guest": "Gil"}],
    agenda=[{"title": "One", "speakers": ["cy"]}],
    roles={"facilitator": "ada"},
    topics=["metrics"],
    outcomes={"recap": "post-1", "resources": ["canvas"]},
    sponsors=["lantern"],
    group="crew",
    venue="hall",
)


def test_every_reference_is_found_where_it_stands() -> None:
    """Ids in lists, in parts and in parts of lists; a guest is no reference."""
    assert dict(references(RICH)) == {
        ("topics", 0): ("topic", "metrics"),
        ("venue",): ("venue", "hall"),
        ("hosts", 0): ("member", "ada"),
        ("speakers", 0): ("member", "bo"),
        ("agenda", 0, "speakers", 0): ("member", "cy"),
        ("roles", "facilitator"): ("member", "ada"),
        ("group",): ("group", "crew"),
        ("sponsors", 0): ("member", "lantern"),
        ("outcomes", "resources", 0): ("resource", "canvas"),
        ("outcomes", "recap"): ("post", "post-1"),
    }


def test_references_are_turned_round_once_each() -> None:
    """A record knows who refers to it and by which field, however often."""
    records = [RICH, member("bo", buddy="ada")]
    assert reverse(records)["member", "ada"] == (
        Reference("event", "e", "hosts"),
        Reference("event", "e", "roles"),
        Reference("member", "bo", "buddy"),
    )


def test_taking_out_leaves_the_rest() -> None:
    """A reference that is gone leaves lists shorter and single fields empty, and nothing else
    changes."""
    left = without(RICH, lambda target: target == ("member", "ada"))
    assert (left.hosts, left.speakers, left.roles.facilitator) == ([], RICH.speakers, None)
    assert left.model_copy(update={"hosts": RICH.hosts, "roles": RICH.roles}) == RICH


def test_taking_out_nothing_changes_nothing() -> None:
    """Without anything gone the record is the same object."""
    assert without(RICH, lambda _: False) is RICH


def test_a_part_goes_with_what_it_needs() -> None:
    """An office without its holder is no office; a deputy may be missing."""
    community = Community.model_validate(
        {
            "id": "community",
            "path": "c",
            "name": "C",
            "headline": "H",
            "purpose": "P",
            "team": [
                {"member": "ada", "role": "Leader", "deputy": "bo"},
                {"member": "bo", "role": "Manager"},
            ],
        }
    )
    left = without(community, lambda target: target[1] == "bo")
    assert [(hat.member, hat.deputy) for hat in left.team] == [("ada", None)]


def test_a_record_goes_with_what_it_needs() -> None:
    """Expertise in a topic that is gone is no expertise."""
    expert = member("ada", expert_in=["metrics", "care"])
    assert [
        item.topic for item in without(expert, lambda target: target[1] == "care").expert_in
    ] == ["metrics"]


def test_what_is_not_required_becomes_empty() -> None:
    """And the rest of the record stays."""
    path = Path.model_validate(
        {
            "id": "p",
            "path": "p.yml",
            "title": "P",
            "for_whom": "all",
            "curator": "ada",
            "steps": [{"do": "Greet."}],
        }
    )
    assert (without(path, lambda _: True).curator, without(path, lambda _: True).steps) == (
        None,
        path.steps,
    )


def test_a_step_goes_with_its_target() -> None:
    """A step that has nothing left to stand on goes; one that also says what to do stays."""
    path = Path.model_validate(
        {
            "id": "p",
            "path": "p.yml",
            "title": "P",
            "for_whom": "all",
            "steps": [
                {"resource": "canvas", "note": "n"},
                {"resource": "canvas", "do": "Read it."},
            ],
        }
    )
    steps = without(path, lambda _: True).steps
    assert [(step.resource, step.do) for step in steps] == [(None, "Read it.")]
