"""What is not public is in no byte of the site or the newsletter: every field of every kind, what a
calendar tells of people and meetings, and what pictures that are shown tell of their makers."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, PngImagePlugin
from pydantic import BaseModel

import hubs
from hearth.contribute.importing.calendar import calendar_rows
from hearth.contribute.importing.columns import by_names
from hearth.contribute.importing.drafts import RowDraft
from hearth.contribute.importing.preview import prepare
from hearth.contribute.importing.validate import fitted
from hearth.edit.location import annotation_at, choices, entry_of, mentions
from hearth.edit.record_files import path_of, text_of
from hearth.kinds import KINDS
from hearth.kinds.fields import Clock, ContactUrl, Country, Day, Language, Moment, Url, Zone
from hearth.model.links import refs
from hearth.read.records import INTERNAL, models_in
from record_texts import IDS
from site_bytes import unpacked

FIELD, KEPT, CALENDAR, PICTURE = "canaryfield", "canarykept", "canarycalendar", "canaryexif"
DIALLED, MEETING = "7364518290", "817 3645 1829"
ALIASES = (
    (Moment, "2026-12-03T18:00"),
    (Day, "2026-11-20"),
    (Clock, "18:30"),
    (Zone, "Africa/Nairobi"),
    (Country, "KE"),
    (Language, "sw"),
    (Url, "https://{}.example.org/x"),
    (ContactUrl, "https://{}.example.org/contact"),
)


def chosen(kind: str, word: str) -> dict[str, Any]:
    """What goes together where not everything does."""
    links = {"website": f"https://{word}.example.org/", "mastodon": f"{word}@example.org"}
    links |= {"linkedin": f"in/{word}", "bluesky": f"{word}.example.org", "youtube": f"@{word}"}
    fields: dict[str, dict[str, Any]] = {
        "member": {
            "affiliations": [{"organisation": "lantern", "role": word}],
            "links": {**links, "github": word, "gitlab": word},
            "left": None,
            "status": None,
            "joined_precision": None,
        },
        "path": {"steps": [{"resource": "canvas", "note": word}]},
        "event": {
            "end": "2026-12-03T19:00",
            "duration": None,
            "repeats": None,
            "sponsors": ["lantern"],
        },
    }
    return fields.get(kind, {})


ALWAYS_SHOWN = frozenset(("aliases", "visible", "not_public", "image"))
SECTIONS = ("topic", "term")
"""Kinds whose records stand in one file."""


def value(annotation: Any, word: str) -> Any:
    """A value that fits a field and holds the word wherever one can."""
    if (entry := entry_of(annotation)) is not None:
        return [value(entry, word)]
    if (kind := next(refs(annotation), None)) is not None:
        return IDS[kind]
    if parts := models_in(annotation):
        return {name: value(annotation_at(parts[0], (name,)), word) for name in names_of(parts[0])}
    if words := choices(annotation):
        return words[0]
    for alias, form in ALIASES:
        if mentions(annotation, alias):
            return form.format(word)
    if re.search(r"\b(?:int|float)\b", str(annotation)):
        return "40"
    return "yes" if "bool" in str(annotation) else word


def names_of(model: type[BaseModel]) -> list[str]:
    return [name for name in model.model_fields if name not in INTERNAL]


def all_fields(kind: str, word: str, **more: Any) -> dict[str, Any]:
    """A record with every field that goes together with the others."""
    model = KINDS[kind].model
    given = {name: value(annotation_at(model, (name,)), word) for name in names_of(model)}
    none = dict.fromkeys(("image", "avatar", "aliases", "not_public"))
    fields = {**given, **none, **chosen(kind, word), **more}
    fields = {name: said for name, said in fields.items() if said is not None}
    found = fitted(kind, word, RowDraft(fields))
    assert found.left_out is None, found
    return found.fields


def hidden_records() -> dict[str, str]:
    """A record of each kind that is for members only, full of words."""
    files = {}
    for name, kind in KINDS.items():
        if name not in (*SECTIONS, "community") and name in IDS:
            fields = all_fields(name, FIELD, visible="members")
            files[path_of(name, FIELD, fields)] = text_of(name, fields)
            assert len(fields) > len(kind.model.model_fields) / 2, fields
    return files


def keeping_back() -> str:
    """A public member that keeps back every field that it may."""
    fields = all_fields("member", KEPT, name="Kim Open", joined="2026-11-02", added="2026-11-02")
    own = [name for name in fields if name not in ("name", "joined", "added", "kind", "body")]
    fields = {name: said for name, said in fields.items() if name != "body"}
    # Nobody is told by how much of a feed is shown.
    shown = {*ALWAYS_SHOWN, "feed_shows"}
    fields["not_public"] = [name for name in own if name not in shown]
    return text_of("member", fields)


ENTRIES = f"""\
BEGIN:VEVENT
UID:1
DTSTART;TZID=Europe/Berlin:20261208T180000
DTEND;TZID=Europe/Berlin:20261208T190000
SUMMARY:Open call
DESCRIPTION:Our call.\\n\\nJoin Zoom Meeting\\nhttps://us02web.zoom.us/j/81{DIALLED}890?pwd={CALENDAR}
 \\nMeeting ID: {MEETING}\\nPasscode: {CALENDAR}\\nOne tap mobile
 \\n+4930{DIALLED}\\,\\,81{DIALLED}890#
