"""A draft is made to fit the hub's model, as the engine's import does it."""

from hearth.contribute.importing.validate import fitted

__all__ = ["fitted"]
