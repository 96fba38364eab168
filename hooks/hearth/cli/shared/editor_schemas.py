"""Where the JSON Schemas for editors lie in a hub."""

from __future__ import annotations

from pathlib import Path

from hearth.kinds import Kind

SCHEMAS = Path(".hearth") / "schemas"


def schema_for(folder: Path, kind: Kind) -> str:
    """Where a file of the kind finds the schema that ``hearth schemas`` wrote; empty when there is
    none."""
    schema = SCHEMAS / f"{kind.name}.json"
    return (
        "../" * len(Path(kind.folder).parts) + schema.as_posix()
        if (folder / schema).is_file()
        else ""
    )
