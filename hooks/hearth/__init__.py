"""Hearth: a folder of YAML and Markdown files becomes a community hub."""

__version__ = "0.1.0"
