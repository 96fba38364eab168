"""Files become sources with positions, and sources checked records."""
