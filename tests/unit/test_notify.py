"""Telling channels what is new: once each, in the markup of each service, and nothing that is not
public."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from email import message_from_bytes
from email.policy import default
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner, Result

import hubs
from hearth.base.web import WebLimits
from hearth.cli.notify import notify
from hearth.model.settings import NotifyChannel
from hearth.papers.notify.notices import Notice, matters, outlook
from hearth.papers.notify.services import SERVICES, ChannelMessage, messages
from playing_server import Answer, Playing, playing

DAY = date(2026, 11, 23)
CANARY = "Canary"
"""Stands in everything that must not be told."""
CALLS = "@everyone <!channel> <@U1> @**all** [x](https://evil.example) </li><script> *b* #1 @a@b.c"
"""What would call people, or be markup, in one service or the other."""


def event(title: str, start: str = "2026-12-10 18:00", more: str = "") -> str:
    return (
        f"title: {json.dumps(title)}\nsummary: {json.dumps(f'About {title}')}\nstart: {start}\n"
        f"timezone: Europe/Berlin\nmode: online\nadded: 2026-11-20\n{more}"
    )


CONSENT = "consent: {date: 2026-11-01, by: form}\n"
HUB: hubs.Files = {
    "events/talk.yml": event("Talk"),
    "events/weekly.yml": event("Weekly", "2026-12-01 18:00", "repeats: {rule: weekly}\n"),
    "events/secret.yml": event(f"{CANARY} secret", more="visible: hidden\n"),
    "events/inside.yml": event(f"{CANARY} inside", more="visible: members\n"),
    "events/old.yml": event("Old", "2026-11-21 18:00"),
    "content/news/story.md": "---\ntitle: Story\ndate: 2026-11-19\ntype: story\n---\nWords.\n",
    "content/news/letter.md": "---\ntitle: Letter\ndate: 2026-11-19\ntype: newsletter\n---\nW.\n",
    "content/resources/find.yml": "title: Find\nurl: https://a.community/\ntype: guide\nwhy: It "
    "helps.\nadded: 2026-11-20\n",
    "members/dee.yml": f"name: Dee New\njoined: 2026-11-20\n{CONSENT}",
    "members/eve.yml": f"name: {CANARY} Eve\njoined: 2026-11-20\n",
    "members/fay.yml": f"name: {CANARY} Fay\njoined: 2026-11-20\nvisible: hidden\n{CONSENT}",
    "members/gus.yml": f"name: Gus Kept\njoined: 2026-11-20\nplace: {{city: {CANARY}, country: PT}}"
    f"\nnot_public: [place]\n{CONSENT}",
}


def run(root: Path, *options: str, day: date = DAY) -> Result:
    return CliRunner().invoke(
        notify, ["--folder", str(root), "--as-of", str(day), *options], catch_exceptions=False
    )


def tells(root: Path, *options: str, day: date = DAY) -> list[str]:
    """What the first channel would be told of."""
    data = json.loads(run(root, "--format", "json", *options, day=day).output)
    return list(data[0]["tells"])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return hubs.minimal_hub(tmp_path, HUB)


def test_what_came_is_told_once(root: Path) -> None:
    """The first time a week back; then nothing, until something comes."""
    keys = tells(root)
    assert [key for key in keys if not key.startswith("member/")] == [
        "event/weekly",
        "event/talk",
        "post/hello",
        "post/story",
        "resource/find",
    ]
    assert len(keys) == 7
    assert tells(root, "--since", "2026-11-21") == []
    assert tells(root) == keys  # to look is not to tell
    run(root, "--told")
    assert tells(root) == []
    hubs.write(root, {"events/late.yml": event("Late", "2027-01-03 10:00")})
    assert tells(root) == ["event/late"]
    assert tells(root, day=date(2027, 1, 2)) == ["event/late"]


def test_what_is_remembered_of_people_names_nobody(root: Path) -> None:
    run(root, "--told")
    kept = "".join(file.read_text() for file in (root / "content/notified").iterdir())
    assert "event/talk" in kept and "member/" in kept
    assert not any(word in kept for word in ("Dee", "dee", "gus", CANARY))


@pytest.mark.parametrize(
    ("changes", "keys", "says"),
    [
        ({"events/talk.yml": event("Talk", more="status: cancelled\n")}, ["talk"], "Cancelled"),
        (
            {"events/talk.yml": event("Talk", "2026-12-10 19:30")},
            ["talk"],
            "Changed: Talk: https://example.org/small/events/talk/. Thu 10 Dec 2026, 19:30 Berlin "
            "time (18:30 UTC), online. It was planned for Thu 10 Dec 2026, 18:00 Berlin time "
            "(17:00 UTC), online.",
        ),
        (
            {
                "events/talk.yml": event("Talk").replace("online", "in-person")
                + "place: {city: Porto, country: PT}\n"
            },
            ["talk"],
            "in Porto, Portugal. It was planned for Thu 10 Dec",
        ),
        ({"events/talk.yml": event("Talk").replace("About", "All about")}, [], "Nothing is new"),
        (
            {
                "events/weekly.yml": event(
                    "Weekly",
                    "2026-12-01 18:00",
                    "repeats:\n  rule: weekly\n  moved:\n"
                    "  - {occurrence: 2026-12-08, status: cancelled}\n",
                )
            },
            ["weekly@2026-12-08"],
            "Cancelled: Weekly",
        ),
        (
            {"events/weekly.yml": event("Weekly", "2026-12-01 19:00", "repeats: {rule: weekly}\n")},
            ["weekly"],
            "Changed: Weekly",
        ),
        ({"events/talk.yml": None}, [], "Nothing is new"),
        ({"events/off.yml": event("Off", more="status: cancelled\n")}, [], "Nothing is new"),
    ],
)
def test_what_changes_is_told_with_what_it_was(
    root: Path, changes: hubs.Files, keys: list[str], says: str
) -> None:
    """That it takes place, when and where; a word in its summary is no news, and what was never
    announced is not called off."""
    run(root, "--told")
    hubs.write(root, changes)
    assert tells(root) == [f"event/{key}" for key in keys]
    result = run(root, "--channel", "slack", "--out", str(root / "told.txt"))
    assert says in (root / "told.txt").read_text(), result.output
    run(root, "--told")
    assert tells(root) == []


def test_the_next_date_of_a_series_is_no_news(root: Path) -> None:
    """Nor is a month that has gone by, and the files stay as they are while nothing is new."""
    run(root, "--told")
    kept = (root / "content/notified/slack.yml").read_bytes()
    for day in (date(2026, 12, 2), date(2026, 12, 30), date(2027, 2, 20)):
        assert tells(root, day=day) == []
        run(root, "--told", day=day)
    hubs.write(root, {"content/notified/slack.yml": kept})
    run(root, "--told", day=DAY)
    assert (root / "content/notified/slack.yml").read_bytes() == kept


def test_nothing_that_is_not_public_is_told(root: Path) -> None:
    """In no service, in no draft, and in nothing that is remembered; an internal hub tells no open
    service anything."""
    run(root, "--drafts", str(root / "drafts"), "--told")
    drafts = [file.read_bytes() for file in (root / "drafts").iterdir()]
    assert {file.suffix for file in (root / "drafts").iterdir()} == {".json", ".md", ".txt", ".eml"}
    assert len(drafts) >= 6 and not any(CANARY.encode() in draft for draft in drafts)
    mail = message_from_bytes((root / "drafts/mail-1.eml").read_bytes(), policy=default)
    bodies = [part.get_content() for part in mail.iter_parts()]  # type: ignore[attr-defined]
    assert all("Dee New" in body and CANARY not in body for body in bodies) and len(bodies) == 2
    inside = hubs.minimal_hub(root / "inside", HUB, settings="internal: true")
    result = run(inside, "--format", "json")
    assert "mastodon" not in result.stdout and "mastodon" in result.stderr


def hostile_messages(root: Path, service: str) -> list[ChannelMessage]:
    hubs.write(root, {"events/talk.yml": event(CALLS), "events/weekly.yml": None})
    hub = hubs.load(root)[0].public()
    notices = outlook(hub, matters(hub), None, ["events"]).notices
    channel = NotifyChannel(service=service, to="general", token="TEST")  # noqa: S106
    return messages(channel, hub, notices)


CALLING = {
    "slack": (None, ("<!channel", "<@", "@everyone", "<script", "@a@")),
    "discord": (None, ("@everyone", "<@U", "@a@")),
    "matrix": ("formatted_body", ("<!channel", "<script", "@everyone", "@a@", "</li><script")),
    "zulip": ("content", ("@everyone", "@**", "[x](", "<script", "#1 ", "@a@")),
    "mastodon": ("status", ("@everyone", "@a@", "#1 ")),
    "mail": ("html", ("<!channel", "<script")),
}
"""What must not stand in a field, or in any, of what a service is told."""


@pytest.mark.parametrize("service", SERVICES)
def test_nobody_is_called_and_nothing_is_markup(root: Path, service: str) -> None:
    """Whatever a contributor's title and summary hold."""
    (message,) = hostile_messages(root, service)
    part, never = CALLING[service]
    value = message.fields[part] if part else message.fields
    said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    assert "everyone" in said
    assert [call for call in never if call in said] == []
    if service == "discord":  # a title is no Markdown
        assert "[x](" not in message.fields["embeds"][0]["description"]
        assert message.fields["allowed_mentions"] == {"parse": []}


