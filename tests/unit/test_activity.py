"""Exports of chats and forums become acts: by pseudonym, without a text, counted to the last."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result

import hubs
from hearth.cli.main import main
from hearth.contribute.activity.archive import opened
from hearth.contribute.importing.attendance import pseudonym
from hearth.contribute.importing.tables import UnreadableError
from hearth.manage.figures.base import MetricContext, measure
from hearth.manage.ledger import ledger
from hearth.manage.private import read_notes
from hearth.manage.private.activity import ActivityRow, read, settled

SECRET = "a-key-for-tests-that-is-long-enough"  # noqa: S105 - of these tests alone
ADA, BO = (pseudonym(f"{name}@example.org", SECRET) for name in ("ada", "bo"))
ENVIRONMENT = {
    "SOURCE_DATE_EPOCH": hubs.EPOCH,
    "HEARTH_ATTENDANCE_KEY": SECRET,
    "LANGUAGE": "en",
}
TEXT = "CANARY-TEXT how do you greet? See https://example.org/?x=1"
NOON = 1793880000  # 2026-11-05, 12:00 UTC


def slack() -> dict[str, str]:
    """A question with an answer, a welcome, a reaction, a bot, somebody who joined, a private
    channel."""
    people = [
        {"id": "U1", "name": "ada", "profile": {"email": "ada@example.org"}},
        {"id": "U2", "name": "bo", "profile": {"email": "bo@example.org"}},
        {"id": "B1", "name": "robot", "is_bot": True},
    ]

    def said(user: str, at: int, thread: int = 0, **more: object) -> dict[str, object]:
        root = {"thread_ts": f"{thread}.0"} if thread else {}
        return {"type": "message", "user": user, "ts": f"{at}.0", "text": TEXT, **root, **more}

    talk = [
        said("U1", NOON, NOON, reactions=[{"name": "tada", "users": ["U2", "U9"]}]),
        said("U2", NOON + 9, NOON),
        said("B1", NOON + 20),
        said("U2", NOON + 30, subtype="channel_join"),
        said("U1", NOON + 40),
        {"type": "file", "ts": f"{NOON}.0"},
    ]
    intro = [said("U2", NOON + 50, NOON + 50), said("U1", NOON + 60, NOON + 50)]
    return {
        "users.json": json.dumps(people),
        "channels.json": json.dumps([{"id": "C1", "name": "talk"}, {"id": "C2", "name": "intros"}]),
        "talk/2026-11-05.json": json.dumps(talk),
        "intros/2026-11-05.json": json.dumps(intro),
        "secret/2026-11-05.json": json.dumps([said("U1", NOON)]),
    }


DISCORD = {
    "talk.json": json.dumps(
        {
            "guild": {"id": "1"},
            "channel": {"id": "5", "type": "GuildTextChat", "name": "talk"},
            "messages": [
                {
                    "id": "10",
                    "type": "Default",
                    "timestamp": "2026-11-05T12:00:00+00:00",
                    "content": TEXT,
                    "author": {"id": "71", "name": "ada", "isBot": False},
                },
                {
                    "id": "11",
                    "type": "Reply",
                    "timestamp": "2026-11-06T12:00:00+00:00",
                    "content": "Tea.",
                    "author": {"id": "72", "name": "bo", "isBot": False},
                    "reference": {"messageId": "10"},
                },
            ],
        }
    )
}
DISCOURSE = {
    "posts.csv": "username,topic_id,post_number,created_at,raw\n"
    f'ada,7,1,2026-11-05 12:00:00 UTC,"{TEXT}"\n'
    "bo,7,2,2026-11-06 12:00:00 UTC,Tea.\n"
    "system,7,3,2026-11-06 12:00:00 UTC,Closed.\n"
}
ZULIP = {
    "realm.json": json.dumps(
        {
            "zerver_userprofile": [
                {"id": 1, "email": "ada@example.org", "delivery_email": "ada@example.org"},
                {"id": 2, "email": "bo@example.org", "delivery_email": "bo@example.org"},
            ],
            "zerver_stream": [{"id": 3, "name": "talk", "invite_only": False}],
            "zerver_recipient": [
                {"id": 4, "type": 2, "type_id": 3},
                {"id": 5, "type": 1, "type_id": 2},
            ],
            "zerver_reaction": [],
        }
    ),
    "messages-000001.json": json.dumps(
        {
            "zerver_message": [
                {"id": 1, "sender": 1, "recipient": 4, "subject": "tea", "date_sent": NOON}
                | {"content": TEXT},
                {"id": 2, "sender": 2, "recipient": 4, "subject": "tea", "date_sent": NOON + 9}
                | {"content": "Tea."},
                {"id": 3, "sender": 1, "recipient": 5, "subject": "", "date_sent": NOON + 9}
                | {"content": TEXT},
            ]
        }
    ),
}
GITHUB = {
    "answer.json": json.dumps(
        {
            "data": {
                "repository": {
                    "discussions": {
                        "nodes": [
                            {
                                "id": "D1",
                                "number": 1,
                                "title": TEXT,
                                "body": TEXT,
                                "createdAt": "2026-11-05T12:00:00Z",
                                "author": {"login": "ada"},
                                "category": {"name": "Q&A", "isAnswerable": True},
                                "comments": {
                                    "nodes": [
                                        {
                                            "id": "C1",
                                            "createdAt": "2026-11-06T12:00:00Z",
                                            "author": {"login": "bo"},
                                            "body": "Tea.",
                                            "replies": {"nodes": []},
                                        }
                                    ]
                                },
                            }
                        ]
                    }
                }
            }
        }
    )
}


ODD = {
    "id",
    "type",
    "sender",
    "recipient",
    "user",
    "ts",
    "author",
    "message",
    "reactions",
    "comments",
}
"""Names of what is put wrong."""


def packed(files: Mapping[str, str]) -> bytes:
    """A .zip of files."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return raw.getvalue()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small hub."""
    return hubs.minimal_hub(tmp_path / "hub")


