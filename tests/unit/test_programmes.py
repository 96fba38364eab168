"""Programmes: who applied, who takes part, what was agreed, and what earlier cohorts brought."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

import hubs
from hearth.cli.main import main
from hearth.contribute.forgetting.plan import make_plan
from hearth.desk_site.desk import ManagerDesk
from hearth.desk_site.site import DeskSite
from hearth.manage.desk.brief import PARTS
from hearth.manage.figures import MetricContext
from hearth.manage.private import read_notes
from hearth.manage.private.programmes import Application, Commitment
from hearth.manage.programmes import (
    ANSWER,
    DECISION,
    LETTING_GO,
    TELLING,
    state_of,
    step_of,
)
from hearth.views.cohorts import cohorts, next_term, terms

DAY = hubs.AS_OF
GROUP = "content/groups/envoys.yml"
PROGRAMME = """\
name: Envoys
type: programme
purpose: People who carry it on.
leads: [bo]  # since for ever
cohorts:
  - {name: First, since: 2026-01-01, until: 2026-06-30, outcome: Two evenings elsewhere}
  - {name: Second, since: 2026-07-01, until: 2026-12-10}
call:
  opens: 2026-11-01
  closes: 2026-11-30
  places: 3
  since: 2027-01-01
  until: 2027-06-30
  apply: mailto:envoys@example.org
  criteria: [You have an hour a week]
members:
  - {member: ada, since: 2026-01-01, until: 2026-06-30}
  - {member: ada, since: 2026-07-01, until: 2026-12-10}
  - {member: bo, since: 2026-01-15, until: 2026-05-31}
"""
NOTES = {
    "applications": """\
# Who would like to
- {programme: envoys, member: cy, received: 2026-11-20, why: I would gladly}
- {programme: envoys, name: Zoë Far, received: 2025-09-01, answered: 2025-09-02,
   decision: declined, decided: 2025-10-01, told: 2025-10-02}  # long ago
- {programme: envoys, name: Ida Near, received: 2026-10-01, answered: 2026-10-02}
""",
    "commitments": """\
- {member: ada, programme: envoys, what: A talk, since: 2026-07-02, due: 2026-09-01,
   done: 2026-08-30}