LOCATION:https://us02web.zoom.us/j/81{DIALLED}890?pwd={CALENDAR}
URL:https://us02web.zoom.us/j/81{DIALLED}890?pwd={CALENDAR}
CONFERENCE;VALUE=URI:https://meet.google.com/abc-defg-hij?{CALENDAR}
X-ALT-DESC;FMTTYPE=text/html:<a href="https://us02web.zoom.us/j/9{DIALLED}?pwd={CALENDAR}">Join</a>
X-GOOGLE-CONFERENCE:https://meet.google.com/{CALENDAR[:3]}-defg-hij
ORGANIZER;CN={CALENDAR}:mailto:{CALENDAR}@example.org
ATTENDEE;CN={CALENDAR}:mailto:{CALENDAR}@example.org
CONTACT:{CALENDAR}
COMMENT:{CALENDAR}
ATTACH:https://example.org/{CALENDAR}.pdf
X-OURS:{CALENDAR}
BEGIN:VALARM
ACTION:EMAIL
SUMMARY:{CALENDAR}
DESCRIPTION:{CALENDAR}
TRIGGER:-PT15M
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;TZID=Europe/Berlin:20261209T180000
SUMMARY:{CALENDAR}
DESCRIPTION:{CALENDAR}
CLASS:CONFIDENTIAL
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART;TZID=Europe/Berlin:20261210T180000
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:Open table
LOCATION:Online
END:VEVENT
BEGIN:VEVENT
UID:3
RECURRENCE-ID;TZID=Europe/Berlin:20261217T180000
DTSTART;TZID=Europe/Berlin:20261217T190000
SUMMARY:{CALENDAR}
DESCRIPTION:{CALENDAR}
CLASS:PRIVATE
END:VEVENT
"""


def imported(hub_of: Path) -> dict[str, str]:
    """What an import of a calendar writes that is full of what is nobody's business."""
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{ENTRIES}END:VCALENDAR\n"
    hub, _ = hubs.load(hub_of)
    rows = calendar_rows(text.encode(), hub.as_of).rows
    plan = by_names("event", dict.fromkeys(name for row in rows for name in row.values))
    lines = prepare(hub, rows, plan, {"summary": "A call."}).lines
    return {str(line.path): line.text for line in lines if line.path and line.text is not None}


