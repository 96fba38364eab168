"""What is not public is in no byte of the site."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from pathlib import Path

import pytest

import hubs
from hearth.manage.private import read_notes
from hearth.manage.private.notes import FILES as NOTE_FILES
from hearth.manage.private.notes import FOLDERS as NOTE_FOLDERS
from made_files import picture
from site_bytes import unpacked

CANARIES = {
    "a member for members only": "canaryone",
    "a hidden member": "canarytwo",
    "a field kept back": "canarythree",
    "how somebody heard of the hub": "canaryfour",
    "who recorded the consent": "canaryfive",
    "a buddy's name behind a hidden profile": "canarysix",
    "a draft": "canaryseven",
    "a draft page": "canaryeight",
    "a picture's folder of private notes": "canarynine",
    "an event for members only": "canaryevent",
    "a series of which no date is public": "canaryseries",
    "a hidden venue": "canaryvenue",
    "a hidden resource": "canaryresource",
    "a hidden path": "canarypath",
    "a hidden group": "canarygroup",
    "a hidden post": "canarypost",
    "a hidden topic": "canarytopic",
    "a hidden term": "canaryterm",
    "what an event keeps back": "canaryfeedback",
    "how many came, kept back": "918273",
    "a goal kept back": "canarygoal",
    "a step whose target is hidden": "canarystep",
    "a comment in a file": "canarycomment",
    "an e-mail address in a hidden record": "canarymail",
    "a picture of a hidden member": "canaryface",
    "a picture kept back": "canaryavatar",
    "the manager's notes": "canarynote",
    "a count in the manager's notes": "736451",
    "what an editor left behind": "canaryleft",
    "a comment in a page": "canaryremark",
    "a comment in a text": "canaryaside",
    "what is no file of a site": "canarytable",
    "what a drawing tells of its maker": "canarymaker",
    "the marks of people who were removed": "canarysalt",
    "what a hidden member posts elsewhere": "canaryblog",
    "what somebody posted at an address of before": "canarymoved",
}
"""What must be nowhere. Each is planted in every field that could hold it."""

FILES = {
    "members/canaryone.yml": (
        "name: Canaryone\njoined: 2026-11-01\nvisible: members\nheadline: canaryone\n"
        "offers: [{topic: metrics, note: canaryone}]\nasks: [{topic: metrics, note: canaryone}]\n"
        "speaks_on: [metrics]\nbuddy: canarysix\n"
    ),
    "content/planet/member-canarytwo.yml": (
        "url: https://canaryblog.example.org/feed\nentries: [{title: canaryblog, url: "
        "'https://canaryblog.example.org/1', date: 2026-11-02, summary: canaryblog}]\n"
    ),
    "content/planet/member-bo.yml": (
        "url: https://canarymoved.example.org/feed\nentries: [{title: canarymoved, url: "
        "'https://canarymoved.example.org/1', date: 2026-11-02, summary: canarymoved}]\n"
    ),
    "members/canarytwo.md": (
        "---\nname: Canarytwo\njoined: 2026-11-02\nvisible: hidden\naliases: [canarytwo-before]\n"
        "feed: https://canaryblog.example.org/feed\n"
        "expert_in: [metrics]\nplace: {city: Canarytwo, country: NO}\n---\nI am canarytwo.\n"
    ),
    "members/canarysix.yml": "name: Canarysix\njoined: 2026-11-02\nvisible: hidden\n",
    "members/open.yml": (
        "name: Open Member\njoined: 2026-11-03\nfound_via: canaryfour\n"
        "consent: {date: 2026-11-03, by: canaryfive}\nheadline: canarythree\n"
        "skills: [canarythree]\nplace: {city: Canarythree, country: KE}\n"
        "links: {website: 'https://canarythree.example.org/'}\n"
        "not_public: [headline, skills, place, links]\nbuddy: canarytwo\n"
        "expert_in: [{topic: metrics, vouched_by: [canaryone]}]\n"
    ),
    "events/evening.yml": hubs.BASE["events/evening.yml"]
    + (
        "hosts: [canaryone, bo]\nroles: {facilitator: canarytwo}\n"
        "agenda: [{title: Start, speakers: [canaryone]}]\ngroup: canarygroup\n"
        "topics: [canarytopic, metrics]\nseries: open-series\n"
        "outcomes: {registered: 918273, attended: {online: 918273}, feedback: canaryfeedback}\n"
        "not_public: [outcomes] # canarycomment\n"
    ),  # type: ignore[operator]
    "events/canaryevent.yml": (
        "title: Canaryevent\nsummary: canaryevent\nstart: 2026-12-03T18:00\nduration: 60\n"
        "mode: in-person\nvenue: hall\nadded: 2026-11-01\nvisible: members\ntype: retreat\n"
        "hosts: [ada]\nspeakers: [{guest: Canaryevent}]\ntopics: [metrics]\n"
        "body: canaryevent, write to canarymail@example.org\n"
    ),
    "events/canaryseries.yml": (
        "title: Canaryseries\nsummary: canaryseries\nstart: 2026-12-03T18:00\nduration: 60\n"
        "timezone: Europe/Berlin\nmode: online\nadded: 2026-11-01\nvisible: hidden\n"
        "registration: {url: 'https://canaryseries.example.org/', closes: 2026-12-02}\n"
        "repeats: {rule: weekly, count: 5}\n"
    ),
    "events/at-home.yml": (
        "title: At home\nsummary: With a cake.\nstart: 2026-12-04T18:00\nduration: 60\n"
        "mode: in-person\nvenue: canaryvenue\nadded: 2026-11-01\n"
    ),
    "events/venues/canaryvenue.yml": (
        "name: Canaryvenue\ncity: Canaryvenue\ncountry: NO\ntimezone: Europe/Oslo\n"
        "visible: members\nhost: lantern\n"
    ),
    "content/resources/canaryresource.yml": (
        "title: Canaryresource\nurl: https://canaryresource.example.org/\ntype: guide\n"
        "why: canaryresource\nadded: 2026-10-01\nvisible: hidden\ntopics: [metrics]\n"
        "curator: ada\n"
    ),
    "content/resources/canaryresource.yml.bak": "title: canaryleft\n",
    "content/resources/old.yml": (
        "title: An old one\nurl: https://example.org/old\ntype: guide\nwhy: It was good.\n"
        "added: 2026-10-01\nreplaced_by: canaryresource\n"
    ),
    "content/paths/canarypath.yml": (
        "title: Canarypath\nfor_whom: canarypath\nvisible: members\ncurator: ada\n"
        "steps: [{resource: canvas}]\n"
    ),
    "content/paths/first-month.yml": (
        "title: Your first month\nfor_whom: New people\n"
        "steps: [{resource: canvas}, {resource: canaryresource, note: canarystep}, {event: "
        "canaryevent, title: canarystep}]\n"
    ),
    "content/groups/canarygroup.yml": (
        "name: Canarygroup\npurpose: canarygroup\nvisible: hidden\nleads: [ada]\n"
        "meets: [canaryseries]\n"
    ),
    "content/news/canarypost.md": (
        "---\ntitle: Canarypost\ndate: 2026-11-20\nvisible: members\nauthors: [ada]\n"
        "topics: [metrics]\nabout: {events: [evening]}\n---\ncanarypost\n"
    ),
    "content/topics.yml": hubs.BASE["content/topics.yml"]
    + (
        "- id: canarytopic\n  label: Canarytopic\n  description: canarytopic\n"
        "  synonyms: [canarytopic-word]\n  visible: hidden\n"
    ),  # type: ignore[operator]
    "content/glossary.yml": hubs.BASE["content/glossary.yml"]
    + (
        "- id: canaryterm\n  term: crew\n  definition: canaryterm\n  visible: hidden\n"
        "# canarycomment\n- id: open-term\n  term: hub\n  definition: A place.\n"
        "  see: [canaryterm]\n"
    ),  # type: ignore[operator]
    "members/face.yml": (
        "name: Faye Shown\njoined: 2026-11-03\nvisible: hidden\n"
        "avatar: assets/people/canaryface.png\n"
    ),
    "members/shy.yml": (
        "name: Shy Member\njoined: 2026-11-03\navatar: assets/people/canaryavatar.png\n"
        "not_public: [avatar]\ngroups: [canarygroup]\nspeaks_on: [canarytopic]\n"
    ),
    "content/assets/people/canaryface.png": picture("PNG") + b"canaryface",
    "content/assets/people/canaryavatar.png": picture("PNG") + b"canaryavatar",
    "members/.forgotten.yml": "salt: '00'\nremoved: []\n# canarysalt\n",
    "content/groups/crew.yml": (
        "name: Welcome crew\npurpose: Welcome.\nleads: [canaryone, ada]\n"
        "members: [{member: canarytwo}]\nmeets: [canaryseries, open-series]\n"
    ),
    "content/resources/canvas.yml": hubs.BASE["content/resources/canvas.yml"]
    + "curator: canaryone\n",  # type: ignore[operator]
    "content/news/hello.md": (
        "---\ntitle: We have a hub\ndate: 2026-11-20\nauthors: [canaryone, ada]\n"
        "about: {members: [canarytwo], events: [canaryevent], groups: [canarygroup], resources: "
        "[canaryresource]}\n---\nText.\n"
    ),
    "content/community.yml": hubs.BASE["content/community.yml"]
    + (
        "team: [{member: canaryone, role: Leader, deputy: canarytwo}, {member: ada, role: "
        "Manager, deputy: canarytwo}]\n"
        "goals: [{title: canarygoal, metric: newcomers, target: 3, owner: canaryone}]\n"
        "not_public: [goals]\n"
    ),  # type: ignore[operator]
    "events/venues/hall.yml": hubs.BASE["events/venues/hall.yml"] + "host: canarytwo\n",  # type: ignore[operator]
    "content/resources/_draft.md": "---\ntitle: canaryseven\n---\ncanaryseven\n",
    "content/_note.md": "# canaryeight\n",
    "content/notes.md": (
        "---\ntitle: Notes\n# canaryremark\n---\n# Notes <!-- canaryremark -->\n\nText <!-- a > b, "
        "canaryremark --> text.\n\n<!--[if mso]> canaryremark <![endif]-->\n\n"
        "## Part <!-- canaryremark -->\n\n[//]: # (canaryremark)\n\n<?php canaryremark ?>\n"
    ),
    "members/aside.md": (
        "---\nname: Aside Member\njoined: 2026-11-03\nheadline: Hello <!-- canaryaside -->\n---\n"
        "Words <!-- canaryaside --> stay.\n\n[//]: # (canaryaside)\n\n[note]: <> (canaryaside)\n\n"
        "<!--[if mso]><p>canaryaside</p><![endif]-->\n\n<script>canaryaside</script>\n\n"
        "<!--[if gte mso 9]><w:p>canaryaside</w:p><![endif]-->\n\n"
        "<p data-note='canaryaside'>End</p>\n"
    ),
    "content/news/aside.md": (
        "---\ntitle: An aside\ndate: 2026-11-19\nauthors: [ada]\n---\n<!-- canaryaside\n\n"
        "canaryaside > -->\nWords.\n"
    ),
    "content/notes.md~": "canaryleft\n",
    "content/notes.md.save": "canaryleft\n",
    "content/#notes.md#": "canaryleft\n",
    "content/notes_BACKUP_1.md": "canaryleft\n",
    "content/members.csv": "canarytable\n",
    "content/assets/dump.sql": "canarytable\n",
    "content/assets/plan.svg": (
        '<svg xmlns="http://www.w3.org/2000/svg"><!-- canarymaker --><metadata>canarymaker'
        "</metadata><rect/></svg>\n"
    ),
    "private/notes.md": "canarynine\n",
    ".hidden/notes.md": "canarynine\n",
}
NOTES = {
    "people": "{member: ada, paused_until: 2026-12-24, blocks: [bo], note: canarynote}",
    "thanks": (
        "{date: 2026-11-01, to: ada, by: bo, reason: canarynote, event: evening, resource: "
        "canarynote}"
    ),
    "featured": "{date: 2026-11-01, member: ada, where: canarynote}",
    "introductions": (
        "{people: [ada, cy], topics: [metrics], suggested: 2026-10-01, accepted: 2026-10-05, "
        "met: 2026-10-09, useful: 'yes', by: bo}"
    ),
    "mentoring": "{mentor: ada, mentee: cy, topic: metrics, since: 2026-10-01}",
    "ambassadors": (
        "{member: ada, date: 2026-10-01, what: canarynote, result: canarynote, brought: [bo]}"
    ),
    "applications": (
        "{programme: crew, name: canarynote, received: 2026-11-01, proposed_by: ada, why: "
        "canarynote, answered: 2026-11-02, decision: declined, decided: 2026-11-03, by: [ada], "
        "reason: canarynote, told: 2026-11-04}"
    ),
    "commitments": (
        "{member: ada, programme: crew, what: canarynote, since: 2026-10-01, due: 2026-12-01}"
    ),
    "renewals": (
        "{date: 2026-11-01, member: ada, programme: crew, until: 2026-12-31, answer: stops, "
        "note: canarynote}"
    ),
    "efforts": (
        "{date: 2026-11-01, programme: crew, what: canarynote, hours: 7364, cost: 736451, by: ada}"
    ),
    "onboarding": "{member: ada, step: canarynote, date: 2026-10-01}",
    "milestones": "{member: ada, milestone: canarynote, date: 2026-10-01}",
    "checklists": "{new_as: person, steps: [canarynote]}",
    "insights": (
        "{date: 2026-10-01, insight: canarynote, source: canarynote, owner: ada, due: "
        "2026-12-01, decision: hello, outcome: canarynote}"
    ),
    "experiments": (
        "{title: canarynote, expects: canarynote, started: 2026-10-01, due: 2026-12-01, owner: "
        "ada, decision: hello, step: canarynote, outcome: canarynote}"
    ),
    "newsletters": "{number: 736451, date: 2026-10-01, subject: canarynote}",
    "moderation": "{year: 2025, reports: 736451, measures: 736451, still_open: 736451}",
    "plans": (
        "{due: 2026-12-01, what: canarynote, where: canarynote, who: ada, audience: canarynote, "
        "why: canarynote, how: canarynote}"
    ),
    "corrections": "{date: 2026-11-01, wrong: canarynote, right: canarynote, where: canarynote}",
    "done": "{date: 2026-11-01, item: canarynote, cause: [canarynote], by: ada}",
    "report": "{period: 2026-Q3, audiences: [brand], foreword: canarynote, asks: [canarynote]}",
    "stakeholders": "{role: canarynote, id: canarynote, name: canarynote, cares: canarynote}",
    "told": (
        "{date: 2026-11-01, stakeholder: canarynote, what: canarynote, by: ada, answer: canarynote}"
    ),
}
"""One note of every kind; all of them are right, and none of them is anybody's business but the
manager's."""
FILES |= {f"private/{name}.yml": f"- {entry}\n" for name, entry in NOTES.items()}
FOLDER_NOTES = {
    "cases/2026-1": (
        "received: 2026-11-20\nwhat: canarynote\nreporter: ~736451736451\nabout: [A]\n"
        "may_see: [ada]\nsteps: [{date: 2026-11-21, what: canarynote, by: ada}]\n"
    ),
    "interviews/2026-1": (
        "date: 2026-11-20\nconsent: named\nmember: ada\nnote: canarynote\ntopics: [metrics]\n"
        "quotes: [{topic: metrics, said: canarynote}]\n"
    ),
    "surveys/canarynote": (
        "title: canarynote\nversions:\n  - version: 1\n    since: 2026-11-01\n    questions: "
        "[{id: one, text: canarynote, measures: belonging}]\nresults: [{version: 1, since: "
        "2026-11-01, until: 2026-11-20, asked: 736451, answered: 736451, answers: {one: "
        "{5: 736451}}}]\n"
    ),
}
"""One file of every folder; the same holds of them."""
FILES |= {f"private/{name}.yml": text for name, text in FOLDER_NOTES.items()}
FILES["reports/brief-2026-W48.md"] = "canarynote\n"
FILES["private/attendance/evening.csv"] = "person,attended\nada,yes\ncy,yes\n~736451736451,yes\n"
EVENING_HELD = "start: 2026-11-10T19:00\nend: 2026-11-10T21:30"
FILES["events/evening.yml"] = re.sub(
    r"start: .*\nend: .*", EVENING_HELD, FILES["events/evening.yml"]
)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file of a site whose sources are full of secrets, unpacked, in small letters, with its
    name."""
    # Lists of several pages, so that there are indexes of them.
    site = hubs.built_once(tmp_path_factory, "privacy", FILES, "page_size: 6")
    return {
        uri: (uri.encode() + b"\n" + unpacked(content)).lower()
        for uri, content in hubs.tree(site).items()
    }


@pytest.mark.parametrize("secret", CANARIES, ids=list(CANARIES))
def test_a_secret_is_nowhere(published: dict[str, bytes], secret: str) -> None:
    """Not in a page, feed, calendar, search index, file name, sitemap or API."""
    assert [uri for uri, content in published.items() if CANARIES[secret].encode() in content] == []


def test_the_notes_are_right_and_of_every_kind(tmp_path: Path) -> None:
    """Else their absence would prove nothing."""
    hub, _ = hubs.load(hubs.minimal_hub(tmp_path, FILES))
    notes, problems = read_notes(hub)
    assert NOTES.keys() == NOTE_FILES.keys() and list(problems) == []
    assert {name.split("/")[0] for name in FOLDER_NOTES} == NOTE_FOLDERS.keys()
    assert all(getattr(notes, name) for name in NOTE_FOLDERS)
    assert all(getattr(notes, name) for name in NOTES) and notes.attendance


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + b"\0\0\0\0"


@pytest.mark.parametrize(
    "leak",
    [
        b"<p>canaryleak</p>",
        gzip.compress(b'{"text":"canaryleak"}'),
        b"BEGIN:VCALENDAR\r\nSUMMARY:cana\r\n ryleak\r\n",
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", b"x") + _chunk(b"tEXt", b"Author\0canaryleak"),
        b"\x89PNG\r\n\x1a\n" + _chunk(b"zTXt", b"Author\0\0" + zlib.compress(b"canaryleak")),
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"iTXt", b"Author\0\1\0en\0\0" + zlib.compress(b"canaryleak")),
    ],
    ids=["page", "packed", "folded", "text of a picture", "packed text", "international text"],
)
def test_a_leak_would_be_found(leak: bytes) -> None:
    """The search sees through every form in which the site's files hold words."""
    assert b"canaryleak" in unpacked(leak)


