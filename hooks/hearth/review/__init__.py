"""Review of a change: two states of a hub compared, described, and who is asked to look at it."""
