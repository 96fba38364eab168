"""Looks at a hub, and at what is published of it, for what no single file is wrong with."""