def test_each_service_keeps_to_its_sizes(root: Path) -> None:
    """Hundreds of things are told in a few messages: the rest by how many there are."""
    long = "word " * 400
    many: hubs.Files = {
        f"content/news/{kind}-{number}.md": f"---\ntitle: {long[:180]}{number}\ndate: 2026-11-20\n"
        f"type: {kind}\nsummary: {long[:250]}\n---\n{long}\n"
        for kind in ("story", "recap")
        for number in range(30)
    }
    hubs.write(root, many)
    hub = hubs.load(root)[0].public()
    notices = outlook(hub, matters(hub), None, ["events", "news", "library"]).notices
    found = {name: messages(NotifyChannel(service=name), hub, notices) for name in SERVICES}
    for name, those in found.items():
        keys = [matter.key for message in those for matter in message.matters]
        assert len(keys) == len(set(keys)) == (5 if name == "mastodon" else len(notices)), name
    for message in found["slack"]:
        assert len(message.fields["blocks"]) <= 50 and len(json.dumps(message.fields)) < 13_000
        assert all(len(block["text"]["text"]) <= 3000 for block in message.fields["blocks"])
    for message in found["discord"]:
        embeds = message.fields["embeds"]
        texts = [f"{each['title']}{each.get('description')}" for each in embeds]
        assert len(embeds) <= 10 and sum(map(len, texts)) < 6000
        assert all(len(each["title"]) <= 256 for each in embeds)
    assert all(len(message.fields["status"]) <= 500 for message in found["mastodon"])
    assert all(len(message.fields["content"]) <= 10_000 for message in found["zulip"])
    assert all(len(json.dumps(message.fields)) < 60_000 for message in found["matrix"])


