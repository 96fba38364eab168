"""What a change of a record means beyond its fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic, TypeVar

from hearth.base.words import Translations
from hearth.kinds import Record
from hearth.model.hub import Hub
from hearth.wording.document import Block

Of = TypeVar("Of", bound=Record)


class Telling(Generic[Of]):
    """What there is to say of a change to a record; of most kinds no more than the fields say."""

    def about(self, hub: Hub, record: Of) -> str:
        """What follows the record's heading when it comes or goes."""
        return ""

    def renamed(self, words: Translations) -> str:
        """What another name for the file does, beside what it does to the address."""
        return ""

    def gone(self, hub: Hub, record: Of) -> Iterator[Block]:
        """What to look at because the record goes; ``hub`` still has it."""
        yield from ()

    def difference(self, words: Translations, field: str, before: Of, after: Of) -> str | None:
        """The change of one field, where its values are not to be told as they are."""
        return None


ANY: Telling[Any] = Telling()
