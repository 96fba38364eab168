"""Problems with what people contribute, as values: collected, sorted, and shown all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from hearth.base.words import ENGLISH, Said, Translations, said, said_together

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """One thing to mend: where it stands (counted from 1), what is wrong and what to do."""

    path: str
    line: int
    column: int
    code: str
    field: str
    what: Said
    fix: Said
    value: str | None = None
    severity: Severity = "error"

    def __str__(self) -> str:
        return self.told(ENGLISH)

    def told(self, words: Translations) -> str:
        """The problem on one line in a language, its place first and its code last."""
        message = words.told(self.message)
        return f"{self.path}:{self.line}:{self.column}  {message} [{self.code}]"

    @property
    def message(self) -> Said:
        """The problem in one or two sentences, without its place."""
        field = self.field or said("this file")
        if self.value is None:
            sentence = said("%(field)s: %(what)s.", field=field, what=self.what)
        else:
            value = _shorten(self.value)
            sentence = said(
                '%(field)s: "%(value)s" %(what)s.', field=field, value=value, what=self.what
            )
        return said_together(sentence, self.fix)


def _shorten(value: str, limit: int = 60) -> str:
    """One printable line of at most ``limit`` characters."""
    line = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in value)
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _in_order(problem: Problem) -> tuple[object, ...]:
    """By which problems are sorted: two that differ in anything always stand in the same order."""
    value = problem.value
    told = (problem.what, problem.fix, value is not None, value or "", problem.severity)
    return (problem.path, problem.line, problem.column, problem.code, problem.field, *told)


@dataclass
class Problems:
    """The collection every stage adds to."""

    found: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        self.found.append(problem)

    def extend(self, problems: list[Problem]) -> None:
        self.found.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(set(self.found), key=_in_order))

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self if problem.severity == "error"]

    @property
    def warnings(self) -> list[Problem]:
        return [problem for problem in self if problem.severity == "warning"]


@dataclass(frozen=True)
class CodeEntry:
    """What the guide says about one code."""

    code: str
    title: str
    why: str
    wrong: str
    right: str

    @property
    def short_title(self) -> str:
        """The title without what the severity says already."""
        return re.sub(r" \((warning|note)\)$", "", self.title)


CATALOGUE: dict[str, CodeEntry] = {
    entry.code: entry
    for entry in (
        # The file
        CodeEntry(
            "empty-file",
            "The file is empty",
            "A record needs at least its required fields.",
            "",
            "name: Ada\njoined: 2026-11-01",
        ),
        CodeEntry(
            "not-utf-8",
            "The file is not UTF-8",
            "Other encodings turn names into nonsense.",
            "name: Jos\\xe9",
            "name: José (saved as UTF-8)",
        ),
        CodeEntry(
            "too-large",
            "The file is too large",
            (
                "A record is a page of text at most; the limit keeps a slip of the keyboard from "
                "stopping the build."
            ),
            "a file of 3 MB",
            "a text of less than 256 KiB",
        ),
        CodeEntry(
            "control-character",
            "An invisible character",
            "Control and direction-changing characters can hide what a line really says.",
            "title: Hello\\u202eworld",
            "title: Hello world",
        ),
        CodeEntry(
            "symbolic-link",
            "A symbolic link",
            "A link could publish files from outside the hub.",
            "members/ada.yml → /etc/hosts",
            "a copy of the file",
        ),
        CodeEntry(
            "unreadable-file",
            "Not a file that can be read",
            (
                "A pipe, a socket or a device would keep the build waiting for ever, and folders "
                "in folders without end too. A file that nobody may open tells nothing."
            ),
            "members/ada.yml (a named pipe)",
            "members/ada.yml (a plain file)",
        ),
        CodeEntry(
            "wrong-id",
            "The file name cannot be an id",
            (
                "Addresses are made of it: lower-case ASCII letters, digits and single hyphens, "
                "at most 64."
            ),
            "members/Ada Example.yml",
            "members/ada-example.yml",
        ),
        CodeEntry(
            "reserved-id",
            "The file name is reserved",
            "Some names mean something else on the site or on Windows.",
            "members/index.yml",
            "members/ada.yml",
        ),
        CodeEntry(
            "duplicate-id",
            "Two records with one id",
            "An id is an address, and two records cannot share it; capitals do not count.",
            "members/ada.yml and members/ada.md",
            "members/ada.yml and members/ada-b.md",
        ),
        CodeEntry(
            "address-taken",
            "Two things at one address",
            "The second would replace the first without a word.",
            "content/members/ada.md (a page) and members/ada.yml",
            "content/about/ada.md and members/ada.yml",
        ),
        CodeEntry(
            "no-original",
            "A translation of what is not there",
            "A translation stands beside the record or page it translates, and has its name.",
            "members/adda.he.md beside members/ada.md",
            "members/ada.he.md beside members/ada.md",
        ),
        CodeEntry(
            "wrong-translation",
            "A translation that says more than its original",
            (
                "It holds texts alone: days, addresses and ids are the same in every language, and "
                "stand once."
            ),
            "start: 2026-12-03T18:00 (in events/evening.he.md)",
            "title: ערב ראשון",
        ),
        CodeEntry(
            "unknown-translation",
            "A translation into a language the site does not have (warning)",
            "The site is published in those that content/community.yml names.",
            "members/ada.he.md, and no translations in content/community.yml",
            "translations: [he]",
        ),
        CodeEntry(
            "unknown-file-type",
            "A file of an unknown type",
            "Records are .yml or .md files; others are not read.",
            "members/ada.yml.txt",
            "members/ada.yml",
        ),
        CodeEntry(
            "not-published",
            "A file that is not published (warning)",
            (
                "Only pages and files of kinds that belong to a site are published from "
                "content/: a table, a dump or an archive is most often there by mistake."
            ),
            "content/members.xlsx",
            (
                "the file somewhere else; or, when it is meant to be published, in mkdocs.yml\n"
                "extra: {hearth: {publish: [members.xlsx]}}"
            ),
        ),
        CodeEntry(
            "broken-file",
            "A file that is not what its name says",
            "Programs that read it would fail, and so the site is not published with it.",
            'content/app.webmanifest with {"name": "Hub"',
            'content/app.webmanifest with {"name": "Hub"}',
        ),
        CodeEntry(
            "unsafe-svg",
            "A drawing that holds more than a drawing (warning)",
            (
                "Scripts, pages and addresses of other files in an SVG run or load when somebody "
                "opens it. It is published without them."
            ),
            '<svg onload="…">',
            "<svg>",
        ),
        CodeEntry(
            "no-front-matter",
            "A Markdown file without front matter",
            "The fields stand between two lines of three hyphens at the top.",
            "Hello, I am Ada.",
            "---\nname: Ada\njoined: 2026-11-01\n---\nHello, I am Ada.",
        ),
        CodeEntry(
            "not-a-mapping",
            "Not a list of fields",
            "A record is made of lines `name: value`.",
            "- Ada",
            "name: Ada",
        ),
        CodeEntry(
            "not-a-list",
            "Not a list",
            "The field takes several values.",
            "topics: metrics",
            "topics: [metrics]",
        ),
        # YAML
        CodeEntry(
            "yaml-syntax",
            "Not written as YAML",
            "The reader cannot tell where a value ends.",
            "title: Care: how to",
            'title: "Care: how to"',
        ),
        CodeEntry(
            "missing-space",
            "No space after a colon",
            "Without the space the name and the value are one word.",
            "name:Ada",
            "name: Ada",
        ),
        CodeEntry(
            "odd-space",
            "A special space",
            (
                "Telephones, word processors and keyboards of other scripts make spaces that look "
                "like a blank and are letters to the reader."
            ),
            "name:\u00a0Ada (a no-break space)",
            "name: Ada (a plain space)",
        ),
        CodeEntry(
            "wrong-colon",
            "Something else than a colon and a space",
            "The name of a field and its value are kept apart by a colon and a space, alone.",
            "name = Ada",
            "name: Ada",
        ),
        CodeEntry(
            "curly-quotes",
            "Curly quotes around a value",
            "Only straight quotes hold a text together; curly ones are letters of it.",
            "headline: “Care: how to”",
            'headline: "Care: how to"',
        ),
        CodeEntry(
            "hash-sign",
            "A # that begins a comment (warning)",
            "Behind a space and # nothing is read, so that a hashtag or a number is lost.",
            "headline: #maths",
            'headline: "#maths"',
        ),
        CodeEntry(
            "conflict-marker",
            "Two versions of the same lines",
            "Git writes both when two people changed the same lines; somebody must choose.",
            "<<<<<<< HEAD\nname: Ada\n=======\nname: Ada E.\n>>>>>>> theirs",
            "name: Ada E.",
        ),
        CodeEntry(
            "code-fence",
            "A pasted block of code",
            "The marks around an example are no part of it.",
            "```yaml\nname: Ada\n```",
            "name: Ada",
        ),
        CodeEntry(
            "wrong-folder",
            "A record in the wrong folder",
            "Each kind of record is read from its own folder, and from no other.",
            "members/a-talk.yml or people/ada.yml",
            "events/a-talk.yml and members/ada.yml",
        ),
        CodeEntry(
            "misplaced-picture",
            "A picture beside its record (warning)",
            "Pictures are shown from content/ alone, and only where a record names them.",
            "members/ada.jpg",
            "content/assets/people/ada.jpg and, in the record, avatar: assets/people/ada.jpg",
        ),
        CodeEntry(
            "yaml-tab",
            "A tab or a character no value starts with",
            "YAML is indented with spaces.",
            "topics:\n\t- metrics",
            "topics:\n  - metrics",
        ),
        CodeEntry(
            "yaml-alias",
            "Anchors, aliases and merges",
            "They make files hard to read and can blow up.",
            "a: &x 1\nb: *x",
            "a: 1\nb: 1",
        ),
        CodeEntry(
            "yaml-tag",
            "A tag",
            "Types come from the field, not from the file.",
            "joined: !!timestamp 2026-11-01",
            "joined: 2026-11-01",
        ),
        CodeEntry(
            "yaml-documents",
            "More than one document",
            "One file holds one record.",
            "name: Ada\n---\nname: Bo",
            "name: Ada",
        ),
        CodeEntry(
            "yaml-depth",
            "Nested too deeply",
            "No field is nested deeper than a few levels.",
            "a: [[[[[[[[[[[]]]]]]]]]]]",
            "a: []",
        ),
        CodeEntry(
            "yaml-size",
            "Too many values",
            "A record holds a few dozen values.",
            "a list of 30,000 entries",
            "several files",
        ),
        CodeEntry(
            "yaml-key",
            "A key that is not text",
            "Field names are plain words.",
            "[a, b]: c",
            "a: c",
        ),
        CodeEntry(
            "duplicate-key",
            "A field given twice",
            "Only one of the two could count.",
            "name: Ada\nname: Bo",
            "name: Ada",
        ),
        # Fields
        CodeEntry(
            "missing-field",
            "A required field is missing",
            "The record makes no sense without it.",
            "joined: 2026-11-01",
            "name: Ada\njoined: 2026-11-01",
        ),
        CodeEntry(
            "unknown-field",
            "A field the kind does not have",
            "It would be ignored in silence.",
            "nmae: Ada",
            "name: Ada",
        ),
        CodeEntry(
            "wrong-type",
            "A value of the wrong shape",
            "Text, list and fields-in-a-field are different things.",
            "name: [Ada]",
            "name: Ada",
        ),
        CodeEntry(
            "wrong-number",
            "Not a number, or out of range",
            "The field is counted or drawn.",
            "capacity: many",
            "capacity: 40",
        ),
        CodeEntry(
            "wrong-answer",
            "Neither yes nor no",
            "The field is a switch.",
            "all_day: maybe",
            "all_day: yes",
        ),
        CodeEntry(
            "too-long",
            "A text that is too long",
            "It would not fit where it is shown.",
            "a title of 500 characters",
            "a title of one line",
        ),
        CodeEntry(
            "empty-text",
            "An empty text",
            "Leave the field out rather than empty.",
            'headline: ""',
            "headline: Librarian",
        ),
        CodeEntry(
            "empty-list",
            "An empty list",
            "At least one entry is needed.",
            "steps: []",
            "steps:\n  - do: Say hello.",
        ),
        CodeEntry(
            "line-break",
            "A line break in a one-line text",
            "It is shown on one line and travels in calendars and feeds.",
            'title: "Hello\\nworld"',
            "title: Hello world",
        ),
        CodeEntry(
            "unknown-choice",
            "Not one of the choices",
            "The field has a fixed set of words.",
            "mode: onsite",
            "mode: in-person",
        ),
        CodeEntry(
            "two-answers",
            "Two answers to one question",
            "Both could be wrong.",
            "end: 2026-12-03T19:00\nduration: 90",
            "duration: 90",
        ),
        CodeEntry(
            "wrong-step",
            "A step without one target",
            "A step leads to exactly one thing.",
            "- note: Read this",
            "- resource: community-canvas",
        ),
        # Dates, times, zones
        CodeEntry(
            "wrong-date",
            "Not a day",
            "Days are written year-month-day, so that everybody reads the same one.",
            "joined: 3.12.2026",
            "joined: 2026-12-03",
        ),
        CodeEntry(
            "wrong-time",
            "Not a time",
            "Times are written with a day and to the minute.",
            "start: 2026-12-03 6pm",
            "start: 2026-12-03T18:00",
        ),
        CodeEntry(
            "offset-in-time",
            "A local time with an offset",
            "Offsets change with the seasons and with laws; the zone's name does not.",
            "start: 2026-12-03T18:00+01:00",
            "start: 2026-12-03T18:00\ntimezone: Europe/Berlin",
        ),
        CodeEntry(
            "mixed-times",
            "A day beside a time",
            "An event is either of whole days or has times.",
            "start: 2026-12-03T18:00\nend: 2026-12-04",
            "start: 2026-12-03T18:00\nend: 2026-12-03T20:00",
        ),
        CodeEntry(
            "ends-before-start",
            "The end lies before the start",
            "One of the two is a slip.",
            "start: 2026-12-03T18:00\nend: 2026-12-03T17:00",
            "end: 2026-12-03T19:00",
        ),
        CodeEntry(
            "missing-zone",
            "A local time without a zone",
            "Nobody elsewhere could tell when it is.",
            "start: 2026-12-03T18:00",
            "start: 2026-12-03T18:00\ntimezone: Africa/Nairobi",
        ),
        CodeEntry(
            "unknown-zone",
            "Not a time zone",
            "Zones have names in the IANA database.",
            "timezone: CET Berlin",
            "timezone: Europe/Berlin",
        ),
        CodeEntry(
            "time-does-not-exist",
            "A time the clock skips",
            "When the clock is put forward, an hour is left out.",
            "start: 2027-03-28T02:30\ntimezone: Europe/Berlin",
            "start: 2027-03-28T03:30",
        ),
        CodeEntry(
            "time-is-ambiguous",
            "A time that comes twice",
            "When the clock is put back, an hour comes twice.",
            "start: 2027-10-31T02:30\ntimezone: Europe/Berlin",
            "start: 2027-10-31T02:30\nfold: second",
        ),
        CodeEntry(
            "wrong-rule",
            "A repetition that cannot be followed",
            "Calendars need an exact rule.",
            "repeats: {rule: weekly, on: first thursday}",
            "repeats: {rule: monthly, on: first thursday}",
        ),
        CodeEntry(
            "former-zone",
            "A former name of a zone (note)",
            "It is understood, but the database knows the zone by another name today.",
            "timezone: Asia/Calcutta",
            "timezone: Asia/Kolkata",
        ),
        CodeEntry(
            "too-many-occurrences",
            "A repetition that never seems to end",
            (
                "Each date gets a page; a rule gives a thousand at most. A series that simply "
                "goes on needs no `until`."
            ),
            "repeats: {rule: daily, until: 2199-12-31}",
            "repeats: {rule: daily}",
        ),
        CodeEntry(
            "start-outside-rule",
            "A series that does not begin where it says (warning)",
            "Calendars and people take `start` for the first date; the rule gives another.",
            "start: 2026-12-03T18:00 (a Thursday)\nrepeats: {rule: weekly, on: monday}",
            "start: 2026-12-07T18:00\nrepeats: {rule: weekly, on: monday}",
        ),
        CodeEntry(
            "uneven-days",
            "A day that not every month or year has (warning)",
            "Months without it are left out, which surprises people.",
            "start: 2027-01-31T18:00\nrepeats: {rule: monthly}",
            "start: 2027-01-29T18:00\nrepeats: {rule: monthly, on: last friday}",
        ),
        CodeEntry(
            "unclear-day",
            "A point of the agenda on an unclear day (warning)",
            (
                "A time that goes back begins the next day, where the event has one. Points that "
                "overlap can be beside each other or on different days."
            ),
            'agenda: [{at: "18:00", title: One}, {at: "18:00", title: Two}]',
            'agenda: [{day: 1, at: "18:00", title: One}, {day: 2, at: "18:00", title: Two}]',
        ),
        CodeEntry(
            "wrong-day",
            "A day that the event does not have",
            "A point of the agenda is on one of the event's days.",
            "agenda: [{day: 3, title: Closing}] (of an event of two days)",
            "agenda: [{day: 2, title: Closing}]",
        ),
        CodeEntry(
            "speaks-twice",
            "Somebody speaks at two things at once (warning)",
            "One of the two will lack a speaker.",
            "two events on Thursday at 18:00 with speakers: [ada]",
            "one of them at 20:00",
        ),
        CodeEntry(
            "group-twice",
            "A group holds two events at once (warning)",
            "Its members have to choose.",
            "two events on Thursday at 18:00 with group: crew",
            "one of them at 20:00",
        ),
        CodeEntry(
            "too-many-places",
            "More places than the room has (warning)",
            "Somebody will stand in the corridor.",
            "registration: {capacity: {in_person: 80}} (in a hall for 40)",
            "registration: {capacity: {in_person: 40}}",
        ),
        CodeEntry(
            "late-change",
            "Changed on the last day (warning)",
            (
                "Google asks for subscribed calendars once or twice a day: a change less than a "
                "day ahead reaches some people too late."
            ),
            "a new start, saved the evening before",
            "the new start, and a message to everybody who registered",
        ),
        CodeEntry(
            "no-history",
            "The history of the files is not there (warning)",
            (
                "Calendars count an event's changes by it; without it, a subscriber's calendar "
                "can miss one."
            ),
            "a clone with depth 1",
            "a clone with the whole history (fetch-depth: 0), or `revision` in the event",
        ),
        CodeEntry(
            "no-occurrence",
            "A repetition that never happens",
            "The rule and its limits leave no day.",
            "repeats: {rule: yearly, until: 2026-01-01}",
            "repeats: {rule: yearly, until: 2029-01-01}",
        ),
        # Words, places, addresses
        CodeEntry(
            "wrong-url",
            "Not an address one can link to",
            "Only http and https are linked, and mailto where a contact is meant.",
            "url: javascript:alert(1)",
            "url: https://example.org/page",
        ),
        CodeEntry(
            "wrong-discussion",
            "A discussion that leads nowhere",
            "A thread lies at the service that community.yml names, and a page lets in no other.",
            "discussion: https://elsewhere.example/t/12",
            "discussion: https://forum.example.org/t/title/12, where url is that forum",
        ),
        CodeEntry(
            "wrong-handle",
            "Not a name on that service",
            "The name alone is enough; the address is made from it.",
            "github: https://github.com/ada",
            "github: ada",
        ),
        CodeEntry(
            "unknown-language",
            "Not a language code",
            "Codes are from BCP 47.",
            "languages: [English]",
            "languages: [en]",
        ),
        CodeEntry(
            "unknown-country",
            "Not a country code",
            "Codes are from ISO 3166-1.",
            "country: Kenya",
            "country: KE",
        ),
        CodeEntry(
            "private-link",
            "A link that must not be published",
            "A meeting's address in public is an invitation to strangers.",
            "online: {url: https://meet.example.org/x, reveal: registered}",
            "online: {reveal: registered}",
        ),
        # References
        CodeEntry(
            "unknown-id",
            "No such record",
            "The reference leads nowhere.",
            "speakers: [adda]",
            "speakers: [ada]",
        ),
        CodeEntry(
            "unknown-topic",
            "Not a topic of the community",
            "Topics come from content/topics.yml, so that people and things meet.",
            "topics: [metricks]",
            "topics: [metrics]",
        ),
        CodeEntry(
            "unknown-series",
            "Nothing of that series",
            "No event names the series, and no event that repeats has the id.",
            "meets: [clinics]",
            "meets: [facilitation-clinic]",
        ),
        CodeEntry(
            "unknown-page",
            "No such page",
            "The step leads nowhere.",
            "page: guide/rolls.md",
            "page: guide/roles.md",
        ),
        CodeEntry(
            "unknown-file",
            "No such picture",
            (
                "A picture is a file below content/, named exactly as it is written there, and "
                "no link to another."
            ),
            "avatar: ../ada.webp",
            "avatar: assets/people/ada.webp",
        ),
        CodeEntry(
            "picture-type",
            "Not a picture the hub shows",
            (
                "PNG, JPEG and WebP that stand still are shown, under the ending that belongs to "
                "them; other formats could hold a script."
            ),
            "avatar: assets/people/ada.svg",
            "avatar: assets/people/ada.webp",
        ),
        CodeEntry(
            "picture-too-large",
            "A picture that is too large",
            "A file has at most 1 MiB and 4096 pixels along a side; the site shows 1600 at most.",
            "a photograph of 6 MB as the camera made it",
            "the same at 1600 pixels along its longer side",
        ),
        CodeEntry(
            "picture-costly",
            "A picture that takes long to open",
            (
                "A small file can ask for minutes of work: a JPEG of hundreds of passes, a PNG of "
                "many colour profiles. Nothing that draws pictures writes such files."
            ),
            "avatar: assets/ada.jpg (82 KB of 506 passes over its pixels)",
            "the picture, saved again with a picture editor",
        ),
        CodeEntry(
            "picture-broken",
            "A picture that cannot be read",
            "The file breaks off, is damaged, or is no picture at all.",
            "a download that was cut off",
            "the picture, saved again",
        ),
        CodeEntry(
            "wrong-kind",
            "A person where an organisation belongs, or the other way round",
            "The field speaks of the other.",
            "sponsors: [ada]",
            "sponsors: [lantern-foundation]",
        ),
        CodeEntry(
            "refers-to-itself",
            "A record that refers to itself",
            "It would lead in a circle.",
            "buddy: ada (in members/ada.yml)",
            "buddy: bo",
        ),
        CodeEntry(
            "topic-circle",
            "Topics that contain each other",
            "A topic cannot be part of its own part.",
            "a: parent b; b: parent a",
            "a: parent b",
        ),
        CodeEntry(
            "duplicate-url",
            "Two resources with one address",
            "One of them is enough, and it can have both sets of topics.",
            "url: https://example.org/x (twice)",
            "one file",
        ),
        CodeEntry(
            "duplicate-word",
            "One word for two things",
            "Search and matching could not tell them apart.",
            "synonyms: [care] (in two topics)",
            "synonyms: [care] (in one)",
        ),
        CodeEntry(
            "unknown-block",
            "No such live block",
            "The comment in the page names a block the hub does not have.",
            "<!-- hearth: coming-upp -->",
            "<!-- hearth: coming-up -->",
        ),
        CodeEntry(
            "unclosed-comment",
            "A comment that does not end",
            "Nobody can tell how much of the text it hides.",
            "Hello <!-- ask Ada first",
            "Hello <!-- ask Ada first -->",
        ),
        CodeEntry(
            "dead-link",
            "A link that leads nowhere",
            (
                "Readers would find nothing, and so the site is not published with it. Texts and "
                "pages may name a page by its address, a file as it lies beside theirs, or the "
                "full address."
            ),
            "[The guide](../../abaut/)",
            "[The guide](../../about/)",
        ),
        CodeEntry(
            "gone-link",
            "A link to somebody or something that is not shown (warning)",
            (
                "Whoever does not want to be shown waits for nobody else's text: the site is "
                "published, and the words of the link stay without it."
            ),
            "Ask [Eve](../eve/). (members/eve.yml has visible: hidden)",
            "Ask Eve.",
        ),
        CodeEntry(
            "html-in-text",
            "HTML in a text, of which something is left out (warning)",
            (
                "Texts are Markdown. What a word processor pastes as HTML is read as such: "
                "paragraphs, lists, bold, italic, links, tables and headings stay, and what only "
                "a page of its own could show goes."
            ),
            '<p style="color: red">I like <b>gardens</b>.</p>',
            "I like **gardens**.",
        ),
        CodeEntry(
            "lost-words",
            "Words in HTML that no page shows (warning)",
            "A frame, a form or a drawing in a text is not published, and the words in it neither.",
            '<iframe src="https://example.org/film">The film</iframe>',
            "[The film](https://example.org/film)",
        ),
        CodeEntry(
            "similar-member",
            "Two profiles that look like one person's (warning)",
            (
                "Two profiles split what somebody does here, and one of them grows old. Names "
                "are compared without accents, signs and order, and one letter may differ. "
                "Whoever names different accounts on one service is taken for two."
            ),
            (
                "members/ada-lovelace.yml with name: Ada Lovelace\n"
                "members/lovelace-ada.yml with name: Lovelace, Ada"
            ),
            "one file, or in both files links: {github: …} with the two accounts",
        ),
        CodeEntry(
            "forgotten-person",
            "Like somebody who was removed (warning)",
            (
                "Somebody asked to be removed, and a file with the same id, name, account or "
                "page is there: an old branch, an import or a form may have brought it back. See "
                "the page Privacy of this guide."
            ),
            "members/ada.yml, a week after `hearth forget ada`",
            (
                "no file; or, when the person has agreed again, consent: {date: 2026-12-01, by: "
                "e-mail}"
            ),
        ),
        CodeEntry(
            "similar-event",
            "Two events of one title on one day (warning)",
            (
                "Most often the same event was announced twice, and people register at both. "
                "Events in different places are left alone."
            ),
            "two files with title: Open house and start: 2026-12-03T18:00",
            "one file, or titles that say how they differ",
        ),
        CodeEntry(
            "short-link",
            "An address behind a shortener (warning)",
            (
                "Nobody can see where it leads, the service counts the readers, and when it ends "
                "the link is lost."
            ),
            "url: https://bit.ly/3abcde",
            "url: https://example.org/guide",
        ),
        CodeEntry(
            "year-in-series",
            "A year in the id of a series (warning)",
            (
                "The id is the series' address and its calendar: with a year in it, next year's "
                "events begin a new one and subscribers are lost."
            ),
            "series: open-house-2026",
            "series: open-house",
        ),
        CodeEntry(
            "public-mailbox",
            "An e-mail address in a public text (warning)",
            (
                "It is published for good, and machines collect it. Where a record has a field "
                "for contact, that field is the place."
            ),
            "summary: Write to ada@example.org.",
            "registration: {url: https://example.org/sign-up}",
        ),
        CodeEntry(
            "meeting-address",
            "The way into a meeting in a public text (warning)",
            (
                "Whoever reads the site could walk in: the address of a video meeting, its number, "
                "its passcode and its numbers to dial in belong into the mail to those who "
                "register. An address that is meant for everybody has its own field."
            ),
            "url: https://zoom.us/j/81234567890",
            "online: {platform: Zoom, reveal: registered}",
        ),
        CodeEntry(
            "closes-after-start",
            "Registration closes after the event begins (warning)",
            "One of the two days is a slip.",
            "start: 2026-12-03T18:00\nregistration: {closes: 2026-12-30}",
            "registration: {closes: 2026-12-03}",
        ),
        CodeEntry(
            "stale-review",
            "A resource nobody has checked for long (warning)",
            (
                "Links break and advice ages. A check counts for 180 days, or until "
                "`review_after`. The twenty that wait longest are named."
            ),
            "reviewed: 2025-01-15",
            "reviewed: 2026-11-23 (after a look at it)",
        ),
        CodeEntry(
            "gone-unreplaced",
            "A resource that leads nowhere (warning)",
            (
                "A look at it cannot help what is gone. Whoever comes by an old link is glad of "
                "something to use instead."
            ),
            "gone: 2026-10-02",
            "gone: 2026-10-02\nreplaced_by: the-new-handbook",
        ),
        CodeEntry(
            "odd-name",
            "A name that does not show what it is (warning)",
            (
                "A name without letters to see cannot be found or told from another, and letters "
                "of another alphabet that look the same can make one person pass for another."
            ),
            "name: Аdа (with Cyrillic letters)",
            "name: Ada",
        ),
        CodeEntry(
            "similar-name",
            "A name that looks like another's (warning)",
            "In letters of another alphabet one person could pass for another.",
            "name: Аdа (with Cyrillic letters) beside name: Ada",
            "name: Ada S. beside name: Ada",
        ),
        CodeEntry(
            "day-to-come",
            "A day that has not come (warning)",
            "What is said to have happened is told as a fact on the site.",
            "joined: 2036-12-24",
            "joined: 2026-12-24",
        ),
        CodeEntry(
            "missing-added",
            "No day of arrival (warning)",
            "Without `added` the record is left out of feeds and of lists of what is new.",
            "title: …",
            "added: 2026-11-23",
        ),
        CodeEntry(
            "missing-file",
            "No such file",
            "The hub cannot be described without it.",
            "no content/community.yml",
            "content/community.yml with name, headline and purpose",
        ),
        CodeEntry(
            "wrong-setting",
            "A setting the hub does not have",
            "Settings stand in mkdocs.yml under extra: hearth:.",
            "hearth: {pagesize: 20}",
            "hearth: {page_size: 20}",
        ),
        CodeEntry(
            "broken-extension",
            "An extension that cannot be loaded",
            (
                "What is named under extensions in mkdocs.yml is an installed package, or "
                "overrides for the hub's own overrides/hearth.py."
            ),
            "extensions: [override]",
            "extensions: [overrides]",
        ),
        # The hub's own words
        CodeEntry(
            "links-file",
            "The file of addresses that were looked up is spoilt",
            "`hearth links` keeps in content/links.yml what it saw, which nobody can guess.",
            "looked_up: yesterday",
            "looked_up: 2026-11-30",
        ),
        CodeEntry(
            "planet-file",
            "The file of what somebody posts elsewhere is spoilt",
            (
                "`hearth follow` keeps in content/planet/ the newest entries of the feeds of "
                "members and groups. Of a file that it did not write so, nothing is shown."
            ),
            "entries: [{title: Hello, url: 'javascript:alert(1)', date: 2026-11-02}]",
            "entries: [{title: Hello, url: 'https://example.org/hello', date: 2026-11-02}]",
        ),
        CodeEntry(
            "unknown-words",
            "Words for something that Hearth does not say",
            (
                "A line of overrides/words.yml begins with a message of Hearth, letter by letter. "
                "`hearth words` lists them all."
            ),
            "Memebers: The crew",
            "Members: The crew",
        ),
        CodeEntry(
            "wrong-words",
            "Words that cannot take the place of a message",
            (
                "What is filled in, such as `%(name)s`, and tags such as `<a>` stay in the words; "
                "what is counted has a form for one and for several; and no other signs of "
                "HTML stand in them."
            ),
            '"Read %(title)s": Read it',
            '"Read %(title)s": Enjoy %(title)s',
        ),
        # The hub's own templates
        CodeEntry(
            "wrong-template",
            "A template that cannot be used",
            (
                "It is not written as Jinja asks, extends itself, or shows a value that is not "
                "there, perhaps by a misspelt name. A template in "
                "overrides/hearth/ extends the engine's of the same name with `hearth/` before it; "
                "see the page Templates of this guide."
            ),
            '{% extends "member.html" %} in overrides/hearth/member.html',
            '{% extends "hearth/member.html" %}',
        ),
        CodeEntry(
            "unknown-template",
            "No template of that name",
            "What is extended or included must be there. See the page Templates of this guide.",
            '{% extends "hearth/members/ada.html" %}',
            '{% extends "hearth/member.html" %}',
        ),
        CodeEntry(
            "unused-template",
            "A template that fills no page (warning)",
            (
                "A file in overrides/hearth/ is used when it has the name of one of the engine's, "
                "or when another one there includes or extends it."
            ),
            "overrides/hearth/profile.html",
            "overrides/hearth/member.html",
        ),
        CodeEntry(
            "unknown-template-block",
            "A block that is never shown (warning)",
            (
                "A block has a place in a page only when the template that is extended has one of "
                "that name. Jinja passes over any other."
            ),
            "{% block fcats %}",
            "{% block facts %}",
        ),
    )
}