# -- posting ---------------------------------------------------------------------------------------

SETTINGS = """notify: [
    {service: slack, address: TEST_SLACK},
    {service: discord, address: TEST_DISCORD, tell: [events]},
    {service: matrix, address: TEST_HOME, token: TEST_TOKEN, to: "!room:example.org"},
    {service: matrix, name: bridge, address: TEST_BRIDGE},
    {service: zulip, address: TEST_HOME, token: TEST_ZULIP, to: general},
    {service: mastodon, address: TEST_HOME, token: TEST_TOKEN, tell: [events]},
    {service: mail}]"""
SECRET = "s3cret-token"  # noqa: S105


@dataclass
class Posting:
    """A server that takes what channels are told."""

    server: Playing
    root: Path
    answers: dict[str, Any] = field(default_factory=dict)

    def send(self, *options: str) -> tuple[Result, list[tuple[str, str]]]:
        """`hearth notify --send`, and what was asked for by it."""
        before = len(self.server.asked)
        result = run(self.root, "--send", "--private-network", *options)
        return result, [(method, path) for method, path, _ in self.server.asked[before:]]

    def fields(self, part: str) -> Any:
        """What was last sent to a path."""
        asked = zip(self.server.asked, self.server.bodies, strict=True)
        return [body for (_, path, _), body in asked if part in path][-1]


@pytest.fixture
def posting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Posting]:
    root = hubs.minimal_hub(tmp_path, HUB, settings=SETTINGS)

    class Anything(dict[str, Any]):
        def get(self, path: str, default: Any = None) -> Any:
            return super().get(path, Answer())

    play = Anything()
    with playing(play) as server:
        for name, path in (("SLACK", f"/slack/{SECRET}"), ("DISCORD", "/discord"), ("HOME", "")):
            monkeypatch.setenv(f"TEST_{name}", server.url + path)
        monkeypatch.setenv("TEST_TOKEN", SECRET)
        monkeypatch.setenv("TEST_ZULIP", f"bot@example.org:{SECRET}")
        monkeypatch.delenv("TEST_BRIDGE", raising=False)
        monkeypatch.setattr("hearth.base.web.WebLimits", partial(WebLimits, apart=0.0))
        yield Posting(server, root, play)


