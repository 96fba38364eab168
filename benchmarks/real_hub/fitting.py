"""A draft is made to fit the hub's model, as the engine's import does it."""

from hearth.importing.fitting import fitted

__all__ = ["fitted"]