- {member: ada, programme: envoys, what: A story, since: 2026-07-02, due: 2026-11-25}
- {member: ada, programme: envoys, what: A map, since: 2026-07-02, due: 2027-03-01}
""",
    "ambassadors": "- {member: ada, date: 2026-08-03, what: Spoke in Bergen, programme: envoys, "
    "result: They invited us again, brought: [cy]}\n",
    "efforts": "- {date: 2026-08-01, programme: envoys, what: Talks, hours: 3, cost: 40}\n",
}
FILES: hubs.Files = {GROUP: PROGRAMME} | {
    f"private/{name}.yml": text for name, text in NOTES.items()
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return hubs.minimal_hub(tmp_path / "hub", FILES)


def load(root: Path, day: date = DAY) -> MetricContext:
    hub, problems = hubs.load(root, day)
    notes, wrong = read_notes(hub)
    assert [*problems.errors, *wrong] == []
    return MetricContext.of(hub, notes)


def call(root: Path, *words: str) -> Result:
    return CliRunner().invoke(
        main,
        ["programme", *words, "--folder", str(root)],
        env={"SOURCE_DATE_EPOCH": hubs.EPOCH},
    )


# -- terms and cohorts -----------------------------------------------------------------------------


def test_cohorts_have_who_is_there_when_they_begin_or_comes_later(root: Path) -> None:
    """The latest first; a profile tells of a term as well as the group does, and only once."""
    profile = root / "members" / "cy.md"
    before = profile.read_text().replace("---\n", "", 1)
    profile.write_text(f"---\ngroups: [{{group: envoys, since: 2025-12-01}}]\n{before}")
    profile = root / "members" / "ada.yml"
    profile.write_text(f"{profile.read_text()}groups: [{{group: envoys, since: 2026-07-03}}]\n")
    hub = load(root).hub
    found = cohorts(hub, hub.groups["envoys"])
    people = {one.cohort.name: sorted(term.member.id for term in one.terms) for one in found}
    assert list(people) == ["Second", "First"]
    assert people == {"First": ["ada", "bo", "cy"], "Second": ["ada", "cy"]}
    every = terms(hub, hub.groups["envoys"])
    ended = {one.member.id: one for one in every if one.until and one.until < date(2026, 7, 1)}
    assert next_term(ended["ada"], every) and next_term(ended["bo"], every) is None


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"due": "2026-11-22"}, "overdue"),
        ({"due": "2026-11-23"}, "open"),
        ({}, "open"),
        ({"due": "2026-11-01", "done": "2026-11-01"}, "kept"),
        ({"due": "2026-11-01", "done": "2026-11-02"}, "late"),
        ({"due": "2026-11-01", "dropped": "2026-10-20"}, "dropped"),
        ({"due": "2026-11-01", "dropped": "2026-12-20"}, "overdue"),
        ({"done": "2026-11-02"}, "kept"),
    ],
)
def test_how_a_commitment_stands(fields: dict[str, str], state: str) -> None:
    """By its last day, and by what was agreed since."""
    usual = {"member": "ada", "programme": "envoys", "what": "A talk", "since": "2026-10-01"}
    assert state_of(Commitment(**usual, **fields), DAY) == state


@pytest.mark.parametrize(
    ("fields", "what", "until"),
    [
        ({"received": "2026-11-20"}, ANSWER, "2026-11-27"),
        ({"received": "2026-11-20", "answered": "2026-11-21"}, None, None),
        ({"received": "2026-10-01", "answered": "2026-10-02"}, None, None),
        ({"received": "2026-11-24"}, None, None),
        (
            {"received": "2026-11-02", "decision": "declined", "decided": "2026-11-20"},
            TELLING,
            "2026-11-23",
        ),
        ({"received": "2026-11-02", "decision": "withdrawn"}, None, None),
        (
            {"received": "2025-09-02", "decision": "withdrawn", "decided": "2025-11-23"},
            LETTING_GO,
            "2026-11-23",
        ),
        (
            {"received": "2025-09-02", "decision": "waiting-list", "told": "2025-09-03"},
            LETTING_GO,
            "2026-09-02",
        ),
        (
            {"received": "2025-09-02", "decision": "accepted", "told": "2025-09-03"},
            None,
            None,
        ),
    ],
)
def test_what_an_application_waits_for(
    root: Path, fields: dict[str, str], what: str | None, until: str | None
) -> None:
    """While the call is open nothing is decided."""
    note = Application(programme="envoys", name="Ida", **fields)
    step = step_of(note, load(root).hub.groups["envoys"], DAY)
    assert (step.what, str(step.until)) == (what, until) if step else what is None


def test_after_the_call_it_is_decided(root: Path) -> None:
    """And where there is no call, a while after it came."""
    note = Application(programme="envoys", name="Ida", received="2026-11-20", answered="2026-11-21")
    group = load(root).hub.groups["envoys"]
    after = step_of(note, group, date(2026, 12, 1))
    assert after and (after.what, after.until) == (DECISION, date(2026, 12, 14))
    alone = step_of(note, None, DAY)
    assert alone and (alone.what, alone.until) == (DECISION, date(2026, 12, 4))


@pytest.mark.parametrize(
    "fields", [{}, {"name": "Ida", "member": "ada"}], ids=("nobody", "two people")
)
def test_an_application_is_of_somebody(root: Path, fields: dict[str, str]) -> None:
    """Of a member or of somebody with a name."""
    note = {"programme": "envoys", "received": "2026-11-01", **fields}
    (root / "private" / "applications.yml").write_text(yaml.safe_dump([note]))
    _, wrong = read_notes(hubs.load(root)[0])
    (problem,) = [*wrong]
    assert problem.code == "missing-field" and "whose" in str(problem.what)


# -- the command -----------------------------------------------------------------------------------


def test_a_programme_is_shown(root: Path) -> None:
    """Who waits, who takes part, and what the cohorts took and brought."""
    done = call(root, "show", "envoys", "--format", "json")
    assert done.exit_code == 0, done.output
    (found,) = json.loads(done.output)["programmes"]
    assert [one["entry"] for one in found["applications"]] == [2, 1, 3]
    (ada,) = found["people"]
    assert (ada["member"], ada["until"], ada["due"]) == ("ada", "2026-12-10", True)
    assert [one["state"] for one in ada["commitments"]] == ["kept", "open", "open"]
    second, first = found["cohorts"]
    assert (second["hours"], second["cost"], second["brought"], second["results"]) == (3, 40, 1, 1)
    assert first["outcomes"] == {"went-on": 1, "stopped": 1} and first["deeds"] == 0
    text = call(root, "show", "envoys", "--format", "markdown").output
    assert "Room for 3; 3 applied so far." in text and "**Zoë Far**" in text
    assert "Call open until 30 November 2026" in call(root, "--format", "markdown").output


def test_somebody_is_accepted(root: Path) -> None:
    """The term of the call stands in the group's file, and the comment beside it stays."""
    done = call(root, "accept", "envoys", "1")
    assert done.exit_code == 0, done.output
    text = (root / GROUP).read_text()
    assert "# since for ever" in text
    assert yaml.safe_load(text)["members"][-1] == {
        "member": "cy",
        "since": date(2027, 1, 1),
        "until": date(2027, 6, 30),
    }
    notes = (root / "private" / "applications.yml").read_text()
    assert notes.startswith("# Who would like to\n")
    assert yaml.safe_load(notes)[0]["decision"] == "accepted"
    again = call(root, "accept", "envoys", "1")
    assert again.exit_code == 0 and (root / GROUP).read_text() == text


