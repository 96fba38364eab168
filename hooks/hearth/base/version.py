"""The version of the engine, which packages, commands and reports name."""

__version__ = "0.2.0"
