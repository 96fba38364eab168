"""A site in several languages: beside the one it is written in, each has all pages again in a
folder of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from hearth.base.languages import words_for
from hearth.base.words import N_, Translations
from hearth.model.hub import Hub

NAVIGATION = (N_("About us"), N_("Experts"), N_("Guide"), N_("Map"), N_("Strategy"))
"""What navigations often say, and pages do not."""


def menu(hub: Hub) -> list[dict[str, str]]:
    """The languages of a site that has several: each by its own name, with where its pages lie
    relative to those of the first."""
    return [
        {
            "language": language,
            "name": words_for(language).language_name(language),
            "folder": hub.folder_of(language),
        }
        for language in (hub.languages if len(hub.languages) > 1 else ())
    ]


def configured(hub: Hub, config: Mapping[str, Any]) -> dict[str, Any]:
    """What the configuration of the site says otherwise in a further language; nothing for the
    first."""
    if not hub.origin:
        return {}
    extra = dict(config.get("extra") or {})
    # What a reader has chosen holds in every language.
    extra.setdefault("scope", urlsplit(hub.home_url).path or "/")
    for name, key in (("footer_links", "label"), ("hearth_alternates", "title")):
        extra[name] = [
            {**one, key: _said(hub.words, one.get(key))} for one in extra.get(name) or ()
        ]
    told = hub.translations[hub.community.language].community
    return {
        "site_url": hub.settings.site_url,
        "site_name": told.name if told else config.get("site_name") or hub.community.name,
        "site_description": told.headline if told else config.get("site_description"),
        "nav": _named(hub.words, config.get("nav")),
        "extra": extra,
    }


def _named(words: Translations, nav: Any) -> Any:
    """The navigation with titles in a language: those that have no words there give way to the
    titles that the pages themselves have."""
    if not isinstance(nav, list):
        return nav
    found: list[Any] = []
    for item in nav:
        if not isinstance(item, dict) or len(item) != 1:
            found.append(item)
            continue
        title, target = next(iter(item.items()))
        page = isinstance(target, str) and target.endswith(".md")
        if page and _said(words, title) == title:
            found.append(target)
        else:
            found.append({_said(words, title): _named(words, target)})
    return found


def _said(words: Translations, title: Any) -> Any:
    return words.noted(title) if isinstance(title, str) else title
