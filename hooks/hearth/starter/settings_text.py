"""Every setting as a maintainer finds it in a new hub: waiting behind a #, with what it does above
it."""

from __future__ import annotations

import re
import textwrap
from typing import Any

from hearth.base.field_docs import field_docs
from hearth.model.settings import SHARED, Settings
from hearth.starter.fill_in import AsItIs, yaml_value

_WIDTH = 110
_GUIDE = re.compile(r";? see content/guide/[\w-]+\.md")
"""Where this repository explains it, which a hub does not have."""
_EXAMPLES = {
    "namespace": "https://hub.example.org/",
    "publish": "[data/*.json]",
    "extensions": "[overrides]",
    "forms": "true",
    "editor": "{backend: {name: github, repo: owner/name}}",
}
"""What a setting could be whose default says nothing."""


def settings_text(given: dict[str, Any]) -> AsItIs:
    """The lines below ``hearth:`` in mkdocs.yml: what is ``given``, and all that could be."""
    docs = field_docs(Settings)
    lines: list[str] = []
    for name, info in Settings.model_fields.items():
        if name in SHARED:
            continue
        words = _GUIDE.sub("", " ".join(docs[name].split()))
        lines += [f"# {line}" for line in textwrap.wrap(words, _WIDTH)]
        value = given.get(name, _EXAMPLES.get(name, info.get_default()))
        shown = value if name in _EXAMPLES else yaml_value(value)
        lines.append(f"{name}: {shown}" if name in given else f"# {name}: {shown}")
    return AsItIs("\n".join(lines) + "\n")
