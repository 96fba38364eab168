"""What the theme and its scripts say, in the hub's language."""

from __future__ import annotations

from pathlib import Path

from hearth.base.problems import Problem
from hearth.base.words import N_, Translations, said
from hearth.model.config_file import config_path, read_config_file
from hearth.model.hub import Hub

THEME = {
    "skip": N_("Skip to content"),
    "on_this_page": N_("On this page"),
    "menu": N_("Menu"),
    "main": N_("Main"),
    "more": N_("More"),
    "search": N_("Search the hub"),
    "search_hint": N_("A person, a topic, an event…"),
    "close": N_("Close"),
    "key_move": N_("to move"),
    "key_open": N_("to open"),
    "key_close": N_("to close"),
    "key_single": N_("A single key opens the search"),
    "footer": N_("About this hub"),
    "conduct": N_("Conduct"),
    "report": N_("Report something"),
    "internal": N_("Internal"),
    "internal_note": N_(
        "This hub is for its members alone. Please do not pass on what stands here."
    ),
    "edit": N_("Edit this page"),
    "in_this_section": N_("In this section"),
    "not_found": N_("Nothing here"),
    "not_found_title": N_("This door leads nowhere"),
    "not_found_lead": N_(
        "The page may have moved, or the address has a slip in it. Nothing is lost: look for it, "
        "or start from one of these."
    ),
    "home": N_("Go to the start"),
    "languages": N_("Languages"),
    "kept": N_("My agenda"),
    "copy_code": N_("Copy"),
}
"""By the names under which ``extra.theme_words`` can replace them."""
SCRIPTS = {
    "kinds": N_("Kind"),
    "topics": N_("Topic"),
    "start": N_("What are you looking for?"),
    "startHint": N_("Type a name, a place, a topic or a question. Or begin here:"),
    "none": N_("Nothing found for"),
    "noneHint": N_("Try fewer or other words."),
    "noneFiltered": N_("The filters may be too narrow."),
    "clear": N_("Remove the filters"),
    "more": N_("Show more"),
    "loading": N_("Searching…"),
    "broken": N_("Search is not available"),
    "brokenHint": N_(
        "The index could not be loaded. Check the connection and try again, or go on from here:"
    ),
    "again": N_("Try again"),
    "one": N_("result"),
    "many": N_("results"),
    "recent": N_("Recent searches"),
    "forget": N_("Forget them"),
    "best": N_("Best answer"),
    "meant": N_("Did you mean:"),
    "ask": N_("Ask the community"),
    "copyAddress": N_("Copy the address"),
    "yourTime": N_("your time"),
    "copied": N_("Copied"),
    "addressCopied": N_("Address copied"),
    "keep": N_("Keep in my agenda"),
    "keepFailed": N_("This browser does not let pages keep anything."),
    "progress": N_("{done} of {all} done"),
    "left": N_("{time} of reading left"),
    "listFailed": N_("The list could not be searched just now. The pages below hold all of it."),
}
"""By the names under which scripts know them, and ``extra.search_words`` can replace them."""


def translated(words: Translations, messages: dict[str, str]) -> dict[str, str]:
    """Messages in the hub's language; none in English, which templates and scripts know."""
    if not words.catalogue.messages:
        return {}
    return {name: words.noted(message) for name, message in messages.items()}


def check_language(hub: Hub, config: Path | None = None) -> list[Problem]:
    """A warning where the theme is told another language than the community's, which it speaks."""
    file = read_config_file(hub.root, config_path(hub.root, config))[0]
    theme = file.values.get("theme") if isinstance(file.values, dict) else None
    told = theme.get("language") if isinstance(theme, dict) else None
    spoken = hub.community.language
    if told is None or str(told).split("-")[0] == spoken.split("-")[0]:
        return []
    place = file.position(("theme", "language"))
    what = said(
        "is not the language of the hub (%(language)s), and is passed over", language=spoken
    )
    fix = said("Set the language in content/community.yml alone, and take this line out.")
    return [Problem(*place, "wrong-setting", "theme.language", what, fix, str(told), "warning")]
