"""The files of a new hub: the layers of the starter, filled in with what a community answered."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dateutil.relativedelta import relativedelta

from hearth.base.languages import words_for
from hearth.base.words import ENGLISH, N_, Translations
from hearth.base.zone_words import zone_countries
from hearth.edit.record_files import write_new
from hearth.kinds.community import FORMAT
from hearth.read.ids import Ids
from hearth.starter.answers import Answers, town_of
from hearth.starter.fill_in import AsItIs, filled, yaml_value
from hearth.starter.kept import MANIFEST, kept_files, manifest_text
from hearth.starter.layers import StarterPreset, layer, preset, untranslated
from hearth.starter.requirement import WHEELS, Requirement
from hearth.starter.settings_text import settings_text

LAST = "mkdocs.yml"
"""Written when everything else is there: a folder that has it is a hub."""


def hub_files(answers: Answers, engine: Requirement, day: date) -> dict[str, str]:
    """Every file of the hub by its path, the last to be written last."""
    language = answers.language
    chosen = preset(answers.preset, language)
    values = _values(answers, chosen, engine, day, words_for(language))
    # A file has one language: what is filled into an English one is English too.
    plain = _values(answers, chosen, engine, day, ENGLISH)
    english = set(english_files(answers))
    found = {
        **layer("base", language),
        **(layer("internal", language) if answers.internal else {}),
        **chosen.files,
        **(layer("samples", language) if answers.samples else {}),
    }
    files = {
        path: filled(path, text, plain if path in english else values)
        for path, text in found.items()
    }
    if answers.internal:
        del files["content/subscribe.md"]
    topics = [topic["id"] for topic in values["topics"]]
    kept = kept_files(answers.preset, answers.internal, topics, engine, language)
    files |= {**kept, MANIFEST: manifest_text(answers.preset, kept)}
    return {**{path: text for path, text in files.items() if path != LAST}, LAST: files[LAST]}


def english_files(answers: Answers) -> list[str]:
    """The files of the hub that are English, since nobody has translated them into its language."""
    folders = ["base", f"presets/{answers.preset}/hub"]
    folders += ["samples"] if answers.samples else []
    found = [path for folder in folders for path in untranslated(folder, answers.language)]
    own = f"presets/{answers.preset}"
    parts = {"conduct.md": "content/conduct.md", "month.md": "FIRST-MONTH.md"}
    found += [
        target for part, target in parts.items() if untranslated(f"{own}/{part}", answers.language)
    ]
    without = {"content/subscribe.md"} if answers.internal else set()
    return sorted(set(found) - without)


def write_files(root: Path, files: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Write those that are not there; (written, left as they are)."""
    written, left = [], []
    for path, text in files.items():
        try:
            write_new(root, path, text)
            written.append(path)
        except FileExistsError:
            left.append(path)
    return written, left


def lay_wheel(root: Path, engine: Requirement) -> None:
    """Put the wheel that a hub is installed from into its folder of wheels."""
    if engine.wheel:
        target = root / WHEELS / engine.wheel.name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(engine.wheel.read_bytes())


def preset_words(chosen: StarterPreset, place: str, words: Translations) -> dict[str, Any]:
    """What the preset says, with the place in its sentences."""
    town = town_of(place)
    said = {"in_place": words(" in %(town)s", town=town) if town else ""}

    def spoken(value: Any) -> Any:
        if isinstance(value, str):
            return " ".join(filled("", value, said).split())
        if isinstance(value, list):
            return [spoken(entry) for entry in value]
        return {key: spoken(entry) for key, entry in value.items()} if value else value

    return {key: spoken(value) for key, value in chosen.words.items()}


def _values(
    answers: Answers, chosen: StarterPreset, engine: Requirement, day: date, words: Translations
) -> dict[str, Any]:
    said = preset_words(chosen, answers.place, words)
    ids = Ids("topic")
    topics = [_topic(name, ids, words) for name in answers.topics] or said["topics"]
    spoken = words.listed([words.language_name(code) for code in answers.languages], "or")
    plain = {
        "name": answers.name,
        "headline": answers.headline,
        "purpose": answers.purpose,
        "kind": "internal" if answers.internal else "external",
        "people_called": said["people_called"],
        "language": answers.language,
        "languages": spoken,
        "timezone": answers.timezone,
        "promise": said["promise"],
        "format": str(FORMAT),
    }
    lists = {
        "audience": said["audience"],
        "topics": topics,
        "terms": said["terms"],
        "goals": [_goal(goal, day) for goal in said["goals"]],
        "join_steps": said["join"]["steps"],
        "join_expect": said["join"]["expect"],
        "pages": said["pages"],
        "subscribe": [] if answers.internal else [{words("Subscribe"): "subscribe.md"}],
    }
    texts = {
        "requirement": engine.line,
        "conduct": chosen.conduct,
        "month": chosen.month,
        "topic": topics[0]["id"],
        "country": zone_countries().get(answers.timezone, "GB"),
        "settings": settings_text({"internal": answers.internal}),
        **_addresses(answers, words),
        **_later(day),
    }
    return {**plain, **lists, **{key: AsItIs(text) for key, text in texts.items()}}


