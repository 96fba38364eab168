"""Filled forms that change a page: the fields they are about, and not a character besides."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import form_texts
import hubs
from hearth.base.strict_yaml import read_yaml
from hearth.cli.main import main
from hearth.contribute.form_changes import change_from
from hearth.contribute.forms import answers
from hearth.kinds.form import FormError
from hearth.kinds.member import KIND as MEMBER
from hearth.outputs.form_links import blank_links, form_links
from hearth.outputs.pages.people import FACE
from hearth.read.load import read_all

ADA = """\
# Kept by Ada herself.
name: Ada Example
pronouns: she/her # ask her
place: {city: Porto, country: PT}
joined: 2026-01-05
topics: [onboarding]
asks:
  # Since the summer.
  - topic: metrics
    note: What counts?
    since: 2026-06-01
  - topic: onboarding
    note: Who greets?
    since: 2026-07-01
links: {github: ada-e}
"""
HIDDEN = "name: Hidden Person\njoined: 2026-01-05\nvisible: hidden\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A hub with a page to change, and one that nobody may know of."""
    files: hubs.Files = {"members/ada.yml": ADA, "members/hid.yml": HIDDEN}
    return hubs.minimal_hub(tmp_path / "hub", files)


def changed(root: Path, key: str, **others: str) -> str:
    """What the file says by a filled form."""
    form = form_texts.FORMS[key]
    given = answers(form, form_texts.body_of(key, form_texts.filled(key, **others)))
    return change_from(form, given, read_all(root), root, hubs.AS_OF).text


def send(root: Path, key: str, sender: str = "", **others: str) -> tuple[Result, str]:
    """A filled form through the command, as the workflow gives it, and the reply."""
    body = form_texts.body_of(key, form_texts.filled(key, **others))
    event = root.parent / "event.json"
    event.write_text(json.dumps({"issue": {"body": body, "user": {"login": sender}}}))
    reply = root.parent / "reply.md"
    call = ["from-issue", "--event", str(event), "--folder", str(root), "--reply", str(reply)]
    result = CliRunner().invoke(main, call, env={"SOURCE_DATE_EPOCH": hubs.EPOCH})
    return result, reply.read_text("utf-8")


def lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went, and those that came."""
    old, new = before.splitlines(), after.splitlines()
    return [one for one in old if one not in new], [one for one in new if one not in old]


def test_a_profile_says_what_was_answered(root: Path) -> None:
    """Each answer in its field, a dash takes out; comments and all else stay."""
    gone, came = lines(ADA, changed(root, "profile"))
    assert gone == [
        "pronouns: she/her # ask her",
        "place: {city: Porto, country: PT}",
        "links: {github: ada-e}",
    ]
    assert "headline: Keeps the archive" in came and "place: {city: Nairobi, country: KE}" in came
    assert "skills:" in came and "  - Sound, cheap" in came
    assert any("website: https://example.org/ada" in line for line in came)


@pytest.mark.parametrize(
    ("key", "gone", "came"),
    [
        ("offer", [], ["offers:", "    note: Counting", "    since: "]),
        ("thank", [], ["thanks:", "  - by: bo", "    reason: The tour", "    date: "]),
        ("leave", [], ["visible: hidden"]),
    ],
)
def test_what_is_added(root: Path, key: str, gone: list[str], came: list[str]) -> None:
    """A form adds what it is for, and nothing is lost."""
    went, new = lines(ADA, changed(root, key))
    assert went == gone
    assert [line for line in came if not any(one.startswith(line) for one in new)] == []


def test_an_ask_stands_beside_the_others(root: Path) -> None:
    """The newest last; those before are there still."""
    text = changed(root, "ask")
    assert text.count("- topic: metrics") == 2 and "note: How many?" in text
    assert "Who greets?" in text and "What counts?" in text


def test_an_answer_stands_at_the_newest_open_ask(root: Path) -> None:
    """Of the topic that is named; without one it is refused."""
    text = changed(root, "answer")
    assert text.index("responses") < text.index("Who greets?")
    with pytest.raises(FormError, match="no open question"):
        changed(root, "answer", topic="events-craft")


def test_who_leaves_as_alumni(root: Path) -> None:
    """The page stays, with the day."""
    went, came = lines(ADA, changed(root, "leave", how="Keep my page and say that I was a member"))
    assert went == [] and f"left: {hubs.AS_OF}" in came and "status: alumni" in came


def test_only_what_is_offered_can_be_chosen(root: Path) -> None:
    """Another word leaves the page as it is."""
    with pytest.raises(FormError, match="choose one"):
        changed(root, "leave", how="Burn it")


@pytest.mark.parametrize("named", ["hid", "Hidden Person", "nobody", "members/"])
def test_of_pages_that_are_not_public_nothing_is_told(root: Path, named: str) -> None:
    """One that is hidden is refused in the same words as one that there is not."""
    with pytest.raises(FormError) as refused:
        changed(root, "thank", record=named)
    assert "there is no member" in str(refused.value)


def test_the_reply_tells_what_changes(root: Path) -> None:
    """In the words of a comparison, with who asks; the file is written."""
    result, reply = send(root, "profile", "Ada-E")
    assert result.exit_code == 0, result.output
    assert "Changes the person **Ada Example**" in reply and "headline" in reply
    assert "is the one that the page names" in reply
    assert (root / "members/ada.yml").read_text("utf-8") != ADA
    assert "is not the one" in send(root, "leave", "mallory")[1]
    (root / "members/ada.yml").write_text(ADA)
    assert "nobody can tell" in send(root, "thank", "bo")[1]


def test_what_must_be_mended_is_said(root: Path) -> None:
    """By its question; nothing is written."""
    result, reply = send(root, "profile", **{"place.country": "Nowhere", "links.website": "x y"})
    assert result.exit_code == 1 and "**Country**" in reply and "**Website**" in reply
    assert (root / "members/ada.yml").read_text("utf-8") == ADA


@pytest.mark.parametrize("key", ["profile", "ask", "offer", "thank"])
def test_hostile_text_stays_in_its_field(root: Path, key: str) -> None:
    """Whatever is answered: the file is right and says it there alone, or it is refused."""
    form = form_texts.FORMS[key]
    found = read_all(root)
    for place, question in enumerate(form.questions):
        for number, text in enumerate(form_texts.HOSTILE):
            if (place + number) % 5:
                continue
            given = form_texts.filled(key, **{question.field: text})
            try:
                known = answers(form, form_texts.body_of(key, given))
                made = change_from(form, known, found, root, hubs.AS_OF)
            except FormError:
                continue
            assert made.file.path == "members/ada.yml"
            assert made.text.startswith("# Kept by Ada herself.\nname: Ada Example\n")
            assert {"visible", "consent"}.isdisjoint(read_yaml(made.text))


def test_a_profile_leads_to_its_forms(root: Path) -> None:
    """Filled in with what stands there, where the files lie at a host that has such forms."""
    at_host = hubs.load(root, edit_base="https://github.com/our/hub/edit/main/")[0].public()
    links = {link.label: link for link in form_links(at_host, at_host.members["ada"])}
    assert "record=ada&pronouns=she%2Fher&place-city=Porto" in links["Change your profile"].url
    assert links["Thank somebody"].url.endswith("/our/hub/issues/new?template=thank.yml&record=ada")
    assert [link.label for link in links.values() if not link.is_own] == [
        "Answer somebody",
        "Thank somebody",
    ]
    elsewhere = hubs.load(root, edit_base="https://git.example.org/our/hub/edit/main/")[0]
    assert form_links(elsewhere, elsewhere.members["ada"]) == []
    lies = {"edit_base": "https://github.com/our/hub/edit/main/", "internal": True}
    for wanted, many in ((None, 0), (True, len(links))):
        inside = hubs.load(root, **lies, forms=wanted)[0].public()
        assert len(form_links(inside, inside.members["ada"])) == many


def test_a_group_says_what_it_looks_for(root: Path) -> None:
    """What was answered, each in its field; its page leads there, filled in with what it says."""
    crew = (root / "content/groups/crew.yml").read_text("utf-8")
    went, came = lines(crew, changed(root, "group"))
    assert went == [] and "next_step: A tour on Friday" in came
    assert {"needs:", "  - A reader", "  - Somebody who draws"} <= set(came)
    result, reply = send(root, "group", "anybody")
    assert result.exit_code == 0, result.output
    assert "**Welcome crew**" in reply
    at_host = hubs.load(root, edit_base="https://github.com/our/hub/edit/main/")[0].public()
    (link,) = form_links(at_host, at_host.groups["crew"])
    assert "template=group.yml&record=crew" in link.url and "needs=A+reader%0A" in link.url
    assert [one.label for one in blank_links(at_host, MEMBER, "ask", "offer")] == [
        "Ask the community",
        "I can help",
    ]


def test_thanks_stand_on_the_page(root: Path) -> None:
    """The latest first, and nobody is named who may not be seen."""
    (root / "members/bo.yml").write_text(
        "name: Bo Sample\njoined: 2026-02-10\nthanks:\n"
        "  - {by: ada, reason: The tour, date: 2026-06-01}\n"
        "  - {by: hid, reason: The secret, date: 2026-06-02}\n"
    )
    hub = hubs.load(root)[0].public()
    shown = FACE.view(hub, hub.members["bo"]).values["thanks"]
    assert [one.reason for one in shown] == ["The tour"]