def test_channels_are_told_once(posting: Posting) -> None:
    """Each in its own way; who has no address is not told, and nobody is told twice."""
    result, asked = posting.send()
    assert result.exit_code == 0, result.output
    assert "TEST_BRIDGE is not set" in result.stderr and SECRET not in result.output
    paths = [path for _, path in asked]
    assert [method for method, path in asked if "/_matrix/" in path] == ["PUT"]
    assert paths.count("/api/v1/statuses") == 2
    assert "/client/v3/rooms/%21room%3Aexample.org/send/m.room.message/hearth-" in "".join(paths)
    assert json.loads(posting.fields("/slack"))["blocks"]
    assert "m.mentions" in json.loads(posting.fields("/_matrix"))
    zulip = parse_qs(posting.fields("/messages").decode())
    assert zulip["to"] == ["general"] and "Talk" in zulip["content"][0]
    headers = {path: given for _, path, given in posting.server.asked}
    assert headers["/api/v1/statuses"]["authorization"] == f"Bearer {SECRET}"
    assert headers["/api/v1/statuses"]["idempotency-key"]
    basic = headers["/api/v1/messages"]["authorization"].removeprefix("Basic ")
    assert b64decode(basic).decode() == f"bot@example.org:{SECRET}"
    assert posting.send()[1] == []


def test_a_channel_that_failed_is_told_the_next_time(posting: Posting) -> None:
    """And the others are not told again; what it has already is not repeated."""
    posting.answers["/discord"] = Answer(500)
    posting.answers["/api/v1/statuses"] = lambda number: Answer(200 if number != 2 else 422)
    result, asked = posting.send()
    assert result.exit_code == 1 and "discord: not told: it answered with 500" in result.stderr
    assert len(asked) == 6
    posting.answers["/discord"] = Answer(204, b"")
    result, asked = posting.send()
    assert result.exit_code == 0
    assert asked == [("POST", "/discord"), ("POST", "/api/v1/statuses")]
    assert posting.send()[1] == []


def test_a_channel_that_asks_for_patience_is_asked_again(posting: Posting) -> None:
    """Once, after as long as it said; and nothing is handed on to where it redirects."""
    posting.answers["/discord"] = lambda number: (
        Answer(429, b"", {"Retry-After": "0"}) if number == 1 else Answer(204, b"")
    )
    posting.answers[f"/slack/{SECRET}"] = Answer(307, b"", {"Location": "/elsewhere"})
    result, asked = posting.send()
    assert asked.count(("POST", "/discord")) == 2 and "discord: told of 2" in result.stdout
    assert "slack: not told: it answered with 307" in result.stderr
    assert ("POST", "/elsewhere") not in asked


def test_secrets_stay_secret(posting: Posting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where nobody answers, and no address is taken that could be read on its way."""
    monkeypatch.setenv("TEST_DISCORD", f"http://127.0.0.1:9/{SECRET}")
    result, _ = posting.send("--channel", "discord")
    assert result.exit_code == 1 and SECRET not in result.output
    monkeypatch.setenv("TEST_DISCORD", f"http://chat.example.org/{SECRET}")
    result = run(posting.root, "--send", "--channel", "discord")
    assert result.exit_code == 1 and "https://" in result.stderr and SECRET not in result.output
    kept = list((posting.root / "content/notified").glob("*.yml"))
    assert kept and not any(SECRET in file.read_text() for file in kept)


def test_a_damaged_memory_tells_nothing_again(root: Path) -> None:
    """It is put right by a person: to begin anew would tell all of it once more."""
    hubs.write(root, {"content/notified/slack.yml": "told: [what]\n"})
    result = run(root, "--send")
    assert result.exit_code == 1 and "content/notified/slack.yml" in result.output


def test_a_message_has_the_same_name_every_time(root: Path) -> None:
    """So a server that has it already can say so; another message has another."""
    hub = hubs.load(root)[0].public()
    notices = outlook(hub, matters(hub), None, ["events"]).notices
    first, again = (messages(NotifyChannel(service="matrix"), hub, notices)[0] for _ in range(2))
    changed = Notice(notices[0].matter, notices[1].matter.told)
    other = messages(NotifyChannel(service="matrix"), hub, [changed])[0]
    assert first.name == again.name != other.name