def test_who_has_no_profile_waits_for_one(root: Path) -> None:
    """Nothing is made up for them."""
    before = (root / GROUP).read_text()
    done = call(root, "accept", "envoys", "3")
    assert done.exit_code == 0 and "Ida Near has no profile yet" in done.output
    assert (root / GROUP).read_text() == before
    assert load(root).notes.applications[2].decision == "accepted"


def test_nothing_is_decided_that_the_hub_cannot_hold(root: Path) -> None:
    """A list in brackets is for a hand to change, and then nothing is noted either."""
    flow = PROGRAMME[: PROGRAMME.index("members:")] + "members: [ada]\n"
    (root / GROUP).write_text(flow)
    done = call(root, "accept", "envoys", "1")
    assert done.exit_code == 1 and "members" in done.output
    assert load(root).notes.applications[0].decision is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "envoy"), 'Did you mean "envoys"?'),
        (("show", "crew"), "crew is no programme"),
        (("accept", "envoys", "7"), "1 (Cy"),
        (("accept", "envoys"), "Say which application"),
        (("certificate", "envoys", "cy"), "never took part"),
    ],
)
def test_what_is_meant_is_asked(root: Path, words: tuple[str, ...], said: str) -> None:
    """With what there is."""
    done = call(root, *words)
    assert done.exit_code == 2 and said in done.output, done.output


def test_old_applications_are_let_go_of(root: Path) -> None:
    """What led to something, or is not a year old, stays, and comments with it."""
    assert "1 application was taken out" in call(root, "let-go", "envoys").output
    text = (root / "private" / "applications.yml").read_text()
    assert "Zoë" not in text and text.startswith("# Who would like to\n")
    assert len(load(root).notes.applications) == 2
    assert "0 applications were taken out" in call(root, "let-go", "envoys").output
    only = [{"programme": "envoys", "name": "Zoë", "received": "2024-01-01"}]
    only[0] |= {"decision": "withdrawn", "decided": "2024-02-01"}
    (root / "private" / "applications.yml").write_text(yaml.safe_dump(only))
    assert call(root, "let-go", "envoys").exit_code == 0
    assert load(root).notes.applications == ()


def test_somebody_goes_on(root: Path) -> None:
    """With the term that is called for, else one as long; that they said so is noted once."""
    assert call(root, "renew", "envoys", "ada").exit_code == 0
    last = yaml.safe_load((root / GROUP).read_text())["members"][-1]
    assert last == {"member": "ada", "since": date(2027, 1, 1), "until": date(2027, 6, 30)}
    assert "# since for ever" in (root / GROUP).read_text()
    (talk,) = load(root).notes.renewals
    assert (talk.member, talk.until, talk.answer) == ("ada", date(2026, 12, 10), "goes-on")
    assert "envoys/2026-12-10" not in brief_lines(root, "mentoring")
    again = call(root, "renew", "envoys", "ada")
    assert again.exit_code == 1 and "another term after this one already" in again.output
    done = call(root, "renew", "envoys", "bo", "--until", "2026-09-30")
    assert done.exit_code == 0, done.output
    last = yaml.safe_load((root / GROUP).read_text())["members"][-1]
    assert last == {"member": "bo", "since": date(2026, 7, 1), "until": date(2026, 9, 30)}
    (root / GROUP).write_text(
        PROGRAMME[: PROGRAMME.index("cohorts:")]
        + (
            "members:\n- {member: ada, role: Speaks, since: 2026-10-01, until: 2026-10-31}\n"
            "- {member: bo, since: 2026-10-01}\n"
        )
    )
    assert call(root, "renew", "envoys", "ada").exit_code == 0
    last = yaml.safe_load((root / GROUP).read_text())["members"][-1]
    assert last == {"member": "ada", "role": "Speaks"} | {
        "since": date(2026, 11, 1),
        "until": date(2026, 12, 1),
    }
    open_end = call(root, "renew", "envoys", "bo")
    assert open_end.exit_code == 1 and "no last day" in open_end.output