def telling_pictures() -> dict[str, bytes]:
    """Pictures that say who made them and where, in each place their formats have."""
    picture = Image.new("RGB", (24, 16), (180, 90, 40))
    exif = Image.Exif()
    for tag in (0x010E, 0x010F, 0x0110, 0x013B, 0x8298):  # description, camera, artist, rights
        exif[tag] = PICTURE
    exif.get_ifd(0x8825)[0x1D] = PICTURE  # where it was taken
    exif.get_ifd(0x8769)[0x9286] = PICTURE.encode()  # what the photographer says
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", PICTURE)
    info.add_text("Comment", PICTURE, zip=True)
    info.add_itxt("XML:com.adobe.xmp", f"<x>{PICTURE}</x>", zip=True)
    forms: dict[str, dict[str, Any]] = {
        "png": {"pnginfo": info, "exif": exif},
        "jpeg": {"exif": exif, "comment": PICTURE.encode()},
        "webp": {"exif": exif, "xmp": f"<x>{PICTURE}</x>".encode()},
    }
    files = {}
    for form, options in forms.items():
        into = io.BytesIO()
        picture.save(into, form, **options)
        assert PICTURE.encode() in into.getvalue()
        files[form] = into.getvalue() + PICTURE.encode()
    return files


def with_pictures() -> dict[str, str | bytes | None]:
    files: dict[str, str | bytes | None] = {}
    for form, content in telling_pictures().items():
        files[f"content/assets/people/of-{form}.{form}"] = content
        files[f"members/of-{form}.yml"] = (
            f"name: Pat {form.capitalize()}\njoined: 2026-11-03\n"
            f"avatar: assets/people/of-{form}.{form}\n"
        )
    return files


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub full of what is not to be published."""
    talk = "discussions: {service: link, url: https://example.org/chat}\n"
    about = {"content/community.yml": f"{hubs.BASE['content/community.yml']}{talk}"}
    files = {**hidden_records(), "members/kim.yml": keeping_back(), **with_pictures(), **about}
    root = hubs.minimal_hub(tmp_path_factory.mktemp("fields") / "hub", files)
    written = imported(root)
    assert len(written) == 2
    hubs.write(root, dict(written))
    _, problems = hubs.load(root)
    assert [str(problem) for problem in problems.errors] == []
    return root


@pytest.fixture(scope="module", params=("mkdocs", "plain"))
def published(request: pytest.FixtureRequest, hub: Path) -> dict[str, bytes]:
    """Every file of its site by either builder, unpacked, with its name, in small letters."""
    site = hubs.built(hub, hub.with_name(f"site-{request.param}"), builder=request.param)
    tree = hubs.tree(site)
    return {uri: (uri.encode() + b"\n" + unpacked(raw)).lower() for uri, raw in tree.items()}


@pytest.mark.parametrize("secret", [FIELD, KEPT, CALENDAR, PICTURE, DIALLED, MEETING])
def test_a_secret_is_in_no_file(published: dict[str, bytes], secret: str) -> None:
    """Whichever field, property or picture it came in by."""
    assert [uri for uri, content in published.items() if secret.encode() in content] == []


def test_what_is_public_of_the_same_records_is_there(published: dict[str, bytes]) -> None:
    """Else the absence of the rest would prove nothing."""
    everything = b"".join(published.values())
    for word in (b"kim open", b"open call", b"open table", b"pat jpeg", b"pat webp", b"pat png"):
        assert word in everything, word


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_a_secret_is_in_no_newsletter(hub: Path, form: str) -> None:
    """It shows nothing but what the site shows."""
    words = ("newsletter", "--folder", str(hub), "--since", "2026-01-01", "--format", form)
    done = hubs.run(hub, "hearth", *words)
    assert done.returncode == 0 and "Open call" in done.stdout, done.stderr
    secrets = (FIELD, KEPT, CALENDAR, PICTURE, DIALLED, MEETING)
    assert [secret for secret in secrets if secret in done.stdout.lower()] == []
