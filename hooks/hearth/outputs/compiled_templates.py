"""The engine's templates, kept compiled beside them as Python keeps its own modules."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from hearth.read.template_files import TEMPLATES

FORM = 1
"""Rises with each change of the code that templates become (template_code.py)."""


class CompiledTemplates(BytecodeCache):
    """Compiling them takes longer than a small hub's check. What is kept holds for one text, one
    version of Python and one of Jinja; where it cannot be kept, they are compiled each time. A
    hub's own templates always are."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return filename or ""

    def load_bytecode(self, bucket: Bucket) -> None:
        if file := self.place(bucket):
            # Whatever is wrong with what was kept: the template itself is at hand.
            with suppress(Exception), file.open("rb") as kept:
                bucket.load_bytecode(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        file = self.place(bucket)
        if file is None or sys.dont_write_bytecode:
            return
        whole = file.with_name(f"{file.name}.{os.getpid()}")
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            with whole.open("wb") as new:
                bucket.write_bytecode(new)
            whole.replace(file)

    def place(self, bucket: Bucket) -> Path | None:
        """Where a template of the engine is kept; None for another."""
        if not Path(bucket.key).is_relative_to(TEMPLATES):
            return None
        version = f"{jinja2.__version__}-{FORM}"
        return Path(cache_from_source(f"{bucket.key}.py")).with_suffix(f".jinja-{version}")
