"""The only modules that know a site builder; what each must offer, hearth/site/builder.py says."""

BUILDERS = {"mkdocs": "MkDocs", "properdocs": "ProperDocs", "plain": "The plain builder"}
"""What the builders are called; each has a module of its key's name here that is a ``Builder``."""
