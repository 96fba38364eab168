"""What only the manager may see: read from a folder of its own, never from the hub's, and by no
build of the site."""

from hearth.manage.private.notes import Notes
from hearth.manage.private.reading import read_notes

__all__ = ["Notes", "read_notes"]