def take(root: Path, files: Mapping[str, str], *words: str) -> Result:
    """``hearth activity --write`` of an export in a .zip."""
    export = root.parent / "export.zip"
    export.write_bytes(packed(files))
    call = ["activity", str(export), "--folder", str(root), "--write", *words]
    return CliRunner().invoke(main, call, env=ENVIRONMENT)


def acts(root: Path, service: str) -> list[tuple[str, str]]:
    """(act, person) of what is kept."""
    text = (root / f"private/activity/{service}.csv").read_text("utf-8")
    return sorted((row.act, row.person) for _, row in read(text) if row)


def test_slack_to_the_last_message(root: Path) -> None:
    """Each message and reaction is an act or left out with why; no text and no name is kept."""
    result = take(root, slack())
    assert result.exit_code == 0, result.output
    assert "11 messages read from slack." in result.output and "7 taken" in result.output
    for why in ("a program wrote it", "the service wrote it", "direct message", "cannot be read"):
        assert any("1 left out" in line and why in line for line in result.output.splitlines())
    assert [act for act in acts(root, "slack") if act[1] in (ADA, BO)] == sorted(
        [
            ("ask", ADA),
            ("ask", BO),
            ("answer", BO),
            ("answer", ADA),
            ("message", ADA),
            ("react", BO),
        ]
    )
    kept = (root / "private/activity/slack.csv").read_text("utf-8")
    assert not any(word in kept for word in ("CANARY", "ada", "bo,", "talk", "example", "U1"))
    before = kept
    assert "0 acts are new" in take(root, slack()).output
    assert (root / "private/activity/slack.csv").read_text("utf-8") == before


@pytest.mark.parametrize(
    ("service", "files"),
    [("discord", DISCORD), ("discourse", DISCOURSE), ("zulip", ZULIP), ("github", GITHUB)],
)
def test_a_question_and_its_answer(root: Path, service: str, files: dict[str, str]) -> None:
    """In every service that keeps them apart."""
    result = take(root, files)
    assert result.exit_code == 0, result.output
    assert [act for act, _ in acts(root, service)] == ["answer", "ask"], result.output
    kept = (root / f"private/activity/{service}.csv").read_text("utf-8")
    assert "CANARY" not in kept and "ada" not in kept


def test_overlapping_exports_come_to_the_same() -> None:
    """In whatever order they are read, and however often."""
    for seed in range(60):
        draw, day = Random(seed), date(2026, 11, 1)  # noqa: S311 - nothing is kept secret
        rows = []
        for talk in ("a" * 12, "b" * 12):
            for place in range(draw.randint(1, 6)):
                act = "reply" if place else draw.choice(("ask", "message"))
                rows.append(ActivityRow(day, act, draw.choice((ADA, BO)), talk))
                day += timedelta(days=draw.randint(0, 2))
        cut = draw.randint(0, len(rows))
        early, late = rows[:cut], rows[draw.randint(0, cut) :]
        for one, other in ((early, late), (late, early)):
            found = settled([*settled(one), *other])
            assert found == settled(rows) == settled([*found, *one]), seed


def test_a_later_first_word_is_no_beginning() -> None:
    """Where an export starts in the middle, the earlier beginning that is known stands."""
    first, talk = date(2026, 11, 1), "a" * 12
    known = [ActivityRow(first, "ask", ADA, talk)]
    later = ActivityRow(first + timedelta(days=1), "ask", BO, talk)
    assert [row.act for row in settled([*known, later])] == ["ask", "answer"]


