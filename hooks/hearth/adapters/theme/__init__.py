"""Hearth's own theme: what the pages of a hub stand in where Material is not.

MkDocs and ProperDocs find it by its entry point (``theme: {name: hearth}``), the plain builder by
its folder. The templates in hearth/theme/ stand above it, as they stand above Material: its
base.html has the blocks of Material's that these, or a hub's own main.html, fill.
"""