def test_a_certificate_says_what_was_done(root: Path) -> None:
    """In the term that it is of, in the language that is asked for; nothing that is open."""
    done = call(root, "certificate", "envoys", "ada", "--format", "markdown")
    text = done.output
    assert done.exit_code == 0 and "takes part in the programme" in text
    assert "Spoke in Bergen" in text and "A talk" in text and "A story" not in text
    assert "Second" in text and "They invited us again" not in text
    past = call(root, "certificate", "envoys", "bo", "--language", "de", "--format", "html")
    assert 'lang="de"' in past.output and "landscape" in past.output
    assert "31. Mai 2026" in past.output


# -- brief, desk, forgetting -----------------------------------------------------------------------


def brief_lines(root: Path, part: str, day: date = DAY) -> list[str]:
    context = load(root, day)
    return [one.key for one in PARTS[part].lines(context)]


def test_the_brief_asks_for_what_is_due(root: Path) -> None:
    """Applications and commitments; and a term that ends until a talk is noted."""
    assert brief_lines(root, "applications") == ["cy/envoys", "zoe-far/envoys"]
    assert brief_lines(root, "commitments") == ["ada/envoys/a-story"]
    assert "envoys/2026-12-10" in brief_lines(root, "mentoring")
    (root / "private" / "renewals.yml").write_text(
        "- {date: 2026-11-22, member: ada, programme: envoys, until: 2026-12-10, answer: changes}\n"
    )
    assert "envoys/2026-12-10" not in brief_lines(root, "mentoring")


def test_the_desk_does_what_the_command_does(root: Path) -> None:
    """Pages of the programme and of a certificate; forms that accept and let go."""

    def desk() -> DeskSite:
        return DeskSite(ManagerDesk.of(*hubs.load(root), forms=True))

    site = desk()
    assert {"programmes/envoys/", "programmes/envoys.ada/"} <= set(site.addresses)
    page = str(site.page("programmes/envoys/"))
    links = (
        "do/accept/1/",
        "do/let-go/envoys/",
        "do/note/renewals/?member=ada",
        "do/renew/envoys/ada/",
    )
    for link in links:
        assert f"../../{link}" in page, link
    assert "<code>hearth" not in page.split("<main", 1)[1].split("</main>", 1)[0]
    assert "Spoke in Bergen" in str(site.page("programmes/envoys.ada/"))
    assert site.page("programmes/envoys.nobody/") is None
    form = site.form(("accept", "1"), {})
    assert form and form.take({}).told
    assert load(root).notes.applications[0].decision == "accepted"
    assert terms(load(root).hub, load(root).hub.groups["envoys"])[-1].member.id == "cy"
    goes_on = desk().form(("renew", "envoys", "ada"), {})
    assert goes_on and goes_on.values == {"until": "2027-06-30"}
    assert goes_on.take({"until": "soon"}).wrong and goes_on.take({"until": "2027-03-31"}).told
    found = terms(load(root).hub, load(root).hub.groups["envoys"])
    assert (found[-1].member.id, found[-1].until) == ("cy", date(2027, 6, 30))
    assert found[-2].until == date(2027, 3, 31)
    gone = desk().form(("let-go", "envoys"), {})
    assert gone and gone.take({}).told and len(load(root).notes.applications) == 2
    for steps in (
        ("accept", "9"),
        ("accept", "x"),
        ("let-go", "crew"),
        ("let-go", "none"),
        ("renew", "envoys", "cy"),
        ("renew", "crew"),
    ):
        assert desk().form(steps, {}) is None


def test_who_is_removed_is_in_no_note(root: Path) -> None:
    """Neither as somebody who applied nor as somebody who joined by way of a talk."""
    plan = make_plan(root, "cy", False, DAY, b"0" * 16, (), "")
    changed: dict[str, Any] = {one.path: one.after for one in plan.changed}
    assert b"member: cy" not in changed["private/applications.yml"]
    assert b"brought" not in changed["private/ambassadors.yml"]
    assert b"Spoke in Bergen" in changed["private/ambassadors.yml"]


# -- the public page -------------------------------------------------------------------------------


def test_the_page_is_the_call(root: Path) -> None:
    """It stands there as long as it is open, and cohorts that have begun stand below."""
    from hearth.outputs.pages.groups import FACE

    for day, there in ((DAY, True), (date(2026, 11, 30), True), (date(2026, 12, 1), False)):
        hub = load(root, day).hub.public()
        values = FACE.view(hub, hub.groups["envoys"]).values
        assert (values["call"] is not None) is there
        assert [one.name for one, _ in values["cohorts"]] == ["Second", "First"]
    early = load(root, date(2026, 3, 1) + timedelta(days=1)).hub.public()
    values = FACE.view(early, early.groups["envoys"]).values
    assert [one.name for one, _ in values["cohorts"]] == ["First"] and values["cohort"] == "First"
