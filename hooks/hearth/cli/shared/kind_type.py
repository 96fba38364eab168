"""The name of a kind on the command line."""

from __future__ import annotations

from collections.abc import Callable

from hearth.cli.shared.options import OneOf
from hearth.kinds import KINDS, Kind


class OneKind(OneOf):
    """The name of a kind, among those that there are when it is asked for: a hub can have kinds of
    its own."""

    def __init__(self, fits: Callable[[Kind], bool] = lambda kind: True) -> None:
        self.fits, self.case_sensitive = fits, True

    @property
    def choices(self) -> tuple[str, ...]:  # type: ignore[override]
        return tuple(kind.name for kind in KINDS.values() if self.fits(kind))
