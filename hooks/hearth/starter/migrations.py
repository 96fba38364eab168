"""Migrations: what a newer engine asks of files that were written in an older form.

Each is a function of texts, which keeps comments and layout, and is applied once: ``format`` in
content/community.yml says which are behind a hub.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from hearth.base.strict_yaml import YamlError, read_yaml
from hearth.base.words import said
from hearth.edit.format_files import COMMUNITY_FILE
from hearth.model.config_file import CONFIG

Texts = Mapping[str, str]
"""The settings and the files of records, each by its path."""


@dataclass(frozen=True)
class Migration:
    """One step from a form to the next."""

    to: int
    said: str
    """What it does, for the maintainer."""
    change: Callable[[Texts], Texts]
    """Gives the files that change."""


def migrated(texts: Texts, migrations: Sequence[Migration] | None = None) -> Texts:
    """The files that change when a hub is brought into the newest form."""
    known = MIGRATIONS if migrations is None else migrations
    waiting = waiting_for(texts, known)
    now = dict(texts)
    for migration in waiting:
        now |= migration.change(now)
    if waiting and COMMUNITY_FILE in now:
        now[COMMUNITY_FILE] = _with_format(now[COMMUNITY_FILE], waiting[-1].to)
    return {path: text for path, text in now.items() if text != texts.get(path)}


def waiting_for(texts: Texts, migrations: Sequence[Migration] | None = None) -> list[Migration]:
    """The migrations that a hub has not seen, the oldest first."""
    present = written_format(texts.get(COMMUNITY_FILE, ""))
    known = MIGRATIONS if migrations is None else migrations
    return sorted((it for it in known if it.to > present), key=lambda it: it.to)


def written_format(community: str) -> int:
    """The form that a community's file says its hub is in; 1 where it does not."""
    try:
        fields = read_yaml(community)
    except YamlError:
        return 1
    number = str(fields.get("format", "")) if isinstance(fields, dict) else ""
    return int(number) if number.isdecimal() else 1


_FORMAT = re.compile(r"^format:.*$", re.MULTILINE)
_FIRST_FIELD = re.compile(r"^(?=[\w\"'])", re.MULTILINE)


def _with_format(community: str, number: int) -> str:
    line = f"format: {number}"
    if _FORMAT.search(community):
        return _FORMAT.sub(line, community, count=1)
    return _FIRST_FIELD.sub(f"{line}\n", community, count=1)


# -- the second form -----------------------------------------------------------------------------

HOOK = "hooks/hub.py"
PLUGIN = "hearth"


def _plugin_for_hook(texts: Texts) -> Texts:
    """The engine named as a plugin, where it was a hook in the hub's own folder."""
    config = texts.get(CONFIG, "")
    hooks = _node(config, "hooks")
    if HOOK not in _entries(hooks):
        return {}
    return {CONFIG: _with_plugin(_without_entry(config, "hooks", HOOK))}


def _node(config: str, key: str) -> Any:
    """The syntax tree of what stands behind a key at the top."""
    try:
        tree = yaml.compose(config, yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    pairs = tree.value if isinstance(tree, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def _entries(node: Any) -> list[str]:
    found = node.value if isinstance(node, yaml.SequenceNode) else ()
    return [entry.value for entry in found if isinstance(entry, yaml.ScalarNode)]


def _without_entry(config: str, key: str, entry: str) -> str:
    """The text without one entry of a list, and without the list when that was all of it."""
    node = _node(config, key)
    others = [it for it in node.value if it.value != entry]
    if not others:
        start, end = _lines_of(config, key, node)
        return config[:start] + config[end:]
    shown = ", ".join(config[it.start_mark.index : it.end_mark.index].strip() for it in others)
    return f"{config[: node.start_mark.index]}[{shown}]{config[_end(node) :]}"


def _lines_of(config: str, key: str, node: Any) -> tuple[int, int]:
    """Where the lines of a key and its value begin and end."""
    found = re.search(rf"^{key}:", config, re.MULTILINE)
    start = found.start() if found else node.start_mark.index
    return start, config.find("\n", _end(node)) + 1 or len(config)


def _end(node: Any) -> int:
    """Where a list ends; the mark of one in lines stands only where something else begins."""
    return int((node if node.flow_style else node.value[-1]).end_mark.index)


def _with_plugin(config: str) -> str:
    node = _node(config, "plugins")
    if not isinstance(node, yaml.SequenceNode):
        # Without a list of plugins, the builder has its own search.
        return f"{config.rstrip()}\n\nplugins: [search, {PLUGIN}]\n"
    if PLUGIN in _entries(node):
        return config
    at = node.start_mark.index
    if node.flow_style:
        return f"{config[: at + 1]}{PLUGIN}{', ' if node.value else ''}{config[at + 1 :]}"
    return f"{config[:at]}- {PLUGIN}\n{' ' * node.start_mark.column}{config[at:]}"


MIGRATIONS = (
    Migration(
        2,
        said(
            "The engine is named as the plugin %(plugin)s in %(config)s, no more as %(hook)s.",
            plugin=PLUGIN,
            config=CONFIG,
            hook=HOOK,
        ),
        _plugin_for_hook,
    ),
)
"""Every migration; the last leads to the form that new hubs have."""
