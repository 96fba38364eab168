"""The templates of a theme, kept compiled between builds."""

from __future__ import annotations

from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from hearth.base.store import digest
from hearth.outputs.compiled_templates import CompiledTemplates


class CompiledTheme(CompiledTemplates):
    """Keeps a theme's templates compiled beside this module; those in a hub's own folder never."""

    def __init__(self, own: str | Path | None, builder: str = "") -> None:
        """``builder`` is whatever else the language of the templates depends on."""
        self.own, self.builder = own, builder

    def place(self, bucket: Bucket) -> Path | None:
        if not bucket.key or (self.own and Path(bucket.key).is_relative_to(self.own)):
            return None
        # What plugins add to the language changes what a template becomes.
        language = bucket.environment
        words = (language.extensions, language.filters, language.tests)
        told = (jinja2.__version__, self.builder, bucket.key, *map(sorted, words))
        name = digest(repr(told).encode()).hex()
        return Path(cache_from_source(__file__)).with_name(f"{name}.jinja")