def _topic(name: str, ids: Ids, words: Translations) -> dict[str, str]:
    label = " ".join(name.split())
    return {
        "id": ids.take(label),
        "label": label,
        "description": words("Questions, people and events around %(topic)s.", topic=label),
    }


def _goal(goal: Mapping[str, str], day: date) -> dict[str, str]:
    by = day + relativedelta(months=int(goal["months"]), day=31)
    return {**{key: goal[key] for key in ("title", "metric", "target")}, "by": by.isoformat()}


def _later(day: date) -> dict[str, str]:
    """Days that samples happen on, seen from the day of the beginning."""
    steps = {
        "day": 0,
        "in_two_weeks": 14,
        "in_six_weeks": 42,
        "a_month_ago": -30,
        "a_year_ago": -365,
    }
    return {name: (day + relativedelta(days=step)).isoformat() for name, step in steps.items()}


def _addresses(answers: Answers, words: Translations) -> dict[str, str]:
    """What depends on where things lie; what nobody knows yet waits behind a #."""
    repository, contact = answers.repository, answers.contact
    invented = words("Samples: every person, place and event here is invented")
    notice = invented if answers.samples else ""
    example = words("Looked after by all of us")
    way = f"[{contact.removeprefix('mailto:')}]({contact})"
    return {
        "site": _line(
            "site_url",
            answers.address,
            "https://hub.example.org/",
            words(
                "Where the site will be; calendars and feeds need it. Calendars know their entries "
                "by the first address: choose it well."
            ),
        ),
        "repo": _line(
            "repo_url", repository, "https://github.com/owner/name", words("Where these files lie.")
        )
        + (
            f"# {words('What is added to it for the page on which a file is edited.')}\n"
            f"{'' if repository else '# '}edit_uri: edit/main/content/\n"
        ),
        "repository": _line("repository", repository, "https://github.com/owner/name"),
        "contact": _line("contact", contact, "https://example.org/contact"),
        "conduct_contact": _line("contact", contact, "https://example.org/report"),
        "notice": _line("sample", notice, example),
        "foot": _line(
            "copyright", notice, example, words("What stands at the foot of every page.")
        ),
        "report": words.noted(_WRITE) % {"way": way} if contact else words.noted(_TURN),
        "publish_task": _publish_task(answers, words),
        "publishing": _publishing(answers, words),
    }


_WRITE = N_(
    "Write to %(way)s, or turn to anybody on the [team page](team/index.md) whom you trust. At an "
    "event, whoever opened it can act at once."
)
_TURN = N_(
    "Turn to anybody on the [team page](team/index.md) whom you trust. At an event, whoever opened "
    "it can act at once."
)


def _line(key: str, value: str, example: str, about: str = "") -> str:
    said = f"# {about}\n" if about else ""
    return f"{said}{'' if value else '# '}{key}: {yaml_value(value or example)}\n"


def _publish_task(answers: Answers, words: Translations) -> str:
    if answers.internal:
        return words(
            "Settle where the site lies behind your login, and add the step that takes it there to "
            "`.github/workflows/publish.yml`."
        )
    if answers.repository:
        return words(
            "Push this folder to the repository, and turn Pages on there: Settings, Pages, Source: "
            "GitHub Actions."
        )
    return words(
        "Write the address of the site into `site_url` in `mkdocs.yml`, and bring the folder "
        "`site/` there after each `make build`."
    )


def _publishing(answers: Answers, words: Translations) -> str:
    if answers.internal:
        said = words(
            "This hub is internal: it shows what is for members, asks search engines to stay "
            "away, and has no feeds. That alone is no lock. Put the folder `site/` behind your "
            "login, and keep the repository private."
        )
    elif answers.repository:
        said = words(
            "GitHub builds and publishes the site with every change and once a night, once Pages "
            "is turned on: Settings, Pages, Source: GitHub Actions."
        )
    else:
        said = words(
            "After `make build`, the folder `site/` holds plain files for any host. Say in "
            "`site_url` in `mkdocs.yml` where they will be."
        )
    return f"\n## {words('Publishing')}\n\n{textwrap.fill(said, 120)}\n"
