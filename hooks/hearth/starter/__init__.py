"""Starting a hub, and bringing what was written then up to date with a newer engine."""
