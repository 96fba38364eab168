"""Private notes of the manager, read from a folder of their own and by no build of the site."""

from hearth.manage.private.notes import Notes
from hearth.manage.private.reading import read_notes

__all__ = ["Notes", "read_notes"]