def test_counts_do_not_tell(published: dict[str, bytes]) -> None:
    """The API counts what is public alone."""
    kinds = json.loads(published["api/index.json"].partition(b"\n")[2])["kinds"]
    assert {kind: found["count"] for kind, found in kinds.items()} == {
        "members": 7,
        "events": 3,
        "venues": 1,
        "resources": 2,
        "paths": 1,
        "groups": 1,
        "posts": 2,
        "topics": 3,
        "terms": 3,
    }


def test_an_event_keeps_its_time_without_its_venue(published: dict[str, bytes]) -> None:
    """Where a venue is not public, its zone still says when it is."""
    assert b"dtstart:20261204t170000z" in published["calendars/events/at-home.ics"]


def test_what_is_public_is_there(published: dict[str, bytes]) -> None:
    """The search for secrets would have found them: public words are found in all these places."""
    where = {uri.split("/")[0] for uri, content in published.items() if b"open member" in content}
    assert where >= {"members", "feeds", "api", "listings", "search-index"}


def test_a_link_for_the_registered_stops_the_build(tmp_path: Path) -> None:
    """A meeting's address that not everybody may know is not published: nothing is, until it is
    taken away."""
    event = (
        hubs.BASE["events/welcome-call.yml"]
        + "online: {url: 'https://meet.example.org/canary', reveal: registered}\n"
    )  # type: ignore[operator]
    done = hubs.build(
        hubs.minimal_hub(tmp_path / "hub", {"events/welcome-call.yml": event}), tmp_path / "site"
    )
    assert done.returncode == 1 and "[private-link]" in done.stderr
    assert not (tmp_path / "site").exists()