def test_a_bot_and_what_is_not_given_are_told(root: Path) -> None:
    """GitHub says who is a program, and gives only so many comments at once."""
    answer = json.loads(GITHUB["answer.json"])
    node = answer["data"]["repository"]["discussions"]["nodes"][0]
    node["comments"]["totalCount"] = 4
    node["comments"]["nodes"][0]["author"] = {"login": "dependabot", "__typename": "Bot"}
    result = take(root, {"answer.json": json.dumps(answer)})
    assert "1 left out: a program wrote it" in result.output
    assert "3 left out: the answer does not hold it" in result.output
    assert [act for act, _ in acts(root, "github")] == ["ask"]


@pytest.mark.parametrize("odd", [[], {}, "x", None, True, 1e400])
def test_anything_may_stand_in_an_export(root: Path, odd: object) -> None:
    """In place of any value of an export: it is read or refused, and never ends in a traceback."""

    def odder(value: object) -> object:
        if isinstance(value, dict):
            return {name: odd if name in ODD else odder(inner) for name, inner in value.items()}
        return [odder(inner) for inner in value] if isinstance(value, list) else value

    for files in (slack(), DISCORD, ZULIP, GITHUB):
        texts = {name: json.dumps(odder(json.loads(text))) for name, text in files.items()}
        result = take(root, texts)
        assert result.exit_code in (0, 2), result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)


def test_a_table_of_something_else_is_no_export(root: Path) -> None:
    """A .csv without posts is not taken for one with them."""
    result = take(root, {"bank.csv": "date,amount\n2026-11-05,12\n"})
    assert result.exit_code == 2 and "no export that is known" in result.output


def test_what_happens_counts(root: Path) -> None:
    """Acts come into the ledger; who agreed is known by name from that day on, others are not."""
    care = "".join(
        f"- {{member: {name}, named_since: 2026-11-01, pseudonyms: ['{own}']}}\n"
        for name, own in (("ada", ADA), ("bo", BO))
    )
    hubs.write(root, {"private/people.yml": care})
    take(root, slack())
    hub = hubs.load(root)[0]
    notes, problems = read_notes(hub)
    assert not problems.errors
    found = {(act.person, act.kind) for act in ledger(hub, notes).acts}
    assert ("ada", "ask") in found and ("bo", "answer") in found
    with_acts, without = (
        measure(MetricContext.of(hub, known), ["active_90"])["active_90"].now.value or 0
        for known in (notes, replace(notes, activity={}))
    )
    assert with_acts == without + 1


def test_who_is_forgotten_leaves_no_act(root: Path) -> None:
    """Their rows go, and they go from the rows of others."""
    care = f"- {{member: ada, named_since: 2026-11-01, pseudonyms: ['{ADA}']}}\n"
    hubs.write(root, {"private/people.yml": care})
    take(root, slack())
    call = ["forget", "ada", "--folder", str(root), "--yes"]
    result = CliRunner().invoke(main, call, env=ENVIRONMENT)
    assert result.exit_code == 0, result.output
    assert ADA not in (root / "private/activity/slack.csv").read_text("utf-8")


def test_a_table_with_something_else_is_told(root: Path) -> None:
    """A row that is no act is named by its line, and the others count."""
    take(root, slack())
    table = root / "private/activity/slack.csv"
    table.write_text(table.read_text() + "2026-11-05,ask,Ada Example,,\n")
    notes, problems = read_notes(hubs.load(root)[0])
    (wrong,) = problems.errors
    assert wrong.path == "activity/slack.csv" and "Ada" not in str(wrong.message)
    assert len(notes.activity["slack"]) > 5


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (packed({"a.txt": "x"}), "no export that is known"),
        (b"PK\x03\x04broken", "damaged"),
        (b"\x1f\x8bbroken", "damaged"),
    ],
)
def test_what_is_no_export_is_refused(root: Path, raw: bytes, why: str) -> None:
    """Kindly, and nothing is written."""
    export = root.parent / "export.zip"
    export.write_bytes(raw)
    call = ["activity", str(export), "--folder", str(root), "--write"]
    result = CliRunner().invoke(main, call, env=ENVIRONMENT)
    assert result.exit_code == 2 and why in result.output
    assert not (root / "private").exists()


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """What unfolds out of all proportion is refused before it is read."""
    export = tmp_path / "bomb.zip"
    with zipfile.ZipFile(export, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("users.json", b" " * 70_000_000)
    with pytest.raises(UnreadableError, match="times as large"), opened(export):
        pass