def test_links_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    """What a symbolic link below content/ leads to is not published."""
    root = hubs.minimal_hub(tmp_path / "hub", settings="search: false")
    (tmp_path / "secret.md").write_text("# canaryten\n")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "more.md").write_text("# canaryten\n")
    (root / "content" / "leak.md").symlink_to(tmp_path / "secret.md")
    (root / "content" / "leaks").symlink_to(tmp_path / "secrets")
    hubs.build(root, tmp_path / "site")
    assert [
        uri for uri, content in hubs.tree(tmp_path / "site").items() if b"canaryten" in content
    ] == []


def test_markup_in_a_record_is_text(tmp_path: Path) -> None:
    """A name, title or description that is markup runs nothing, on no page and in no list."""
    wrong = "<img src=x onerror=alert(1)>\\\"'><script>alert(1)</script>"
    member = f'name: "{wrong}"\njoined: 2026-11-03\nheadline: "{wrong}"\nskills: ["{wrong}"]\n'
    event = (
        f'title: "{wrong}"\nsummary: "{wrong}"\nstart: 2026-12-01\nmode: online\n'
        f'added: 2026-11-01\nspeakers: [{{guest: "{wrong}"}}]\n'
    )
    body = "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1))\n"
    post = f'---\ntitle: "{wrong}"\ndate: 2026-11-20\nsummary: "{wrong}"\n---\n{body}'
    files = {"members/mallory.yml": member, "events/trap.yml": event, "content/news/trap.md": post}
    site = hubs.built(
        hubs.minimal_hub(tmp_path / "hub", files, settings="search: false"), tmp_path / "site"
    )
    for uri, content in hubs.tree(site).items():
        if uri.endswith(".html"):
            assert (
                b"<script>alert" not in content
                and b"<img src=x" not in content
                and b'href="javascript' not in content.lower()
            ), uri
